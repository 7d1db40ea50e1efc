"""Adjacency: which numbered nodes are tied and how much, as arrays; and the same as a graph of networkit.

It is what measures, communities and pictures of a network are made from, whatever the network was read from.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

Places: TypeAlias = NDArray[np.signedinteger[Any]]
"""The numbers of nodes, in whichever width."""

SEED = 20140301


@dataclass(frozen=True, eq=False)
class Ties:
    """Which of ``count`` nodes are tied: the ends of each tie, each pair once and in order, and its weight.

    >>> Ties(2, np.array([0]), np.array([1]), np.array([2.0])).count
    2
    """

    count: int
    one: Places
    other: Places
    weight: NDArray[np.float64]

    @property
    def upper(self) -> csr_array:
        """The weights as a matrix with a row for the one end of each tie and a column for the other, without a copy."""
        begun = np.searchsorted(self.one, np.arange(self.count + 1)).astype(np.int32)
        ends = self.other.astype(np.int32, copy=False)  # scipy would look through longer ones first
        return csr_array((self.weight, ends, begun), shape=(self.count, self.count))

    @cached_property
    def graph(self) -> Any:  # noqa: ANN401 - networkit has no annotations
        """A networkit graph with weights, made once: of 3.6 million ties in 0.5 s and 150 MB."""
        return to_networkit(self, weighted=True)


def to_networkit(ties: Ties, *, weighted: bool) -> Any:  # noqa: ANN401 - networkit has no annotations
    """Give a networkit graph; of one with weights betweenness would take these for distances.

    >>> to_networkit(Ties(2, np.array([0]), np.array([1]), np.array([2.0])), weighted=False).numberOfEdges()
    1
    """
    import networkit

    with one_thread():
        return networkit.graph.GraphFromCsr(ties.upper, directed=False, weighted=weighted)


@contextmanager
def one_thread(seed: int = SEED) -> Iterator[None]:
    """Let networkit work on one thread, with a seed: more of them give another answer each time.

    >>> with one_thread():
    ...     to_networkit(Ties(2, np.array([0]), np.array([1]), np.ones(1)), weighted=True).numberOfNodes()
    2
    """
    import networkit

    threads = networkit.getMaxNumberOfThreads()
    networkit.setNumberOfThreads(1)
    try:
        networkit.setSeed(seed, False)
        yield
    finally:
        networkit.setNumberOfThreads(threads)
