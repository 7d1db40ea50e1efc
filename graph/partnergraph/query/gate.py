"""The gate: what is refused before the engine sees it, because it would end the process or eat the memory.

The engine reads queries and files by recursion, and a stack that is full ends the process with a signal that nothing
can catch. The limits keep a query within 9/10 of a stack of 1 MB (Windows; 8 MB on Linux and macOS), measured with
pyoxigraph 0.5.13. They say nothing about how long an answer takes.
"""

import codecs
import re
from collections.abc import Iterable
from itertools import accumulate

from partnergraph.errors import InputError, QueryError
from partnergraph.query import sparql
from partnergraph.writing import format

QUERY_SIZE = 1_000_000
"""Characters of a query: more than anybody writes."""

NESTING = 64
"""Open brackets of a query, or levels of JSON-LD and triple terms: on 1 MB, 86 levels of ``NOT EXISTS`` are the end."""

CHAIN = 256
"""Operators, groups, patterns and columns one after the other; on 1 MB, 311 OPTIONAL are the end."""

BRACKET = 3
"""What an open bracket takes of the chain: on 1 MB, 97 levels of functions are the end, and 97 x 3 > 256."""

ITEM = 3
"""What an item of a collection takes of the chain: on 1 MB, some 150 are the end, and each is two patterns to join."""

ALIASES = 100
"""Terms of a JSON-LD context that are each defined by the next; some thousands are the end."""

XML_DEPTH = 256
"""Elements within elements of RDF/XML; the time grows with the square."""

XML_ATTRIBUTES = 1_000
"""Attributes of one element; the time grows with the square."""

XML_ENTITY = 1_000
"""Bytes of an entity: enough for a namespace. One that uses others could grow from 694 bytes to 3 GB."""

LONGEST = 16 << 20
"""Bytes of a line of Turtle and its kin, or of one text of RDF/XML or JSON: what the engine takes of a literal."""

XML_GROWTH = 1 << 20
"""Bytes that entities may add to a smaller file; a larger one may double."""

_JSON_TOKEN = re.compile(rb'"(?:[^"\\]++|\\.)*+"|(?P<open>[\[{])|(?P<close>[\]}])', re.DOTALL)
_JSON_STRING = re.compile(rb'"(?:[^"\\]++|\\.)*+"', re.DOTALL)
_JSON_PAIR = re.compile(rb"\[\]|\{\}")
_JSON_ALIAS = re.compile(rb'"([^"]*)"\s*:\s*(?:\{[^{}]*?"@id"\s*:\s*)?"([^":/]+):')
_UNICODE = re.compile(rb"\\u00([2-7][0-9A-Fa-f])")
_NO_BRACKETS = bytes(set(range(256)) - set(b"[]{}"))
_TURTLE_TOKEN = re.compile(
    rb"""\\. | \#[^\r\n]* | <(?:[^\x00-\x20<>"{}|^`\\]|\\.)*+>
      | \"\"\"(?:[^"\\]|\\.|"(?!""))*+\"\"\" | '''(?:[^'\\]|\\.|'(?!''))*+'''
      | "(?:[^"\\\r\n]|\\.)*+" | '(?:[^'\\\r\n]|\\.)*+'
      | (?P<open><<) | (?P<close>>>)""",
    re.DOTALL | re.VERBOSE,
)
_XML_TAG = re.compile(  # all begin with one sign, which is found many times as quickly as several
    rb"""<(?: !--(?:.*?-->|.*) | !\[CDATA\[(?:.*?\]\]>|.*) | \?(?:.*?\?>|.*) | ![^<>]*
      | (?P<close>/[^<>]*>) | (?P<open>(?:[^<>"']++|"[^"<]*"|'[^'<]*')*+(?<!/)>)
      | (?:[^<>"']++|"[^"<]*"|'[^'<]*')*+> )""",
    re.DOTALL | re.VERBOSE,
)
_XML_VALUE = re.compile(rb"\"[^\"]*\"|'[^']*'")
_XML_DECLARED = re.compile(rb'<!ENTITY\s+([^\s%<>"\'&;]{1,100})\s+"([^"&%<]*)"\s*>')
_XML_ELSEWHERE = re.compile(rb"<!DOCTYPE\s+[^\s\[<>]{1,100}\s+(?:SYSTEM|PUBLIC)\b", re.IGNORECASE)
_XML_USED = re.compile(rb"&([^;&\s<]{1,100});")
_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_STEP: dict[str | None, int] = {"open": 1, "close": -1}
_LONG = f"longer than {LONGEST >> 20} MiB; break the line, or shorten the text"
_DEEP = "more than {} levels deep; write it flatter"

