"""Clause: mistakes in the parts of a query around its groups: its form, what it selects, and what follows."""

from collections.abc import Iterator, Sequence

from partnergraph.query.sparql import CHANGING, READING, Token
from partnergraph.query.stop import NOTHING, PAIRS, Mistake, Stop

_BEHIND = {"GROUP": "GROUP BY", "HAVING": "HAVING", "ORDER": "ORDER BY", "LIMIT": "LIMIT", "OFFSET": "OFFSET"}
_RANKS = {"GROUP": 0, "HAVING": 1, "ORDER": 2, "LIMIT": 3, "OFFSET": 3, "VALUES": 4}
_AGGREGATES = frozenset({"COUNT", "SUM", "MIN", "MAX", "AVG", "SAMPLE", "GROUP_CONCAT"})


def names(stop: Stop, expected: str) -> Mistake | None:
    """Tell a variable that is neither grouped nor counted, or that is given a value twice.

    >>> from partnergraph.query.sparql import tokens
    >>> found = list(tokens("SELECT ?p (COUNT(?s) AS ?n) { ?s ?p ?o }"))
    >>> names(Stop(found, len(found)), "The SELECT contains a variable that is unbound")
    (7, '?p is neither grouped nor counted; add GROUP BY ?p')
    """
    if "SELECT * is not authorized" in expected:
        return _star(stop)
    if "variable that is unbound" in expected:
        return _ungrouped(stop)
    if "overrides an existing" in expected or "Duplicated variable" in expected:
        return _renamed(stop.found, len(stop.found))
    return None


def renamed(stop: Stop) -> Mistake | None:
    """Tell the name of a BIND that has a value already.

    >>> from partnergraph.query.sparql import tokens
    >>> renamed(Stop(list(tokens("ASK { ?s ?p ?o BIND (1 AS ?o) }")), 11))
    (26, '?o has a value already; give another name')
    """
    return _renamed(stop.found, stop.index, within=True)


def _star(stop: Stop) -> Mistake | None:
    """Tell * beside a grouping, which an aggregate makes too."""
    if any(token.text.upper() == "GROUP" for token in stop.found):
        star = next(
            (after for before, after in _pairs(stop) if before.text.upper() == "SELECT" and after.text == "*"), NOTHING
        )
        return star.start, "with GROUP BY the variables are named"
    found = next((token for token in stop.found if token.text.upper() in _AGGREGATES), NOTHING)
    return found.start, f"{found.text.upper()} stands in SELECT, or in HAVING behind the groups, not in FILTER"


def _ungrouped(stop: Stop) -> Mistake | None:
    """Tell the first variable of a selection with groups that is not among them."""
    keys: set[str] = set()
    grouped = False
    for token in stop.found:
        word = token.text.upper() if token.kind == "word" else ""
        grouped = word == "GROUP" or (grouped and word not in {"HAVING", "ORDER", "LIMIT", "OFFSET", "VALUES"})
        keys |= {token.text[1:]} if grouped and token.kind == "variable" else set()
    for token in _selected(stop):
        if token.text[1:] not in keys:
            cure = "add it to GROUP BY" if keys else f"add GROUP BY {token.text}"
            return token.start, f"{token.text} is neither grouped nor counted; {cure}"
    return None


def _selected(stop: Stop) -> Iterator[Token]:
    """Give the plain variables of all selections that have brackets or a grouping, the outermost first."""
    selecting, depth = False, 0
    for token in stop.found:
        depth += (token.text == "(") - (token.text == ")")
        if token.kind == "word":
            selecting = token.text.upper() == "SELECT" or (selecting and token.text.upper() in {"DISTINCT", "REDUCED"})
        elif token.text == "{":
            selecting = False
        if selecting and not depth and token.kind == "variable":
            yield token
        selecting = selecting or (depth > 0 and token.text.upper() == "AS")


def _renamed(found: Sequence[Token], end: int, *, within: bool = False) -> Mistake | None:
    """Tell the first name behind AS that has a value already."""
    tokens = list(found[:end])
    seen: set[str] = set()
    for index, token in enumerate(tokens):
        behind = index > 0 and tokens[index - 1].text.upper() == "AS"
        if token.kind == "variable" and behind and token.text in seen and (not within or _binding(tokens, index)):
            return token.start, f"{token.text} has a value already; give another name"
        if token.kind == "variable":
            seen.add(token.text)
    return None


def _binding(tokens: list[Token], index: int) -> bool:
    """Say whether a variable is the name of a BIND."""
    depth = 1
    while depth and index > 0:
        index -= 1
        depth += (tokens[index].text == ")") - (tokens[index].text == "(")
    return tokens[index - 1].text.upper() == "BIND"


def _pairs(stop: Stop) -> Iterator[tuple[Token, Token]]:
    return zip(stop.found, stop.found[1:], strict=False)


