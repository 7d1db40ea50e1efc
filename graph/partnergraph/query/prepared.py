"""Prepared: the text of a query looked over once and made ready for the engine.

A program asks the same few texts again and again, and looking one over takes as long as a small answer takes.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from partnergraph.query import gate, order, origin, sparql
from partnergraph.query.order import Ranked

_KEPT = 256  # texts
_LONG = 20_000  # characters of a text that is not kept


@dataclass(frozen=True, slots=True)
class Prepared:
    """A query as it was written, as it was admitted, as the engine is asked, and of which graphs it says it is.

    ``origins`` are those whose merge it sees; None where it names no graph.
    """

    text: str
    given: str
    asked: Ranked
    origins: tuple[str, ...] | None


def read(text: str, prefixes: Mapping[str, str]) -> Prepared:
    """Give a query ready for the engine; ``QueryError`` where it is no query that may be asked.

    >>> read("ASK FROM <urn:g> {} # all", {}).given.rstrip(), read("ASK FROM <urn:g> {}", {}).origins
    ('ASK FROM <urn:g> {}', ('urn:g',))
    """
    known = tuple(sorted(prefixes.items()))
    return _prepared(text, known) if len(text) > _LONG else _remembered(text, known)


def _prepared(text: str, prefixes: tuple[tuple[str, str], ...]) -> Prepared:
    text = text.removeprefix("\ufeff")
    gate.query(text)
    given = sparql.admit(text, dict(prefixes))
    return Prepared(text, given, order.ranked(given), origin.read(text, dict(prefixes)))


_remembered = lru_cache(_KEPT)(_prepared)
