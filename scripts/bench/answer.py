"""Answers of several engines in one form, so that they can be compared whatever their terms are made of."""

import hashlib
from collections.abc import Iterable, Sequence
from decimal import Decimal, InvalidOperation
from typing import Any

import pyoxigraph as ox

_XSD = "http://www.w3.org/2001/XMLSchema#"
_NUMBERS = {_XSD + name for name in ("integer", "decimal", "double", "float", "int", "long", "nonNegativeInteger")}


def digest(rows: Iterable[Sequence[str]]) -> str:
    """Give a hash of rows as a multiset: their order does not count, how often each occurs does.

    >>> digest([["a"], ["b"], ["b"]]) == digest([["b"], ["a"], ["b"]]) != digest([["a"], ["b"]])
    True
    """
    lines = sorted("\t".join(row) for row in rows)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def of_engine(row: Iterable[object]) -> list[str]:
    """Give the terms of pyoxigraph as text: numbers by value, other literals by text, language and datatype.

    >>> of_engine([ox.NamedNode("urn:a"), ox.Literal("1.50", datatype=ox.NamedNode(_XSD + "decimal")), None])
    ['<urn:a>', '=1.5', '']
    """
    return [_engine(term) for term in row]


def _engine(term: object) -> str:
    if isinstance(term, ox.Literal):
        return literal(term.value, term.datatype.value, term.language)
    return "" if term is None else str(term)


def of_rdflib(row: Iterable[Any]) -> list[str]:
    """Give the terms of rdflib in the same form.

    >>> import rdflib
    >>> of_rdflib([rdflib.URIRef("urn:a"), rdflib.Literal("x", lang="en"), None])
    ['<urn:a>', '"x"@en', '']
    """
    return [_rdflib(term) for term in row]


def _rdflib(term: Any) -> str:  # noqa: ANN401 - rdflib is imported only in the process that asks it
    if term is None:
        return ""
    if hasattr(term, "datatype"):
        return literal(str(term), str(term.datatype or _XSD + "string"), term.language)
    return f"<{term}>"


def literal(text: str, datatype: str, language: str | None) -> str:
    """Give a literal in that form; what claims to be a number and is none keeps its text.

    >>> literal("007", _XSD + "integer", None), literal("2017", _XSD + "gYear", None)
    ('=7', '"2017"^^http://www.w3.org/2001/XMLSchema#gYear')
    """
    if language:
        return f'"{text}"@{language.lower()}'
    if datatype not in _NUMBERS:
        return f'"{text}"^^{datatype}'
    try:
        return f"={Decimal(text).normalize():f}"
    except InvalidOperation:
        return f'"{text}"^^{datatype}'
