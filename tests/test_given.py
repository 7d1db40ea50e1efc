"""Given networks: networkx graphs are read back as they were written, measured as networkx does, or refused."""

import math
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import networkx as nx
import pytest
from click.testing import CliRunner

import partnergraph as pg
from partnergraph import resource, view
from partnergraph.analysis.adjacency import Ties
from partnergraph.cli import main
from partnergraph.errors import FormatError
from partnergraph.measures import measure
from partnergraph.measures.wish import MEASURES
from partnergraph.networks import exchange
from partnergraph.profiles import explanation
from partnergraph.writing import format

if TYPE_CHECKING:
    from partnergraph.measures.wish import Measure
    from partnergraph.networks.projection import Projection
    from partnergraph.networks.wish import Filters

NODE = "urn:partnergraph:node:"
FACTS = ("label", "types", "type_label", "country", "start", "end")
FEW = 500  # pairs that are written as a file
LINE = ("kind", "kind_label", "via", "via_label", "start", "end", "weight", "moment")


@pytest.fixture(scope="module")
def networks() -> "tuple[nx.MultiGraph[str], nx.Graph[str]]":
    """Give a part of the shipped network as it is drawn, and its pairs."""
    wanted = ["agreements", "events", "memberships"]
    with pg.open() as graph:
        return graph.network(networks=wanted), graph.projection(networks=wanted).to_networkx()


def nodes(graph: "nx.MultiGraph[str]") -> dict[str, tuple[object, ...]]:
    """Give what is said of each node."""
    return {node: (*sorted(data["names"]), *(data[name] for name in FACTS)) for node, data in graph.nodes(data=True)}


def lines(graph: "nx.MultiGraph[str]") -> list[tuple[object, ...]]:
    """Give what is said of each line, sorted."""
    edges = graph.edges(data=True)
    return sorted(((*sorted((one, other)), *(data[name] for name in LINE)) for one, other, data in edges), key=repr)


def test_a_network_is_read_back(networks: "tuple[nx.MultiGraph[str], nx.Graph[str]]") -> None:
    """A network as it is drawn is read back with the same nodes and lines, and gives the same pairs and weights."""
    drawn, pairs = networks
    with pg.KnowledgeGraph.from_networkx(drawn) as graph:
        again, found = graph.network(), graph.projection().to_networkx()
    assert nodes(again) == nodes(drawn)
    assert lines(again) == lines(drawn)
    assert again.graph["title"] == drawn.graph["title"]
    same = ("weight", "count", "newman", "start", "end", "kinds")
    assert {frozenset(each[:2]): [each[2][name] for name in same] for each in found.edges(data=True)} == {
        frozenset(each[:2]): [pytest.approx(each[2][name]) if name in same[:3] else each[2][name] for name in same]
        for each in pairs.edges(data=True)
    }


def test_pairs_are_read_back(networks: "tuple[nx.MultiGraph[str], nx.Graph[str]]") -> None:
    """Pairs are read back with the weight that they were given, their kinds and dates; a pair is one line a kind."""
    _, pairs = networks
    with pg.KnowledgeGraph.from_networkx(pairs) as graph:
        again = graph.projection().to_networkx()
    tied = {frozenset(each[:2]): each[2] for each in again.edges(data=True)}
    assert len(tied) == pairs.number_of_edges()
    for one, other, data in pairs.edges(data=True):
        found = tied[frozenset((one, other))]
        assert found["weight"] == pytest.approx(data["weight"])
        assert [found[name] for name in ("kinds", "start", "end")] == [data[name] for name in ("kinds", "start", "end")]


def test_projected_network_is_read_back() -> None:
    """Pairs that one agreement ties are pairs still, each with its weight, and not one knot of all."""
    with pg.open() as graph:
        drawn = graph.network(networks=["agreements"], projection=True)
    with pg.KnowledgeGraph.from_networkx(drawn) as graph:
        again = graph.network(projection=True)
    assert sorted(drawn.edges(data="weight")) == sorted(again.edges(data="weight"))


@pytest.fixture(scope="module")
def shipped() -> Iterator[pg.KnowledgeGraph]:
    """Give the shipped network."""
    with pg.open() as graph:
        yield graph


def places(pairs: "Projection") -> dict[str, tuple[float, float]]:
    """Give how many others each body is tied to, and how strongly."""
    ties = Ties(len(pairs.parties), pairs.one, pairs.other, pairs.newman)
    values = zip(measure.degree(ties).values, measure.strength(ties).values.round(6), strict=True)
    return dict(zip(pairs.parties, ((float(one), float(other)) for one, other in values), strict=True))


