"""Portraits: all that a graph says of one thing - what it is, what ties it to what, since when, on what evidence."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from partnergraph.ontology import shipped
from partnergraph.profiles import fact, heading, line
from partnergraph.profiles.disagreement import Disagreement
from partnergraph.profiles.fact import Facts
from partnergraph.profiles.heading import Heading
from partnergraph.profiles.line import Line
from partnergraph.profiles.scene import Scene
from partnergraph.storage.queryable import Queryable
from partnergraph.values.evidence import Evidence
from partnergraph.values.term import Term, key, text
from partnergraph.vocab import PG, expand, shorten

_TOLD = frozenset(  # facts that a portrait tells elsewhere
    map(
        expand,
        (
            *("rdf:type", "skos:prefLabel", "skos:altLabel", "rdfs:label", "foaf:name", "schema:name"),
            *("schema:legalName", "skos:note", "skos:definition", "skos:inScheme", "schema:addressCountry"),
            *("foaf:homepage", "schema:url", "skos:exactMatch", "pg:evidence"),
        ),
    )
)
_MONEY = frozenset({PG + "euContribution", PG + "totalCost"})


@dataclass(frozen=True, slots=True)
class Property:
    """What is stated beside names and ties: the property (prefixed name), its name in words, its values in words."""

    property: str
    label: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """The ties of one sort: name for programs, title for people, and a line each."""

    name: str
    title: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Partner:
    """Another body: how many ties there are, in all and by the label of their kind; topics do not count."""

    iri: str
    name: str
    country: str
    ties: int
    kinds: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Portrait:
    """One thing: what it is, its ties in sections, its partners, where sources disagree about it."""

    iri: str
    name: str
    names: tuple[str, ...]
    kind: str
    types: tuple[str, ...]
    country: str
    start: str
    end: str
    links: tuple[str, ...]
    note: str
    properties: tuple[Property, ...]
    sections: tuple[Section, ...]
    partners: tuple[Partner, ...]
    disagreements: tuple[Disagreement, ...]
    evidence: tuple[Evidence, ...]


def read(store: Queryable, iri: str) -> Portrait:
    """Give the portrait of a thing in a store.

    >>> from partnergraph.storage.store import Store
    >>> read(Store(), "urn:esr").sections
    ()
    """
    return draw(Scene(store), iri)


def draw(scene: Scene, iri: str) -> Portrait:
    """Give the portrait of a thing in a scene, which may be that of others too.

    >>> from partnergraph.storage.store import Store
    >>> draw(Scene(Store()), "urn:esr").partners
    ()
    """
    facts = scene.facts(line.needed(scene, iri))
    profile = scene.profile(iri)
    sections = tuple(_sections(scene, iri, facts))
    statements = {iri, *(each.via for section in sections for each in section.lines)}
    return Portrait(
        iri=iri,
        name=profile.label,
        names=profile.names,
        kind=scene.classed(iri),
        types=shipped().lineage(profile.types),
        country=profile.country,
        start=profile.start,
        end=profile.end,
        links=profile.links,
        note=profile.note,
        properties=tuple(_properties(scene, iri, facts)),
        sections=sections,
        partners=tuple(_partners(scene, iri)),
        disagreements=tuple(each for each in scene.disagreements if each.thing in statements),
        evidence=profile.evidence,
    )


def _sections(scene: Scene, iri: str, facts: Facts) -> Iterator[Section]:
    found: dict[Heading, list[Line]] = {}
    for where, each in line.read(scene, iri, facts):
        found.setdefault(where, []).append(each)
    for where in sorted(found, key=lambda each: (heading.place(each), each.title)):
        lines = found[where]
        if all(each.level == 1 for each in lines):  # else the order is that of the units
            lines = sorted(lines, key=lambda each: (each.start or "~", each.name.casefold(), each.iri, each.role))
        yield Section(where.name, where.title, tuple(lines))


def _properties(scene: Scene, iri: str, facts: Facts) -> Iterator[Property]:
    tied = {end for knot in scene.mesh.at(iri) for end in (*knot.parties, knot.via)}
    for property, values in facts.get(iri, {}).items():
        told = tuple(dict.fromkeys(_word(scene, property, each) for each in values if key(each) not in tied))
        if property not in _TOLD and told:
            yield Property(shorten(property), fact.label(property), told)


def _word(scene: Scene, property: str, value: Term) -> str:
    if property in _MONEY:
        return fact.euros(value)
    known = key(value) in scene.profiles or key(value) in shipped().labels
    return scene.name(key(value)) if known else text(value)


def _partners(scene: Scene, iri: str) -> Iterator[Partner]:
    bodies = scene.kinds.family("body")
    counts: dict[str, Counter[str]] = {}
    for knot in scene.mesh.at(iri) if iri in bodies else ():
        if knot.kind != PG + "tie-topic" and knot.of(iri):
            for other in {tie.party for tie in knot.ties} & bodies - {iri}:
                counts.setdefault(other, Counter())[shipped().label(knot.kind)] += 1
    for other in sorted(counts, key=lambda each: (-counts[each].total(), scene.name(each).casefold(), each)):
        kinds = dict(sorted(counts[other].items(), key=lambda each: (-each[1], each[0])))
        country = scene.profile(other).country
        yield Partner(other, scene.name(other), country, counts[other].total(), kinds)
