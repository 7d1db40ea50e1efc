"""The ends of agreements as a calendar."""

import datetime as dt
import re
from typing import Any

import icalendar
import pytest
import vobject
from hypothesis import given
from hypothesis import strategies as st

from partnergraph.agreements import calendar
from partnergraph.agreements.agreement import Agreement
from partnergraph.agreements.lifecycle import Stage, Status
from partnergraph.values.evidence import Evidence
from tests.synthetic import PAYLOADS

PROOF = Evidence("urn:s", "A page; or two", "section “A, B”", "https://example.org/?a=1,2", "2026-11-23")
MOU = Agreement(
    "https://w3id.org/partnergraph/id/agreement/mou",
    "Memorandum, 2017",
    "Memorandum of understanding",
    ("urn:a", "urn:b"),
    ("A", "B;C"),
    "2017-09",
    end="2020-08-31",
    evidence=(PROOF,),
)
HOSTILE = (
    *PAYLOADS,
    "a\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nSUMMARY:b",
    "a\rb\x0bc\x0cd\x85e\u2028f\u2029g",
    "BEGIN:VALARM\nTRIGGER:-PT0S",
    "a, b; c: d \\, \\; \\n \\\\ \"e\" 'f'",
    "\x00\x07\x1b[31m\x7f\ufeff",
    "é" * 200,
    "👩\u200d🔬" * 60,
    " \t ",
    "",
)


def staged(label: str, end: str = "2020-08-31", iri: str = "urn:a") -> Stage:
    """Give an agreement whose every text is the label."""
    proof = Evidence(label, label, label, label, "2026-11-23", label)
    return Stage(Agreement(iri, label, label, (label,), (label,), label, "", end, (), (proof,)), Status.IN_FORCE)


def events(text: str) -> list[Any]:
    """Give the events of a calendar as the library that wrote it reads them."""
    return list(icalendar.Calendar.from_ical(text).walk("VEVENT"))


def plain(label: str) -> str:
    """Give a label as a calendar can hold it: one line, without control characters."""
    lines = re.sub("[\r\n\x0b\x0c\x85\u2028\u2029]", " ", label)
    return " ".join(re.sub("[\x00-\x08\x0e-\x1f\x7f-\x9f\ufeff]", "\ufffd", lines).split())


def test_an_end_is_a_day_with_reminders() -> None:
    """The event lasts the whole last day, blocks nobody's time, and reminds 180 and 30 days before."""
    (event,) = events(calendar.text([Stage(MOU, Status.IN_FORCE)]))
    assert (event["dtstart"].dt, event["dtend"].dt) == (dt.date(2020, 8, 31), dt.date(2020, 9, 1))
    assert (event["summary"], event["transp"]) == ("Ends: Memorandum, 2017", "TRANSPARENT")
    alarms = event.walk("VALARM")
    assert [alarm["trigger"].dt for alarm in alarms] == [-dt.timedelta(days=180), -dt.timedelta(days=30)]
    assert {alarm["action"] for alarm in alarms} == {"DISPLAY"}


def test_an_event_tells_what_it_is_about() -> None:
    """The description has kind, parties, dates, renewal and source."""
    (event,) = events(calendar.text([Stage(MOU, Status.RENEWED, successors=(Agreement("urn:n", "New"),))]))
    assert event["description"].split("\n") == [
        "Memorandum of understanding",
        "Parties: A, B;C",
        "In force since: 2017-09",
        "Ends: 2020-08-31",
        "Renewed by: New",
        "Source: A page; or two, section “A, B”, https://example.org/?a=1,2",
    ]
    assert event["url"] == MOU.iri


@pytest.mark.parametrize(
    ("end", "first", "after"),
    [
        ("2020-02", dt.date(2020, 2, 1), dt.date(2020, 3, 1)),
        ("2020", dt.date(2020, 1, 1), dt.date(2021, 1, 1)),
        ("9999-12-31", dt.date(9999, 12, 31), dt.date(9999, 12, 31)),
    ],
)
def test_a_partial_end_covers_what_it_can_mean(end: str, first: dt.date, after: dt.date) -> None:
    """An end known to the month or year is an event of that length, which says so."""
    (event,) = events(calendar.text([staged("A", end)]))
    assert (event["dtstart"].dt, event["dtend"].dt) == (first, after)
    assert event["summary"] == ("Ends: A" if len(end) == 10 else f"Ends in {end}: A")


