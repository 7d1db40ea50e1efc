"""The protocol: how a question is sent, and what each way of not answering means."""

import socket
import ssl
import time
from contextlib import closing
from http.server import BaseHTTPRequestHandler

import pytest

from partnergraph.errors import EndpointError, LimitError, PartnergraphError, QueryError
from partnergraph.remote import protocol
from partnergraph.remote.endpoint import Endpoint
from partnergraph.storage.worker import Limits
from tests.fake_server import FakeServer, Reply, Request, Said, results, rows, serving, zipped

ONE = rows(1)
SELECT = "SELECT ?n { ?s ?p ?n }"


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Wait little between attempts, and let no variable of this machine say who asks."""
    monkeypatch.setattr(protocol, "_PAUSE", 0.01)
    for name in ("USER", "PASSWORD", "TOKEN"):
        monkeypatch.delenv(f"PARTNERGRAPH_ENDPOINT_{name}", raising=False)


def always(said: Said) -> Reply:
    """Give a reply that is always the same."""
    return lambda request, handler: said


def numbers(server: FakeServer, query: str = SELECT, *, timeout: float = 10) -> list[str]:
    """Ask a server with little patience, and give the numbers that it answers."""
    with Endpoint(server.url, timeout=timeout) as endpoint:
        return [row["n"].value for row in endpoint.select(query)]


def refusal(reply: Reply, query: str = SELECT, *, timeout: float = 10) -> PartnergraphError:
    """Give the error that a way of answering leads to; it is one line that names the URL and no query."""
    with serving(reply) as server:
        with pytest.raises(PartnergraphError) as caught:
            numbers(server, query, timeout=timeout)
        assert server.url in str(caught.value)
    assert "\n" not in str(caught.value)
    assert "query=" not in str(caught.value)
    return caught.value


def test_short_questions_are_sent_in_the_url() -> None:
    """A question whose URL has at most 2,000 characters is a GET."""
    with serving(always(results(ONE))) as server:
        assert numbers(server) == ["1"]
        assert [request.method for request in server.requests] == ["GET"]
        assert server.requests[0].headers["accept"] == "application/sparql-results+json"
        assert "gzip" in server.requests[0].headers["accept-encoding"]


def test_long_questions_are_sent_as_a_form() -> None:
    """A longer question is a POST of a form, which every server takes."""
    long = f"SELECT ?n {{ ?s ?p ?n FILTER(?n != '{'x' * 2_000}') }}"
    with serving(always(results(ONE))) as server:
        assert numbers(server, long) == ["1"]
        assert [request.method for request in server.requests] == ["POST"]
        assert server.requests[0].headers["content-type"] == "application/x-www-form-urlencoded"
        assert server.requests[0].query == long


def test_what_the_url_brings_along_is_kept() -> None:
    """The query of the endpoint's own URL is sent too, and not told in messages."""
    with serving(always(Said(404))) as server, Endpoint(f"{server.url}?key=secret") as endpoint:
        with pytest.raises(EndpointError) as caught:
            endpoint.query(SELECT)
        assert server.requests[0].fields["key"] == ["secret"]
    assert "secret" not in str(caught.value)


def test_compressed_answers_are_read() -> None:
    """What a server sends compressed is the same answer."""
    with serving(always(zipped(ONE))) as server:
        assert numbers(server) == ["1"]


def test_a_small_answer_that_grows_too_large_is_stopped() -> None:
    """The size of an answer is that of what it holds, not of what is sent."""
    with serving(always(zipped(b" " * 50_000_000))) as server, Endpoint(server.url, size=1_000_000) as endpoint:
        with pytest.raises(LimitError, match="larger than 1,000,000 bytes"):
            endpoint.query(SELECT)
        with pytest.raises(LimitError, match="larger than 5,000 bytes"):
            endpoint.query(SELECT, limits=Limits(memory=5_000))


def test_busy_servers_are_asked_again() -> None:
    """After 429 and 503 the question is sent again, a little later."""
    said = iter([Said(503), Said(429, headers={"Retry-After": "0"}), results(ONE)])
    with serving(lambda request, handler: next(said)) as server:
        assert numbers(server) == ["1"]
        assert len(server.requests) == 3


def test_a_server_that_stays_busy_is_told() -> None:
    """After some attempts it is an error, with what the server asks."""
    assert "status 503; the server is busy" in str(refusal(always(Said(503))))
    patient = refusal(always(Said(429, headers={"Retry-After": "3600"})), timeout=2)
    assert "is busy (429) and asks to wait (3600)" in str(patient)


