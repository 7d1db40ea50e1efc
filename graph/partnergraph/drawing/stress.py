"""Stress: places whose distances follow distances in a network, pushed apart until nothing overlaps.

Stress majorization after Gansner, Koren and North 2004 (doi:10.1007/978-3-540-31843-9_25). All distances are held in a
square, so this is for some hundred nodes (100: 0.02 s, 300: 0.3 s); ``partnergraph.drawing.disc`` puts larger networks
together from such pieces. Nothing is random but the first places, which are the same for the same number of nodes.
"""

import math
import random
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Array: TypeAlias = NDArray[np.float64]

SEED = 20140301
WIDTH, HEIGHT = 880, 680
"""The canvas of a usual desktop window, in px."""

TURNS = 24  # directions that are tried for the picture
PUSHES = 30  # rounds of pushing apart before the picture grows
ROUNDS = 120  # steps of the placing


def majorized(distance: Array, starts: int) -> Array:
    """Give each node its place, the best of so many starts; ``distance`` is square, finite and in px.

    >>> points = majorized(np.array([[0.0, 100.0], [100.0, 0.0]]), 1)
    >>> round(float(np.hypot(*(points[0] - points[1]))))
    100
    """
    if len(distance) == 1:
        return np.zeros((1, 2))
    chance, reach = random.Random(SEED), float(distance.mean())  # noqa: S311 (a picture, no secret)
    found = [_majorize(distance, _start(len(distance), chance, reach)) for _ in range(starts)]
    return min(found, key=lambda points: _stress(distance, points))


def shortest(length: Array) -> Array:
    """Give the shortest way between every two nodes (Floyd and Warshall); ``length`` is infinite where no tie is.

    What no way leads to is half as far again as the farthest.

    >>> shortest(np.array([[0.0, 1.0, np.inf], [1.0, 0.0, 1.0], [np.inf, 1.0, 0.0]])).tolist()[0]
    [0.0, 1.0, 2.0]
    """
    way = length.copy()
    np.fill_diagonal(way, 0.0)
    for between in range(len(way)):
        np.minimum(way, way[:, between, None] + way[None, between, :], out=way)
    known = way[np.isfinite(way)]
    return np.where(np.isfinite(way), way, 1.5 * max(float(known.max()), 1.0))


def _start(count: int, chance: random.Random, reach: float) -> Array:
    return np.array([(chance.uniform(-1, 1), chance.uniform(-1, 1)) for _ in range(count)]) * reach


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


def turned(points: Array, width: float, height: float) -> Array:
    """Turn a picture so that its outline fits a canvas of some width and height best.

    >>> points = turned(np.array([[0.0, 0.0], [0.0, 10.0], [2.0, 5.0]]), 20, 10)
    >>> bool(np.ptp(points[:, 0]) > np.ptp(points[:, 1]))
    True
    """

    def at(angle: float) -> Array:
        (x, y), cos, sin = points.T, math.cos(angle), math.sin(angle)
        return np.column_stack([x * cos - y * sin, x * sin + y * cos])

    def reach(picture: Array) -> float:
        across, down = picture.max(axis=0) - picture.min(axis=0)
        return round(float(max(across / width, down / height)), 6)

    return min((at(math.pi * step / TURNS) for step in range(TURNS)), key=reach)


def spread(points: Array, boxes: Array) -> Array:
    """Push overlapping boxes apart along the shorter way, and grow the whole picture where that is not enough.

    >>> points = spread(np.array([[0.0, 0.0], [3.0, 1.0]]), np.array([[10.0, 10.0], [10.0, 10.0]]))
    >>> bool((np.abs(points[0] - points[1]) >= 9.9).any())
    True
    """
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
