"""What is wrong with a query."""

import re
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from partnergraph.errors import QueryError
from partnergraph.query import sparql
from partnergraph.storage.store import Store

WRONG = yaml.safe_load((Path(__file__).parent / "data" / "diagnosis" / "wrong.yaml").read_text(encoding="utf-8"))

PIECES = """
SELECT ASK CONSTRUCT DESCRIBE WHERE { } ( ) [ ] . ; , ?s ?p ?o * a body:esr <urn:a> 'a' 5 FILTER OPTIONAL UNION
MINUS BIND AS VALUES GROUP BY HAVING ORDER DESC LIMIT OFFSET GRAPH NOT EXISTS IN COUNT STRLEN DISTINCT = < && ! + / | ^
PREFIX ex: FROM NAMED UNDEF @en ^^ _:b << >> ORDER? ‘ ?x-y""".split()  # noqa: SIM905 - a paragraph reads better


def test_many_mistakes_are_known() -> None:
    """There are more than a hundred wrong queries, each another."""
    assert len({query for query, _ in WRONG}) == len(WRONG) > 100


@pytest.mark.parametrize(("marked", "reason"), WRONG)
def test_a_mistake_is_named_where_it_is(marked: str, reason: str) -> None:
    """Each mistake is named with its line and column, in words that say what is wrong, under a caret."""
    text = marked.replace("‸", "").removeprefix("\ufeff")
    at = marked.removeprefix("\ufeff").find("‸")
    if at < 0:  # what is missing at the end
        at = len(text.rstrip()) if list(sparql.tokens(text)) else 0
    with pytest.raises(QueryError) as caught:
        Store().query(marked.replace("‸", ""))
    first, row, caret = str(caught.value).split("\n") if "\n" in str(caught.value) else (str(caught.value), "", "")
    assert first.startswith("query:{}:{}: ".format(*sparql.place(text, at)))
    assert reason in first
    if row:
        line, column = map(int, first.split(":")[1:3])
        assert row[2:] == text.split("\n")[line - 1].replace("\t", " ").rstrip("\r")[: len(row) - 2]
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


@given(st.lists(st.sampled_from(PIECES), max_size=14))
def test_any_pieces_give_an_answer_or_a_diagnosis(pieces: list[str]) -> None:
    """No order of the words of SPARQL brings a diagnosis to fall, and its caret stands within the text."""
    text, complaint = " ".join(pieces), "query:1:1: "
    try:
        Store().query(text)
    except QueryError as error:
        complaint = str(error)
    column = re.match(r"query:1:(\d+): |query: cannot be run", complaint)
    assert column
    assert 1 <= int(column[1] or 1) <= len(text) + 1
