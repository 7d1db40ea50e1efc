"""The best ways through a network, beside all simple paths of networkx."""

import random
from itertools import pairwise

import networkx as nx
import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from partnergraph.readings.way import Ways

COUNT = 8
EDGES = st.dictionaries(
    st.tuples(st.integers(0, COUNT - 1), st.integers(0, COUNT - 1)).filter(lambda pair: pair[0] < pair[1]),
    st.integers(1, 4),
    max_size=16,
)


def made(edges: dict[tuple[int, int], int], count: int = COUNT) -> Ways:
    """Give the ways over some edges with their costs."""
    ends = np.array([*edges], dtype=np.int64).reshape(-1, 2)
    return Ways(count, ends[:, 0], ends[:, 1], np.array([*edges.values()], dtype=np.int64))


@settings(max_examples=60)
@given(EDGES, st.integers(1, 12))
def test_ways_are_the_cheapest_simple_paths(edges: dict[tuple[int, int], int], most: int) -> None:
    """The best ways are the first of all simple paths of networkx, by cost, steps and nodes, and none is missing."""
    graph: nx.Graph[int] = nx.Graph()
    graph.add_nodes_from(range(COUNT))
    graph.add_weighted_edges_from((*pair, cost) for pair, cost in edges.items())
    paths = (tuple(path) for path in nx.all_simple_paths(graph, 0, COUNT - 1))
    every = sorted((sum(graph.edges[pair]["weight"] for pair in pairwise(path)), len(path) - 1, path) for path in paths)
    found = [(way.cost, way.steps, way.nodes) for way in made(edges).best(0, COUNT - 1, most)]
    assert found == every[:most]
    assert made(edges).part(0) == len(nx.node_connected_component(graph, 0))


@settings(max_examples=20)
@given(EDGES, st.randoms(use_true_random=False))
def test_order_of_pairs_does_not_matter(edges: dict[tuple[int, int], int], chance: random.Random) -> None:
    """Shuffled pairs give the same ways in the same order."""
    shuffled = [*edges.items()]
    chance.shuffle(shuffled)
    assert made(edges).best(0, 1, 9) == made(dict(shuffled)).best(0, 1, 9)


def test_a_pair_without_cost_is_no_tie() -> None:
    """What costs nothing leads nowhere, and a node without ties stands alone."""
    ways = made({(0, 1): 0})
    assert (ways.best(0, 1, 5), ways.part(0)) == ([], 1)


def test_a_hub_is_left_in_all_directions() -> None:
    """Between two bodies with five hundred partners in common there are as many ways as are asked for."""
    edges = {pair: 1 for middle in range(2, 502) for pair in ((0, middle), (1, middle))}
    found = made(edges, 502).best(0, 1, 20)
    assert [way.nodes for way in found] == [(0, middle, 1) for middle in range(2, 22)]
