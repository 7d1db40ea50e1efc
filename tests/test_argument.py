"""Values for the variables of a query: read as terms, never pasted as text."""

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

import partnergraph as pg
from partnergraph import argument
from partnergraph.errors import QueryError, UnknownNameError
from partnergraph.store import Store
from partnergraph.vocab import PREFIXES

XSD = PREFIXES["xsd"]
EX = {"ex": "https://example.org/"}
QUERY = "SELECT ?words { BIND (?given AS ?words) }"


def literal(words: str, kind: str) -> ox.Literal:
    """Give a literal of an XSD type."""
    return ox.Literal(words, datatype=ox.NamedNode(XSD + kind))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<https://example.org/a>", ox.NamedNode("https://example.org/a")),
        ("body:esr", ox.NamedNode(PREFIXES["body"] + "esr")),
        ("ex:a", ox.NamedNode("https://example.org/a")),
        ("5", literal("5", "integer")),
        ("-5", literal("-5", "integer")),
        ("0.5", literal("0.5", "decimal")),
        ("1e3", literal("1e3", "double")),
        ("true", literal("true", "boolean")),
        ('"2014"^^xsd:gYear', literal("2014", "gYear")),
        (f'"2014-09"^^<{XSD}gYearMonth>', literal("2014-09", "gYearMonth")),
        ('"Wien"@de', ox.Literal("Wien", language="de")),
        ('"5"', ox.Literal("5")),
        ('"a "quoted" word"', ox.Literal('a "quoted" word')),
        ("radiology", ox.Literal("radiology")),
        ("2014-05-01", ox.Literal("2014-05-01")),
        ("unknown:name", ox.Literal("unknown:name")),
        ("https://example.org/a", ox.Literal("https://example.org/a")),
        ("", ox.Literal("")),
    ],
)
def test_a_text_is_the_term_that_sparql_would_read(text: str, expected: ox.NamedNode | ox.Literal) -> None:
    """What SPARQL writes as a term is that term, and everything else plain text."""
    assert argument.term(text, EX) == expected


@pytest.mark.parametrize("text", ["<a b>", "<no scheme>", '"x"^^<a b>', "<>"])
def test_what_looks_like_an_iri_and_is_none_is_told(text: str) -> None:
    """An IRI that cannot be one is named, not taken for text."""
    with pytest.raises(QueryError, match="is not a valid IRI"):
        argument.term(text)


HOSTILE = [
    '"} DELETE { ?s ?p ?o } WHERE { ?s ?p ?o',
    '" . ?s ?p ?o . "',
    "<urn:a> } UNION { ?x ?y ?z",
    "line\nbreak\r\ttab",
    "\\u0022 } {",
    "\u202e\u0000\U0001f600",
    "''' \"\"\"",
]


@given(st.one_of(st.sampled_from(HOSTILE), st.text(max_size=60)))
def test_a_value_never_changes_the_query(text: str) -> None:
    """Whatever the text, the query gives back that one term, or says that it is no IRI."""
    try:
        expected = argument.term(text)
    except QueryError:
        return
    with pg.KnowledgeGraph(Store()) as graph:
        table = graph.query(QUERY, {"given": text})
    assert table.rows == ((expected,),)


@pytest.mark.parametrize(
    ("query", "name", "value", "expected"),
    [
        ("SELECT ?mou { ?mou pg:party ?_body_iri }", "body", "EFOMP", 1),
        ("SELECT ?mou { ?mou pg:party ?body }", "body", "body:efomp", 1),
        ("SELECT ?mou { ?mou pg:signedOn ?_year_gYear }", "year", "2017", 1),
        ("SELECT ?mou { ?mou pg:signedOn ?_year_xsd_gYear }", "year", "2017", 1),
        ("SELECT ?mou { ?mou pg:party ?__body_iri }", "body", "EFOMP", 1),
        ("SELECT ?mou { ?mou pg:signedOn ?year }", "year", "2017", 0),
        ("SELECT ?body { ?body skos:altLabel ?__name }", "name", "EFOMP", 1),
        ("CONSTRUCT { ?mou a pg:Agreement } WHERE { ?mou pg:party ?body }", "body", "body:efomp", 1),
        ("DESCRIBE ?mou WHERE { ?mou pg:party ?body }", "body", "body:efomp", 5),
        ("ASK { ?mou pg:party $body }", "body", "body:efomp", 1),
    ],
)
def test_a_variable_takes_the_value(small: str, query: str, name: str, value: str, expected: int) -> None:
    """A name stands for its variable, or for a parameter as grlc writes it, whose type it then has."""
    with pg.open(small, derive=False) as graph:
        assert len(graph.query(query, {name: value})) == expected


def test_what_cannot_take_a_value_is_told(small: str) -> None:
    """A variable that is not there, a name that nothing has, and a value of the wrong type are each named."""
    with pg.open(small) as graph:
        with pytest.raises(
            QueryError, match=r"there is no variable \?party to take a value; its variables are: \?s, \?p"
        ):
            graph.query("ASK { ?s ?p 1 }", {"party": "x"})
        with pytest.raises(UnknownNameError, match="nothing is called 'Nobody'"):
            graph.query("ASK { ?_body_iri ?p 1 }", {"body": "Nobody"})
