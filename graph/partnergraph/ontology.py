"""The shipped ontology, read once: what classes and relation kinds are called and what they specialise.

It is independent of the graph that is asked, which may lie in a folder or on another machine without the ontology.
"""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cache

import pyoxigraph as ox

from partnergraph import country, resource
from partnergraph.vocab import PREFIXES, expand, shorten


@dataclass(frozen=True, slots=True)
class Ontology:
    """Labels by IRI (English), and the superclasses of each class, nearest first."""

    labels: Mapping[str, str]
    supers: Mapping[str, tuple[str, ...]]

    def label(self, iri: str) -> str:
        """Give the English name of a term, or the last part of its IRI as words.

        >>> shipped().label("https://w3id.org/partnergraph/ontology#MemorandumOfUnderstanding")
        'Memorandum of understanding'
        >>> shipped().label("http://www.w3.org/ns/org#FormalOrganization")
        'Organisation'
        """
        return self.labels.get(iri) or _words(re.split("[:/#]", iri.rstrip(":/#"))[-1])

    def lineage(self, classes: tuple[str, ...]) -> tuple[str, ...]:
        """Give classes with all their superclasses, the most specific first.

        >>> shipped().lineage(("https://w3id.org/partnergraph/ontology#Subcommittee",))[1]
        'https://w3id.org/partnergraph/ontology#Committee'
        """
        known = dict.fromkeys(classes)
        for iri in classes:
            known.update(dict.fromkeys(self.supers.get(iri, ())))
        order = list(known)
        return tuple(sorted(order, key=lambda iri: (-len(self.supers.get(iri, ())), order.index(iri))))

    def of_any(self, classes: Collection[str]) -> tuple[str, ...]:
        """Give some classes with all their subclasses, sorted.

        >>> len(shipped().of_any({"https://w3id.org/partnergraph/ontology#Committee"}))
        2
        """
        below = (iri for iri, above in self.supers.items() if not set(classes).isdisjoint(above))
        return tuple(sorted({*classes, *below}))


def triples() -> list[ox.Triple]:
    """Give the triples of the shipped ontology file.

    >>> len(triples()) > 500
    True
    """
    return [quad.triple for quad in ox.parse(path=str(resource.ontology()))]


def background() -> list[ox.Triple]:
    """Give what is known beside every graph: the shipped ontology, and the codes and English names of countries.

    >>> len(background()) == len(triples()) + len(countries())
    True
    """
    return [*triples(), *countries()]


def countries() -> list[ox.Triple]:
    """Give the code and the English name of each country as statements of its entry in the EU authority table.

    >>> len(countries()) == 2 * len(country.entries())
    True
    """
    identifier, label = (ox.NamedNode(expand(each) or each) for each in ("dcterms:identifier", "skos:prefLabel"))
    return [
        ox.Triple(ox.NamedNode(PREFIXES["country"] + entry), property, value)
        for code, (entry, name) in country.entries().items()
        for property, value in ((identifier, ox.Literal(code)), (label, ox.Literal(name, language="en")))
    ]


@cache
def shipped() -> Ontology:
    """Give the shipped ontology.

    >>> shipped().supers["https://w3id.org/partnergraph/ontology#Subcommittee"][0]
    'https://w3id.org/partnergraph/ontology#Committee'
    """
    labels: dict[str, str] = {}
    parents: dict[str, list[str]] = {}
    for subject, predicate, target in triples():
        name = shorten(predicate.value)
        if name == "rdfs:subClassOf" and isinstance(target, ox.NamedNode):
            parents.setdefault(str(subject.value), []).append(target.value)
        elif name in {"rdfs:label", "skos:prefLabel"} and isinstance(target, ox.Literal) and target.language == "en":
            labels[str(subject.value)] = target.value
    return Ontology(labels, {iri: _ancestors(iri, parents) for iri in sorted(parents)})


def extended(pairs: Iterable[tuple[str, str]]) -> Ontology:
    """Give the shipped ontology with further classes, told as pairs of a class and one that it is a kind of.

    >>> extended([("urn:Treaty", "https://w3id.org/partnergraph/ontology#Agreement")]).label("urn:Treaty")
    'Treaty'
    """
    known = shipped()
    own: dict[str, list[str]] = {}
    for iri, above in pairs:
        if iri not in known.supers and iri not in known.labels:
            own.setdefault(iri, []).append(above)
    if not own:
        return known
    parents = {**{iri: list(above) for iri, above in known.supers.items()}, **own}
    return Ontology(known.labels, {**known.supers, **{iri: _ancestors(iri, parents) for iri in sorted(own)}})


def _words(name: str) -> str:
    """Give the words of a name whose words begin with capitals; other names stay as they are."""
    return re.sub("(?<=[a-z])[A-Z](?=[a-z])", lambda match: f" {match[0].lower()}", name)


def _ancestors(iri: str, parents: Mapping[str, list[str]]) -> tuple[str, ...]:
    found: dict[str, None] = {}
    level = sorted(parents.get(iri, ()))
    while level:
        found.update(dict.fromkeys(level))
        level = sorted({up for each in level for up in parents.get(each, ()) if up not in found})
    found.pop(iri, None)
    return tuple(found)
