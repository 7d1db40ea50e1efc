"""How a query is read, and what its patterns find."""

import pytest

import partnergraph as pg
from partnergraph.errors import QueryError
from partnergraph.questions import plan
from partnergraph.storage.queryable import Scope


def test_a_plan_tells_operations_and_matches(small: str) -> None:
    """Operations are indented by their depth, each pattern has the number of triples that it finds by itself."""
    query = """
        SELECT ?mou (COUNT(?party) AS ?parties) {
          ?mou pg:party ?party ; a/rdfs:subClassOf* pg:Agreement
          OPTIONAL { ?mou pg:signedOn ?year FILTER (?year > "2000"^^xsd:gYear) }
          MINUS { ?mou pg:endsOn ?end }
        } GROUP BY ?mou ORDER BY ?mou LIMIT 10"""
    with pg.open(small) as graph:
        table = plan.table(plan.read(graph.store, query, Scope()))
    steps = dict(zip((str(each).strip() for each in table.values("step")), table.values("matches"), strict=True))
    assert steps["?mou pg:party ?party"] == 2
    assert steps["?mou pg:endsOn ?end"] == 0
    assert steps["?mou rdf:type/rdfs:subClassOf* pg:Agreement"] == 1
    assert {"Limit 10", "Order by ?mou", "Select ?mou ?parties", "Optional ?year", "Minus", "Aggregate"} <= set(steps)


@pytest.mark.parametrize(
    "query",
    [
        "ASK { GRAPH ?g { ?s ?p ?o } }",
        "CONSTRUCT { ?s a ?o } WHERE { VALUES ?o { 1 2 } ?s ?p ?o }",
        "DESCRIBE body:esr",
        "SELECT * { { ?s ?p 1 } UNION { SELECT ?s { ?s ?p 2 } LIMIT 1 OFFSET 3 } }",
    ],
)
def test_every_form_has_a_plan(shipped: pg.KnowledgeGraph, query: str) -> None:
    """Whatever is asked, something is told of how it is read."""
    assert plan.read(shipped.store, query, Scope())


def test_a_wrong_query_has_no_plan(shipped: pg.KnowledgeGraph) -> None:
    """What is wrong is told as it is when the query is asked; what rdflib alone cannot read is said to be that."""
    with pytest.raises(QueryError, match="query:1:1: 'SELEC' is no word of SPARQL"):
        plan.read(shipped.store, "SELEC ?s", Scope())
    with pytest.raises(QueryError, match="cannot be explained, for rdflib reads it otherwise"):
        plan.read(shipped.store, "SELECT * { ?s ?p ?o LATERAL { SELECT * { ?o ?q ?r } LIMIT 1 } }", Scope())
