"""Where agreements stand on a day."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import BlankNode, NamedNode

from partnergraph.agreements import lifecycle
from partnergraph.agreements.agreement import Agreement
from partnergraph.agreements.lifecycle import Stage, Status
from partnergraph.values.duration import Duration
from partnergraph.values.evidence import Evidence

KNOWN = st.one_of(
    st.just(""),
    st.integers(2010, 2020).map(str),
    st.tuples(st.integers(2010, 2020), st.integers(1, 12)).map(lambda each: f"{each[0]}-{each[1]:02}"),
    st.dates(dt.date(2010, 1, 1), dt.date(2020, 12, 31)).map(str),
)
AGREEMENTS = st.lists(
    st.builds(
        lambda signed, start, end, renews: Agreement("", "", signed=signed, start=start, end=end, renews=renews),
        KNOWN,
        KNOWN,
        KNOWN,
        st.lists(st.integers(0, 9).map(lambda n: f"urn:{n}"), max_size=3).map(tuple),
    ),
    max_size=8,
).map(
    lambda each: [
        Agreement(f"urn:{n}", f"A{n}", signed=a.signed, start=a.start, end=a.end, renews=a.renews)
        for n, a in enumerate(each)
    ]
)

CASES = [  # signed, start and end, the day, what it is called then, the days left
    (("", "", ""), "2017-01-01", "no end known", None),
    (("2014", "", ""), "2013-12-31", "not yet in force", None),
    (("2014", "", ""), "2014-01-01", "in force without known end", None),
    (("2014", "2015", ""), "2014-12-31", "not yet in force", None),
    (("2014", "2015", ""), "2015-01-01", "in force without known end", None),
    (("2017-09", "", ""), "2017-08-31", "not yet in force", None),
    (("2017-09-15", "", "2020-09-14"), "2017-09-14", "not yet in force", 1096),
    (("2017-09-15", "", "2020-09-14"), "2017-09-15", "in force", 1095),
    (("2017-09-15", "", "2020-09-14"), "2020-03-17", "in force", 181),
    (("2017-09-15", "", "2020-09-14"), "2020-03-18", "expiring", 180),
    (("2017-09-15", "", "2020-09-14"), "2020-09-14", "expiring", 0),
    (("2017-09-15", "", "2020-09-14"), "2020-09-15", "lapsed", -1),
    (("2017", "", "2020-09"), "2020-03-04", "in force", 210),  # the first day on which it can end is 181 days away
    (("2017", "", "2020-09"), "2020-03-05", "expiring", 209),
    (("2017", "", "2020-09"), "2020-09-30", "expiring", 0),
    (("2017", "", "2020-09"), "2020-10-01", "lapsed", -1),
    (("2017", "", "2020"), "2019-07-04", "in force", 546),
    (("2017", "", "2020"), "2019-07-05", "expiring", 545),
    (("2017", "", "2020"), "2020-12-31", "expiring", 0),
    (("2017", "", "2020"), "2021-01-01", "lapsed", -1),
    (("", "", "2020"), "2021-01-01", "lapsed", -1),
    (("2017", "", "2016"), "2017-06-01", "lapsed", -152),
    (("soon", "", "never"), "2017-06-01", "in force without known end", None),
]


@pytest.mark.parametrize(("dates", "day", "words", "left"), CASES)
def test_status(dates: tuple[str, str, str], day: str, words: str, left: int | None) -> None:
    """A status is what the days that a date can mean allow; days count to the last on which it can end."""
    signed, start, end = dates
    agreement = Agreement("urn:a", "A", signed=signed, start=start, end=end)
    (stage,) = lifecycle.stages([agreement], dt.date.fromisoformat(day))
    assert (stage.words, stage.days_left) == (words, left)


OLD = Agreement("urn:1", "First", signed="2012", end="2014")
MIDDLE = Agreement("urn:2", "Second", signed="2014-11", start="2015", end="2017", renews=("urn:1",))
NEW = Agreement("urn:3", "Third", signed="2019", renews=("urn:2",))

CHAIN = [  # the day, and what First, Second and Third are called then
    ("2014-10-31", "in force", "not yet in force", "not yet in force"),
    ("2014-12-31", "in force", "not yet in force", "not yet in force"),
    ("2015-01-01", "renewed by Second", "in force", "not yet in force"),
    ("2018-12-31", "renewed by Second", "renewed by Third", "not yet in force"),
    ("2019-01-01", "renewed by Second", "renewed by Third", "in force without known end"),
]


@pytest.mark.parametrize(("day", "first", "second", "third"), CHAIN)
def test_a_chain_of_three(day: str, first: str, second: str, third: str) -> None:
    """Each is renewed by the next once that can have begun, or when it has ended and the next is agreed."""
    stages = lifecycle.stages([NEW, OLD, MIDDLE], dt.date.fromisoformat(day))
    assert {stage.agreement.label: stage.words for stage in stages} == {
        "First": first,
        "Second": second,
        "Third": third,
    }
    assert {tuple(each.label for each in stage.chain) for stage in stages} == {("First", "Second", "Third")}


def test_a_renewal_signed_early_calls_off_the_alarm() -> None:
    """Near its end an agreement is expiring while nothing renews it, and in force when its renewal is signed."""
    day = dt.date(2014, 12, 1)
    assert lifecycle.status(OLD, [], day) is Status.EXPIRING
    assert lifecycle.status(OLD, [MIDDLE], day) is Status.IN_FORCE


def test_a_renewal_without_dates_counts() -> None:
    """What renews an agreement renews it, even if nobody tells when."""
    undated = Agreement("urn:9", "Undated", renews=("urn:1",))
    stages = lifecycle.stages([OLD, undated], dt.date(2013, 1, 1))
    assert {stage.agreement.label: stage.words for stage in stages} == {
        "First": "renewed by Undated",
        "Undated": "no end known",
    }


@pytest.mark.parametrize("length", [1, 2, 3, 2000])
def test_renewals_in_a_circle_come_to_an_end(length: int) -> None:
    """Agreements that renew each other, or themselves, are told once each."""
    ring = [Agreement(f"urn:{n}", f"A{n}", renews=(f"urn:{(n + 1) % length}",)) for n in range(length)]
    stages = lifecycle.stages(ring, dt.date(2020, 1, 1))
    assert len(stages) == len({stage.agreement.iri for stage in stages}) == length
    assert {len(stage.chain) for stage in stages} == {length}


def test_what_renews_nothing_known_is_alone() -> None:
    """A renewal of an agreement that is not there ties nothing."""
    (stage,) = lifecycle.stages([MIDDLE], dt.date(2016, 1, 1))
    assert (stage.words, stage.chain) == ("in force", (MIDDLE,))


def test_the_most_urgent_comes_first() -> None:
    """Lapsed before expiring before in force; of two the one that ends first."""
    agreements = [
        Agreement("urn:open", "Open"),
        Agreement("urn:late", "Late", end="2030"),
        Agreement("urn:near", "Near", end="2020-03"),
        Agreement("urn:nearer", "Nearer", end="2020-02"),
        Agreement("urn:over", "Over", end="2019"),
    ]
    found = lifecycle.stages(agreements, dt.date(2020, 1, 15))
    assert [stage.agreement.label for stage in found] == ["Over", "Nearer", "Near", "Late", "Open"]


def test_soon_can_be_set() -> None:
    """What can end within the time asked for is expiring."""
    agreement = Agreement("urn:a", "A", end="2021-01-15")
    for soon, expected in ((Duration(months=12), Status.IN_FORCE), (Duration(months=12, days=1), Status.EXPIRING)):
        assert lifecycle.status(agreement, [], dt.date(2020, 1, 14), soon) is expected


@given(AGREEMENTS, st.dates(dt.date(2009, 1, 1), dt.date(2022, 1, 1)))
def test_any_agreements_have_one_status_each(agreements: list[Agreement], day: dt.date) -> None:
    """Whatever their dates and renewals, each is told once, in an order that does not depend on theirs."""
    found = lifecycle.stages(agreements, day)
    assert sorted(stage.agreement.iri for stage in found) == sorted(each.iri for each in agreements)
    assert lifecycle.stages(agreements[::-1], day) == found
    for stage in found:
        assert stage.agreement in stage.chain
        assert (stage.status is Status.RENEWED) <= bool(stage.successors)
        if stage.status is Status.LAPSED:
            assert stage.days_left is not None
            assert stage.days_left < 0
            assert not stage.successors
        if stage.status in {Status.EXPIRING, Status.IN_FORCE}:
            assert stage.days_left is not None
            assert stage.days_left >= 0


@given(AGREEMENTS, st.dates(dt.date(2009, 1, 1), dt.date(2022, 1, 1)))
def test_a_lapsed_agreement_stays_so(agreements: list[Agreement], day: dt.date) -> None:
    """What has lapsed without renewal has lapsed a year later too."""
    later = {stage.agreement.iri: stage.status for stage in lifecycle.stages(agreements, Duration(12).after(day))}
    for stage in lifecycle.stages(agreements, day):
        if stage.status is Status.LAPSED:
            assert later[stage.agreement.iri] is Status.LAPSED


def test_a_table_tells_all() -> None:
    """A row has the parties, dates, status, chain, and each document with the places in it."""
    proof = [Evidence("urn:s", "Page", place) for place in ("section 1", "section 2")]
    agreement = Agreement(
        "urn:mou", "MoU", "Memorandum", ("urn:a", "urn:b"), ("A", "B"), "2014", "", "2017", (), (*proof,)
    )
    table = lifecycle.table([Stage(agreement, Status.IN_FORCE, 3, (), (OLD, agreement))])
    assert table.columns == lifecycle.COLUMNS
    row = dict(zip(table.columns, (getattr(each, "value", each) for each in table.rows[0]), strict=True))
    assert row == {
        "agreement": "MoU",
        "kind": "Memorandum",
        "parties": "A, B",
        "since": "2014",
        "ends": "2017",
        "days_left": "3",
        "status": "in force",
        "chain": "2012 → 2014",
        "source": "Page: section 1; section 2",
        "iri": "urn:mou",
    }


def test_a_nameless_agreement_has_a_row() -> None:
    """An agreement without an IRI keeps its blank node."""
    iris = [lifecycle.table([Stage(Agreement(iri, ""), Status.OPEN)]).rows[0][-1] for iri in ("_:b1", "urn:b1")]
    assert iris == [BlankNode("b1"), NamedNode("urn:b1")]
