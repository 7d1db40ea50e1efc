"""Compositions: networks as they are asked for."""

import datetime as dt
import math
from collections import defaultdict
from dataclasses import fields
from inspect import signature
from itertools import combinations
from typing import get_type_hints

import networkx as nx
import pytest

import partnergraph as pg
from partnergraph.drawing import layout
from partnergraph.errors import ChoiceError, PartnergraphError
from partnergraph.networks.choice import Choice
from partnergraph.networks.composition import Form
from partnergraph.networks.wish import Filters, Wishes
from partnergraph.vocab import PREFIXES

ESR, EORTC = (PREFIXES["body"] + slug for slug in ("esr", "eortc"))
BOTH = ("agreements", "cooperations", "events")
LINES = "SELECT * { VALUES (?source ?target ?weight) { (body:esr body:eortc 3) (body:esr body:cocir 1) } }"


def test_pairs_have_a_line_for_each_kind(shipped: pg.KnowledgeGraph) -> None:
    """In the projection the ESR and the EORTC have a line a kind, whose weights are those of the pairs in sum."""
    graph = shipped.network(projection=True, networks=BOTH)
    lines = graph.get_edge_data(ESR, EORTC).values()
    assert len({line["kind"] for line in lines}) == len(lines) > 1
    (pair,) = (pair for pair in shipped.projection(networks=BOTH).pairs() if (pair.one, pair.other) == (EORTC, ESR))
    assert sum(line["weight"] for line in lines) == pytest.approx(pair.newman)
    assert sum(line["count"] for line in lines) == pair.count
    assert all(line["evidence"] for line in lines)


def test_the_least_weight_is_that_of_all_kinds(shipped: pg.KnowledgeGraph) -> None:
    """A pair stays where its kinds together weigh enough, with each of their lines."""
    graph = shipped.network(projection=True, min_weight=3, weight="count", networks=BOTH)
    total: dict[frozenset[str], float] = defaultdict(float)
    for one, other, data in graph.edges(data=True):
        total[frozenset((one, other))] += data["weight"]
    wanted = {
        frozenset((pair.one, pair.other)) for pair in shipped.projection(networks=BOTH).pairs() if pair.count >= 3
    }
    assert set(total) == wanted
    assert min(total.values()) >= 3
    assert graph.graph["trail"][-1] == ("of weight 3 or more", len(wanted))


def test_what_nothing_ties_can_be_added(shipped: pg.KnowledgeGraph) -> None:
    """With it there are as many societies and congresses as the graph has; nothing else may be asked beside it."""
    whole, tied = shipped.network(lone=True), shipped.network()
    assert PREFIXES["body"] + "essr" in set(whole) - set(tied)
    for kind in ("Society", "Congress"):
        count = shipped.query(f"SELECT (COUNT(DISTINCT ?x) AS ?n) {{ ?x a pg:{kind} }}").values("n")
        assert [sum(data["types"][0].endswith(f"#{kind}") for _, data in whole.nodes(data=True))] == count
    with pytest.raises(ChoiceError, match="what nothing ties"):
        shipped.network(lone=True, kinds=["agreement"])


def test_about_a_body_among_pairs(shipped: pg.KnowledgeGraph) -> None:
    """One hop around a body in the projection holds its partners."""
    whole = shipped.network(projection=True, networks=["agreements"])
    near = shipped.network("EORTC", hops=1, projection=True, networks=["agreements"])
    assert set(near) == {EORTC, *whole.neighbors(EORTC)}


def test_a_query_is_drawn_and_chosen_from(shipped: pg.KnowledgeGraph) -> None:
    """The answer to a query takes the same filters, and weights of its own."""
    graph = shipped.network(query=LINES)
    assert len(graph) == 3
    assert graph.nodes[ESR]["label"] == "European Society of Radiology"
    assert set(shipped.network(query=LINES, min_weight=2)) == {ESR, EORTC}
    assert [data["count"] for *_, data in shipped.network(query=LINES, projection=True).edges(data=True)] == [1.0, 3.0]


def test_the_trail_says_why_nothing_is_left(shipped: pg.KnowledgeGraph) -> None:
    """An empty network tells how many ties each step left."""
    graph = shipped.network(networks=["agreements"], kinds=["agreement"], end="1900", dated=True)
    assert len(graph) == 0
    assert [words for words, _ in graph.graph["trail"]] == [
        "ties in the network",
        "of kind agreement",
        "with a date in force to 1900",
    ]
    assert graph.graph["trail"][-1][1] == 0


def test_what_is_shown_is_said(shipped: pg.KnowledgeGraph) -> None:
    """The network describes what was asked of it, and nothing where all is shown."""
    assert shipped.network(networks=["surveys"], kinds=["survey"], end="2018").graph["description"] == (
        "Shows ties of the network surveys, of kind survey, in force to 2018"
    )
    assert shipped.network(query=LINES).graph["description"] == "Shows the answer to a query"
    assert shipped.network(kinds=["survey"]).graph["wishes"] == {"kinds": ("survey",)}


@pytest.mark.parametrize("way", ["country", "community"])
def test_groups_lie_apart(shipped: pg.KnowledgeGraph, way: str) -> None:
    """The nodes of a group lie around its middle, and no node lies nearer to that of another group."""
    wishes: Wishes = {"networks": ["agreements"], "group_by": way}  # type: ignore[typeddict-item]
    graph = shipped.network(**wishes)
    assert graph.graph["group_by"] == way
    groups, places = layout.groups(graph), layout.positions(graph)
    discs = []
    for number in set(groups.values()):
        points = [places[node] for node in graph if groups[node] == number]
        assert len({graph.nodes[node]["group"] for node in graph if groups[node] == number}) == 1
        middle = [(min(axis) + max(axis)) / 2 for axis in zip(*points, strict=True)]
        discs.append((middle, max(math.dist(middle, point) for point in points)))
    assert len(discs) > 2
    assert all(math.dist(one, two) > r + s for (one, r), (two, s) in combinations(discs, 2))


