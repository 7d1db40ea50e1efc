"""SPARQL text, read token by token: just enough to bind values and to refuse what reaches out.

The engine parses queries; this room never does. Its tokens follow SPARQL 1.1 Query Language, section 19.8 (terminals),
so that a word inside a string, an IRI or a comment is never taken for a keyword.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from partnergraph.errors import QueryError
from partnergraph.term import Term

_TOKEN = re.compile(
    r"""(?P<comment>\#[^\r\n]*)
      | (?P<iri><[^\s<>"{}|\\^`]*>)
      | (?P<string>\"\"\"(?:[^"\\]|\\.|"(?!""))*\"\"\"|'''(?:[^'\\]|\\.|'(?!''))*'''
                  |"(?:[^"\\\r\n]|\\.)*"|'(?:[^'\\\r\n]|\\.)*')
      | (?P<variable>[?$]\w+)
      | (?P<prefixed>[^\W\d_][\w.-]*:(?:[\w.:%-]|\\.)*|:[\w.:%-]+)
      | (?P<word>[^\W\d]\w*)
      | (?P<sign>[^\s\w])""",
    re.VERBOSE | re.DOTALL,
)


_READING = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")
_CHANGING = ("INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY", "WITH")


class Token(NamedTuple):
    """A piece of query text: its kind (a group name of the pattern), its words and where it starts."""

    kind: str
    text: str
    start: int


def tokens(text: str) -> Iterator[Token]:
    """Give the tokens of a query, comments left out.

    >>> [token.text for token in tokens("ASK { ?s a <urn:x#y> } # all")]
    ['ASK', '{', '?s', 'a', '<urn:x#y>', '}']
    """
    for match in _TOKEN.finditer(text):
        if match.lastgroup and match.lastgroup != "comment":
            yield Token(match.lastgroup, match[0], match.start())


def refuse(text: str) -> None:
    """Raise ``QueryError`` where a query would change the graph or ask another server (``SERVICE``).

    >>> refuse("SELECT ('SERVICE' AS ?word) {}")
    """
    words = [token for token in tokens(text) if token.kind == "word"]
    for token in words:
        form = token.text.upper()
        if form in _READING:
            break
        if form in _CHANGING:
            raise QueryError(f"{_at(text, token)}: {form} changes a graph; a query reads: {', '.join(_READING)}")
    for token in words:
        if token.text.upper() == "SERVICE":
            raise QueryError(
                f"{_at(text, token)}: SERVICE would send a request to another server, which is not allowed here; "
                "give that server's data as a file instead"
            )


def bind(text: str, values: Mapping[str, Term]) -> str:
    """Give the query with variables bound to RDF terms: a ``VALUES`` row opens its outermost group.

    ``values`` maps variable names without the question mark to terms. No value ever enters as text of its own making:
    the terms are written by the engine in N-Triples form.

    >>> from partnergraph.term import Literal
    >>> bind("SELECT ?n WHERE { ?n ?p ?_year }", {"_year": Literal("2014")})
    'SELECT ?n WHERE { VALUES (?_year) { ("2014") } ?n ?p ?_year }'
    """
    if not values:
        return text
    names = " ".join(f"?{name}" for name in values)
    return _insert(text, f"VALUES ({names}) {{ ({' '.join(map(str, values.values()))}) }}")


def among(text: str, variable: str, terms: Iterable[Term]) -> str:
    """Give the query with a variable bound to each of several terms in turn, in the same way.

    >>> from partnergraph.term import Literal
    >>> among("SELECT * { ?s ?p ?o }", "o", [Literal("a"), Literal("b")])
    'SELECT * { VALUES ?o { "a" "b" } ?s ?p ?o }'
    """
    return _insert(text, f"VALUES ?{variable} {{ {' '.join(map(str, terms))} }}")


def _insert(text: str, pattern: str) -> str:
    at = _group(text) + 1
    return f"{text[:at]} {pattern}{text[at:]}"


def _group(text: str) -> int:
    """Give where the outermost group of a SELECT or ASK query opens."""
    for token in tokens(text):
        if token.text == "{":
            return token.start
    raise QueryError("query: no group { … } to bind the parameters in")


def _at(text: str, token: Token) -> str:
    return "query:{}:{}".format(*place(text, token.start))


def place(text: str, position: int) -> tuple[int, int]:
    r"""Give line and column of a position, both from 1.

    >>> place("ASK {\n ?s", 7)
    (2, 2)
    """
    before = text[:position]
    return before.count("\n") + 1, position - before.rfind("\n")
