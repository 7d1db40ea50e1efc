"""Endpoints: the face of a store over HTTP, caps and pages, prefixes and graphs."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler

import pyoxigraph as ox
import pytest

from partnergraph.errors import EndpointError, LimitError, QueryError, StoreError
from partnergraph.remote.endpoint import Endpoint
from partnergraph.storage.queryable import EVERYTHING, Scope
from tests.fake_server import FakeServer, Request, Said, results, rows, serving

EX = "https://example.org/"
NUMBERS = "".join(f"<{EX}s{number % 40}> <{EX}p{number % 3}> {number} .\n" for number in range(450))
BLANKS = "".join(f"_:b{number} <{EX}p> {number} .\n" for number in range(450))
Change = Callable[[list[ox.QuerySolution]], list[ox.QuerySolution]]


def answer(store: ox.Store, request: Request, cap: int, headers: dict[str, str], change: Change) -> Said:
    """Answer a query from a store as a server does that gives no more rows or triples than its cap."""
    try:
        found = store.query(request.query, use_default_graph_as_union=True)
    except SyntaxError as error:
        return Said(400, str(error).encode())
    if isinstance(found, ox.QueryTriples):
        lines = sorted(f"{triple} .\n" for triple in found)[:cap]
        return Said(200, "".join(lines).encode(), {"Content-Type": "application/n-triples", **headers})
    if isinstance(found, ox.QueryBoolean):
        return results(found.serialize(format=ox.QueryResultsFormat.JSON) or b"", **headers)
    columns = [variable.value for variable in found.variables]
    kept = change(list(found)[:cap])
    bindings = [
        {name: spelt(term) for name, term in zip(columns, row, strict=True) if term is not None} for row in kept
    ]
    told = {"X-SPARQL-MaxRows": str(cap)} if len(kept) == cap and "Server" in headers else {}
    return results(
        json.dumps({"head": {"vars": columns}, "results": {"bindings": bindings}}).encode(), **headers, **told
    )


def spelt(term: object) -> dict[str, str]:
    """Give a term as SPARQL results in JSON."""
    if isinstance(term, ox.NamedNode):
        return {"type": "uri", "value": term.value}
    if isinstance(term, ox.BlankNode):
        return {"type": "bnode", "value": term.value}
    assert isinstance(term, ox.Literal)
    return {"type": "literal", "value": term.value, "datatype": term.datatype.value}


@contextmanager
def capped(
    data: str = NUMBERS, cap: int = 100, *, server: str = "", change: Change = lambda kept: kept
) -> Iterator[tuple[FakeServer, Endpoint]]:
    """Run a server over a store that gives no more rows than its cap, and an endpoint for it."""
    store = ox.Store()
    store.load(data, ox.RdfFormat.TURTLE)
    headers = {"Server": server} if server else {}

    def reply(request: Request, handler: BaseHTTPRequestHandler) -> Said:
        return answer(store, request, cap, headers, change)

    with serving(reply) as running, Endpoint(running.url, timeout=30) as endpoint:
        yield running, endpoint


@pytest.mark.parametrize("server", ["", "Virtuoso/7"])
@pytest.mark.parametrize(
    ("query", "number"),
    [
        ("SELECT * { ?s ?p ?o }", 450),
        ("SELECT ?p ?s ?o { ?s ?p ?o } ORDER BY DESC(?o)", 450),
        ("SELECT ?s ?o { ?s ?p ?o } LIMIT 250 OFFSET 30", 250),
        ("SELECT ?s ?o { ?s ?p ?o } LIMIT 100", 100),
        ("SELECT ?o { ?s ?p ?o FILTER (?o < 100) }", 100),
        ("SELECT ?o { ?s ?p ?o FILTER (?o < 70) }", 70),
        ("SELECT ?o { ?s ?p ?o } OFFSET 449", 1),
    ],
)
def test_a_cap_is_overcome(server: str, query: str, number: int) -> None:
    """Where a server gives at most a hundred rows, all are had, each once and in the order that was asked."""
    with capped(server=server) as (_, endpoint):
        found = [tuple(row) for row in endpoint.select(query)]
    assert len(found) == len(set(found)) == number
    if "DESC" in query:
        values = [int(row[-1].value) for row in found]
        assert values == sorted(values, reverse=True)


@pytest.mark.parametrize("server", ["", "Virtuoso/7"])
def test_a_cap_on_graphs_is_overcome(server: str) -> None:
    """What a CONSTRUCT query makes is had whole, though a server cuts it without a word."""
    with capped(server=server) as (_, endpoint):
        assert len(list(endpoint.construct("CONSTRUCT { ?s a ?o } WHERE { ?s ?p ?o }"))) == 450
        assert len(list(endpoint.construct("CONSTRUCT WHERE { ?s ?p ?o }"))) == 450
        assert len(list(endpoint.construct("CONSTRUCT WHERE { ?s ?p 7 }"))) == 1


def test_blank_nodes_go_through_a_template() -> None:
    """A blank node in rows is a blank node in what is made of them, and the same one twice is one."""
    with capped(BLANKS, server="Virtuoso/7") as (_, endpoint):
        found = list(endpoint.construct("CONSTRUCT { ?s ?p ?o . ?s a ?s } WHERE { ?s ?p ?o }"))
    assert len({triple.subject for triple in found}) == 450
    assert all(isinstance(triple.subject, ox.BlankNode) for triple in found)
    assert sum(triple.subject == triple.object for triple in found) == 450


def test_what_cannot_be_had_whole_is_told() -> None:
    """Where nothing shows that all rows are there, it is an error, never a part of the answer."""
    with capped(BLANKS) as (_, endpoint), pytest.raises(LimitError, match="blank nodes cannot be told apart"):
        endpoint.query("SELECT * { ?s ?p ?o }")
    with capped(change=lambda kept: kept[::-1]) as (_, endpoint), pytest.raises(LimitError, match="keep their order"):
        endpoint.query("SELECT * { ?s ?p ?o }")
    with capped() as (_, endpoint), pytest.raises(LimitError, match="too much for one answer"):
        endpoint.query("DESCRIBE ?s { ?s ?p ?o }")
    with capped(server="Virtuoso/7") as (_, endpoint), pytest.raises(LimitError, match="too much for one answer"):
        endpoint.query("DESCRIBE ?s { ?s ?p ?o }")


def test_a_description_below_the_cap_is_whole() -> None:
    """A description of few things is taken as it is."""
    with capped(server="Virtuoso/7") as (_, endpoint):
        assert len(list(endpoint.construct(f"DESCRIBE <{EX}s1>"))) > 5
        assert len(list(endpoint.construct("DESCRIBE ?s { ?s ?p 7 }"))) > 5


def test_rows_that_become_more_are_told() -> None:
    """Where the graph changes while it is read, the answer is none."""
    counts = iter([150, 450])

    def reply(request: Request, handler: BaseHTTPRequestHandler) -> Said:
        if "COUNT" in request.query:
            return results(rows(next(counts)))
        return results(rows(*range(100)), Server="Virtuoso/7", X_SPARQL_MaxRows="100")

    with serving(reply) as server, Endpoint(server.url) as endpoint, pytest.raises(LimitError, match="cannot be had"):
        endpoint.query("SELECT ?n { ?s ?p ?n }")


def test_a_server_that_sorts_little_is_asked_in_pages() -> None:
    """What Virtuoso refuses as too many rows to sort is asked for page by page."""

    def reply(request: Request, handler: BaseHTTPRequestHandler) -> Said:
        if "COUNT" in request.query:
            return results(rows(3), Server="Virtuoso/7")
        if "20000" not in request.query:
            return results(rows(1, 2, 3), Server="Virtuoso/7")
        return Said(500, b"Virtuoso 22023 Error SR353: Sorted TOP clause specifies more then 20000 rows to sort.")

    with serving(reply) as server, Endpoint(server.url) as endpoint:
        found = endpoint.select("SELECT ?n { ?s ?p ?n } ORDER BY ?n LIMIT 20000")
        assert [row["n"].value for row in found] == ["1", "2", "3"]


def test_a_server_that_stops_early_is_told() -> None:
    """Virtuoso gives what it has when its own time limit ends; that is no whole answer."""
    early = results(rows(1), Server="Virtuoso/7", X_SQL_State="S1TAT")
    with serving(lambda request, handler: early) as server, Endpoint(server.url) as endpoint:
        with pytest.raises(LimitError, match="stopped at its own time limit"):
            endpoint.query("SELECT ?n { ?s ?p ?n }")
        with pytest.raises(LimitError, match="stopped at its own time limit"):
            endpoint.query("ASK {}")


def asked(query: str, scope: Scope = EVERYTHING, **options: object) -> Request:
    """Give the request that a query is sent as."""
    with serving(lambda request, handler: results(rows(1))) as server:
        with Endpoint(server.url, **options) as endpoint:  # type: ignore[arg-type]
            endpoint.query(query, scope)
        return server.requests[0]


@pytest.mark.parametrize(
    ("query", "sent"),
    [
        (
            "SELECT * { ?s a pg:Society }",
            "PREFIX pg: <https://w3id.org/partnergraph/ontology#> SELECT * { ?s a pg:Society }",
        ),
        ("PREFIX pg: <urn:x> SELECT * { ?s a pg:S }", "PREFIX pg: <urn:x> SELECT * { ?s a pg:S }"),
        ("SELECT * { ?s a 'pg:S' }", "SELECT * { ?s a 'pg:S' }"),
        ("SELECT * { ?s a ex:S }", "PREFIX ex: <https://example.org/> SELECT * { ?s a ex:S }"),
        ("SELECT * { ?s a odd:S }", "SELECT * { ?s a odd:S }"),
        ("\ufeffSELECT * {} # all", "SELECT * {}      "),
    ],
)
def test_known_prefixes_are_declared(query: str, sent: str) -> None:
    """A server is told the prefixes that it cannot know, on the first line, and no others."""
    assert asked(query, Scope(prefixes={"ex": EX})).query == sent


@pytest.mark.parametrize(
    ("options", "scope", "default", "named"),
    [
        ({}, (), [], []),
        ({"default_graphs": ["urn:a", "urn:b"]}, (), ["urn:a", "urn:b"], ["urn:a", "urn:b"]),
        ({"default_graphs": ["urn:a"], "named_graphs": []}, (), ["urn:a"], []),
        ({"default_graphs": ["urn:a"]}, ("urn:c",), ["urn:c"], ["urn:a"]),
    ],
)
def test_graphs_are_parameters(
    options: dict[str, object], scope: tuple[str, ...], default: list[str], named: list[str]
) -> None:
    """Which graphs are asked goes beside the query, as the protocol has it."""
    fields = asked("SELECT * {}", Scope(graphs=scope), **options).fields
    assert fields.get("default-graph-uri", []) == default
    assert fields.get("named-graph-uri", []) == named


def test_graphs_may_be_in_the_url() -> None:
    """What the URL says of graphs holds where nothing else is said."""
    with serving(lambda request, handler: results(rows(1))) as server:
        url = f"{server.url}?default-graph-uri=urn:a&default-graph-uri=urn:b"
        for graphs in ([], ["urn:c"]):
            with Endpoint(url, default_graphs=graphs) as endpoint:
                endpoint.query("SELECT * {}")
        fields = [request.fields for request in server.requests]
    assert [each["default-graph-uri"] for each in fields] == [["urn:a", "urn:b"], ["urn:c"]]
    assert [each["named-graph-uri"] for each in fields] == [["urn:a", "urn:b"], ["urn:c"]]


def test_from_goes_before_graphs() -> None:
    """What a query names itself holds; and the default graph has no name to be asked by."""
    assert "default-graph-uri" not in asked("SELECT * FROM <urn:g> {}", default_graphs=["urn:a"]).fields
    with pytest.raises(QueryError, match="default graph cannot be named"):
        asked("SELECT * {}", Scope(graphs=("",)))


@pytest.mark.parametrize(
    "query", ["INSERT DATA { <urn:a> <urn:b> 1 }", "SELECT * { SERVICE <urn:x> {} }", "{" * 99, "{}"]
)
def test_what_is_refused_is_not_sent(query: str) -> None:
    """Updates, SERVICE and what is no query never leave this machine."""
    with serving(lambda request, handler: results(rows(1))) as server, Endpoint(server.url) as endpoint:
        with pytest.raises(QueryError):
            endpoint.query(query)
        assert server.requests == []


def test_a_mistake_is_shown_where_it_is() -> None:
    """Where the server refuses a query and our engine sees why, the place is shown; else the server's reason."""
    with capped() as (_, endpoint):
        with pytest.raises(QueryError, match=r"query:1:1: 'SELEC' is no word of SPARQL") as caught:
            endpoint.query("SELEC * { ?s ?p ?o }  SELECT")
        assert "^" in str(caught.value)
    refused = Said(400, b"bif:contains needs an index")
    with serving(lambda request, handler: refused) as server, Endpoint(server.url) as endpoint:
        for query in ("SELECT * {}", "ASK {}"):
            with pytest.raises(QueryError, match="does not take it: bif:contains needs an index"):
                endpoint.query(query)


