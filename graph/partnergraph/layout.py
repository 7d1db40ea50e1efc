"""Where the nodes of a network are drawn: positions, groups and sizes.

Computed here and not in the browser, so that the first drawing is there at once and is the same at every opening. Group
first: communities are found (Louvain), ties within a community are made shorter than ties across, and the nodes are
placed so that distances on the page follow distances in the network (stress majorization). Then nodes are pushed apart
until each has room for its mark and its label. Nothing depends on the order of nodes or edges or on the hash seed: all
work is done on nodes sorted by IRI.

Made for networks of up to some thousand nodes (120 nodes: 0.15 s, 1,000 nodes: 6 s).
"""

import math
import random
from collections.abc import Sequence
from typing import TypeAlias

import networkx as nx
import numpy as np
from networkx.algorithms.community import louvain_communities
from numpy.typing import NDArray

Array: TypeAlias = NDArray[np.float64]

WIDTH, HEIGHT = 880, 680  # the canvas of a usual desktop window, in px
LINE_LENGTH = 24  # signs in a line of a label
LABEL_LENGTH = 3 * LINE_LENGTH  # signs of a label that are drawn
SEED = 20140301
STARTS, STARTED = (
    6,
    600,
)  # random starts of the placing, of which the best is kept; fewer than this number of nodes in all
TURNS = 24  # directions that are tried for the picture
PUSHES = 30  # rounds of pushing apart before the picture grows
ROUNDS = 120  # steps of the placing
ACROSS = 1.7  # length of a tie across groups; within a group it is 1
TIE = 105.0  # px of a tie of length 1


def groups(graph: "nx.MultiGraph[str]") -> dict[str, int]:
    """Give each node the number of its group; 0 is the largest, equal sizes go by the smallest IRI.

    Groups are the communities of the Louvain method (Blondel et al. 2008, doi:10.1088/1742-5468/2008/10/P10008) on the
    number of ties between two nodes. A node without ties is a group of its own.

    >>> import networkx
    >>> groups(networkx.MultiGraph([("a", "b"), ("b", "c"), ("c", "a"), ("x", "y")]))
    {'a': 0, 'b': 0, 'c': 0, 'x': 1, 'y': 1}
    """
    order = sorted(graph)
    found = louvain_communities(_simple(graph, order), weight="weight", seed=SEED)
    ranked = sorted(found, key=lambda group: (-len(group), min(group)))
    number = {member: place for place, group in enumerate(ranked) for member in group}
    return {node: number[place] for place, node in enumerate(order)}


def sizes(graph: "nx.MultiGraph[str]") -> dict[str, float]:
    """Give each node the radius of its mark in px, 8 to 22, by the number of its ties.

    >>> import networkx
    >>> sizes(networkx.MultiGraph([("a", "b"), ("a", "c"), ("a", "d")]))
    {'a': 11.5, 'b': 9.6, 'c': 9.6, 'd': 9.6}
    """
    return {node: round(min(22.0, 7.0 + 2.6 * math.sqrt(graph.degree(node) or 0.2)), 1) + 0.0 for node in sorted(graph)}


def positions(graph: "nx.MultiGraph[str]") -> dict[str, tuple[float, float]]:
    """Give each node its place (x to the right, y down, in px, one decimal), the middle of the picture at 0, 0.

    Stress majorization after Gansner, Koren and North 2004 (doi:10.1007/978-3-540-31843-9_25) with longer ties across
    groups, then removal of overlaps. Unconnected parts are set side by side. Meant to be shown at a scale of 0.7 to 1
    on a canvas of 880 x 680 px.

    >>> import networkx
    >>> graph = networkx.MultiGraph()
    >>> graph.add_node("a")
    >>> positions(graph)
    {'a': (0.0, 0.0)}
    """
    order = sorted(graph)
    if not order:
        return {}
    group, boxes, ties = _group_array(graph, order), _boxes(graph, order), _ties(graph, order)
    parts = _parts(ties)
    placed = [_place(ties[np.ix_(part, part)], group[part], boxes[part]) for part in parts]
    points = np.zeros((len(order), 2))
    for part, shift in zip(parts, _shelves(placed, [boxes[part] for part in parts]), strict=True):
        points[part] = shift
    points = np.round(points - (points.max(axis=0) + points.min(axis=0)) / 2, 1) + 0.0
    return {node: (float(x), float(y)) for node, (x, y) in zip(order, points, strict=True)}


