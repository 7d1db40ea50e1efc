"""Endpoints: a graph on another machine, asked by the SPARQL 1.1 Protocol, with the face of a store.

A query without ``GRAPH`` sees what the server shows then, which differs: Virtuoso the union of all its graphs, others
their default graph alone. ``default_graphs`` says it for every server (docs/endpoints.md). Where a server gives no more
than so many rows, the rest is asked for page by page, and where that cannot be made sure of, it is a ``LimitError``.
"""

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from partnergraph.errors import EndpointError, LimitError, QueryError, StoreError
from partnergraph.query import constant, diagnosis, gate, order, origin, paging, sparql
from partnergraph.query.paging import Parts
from partnergraph.remote import address, reply
from partnergraph.remote.reply import Page, Server
from partnergraph.storage.queryable import EVERYTHING, Queryable, Scope
from partnergraph.storage.solutions import Solutions
from partnergraph.storage.store import Store
from partnergraph.storage.worker import Limits
from partnergraph.values.term import Term
from partnergraph.vocab import PREFIXES

if TYPE_CHECKING:
    from partnergraph.remote.protocol import Answer, Client, Clock

TIMEOUT = 300.0
"""Seconds that an answer may take, with all its pages and attempts."""

SIZE = 1 << 29
"""Bytes of an answer, decompressed."""

RETRIES = 3
"""Further attempts where a server is busy."""

_ROUND = 100  # caps are round numbers: only so many rows, or a multiple, can have been cut
_SORTED, _SORTS = "SR353", 10_000  # Virtuoso's word for "too many rows to sort", and how many it sorts
_AT_ONCE = 1_000  # rows that are put into one template
_BLANK = "urn:partnergraph:blank:"
_NAMED = "SELECT ?g ?s ?p ?o WHERE { GRAPH ?g { ?s ?p ?o } }"
_PLAIN = "SELECT ?s ?p ?o WHERE { ?s ?p ?o }"
_UNNAMED = "SELECT ?s ?p ?o WHERE { ?s ?p ?o FILTER NOT EXISTS { GRAPH ?g { ?s ?p ?o } } }"
_APART = "ASK { GRAPH ?g { ?s ?p ?o } FILTER NOT EXISTS { ?s ?p ?o } }"


class Endpoint(Queryable):
    """A SPARQL 1.1 endpoint; credentials come from the environment (``partnergraph.remote.address``).

    ``timeout`` is the number of seconds that an answer may take in all, 300 without, ``size`` the number of bytes.
    ``default_graphs`` are the IRIs of the graphs whose merge a query sees, ``named_graphs`` those that it can name with
    GRAPH, the same without. The URL may give both (``?default-graph-uri=…``); where none are given, the server decides.

    >>> with Endpoint("http://localhost:7878/query") as endpoint:
    ...     str(endpoint.address)
    'http://localhost:7878/query'
    """

    def __init__(
        self,
        url: str,
        *,
        timeout: float | None = None,
        default_graphs: Sequence[str] = (),
        named_graphs: Sequence[str] | None = None,
        size: int = SIZE,
    ) -> None:
        self.address = address.read(url)
        self._headers = address.credentials(os.environ)
        self._timeout = TIMEOUT if timeout is None else timeout
        self._default = tuple(default_graphs) or self.address.default_graphs
        self._named = self.address.named_graphs or None if named_graphs is None else tuple(named_graphs)
        self._size = size
        self._known = _Known()
        self._closed = False

    def close(self) -> None:
        """Close the connections."""
        if "_client" in self.__dict__:
            self._client.close()
            del self.__dict__["_client"]
        self._closed = True

    def query(self, text: str, scope: Scope = EVERYTHING, limits: Limits | None = None) -> Solutions:
        """Give the endpoint's answer to a SPARQL 1.1 query, read whole.

        The standard prefixes and those of the scope are known without declaration; updates and ``SERVICE`` are refused.
        ``QueryError`` gives the server's reason, ``LimitError`` says which limit was reached, and ``EndpointError``
        what else went wrong.
        """
        text = text.removeprefix("\ufeff")
        gate.query(text)
        admitted = constant.inlined(sparql.admit(text, scope.prefixes))
        given = _declared(admitted, {**PREFIXES, **scope.prefixes})
        talk = _Talk(self._client, self._fields(given, scope), self._clock(limits), limits, self._known)
        try:
            return talk.answer(given)
        except QueryError as error:
            raise _explained(text, scope, error) from error

    def quads(self, graph: ox.NamedNode | ox.DefaultGraph | None = None) -> Iterator[ox.Quad]:
        """Give the quads of one graph, or of all.

        Of the default graph only what no named graph holds is given where it shows what these hold: where the server
        merges them, or ``default_graphs`` says so. A blank node has one name in all named graphs, and one outside.
        """
        if not isinstance(graph, ox.DefaultGraph):
            text = _NAMED if graph is None else sparql.bind(_NAMED, {"g": graph})
            for name, subject, predicate, object in self.select(text):
                yield ox.Quad(subject, predicate, object, name)
        merged = self._default and self._named is None
        if not merged and (graph is None or isinstance(graph, ox.DefaultGraph)):
            for triple in self.select(_PLAIN if self.says(_APART) else _UNNAMED):
                yield ox.Quad(*triple)

    def copy(self, *, most: int) -> Store:
        """Give the same in memory, where it can be changed; ``StoreError`` if there are more than ``most`` quads."""
        quads = list(islice(self.quads(), most + 1))
        if len(quads) > most:
            raise StoreError(f"the endpoint holds more than {most:,} triples, too many for a copy in memory")
        engine = ox.Store()
        engine.extend(quads)
        return Store(engine)

    @cached_property
    def _client(self) -> "Client":
        from partnergraph.remote.protocol import Client

        if self._closed:
            raise EndpointError(f"{self.address}: is closed; open it again")
        return Client(self.address, headers=self._headers, retries=RETRIES, size=self._size)

    def _clock(self, limits: Limits | None) -> "Clock":
        from partnergraph.remote.protocol import Clock

        return Clock(min(self._timeout, (limits and limits.seconds) or self._timeout))

    def _fields(self, given: str, scope: Scope) -> list[tuple[str, str]]:
        """Give the parameters that say which graphs are asked: what the query names itself (FROM) goes before them."""
        if origin.read(given, scope.prefixes) is not None:
            return []
        if "" in scope.graphs:
            raise QueryError(
                f"{self.address}: an endpoint's default graph cannot be named; leave the graphs out, or name others"
            )
        named = self._default if self._named is None else self._named
        return [
            *(("default-graph-uri", each) for each in scope.graphs or self._default),
            *(("named-graph-uri", each) for each in named),
        ]


