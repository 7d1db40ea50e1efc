"""Introductions: over whom one body can come to know another, each step with what ties the two and its evidence.

The ties of ``partnergraph.networks.acquaintance`` count. A way costs what its steps cost
(``partnergraph.networks.strength``), and the cheapest come first.
"""

import datetime as dt
import math
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from partnergraph.errors import ChoiceError
from partnergraph.networks import acquaintance, strength, weight
from partnergraph.networks.projection import Projection
from partnergraph.networks.strength import UNIT, Strengths
from partnergraph.ontology import shipped
from partnergraph.profiles import heading
from partnergraph.profiles.scene import Scene
from partnergraph.readings.way import Way, Ways
from partnergraph.storage.queryable import Queryable
from partnergraph.ties import placeholder, selection
from partnergraph.ties.incidence import Incidence, Part, Tie
from partnergraph.values import count, window
from partnergraph.values.evidence import Evidence
from partnergraph.values.term import is_iri
from partnergraph.values.window import Window

MOST = 100
"""Ways that can be asked for at once."""

_LARGE = 50_000  # ties of a network beyond which some are asked for rather than all


@dataclass(frozen=True, slots=True)
class Body:
    """Who is on the way."""

    iri: str
    name: str
    short: str  # acronym, else the name


@dataclass(frozen=True, slots=True)
class Bond:
    """One node that ties the two of a step: what it is, as what each takes part, since when, what it counts.

    An edge of a file that nothing carries has neither ``via`` nor ``name``.
    """

    via: str
    name: str
    kind: str  # label of the class of what ties
    tie: str  # IRI of the kind of tie
    words: str  # its label
    roles: tuple[str, str]
    start: str
    end: str
    lasting: bool  # it goes on where no end is known
    lapsed: bool
    strength: float
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """From one body to the next: how strongly the two are tied, and by what, the strongest first."""

    start: Body
    end: Body
    strength: float
    bonds: tuple[Bond, ...]


@dataclass(frozen=True, slots=True)
class Introduction:
    """One way: ``chance`` is the product of s / (1 + s) over the strengths s of its steps, ``cost`` is -ln of it."""

    chance: float
    cost: float
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """The ways between two bodies on a day, the best first; where there are none, ``reason`` says why."""

    one: Body
    other: Body
    day: str
    lapsed: bool  # ties that have lapsed count too
    ways: tuple[Introduction, ...]
    reason: str


