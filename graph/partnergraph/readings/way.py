"""Ways: the cheapest simple ways from one node of a weighted network to another, best first.

The method is Yen's ("Finding the k shortest loopless paths in a network", Management Science 17, 712-716, 1971), with
Lawler's remark that a way need not be left again before the place where it left another (Management Science 18,
401-405, 1972). One search from the goal (Dijkstra 1959, in scipy) gives the least cost from every node; it guides all
searches for the next best way, which therefore look at few nodes (A*: Hart, Nilsson and Raphael 1968). Of 65,000 nodes
with 3.5 million pairs five ways take some 0.1 s.

Costs are whole numbers, so that equal costs are equal: of these the way with fewer steps is the better one, then the
one whose nodes come first.
"""

import heapq
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING, TypeAlias

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components, dijkstra

if TYPE_CHECKING:
    from partnergraph.analysis.adjacency import Places

Whole: TypeAlias = NDArray[np.int64]
Real: TypeAlias = NDArray[np.float64]
Step: TypeAlias = tuple[int, int, tuple[int, ...]]
"""A way while it is sought: cost, steps and nodes."""

_FAR = 2.0**53  # costs beyond are no whole numbers any more


@dataclass(frozen=True, slots=True, order=True)
class Way:
    """The nodes that a way leads over, its two ends among them, and what it costs; the better way is the lesser."""

    cost: int
    steps: int
    nodes: tuple[int, ...]


class Ways:
    """The ways of a network of ``count`` nodes; pair i ties ``one[i]`` and ``other[i]``, each pair once.

    ``cost`` is that of each pair, a whole number from 1 on; what costs less is no tie.

    >>> ways = Ways(4, np.array([0, 1, 0]), np.array([1, 2, 2]), np.array([1, 1, 3]))
    >>> [way.nodes for way in ways.best(0, 2, 5)], ways.best(0, 3, 5)
    ([(0, 1, 2), (0, 2)], [])
    """

    def __init__(self, count: int, one: "Places", other: "Places", cost: Whole) -> None:
        tied = cost > 0
        one, other, cost = one[tied], other[tied], cost[tied]
        ends = np.concatenate([[one, other], [other, one]], axis=1).astype(
            np.int32
        )  # scipy 1.12 finds no ways by others
        self._costs = csr_array((np.concatenate([cost, cost]).astype(np.float64), tuple(ends)), shape=(count, count))

    def part(self, node: int) -> int:
        """Give how many nodes hang together with one, itself among them.

        >>> Ways(3, np.array([0]), np.array([1]), np.array([1])).part(0)
        2
        """
        return int((self._parts == self._parts[node]).sum())

    @cached_property
    def _parts(self) -> Whole:
        parts: Whole = connected_components(self._costs, directed=False)[1]
        return parts

    def best(self, start: int, goal: int, most: int) -> list[Way]:
        """Give the best ways from one node to another, at most so many, the best first."""
        rest: Real = dijkstra(self._costs, indices=goal)
        first = self._next((start,), 0, frozenset(), rest, rest[start]) if np.isfinite(rest[start]) else None
        if first is None:
            return []
        limit = self._bound(first, rest, most)
        found: list[Step] = []
        waiting = [(first, 0)]
        while waiting and len(found) < most:
            way, left = heapq.heappop(waiting)
            found.append(way)
            nodes, spent = way[2], self._spent(way)
            for place in range(left, way[1]):
                root = nodes[: place + 1]
                barred = frozenset(each[2][place + 1] for each in found if each[2][: place + 1] == root)
                limit = min(limit, _limit(waiting, most - len(found)))
                other = self._next(root, spent[place], barred, rest, limit)
                if other is not None:
                    heapq.heappush(waiting, (other, place))
        return [Way(*way) for way in found]

    def _next(self, root: tuple[int, ...], spent: int, barred: frozenset[int], rest: Real, limit: float) -> Step | None:
        """Give the best way that begins as ``root`` does and goes on to none of ``barred``; None beyond the limit."""
        *before, here = root
        closed, least = set(before), {here: spent + int(rest[here])}
        waiting: list[Step] = [(least[here], len(before), root)]
        while waiting:
            way = heapq.heappop(waiting)
            total, steps, nodes = way
            here = nodes[-1]
            if rest[here] == 0:
                return way
            if here not in closed:
                closed.add(here)
                shut = closed | barred if nodes == root else closed
                for there, cost in self._onward(here, total, rest, limit):
                    if there not in shut and cost <= least.get(there, cost):
                        least[there] = cost
                        heapq.heappush(waiting, (cost, steps + 1, (*nodes, there)))
        return None

    def _onward(self, here: int, total: int, rest: Real, limit: float) -> list[tuple[int, int]]:
        """Give the nodes one step on from where a way has come to, and the least that a way over each can cost."""
        row = slice(self._costs.indptr[here], self._costs.indptr[here + 1])
        there = self._costs.indices[row]
        cost = total - rest[here] + self._costs.data[row] + rest[there]
        near = cost <= min(limit, _FAR)
        return list(zip(there[near].tolist(), cost[near].astype(np.int64).tolist(), strict=True))

    def _bound(self, first: Step, rest: Real, most: int) -> float:
        """Give a cost within which there are surely as many ways as are wanted; infinite where that is not seen.

        A way may follow the first one to some node, leave it to one that is no farther from the goal, and go on from
        there as is best: it comes to no node twice, and no two of these ways are the same.
        """
        known = [np.array([float(first[0])])]
        for (here, after), spent in zip(pairwise(first[2]), self._spent(first), strict=False):
            row = slice(self._costs.indptr[here], self._costs.indptr[here + 1])
            there = self._costs.indices[row]
            aside = (rest[there] <= rest[here]) & (there != after)
            known.append(spent + self._costs.data[row][aside] + rest[there][aside])
        costs = np.concatenate(known)
        return float(np.partition(costs, most - 1)[most - 1]) if len(costs) >= most else np.inf

    def _spent(self, way: Step) -> list[int]:
        """Give what a way has cost at each of its nodes."""
        return [0, *accumulate(int(self._costs[one, other]) for one, other in pairwise(way[2]))]


def _limit(waiting: list[tuple[Step, int]], wanted: int) -> float:
    """Give the cost that a way need not go beyond: that of the last wanted one of those that are known."""
    return heapq.nsmallest(wanted, waiting)[-1][0][0] if 0 < wanted <= len(waiting) else np.inf
