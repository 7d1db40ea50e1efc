"""SPARQL text, read token by token: just enough to bind values and to refuse what reaches out.

The engine parses queries; this room never does. Its tokens follow SPARQL 1.1 Query Language, section 19.8 (terminals),
so that a word inside a string, an IRI or a comment is never taken for a keyword.

The engine needs no space between words (``SERVICE<urn:x>``, ``SERVICEex:b``) and reads ``<`` as "less than" where an
operand went before, so two readings of one text are possible. ``admit`` leaves one: the text that the engine is given
has no comments, and the letters of SERVICE stand in it only where they cannot be the keyword.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import NamedTuple

from partnergraph.errors import QueryError
from partnergraph.term import Term
from partnergraph.vocab import PREFIXES

# PN_CHARS_BASE, PN_CHARS, UCHAR (no surrogates) and ECHAR
_BASE = (
    "A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c\u200d\u2070-\u218f\u2c00-\u2fef"
    "\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff"
)
_MORE = "\u00b7\u0300-\u036f\u203f\u2040"
_UCHAR = r"\\u(?![dD][89a-fA-F])[0-9a-fA-F]{4}|\\U(?!0000[dD][89a-fA-F])00(?:0[0-9a-fA-F]|10)[0-9a-fA-F]{4}"
_ECHAR = r"\\[tbnrf\"'\\]|" + _UCHAR
_PLX = r"%[0-9A-Fa-f]{2}|\\[_~.\-!$&'()*+,;=/?\#@%]"


@cache
def _pattern(*, ascii: bool) -> re.Pattern[str]:
    """Give the pattern of a token; for text of ASCII alone it is made twenty times faster and finds the same."""
    base = "A-Za-z" if ascii else _BASE
    name = f"{base}_0-9" + ("" if ascii else _MORE)
    return re.compile(
        rf"""(?P<comment>\#[^\r\n]*)
          | (?P<iri><(?:[^\x00-\x20<>"{{}}|\\^`]|{_UCHAR})*+>)
          | (?P<string>\"\"\"(?:[^"\\]|{_ECHAR}|"(?!""))*+\"\"\"|'''(?:[^'\\]|{_ECHAR}|'(?!''))*+'''
                      |"(?:[^"\\\r\n]|{_ECHAR})*+"|'(?:[^'\\\r\n]|{_ECHAR})*+')
          | (?P<variable>[?$][{name}]+)
          | (?P<blank>_:[{base}_0-9](?:[{name}.-]*[{name}-])?)
          | (?P<prefixed>(?:[{base}](?:[{name}.-]{{0,62}}[{name}-])?)?:
              (?:(?:[{name}:]|{_PLX})(?:[{name}:.-]|{_PLX})*(?:(?<=\\\.)|(?<!\.)))?)
          | (?P<number>(?:\d+\.?\d*|\.\d+)[eE][+-]?\d+|\d*\.\d+|\d+)
          | (?P<language>@[A-Za-z]+(?:-[A-Za-z0-9]+)*)
          | (?P<word>[^\W\d]\w*)
          | (?P<sign>&&|\|\||\^\^|!=|<=|>=|[^\s\w]|\w)""",
        re.VERBOSE,
    )


_READING = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")
_CHANGING = ("INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY", "WITH")
_SERVICE = re.compile("service", re.IGNORECASE | re.ASCII)
_FROM = re.compile("from", re.IGNORECASE | re.ASCII)
_ESCAPED = 10  # characters of \U00000023
# as "less than" and a name, this ends at the double slash: no expression goes on so
_ABSOLUTE = re.compile(r"<[A-Za-z][A-Za-z0-9+.-]*://")
_PLAIN_VARIABLE = re.compile(r"[?$]\w+\Z", re.ASCII)
_PLAIN_NAME = re.compile(r"([A-Za-z][\w-]*)?:[\w-]+\Z", re.ASCII)
_PLAIN_NAMESPACE = re.compile(
    r"\s*<(?:https?://[\w.~%:/-]+[/#]|urn:[\w.~%-][\w.~%:/-]*(?:[/:]|\\U00000023))>", re.ASCII
)


class _Form(NamedTuple):
    """A query or an update: what it is called in complaints, and the words by which it would reach out."""

    name: str
    reaching: re.Pattern[str]


_QUERY = _Form("query", _SERVICE)
_UPDATE = _Form("update", re.compile("service|load", re.IGNORECASE | re.ASCII))


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
    return (token for token in _pieces(text) if token.kind != "comment")


def admit(text: str, prefixes: Mapping[str, str] | None = None) -> str:
    r"""Give the text to hand to the engine; ``QueryError`` where it would change the graph or ask another server.

    It means the same, without comments; ``original`` leads from its positions back to those of ``text``. ``prefixes``
    are those that the engine is told beside the standard ones.

    >>> admit("SELECT ('SERVICE' AS ?word) {} # all")
    "SELECT ('\\U00000053ERVICE' AS ?word) {}      "
    """
    pieces = list(_pieces(text))
    _refuse_changes(text, pieces)
    return _guarded(text, pieces, _QUERY, prefixes or {})


def admit_update(text: str) -> str:
    r"""Give the text of an update to hand to the engine; ``QueryError`` where it would ask another server.

    Like ``admit``, for LOAD as well as SERVICE.

    >>> admit_update("INSERT DATA { <urn:a> <urn:b> 'loaded' } # LOAD")
    "INSERT DATA { <urn:a> <urn:b> '\\U0000006coaded' }       "
    >>> admit_update("LOAD <https://example.org/>")
    Traceback (most recent call last):
    partnergraph.errors.QueryError: update:1:1: LOAD would send a request to another server, which is not allowed ...
    """
    pieces = list(_pieces(text))
    form = next((token for token in pieces if token.kind == "word" and token.text.upper() in _READING), None)
    change = next((token for token in pieces if token.kind == "word" and token.text.upper() in _CHANGING), None)
    if form and (change is None or form.start < change.start):
        raise QueryError(f"{_at(text, form, 'update')}: {form.text.upper()} reads; ask it with partnergraph query")
    return _guarded(text, pieces, _UPDATE, {})


def _guarded(text: str, pieces: Iterable[Token], form: _Form, prefixes: Mapping[str, str]) -> str:
    """Give the text in which the letters of a word that reaches out stand only where they cannot be the keyword."""
    given = _rewritten(text, pieces, form.reaching)
    if form.reaching.search(given):
        for token in pieces:
            if token.kind not in {"comment", "iri", "string"} and form.reaching.search(token.text):
                _refuse_reaching(text, given, token, form, prefixes)
    return given


def original(text: str, given: str, position: int) -> int:
    """Give the position in a query that a position in its admitted text stands for.

    >>> original("ASK {'service'}", admit("ASK {'service'}"), 23)
    14
    """
    at = behind = 0
    while behind < position and at < len(text):
        longer = given[behind] == "\\" and text[at] != "\\"
        behind += _ESCAPED if longer else 1
        at += 1
    return at


def names_graphs(text: str) -> bool:
    """Say whether a query says itself which graphs it is about (FROM, SPARQL 1.1 Query Language, section 13.2).

    >>> names_graphs("ASK FROM <urn:g> {}"), names_graphs("ASK { ?s ?p 'from' }")
    (True, False)
    """
    return bool(_FROM.search(text)) and any(
        each.kind == "word" and each.text.upper() == "FROM" for each in tokens(text)
    )


def is_absolute(iri: str) -> bool:
    """Say whether an IRI token can only be an IRI.

    >>> is_absolute("<https://schema.org/name>"), is_absolute("<?y)>")
    (True, False)
    """
    return bool(_ABSOLUTE.match(iri))


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


def place(text: str, position: int) -> tuple[int, int]:
    r"""Give line and column of a position, both from 1.

    >>> place("ASK {\n ?s", 7)
    (2, 2)
    """
    before = text[:position]
    return before.count("\n") + 1, position - before.rfind("\n")


def _pieces(text: str) -> Iterator[Token]:
    for match in _pattern(ascii=text.isascii()).finditer(text):
        yield Token(match.lastgroup or "sign", match[0], match.start())


def _refuse_changes(text: str, pieces: Iterable[Token]) -> None:
    for token in pieces:
        form = token.text.upper() if token.kind == "word" else ""
        if form in _READING:
            return
        if form in _CHANGING:
            raise QueryError(f"{_at(text, token)}: {form} changes a graph; a query reads: {', '.join(_READING)}")


def _refuse_reaching(text: str, given: str, token: Token, form: _Form, prefixes: Mapping[str, str]) -> None:
    """Refuse a token with the letters of SERVICE or LOAD unless it is one name in every reading of the engine."""
    if token.kind == "variable" and _PLAIN_VARIABLE.match(token.text):
        return
    if token.kind == "prefixed" and _is_plain(given, token.text, prefixes):
        return
    word = "".join(form.reaching.findall(token.text)[:1]).upper()
    if token.kind == "word" or token.text.upper().startswith(word):
        raise QueryError(
            f"{_at(text, token, form.name)}: {word} would send a request to another server, which is not allowed here; "
            "give that server's data as a file instead"
        )
    raise QueryError(
        f"{_at(text, token, form.name)}: {token.text[:40]!r} could be read as {word}, which is not allowed here; "
        "write the name as a whole IRI in <…>"
    )


def _is_plain(given: str, name: str, prefixes: Mapping[str, str]) -> bool:
    """Say whether a prefixed name joins to a valid IRI however the text is read.

    Where it does not, the engine takes the prefix alone and reads on behind the colon.
    """
    match = _PLAIN_NAME.match(name)
    if not match:
        return False
    prefix = match[1] or ""
    ends = [each.end() for each in re.finditer(rf"{prefix}:(?=[\s<])", given)]
    told = prefixes.get(prefix)
    known = prefix in PREFIXES if told is None else bool(_PLAIN_NAMESPACE.match(f"<{told}>"))
    return bool(ends or known) and all(_PLAIN_NAMESPACE.match(given, end) for end in ends)


def _rewritten(text: str, pieces: Iterable[Token], reaching: re.Pattern[str]) -> str:
    """Give the text with comments blanked and, in strings and IRIs, what a second reading could stumble on escaped."""
    done = 0
    out: list[str] = []
    for token in pieces:
        new = token.text
        if token.kind == "comment":
            new = " " * len(new)
        elif token.kind in {"iri", "string"}:
            new = reaching.sub(_escape, new)
            if token.kind == "iri" and not is_absolute(new):
                new = re.sub("#", _escape, new)
        out += text[done : token.start], new
        done = token.start + len(token.text)
    return "".join(out) + text[done:]


def _escape(match: re.Match[str]) -> str:
    return f"\\U{ord(match[0][0]):08x}{match[0][1:]}"


def _group(text: str) -> int:
    """Give where the outermost group of a SELECT or ASK query opens."""
    for token in tokens(text):
        if token.text == "{":
            return token.start
    raise QueryError("query: no group { … } to bind the parameters in")


def _at(text: str, token: Token, name: str = "query") -> str:
    return "{}:{}:{}".format(name, *place(text, token.start))
