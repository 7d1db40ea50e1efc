"""Order: the conditions of ORDER BY, each put through ``rank.key`` so that the engine's sort can end.

The engine's own comparison runs in circles where numbers, texts and dates are mixed, and its sort then ends the
process (see ``partnergraph.query.rank``): ``ORDER BY ?o`` over all triples of the shipped graph does. Nothing else of a
query is changed.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from pyoxigraph import NamedNode

from partnergraph.errors import QueryError
from partnergraph.query import rank
from partnergraph.query.sparql import Token, is_absolute, place, tokens
from partnergraph.values.term import Term

_KEY = NamedNode("https://w3id.org/partnergraph/function/rank")
FUNCTIONS: dict[NamedNode, Callable[..., Term | None]] = {_KEY: rank.key}
"""What the engine has to know to run a query whose conditions were changed."""

_ORDER = re.compile("order", re.IGNORECASE | re.ASCII)
_OPENING, _CLOSING = frozenset("([{"), frozenset(")]}")
_OPERANDS = frozenset({"variable", "number", "string", "iri", "prefixed", "language"})
# what these give is of one kind, which the engine compares without circles
_PLAIN = frozenset({"COUNT", "LANG", "LCASE", "STR", "STRLEN", "UCASE", "YEAR"})
# these are looked for in the tokens of a query with one space between
_COUNT = r"\( COUNT \( (?:(?:DISTINCT )?[?$]\w+|\*) \) AS "
_COUNTED = re.compile(rf"{_COUNT}[?$](\w+) \)")
_PLACES = (
    re.compile(rf"(?<!\S)SELECT (?:DISTINCT |REDUCED )?(?:(?:[?$]\w+|{_COUNT}[?$]\w+ \)) )+"),
    re.compile(r"(?<!\S)ORDER BY(?: [?$]\w+| (?:ASC |DESC )?\( [?$]\w+ \))+"),
)
_ENDING = frozenset({"LIMIT", "OFFSET", "VALUES"})


class Ranked(NamedTuple):
    """A query whose conditions of ORDER BY are put through the key, and what was put in: places and texts in order."""

    text: str
    inserted: tuple[tuple[int, str], ...]

    def original(self, position: int) -> int:
        """Give the position in the query as it was that a position in ``text`` stands for.

        >>> ranked("SELECT ?s {?s ?p ?o} ORDER BY ?o !").original(-1)
        -1
        """
        for at, words in self.inserted:
            if position < at:
                break
            position -= min(len(words), position - at)
        return position


def ranked(text: str) -> Ranked:
    """Give a query with each condition of ORDER BY put through the key; ``QueryError`` where BY is joined to a word.

    >>> ranked("SELECT ?s { ?s ?p ?o } ORDER BY DESC(?o) LIMIT 5").text
    'SELECT ?s { ?s ?p ?o } ORDER BY DESC(<https://w3id.org/partnergraph/function/rank>(?o)) LIMIT 5'
    """
    if not _ORDER.search(text):
        return Ranked(text, ())
    found = list(tokens(text))
    counts = _counts(text, found)
    put: list[tuple[int, str]] = []
    for index, token in enumerate(found):
        if _begins(text, token, found[index + 1 : index + 2]):
            put += _around(list(_parted(found[index + 2 :])), counts)
    put.sort(key=lambda each: each[0])
    parts: list[str] = []
    done = 0
    for at, words in put:
        parts += text[done:at], words
        done = at
    return Ranked("".join(parts) + text[done:], tuple(put))


def _begins(text: str, token: Token, after: Sequence[Token]) -> bool:
    """Say whether ORDER BY stands here; ``QueryError`` where the engine would read it though it is not written so."""
    word, by = token.text.upper(), after[0].text.upper() if after else ""
    if token.kind not in {"word", "prefixed"} or not word.startswith("ORDER"):
        return False
    if word.startswith("ORDERBY") or (word == "ORDER" and by.startswith("BY") and by != "BY"):
        line, column = place(text, token.start)
        raise QueryError(f"query:{line}:{column}: ORDER BY is two words, and no other is joined to them")
    return word == "ORDER" and by == "BY"


def _parted(found: Sequence[Token]) -> Iterator[Token]:
    """Give tokens with what looks like an IRI taken apart where, in brackets, an operand goes before: "less than"."""
    depth, before = 0, Token("sign", "", 0)
    for token in found:
        if token.kind == "iri" and depth and not is_absolute(token.text) and _is_operand(before):
            inner = list(tokens(token.text[1:]))
            yield Token("sign", "<", token.start)
        else:
            inner = [token._replace(start=-1)]
        for each in inner:
            depth += (each.text in _OPENING) - (each.text in _CLOSING)
            yield each._replace(start=token.start + 1 + each.start)
        before = token


def _is_operand(token: Token) -> bool:
    return token.kind in _OPERANDS or token.text == ")"


def _around(found: Sequence[Token], counts: frozenset[str]) -> Iterator[tuple[int, str]]:
    """Give what to put in, and where, for the conditions at the beginning of some tokens; counts are left alone."""
    at = 0
    while at < len(found):
        token, word = found[at], found[at].text.upper() if found[at].kind == "word" else ""
        opened = at + (token.kind in {"word", "prefixed", "iri"})
        if token.kind == "variable":
            end = token.start + len(token.text)
            yield from () if token.text[1:] in counts else _wrapped(token.start, end, "(", ")")
            at += 1
        elif word in {"ASC", "DESC", "NOT"} and found[at + 1 : at + 2] and found[at + 1].kind in {"sign", "word"}:
            at += 1
        elif word in _ENDING or opened >= len(found) or found[opened].text != ("{" if word == "EXISTS" else "("):
            return
        else:
            closed = _closed(found, opened)
            if closed is None:
                return
            if opened == at and not _is_plain(found[at + 1 : closed], counts):
                yield from _wrapped(token.start + 1, found[closed].start)
            elif opened > at and word not in _PLAIN | {"EXISTS"}:
                yield from _wrapped(token.start, found[closed].start + 1, "(", ")")
            at = closed + 1


def _wrapped(start: int, end: int, before: str = "", after: str = "") -> tuple[tuple[int, str], tuple[int, str]]:
    return (start, f"{before}{_KEY}("), (end, f"){after}")


def _is_plain(found: Sequence[Token], counts: frozenset[str]) -> bool:
    """Say whether an expression is a count, or one call of a function that gives values of one kind."""
    if len(found) == 1:
        return found[0].kind == "variable" and found[0].text[1:] in counts
    return len(found) > 1 and found[0].text.upper() in _PLAIN and _closed(found, 1) == len(found) - 1


def _counts(text: str, found: Sequence[Token]) -> frozenset[str]:
    """Give the names of the variables that hold a COUNT wherever they occur; these are of one kind, and many.

    Each place of such a variable is one of three: it is what a COUNT is called, stands by itself in the list of a
    SELECT, or is a condition of ORDER BY. What is written anywhere else, even within an IRI, rules it out.
    """
    strings = (token._replace(text="''") if token.kind == "string" else token for token in found)
    words = " ".join(token.text.upper() if token.kind == "word" else token.text for token in strings)
    if not _COUNTED.search(words):
        return frozenset()
    places = " ".join(match[0] for pattern in _PLACES for match in pattern.finditer(words))
    return frozenset(
        name
        for name in _COUNTED.findall(words)
        if text.count(f"?{name}") + text.count(f"${name}") == len(re.findall(rf"[?$]{name}(?!\w)", places))
    )


def _closed(found: Sequence[Token], opened: int) -> int | None:
    """Give the index of the bracket that closes another."""
    depth = 0
    for index in range(opened, len(found)):
        depth += (found[index].text in _OPENING) - (found[index].text in _CLOSING)
        if not depth:
            return index
    return None
