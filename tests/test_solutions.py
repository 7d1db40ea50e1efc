"""Answers handed from one process to another, and cut."""

import io

import pyoxigraph as ox
import pytest

from partnergraph.storage import solutions

DATA = """
prefix x: <urn:>
x:a x:b 1, 1.50, 1e3, "t\\ta\\nb\\"q\\\\", "e"@en, "2017-09"^^<http://www.w3.org/2001/XMLSchema#gYearMonth>, true,
  _:b1, "", <urn:x#y>, "\U0001f600 \u202e" .
<< x:a x:b x:c >> x:d 2 .
"""


@pytest.fixture
def store() -> ox.Store:
    """Give a graph with every kind of term."""
    store = ox.Store()
    store.load(DATA, ox.RdfFormat.TURTLE)
    return store


@pytest.mark.parametrize(
    "query",
    ["SELECT * { ?s ?p ?o OPTIONAL { ?o ?x ?y } }", "SELECT * {}", "SELECT ?none {}", "SELECT ?s { ?s <urn:none> ?s }"],
)
def test_rows_arrive_as_they_were(store: ox.Store, query: str) -> None:
    """Every kind of term and an unbound value come back the same, in the same order."""
    stream = io.BytesIO()
    solutions.pack(store.query(query), stream)
    given = solutions.unpack(stream.getvalue())
    expected = store.query(query)
    assert isinstance(given, ox.QuerySolutions)
    assert isinstance(expected, ox.QuerySolutions)
    assert given.variables == expected.variables
    assert list(map(tuple, given)) == list(map(tuple, expected))


@pytest.mark.parametrize("query", ["ASK {}", "ASK { ?s <urn:none> ?o }"])
def test_yes_and_no_arrive(store: ox.Store, query: str) -> None:
    """An ASK query is answered the same."""
    stream = io.BytesIO()
    solutions.pack(store.query(query), stream)
    given = solutions.unpack(stream.getvalue())
    assert isinstance(given, ox.QueryBoolean)
    assert bool(given) == bool(store.query(query))


@pytest.mark.parametrize("query", ["CONSTRUCT WHERE { ?s ?p ?o }", "CONSTRUCT { ?s a ?p } WHERE { ?s ?p <urn:none> }"])
def test_graphs_arrive(store: ox.Store, query: str) -> None:
    """The triples of a graph come back, be there none."""
    stream = io.BytesIO()
    solutions.pack(store.query(query), stream)
    given = solutions.unpack(stream.getvalue())
    assert isinstance(given, ox.QueryTriples)
    assert len(list(given)) == len(list(store.query(query)))  # type: ignore[arg-type]


@pytest.mark.parametrize(("most", "rows", "more"), [(0, 0, True), (5, 5, True), (13, 13, False), (14, 13, False)])
def test_an_answer_is_cut_after_so_many_rows(store: ox.Store, most: int, rows: int, more: bool) -> None:
    """The rows are the first ones, and it is known whether there are others."""
    whole = store.query("SELECT * { ?s ?p ?o } ORDER BY ?s ?p ?o")
    assert isinstance(whole, ox.QuerySolutions)
    answer, left = solutions.first(store.query("SELECT * { ?s ?p ?o } ORDER BY ?s ?p ?o"), most)
    assert isinstance(answer, ox.QuerySolutions)
    assert list(map(tuple, answer)) == list(map(tuple, whole))[:rows]
    assert left is more


@pytest.mark.parametrize(("most", "more"), [(3, True), (100, False)])
def test_a_graph_is_cut_after_so_many_triples(store: ox.Store, most: int, more: bool) -> None:
    """The same holds for triples, and a yes or no is never cut."""
    answer, left = solutions.first(store.query("CONSTRUCT WHERE { ?s ?p ?o }"), most)
    assert isinstance(answer, ox.QueryTriples)
    assert len(list(answer)) == min(most, len(store))
    assert left is more
    assert solutions.first(store.query("ASK {}"), 0)[1] is False
