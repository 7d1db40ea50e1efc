"""Supplements: what a query only adds to its rows at the end, asked for by itself.

``OPTIONAL { SELECT ?via ?began { ?via schema:startDate ?began } }`` looks up one value of one column and takes no row
away. An engine that carries it through every row works for each of 149,000 rows; who asks for it apart, and puts it to
the rows by the key, for each of 20,000 keys. So it is with what ``BIND`` makes of that by ``COALESCE``.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from partnergraph.query import pruning, sparql
from partnergraph.query.paging import Parts
from partnergraph.query.sparql import Token

_ADDING = frozenset({"OPTIONAL", "BIND"})
_STEP = {"(": 1, "{": 1, "[": 1, ")": -1, "}": -1, "]": -1}


@dataclass(frozen=True, slots=True)
class Lookup:
    """What ``value`` is for each ``key``, as the query ``text`` with these two columns tells it.

    Without a key it has one column and one row: what ``value`` is everywhere.
    """

    key: str
    value: str
    text: str


@dataclass(frozen=True, slots=True)
class Apart:
    """A query taken apart: ``text`` finds the rows, ``lookups`` tell more of them.

    ``columns`` are those that were wanted, each as the first that is known of some variables.
    """

    text: str
    lookups: tuple[Lookup, ...]
    columns: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class _Piece:
    """An OPTIONAL or BIND at the end of a group: where it stands, what it binds, and from what."""

    start: int
    end: int
    binds: str
    sources: tuple[str, ...]
    group: str = ""


def apart(parts: Parts, wanted: Sequence[str], keys: Collection[str]) -> Apart:
    """Give a query taken apart, of which the wanted columns are asked for alone.

    ``keys`` are those of them by which something may be looked up: where each row has another, nothing is won.

    >>> from partnergraph.query import paging
    >>> text = "SELECT ?a ?b { ?a a ?c OPTIONAL { SELECT ?a ?d { ?a <urn:d> ?d } } BIND (COALESCE(?d) AS ?b) }"
    >>> found = apart(paging.parts(text), ["a", "b"], ["a"])
    >>> found.text, found.columns["b"]
    ('SELECT ?a WHERE { ?a a ?c   }', ('d',))
    >>> found.lookups[0].text
    'SELECT ?a ?d WHERE { ?a <urn:d> ?d }'
    """
    pieces, rest = _settled(parts.group, wanted, keys)
    needed = {*wanted, *(name for each in pieces for name in each.sources)}
    looked = {each.binds: each for each in pieces if each.group and each.binds in needed}
    made = {each.binds: each.sources for each in pieces if not each.group}
    columns = {name: made.get(name, (name,)) for name in wanted}
    asked = dict.fromkeys(name for sources in columns.values() for name in sources if name not in looked)
    asked |= dict.fromkeys(key for each in looked.values() for key in each.sources)
    clause = " ".join(["SELECT", *(f"?{name}" for name in asked)])
    lookups = (Lookup("".join(each.sources), each.binds, _alone(parts, each)) for each in looked.values())
    return Apart(replace(parts, clause=clause, group=rest, order="").text(), tuple(lookups), columns)


def _settled(group: str, wanted: Sequence[str], keys: Collection[str]) -> tuple[Sequence[_Piece], str]:
    """Give the pieces that can go, and what is left of the group without them."""
    pieces: Sequence[_Piece] = [*_pieces(group)][::-1]
    while True:
        rest = group
        for each in reversed(pieces):
            rest = f"{rest[: each.start]} {rest[each.end :]}"
        going = [each for each in pieces if _may_go(each, pieces, rest, wanted, keys)]
        if len(going) == len(pieces):
            return pieces, rest
        pieces = going


def _may_go(piece: _Piece, pieces: Sequence[_Piece], rest: str, wanted: Collection[str], keys: Collection[str]) -> bool:
    """Say whether nothing that stays needs what a piece binds, and the rows have what the piece needs."""
    others = [each for each in pieces if each is not piece]
    if piece.binds in pruning.named(rest) or any(each.binds == piece.binds for each in others):
        return False
    if piece.group:
        return not piece.sources or (piece.sources[0] in keys and piece.sources[0] in pruning.certain(rest))
    used = any(piece.binds in each.sources for each in others)
    looked = {each.binds for each in others if each.group}
    return piece.binds in wanted and not used and not looked.isdisjoint(piece.sources)


def _pieces(group: str) -> Iterator[_Piece]:
    """Give what may go of the end of a group: look-ups, and what is made of them after all of these."""
    last = True
    for each in takewhile(lambda each: each[0].text.upper() in _ADDING, reversed(list(_elements(group)))):
        last = last and _is(each[0], "BIND")
        found = _made(each) if last else None if _is(each[0], "BIND") else _looked_up(group, each)
        if found:
            yield found


def _elements(group: str) -> Iterator[Sequence[Token]]:
    """Give what stands on the first level of a group: a token, brackets with all in them, our words before."""
    depth, found = 0, list[Token]()
    for token in sparql.tokens(group):
        depth += _STEP.get(token.text, 0) if token.kind == "sign" else 0
        if token.start:  # else it is the brace that opens the group
            found.append(token)
        if depth == 1 and found and found[-1].text.upper() not in _ADDING:
            yield found
            found = []


def _made(bind: Sequence[Token]) -> _Piece | None:
    """Give BIND as a piece where it makes the first that is known of some variables, or is the same in all rows."""
    *tokens, _, name = bind[2:-1]
    words = [token.text for token in tokens]
    start, end, binds = bind[0].start, bind[-1].start + 1, name.text[1:]
    if len(words) == 1 and tokens[0].kind != "variable":
        return _Piece(start, end, binds, (), f"{{ BIND ({words[0]} AS ?{binds}) }}")
    inner = tokens[2:-1:2] if words[0].upper() == "COALESCE" else tokens
    if all(token.kind == "variable" for token in inner) and set(words[3:-1:2]) <= {","}:
        return _Piece(start, end, binds, tuple(token.text[1:] for token in inner))
    return None


def _looked_up(group: str, optional: Sequence[Token]) -> _Piece | None:
    """Give OPTIONAL as a piece where it is a sub-select of two columns, and names no other variable."""
    start, end = optional[0].start, optional[-1].start + 1
    nested = next(iter(pruning.nested(group[start:end])), None)
    if nested is None or not nested.optional or group[start:end][nested.end :].strip() != "}":
        return None
    inner = f"{{ {group[start:end][nested.first : nested.last].strip()} }}"
    names = tuple(token.text[1:] for token in optional[3:5])
    if len(nested.names) != 2 or not set(names) <= nested.names & pruning.certain(inner):
        return None
    return _Piece(start, end, names[1], names[:1], inner)


def _alone(parts: Parts, piece: _Piece) -> str:
    names = " ".join(f"?{name}" for name in (*piece.sources, piece.binds))
    return replace(parts, clause=f"SELECT {names}", group=piece.group, order="").text()


def _is(token: Token, word: str) -> bool:
    return token.kind == "word" and token.text.upper() == word
