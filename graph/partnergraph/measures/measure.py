"""Measures: what the place of a node in a network is worth, a number for each node.

Measures of nearness count ties and not their weights; strength, PageRank, constraint and participation use weights.
Sparse matrices do what they can; betweenness, clustering, cores and parts are networkit's, with one seed, and on one
thread where more would not give the same numbers each time. ``docs/measures.md`` has definitions, papers, costs and
limits.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from partnergraph.analysis import adjacency
from partnergraph.analysis.adjacency import SEED, Ties
from partnergraph.analysis.community import Labels

Values: TypeAlias = NDArray[np.float64]

EXACT = 3_000
"""Nodes up to which all shortest paths are followed; beyond, some of them."""

_DAMPING = 0.85
_PIVOTS = 500  # nodes that distances are measured from, where all would be too many
_RUNS, _STUDENT = 10, 1.833  # samples that the error is found from, and the t of 9 degrees of freedom at 90 %
_BESIDE = 25  # nodes of less and of more value whose samples say how much one is off
_NORMAL = 1.645  # of the normal distribution at 90 %
_BITS = 64  # searches that go on at once
_ROWS = 2_000  # of a product of matrices that are held at once


@dataclass(frozen=True, slots=True)
class Measured:
    """The value of each node, NaN where it has none.

    ``errors`` are None where all paths were followed. Where some were, they are the half width of the interval of
    confidence of each value, at 90 %, in the unit of the values.
    """

    values: Values
    errors: Values | None = None

    @property
    def error(self) -> float:
        """The widest of them; 0 where all paths were followed."""
        return 0.0 if self.errors is None else float(self.errors.max(initial=0.0))


def degree(ties: Ties) -> Measured:
    """Give how many others each node is tied to.

    >>> degree(Ties(3, np.array([0, 0]), np.array([1, 2]), np.array([2.0, 1.0]))).values.tolist()
    [2.0, 1.0, 1.0]
    """
    return Measured(_summed(ties, np.ones(len(ties.one))))


def strength(ties: Ties) -> Measured:
    """Give the weights of the ties of each node in sum (Barrat et al. 2004, doi:10.1073/pnas.0400087101).

    >>> strength(Ties(3, np.array([0, 0]), np.array([1, 2]), np.array([2.0, 1.0]))).values.tolist()
    [3.0, 2.0, 1.0]
    """
    return Measured(_summed(ties, ties.weight))


def pagerank(ties: Ties) -> Measured:
    """Give the share of time that a walker over weighted ties spends at each node (Page et al. 1999), damping 0.85.

    >>> pagerank(Ties(2, np.array([0]), np.array([1]), np.ones(1))).values.tolist()
    [0.5, 0.5]
    """
    upper, out = ties.upper, strength(ties).values
    found = np.full(ties.count, 1 / max(1, ties.count))
    for _ in range(500):
        shared = np.divide(found, out, out=np.zeros_like(found), where=out > 0)
        resting = found[out == 0].sum() / max(1, ties.count)
        after = _DAMPING * (upper @ shared + upper.T @ shared + resting) + (1 - _DAMPING) / max(1, ties.count)
        moved = float(np.abs(after - found).sum())
        found = after
        if moved < 1e-12:
            break
    return Measured(found)


def betweenness(ties: Ties) -> Measured:
    """Give the share of all pairs of others whose shortest paths lead over each node (Freeman 1977).

    Exact up to 3,000 nodes (Brandes 2001); beyond, paths are followed from ten times 50 nodes drawn by chance
    (Geisberger et al. 2008, doi:10.1137/1.9781611972887.9), and the errors follow from how much the ten differ at
    a node, or at those of about its value where they differ more there.

    >>> betweenness(Ties(3, np.array([0, 1]), np.array([1, 2]), np.ones(2))).values.tolist()
    [0.0, 1.0, 0.0]
    """
    import networkit

    if ties.count < 3:
        return Measured(np.zeros(ties.count))
    with adjacency.one_thread():
        graph = adjacency.to_networkit(ties, weighted=False)
        if ties.count <= EXACT:
            method = networkit.centrality.Betweenness(graph, normalized=True)
            method.run()
            return Measured(np.array(method.scores()))
        found = np.array([_estimated(graph) for _ in range(_RUNS)])
    mean, spread = found.mean(axis=0), found.var(axis=0, ddof=1)
    error = _STUDENT * np.sqrt(np.maximum(spread, _around(mean, spread)) / _RUNS)
    return Measured(np.minimum(mean, 1.0), error)


def _around(values: Values, spread: Values) -> Values:
    """Give the mean spread of the 25 nodes below and above each in value: ten samples tell that of one too badly."""
    order = np.argsort(values, kind="stable")
    sums = np.cumsum(np.concatenate([np.zeros(1), np.pad(spread[order], _BESIDE, mode="edge")]))
    found, width = np.empty_like(spread), 2 * _BESIDE + 1
    found[order] = (sums[width:] - sums[:-width]) / width
    return found


def _estimated(graph: Any) -> list[float]:  # noqa: ANN401 - networkit has no annotations
    import networkit

    method = networkit.centrality.EstimateBetweenness(graph, _PIVOTS // _RUNS, normalized=True)
    method.run()
    scores: list[float] = method.scores()
    return scores


def closeness(ties: Ties) -> Measured:
    """Give how near each node is to all it can reach: one over the mean distance, times the share that it reaches.

    (Wasserman and Faust 1994.) Exact up to 3,000 nodes; beyond, in parts of more than 500 nodes, distances are those to
    500 nodes of the part drawn by chance, and the errors follow from the spread of these distances (Eppstein and Wang
    2004).

    >>> closeness(Ties(3, np.array([0, 1]), np.array([1, 2]), np.ones(2))).values.round(3).tolist()
    [0.667, 1.0, 0.667]
    """
    most = _PIVOTS if ties.count > EXACT else ties.count
    parts = _parts(ties)
    place = _drawn(parts)
    total, squares, met = (np.zeros(ties.count) for _ in range(3))
    for far, found in _searches(ties, place, most):
        total += far * found
        squares += far**2 * found
        met += found if far else 0
    others = np.bincount(parts, minlength=1)[parts] - 1
    mean = np.divide(total, met, out=np.zeros(ties.count), where=met > 0)
    values = np.divide(others / max(1, ties.count - 1), mean, out=np.zeros(ties.count), where=mean > 0)
    spread = np.maximum(np.divide(squares, met, out=np.zeros(ties.count), where=met > 0) - mean**2, 0)
    missed = np.divide(others - met, others, out=np.zeros(ties.count), where=others > 0)  # 0 where all were met
    error = np.sqrt(spread * missed / np.maximum(met - 1, 1))
    error = _NORMAL * values * np.divide(error, mean, out=np.zeros(ties.count), where=mean > 0)
    return Measured(values, error if ties.count > EXACT else None)


def _drawn(parts: Labels) -> Labels:
    """Give the place of each node among those of its part, in an order drawn by chance."""
    order = np.lexsort((np.random.default_rng(SEED).permutation(len(parts)), parts))
    first = np.searchsorted(parts[order], np.arange(parts.max(initial=-1) + 1))
    place = np.empty(len(parts), dtype=np.int64)
    place[order] = np.arange(len(parts)) - first[parts[order]]
    return place


def _searches(ties: Ties, place: Labels, most: int) -> Iterator[tuple[int, Values]]:
    """Give distances, and how many of the first nodes of its part are so far from each node.

    A bit of a word stands for one node of every part, so that one step of 64 searches in all of them is one pass over
    the ties (Then et al. 2014, "The more the merrier", PVLDB 8, 449-460).
    """
    matrix = _matrix(ties, plain=True)
    tied = np.flatnonzero(np.diff(matrix.indptr))
    for first in range(0, min(most, int(place.max(initial=-1)) + 1), _BITS):
        some = np.flatnonzero((place >= first) & (place < min(first + _BITS, most)))
        seen = np.zeros(ties.count, dtype=np.uint64)
        seen[some] = np.uint64(1) << (place[some] - first).astype(np.uint64)
        fresh, far = seen, 0
        while fresh.any():
            yield far, np.unpackbits(fresh.view(np.uint8).reshape(-1, _BITS // 8), axis=1).sum(axis=1, dtype=np.float64)
            beside = np.zeros_like(seen)
            if len(tied):
                beside[tied] = np.bitwise_or.reduceat(fresh[matrix.indices], matrix.indptr[tied])
            fresh, far = beside & ~seen, far + 1
            seen = seen | fresh


def part(ties: Ties) -> Measured:
    """Give how many nodes hang together with each node, itself among them.

    >>> part(Ties(3, np.array([0]), np.array([1]), np.ones(1))).values.tolist()
    [2.0, 2.0, 1.0]
    """
    parts = _parts(ties)
    return Measured(np.bincount(parts, minlength=1)[parts].astype(np.float64))


def _parts(ties: Ties) -> Labels:
    """Give the number of the part of each node."""
    import networkit

    method = networkit.components.ConnectedComponents(ties.graph)
    method.run()
    return np.array(method.getPartition().getVector(), dtype=np.int64)


def core(ties: Ties) -> Measured:
    """Give the largest k so that a node is in a part whose nodes all have k ties or more within it (Seidman 1983).

    >>> core(Ties(4, np.array([0, 0, 1, 2]), np.array([1, 2, 2, 3]), np.ones(4))).values.tolist()
    [2.0, 2.0, 2.0, 1.0]
    """
    import networkit

    with adjacency.one_thread():
        method = networkit.centrality.CoreDecomposition(ties.graph)
        method.run()
        return Measured(np.array(method.scores(), dtype=np.float64))


def constraint(ties: Ties) -> Measured:
    """Give how far all that a node has invested in ties leads back to the same few (Burt 1992); NaN without ties.

    >>> constraint(Ties(3, np.array([0, 1]), np.array([1, 2]), np.ones(2))).values.tolist()
    [1.0, 0.5, 1.0]
    """
    matrix, total = _matrix(ties), strength(ties).values
    share = np.divide(1.0, total, out=np.zeros(ties.count), where=total > 0)
    part = csr_array(matrix.multiply(share[:, None]))
    tied = _matrix(ties, plain=True)
    found = np.full(ties.count, np.nan)
    for rows in _pieces(ties.count):
        bound = part[rows] + (part[rows] @ part).multiply(tied[rows])
        found[rows] = np.asarray(bound.power(2).sum(axis=1)).ravel()
    return Measured(np.where(degree(ties).values > 0, found, np.nan))


def effective_size(ties: Ties) -> Measured:
    """Give how many of a node's partners are not tied to one another (Burt 1992, as Borgatti 1997); NaN without ties.

    >>> effective_size(Ties(3, np.array([0, 0, 1]), np.array([1, 2, 2]), np.ones(3))).values.tolist()
    [1.0, 1.0, 1.0]
    """
    count = degree(ties).values
    among = np.rint(clustering(ties).values * count * (count - 1))
    return Measured(count - np.divide(among, count, out=np.full(ties.count, np.nan), where=count > 0))


def clustering(ties: Ties) -> Measured:
    """Give the share of the pairs of each node's partners that are tied (Watts and Strogatz 1998, doi:10.1038/30918).

    It is 0 for a node with fewer than two partners.

    >>> clustering(Ties(4, np.array([0, 0, 1, 2]), np.array([1, 2, 2, 3]), np.ones(4))).values.round(3).tolist()
    [1.0, 1.0, 0.333, 0.0]
    """
    import networkit

    method = networkit.centrality.LocalClusteringCoefficient(ties.graph, True)  # counts the same on any threads
    method.run()
    return Measured(np.array(method.scores(), dtype=np.float64))


def participation(ties: Ties, groups: Labels) -> Measured:
    """Give how evenly the strength of a node is spread over groups: 0 within one (Guimerà and Amaral 2005).

    A group of -1 is not known, and ties to its nodes do not count; NaN where no others are there
    (doi:10.1038/nature03288).

    >>> ties = Ties(3, np.array([0, 1]), np.array([1, 2]), np.ones(2))
    >>> participation(ties, np.array([0, 0, 1])).values.tolist(), participation(ties, np.array([0, -1, 1])).values
    ([0.0, 0.5, 0.0], array([nan, 0.5, nan]))
    """
    known = np.flatnonzero(groups >= 0)
    shape = ties.count, int(groups.max(initial=0)) + 1
    member = csr_array((np.ones(len(known)), (known, groups[known])), shape=shape)
    shares = _matrix(ties) @ member
    total, spread = (np.asarray(each.sum(axis=1)).ravel() for each in (shares, shares.power(2)))
    return Measured(1 - np.divide(spread, total**2, out=np.full(ties.count, np.nan), where=total > 0))


def partners(ties: Ties, chosen: NDArray[np.bool_]) -> Values:
    """Give how many of each node's partners are among those that are chosen.

    >>> partners(Ties(3, np.array([0, 1]), np.array([1, 2]), np.ones(2)), np.array([True, False, False])).tolist()
    [0.0, 1.0, 0.0]
    """
    return np.asarray(_matrix(ties, plain=True) @ chosen.astype(np.float64), dtype=np.float64)


def _summed(ties: Ties, weight: Values) -> Values:
    ends = (np.bincount(side, weight, minlength=ties.count) for side in (ties.one, ties.other))
    return np.asarray(sum(ends, np.zeros(ties.count)), dtype=np.float64)


def _matrix(ties: Ties, *, plain: bool = False) -> csr_array:
    weight = np.ones(len(ties.one)) if plain else ties.weight
    one, other = ties.one.astype(np.int32), ties.other.astype(np.int32)  # scipy would look through longer ones first
    ends = np.concatenate([one, other]), np.concatenate([other, one])
    return csr_array((np.tile(weight, 2), ends), shape=(ties.count, ties.count))


def _pieces(count: int) -> Iterator[slice]:
    return (slice(first, min(first + _ROWS, count)) for first in range(0, count, _ROWS))
