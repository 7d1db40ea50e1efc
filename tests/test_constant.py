"""Constants: parameters in the place of their variables, and nothing else changed."""

import pyoxigraph as ox
import pytest

from partnergraph.knowledge import KnowledgeGraph
from partnergraph.query import sparql
from partnergraph.query.constant import inlined
from partnergraph.questions import question

A = ox.NamedNode("urn:a")


@pytest.mark.parametrize(
    ("text", "given"),
    [
        ("ASK { VALUES (?_a) { (<urn:a>) } ?_a ?p '?_a' }", "ASK {  <urn:a> ?p '?_a' }"),
        ('ASK { VALUES (?_a ?_b) { ("x"@en "1"^^<urn:t>) } ?s ?_a ?_b }', 'ASK {  ?s "x"@en "1"^^<urn:t> }'),
        (
            "SELECT ?s { VALUES (?_a) { (<urn:a>) } { SELECT ?s { VALUES (?_a) { (<urn:a>) } ?s ?p $_a } } }",
            "SELECT ?s {  { SELECT ?s {  ?s ?p <urn:a> } } }",
        ),
    ],
)
def test_parameters_become_constants(text: str, given: str) -> None:
    """The terms of a row stand where its variables stood, also in sub-selects."""
    assert inlined(text) == given


@pytest.mark.parametrize(
    "text",
    [
        "ASK { VALUES (?a) { (<urn:a>) } ?a ?p ?o }",
        "ASK { VALUES ?_a { <urn:a> } ?_a ?p ?o }",
        "ASK { VALUES (?_a) { (<urn:a>) (<urn:b>) } ?_a ?p ?o }",
        "ASK { VALUES (?_a) { (UNDEF) } ?_a ?p ?o }",
        "ASK { VALUES (?_a) { (<urn:a>) } { VALUES (?_a) { (<urn:b>) } ?_a ?p ?o } }",
        "SELECT ?_a { VALUES (?_a) { (<urn:a>) } ?_a ?p ?o }",
        "SELECT (COUNT(*) AS ?n) { VALUES (?_a) { (<urn:a>) } ?_a ?p ?o } GROUP BY ?_a",
        "ASK { VALUES (?_a) { (<urn:a>) } BIND (1 AS ?_a) }",
        "ASK { VALUES (?_a) { (<urn:a>) } FILTER BOUND(?_a) }",
        "ASK { VALUES (?_a",
        "ASK { VALUES",
        "ASK {}",
    ],
)
def test_other_queries_stay(text: str) -> None:
    """Where a constant could not stand, or the row is no parameter's, the query stays as it is."""
    assert inlined(text) == text


@pytest.mark.parametrize("name", [each.name for each in question.shipped()])
def test_shipped_questions_mean_the_same(shipped: KnowledgeGraph, name: str) -> None:
    """A question with constants has the rows that it has with VALUES."""
    asked = question.find(name)
    text = asked.bound(shipped.store, {})
    rows = [sorted(map(str, map(tuple, shipped.store.select(each)))) for each in (text, inlined(text))]
    assert rows[0] == rows[1]
    assert inlined(text) != text or all(each.optional for each in asked.parameters)


def test_any_term_can_be_a_constant() -> None:
    """Whatever a term holds, it stays one term."""
    store = ox.Store()
    for words in ("a'b\"c", "}) ?_x", "\\", "line\nline", "\t"):
        literal = ox.Literal(words)
        store.add(ox.Quad(A, A, literal))
        assert bool(store.query(inlined(sparql.bind("ASK { ?s ?p ?_x }", {"_x": literal}))))
