"""Pattern: mistakes in the triples of a group, told from how many terms stand since the last sign between triples."""

from collections.abc import Iterator

from partnergraph.query.sparql import Token
from partnergraph.query.stop import PAIRS, TERMS, Mistake, Stop

_JOINING = frozenset({"/", "|", "^", "!"})
_SIGNS = frozenset({".", ";", ","})
_BEHIND = {"LIMIT": "LIMIT", "OFFSET": "OFFSET", "ORDER": "ORDER BY", "GROUP": "GROUP BY", "HAVING": "HAVING"}
_INNER = frozenset({"FILTER", "OPTIONAL", "MINUS", "BIND", "VALUES", "UNION", "GRAPH"})


def triple(stop: Stop) -> Mistake | None:
    """Tell what is missing in a triple, or between two.

    >>> from partnergraph.query.sparql import tokens
    >>> triple(Stop(list(tokens("ASK { ?s a ?c ?s a ?d }")), 5))
    (14, "a '.' is missing before '?s'")
    """
    if stop.inside.text not in {"{", "["}:
        return None
    level = stop.level()
    sign, parts = _parts(level)
    return (
        _word(stop)
        or _path(stop, level)
        or _place(stop, sign, parts)
        or _missing(stop, sign, parts)
        or _more(stop, sign, parts)
    )


def _parts(level: list[Token]) -> tuple[Token, int]:
    """Give the last sign between triples and the number of terms since then, a path being one."""
    for index in range(len(level) - 1, -1, -1):
        token = level[index]
        if token.text in _SIGNS or token.text == "}" or (token.text == ")" and _is_closing(level[:index])):
            return token, _terms(level[index + 1 :])
    return Token("sign", ".", -1), _terms(level)


def _is_closing(level: list[Token]) -> bool:
    """Say whether a bracket closes a FILTER, BIND or VALUES, not a path or a collection."""
    words = [token.text.upper() for token in level[-3:] if token.kind == "word"]
    return bool(words)


def _terms(tokens: list[Token]) -> int:
    """Count the terms among tokens: what a path joins is one, a type or a language belongs to its text."""
    number, joined = 0, False
    for token in tokens:
        if token.text in _JOINING or token.text == "^^":
            joined = True
        elif token.kind in TERMS or token.text in {"a", "true", "false", ")", "]"}:
            number += not joined
            joined = False
    return number


def _word(stop: Stop) -> Mistake | None:
    """Tell a word that goes elsewhere."""
    return next(_words(stop), None)


def _words(stop: Stop) -> Iterator[Mistake]:
    word, token, before = stop.word(), stop.token, stop.back()
    if word == "UNION":
        yield token.start, "UNION stands between groups: { … } UNION { … }"
    first = stop.found[stop.opened[-1] + 1] if stop.opened else token
    if first is not token and first.text.upper() == "SELECT":
        yield first.start, "a sub-select stands in braces of its own: { SELECT … }"
    if word == "SELECT":
        yield token.start, "a sub-select stands in braces of its own: { SELECT … }"
    if word in _BEHIND and stop.inside.text == "{":
        texts = [each.text for each in stop.found]
        if texts.count("{") > texts.count("}"):
            yield stop.inside.start, "this { is not closed"
        yield token.start, f"{_BEHIND[word]} goes after the closing }}"
    if word in _INNER and stop.function == "CONSTRUCT":
        yield token.start, "the template of CONSTRUCT holds triples alone"
    if token.text == "a" and before.text not in _JOINING:
        yield token.start, "'a' stands for rdf:type and can only be a property"


def _path(stop: Stop, level: list[Token]) -> Mistake | None:
    token, before = stop.token, stop.back()
    if before.text not in _JOINING or not level:
        return None
    if token.kind == "variable":
        return token.start, "a path holds no variable"
    return token.start, f"a property is missing before {token.text[:40]!r}"


def _place(stop: Stop, sign: Token, parts: int) -> Mistake | None:
    """Tell a term where a property goes."""
    token = stop.token
    asked = parts == (0 if sign.text == ";" else 1) and sign.text != ","
    if asked and (token.kind in {"string", "number", "blank"} or token.text in {"[", "true", "false"}):
        return token.start, "a property is an IRI, a prefixed name or a variable"
    return None


def _missing(stop: Stop, sign: Token, parts: int) -> Mistake | None:
    """Tell a triple that ends too early."""
    token = stop.token
    if token.text not in _SIGNS and token.text not in PAIRS and token.kind not in {"end", "word"}:
        return None
    if token.text == "." and stop.back().text == ".":
        return token.start, "one '.' is enough"
    if not parts and sign.text not in {",", ";"} and token.text in {";", ","}:
        return token.start, f"{token.text!r} goes after an object"
    wanting = {",": 1, ";": 2}.get(sign.text, 3) - parts
    before = f"before {token.text[:40]!r}"
    if wanting == 1:
        return token.start, f"an object is missing {before}"
    if wanting == 2 and parts + (sign.text == ";"):
        return token.start, f"a property and an object are missing {before}"
    return None


def _more(stop: Stop, sign: Token, parts: int) -> Mistake | None:
    """Tell a term that begins another triple without a sign before it."""
    token = stop.token
    if token.kind not in TERMS and token.text not in {"[", "("}:
        return None
    if parts < {",": 1, ";": 2}.get(sign.text, 3):
        return None
    ahead = _terms([token, *_until_sign(stop)])
    if ahead == 1 and sign.text == ",":
        return sign.start, "';' goes before another property"
    signs = "a ';' or '.'" if ahead == 2 and token.kind in {"iri", "prefixed", "variable"} else "a '.'"
    return token.start, f"{signs} is missing before {token.text[:40]!r}"


def _until_sign(stop: Stop) -> list[Token]:
    """Give the tokens behind this one up to the next sign between triples."""
    tokens: list[Token] = []
    for token in stop.found[stop.index + 1 :]:
        if token.text in _SIGNS or token.text in PAIRS or token.text == "{" or token.text.upper() in _INNER:
            break
        tokens.append(token)
    return tokens
