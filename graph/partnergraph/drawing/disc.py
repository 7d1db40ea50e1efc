"""Discs: networks too large for one square of distances, put together from groups that are each a disc.

Group first: communities are found, each is laid out by itself and becomes a disc, the discs are laid out as a network
of their own, and each is turned towards what it is tied to. Both halves do the same again with what is still too large.
What falls into no groups lies in a spiral around its hub (Vogel 1979, doi:10.1016/0025-5564(79)90080-4).

3,000 nodes take some 0.7 s, 50,000 some 3 s. All depends on the order of the nodes alone.
"""

import math

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array, triu
from scipy.sparse.csgraph import connected_components

from partnergraph.analysis import community
from partnergraph.analysis.adjacency import Ties
from partnergraph.analysis.community import Labels
from partnergraph.drawing import mosaic, stress
from partnergraph.drawing.stress import Array

PIECE, WHOLE = 90, 400
"""Nodes, and groups as nodes, that are laid out by their distances; beyond, groups of them are."""

FINE = 4_000
"""Nodes of a network up to which the inside of a group follows distances too."""

SMALL, MANY = 3, 10
"""Nodes of a part that is more than a small one, and small parts from which on they can be gathered in one disc."""

FEW = 1_500
"""Points of which all pairs are looked at."""

CANVAS = (stress.WIDTH, stress.HEIGHT)
GAP = 0.15  # room between two discs, as a share of the smaller
BREADTH = 0.8  # of a group, as a share of its length
FILLED = 0.5  # share of a group's disc that the discs in it fill, before they are pushed apart
STEPS = 40  # rounds of drawing a group together
GOLDEN = math.pi * (3 - math.sqrt(5))
SPARSE = 1.25  # how far apart the turns of a spiral are, in radii; two neighbours are 1.68 times that apart or more


def packed(ties: Ties, radius: Array, *, gathered: bool = False) -> Array:
    """Give each node of a network its place, in the unit of ``radius``; no two discs of these radii overlap.

    ``gathered`` sets nodes and pairs that nothing ties to others into one disc, where there are ten or more.

    >>> places = packed(Ties(3, np.array([0, 1]), np.array([1, 2]), np.ones(2)), np.array([8.0, 8.0, 20.0]))
    >>> bool(np.hypot(*(places[1] - places[2])) >= 28)
    True
    """
    return _parts(_square(ties), radius, piece=_piece_size(ties.count), canvas=CANVAS, gathered=gathered)


def islands(ties: Ties, radius: Array, label: Labels, edge: float) -> Array:
    """Give each node its place where groups are given: each group is a disc, with ``edge`` around it; none overlap.

    >>> ties = Ties(3, np.array([0]), np.array([1]), np.ones(1))
    >>> places = islands(ties, np.full(3, 8.0), np.array([0, 0, 1]), 40.0)
    >>> bool(np.hypot(*(places[2] - places[1])) >= 96)
    True
    """
    return _nested(_square(ties), radius, label, piece=_piece_size(ties.count), edge=edge)


def grouped(ties: Ties, *, gathered: bool = False) -> Labels:
    """Give each node the number of the disc that ``packed`` lays it in; 0 is the largest, and none are none.

    >>> grouped(Ties(3, np.array([0]), np.array([1]), np.ones(1))).tolist()
    [0, 0, 1]
    """
    if not ties.count:
        return np.zeros(0, dtype=np.int64)
    square = _square(ties)
    count, part = connected_components(square, directed=False)
    label, found = np.zeros(ties.count, dtype=np.int64), 0
    for members in _split(part, gathered=gathered)[0]:
        if len(members) > _piece_size(ties.count):
            label[members] = community.found(_pairs(square if count == 1 else _within(square, members)), large=True)
        label[members] += found
        found = int(label[members].max()) + 1
    small = _split(part, gathered=gathered)[1]
    label[small] = found
    return community.ranked(label)


def _split(part: NDArray[np.int32], *, gathered: bool) -> tuple[list[Labels], Labels]:
    """Give the nodes of each part, the largest first, and those of all parts that are gathered."""
    size = np.bincount(part)
    small = size < SMALL
    kept = ~small if gathered and small.sum() >= MANY and not small.all() else np.ones(len(size), dtype=bool)
    order = np.argsort(part, kind="stable")
    pieces = np.split(order, np.cumsum(size)[:-1])
    parts = [pieces[number] for number in np.flatnonzero(kept)]
    parts.sort(key=lambda piece: (-len(piece), int(piece[0])))
    rest = [pieces[number] for number in np.flatnonzero(~kept)]
    return parts, np.concatenate(rest) if rest else order[:0]


def _piece_size(count: int) -> int:
    return PIECE if count <= FINE else 2


def _square(ties: Ties) -> csr_array:
    one, other = np.concatenate([ties.one, ties.other]), np.concatenate([ties.other, ties.one])
    return csr_array((np.tile(ties.weight, 2), (one, other)), shape=(ties.count, ties.count))


