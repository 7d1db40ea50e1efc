"""Diagnosis: what is wrong with a query, said so that its author sees it at once.

The engine tells where it stopped and every sign that might have stood there, which is often far behind the mistake. The
usual mistakes (a prefix, a misspelt keyword, a string or bracket left open) are found in the tokens instead.
"""

import difflib
import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from partnergraph.sparql import Token, original, place, tokens
from partnergraph.vocab import PREFIXES

_ERROR = re.compile(r"error at (\d+):(\d+): expected (?:one of )?(.*)", re.DOTALL)
_FORBIDDEN = re.compile(r"((?:Variables|Blank nodes)(?: and blank nodes)?) are not allowed in ([A-Z ]+)")
_PAIRS = {"}": "{", ")": "(", "]": "["}
_EXCERPT = 100  # characters of a line shown above the caret
# SPARQL 1.1 Query and Update, section 19.8, and the functions of section 17.4
_WORDS = frozenset(
    """
    a abs add all as asc ask avg base bind bnode bound by ceil clear coalesce concat construct contains copy count
    create data datatype day default delete desc describe distinct drop encode_for_uri exists false filter floor from
    graph group group_concat having hours if in insert into iri isblank isiri isliteral isnumeric isuri lang langmatches
    lateral lcase limit load max md5 min minus minutes month move named not now offset optional order prefix rand
    reduced regex replace round sameterm sample seconds select separator service sha1 sha256 sha384 sha512 silent str
    strafter strbefore strdt strends strlang strlen strstarts struuid substr sum timezone to true tz ucase undef union
    uri using uuid values where with year adjust triple subject predicate object istriple haslang haslangdir langdir
    strlangdir
    """.split()  # noqa: SIM905 - a paragraph of words reads better than a list
)


def explain(text: str, given: str, error: str, prefixes: Iterable[str] = (), *, name: str = "query") -> str:
    """Give the engine's syntax error about the ``given`` form of a query as place, reason, the line and a caret.

    >>> print(explain("SELEC ?x { ?x a ?y }", "SELEC ?x { ?x a ?y }", "error at 1:7: expected CONSTRUCT"))
    query:1:1: 'SELEC' is no word of SPARQL; the nearest is SELECT
      SELEC ?x { ?x a ?y }
      ^
    """
    match = _ERROR.match(error)
    if not match:
        return f"{name}: {' '.join(error.split())}"
    rows = text.split("\n")
    before = given.split("\n")[: int(match[1]) - 1]
    position = original(text, given, sum(map(len, before)) + len(before) + int(match[2]) - 1)
    at, reason = _find(text, position, match[3], {*PREFIXES, *prefixes})
    line, column = place(text, at)
    start = max(0, column - 1 - _EXCERPT // 2)
    excerpt = rows[line - 1][start : start + _EXCERPT].replace("\t", " ").rstrip("\r")
    return f"{name}:{line}:{column}: {reason}\n  {excerpt}\n  {' ' * (column - 1 - start)}^"


def _find(text: str, position: int, expected: str, prefixes: Iterable[str]) -> tuple[int, str]:
    found = list(tokens(text))
    if "IRI parsing failed" in expected:
        opened = [token.start for token in found if token.text.startswith("<") and token.start < position]
        return max(opened, default=position), "this is not a valid IRI"
    if "variable that is unbound" in expected:
        return position, "a variable is selected that the query neither binds nor groups"
    if forbidden := _FORBIDDEN.search(expected):
        free = [token.start for token in found if token.kind in {"variable", "blank"} and token.start < position]
        return max(free, default=position), f"{forbidden[1].lower()} are not allowed in {forbidden[2]}"
    return _suspect(found) or _undeclared(found, prefixes) or _stop(text, found, position)


def _undeclared(found: Sequence[Token], prefixes: Iterable[str]) -> tuple[int, str] | None:
    """Give the first prefixed name whose prefix is neither standard nor declared."""
    declared = {after.text for word, after in pairwise(found) if word.text.upper() == "PREFIX"}
    known = declared | {f"{prefix}:" for prefix in prefixes}
    for token in found:
        if token.kind == "prefixed" and token.text.partition(":")[0] + ":" not in known:
            return token.start, f"the prefix of {token.text[:40]!r} is no standard one; declare it with PREFIX"
    return None


def _suspect(found: Iterable[Token]) -> tuple[int, str] | None:
    """Give the first token that can stand in no query, or the first bracket without its other half."""
    opened: list[Token] = []
    for token in found:
        if token.kind == "word" and token.text.lower() not in _WORDS:
            near = difflib.get_close_matches(token.text.lower(), sorted(_WORDS), 1, cutoff=0.7)
            hint = f"; the nearest is {near[0].upper()}" if near else "; a name needs a prefix, a text quotation marks"
            return token.start, f"{token.text[:40]!r} is no word of SPARQL{hint}"
        if token.text in {"'", '"'}:
            return token.start, "this quotation mark is not closed"
        if token.text in _PAIRS.values():
            opened.append(token)
        elif token.text in _PAIRS and (not opened or opened.pop().text != _PAIRS[token.text]):
            return token.start, f"this {token.text} closes nothing"
    return (opened[-1].start, f"this {opened[-1].text} is not closed") if opened else None


def _stop(text: str, found: Iterable[Token], position: int) -> tuple[int, str]:
    token = next((each for each in found if each.start >= position), None)
    if token is None:
        return len(text.rstrip()), "the query ends too early" if text.strip() else "the query is empty"
    return token.start, f"{token.text[:40]!r} does not fit here"
