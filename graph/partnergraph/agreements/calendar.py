"""Calendars: the ends of agreements as RFC 5545 text, with reminders, for the calendar that an office keeps.

One all-day event for each agreement whose end is known. An end known to the month or the year covers it whole, without
marking anybody as busy, and the reminders count from its first day. An event keeps its UID, which is made from the
agreement's IRI; its DTSTAMP is the day on which the agreement's evidence was last read, so that the same graph gives
the same bytes.
"""

import datetime as dt
import re
import uuid
from collections.abc import Iterable
from typing import TYPE_CHECKING

import partnergraph
from partnergraph.agreements.lifecycle import Stage
from partnergraph.values import span
from partnergraph.values.duration import Duration

if TYPE_CHECKING:
    import icalendar

REMINDERS = (Duration(days=180), Duration(days=30))
_BREAK = re.compile("\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")  # what some reader takes for the end of a line
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufeff]")  # RFC 5545 has no place for these in a text
_PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[!-~]+")  # an IRI that is a URI too


def text(stages: Iterable[Stage], *, title: str = "Ends of agreements") -> str:
    r"""Give the ends of agreements as a calendar, in the order of their UIDs; lines end in CR LF.

    Each has a reminder 180 and 30 days before. What a label holds stays text, whatever it is.

    >>> from partnergraph.agreements.agreement import Agreement
    >>> from partnergraph.agreements.lifecycle import Status
    >>> shown = text([Stage(Agreement("urn:a", "A;\nEND:VEVENT", end="2026-11-30"), Status.EXPIRING, 7)])
    >>> [line for line in shown.splitlines() if line.startswith(("SUMMARY", "DTSTART", "TRIGGER"))]
    ['SUMMARY:Ends: A\\; END:VEVENT', 'DTSTART;VALUE=DATE:20261130', 'TRIGGER:-P180D', 'TRIGGER:-P30D']
    """
    import icalendar

    made = icalendar.Calendar()
    made.add("version", "2.0")
    made.add("prodid", f"-//partnergraph//partnergraph {partnergraph.__version__}//EN")
    made.add("calscale", "GREGORIAN")
    made.add("x-wr-calname", _line(title))
    for stage in sorted(stages, key=lambda each: _uid(each.agreement.iri)):
        end = span.of(stage.agreement.end)
        if end:
            made.add_component(_event(stage, end))
    content: bytes = made.to_ical()
    return content.decode()


def _event(stage: Stage, end: span.Span) -> "icalendar.Event":
    import icalendar

    agreement = stage.agreement
    exact = end.first == end.last
    summary = _line(f"Ends: {agreement.label}" if exact else f"Ends in {agreement.end}: {agreement.label}")
    event = icalendar.Event()
    event.add("uid", _uid(agreement.iri))
    event.add("dtstamp", _stamp(stage, end))
    event.add("dtstart", end.first)
    event.add("dtend", min(end.last, dt.date.max - dt.timedelta(days=1)) + dt.timedelta(days=1))
    event.add("summary", summary)
    event.add("description", _paragraphs(_description(stage)))
    event.add("transp", "TRANSPARENT")
    if _PLAIN.fullmatch(agreement.iri):
        event.add("url", agreement.iri)
    for ahead in REMINDERS:
        event.add_component(_alarm(summary, ahead))
    return event


def _alarm(summary: str, ahead: Duration) -> "icalendar.Alarm":
    import icalendar

    alarm = icalendar.Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", summary)
    alarm.add("trigger", -dt.timedelta(days=ahead.days))
    return alarm


def _description(stage: Stage) -> str:
    agreement = stage.agreement
    told = (
        ("", agreement.kind),
        ("Parties: ", ", ".join(agreement.names)),
        ("In force since: ", agreement.since),
        ("Ends: ", agreement.end),
        ("Renewed by: ", ", ".join(each.label for each in stage.successors)),
        *(("Source: ", ", ".join(filter(None, (each.title, each.place, each.url)))) for each in agreement.evidence),
    )
    return "\n".join(f"{name}{_line(words)}" for name, words in told if words)


def _uid(iri: str) -> str:
    """Give a name that stays (RFC 7986 asks for a UUID), made from the IRI by RFC 4122, version 5."""
    return str(uuid.uuid5(uuid.NAMESPACE_URL, iri))


def _stamp(stage: Stage, end: span.Span) -> dt.datetime:
    read = [each for each in (span.of(proof.read) for proof in stage.agreement.evidence) if each]
    signed = span.of(stage.agreement.since)
    day = max(each.last for each in read) if read else (signed or end).first
    return dt.datetime.combine(day, dt.time(), dt.UTC)


def _line(words: str) -> str:
    return " ".join(_paragraphs(words).split())


def _paragraphs(words: str) -> str:
    return _CONTROL.sub("\N{REPLACEMENT CHARACTER}", _BREAK.sub("\n", words))
