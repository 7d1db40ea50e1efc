"""Positions, groups and sizes: the same for the same network, finite, apart, fit for the canvas."""

import math
from collections.abc import Mapping
from itertools import combinations

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from partnergraph.drawing import layout, stress
from partnergraph.networks import grouping
from partnergraph.networks.wish import By
from tests import synthetic

Place = tuple[float, float]
Places = Mapping[str, Place]

NAMES = st.sampled_from(["constructor", "__proto__", "1", "10", "2", "ä", "𝔘", "b", "a b", ""])
PAIRS = st.lists(st.tuples(NAMES, NAMES), max_size=25)


def tied(pairs: list[tuple[str, str]]) -> "nx.MultiGraph[str]":
    """Build a graph from its ties."""
    graph: nx.MultiGraph[str] = nx.MultiGraph()
    graph.add_edges_from(pairs)
    return graph


def reach(places: Places) -> tuple[float, float]:
    """Give the width and height that places take."""
    across, down = zip(*places.values(), strict=True)
    return max(across) - min(across), max(down) - min(down)


def touching(graph: "nx.MultiGraph[str]") -> list[tuple[str, str]]:
    """Find the pairs of nodes whose marks lie on one another."""
    places, sizes = layout.positions(graph), layout.sizes(graph)
    return [
        (one, other)
        for one, other in combinations(places, 2)
        if math.dist(places[one], places[other]) < sizes[one] + sizes[other]
    ]


def aside(point: Place, one: Place, other: Place) -> float:
    """Give how far a point lies from a line between two others."""
    x, y = other[0] - one[0], other[1] - one[1]
    part = ((point[0] - one[0]) * x + (point[1] - one[1]) * y) / (x * x + y * y)
    part = min(1.0, max(0.0, part))
    return math.dist(point, (one[0] + part * x, one[1] + part * y))


def around(points: list[Place]) -> tuple[Place, float]:
    """Give a disc around points: the middle of the box around them, and how far the farthest is."""
    across, down = zip(*points, strict=True)
    middle = (min(across) + max(across)) / 2, (min(down) + max(down)) / 2
    return middle, max(math.dist(middle, point) for point in points)


@settings(max_examples=60, deadline=None)
@given(pairs=PAIRS, order=st.randoms(use_true_random=False))
def test_order_of_ties_does_not_matter(pairs: list[tuple[str, str]], order: "object") -> None:
    """Positions, groups and sizes are the same whatever the order and direction in which ties come."""
    other = [pair[::-1] for pair in pairs]
    order.shuffle(other)  # type: ignore[attr-defined]  # hypothesis gives a Random of its own
    one, two = tied(pairs), tied(other)
    assert layout.positions(one) == layout.positions(two)
    assert layout.groups(one) == layout.groups(two)
    assert layout.sizes(one) == layout.sizes(two)


@settings(max_examples=60, deadline=None)
@given(pairs=PAIRS)
def test_every_node_has_a_finite_place_of_its_own(pairs: list[tuple[str, str]]) -> None:
    """Each node of any graph, with loops and parallel ties, has finite coordinates and no mark lies on another."""
    graph = tied(pairs)
    places = layout.positions(graph)
    assert set(places) == set(graph)
    assert all(math.isfinite(value) for place in places.values() for value in place)
    assert touching(graph) == []


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_shuffled_network_has_the_same_picture(seed: int) -> None:
    """A network of 120 nodes is laid out the same after its nodes and edges were shuffled."""
    graph = synthetic.network(120)
    assert layout.positions(graph) == layout.positions(synthetic.shuffled(graph, seed))


@pytest.mark.parametrize("nodes", [10, 40, 120, 250])
def test_marks_do_not_overlap(nodes: int) -> None:
    """No mark lies on another, in small and in large networks."""
    assert touching(synthetic.network(nodes)) == []