@pytest.mark.parametrize(
    ("said", "kind", "words"),
    [
        (Said(400, b"line 1: no such prefix\n\nSELECT ..."), QueryError, "does not take it: line 1: no such prefix"),
        (Said(400), QueryError, "it gives no reason"),
        (Said(401), EndpointError, "asks who you are; set PARTNERGRAPH_ENDPOINT_USER"),
        (Said(401, headers={"WWW-Authenticate": "Digest realm=x"}), EndpointError, "by Digest, and only Basic"),
        (Said(403), EndpointError, "status 403; these credentials"),
        (Said(404, b"<html><title>Lost</title>"), EndpointError, "status 404: "),
        (Said(405), EndpointError, "takes no questions"),
        (Said(406), EndpointError, "standard formats"),
        (Said(408), EndpointError, "gave up waiting"),
        (Said(414), EndpointError, "too long for the server"),
        (Said(418), EndpointError, "status 418; see that the URL is right"),
        (
            Said(500, b"Virtuoso 22012 Error SR084"),
            EndpointError,
            "status 500: Virtuoso 22012 Error SR084; ask its keep",
        ),
        (Said(502), EndpointError, "behind this address"),
        (Said(504), EndpointError, "took too long"),
        (Said(206, ONE), EndpointError, "no whole answer"),
        (Said(204), EndpointError, "no whole answer"),
        (
            Said(200, b"<html>", {"Content-Type": "text/html; charset=utf-8"}),
            EndpointError,
            "answers with text/html, no",
        ),
        (Said(200, ONE), EndpointError, "answers with no type"),
        (results(ONE[:-9]), EndpointError, "is broken or breaks off"),
        (results(b""), EndpointError, "is broken or breaks off"),
        (results(b'{"error": "no"}'), EndpointError, "is broken or breaks off"),
        (results(b"<html>"), EndpointError, "is broken or breaks off"),
        (Said(200, ONE, {"Content-Type": "application/json"}, len(ONE) + 9), EndpointError, "broke before the answer"),
        (results(b"no gzip", Content_Encoding="gzip"), EndpointError, "compressed wrongly"),
        (results(b'{"head": {}, "boolean": true}'), EndpointError, "yes or no where rows were asked for"),
        (results(b"[" * 9_000), EndpointError, "more than 64 levels deep"),
        (results(b'{"head": {"vars": ["a b"]}, "results": {"bindings": []}}'), EndpointError, "a b"),
    ],
)
def test_refusals(said: Said, kind: type[PartnergraphError], words: str) -> None:
    """Each way of not answering has its sentence: what, where and the next step."""
    error = refusal(always(said))
    assert type(error) is kind
    assert words in str(error)


def test_a_reason_is_one_plain_line() -> None:
    """What a server says is cut, without markup and without what would move the cursor of a terminal."""
    page = b"<html><style>p {}</style><p>No &amp; never \x1b[2J</p>\n<b>" + b"x" * 900
    error = refusal(always(Said(500, page, {"Content-Type": "text/html"})))
    assert "No & never [2J xxx" in str(error)
    assert len(str(error)) < 500


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_redirects_on_the_same_host_are_followed(status: int) -> None:
    """A redirect is followed with the question, and the credentials, as they are."""

    def reply(request: Request, handler: BaseHTTPRequestHandler) -> Said:
        there = request.path.replace("/sparql", "/query")
        return results(ONE) if "/query" in request.path else Said(status, headers={"Location": there})

    with serving(reply) as server:
        assert numbers(server) == ["1"]
        assert server.requests[1].query == SELECT