DATASET = "<urn:a> <urn:p> 1 . <urn:g> { <urn:b> <urn:p> 2 } <urn:h> { <urn:c> <urn:p> 3 }"


@pytest.mark.parametrize("union", [True, False])
def test_quads_and_copies(union: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    """All quads are had once, whether or not the server's default graph shows the named ones too."""
    store = ox.Store()
    store.load(DATASET, ox.RdfFormat.TRIG)

    def reply(request: Request, handler: BaseHTTPRequestHandler) -> Said:
        found = store.query(request.query, use_default_graph_as_union=union)
        assert not isinstance(found, ox.QueryTriples)
        return results(found.serialize(format=ox.QueryResultsFormat.JSON) or b"")

    with serving(reply) as server, Endpoint(server.url) as endpoint:
        assert set(endpoint.quads()) == set(store)
        assert [str(quad.object.value) for quad in endpoint.quads(ox.NamedNode("urn:h"))] == ["3"]  # type: ignore[union-attr]
        assert [str(quad.subject) for quad in endpoint.quads(ox.DefaultGraph())] == ["<urn:a>"]
        with endpoint.copy(most=3) as copy:
            assert set(copy.quads()) == set(store)
        with pytest.raises(StoreError, match="holds more than 2 triples"):
            endpoint.copy(most=2)


def test_wrong_forms_of_answers_are_told() -> None:
    """Rows where a graph was asked for are no graph."""
    with serving(lambda request, handler: results(rows(1))) as server, Endpoint(server.url) as endpoint:
        with pytest.raises(EndpointError, match="no answer to a query"):
            endpoint.query("CONSTRUCT WHERE { ?s ?p ?o }")
        with pytest.raises(EndpointError, match="rows where yes or no was asked"):
            endpoint.query("ASK {}")
