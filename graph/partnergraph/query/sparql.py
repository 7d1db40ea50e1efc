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
from itertools import product
from operator import itemgetter
from typing import NamedTuple

from partnergraph.errors import QueryError
from partnergraph.values.term import Term
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
          | (?P<number>(?:\d++\.?\d*+|\.\d++)[eE][+-]?\d+|\d*+\.\d+|\d+)
          | (?P<language>@[A-Za-z]+(?:-[A-Za-z0-9]+)*)
          | (?P<word>[^\W\d]\w*)
          | (?P<sign>&&|\|\||\^\^|!=|<=|>=|[^\s\w]|\w)""",
        re.VERBOSE,
    )


READING = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")
CHANGING = ("INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY", "WITH")
_SERVICE = re.compile("service", re.IGNORECASE | re.ASCII)
_HIDDEN = re.compile("service|order", re.IGNORECASE | re.ASCII)  # no second reading may find these in a string or IRI
TIGHT = frozenset({"BNODE", "COALESCE", "CONCAT"})  # the engine takes no space between these and their bracket
_REWRITTEN = re.compile(rf"service|(?:{'|'.join(sorted(TIGHT))})\s", re.IGNORECASE)
_DOUBTFUL = re.compile("[\"']|<(?!>)")  # where a string or an IRI could begin
_ESCAPED = 10  # characters of \U00000023
# as "less than" and a name, this ends at the double slash: no expression goes on so
_ABSOLUTE = re.compile(r"<[A-Za-z][A-Za-z0-9+.-]*://")
_WHOLE_IRI = re.compile(r"""<[A-Za-z][A-Za-z0-9+.-]*://[^\x00-\x20<>"'{}|\\^`]*+>""")
_HEAD = re.compile(r"(?:\s*#[^\r\n]*)+")
_COMMENT = re.compile(r"#[^\r\n]*")
_PLAIN_VARIABLE = re.compile(r"[?$]\w+\Z", re.ASCII)
_PLAIN_NAME = re.compile(r"([A-Za-z][\w-]*)?:[\w-]+\Z", re.ASCII)
_PLAIN_NAMESPACE = re.compile(
    r"\s*<(?:https?://[\w.~%:/-]+[/#]|urn:[\w.~%-][\w.~%:/-]*(?:[/:]|\\U00000023))>", re.ASCII
)


class Form(NamedTuple):
    """Queries, or updates: what a complaint calls the text, and which words reach out in it or must not seem to."""

    name: str
    reaching: re.Pattern[str]
    hidden: re.Pattern[str]


QUERY = Form("query", _SERVICE, _HIDDEN)


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
    head = _HEAD.match(text)
    rest = text[head.end() :] if head else text
    if _is_clear(rest):
        _refuse_changes(text, _pieces(text))
        return _COMMENT.sub(_blank, head[0]) + rest if head else text
    _refuse_changes(text, _pieces(text))
    return guarded(text, QUERY, prefixes)


def guarded(text: str, form: Form, prefixes: Mapping[str, str] | None = None) -> str:
    """Give the text in which the letters of a word that reaches out stand only where they cannot be the keyword.

    >>> guarded("ASK {} # SERVICE", QUERY)
    'ASK {}          '
    """
    pieces = list(_pieces(text))
    given = _rewritten(text, pieces, form.hidden)
    if form.reaching.search(given):
        for token in pieces:
            if token.kind not in {"comment", "iri", "string"} and form.reaching.search(token.text):
                _refuse_reaching(text, given, token, form, prefixes or {})
    return given


def _is_clear(text: str) -> bool:
    """Say whether there is nothing to rewrite in a text; it is quick, and most queries are clear."""
    signs = bare(text)
    if "#" in signs or _REWRITTEN.search(text):
        return False
    return not _HIDDEN.search(text) or not _DOUBTFUL.search(signs)


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


def bare(text: str) -> str:
    """Give the text with ``<>`` in place of each IRI that can only be read as one: most signs stand in these.

    An IRI with an apostrophe, at which a string could end, stays.

    >>> bare("ASK { ?s <https://schema.org/name> <#me> }")
    'ASK { ?s <> <#me> }'
    """
    return _WHOLE_IRI.sub("<>", text)


def is_absolute(iri: str) -> bool:
    """Say whether an IRI token can only be an IRI.

    >>> is_absolute("<https://schema.org/name>"), is_absolute("<?y)>")
    (True, False)
    """
    return bool(_ABSOLUTE.match(iri))


def bind(text: str, values: Mapping[str, Term | tuple[Term, ...]]) -> str:
    """Give the query with variables bound to RDF terms, each to one or to several: ``VALUES`` open its outermost group.

    No value ever enters as text: the terms are written by the engine in N-Triples form. A sub-select is evaluated by
    itself (SPARQL 1.1, section 12) and does not see that row, so one of its own opens the group of each that needs it.

    >>> from partnergraph.values.term import Literal
    >>> bind("SELECT ?n WHERE { ?n ?p ?_year }", {"_year": Literal("2014")})
    'SELECT ?n WHERE { VALUES (?_year) { ("2014") } ?n ?p ?_year }'
    """
    if not values:
        return text
    outermost, *inner = _scopes(text)
    rows = [(outermost.start, values)]
    rows += [(each.start, {name: values[name] for name in values if name in each.variables}) for each in inner]
    for start, bound in sorted(rows, key=itemgetter(0), reverse=True):
        if bound:
            terms = product(*(each if isinstance(each, tuple) else (each,) for each in bound.values()))
            told = " ".join(f"({' '.join(map(str, row))})" for row in terms)
            text = f"{text[:start]} VALUES ({' '.join(f'?{name}' for name in bound)}) {{ {told} }}{text[start:]}"
    return text


