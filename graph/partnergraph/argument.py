"""Arguments: values that a person gives for the variables of a query, bound as RDF terms.

A value never becomes query text: it is read as a term here, and the engine writes the term.
"""

import re
from collections.abc import Mapping

import pyoxigraph as ox

from partnergraph import sparql
from partnergraph.errors import QueryError
from partnergraph.parameter import Parameter
from partnergraph.queryable import Queryable
from partnergraph.term import Term
from partnergraph.vocab import PREFIXES, expand

_NUMBERS = (  # SPARQL 1.1 Query Language, section 19.8: INTEGER, DECIMAL, DOUBLE with their signs
    (re.compile(r"[+-]?[0-9]+\Z"), "integer"),
    (re.compile(r"[+-]?[0-9]*\.[0-9]+\Z"), "decimal"),
    (re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)[eE][+-]?[0-9]+\Z"), "double"),
    (re.compile(r"(?:true|false)\Z"), "boolean"),
)
_LITERAL = re.compile(
    r"\"(?P<words>.*)\"(?:@(?P<language>[A-Za-z]+(?:-[A-Za-z0-9]+)*)|\^\^(?P<type><[^<>]*>|\S+))?\Z", re.DOTALL
)


def term(text: str, prefixes: Mapping[str, str] | None = None) -> ox.NamedNode | ox.Literal:
    """Give the RDF term that a person means: as SPARQL writes it, and else plain text.

    An IRI stands in ``<>`` or has a known prefix; ``5``, ``0.5``, ``1e3`` and ``true`` are numbers and truth values;
    ``"…"`` may have a language or a type behind it. Within the quotation marks everything stands for itself.

    >>> [str(term(each)) for each in ("body:esr", '"2014"^^xsd:gYear', "radiology")]
    ['<https://w3id.org/partnergraph/id/body/esr>', '"2014"^^<http://www.w3.org/2001/XMLSchema#gYear>', '"radiology"']
    """
    if text.startswith("<") and text.endswith(">"):
        return _iri(text[1:-1], text)
    for pattern, kind in _NUMBERS:
        if pattern.match(text):
            return ox.Literal(text, datatype=ox.NamedNode(PREFIXES["xsd"] + kind))
    match = _LITERAL.match(text)
    if not match:
        iri = _expanded(text, prefixes or {})
        return ox.Literal(text) if iri is None else _iri(iri, text)
    if match["type"] is None:
        return ox.Literal(match["words"], language=match["language"])
    kind = match["type"].removeprefix("<").removesuffix(">")
    return ox.Literal(match["words"], datatype=_iri(_expanded(kind, prefixes or {}) or kind, text))


def bound(store: Queryable, text: str, values: Mapping[str, str | Term], prefixes: Mapping[str, str]) -> str:
    """Give a query with values bound to its variables; ``QueryError`` where it has no such variable.

    A name stands for the variable ``?name`` or, as grlc writes parameters, for ``?_name_type``: ``?_since_date`` takes
    a date, ``?_body_iri`` a name, acronym, prefixed name or IRI of the graph.

    >>> from partnergraph.store import Store
    >>> bound(Store(), "ASK { ?s ?p ?year }", {"year": "2014"}, {})
    'ASK { VALUES (?year) { ("2014"^^<http://www.w3.org/2001/XMLSchema#integer>) } ?s ?p ?year }'
    """
    variables = dict.fromkeys(each.text[1:] for each in sparql.tokens(text) if each.kind == "variable")
    found = dict(_meant(store, name, value, variables, prefixes) for name, value in values.items())
    return sparql.bind(text, found)


def _meant(
    store: Queryable, name: str, value: str | Term, variables: Mapping[str, None], prefixes: Mapping[str, str]
) -> tuple[str, Term]:
    """Give the variable that a name stands for, and the term that its value means."""
    typed = next((each for each in variables if each.startswith((f"_{name}_", f"__{name}_"))), "")
    plain = next((each for each in (name, f"_{name}", f"__{name}") if each in variables), name)
    if not typed and plain not in variables:
        known = ", ".join(f"?{each}" for each in variables) or "none"
        raise QueryError(f"query: there is no variable ?{name[:40]} to take a value; its variables are: {known[:200]}")
    if not isinstance(value, str):
        return typed or plain, value
    if not typed:
        return plain, term(value, prefixes) if plain == name else ox.Literal(value)
    kind = typed.rpartition("_")[2]
    return typed, Parameter(name, "rdfs:Resource" if kind == "iri" else f"xsd:{kind}", "", "").term(store, value)


def _expanded(curie: str, prefixes: Mapping[str, str]) -> str | None:
    prefix, colon, local = curie.partition(":")
    if colon and prefix in prefixes and not re.search(r"[\s<>\"{}|\\^`]", local):
        return prefixes[prefix] + local
    return expand(curie)


def _iri(iri: str, text: str) -> ox.NamedNode:
    try:
        return ox.NamedNode(iri)
    except ValueError as error:
        raise QueryError(f"{text[:80]!r} is not a valid IRI: {error}") from error
