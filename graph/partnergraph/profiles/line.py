"""Lines: the ties of one thing, each as it is told - to what, as what, since when, with whom, on what evidence."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from partnergraph.profiles import fact, heading
from partnergraph.profiles.fact import Facts
from partnergraph.profiles.heading import Heading
from partnergraph.profiles.scene import Scene
from partnergraph.ties import placeholder
from partnergraph.ties.incidence import Tie
from partnergraph.ties.mesh import Knot, Mesh
from partnergraph.values.evidence import Evidence
from partnergraph.values.term import key, text, value
from partnergraph.vocab import PG, PREFIXES

_UNIT = PG + "tie-unit"
_TOPIC = PG + "tie-topic"
_RENEWAL = PG + "tie-renewal"
_MEMBERSHIP = PG + "tie-membership"
_ROLE = PREFIXES["org"] + "role"
_ORGANIZATION = PREFIXES["org"] + "organization"
_LOCATION = PREFIXES["schema"] + "location"
_WORDS = {
    PG + "role-origin": "results of",
    PG + "role-parent": "part of",
    PG + "role-subject": "about",
}


@dataclass(frozen=True, slots=True)
class Other:
    """Another party of the same agreement, event or project, with its role."""

    iri: str
    name: str
    role: str


@dataclass(frozen=True, slots=True)
class Line:
    """One tie of a thing to ``iri``; ``via`` is the node that ties: the same, the membership between the two, or ""."""

    iri: str
    name: str
    kind: str
    role: str
    start: str
    end: str
    lasting: bool  # it goes on where no end is known
    level: int  # 1, and more for what lies above parents and below parts
    others: tuple[Other, ...]
    details: tuple[str, ...]
    disputed: bool  # sources disagree about it
    via: str
    evidence: tuple[Evidence, ...]


def needed(scene: Scene, iri: str) -> Iterator[str]:
    """Give the things whose facts are needed to tell the ties of one: itself, what ties it, and what states that.

    >>> from partnergraph.storage.store import Store
    >>> list(needed(Scene(Store()), "urn:esr"))
    ['urn:esr']
    """
    yield iri
    for knot in scene.mesh.at(iri):
        yield knot.via
        yield from (tie.statement for tie in (knot.ties if iri == knot.via else knot.of(iri)))


def read(scene: Scene, iri: str, facts: Facts) -> Iterator[tuple[Heading, Line]]:
    """Give every tie of a thing with the heading that it stands under; ``facts`` are those of ``needed``.

    >>> from partnergraph.storage.store import Store
    >>> list(read(Scene(Store()), "urn:esr", {}))
    []
    """
    for where, chain in ((heading.PARENTS, above), (heading.PARTS, below)):
        for target, knot, level in chain(scene.mesh, iri):
            yield where, replace(_line(scene, where, knot, knot.ties[0], target), level=level)
    for knot in scene.mesh.at(iri):
        if knot.kind == _UNIT:
            continue
        if iri in (knot.ends if knot.line else knot.parties):
            yield from (_as_party(scene, facts, knot, tie) for tie in knot.of(iri))
        if iri == knot.via and not (knot.line and iri in knot.ends):
            ties = (tie for tie in knot.ties if tie.party != iri)
            yield from (_as_via(scene, facts, knot, tie) for tie in ties)


def above(mesh: Mesh, unit: str) -> Iterator[tuple[str, Knot, int]]:
    """Give what a unit is part of, on all levels: each body, the knot by which, and how far up it is, from 1.

    >>> list(above(Mesh([]), "urn:unit"))
    []
    """
    return _chain(mesh, unit, _parents)


def below(mesh: Mesh, body: str) -> Iterator[tuple[str, Knot, int]]:
    """Give the units of a body, on all levels, each followed by its own units.

    >>> list(below(Mesh([]), "urn:body"))
    []
    """
    return _chain(mesh, body, _units)


def details_of(scene: Scene, facts: Facts, via: str) -> Iterator[str]:
    """Tell of what ties: its number and kinds, its cost, its place or address, its topics, what it renews.

    >>> from partnergraph.storage.store import Store
    >>> list(details_of(Scene(Store()), {}, "urn:mou"))
    []
    """
    stated = facts.get(via, {})
    kinds = ", ".join(scene.name(key(kind)) for kind in stated.get(PG + "eventKind", ()))
    for number in stated.get(PG + "numberOfEvents", ()):
        yield f"{text(number)} events" + (f": {kinds}" if kinds else "")
    yield from (f"total cost {fact.euros(amount)}" for amount in stated.get(PG + "totalCost", ()))
    yield from (scene.name(key(place)) for place in stated.get(_LOCATION, ()))
    yield from filter(None, [scene.addresses.get(via)])
    knots = [knot for knot in scene.mesh.at(via) if via in knot.parties or knot.kind == _RENEWAL]
    topics = sorted(scene.name(knot.via) for knot in knots if knot.kind == _TOPIC)
    yield from [f"on {', '.join(topics)}"] if topics else []
    for knot in knots:
        if knot.kind == _RENEWAL:
            word = "renews" if knot.via == via else "renewed by"
            yield from (f"{word} {scene.name(party)}" for party in sorted({tie.party for tie in knot.ties} - {via}))


Step = Callable[[Mesh, str], Iterator[tuple[str, Knot]]]


def _parents(mesh: Mesh, unit: str) -> Iterator[tuple[str, Knot]]:
    knots = (knot for knot in mesh.at(unit) if knot.kind == _UNIT and knot.via == unit)
    return ((parent, knot) for knot in knots for parent in knot.parties)


def _units(mesh: Mesh, body: str) -> Iterator[tuple[str, Knot]]:
    return ((knot.via, knot) for knot in mesh.at(body) if knot.kind == _UNIT and knot.via != body)


def _chain(mesh: Mesh, iri: str, step: Step) -> Iterator[tuple[str, Knot, int]]:
    """Give what lies above or below, each thing once, at its shortest way, and followed by what lies beyond it."""
    levels, ring = {iri: 0}, [iri]
    while ring:
        ring = [there for here in ring for there, _ in step(mesh, here) if there not in levels]
        levels |= dict.fromkeys(ring, max(levels.values()) + 1)
    seen, waiting = {iri}, [(there, knot, 1) for there, knot in step(mesh, iri)][::-1]
    while waiting:
        here, knot, level = waiting.pop()
        if here not in seen and level == levels[here]:
            seen.add(here)
            yield here, knot, level
            waiting += [(there, further, level + 1) for there, further in step(mesh, here)][::-1]


def _as_party(scene: Scene, facts: Facts, knot: Knot, tie: Tie) -> tuple[Heading, Line]:
    whole = any(key(each) == tie.party for each in facts.get(knot.via, {}).get(_ORGANIZATION, ())) and knot.line
    where = heading.of_party(tie, whole=whole)
    if knot.line:
        other = next(each for each in knot.ties if each.party != tie.party)
        line = _line(scene, where, knot, other if whole else tie, other.party)
        return where, line if _has_role(facts, knot) else replace(line, role="")
    details = tuple(_money(facts, tie)) + tuple(details_of(scene, facts, knot.via))
    beside = [each for each in knot.ties if each.party not in {tie.party, knot.via}]
    details += tuple(f"{_WORDS[each.role]} {scene.name(each.party)}" for each in beside if each.role in _WORDS)
    others = tuple(
        Other(each.party, scene.short(each.party), scene.role(each.role)) for each in beside if each.role not in _WORDS
    )
    return where, replace(_line(scene, where, knot, tie, knot.via), others=others, details=details)


def _has_role(facts: Facts, knot: Knot) -> bool:
    """Say whether a role is stated; that of the member of a membership may only follow from what it is."""
    return knot.kind != _MEMBERSHIP or bool(facts.get(knot.via, {}).get(_ROLE))


def _as_via(scene: Scene, facts: Facts, knot: Knot, tie: Tie) -> tuple[Heading, Line]:
    where = heading.of_via(tie)
    details = (*filter(None, [scene.profile(tie.party).country]), *_money(facts, tie))
    line = _line(scene, where, knot, tie, tie.party)
    return where, replace(line, details=details, disputed=tie.statement != knot.via and line.disputed)


def _line(scene: Scene, where: Heading, knot: Knot, tie: Tie, target: str) -> Line:
    dated = (tie, *knot.ties) if knot.line else (tie,)  # a line has one time, at a node each party has its own
    return Line(
        iri=target,
        name=scene.name(target),
        kind=scene.classed(target),
        role=scene.role(tie.role),
        start=next((each.start for each in dated if each.start), ""),
        end=next((each.end for each in dated if each.end), ""),
        lasting=(where.lasting and heading.lasts(tie)) or scene.is_series(knot.via),
        level=1,
        others=(),
        details=(),
        disputed=bool({knot.via, tie.statement} & scene.disputed),
        via=placeholder.node(knot.via),
        evidence=scene.evidence(tie.statement),
    )


def _money(facts: Facts, tie: Tie) -> Iterator[str]:
    """Tell what a participation brings its body, and whether it ended early."""
    stated = facts.get(tie.statement, {}) if tie.statement != tie.via else {}
    yield from (f"EU contribution {fact.euros(amount)}" for amount in stated.get(PG + "euContribution", ()))
    if any(value(ended) is True for ended in stated.get(PG + "participationEnded", ())):
        yield "left before the end"