@pytest.mark.parametrize("name", [*(path.stem for path in resource.queries("networks")), ""])
@pytest.mark.no_cover
def test_each_network_gives_its_numbers(shipped: pg.KnowledgeGraph, tmp_path: Path, name: str) -> None:
    """Each shipped network, and all of them, is read back with each body, its degree and its strength."""
    wanted: Filters = {"networks": [name]} if name else {}
    pairs = shipped.projection(**wanted)
    expected = places(pairs)
    drawn = [shipped.network(**wanted)]
    if len(pairs) < FEW:
        drawn.append(shipped.network(projection=True, **wanted))
    for graph in (*drawn, pairs.to_networkx()):
        with pg.KnowledgeGraph.from_networkx(graph) as again:
            assert places(again.projection()) == expected
    path = tmp_path / "network.graphml"
    for graph in drawn:
        path.write_text(exchange.text(graph, format.GRAPHML), encoding="utf-8")
        with pg.open(path) as again:
            assert places(again.projection()) == expected


def test_what_is_tied_to_nobody_is_there() -> None:
    """A node without edges, and one with a loop alone, is ranked and drawn as tied to no other."""
    graph = nx.Graph([("a", "b"), ("c", "c")])
    graph.add_node("d")
    graph.add_node("e", type="project")
    with pg.KnowledgeGraph.from_networkx(graph) as known:
        ranked = {row["body"]: row["value"] for row in known.rank("degree").records()}
        drawn = [known.network(), known.network(projection=True)]
    assert ranked == {"a": 1.0, "b": 1.0, "c": 0.0, "d": 0.0}
    for each in drawn:
        assert [data["label"] for _, data in each.nodes(data=True)] == ["a", "b", "c", "d"]
        assert each.number_of_edges() == 1


@pytest.mark.parametrize("kind", [nx.Graph, nx.MultiDiGraph])
def test_numbers_are_those_of_networkx(kind: Any) -> None:  # noqa: ANN401 (classes of graphs)
    """Degree, strength, PageRank, betweenness, groups and paths of any networkx graph are networkx's of its ties."""
    simple: nx.Graph[int] = nx.karate_club_graph()
    graph = kind()
    graph.add_edges_from(simple.edges(data=True))
    with pg.KnowledgeGraph.from_networkx(graph) as known:
        told = {by: known.rank(by).records() for by in ("degree", "strength", "pagerank", "betweenness")}
        groups = known.groups(runs=2)[0]
        way = known.paths("16", "9").ways[0]
        apart = known.compare("33", "0")
        page = view.html(known.network())
    expected: dict[str, Any] = {
        "degree": dict(simple.degree()),
        "strength": dict(simple.degree(weight="weight")),
        "pagerank": nx.pagerank(simple, tol=1e-12),
        "betweenness": nx.betweenness_centrality(simple),
    }
    for by, rows in told.items():
        assert {str(row["body"]): float(str(row["value"])) for row in rows} == {
            str(node): pytest.approx(value, abs=1e-6) for node, value in expected[by].items()
        }
    assert sum(len(group.members) for group in groups.groups) == 34
    assert len(way.steps) >= nx.shortest_path_length(simple, 16, 9)
    assert apart.both == len(list(nx.common_neighbors(simple, 33, 0)))
    assert "16" in page


@pytest.mark.parametrize(
    ("node", "edge", "message"),
    [
        ({}, {"weight": -1}, "graph: the edge 'a' - 'b': a weight must be a number, 0 or more, and not -1"),
        ({}, {"weight": math.nan}, "graph: the edge 'a' - 'b': a weight must be a number, 0 or more, and not nan"),
        (
            {},
            {"weight": "much"},
            "graph: the edge 'a' - 'b': a weight must be a number, 0 or more, and not 'much'",
        ),
        ({}, {"weight": None}, "graph: the edge 'a' - 'b': a weight must be a number, 0 or more, and not None"),
        ({}, {"start": "soon"}, "graph: the edge 'a' - 'b': start 'soon' is no date; give YYYY, YYYY-MM or YYYY-MM-DD"),
        (
            {"end": "31.12.2014"},
            {},
            "graph: the node 'a': end '31.12.2014' is no date; give YYYY, YYYY-MM or YYYY-MM-DD",
        ),
        (
            {"type": "Univercity"},
            {},
            (
                "graph: the node 'a' has a type 'Univercity' that the ontology does not know; "
                "the nearest are university; or leave it out"
            ),
        ),
        (
            {"types": ["https://schema.org/Organization"]},
            {},
            (
                "graph: the node 'a' has a type 'https://schema.org/Organization' that the ontology does not know; "
                "the nearest are organisation, organizational unit, organizational collaboration; or leave it out"
            ),
        ),
        (
            {"country": "Middle Earth"},
            {},
            (
                "graph: the node 'a' has a country 'Middle Earth' that is none; give its code of two letters, such as "
                "AT, or its name in English, German or French, or leave it out"
            ),
        ),
    ],
)
def test_wrong_attributes_are_named(node: dict[str, Any], edge: dict[str, Any], message: str) -> None:
    """A weight, date or type that is none is refused in one line with where it is and what it has to be."""
    graph: nx.Graph[str] = nx.Graph()
    graph.add_edge("a", "b", **edge)
    graph.nodes["a"].update(node)
    with pytest.raises(FormatError) as caught:
        pg.KnowledgeGraph.from_networkx(graph)
    assert str(caught.value) == message


