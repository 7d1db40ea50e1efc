"""Reasons: why a graph ties two bodies, or what a thing rests on - every tie with each piece of its evidence."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations

from partnergraph.ontology import shipped
from partnergraph.profiles import heading, line
from partnergraph.profiles.disagreement import Disagreement
from partnergraph.profiles.fact import Facts
from partnergraph.profiles.scene import Scene
from partnergraph.storage.queryable import Queryable
from partnergraph.ties import placeholder
from partnergraph.ties.incidence import Tie
from partnergraph.ties.mesh import Knot, Mesh
from partnergraph.values import window
from partnergraph.values.evidence import Evidence
from partnergraph.values.term import value
from partnergraph.values.window import Dates
from partnergraph.vocab import PG

_DIRECT = ("agreement", "renewal", "cooperation", "membership", "unit", "founding", "funding")
_RANK = {PG + "tie-" + name: place for place, name in enumerate(_DIRECT)}
_TOPIC = PG + "tie-topic"
_UNIT = PG + "tie-unit"
_WAYS = ("direct", "shared", "units", "chain")


@dataclass(frozen=True, slots=True)
class Part:
    """What something ties, its role in it, since when and until when as told, and the evidence for that."""

    iri: str
    name: str
    short: str  # acronym, else the name
    role: str
    start: str
    end: str
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Cause:
    """One node that ties: what it is, in which way it ties, since when, the parts that it ties, and its evidence.

    ``way`` is "direct" where it ties the two to each other, "shared" where both take part in it, "units" where it ties
    units of theirs, "chain" for a step of the shortest way between two that nothing ties. ``start`` and ``end`` are
    those of the time that its parts were in it together; both are empty where they were only at different times, which
    ``apart`` says. ``via`` and ``name`` are empty where a line of a file ties, and no node.
    """

    way: str
    via: str
    name: str
    kind: str  # label of the class of what ties
    tie: str  # IRI of the kind of tie
    words: str  # its label
    start: str
    end: str
    lasting: bool  # it goes on where no end is known
    apart: bool
    details: tuple[str, ...]
    preferred: bool
    parts: tuple[Part, ...]
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Thing:
    """One of the two that were asked about, or the only one; ``also`` are names of bodies accepted as one with it."""

    iri: str
    name: str
    kind: str
    evidence: tuple[Evidence, ...]
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reason:
    """The answer: the things asked about, what ties them, and where sources disagree about these.

    ``tied`` is true where something ties the two, or where the one thing rests on evidence. If it is false for two
    things, ``chain`` names what a shortest way from one to the other leads over, both included, and ``causes`` tells
    what ties these; both are empty where no way leads there.
    """

    things: tuple[Thing, ...]
    tied: bool
    chain: tuple[str, ...]
    causes: tuple[Cause, ...]
    disagreements: tuple[Disagreement, ...]


def of(store: Queryable, iri: str) -> Reason:
    """Give what a thing rests on: its evidence, and where sources disagree about it.

    >>> from partnergraph.storage.store import Store
    >>> of(Store(), "urn:esr").tied
    False
    """
    scene = Scene(store)
    thing = _thing(scene, iri)
    return Reason((thing,), bool(thing.evidence), (), (), _about(scene, {iri}))


def between(store: Queryable, one: str, other: str) -> Reason:
    """Give what ties two things, what ties them directly first; where nothing does, a shortest way between them.

    >>> from partnergraph.storage.store import Store
    >>> between(Store(), "urn:esr", "urn:eortc").causes
    ()
    """
    scene = Scene(store)
    found = list(dict.fromkeys([*_ties(scene.mesh, one, other), *_unit_chain(scene.mesh, one, other)]))
    found += _through_units(scene.mesh, one, other, {knot.via for _, knot, _ in found})
    tied = bool(found)
    chain = () if tied else scene.mesh.chain(one, other)
    causes = _causes(scene, found or _folded(one, chain))
    return Reason(
        things=(_thing(scene, one), _thing(scene, other)),
        tied=tied,
        chain=tuple(scene.short(each) for each in (one, *(there for there, _ in chain))) if chain else (),
        causes=tuple(sorted(causes, key=_order)) if tied else causes,
        disagreements=_about(scene, {cause.via for cause in causes}),
    )


Found = tuple[str, Knot, frozenset[str]]
"""In which way a knot ties, the knot, and which of its parts are told."""


def _ties(mesh: Mesh, one: str, other: str) -> Iterator[Found]:
    for knot in mesh.at(one):
        if {one, other} <= {*knot.parties, knot.via}:
            direct = knot.kind in _RANK or knot.via in {one, other} or not placeholder.node(knot.via)
            yield "direct" if direct else "shared", knot, frozenset({one, other})


def _unit_chain(mesh: Mesh, one: str, other: str) -> Iterator[Found]:
    """Give the steps by which one belongs to the other, or the other to the one, from the unit up."""
    for unit, body in ((one, other), (other, one)):
        by = {parent: knot for parent, knot, _ in line.above(mesh, unit)}
        steps: list[Found] = []
        here = body
        while here in by:
            steps.append(("direct", by[here], frozenset({by[here].via, here})))
            here = by[here].via
        yield from reversed(steps)


def _through_units(mesh: Mesh, one: str, other: str, told: set[str]) -> list[Found]:
    """Give what ties units of the two to each other, or a unit of one to the other."""
    ours = {one, *(unit for unit, _, _ in line.below(mesh, one))}
    theirs = {other, *(unit for unit, _, _ in line.below(mesh, other))}
    knots = (knot for knot in mesh.knots if knot.kind != _TOPIC and knot.via not in told)
    sides = ((knot, ours.intersection(knot.parties), theirs.intersection(knot.parties)) for knot in knots)
    apart = ours.isdisjoint(theirs)
    return [("units", knot, frozenset(here | there)) for knot, here, there in sides if apart and here and there]


def _folded(one: str, chain: Iterable[tuple[str, Knot]]) -> list[Found]:
    """Give the knots of a way, one that leads to what ties and on from there as one."""
    found: list[Found] = []
    here = one
    for there, knot in chain:
        before = found.pop()[2] if found and found[-1][1] == knot else frozenset({here})
        found.append(("chain", knot, before | {there}))
        here = there
    return found


def _causes(scene: Scene, found: list[Found]) -> tuple[Cause, ...]:
    facts = scene.facts(knot.via for _, knot, _ in found)
    return tuple(_cause(scene, facts, *each) for each in found)


def _cause(scene: Scene, facts: Facts, way: str, knot: Knot, told: frozenset[str]) -> Cause:
    ties = [tie for tie in knot.ties if tie.party in told]
    together = _together(ties)
    start, end = together or ("", "")
    return Cause(
        way=way,
        via=placeholder.node(knot.via),
        name=scene.name(knot.via) if placeholder.node(knot.via) else "",
        kind=scene.classed(knot.via),
        tie=knot.kind,
        words=shipped().label(knot.kind),
        start=start,
        end=end,
        lasting=heading.lasts(knot.ties[0]) or scene.is_series(knot.via),
        apart=together is None,
        details=tuple(line.details_of(scene, facts, knot.via)),
        preferred=any(value(each) is True for each in facts.get(knot.via, {}).get(PG + "preferred", ())),
        parts=tuple(_part(scene, tie) for tie in ties),
        evidence=scene.evidence(knot.via),
    )


def _together(ties: Iterable[Tie]) -> Dates | None:
    """Give since and until when two of the parties of some ties were there together, or one where there is one only."""
    times = sorted({(tie.party, tie.start, tie.end) for tie in ties})
    if len({party for party, *_ in times}) < 2:
        return window.whole((start, end) for _, start, end in times)
    met = (window.common(one[1:], other[1:]) for one, other in combinations(times, 2) if one[0] != other[0])
    found = [time for time in met if time]
    return window.whole(found) if found else None


def _part(scene: Scene, tie: Tie) -> Part:
    evidence = scene.evidence(tie.statement) if tie.statement != tie.via else ()
    name, short, role = scene.name(tie.party), scene.short(tie.party), scene.role(tie.role)
    return Part(tie.party, name, short, role, tie.start, tie.end, evidence)


def _thing(scene: Scene, iri: str) -> Thing:
    also = tuple(map(scene.name, scene.same.all(iri)[1:]))
    return Thing(iri, scene.name(iri), scene.classed(iri), scene.evidence(iri), also)


def _about(scene: Scene, things: set[str]) -> tuple[Disagreement, ...]:
    return tuple(
        each for each in scene.disagreements if things & {each.thing, *(side.statement for side in each.sides)}
    )


def _order(cause: Cause) -> tuple[int, int, str, str]:
    """Give the place of a cause: by way, by kind of tie, by start; steps of a chain of units stay as they come."""
    name = "" if cause.tie == _UNIT else cause.name.casefold()
    return _WAYS.index(cause.way), _RANK.get(cause.tie, len(_RANK)), cause.start or "~", name