_OPENING = {")": "(", "}": "{", "]": "["}
_OPERATORS = frozenset({"+", "-", "*", "/", "|", "^", "!", "&&", "||"})
_SEPARATORS = frozenset({".", ";", ","})
_TERMS = frozenset({"blank", "iri", "number", "prefixed", "string", "variable"})
_TRIPLE = 3  # terms that stand beside each other in a triple
_BEHIND = frozenset({"HAVING", "LIMIT", "OFFSET", "VALUES"})  # what can follow GROUP BY or ORDER BY
_OPENED = ("(", "{", "[", "<<")
_COUNTED = tuple("+-*/|^!&.;,")
_BEGINNING = tuple("?$<:\"'")  # what each term but a number has
_NUMBER = re.compile("[0-9]+")


class _Level:
    """One open bracket: what stands in it one after the other, and the deepest of what was closed in it."""

    __slots__ = ("by", "chain", "deepest", "kind", "run", "widest")

    def __init__(self, kind: str) -> None:
        self.kind = kind  # "(", "{", "[", "<<"; "=" holds data, which the engine keeps as a list
        self.by = False  # behind GROUP BY or ORDER BY
        self.run = 0  # terms beside each other, with nothing between
        self.chain = self.deepest = 0
        self.widest = 0  # the deepest of the arguments before the last comma

    @property
    def depth(self) -> int:
        return max(self.widest, self.chain + self.deepest) + BRACKET


class _Gauge:
    """How deep the engine would go with the tokens so far.

    A chain of n operators is a tree n deep with the first operand at the bottom, so a level is as deep as its own
    chain and the deepest level within it together.
    """

    def __init__(self, text: str, name: str = "query") -> None:
        self.text = text
        self.name = name
        self.levels = [_Level("{")]
        self.above = 0  # the chains of all open levels
        self.paired = -1  # where the second sign of a << or >> stands
        self.listing = ""  # the word that began a list: VALUES or CONSTRUCT

    def take(self, token: sparql.Token) -> None:
        """Count a token; ``QueryError`` where it is one too many."""
        level = self.levels[-1]
        if token.kind == "iri":
            self._doubtful(level, token)
        elif token.kind == "word":
            self._word(level, token.text.upper())
        elif token.kind == "sign":
            self._sign(level, token)
        if token.kind in _TERMS:
            self._term(level, token)
        elif token.kind != "language":
            level.run = 0

    def _term(self, level: _Level, token: sparql.Token) -> None:
        """Count a term that goes on a list without commas: of names, of conditions, of the items of a collection."""
        level.run += 1
        if level.kind == "(" and level.run > 1:
            self._count(level, token, ITEM)
        elif level.kind != "=" and (level.by or level.run > _TRIPLE):
            self._count(level, token)

    def _sign(self, level: _Level, token: sparql.Token) -> None:
        sign = token.text
        if sign in _OPENING.values() or self._is_double(token, "<"):
            self._open(level, token)
        elif sign in _OPENING or self._is_double(token, ">"):
            self._close(_OPENING.get(sign, "<<"))
        elif sign == "," and level.kind == "(":
            self._shift(level)
        elif sign in _OPERATORS or (sign in _SEPARATORS and level.kind in "{["):
            self._count(level, token)

    def _is_double(self, token: sparql.Token, sign: str) -> bool:
        if token.text != sign or token.start == self.paired or not self.text.startswith(sign * 2, token.start):
            return False
        self.paired = token.start + 1
        return True

    def _doubtful(self, level: _Level, token: sparql.Token) -> None:
        """Count what could be "less than" and an expression as that too, in the deeper of both readings."""
        if level.kind != "(" or sparql.is_absolute(token.text):
            return
        signs = [each for each in sparql.tokens(token.text[1:-1]) if each.kind == "sign" and each.text != ","]
        opened = list(accumulate((each.text in _OPENING.values()) - (each.text in _OPENING) for each in signs))
        for inner in signs:
            if inner.text not in _OPENING or min(opened) >= 0:
                self.take(inner._replace(start=token.start + 1 + inner.start))

    def _open(self, level: _Level, token: sparql.Token) -> None:
        listed = (self.listing == "VALUES" and token.text == "{") or self.listing == "CONSTRUCT" or level.kind == "="
        if self.listing != "VALUES" or token.text == "{":
            self.listing = ""
        if len(self.levels) > NESTING:
            raise QueryError(f"{self._at(token)}: more than {NESTING} brackets are open here; nest the query less")
        if level.kind in "{[" or (level.kind == "(" and level.run):
            self._count(level, token, ITEM if level.kind == "(" else 1)
        self.levels.append(_Level("=" if listed else "<<" if token.text == "<" else token.text))
        self._check(self.levels[-1], token)

    def _close(self, kind: str) -> None:
        kinds = [level.kind for level in self.levels[1:]]
        if kind not in kinds and not (kinds and kinds[-1] == "="):
            return
        while True:
            level = self.levels.pop()
            self.above -= level.chain
            outer = self.levels[-1]
            outer.deepest = max(outer.deepest, level.depth)
            outer.run = int(outer.kind == "(")
            if level.kind in {kind, "="}:
                return

    def _word(self, level: _Level, word: str) -> None:
        level.by = word == "BY" or (level.by and word not in _BEHIND)
        if word in {"VALUES", "CONSTRUCT"}:
            self.listing = word
        elif word in {"INSERT", "DELETE", "DATA"} and self.name == "update":  # the engine keeps these as lists too
            self.listing = "CONSTRUCT"
        elif self.listing != "VALUES":
            self.listing = ""

    def _shift(self, level: _Level) -> None:
        """Begin the next argument: arguments lie side by side, not within each other."""
        level.widest = max(level.widest, level.chain + level.deepest)
        self.above -= level.chain
        level.chain = level.deepest = 0

    def _count(self, level: _Level, token: sparql.Token, number: int = 1) -> None:
        level.chain += number
        self.above += number
        self._check(level, token)

    def _check(self, level: _Level, token: sparql.Token) -> None:
        if self.above + level.deepest + BRACKET * (len(self.levels) - 1) > CHAIN:
            raise QueryError(
                f"{self._at(token)}: more than {CHAIN} operators, patterns or groups are chained here "
                f"(an open bracket counts for {BRACKET}); give lists with VALUES or IN, or ask in parts"
            )

    def _at(self, token: sparql.Token) -> str:
        return "{}:{}:{}".format(self.name, *sparql.place(self.text, token.start))


