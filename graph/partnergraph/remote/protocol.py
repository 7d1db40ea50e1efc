"""The SPARQL 1.1 Protocol over HTTP: one question sent, one answer read, within one time limit.

This is the only room that knows HTTP (urllib3), and it is imported when an endpoint is first asked. What comes from
there is not trusted: it is bounded in time and in decompressed size. A time limit holds for the whole answer, however
slowly it drips: urllib3 limits each wait alone, so at the deadline the connection is shut down from beside.
"""

import html
import re
import socket
import ssl
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, suppress
from contextvars import ContextVar
from time import monotonic, sleep
from types import TracebackType
from typing import NamedTuple, NoReturn, Self
from urllib.parse import urlencode, urljoin

import urllib3
from urllib3 import BaseHTTPResponse, HTTPConnectionPool, HTTPSConnectionPool, exceptions
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.response import HTTPResponse

from partnergraph.errors import AddressError, EndpointError, LimitError, QueryError
from partnergraph.remote import address
from partnergraph.remote.address import Address

LONGEST = 2_000
"""Characters of a URL that every server takes; a longer question is sent in the body (POST)."""

_CHUNK = 1 << 16
_REDIRECTS = 5
_REASON = 300  # characters of what a server says of its refusal
_MOVED, _BUSY = frozenset({301, 302, 303, 307, 308}), frozenset({429, 503})
_GREETING = 10.0  # seconds for a connection and, over TLS, for each step of its handshake: three attempts of TCP
_PAUSE = 0.5  # seconds before the second attempt; each further one waits twice as long
_NOISE = re.compile(r"<(style|script)\b.*?</\1>|<[^>]*>", re.DOTALL | re.IGNORECASE)

_NO_TLS = frozenset({"WRONG_VERSION_NUMBER", "HTTP_REQUEST", "RECORD_LAYER_FAILURE"})  # as OpenSSL names what it met

_ADVICE: Mapping[int, str] = {
    403: "these credentials, or asking without any, are not enough there",
    404: "there is nothing at this address; see that the URL is that of the SPARQL endpoint",
    405: "this address takes no questions; see that the URL is that of the SPARQL endpoint",
    406: "the server cannot answer in the standard formats (SPARQL results in JSON, N-Triples, Turtle, RDF/XML)",
    408: "the server gave up waiting; ask for less, or again later",
    413: "the query is too long for the server; ask in parts",
    414: "the query is too long for the server; ask in parts",
    429: "the server asks for fewer requests; ask again later",
    502: "the server behind this address does not answer; ask again later",
    503: "the server is busy; ask again later",
    504: "the server took too long; ask for less",
}


