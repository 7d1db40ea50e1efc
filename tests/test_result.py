"""Answers, written in each format."""

import csv
import gc
import io
import json
import xml.etree.ElementTree as ET

import pyoxigraph as ox
import pytest

from partnergraph.errors import FormatError, QueryError
from partnergraph.questions.result import Result
from partnergraph.storage.store import Store
from partnergraph.writing import format

SELECT = 'SELECT * { VALUES (?name ?n) { ("Österreich | <b>"@de 1) (UNDEF 2) } } ORDER BY ?n'


def written(text: str, form: format.Format) -> str:
    """Give the answer to a query over nothing in a format."""
    stream = io.BytesIO()
    Result(Store().query(text)).write(stream, form)
    return stream.getvalue().decode()


def test_json_follows_the_w3c_format() -> None:
    """SPARQL 1.1 results JSON holds types and languages, and leaves out what is unbound."""
    answer = json.loads(written(SELECT, format.JSON))
    assert set(answer["head"]["vars"]) == {"name", "n"}
    first, second = answer["results"]["bindings"]
    assert first["name"] == {"type": "literal", "xml:lang": "de", "value": "Österreich | <b>"}
    assert set(second) == {"n"}


def test_xml_follows_the_w3c_format() -> None:
    """SPARQL 1.1 results XML parses and has a result a row."""
    root = ET.fromstring(written(SELECT, format.XML))
    assert len(root.findall(".//{http://www.w3.org/2005/sparql-results#}result")) == 2


def test_csv_and_tsv_have_a_header_and_a_line_a_row() -> None:
    """CSV holds plain values, TSV terms."""
    header, first, _ = csv.reader(io.StringIO(written(SELECT, format.CSV)))
    assert dict(zip(header, first, strict=True)) == {"n": "1", "name": "Österreich | <b>"}
    assert '"Österreich | <b>"@de' in written(SELECT, format.TSV)


def test_markdown_is_text_only() -> None:
    """What Markdown or HTML would read is escaped."""
    assert written(SELECT, format.MARKDOWN).splitlines()[2] == r"| 1 | Österreich \| \<b\> |"


@pytest.mark.parametrize("form", format.TABLES, ids=lambda form: form.name)
def test_ask_is_written_in_every_table_format(form: format.Format) -> None:
    """Yes or no can be had in each format."""
    assert "true" in written("ASK {}", form)
    assert "false" in written("ASK { ?s ?p ?o }", form)


@pytest.mark.parametrize("form", format.GRAPHS, ids=lambda form: form.name)
def test_construct_is_written_in_every_graph_format(form: format.Format) -> None:
    """A constructed graph can be had in each RDF format."""
    text = written('CONSTRUCT { <urn:a> <urn:p#b> "Wien" } {}', form)
    store = Store()
    store.add_text(text, form)
    assert [quad.object for quad in store.quads()] == [ox.Literal("Wien")]


@pytest.mark.parametrize(
    ("text", "form", "complaint"),
    [
        ("SELECT * {}", format.TURTLE, "is a table and cannot be written as ttl; use one of csv, json"),
        ("CONSTRUCT {} {}", format.CSV, "is a graph and cannot be written as csv; use one of ttl, trig"),
    ],
)
def test_a_format_for_another_kind_of_answer_is_told(text: str, form: format.Format, complaint: str) -> None:
    """A table is not written as a graph, nor a graph as a table."""
    with pytest.raises(FormatError, match=complaint):
        written(text, form)


def test_an_answer_is_read_once() -> None:
    """A second reading is an error, not an empty table."""
    result = Result(Store().query("SELECT (1 AS ?n) {}"))
    assert len(result.table()) == 1
    with pytest.raises(QueryError, match="has been read"):
        result.table()


def test_a_described_graph_as_a_table_is_sorted_triples() -> None:
    """DESCRIBE and CONSTRUCT give subject, predicate, object."""
    table = Result(Store().query("CONSTRUCT { <urn:b> <urn:p> 1 . <urn:a> <urn:p> 1 } {}")).table()
    assert table.columns == ("subject", "predicate", "object")
    assert table.values("subject") == ["urn:a", "urn:b"]


def test_rows_come_while_they_are_found() -> None:
    """A result is iterated row by row, each a tuple of terms as in a table."""
    assert tuple(Result(Store().query(SELECT))) == Result(Store().query(SELECT)).table().rows


def test_triples_come_while_they_are_found() -> None:
    """The triples of a graph are iterated as rows of three terms."""
    rows = list(Result(Store().query("CONSTRUCT { <urn:a> <urn:b> 1 } {}")))
    assert rows == [(ox.NamedNode("urn:a"), ox.NamedNode("urn:b"), ox.Literal(1))]


def test_a_yes_has_no_rows() -> None:
    """Who iterates the answer to an ASK is told to take it as a table."""
    with pytest.raises(QueryError, match=r"an ASK has no rows; take table\(\)"):
        iter(Result(Store().query("ASK {}")))


@pytest.mark.parametrize("collecting", [True, False])
def test_garbage_is_collected_as_before(*, collecting: bool) -> None:
    """Reading a table leaves the collector of garbage as it was."""
    (gc.enable if collecting else gc.disable)()
    try:
        Result(Store().query(SELECT)).table()
        assert gc.isenabled() is collecting
    finally:
        gc.enable()