def _is_small(text: str) -> bool:
    """Say whether a query has too few signs to reach a limit, however they are read: most have, and it is quick."""
    signs = sparql.bare(text)
    opened = sum(map(signs.count, _OPENED))
    terms = sum(map(signs.count, _BEGINNING)) + len(_NUMBER.findall(signs))
    chained = sum(map(signs.count, _COUNTED)) + ITEM * terms
    return chained + (1 + BRACKET) * opened <= CHAIN and "DESCRIBE" not in signs.upper()


def query(text: str) -> None:
    """Raise ``QueryError`` where a query is larger, deeper or longer chained than the engine can bear.

    Lists of values (``VALUES``, ``IN``, arguments, the template of a CONSTRUCT) may be as long as the text.

    >>> query("SELECT * { ?s ?p ?o FILTER(?o IN (1, 2, 3)) }")
    >>> query("ASK { " + "{" * 100)
    Traceback (most recent call last):
    partnergraph.errors.QueryError: query:1:70: more than 64 brackets are open here; nest the query less
    """
    if len(text) > QUERY_SIZE:
        raise QueryError(f"query: {len(text):,} characters; at most {QUERY_SIZE:,} are read")
    if _is_small(text):
        return
    gauge = _Gauge(text)
    for token in sparql.tokens(text):
        gauge.take(token)


def update(text: str) -> None:
    """Raise ``QueryError`` where an update is larger, deeper or longer chained than the engine can bear.

    What is inserted and deleted may be as much as the text holds, and there may be any number of operations.

    >>> update("INSERT DATA { <urn:a> <urn:b> 1 } ;" * 300)
    """
    if len(text) > QUERY_SIZE:
        raise QueryError(
            f"update: {len(text):,} characters; at most {QUERY_SIZE:,} are read; bring in more as a file with load"
        )
    gauge = _Gauge(text, "update")
    for token in sparql.tokens(text):
        if token.text == ";" and len(gauge.levels) == 1:
            gauge = _Gauge(text, "update")
        else:
            gauge.take(token)


def file(content: bytes, syntax: format.Format, name: str) -> None:
    """Raise ``InputError`` where a file goes deeper or grows larger than the engine can bear; ``name`` is its name.

    So it is with RDF/XML that is cut off, which the engine would take as far as it goes. Other mistakes are left to the
    parser to tell.

    >>> file(b"<urn:a> <urn:b> 1 .", format.TURTLE, "partners.ttl")
    >>> file(b"[" * 70, format.JSON_LD, "partners.jsonld")
    Traceback (most recent call last):
    partnergraph.errors.InputError: partners.jsonld:1:65: more than 64 levels deep; write it flatter
    """
    checks = {format.JSON_LD: (_levels, _aliases), format.RDF_XML: (_entities, _elements)}
    for check in checks.get(syntax, (_lines, _triple_terms)):
        found = check(content)
        if found:
            at, complaint = found
            line, column = content.count(b"\n", 0, at) + 1, at - content.rfind(b"\n", 0, at)
            raise InputError(f"{name}:{line}:{column}: {complaint}")


