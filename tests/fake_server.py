"""A server on this machine that answers as it is told, rightly or wrongly, and keeps what it was asked."""

import gzip
import json
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import ClassVar
from urllib.parse import parse_qs, urlsplit

RESULTS = "application/sparql-results+json"


@dataclass(frozen=True, slots=True)
class Request:
    """What was asked: method, path, headers in lower case, and the fields of URL and form together."""

    method: str
    path: str
    headers: Mapping[str, str]
    fields: Mapping[str, list[str]]

    @property
    def query(self) -> str:
        """The SPARQL query."""
        return self.fields["query"][0]


@dataclass(frozen=True, slots=True)
class Said:
    """What is answered: status, content, headers; ``length`` may lie."""

    status: int = 200
    content: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)
    length: int | None = None


Reply = Callable[[Request, BaseHTTPRequestHandler], Said | None]


class FakeServer(ThreadingHTTPServer):
    """Answers each request by ``reply``, which may also write to the handler itself and give None."""

    daemon_threads = True
    allow_reuse_address = True

    def __init__(self, reply: Reply) -> None:
        self.reply = reply
        self.requests: list[Request] = []
        super().__init__(("127.0.0.1", 0), _Handler)

    @property
    def url(self) -> str:
        """Where it is."""
        return f"http://127.0.0.1:{self.server_address[1]}/sparql"

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing of a client that went away."""


class _Handler(BaseHTTPRequestHandler):
    server: FakeServer
    timeout: ClassVar[float] = 20

    def do_GET(self) -> None:
        """Answer a question in the URL."""
        self._answer(urlsplit(self.path).query)

    def do_POST(self) -> None:
        """Answer a question in a form."""
        form = self.rfile.read(int(self.headers["Content-Length"])).decode()
        self._answer(f"{urlsplit(self.path).query}&{form}")

    def log_message(self, format: str, *args: object) -> None:
        """Keep still."""

    def _answer(self, fields: str) -> None:
        headers = {name.lower(): value for name, value in self.headers.items()}
        request = Request(self.command, self.path, headers, parse_qs(fields))
        self.server.requests.append(request)
        said = self.server.reply(request, self)
        if said is None:
            return
        self.send_response_only(said.status)
        length = len(said.content) if said.length is None else said.length
        for name, value in {"Content-Length": str(length), **said.headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(said.content)


@contextmanager
def serving(reply: Reply) -> Iterator[FakeServer]:
    """Run a server within the block."""
    with FakeServer(reply) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()


def rows(*numbers: int, column: str = "n") -> bytes:
    """Give the results of a SELECT query: one column of numbers."""
    xsd = "http://www.w3.org/2001/XMLSchema#integer"
    bindings = [{column: {"type": "literal", "datatype": xsd, "value": str(number)}} for number in numbers]
    return json.dumps({"head": {"vars": [column]}, "results": {"bindings": bindings}}).encode()


def results(content: bytes, **headers: str) -> Said:
    """Give SPARQL results as a good server sends them."""
    return Said(200, content, {"Content-Type": RESULTS, **{name.replace("_", "-"): headers[name] for name in headers}})


def zipped(content: bytes) -> Said:
    """Give SPARQL results compressed."""
    return results(gzip.compress(content), Content_Encoding="gzip")
