"""Network files: what the program wrote is read back, and what is wrong with a file is one line with its place."""

import csv
import io
from pathlib import Path

import networkx as nx
import pytest
from click.testing import CliRunner

import partnergraph as pg
from partnergraph.cli import main
from partnergraph.errors import InputError, StoreError
from partnergraph.networks import exchange, netfile
from partnergraph.readings import itinerary
from partnergraph.vocab import PG
from partnergraph.writing import format

GRAPH = '<graph edgedefault="undirected"><node id="a"/><node id="b"/><edge source="a" target="b"/></graph>'
LABELS, COUNTRIES = "Source,Target,Source Label\n", "Source,Target,Target Country\n"
EDGE = (
    '<graphml xmlns="http://graphml.graphdrawing.org/xmlns"><key id="w" for="edge" attr.name="weight" '
    'attr.type="double"/><graph edgedefault="undirected"><node id="a"/><node id="b"/>'
    '<edge id="e7" source="a" target="b"><data key="w">-1</data></edge></graph></graphml>'
)


def test_graphml_is_read_back(tmp_path: Path) -> None:
    """The GraphML of a network gives the same strengths, paths, groups, dates and kinds as the network itself."""
    wanted = ["agreements", "events"]
    path = tmp_path / "network.graphml"
    with pg.open() as graph:
        path.write_text(exchange.text(graph.network(networks=wanted), format.GRAPHML), encoding="utf-8")
        expected = graph.rank(networks=wanted), graph.projection(networks=wanted)
    with pg.open(path) as graph:
        ranked, found = graph.rank(), graph.projection()
        assert graph.network(networks=["events"]).number_of_edges() > 0
    assert ranked == expected[0]
    assert [(pair.one, pair.other, pair.start, pair.end, pair.kinds, pair.via) for pair in found.pairs()] == [
        (pair.one, pair.other, pair.start, pair.end, pair.kinds, pair.via) for pair in expected[1].pairs()
    ]


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("projection", [False, True])
def test_edges_are_read_back(tmp_path: Path, separator: str, *, projection: bool) -> None:
    """The CSV of edges, with any separator, gives the same bodies by the same IRIs, and the same strengths."""
    path, wanted = tmp_path / "edges.csv", ["agreements", "memberships", "units"]
    with pg.open() as graph:
        text = exchange.text(graph.network(networks=wanted, projection=projection), format.EDGES)
        expected = graph.rank(networks=wanted)
    stream = io.StringIO()
    csv.writer(stream, delimiter=separator).writerows(csv.reader(io.StringIO(text, newline="")))
    path.write_text(stream.getvalue(), encoding="utf-8")
    with pg.open(path) as graph:
        assert graph.rank() == expected


@pytest.mark.parametrize("form", [format.GRAPHML, format.EDGES])
def test_acronyms_are_read_back(tmp_path: Path, form: format.Format) -> None:
    """A body that is known by its acronym is known by it after it was written and read, too."""
    graph: nx.MultiGraph[str] = nx.MultiGraph([("urn:a", "urn:b")])
    graph.nodes["urn:a"].update(label="European Society of Radiology", names=("Radiologists", "ESR"))
    path = tmp_path / f"own.{form.extensions[0]}"
    path.write_text(exchange.text(graph, form), encoding="utf-8")
    with pg.open(path) as again:
        assert again.paths("ESR", "urn:b").one.short == "ESR"
        assert exchange.text(again.network(), format.NODES).splitlines()[1].split(",")[1:3] == [
            "European Society of Radiology",
            "ESR",
        ]


@pytest.mark.parametrize("form", [format.GRAPHML, format.EDGES])
def test_what_has_no_class_is_read_back(tmp_path: Path, form: format.Format) -> None:
    """A network whose nodes have no class is written and read again."""
    path, again = tmp_path / "own.csv", tmp_path / f"again.{form.extensions[0]}"
    path.write_text("Source,Target\na,b\n", encoding="utf-8")
    with pg.open(path) as graph:
        again.write_text(exchange.text(graph.network(), form), encoding="utf-8")
    with pg.open(again) as graph:
        assert graph.rank("degree").values("value") == [1.0, 1.0]


def test_what_has_no_edge_is_told(tmp_path: Path) -> None:
    """A CSV of edges has no row for who is tied to nobody, and says so on stderr."""
    done = CliRunner().invoke(
        main, ["network", "--network", "funding", "--projection", "-o", str(tmp_path / "funding.csv")]
    )
    assert "2 bodies are tied to nobody and have no row among the edges; see -f nodes" in done.stderr


