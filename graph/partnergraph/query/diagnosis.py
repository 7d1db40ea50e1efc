"""Diagnosis: what is wrong with a query, said so that its author sees it at once.

The engine tells how far it came at most, which is often some letters behind the word that stopped it, as it tries the
letters of longer words too. Asked again with wide gaps between the tokens, what it says lies at one token or in the gap
behind it: that is the token that does not fit. What then is the mistake is told from this token and those before it.
"""

import re
from collections.abc import Iterable, Sequence

import pyoxigraph as ox

from partnergraph.query import mistake
from partnergraph.query.order import Ranked
from partnergraph.query.sparql import QUERY, TIGHT, Form, Token, original, place, tokens
from partnergraph.vocab import PREFIXES

_ERROR = re.compile(r"error at (\d+):(\d+): expected (?:one of )?(.*)", re.DOTALL)
_FORBIDDEN = re.compile(r"((?:Variables|Blank nodes)(?: and blank nodes)?) are not allowed in ([A-Z ]+)")
_EXCERPT = 100  # characters of a line shown above the caret
_GAP = " " * 24  # longer than any word of SPARQL
_MOST = 20_000  # tokens of a query that is asked again
_END = "\0"  # what no query holds, so that nothing is run


def explain(  # noqa: PLR0913 - each has its own use, and most calls give three
    text: str, given: str, error: str, known: Iterable[str] = (), asked: Ranked | None = None, *, form: Form = QUERY
) -> str:
    """Give the engine's syntax error about the ``given`` form of a query as place, reason, the line and a caret.

    ``known`` are the prefixes known beside the standard ones; ``asked`` is that form with ranked conditions, if it was
    asked so.

    >>> print(explain("SELEC ?x { ?x a ?y }", "SELEC ?x { ?x a ?y }", "error at 1:7: expected CONSTRUCT"))
    query:1:1: 'SELEC' is no word of SPARQL; the nearest is SELECT
      SELEC ?x { ?x a ?y }
      ^
    """
    match = _ERROR.match(error)
    if not match:
        return f"{form.name}: {' '.join(error.split())}"
    asked = asked or Ranked(given, ())
    before = asked.text.split("\n")[: int(match[1]) - 1]
    position = original(text, given, asked.original(sum(map(len, before)) + len(before) + int(match[2]) - 1))
    found = list(tokens(text))
    at, reason = _forbidden(found, position, match[3]) or mistake.find(
        text, found, _stop(found, position, known, form), match[3], known
    )
    line, column = place(text, at)
    start = max(0, column - 1 - _EXCERPT // 2)
    excerpt = text.split("\n")[line - 1][start : start + _EXCERPT].replace("\t", " ").rstrip("\r")
    return f"{form.name}:{line}:{column}: {reason}\n  {excerpt}\n  {' ' * (column - 1 - start)}^"


def _forbidden(found: Sequence[Token], position: int, expected: str) -> tuple[int, str] | None:
    """Tell a variable or a blank node among the data of an update, which the engine tells behind all of them."""
    told = _FORBIDDEN.search(expected)
    if not told:
        return None
    free = [token.start for token in found if token.kind in {"variable", "blank"} and token.start < position]
    return max(free, default=position), f"{told[1].lower()} are not allowed in {told[2]}"


def _stop(found: Sequence[Token], position: int, prefixes: Iterable[str], form: Form) -> int:
    """Give the index of the token that does not fit, or the number of tokens where more of them are missing."""
    behind = next((index for index, token in enumerate(found) if token.start >= position), len(found))
    if len(found) > _MOST:
        return behind
    starts, wide = [], []
    length = 0
    for token in found:
        gap = "" if token.text.upper() in TIGHT else _GAP
        starts.append(length)
        wide += [token.text, gap]
        length += len(token.text) + len(gap)
    text = "".join(wide)
    try:
        store = ox.Store()
        run = store.query if form is QUERY else store.update
        run(text + _END, prefixes={**dict.fromkeys(prefixes, "urn:x:"), **PREFIXES})
    except (SyntaxError, ValueError) as error:
        match = _ERROR.match(str(error))
        if match:
            before = text.split("\n")[: int(match[1]) - 1]
            at = sum(map(len, before)) + len(before) + int(match[2]) - 1
            return sum(start <= at for start in [*starts, length]) - 1
    return behind
