"""Facts: what is stated of a thing, property by property, and how a reader is told it."""

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from functools import cache

import pyoxigraph as ox

from partnergraph import ontology, resource
from partnergraph.query import sparql
from partnergraph.storage.queryable import Queryable
from partnergraph.values import term

Facts = Mapping[str, Mapping[str, tuple[term.Term, ...]]]

_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")


def read(store: Queryable, things: Iterable[str]) -> Facts:
    """Give what is stated of some things: the values by property (an IRI), by thing; what rules derive is left out.

    Things, properties and values are sorted; a thing of which nothing is stated is not there.

    >>> from partnergraph.storage.store import Store
    >>> from partnergraph.writing.format import TURTLE
    >>> store = Store()
    >>> store.add_text("<urn:a> <urn:p> 2, 1 . <urn:b> <urn:p> 3 .", TURTLE)
    >>> [value.value for value in read(store, ["urn:a"])["urn:a"]["urn:p"]]
    ['1', '2']
    """
    nodes = [ox.NamedNode(thing) for thing in sorted(set(things)) if term.is_iri(thing)]
    found: dict[str, dict[str, list[term.Term]]] = {node.value: {} for node in nodes}
    query = sparql.among(resource.query("lookups", "facts"), "thing", nodes)
    for thing, property, value in store.select(query):
        found[thing.value].setdefault(property.value, []).append(value)
    return {
        thing: {property: tuple(sorted(values[property], key=str)) for property in sorted(values)}
        for thing, values in found.items()
        if values
    }


@cache
def label(property: str) -> str:
    """Give the name of a property in words: its label in the ontology, else the words of its IRI.

    >>> label("https://schema.org/foundingDate"), label("http://purl.org/cerif/frapo/hasProjectIdentifier")
    ('founding date', 'project identifier')
    """
    shipped = ontology.shipped()
    if property in shipped.labels:
        return shipped.labels[property]
    return _HUMP.sub(" ", shipped.label(property)).replace("_", " ").lower().removeprefix("has ")


def euros(amount: term.Term) -> str:
    """Give an amount of money in words; cents only where there are some.

    >>> euros(ox.Literal("83500.50", datatype=ox.NamedNode("http://www.w3.org/2001/XMLSchema#decimal")))
    'EUR 83,500.50'
    """
    number = term.value(amount)
    if not isinstance(number, (int, float, Decimal)) or isinstance(number, bool):
        return f"EUR {term.text(amount)}"
    return f"EUR {number:,.0f}" if number == int(number) else f"EUR {number:,.2f}"