@pytest.mark.parametrize(("nodes", "scale"), [(40, 0.85), (60, 0.7), (120, 0.7)])
def test_picture_fits_the_canvas(nodes: int, scale: float) -> None:
    """The picture of a network fits a canvas of 880 x 680 px at a scale at which labels can be read."""
    width, height = reach(layout.positions(synthetic.network(nodes)))
    assert width * scale <= stress.WIDTH
    assert height * scale <= stress.HEIGHT


def test_picture_is_centred() -> None:
    """The middle of the picture is at 0, 0, to the one decimal that coordinates have."""
    places = layout.positions(synthetic.network(40)).values()
    for values in zip(*places, strict=True):
        assert abs(max(values) + min(values)) <= 0.11
        assert all(round(value, 1) == value for value in values)


def test_members_of_a_group_lie_nearer_than_others() -> None:
    """On average a node is nearer to its own group than to the rest."""
    graph = synthetic.network(60)
    places, groups = layout.positions(graph), layout.groups(graph)
    distance: dict[bool, list[float]] = {True: [], False: []}
    for one, other in combinations(places, 2):
        distance[groups[one] == groups[other]].append(math.dist(places[one], places[other]))
    inside, across = (sum(values) / len(values) for values in (distance[True], distance[False]))
    assert inside < 0.6 * across


def test_unconnected_parts_lie_apart() -> None:
    """No mark of a part lies near a line of another, and nodes without ties have places too."""
    graph = tied([("a", "b"), ("b", "c"), ("c", "d"), ("d", "e"), ("x", "y"), ("u", "v")])
    graph.add_nodes_from(["alone", "apart"])
    places = layout.positions(graph)
    for part in nx.connected_components(graph):
        for one, other in graph.subgraph(part).edges():
            assert all(aside(places[node], places[one], places[other]) > 20 for node in set(graph) - part)


@pytest.mark.parametrize("by", ["country", "type", "community"])
@pytest.mark.parametrize("nodes", [60, 400])
def test_groups_that_were_asked_for_are_discs_apart(nodes: int, by: By) -> None:
    """Each group lies in a disc that meets no other, whatever its parts, and is numbered as it is named."""
    graph = grouping.group(synthetic.network(nodes), by)
    places, sizes, number = layout.positions(graph), layout.sizes(graph), layout.groups(graph)
    assert [layout.names(graph)[number[node]] for node in graph] == [
        data["group"] for _, data in graph.nodes(data=True)
    ]
    discs = [
        around([places[node] for node in graph if number[node] == group]) for group in sorted(set(number.values()))
    ]
    for (one, r), (other, s) in combinations(discs, 2):
        assert math.dist(one, other) > r + s + 2 * min(sizes.values())


def test_group_numbers_go_by_size() -> None:
    """Group 0 is the largest, and a node without ties is a group of its own."""
    graph = tied([("a", "b"), ("b", "c"), ("c", "a"), ("x", "y")])
    graph.add_node("alone")
    assert layout.groups(graph) == {"a": 0, "b": 0, "c": 0, "x": 1, "y": 1, "alone": 2}


def test_sizes_grow_with_ties() -> None:
    """A node with more ties is larger, between 8 and 22 px."""
    sizes = layout.sizes(tied([("hub", f"leaf {number}") for number in range(100)]))
    assert sizes["hub"] == 22
    assert 8 <= sizes["leaf 1"] < sizes["hub"]


def test_empty_and_single() -> None:
    """An empty graph has no places; a single node lies in the middle."""
    graph: nx.MultiGraph[str] = nx.MultiGraph()
    assert (layout.positions(graph), layout.groups(graph), layout.sizes(graph)) == ({}, {}, {})
    graph.add_node("a")
    assert layout.positions(graph) == {"a": (0.0, 0.0)}


def test_graph_stays_as_it_is() -> None:
    """Laying out changes nothing in the caller's graph."""
    graph = synthetic.network(40)
    before = synthetic.shuffled(graph, 0)
    layout.positions(graph)
    assert nx.utils.graphs_equal(nx.Graph(graph), nx.Graph(before))
    assert graph.graph == before.graph
    assert [graph.nodes[node] for node in sorted(graph)] == [before.nodes[node] for node in sorted(before)]
