"""The overview of a large network: its groups as discs, what ties them, and which ties carry each group.

It stands in the page by itself, small, so that the page shows it before the rest is read. A group is named by the two
of its members with most ties, told with what most of its members share: a country, or a type. One of small parts that
nothing ties to others is ``loose``, and has no such name.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from partnergraph.analysis import community
from partnergraph.analysis.adjacency import Ties
from partnergraph.drawing import backbone

SHARE = 0.5  # of a group's members that have a country, or of all, that tells what the group is
NAMED = 3  # members from which on a group has a name
STRONGEST = 60  # lines between groups that are drawn beside the spanning tree

Records = Sequence[Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Overview:
    """Groups with their places, lines between two groups each with its strength, and the places of edges that carry."""

    groups: tuple[dict[str, Any], ...]
    lines: tuple[tuple[int, int, float], ...]
    carrying: tuple[int, ...]


def overview(nodes: Records, edges: Records, types: Sequence[str]) -> Overview:
    """Give the overview of the records of a network.

    ``types`` are the types of the legend; a group tells the place of its most frequent one, which tints it.

    >>> node = {
    ...     "x": 0.0,
    ...     "y": 0.0,
    ...     "size": 8.0,
    ...     "community": 0,
    ...     "short": "A",
    ...     "type": "t",
    ...     "country": "",
    ...     "type_label": "t",
    ... }
    >>> found = overview([node, node | {"x": 30.0, "short": "B"}], [{"from": "n0", "to": "n1", "strength": 1.0}], ["t"])
    >>> found.groups[0]["r"], found.carrying
    (23.0, (0,))
    """
    group = np.array([node["community"] for node in nodes], dtype=np.int64)
    one, other = (np.array([int(edge[end][1:]) for edge in edges], dtype=np.int64) for end in ("from", "to"))
    weight = np.array([edge["strength"] for edge in edges], dtype=np.float64)
    degree = np.bincount(one, minlength=len(nodes)) + np.bincount(other, minlength=len(nodes))
    order = np.lexsort((np.arange(len(group)), -degree, group))
    members = np.split(order, np.cumsum(np.bincount(group))[:-1])
    ties, first = _pairs(one, other, weight, len(nodes))
    loose = community.loose(ties, group)
    return Overview(
        tuple(_group(nodes, own, types, loose.get(at, "")) for at, own in enumerate(members) if len(own)),
        tuple(_lines(group[ties.one], group[ties.other], ties.weight, len(members))),
        tuple(np.sort(first[backbone.within(ties, group)]).tolist()),
    )


def _pairs(
    one: NDArray[np.int64], other: NDArray[np.int64], weight: NDArray[np.float64], count: int
) -> tuple[Ties, NDArray[np.int64]]:
    """Give each pair of nodes once with the sum of its strengths, and the place of its strongest edge."""
    low, high = np.minimum(one, other), np.maximum(one, other)
    order = np.lexsort((-weight, high, low))
    order = order[low[order] != high[order]]
    key = low[order] * count + high[order]
    _, start, place = np.unique(key, return_index=True, return_inverse=True)
    first = order[start]
    return Ties(count, low[first], high[first], np.bincount(place, weight[order], len(first)).astype(np.float64)), first


def _group(nodes: Records, members: NDArray[np.int64], types: Sequence[str], loose: str) -> dict[str, Any]:
    """Give the disc around some nodes, those with most ties first, and what it is called by."""
    own = [nodes[number] for number in members.tolist()]
    points = np.array([(node["x"], node["y"]) for node in own])
    radius = np.array([node["size"] for node in own])
    low, high = (points - radius[:, None]).min(axis=0), (points + radius[:, None]).max(axis=0)
    middle = (low + high) / 2
    kind, _ = _most(node["type"] for node in own)
    return {
        "x": round(float(middle[0]), 1),
        "y": round(float(middle[1]), 1),
        "r": round(float((np.hypot(*(points - middle).T) + radius).max()), 1),
        "size": len(own),
        "type": types.index(kind),
        "names": [node["short"] for node in own[:2]] if len(own) >= NAMED and not loose else [],
        "country": _shared(node["country"] for node in own if node["country"]),
        "near": sum(not node["country"] for node in own),
        "kind": _shared(node["type_label"] for node in own) if len(own) >= NAMED else "",
        **({"loose": loose} if loose else {}),
    }


def _shared(values: Iterable[str]) -> str:
    """Give the value that most share, if more than half do."""
    known = list(values)
    value, count = _most(known)
    return value if count > SHARE * len(known) else ""


def _most(values: Iterable[str]) -> tuple[str, int]:
    """Give the most frequent value, of equals the first by name, and how often it is there."""
    counts = Counter(values)
    return min(counts.items(), key=lambda item: (-item[1], item[0]), default=("", 0))


def _lines(
    one: NDArray[np.int64], other: NDArray[np.int64], weight: NDArray[np.float64], count: int
) -> Iterator[tuple[int, int, float]]:
    """Give the pairs of groups whose lines are drawn, with their strength, the strongest first."""
    ties, _ = _pairs(one, other, weight, count)
    kept = np.flatnonzero(backbone.between(ties, STRONGEST))
    kept = kept[np.argsort(-ties.weight[kept], kind="stable")]
    return zip(ties.one[kept].tolist(), ties.other[kept].tolist(), ties.weight[kept].round(3).tolist(), strict=True)