@dataclass(slots=True)
class _Known:
    """What was learnt of a server: its kind, and how many rows it gives.

    ``told`` is the cap that its last answer told of, as it had reached it; of a server that tells of none, ``free`` are
    rows that it did give, and ``least`` is a number than which it gives no more (or 0).
    """

    server: Server = reply.OTHER
    told: int = 0
    free: int = 0
    least: int = 0


class _Talk:
    """The requests that one query takes."""

    def __init__(
        self,
        client: "Client",
        fields: list[tuple[str, str]],
        clock: "Clock",
        limits: Limits | None,
        known: _Known,
    ) -> None:
        self._client, self._fields, self._clock = client, fields, clock
        self._size = limits.memory if limits else None
        self._known = known

    def answer(self, text: str) -> Solutions:
        """Give the whole answer to a query."""
        form = paging.form(text)
        if form == "SELECT":
            return self._select(text).solutions()
        if form == "ASK":
            with self._client.ask([("query", text), *self._fields], reply.RESULTS, self._clock, self._size) as answer:
                server = self._checked(answer)
                return reply.truth(answer.chunks(), answer.media_type, server, answer.source)
        return reply.graph(self._graph(text, form))

    def _select(self, text: str) -> Page:
        try:
            page = self._page(text)
        except EndpointError as error:
            if _SORTED not in str(error):
                raise
            parts = paging.parts(text)
            return self._pages(parts, self._page(parts.one().text()).columns, _SORTS)
        if self._known.told or (not self._known.server.cap and self._reaches_cap(len(page.lines))):
            return self._pages(paging.parts(text), page.columns, len(page.lines))
        return page

    def _graph(self, text: str, form: str) -> Iterable[ox.Triple]:
        """Give triples; where the server may have cut the rows that they are made from, they are made here."""
        if form == "CONSTRUCT" and self._known.server.cap:
            return self._made(text)
        with self._client.ask([("query", text), *self._fields], reply.GRAPHS, self._clock, self._size) as answer:
            server = self._checked(answer)
            found = reply.triples(answer.chunks(), answer.media_type, answer.source)
        if form == "CONSTRUCT" and (server.cap or self._reaches_cap(len(found))):
            return self._made(text)
        if form == "DESCRIBE" and (self._is_cut(text) if server.cap else self._reaches_cap(len(found))):
            raise self._incomplete("what it describes is too much for one answer; name the things in the query")
        return found

    def _made(self, text: str) -> Iterator[ox.Triple]:
        parts = paging.parts(text)
        return _filled(parts, self._select(parts.rows().text()))

    def _is_cut(self, text: str) -> bool:
        """Say whether a DESCRIBE query finds more things than the server gives rows."""
        if "{" not in {token.text for token in sparql.tokens(text)}:
            return False
        self._page(paging.parts(text).rows().text())
        return bool(self._known.told)

    def _page(self, text: str) -> Page:
        """Give the rows that one request brings; whether these are all is then known."""
        with self._client.ask([("query", text), *self._fields], reply.RESULTS, self._clock, self._size) as answer:
            server = self._checked(answer)
            page = reply.page(answer.chunks(), answer.media_type, server, answer.source)
            told = answer.headers.get(server.cap, "") if server.cap else ""
        self._known.told = int(told) if told.isdecimal() else 0
        return page

    def _checked(self, answer: "Answer") -> Server:
        self._known.server = server = reply.server(answer.headers)
        if server.partial[0] and server.partial[1] in answer.headers.get(server.partial[0], ""):
            raise self._incomplete("it stopped at its own time limit; ask for less")
        return server

    def _reaches_cap(self, number: int) -> bool:
        """Say whether a server that tells of no cap may have cut an answer: it gives no more of anything."""
        known = self._known
        if number > known.free and number % _ROUND == 0 and not known.least:
            given = len(self._page(f"SELECT * WHERE {{ ?s ?p ?o }} LIMIT {number + 1}").lines)
            known.free = max(known.free, given - 1)
            known.least = number if given == number else 0
        return bool(known.least) and number >= known.least

    def _pages(self, parts: Parts, columns: tuple[str, ...], size: int) -> Page:
        """Give all rows, page by page; each begins with the last row of the one before, to show that nothing moved."""
        whole = int(next(self._page(parts.count()).solutions())["n"].value)
        wanted = max(0, whole - parts.offset)
        wanted = wanted if parts.limit is None else min(wanted, parts.limit)
        lines: list[bytes] = []
        while len(lines) < wanted:
            overlap = 1 if lines else 0
            page = self._page(parts.window(columns, parts.offset + len(lines) - overlap, size))
            if page.has_blank_nodes and not self._known.server.stable:
                raise self._incomplete("blank nodes cannot be told apart from page to page; ask without them")
            if len(page.lines) <= overlap or (overlap and page.lines[0] != lines[-1]):
                raise self._incomplete("its rows do not keep their order from page to page; ask for less at a time")
            size = min(size, len(page.lines))
            lines += page.lines[overlap:]
        if len(lines) > wanted and parts.limit is None:
            raise self._incomplete("its rows become more while they are read; ask again")
        return Page(columns, tuple(lines[:wanted]))

    def _incomplete(self, reason: str) -> LimitError:
        return LimitError(f"{self._client.where}: the whole answer cannot be had: {reason}")