def _simple(graph: "nx.MultiGraph[str]", order: Sequence[str]) -> "nx.Graph[int]":
    """Build the graph of node numbers with the count of ties as weight; its order depends on the IRIs only."""
    place = {node: number for number, node in enumerate(order)}
    simple: nx.Graph[int] = nx.Graph()
    simple.add_nodes_from(range(len(order)))
    for start, end in sorted(sorted((place[start], place[end])) for start, end in graph.edges()):
        if start != end:
            known = simple.get_edge_data(start, end, {"weight": 0})
            simple.add_edge(start, end, weight=known["weight"] + 1)
    return simple


def _group_array(graph: "nx.MultiGraph[str]", order: Sequence[str]) -> NDArray[np.int64]:
    found = groups(graph)
    return np.array([found[node] for node in order], dtype=np.int64)


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


def _ties(graph: "nx.MultiGraph[str]", order: Sequence[str]) -> Array:
    """Give the number of ties between every two nodes as a square."""
    square = np.zeros((len(order), len(order)))
    for start, end, data in _simple(graph, order).edges(data=True):
        square[start, end] = square[end, start] = data["weight"]
    return square


def _parts(ties: Array) -> list[list[int]]:
    """Split the node numbers into connected parts, the largest first."""
    left, parts = list(range(len(ties))), []
    while left:
        part, border = {left[0]}, [left[0]]
        while border:
            found = [int(node) for node in ties[border.pop()].nonzero()[0] if int(node) not in part]
            part.update(found)
            border.extend(found)
        parts.append(sorted(part))
        left = [node for node in left if node not in part]
    return sorted(parts, key=lambda part: (-len(part), part))


