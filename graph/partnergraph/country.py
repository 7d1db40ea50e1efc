"""Countries: their codes of ISO 3166-1, names, and entries in the EU authority table, known without any graph.

The table is ``ontology/countries.csv``: beside the English name stand the German and the French one (as the Common
Locale Data Repository has them, CLDR 48) and others that are in use. Graphs tell a country by its entry, a code or a
name; shown it is by its two letters.
"""

import csv
import unicodedata
from functools import cache

from partnergraph import resource
from partnergraph.vocab import PREFIXES

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
def _others() -> dict[str, str]:
    """Give the code of each country by the names that it has beside the usual English one."""
    with resource.countries().open(encoding="utf-8", newline="") as stream:
        return {name: row["code"] for row in csv.DictReader(stream) for name in row["also"].split("|") if name}


@cache
def codes() -> dict[str, str]:
    """Give the code of ISO 3166-1 of each entry of the EU authority table.

    >>> codes()["AUT"]
    'AT'
    """
    return {entry: code for code, (entry, _) in entries().items()}


def code(words: str) -> str:
    """Give the two letters of a country that is told by its code, entry, or name in English, German or French.

    It is "" for no country.

    >>> code("AUT"), code("austria"), code(PREFIXES["country"] + "AUT"), code("UK"), code("Middle Earth")
    ('AT', 'AT', 'AT', 'GB', '')
    >>> code("Österreich"), code("Cote d'Ivoire"), code("Czech Republic")
    ('AT', 'CI', 'CZ')
    """
    return _known().get(_folded(words.strip().removeprefix(PREFIXES["country"])), "")


@cache
def _known() -> dict[str, str]:
    told = {word: code for code, (entry, name) in entries().items() for word in (code, entry, name)}
    return {_folded(word): code for word, code in (_others() | told | UNION).items()}


def _folded(words: str) -> str:
    """Give words in small letters without marks, with one blank and one apostrophe for all there are."""
    words = words.casefold()
    if not words.isascii():
        words = unicodedata.normalize("NFKD", words.replace("’", "'"))
        words = "".join(sign for sign in words if not unicodedata.combining(sign))
    return " ".join(words.split())