class Clock:
    """The time that an answer may take, all requests for it together."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self._end = monotonic() + seconds

    @property
    def left(self) -> float:
        """Seconds until the deadline, none below zero."""
        return max(0.0, self._end - monotonic())


class _Request(NamedTuple):
    """Where on the server a question goes, the form that it is sent as (or in the URL), and which formats may come."""

    target: str
    body: str | None
    accept: str


class _Watch:
    """Shuts a connection down at a deadline, so that whoever reads from it goes on."""

    def __init__(self, seconds: float) -> None:
        self.over = False
        self._held: socket.socket | None = None
        self._timer = threading.Timer(seconds, self._ring)
        self._timer.daemon = True

    def __enter__(self) -> Self:
        self._timer.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._timer.cancel()

    def hold(self, connection: socket.socket | None) -> None:
        """Watch over a connection from now on."""
        self._held = connection
        if self.over:
            self._ring()

    def _ring(self) -> None:
        self.over = True
        if self._held is not None:
            with suppress(OSError):  # it has ended by itself
                self._held.shutdown(socket.SHUT_RDWR)


_WATCH: ContextVar[_Watch | None] = ContextVar("watch", default=None)


class _Plain(HTTPConnection):
    """A connection that is watched from before the first line of an answer."""

    def getresponse(self) -> HTTPResponse:  # type: ignore[override] # as in urllib3
        _watch(self.sock)
        return super().getresponse()


class _Safe(HTTPSConnection):
    """The same over TLS."""

    def connect(self) -> None:
        """Connect; a server that keeps silent where TLS begins speaks none."""
        try:
            super().connect()
        except TimeoutError as error:
            raise _SilentError from error

    def getresponse(self) -> HTTPResponse:  # type: ignore[override] # as in urllib3
        _watch(self.sock)
        return super().getresponse()


class _SilentError(ssl.SSLError):
    """Nothing is answered to the first words of TLS."""


def _watch(connection: socket.socket | None) -> None:
    watch = _WATCH.get()
    if watch is not None:
        watch.hold(connection)


class Answer:
    """What a server answers: its media type, its headers, and its content piece by piece."""

    def __init__(self, source: Address, response: BaseHTTPResponse, watch: _Watch, clock: Clock, size: int) -> None:
        self.source = source
        self.headers: Mapping[str, str] = response.headers
        self.media_type = response.headers.get("Content-Type", "").partition(";")[0].strip().lower()
        self._response, self._watch, self._clock, self._size = response, watch, clock, size

    def chunks(self) -> Iterator[bytes]:
        """Give the content, decompressed; what breaks off, is too large or takes too long is an error."""
        taken = 0
        try:
            for chunk in self._response.stream(_CHUNK, decode_content=True):
                taken += len(chunk)
                if taken > self._size:
                    raise LimitError(f"{self.source}: the answer is larger than {self._size:,} bytes; ask for less")
                yield chunk
        except (exceptions.HTTPError, OSError, ValueError) as error:
            _fail(error, self.source, self._watch, self._clock)
        if self._watch.over:
            raise _late(self.source, self._clock)


class Client:
    """Keeps the connections to one endpoint, and asks there."""

    def __init__(self, where: Address, *, headers: Mapping[str, str], retries: int, size: int) -> None:
        self.where = where
        self._headers = {
            **urllib3.make_headers(accept_encoding="gzip,deflate", user_agent="partnergraph"),
            **headers,
        }
        self._retries, self._size = retries, size
        self._pools: dict[tuple[str, int], HTTPConnectionPool] = {}

    def close(self) -> None:
        """Close all connections."""
        for pool in self._pools.values():
            pool.close()
        self._pools.clear()

    @contextmanager
    def ask(
        self, fields: Sequence[tuple[str, str]], accept: str, clock: Clock, size: int | None = None
    ) -> Iterator[Answer]:
        """Send a question and give the answer, to be read within the block; every refusal is an error.

        ``fields`` are the parameters of the protocol (SPARQL 1.1 Protocol, section 2.1), ``size`` a bound in bytes.
        """
        with _Watch(clock.left) as watch:
            mark = _WATCH.set(watch)
            try:
                source, response = self._persist(fields, accept, watch, clock)
                with closing(response):
                    yield Answer(source, response, watch, clock, min(self._size, size or self._size))
            finally:
                _WATCH.reset(mark)

    def _persist(
        self, fields: Sequence[tuple[str, str]], accept: str, watch: _Watch, clock: Clock
    ) -> tuple[Address, BaseHTTPResponse]:
        """Ask again while the server is busy, waiting twice as long each time, or as long as it says."""
        for attempt in range(self._retries + 1):
            source, response = self._follow(fields, accept, watch, clock)
            if response.status not in _BUSY or attempt == self._retries:
                break
            pause = _pause(response, attempt)
            if pause >= clock.left:
                break
            response.close()
            sleep(pause)
        if response.status != 200:
            self._refused(source, response)
        return source, response

    def _follow(
        self, fields: Sequence[tuple[str, str]], accept: str, watch: _Watch, clock: Clock
    ) -> tuple[Address, BaseHTTPResponse]:
        """Ask at the address, and where it sends us to on the same host; never elsewhere."""
        source, request = self.where, _written(self.where, fields, accept)
        for _ in range(_REDIRECTS):
            response = self._send(source, request, watch, clock)
            location = response.headers.get("Location", "")
            if response.status not in _MOVED or not location:
                return source, response
            response.close()
            next_one = _next(source, location)
            if not source.leads_to(next_one):
                raise EndpointError(f"{source}: sends us elsewhere, to {next_one}; give that URL if you trust it")
            body = None if response.status == 303 else request.body
            source, request = next_one, _Request(next_one.target, body, accept)
        raise EndpointError(f"{self.where}: is redirected more than {_REDIRECTS} times; give the URL where it ends")

    def _send(self, source: Address, request: _Request, watch: _Watch, clock: Clock) -> BaseHTTPResponse:
        headers = {**self._headers, "Accept": request.accept}
        if request.body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        if not clock.left:
            raise _late(source, clock)
        try:
            response = self._pool(source).urlopen(
                "GET" if request.body is None else "POST",
                request.target,
                body=request.body,
                headers=headers,
                retries=False,
                redirect=False,
                timeout=urllib3.Timeout(connect=min(clock.left, _GREETING), read=clock.left),
                preload_content=False,
            )
        except (exceptions.HTTPError, OSError, ValueError) as error:
            _fail(error, source, watch, clock)
        if watch.over:  # cut within the headers, which then look like whole ones
            response.close()
            raise _late(source, clock)
        return response

    def _pool(self, where: Address) -> HTTPConnectionPool:
        key = (where.scheme, where.port)
        if key not in self._pools:
            kind, connection = (HTTPSConnectionPool, _Safe) if where.scheme == "https" else (HTTPConnectionPool, _Plain)
            self._pools[key] = kind(where.host, where.port)
            self._pools[key].ConnectionCls = connection
        return self._pools[key]

    def _refused(self, source: Address, response: BaseHTTPResponse) -> NoReturn:
        """Raise what a status means."""
        status, reason = response.status, _reason(response)
        if status == 400:
            raise QueryError(f"query: {source} does not take it: {reason or 'it gives no reason'}")
        if status == 401:
            raise EndpointError(f"{source}: {self._unknown(response)} (401)")
        if status in _BUSY and (wait := response.headers.get("Retry-After")):
            raise EndpointError(f"{source}: is busy ({status}) and asks to wait ({wait[:40]}); ask again later")
        if 200 <= status < 300:
            raise EndpointError(
                f"{source}: gives no whole answer (status {status}); see that this is a SPARQL endpoint"
            )
        advice = _ADVICE.get(
            status, "ask its keeper, or ask for less" if status >= 500 else "see that the URL is right"
        )
        raise EndpointError(f"{source}: refused with status {status}{f': {reason}' if reason else ''}; {advice}")

    def _unknown(self, response: BaseHTTPResponse) -> str:
        asked = response.headers.get("WWW-Authenticate", "").partition(" ")[0]
        if asked and asked.lower() not in {"basic", "bearer"}:
            return f"asks for credentials by {asked[:20]}, and only Basic and Bearer are known here"
        if "Authorization" in self._headers:
            return "does not take these credentials; see what the variables PARTNERGRAPH_ENDPOINT_… hold"
        return f"asks who you are; set {address.USER} and {address.PASSWORD}, or {address.TOKEN}"


def _written(where: Address, fields: Sequence[tuple[str, str]], accept: str) -> _Request:
    """Give the request of a question: all in the URL where that is short, and else as a form."""
    form = urlencode(fields)
    target = f"{where.target}{'&' if '?' in where.target else '?'}{form}"
    if len(f"{where}") + len(target) <= LONGEST:
        return _Request(target, None, accept)
    return _Request(where.target, form, accept)


def _next(source: Address, location: str) -> Address:
    """Give where a redirect leads to."""
    try:
        return address.read(urljoin(f"{source}", location))
    except ValueError as error:  # urljoin's
        raise EndpointError(f"{source}: sends us to what is no URL: {location[:80]!r}; tell its keeper") from error
    except AddressError as error:
        raise EndpointError(f"{source}: sends us elsewhere: {error}") from error


def _pause(response: BaseHTTPResponse, attempt: int) -> float:
    asked = response.headers.get("Retry-After", "")
    with suppress(exceptions.InvalidHeader):
        if asked:
            return urllib3.Retry().parse_retry_after(asked)
    pause: float = _PAUSE * 2**attempt
    return pause


def _reason(response: BaseHTTPResponse) -> str:
    """Give what a server says of its refusal, in one line: the first paragraph, without markup."""
    try:
        content = response.read(_CHUNK)
    except (exceptions.HTTPError, OSError, ValueError):
        return ""
    words = content.decode(errors="replace")
    if "html" in response.headers.get("Content-Type", ""):
        words = html.unescape(_NOISE.sub(" ", words))
    first = next((part for part in re.split(r"\n\s*\n", words) if part.strip()), "")
    line = " ".join("".join(sign if sign.isprintable() else " " for sign in first).split())
    return line if len(line) <= _REASON else line[:_REASON] + "…"


def _late(source: Address, clock: Clock) -> LimitError:
    return LimitError(f"{source}: no whole answer within {clock.seconds:g} s; ask for less, or give it more time")


def _fail(error: Exception, source: Address, watch: _Watch, clock: Clock) -> NoReturn:
    """Raise what stopped a request or an answer, told in one line; urllib3's own words hold the whole URL."""
    slow = isinstance(error, exceptions.TimeoutError) and not isinstance(error, exceptions.ConnectTimeoutError)
    if watch.over or slow or not clock.left:
        raise _late(source, clock) from error
    raise EndpointError(f"{source}: {_cause(error)}") from error


