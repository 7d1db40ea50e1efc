"""Profiles: what is shown of a thing - its names, classes, country, dates, links, notes and evidence."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property

import pyoxigraph as ox

from partnergraph import country, resource
from partnergraph.profiles import proof
from partnergraph.profiles.proof import Proofs
from partnergraph.query import sparql
from partnergraph.storage.queryable import Queryable
from partnergraph.storage.store import Store
from partnergraph.ties import identity
from partnergraph.values import acronym
from partnergraph.values.evidence import Evidence
from partnergraph.values.term import Term, is_iri, key
from partnergraph.vocab import PREFIXES, expand, shorten

_LABELS = ("skos:prefLabel", "rdfs:label", "foaf:name", "schema:name", "schema:legalName")
_OTHER = "skos:altLabel"
_STARTS = ("schema:startDate", "pg:signedOn", "schema:foundingDate", "dcterms:date", "schema:datePublished")
_ENDS = ("pg:terminatedOn", "schema:endDate", "pg:endsOn", "schema:dissolutionDate")
_LINKS = ("foaf:homepage", "schema:url", "skos:exactMatch")
_NOTES = ("skos:definition", "skos:note")
_TYPE, _COUNTRY = "rdf:type", "schema:addressCountry"
_SHOWN = (*_LABELS, _OTHER, *_STARTS, *_ENDS, *_LINKS, *_NOTES, _TYPE, _COUNTRY)
_PLACED, _CODE = PREFIXES["schema"] + "addressCountry", PREFIXES["dcterms"] + "identifier"

Values = Mapping[str, list[Term]]


@dataclass(frozen=True, slots=True)
class Profile:
    """What a reader is shown of one thing; unknown texts are empty, dates are as known (``2017-09``)."""

    label: str
    names: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    country: str = ""
    start: str = ""
    end: str = ""
    links: tuple[str, ...] = ()
    note: str = ""
    evidence: tuple[Evidence, ...] = ()

    @property
    def acronym(self) -> str:
        """The shortest other name that is one word with two capitals or more; empty if there is none.

        >>> Profile("European Society of Radiology", names=("ESR", "European radiologists")).acronym
        'ESR'
        """
        return acronym.of(self.label, self.names)


class Profiles(Mapping[str, Profile]):
    """The profiles of all things in a store that have a class, a name or evidence, by IRI; each is made when asked for.

    Of many thousand things a command often shows a few: making all profiles takes ten times as long as reading them.
    """

    def __init__(
        self,
        values: Mapping[str, Values],
        prove: Callable[[Iterable[str] | None], Proofs],
        proven: Collection[str] | None = None,
    ) -> None:
        self._values = values
        self._prove = prove
        self._proven = proven
        self._made: dict[str, Profile] = {}
        self._plain: dict[str, Profile] = {}

    @cached_property
    def _proofs(self) -> Proofs:
        return self._prove(self._proven)

    @cached_property
    def _things(self) -> dict[str, None]:
        return dict.fromkeys((*self._values, *self._proofs.rows))

    def __getitem__(self, iri: str) -> Profile:
        if iri not in self._made:
            if iri not in self._things:
                raise KeyError(iri)
            self._made[iri] = _profile(iri, self._values.get(iri, {}), self._proofs.of(iri))
        return self._made[iri]

    def __contains__(self, iri: object) -> bool:
        return iri in self._made or iri in self._values or iri in self._things

    def plain(self, iri: str) -> Profile:
        """Give what a thing is, but for its evidence, which takes as long to read as all else of many thousand things.

        >>> read(Store()).plain("urn:a").label
        'urn:a'
        """
        if iri.startswith("_:") and iri not in self._values:
            return self.get(iri) or Profile(shorten(iri))
        if iri not in self._plain:
            self._plain[iri] = _profile(iri, self._values.get(iri, {}), ())
        return self._plain[iri]

    def among(self, things: Iterable[str]) -> "Profiles":
        """Give the same with the evidence of some things alone, which of a part of many thousand is read much sooner.

        >>> len(read(Store()).among(["urn:a"]))
        0
        """
        some = frozenset(things)
        return Profiles(self._values, self._prove, some) if all(map(is_iri, some)) else self

    def proved(self, iri: str) -> bool:
        """Say whether a thing rests on evidence with a source document."""
        return iri in self._proofs.rows

    def __iter__(self) -> Iterator[str]:
        return iter(self._things)

    def __len__(self) -> int:
        return len(self._things)


def read(store: Queryable, things: Iterable[str] | None = None) -> Profiles:
    """Give the profile of every thing in a store that has a class, a name or evidence, by its IRI; or of some alone.

    What stands for bodies that were accepted as one has their names and evidence, and what is not said of itself.

    >>> from partnergraph.writing.format import TURTLE
    >>> store = Store()
    >>> store.add_text('<urn:esr> <http://xmlns.com/foaf/0.1/name> "ESR" .', TURTLE)
    >>> read(store)["urn:esr"].label
    'ESR'
    """
    values: dict[str, dict[str, list[Term]]] = {}
    same = identity.read(store)
    wanted = None if things is None else {each for thing in things for each in same.all(thing)}
    rows = _told(store, wanted) if wanted is not None and isinstance(store, Store) else _asked(store, wanted)
    for thing, property, value in rows:
        values.setdefault(thing, {}).setdefault(property, []).append(value)
    lent = {one: first for one, first in same.first.items() if wanted is None or first in wanted}
    for one, first in lent.items():
        _lend(values.get(one, {}), values.setdefault(first, {}))

    def prove(some: Iterable[str] | None) -> Proofs:
        asked = wanted if some is None else {each for thing in some for each in same.all(thing)}
        return _lent(proof.read(store, asked), lent)

    return Profiles(values, prove)


def _asked(store: Queryable, things: Iterable[str] | None) -> Iterator[tuple[str, str, Term]]:
    """Give things, or some of them, with what is shown of them: the property, shortened, and its value."""
    short = cache(shorten)
    for thing, property, value in store.select(_about(things)):
        yield key(thing), short(property.value), value


def _told(store: Store, things: Iterable[str]) -> Iterator[tuple[str, str, Term]]:
    """Give the same of some things in a store here, read thing by thing: of many thousand in a third of the time."""
    shown = {expand(each): each for each in _SHOWN}
    codes = cache(lambda place: tuple(quad.object for quad in store.about(place) if quad.predicate.value == _CODE))
    for thing in filter(is_iri, things):
        said = dict.fromkeys((quad.predicate.value, quad.object) for quad in store.about(ox.NamedNode(thing)))
        for property, value in said:
            if property in shown:
                yield thing, shown[property], value
            if property == _PLACED and isinstance(value, ox.NamedNode):
                yield from ((thing, shown[property], code) for code in codes(value))


def _lent(proofs: Proofs, same: Mapping[str, str]) -> Proofs:
    """Give what stands for bodies that are one the evidence of all of them."""
    rows = dict(proofs.rows)
    for one, first in same.items():
        rows[first] = [*rows.get(first, ()), *rows.get(one, ())]
    return Proofs(proofs.names, rows, proofs.headed)


def _lend(values: Values, own: dict[str, list[Term]]) -> None:
    """Give what is said of a body to the one that stands for it: names as other names, the rest where that has none."""
    for property, terms in values.items():
        if property in (*_LABELS, _OTHER):
            own[_OTHER] = [*own.get(_OTHER, ()), *terms]
        else:
            own.setdefault(property, terms)


def plain(store: Queryable, things: Iterable[str]) -> dict[str, Profile]:
    """Give what some things are, but for their evidence; of a store elsewhere all are read, which is one question.

    >>> plain(Store(), ["urn:a"])["urn:a"].label
    'urn:a'
    """
    wanted = list(things)
    known = read(store, wanted if _is_here(store, wanted) else None)
    return {iri: known.plain(iri) for iri in wanted}


def named(store: Queryable, things: Iterable[str]) -> dict[str, Profile]:
    """Give some things with nothing but their names; of a store elsewhere they come with what ``plain`` gives.

    >>> named(Store(), ["urn:a"])["urn:a"].label
    'urn:a'
    """
    wanted = list(things)
    if isinstance(store, Store) and _is_here(store, wanted):
        return {iri: Profile(label(store, iri)) for iri in wanted}
    return plain(store, wanted)


def _is_here(store: Queryable, things: Iterable[str]) -> bool:
    return isinstance(store, Store) and all(map(is_iri, things))


def label(store: Store, iri: str) -> str:
    """Give the name of one thing in a store, English first, or its shortened IRI.

    >>> from partnergraph.writing.format import TURTLE
    >>> store = Store()
    >>> store.add_text('<urn:esr> <http://xmlns.com/foaf/0.1/name> "ESR" .', TURTLE)
    >>> label(store, "urn:esr")
    'ESR'
    """
    node = ox.NamedNode(iri)
    for property in _LABELS:
        held = store.engine.quads_for_pattern(node, ox.NamedNode(expand(property) or property), None)
        found = _label({property: [quad.object for quad in held]})
        if found:
            return found
    return shorten(iri)


def evidence(store: Queryable, things: Iterable[str] | None = None) -> dict[str, tuple[Evidence, ...]]:
    """Give the evidence of every thing that has some, by its IRI, sorted; or of some things alone.

    >>> evidence(Store())
    {}
    """
    proofs = proof.read(store, things)
    return {iri: proofs.of(iri) for iri in proofs.rows}


def _about(things: Iterable[str] | None) -> str:
    text = resource.query("lookups", "nodes")
    return text if things is None else sparql.among(text, "thing", map(ox.NamedNode, sorted(filter(is_iri, things))))


def _profile(iri: str, values: Values, proofs: tuple[Evidence, ...]) -> Profile:
    label = _label(values) or ("unnamed" if iri.startswith("_:") else shorten(iri))
    names = dict.fromkeys(_texts(values, (*_LABELS, _OTHER)))
    names.pop(label, None)
    types = sorted(each.value for each in values.get(_TYPE, ()) if isinstance(each, ox.NamedNode))
    return Profile(
        label=label,
        names=tuple(names),
        types=tuple(types),
        country=_country(_texts(values, (_COUNTRY,))),
        start=_first(values, _STARTS),
        end=_first(values, _ENDS),
        links=tuple(_texts(values, _LINKS)),
        note=" ".join(_texts(values, _NOTES)),
        evidence=proofs,
    )


def _country(told: Iterable[str]) -> str:
    """Give the two letters of a country that is told in some ways; the end of what is told where it is none."""
    ways = list(told)
    return next(filter(None, map(country.code, ways)), "") or next(iter(ways), "").rpartition("/")[2]


def _label(values: Values) -> str:
    """Give the name that a thing is shown by, as the rule ``label`` has it; empty if it has none."""
    for property in _LABELS:
        if property in values:
            found = [each for each in values[property] if str(getattr(each, "value", each)).strip()]
            if found:
                return str(getattr(min(found, key=_preference), "value", found[0]))
    return ""


def _preference(term: Term) -> tuple[int, str, str]:
    language = _language(term).lower()
    english = language == "en" or language.startswith("en-")
    return 0 if english else 1 if not language else 2, language, str(getattr(term, "value", term))


def _texts(values: Values, properties: Iterable[str]) -> list[str]:
    """Give the values of properties as text: in the order of the properties, English first, then sorted."""
    return [
        str(getattr(each, "value", each))
        for property in properties
        if property in values
        for each in sorted(values[property], key=lambda term: (_language(term) != "en", str(term)))
        if str(getattr(each, "value", each)).strip()
    ]


def _first(values: Values, properties: Iterable[str]) -> str:
    return next(iter(_texts(values, properties)), "")


def _language(term: object) -> str:
    return (term.language or "") if isinstance(term, ox.Literal) else ""