class Guide:
    """What is read of a store to introduce bodies to each other, once for all that is asked.

    >>> from partnergraph.storage.store import Store
    >>> Guide(Store(), dt.date(2026, 1, 1)).between("urn:a", "urn:b").reason
    'Nothing in force ties urn:a or urn:b to another body'
    """

    def __init__(self, store: Queryable, day: dt.date, *, lapsed: bool = False) -> None:
        self._store = store
        self._day = day
        self._lapsed = lapsed
        self._scene = Scene(store)
        self._whole: dict[str, tuple[Incidence, ...]] = {}

    def between(self, one: str, other: str, most: int = 5) -> Answer:
        """Give the best ways from one body to another, at most so many; ``ChoiceError`` where it is one, or no body."""
        count.within("most", most, 1, MOST)
        self._scene.rest()
        self._scene.look((one, other))
        if one == other:
            raise ChoiceError(f"{self._scene.name(one)} needs no introduction to itself; name two bodies")
        for each in (one, other):
            self._be_body(each)
        place = self._place
        found = self._ways.best(place[one], place[other], most) if {one, other} <= place.keys() else []
        return Answer(
            self._body(one),
            self._body(other),
            self._day.isoformat(),
            self._lapsed,
            tuple(self._told(found)),
            "" if found else self._why(one, other),
        )

    @cached_property
    def _incidences(self) -> tuple[Incidence, ...]:
        return acquaintance.whole(self._store)

    @cached_property
    def _projection(self) -> Projection:
        return acquaintance.pairs(self._store)

    @cached_property
    def _place(self) -> Mapping[str, int]:
        return {iri: number for number, iri in enumerate(self._projection.parties)}

    @cached_property
    def _strengths(self) -> Strengths:
        return self._measured(lapsed=self._lapsed)

    @cached_property
    def _ways(self) -> Ways:
        return self._over(self._strengths)

    @cached_property
    def _ways_of_all(self) -> Ways:
        return self._over(self._measured(lapsed=True))

    def _measured(self, *, lapsed: bool) -> Strengths:
        moments = selection.moments(self._incidences)
        lives = acquaintance.lifetimes(self._store)
        return strength.of(self._projection, self._day, moments=moments, lives=lives, lapsed=lapsed)

    def _over(self, strengths: Strengths) -> Ways:
        found = self._projection
        return Ways(len(found.parties), found.one, found.other, strengths.costs())

    def _be_body(self, iri: str) -> None:
        if self._scene.kinds.is_of(iri, "body") is False:
            name, kind = self._scene.name(iri), self._scene.classed(iri)
            raise ChoiceError(f"{name} is no body ({kind}); name two bodies")

    def _why(self, one: str, other: str) -> str:
        """Say why no way leads from one to the other."""
        ways = self._ways
        parts = [ways.part(self._place[each]) if each in self._place else 1 for each in (one, other)]
        names = [self._scene.short(each) for each in (one, other)]
        force = "" if self._lapsed else " in force"
        if parts == [1, 1]:
            told = f"Nothing{force} ties {names[0]} or {names[1]} to another body"
        elif 1 in parts:
            told = f"Nothing{force} ties {names[parts.index(1)]} to another body"
        else:
            told = f"They lie apart: {names[0]} among {parts[0]:,} bodies, {names[1]} among {parts[1]:,}"
        return told + ("; with ties that have lapsed there is a way" if self._lapsed_would_do(one, other) else "")

    def _lapsed_would_do(self, one: str, other: str) -> bool:
        if self._lapsed or one not in self._place or other not in self._place:
            return False
        return bool(self._ways_of_all.best(self._place[one], self._place[other], 1))

    def _told(self, ways: Iterable[Way]) -> Iterator[Introduction]:
        kept = tuple(ways)
        knots = self._knots({pair for way in kept for pair in _steps(way)})
        for way in kept:
            told = tuple(self._step(one, other, knots) for one, other in _steps(way))
            cost = way.cost / UNIT
            yield Introduction(_rounded(math.exp(-cost)), _rounded(cost), told)

    def _rows(self, one: int, other: int) -> range:
        """Give the rows of a projection that tie two parties."""
        found, (low, high) = self._projection, sorted((one, other))
        first = int(found.one.searchsorted(low))
        last = int(found.one.searchsorted(low, side="right"))
        pair = first + int(found.other[first:last].searchsorted(high))
        return range(int(found.offset[pair]), int(found.offset[pair + 1]))

    def _knots(self, steps: Collection[tuple[int, int]]) -> Mapping[str, list[Tie]]:
        """Give the ties of all that ties the two of some steps, and look at all that is going to be told of these."""
        found = self._projection
        rows = (row for one, other in steps for row in self._rows(one, other) if self._strengths.tie[row] > 0)
        wanted = {found.by(row)[0] for row in rows}
        ties: dict[str, list[Tie]] = {via: [] for via in wanted}
        ends = {found.parties[end] for step in steps for end in step}
        names = dict.fromkeys(each.name for each in self._incidences)
        for tie in (tie for name in names for tie in self._full(name, wanted, ends)):
            if tie.party in ends:
                ties[tie.via].append(tie)
        told = [tie for each in ties.values() for tie in each]
        roles = {tie.role for tie in told} - shipped().labels.keys()
        self._scene.look(filter(is_iri, {*ends, *wanted, *roles}))
        self._scene.look_up(filter(is_iri, {tie.statement for tie in told} - wanted))
        return ties

    def _full(self, name: str, wanted: AbstractSet[str], ends: AbstractSet[str]) -> Iterator[Tie]:
        """Give the ties of some nodes of a network with roles and statements; of a large one those of ``ends``."""
        vias = [each.column("via") for each in self._incidences if each.name == name]
        if all(wanted.isdisjoint(each.texts) for each in vias):
            return iter(())
        if sum(map(len, vias)) > _LARGE:
            found = acquaintance.told(self._store, name, Part(wanted, ends))
        else:
            found = self._whole.get(name) or acquaintance.told(self._store, name)
            self._whole[name] = found
        return (tie for each in found for tie in each.ties if tie.via in wanted)

    def _step(self, one: int, other: int, knots: Mapping[str, list[Tie]]) -> Step:
        found, strengths = self._projection, self._strengths
        ends = found.parties[one], found.parties[other]
        bonds = []
        for row in self._rows(one, other):
            if strengths.tie[row] > 0:
                (via, kind), dates = found.by(row), found.dates(row)
                time = Window(*window.days(*dates))
                there = (tie for tie in knots[via] if time.holds(tie.start, tie.end))
                told = [tie for tie in there if tie.kind == kind and tie.party in ends]
                counted, lapsed = float(strengths.tie[row]), bool(strengths.lapsed[row])
                bonds.append(self._bond(ends, told, dates, counted, lapsed=lapsed))
        whole = _rounded(sum(bond.strength for bond in bonds))
        ordered = sorted(bonds, key=lambda bond: (-bond.strength, bond.name.casefold(), bond.via, bond.tie))
        return Step(self._body(ends[0]), self._body(ends[1]), whole, tuple(ordered))

    def _bond(
        self, ends: tuple[str, str], ties: Sequence[Tie], dates: tuple[str, str], counted: float, *, lapsed: bool
    ) -> Bond:
        scene, via, kind = self._scene, ties[0].via, ties[0].kind
        one, other = (
            ", ".join(dict.fromkeys(scene.role(tie.role) for tie in ties if tie.party == end and tie.role))
            for end in ends
        )
        statements = dict.fromkeys((via, *(tie.statement for tie in ties)))
        return Bond(
            via=placeholder.node(via),
            name=scene.name(via) if placeholder.node(via) else "",
            kind=scene.classed(via),
            tie=kind,
            words=shipped().label(kind),
            roles=(one, other),
            start=dates[0],
            end=dates[1] if any(tie.end for tie in ties) else "",  # that of a moment is the day of its start
            lasting=heading.lasts(ties[0]) or scene.is_series(via),
            lapsed=lapsed,
            strength=_rounded(counted),
            evidence=tuple(dict.fromkeys(each for iri in statements for each in scene.evidence(iri))),
        )

    def _body(self, iri: str) -> Body:
        return Body(iri, self._scene.name(iri), self._scene.short(iri))


def _steps(way: Way) -> Iterator[tuple[int, int]]:
    return pairwise(way.nodes)


def _rounded(number: float) -> float:
    return weight.rounded(number, 6)
