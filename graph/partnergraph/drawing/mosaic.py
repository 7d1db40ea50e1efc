"""Mosaics: the unconnected parts of a picture set close around the largest of them, so that all fill a canvas.

Each part is a rectangle, the largest what lies within its outline. Places are sought on a grid, those nearest to the
middle first; parts of about the same size are set at one go. 500 pairs take some 0.02 s, 1,000 lone nodes 0.05 s.
"""

import math
from collections.abc import Sequence
from itertools import groupby
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Array: TypeAlias = NDArray[np.float64]
Mask: TypeAlias = NDArray[np.bool_]

GAP = 20.0  # px between two parts
CELLS = 220  # of the grid, along its longer side
LEAST = 4.0  # px of a cell
STEP = 1.25  # between two sizes that count as different


def laid(parts: Sequence[Array], boxes: Sequence[Array], canvas: tuple[float, float] | None = None) -> list[Array]:
    """Set parts around the first, within the shape of a canvas, or round where there is none.

    ``parts`` are the places of the nodes of each part, ``boxes`` the width and height that each node takes.

    >>> point, box = np.zeros((1, 2)), np.full((1, 2), 8.0)
    >>> [places.round().tolist() for places in laid([point, point], [box, box], (880, 680))]
    [[[0.0, 0.0]], [[28.0, 0.0]]]
    """
    if not parts:
        return []
    corners = [np.concatenate([part - box / 2, part + box / 2]) for part, box in zip(parts, boxes, strict=True)]
    sizes = np.array([np.ptp(each, axis=0) for each in corners]) + GAP
    grid = _Grid(sizes, canvas)
    grid.take(_hull(_corners(parts[0], boxes[0]) - _middle(corners[0])))
    middles = [np.zeros(2)] * len(parts)
    count = np.ceil(np.log(sizes / grid.cell) / math.log(STEP)).astype(int)  # of steps to its size
    order = sorted(range(1, len(parts)), key=lambda place: (-int(count[place].sum()), tuple(count[place]), place))
    for steps, same in groupby(order, key=lambda place: tuple(count[place])):
        members = list(same)
        for place, found in zip(members, grid.places(np.ceil(STEP ** np.array(steps)), len(members)), strict=True):
            middles[place] = found
    return [part - _middle(each) + found for part, each, found in zip(parts, corners, middles, strict=True)]


class _Grid:
    """What is taken of a picture, in cells."""

    def __init__(self, sizes: Array, canvas: tuple[float, float] | None) -> None:
        self.canvas = np.array(canvas or (1.0, 1.0))
        self.round = canvas is None
        area = float(np.prod(sizes, axis=1).sum()) * 2 * STEP**2
        side = np.sqrt(area * self.canvas / self.canvas[::-1]) + 2 * sizes.max(axis=0)
        self.cell = max(LEAST, float(side.max()) / CELLS)
        self.shape = np.ceil(side / self.cell).astype(int)
        self.taken: Mask = np.zeros(self.shape, dtype=bool)

    def take(self, outline: Array) -> None:
        """Take what lies within an outline, with a gap around it; the corners go round it against the clock."""
        across, down = np.meshgrid(*(self._centres(axis, 1) for axis in (0, 1)), indexing="ij")
        inside = np.ones(self.shape, dtype=bool)
        for one, other in zip(outline, np.roll(outline, -1, axis=0), strict=True):
            along = other - one
            away = (along[0] * (down - one[1]) - along[1] * (across - one[0])) / max(float(np.hypot(*along)), 1e-9)
            inside &= away > -GAP / 2
        self.taken |= inside

    def places(self, size: Array, count: int) -> list[Array]:
        """Take so many free rectangles of so many cells, and give their middles."""
        wide, high = (int(cells) for cells in size)
        free = self._free(wide, high)
        across, down = np.meshgrid(self._centres(0, wide), self._centres(1, high), indexing="ij")
        far = np.abs(across) + wide * self.cell / 2, np.abs(down) + high * self.cell / 2
        cost = np.round(self._cost(*far), 6) - 1e-9 * (across + down)  # of equals that on the right, then below
        found: list[Array] = []
        for place in np.argsort(np.where(free, cost, np.inf), axis=None, kind="stable"):
            column, row = divmod(int(place), free.shape[1])
            if len(found) == count:
                break
            if free[column, row]:
                free[max(0, column - wide + 1) : column + wide, max(0, row - high + 1) : row + high] = False
                self.taken[column : column + wide, row : row + high] = True
                found.append(np.array([across[column, row], down[column, row]]))
        return found if len(found) == count else found + self._grown().places(size, count - len(found))

    def _grown(self) -> "_Grid":
        """Let the grid grow by half on each side."""
        edge = self.shape // 2 + 1
        self.taken = np.pad(self.taken, [(int(side), int(side)) for side in edge])
        self.shape = np.array(self.taken.shape)
        return self

    def _centres(self, axis: int, cells: int) -> Array:
        """Give the middles of all rows of so many cells along one axis; the middle of the grid is 0."""
        count = int(self.shape[axis]) - cells + 1
        centres: Array = (np.arange(max(count, 0)) + (cells - self.shape[axis]) / 2) * self.cell
        return centres

    def _free(self, wide: int, high: int) -> Mask:
        """Say for each rectangle of this size whether nothing in it is taken, by a table of sums."""
        sums = np.zeros(self.shape + 1, dtype=np.int64)
        sums[1:, 1:] = self.taken.cumsum(axis=0).cumsum(axis=1)
        free: Mask = (sums[wide:, high:] - sums[:-wide, high:] - sums[wide:, :-high] + sums[:-wide, :-high]) == 0
        return free

    def _cost(self, across: Array, down: Array) -> Array:
        """Say how much a rectangle with these far edges makes the picture grow; of equals the nearest is best."""
        near = np.hypot(across, down)
        if self.round:
            return near
        cost: Array = np.maximum(across / self.canvas[0], down / self.canvas[1]) + 1e-3 * near / self.canvas.sum()
        return cost


def _middle(corners: Array) -> Array:
    middle: Array = (corners.min(axis=0) + corners.max(axis=0)) / 2
    return middle


def _corners(points: Array, boxes: Array) -> Array:
    """Give the four corners of each box."""
    half = boxes / 2
    return np.concatenate([points + half * np.array(way) for way in ((-1, -1), (1, -1), (1, 1), (-1, 1))])


def _hull(points: Array) -> Array:
    """Give the corners of the convex hull, against the clock (Andrew's monotone chain)."""
    ordered = sorted(set(map(tuple, points.tolist())))
    return np.array([*_half(ordered), *_half(ordered[::-1])])


def _half(points: Sequence[tuple[float, ...]]) -> list[tuple[float, ...]]:
    chain: list[tuple[float, ...]] = []
    for point in points:
        while len(chain) > 1 and _turn(chain[-2], chain[-1], point) <= 0:
            chain.pop()
        chain.append(point)
    return chain[:-1]


def _turn(one: tuple[float, ...], two: tuple[float, ...], three: tuple[float, ...]) -> float:
    return (two[0] - one[0]) * (three[1] - one[1]) - (two[1] - one[1]) * (three[0] - one[0])
