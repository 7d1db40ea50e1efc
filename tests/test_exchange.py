"""Networks as files for other programs, each read back by another reader."""

import csv
import io
import json
import re
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree as ET

import networkx as nx
import pytest
from click.testing import CliRunner

import partnergraph as pg
from partnergraph.cli import main
from partnergraph.networks import exchange, network
from partnergraph.networks.exchange import vosviewer
from partnergraph.profiles.profile import Profile
from partnergraph.ties.incidence import Incidence, Tie
from partnergraph.writing import format
from partnergraph.writing.format import Format

HOSTILE = (
    'A "quoted" & <b>bold</b>',
    "]]> --> <!-- </data>",
    "=HYPERLINK(1)",
    "back\\slash\nline\ttab",
    "nul\x00 and \x1b[31m and \ud800 and \uffff",
    "Łódź · 北京 · 😀",
    "'; DROP",
    "*Edges",
    "",
)


@pytest.fixture(scope="module")
def graph(shipped: pg.KnowledgeGraph) -> "nx.MultiGraph[str]":
    """Give a part of the shipped network, with dates, moments and disputed lines."""
    return shipped.network(networks=["agreements", "events", "memberships"], start="2014", end="2015", dated=True)


@pytest.fixture(scope="module")
def hostile() -> "nx.MultiGraph[str]":
    """Give a network whose every text is hostile; two nodes have one label, and two lines one pair."""
    profiles = {f"urn:{n}{words}": Profile(words, country=words, note=words) for n, words in enumerate(HOSTILE)}
    profiles |= {"urn:same": Profile(HOSTILE[0])}
    nodes = sorted(profiles)
    ties = [
        Tie(party, f"urn:via{number}", HOSTILE[number % 8] + "k", "2014", HOSTILE[1], HOSTILE[number % 8], "")
        for number, (one, other) in enumerate(zip(nodes, nodes[1:] + nodes[:1], strict=True))
        for party in sorted((one, other))
    ]
    ties += [Tie(party, "urn:viaX", "urn:k", "", "", "", "") for party in nodes[:2]]
    ties += [Tie(party, "urn:viaY", "urn:k", "", "", "", "") for party in nodes[:2]]
    return network.build([Incidence("x", True, tuple(sorted(ties, key=lambda tie: (tie.via, tie.party))))], profiles)


def by_networkx(text: str, form: Format) -> "nx.MultiGraph[str]":
    """Read a network with networkx."""
    stream = io.BytesIO(text.encode())
    readers: dict[Format, Callable[[], object]] = {
        format.GRAPHML: lambda: nx.read_graphml(stream, force_multigraph=True),
        format.GEXF: lambda: nx.read_gexf(stream),
        format.CYTOSCAPE: lambda: nx.cytoscape_graph(json.loads(text)),
        format.PAJEK: lambda: nx.read_pajek(stream),
    }
    found: nx.MultiGraph[str] = nx.MultiGraph(readers[form]())
    return found


READ = [format.GRAPHML, format.GEXF, format.CYTOSCAPE, format.PAJEK]


@pytest.mark.parametrize("form", READ, ids=lambda form: form.name)
@pytest.mark.parametrize("name", ["graph", "hostile"])
def test_networkx_reads_what_is_written(form: Format, name: str, request: pytest.FixtureRequest) -> None:
    """Another reader finds every node and every line, with weights, however hostile the labels are."""
    whole = request.getfixturevalue(name)
    read = by_networkx(exchange.text(whole, form), form)
    assert read.number_of_nodes() == len(whole)
    assert read.number_of_edges() == whole.number_of_edges()
    assert {float(data["weight"]) for *_, data in read.edges(data=True)} == {1.0}
    shape = sorted(degree for _, degree in read.degree())
    assert shape == sorted(degree for _, degree in whole.degree())


@pytest.mark.parametrize("form", [format.GRAPHML, format.CYTOSCAPE], ids=lambda form: form.name)
def test_labels_come_back_as_they_are(form: Format, hostile: "nx.MultiGraph[str]") -> None:
    """What the format can hold comes back letter for letter, and other signs are replaced."""
    read = by_networkx(exchange.text(hostile, form), form)
    labels = sorted(str(data.get("label", "")) for _, data in read.nodes(data=True))
    replaced = [re.sub("[\x00\x1b\ud800\uffff]", "\ufffd", label or "urn:8") for label in HOSTILE]
    assert labels == sorted([*replaced, HOSTILE[0]])


def test_gexf_has_days_on_its_edges(graph: "nx.MultiGraph[str]") -> None:
    """A line has the days on which it can have been in force: a moment ends, and what goes on has no end."""
    root = ET.fromstring(exchange.text(graph, format.GEXF))
    edges = root.findall(".//{http://www.gexf.net/1.2draft}edge")
    days = [(edge.get("start"), edge.get("end")) for edge in edges]
    assert all(day is None or re.fullmatch(r"\d{4}-\d\d-\d\d", day) for pair in days for day in pair)
    assert all(start <= end for start, end in days if start and end)
    events = [edge for edge in edges if edge.get("label") == "takes part in event" and edge.get("start")]
    assert events
    assert all(edge.get("end") for edge in events)
    assert any(start and not end for start, end in days)


