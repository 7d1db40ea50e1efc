"""Backbones: the ties that carry a network, held against networkx and against the formula of the paper."""

import networkx as nx
import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from partnergraph.analysis.adjacency import Ties
from partnergraph.drawing import backbone

PAIRS = st.dictionaries(
    st.tuples(st.integers(0, 9), st.integers(0, 9)).filter(lambda pair: pair[0] < pair[1]),
    st.integers(1, 50),
    min_size=1,
    max_size=30,
)


def ties(pairs: dict[tuple[int, int], int]) -> Ties:
    """Give the ties of ten nodes."""
    ends = np.array(sorted(pairs), dtype=np.int64)
    weights = np.array([pairs[one, other] for one, other in ends.tolist()], dtype=np.float64)
    return Ties(10, ends[:, 0], ends[:, 1], weights)


def graph(found: Ties, kept: backbone.Mask) -> "nx.Graph[int]":
    """Give the ties that are kept as a graph."""
    made: nx.Graph[int] = nx.Graph()
    made.add_nodes_from(range(found.count))
    made.add_weighted_edges_from(
        zip(found.one[kept].tolist(), found.other[kept].tolist(), found.weight[kept].tolist(), strict=True)
    )
    return made


@given(pairs=PAIRS)
def test_spanning_forest_is_that_of_networkx(pairs: dict[tuple[int, int], int]) -> None:
    """The forest has as many ties and as much weight as a maximum spanning forest has, and joins what is joined."""
    found = ties(pairs)
    whole, forest = graph(found, np.ones(len(found.weight), dtype=np.bool_)), graph(found, backbone.spanning(found))
    wanted = nx.maximum_spanning_tree(whole)
    assert forest.number_of_edges() == wanted.number_of_edges()
    assert forest.size("weight") == wanted.size("weight")
    assert set(map(frozenset, nx.connected_components(forest))) == set(map(frozenset, nx.connected_components(whole)))


@given(pairs=PAIRS)
def test_significance_is_that_of_the_paper(pairs: dict[tuple[int, int], int]) -> None:
    """A tie is kept if (1 - w/s)^(k - 1) is less than 0.05 for an end with more than one tie."""
    found = ties(pairs)
    whole = graph(found, np.ones(len(found.weight), dtype=np.bool_))

    def keeps(one: int, other: int) -> bool:
        ends = [end for end in (one, other) if whole.degree(end) > 1]
        return any(
            (1 - pairs[one, other] / whole.degree(end, "weight")) ** (whole.degree(end) - 1) < 0.05 for end in ends
        )

    wanted = [keeps(one, other) for one, other in sorted(pairs)]
    assert backbone.significant(found).tolist() == wanted


@given(pairs=PAIRS)
def test_each_group_hangs_together_as_before(pairs: dict[tuple[int, int], int]) -> None:
    """What carries a group joins its members as all their ties do, and leads to no other group."""
    found, group = ties(pairs), np.arange(10) % 3
    inner = group[found.one] == group[found.other]
    kept = backbone.within(found, group)
    assert not (kept & ~inner).any()
    parts = [set(map(frozenset, nx.connected_components(graph(found, some)))) for some in (inner, kept)]
    assert parts[0] == parts[1]


def test_lines_between_groups_are_the_forest_and_the_strongest() -> None:
    """Of a triangle all that is not the forest is left out, unless it is among the strongest."""
    found = ties({(0, 1): 3, (0, 2): 5, (1, 2): 4, (3, 4): 1})
    assert backbone.between(found, 0).tolist() == [False, True, True, True]
    assert backbone.between(found, 3).tolist() == [True, True, True, True]


def test_no_ties_have_no_backbone() -> None:
    """A network without ties is carried by none."""
    none = Ties(3, np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64), np.zeros(0))
    assert backbone.within(none, np.zeros(3, dtype=np.int64)).tolist() == []
    assert backbone.between(none, 5).tolist() == []
