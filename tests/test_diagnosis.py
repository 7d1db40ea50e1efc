"""What is wrong with a query."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnergraph.errors import QueryError
from partnergraph.store import Store


@pytest.mark.parametrize(
    ("text", "place", "reason"),
    [
        ("SELEC * { ?s a ?o }", "1:1", "'SELEC' is no word of SPARQL; the nearest is SELECT"),
        ("SELECT * {\n  ?s sos:x ?o }", "2:6", "the prefix of 'sos:x' is no standard one; declare it with PREFIX"),
        ("SELECT * { ?s ?p 'open }", "1:18", "this quotation mark is not closed"),
        ("SELECT * {\n { ?s ?p ?o }", "1:10", "this { is not closed"),
        ("SELECT * { ?s ?p ?o ) }", "1:21", "this ) closes nothing"),
        ("SELECT * { ?s a <a b> }", "1:17", "this is not a valid IRI"),
        ("SELECT (COUNT(?s) AS ?n) ?o { ?s ?p ?o }", None, "selected that the query neither binds nor groups"),
        ("ASK { ?s ?p ?o } LIMIT", "1:23", "the query ends too early"),
        ("", "1:1", "the query is empty"),
        ("ASK { ?s ?p . }", "1:15", "'}' does not fit here"),
    ],
)
def test_a_mistake_is_named_where_it_is(text: str, place: str | None, reason: str) -> None:
    """The usual mistakes are named with line and column, under a caret."""
    with pytest.raises(QueryError) as caught:
        Store().query(text)
    first, row, caret = str(caught.value).split("\n")
    assert reason in first
    assert place is None or first.startswith(f"query:{place}: ")
    line, column = map(int, first.split(":")[1:3])
    assert row[2:] == text.split("\n")[line - 1]
    assert caret.index("^") == column + 1


def test_a_long_line_is_shown_in_part() -> None:
    """The caret still points at the mistake in a line of thousands of characters."""
    text = "SELECT * { VALUES ?s { " + "body:esr " * 1000 + "} sos:x ?p ?o }"
    with pytest.raises(QueryError) as caught:
        Store().query(text)
    _, row, caret = str(caught.value).split("\n")
    assert len(row) <= 102
    assert row[caret.index("^") :].startswith("sos:x")


@given(st.text(alphabet="SELECT ?x{}<>()[]\"'#\\\n:aé.,;*", max_size=80))
def test_any_text_gives_an_answer_or_a_diagnosis(text: str) -> None:
    """No text brings a diagnosis to fall."""
    complaint = "query:"
    try:
        Store().query(text)
    except QueryError as error:
        complaint = str(error)
    assert complaint.startswith("query:")
