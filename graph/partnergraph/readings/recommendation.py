"""Recommendations: with whom a body is not tied yet and might well be, with the reasons for each and their evidence.

Candidates share partners or topics with the body (``partnergraph.readings.affinity`` has the score). Left out is who is
tied to it in any way, whether in force or lapsed, to one of its units or through one of theirs, and who has been
dissolved. That a candidate comes from a country or is of a type in which the body has no partner yet is told, and
counts nothing: where it was counted it foretold new ties no better.
"""

import datetime as dt
import math
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

import numpy as np
from scipy.sparse import csr_array

from partnergraph.errors import ChoiceError
from partnergraph.networks import acquaintance, strength
from partnergraph.profiles.scene import Scene
from partnergraph.readings.affinity import Affinities, Affinity, involved
from partnergraph.readings.contact import TOLD, Contact, Contacts
from partnergraph.storage.queryable import Queryable
from partnergraph.ties import selection
from partnergraph.ties.incidence import Incidence
from partnergraph.values import count, reach, span
from partnergraph.values.evidence import Evidence
from partnergraph.values.term import is_iri
from partnergraph.vocab import PG

MOST = 1_000
_TOPIC, _UNIT = PG + "tie-topic", PG + "tie-unit"
_REASONS = 20  # of each kind that are told of a candidate


@dataclass(frozen=True, slots=True)
class Ground:
    """One thing that speaks for a candidate: a partner or a topic that both have, a country or type that is new.

    ``counts`` is what it adds to its part of the score, ``sum`` how that comes about; ``ours`` and ``theirs`` are by
    what the body and the candidate come to it, and ``evidence`` is that of these ties.
    """

    kind: str
    iri: str
    name: str
    counts: float
    sum: str
    evidence: tuple[Evidence, ...]
    ours: Contact | None = None
    theirs: Contact | None = None


@dataclass(frozen=True, slots=True)
class Candidate:
    """A body that is recommended: score = (1 + partners) (1 + topics) - 1, and why.

    ``shared_partners`` and ``shared_topics`` are how many there are; the reasons tell the twenty of each that count
    most, and what is new.
    """

    iri: str
    name: str
    short: str
    kind: str
    country: str
    score: float
    partners: float
    topics: float
    shared_partners: int
    shared_topics: int
    reasons: tuple[Ground, ...]


@dataclass(frozen=True, slots=True)
class Advice:
    """Whom a body is recommended on a day, the best first; where there is nobody, ``reason`` says why."""

    iri: str
    name: str
    day: str
    candidates: tuple[Candidate, ...]
    reason: str


def read(store: Queryable, iri: str, day: dt.date, most: int, *, later: bool = False) -> Advice:
    """Give whom to recommend to a body, at most so many; ``ChoiceError`` where it is none.

    ``later`` leaves out those too with whom a tie begins after the day.

    >>> from partnergraph.storage.store import Store
    >>> read(Store(), "urn:a", dt.date(2026, 1, 1), 5).reason
    'Nothing ties urn:a to another body or to a topic'
    """
    scene = Scene(store)
    count.within("most", most, 1, MOST)
    scene.look([iri])
    if scene.kinds.is_of(iri, "body") is False:
        raise ChoiceError(f"{scene.name(iri)} is no body ({scene.classed(iri)}); name a body")
    return _Adviser(store, scene, day, later=later).advice(iri, most)


