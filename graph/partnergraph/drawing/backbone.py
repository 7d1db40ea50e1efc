"""Backbones: the few ties that carry a network too large for all of its ties to be drawn.

The disparity filter (Serrano, Boguñá and Vespignani 2009, doi:10.1073/pnas.0808904106) keeps a tie that is stronger,
for one of its ends, than chance would make it; a maximum spanning forest beside it keeps what hangs together together.
"""

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array
from scipy.sparse.csgraph import minimum_spanning_tree

from partnergraph.analysis.adjacency import Ties
from partnergraph.analysis.community import Labels

ALPHA = 0.05

Mask = NDArray[np.bool_]


def significant(ties: Ties, alpha: float = ALPHA) -> Mask:
    """Say of each tie whether it is significant for one of its ends at least.

    A hub with one strong tie among weak ones keeps the strong one:

    >>> weights = np.array([30.0, *[1.0] * 9])
    >>> significant(Ties(11, np.zeros(10, dtype=np.int64), np.arange(1, 11), weights)).tolist()[:3]
    [True, False, False]
    """
    degree = np.bincount(ties.one, minlength=ties.count) + np.bincount(ties.other, minlength=ties.count)
    strength = np.bincount(ties.one, ties.weight, ties.count) + np.bincount(ties.other, ties.weight, ties.count)
    found = np.zeros(len(ties.weight), dtype=np.bool_)
    for end in (ties.one, ties.other):
        chance = (1 - ties.weight / strength[end]) ** (degree[end] - 1)
        found |= (degree[end] > 1) & (chance < alpha)
    return found


def spanning(ties: Ties) -> Mask:
    """Say of each tie whether it is in the maximum spanning forest; of equals the first are.

    >>> spanning(Ties(3, np.array([0, 0, 1]), np.array([1, 2, 2]), np.array([1.0, 5.0, 3.0]))).tolist()
    [False, True, True]
    """
    rank = np.empty(len(ties.weight))
    rank[np.lexsort((np.arange(len(rank)), -ties.weight))] = np.arange(1, len(rank) + 1)
    ends = ties.one.astype(np.int32), ties.other.astype(np.int32)  # scipy 1.12 knows no others here
    tree = minimum_spanning_tree(csr_array((rank, ends), shape=(ties.count, ties.count)))
    kept: Mask = np.isin(rank, tree.data)
    return kept


def within(ties: Ties, group: Labels) -> Mask:
    """Say of each tie whether it carries its group: it is significant, or holds the group together.

    >>> within(Ties(3, np.array([0, 1]), np.array([1, 2]), np.ones(2)), np.array([0, 0, 1])).tolist()
    [True, False]
    """
    inner = group[ties.one] == group[ties.other]
    inside = Ties(ties.count, ties.one[inner], ties.other[inner], ties.weight[inner])
    kept: Mask = significant(ties) & inner
    kept[inner] |= spanning(inside)
    return kept


def between(ties: Ties, strongest: int) -> Mask:
    """Say which ties carry a network of groups: its maximum spanning forest, and so many of the strongest.

    >>> between(Ties(3, np.array([0, 0, 1]), np.array([1, 2, 2]), np.array([1.0, 5.0, 3.0])), 1).tolist()
    [False, True, True]
    """
    kept = spanning(ties)
    kept[np.lexsort((np.arange(len(kept)), -ties.weight))[:strongest]] = True
    return kept
