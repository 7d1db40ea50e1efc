"""Windows of time: which ties were in force at some time between two days.

A partial date is all days it can mean. What has no end goes on, except a moment (an event, a founding), which is over
with its day; what has no start had begun before. What has no date at all may have been in force on any day: it counts,
unless only what is dated is asked for.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeAlias

from partnergraph.errors import DateError
from partnergraph.values import span

Dates: TypeAlias = tuple[str, str]
"""Since and until when, as told; "" is not told."""


@dataclass(frozen=True, slots=True)
class Window:
    """The days from ``first`` to ``last``, both within; None is open. ``dated`` leaves out what has no date.

    >>> Window(dt.date(2016, 1, 1), dt.date(2016, 12, 31)).holds("2014", "2016-05")
    True
    """

    first: dt.date | None = None
    last: dt.date | None = None
    dated: bool = False

    def holds(self, start: str, end: str, *, moment: bool = False) -> bool:
        """Say whether what has these dates, as they are told, can have been in force within the window.

        >>> year = Window(dt.date(2016, 1, 1), dt.date(2016, 12, 31))
        >>> year.holds("2014", ""), year.holds("2014", "", moment=True), year.holds("", "")
        (True, False, True)
        """
        first, last = days(start, end, moment=moment)
        if first is None and last is None:
            return not self.dated
        began = first is None or self.last is None or first <= self.last
        return began and (last is None or self.first is None or last >= self.first)


def between(start: str | dt.date | None, end: str | dt.date | None, *, dated: bool = False) -> Window | None:
    """Give the window that a user means, None for all time; ``DateError`` where it ends before it begins.

    A year or month begins with its first day and ends with its last.

    >>> between("2016", "2016-02")
    Window(first=datetime.date(2016, 1, 1), last=datetime.date(2016, 2, 29), dated=False)
    """
    if start is None and end is None and not dated:
        return None
    first = span.parse(start).first if isinstance(start, str) else start
    last = span.day(end) if end is not None else None
    if first is not None and last is not None and last < first:
        raise DateError(f"the time from {start} to {end} ends before it begins")
    return Window(first, last, dated)


@lru_cache(10_000)
def days(start: str, end: str, *, moment: bool = False) -> tuple[dt.date | None, dt.date | None]:
    """Give the first and the last day on which what has these dates can have been in force; None is open.

    >>> days("2017-09", "")
    (datetime.date(2017, 9, 1), None)
    """
    began = span.of(start)
    ended = span.of(end) or (began if moment else None)
    return began.first if began else None, ended.last if ended else None


def common(one: Dates, other: Dates) -> Dates | None:
    """Give since and until when two times can have gone on together; None where one was surely over before.

    >>> common(("2010", "2012"), ("2011-05", "")), common(("2010", "2012"), ("2013", ""))
    (('2011-05', '2012'), None)
    """
    start, end = max(one, other, key=_came)[0], min(one, other, key=_gone)[1]
    return (start, end) if _came((start, "")) <= _gone(("", end)) else None


def whole(times: Iterable[Dates]) -> Dates:
    """Give the first start that is known of some times, and the last end: none where one goes on.

    >>> whole([("", "2012"), ("2010", "2012"), ("2016", "")])
    ('2010', '')
    """
    known = list(times) or [("", "")]
    starts = [each for each in known if each[0]] or known
    return min(starts, key=_came)[0], max(known, key=_gone)[1]


def intervals(times: Iterable[Dates]) -> str:
    """Give times as text, in intervals of days (ISO 8601-2), open where nothing is told; nothing for none.

    >>> intervals([("2010", "2012-02"), ("2016", "")])
    '2010-01-01/2012-02-29 2016-01-01/..'
    """
    found = (days(start, end) for start, end in times)
    return " ".join("/".join(day.isoformat() if day else ".." for day in each) for each in found)


def times(intervals: str) -> tuple[Dates, ...]:
    """Give the times of a text of intervals, as days.

    >>> times("2010-01-01/2012-02-29 2016-01-01/..")
    (('2010-01-01', '2012-02-29'), ('2016-01-01', ''))
    """
    ends = (each.replace("..", "").partition("/") for each in intervals.split())
    return tuple((start, end) for start, _, end in ends)


def _came(dates: Dates) -> dt.date:
    return days(dates[0], "")[0] or dt.date.min


def _gone(dates: Dates) -> dt.date:
    return days("", dates[1])[1] or dt.date.max
