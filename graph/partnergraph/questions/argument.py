"""Arguments: values that a person gives for the variables of a query, bound as RDF terms.

A value never becomes query text: it is read as a term here, and the engine writes the term.
"""

import re
from collections.abc import Iterable, Mapping

import pyoxigraph as ox

from partnergraph.errors import QueryError
from partnergraph.query import sparql
from partnergraph.questions import name
from partnergraph.questions.parameter import TYPES, Parameter
from partnergraph.storage.queryable import Queryable
from partnergraph.values.term import Term
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
_NAME = re.compile(r"([A-Za-z][A-Za-z0-9_.-]*):\S+\Z")
_KINDS = "|".join(kind.removeprefix("xsd:") for kind in TYPES)
_PARAMETER = re.compile(rf"__?(?P<name>[A-Za-z][A-Za-z0-9]*)(?:_(?:xsd_)?(?P<type>iri|{_KINDS}))?\Z")
_THING = "rdfs:Resource"  # the class of everything


def term(text: str, prefixes: Mapping[str, str] | None = None) -> ox.NamedNode | ox.Literal:
    """Give the RDF term that a person means: as SPARQL writes it, and else plain text.

    An IRI stands in ``<>`` or has a known prefix; ``5``, ``0.5``, ``1e3`` and ``true`` are numbers and truth values;
    ``"…"`` may have a language or a type behind it. Within the quotation marks everything stands for itself. A prefix
    that is not known is a ``QueryError``: it is rather mistyped than text.

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
        return _plain(text, prefixes or {}) if iri is None else _iri(iri, text)
    if match["type"] is None:
        return ox.Literal(match["words"], language=match["language"])
    kind = match["type"].removeprefix("<").removesuffix(">")
    return ox.Literal(match["words"], datatype=_iri(_expanded(kind, prefixes or {}) or kind, text))


def bound(store: Queryable, text: str, values: Mapping[str, str | Term], prefixes: Mapping[str, str]) -> str:
    """Give a query with values bound to its variables; ``QueryError`` where it has no such variable.

    A name stands for the variable ``?name`` or, as grlc writes parameters, for ``?_name_type``: ``?_since_xsd_date``
    takes a date, ``?_body_iri`` a name, acronym, prefixed name or IRI of the graph.

    >>> from partnergraph.storage.store import Store
    >>> bound(Store(), "ASK { ?s ?p ?year }", {"year": "2014"}, {})
    'ASK { VALUES (?year) { ("2014"^^<http://www.w3.org/2001/XMLSchema#integer>) } ?s ?p ?year }'
    """
    variables = sparql.variables(text)
    found = dict(_meant(store, name, value, variables, prefixes) for name, value in values.items())
    return sparql.bind(text, found)


def parameter(name: str, variables: Iterable[str]) -> Parameter | None:
    """Give the parameter that a name stands for in a query with these variables; None where it is a plain variable.

    >>> parameter("since", ["s", "_since_xsd_date"])
    Parameter(name='since', type='xsd:date', default='', example='', description='', optional=False, choices=())
    """
    for variable in sorted(variables):
        match = _PARAMETER.match(variable)
        if match and match["name"] == name:
            kind = match["type"] or "string"
            return Parameter(name, _THING if kind == "iri" else f"xsd:{kind}", optional=variable.startswith("__"))
    return None


def _meant(
    store: Queryable, name: str, value: str | Term, variables: Iterable[str], prefixes: Mapping[str, str]
) -> tuple[str, Term]:
    """Give the variable that a name stands for, and the term that its value means."""
    found = parameter(name, variables)
    if not found and name not in variables:
        known = ", ".join(f"?{each}" for each in sorted(variables)) or "none"
        raise QueryError(f"query: there is no variable ?{name[:40]} to take a value; its variables are: {known[:200]}")
    variable = next(each for each in found.variables if each in variables) if found else name
    if not isinstance(value, str):
        return variable, value
    return variable, found.term(store, value) if found else term(value, prefixes)


def _expanded(curie: str, prefixes: Mapping[str, str]) -> str | None:
    prefix, colon, local = curie.partition(":")
    if colon and prefix in prefixes and not re.search(r"[\s<>\"{}|\\^`]", local):
        return prefixes[prefix] + local
    return expand(curie)


def _plain(text: str, prefixes: Mapping[str, str]) -> ox.Literal:
    """Give plain text; ``QueryError`` where it is written as a name with a prefix, or as an IRI."""
    match = _NAME.match(text)
    if match:
        near = name.near(match[1], {*PREFIXES, *prefixes})
        told = f"; the nearest prefix is {near[0]}" if near else ""
        raise QueryError(
            f"{name.shown(text)}: the prefix {match[1][:40]} is not known{told}; "
            'write <…> for a whole IRI, or "…" for plain text'
        )
    return ox.Literal(text)


def _iri(iri: str, text: str) -> ox.NamedNode:
    try:
        return ox.NamedNode(iri)
    except ValueError as error:
        raise QueryError(f"{text[:80]!r} is not a valid IRI: {error}") from error