def test_redirects_elsewhere_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is sent to another host or port, credentials least of all."""
    monkeypatch.setenv("PARTNERGRAPH_ENDPOINT_TOKEN", "secret")
    with serving(always(results(ONE))) as other:
        error = refusal(always(Said(302, headers={"Location": other.url})))
        assert other.requests == []
    assert f"sends us elsewhere, to {other.url}; give that URL if you trust it" in str(error)
    error = refused_target("file:///etc/passwd")
    assert ("no address of an endpoint" in str(error), error.exit_code) == (True, 5)


def refused_target(target: str) -> PartnergraphError:
    """Give the error of a redirect to somewhere else than a server."""
    with serving(always(Said(302, headers={"Location": target}))) as server, pytest.raises(EndpointError) as caught:
        numbers(server)
    return caught.value


def test_redirects_in_a_circle_end() -> None:
    """A server that sends us round in a circle is told."""
    error = refusal(lambda request, handler: Said(307, headers={"Location": request.path}))
    assert "redirected more than 5 times" in str(error)


def test_credentials_come_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """User and password are sent as they are set, and shown in no message."""
    monkeypatch.setenv("PARTNERGRAPH_ENDPOINT_USER", "ada")
    monkeypatch.setenv("PARTNERGRAPH_ENDPOINT_PASSWORD", "hush")
    with serving(always(Said(401))) as server:
        with pytest.raises(EndpointError, match="does not take these credentials") as caught:
            numbers(server)
        assert server.requests[0].headers["authorization"] == "Basic YWRhOmh1c2g="
    assert "hush" not in str(caught.value)


def silent(request: Request, handler: BaseHTTPRequestHandler) -> None:
    """Never answer."""
    handler.rfile.read(1)


def dripping(request: Request, handler: BaseHTTPRequestHandler) -> None:
    """Answer a byte at a time, each soon enough."""
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: application/sparql-results+json\r\n\r\n")
    drip(handler)


def dripping_headers(request: Request, handler: BaseHTTPRequestHandler) -> None:
    """Answer a byte at a time from the first line on."""
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nX-Slow: ")
    drip(handler)


def drip(handler: BaseHTTPRequestHandler) -> None:
    """Send a byte each tenth of a second, for at most ten seconds."""
    for _ in range(100):
        handler.wfile.write(b" ")
        time.sleep(0.1)


@pytest.mark.parametrize("reply", [silent, dripping, dripping_headers])
def test_a_time_limit_holds_for_the_whole_answer(reply: Reply) -> None:
    """A server that never answers, or a little at a time, is stopped at the deadline."""
    started = time.monotonic()
    error = refusal(reply, timeout=0.4)
    assert isinstance(error, LimitError)
    assert "no whole answer within 0.4 s" in str(error)
    assert time.monotonic() - started < 5


def test_a_limit_of_one_query_goes_before() -> None:
    """A query may be given less time than the endpoint has."""
    with (
        serving(silent) as server,
        Endpoint(server.url, timeout=60) as endpoint,
        pytest.raises(LimitError, match=r"within 0\.3 s"),
    ):
        endpoint.query(SELECT, limits=Limits(seconds=0.3))


def closing_at_once(request: Request, handler: BaseHTTPRequestHandler) -> None:
    """Close the connection without a word."""
    handler.connection.shutdown(socket.SHUT_RDWR)


def test_a_cut_connection_is_told() -> None:
    """A connection that ends before the first line is a broken one."""
    assert "the connection broke before the answer was whole" in str(refusal(closing_at_once))


def test_nobody_listens() -> None:
    """A port that nobody listens on is told as that."""
    with closing(socket.create_server(("127.0.0.1", 0))) as held:
        port = held.getsockname()[1]
    with Endpoint(f"http://127.0.0.1:{port}/sparql") as endpoint, pytest.raises(EndpointError, match="nobody listens"):
        endpoint.query(SELECT)


NO_TLS = "no TLS is spoken there; see that the port is right, or whether the URL begins with http://"


def test_an_unknown_host_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """A name that no host has is told as that."""

    def unknown(*_: object, **__: object) -> None:
        raise socket.gaierror(-2, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    with (
        Endpoint("http://example.invalid/sparql") as endpoint,
        pytest.raises(EndpointError, match="no host of this name"),
    ):
        endpoint.query(SELECT)


def test_a_server_that_answers_no_tls_is_told() -> None:
    """A server that answers the first words of TLS with HTTP is not spoken to over https."""
    with (
        serving(always(results(ONE))) as server,
        Endpoint(server.url.replace("http:", "https:"), timeout=5) as endpoint,
        pytest.raises(EndpointError, match=NO_TLS),
    ):
        endpoint.query(SELECT)


def test_a_server_that_is_silent_to_tls_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """One that waits for more after the first words of TLS is not waited for until the time of the answer is over."""
    monkeypatch.setattr(protocol, "_GREETING", 0.1)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        url = f"https://127.0.0.1:{silent.getsockname()[1]}/sparql"
        with Endpoint(url, timeout=600) as endpoint, pytest.raises(EndpointError, match=NO_TLS):
            endpoint.query(SELECT)


def test_an_unsafe_connection_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """A certificate that nobody vouches for is no server that speaks no TLS."""

    def refuse(*_: object, **__: object) -> None:
        raise ssl.SSLCertVerificationError("self-signed certificate")

    monkeypatch.setattr(ssl.SSLContext, "wrap_socket", refuse)
    with (
        serving(always(results(ONE))) as server,
        Endpoint(server.url.replace("http:", "https:"), timeout=5) as endpoint,
        pytest.raises(EndpointError, match=r"no safe connection \(TLS\): .*the certificate is known here"),
    ):
        endpoint.query(SELECT)


def test_a_closed_endpoint_is_told() -> None:
    """Who asks after closing is told so."""
    endpoint = Endpoint("http://127.0.0.1:9/sparql")
    endpoint.close()
    with pytest.raises(EndpointError, match="is closed"):
        endpoint.query(SELECT)
