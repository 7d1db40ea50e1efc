"""Values for the variables of a query: read as terms, never pasted as text."""

from pathlib import Path

import pyoxigraph as ox
import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

import partnergraph as pg
from partnergraph.errors import QueryError, UnknownNameError
from partnergraph.questions import argument, question, saved
from partnergraph.storage.store import Store
from partnergraph.values.term import value
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
        ('"unknown:name"', ox.Literal("unknown:name")),
        ("a note: this", ox.Literal("a note: this")),
        ("12:30", ox.Literal("12:30")),
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


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("bdy:esr", "'bdy:esr': the prefix bdy is not known; the nearest prefix is body; write <…> for a whole IRI"),
        ("exx:a", "the prefix exx is not known; the nearest prefix is ex; "),
        ("https://example.org/a", 'the prefix https is not known; .*<…> for a whole IRI, or "…" for plain text'),
    ],
)
def test_a_prefix_that_is_not_known_is_told(text: str, complaint: str) -> None:
    """A mistyped prefix is not taken for text, and neither is an IRI without its brackets."""
    with pytest.raises(QueryError, match=complaint):
        argument.term(text, EX)


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
        (row,) = graph.query(QUERY, {"given": text}).rows
    assert value(row[0]) == value(expected)  # the engine keeps numbers by value: 00 is 0
    assert isinstance(expected, ox.NamedNode) or row[0].datatype == expected.datatype  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("query", "name", "value", "expected"),
    [
        ("SELECT ?mou { ?mou pg:party ?_body_iri }", "body", "EFOMP", 1),
        ("SELECT ?mou { ?mou pg:party ?body }", "body", "body:efomp", 1),
        ("SELECT ?mou { ?mou pg:signedOn ?_year_gYear }", "year", "2017", 1),
        ("SELECT ?mou { ?mou pg:signedOn ?__year_xsd_gYear }", "year", "2017", 1),
        ("SELECT ?body { ?body skos:altLabel ?_name }", "name", "EFOMP", 1),
        ("SELECT ?mou { ?mou pg:signedOn ?_year_xsd_gYear }", "year", "2017", 1),
        ("SELECT ?mou { ?mou pg:party ?__body_iri }", "body", "EFOMP", 1),
        ("SELECT ?mou { ?mou pg:signedOn ?year }", "year", "2017", 0),
        ("SELECT ?body { ?body skos:altLabel ?__name }", "name", "EFOMP", 1),
        ("CONSTRUCT { ?mou a pg:Agreement } WHERE { ?mou pg:party ?body }", "body", "body:efomp", 1),
        ("DESCRIBE ?mou WHERE { ?mou pg:party ?body }", "body", "body:efomp", 5),
        ("ASK { ?mou pg:party $body }", "body", "body:efomp", 1),
    ],
)
def test_a_variable_takes_the_value(small: Path, query: str, name: str, value: str, expected: int) -> None:
    """A name stands for its variable, or for a parameter as grlc writes it, whose type it then has."""
    with pg.open(small, derive=False) as graph:
        assert len(graph.query(query, {name: value})) == expected


def test_what_cannot_take_a_value_is_told(small: Path) -> None:
    """A variable that is not there, a name that nothing has, and a value of the wrong type are each named."""
    with pg.open(small) as graph:
        with pytest.raises(
            QueryError, match=r"there is no variable \?party to take a value; its variables are: \?p, \?s"
        ):
            graph.query("ASK { ?s ?p 1 }", {"party": "x"})
        with pytest.raises(UnknownNameError, match="nothing is called 'Nobody'"):
            graph.query("ASK { ?_body_iri ?p 1 }", {"body": "Nobody"})


SAVED = """
# Agreements of a body since a year
SELECT ?mou ?signed { ?mou pg:party ?_body_iri ; pg:signedOn ?signed ; a ?class FILTER (?signed >= ?_since_gYear) }
ORDER BY ?mou"""


def test_a_query_is_saved_as_a_question(small: Path, tmp_path: Path) -> None:
    """What was a parameter has its value as default, other values stand in the query, and asking gives the same."""
    values = {"body": "EFOMP", "since": "2014", "class": "pg:MemorandumOfUnderstanding"}
    with pg.open(small) as graph:
        expected = graph.query(SAVED, values)
        (tmp_path / "since.rq").write_text(saved.text(SAVED, expected.columns, values, {}), encoding="utf-8")
        asked = question.find("since", [tmp_path])
        assert asked.summary == "Agreements of a body since a year"
        assert [(each.name, each.type, each.default) for each in asked.parameters] == [
            ("body", "rdfs:Resource", "EFOMP"),
            ("since", "xsd:gYear", "2014"),
        ]
        assert graph.ask("since", questions=[tmp_path]).rows == expected.rows != ()
        assert not graph.ask("since", {"since": "2018"}, questions=[tmp_path])


@given(st.text(max_size=60), st.text(max_size=40))
@example("", "\x85")
@example("", "one \u2028 two")
def test_any_purpose_and_value_can_be_saved(purpose: str, value: str) -> None:
    """A header is YAML whatever words stand in it."""
    query = f"# {purpose.splitlines()[0] if purpose.splitlines() else ''}\nSELECT ?x {{ ?x ?y ?_word_string }}"
    lines = saved.text(query, ["x"], {"word": value}, {}).splitlines()
    header = yaml.safe_load("\n".join(line[2:].removeprefix(" ") for line in lines if line.startswith("#+")))
    assert header["params"] == [{"name": "word", "type": "xsd:string", "default": value}]


def test_what_is_no_table_is_not_saved() -> None:
    """A question answers with a table."""
    with pytest.raises(QueryError, match="only the query of a table"):
        saved.text("ASK {}", (), {}, {})
