"""Mistake: what is wrong where a query stops making sense, told from the token that does not fit and those around it.

Each rule is a family of mistakes; the first that knows the place tells. The parts of a query have their own rules in
``partnergraph.query.clause``, triples in ``partnergraph.query.pattern``, the spelling of single words in
``partnergraph.query.spelling``.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence

from partnergraph.query import clause, pattern, spelling
from partnergraph.query.sparql import Token
from partnergraph.query.stop import PAIRS, TERMS, Mistake, Stop

_GROUPED = frozenset({"WHERE", "UNION", "OPTIONAL", "MINUS", "EXISTS", "ASK", "CONSTRUCT"})
_NO_FUNCTIONS = frozenset(
    """
    a as asc ask base by construct desc describe distinct exists false filter from graph group having limit minus named
    not offset optional order prefix reduced select separator service silent true undef union using values where
    """.upper().split()
)
_TWO = "CONTAINS LANGMATCHES SAMETERM STRAFTER STRBEFORE STRDT STRENDS STRLANG STRSTARTS"
_ONE = (
    "ABS BOUND CEIL DATATYPE DAY ENCODE_FOR_URI FLOOR HOURS IRI ISBLANK ISIRI ISLITERAL ISNUMERIC ISURI LANG LCASE MD5 "
    "MINUTES MONTH ROUND SECONDS SHA1 SHA256 SHA384 SHA512 STR STRLEN TIMEZONE TZ UCASE URI YEAR"
)
_TAKES = {**dict.fromkeys(_TWO.split(), 2), **dict.fromkeys(_ONE.split(), 1), "IF": 3}
_SELECTING = frozenset({"", "SELECT", "DISTINCT", "REDUCED"})
_BETWEEN = frozenset({"=", "<", ">", "+", "-", "*", "/", "&&", "||", "!", "!=", "<=", ">=", "(", ","})


def find(text: str, found: Sequence[Token], index: int, expected: str, prefixes: Iterable[str] = ()) -> Mistake:
    """Give the place and the reason of a mistake; ``expected`` is what the engine says that it expected.

    ``prefixes`` are those known beside the standard ones.

    >>> from partnergraph.query.sparql import tokens
    >>> text = "SELECT * { ?s ?p ?o FILTER ?o > 5 }"
    >>> find(text, list(tokens(text)), 7, "(")
    (27, 'FILTER takes brackets: FILTER (…)')
    """
    stop = Stop(found, index, text)
    spelt = spelling.first(text, found, prefixes)
    if spelt and spelt[0] <= stop.token.start:
        return spelt
    if not found:
        return 0, "the query is empty"
    if "IRI parsing failed" in expected:
        opened = [token.start for token in found[: index + 1] if token.text.startswith("<")]
        return max(opened, default=stop.token.start), "this is not a valid IRI"
    told = clause.names(stop, expected) or next(filter(None, (rule(stop) for rule in _RULES)), None)
    words = stop.token.text[:40]
    return (
        told
        or _unclosed(stop)
        or clause.renamed(stop)
        or (stop.token.start, f"{words!r} does not fit here" if words else "the query ends too early")
    )


def _bracket(stop: Stop) -> Mistake | None:
    """Tell a bracket that lacks its other half."""
    token, inside = stop.token, stop.inside
    if stop.word() == "AS" and inside.text == "(" and stop.function not in _NO_FUNCTIONS | {"", "BIND"}:
        return inside.start, "this ( is not closed"
    if token.kind == "end" and stop.opened:
        left = _left(stop)
        return left.start, f"this {left.text} is not closed"
    if token.text not in PAIRS or inside.text == PAIRS[token.text]:
        return None
    if any(stop.found[index].text == PAIRS[token.text] for index in stop.opened):
        return inside.start, f"this {inside.text} is not closed"
    return token.start, f"this {token.text} closes nothing"


def _unclosed(stop: Stop) -> Mistake | None:
    """Tell a round bracket that is open where the query stops making sense, and never closed."""
    for index in reversed(stop.opened):
        bracket = stop.found[index]
        if bracket.text == "(" and not _closes(stop.found[index:]):
            return bracket.start, "this ( is not closed"
    return None


def _closes(found: Sequence[Token]) -> bool:
    """Say whether the bracket that some tokens begin with is closed by its like."""
    opened: list[str] = []
    for token in found:
        if token.text in PAIRS.values():
            opened.append(token.text)
        elif token.text in PAIRS and opened.pop() != PAIRS[token.text]:
            return False
        if not opened:
            return True
    return False


def _left(stop: Stop) -> Token:
    """Give the bracket that was left open: the innermost, or one whose line is set further in than what closes it."""
    opened: list[Token] = []
    for token in stop.found:
        if token.text in PAIRS.values():
            opened.append(token)
        elif token.text in PAIRS and opened:
            depth = _indent(stop.text, token)
            if depth is not None and depth < len(_line(stop.text, opened[-1])) - len(
                _line(stop.text, opened[-1]).lstrip()
            ):
                return opened[-1]
            opened.pop()
    return stop.inside


def _line(text: str, token: Token) -> str:
    """Give the line of a token up to it."""
    return text[text.rfind("\n", 0, token.start) + 1 : token.start + 1]


def _indent(text: str, token: Token) -> int | None:
    """Give how far a token is set in, if it is the first of its line and not of the text."""
    line = _line(text, token)
    return len(line) - 1 if not line[:-1].strip() and "\n" in text[: token.start] else None


def _opening(stop: Stop) -> Mistake | None:
    """Tell a bracket that is missing behind a word."""
    return next(_openings(stop), None)


def _openings(stop: Stop) -> Iterator[Mistake]:
    token, before = stop.token, stop.word(1)
    missing = f"is missing before {token.text[:40]!r}" if token.text else "is missing"
    if before == "NOT":
        yield token.start, "EXISTS is missing after NOT" if token.text == "{" else "'!' says not"
    if before == "GRAPH":
        yield token.start, "a graph is missing after GRAPH"
    if before in _GROUPED and token.text != "{":
        yield token.start, f"'{{' {missing}"
    if before in {"FILTER", "HAVING"}:
        yield token.start, f"{before} takes brackets: {before} (…)"
    if before in {"ASC", "DESC"}:
        where = token if token.kind == "variable" else stop.back()
        yield where.start, f"{before} goes before what it orders, in brackets, as {before}(?s)"
    if before and before not in _NO_FUNCTIONS and token.text != "(" and stop.inside.text:
        yield token.start, f"'(' {missing}"


def _bare(stop: Stop) -> Mistake | None:
    """Tell a condition that goes on behind its first word, as it has no brackets."""
    if stop.token.text not in _BETWEEN and stop.word() not in {"IN", "NOT"}:
        return None
    level = stop.level()
    for word, after in zip(reversed(level[:-1]), reversed(level[1:]), strict=True):
        if word.text.upper() in {"FILTER", "HAVING"} and after.text != "(":
            return after.start, f"{word.text.upper()} takes brackets: {word.text.upper()} (…)"
    return None


def _values(stop: Stop) -> Mistake | None:
    """Tell what does not fit among the rows of VALUES."""
    token = stop.token
    starts = [index for index, each in enumerate(stop.found[: stop.index]) if each.text.upper() == "VALUES"]
    data = stop.found[starts[-1] + 1 : stop.index] if starts else []
    opened = [each.text for each in data].index("{") if any(each.text == "{" for each in data) else None
    if opened is None:
        expects = bool(data) and (data[-1].text == ")" or (len(data) == 1 and data[0].kind == "variable"))
        return (token.start, f"'{{' is missing before {token.text[:40]!r}") if expects else None
    rows = data[opened + 1 :]
    if any(each.text == "}" for each in rows):
        return None
    if token.text == ",":
        return token.start, "no ',' goes between values"
    if token.kind == "variable":
        return token.start, "VALUES holds no variables"
    width = sum(each.kind == "variable" for each in data[:opened])
    return _row(rows, width) if data[0].text == "(" else None


def _row(rows: Sequence[Token], width: int) -> Mistake | None:
    """Tell the first row that has not as many values as there are variables."""
    start, size = 0, 0
    for before, token in zip([rows[0], *rows], rows, strict=False):
        if token.text == "(":
            start, size = token.start, 0
        elif token.text == ")" and size != width:
            values = f"{size} value{'' if size == 1 else 's'}"
            return start, f"this row has {values} for {width} variable{'' if width == 1 else 's'}"
        elif token.kind != "language" and token.text != "^^" and before.text != "^^":
            size += token.text not in "+-"
    return None


def _expression(stop: Stop) -> Mistake | None:
    """Tell what is missing or too much within brackets."""
    return next(_expressions(stop), None)


def _expressions(stop: Stop) -> Iterator[Mistake]:
    token, before, opener = stop.token, stop.back(), stop.inside
    if opener.text != "(":
        return
    named = stop.function == "BIND" or (stop.function in _SELECTING and clause.is_selecting(stop))
    if before.text.upper() == "AS" and named:
        yield token.start, "a variable begins with ?"
    if token.text == "," and stop.found[stop.opened[-1] - 1].text in {"=", "!="}:
        yield opener.start, "IN goes before a list"
    takes = _TAKES.get(stop.function)
    if takes and token.text in {",", ")"}:
        yield token.start, f"{stop.function} takes {takes} value{'' if takes == 1 else 's'}"
    if token.text in {",", ")"} and before.text in _BETWEEN:
        yield token.start, f"a value is missing before {token.text!r}"
    if named and token.text == ")":
        yield token.start, "AS ?name is missing"
    if named and token.kind == "variable" and (before.kind in TERMS or before.text == ")"):
        yield token.start, f"AS is missing before {token.text!r}"


_RULES: tuple[Callable[[Stop], Mistake | None], ...] = (
    _bracket,
    clause.order,
    _opening,
    _bare,
    clause.selection,
    _values,
    _expression,
    pattern.triple,
)
