"""Networks as files for other programs, each read back by another reader."""

import csv
import io
import json
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from pathlib import Path
from xml.etree import ElementTree as ET

import igraph
import networkx as nx
import pytest
from click.testing import CliRunner

import partnergraph as pg
from partnergraph.cli import main
from partnergraph.networks import exchange, network, projection
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
        format.GEXF: lambda: nx.read_gexf(io.BytesIO(text.replace(*GEXF).encode())),
        format.CYTOSCAPE: lambda: nx.cytoscape_graph(json.loads(text)),
        format.PAJEK: lambda: nx.read_pajek(stream),
    }
    found: nx.MultiGraph[str] = nx.MultiGraph(readers[form]())
    return found


GEXF = ("http://gexf.net/1.3", "http://www.gexf.net/1.2draft")
"""The name of GEXF 1.3, and that of 1.2, which is all that older networkx knows; we write the same in both."""

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


@pytest.fixture(scope="module")
def pairs(shipped: pg.KnowledgeGraph) -> "nx.MultiGraph[str]":
    """Give bodies in pairs, whose weights are no whole numbers."""
    return shipped.network(networks=["agreements", "cooperations"], projection=True)


Found = tuple[list[str], Counter[tuple[tuple[str, str], float]]]
"""The labels of the nodes, sorted, and how often each two of these are tied with a weight."""


def found(labels: Iterable[str], edges: Iterable[tuple[str, str, object]]) -> Found:
    """Give what a reader found, to be compared."""
    weighed = Counter(
        ((min(one, other), max(one, other)), round(float(str(weight)), 6)) for one, other, weight in edges
    )
    return sorted(labels), weighed


def of_networkx(graph: "nx.Graph[str]", label: str, weight: str = "weight") -> Found:
    """Give what networkx found."""
    names = {node: str(data.get(label, node)) for node, data in graph.nodes(data=True)}
    edges = ((names[one], names[other], data[weight]) for one, other, data in graph.edges(data=True))
    return found(names.values(), edges)


def of_igraph(graph: "igraph.Graph", label: str, weight: str = "weight") -> Found:
    """Give what igraph found."""
    names = graph.vs[label]
    return found(names, ((names[each.source], names[each.target], each[weight]) for each in graph.es))


def of_vosviewer(items: str, links: str) -> Found:
    """Give what networkx finds in a VOSviewer network file, with the labels that are in the map file."""
    graph = nx.read_weighted_edgelist(io.BytesIO(links.encode()), delimiter="\t")
    rows = [*csv.DictReader(io.StringIO(items), delimiter="\t")]
    for row in rows:
        graph.add_node(row["id"], label=row["label"])
    assert graph.number_of_nodes() == len(rows)
    return of_networkx(graph, "label")


def by_igraph(read: "Callable[[str], igraph.Graph]", text: str, folder: Path) -> "igraph.Graph":
    """Read a network with igraph, which reads files."""
    path = folder / "network"
    path.write_text(text, encoding="utf-8")
    return read(str(path))


READERS: dict[str, Callable[[Callable[[Format], str], Path], Found]] = {
    "GraphML, networkx": lambda text, _: of_networkx(by_networkx(text(format.GRAPHML), format.GRAPHML), "label"),
    "GraphML, igraph": lambda text, folder: of_igraph(
        by_igraph(igraph.Graph.Read_GraphML, text(format.GRAPHML), folder), "label"
    ),
    "GEXF, networkx": lambda text, _: of_networkx(by_networkx(text(format.GEXF), format.GEXF), "label"),
    "Cytoscape JSON, networkx": lambda text, _: of_networkx(
        by_networkx(text(format.CYTOSCAPE), format.CYTOSCAPE), "label"
    ),
    "Pajek, networkx": lambda text, _: of_networkx(by_networkx(text(format.PAJEK), format.PAJEK), "none"),
    "Pajek, igraph": lambda text, folder: of_igraph(
        by_igraph(igraph.Graph.Read_Pajek, text(format.PAJEK), folder), "name"
    ),
    "CSV, igraph": lambda text, _: of_igraph(
        igraph.Graph.DictList(
            [*csv.DictReader(io.StringIO(text(format.NODES)))],
            [*csv.DictReader(io.StringIO(text(format.EDGES)))],
            vertex_name_attr="Id",
            edge_foreign_keys=("Source", "Target"),
        ),
        "Label",
        "Weight",
    ),
    "VOSviewer JSON, networkx": lambda text, _: of_networkx(
        nx.node_link_graph(
            json.loads(text(format.VOSVIEWER))["network"],
            directed=False,
            multigraph=False,
            name="id",
            source="source_id",
            target="target_id",
            nodes="items",
            edges="links",
        ),
        "label",
        "strength",
    ),
    "VOSviewer text, networkx": lambda text, _: of_vosviewer(text(format.VOSVIEWER_MAP), text(format.VOSVIEWER_LINKS)),
}


@pytest.mark.parametrize("reader", READERS)
def test_another_program_reads_the_same_network(reader: str, pairs: "nx.MultiGraph[str]", tmp_path: Path) -> None:
    """Each file, read by networkx or igraph, has the same nodes and edges with the same weights."""
    labels = {node: str(data["label"]) for node, data in pairs.nodes(data=True)}
    edges = ((labels[one], labels[other], data["weight"]) for one, other, data in pairs.edges(data=True))
    expected = found(labels.values(), edges)
    if reader.startswith("VOSviewer"):  # lines between the same two are one link
        sums: defaultdict[tuple[str, str], float] = defaultdict(float)
        for (ends, weight), times in expected[1].items():
            sums[ends] += weight * times
        expected = found(expected[0], ((one, other, weight) for (one, other), weight in sums.items()))
    assert READERS[reader](lambda form: exchange.text(pairs, form), tmp_path) == expected


