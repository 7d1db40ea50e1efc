"""Pruning: a query without what nobody looks at, for readers to whom it is all the same how often a row comes.

Columns that are not wanted go, and with them each OPTIONAL on the first level of the group whose variables stand
nowhere else: it adds to rows and takes none away.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from partnergraph.query import sparql
from partnergraph.query.paging import Parts
from partnergraph.query.sparql import Token
from partnergraph.values.term import Term

_PLAIN = frozenset({"SELECT", "DISTINCT", "REDUCED"})
_APART = frozenset({"EXISTS", "MINUS", "OPTIONAL", "UNION"})
_OPENING, _CLOSING = frozenset("{("), frozenset("})")


def pruned(parts: Parts, wanted: Sequence[str]) -> Parts:
    """Give the parts of a query that selects the wanted columns alone; the same rows, some of them perhaps less often.

    A query that computes columns, groups, has a limit or selects not all that is wanted is left as it is.

    >>> from partnergraph.query import paging
    >>> query = "SELECT ?a ?b { ?a a ?c OPTIONAL { ?a <urn:b> ?b } OPTIONAL { ?a <urn:d> ?d } BIND (?d AS ?e) }"
    >>> pruned(paging.parts(query), ["a"]).text()
    'SELECT ?a WHERE { ?a a ?c OPTIONAL { ?a <urn:d> ?d } BIND (?d AS ?e) }'
    """
    words = [token.text for token in sparql.tokens(parts.clause)]
    columns = [word[1:] for word in words if word.upper() not in _PLAIN]
    plain = all(word[0] in "?$" for word in words if word.upper() not in _PLAIN)
    if not plain or not set(wanted) <= set(columns) or parts.limit is not None or _is_shaped(parts):
        return parts
    clause = " ".join(["SELECT", *(f"?{column}" for column in wanted)])
    return replace(parts, clause=clause, group=_lean(parts.group, frozenset(wanted)), order="")


class _Nested(NamedTuple):
    """A group that holds a sub-select alone that selects all it names: where the two begin and end in the text."""

    start: int
    first: int
    last: int
    end: int
    names: frozenset[str]
    optional: bool


def unnested(text: str, *, but: str = "") -> str:
    """Give a query without sub-selects that select all they name: these tell an engine to read much, where it is few.

    Those that name one variable may stay, where they are not optional.

    >>> unnested("SELECT ?a { ?a a ?b OPTIONAL { SELECT ?a ?c { ?a <urn:c> ?c } } }")
    'SELECT ?a { ?a a ?b OPTIONAL { ?a <urn:c> ?c } }'
    """
    return _opened(text, (each for each in nested(text) if each.optional or but not in each.names))


def looped(text: str) -> str:
    """Give a query without sub-selects that select all they name, but for optional ones.

    An engine in memory looks up what is tied to a node in less time than it takes to join all with all; it is not so
    where most nodes have nothing to be found, nor on a disk.

    >>> looped("SELECT ?a { ?a a ?b { SELECT ?a ?c { ?a <urn:c> ?c } } }")
    'SELECT ?a { ?a a ?b { ?a <urn:c> ?c } }'
    """
    return _opened(text, (each for each in nested(text) if not each.optional))


def _opened(text: str, chosen: Iterable[_Nested]) -> str:
    """Give a text with the bare groups of some sub-selects."""
    cuts = sorted(cut for each in chosen for cut in ((each.start, each.first), (each.last, each.end)))
    starts, ends = [0, *(end for _, end in cuts)], [*(start for start, _ in cuts), len(text)]
    pieces = (text[start:end] for start, end in zip(starts, ends, strict=True))
    return " ".join(piece.strip() if 0 < at < len(cuts) else piece for at, piece in enumerate(pieces))


def narrowed(text: str, variable: str, terms: Iterable[Term]) -> str:
    """Give a query in which a variable is one of some terms, without what tells an engine to read much.

    Where a sub-select names it, the terms stand there too: what these are tied to is then found by itself and joined
    with what is known of the rest, instead of being looked up one by one, which takes twice as long.

    >>> from partnergraph.values.term import Literal
    >>> narrowed("SELECT ?a { { SELECT ?a ?b { ?a <urn:b> ?b } } }", "b", [Literal("x")])
    'SELECT ?a { VALUES ?b { "x" } { SELECT ?a ?b { VALUES ?b { "x" } ?a <urn:b> ?b } } }'
    """
    known, text = tuple(terms), unnested(text, but=variable)
    told = f"VALUES ?{variable} {{ {' '.join(map(str, known))} }}"
    for each in reversed([*nested(text)]):
        text = f"{text[: each.first]} {told}{text[each.first :]}"
    return sparql.among(text, variable, known)


def nested(text: str) -> Iterator[_Nested]:
    """Give the groups that hold a sub-select alone that selects all it names.

    >>> [sorted(each.names) for each in nested("SELECT ?a { { SELECT ?a ?b { ?a <urn:b> ?b } } ?a a ?c }")]
    [['a', 'b']]
    """
    flat = list(sparql.tokens(text))
    for at in (at for at, token in enumerate(flat[:-1]) if token.text == "{" and _is(flat[at + 1], "SELECT")):
        first = next((each for each in range(at + 1, len(flat)) if flat[each].text == "{"), at)
        last = _closing(flat, first)
        if first == at or last + 1 >= len(flat) or flat[last + 1].text != "}":
            continue
        inner, outer = flat[first].start + 1, flat[last + 1].start
        names = frozenset(token.text[1:] for token in flat[at + 2 : first] if not _is(token, "WHERE"))
        if names == named(text[inner : flat[last].start]):
            optional = at > 0 and _is(flat[at - 1], "OPTIONAL")
            yield _Nested(flat[at].start + 1, inner, flat[last].start, outer, names, optional)


def _closing(flat: Sequence[Token], opened: int) -> int:
    """Give the place of the brace that closes another."""
    depth = 0
    for place in range(opened, len(flat)):
        depth += (flat[place].text == "{") - (flat[place].text == "}")
        if depth == 0:
            return place
    return len(flat)


def _is_shaped(parts: Parts) -> bool:
    return bool(parts.grouping or parts.offset or parts.values)


def _lean(group: str, wanted: frozenset[str]) -> str:
    """Leave out each OPTIONAL of a group that nobody asks for."""
    for start, end in reversed(list(_optionals(group))):
        rest = group[:start].rstrip() + " " + group[end:].lstrip()
        asked = wanted | named(rest)
        if named(group[start:end]) & asked <= certain(rest):
            group = rest
    return group


def _optionals(group: str) -> Iterator[tuple[int, int]]:
    """Give where each OPTIONAL on the first level begins and ends."""
    depth, begun = 0, -1
    for token in sparql.tokens(group):
        depth += (token.text == "{") - (token.text == "}")
        if depth == 1 and _is(token, "OPTIONAL"):
            begun = token.start
        elif depth == 1 and token.text == "}" and begun >= 0:
            yield begun, token.start + 1
            begun = -1


def named(text: str) -> frozenset[str]:
    """Give the variables that a text names.

    >>> sorted(named("?a <urn:b> $b # ?c"))
    ['a', 'b']
    """
    return frozenset(token.text[1:] for token in sparql.tokens(text) if token.kind == "variable")


def certain(group: str) -> frozenset[str]:
    """Give the variables that are bound in every row: those in triples of a group, or of groups joined with it.

    >>> sorted(certain("{ ?a a ?b OPTIONAL { ?a <urn:c> ?c } }"))
    ['a', 'b']
    """
    flat, found, sure = list(sparql.tokens(unnested(group))), set[str](), [True]
    for place, token in enumerate(flat):
        before = flat[place - 1].text.upper() if place else ""
        if token.text in _OPENING:
            sure.append(sure[-1] and token.text == "{" and before not in _APART and _is_joined(flat, place))
        elif token.text in _CLOSING:
            sure.pop()
        elif token.kind == "variable" and sure[-1] and before != "VALUES":
            found.add(token.text[1:])
    return frozenset(found)


def _is_joined(flat: Sequence[Token], opened: int) -> bool:
    """Say whether a group is neither a side of UNION nor a sub-select."""
    after = flat[_closing(flat, opened) + 1 :][:1]
    return not _is(flat[opened + 1], "SELECT") and not any(_is(token, "UNION") for token in after)


def _is(token: Token, word: str) -> bool:
    return token.kind == "word" and token.text.upper() == word
