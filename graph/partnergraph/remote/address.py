"""Addresses: the URL of a SPARQL endpoint, taken apart and checked before anything is sent, and who asks there."""

import base64
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal
from urllib.parse import parse_qs, urlsplit

from partnergraph.errors import AddressError

USER = "PARTNERGRAPH_ENDPOINT_USER"
PASSWORD = "PARTNERGRAPH_ENDPOINT_PASSWORD"  # noqa: S105 - the name of a variable
TOKEN = "PARTNERGRAPH_ENDPOINT_TOKEN"  # noqa: S105 - the name of a variable

_PORTS: Mapping[str, int] = {"http": 80, "https": 443}
_DEFAULT, _NAMED = "default-graph-uri", "named-graph-uri"
_UNFIT = re.compile(r"[^\x21-\x7e]")  # what a URL or a header cannot hold


@dataclass(frozen=True, slots=True)
class Address:
    """Where an endpoint is; ``target`` is its path with the query that the URL brings along.

    ``default_graphs`` and ``named_graphs`` are the graphs that the URL names as the protocol does.
    """

    scheme: Literal["http", "https"]
    host: str
    port: int
    target: str
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()

    def __str__(self) -> str:
        """Give the URL as messages show it: without its query, which may hold a key."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        port = "" if self.port == _PORTS[self.scheme] else f":{self.port}"
        return f"{self.scheme}://{host}{port}{self.target.partition('?')[0]}"

    def leads_to(self, other: "Address") -> bool:
        """Say whether a redirect may be followed: on the same host and port, or from http to https there."""
        same = (self.scheme, self.port) == (other.scheme, other.port)
        safer = (self.scheme, self.port, other.scheme, other.port) == ("http", 80, "https", 443)
        return self.host == other.host and (same or safer)


def read(url: str) -> Address:
    """Give the address that a URL means; ``AddressError`` where it is none of http or https, or holds a password.

    >>> str(read("https://example.org/sparql?key=secret"))
    'https://example.org/sparql'
    >>> read("https://example.org/sparql?default-graph-uri=urn:g").default_graphs
    ('urn:g',)
    """
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise AddressError(f"{url[:80]!r}: this is no URL: {error}") from error
    if "@" in parts.netloc:
        raise AddressError(
            f"the URL of the endpoint holds a user name, which others could see; take it out and set {USER} and "
            f"{PASSWORD}, or {TOKEN}"
        )
    if parts.scheme not in _PORTS or not parts.hostname:
        raise AddressError(f"{url[:80]!r}: this is no address of an endpoint; give an http:// or https:// URL")
    if _UNFIT.search(url):
        raise AddressError(
            f"{url[:80]!r}: a URL holds no spaces and no letters beyond ASCII; write them as %20 and so on"
        )
    scheme: Literal["http", "https"] = "https" if parts.scheme == "https" else "http"
    fields = [each for each in parts.query.split("&") if each]
    kept = [each for each in fields if each.partition("=")[0] not in {_DEFAULT, _NAMED}]
    target = (parts.path or "/") + (f"?{'&'.join(kept)}" if kept else "")
    told = parse_qs(parts.query)
    graphs = tuple(told.get(_DEFAULT, ())), tuple(told.get(_NAMED, ()))
    return Address(scheme, parts.hostname, port or _PORTS[scheme], target, *graphs)


def credentials(variables: Mapping[str, str]) -> dict[str, str]:
    """Give the header that says who asks, from environment variables; none where these say nothing.

    >>> credentials({"PARTNERGRAPH_ENDPOINT_TOKEN": "abc"})
    {'Authorization': 'Bearer abc'}
    """
    token, user = variables.get(TOKEN, ""), variables.get(USER, "")
    if token and user:
        raise AddressError(f"{TOKEN} and {USER} are both set; keep the one that the endpoint asks for")
    if token:
        if _UNFIT.search(token):
            raise AddressError(f"{TOKEN} holds characters that no token has; set it to the token alone")
        return {"Authorization": f"Bearer {token}"}
    if not user:
        return {}
    if ":" in user:
        raise AddressError(f"{USER} holds a colon, which no user name has; set the password as {PASSWORD}")
    pair = f"{user}:{variables.get(PASSWORD, '')}"
    return {"Authorization": f"Basic {base64.b64encode(pair.encode()).decode()}"}
