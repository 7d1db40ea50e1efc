"""What days a date can mean."""

import calendar
import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnergraph import resource
from partnergraph.errors import DateError
from partnergraph.storage.store import Store
from partnergraph.values import span
from partnergraph.vocab import PREFIXES
from partnergraph.writing.format import TURTLE

YEARS = st.integers(1, 9999)
WRITTEN = st.one_of(
    YEARS.map(lambda year: f"{year:04}"),
    st.tuples(YEARS, st.integers(0, 25)).map(lambda each: f"{each[0]:04}-{each[1]:02}"),
    st.dates().map(str),
    st.datetimes().map(lambda moment: moment.isoformat()),
    st.sampled_from(
        ["2016-02-29Tgarbage", "2016-02-29T12", "2016-02-29T12:00", "2016-02-29T12:00:00.5Z", "2017-W01-1", "20170901"]
    ),
    st.from_regex(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?(Z|[+-][0-9]{2}:[0-9]{2})?", fullmatch=True),
)
PREFIXED = "".join(f"@prefix {name}: <{PREFIXES[name]}> .\n" for name in ("dcterms", "schema", "xsd", "edtf"))


@given(st.dates())
def test_a_day_is_itself(day: dt.date) -> None:
    """A full date means one day."""
    assert span.of(str(day)) == span.parse(str(day)) == span.Span(day, day)


@given(YEARS, st.integers(1, 12))
def test_a_month_is_its_days(year: int, month: int) -> None:
    """A month goes from its first day to its last, in leap years too."""
    found = span.parse(f"{year:04}-{month:02}")
    assert (found.first, found.last.month) == (dt.date(year, month, 1), month)
    assert found.last.day == calendar.monthrange(year, month)[1]


@given(YEARS)
def test_a_year_holds_its_months(year: int) -> None:
    """A year goes from 1 January to 31 December."""
    assert span.parse(f"{year:04}") == span.Span(dt.date(year, 1, 1), dt.date(year, 12, 31))


@given(st.text(max_size=12))
def test_any_text_is_a_date_or_none(text: str) -> None:
    """Whatever a source says, there is a span of days in order, or there is none."""
    found = span.of(text)
    assert found is None or found.first <= found.last


@given(st.lists(WRITTEN, min_size=1, max_size=20))
def test_the_rules_read_dates_alike(dates: list[str]) -> None:
    """The first and last day that the shipped rules derive in a graph are those of the span."""
    years = [date for date in dates if not date.startswith(("0000", "9999"))]
    things = "".join(
        f'<urn:{n}> schema:startDate "{date}" ; schema:endDate "{date}" .\n' for n, date in enumerate(years)
    )
    with Store() as store:
        store.add_text(PREFIXED + things, TURTLE)
        first = {each.subject.value: each.object.value for each in store.construct(rule("earliest-start"))}  # type: ignore[union-attr]
        last = {each.subject.value: each.object.value for each in store.construct(rule("latest-end"))}  # type: ignore[union-attr]
    spans = {f"urn:{n}": found for n, date in enumerate(years) if (found := span.of(date))}
    assert first == {thing: str(each.first) for thing, each in spans.items()}
    assert last == {thing: str(each.last) for thing, each in spans.items()}


@pytest.mark.parametrize("text", ["20260101", "2026-W01-1", "2026-01", "2026-01-01T12:00", " 2026-01-01", "2026-02-30"])
def test_a_whole_day_is_written_in_one_way(text: str) -> None:
    """Other ways that Python reads are refused, and the complaint says how a day is written."""
    with pytest.raises(DateError, match="write it as 2026-11-25"):
        span.whole(text)


@pytest.mark.parametrize("text", ["2016-02-29Tgarbage", "2016-02-29T1", "2017-W01-1", "20170901", "2017-09-01 12:00"])
def test_what_only_begins_like_a_date_is_none(text: str) -> None:
    """A time has hours and minutes, and a day is that of a month."""
    assert span.of(text) is None


def rule(name: str) -> str:
    """Give the text of a rule."""
    return resource.query("rules", name)


@pytest.mark.parametrize(
    "text", ["", "soon", "17", "2017-", "2017-9", "2017-00", "2017-13", "2017-23", "2017-02-29", "2017-02-30T00:00:00"]
)
def test_a_wrong_date_is_told_in_one_line(text: str) -> None:
    """The complaint repeats the date and says how one is written."""
    with pytest.raises(DateError, match="write YYYY, YYYY-MM or YYYY-MM-DD") as caught:
        span.day(text)
    assert str(caught.value).startswith(repr(text))


@pytest.mark.parametrize("text", ["0000", "２０１７", "2017\n2018", "9" * 500, "\x1b[31m"])
def test_odd_dates_stay_one_short_line(text: str) -> None:
    """A year before 1, other digits, several lines and control characters are refused in one short line."""
    with pytest.raises(DateError) as caught:
        span.day(text)
    assert str(caught.value).isprintable()
    assert len(str(caught.value)) < 160


def test_blanks_around_a_date_do_no_harm() -> None:
    """They are left aside."""
    assert span.day(" 2017-09-01\n") == dt.date(2017, 9, 1)


def test_a_moment_is_its_day() -> None:
    """A date and a time are taken as they are, the latter for its day."""
    moment = dt.datetime(2017, 9, 1, 12, tzinfo=dt.UTC)
    assert span.day(moment) == span.day(moment.date()) == span.day("2017-09-01")
