r"""Statements: where one ends, in what is typed line by line or read from a file.

A statement is a query, or a line that begins with a backslash and tells the shell what to do. The text may be anything:
what cannot become a query is whole too, so that it is told to be wrong and not waited for.
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from partnergraph.query import sparql
from partnergraph.query.sparql import Token

EXPLAIN = "\\explain"
"""The command that has a query behind it, which may have many lines."""

_PROLOGUE = ("BASE", "PREFIX")
_MODIFIERS = ("GROUP", "HAVING", "LIMIT", "OFFSET", "ORDER", "VALUES")
_WAITING = (*_MODIFIERS, "ASC", "BY", "DESC")  # words that something has to follow
_STEP = {"(": 1, "[": 1, "{": 1, ")": -1, "]": -1, "}": -1}
_SHORT = 200  # lines of a statement, each of which may end it
_QUOTES = {'"', "'"}


class Statement(NamedTuple):
    """A statement of a file: its text, and the line that it begins on, from 1."""

    text: str
    line: int


def is_whole(text: str) -> bool:
    r"""Say whether a statement can be carried out as it stands.

    A query can when its strings are closed, as many brackets are closed as open, and it has the group that its form
    asks for, or is a DESCRIBE of named things.

    >>> [is_whole(each) for each in ("ASK { ?s ?p", "ASK { ?s ?p ?o }", "DESCRIBE body:esr", "\\info ESR", "help")]
    [False, True, True, True, True]
    """
    words = text.lstrip()
    if words.startswith("\\"):
        query = words.removeprefix(EXPLAIN)
        return query == words or (bool(query.strip()) and is_whole(query))
    found = list(sparql.tokens(text))
    body = _body(found)
    if not body:
        return False
    form = body[0].text.upper()
    if form not in (*sparql.READING, *sparql.CHANGING):
        return True
    if any(each.kind == "sign" and each.text in _QUOTES for each in found):
        return False
    if sum(_STEP.get(each.text, 0) for each in found) > 0 or body[-1].text.upper() in _WAITING:
        return False
    return _groups(body) >= _needed(body) or (form == "DESCRIBE" and _names_things(body[1:]))


def is_empty(text: str) -> bool:
    r"""Say whether there is nothing yet but blanks, comments and declarations of prefixes.

    >>> is_empty("# the parties\\nPREFIX ex: <https://example.org/>"), is_empty("ASK")
    (True, False)
    """
    return not text.lstrip().startswith("\\") and not _body(list(sparql.tokens(text)))


def read(lines: Iterable[str]) -> Iterator[Statement]:
    r"""Give the statements in lines, as each ends: where it is whole at the end of a line, or at an empty line.

    A whole query goes on where the next line begins with what can only follow one, such as ORDER BY; so the next line
    is read before a query is given.

    >>> list(read(["\\time\n", "SELECT ?s {\n", " ?s ?p ?o }\n", "LIMIT 1\n"]))
    [Statement(text='\\time', line=1), Statement(text='SELECT ?s {\n ?s ?p ?o }\nLIMIT 1', line=2)]
    """
    held: list[str] = []
    first, whole = 1, False
    for number, line in enumerate(lines, 1):
        if held and (not _goes_on(line) if whole else not line.strip() and not is_empty("".join(held))):
            yield Statement("".join(held).rstrip(), first)
            held, whole = [], False
        if held or line.strip():
            first = first if held else number
            held.append(line)
            # the text is read anew each time, so of a long list only the lines that can end it are looked at
            if whole or "}" in line or len(held) <= _SHORT:
                whole = is_whole("".join(held))
        if whole and _is_command("".join(held)):
            yield Statement("".join(held).rstrip(), first)
            held, whole = [], False
    if next(sparql.tokens("".join(held)), None):
        yield Statement("".join(held).rstrip(), first)


def _body(found: list[Token]) -> list[Token]:
    """Give the tokens behind the declarations of a query; none where these are not over."""
    at = 0
    while at < len(found) and found[at].text.upper() in _PROLOGUE:
        end = next((place for place in range(at + 1, len(found)) if found[place].kind == "iri"), None)
        if end is None or end > at + 2:  # PREFIX, name, IRI
            return [] if end is None and len(found) <= at + 2 else found[at:]
        at = end + 1
    return found[at:]


def _is_command(text: str) -> bool:
    """Say whether a statement is a line that no query follows."""
    return text.lstrip().startswith("\\") and not text.lstrip().startswith(EXPLAIN)


def _goes_on(line: str) -> bool:
    """Say whether a line can only belong to the whole query before it."""
    word = next((each.text.upper() for each in sparql.tokens(line)), "")
    return word in _MODIFIERS


def _groups(body: list[Token]) -> int:
    """Count the groups on the outermost level that are closed."""
    depth = closed = 0
    for each in body:
        depth += {"{": 1, "}": -1}.get(each.text, 0)
        closed += each.text == "}" and depth <= 0
    return closed


def _needed(body: list[Token]) -> int:
    """Give how many groups a form has: CONSTRUCT a template too, unless it is the short form."""
    return 2 if body[0].text.upper() == "CONSTRUCT" and len(body) > 1 and body[1].text == "{" else 1


def _names_things(body: list[Token]) -> bool:
    return bool(body) and all(each.kind in {"iri", "prefixed"} for each in body)