def test_vosviewer_has_the_shape_of_its_format(hostile: "nx.MultiGraph[str]", graph: "nx.MultiGraph[str]") -> None:
    """Items have number, label, place, cluster and weights; links are one a pair and lead to items."""
    for whole in (graph, hostile):
        found = json.loads(exchange.text(whole, format.VOSVIEWER))["network"]
        assert set(found) == {"items", "links"}
        ids = [item["id"] for item in found["items"]]
        assert ids == list(range(1, len(whole) + 1))
        for item in found["items"]:
            assert set(item) == {"id", "label", "description", "x", "y", "cluster", "weights"}
            assert isinstance(item["cluster"], int)
            assert 0 < item["cluster"] <= 1000
            assert all(value >= 0 for value in item["weights"].values())
            assert not re.search(r"[<>\"']", item["description"])
        pairs = [(link["source_id"], link["target_id"]) for link in found["links"]]
        assert len(pairs) == len(set(pairs)) == len({frozenset(edge[:2]) for edge in whole.edges()})
        assert {each for pair in pairs for each in pair} <= set(ids)
        assert sum(link["strength"] for link in found["links"]) == whole.number_of_edges()


def test_vosviewer_numbers_so_many_clusters(monkeypatch: pytest.MonkeyPatch) -> None:
    """The format ends at cluster 1,000: items of further clusters have none."""
    import networkx as nx

    assert vosviewer._CLUSTERS == 1_000  # noqa: SLF001 - the bound of the format
    monkeypatch.setattr(vosviewer, "_CLUSTERS", 3)
    pairs: nx.MultiGraph[str] = nx.MultiGraph()
    pairs.add_edges_from((f"urn:{number}:a", f"urn:{number}:b") for number in range(5))
    found = json.loads(vosviewer.text(pairs))["network"]["items"]
    numbers = [item["cluster"] for item in found if "cluster" in item]
    assert (max(numbers), len(found) - len(numbers)) == (3, 4)


def test_csv_is_what_gephi_imports(hostile: "nx.MultiGraph[str]", graph: "nx.MultiGraph[str]") -> None:
    """Nodes have Id and Label, edges Source, Target, Type and Weight; no cell begins as a formula."""
    for whole in (graph, hostile):
        nodes, edges = (
            list(csv.DictReader(io.StringIO(exchange.text(whole, form)))) for form in (format.NODES, format.EDGES)
        )
        assert (len(nodes), len(edges)) == (len(whole), whole.number_of_edges())
        assert {row["Source"] for row in edges} | {row["Target"] for row in edges} <= {row["Id"] for row in nodes}
        assert {(row["Type"], row["Weight"]) for row in edges} == {("Undirected", "1.0")}
        assert not [cell for row in (*nodes, *edges) for cell in row.values() if cell[:1] in "=+-@\t\r" and cell]


@pytest.mark.parametrize("form", format.NETWORKS, ids=lambda form: form.name)
def test_order_of_input_does_not_matter(form: Format, hostile: "nx.MultiGraph[str]") -> None:
    """The same network built in another order gives the same bytes."""
    turned: nx.MultiGraph[str] = nx.MultiGraph(**hostile.graph)
    turned.add_nodes_from(reversed(list(hostile.nodes(data=True))))
    turned.add_edges_from((other, one, data) for one, other, data in reversed(list(hostile.edges(data=True))))
    assert exchange.text(turned, form) == exchange.text(hostile, form)


@pytest.mark.parametrize("form", format.NETWORKS, ids=lambda form: form.name)
def test_an_empty_network_is_a_file(form: Format) -> None:
    """A network without nodes is written without complaint."""
    assert exchange.text(nx.MultiGraph(), form)


def run(*words: str | Path) -> "tuple[int, str, str]":
    """Run a command in this process."""
    done = CliRunner().invoke(main, ["network", *map(str, words)])
    return done.exit_code, done.stdout, done.stderr


def test_network_goes_by_the_extension(tmp_path: Path) -> None:
    """The extension says the format, and both weights of pairs are there."""
    path = tmp_path / "pairs.graphml"
    code, _, told = run("-o", path, "--network", "agreements", "--projection", "--weight", "count")
    assert code == 0, told
    read = nx.read_graphml(path, force_multigraph=True)
    assert all(data["weight"] == data["count"] >= data["newman"] for *_, data in read.edges(data=True))


def test_network_goes_to_a_pipe() -> None:
    """Without a file the edges go to stdout as CSV."""
    code, out, told = run("--network", "surveys")
    assert (code, out.partition(",")[0]) == (0, "Source"), told


WRONG = [
    (2, "'.json' is no format for this; use one of graphml, gexf, cytoscape, vosviewer", ["-o", "x.json"]),
    (2, "'xls' is no format for this; use one of graphml", ["-f", "xls"]),
    (1, "nothing is left: 7 ties in the network; 0 with a date in force to 1900", ["--to", "1900", "--dated"]),
]


@pytest.mark.parametrize(("code", "complaint", "options"), WRONG)
def test_what_cannot_be_written_is_told(
    code: int, complaint: str, options: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An unknown format names those that there are, and an empty network says why it is empty."""
    monkeypatch.chdir(tmp_path)
    found, out, told = run("--network", "surveys", *options)
    assert (found, out, list(tmp_path.iterdir())) == (code, "", [])
    assert complaint.replace("7 ties", "ties") in re.sub(r"\d+ ties", "ties", told)
