"""Countries: their codes of ISO 3166-1, English names, and entries in the EU authority table, known without any graph.

The table is ``ontology/countries.csv``. Graphs tell a country by its entry, a code or a name; shown it is by its two
letters.
"""

import csv
from functools import cache

import pyoxigraph as ox

from partnergraph import resource
from partnergraph.vocab import PREFIXES, expand

UNION = {"EL": "GR", "UK": "GB"}
"""Codes of the European Union beside those of ISO 3166-1."""


@cache
def entries() -> dict[str, tuple[str, str]]:
    """Give the entry and the English name of each country by its code of ISO 3166-1, and of XK.

    >>> entries()["AT"]
    ('AUT', 'Austria')
    """
    with resource.countries().open(encoding="utf-8", newline="") as stream:
        return {row["code"]: (row["entry"], row["name"]) for row in csv.DictReader(stream)}


@cache
def codes() -> dict[str, str]:
    """Give the code of ISO 3166-1 of each entry of the EU authority table.

    >>> codes()["AUT"]
    'AT'
    """
    return {entry: code for code, (entry, _) in entries().items()}


def code(words: str) -> str:
    """Give the two letters of a country that is told by its code, English name, or entry; "" for no country.

    >>> code("AUT"), code("austria"), code(PREFIXES["country"] + "AUT"), code("UK"), code("Middle Earth")
    ('AT', 'AT', 'AT', 'GB', '')
    """
    return _known().get(words.strip().removeprefix(PREFIXES["country"]).casefold(), "")


@cache
def _known() -> dict[str, str]:
    told = {word: code for code, (entry, name) in entries().items() for word in (code, entry, name)}
    return {word.casefold(): code for word, code in (told | UNION).items()}


def triples() -> list[ox.Triple]:
    """Give the code and the English name of each country as statements of its entry in the EU authority table.

    >>> len(triples()) == 2 * len(entries())
    True
    """
    identifier, label = (ox.NamedNode(expand(each) or each) for each in ("dcterms:identifier", "skos:prefLabel"))
    return [
        ox.Triple(ox.NamedNode(PREFIXES["country"] + entry), property, value)
        for code, (entry, name) in entries().items()
        for property, value in ((identifier, ox.Literal(code)), (label, ox.Literal(name, language="en")))
    ]