def test_what_has_no_end_is_not_in_it() -> None:
    """An agreement without a known end makes no event."""
    assert events(calendar.text([staged("A", ""), staged("B", "never")])) == []


def test_a_uid_stays() -> None:
    """It is made from the IRI alone, so that a changed agreement replaces its event; two agreements have two."""
    one, other = (events(calendar.text([staged(label, end)]))[0] for label, end in (("A", "2020"), ("B", "2021")))
    assert one["uid"] == other["uid"] == "b502ff46-f2a9-5378-9a9b-0775a1a8abf0"
    assert len({event["uid"] for event in events(calendar.text([staged("A"), staged("A", iri="urn:b")]))}) == 2


@pytest.mark.parametrize(
    ("evidence", "signed", "stamp"),
    [((PROOF,), "2017", "20261123T000000Z"), ((), "2017-09", "20170901T000000Z"), ((), "", "20200831T000000Z")],
)
def test_the_stamp_is_that_of_the_data(evidence: tuple[Evidence, ...], signed: str, stamp: str) -> None:
    """An event is stamped with the day of reading, else of signing, else of the end: never with the time of writing."""
    agreement = Agreement("urn:a", "A", signed=signed, end="2020-08-31", evidence=evidence)
    assert f"\r\nDTSTAMP:{stamp}\r\n" in calendar.text([Stage(agreement, Status.IN_FORCE)])


def test_the_same_agreements_give_the_same_bytes() -> None:
    """In whatever order they come."""
    stages = [staged(f"A{n}", iri=f"urn:{n}") for n in range(9)]
    assert calendar.text(stages) == calendar.text(stages[::-1])


@pytest.mark.parametrize("label", HOSTILE, ids=range(len(HOSTILE)))
def test_a_hostile_label_stays_text(label: str) -> None:
    """Two libraries read one event with the label as its summary; lines are short and end in CR LF."""
    stays_text(label)


@given(st.text(max_size=200))
def test_any_label_stays_text(label: str) -> None:
    """Whatever the label, the calendar holds one event and this text."""
    stays_text(label)


def stays_text(label: str) -> None:
    """Fail unless a calendar with this label in every field has the form of RFC 5545 and gives the label back."""
    text = calendar.text([staged(label)], title=label)
    lines = text.encode().split(b"\r\n")
    assert (lines[0], lines[-2:]) == (b"BEGIN:VCALENDAR", [b"END:VCALENDAR", b""])
    assert max(map(len, lines)) <= 75
    assert not re.search("[\x00-\x08\x0a-\x1f\x7f\x85\u2028\u2029]", text.replace("\r\n", ""))
    assert re.findall(r"^(?:BEGIN|END):V(?!CAL).*", text.replace("\r\n", "\n"), re.MULTILINE) == [
        *("BEGIN:VEVENT", "BEGIN:VALARM", "END:VALARM", "BEGIN:VALARM", "END:VALARM", "END:VEVENT")
    ]
    summary = plain(f"Ends: {label}")
    (event,) = events(text)
    assert same(event["summary"], summary)
    read = vobject.readOne(text)
    assert same(read.vevent.summary.value, summary)
    assert [same(each.description.value, summary) for each in read.vevent.valarm_list] == [True, True]


def same(found: str, expected: str) -> bool:
    r"""Say whether two texts are the same, but for an N behind a backslash, of which icalendar makes a small one."""
    return found.replace("\\N", "\\n") == expected.replace("\\N", "\\n")


@pytest.mark.parametrize("iri", ["_:b0", "urn:ü", "urn:a b", "urn:a\r\nX-A:1", "no iri"])
def test_what_is_no_address_is_not_given_as_one(iri: str) -> None:
    """Only an IRI in plain ASCII becomes the address of an event."""
    (event,) = events(calendar.text([staged("A", iri=iri)]))
    assert "url" not in event
