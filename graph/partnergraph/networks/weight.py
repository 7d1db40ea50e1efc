"""Weights: how much a tie counts - read as a number that can be reckoned with, rounded, and in words.

A weight is 0, which is no tie, or lies between 1e-100 and 1e100: over all the ties that a network may have the sums of
such weights, the squares of these sums and what is divided by them are numbers of a float (up to 1.8e308).
"""

import math
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from partnergraph.errors import FormatError

Real: TypeAlias = NDArray[np.float64]

LEAST, MOST = 1e-100, 1e100
"""Between which a weight lies that is not 0."""

_DIGITS = 14  # of a sum in which all are sure
_PLAIN = 0.005, 1e15  # between which two decimals tell enough


def read(told: object, where: str, name: str = "weight") -> float:
    """Give a weight from what is told of it; ``FormatError`` says where it is none, or cannot be reckoned with.

    >>> read("2.5", "a.csv:2"), read(0, "a.csv:3")
    (2.5, 0.0)
    >>> read("1e308", "a.csv:2")
    Traceback (most recent call last):
    partnergraph.errors.FormatError: a.csv:2: a weight of 1e308 is too large to reckon with; give all weights ...
    """
    shown = told[:40] if isinstance(told, str) else told
    try:
        weight = float(told)  # type: ignore[arg-type]
    except (TypeError, ValueError, OverflowError):
        weight = math.nan
    if not math.isfinite(weight) or weight < 0:
        raise FormatError(f"{where}: a {name} must be a number, 0 or more, and not {shown!r}")
    lost = not weight and isinstance(told, str) and any(sign in "123456789" for sign in told.lower().partition("e")[0])
    if lost or weight > MOST or 0 < weight < LEAST:
        size = "large" if weight > MOST else "small"
        raise FormatError(
            f"{where}: a {name} of {shown} is too {size} to reckon with; "
            f"give all {name}s in a unit in which each is 0, or from {LEAST:g} to 1e100"
        )
    return weight + 0.0


def rounded(number: float, places: int) -> float:
    """Give a weight with so many decimals, so that equal sums are equal.

    A small one has two thirds as many digits, and is not 0 by that; a large one has no more than 14 digits.

    >>> rounded(1 / 3, 6), rounded(2e-20 / 3, 6), rounded(0.3e99 + 0.6e99, 6)
    (0.333333, 6.667e-21, 9e+98)
    """
    if not number:
        return 0.0
    first = math.floor(math.log10(abs(number)))
    return round(number, min(max(places, 2 * places // 3 - 1 - first), _DIGITS - 1 - first))


def all_rounded(numbers: Real, places: int) -> Real:
    """Give weights rounded in the same way.

    >>> all_rounded(np.array([1 / 3, 2e-20 / 3]), 6).tolist()
    [0.333333, 6.667e-21]
    """
    found = np.round(numbers, places)
    far = (numbers >= 10.0 ** (_DIGITS - places)) | ((numbers > 0) & (numbers < 10.0 ** (2 * places // 3 - places)))
    found[far] = [rounded(each, places) for each in numbers[far].tolist()]
    return found


def worded(number: float) -> str:
    """Give a weight as a sentence tells it.

    >>> worded(1234.5), worded(0.0), worded(2e-20), worded(1e100)
    ('1,234.50', '0.00', '2e-20', '1e+100')
    """
    least, most = _PLAIN
    return f"{number:,.2f}" if not number or least <= number < most else f"{number:.3g}"
