"""Axes: where numbers lie on a scale, and which of them are written beside it."""

import math
from collections.abc import Sequence

_STEPS = (1, 2, 5)


def counts(most: float, marks: int = 5) -> list[float]:
    """Give round numbers from 0 to the first that is no less than ``most``, about as many as asked.

    >>> counts(87), counts(3), counts(0)
    ([0, 20, 40, 60, 80, 100], [0, 1, 2, 3], [0, 1])
    """
    if most <= 0:
        return [0, 1]
    rough = max(1.0, most / marks)
    unit = 10.0 ** math.floor(math.log10(rough))
    step = next(unit * each for each in (1, 2, 5, 10) if unit * each >= rough)
    return [round(step * place) for place in range(math.ceil(most / step) + 1)]


def years(told: Sequence[int], marks: int = 10) -> list[int]:
    """Give the years that are written below a scale, about as many as asked.

    >>> years(range(1998, 2031), 8)
    [2000, 2005, 2010, 2015, 2020, 2025, 2030]
    """
    step = next((size for size in (1, 2, 5, 10, 20, 25, 50, 100, 200, 500) if len(told) / size <= marks), 1000)
    return [year for year in told if year % step == 0] or [*told[:1]]


def powers(low: float, high: float) -> list[float]:
    """Give 1, 2 and 5 times the powers of ten from the last at or below ``low`` to the first at or above ``high``.

    >>> powers(1, 30), powers(0.03, 1)
    ([1.0, 2.0, 5.0, 10.0, 20.0, 50.0], [0.02, 0.05, 0.1, 0.2, 0.5, 1.0])
    """
    first, last = math.floor(math.log10(low)), math.ceil(math.log10(high))
    every = [float(f"{step}e{power}") for power in range(first, last + 1) for step in _STEPS]
    begin = max(each for each in every if each <= low * (1 + 1e-9))
    end = min((each for each in every if each >= high * (1 - 1e-9)), default=every[-1])
    return [each for each in every if begin <= each <= end]


def logarithmic(value: float, low: float, high: float) -> float:
    """Give where a value lies between two others on a logarithmic scale, 0 to 1.

    >>> logarithmic(10, 1, 100)
    0.5
    """
    return math.log(value / low) / math.log(high / low) if high > low else 0.5