class _Adviser:
    """What is read of a store to recommend bodies."""

    def __init__(self, store: Queryable, scene: Scene, day: dt.date, *, later: bool) -> None:
        self._scene, self._day = scene, day
        incidences = acquaintance.whole(store)
        self._subjects = _subjects(acquaintance.scopes(store))
        self._names = sorted({topic for held in self._subjects.values() for topic in held})
        self._found = found = acquaintance.pairs(store)
        others = scene.kinds.family("body").intersection(self._subjects).difference(found.parties)
        self._parties = (*found.parties, *sorted(others))
        self._place = {party: number for number, party in enumerate(self._parties)}
        lives = acquaintance.lifetimes(store)
        self._begun = strength.begun(found.ties, day, lives)
        moments = selection.moments(incidences)
        strengths = strength.of(found, day, moments=moments, lives=lives, lapsed=True)
        met = strengths.pair > 0
        self._contacts = Contacts(found, strengths, scene, moments)
        self._affinities = Affinities(len(self._parties), found.one[met], found.other[met], self._topics())
        known = met | later
        self._pairs = {
            pair: number
            for number, pair in enumerate(zip(found.one.tolist(), found.other.tolist(), strict=True))
            if known[number]
        }
        self._parents = _parents(incidences)

    def _topics(self) -> Any:  # noqa: ANN401 - scipy's are untyped
        """Give on how many of its ties each party has each topic, itself counted as one."""
        nodes = _matrix([self._subjects.get(via, ()) for via in self._found.ties.via], self._names)
        held = involved(self._found.ties, nodes, self._begun)
        held.resize((len(self._parties), len(self._names)))
        return held + _matrix([self._subjects.get(each, ()) for each in self._parties], self._names)

    def advice(self, iri: str, most: int) -> Advice:
        """Give whom to recommend to a body."""
        scene, day = self._scene, self._day.isoformat()
        body = self._place.get(iri)
        if body is None:
            return Advice(
                iri, scene.name(iri), day, (), f"Nothing ties {scene.short(iri)} to another body or to a topic"
            )
        affinity = self._affinities.of(body)
        score = affinity.score.round(9)
        score[[self._place[each] for each in self._known(iri) if each in self._place]] = 0.0
        order = (each for each in np.argsort(-score, kind="stable").tolist() if score[each] > 0)
        chosen = list(islice((each for each in order if self._lives(self._parties[each])), most))
        self._scene.look(filter(is_iri, self._cited(body, chosen)))
        told = tuple(self._candidate(body, each, affinity) for each in chosen)
        none = f"Nobody shares a partner or a topic with {scene.short(iri)} and is not tied to it"
        return Advice(iri, scene.name(iri), day, told, "" if told else none)

    def _known(self, iri: str) -> set[str]:
        """Give who is not recommended: the body, its units and what it belongs to, whom they know, and their units."""
        below = _turned(self._parents)
        own = reach.of([iri], below)
        numbers = {self._place[each] for each in own if each in self._place}
        ends = (pair for pair in self._pairs if not numbers.isdisjoint(pair))
        partners = {self._parties[end] for pair in ends for end in pair}
        units = reach.of(partners, below) | reach.of(partners, self._parents)
        return own | units | reach.of([iri], self._parents)

    def _lives(self, iri: str) -> bool:
        ended = span.of(self._scene.profile(iri).end)
        return ended is None or ended.last >= self._day

    def _cited(self, body: int, chosen: Iterable[int]) -> Iterator[str]:
        """Give all that is going to be told of some candidates, and the partners of the body."""
        yield from (self._parties[each] for pair in self._pairs if body in pair for each in pair)
        for other in chosen:
            yield self._parties[other]
            for each in _foremost(self._affinities.friends(body, other)):
                yield from self._between(self._met(body, other, each))
            subjects = self._affinities.subjects(body, other)
            for each in _foremost({topic: counts for topic, (_, _, counts) in subjects.items()}):
                yield self._names[each]
                yield from self._concerned(body, other, each)

    def _met(self, body: int, other: int, friend: int) -> list[list[int]]:
        """Give what ties each of two bodies to a third, the strongest first."""
        return [self._contacts.rows(self._pair(end, friend)) for end in (body, other)]

    def _between(self, met: Iterable[Sequence[int]]) -> list[str]:
        """Give the nodes of such ties that are told."""
        return [self._contacts.via(row) for rows in met for row in rows[:TOLD]]

    def _concerned(self, body: int, other: int, topic: int) -> list[str]:
        """Give nodes that tie two bodies on a topic."""
        return [via for end in (body, other) for via in self._on(end, self._names[topic])[:TOLD]]

    def _candidate(self, body: int, other: int, affinity: Affinity) -> Candidate:
        scene, iri = self._scene, self._parties[other]
        friends, subjects = self._affinities.friends(body, other), self._affinities.subjects(body, other)
        reasons = [*self._by_partners(body, other, friends), *self._by_topics(body, other, subjects)]
        reasons.sort(key=lambda each: (-each.counts, each.name.casefold(), each.iri))
        return Candidate(
            iri=iri,
            name=scene.name(iri),
            short=scene.short(iri),
            kind=scene.classed(iri),
            country=scene.country(iri),
            score=round(float(affinity.score[other]), 6),
            partners=round(float(affinity.partners[other]), 6),
            topics=round(float(affinity.topics[other]), 6),
            shared_partners=len(friends),
            shared_topics=len(subjects),
            reasons=(*reasons, *self._new(body, iri)),
        )

    def _by_partners(self, body: int, other: int, friends: Mapping[int, float]) -> Iterator[Ground]:
        for each in _foremost(friends):
            iri, degree = self._parties[each], round(math.exp(1 / friends[each]))
            met, told = self._met(body, other, each), f"1 / ln {degree}" if degree > 2 else "1 / ln 2"
            counts, proof = round(friends[each], 6), self._evidence(self._between(met))
            yield Ground("partner", iri, self._scene.short(iri), counts, told, proof, *map(self._contacts.of, met))

    def _by_topics(self, body: int, other: int, subjects: Mapping[int, tuple[int, int, float]]) -> Iterator[Ground]:
        for each in _foremost({topic: counts for topic, (_, _, counts) in subjects.items()}):
            mine, theirs, counts = subjects[each]
            bodies = round(math.exp(1 / float(self._affinities.topic_counts[each]))) - 2
            nodes = self._concerned(body, other, each)
            name, told = self._scene.name(self._names[each]), f"{mine} x {theirs} / ln (2 + {bodies})"
            sides = ((self._on(end, self._names[each]), self._parties[end]) for end in (body, other))
            contacts = (self._contacts.concern(*side) for side in sides)
            proof = self._evidence(nodes)
            yield Ground("topic", self._names[each], name, round(counts, 6), told, proof, *contacts)

    def _new(self, body: int, iri: str) -> Iterator[Ground]:
        """Tell the country and the type of a candidate of which the body has no partner yet."""
        scene = self._scene
        partners = [self._parties[each] for pair in self._pairs if body in pair for each in pair if each != body]
        for kind, trait in (("country", scene.country), ("type", scene.classed)):
            if trait(iri) and trait(iri) not in {trait(each) for each in partners}:
                yield Ground(f"new {kind}", "", trait(iri), 0.0, "", scene.evidence(iri))

    def _pair(self, one: int, other: int) -> int:
        return self._pairs[min(one, other), max(one, other)]

    def _on(self, party: int, topic: str) -> list[str]:
        """Give what ties a party on a topic, and the party itself where it is on it."""
        ties = self._found.ties
        knots = ties.knot[(ties.party == party) & self._begun].tolist()
        nodes = sorted({ties.via[each] for each in knots if topic in self._subjects.get(ties.via[each], ())})
        iri = self._parties[party]
        return [*([iri] if topic in self._subjects.get(iri, ()) else []), *nodes]

    def _evidence(self, nodes: Iterable[str]) -> tuple[Evidence, ...]:
        return tuple(dict.fromkeys(each for node in nodes for each in self._scene.evidence(node)))


