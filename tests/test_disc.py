"""Large networks put together from groups: apart, compact, the same for the same ties."""

import math
import random

import networkx as nx
import numpy as np
import pytest
from scipy.spatial import cKDTree

from partnergraph.analysis import community
from partnergraph.analysis.adjacency import Ties
from partnergraph.drawing import disc, layout, stress
from partnergraph.drawing.stress import Array


def circles(nodes: int, seed: int = 1) -> "nx.MultiGraph[str]":
    """Build a network of circles of very different sizes, tied within and now and then across, and some lone nodes."""
    chance = random.Random(seed)  # noqa: S311 (a test network, no secret)
    circle = [int(chance.paretovariate(1.1)) % max(8, nodes // 150) for _ in range(nodes)]
    members: dict[int, list[int]] = {}
    for node, number in enumerate(circle):
        members.setdefault(number, []).append(node)
    graph: nx.MultiGraph[str] = nx.MultiGraph()
    graph.add_nodes_from(f"n{node:06}" for node in range(nodes))
    for node in range(nodes - nodes // 50):
        for _ in range(2):
            near = members[circle[node]] if chance.random() < 0.85 else range(nodes - nodes // 50)
            other = near[int(len(near) * chance.random() ** 2)]
            graph.add_edge(f"n{node:06}", f"n{other:06}")
    return graph


def ties(graph: "nx.Graph[int]") -> Ties:
    """Give the ties of a graph of numbers."""
    pairs = np.array(sorted(map(sorted, graph.edges())), dtype=np.int64).reshape(-1, 2)
    return Ties(len(graph), pairs[:, 0], pairs[:, 1], np.ones(len(pairs)))


def laid_out(graph: "nx.MultiGraph[str]") -> tuple[Array, Array]:
    """Give places and radii in the order of the nodes."""
    places, sizes = layout.positions(graph), layout.sizes(graph)
    return np.array([places[node] for node in sorted(graph)]), np.array([sizes[node] for node in sorted(graph)])


@pytest.mark.parametrize("nodes", [301, 1_000, 3_000, 6_000])
def test_no_mark_lies_on_another(nodes: int) -> None:
    """In networks beyond one square of distances too, each mark has a finite place of its own."""
    points, radius = laid_out(circles(nodes))
    assert np.isfinite(points).all()
    one, other = cKDTree(points).query_pairs(2 * float(radius.max()), output_type="ndarray").T
    apart = np.hypot(*(points[one] - points[other]).T)
    assert (apart > radius[one] + radius[other]).all()


@pytest.mark.parametrize(("nodes", "share"), [(1_000, 0.05), (3_000, 0.03), (6_000, 0.02)])
@pytest.mark.no_cover
def test_the_picture_is_compact(nodes: int, share: float) -> None:
    """Marks fill a fair share of the picture, so that they can be seen when all of it is."""
    points, radius = laid_out(circles(nodes))
    assert float((math.pi * radius**2).sum() / np.prod(np.ptp(points, axis=0))) > share


@pytest.mark.parametrize("discs", [True, False])
def test_small_parts_are_one_disc_of_a_page_of_discs(discs: bool) -> None:
    """Beside a larger part, ten or more nodes and pairs lie in one disc without overlaps, and are one group."""
    graph: nx.MultiGraph[str] = nx.MultiGraph(
        [("a", "b"), ("b", "c"), ("c", "d"), *((f"p{n}", f"q{n}") for n in range(8))]
    )
    graph.add_nodes_from(f"x{n:03}" for n in range(400))
    found, sizes = layout.laid(graph, discs=discs), layout.sizes(graph)
    small = [node for node in sorted(graph) if node not in {"a", "b", "c", "d"}]
    points, radius = (np.array([of[node] for node in small]) for of in (found.positions, sizes))
    one, other = np.triu_indices(len(small), 1)
    assert (np.hypot(*(points[one] - points[other]).T) > radius[one] + radius[other]).all()
    assert len({found.groups[node] for node in small}) == (1 if discs else 408)
    middle = (points.max(axis=0) + points.min(axis=0)) / 2
    disc_area = float((np.hypot(*(points - middle).T) + radius).max()) ** 2
    assert bool((radius**2).sum() / disc_area > 0.25) is discs
    assert layout.loose(graph, found.groups) == ({0: "small"} if discs else {})


@pytest.mark.parametrize("nodes", [400, 5_000])
def test_the_order_of_nodes_and_ties_does_not_matter(nodes: int) -> None:
    """A network that was shuffled has the same picture."""
    graph = circles(nodes)
    pairs = [(other, one) for one, other in graph.edges()]
    names = list(graph)
    chance = random.Random(3)  # noqa: S311 (a shuffled test network)
    chance.shuffle(pairs)
    chance.shuffle(names)
    shuffled: nx.MultiGraph[str] = nx.MultiGraph()
    shuffled.add_nodes_from(names)
    shuffled.add_edges_from(pairs)
    assert layout.positions(graph) == layout.positions(shuffled)
    assert layout.groups(graph) == layout.groups(shuffled)


def test_groups_lie_together() -> None:
    """The members of a group are nearer to its middle than to the middle of most other groups."""
    graph = circles(3_000)
    points, _ = laid_out(graph)
    group = np.array(list(layout.groups(graph).values()))
    large = [number for number in range(int(group.max()) + 1) if (group == number).sum() >= 20]
    middles = np.array([points[group == number].mean(axis=0) for number in large])
    own = np.concatenate(
        [np.hypot(*(points[group == number] - middle).T) for number, middle in zip(large, middles, strict=True)]
    )
    across = np.hypot(*(middles[:, None] - middles[None, :]).transpose(2, 0, 1))
    assert own.mean() < 0.4 * across[across > 0].mean()


def test_a_star_lies_around_its_hub() -> None:
    """What falls into no groups lies in a spiral, the hub in the middle."""
    star = nx.star_graph(500)
    points = disc.packed(ties(star), np.full(501, 8.0))
    assert np.hypot(*(points - points[0]).T)[1:].min() >= 16
    assert np.hypot(*points.mean(axis=0) - points[0]) < 20


def test_one_node_and_lone_nodes() -> None:
    """A single node, and nodes without any tie, have places too."""
    assert disc.packed(ties(nx.empty_graph(1)), np.array([8.0])).tolist() == [[0.0, 0.0]]
    assert len({tuple(point) for point in disc.packed(ties(nx.empty_graph(500)), np.full(500, 8.0)).tolist()}) == 500


@pytest.mark.parametrize("large", [False, True])
def test_communities_are_ranked_by_size(large: bool) -> None:
    """Both libraries give the planted communities, the largest first, equal ones by their first node."""
    graph = nx.disjoint_union_all([nx.complete_graph(4), nx.complete_graph(7), nx.complete_graph(4)])
    labels = community.found(ties(graph), large=large)
    assert labels.tolist() == [1] * 4 + [0] * 7 + [2] * 4


def test_the_number_of_threads_is_left_as_it_was() -> None:
    """Asking networkit on one thread does not slow what else uses it."""
    import networkit

    networkit.setNumberOfThreads(2)
    community.found(ties(nx.path_graph(10)), large=True)
    assert networkit.getMaxNumberOfThreads() == 2


def test_distances_are_followed() -> None:
    """A chain is drawn as long as it is, and what nothing leads to lies farther away."""
    length = np.full((4, 4), np.inf)
    for node in range(2):
        length[node, node + 1] = length[node + 1, node] = 50.0
    way = stress.shortest(length)
    assert way[0, 2] == 100
    assert way[0, 3] == 150
    points = stress.majorized(way, 2)
    assert math.isclose(float(np.hypot(*(points[0] - points[2]))), 100, rel_tol=0.1)