def _cause(error: BaseException) -> str:
    inner = next((each for each in _causes(error) if isinstance(each, (ssl.SSLError, ConnectionRefusedError))), None)
    if isinstance(error, exceptions.NameResolutionError):
        return "there is no host of this name; see that the URL is right and the network is there"
    if isinstance(inner, ConnectionRefusedError):
        return "nobody listens there; see that the server runs and the port is right"
    if isinstance(inner, ssl.SSLError) or isinstance(error, exceptions.SSLError):
        return _unsafe(inner)
    if isinstance(error, exceptions.NewConnectionError | exceptions.ConnectTimeoutError):
        return "cannot be reached; see that the URL is right and the network is there"
    if isinstance(error, exceptions.DecodeError):
        return "the answer is compressed wrongly; tell the keeper of the server"
    return "the connection broke before the answer was whole; ask again"


def _unsafe(inner: BaseException | None) -> str:
    if isinstance(inner, _SilentError) or getattr(inner, "reason", "") in _NO_TLS:
        return "no TLS is spoken there; see that the port is right, or whether the URL begins with http://"
    what = getattr(inner, "verify_message", "") or getattr(inner, "reason", "") or "it failed"
    return f"no safe connection (TLS): {what}; see that the URL is right and the certificate is known here"


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__