def _lines(content: bytes) -> tuple[int, str] | None:
    """Find the line that is too long; each look goes as far as a line may."""
    start = 0
    while len(content) - start > LONGEST:
        end = content.rfind(b"\n", start, start + LONGEST) + 1
        if not end:
            return start, _LONG
        start = end
    return None


def _levels(content: bytes) -> tuple[int, str] | None:
    """Find the bracket of JSON that is one too many; pairs are taken away level by level, which is quick."""
    brackets = _JSON_STRING.sub(b"", content).translate(None, _NO_BRACKETS)
    for _ in range(NESTING):
        if not brackets:
            return None
        brackets = _JSON_PAIR.sub(b"", brackets)
    return _deeper(_JSON_TOKEN.finditer(content)) if brackets else None


def _aliases(content: bytes) -> tuple[int, str] | None:
    """Find a chain of JSON-LD terms, each with the next as its prefix; what hangs on nothing is taken away in turn."""
    if b"@context" not in content and b"\\u" not in content:
        return None
    plain = _UNICODE.sub(lambda match: bytes([int(match[1], 16)]), content) if b"\\u00" in content else content
    terms = {match[1]: match[2] for match in _JSON_ALIAS.finditer(plain)}
    for _ in range(ALIASES):
        left = {term: prefix for term, prefix in terms.items() if prefix in terms}
        if len(left) == len(terms) <= ALIASES:  # only circles are left, and small ones, as words in a text can make
            return None
        terms = left
    return (0, f"more than {ALIASES} terms are each defined by the next; define them by whole IRIs") if terms else None


def _triple_terms(content: bytes) -> tuple[int, str] | None:
    if content.count(b"<<") <= NESTING:
        return None
    return _deeper(_TURTLE_TOKEN.finditer(content))


def _entities(content: bytes) -> tuple[int, str] | None:
    """Find an entity that is no plain text, or entities that together make the file grow too much."""
    first, number = content.find(b"<!ENTITY"), content.count(b"<!ENTITY")
    if elsewhere := _XML_ELSEWHERE.search(content):
        return elsewhere.start(), "its document type lies elsewhere, and is not looked at; take the DOCTYPE out"
    if not number:
        return None
    declared = {match[1]: match[2] for match in _XML_DECLARED.finditer(content) if len(match[2]) <= XML_ENTITY}
    if len(declared) != number:
        return first, f"an entity may only be a plain text of at most {XML_ENTITY:,} bytes, such as a namespace"
    growth = sum(len(declared.get(match[1], b"")) for match in _XML_USED.finditer(content))
    limit = max(XML_GROWTH, len(content))
    return (first, f"its entities add more than {limit:,} bytes; write the words out") if growth > limit else None


def _elements(content: bytes) -> tuple[int, str] | None:
    """Find an element of RDF/XML that lies too deep or has too many attributes, or is never closed.

    The parser takes what is cut off between two elements for the whole.
    """
    if content.startswith(_UTF_16):
        return 0, "is in UTF-16; save it as UTF-8"
    depth, end, seen = 0, 0, False
    for tag in _XML_TAG.finditer(content):
        if tag.start() - end > LONGEST:
            return end, _LONG
        end = tag.end()
        long = tag.end() - tag.start() > 5 * XML_ATTRIBUTES and tag[0][1:2] not in b"!?"
        if long and len(_XML_VALUE.findall(tag[0])) > XML_ATTRIBUTES:
            return tag.start(), f"more than {XML_ATTRIBUTES:,} attributes; write properties as elements"
        seen = seen or tag[0][1:2] not in b"!?"
        depth += _STEP.get(tag.lastgroup, 0)
        if depth > XML_DEPTH:
            return tag.start(), _DEEP.format(XML_DEPTH)
    if depth > 0 or not seen:
        return len(content), "ends before its elements do; the file is cut off, get it again"
    return None


def _deeper(marks: Iterable[re.Match[bytes]]) -> tuple[int, str] | None:
    """Find the first mark that opens one level too many."""
    depth = 0
    for mark in marks:
        depth = max(0, depth + _STEP.get(mark.lastgroup, 0))
        if depth > NESTING:
            return mark.start(), _DEEP.format(NESTING)
    return None
