"""Candidacy: the bodies of a store as they are compared - those that the registry has, and those that it may have.

A body is of the registry if it has an identifier of ROR. One that was found to be the same as such a body needs none.
What was withdrawn from the registry is no candidate.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from functools import cache

from partnergraph import resource
from partnergraph.country import codes
from partnergraph.questions import tree
from partnergraph.reconciliation.matching import Body
from partnergraph.storage.queryable import Queryable
from partnergraph.values.term import key
from partnergraph.vocab import PREFIXES, expand

_ROR = "https://ror.org/"
_NAMES = ("skos:prefLabel", "schema:legalName", "skos:altLabel")


@dataclass(frozen=True, slots=True)
class Bodies:
    """Bodies of a store: ``registered`` are those of the registry, ``others`` the rest, in the order of their IRIs.

    ``same`` and ``different`` are pairs of which that was said; ``known`` gives the IRI of each body and identifier.
    """

    registered: tuple[Body, ...]
    others: tuple[Body, ...]
    same: frozenset[frozenset[str]] = frozenset()
    different: frozenset[frozenset[str]] = frozenset()
    known: dict[str, str] = field(default_factory=dict)


def read(store: Queryable) -> Bodies:
    """Give the bodies of a store.

    >>> from partnergraph.storage.store import Store
    >>> read(Store()).others
    ()
    """
    said: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for thing, about, value in store.select(resource.query("lookups", "matchable")):
        said[thing.value][about.value].append(value.value)
    bodies = {iri: _body(iri, said[iri]) for iri in sorted(_of_kind(store)) if iri in said}
    same, different = (
        {frozenset((iri, other)) for iri in bodies for other in said[iri][_iri(name)] if other in bodies}
        for name in ("owl:sameAs", "owl:differentFrom")
    )
    rors = {
        iri: min((each for each in said[iri][_iri("owl:sameAs")] if each.startswith(_ROR)), default="")
        for iri in bodies
    }
    joined = {iri for pair in same for iri in pair if any(rors[each] for each in pair)}
    gone = {iri for iri in bodies if _iri("pg:status-withdrawn") in said[iri][_iri("org:classification")]}
    return Bodies(
        tuple(body for iri, body in bodies.items() if rors[iri] and iri not in gone),
        tuple(body for iri, body in bodies.items() if not rors[iri] and iri not in joined),
        frozenset(same),
        frozenset(different),
        {**{ror: iri for iri, ror in reversed(rors.items()) if ror}, **{iri: iri for iri in bodies}},
    )


def _body(iri: str, said: dict[str, list[str]]) -> Body:
    names = dict.fromkeys(name for about in _NAMES for name in sorted(said[_iri(about)]))
    countries = (each.removeprefix(PREFIXES["country"]) for each in said[_iri("schema:addressCountry")])
    return Body(
        iri,
        tuple(names),
        frozenset(codes().get(each, each) for each in countries),
        min(said[_iri("schema:location")], default=""),
        min(said[_iri("foaf:homepage")], default=""),
    )


def _of_kind(store: Queryable) -> set[str]:
    """Give the things of a class of bodies."""
    rows = store.select(resource.query("lookups", "families"))
    kinds = {member.value for family, member in rows if family.value == "body"}
    classes: dict[str, list[str]] = defaultdict(list)
    for thing, stated in store.select(resource.query("lookups", "classed")):
        classes[key(thing)].append(stated.value)
    lineage = tree.read(store).lineage
    known = {own: not kinds.isdisjoint(lineage(own)) for own in set(map(tuple, classes.values()))}
    return {thing for thing, own in classes.items() if known[tuple(own)]}


@cache
def _iri(name: str) -> str:
    return expand(name) or name