def test_what_is_no_graph_is_refused() -> None:
    """What is no networkx graph is told as what it is."""
    with pytest.raises(FormatError, match="graph: a networkx graph is wanted, and not list; make one"):
        pg.KnowledgeGraph.from_networkx([1, 2])  # type: ignore[arg-type]


def test_words_are_read_as_they_are_meant() -> None:
    """A name alone is a list of one, a country's name its code, and a class of others may stand beside one of ours."""
    graph = nx.Graph([("a", "b"), ("a", "c")])
    types = ["https://example.org/Lab", "https://w3id.org/partnergraph/ontology#Institute"]
    graph.nodes["a"].update(names="Alpha", country="Österreich", types=types)
    graph.nodes["b"].update(acronym="BEE", country="ZZ")
    with pg.KnowledgeGraph.from_networkx(graph) as known:
        assert known.resolve("Alpha") == NODE + "a"
        drawn = known.network(projection=True)
        assert [drawn.nodes[NODE + each]["country"] for each in "abc"] == ["AT", "ZZ", ""]
        assert drawn.nodes[NODE + "a"]["names"] == ("Alpha",)
        assert known.resolve("BEE") == NODE + "b"


def test_two_keys_of_one_name_are_refused() -> None:
    """The number 1 and the text 1 would be one thing."""
    graph: nx.Graph[Any] = nx.Graph([(1, "1")])
    with pytest.raises(FormatError, match="the nodes 1 and '1' have one name; rename one of them"):
        pg.KnowledgeGraph.from_networkx(graph)


def test_what_is_not_there_is_unknown() -> None:
    """Nothing, a loop and missing attributes are no error: an edge weighs 1, and a loop ties nobody."""
    with pg.KnowledgeGraph.from_networkx(nx.Graph()) as graph:
        assert not graph.rank()
        assert graph.groups(runs=2)[0].groups == ()
    graph_: nx.MultiGraph[str] = nx.MultiGraph([("a", "a"), ("a", "b"), ("b", "a")])
    graph_.nodes["a"].update(type="University", country="AT", start=2014)
    with pg.KnowledgeGraph.from_networkx(graph_, title="Mine") as graph:
        (pair,) = graph.projection().pairs()
        assert (pair.count, pair.kinds) == (2.0, ("tie",))
        drawn = graph.network()
        assert drawn.nodes[NODE + "a"]["type_label"] == "University"
        assert (drawn.graph["title"], graph.network(countries=["AT"]).number_of_edges()) == ("Mine", 0)
        assert graph.info("a").name == "a"


@pytest.mark.parametrize("by", MEASURES)
def test_a_tie_of_weight_0_is_none(by: "Measure") -> None:
    """By every measure a body whose ties weigh 0 is tied to nobody, as one without ties is."""
    graph = nx.Graph([("a", "b", {"weight": 1}), ("b", "c", {"weight": 0})])
    graph.add_node("d")
    with pg.KnowledgeGraph.from_networkx(graph) as known:
        rows = {row["body"]: (row["value"], row["meaning"]) for row in known.rank(by).records()}
    assert rows["c"] == rows["d"]
    assert rows["c"][1] == "is tied to no other body"


@pytest.mark.parametrize(
    ("asked", "told"), [(["--from", "2999"], 1), (["--to", "1066"], 1), ([], 0), (["--from", "2999", "--dated"], 0)]
)
def test_ties_without_a_date_are_told(tmp_path: Path, asked: list[str], told: int) -> None:
    """A ranking for some time says how many of its ties have no date."""
    path = tmp_path / "own.csv"
    path.write_text("Source,Target,Start\na,b,\nb,c,2015\n", encoding="utf-8")
    done = CliRunner().invoke(main, ["rank", *asked, str(path)])
    expected = [f"{told} tie has no date and counts as in force; see --dated"] if told else []
    assert [line for line in done.stderr.splitlines() if "no date" in line] == expected


def test_a_line_of_a_file_ties_without_a_node() -> None:
    """What ties is told by its kind, directly, and no name is made up for the row that says so."""
    edges = [("A", "B", {"kind": "works with"}), ("B", "C", {"kind": "funds"})]
    with pg.KnowledgeGraph.from_networkx(nx.Graph(edges)) as graph:
        (cause,) = graph.why("A", "B").causes
        assert (cause.way, cause.via, cause.name, cause.words) == ("direct", "", "", "works with")
        assert [line.via for section in graph.info("B").sections for line in section.lines] == ["", ""]
        told = explanation.told(graph.why("A", "C"))
        assert [item.text for section in told.sections for item in section.items] == ["works with", "funds"]
