"""Constants: the parameters of a query put in the place of their variables.

``sparql.bind`` gives parameters as a ``VALUES`` row, which keeps the text of a query as its author wrote it. Servers
plan better with constants, and Virtuoso 7 cannot do without: it refuses a path that begins at a variable of VALUES.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from partnergraph.query import sparql
from partnergraph.query.sparql import Token
from partnergraph.values.term import Term

_PARAMETER = ("?_", "$_")  # what grlc's parameters begin with


@dataclass(frozen=True, slots=True)
class _Row:
    """A VALUES block of one row: its first and last token, by number, and the term of each variable, as text."""

    first: int
    last: int
    terms: Mapping[str, str]


def written(text: str, values: Mapping[str, Term]) -> str:
    """Give the query with variables that only stand in filters written out as the terms that they are.

    The terms are written as by ``sparql.bind``. A filter on a constant is asked of each solution as it is found, one on
    a variable when all are: of 250,000 labels that takes a third of the time.

    >>> from partnergraph.values.term import Literal
    >>> written("SELECT ?n { ?n ?p ?o FILTER (STR(?o) = ?_word) }", {"_word": Literal("a")})
    'SELECT ?n { ?n ?p ?o FILTER (STR(?o) = "a") }'
    """
    found = [token for token in sparql.tokens(text) if token.kind == "variable" and token.text[1:] in values]
    for each in reversed(found):
        text = f"{text[: each.start]}{values[each.text[1:]]}{text[each.start + len(each.text) :]}"
    return text


def inlined(text: str) -> str:
    """Give a query with its one-row ``VALUES`` of parameters left out, and their terms where the variables stood.

    The answer is the same. Where a parameter is itself selected, asked whether it is bound, or given two values, the
    query stays as it is.

    >>> inlined("ASK { VALUES (?_body_iri) { (<urn:a>) } ?_body_iri ?p ?o }")
    'ASK {  <urn:a> ?p ?o }'
    """
    found = list(sparql.tokens(text))
    rows = list(_rows(text, found))
    terms = {name: term for row in rows for name, term in row.terms.items()}
    alike = all(terms[name] == term for row in rows for name, term in row.terms.items())
    if not rows or not alike or _selects(found, terms):
        return text
    pieces: list[str] = []
    done = 0
    ends = {row.first: found[row.last] for row in rows}
    for number, token in enumerate(found):
        if token.start < done:
            continue
        if number in ends or (token.kind == "variable" and token.text[1:] in terms):
            last = ends.get(number, token)
            pieces += text[done : token.start], "" if number in ends else terms[token.text[1:]]
            done = last.start + len(last.text)
    return "".join(pieces) + text[done:]


def _rows(text: str, found: Sequence[Token]) -> Iterator[_Row]:
    for first, token in enumerate(found):
        if token.kind == "word" and token.text.upper() == "VALUES":
            row = _row(text, found, first)
            if row:
                yield row


def _row(text: str, found: Sequence[Token], first: int) -> _Row | None:
    """Read ``VALUES (?_a ?_b) { (term term) }``; None where it is anything else."""
    shape = [each.text if each.kind == "sign" else each.kind for each in found[first + 1 :]]
    count = next((at for at, kind in enumerate(shape[1:]) if kind != "variable"), 0)
    names = [each.text for each in found[first + 2 : first + 2 + count]]
    at = first + 2 + count  # the bracket behind the names
    if not count or shape[0] != "(" or shape[count + 1 : count + 4] != [")", "{", "("]:
        return None
    if not all(name.startswith(_PARAMETER) for name in names):
        return None
    at += 3
    terms: list[str] = []
    while at < len(found) and found[at].kind in {"iri", "string"}:
        end = at + _length(found, at)
        terms.append(text[found[at].start : found[end - 1].start + len(found[end - 1].text)])
        at = end
    closed = [each.text for each in found[at : at + 2]] == [")", "}"]
    return (
        _Row(first, at + 1, dict(zip((name[1:] for name in names), terms, strict=True)))
        if closed and len(terms) == count
        else None
    )


def _length(found: Sequence[Token], at: int) -> int:
    """Give the number of tokens of a term: a string may have a language or a type behind it."""
    behind = found[at + 1] if at + 1 < len(found) else None
    if found[at].kind == "string" and behind is not None:
        return 2 if behind.kind == "language" else 3 if behind.text == "^^" else 1
    return 1


def _selects(found: Sequence[Token], terms: Mapping[str, str]) -> bool:
    """Say whether a variable of these stands where no term may: selected, after AS, in BOUND or behind BY."""
    clause = False
    depth = 0
    for number, token in enumerate(found):
        word = token.text.upper() if token.kind in {"word", "sign"} else ""
        if word in {"SELECT", "BY"}:
            clause, depth = True, 0
        elif word in {"WHERE", "FROM", "{", "}", "LIMIT", "HAVING", "ORDER"}:
            clause = False
        depth += (word == "(") - (word == ")")
        if token.kind == "variable" and token.text[1:] in terms:
            before = [each.text.upper() for each in found[max(0, number - 2) : number]]
            if (clause and depth == 0) or before[-1:] == ["AS"] or before == ["BOUND", "("]:
                return True
    return False
