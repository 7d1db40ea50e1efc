"""Windows of time."""

import datetime as dt

import pytest

from partnergraph.errors import DateError
from partnergraph.values import window

YEAR = window.Window(dt.date(2016, 1, 1), dt.date(2016, 12, 31))
HELD = [  # start, end, a moment, in force in 2016
    ("2016-05", "2016-06", False, True),
    ("2014", "", False, True),
    ("2014", "", True, False),
    ("2016", "", True, True),
    ("2017", "", False, False),
    ("", "2015", False, False),
    ("", "2016", False, True),
    ("2015", "2016-01-01", False, True),
    ("2016-12-31", "2018", False, True),
    ("2017-01-01", "2018", False, False),
    ("", "", False, True),
    ("soon", "later", False, True),
]


@pytest.mark.parametrize(("start", "end", "moment", "held"), HELD)
def test_what_is_in_force_within_a_year(start: str, end: str, moment: bool, held: bool) -> None:
    """What has no end goes on unless it is a moment, and a partial date is every day that it can mean."""
    assert YEAR.holds(start, end, moment=moment) == held


def test_only_what_is_dated() -> None:
    """Asked for dates, what has none is left out, and what has one of two is kept."""
    dated = window.between(None, None, dated=True)
    assert dated is not None
    assert [dated.holds(*each) for each in (("", ""), ("1900", ""), ("", "2100"))] == [False, True, True]


def test_an_open_window_has_one_end() -> None:
    """From a year on, or until a year, the other side is open."""
    since, until = window.between("2016", None), window.between(None, "2016")
    assert since is not None
    assert until is not None
    assert (since.holds("2040", ""), since.holds("", "2015")) == (True, False)
    assert (until.holds("2040", ""), until.holds("", "2015")) == (False, True)


def test_no_wish_is_no_window() -> None:
    """Without days there is nothing to ask."""
    assert window.between(None, None) is None


@pytest.mark.parametrize(
    ("start", "end", "complaint"),
    [("2016", "2015", "the time from 2016 to 2015 ends before it begins"), ("soon", None, "'soon' is no date")],
)
def test_what_is_no_time_is_told(start: str, end: str | None, complaint: str) -> None:
    """A window that ends before it begins, and a date that is none, are one clear line."""
    with pytest.raises(DateError, match=complaint):
        window.between(start, end)
