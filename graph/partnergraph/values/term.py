"""RDF terms: the values that tables hold, as text for people and as Python values.

Terms are pyoxigraph's immutable ``NamedNode``, ``BlankNode``, ``Literal`` and ``Triple``: the field's words, compared
by value, and built by the engine without a copy.
"""

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Triple

from partnergraph.values import datatype
from partnergraph.vocab import PREFIXES, shorten

Term = NamedNode | BlankNode | Literal | Triple
Value = str | int | float | bool | Decimal | dt.date | None

_XSD = PREFIXES["xsd"]
_TYPES = {_XSD + name: name for name in datatype.NAMES}


def text(term: Term | None) -> str:
    """Give a term as a reader wants it: a literal's words, an IRI shortened, nothing for an unbound value.

    >>> text(NamedNode("https://w3id.org/partnergraph/id/body/esr"))
    'body:esr'
    >>> text(Literal("Vienna", language="en"))
    'Vienna'
    """
    if term is None:
        return ""
    if isinstance(term, NamedNode):
        return shorten(term.value)
    return term.value if isinstance(term, Literal) else str(term)


def key(term: Term) -> str:
    """Give the text by which a node is known: an IRI whole, a blank node with ``_:``, a literal as N-Triples write it.

    >>> key(NamedNode("urn:esr")), key(BlankNode("b"))
    ('urn:esr', '_:b')
    """
    return term.value if isinstance(term, NamedNode) else str(term)


def value(term: Term | None) -> Value:
    """Give a term as a Python value: numbers, booleans and full dates typed, everything else text, unbound None.

    An IRI is given whole. A literal whose text does not fit its type stays text.

    >>> value(Literal(5))
    5
    >>> value(Literal("2017-09", datatype=NamedNode(_XSD + "gYearMonth")))
    '2017-09'
    """
    if term is None:
        return None
    if isinstance(term, NamedNode):
        return term.value
    if not isinstance(term, Literal):
        return str(term)
    kind = _TYPES.get(term.datatype.value)
    if kind is None:
        return term.value
    try:
        return datatype.read(kind, term.value)
    except ValueError:
        return term.value


def is_iri(text: str) -> bool:
    """Say whether a text is an IRI; the name of a blank node is none.

    >>> is_iri("urn:esr"), is_iri("_:b"), is_iri("two words")
    (True, False, False)
    """
    try:
        NamedNode(text)
    except ValueError:
        return False
    return not text.startswith("_:")


def iris(quad: Quad) -> Iterator[str]:
    """Give the IRIs that a quad names: those of its nodes, and of the types of its literals.

    >>> list(iris(Quad(NamedNode("urn:a"), NamedNode("urn:b"), Literal(1))))
    ['urn:a', 'urn:b', 'http://www.w3.org/2001/XMLSchema#integer']
    """
    for each in quad:
        if isinstance(each, NamedNode):
            yield each.value
        elif isinstance(each, Literal):
            yield each.datatype.value
