"""Query text, token by token."""

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnergraph import sparql
from partnergraph.errors import QueryError
from partnergraph.result import Result
from partnergraph.vocab import PREFIXES


@pytest.mark.parametrize(
    "text",
    [
        "SELECT * { SERVICE <https://example.org/> { ?s ?p ?o } }",
        "SELECT * { service silent ?where { ?s ?p ?o } }",
        "ASK { { SELECT * { SERVICE <urn:x> {} } } }",
    ],
)
def test_service_is_refused_wherever_it_stands(text: str) -> None:
    """Nothing reaches out to another server."""
    with pytest.raises(QueryError, match=r"query:1:\d+: SERVICE would send a request"):
        sparql.refuse(text)


@pytest.mark.parametrize(
    "text", ["INSERT DATA { <urn:a> <urn:b> 1 }", "PREFIX a: <urn:a> delete where { ?s ?p ?o }", "CLEAR ALL"]
)
def test_updates_are_refused(text: str) -> None:
    """A query only reads."""
    with pytest.raises(QueryError, match="changes a graph"):
        sparql.refuse(text)


@pytest.mark.parametrize(
    "text",
    [
        "SELECT ('SERVICE' AS ?x) {} # SERVICE",
        'ASK { ?s ?p """an "INSERT" of SERVICE""" }',
        "ASK { ?service <urn:SERVICE#x> ?SERVICE }",
        "CONSTRUCT { ?s schema:service ?o } { ?s ?p ?o }",
    ],
)
def test_the_word_alone_is_no_reason(text: str) -> None:
    """SERVICE and INSERT in a string, an IRI, a name or a comment are words like any other."""
    sparql.refuse(text)


@given(st.text())
def test_any_value_is_bound_as_one_term(value: str) -> None:
    """Whatever a value holds, it stays one literal of the query."""
    text = sparql.bind("SELECT ?x WHERE { BIND (?_v AS ?x) }", {"_v": ox.Literal(value)})
    assert Result(ox.Store().query(text)).table().values("x") == [value]


def test_binding_skips_braces_in_iris_and_strings() -> None:
    """The values open the first real group."""
    text = "PREFIX a: <urn:a#> SELECT ('{' AS ?b) ?v WHERE { ?s ?p ?v }"
    assert sparql.bind(text, {"v": ox.Literal(1)}).index("VALUES") > text.index("WHERE")


def test_binding_needs_a_group() -> None:
    """Text without a group is told, not guessed at."""
    with pytest.raises(QueryError, match="no group"):
        sparql.bind("DESCRIBE <urn:a>", {"v": ox.Literal(1)})


@given(st.text(alphabet="?x {}<>\"'#\\\n:aé.", max_size=80))
def test_tokens_never_overlap_and_keep_the_text(text: str) -> None:
    """Tokens come in order and are cut from the text as it is."""
    end = 0
    for token in sparql.tokens(text):
        assert token.start >= end
        assert text[token.start :].startswith(token.text)
        end = token.start + len(token.text)


def test_shipped_prefixes_are_valid_in_a_query() -> None:
    """Every standard prefix can be declared in SPARQL."""
    head = "".join(f"PREFIX {prefix}: <{iri}> " for prefix, iri in PREFIXES.items())
    assert bool(ox.Store().query(head + "ASK {}"))
