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
from typing import TYPE_CHECKING

import networkx as nx
import numpy as np

from partnergraph.drawing import community, mosaic, stress
from partnergraph.drawing.community import Ties
from partnergraph.drawing.stress import HEIGHT, WIDTH, Array

if TYPE_CHECKING:
    from partnergraph.drawing.community import Labels

LINE_LENGTH = 24  # signs in a line of a label
LABEL_LENGTH = 3 * LINE_LENGTH  # signs of a label that are drawn
MOST = 300  # nodes that are laid out with room for their labels
STARTS, STARTED = 6, 600  # first places of which the best is kept; fewer than this number of nodes in all
ACROSS = 1.7  # length of a tie across groups; within a group it is 1
APART = 40.0  # px around what is at the edge of a group that was asked for
TIE = 105.0  # px of a tie of length 1


def groups(graph: "nx.MultiGraph[str]", *, discs: bool = False) -> dict[str, int]:
    """Give each node the number of its group; 0 is the largest, equal sizes go by the smallest IRI.

    Groups are communities (see ``partnergraph.drawing.community``), beyond 300 nodes the discs that the picture is made
    of, or those that the nodes of a network with ``group_by`` say (``partnergraph.networks.grouping``). A node without
    ties is a community of its own. With ``discs`` a small network is made of discs too.

    >>> import networkx
    >>> groups(networkx.MultiGraph([("a", "b"), ("b", "c"), ("c", "a"), ("x", "y")]))
    {'a': 0, 'b': 0, 'c': 0, 'x': 1, 'y': 1}
    """
    order = sorted(graph)
    if _is_asked(graph):
        return {node: number for number, part in enumerate(_given(graph)) for node in part}
    return dict(zip(order, _grouped(_ties(graph, order), discs=discs).tolist(), strict=True))


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
    return {node: round(min(22.0, 7.0 + 2.6 * math.sqrt(graph.degree(node) or 0.2)), 1) + 0.0 for node in sorted(graph)}


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
    if not order:
        return {}
    points = _islands(graph, order) if _is_asked(graph) else _placed(graph, order, discs=discs)
    points = np.round(points - (points.max(axis=0) + points.min(axis=0)) / 2, 1) + 0.0
    return dict(zip(order, map(tuple, points.tolist()), strict=True))


def _placed(graph: "nx.MultiGraph[str]", order: Sequence[str], *, discs: bool) -> Array:
    ties = _ties(graph, order)
    if len(order) <= MOST and not discs:
        return _labelled(graph, order, ties)
    from partnergraph.drawing import disc  # scipy takes as long to import as 200 nodes take to place

    return disc.packed(ties, _rooms(graph, order))


def _islands(graph: "nx.MultiGraph[str]", order: Sequence[str]) -> Array:
    """Place each group that was asked for as a disc."""
    from partnergraph.drawing import disc

    number = groups(graph)
    return disc.islands(_ties(graph, order), _rooms(graph, order), np.array([number[node] for node in order]), APART)


def _rooms(graph: "nx.MultiGraph[str]", order: Sequence[str]) -> Array:
    """Give the radius of the disc that each node takes: that of its mark, in a small network as large as its label."""
    radius = sizes(graph)
    marks = np.array([radius[node] + 3.0 for node in order])
    return marks if len(order) > MOST else np.maximum(marks + 12.0, np.sqrt(_boxes(graph, order).prod(axis=1)) / 2)


def _is_asked(graph: "nx.MultiGraph[str]") -> bool:
    return "group_by" in graph.graph


def _given(graph: "nx.MultiGraph[str]") -> list[list[str]]:
    """Give the groups that the nodes say, the largest first, then by their first node."""
    parts: dict[str, list[str]] = {}
    for node in sorted(graph):
        parts.setdefault(str(graph.nodes[node].get("group", "")), []).append(node)
    return sorted(parts.values(), key=lambda part: (-len(part), part))


def _ties(graph: "nx.MultiGraph[str]", order: Sequence[str]) -> Ties:
    """Give which nodes are tied, with the number of ties between them; loops are left out."""
    place = {node: number for number, node in enumerate(order)}
    ends = np.array([(place[one], place[other]) for one, other in graph.edges()], dtype=np.int64).reshape(-1, 2)
    pairs, count = np.unique(np.sort(ends[ends[:, 0] != ends[:, 1]], axis=1), axis=0, return_counts=True)
    return Ties(len(order), pairs[:, 0], pairs[:, 1], count.astype(np.float64))


def _grouped(ties: Ties, *, discs: bool) -> "Labels":
    if ties.count <= MOST and not discs:
        return community.found(ties)
    from partnergraph.drawing import disc

    return disc.grouped(ties)


def _labelled(graph: "nx.MultiGraph[str]", order: Sequence[str], ties: Ties) -> Array:
    """Place nodes so that each has room for its mark and its label."""
    group, boxes, square = community.found(ties), _boxes(graph, order), np.zeros((len(order), len(order)))
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


def _boxes(graph: "nx.MultiGraph[str]", order: Sequence[str]) -> Array:
    """Give the width and height that each node needs with its label; in large networks with a part of it."""
    radius = sizes(graph)
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
