"""The symbol of a type of entity: an outline with a part cut out of it, as SVG path data.

Outlines run clockwise and what is cut out runs the other way, so that it is a hole by the rule of SVG and of a canvas.
"""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from partnergraph.view import asset


@cache
def path(shape: str, mark: str = "") -> str:
    """Give the path of a shape of ``theme.json`` with one of its marks cut out.

    >>> path("square"), path("square", "bar")
    ('M-0.9 -0.9H0.9V0.9H-0.9Z', 'M-0.9 -0.9H0.9V0.9H-0.9ZM-0.6 -0.18V0.18H0.6V-0.18Z')
    """
    theme = asset.record("theme.json")
    outline: Mapping[str, Any] = theme["shapes"][shape]
    down, scale = outline.get("inner", (0.0, 1.0))
    return str(outline["path"]) + "".join(_hole(piece, down, scale) for piece in theme["marks"].get(mark, ()))


def _hole(piece: Sequence[float], down: float, scale: float) -> str:
    """Cut out a round (x, y, radius), a box (x, y, half its width, half its height) or a shape of more corners."""
    if len(piece) == 3:
        x, y, r = (scale * value for value in piece)
        left, right, top = (_said(value) for value in (x - r, x + r, y + down))
        half = f"A{_said(r)} {_said(r)} 0 1 0"
        return f"M{left} {top}{half} {right} {top}{half} {left} {top}Z"
    if len(piece) == 4:
        x, y, wide, high = (scale * value for value in piece)
        left, right, top, low = (_said(value) for value in (x - wide, x + wide, y - high + down, y + high + down))
        return f"M{left} {top}V{low}H{right}V{top}Z"
    corners = zip(piece[::2], piece[1::2], strict=True)
    return "M" + "L".join(f"{_said(scale * x)} {_said(scale * y + down)}" for x, y in corners) + "Z"


def _said(value: float) -> str:
    return f"{round(value, 3) + 0.0:g}"
