"""Origins: the graphs that a query says itself it is about (FROM, SPARQL 1.1 Query Language, section 13.2)."""

import re
from collections.abc import Mapping
from urllib.parse import urljoin

from partnergraph.query import sparql
from partnergraph.vocab import PREFIXES

_FROM = re.compile("from", re.IGNORECASE | re.ASCII)
_ESCAPED = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")


def read(text: str, prefixes: Mapping[str, str]) -> tuple[str, ...] | None:
    """Give the IRIs of the graphs whose merge a query sees (FROM), each once; None where it names no graph at all.

    What FROM NAMED names is not among them. ``prefixes`` are known beside the standard ones.

    >>> read("ASK FROM body:a FROM <urn:g> FROM NAMED <urn:h> {}", {})
    ('https://w3id.org/partnergraph/id/body/a', 'urn:g')
    >>> read("ASK FROM NAMED <urn:h> {}", {}), read("ASK { ?s ?p 'from' }", {})
    ((), None)
    """
    if not _FROM.search(text):
        return None
    known, base, found = {**PREFIXES, **prefixes}, "", dict[str, None]()
    named, before = False, ("", "")
    for token in sparql.tokens(text):
        word = token.text.upper() if token.kind == "word" else ""
        named = named or word == "FROM"
        if before[1] == "PREFIX" and token.kind == "prefixed":
            before = (token.text.removesuffix(":"), "NAMESPACE")
            continue
        if token.kind == "iri" and before[1] in {"NAMESPACE", "BASE"}:
            iri = _joined(base, token.text)
            base = iri if before[1] == "BASE" else base
            known |= {before[0]: iri} if before[1] == "NAMESPACE" else {}
        elif before[1] == "FROM" and token.kind in {"iri", "prefixed"}:
            found[_joined(base, token.text) if token.kind == "iri" else _expanded(token.text, known)] = None
        before = ("", word)
    return tuple(found) if named else None


def _joined(base: str, token: str) -> str:
    iri = _ESCAPED.sub(lambda match: chr(int(match[1] or match[2], 16)), token[1:-1])
    return urljoin(base, iri) if base else iri


def _expanded(name: str, prefixes: Mapping[str, str]) -> str:
    prefix, _, local = name.partition(":")
    return prefixes.get(prefix, "") + re.sub(r"\\(.)", r"\1", local)