def _foremost(counts: Mapping[int, float]) -> list[int]:
    """Give what counts most, as much as is told."""
    return sorted(counts, key=lambda each: (-counts[each], each))[:_REASONS]


def _subjects(scopes: Iterable[Incidence]) -> Mapping[str, frozenset[str]]:
    """Give the topics of each thing that has some."""
    found: dict[str, set[str]] = defaultdict(set)
    for party, via, kind in (row for each in scopes for row in _columns(each)):
        if kind == _TOPIC:
            found[party].add(via)
    return {thing: frozenset(topics) for thing, topics in found.items()}


def _matrix(held: Sequence[Collection[str]], names: Sequence[str]) -> Any:  # noqa: ANN401 - scipy's are untyped
    """Give which of some things has which of some names, a row for each thing."""
    place = {name: number for number, name in enumerate(names)}
    ends = [(row, place[name]) for row, each in enumerate(held) for name in each]
    rows, columns = (np.array([end[side] for end in ends], dtype=np.int64) for side in (0, 1))
    return csr_array((np.ones(len(ends)), (rows, columns)), shape=(len(held), len(names)))


def _parents(incidences: Iterable[Incidence]) -> Mapping[str, set[str]]:
    """Give what each unit is part of; the unit is the node that ties."""
    found: dict[str, set[str]] = defaultdict(set)
    for party, via, kind in (row for each in incidences for row in _columns(each)):
        if kind == _UNIT and party != via:
            found[via].add(party)
    return found


def _columns(incidence: Incidence) -> Iterator[tuple[str, str, str]]:
    return zip(*(incidence.column(name) for name in ("party", "via", "kind")), strict=True)


def _turned(tree: Mapping[str, set[str]]) -> Mapping[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for one, others in tree.items():
        for other in others:
            found[other].add(one)
    return found
