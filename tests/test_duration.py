"""So many days, weeks, months, years."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnergraph.errors import DateError
from partnergraph.values import duration
from partnergraph.values.duration import Duration


@pytest.mark.parametrize(
    ("text", "months", "days"),
    [("180d", 0, 180), ("2w", 0, 14), ("6m", 6, 0), ("1y", 12, 0), (" 3 M ", 3, 0), ("0d", 0, 0)],
)
def test_days_weeks_months_and_years(text: str, months: int, days: int) -> None:
    """A number and a letter make a duration, with or without blanks and capitals."""
    assert duration.parse(text) == Duration(months=months, days=days)


@pytest.mark.parametrize("text", ["", "d", "180", "-3d", "1.5y", "6mo", "P6M", "999999d", "٣d", "1d2w"])
def test_what_is_no_duration_is_told(text: str) -> None:
    """The complaint repeats it and gives examples."""
    with pytest.raises(DateError, match="180d, 2w, 6m, 1y"):
        duration.parse(text)


@given(st.dates(), st.integers(0, 99999), st.integers(0, 99999))
def test_later_is_not_earlier(day: dt.date, months: int, days: int) -> None:
    """However long a duration, its end is a day of the calendar and not before its start."""
    assert day <= Duration(months=months, days=days).after(day) <= dt.date.max


@given(st.dates(max_value=dt.date(9000, 1, 1)), st.integers(0, 600))
def test_months_keep_the_day_where_they_can(day: dt.date, months: int) -> None:
    """So many months later it is the same day of the month, or the last day of a shorter one."""
    end = Duration(months=months).after(day)
    assert (end.year - day.year) * 12 + end.month - day.month == months
    assert end.day == day.day or (end.day < day.day and (end + dt.timedelta(days=1)).day == 1)


def test_a_duration_is_told_in_words() -> None:
    """One is singular."""
    assert [str(Duration(months=1, days=2)), str(Duration(days=1)), str(Duration())] == [
        "1 month 2 days",
        "1 day",
        "0 days",
    ]