def test_one_without_an_edge_is_told_as_one(tmp_path: Path) -> None:
    """Of one body what is said on stderr is said in the singular."""
    path = tmp_path / "own.graphml"
    graph: nx.MultiGraph[str] = nx.MultiGraph([("urn:a", "urn:b")])
    graph.add_node("urn:c")
    path.write_text(exchange.text(graph, format.GRAPHML), encoding="utf-8")
    done = CliRunner().invoke(main, ["network", str(path), "--projection"])
    assert done.stderr == "1 body is tied to nobody and has no row among the edges; see -f nodes\n"


def test_pairs_of_a_file_are_told_in_whole_sentences(tmp_path: Path) -> None:
    """Where a file says by what kind of tie two are tied, and not by which one, the sentence is whole still."""
    path = tmp_path / "own.csv"
    kinds = ["tie-publication", "tie-agreement", "lends {} to"]
    rows = [f"a,b,{PG}{kind}" if kind.startswith("tie") else f"a,b,{kind}" for kind in kinds]
    path.write_text("\n".join(["Source,Target,Kind", *rows]), encoding="utf-8")
    with pg.open(path) as graph:
        (step,) = graph.paths("a", "b").ways[0].steps
        assert sorted(itinerary.sentence(step, bond) for bond in step.bonds) == [
            "a and b are tied: lends {} to",
            "a and b have a part in a publication",
            "a and b share an agreement",
        ]


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("a.csv", "", ":1: a network file has the columns Source and Target; missing: Source and Target"),
        ("a.csv", "source,weight\na,1\n", ":1: a network file has the columns Source and Target; missing: Target"),
        ("a.csv", "Source,Target\na,b\nc\n", ":3: an edge without target; give both ends, or no row"),
        ("a.csv", "Source,Target\na,b\nc,\n", ":3: an edge without target; give both ends, or no row"),
        ("a.csv", "Source,Target,Weight\na,b,x\n", ":2: a weight must be a number, 0 or more, and not 'x'"),
        ("a.csv", "Source,Target,Weight\na,b,-1\n", ":2: a weight must be a number, 0 or more, and not '-1'"),
        ("a.csv", "Source,Target,Weight\na,b,1\na,b,nan\n", ":3: a weight must be a number, 0 or more, and not 'nan'"),
        ("a.csv", "Source,Target,Weight\na,b,1e308\n", ":2: a weight of 1e308 is too large to reckon with; give all"),
        ("a.csv", "Source,Target,Weight\na,b,1e-300\n", ":2: a weight of 1e-300 is too small to reckon with; give all"),
        ("a.csv", "Source,Target,Weight\na,b,1e-400\n", ":2: a weight of 1e-400 is too small to reckon with; give all"),
        ("a.csv", "Source,Target,Newman\na,b,-2\n", ":2: a newman must be a number, 0 or more, and not '-2'"),
        ("a.csv", "Source,Target\n", ": has no row; give one for each edge, below the names of the columns"),
        ("a.csv", 'Source,Target\na,"b\n', ":2: is no CSV: unexpected end of data"),
        (
            "a.csv",
            "Source,Target,Start,End\na,b,2022,2021\n",
            ":2: end '2021' lies before start '2022'; correct one of them",
        ),
        ("a.csv", "Source,Target,Start\na,b,soon\n", ":2: start 'soon' is no date; give YYYY"),
        (
            "a.graphml",
            EDGE,
            ": the edge 'e7', 'a' - 'b': a weight must be a number, 0 or more, and not -1.0",
        ),
        ("a.csv", "Source,Target,source\na,b,c\n", ":1: a column comes twice: Source; leave one of the two out"),
        (
            "a.csv",
            f"{LABELS}a,b,Alpha\na,c,Omega\n",
            ": the label of 'a' is 'Alpha' in line 2 and 'Omega' in line 3; give it one",
        ),
        (
            "a.csv",
            f"{COUNTRIES}b,a,Germany\nc,a,DE\nc,a,France\n",
            ": the country of 'a' is 'DE' in line 3 and 'France' in line 4; give it one",
        ),
        (
            "a.csv",
            f"{COUNTRIES}b,a,France\nc,a,Deutschland\n",
            ": the country of 'a' is 'Deutschland' in line 3 and 'France' in line 2; give it one",
        ),
        (
            "a.graphml",
            f'<graphml xmlns="http://graphml.graphdrawing.org/xmlns">{GRAPH}{GRAPH}</graphml>',
            ": has 2 graphs, and a network file has one; give each a file of its own",
        ),
        ("a.graphml", "<graphml", ": is no GraphML: "),
        ("a.graphml", "<graphml/>", ": is no GraphML: "),
        ("a.graphml", "<!DOCTYPE a [<!ENTITY b 'c'>]><graphml/>", ": has a document type, which a network file has"),
    ],
)
def test_wrong_files_are_told_in_one_line(tmp_path: Path, name: str, text: str, message: str) -> None:
    """A missing column, end or row, what is no weight or date, and XML that is no GraphML are named with the place."""
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError) as caught:
        pg.open(path)
    assert str(caught.value).startswith(f"{path}{message}")
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("form", "name", "told"),
    [
        (format.GEXF, "a.gexf", "GEXF"),
        (format.CYTOSCAPE, "a.cyjs", "Cytoscape JSON"),
        (format.PAJEK, "a.net", "Pajek"),
        (format.VOSVIEWER, "a.json", "VOSviewer JSON"),
    ],
)
def test_networks_in_other_formats_are_refused(tmp_path: Path, form: format.Format, name: str, told: str) -> None:
    """A network in a format that is written alone is named as that, with the formats that are read."""
    path = tmp_path / name
    path.write_text(exchange.text(nx.MultiGraph([("urn:a", "urn:b")]), form), encoding="utf-8")
    done = CliRunner().invoke(main, ["rank", str(path)])
    assert done.exit_code == 3
    assert done.stderr == f"Error: {path}: is a network as {told}; networks are read as GraphML or as a CSV of edges\n"