def _place(ties: Array, group: NDArray[np.int64], boxes: Array) -> Array:
    """Place the nodes of one connected part, without overlaps."""
    if len(ties) == 1:
        return np.zeros((1, 2))
    distance, chance = _distances(ties, group) * TIE, random.Random(SEED)  # noqa: S311 (a picture, no secret)
    starts = [_start(len(ties), chance) for _ in range(max(1, min(STARTS, STARTED // len(ties))))]
    best = min((_majorize(distance, start) for start in starts), key=lambda points: _stress(distance, points))
    return _spread(np.round(_squeeze(_turn(best)), 3), boxes)


def _start(count: int, chance: random.Random) -> Array:
    return np.array([(chance.uniform(-1, 1), chance.uniform(-1, 1)) for _ in range(count)]) * TIE * math.sqrt(count)


def _distances(ties: Array, group: NDArray[np.int64]) -> Array:
    """Give the shortest way between every two nodes; a tie is longer across groups and between busy nodes."""
    degree = (ties > 0).sum(axis=1)
    busy = 1 + 0.07 * np.sqrt(degree[:, None] * degree[None, :])
    length = np.where(group[:, None] == group[None, :], 1.0, ACROSS) * np.minimum(busy, 2.0)
    way = np.where(ties > 0, length, np.inf)
    np.fill_diagonal(way, 0.0)
    for between in range(len(way)):
        np.minimum(way, way[:, between, None] + way[None, between, :], out=way)
    return way


def _majorize(distance: Array, points: Array) -> Array:
    """Move all nodes at once to where their distances ask them to be, again and again."""
    weight = 1 / np.maximum(distance, 1e-9) ** 2
    np.fill_diagonal(weight, 0.0)
    strength, total = weight * distance, weight.sum(axis=1)[:, None]
    for _ in range(ROUNDS):
        pull = strength / np.maximum(_lengths(points), 1e-9)
        wanted = ((weight - pull) @ points + points * pull.sum(axis=1)[:, None]) / total
        points = points + 0.9 * (wanted - points)
    return points


def _lengths(points: Array) -> Array:
    across, down = (values[:, None] - values[None, :] for values in points.T)
    length: Array = np.sqrt(across * across + down * down)
    return length


def _stress(distance: Array, points: Array) -> float:
    return float(((_lengths(points) - distance) ** 2 / np.maximum(distance, 1.0) ** 2).sum())


def _turn(points: Array) -> Array:
    """Turn the picture so that its outline is as wide as the canvas asks for."""

    def turned(angle: float) -> Array:
        (x, y), cos, sin = points.T, math.cos(angle), math.sin(angle)
        return np.column_stack([x * cos - y * sin, x * sin + y * cos])

    def reach(picture: Array) -> float:
        width, height = picture.max(axis=0) - picture.min(axis=0)
        return round(float(max(width / WIDTH, height / HEIGHT)), 6)

    return min((turned(math.pi * step / TURNS) for step in range(TURNS)), key=reach)


def _squeeze(points: Array) -> Array:
    """Shrink a picture that is larger than the canvas shows at a scale of 0.75; beyond 120 nodes it may be larger."""
    limit = np.array([WIDTH, HEIGHT]) / 0.75 * max(1.0, math.sqrt(len(points) / 120))
    reach = points.max(axis=0) - points.min(axis=0)
    squeezed: Array = points * np.minimum(1.0, limit / np.maximum(reach, 1.0))
    return squeezed


def _spread(points: Array, boxes: Array) -> Array:
    """Push overlapping nodes apart along the shorter way, and grow the whole picture where that is not enough."""
    while True:
        for _ in range(PUSHES):
            one, other = _near(points, boxes)
            room = (boxes[one] + boxes[other]) / 2
            before = points
            for _ in range(8):
                points = _push(points, one, other, room)
            if np.array_equal(before, points):
                return points
        points = points * 1.08


def _near(points: Array, boxes: Array) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Find the pairs of nodes that overlap or soon may."""
    close = np.ones((len(points), len(points)), dtype=bool)
    for place, size in zip(points.T, boxes.T, strict=True):
        close &= np.abs(place[:, None] - place[None, :]) < (size[:, None] + size[None, :]) * 0.75
    one, other = np.triu(close, 1).nonzero()
    return one, other


def _push(points: Array, one: NDArray[np.intp], other: NDArray[np.intp], room: Array) -> Array:
    step: Array = points[one] - points[other]
    overlap: Array = room - np.abs(step)
    hit: NDArray[np.bool_] = np.all(overlap > 0.01, axis=1)
    across: NDArray[np.bool_] = overlap[:, 0] <= overlap[:, 1]
    amount = np.where(np.stack([across, ~across], axis=1) & hit[:, None], overlap, 0.0)
    push = np.where(step < 0, -1.0, 1.0) * amount * 0.5
    moved = points.copy()
    np.add.at(moved, one, push)
    np.add.at(moved, other, -push)
    return moved


def _shelves(placed: Sequence[Array], boxes: Sequence[Array]) -> list[Array]:
    """Set the parts side by side: the largest first, the others in rows beneath it."""
    done: list[Array] = []
    left, top, row, width = 0.0, 0.0, 0.0, 0.0
    for points, box in zip(placed, boxes, strict=True):
        low, high = (points - box / 2).min(axis=0), (points + box / 2).max(axis=0)
        w, h = high - low
        if done and left + w > max(width, WIDTH):
            left, top, row = 0.0, top + row + 20, 0.0
        done.append(points - low + np.array([left, top]))
        left, row, width = left + w + 20, max(row, h), max(width, left + w)
    return done
