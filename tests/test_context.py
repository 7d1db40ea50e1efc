"""The JSON-LD context names every term, marks what is a thing, and loses nothing on the way there and back."""

import json
import re
from collections import Counter

import pyoxigraph as ox
import pytest
from rdflib import OWL, RDF, RDFS, XSD, Graph, URIRef
from rdflib.compare import isomorphic

from partnergraph.vocab import PREFIXES, shorten
from tests.test_ontology import CONTEXT, DATA, EXAMPLE, KINDS, ONTOLOGY, own, read, snippet


def context() -> dict[str, object]:
    """Give the shipped JSON-LD context."""
    loaded: dict[str, object] = json.loads(CONTEXT.read_text(encoding="utf-8"))["@context"]
    return loaded


def test_context_names_everything() -> None:
    """Every own class and property, and every property that the data use, has a short name; no two share one."""
    names = Counter(iri for iri in (identity(value) for value in context().values()) if iri)
    graph = read(ONTOLOGY)
    needed = {*own(graph, OWL.Class, *KINDS["property"]), *read(EXAMPLE, *DATA).predicates()} - {RDF.type}
    assert {shorten(str(each)) for each in needed} - names.keys() == set()
    assert [iri for iri, count in names.items() if count > 1] == []


def identity(value: object) -> str:
    """Give the prefixed name that an entry of the context stands for; of a prefix an empty string."""
    given = value.get("@id", "") if isinstance(value, dict) else str(value)
    return "" if "://" in given else given


def test_context_knows_things_from_literals() -> None:
    """Properties of things are so marked, dates are given no datatype, amounts are decimals; nothing is remote."""
    graph = read(ONTOLOGY)
    for entry in context().values():
        term = URIRef(PREFIXES.get(identity(entry).partition(":")[0], "") + identity(entry).partition(":")[2])
        marked = entry.get("@type") if isinstance(entry, dict) else None
        if (term, RDF.type, OWL.ObjectProperty) in graph:
            assert marked == "@id", term
        if (term, RDF.type, OWL.DatatypeProperty) in graph:
            assert marked == ("xsd:decimal" if graph.value(term, RDFS.range) == XSD.decimal else None), term
    assert {prefix: context()[prefix] for prefix in PREFIXES} == dict(PREFIXES)
    assert re.findall(r"@(?:import|vocab|base|context)", CONTEXT.read_text(encoding="utf-8")) == ["@context"]


ODD = snippet(
    'body:a skos:prefLabel "plain", "de"@de, "gb"@en-GB ; schema:startDate "spring", "2014"^^xsd:gYear ; '
    'pg:numberOfEvents 5, "5"^^xsd:nonNegativeInteger ; pg:totalCost 12.5, 13 ; dcterms:source "text" ; '
    'pg:party "text" ; '
    "pg:preferred true ; a pg:Society , <https://example.org/Other> ; schema:url <https://example.org/a?b=1#c> ."
)


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")
@pytest.mark.parametrize(
    "graph",
    [read(EXAMPLE), read(ONTOLOGY), ODD, *map(read, DATA)],
    ids=["example", "ontology", "odd", *(each.stem for each in DATA)],
)
def test_json_ld_keeps_everything(graph: Graph) -> None:
    """A graph written as JSON-LD with the context and read by rdflib or by Oxigraph is the same graph."""
    text = graph.serialize(format="json-ld", context=context(), auto_compact=False)
    assert isomorphic(Graph().parse(data=text, format="json-ld"), graph)
    expected = ox.parse(graph.serialize(format="nt", encoding="utf-8"), ox.RdfFormat.N_TRIPLES)
    assert {quad.triple for quad in ox.parse(text, ox.RdfFormat.JSON_LD)} == {quad.triple for quad in expected}
