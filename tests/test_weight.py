"""How much ties count: what weight can be reckoned with, and that no measure depends on the unit."""

import json
import math
from typing import TYPE_CHECKING

import networkx as nx
import pytest

import partnergraph as pg
from partnergraph import chart
from partnergraph.errors import FormatError
from partnergraph.measures.wish import MEASURES
from partnergraph.networks import weight
from partnergraph.readings import itinerary
from partnergraph.writing import format, sheet

if TYPE_CHECKING:
    from partnergraph.measures.wish import Measure

PAIRS = (("a", "b", 1), ("b", "c", 2), ("a", "c", 1), ("d", "e", 1), ("e", "f", 3), ("d", "f", 1), ("a", "d", 0.5))
NONE = (("a", "b", 0), ("b", "c", 0))


def held(unit: float) -> pg.KnowledgeGraph:
    """Give a network of two triangles and a tie between them, its weights in some unit."""
    graph: nx.Graph[str] = nx.Graph()
    graph.add_weighted_edges_from((one, other, told * unit) for one, other, told in PAIRS)
    return pg.KnowledgeGraph.from_networkx(graph)


@pytest.mark.parametrize("by", MEASURES)
@pytest.mark.parametrize("unit", [1e-99, 1e99])
def test_no_measure_depends_on_the_unit(by: "Measure", unit: float) -> None:
    """Weights near the least and the greatest rank bodies as those near 1 do; a strength is in their unit."""
    with held(1.0) as one, held(unit) as other:
        rows, same = one.rank(by).records(), other.rank(by).records()
    assert [(row["place"], row["body"]) for row in same] == [(row["place"], row["body"]) for row in rows]
    scale = unit if by == "strength" else 1.0
    assert [row["value"] for row in same] == [
        pytest.approx(float(str(row["value"])) * scale, rel=1e-12, abs=1e-12 * scale) for row in rows
    ]
    if by != "strength":
        assert [row["meaning"] for row in same] == [row["meaning"] for row in rows]


@pytest.mark.parametrize("unit", [1e-99, 1e99])
def test_groups_and_charts_do_not_depend_on_the_unit(unit: float) -> None:
    """Groups are the same, and a matrix has the weights in their unit: no weight becomes 0 or infinite."""
    with held(1.0) as one, held(unit) as other:
        (before,), (after,) = one.groups(runs=2), other.groups(runs=2)
        cells, same = (chart.groups(graph.network(), "country").cells for graph in (one, other))
    assert [[each.name for each in group.members] for group in after.groups] == [
        [each.name for each in group.members] for group in before.groups
    ]
    assert (after.modularity, after.stability) == (before.modularity, before.stability)
    assert same == {pair: pytest.approx(each * unit) for pair, each in cells.items()}


@pytest.mark.parametrize("unit", [1e-99, 1e99])
def test_a_way_over_ties_of_any_weight_has_a_chance(unit: float) -> None:
    """The strength of a step is that of its ties, and the JSON holds numbers alone."""
    with held(unit) as graph:
        answer = graph.paths("b", "a", most=1, as_of="2026")
    (step,) = answer.ways[0].steps
    assert step.strength == pytest.approx(unit)
    assert answer.ways[0].chance == pytest.approx(min(unit, 1.0))
    assert json.loads(itinerary.write(answer, format.RECORDS), parse_constant=pytest.fail)["ways"]


def test_a_least_weight_knows_small_ones() -> None:
    """What weighs as much as is asked for is kept, in any unit."""
    with held(1e-30) as graph:
        assert graph.network(projection=True, min_weight=1e-30).number_of_edges() == 6


def test_all_rooms_agree_that_a_tie_of_weight_0_is_none() -> None:
    """Three bodies with ties of weight 0 are three bodies without ties, for pairs, groups, charts and the picture."""
    graph: nx.Graph[str] = nx.Graph()
    graph.add_weighted_edges_from(NONE)
    with pg.KnowledgeGraph.from_networkx(graph) as known:
        drawn = known.network()
        assert (len(known.projection()), drawn.number_of_nodes(), drawn.number_of_edges()) == (0, 3, 0)
        assert chart.degrees(drawn).counts == chart.partners(known.projection()).counts == ((0, 3),)
        assert chart.groups(drawn, "country").cells == {}
        (found,) = known.groups(runs=2)
        assert (found.groups, found.alone) == ((), 3)
        assert known.stats().values("value")[1] == 0
    assert chart.degrees(nx.MultiGraph(graph)).counts == ((0, 3),)


def test_a_row_of_weight_0_draws_nothing() -> None:
    """In the answer to a query such a row is counted with those that tie no two things."""
    query = "SELECT * { VALUES (?source ?target ?weight) { (<urn:a> <urn:b> 0) (<urn:a> <urn:c> 2) } }"
    with pg.open() as known:
        drawn = known.network(query=query)
        assert [*known.projection(query=query).parties] == sorted(drawn) == ["urn:a", "urn:c"]
    assert drawn.graph["skipped"] == 1


@pytest.mark.parametrize(
    ("told", "complaint"),
    [
        (
            1e308,
            "of 1e\\+308 is too large to reckon with; give all weights in a unit in which each is 0, or from 1e-100",
        ),
        (10**400, "must be a number, 0 or more"),
        ("1e-101", "of 1e-101 is too small"),
        ("1e-999", "of 1e-999 is too small"),
        ("-1", "must be a number, 0 or more, and not '-1'"),
        ("inf", "must be a number, 0 or more, and not 'inf'"),
        (None, "must be a number, 0 or more, and not None"),
    ],
)
def test_what_cannot_be_reckoned_with_is_refused(told: object, complaint: str) -> None:
    """What is no number, or too large or small for sums and squares, is told with where it is and what to give."""
    with pytest.raises(FormatError, match=f"^a.csv:2: a weight {complaint}"):
        weight.read(told, "a.csv:2")


@pytest.mark.parametrize("told", ["0", "0.0", "-0", "0e5", 0, 1e-100, 1e100, "1E+3", True])
def test_the_ends_of_the_range_are_in_it(told: object) -> None:
    """A weight is 0, or from 1e-100 to 1e100."""
    assert math.copysign(1, weight.read(told, "a.csv:2")) == 1


def test_numbers_that_json_lacks_are_text() -> None:
    """What is infinite or none is told in the words of XML Schema, and numbers far from 1 have an exponent."""
    table = sheet.of(("a",), [(math.inf,), (math.nan,), (1e100,), (2e-20,)])
    told = [row["a"] for row in json.loads(sheet.write(table, format.RECORDS), parse_constant=pytest.fail)]
    assert told == ["INF", "NaN", 1e100, 2e-20]
    assert sheet.write(table, format.CSV).split() == ["a", "INF", "NaN", "1e+100", "2e-20"]
