"""Labels: one name for each thing that a question names, in English where there is one.

A question asks for names in English or without a language (``FILTER (LANG(?name) IN ("en", ""))``). That is quick,
short, and right wherever each thing has one such name, as in graphs that were imported. Where a thing has none or
several, a triple of the rule ``label`` says so, and every name is then asked for so that it is the one that
``partnergraph.profiles.profile`` gives: the English one, else the one without a language, else that of the first other
language. That takes longer, for which only such graphs pay; to look for one triple takes no time.
"""

import re

from partnergraph import resource
from partnergraph.storage.queryable import Queryable

_NAMED = re.compile(r"(\?\w+) (\w+:\w+) \?(\w+) FILTER \(LANG\(\?\3\) IN \(\"en\", \"\"\)\)")
_KEY = (
    'CONCAT(IF(LANGMATCHES(LANG(?{0}), "en"), "0", IF(LANG(?{0}) = "", "1", "2")), LCASE(LANG(?{0})), " ", STR(?{0}))'
)


def needed(store: Queryable) -> bool:
    """Say whether a graph has things with no name in English or without a language, or with several.

    >>> from partnergraph.storage.store import Store
    >>> needed(Store())
    False
    """
    return store.kept("labels", lambda: any(store.select(resource.query("lookups", "labelled"))))


def one(text: str) -> str:
    """Give a query that takes one name of each thing, whatever its language, where it asks for those in English.

    >>> one('ASK { ?a skos:prefLabel ?n FILTER (LANG(?n) IN ("en", "")) }')[:72]
    'ASK { ?a skos:prefLabel ?n FILTER NOT EXISTS { ?a skos:prefLabel ?n_2 FI'
    """
    return _NAMED.sub(_best, text)


def _best(match: re.Match[str]) -> str:
    thing, naming, name = match.groups()
    other = f"{name}_2"
    earlier = f"{_KEY.format(other)} < {_KEY.format(name)}"
    return f"{thing} {naming} ?{name} FILTER NOT EXISTS {{ {thing} {naming} ?{other} FILTER ({earlier}) }}"
