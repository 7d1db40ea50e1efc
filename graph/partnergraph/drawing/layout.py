"""Where the nodes of a network are drawn: positions, groups and sizes.

Computed here and not in the browser, so that the first drawing is there at once and is the same at every opening. Group
first: communities are found, and what belongs together lies together. Up to 300 nodes the distances on the page follow
the distances in the network (``partnergraph.drawing.stress``), and each has room for its mark and its label; beyond,
groups are discs of their own (``partnergraph.drawing.disc``) and each has room for its mark. Nothing depends on the
order of nodes or edges or on the hash seed: all work is done on nodes sorted by IRI.

120 nodes take 0.15 s, 3,000 some 1 s, 50,000 some 4 s.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import networkx as nx
import numpy as np

from partnergraph.analysis import community
from partnergraph.analysis.adjacency import Ties
from partnergraph.drawing import mosaic, stress
from partnergraph.drawing.stress import HEIGHT, WIDTH, Array

if TYPE_CHECKING:
    from partnergraph.analysis.community import Labels

LINE_LENGTH = 24  # signs in a line of a label
LABEL_LENGTH = 3 * LINE_LENGTH  # signs of a label that are drawn
MOST = 300  # nodes that are laid out with room for their labels
STARTS, STARTED = 6, 600  # first places of which the best is kept; fewer than this number of nodes in all
ACROSS = 1.7  # length of a tie across groups; within a group it is 1
APART = 40.0  # px around what is at the edge of a group that was asked for
TIE = 105.0  # px of a tie of length 1


@dataclass(frozen=True, slots=True)
class Laid:
    """The places, groups and sizes of nodes, by their IRIs."""

    positions: dict[str, tuple[float, float]]
    groups: dict[str, int]
    sizes: dict[str, float]


def laid(graph: "nx.MultiGraph[str]", *, discs: bool = False) -> Laid:
    """Give what ``positions``, ``groups`` and ``sizes`` give; what all three need is looked for once.

    >>> import networkx
    >>> laid(networkx.MultiGraph([("a", "a")]))
    Laid(positions={'a': (0.0, 0.0)}, groups={'a': 0}, sizes={'a': 10.7})
    """
    order = sorted(graph)
    ends = _ends(graph, order)
    ties, radius = _tied(ends, len(order)), _sized(ends, order)
    return Laid(_positions(graph, order, ties, radius, discs=discs), _numbered(graph, order, ties, discs=discs), radius)


def groups(graph: "nx.MultiGraph[str]", *, discs: bool = False) -> dict[str, int]:
    """Give each node the number of its group; 0 is the largest, equal sizes go by the smallest IRI.

    Groups are communities (``partnergraph.analysis.community``), beyond 300 nodes the discs that a picture is made of,
    or those that the nodes of a network with ``group_by`` say (``partnergraph.networks.grouping``). A node without ties
    is a community of its own. With ``discs`` a small network is made of discs too, and ten or more nodes and pairs that
    nothing ties to others are one group (``partnergraph.analysis.community.loose``).

    >>> import networkx
    >>> groups(networkx.MultiGraph([("a", "b"), ("b", "c"), ("c", "a"), ("x", "y")]))
    {'a': 0, 'b': 0, 'c': 0, 'x': 1, 'y': 1}
    """
    order = sorted(graph)
    return _numbered(graph, order, _ties(graph, order), discs=discs)


def loose(graph: "nx.MultiGraph[str]", numbers: dict[str, int]) -> dict[int, str]:
    """Give which of some groups are of small parts that nothing ties to others (``analysis.community.loose``).

    >>> import networkx
    >>> loose(networkx.MultiGraph([("a", "a"), ("b", "b"), ("c", "c")]), {"a": 0, "b": 0, "c": 0})
    {0: 'alone'}
    """
    order = sorted(graph)
    return community.loose(_ties(graph, order), np.array([numbers[node] for node in order], dtype=np.int64))


def names(graph: "nx.MultiGraph[str]") -> tuple[str, ...]:
    """Give what the groups that were asked for are called, by their numbers; none where none were asked for.

    >>> import networkx
    >>> graph = networkx.MultiGraph(group_by="country")
    >>> graph.add_nodes_from([("a", {"group": "AT"}), ("b", {"group": "DE"}), ("c", {"group": "DE"})])
    >>> names(graph)
    ('DE', 'AT')
    """
    return tuple(str(graph.nodes[part[0]].get("group", "")) for part in _given(graph)) if _is_asked(graph) else ()


def sizes(graph: "nx.MultiGraph[str]") -> dict[str, float]:
    """Give each node the radius of its mark in px, 8 to 22, by the number of its ties.

    >>> import networkx
    >>> sizes(networkx.MultiGraph([("a", "b"), ("a", "c"), ("a", "d")]))
    {'a': 11.5, 'b': 9.6, 'c': 9.6, 'd': 9.6}
    """
    order = sorted(graph)
    return _sized(_ends(graph, order), order)


def positions(graph: "nx.MultiGraph[str]", *, discs: bool = False) -> dict[str, tuple[float, float]]:
    """Give each node its place (x to the right, y down, in px, one decimal), the middle of the picture at 0, 0.

    Unconnected parts lie around the largest, and groups that were asked for are discs of their own. Up to 120 nodes the
    picture is meant to be shown at a scale of 0.7 to 1 on a canvas of 880 x 680 px. With ``discs`` a small network is
    made of discs too.

    >>> import networkx
    >>> graph = networkx.MultiGraph()
    >>> graph.add_node("a")
    >>> positions(graph)
    {'a': (0.0, 0.0)}
    """
    order = sorted(graph)
    return _positions(graph, order, _ties(graph, order), sizes(graph), discs=discs)


def _positions(
    graph: "nx.MultiGraph[str]", order: Sequence[str], ties: Ties, radius: dict[str, float], *, discs: bool
) -> dict[str, tuple[float, float]]:
    if not order:
        return {}
    asked = _is_asked(graph)
    points = _islands(graph, order, ties, radius) if asked else _placed(graph, order, ties, radius, discs=discs)
    points = np.round(points - (points.max(axis=0) + points.min(axis=0)) / 2, 1) + 0.0
    return dict(zip(order, map(tuple, points.tolist()), strict=True))


def _numbered(graph: "nx.MultiGraph[str]", order: Sequence[str], ties: Ties, *, discs: bool) -> dict[str, int]:
    if _is_asked(graph):
        return {node: number for number, part in enumerate(_given(graph)) for node in part}
    return dict(zip(order, _grouped(ties, discs=discs).tolist(), strict=True))


def _placed(
    graph: "nx.MultiGraph[str]", order: Sequence[str], ties: Ties, radius: dict[str, float], *, discs: bool
) -> Array:
    if len(order) <= MOST and not discs:
        return _labelled(graph, order, ties, radius)
    from partnergraph.drawing import disc  # scipy takes as long to import as 200 nodes take to place

    return disc.packed(ties, _rooms(graph, order, radius), gathered=discs)


def _islands(graph: "nx.MultiGraph[str]", order: Sequence[str], ties: Ties, radius: dict[str, float]) -> Array:
    """Place each group that was asked for as a disc."""
    from partnergraph.drawing import disc

    number = _numbered(graph, order, ties, discs=True)
    return disc.islands(ties, _rooms(graph, order, radius), np.array([number[node] for node in order]), APART)


def _rooms(graph: "nx.MultiGraph[str]", order: Sequence[str], radius: dict[str, float]) -> Array:
    """Give the radius of the disc that each node takes: that of its mark, in a small network as large as its label."""
    marks = np.array([radius[node] + 3.0 for node in order])
    if len(order) > MOST:
        return marks
    rooms: Array = np.maximum(marks + 12.0, np.sqrt(_boxes(graph, order, radius).prod(axis=1)) / 2)
    return rooms


def _is_asked(graph: "nx.MultiGraph[str]") -> bool:
    return "group_by" in graph.graph


def _given(graph: "nx.MultiGraph[str]") -> list[list[str]]:
    """Give the groups that the nodes say: communities as they are numbered, others the largest first.

    Equal ones go by their first node, and who is in no community comes last.
    """
    parts: dict[str, list[str]] = {}
    for node in sorted(graph):
        parts.setdefault(str(graph.nodes[node].get("group", "")), []).append(node)
    numbered = graph.graph["group_by"] == "community"
    number = {name: int("".join(filter(str.isdecimal, name)) or len(graph) + 1) if numbered else 0 for name in parts}
    return [parts[name] for name in sorted(parts, key=lambda name: (number[name], -len(parts[name]), parts[name]))]


def _ties(graph: "nx.MultiGraph[str]", order: Sequence[str]) -> Ties:
    return _tied(_ends(graph, order), len(order))


def _ends(graph: "nx.MultiGraph[str]", order: Sequence[str]) -> "Labels":
    """Give the places of the two ends of each tie."""
    place = {node: number for number, node in enumerate(order)}
    found = (
        (at, place[other], len(ties))
        for one, others in graph.adjacency()
        for at in (place[one],)
        for other, ties in others.items()
        if at <= place[other]
    )
    pairs = np.array(list(found), dtype=np.int64).reshape(-1, 3)
    return np.repeat(pairs[:, :2], pairs[:, 2], axis=0)


def _tied(ends: "Labels", count: int) -> Ties:
    """Give which nodes are tied, with the number of ties between them; loops are left out."""
    pairs, number = np.unique(np.sort(ends[ends[:, 0] != ends[:, 1]], axis=1), axis=0, return_counts=True)
    return Ties(count, pairs[:, 0], pairs[:, 1], number.astype(np.float64))


def _sized(ends: "Labels", order: Sequence[str]) -> dict[str, float]:
    degree = np.bincount(ends.ravel(), minlength=len(order)).tolist()
    return {node: _size(count) for node, count in zip(order, degree, strict=True)}


@cache
def _size(degree: int) -> float:
    return round(min(22.0, 7.0 + 2.6 * math.sqrt(degree or 0.2)), 1)


def _grouped(ties: Ties, *, discs: bool) -> "Labels":
    if ties.count <= MOST and not discs:
        return community.found(ties)
    from partnergraph.drawing import disc

    return disc.grouped(ties, gathered=discs)


def _labelled(graph: "nx.MultiGraph[str]", order: Sequence[str], ties: Ties, radius: dict[str, float]) -> Array:
    """Place nodes so that each has room for its mark and its label."""
    group, boxes, square = community.found(ties), _boxes(graph, order, radius), np.zeros((len(order), len(order)))
    square[ties.one, ties.other] = square[ties.other, ties.one] = ties.weight
    parts = sorted(
        (sorted(part) for part in nx.connected_components(nx.from_numpy_array(square))),
        key=lambda part: (-len(part), part),
    )
    placed = [_place(square[np.ix_(part, part)], group[part], boxes[part]) for part in parts]
    points = np.zeros((len(order), 2))
    for part, shifted in zip(parts, mosaic.laid(placed, [boxes[part] for part in parts], (WIDTH, HEIGHT)), strict=True):
        points[part] = shifted
    return points


def _boxes(graph: "nx.MultiGraph[str]", order: Sequence[str], radius: dict[str, float]) -> Array:
    """Give the width and height that each node needs with its label; in large networks with a part of it."""
    share = min(1.0, max(0.35, 70 / len(order)))
    lengths = [min(len(str(graph.nodes[node].get("label", ""))), LABEL_LENGTH) for node in order]
    lines = [math.ceil(length / LINE_LENGTH) for length in lengths]
    letters = [n if k <= 1 else min(LINE_LENGTH, n / k + 3) for n, k in zip(lengths, lines, strict=True)]
    widths = [max(2 * radius[node], share * 6.4 * n) + 12 for node, n in zip(order, letters, strict=True)]
    heights = [2 * radius[node] + share * 14 * k + 10 for node, k in zip(order, lines, strict=True)]
    return np.column_stack([widths, heights])


def _place(ties: Array, group: "Labels", boxes: Array) -> Array:
    """Place the nodes of one connected part, without overlaps."""
    if len(ties) == 1:
        return np.zeros((1, 2))
    distance = stress.shortest(_lengths(ties, group)) * TIE
    best = stress.majorized(distance, max(1, min(STARTS, STARTED // len(ties))))
    return stress.spread(np.round(_squeeze(stress.turned(best, WIDTH, HEIGHT)), 3), boxes)


def _lengths(ties: Array, group: "Labels") -> Array:
    """Give the length of each tie; it is longer across groups and between busy nodes."""
    degree = (ties > 0).sum(axis=1)
    busy = 1 + 0.07 * np.sqrt(degree[:, None] * degree[None, :])
    length = np.where(group[:, None] == group[None, :], 1.0, ACROSS) * np.minimum(busy, 2.0)
    return np.where(ties > 0, length, np.inf)


def _squeeze(points: Array) -> Array:
    """Shrink a picture that is larger than the canvas shows at a scale of 0.75; beyond 120 nodes it may be larger."""
    limit = np.array([WIDTH, HEIGHT]) / 0.75 * max(1.0, math.sqrt(len(points) / 120))
    reach = points.max(axis=0) - points.min(axis=0)
    squeezed: Array = points * np.minimum(1.0, limit / np.maximum(reach, 1.0))
    return squeezed