def _parts(
    ties: csr_array, radius: Array, *, piece: int, canvas: tuple[float, float] | None = None, gathered: bool = False
) -> Array:
    """Lay out each connected part by itself, and set them around the largest; round where there is no canvas."""
    count, label = connected_components(ties, directed=False)
    if count == 1:
        return _turned(_grouped(ties, radius, piece=piece), canvas)
    members, small = _split(label, gathered=gathered)
    placed = [_part(ties, radius, part, piece=piece) for part in members]
    placed[0] = _turned(placed[0], canvas)
    if len(small):
        members.append(small)
        placed.append(_strewn(label[small], radius[small]))
    boxes = [np.repeat(2 * radius[part][:, None], 2, axis=1) for part in members]
    points = np.zeros((len(radius), 2))
    for part, shifted in zip(members, mosaic.laid(placed, boxes, canvas), strict=True):
        points[part] = shifted
    return np.round(points, 3)


def _strewn(part: NDArray[np.int32], radius: Array) -> Array:
    """Set small parts around one another: the two of a pair side by side, pairs in the middle, single nodes around."""
    _, first, number, size = np.unique(part, return_index=True, return_inverse=True, return_counts=True)
    reach = np.bincount(number, radius) + (size - 1) * 2.0
    centres, inner = np.zeros((len(reach), 2)), 0.0
    for count in (2, 1):
        own = np.flatnonzero(size == count)
        own = own[np.lexsort((first[own], -reach[own]))]
        if len(own):
            centres[own] = _around(reach[own], inner) if inner else _wound(reach[own])
            inner = float((np.hypot(*centres[own].T) + reach[own]).max())
    is_first = np.isin(np.arange(len(part)), first)
    beside = np.where(is_first, -1.0, 1.0) * (reach[number] - radius)
    points: Array = centres[number] + np.column_stack([beside, np.zeros(len(part))])
    return points


def _turned(points: Array, canvas: tuple[float, float] | None) -> Array:
    return stress.turned(points, *canvas) if canvas else points


def _part(ties: csr_array, radius: Array, part: NDArray[np.int64], *, piece: int) -> Array:
    if len(part) == 1:
        return np.zeros((1, 2))
    return _grouped(_within(ties, part), radius[part], piece=piece)


def _within(ties: csr_array, part: NDArray[np.int64]) -> csr_array:
    return csr_array(ties[part][:, part])


def _grouped(ties: csr_array, radius: Array, *, piece: int) -> Array:
    """Lay out a connected network: by its distances while it is small, else its groups and then each of them."""
    if len(radius) <= piece:
        return _piece(ties, radius)
    label = community.found(_pairs(ties), large=True)
    count = int(label.max()) + 1
    if count == 1 or count == len(label):
        return _spiral(ties, radius)
    return _nested(ties, radius, label, piece=piece)


def _pairs(ties: csr_array) -> Ties:
    half = triu(ties, 1).tocoo()
    order = np.lexsort((half.col, half.row))
    one, other = (ends[order].astype(np.int64) for ends in (half.row, half.col))
    return Ties(ties.shape[0], one, other, half.data[order].astype(np.float64))


def _nested(ties: csr_array, radius: Array, label: Labels, *, piece: int, edge: float | None = None) -> Array:
    """Lay out each group as a disc, and the discs as a network; with an edge they are those that were asked for."""
    count = int(label.max()) + 1
    inner, reach = np.zeros((len(label), 2)), np.zeros(count)
    members = np.split(np.argsort(label, kind="stable"), np.cumsum(np.bincount(label))[:-1])
    for number, group in enumerate(members):
        placed = _inside(_within(ties, group), radius[group], piece=piece)
        inner[group] = placed
        reach[number] = float((np.hypot(*placed.T) + radius[group]).max())
    of_group = csr_array((np.ones(len(label)), (np.arange(len(label)), label)), shape=(len(label), count))
    found = (of_group.T @ ties @ of_group).tocoo()
    apart = found.row != found.col
    between = csr_array((found.data[apart], (found.row[apart], found.col[apart])), shape=found.shape)
    between.eliminate_zeros()
    room = reach * (1 + GAP / 2) if edge is None else reach + edge
    centres = _parts(between, room, piece=WHOLE, canvas=None if edge is None else CANVAS)
    return centres[label] + _facing(ties, inner, centres[label], label, count)


def _inside(ties: csr_array, radius: Array, *, piece: int) -> Array:
    """Lay out the members of a group around its middle; in a very large network in a spiral."""
    placed = _parts(ties, radius, piece=piece) if piece > 2 else _spiral(ties, radius)
    low, high = (placed - radius[:, None]).min(axis=0), (placed + radius[:, None]).max(axis=0)
    centred: Array = placed - (low + high) / 2
    return centred


