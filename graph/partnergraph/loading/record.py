"""The record: what was taken into a store and where it comes from, in ``graph:files``.

Title, hash, licence, address and day of reading, and the graphs that a file itself names, under the name of its graph.
"""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import pyoxigraph as ox

from partnergraph.storage.store import FILES, GraphName, Store
from partnergraph.vocab import PREFIXES

_NODE = ox.NamedNode
_TYPE = _NODE(PREFIXES["rdf"] + "type")
_DATASET = _NODE(PREFIXES["void"] + "Dataset")
_TITLE = _NODE(PREFIXES["dcterms"] + "title")
_LICENCE = _NODE(PREFIXES["dcterms"] + "license")
_SOURCE = _NODE(PREFIXES["dcterms"] + "source")
_READ = _NODE(PREFIXES["prov"] + "generatedAtTime")
_SHA256 = _NODE(PREFIXES["pg"] + "sha256")
_PART = _NODE(PREFIXES["dcterms"] + "hasPart")
_MOMENT = _NODE(PREFIXES["xsd"] + "dateTime")


@dataclass(frozen=True, slots=True)
class Origin:
    """Where the content of a named graph comes from; ``licence`` and ``url`` are IRIs, empty if unknown."""

    graph: ox.NamedNode
    title: str
    sha256: str
    read: dt.date
    licence: str = ""
    url: str = ""


def graphs(store: Store) -> list[ox.NamedNode]:
    """Give the graphs of all sources that are recorded, sorted.

    >>> graphs(Store())
    []
    """
    found = store.engine.quads_for_pattern(None, _SHA256, None, FILES)
    return sorted((quad.subject for quad in found if isinstance(quad.subject, ox.NamedNode)), key=str)


def title(store: Store, graph: GraphName) -> str:
    """Give the title under which a source was taken in, "" where it was not.

    >>> title(Store(), ox.NamedNode("urn:a"))
    ''
    """
    return _text(store, graph, _TITLE)


def sha256(store: Store, graph: GraphName) -> str:
    """Give the hash under which a source was taken in, "" where it was not.

    >>> sha256(Store(), ox.NamedNode("urn:a"))
    ''
    """
    return _text(store, graph, _SHA256)


def day(store: Store, graph: GraphName) -> str:
    """Give the day on which a source was read, YYYY-MM-DD, "" where it was not taken in.

    >>> day(Store(), ox.NamedNode("urn:a"))
    ''
    """
    return _text(store, graph, _READ)[:10]


def parts(store: Store, graph: ox.NamedNode) -> list[ox.NamedNode]:
    """Give the graphs that the file of a source itself names, sorted.

    >>> parts(Store(), ox.NamedNode("urn:a"))
    []
    """
    found = store.engine.quads_for_pattern(graph, _PART, None, FILES)
    return sorted((quad.object for quad in found if isinstance(quad.object, ox.NamedNode)), key=str)


def write(store: Store, origin: Origin, parts: Iterable[ox.NamedNode]) -> None:
    """Record a source in the place of what was recorded of it, with the graphs that its file names.

    >>> store = Store()
    >>> write(store, Origin(ox.NamedNode("urn:a"), "a.ttl", "0", dt.date(2026, 11, 25)), [])
    >>> title(store, ox.NamedNode("urn:a")), day(store, ox.NamedNode("urn:a"))
    ('a.ttl', '2026-11-25')
    """
    forget(store, origin.graph)
    store.engine.extend(ox.Quad(origin.graph, name, value, FILES) for name, value in _said(origin, parts))


def forget(store: Store, graph: ox.NamedNode) -> None:
    """Take out the record of a source.

    >>> forget(Store(), ox.NamedNode("urn:a"))
    """
    for quad in list(store.engine.quads_for_pattern(graph, None, None, FILES)):
        store.engine.remove(quad)


def _text(store: Store, graph: GraphName, name: ox.NamedNode) -> str:
    known = graph if isinstance(graph, ox.NamedNode) else None
    found = next(store.engine.quads_for_pattern(known, name, None, FILES), None) if known else None
    return found.object.value if found and isinstance(found.object, ox.Literal) else ""


def _said(origin: Origin, parts: Iterable[ox.NamedNode]) -> Iterator[tuple[ox.NamedNode, ox.NamedNode | ox.Literal]]:
    yield _TYPE, _DATASET
    yield _TITLE, ox.Literal(origin.title)
    yield _SHA256, ox.Literal(origin.sha256)
    yield _READ, ox.Literal(f"{origin.read.isoformat()}T00:00:00Z", datatype=_MOMENT)
    for name, iri in ((_LICENCE, origin.licence), (_SOURCE, origin.url)):
        if iri:
            yield name, _NODE(iri)
    yield from ((_PART, part) for part in parts)
