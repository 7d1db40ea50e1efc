"""Durations: so many days, weeks, months or years, as people of an office say them (``180d``, ``2w``, ``6m``, ``1y``).

A month is a calendar month: six months after 31 August are the last day of February.
"""

import datetime as dt
import re
from calendar import monthrange
from dataclasses import dataclass

from partnergraph.errors import DateError

_FORM = re.compile(r"(\d{1,5})\s*([dwmy])\Z", re.ASCII)
_MONTHS = {"m": 1, "y": 12}
_DAYS = {"d": 1, "w": 7}
_SHOWN = 40  # characters of a wrong duration that a complaint repeats


@dataclass(frozen=True, slots=True)
class Duration:
    """So many calendar months and days.

    >>> str(Duration(months=6)), str(Duration(days=180))
    ('6 months', '180 days')
    """

    months: int = 0
    days: int = 0

    def __str__(self) -> str:
        parts = ((self.months, "month"), (self.days, "day"))
        return " ".join(f"{n} {unit}{'' if n == 1 else 's'}" for n, unit in parts if n) or "0 days"

    def after(self, day: dt.date) -> dt.date:
        """Give the day that lies so long after another; the last day of the calendar where it would lie behind it.

        >>> Duration(months=6).after(dt.date(2023, 8, 31))
        datetime.date(2024, 2, 29)
        """
        try:
            return _months_after(day, self.months) + dt.timedelta(days=self.days)
        except (ValueError, OverflowError):
            return dt.date.max


def parse(text: str) -> Duration:
    """Give the duration that a text means; ``DateError`` says how one is written.

    >>> parse("2w"), parse("1Y")
    (Duration(months=0, days=14), Duration(months=12, days=0))
    """
    match = _FORM.match(text.strip().lower())
    if not match:
        raise DateError(f"{text[:_SHOWN]!r} is no duration; write days, weeks, months or years: 180d, 2w, 6m, 1y")
    number, unit = int(match[1]), match[2]
    return Duration(months=number * _MONTHS.get(unit, 0), days=number * _DAYS.get(unit, 0))


def _months_after(day: dt.date, months: int) -> dt.date:
    years, month = divmod(day.month - 1 + months, 12)
    last = monthrange(day.year + years, month + 1)[1]
    return dt.date(day.year + years, month + 1, min(day.day, last))
