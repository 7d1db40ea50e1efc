"""Replies: what an endpoint answers, read into the engine's own terms, bounded and mended.

SELECT and ASK are read as SPARQL 1.1 Query Results JSON while they arrive, and kept as TSV, which loses nothing, holds
one row a line, and can be put together from pages. Nothing of a broken answer is given out: it is read whole first.

JSON rather than XML: the engine's XML reader takes the spaces off a literal's ends. N-Triples for graphs: Virtuoso
writes doubles and decimals exactly there, and in Turtle not.
"""

import io
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, NoReturn

import pyoxigraph as ox

from partnergraph.errors import EndpointError, FormatError, InputError
from partnergraph.query import gate
from partnergraph.storage import solutions
from partnergraph.writing import format

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

RESULTS = format.JSON.media_type
GRAPHS = "application/n-triples, text/turtle;q=0.8, application/rdf+xml;q=0.5"

_RESULTS = frozenset({RESULTS, "application/json"})
_GRAPHS = (format.N_TRIPLES, format.TURTLE, format.RDF_XML)
_TSV = ox.QueryResultsFormat.TSV
_STRING = re.compile(rb'"(?:[^"\\]++|\\.)*+"', re.DOTALL)
_NO_BRACKETS = bytes(set(range(256)) - set(b"[]{}"))
_NAME = re.compile(r"[^\W]\w*\Z")
_BLANK = re.compile(rb"(?:^|[\t ])_:", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Server:
    """What is to know of a kind of server, known by the beginning of its Server header.

    ``mends`` replace in each line of JSON what it writes wrongly. ``cap`` is the header that says how many rows it
    gives at most; ``partial`` is a header and the value that says that it stopped early. ``truth`` is the column that
    stands for the answer to an ASK query: one row for yes, none for no. ``stable`` says that a blank node has the same
    label in every answer.
    """

    sign: str
    mends: tuple[tuple[re.Pattern[bytes], bytes], ...] = ()
    cap: str = ""
    partial: tuple[str, str] = ("", "")
    truth: str = ""
    stable: bool = False


OTHER = Server("")
SERVERS = (
    Server(
        "Virtuoso/",  # seen with 7.2.5
        mends=(
            # "true"^^xsd:boolean is written as 1
            (re.compile(rb'("datatype": "http://www\.w3\.org/2001/XMLSchema#boolean", "value": )"1"'), rb'\1"true"'),
            (re.compile(rb'("datatype": "http://www\.w3\.org/2001/XMLSchema#boolean", "value": )"0"'), rb'\1"false"'),
            # a blank node has a label that is none
            (re.compile(rb'("type": "bnode", "value": ")nodeID://'), rb"\1"),
        ),
        cap="X-SPARQL-MaxRows",
        partial=("X-SQL-State", "S1TAT"),
        truth="__ASK_RETVAL",
        stable=True,
    ),
    Server("Oxigraph/", stable=True),
)


def server(headers: Mapping[str, str]) -> Server:
    """Give the kind of server that headers tell of.

    >>> server({"Server": "Virtuoso/07.20.3229 (Linux)"}).cap
    'X-SPARQL-MaxRows'
    """
    told = headers.get("Server", "")
    return next((each for each in SERVERS if told.startswith(each.sign)), OTHER)


@dataclass(frozen=True, slots=True)
class Page:
    """Rows of a SELECT query: the columns, and the rows as lines of SPARQL TSV without their ends."""

    columns: tuple[str, ...]
    lines: tuple[bytes, ...]

    @property
    def has_blank_nodes(self) -> bool:
        """Whether any term is a blank node; a text that looks like one counts too where it follows a space."""
        return any(_BLANK.search(line) for line in self.lines)

    def solutions(self) -> ox.QuerySolutions:
        """Give the rows as the engine's answer to a SELECT query.

        >>> [row["n"].value for row in Page(("n",), (b"1", b"2")).solutions()]
        ['1', '2']
        """
        head = "\t".join(f"?{column}" for column in self.columns).encode()
        answer = ox.parse_query_results(b"\n".join([head, *self.lines, b""]), _TSV)
        if not isinstance(answer, ox.QuerySolutions):
            raise TypeError(f"TSV was read as {type(answer).__name__}")
        return answer


class _Body(io.RawIOBase):
    """The content of an answer as a file, measured while it is read: JSON of few levels, and whole."""

    def __init__(self, chunks: Iterable[bytes], source: object) -> None:
        self._chunks, self._source = filter(None, chunks), source
        self._rest = memoryview(b"")  # what was taken and not yet read
        self._open = b""  # the brackets that are open
        self._text = b""  # a string that is not yet closed

    def readable(self) -> bool:
        """Say that it can be read."""
        return True

    def readinto(self, buffer: "WriteableBuffer", /) -> int:
        """Give the next bytes; none at the end."""
        if not self._rest:
            self._rest = memoryview(next(self._chunks, b""))
            self._measure(bytes(self._rest))
        room = memoryview(buffer)
        given = self._rest[: len(room)]
        room[: len(given)] = given
        self._rest = self._rest[len(given) :]
        return len(given)

    def _measure(self, chunk: bytes) -> None:
        """Keep the brackets that are open; pairs are taken away level by level, which is quick."""
        plain = _STRING.sub(b"", self._text + chunk)
        at = plain.find(b'"')
        plain, opened = (plain, b"") if at < 0 else (plain[:at], plain[at:])
        odd = (len(opened) - len(opened.rstrip(b"\\"))) % 2
        self._text = opened[:1] + b"\\" * odd  # what it holds does not matter, but for a sign that is half escaped
        brackets = self._open + plain.translate(None, _NO_BRACKETS)
        for _ in range(gate.NESTING):
            fewer = brackets.replace(b"[]", b"").replace(b"{}", b"")
            if len(fewer) == len(brackets):
                break
            brackets = fewer
        if len(brackets) > gate.NESTING:
            raise EndpointError(
                f"{self._source}: the answer is more than {gate.NESTING} levels deep: no SPARQL results"
            )
        self._open = brackets


def page(chunks: Iterable[bytes], media_type: str, kind: Server, source: object) -> Page:
    """Read the answer to a SELECT query; ``EndpointError`` where it is none, or no whole one.

    >>> content = b'{"head": {"vars": ["n"]}, "results": {"bindings": [{"n": {"type": "uri", "value": "urn:a"}}]}}'
    >>> page([content], "application/sparql-results+json", OTHER, "here").lines
    (b'<urn:a>',)
    """
    answer = _parsed(chunks, media_type, kind, source)
    written = io.BytesIO()
    try:
        if not isinstance(answer, ox.QuerySolutions):
            raise EndpointError(f"{source}: answers yes or no where rows were asked for; tell the keeper of the server")
        columns = tuple(variable.value for variable in answer.variables)
        if not all(map(_NAME.match, columns)):
            raise EndpointError(f"{source}: the columns of the answer have names that no variable has")
        answer.serialize(written, _TSV)
    except (SyntaxError, ValueError, MemoryError) as error:
        _broken(error, source)
    finally:
        del answer  # kept by an error's traceback, it could be let go in another thread, which it does not bear
    return Page(columns, tuple(written.getvalue().split(b"\n")[1:-1]))


def truth(chunks: Iterable[bytes], media_type: str, kind: Server, source: object) -> ox.QueryBoolean:
    """Read the answer to an ASK query; ``EndpointError`` where it is none.

    >>> bool(truth([b'{"head": {}, "boolean": true}'], "application/sparql-results+json", OTHER, "here"))
    True
    """
    answer = _parsed(chunks, media_type, kind, source)
    if isinstance(answer, ox.QueryBoolean):
        return answer
    columns = [variable.value for variable in answer.variables]
    try:
        said = b"true" if columns == [kind.truth] and next(answer, None) else b"false"
    except (SyntaxError, ValueError, MemoryError) as error:
        _broken(error, source)
    finally:
        del answer  # as in ``page``
    if columns != [kind.truth]:
        raise EndpointError(f"{source}: answers with rows where yes or no was asked for; tell the keeper of the server")
    made = ox.parse_query_results(b'{"head":{},"boolean":%s}' % said, ox.QueryResultsFormat.JSON)
    if not isinstance(made, ox.QueryBoolean):
        raise TypeError(f"a truth value was read as {type(made).__name__}")
    return made


def triples(chunks: Iterable[bytes], media_type: str, source: object) -> list[ox.Triple]:
    """Read the answer to a CONSTRUCT or DESCRIBE query; ``EndpointError`` where it is none, or no whole one.

    >>> len(triples([b"<urn:a> <urn:b> 1 ."], "text/turtle", "http://localhost/query"))
    1
    """
    try:
        syntax = format.find(media_type, _GRAPHS)
    except FormatError as error:
        raise _foreign(media_type, source) from error
    content = b"".join(chunks)
    try:
        gate.file(content, syntax, "answer")
        parser = ox.parse(content, ox.RdfFormat.from_media_type(syntax.media_type), base_iri=str(source))
        return [quad.triple for quad in parser]
    except (InputError, SyntaxError, ValueError, MemoryError) as error:
        _broken(error, source)


def graph(found: Iterable[ox.Triple]) -> ox.QueryTriples:
    """Give triples as the engine's answer to a CONSTRUCT query.

    >>> len(list(graph(triples([b"<urn:a> <urn:b> 1 ."], "text/turtle", "http://localhost/query"))))
    1
    """
    return solutions.of_triples(found)


def _parsed(
    chunks: Iterable[bytes], media_type: str, kind: Server, source: object
) -> ox.QuerySolutions | ox.QueryBoolean:
    if media_type not in _RESULTS:
        raise _foreign(media_type, source)
    body = io.BufferedReader(_Body(_mended(chunks, kind) if kind.mends else chunks, source))
    try:
        return ox.parse_query_results(body, ox.QueryResultsFormat.JSON)
    except (SyntaxError, ValueError, MemoryError) as error:
        _broken(error, source)


def _mended(chunks: Iterable[bytes], kind: Server) -> Iterator[bytes]:
    """Give whole lines, mended."""
    rest = b""
    for chunk in chunks:
        lines, end, rest = (rest + chunk).rpartition(b"\n")
        yield _mend(lines + end, kind)
    yield _mend(rest, kind)


def _mend(lines: bytes, kind: Server) -> bytes:
    for pattern, right in kind.mends:
        lines = pattern.sub(right, lines)
    return lines


def _foreign(media_type: str, source: object) -> EndpointError:
    what = media_type[:80] if media_type.isprintable() and media_type else "no type"
    return EndpointError(
        f"{source}: answers with {what}, no answer to a query; see that the URL is that of the endpoint"
    )


def _broken(error: Exception, source: object) -> NoReturn:
    reason = " ".join(str(error).split())[:200]
    raise EndpointError(f"{source}: the answer is broken or breaks off: {reason}; ask again") from error