@pytest.mark.parametrize("asked", [["network"], ["network", "--about", "c"], ["recommend", "c"]])
def test_without_ties_the_answer_is_no(tmp_path: Path, asked: list[str]) -> None:
    """Where nothing ties what is asked about, nothing is written or recommended, and the exit code is 1."""
    path, target = tmp_path / "own.graphml", tmp_path / "out.graphml"
    graph: nx.MultiGraph[str] = nx.MultiGraph()
    graph.add_node("c")
    path.write_text(exchange.text(graph, format.GRAPHML), encoding="utf-8")
    written = ["-o", str(target)] if asked[0] == "network" else []
    done = CliRunner().invoke(main, [*asked, str(path), *written])
    assert done.exit_code == 1
    assert "Error" not in done.stderr
    assert not target.exists()


def test_other_bytes_are_refused(tmp_path: Path) -> None:
    """A file that is not there, or in another encoding, is named."""
    with pytest.raises(InputError, match=r"none.csv: cannot be read: No such file"):
        netfile.read(tmp_path / "none.csv")
    (tmp_path / "a.csv").write_bytes("Source,Target\nä,b\n".encode("latin-1"))
    with pytest.raises(InputError, match=r"a.csv: is not in UTF-8"):
        netfile.read(tmp_path / "a.csv")


def test_a_network_file_stands_alone(tmp_path: Path) -> None:
    """Beside other files, or as of a day, a network file is refused with what to do instead."""
    path = tmp_path / "a.csv"
    path.write_text("Source,Target\na,b\n", encoding="utf-8")
    with pytest.raises(StoreError, match="a network file stands alone; give one of them"):
        pg.open(path, path)
    with pytest.raises(StoreError, match="does not tell what was known on a day; choose ties by their time"):
        pg.open(path, as_of="2014")


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        (["rank", "{}", "--by", "degree", "--top", "1"], "1,b,2,is tied to 2 of 2 other bodies"),
        (["groups", "{}", "--runs", "2", "-f", "csv"], "resolution,"),
        (["path", "a", "c", "{}", "-f", "md"], "a – b – c"),
        (["compare", "a", "c", "{}", "-f", "csv"], "b,,both"),
        (["chart", "degrees", "{}"], "1,2,1"),
        (["recommend", "a", "{}", "-f", "csv"], "c"),
        (["network", "{}", "-f", "edges"], "Source,Target"),
    ],
    ids=lambda words: words[0] if isinstance(words, list) else "",
)
def test_commands_read_network_files(tmp_path: Path, words: list[str], shown: str) -> None:
    """Every command of the network takes a network file for its graph."""
    path = tmp_path / "a.csv"
    path.write_text("Source,Target\na,b\nb,c\n", encoding="utf-8")
    result = CliRunner().invoke(main, [word.format(path) for word in words])
    assert result.exit_code == 0, result.output
    assert shown in result.stdout