def _filled(parts: Parts, page: Page) -> Iterator[ox.Triple]:
    """Give the triples that a CONSTRUCT template makes of rows; the engine fills it in.

    Blank nodes go through it as IRIs: as data of a query they would mean something else.
    """
    names = " ".join(f"?{column}" for column in page.columns)
    rows = page.solutions()
    while some := list(islice(rows, _AT_ONCE)):
        values = " ".join(f"({' '.join(map(_written, row))})" for row in some)
        made = ox.Store().query(parts.template(f"VALUES ({names}) {{ {values} }}"))
        for triple in made if isinstance(made, ox.QueryTriples) else ():
            yield ox.Triple(*(_freed(term) for term in triple))


def _written(term: Term | None) -> str:
    if term is None:
        return "UNDEF"
    if isinstance(term, ox.Triple):
        return f"<<( {' '.join(map(_written, term))} )>>"
    return f"<{_BLANK}{term.value}>" if isinstance(term, ox.BlankNode) else str(term)


def _freed(term: Term) -> Any:  # noqa: ANN401 - as what it was
    if isinstance(term, ox.Triple):
        return ox.Triple(*map(_freed, term))
    is_blank = isinstance(term, ox.NamedNode) and term.value.startswith(_BLANK)
    return ox.BlankNode(term.value.removeprefix(_BLANK)) if is_blank else term


def _declared(text: str, prefixes: Mapping[str, str]) -> str:
    """Give a query with the prefixes declared that it uses and does not declare, on its first line."""
    used: dict[str, None] = {}
    before = ""
    for token in sparql.tokens(text):
        if token.kind == "prefixed":
            name = token.text.partition(":")[0]
            if before == "PREFIX":
                prefixes = {prefix: iri for prefix, iri in prefixes.items() if prefix != name}
            used[name] = None
        before = token.text.upper()
    return "".join(f"PREFIX {name}: <{prefixes[name]}> " for name in used if name in prefixes) + text


def _explained(text: str, scope: Scope, error: QueryError) -> QueryError:
    """Give a server's refusal of a query with the place of the mistake, where our own engine sees one too."""
    given = sparql.admit(text, scope.prefixes)
    asked = order.ranked(given)
    if paging.form(given) == "ASK":  # it would be run at once
        return error
    try:
        ox.Store().query(asked.text, prefixes={**PREFIXES, **scope.prefixes}, custom_functions=order.FUNCTIONS)
    except SyntaxError as mistake:
        return QueryError(diagnosis.explain(text, given, str(mistake), scope.prefixes, asked))
    except (OSError, RuntimeError, ValueError):
        return error
    return error
