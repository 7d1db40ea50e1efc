"""Replies: what endpoints answer, read without loss, and refused where it is broken."""

import io
import json

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnergraph.errors import EndpointError
from partnergraph.remote import reply
from partnergraph.remote.reply import OTHER
from partnergraph.writing import format

JSON = format.JSON.media_type
XSD = "http://www.w3.org/2001/XMLSchema#"
VIRTUOSO = reply.server({"Server": "Virtuoso/07.20.3229 (Linux) x86_64-pc-linux-gnu"})
BOOLEAN = '"type": "typed-literal", "datatype": "http://www.w3.org/2001/XMLSchema#boolean", "value"'
LOOKALIKE = r"\"type\": \"bnode\", \"value\": \"nodeID://b10000"
# as Virtuoso 7.2.5 writes it
ROWS = f"""
{{ "head": {{ "link": [], "vars": ["b", "t"] }},
  "results": {{ "distinct": false, "ordered": true, "bindings": [
    {{ "b": {{ "type": "bnode", "value": "nodeID://b10000" }}\t, "t": {{ {BOOLEAN}: "1" }}}},
    {{ "b": {{ "type": "literal", "value": "{LOOKALIKE}" }}\t, "t": {{ {BOOLEAN}: "0" }}}},
    {{ "b": {{ "type": "typed-literal", "datatype": "http://www.w3.org/2001/XMLSchema#gYearMonth", "value": "2017-09" }}
     , "t": {{ "type": "literal", "xml:lang": "en", "value": " 1" }}}} ] }} }}""".encode()


def terms(content: bytes, *, kind: reply.Server = OTHER, size: int = 1 << 16) -> list[list[ox.Literal]]:
    """Give the terms of SPARQL results that arrive in pieces of a size."""
    chunks = (content[at : at + size] for at in range(0, len(content), size))
    return [list(row) for row in reply.page(chunks, JSON, kind, "here").solutions()]


@pytest.mark.parametrize("size", [1, 7, 1 << 16])
def test_what_virtuoso_writes_wrongly_is_mended(size: int) -> None:
    """Truth values and blank nodes are mended, texts that look like them are not, and dates are what they are."""
    year_month = ox.Literal("2017-09", datatype=ox.NamedNode(f"{XSD}gYearMonth"))
    assert terms(ROWS, kind=VIRTUOSO, size=size) == [
        [ox.BlankNode("b10000"), ox.Literal(True)],
        [ox.Literal('"type": "bnode", "value": "nodeID://b10000'), ox.Literal(False)],
        [year_month, ox.Literal(" 1", language="en")],
    ]


def test_virtuosos_yes_and_no() -> None:
    """Virtuoso answers an ASK query with one row or none."""
    head = b'{ "head": { "link": [], "vars": ["__ASK_RETVAL"] }, "results": { "bindings": [ %s ] } }'
    row = b'{ "__ASK_RETVAL": { "type": "typed-literal", "datatype": "%sinteger", "value": "1" }}' % XSD.encode()
    assert [bool(reply.truth([head % each], JSON, VIRTUOSO, "here")) for each in (row, b"")] == [True, False]
    with pytest.raises(EndpointError, match="rows where yes or no was asked for"):
        reply.truth([head % row], JSON, OTHER, "here")
    with pytest.raises(EndpointError, match="is broken or breaks off"):
        reply.truth([(head % row)[:-30]], JSON, VIRTUOSO, "here")


@given(
    st.lists(
        st.builds(
            lambda text, kind: ox.Literal(text, datatype=ox.NamedNode(XSD + kind)),
            st.text(st.characters(exclude_categories=["Cs"])),
            st.sampled_from(["string", "gYear", "date", "integer", "decimal", "boolean", "double", "token"]),
        )
        | st.builds(lambda text: ox.Literal(text, language="en"), st.text(st.characters(exclude_categories=["Cs"]))),
        max_size=5,
    ),
    st.integers(1, 90),
)
def test_nothing_is_lost(found: list[ox.Literal], size: int) -> None:
    """Any literal comes through as it was sent, in whatever pieces."""
    rows = [
        {
            "n": {
                "type": "literal",
                "value": each.value,
                **({"xml:lang": "en"} if each.language else {"datatype": each.datatype.value}),
            }
        }
        for each in found
    ]
    content = json.dumps({"head": {"vars": ["n"]}, "results": {"bindings": rows}}).encode()
    assert terms(content, size=size) == [[each] for each in found]


@given(st.binary(max_size=200))
def test_any_answer_is_read_or_told(content: bytes) -> None:
    """No content ends in another error than ours."""
    for read in (reply.page, reply.truth):
        with pytest.raises(EndpointError):
            read([content], JSON, OTHER, "http://localhost/")


@pytest.mark.parametrize("content", [b'{"a": ' * 90, b'{"a": "' + b"[" * 90, b'"' + b"x" * (1 << 24) + b"xx"])
def test_odd_answers_are_told(content: bytes) -> None:
    """What is too deep, not closed or one long text is no answer."""
    with pytest.raises(EndpointError):
        terms(content)


def test_brackets_in_texts_do_not_count() -> None:
    """A text may hold as many brackets as it likes, and a quotation mark across two pieces."""
    words = '[{"\\' * 100
    content = json.dumps(
        {"head": {"vars": ["n"]}, "results": {"bindings": [{"n": {"type": "literal", "value": words}}]}}
    )
    assert terms(content.encode(), size=3) == [[ox.Literal(words)]]


def test_rows_without_columns() -> None:
    """Rows that bind nothing are rows all the same."""
    page = reply.page([b'{"head": {"vars": []}, "results": {"bindings": [{}, {}]}}'], JSON, OTHER, "here")
    assert (page.columns, len(page.lines), len(list(page.solutions()))) == ((), 2, 2)


def test_blank_nodes_are_seen() -> None:
    """A page says whether it holds blank nodes."""
    assert reply.Page(("n",), (b"<urn:a>\t_:b",)).has_blank_nodes
    assert not reply.Page(("n",), (b'"a_:b"',)).has_blank_nodes


@pytest.mark.parametrize("syntax", [format.N_TRIPLES, format.TURTLE, format.RDF_XML])
def test_graphs_are_read_in_each_format(syntax: format.Format) -> None:
    """A graph is the same in whatever format the server sends it."""
    triple = ox.Triple(ox.NamedNode("urn:a"), ox.NamedNode("urn:p#b"), ox.Literal("c", language="en"))
    content = io.BytesIO()
    ox.serialize([triple], content, ox.RdfFormat.from_media_type(syntax.media_type))
    assert reply.triples([content.getvalue()], syntax.media_type, "http://localhost/") == [triple]
    assert list(reply.graph([triple])) == [triple]


@pytest.mark.parametrize(
    ("content", "media_type", "words"),
    [
        (b"<urn:a> <urn:b>", "application/n-triples", "is broken or breaks off"),
        (b"<urn:a> <urn:b> " + b"<<( <urn:a> <urn:b> " * 99, "text/turtle", "more than 64 levels"),
        (b'<!DOCTYPE a [<!ENTITY b "&c;">]><a/>', "application/rdf+xml", "an entity may only be"),
        (b"[]", "application/ld+json", "answers with application/ld\\+json, no answer"),
        (b"", "text/html", "answers with text/html"),
    ],
)
def test_broken_graphs_are_told(content: bytes, media_type: str, words: str) -> None:
    """What is no graph, or would end the engine, is refused."""
    with pytest.raises(EndpointError, match=words):
        reply.triples([content], media_type, "http://localhost/")
