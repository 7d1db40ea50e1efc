"""Communities: which nodes of a network are tied more to one another than to the rest.

The Louvain method (Blondel et al. 2008, doi:10.1088/1742-5468/2008/10/P10008) on the number of ties between two nodes:
networkx for networks of up to a thousand nodes, networkit beyond, where networkx takes too long (docs/benchmarks.md,
"The standard measures"). The number of nodes alone decides which. Each gives the same communities for the same ties
every time, but seldom the same as the other: with its 1,001st body a network can get other groups.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeAlias

import networkx as nx
import numpy as np
from networkx.algorithms.community import louvain_communities
from numpy.typing import NDArray
from scipy.sparse import csr_array

Labels: TypeAlias = NDArray[np.int64]
Places: TypeAlias = NDArray[np.signedinteger[Any]]
"""The numbers of nodes, in whichever width."""

SEED = 20140301
LARGE = 1_000
"""Nodes from which on networkit is asked."""


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
    ...     leiden(Ties(2, np.array([0]), np.array([1]), np.ones(1))).tolist()
    [0, 0]
    """
    import networkit

    threads = networkit.getMaxNumberOfThreads()
    networkit.setNumberOfThreads(1)
    try:
        networkit.setSeed(seed, False)
        yield
    finally:
        networkit.setNumberOfThreads(threads)


def found(ties: Ties, *, large: bool = False) -> Labels:
    """Give each node the number of its community: 0 is the largest, equal sizes go by their first node.

    ``large`` asks networkit whatever the size.

    >>> ties = Ties(5, np.array([0, 0, 1, 3]), np.array([1, 2, 2, 4]), np.ones(4))
    >>> found(ties).tolist(), found(ties, large=True).tolist()
    ([0, 0, 0, 1, 1], [0, 0, 0, 1, 1])
    """
    return ranked(_networkit(ties) if large or ties.count > LARGE else _networkx(ties))


def leiden(ties: Ties, *, resolution: float = 1.0, seed: int = SEED) -> Labels:
    """Give each node the number of its community by the Leiden algorithm, numbered as ``found`` does.

    V. A. Traag, L. Waltman and N. J. van Eck, "From Louvain to Leiden: guaranteeing well-connected communities",
    Scientific Reports 9, 5233, 2019; in networkit, on one thread. A ``resolution`` above 1 gives more and smaller
    communities. The same seed gives the same ones.

    >>> ties = Ties(5, np.array([0, 0, 1, 3]), np.array([1, 2, 2, 4]), np.ones(4))
    >>> leiden(ties).tolist()
    [0, 0, 0, 1, 1]
    """
    import networkit

    def ask(graph: Any) -> Any:  # noqa: ANN401 - networkit has no annotations
        return networkit.community.ParallelLeiden(graph, gamma=resolution)

    return ranked(_asked(ties, ask, seed))


def _networkx(ties: Ties) -> Labels:
    graph: nx.Graph[int] = nx.Graph()
    graph.add_nodes_from(range(ties.count))
    graph.add_weighted_edges_from(zip(ties.one.tolist(), ties.other.tolist(), ties.weight.tolist(), strict=True))
    labels = np.empty(ties.count, dtype=np.int64)
    for number, members in enumerate(louvain_communities(graph, weight="weight", seed=SEED)):
        labels[list(members)] = number
    return labels


def _networkit(ties: Ties) -> Labels:
    import networkit

    return _asked(ties, networkit.community.PLM, SEED)


def _asked(ties: Ties, method: Callable[[Any], Any], seed: int) -> Labels:
    with one_thread(seed):
        asked = method(ties.graph)
        asked.run()
        return np.array(asked.getPartition().getVector(), dtype=np.int64)


def ranked(labels: Labels) -> Labels:
    """Give communities new numbers: by size, then by their first node.

    >>> ranked(np.array([7, 3, 3])).tolist()
    [1, 0, 0]
    """
    _, first, number, size = np.unique(labels, return_index=True, return_inverse=True, return_counts=True)
    rank = np.empty(len(size), dtype=np.int64)
    rank[np.lexsort((first, -size))] = np.arange(len(size))
    return rank[number]
