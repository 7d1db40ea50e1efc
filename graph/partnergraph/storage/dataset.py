"""rdflib's face over the engine: a ``Dataset`` on the same triples, without a copy, or a ``Graph`` that is one.

rdflib is imported here and nowhere else, when it is asked for: its import alone takes longer than a whole query. What
asks rdflib for single triples all the time (as SHACL does for each violation) is quicker on a copy: 1.2 s against 64 s
for 20,000 triples with 2,000 violations. Where nothing is wrong, both take the same.
"""

import logging
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

if TYPE_CHECKING:
    import rdflib


def over(engine: ox.Store) -> "rdflib.Dataset":
    """Give an ``rdflib.Dataset`` over an engine; its default graph is the union of all graphs.

    Literals are kept as they are for the whole process (see ``keep_literals``).

    >>> len(over(ox.Store()))
    0
    """
    import rdflib
    from oxrdflib import OxigraphStore

    keep_literals()
    return rdflib.Dataset(store=OxigraphStore(store=engine), default_union=True)


def keep_literals() -> None:
    """Switch off, for the process, that rdflib rewrites literals (``"007"^^xsd:integer`` to ``"7"``).

    Rewritten, it would no longer find what the store holds. pyshacl switches it on whenever it has run.

    >>> keep_literals()
    """
    import rdflib

    rdflib.NORMALIZE_LITERALS = False


def copy(engine: ox.Store) -> "rdflib.Graph":
    """Give the triples of all graphs of an engine as an ``rdflib.Graph`` in rdflib's own memory.

    Triples about triples (RDF 1.2), which rdflib cannot hold, are left out.

    >>> engine = ox.Store()
    >>> engine.load("<urn:a> <urn:b> '1' .", ox.RdfFormat.TURTLE)
    >>> len(copy(engine))
    1
    """
    import rdflib

    graph = rdflib.Graph()
    converted = cache(_converted)  # a term stands in many triples
    log = logging.getLogger("rdflib.term")
    log.addFilter(_none)  # of a value that is no date and the like SHACL tells, without a traceback
    keep_literals()
    try:
        for quad in engine:
            if not isinstance(quad.object, ox.Triple):
                graph.add((converted(quad.subject), converted(quad.predicate), converted(quad.object)))
    finally:
        log.removeFilter(_none)
    _prepare_once(graph)
    return graph


def _prepare_once(graph: "rdflib.Graph") -> None:
    """Let a graph read each query once: SHACL asks it of every node, and reading takes rdflib longer than answering."""
    from rdflib.plugins import sparql

    prepared = cache(lambda text: sparql.prepareQuery(text, initNs=dict(graph.namespaces())))
    ask = graph.query

    def query(asked: Any, *rest: Any, **options: Any) -> Any:  # noqa: ANN401 (they are those of rdflib)
        return ask(prepared(asked) if isinstance(asked, str) else asked, *rest, **options)

    graph.query = query  # type: ignore[assignment, method-assign]


def _converted(term: ox.NamedNode | ox.BlankNode | ox.Literal) -> "rdflib.URIRef | rdflib.BNode | rdflib.Literal":
    """Give a term of the engine as rdflib's."""
    import rdflib

    if isinstance(term, ox.NamedNode):
        return rdflib.URIRef(term.value)
    if isinstance(term, ox.BlankNode):
        return rdflib.BNode(term.value)
    kind = None if term.language else rdflib.URIRef(term.datatype.value)
    return rdflib.Literal(term.value, lang=term.language, datatype=kind)


def _none(record: logging.LogRecord) -> bool:  # noqa: ARG001 - the form of a filter
    return False


def triples(graph: "rdflib.Graph") -> Iterator[ox.Triple]:
    """Give the triples of an ``rdflib.Graph`` in the engine's terms; anonymous nodes keep their names.

    >>> engine = ox.Store()
    >>> engine.load("<urn:a> <urn:b> 'x'@en .", ox.RdfFormat.TURTLE)
    >>> print(*triples(copy(engine)))
    <urn:a> <urn:b> "x"@en
    """
    for subject, predicate, value in graph:
        yield ox.Triple(_node(subject), ox.NamedNode(str(predicate)), _term(value))


def _term(term: "rdflib.term.Node") -> ox.NamedNode | ox.BlankNode | ox.Literal:
    import rdflib

    if not isinstance(term, rdflib.Literal):
        return _node(term)
    kind = None if term.datatype is None or term.language else ox.NamedNode(term.datatype)
    return ox.Literal(str(term), datatype=kind, language=term.language)


def _node(term: "rdflib.term.Node") -> ox.NamedNode | ox.BlankNode:
    import rdflib

    return ox.BlankNode(term) if isinstance(term, rdflib.BNode) else ox.NamedNode(str(term))
