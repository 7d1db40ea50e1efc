"""Paging: a query taken apart just enough to be asked page by page, where a server gives no more than so many rows.

Pages are cut from the query as a sub-select, sorted by its own ORDER BY and then by all columns: without a whole order
rows could be lost or repeated between two requests. Virtuoso sorts no more than 10,000 rows where LIMIT and ORDER BY
stand together, but any number in a sub-select; so the query's own LIMIT and OFFSET are applied here as well.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from partnergraph.errors import QueryError
from partnergraph.query import sparql
from partnergraph.query.sparql import Token

_STEP = {"(": 1, "{": 1, "[": 1, ")": -1, "}": -1, "]": -1}


@dataclass(frozen=True, slots=True)
class Parts:
    """A SELECT or CONSTRUCT query in its parts, each as text.

    ``clause`` is ``SELECT …`` or the template of CONSTRUCT, ``datasets`` the FROM clauses, ``group`` the outermost
    group with its braces, ``grouping`` GROUP BY and HAVING, ``order`` ORDER BY, ``values`` a VALUES block at the end.
    """

    prologue: str
    clause: str
    datasets: str
    group: str
    grouping: str
    order: str
    limit: int | None
    offset: int
    values: str

    def rows(self) -> "Parts":
        """Give the SELECT query for the solutions that a CONSTRUCT query is made from."""
        return replace(self, clause="SELECT *")

    def one(self) -> "Parts":
        """Give the query for one row, whichever: it has the columns of all."""
        return replace(self, order="", limit=1, offset=0)

    def text(self) -> str:
        """Give the query put together again.

        >>> parts("SELECT * { ?s ?p ?o } ORDER BY ?s OFFSET 2").text()
        'SELECT * WHERE { ?s ?p ?o } ORDER BY ?s OFFSET 2'
        """
        limit = "" if self.limit is None else f"LIMIT {self.limit}"
        offset = f"OFFSET {self.offset}" if self.offset else ""
        head = _joined(self.prologue, self.clause, self.datasets, "WHERE", self.group)
        return _joined(head, self.grouping, self.order, limit, offset, self.values)

    def window(self, columns: Sequence[str], offset: int, size: int) -> str:
        """Give the query for ``size`` rows from the ``offset``-th on, of what it finds without its own LIMIT.

        >>> parts("SELECT ?s { ?s ?p ?o }").window(["s"], 10, 5)
        'SELECT ?s WHERE { { SELECT ?s WHERE { ?s ?p ?o } ORDER BY ?s } } LIMIT 5 OFFSET 10'
        """
        names = " ".join(f"?{column}" for column in columns)
        order = f"{self.order or 'ORDER BY'} {names}"
        inner = _joined(self.clause, "WHERE", self.group, self.grouping, order, self.values)
        head = _joined(self.prologue, "SELECT", names, self.datasets, "WHERE")
        return f"{head} {{ {{ {inner} }} }} LIMIT {size} OFFSET {offset}"

    def count(self) -> str:
        """Give the query for the number of rows, the column ``?n``.

        >>> parts("SELECT ?s { ?s ?p ?o } ORDER BY ?s LIMIT 3").count()
        'SELECT (COUNT(*) AS ?n) WHERE { { SELECT ?s WHERE { ?s ?p ?o } } }'
        """
        inner = _joined(self.clause, "WHERE", self.group, self.grouping, self.values)
        return _joined(self.prologue, "SELECT (COUNT(*) AS ?n)", self.datasets, f"WHERE {{ {{ {inner} }} }}")

    def template(self, pattern: str) -> str:
        """Give a CONSTRUCT query of the same template over another group.

        >>> parts("CONSTRUCT { ?s a ?o } WHERE { ?s ?p ?o }").template("VALUES ?s { <urn:a> }")
        'CONSTRUCT { ?s a ?o } WHERE { VALUES ?s { <urn:a> } }'
        """
        return _joined(self.prologue, self.clause, f"WHERE {{ {pattern} }}")


def form(text: str) -> str:
    """Give what a query asks for: SELECT, ASK, CONSTRUCT or DESCRIBE; ``QueryError`` where that is not said.

    >>> form("PREFIX ex: <urn:x> ask {}")
    'ASK'
    """
    for token in sparql.tokens(text):
        if token.kind == "word" and token.text.upper() in sparql.READING:
            return token.text.upper()
    raise QueryError(
        f"query: this is not a query; one begins with {', '.join(sorted(sparql.READING))}, or PREFIX before that"
    )


def parts(text: str) -> Parts:
    """Give the parts of a SELECT or CONSTRUCT query; ``QueryError`` where it has no whole group.

    >>> parts("SELECT * FROM <urn:g> WHERE { ?s ?p ?o } LIMIT 7 OFFSET 2").datasets
    'FROM <urn:g>'
    """
    flat = list(_flat(text))
    start = next(
        (at for at, token in enumerate(flat) if token.text.upper() in sparql.READING and token.kind == "word"), None
    )
    opened = [at for at, token in enumerate(flat) if token.text == "{" and start is not None and at > start]
    if start is None or not opened:
        raise QueryError("query: no group { … } to be asked page by page")
    made = flat[start].text.upper() == "CONSTRUCT"
    main = opened[1] if made and opened[0] == start + 1 and len(opened) > 1 else opened[0]
    end = main + 1  # the brace that closes the group is the next token on this level
    group = text[flat[main].start : flat[end].start + 1] if end < len(flat) else text[flat[main].start :]
    between = flat[start + 1 : main]
    cut = next((token.start for token in between if _is(token, "FROM", "WHERE")), flat[main].start)
    clause = text[flat[start].start : cut].strip()
    tail = _tail(text, flat[end + 1 :])
    return Parts(
        prologue=text[: flat[start].start].strip(),
        clause=f"CONSTRUCT {group}" if made and clause.upper() == "CONSTRUCT" else clause,
        datasets=_datasets(text, between, flat[main].start),
        group=group,
        grouping=_joined(tail.get("GROUP", ""), tail.get("HAVING", "")),
        order=tail.get("ORDER", ""),
        limit=_number(tail.get("LIMIT", "")),
        offset=_number(tail.get("OFFSET", "")) or 0,
        values=tail.get("VALUES", ""),
    )


def _flat(text: str) -> Iterator[Token]:
    """Give the tokens outside of all brackets, and the brackets on that level."""
    depth = 0
    for token in sparql.tokens(text):
        step = _STEP.get(token.text, 0) if token.kind == "sign" else 0
        if depth == 0 or (depth == 1 and step < 0):
            yield token
        depth += step


def _tail(text: str, flat: Sequence[Token]) -> dict[str, str]:
    """Give the clauses behind the group by their first word."""
    words = ("GROUP", "HAVING", "ORDER", "LIMIT", "OFFSET", "VALUES")
    starts = [token for token in flat if _is(token, *words)]
    places = [*(token.start for token in starts), len(text)]
    return {token.text.upper(): text[at:end].strip() for token, (at, end) in zip(starts, pairwise(places), strict=True)}


def _datasets(text: str, between: Sequence[Token], end: int) -> str:
    """Give the FROM clauses, without the WHERE behind them."""
    starts = [token.start for token in between if _is(token, "FROM")]
    stop = next((token.start for token in between if _is(token, "WHERE")), end)
    return _joined(*(text[first:last].strip() for first, last in pairwise([*starts, stop])))


def _is(token: Token, *words: str) -> bool:
    return token.kind == "word" and token.text.upper() in words


def _number(clause: str) -> int | None:
    return next((int(token.text) for token in sparql.tokens(clause) if token.text.isdecimal()), None)


def _joined(*pieces: str) -> str:
    return " ".join(filter(None, pieces))
