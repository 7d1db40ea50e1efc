"""The life of agreements: where each stands on a day, and what renews what.

Pure values: a date that is known to the year or the month is an interval, and a status is what that interval allows.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from pyoxigraph import BlankNode, Literal, NamedNode

from partnergraph.agreements.agreement import Agreement
from partnergraph.values import reach, span
from partnergraph.values.duration import Duration
from partnergraph.values.evidence import Evidence
from partnergraph.values.table import Row, Table

SOON = Duration(days=180)
"""Within what time an end counts as near, unless one says otherwise."""
COLUMNS = ("agreement", "kind", "parties", "since", "ends", "days_left", "status", "chain", "source", "iri")


class Status(StrEnum):
    """What can be said of an agreement on a day, the most urgent first; the question agreement-status says the same."""

    LAPSED = "lapsed"
    EXPIRING = "expiring"
    IN_FORCE = "in force"
    PENDING = "not yet in force"
    OPEN = "in force without known end"
    UNDATED = "no end known"
    RENEWED = "renewed"


@dataclass(frozen=True, slots=True)
class Stage:
    """Where an agreement stands on a day.

    ``days_left`` counts to the last day on which it can end and is negative afterwards; None where no end is known.
    ``successors`` are the agreements that renew it; ``chain`` is all that renewals tie to it, the oldest first.
    """

    agreement: Agreement
    status: Status
    days_left: int | None = None
    successors: tuple[Agreement, ...] = ()
    chain: tuple[Agreement, ...] = ()

    @property
    def words(self) -> str:
        """The status in words, and by what it is renewed.

        >>> Stage(Agreement("urn:a", "A"), Status.RENEWED, successors=(Agreement("urn:b", "B"),)).words
        'renewed by B'
        """
        if self.status is Status.RENEWED:
            return f"{self.status} by {', '.join(each.label for each in self.successors)}"
        return self.status.value


def stages(agreements: Iterable[Agreement], day: dt.date, *, soon: Duration = SOON) -> list[Stage]:
    """Give where each agreement stands on a day, the most urgent first; what can end within ``soon`` is expiring.

    >>> old = Agreement("urn:old", "Old", signed="2014", end="2017")
    >>> new = Agreement("urn:new", "New", signed="2017-09", renews=("urn:old",))
    >>> [(stage.agreement.label, stage.words) for stage in stages([old, new], dt.date(2018, 1, 1))]
    [('New', 'in force without known end'), ('Old', 'renewed by New')]
    """
    known = {each.iri: each for each in sorted(agreements, key=_age)}
    newer: dict[str, list[Agreement]] = defaultdict(list)
    for each in known.values():
        for older in set(each.renews) - {each.iri}:
            newer[older].append(each)
    tied = chains(known.values())
    found = []
    for each in known.values():
        end = span.of(each.end)
        left = (end.last - day).days if end else None
        after = tuple(newer[each.iri])
        found.append(Stage(each, status(each, after, day, soon), left, after, tied[each.iri]))
    return sorted(found, key=_urgency)


def status(agreement: Agreement, successors: Sequence[Agreement], day: dt.date, soon: Duration = SOON) -> Status:
    """Give the status of an agreement on a day, given the agreements that renew it.

    - not yet in force: it cannot have begun;
    - renewed: a successor can have begun, or it has surely ended and a successor is known;
    - in force without known end: no source tells one;
    - no end known: no source tells a start either;
    - lapsed: it has surely ended;
    - expiring: it can end within ``soon`` and no successor is known;
    - in force: else.

    >>> status(Agreement("urn:a", "A", signed="2014", end="2017-11"), [], dt.date(2017, 11, 30)).value
    'expiring'
    """
    if agreement.after(day):
        return Status.PENDING
    end = span.of(agreement.end)
    over = end is not None and end.last < day
    if successors and (over or not all(each.after(day) for each in successors)):
        return Status.RENEWED
    if end is None:
        return Status.OPEN if agreement.since else Status.UNDATED
    if over:
        return Status.LAPSED
    return Status.EXPIRING if not successors and end.first <= soon.after(day) else Status.IN_FORCE


def chains(agreements: Iterable[Agreement]) -> dict[str, tuple[Agreement, ...]]:
    """Give for each agreement, by its IRI, all that renewals tie to it, each after those that it renews.

    Renewals that run in a circle are cut where the oldest of them begins.

    >>> first, second = Agreement("urn:1", "First"), Agreement("urn:2", "Second", renews=("urn:1",))
    >>> [each.label for each in chains([second, first])["urn:1"]]
    ['First', 'Second']
    """
    known = {each.iri: each for each in agreements}
    near: dict[str, set[str]] = {iri: set(each.renews) & known.keys() for iri, each in known.items()}
    for each in known.values():
        for older in near[each.iri] & set(each.renews):
            near[older].add(each.iri)
    found: dict[str, tuple[Agreement, ...]] = {}
    for iri in known:
        if iri not in found:
            tied = reach.of([iri], near)
            found |= dict.fromkeys(tied, _in_order(known[each] for each in tied))
    return found


def table(stages: Iterable[Stage]) -> Table:
    """Give stages as a table, one row each, in their order.

    >>> table([Stage(Agreement("urn:a", "A", end="2017"), Status.LAPSED, -3)]).records()[0]["days_left"]
    -3
    """
    return Table(COLUMNS, tuple(map(_row, stages)))


def _row(stage: Stage) -> Row:
    agreement = stage.agreement
    steps = [each.since or each.label for each in stage.chain] if len(stage.chain) > 1 else []
    words = (
        agreement.label,
        agreement.kind,
        ", ".join(agreement.names),
        agreement.since,
        agreement.end,
        stage.days_left,
        stage.words,
        " → ".join(steps),
        _source(agreement.evidence),
    )
    name = agreement.iri
    thing = BlankNode(name.removeprefix("_:")) if name.startswith("_:") else NamedNode(name)
    return (*(None if each is None or each == "" else Literal(each) for each in words), thing)


def _source(evidence: Iterable[Evidence]) -> str:
    """Give the documents, each with the places in it."""
    places: dict[str, list[str]] = defaultdict(list)
    for each in evidence:
        places[each.title] += filter(None, [each.place])
    return "; ".join(": ".join(filter(None, [title, "; ".join(each)])) for title, each in places.items())


def _in_order(agreements: Iterable[Agreement]) -> tuple[Agreement, ...]:
    waiting = sorted(agreements, key=_age)
    left = {each.iri for each in waiting}
    order: list[Agreement] = []
    while waiting:
        free = (each for each in waiting if not left.intersection(each.renews) - {each.iri})
        following = next(free, waiting[0])
        waiting.remove(following)
        left.remove(following.iri)
        order.append(following)
    return tuple(order)


def _urgency(stage: Stage) -> tuple[int, bool, int, tuple[dt.date, str, str]]:
    left = stage.days_left
    return list(Status).index(stage.status), left is None, left or 0, _age(stage.agreement)


def _age(agreement: Agreement) -> tuple[dt.date, str, str]:
    begun = span.of(agreement.since)
    return begun.first if begun else dt.date.max, agreement.label, agreement.iri
