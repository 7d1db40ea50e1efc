"""Disagreements: where sources state different values for what has one value."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby

import pyoxigraph as ox

from partnergraph import resource
from partnergraph.profiles import fact
from partnergraph.profiles.outline import Item, Section
from partnergraph.profiles.profile import Profile
from partnergraph.storage.queryable import Queryable
from partnergraph.values import term
from partnergraph.values.evidence import Evidence
from partnergraph.vocab import PREFIXES

_NAME = PREFIXES["skos"] + "prefLabel"

Claim = tuple[str, tuple[str, ...]]
"""The name of a property, and the values that are stated for it, the one to show first."""


@dataclass(frozen=True, slots=True)
class Side:
    """One of the values stated, whether it is the one to show, the node that states it, and on what evidence."""

    value: str
    preferred: bool
    statement: str  # IRI
    note: str
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Disagreement:
    """The sides, two or more, of a disagreement about one property of one thing; the preferred side comes first."""

    thing: str  # IRI
    name: str  # of the thing
    property: str  # IRI; for changes the class
    label: str
    sides: tuple[Side, ...]


def read(store: Queryable, profiles: Mapping[str, Profile]) -> tuple[Disagreement, ...]:
    """Give the disagreements of a store, sorted by thing and property.

    >>> from partnergraph.storage.store import Store
    >>> from partnergraph.writing.format import TURTLE
    >>> store = Store()
    >>> store.add_text('<urn:a> <https://schema.org/startDate> "2005", "2006" .', TURTLE)
    >>> [[side.value for side in each.sides] for each in read(store, {})]
    [['2005', '2006']]
    """
    rows = sorted(store.select(resource.query("lookups", "disagreements")), key=lambda row: tuple(map(str, row)))
    found = []
    for (thing, property), group in groupby(rows, key=lambda row: (term.key(row["thing"]), term.key(row["property"]))):
        sides = _sides(thing, group, profiles)
        if len({side.value for side in sides}) > 1:
            profile = profiles.get(thing)
            name = profile.label if profile else thing
            found.append(Disagreement(thing, name, property, fact.label(property), sides))
    return tuple(found)


def claims(found: Iterable[Disagreement]) -> Mapping[tuple[str, str], frozenset[Claim]]:
    """Give what each value in dispute is one of, beside the thing that it is stated of and the node that states it.

    Names are left out: who doubts the name of a body does not doubt what it takes part in.

    >>> from partnergraph.storage.store import Store
    >>> from partnergraph.writing.format import TURTLE
    >>> store = Store()
    >>> store.add_text('<urn:a> <https://schema.org/startDate> "2005", "2006" .', TURTLE)
    >>> [sorted(each) for each in claims(read(store, {})).values()]
    [[('start date', ('2005', '2006'))], [('start date', ('2005', '2006'))]]
    """
    known: dict[tuple[str, str], frozenset[Claim]] = {}
    for each in found:
        if each.property == _NAME:
            continue
        claim = each.label, tuple(dict.fromkeys(side.value for side in each.sides))
        for node, value in ((node, side.value) for side in each.sides for node in (each.thing, side.statement)):
            known[node, value] = known.get((node, value), frozenset()) | {claim}
    return known


def sections(found: Iterable[Disagreement]) -> tuple[Section, ...]:
    """Give the section that tells people where sources disagree, if they do: an item for each side.

    >>> sections([])
    ()
    """
    items = tuple(
        Item(
            text=f"{each.name}, {each.label}: {side.value}",
            words="preferred" if side.preferred else "",
            details=(side.note,) if side.note else (),
            evidence=side.evidence,
        )
        for each in found
        for side in each.sides
    )
    return (Section("Sources disagree", items),) if items else ()


def _sides(thing: str, rows: Iterable[ox.QuerySolution], profiles: Mapping[str, Profile]) -> tuple[Side, ...]:
    sides = {_side(row, profiles) for row in rows}
    stated = {side.value for side in sides if side.statement != thing}
    told = [side for side in sides if side.statement != thing or side.value not in stated]
    return tuple(sorted(told, key=lambda side: (not side.preferred, side.value, side.statement)))


def _side(row: ox.QuerySolution, profiles: Mapping[str, Profile]) -> Side:
    value = profiles.get(term.key(row["value"]))
    statement = term.key(row["statement"])
    profile, source = profiles.get(statement), term.text(row["source"])
    found = profile.evidence if profile else ()
    return Side(
        value=value.label if value else term.text(row["value"]),
        preferred=term.value(row["preferred"]) is True,
        statement=statement,
        note=profile.note if profile else "",
        evidence=tuple(each for each in found if each.title == source) or found,
    )
