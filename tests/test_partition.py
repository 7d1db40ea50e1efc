"""How good and how alike divisions are, beside networkx and plain counting."""

import random
from itertools import combinations

import igraph
import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from partnergraph.analysis import partition
from partnergraph.analysis.adjacency import Ties


@settings(max_examples=40)
@given(st.randoms(use_true_random=False), st.sampled_from([0.5, 1.0, 2.0]))
def test_modularity_is_that_of_networkx(chance: random.Random, resolution: float) -> None:
    """A division of a weighted network has the modularity that networkx gives it, at any resolution."""
    graph = nx.gnm_random_graph(9, 16, seed=chance.randrange(1000))
    for _, _, data in graph.edges(data=True):
        data["weight"] = chance.choice([0.5, 1.0, 2.5])
    labels = np.array([chance.randrange(3) for _ in range(9)])
    ends = np.array(sorted(graph.edges))
    weights = np.array([graph.edges[one, other]["weight"] for one, other in ends.tolist()])
    ties = Ties(9, ends[:, 0], ends[:, 1], weights)
    groups = [set(np.flatnonzero(labels == number).tolist()) for number in range(3)]
    expected = nx.community.modularity(graph, groups, resolution=resolution)
    assert partition.modularity(ties, labels, resolution=resolution) == pytest.approx(expected)


@settings(max_examples=60)
@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), min_size=2, max_size=12))
def test_likeness_counts_pairs(both: list[tuple[int, int]]) -> None:
    """The index is that of Hubert and Arabie, counted over all pairs of things one by one."""
    one, other = (np.array(each) for each in zip(*both, strict=True))
    pairs = [*combinations(range(len(both)), 2)]
    same = [(one[a] == one[b], other[a] == other[b]) for a, b in pairs]
    together, mine, yours = (sum(map(count, same)) for count in (all, lambda each: each[0], lambda each: each[1]))
    chance, most = mine * yours / len(pairs), (mine + yours) / 2
    expected = 1.0 if most == chance else (together - chance) / (most - chance)
    assert partition.likeness(one, other) == pytest.approx(expected)
    assert partition.likeness(other, one) == pytest.approx(expected)
    assert partition.likeness(one, one) == 1.0


@settings(max_examples=60)
@given(st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), min_size=2, max_size=30))
def test_likeness_is_that_of_igraph(both: list[tuple[int, int]]) -> None:
    """The index is the adjusted Rand index of another library, where that gives a number."""
    one, other = (np.array(each) for each in zip(*both, strict=True))
    expected = igraph.compare_communities(one.tolist(), other.tolist(), method="adjusted_rand")
    if not np.isnan(expected):
        assert partition.likeness(one, other) == pytest.approx(expected)


def test_nothing_is_divided() -> None:
    """Without ties modularity is nothing; without things, or with one, two divisions are the same."""
    none = np.array([], dtype=np.int64)
    assert partition.modularity(Ties(0, none, none, np.array([])), none) == 0.0
    assert partition.likeness(none, none) == partition.likeness(np.array([0]), np.array([3])) == 1.0
