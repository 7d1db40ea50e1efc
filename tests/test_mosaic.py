"""Mosaics: parts of a picture close around the largest, none on another, in the shape of the canvas."""

import numpy as np
import pytest

from partnergraph.drawing import mosaic
from partnergraph.drawing.stress import Array


def parts(count: int, seed: int = 4) -> tuple[list[Array], list[Array]]:
    """Give a large part and others of some sizes, as places and boxes."""
    chance = np.random.default_rng(seed)
    placed = [
        chance.uniform(0, 600 if part == 0 else 90, (1 + (40 if part == 0 else part % 3), 2)) for part in range(count)
    ]
    return placed, [np.full(each.shape, 16.0) for each in placed]


def rectangles(placed: list[Array], boxes: list[Array]) -> Array:
    """Give the least and the greatest corner of each part."""
    return np.array(
        [[(each - box / 2).min(axis=0), (each + box / 2).max(axis=0)] for each, box in zip(placed, boxes, strict=True)]
    )


@pytest.mark.parametrize("canvas", [None, (880.0, 680.0)])
@pytest.mark.parametrize("count", [1, 2, 40, 400])
def test_parts_do_not_meet_and_stay_as_they_are(count: int, canvas: tuple[float, float] | None) -> None:
    """Each part is moved as a whole; the rectangles of all but the largest lie apart, and no node lies on another."""
    placed, boxes = parts(count)
    laid = mosaic.laid(placed, boxes, canvas)
    assert all(np.allclose(after - after[0], before - before[0]) for before, after in zip(placed, laid, strict=True))
    low, high = rectangles(laid, boxes)[1:].transpose(1, 0, 2) if count > 1 else (np.zeros((0, 2)), np.zeros((0, 2)))
    meets = ((low[:, None] < high[None, :]) & (low[None, :] < high[:, None])).all(axis=2)
    assert np.array_equal(meets, np.eye(count - 1, dtype=bool))
    points = np.concatenate(laid)
    apart = np.abs(points[:, None] - points[None, :]).max(axis=2)[np.triu_indices(len(points), 1)]
    within = [np.abs(each[:, None] - each[None, :]).max(axis=2)[np.triu_indices(len(each), 1)] for each in placed]
    assert (apart < 16).sum() == (np.concatenate(within) < 16).sum()


def test_many_equal_parts_fill_the_canvas() -> None:
    """Five hundred pairs take the shape of the canvas, and half of it is theirs."""
    pair, box = np.array([[0.0, 0.0], [60.0, 20.0]]), np.full((2, 2), 16.0)
    low, high = rectangles(mosaic.laid([pair] * 500, [box] * 500, (880, 680)), [box] * 500).transpose(1, 0, 2)
    wide, high = (high.max(axis=0) - low.min(axis=0)).tolist()
    assert 0.85 < (wide / high) / (880 / 680) < 1.15
    assert 0.5 * wide * high < 500 * (76 + mosaic.GAP) * (36 + mosaic.GAP)


def test_small_parts_lie_around_the_largest() -> None:
    """Without a canvas they lie on all sides of it."""
    laid = mosaic.laid(*parts(60), None)
    middle = laid[0].mean(axis=0)
    sides = {tuple(np.sign(each.mean(axis=0) - middle).tolist()) for each in laid[1:]}
    assert len(sides) == 4


def test_no_part_at_all() -> None:
    """Of nothing there is nothing to set."""
    assert mosaic.laid([], [], (880, 680)) == []
