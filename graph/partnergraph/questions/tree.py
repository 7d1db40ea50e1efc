"""Trees: the classes of a graph, each with those above it - the shipped ontology's, and the graph's own below these."""

from partnergraph import ontology, resource
from partnergraph.ontology import Ontology
from partnergraph.storage.queryable import Queryable
from partnergraph.values.term import key


def read(store: Queryable) -> Ontology:
    """Give the shipped ontology with the classes that a graph itself says to be kinds of others.

    >>> from partnergraph.storage.store import Store
    >>> from partnergraph.writing.format import TURTLE
    >>> store = Store()
    >>> store.add_text(
    ...     "PREFIX pg: <https://w3id.org/partnergraph/ontology#> PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>"
    ...     "<urn:Treaty> rdfs:subClassOf pg:Agreement .",
    ...     TURTLE,
    ... )
    >>> read(store).lineage(("urn:Treaty",))[1]
    'https://w3id.org/partnergraph/ontology#Agreement'
    """
    return store.kept("tree", lambda: _read(store))


def _read(store: Queryable) -> Ontology:
    rows = store.select(resource.query("lookups", "classes"))
    return ontology.extended((key(row["class"]), key(row["above"])) for row in rows)
