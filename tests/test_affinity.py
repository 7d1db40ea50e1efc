"""How likely two bodies are to become partners, beside networkx."""

import math
import random

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.sparse import csr_array

from partnergraph.readings.affinity import Affinities

COUNT = 10
EDGES = st.sets(st.tuples(st.integers(0, 9), st.integers(0, 9)).filter(lambda pair: pair[0] < pair[1]), max_size=25)
TOPICS = st.lists(st.lists(st.integers(0, 3), min_size=4, max_size=4), min_size=COUNT, max_size=COUNT)


def made(edges: list[tuple[int, int]], topics: list[list[int]]) -> Affinities:
    """Give the affinities over some edges, with on how many ties each body has each topic."""
    ends = np.array(edges, dtype=np.int64).reshape(-1, 2)
    return Affinities(COUNT, ends[:, 0], ends[:, 1], csr_array(np.array(topics, dtype=np.float64)))


@settings(max_examples=40)
@given(EDGES, TOPICS, st.randoms(use_true_random=False))
def test_parts_are_those_of_the_papers(
    edges: set[tuple[int, int]], topics: list[list[int]], chance: random.Random
) -> None:
    """Shared partners count as networkx's Adamic-Adar index, topics by the formula, in any order of the pairs."""
    graph: nx.Graph[int] = nx.Graph()
    graph.add_nodes_from(range(COUNT))
    graph.add_edges_from(edges)
    found = made(chance.sample(sorted(edges), len(edges)), topics)
    held = [sum(row[topic] > 0 for row in topics) for topic in range(4)]
    for one in range(COUNT):
        affinity = found.of(one)
        others = [other for other in range(COUNT) if other != one]
        index = {other: value for _, other, value in nx.adamic_adar_index(graph, [(one, other) for other in others])}
        for other in others:
            about = sum(topics[one][t] * topics[other][t] / math.log(2 + held[t]) for t in range(4))
            assert affinity.partners[other] == pytest.approx(index[other])
            assert affinity.topics[other] == pytest.approx(about)
            assert affinity.score[other] == pytest.approx((1 + index[other]) * (1 + about) - 1)
            assert sum(found.friends(one, other).values()) == pytest.approx(index[other])
            assert sum(counts for _, _, counts in found.subjects(one, other).values()) == pytest.approx(about)


def test_nothing_shared_counts_nothing() -> None:
    """Without ties and topics every score is nothing."""
    assert made([], [[0] * 4] * COUNT).of(0).score.tolist() == [0.0] * COUNT