def order(stop: Stop) -> Mistake | None:
    """Tell what stands outside of all brackets and does not go there.

    >>> from partnergraph.query.sparql import tokens
    >>> order(Stop(list(tokens("ASK {} LIMIT 5 ORDER BY ?s")), 5))
    (15, 'ORDER BY goes before LIMIT')
    """
    token, before, word = stop.token, stop.word(1), stop.word()
    if before in {"LIMIT", "OFFSET"}:
        return token.start, f"a whole number goes after {before}"
    if before in {"ORDER", "GROUP"} and word != "BY":
        return token.start, f"BY is missing after {before}"
    if before == "BY" and word in {*_BEHIND, "VALUES", ""} and token.kind in {"word", "end"}:
        return token.start, f"there is nothing to {stop.back(2).text.lower()} by"
    if before == "DESCRIBE" and (token.text in {"{", ""} or word == "WHERE"):
        return token.start, "there is nothing to describe"
    return None if stop.opened else _outside(stop)


def _outside(stop: Stop) -> Mistake | None:
    """Tell what stands outside of all brackets."""
    level = stop.level()
    if not any(each.text.upper() in READING for each in level):
        return _beginning(stop)
    return _after(stop, level) if any(each.text == "}" for each in stop.found[: stop.index]) else _unopened(stop)


def _beginning(stop: Stop) -> Mistake:
    """Tell what stands where a query begins."""
    if stop.token.text == "." and stop.back().kind == "iri":
        return stop.token.start, f"{stop.back(3).text.upper()} takes no '.' after it"
    return stop.token.start, "a query begins with SELECT, ASK, CONSTRUCT or DESCRIBE"


def _unopened(stop: Stop) -> Mistake | None:
    missing = stop.token.kind == "end" and stop.level()[0].text.upper() != "DESCRIBE"
    return (stop.token.start, "the query ends too early: '{' is missing") if missing else None


def _after(stop: Stop, level: list[Token]) -> Mistake | None:
    """Tell what stands behind the groups of a query."""
    return next(_afters(stop, level), None)


def _afters(stop: Stop, level: list[Token]) -> Iterator[Mistake]:
    token, word = stop.token, stop.word()
    if word in CHANGING:
        yield token.start, f"{word} changes a graph; a query reads: SELECT, ASK, CONSTRUCT, DESCRIBE"
    if word in READING:
        yield token.start, f"the query has ended before {token.text!r}; ask one at a time"
    if token.text in {";", "."}:
        yield token.start, f"no {token.text!r} goes after a query"
    if token.text == "," and stop.word(2) == "LIMIT":
        yield token.start, f"write OFFSET {stop.back().text} LIMIT {stop.ahead().text}"
    if word == "WHERE":
        yield token.start, "conditions stand within the braces: FILTER (…)"
    past = [each.text.upper() for each in level if each.kind == "word" and each.text.upper() in _RANKS]
    if word not in _RANKS or not past:
        return
    if word in past:
        yield token.start, f"{_BEHIND.get(word, word)} stands here twice"
    yield token.start, f"{_BEHIND.get(word, word)} goes before {_BEHIND.get(past[-1], past[-1])}"


def is_selecting(stop: Stop) -> bool:
    """Say whether the innermost open bracket stands in what a query selects.

    >>> from partnergraph.query.sparql import tokens
    >>> is_selecting(Stop(list(tokens("SELECT (1 ) {}")), 3))
    True
    """
    depth = 0
    for token in reversed(stop.found[: stop.opened[-1] if stop.opened else stop.index]):
        depth += (token.text in PAIRS) - (token.text in PAIRS.values())
        if depth < 0 or (token.text in {"{", "}"} and depth == 0):
            return False
        if not depth and token.text.upper() == "SELECT":
            return True
    return False


def selection(stop: Stop) -> Mistake | None:
    """Tell what does not go among the variables of a SELECT.

    >>> from partnergraph.query.sparql import tokens
    >>> selection(Stop(list(tokens("SELECT ?s, ?o {}")), 2))
    (9, 'no comma goes between variables')
    """
    return next(_selection(stop), None)


def _selection(stop: Stop) -> Iterator[Mistake]:
    token, word = stop.token, stop.word()
    level = [each.text.upper() for each in stop.level()]
    if "SELECT" not in level or "{" in level[level.index("SELECT") :] or "}" in level or "WHERE" in level:
        return
    if stop.word(1) in {"SELECT", "DISTINCT", "REDUCED"} and (token.text == "{" or word in {"WHERE", "FROM"}):
        yield token.start, "no variable is selected; name some, or * for all"
    if token.text == ",":
        yield token.start, "no comma goes between variables"
    if token.kind == "variable" and stop.back().text == "*":
        yield token.start, "* stands for all variables; name none beside it"
    if word not in {"", "WHERE", "FROM"}:
        yield token.start, "an expression is selected in brackets: (… AS ?name)"
