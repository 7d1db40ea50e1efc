"""Dates as they are known."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnergraph import date


@pytest.mark.parametrize(
    ("known", "read"), [("2017-21", "spring 2017"), ("2017-22", "summer 2017"), ("2017-24", "winter 2017")]
)
def test_a_season_is_told_by_its_name(known: str, read: str) -> None:
    """The codes of EDTF are not shown to readers."""
    assert date.words(known) == read


@given(st.dates())
def test_years_months_and_days_stay_as_they_are(day: object) -> None:
    """What needs no other words gets none."""
    text = str(day)
    assert [date.words(each) for each in (text, text[:7], text[:4])] == [text, text[:7], text[:4]]
