"""Answers of partnergraph and of rdflib as plain values that can be compared."""

from collections import Counter
from decimal import Decimal

import pyoxigraph as ox
import rdflib
from rdflib.compare import isomorphic

import partnergraph as pg
from partnergraph.values.term import Term
from partnergraph.vocab import PREFIXES

XSD = PREFIXES["xsd"]
Plain = tuple[object, ...] | None
"""A term as plain values, equal where the terms are: numbers by value and type, a blank node as such."""
Answer = list[tuple[Plain, ...]] | rdflib.Graph | bool


def plain(term: Term | rdflib.term.Node | None) -> Plain:
    """Give a term of either library as plain values."""
    if term is None:
        return None
    if isinstance(term, ox.BlankNode | rdflib.BNode):
        return ("blank",)
    if isinstance(term, ox.NamedNode | rdflib.URIRef):
        return ("iri", term.value if isinstance(term, ox.NamedNode) else str(term))
    if isinstance(term, ox.Literal):
        return literal(term.value, None if term.language else term.datatype.value, term.language)
    assert isinstance(term, rdflib.Literal)
    return literal(str(term), term.datatype, term.language)


def literal(words: str, datatype: str | None, language: str | None) -> Plain:
    """Give a literal as plain values; decimals to 15 places, as the engines divide to different lengths."""
    kind = "" if datatype is None else str(datatype).removeprefix(XSD)
    if language:
        return ("text", words, language.lower())
    if kind == "integer":
        return ("integer", int(words))
    if kind == "decimal":
        return ("decimal", round(Decimal(words), 15))
    if kind == "dateTime":
        return (kind, words.replace("+00:00", "Z"))
    if kind in {"double", "float"}:
        return (kind, float(words))
    return ("text", words, "") if kind in {"", "string"} else (kind, words)


def ours(table: pg.Table) -> Answer:
    """Give our answer as plain values: rows, a graph, or yes and no."""
    if table.form == "GRAPH":
        return rdflib.Graph().parse(data="".join("{} {} {} .\n".format(*row) for row in table), format="nt")
    return bool(table) if table.form == "ASK" else [tuple(map(plain, row)) for row in table]


def theirs(peer: rdflib.Dataset, text: str, columns: tuple[str, ...]) -> Answer:
    """Give rdflib's answer as plain values, in the order of the columns."""
    result = peer.query(text, initNs=PREFIXES)
    if result.type == "SELECT":
        return [tuple(plain(row.get(rdflib.Variable(column))) for column in columns) for row in result.bindings]
    return bool(result.askAnswer) if result.type == "ASK" else result.graph or rdflib.Graph()


def same(one: Answer, other: Answer, *, ordered: bool = False) -> bool:
    """Say whether answers are equal: rows as multisets of terms, or in order; graphs when they are isomorphic."""
    if isinstance(one, rdflib.Graph) and isinstance(other, rdflib.Graph):
        return isomorphic(one, other)
    if isinstance(one, list) and isinstance(other, list) and not ordered:
        return Counter(one) == Counter(other)
    return one == other