def _facing(ties: csr_array, inner: Array, centres: Array, label: Labels, count: int) -> Array:
    """Turn each group so that its members lie on the side of what they are tied to."""
    wanted = ties @ centres - np.asarray(ties.sum(axis=1))[:, None] * centres
    place, pull = inner[:, 0] + 1j * inner[:, 1], wanted[:, 0] + 1j * wanted[:, 1]
    product = np.conj(place) * pull
    sums = np.bincount(label, product.real, count) + 1j * np.bincount(label, product.imag, count)
    size = np.abs(sums)
    turn = np.where(size > 1e-9, sums / np.maximum(size, 1e-9), 1.0)[label] * place
    return np.column_stack([turn.real, turn.imag])


def _piece(ties: csr_array, radius: Array) -> Array:
    """Lay out some nodes by their distances: what is tied nearly touches, and strong ties are shorter."""
    square = ties.toarray()
    touching = radius[:, None] + radius[None, :]
    room = np.minimum(radius[:, None], radius[None, :]) * GAP + 10 / np.sqrt(np.maximum(square, 1.0))
    length = np.where(square > 0, touching + room, np.inf)
    points = _round(stress.majorized(stress.shortest(length), 1))
    wide = math.sqrt(float((radius**2).sum()) / FILLED) / max(float(np.hypot(*points.T).max()), 1e-9)
    return _gathered(points * min(1.0, wide), radius + 1)


def _gathered(points: Array, radius: Array) -> Array:
    """Draw discs towards their middle, and push those that meet apart: the smaller one gives way more."""
    room, area = radius[:, None] + radius[None, :], radius**2
    share = area[None, :] / (area[:, None] + area[None, :])
    for step in range(STEPS):
        middle = (points * area[:, None]).sum(axis=0) / area.sum()
        points = points - (points - middle) * (0.06 * (1 - step / STEPS))
        for _ in range(3):
            points = points + _pushes(points, room, share)
    return np.round(points * _growth(points, radius), 3)


def _pushes(points: Array, room: Array, share: Array) -> Array:
    """Give how far each disc moves so that those that meet do so no more."""
    across, down = (values[:, None] - values[None, :] for values in points.T)
    apart = np.maximum(np.sqrt(across * across + down * down), 1e-6)
    amount = np.maximum(room - apart, 0.0) * share / apart  # of a disc from itself it is no matter: that is no way off
    moved = np.empty_like(points)
    moved[:, 0], moved[:, 1] = (amount * across).sum(axis=1), (amount * down).sum(axis=1)
    moved *= 0.5
    return moved


def _round(points: Array) -> Array:
    """Give points that lie in a strip more breadth, so that the disc around them is filled."""
    centred = points - points.mean(axis=0)
    turned, reach, axes = np.linalg.svd(centred, full_matrices=False)
    centred = (turned * np.maximum(reach, BREADTH * reach.max())) @ axes
    middled: Array = centred - (centred.max(axis=0) + centred.min(axis=0)) / 2
    return middled


def _spiral(ties: csr_array, radius: Array) -> Array:
    """Set nodes around the busiest, which lies in the middle."""
    if len(radius) == 1:
        return np.zeros((1, 2))
    degree = np.diff(ties.indptr)
    order = np.lexsort((np.arange(len(radius)), -degree))
    points = np.zeros((len(radius), 2))
    points[order] = _wound(radius[order])
    return points


def _wound(radius: Array) -> Array:
    """Set discs in a spiral around the first."""
    if len(radius) == 1:
        return np.zeros((1, 2))
    size = np.maximum.accumulate(radius[:0:-1])[::-1]  # none is larger than those before it
    area = np.cumsum(size**2) - size**2 / 2
    inmost = ((float(radius[0]) + float(size[0])) / SPARSE) ** 2
    away = SPARSE * np.sqrt(area - area[0] + inmost)
    turn = GOLDEN * np.arange(1, len(radius))
    points = np.zeros((len(radius), 2))
    points[1:] = np.column_stack([away * np.cos(turn), away * np.sin(turn)])
    return points * _growth(points, radius)


def _around(radius: Array, inner: float) -> Array:
    """Set discs in a spiral around one that lies in the middle."""
    return _wound(np.concatenate([[inner], radius]))[1:]


def _growth(points: Array, radius: Array) -> float:
    """Give by how much a picture has to grow so that no two discs overlap."""
    one, other = _near(points, 2 * float(radius.max()))
    apart = np.hypot(*(points[one] - points[other]).T)
    return float(np.max((radius[one] + radius[other]) / np.maximum(apart, 1e-9), initial=1.0))


def _near(points: Array, reach: float) -> tuple[Labels, Labels]:
    """Give the pairs of points that lie within reach of one another, and others where there are few."""
    if len(points) <= FEW:
        return np.triu_indices(len(points), 1)
    from scipy.spatial import cKDTree  # takes longer to import than a thousand points take in pairs

    one, other = cKDTree(points).query_pairs(reach, output_type="ndarray").T
    return one, other