def test_what_has_no_country_lies_with_its_neighbours(shipped: pg.KnowledgeGraph) -> None:
    """An agreement has the group of most of its parties, and no country of its own."""
    graph = shipped.network(networks=["agreements"], group_by="country")
    node = PREFIXES["agreement"] + "mou-esr-eortc-2017"
    assert not graph.nodes[node]["country"]
    assert graph.nodes[node]["group"] in {graph.nodes[party]["country"] for party in graph.neighbors(node)}


WRONG: list[tuple[dict[str, object], type[PartnergraphError], str]] = [
    ({"query": LINES, "networks": ["agreements"]}, ChoiceError, "from networks or from a query; give one of the two"),
    ({"min_weight": 2.0}, ChoiceError, "all lines weigh the same; a least weight needs the projection"),
    ({"query": "SELECT ?a ?b { ?a pg:party ?b }", "min_weight": 2.0}, ChoiceError, "the query gives no weights"),
    (
        {"min_weight": float("nan"), "projection": True},
        ChoiceError,
        "least weight must be a number, 0 or more, and not nan",
    ),
    (
        {"min_weight": -1.0, "projection": True},
        ChoiceError,
        "least weight must be a number, 0 or more, and not -1.0",
    ),
    ({"projection": True, "weight": "big"}, ChoiceError, "there is no weight 'big'; there are newman, count"),
    ({"weight": "count"}, ChoiceError, "weight is that of pairs; give it with projection"),
    ({"hops": 1}, ChoiceError, "lines away from a thing; name one with about, or leave them out"),
    ({"about": "ESR", "hops": -1}, ChoiceError, "hops must be a whole number, 0 or more, and not -1"),
    ({"about": "ESR", "hops": "a"}, ChoiceError, "hops must be a whole number, 0 or more, and not a"),
    ({"group_by": "colour"}, ChoiceError, "no grouping by 'colour'; there are country, type, community"),
]


@pytest.mark.parametrize(("wishes", "error", "complaint"), WRONG)
def test_contradictions_are_told(
    shipped: pg.KnowledgeGraph, wishes: Wishes, error: type[PartnergraphError], complaint: str
) -> None:
    """What contradicts itself, or is not known, is one clear sentence."""
    with pytest.raises(error, match=complaint):
        shipped.network(**wishes)


def test_a_time_after_the_graph_is_told(shipped: pg.KnowledgeGraph) -> None:
    """What begins after the day of the graph cannot be asked of it."""
    from partnergraph.knowledge import KnowledgeGraph

    earlier = KnowledgeGraph(shipped.store, as_of=dt.date(2018, 12, 31))
    with pytest.raises(ChoiceError, match="from 2020-01-01 on is later than the graph, which is as of 2018-12-31"):
        earlier.network(start="2020")


def test_a_wish_that_does_not_exist_is_refused(shipped: pg.KnowledgeGraph) -> None:
    """Wishes are known by their names, and what asks for another is told in its own name."""
    with pytest.raises(TypeError, match=r"network\(\) has no option 'kind'; it has about, hops, networks, .* lone$"):
        shipped.network(kind="agreement")  # type: ignore[call-arg]
    with pytest.raises(TypeError, match=r"rank\(\) has no option 'top'; it has by, weight, groups, query, .* dated$"):
        shipped.rank("degree", top=1)  # type: ignore[call-arg]


@pytest.mark.parametrize("method", ["network", "projection", "undated", "rank", "groups"])
def test_every_method_names_its_wishes(shipped: pg.KnowledgeGraph, method: str) -> None:
    """Whoever asks Python for help on a method sees each filter, with what holds where it is not given."""
    told = signature(getattr(shipped, method)).parameters
    usual = {field.name: field.default for kind in (Choice, Form) for field in fields(kind)}
    wanted = get_type_hints(Wishes if method == "network" else Filters)
    assert {name: told[name].default for name in wanted} == {name: usual[name] for name in wanted}
    assert not [each for each in told.values() if each.kind is each.VAR_KEYWORD]


@pytest.mark.parametrize(
    ("one", "many"),
    [
        ({"networks": "agreements"}, {"networks": ["agreements"]}),
        ({"kinds": "agreement"}, {"kinds": ["agreement"]}),
        ({"types": "society", "countries": "AT"}, {"types": ["society"], "countries": ["AT"]}),
        ({"topics": "imaging biomarkers"}, {"topics": ["imaging biomarkers"]}),
        ({"programmes": "Horizon 2020"}, {"programmes": ["Horizon 2020"]}),
    ],
)
def test_a_word_alone_is_a_list_of_one(shipped: pg.KnowledgeGraph, one: Wishes, many: Wishes) -> None:
    """A text is taken for a name, and not for its letters."""
    found = shipped.network(**one)
    assert len(found) > 0
    assert nx.utils.graphs_equal(found, shipped.network(**many))


def test_a_query_stands_for_networks_wherever_ties_count(shipped: pg.KnowledgeGraph) -> None:
    """No method takes both, and leaves one of them out in silence."""
    for method in (shipped.projection, shipped.undated, shipped.rank, shipped.groups):
        with pytest.raises(ChoiceError, match="from networks or from a query; give one of the two"):
            method(networks="agreements", query=LINES)