def among(text: str, variable: str, terms: Iterable[Term]) -> str:
    """Give the query with a variable bound to each of several terms in turn, in the same way.

    >>> from partnergraph.values.term import Literal
    >>> among("SELECT * { ?s ?p ?o }", "o", [Literal("a"), Literal("b")])
    'SELECT * { VALUES ?o { "a" "b" } ?s ?p ?o }'
    """
    return _insert(text, f"VALUES ?{variable} {{ {' '.join(map(str, terms))} }}")


def _insert(text: str, pattern: str) -> str:
    at = _scopes(text)[0].start
    return f"{text[:at]} {pattern}{text[at:]}"


def variables(text: str) -> frozenset[str]:
    """Give the names of all variables of a query, without question marks.

    >>> sorted(variables("SELECT * { ?s ?p $o } # ?not"))
    ['o', 'p', 's']
    """
    return frozenset(token.text[1:] for token in tokens(text) if token.kind == "variable")


def selected(text: str) -> tuple[str, ...] | None:
    """Give the names of the variables that a SELECT query selects, in order; None for ``*`` and other forms.

    >>> selected("SELECT ?a (COUNT(?x) AS ?n) { ?a ?p ?x }")
    ('a', 'n')
    """
    found: list[str] = []
    depth, before, form = 0, "", ""
    for token in tokens(text):
        word = token.text.upper()
        form = form or (word if token.kind == "word" and word in READING else "")
        depth += (word == "(") - (word == ")")
        if form and (form != "SELECT" or (depth == 0 and word in {"*", "WHERE", "FROM", "{"})):
            return tuple(found) if form == "SELECT" and word != "*" else None
        if form and token.kind == "variable" and (depth == 0 or (depth == 1 and before == "AS")):
            found.append(token.text[1:])
        before = word
    return None


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
        if form in READING:
            return
        if form in CHANGING:
            raise QueryError(f"{_at(text, token)}: {form} changes a graph; a query reads: {', '.join(READING)}")


def _refuse_reaching(text: str, given: str, token: Token, form: Form, prefixes: Mapping[str, str]) -> None:
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


def _rewritten(text: str, pieces: Iterable[Token], hidden: re.Pattern[str]) -> str:
    """Give the text with comments blanked and, in strings and IRIs, what a second reading could stumble on escaped."""
    done = tight = 0
    out: list[str] = []
    for token in pieces:
        new = token.text
        if token.text == "(" and tight:
            out[tight - 1 :] = [*out[tight:], text[done : token.start], out[tight - 1]]
            done = token.start
        if token.kind != "comment":
            tight = len(out) + 2 if token.text.upper() in TIGHT else 0
        if token.kind == "comment":
            new = " " * len(new)
        elif token.kind in {"iri", "string"}:
            new = hidden.sub(_escape, new)
            if token.kind == "iri" and not is_absolute(new):
                new = re.sub("#", _escape, new)
        out += text[done : token.start], new
        done = token.start + len(token.text)
    return "".join(out) + text[done:]


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])


def _escape(match: re.Match[str]) -> str:
    return f"\\U{ord(match[0][0]):08x}{match[0][1:]}"


class _Scope:
    """A SELECT or another form: where its group opens, and which variables it uses outside of its sub-selects."""

    def __init__(self, depth: int, brackets: int) -> None:
        self.depth, self.brackets = depth, brackets
        self.start = 0
        self.variables = set[str]()


class _Scopes:
    """Finds the scopes of a query token by token; its state is how deep it is in braces and brackets."""

    def __init__(self) -> None:
        self.found: list[_Scope] = []
        self._inside: list[_Scope] = []
        self._depth = self._brackets = 0
        self._template = False  # whether a brace would open the template of a CONSTRUCT

    def read(self, token: Token) -> None:
        word = token.text.upper() if token.kind in {"word", "sign"} else ""
        if word in READING and (word == "SELECT" or not self.found):
            self.found.append(_Scope(self._depth, self._brackets))
            self._inside.append(self.found[-1])
            self._template = word == "CONSTRUCT"
        elif token.kind == "variable" and self._inside:
            self._inside[-1].variables.add(token.text[1:])
        elif word in {"{", "}"}:
            self._brace(word, token.start)
        self._brackets += (word == "(") - (word == ")")
        self._template = self._template and word not in {"}", "WHERE"}

    def _brace(self, sign: str, start: int) -> None:
        scope = self._inside[-1] if self._inside else None
        if sign == "}":
            self._depth -= 1
            if len(self._inside) > 1 and scope and self._depth < scope.depth:
                self._inside.pop()
            return
        if scope and not scope.start and self._brackets == scope.brackets and not self._template:
            scope.start = start + 1
        self._depth += 1


def _scopes(text: str) -> list[_Scope]:
    """Give the scopes of a query, the outermost first; ``QueryError`` where it has no group to bind anything in."""
    scopes = _Scopes()
    for token in tokens(text):
        scopes.read(token)
    found = [each for each in scopes.found if each.start]
    if not found or found[0] is not scopes.found[0]:
        raise QueryError("query: no group { … } to bind the parameters in")
    return found


def _at(text: str, token: Token, name: str = "query") -> str:
    return "{}:{}:{}".format(name, *place(text, token.start))