GEXF_SHAPE = {
    "gexf": ({"version"}, ["meta", "graph"]),
    "graph": (
        {"mode", "timerepresentation", "timeformat", "defaultedgetype", "idtype"},
        ["attributes", "nodes", "edges"],
    ),
    "attributes": ({"class"}, ["attribute"]),
    "attribute": ({"id", "title", "type"}, []),
    "node": ({"id", "label"}, ["attvalues"]),
    "edge": ({"id", "source", "target", "label", "kind", "weight", "start", "end"}, ["attvalues", "spells"]),
    "attvalue": ({"for", "value"}, []),
    "spells": (set(), ["spell"]),
    "spell": ({"start", "end"}, []),
}
"""Of the schema of GEXF 1.3 what is used: the attributes that an element may have, and its elements in their order."""


def test_gexf_keeps_to_its_schema(graph: "nx.MultiGraph[str]", hostile: "nx.MultiGraph[str]") -> None:
    """Elements have the attributes and the order that the schema of GEXF 1.3 gives them, and values of its types."""
    for whole in (graph, hostile, interrupted()):
        root = ET.fromstring(exchange.text(whole, format.GEXF))
        assert {element.tag.partition("}")[0] for element in root.iter()} == {"{http://gexf.net/1.3"}
        for element in root.iter():
            name = element.tag.partition("}")[2]
            attributes, order = GEXF_SHAPE.get(name, (set(), []))
            assert set(element.attrib) <= attributes, name
            inside = [each.tag.partition("}")[2] for each in element]
            assert not order or [*dict.fromkeys(inside)] == [each for each in order if each in inside], name
        (settings,) = root.iter("{http://gexf.net/1.3}graph")
        assert (settings.get("mode"), settings.get("timerepresentation")) == ("dynamic", "interval")
        types = {each.get("type") for each in root.iter("{http://gexf.net/1.3}attribute")}
        assert types <= {"string", "double", "boolean"}


def test_gexf_has_days_on_its_edges(graph: "nx.MultiGraph[str]") -> None:
    """A line has the days on which it can have been in force: a moment ends, and what goes on has no end."""
    root = ET.fromstring(exchange.text(graph, format.GEXF))
    edges = root.findall(".//{http://gexf.net/1.3}edge")
    days = [(edge.get("start"), edge.get("end")) for edge in edges]
    assert all(day is None or re.fullmatch(r"\d{4}-\d\d-\d\d", day) for pair in days for day in pair)
    assert all(start <= end for start, end in days if start and end)
    events = [edge for edge in edges if edge.get("label") == "takes part in event" and edge.get("start")]
    assert events
    assert all(edge.get("end") for edge in events)
    assert any(start and not end for start, end in days)


def interrupted() -> "nx.MultiGraph[str]":
    """Give a pair that two projects tied, with years between in which nothing did."""
    ties = [Tie(party, "urn:1", "urn:k", "2010", "2012", "", "") for party in ("urn:a", "urn:b")]
    ties += [Tie(party, "urn:2", "urn:k", "2016-05", "", "", "") for party in ("urn:a", "urn:b")]
    return network.projected(projection.of([Incidence("x", False, tuple(ties))]).pairs(), {})


def test_a_pair_is_in_force_while_something_ties_it() -> None:
    """GEXF has a spell for each time, which networkx reads, and the tables have the intervals beside start and end."""
    graph = interrupted()
    ((*_, edge),) = by_networkx(exchange.text(graph, format.GEXF), format.GEXF).edges(data=True)
    assert edge["spells"] == [("2010-01-01", "2012-12-31"), ("2016-05-01", "None")]
    assert not {"start", "end"} & edge.keys()
    (row,) = csv.DictReader(io.StringIO(exchange.text(graph, format.EDGES)))
    assert (row["Start"], row["End"], row["Spells"]) == ("2010", "", "2010-01-01/2012-12-31 2016-05-01/..")
    ((*_, edge),) = by_networkx(exchange.text(graph, format.GRAPHML), format.GRAPHML).edges(data=True)
    assert edge["spells"] == row["Spells"]


@pytest.mark.parametrize("form", [format.GRAPHML, format.EDGES], ids=lambda form: form.name)
def test_a_projection_is_read_back_with_its_times(form: Format, tmp_path: Path) -> None:
    """What is read has the same pairs in each window, and a moment stays one."""
    ties = [Tie(party, "urn:3", "urn:event", "2013-05-02", "", "", "") for party in ("urn:b", "urn:c")]
    drawn = interrupted()
    for data in projection.of([Incidence("y", False, tuple(ties), moment=True)]).pairs():
        drawn.add_edge(data.one, data.other, kind="urn:event", start=data.start, end=data.end, weight=1.0, moment=True)
    path = tmp_path / EXTENSIONS[form]
    path.write_text(exchange.text(drawn, form), encoding="utf-8")
    with pg.open(path) as read:
        found = {year: len(read.projection(start=year, end=year)) for year in ("2011", "2013", "2014", "2017")}
        moments = [bool(data["moment"]) for *_, data in read.network(kinds=["urn:event"]).edges(data=True)]
    assert (found, moments) == ({"2011": 1, "2013": 1, "2014": 0, "2017": 1}, [True])


EXTENSIONS = {format.GRAPHML: "pairs.graphml", format.EDGES: "pairs.csv"}


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
    """A network without nodes is written without complaint; of its links alone there is nothing to write."""
    assert bool(exchange.text(nx.MultiGraph(), form)) is (form is not format.VOSVIEWER_LINKS)


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
