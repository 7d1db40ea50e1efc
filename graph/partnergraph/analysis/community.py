"""Communities: which nodes of a network are tied more to one another than to the rest.

The Louvain method (Blondel et al. 2008, doi:10.1088/1742-5468/2008/10/P10008) on the number of ties between two nodes:
networkx for networks of up to a thousand nodes, networkit beyond, where networkx takes too long (docs/benchmarks.md,
"The standard measures"). The number of nodes alone decides which. Each gives the same communities for the same ties
every time, but seldom the same as the other: with its 1,001st body a network can get other groups.
"""

from collections.abc import Callable
from typing import Any, TypeAlias

import networkx as nx
import numpy as np
from networkx.algorithms.community import louvain_communities
from numpy.typing import NDArray

from partnergraph.analysis.adjacency import SEED, Ties, one_thread

Labels: TypeAlias = NDArray[np.int64]
"""The number of the community of each node."""

LARGE = 1_000
"""Nodes from which on networkit is asked."""


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


def loose(ties: Ties, group: Labels) -> dict[int, str]:
    """Give the groups of three or more in which nobody has two partners: small parts that were put together.

    They are "small", or "alone" where nobody has one.

    >>> loose(Ties(6, np.array([0, 1]), np.array([1, 2]), np.ones(2)), np.array([0, 0, 0, 1, 1, 1]))
    {1: 'alone'}
    """
    inner = group[ties.one] == group[ties.other]
    partners = np.bincount(np.concatenate([ties.one[inner], ties.other[inner]]), minlength=ties.count)
    most = np.zeros(int(group.max(initial=-1)) + 1, dtype=np.int64)
    np.maximum.at(most, group, partners)
    found = np.flatnonzero((np.bincount(group, minlength=len(most)) > 2) & (most < 2)).tolist()
    return {number: "small" if most[number] else "alone" for number in found}
