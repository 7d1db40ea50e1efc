"""Paging: a query taken apart, and asked page by page."""

from pathlib import Path

import pyoxigraph as ox
import pytest

from partnergraph import resource
from partnergraph.errors import QueryError
from partnergraph.query import paging

DATA = "".join(f"<urn:s{number % 7}> <urn:p{number % 3}> {number} .\n" for number in range(50))
QUERIES = (
    "SELECT * { ?s ?p ?o }",
    "SELECT ?s ?o WHERE { ?s ?p ?o } ORDER BY DESC(?o)",
    "PREFIX ex: <urn:> SELECT DISTINCT ?s { ?s ?p ?o } ORDER BY ?s",
    "SELECT ?s (COUNT(*) AS ?n) { ?s ?p ?o } GROUP BY ?s HAVING (COUNT(*) > 3)",
    "SELECT ?s (EXISTS { ?s <urn:p1> 1 } AS ?x) { ?s ?p ?o } ORDER BY ?o LIMIT 20 OFFSET 3",
    "SELECT ?s ?o { ?s ?p ?o } LIMIT 0",
    "SELECT ?s ?o { ?s ?p ?o } OFFSET 45",
    "SELECT ?s ?o { ?s ?p ?o } VALUES ?s { <urn:s1> <urn:s2> }",
    "SELECT ?s ?o { { ?s <urn:p1> ?o } UNION { ?s <urn:p2> ?o FILTER (?o > 9) } } ORDER BY ?o ?s LIMIT 9",
)


@pytest.fixture
def store() -> ox.Store:
    """Give fifty triples."""
    store = ox.Store()
    store.load(DATA, ox.RdfFormat.TURTLE)
    return store


def rows(store: ox.Store, query: str) -> list[tuple[str, ...]]:
    """Give the rows of a SELECT query as text."""
    answer = store.query(query)
    assert isinstance(answer, ox.QuerySolutions)
    return [tuple(map(str, row)) for row in answer]


@pytest.mark.parametrize("query", QUERIES)
def test_pages_are_the_whole(store: ox.Store, query: str) -> None:
    """The pages of a query, one after the other, hold its rows, each once."""
    whole = rows(store, query)
    answer = store.query(query)
    assert isinstance(answer, ox.QuerySolutions)
    columns = [variable.value for variable in answer.variables]
    parts = paging.parts(query)
    count = int(rows(store, parts.count())[0][0].split('"')[1])
    wanted = max(0, count - parts.offset) if parts.limit is None else min(max(0, count - parts.offset), parts.limit)
    pages = [row for at in range(0, wanted, 6) for row in rows(store, parts.window(columns, parts.offset + at, 6))]
    assert len(whole) == wanted
    if "ORDER BY" in query or (parts.limit is None and not parts.offset):
        assert sorted(pages[:wanted]) == sorted(whole)


@pytest.mark.parametrize("query", QUERIES)
def test_parts_make_the_query_again(store: ox.Store, query: str) -> None:
    """Put together again, the parts of a query ask the same."""
    assert rows(store, paging.parts(query).text()) == rows(store, query)


@pytest.mark.parametrize(
    "path", [path for folder in ("questions", "networks", "lookups") for path in resource.queries(folder)]
)
def test_shipped_queries_can_be_paged(path: Path) -> None:
    """Each shipped SELECT query is still valid when it is asked for a page or a count."""
    text = path.read_text(encoding="utf-8")
    parts = paging.parts(text)
    answer = ox.Store().query(text)
    assert isinstance(answer, ox.QuerySolutions)
    columns = [variable.value for variable in answer.variables]
    assert rows(ox.Store(), parts.window(columns, 0, 10)) is not None
    assert len(rows(ox.Store(), parts.count())) == 1


def test_from_clauses_are_lifted() -> None:
    """FROM may not stand in a sub-select: it goes to the outer query."""
    window = paging.parts("SELECT ?s FROM <urn:a> FROM NAMED <urn:b> WHERE { ?s ?p ?o }").window(["s"], 0, 5)
    assert window.startswith("SELECT ?s FROM <urn:a> FROM NAMED <urn:b> WHERE { { SELECT ?s WHERE {")


@pytest.mark.parametrize(
    ("query", "template"),
    [
        ("CONSTRUCT { ?s <urn:q> ?o } FROM <urn:g> WHERE { ?s <urn:p1> ?o } LIMIT 3", "CONSTRUCT { ?s <urn:q> ?o }"),
        ("CONSTRUCT WHERE { ?s <urn:p1> ?o }", "CONSTRUCT { ?s <urn:p1> ?o }"),
        ("CONSTRUCT { ?s <urn:q> ?o } { ?s <urn:p1> ?o }", "CONSTRUCT { ?s <urn:q> ?o }"),
    ],
)
def test_constructs_have_rows_and_a_template(query: str, template: str) -> None:
    """A CONSTRUCT query is a SELECT query and a template for its rows."""
    parts = paging.parts(query)
    assert parts.clause == template
    assert parts.rows().text().startswith("SELECT *")
    assert parts.group == "{ ?s <urn:p1> ?o }"


@pytest.mark.parametrize("query", ["SELECT ?s", "", "PREFIX ex: <urn:x>"])
def test_what_is_no_query_is_told(query: str) -> None:
    """A text without a group cannot be asked page by page."""
    with pytest.raises(QueryError, match="no group"):
        paging.parts(query)


def test_a_text_without_a_form_is_told() -> None:
    """A query says what it asks for."""
    with pytest.raises(QueryError, match="this is not a query; one begins with ASK, CONSTRUCT, DESCRIBE, SELECT"):
        paging.form("PREFIX ex: <urn:select>")
