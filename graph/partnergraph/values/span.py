"""Spans: the days that a date can mean, where only a year, a month or a season is known.

The same reading as that of the rules that derive ``pg:earliestStart`` and ``pg:latestEnd`` in a graph, for rooms that
work on values: the Gregorian calendar, years 1 to 9999, time zones left aside.
"""

import datetime as dt
import re
from calendar import monthrange
from dataclasses import dataclass

from partnergraph.errors import DateError
from partnergraph.values import datatype

_TIME = r"T\d\d:\d\d(?::\d\d(?:\.\d+)?)?"
_KNOWN = re.compile(rf"(\d{{4}})(?:-(\d\d)(?:-(\d\d)(?:{_TIME})?)?)?(?:Z|[+-]\d\d:\d\d)?\Z", re.ASCII)
_GIVEN = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?\Z", re.ASCII)
_SEASONS = {21: (3, 1, 6, 21), 22: (6, 1, 9, 23), 23: (9, 1, 12, 22)}  # EDTF, first and last month and day
_WORDS = {21: "spring", 22: "summer", 23: "autumn", 24: "winter"}
_WINTER = 24  # may lie at either end of its year
_SHOWN = 40  # characters of a wrong date that a complaint repeats


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """The first and the last day that a date can mean.

    >>> Span(dt.date(2016, 2, 1), dt.date(2016, 2, 29)) == of("2016-02")
    True
    """

    first: dt.date
    last: dt.date


def of(text: str) -> Span | None:
    """Give the span of a date as a source tells it: a year, month, day, time or EDTF season; None if it is none.

    >>> of("2017-09+02:00")
    Span(first=datetime.date(2017, 9, 1), last=datetime.date(2017, 9, 30))
    >>> of("2017-23").last
    datetime.date(2017, 12, 22)
    >>> of("soon") is None
    True
    """
    match = _KNOWN.match(text)
    if not match:
        return None
    year, month, day = match.groups()
    try:
        return _season(int(year), int(month)) if month and month > "12" and not day else _days(year, month, day)
    except ValueError:
        return None


def is_reversed(start: str, end: str) -> bool:
    """Say whether an end lies before a start, whatever days the two can mean; what is no date lies nowhere.

    >>> is_reversed("2022", "2021-12"), is_reversed("2022-03", "2022"), is_reversed("", "2021")
    (True, False, False)
    """
    one, other = of(start), of(end)
    return bool(one and other and one.first > other.last)


def worded(text: str) -> str:
    """Give a date as people say it where it is a season of EDTF; any other text as it is.

    >>> worded("2017-23"), worded("2017-09")
    ('autumn 2017', '2017-09')
    """
    season = re.fullmatch(r"(\d{4})-(2[1-4])", text, re.ASCII)
    return f"{_WORDS[int(season[2])]} {season[1]}" if season else text


def parse(text: str) -> Span:
    """Give the span of a date that a user gives: YYYY, YYYY-MM or YYYY-MM-DD; ``DateError`` says what is wrong with it.

    >>> parse("2015").last
    datetime.date(2015, 12, 31)
    """
    match = _GIVEN.match(text.strip())
    shown = repr(text[:_SHOWN])
    if not match:
        raise DateError(f"{shown} is no date; write YYYY, YYYY-MM or YYYY-MM-DD, for example 2018-06-30")
    try:
        return _days(*match.groups())
    except ValueError as error:
        raise DateError(f"{shown} is no date of the calendar; write YYYY, YYYY-MM or YYYY-MM-DD") from error


def day(moment: str | dt.date) -> dt.date:
    """Give the day that a user means: the last one of a year or month; ``DateError`` if it is none.

    >>> day("2016-02"), day(dt.date(2016, 2, 1))
    (datetime.date(2016, 2, 29), datetime.date(2016, 2, 1))
    """
    if isinstance(moment, str):
        return parse(moment).last
    return moment.date() if isinstance(moment, dt.datetime) else moment


def whole(words: str) -> dt.date:
    """Give a day that is told in full; ``DateError`` if it is none, or only a year or month.

    >>> whole("2016-02-29")
    datetime.date(2016, 2, 29)
    """
    try:
        return datatype.day(words)
    except ValueError as error:
        raise DateError(f"{words[:_SHOWN]!r} is no day; write it as 2026-11-25") from error


def today() -> dt.date:
    """Give the day that it is here.

    >>> today() >= dt.date(2026, 1, 1)
    True
    """
    return dt.datetime.now().astimezone().date()


def _days(year: str, month: str | None, day: str | None) -> Span:
    first = dt.date(int(year), int(month or 1), int(day or 1))
    if day:
        return Span(first, first)
    last = first.replace(month=int(month or 12))
    return Span(first, last.replace(day=monthrange(last.year, last.month)[1]))


def _season(year: int, season: int) -> Span:
    """Give a season of the northern half of the earth, in the widest sense of calendar and weather."""
    if season == _WINTER:
        return Span(dt.date(year, 1, 1), dt.date(year + 1, 3, 20))
    if season not in _SEASONS:
        raise ValueError(f"{season} is no month and no season")
    from_month, from_day, to_month, to_day = _SEASONS[season]
    return Span(dt.date(year, from_month, from_day), dt.date(year, to_month, to_day))
