"""Profiles: what is shown of a thing - its names, classes, country, dates, links, notes and evidence."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import pyoxigraph as ox

from partnergraph import resource
from partnergraph.evidence import Evidence
from partnergraph.store import Store
from partnergraph.vocab import expand, shorten

_LABELS = ("skos:prefLabel", "rdfs:label", "foaf:name", "schema:name", "schema:legalName")
_STARTS = ("schema:startDate", "pg:signedOn", "schema:foundingDate", "dcterms:date", "schema:datePublished")
_ENDS = ("schema:endDate", "pg:terminatedOn", "pg:endsOn", "schema:dissolutionDate")
_LINKS = ("foaf:homepage", "schema:url", "skos:exactMatch")

Values = Mapping[str, list[ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple]]


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


def read(store: Store) -> dict[str, Profile]:
    """Give the profile of every thing in a store that has a class, a name or evidence, by its IRI.

    >>> from partnergraph.format import TURTLE
    >>> store = Store()
    >>> store.add_text('<urn:esr> <http://xmlns.com/foaf/0.1/name> "ESR" .', TURTLE)
    >>> read(store)["urn:esr"].label
    'ESR'
    """
    values: dict[str, dict[str, list[ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple]]] = {}
    for thing, property, value in store.select(resource.query("lookups", "nodes")):
        values.setdefault(_key(thing), defaultdict(list))[shorten(property.value)].append(value)
    proofs = evidence(store)
    return {iri: _profile(iri, values.get(iri, {}), proofs.get(iri, ())) for iri in values.keys() | proofs.keys()}


def label(store: Store, iri: str) -> str:
    """Give the name of one thing in a store, English first, or its shortened IRI.

    >>> from partnergraph.format import TURTLE
    >>> store = Store()
    >>> store.add_text('<urn:esr> <http://xmlns.com/foaf/0.1/name> "ESR" .', TURTLE)
    >>> label(store, "urn:esr")
    'ESR'
    """
    node = ox.NamedNode(iri)
    for property in _LABELS:
        held = store.engine.quads_for_pattern(node, ox.NamedNode(expand(property) or property), None)
        found = _texts({property: [quad.object for quad in held]}, (property,))
        if found:
            return found[0]
    return shorten(iri)


def evidence(store: Store) -> dict[str, tuple[Evidence, ...]]:
    """Give the evidence of every thing that has some, by its IRI, sorted.

    >>> evidence(Store())
    {}
    """
    found: dict[str, set[Evidence]] = {}
    for row in store.select(resource.query("lookups", "evidence")):
        words = {str(name.value): row[name].value for name in _EVIDENCE if row[name] is not None}
        found.setdefault(_key(row["thing"]), set()).add(_evidence(words))
    return {iri: tuple(sorted(each)) for iri, each in found.items()}


_EVIDENCE = tuple(map(ox.Variable, ("source", "title", "url", "section", "paragraph", "start", "end", "read", "quote")))


def _evidence(words: Mapping[str, str]) -> Evidence:
    place = []
    if "section" in words:
        place.append(f"section “{words['section']}”")
    if "paragraph" in words:
        place.append(f"paragraph {words['paragraph']}")
    if "start" in words and "end" in words:
        place.append(f"characters {words['start']}–{words['end']}")
    title = words.get("title") or shorten(words["source"])
    read = words.get("read", "")[:10]
    return Evidence(words["source"], title, ", ".join(place), words.get("url", ""), read, words.get("quote", ""))


def _profile(iri: str, values: Values, proofs: tuple[Evidence, ...]) -> Profile:
    labels = _texts(values, _LABELS)
    label = labels[0] if labels else shorten(iri)
    names = dict.fromkeys((*labels[1:], *_texts(values, ("skos:altLabel",))))
    names.pop(label, None)
    types = sorted(each.value for each in values.get("rdf:type", ()) if isinstance(each, ox.NamedNode))
    return Profile(
        label=label,
        names=tuple(names),
        types=tuple(types),
        country=_first(values, ("schema:addressCountry",)).rpartition("/")[2],
        start=_first(values, _STARTS),
        end=_first(values, _ENDS),
        links=tuple(_texts(values, _LINKS)),
        note=" ".join(_texts(values, ("skos:definition", "skos:note"))),
        evidence=proofs,
    )


def _texts(values: Values, properties: Iterable[str]) -> list[str]:
    """Give the values of properties as text: in the order of the properties, English first, then sorted."""
    return [
        str(getattr(each, "value", each))
        for property in properties
        for each in sorted(values.get(property, ()), key=lambda term: (_language(term) != "en", str(term)))
    ]


def _first(values: Values, properties: Iterable[str]) -> str:
    return next(iter(_texts(values, properties)), "")


def _language(term: object) -> str:
    return (term.language or "") if isinstance(term, ox.Literal) else ""


def _key(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> str:
    return str(term.value) if isinstance(term, ox.NamedNode) else str(term)
