"""Plan: how a query is read, as the algebra of SPARQL 1.1 (Query Language, section 18.2), and what each pattern finds.

The engine tells nothing of the order in which it joins patterns; how many triples each of them finds by itself says
which one makes a query slow. rdflib translates the query; the counting is done by the graph that is asked.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from partnergraph.errors import QueryError
from partnergraph.storage.queryable import Queryable, Scope
from partnergraph.values.table import Table
from partnergraph.vocab import PREFIXES, shorten
from partnergraph.writing import sheet

if TYPE_CHECKING:
    from rdflib.plugins.sparql.parserutils import CompValue

_NAMES = {
    "AggregateJoin": "Aggregate",
    "BGP": "Pattern",
    "Extend": "Bind",
    "Join": "Join",
    "LeftJoin": "Optional",
    "OrderBy": "Order by",
    "Project": "Select",
    "Slice": "Limit",
    "ToMultiSet": "Values or sub-select",
}
_BELOW = ("p", "p1", "p2")


@dataclass(frozen=True, slots=True)
class Step:
    """An operation of the algebra: how deep it lies, its name with what it is about, and how much a pattern finds."""

    depth: int
    name: str
    matches: int | None = None


def read(store: Queryable, text: str, scope: Scope) -> tuple[Step, ...]:
    """Give the operations of a query from the outermost to the patterns, each pattern with the number of its matches.

    >>> from partnergraph.storage.store import Store
    >>> for step in read(Store(), "SELECT ?s { ?s a pg:Society }", Scope()):
    ...     print(step)
    Step(depth=0, name='Select ?s', matches=None)
    Step(depth=1, name='Pattern', matches=None)
    Step(depth=2, name='?s rdf:type pg:Society', matches=0)
    """
    from rdflib.plugins.sparql import prepareQuery

    store.query(text, scope)  # what is wrong with it is told as everywhere
    try:
        query = prepareQuery(text, initNs={**PREFIXES, **scope.prefixes})
    except Exception as error:
        reason = " ".join(str(error).split())
        raise QueryError(f"query: cannot be explained, for rdflib reads it otherwise: {reason[:200]}") from error
    pattern = query.algebra.p
    return tuple(_steps(store, scope, pattern, 0)) if pattern is not None else (Step(0, "Describe"),)


def table(steps: tuple[Step, ...]) -> Table:
    """Give steps as a table: the operations, indented, and the matches of patterns.

    >>> table((Step(1, "Pattern"),)).values("step")
    ['  Pattern']
    """
    rows = [("  " * each.depth + each.name, "" if each.matches is None else each.matches) for each in steps]
    return sheet.of(("step", "matches"), rows)


def _steps(store: Queryable, scope: Scope, node: "CompValue", depth: int) -> Iterator[Step]:
    below = [node[name] for name in _BELOW if name in node]
    yield Step(depth, " ".join([_NAMES.get(node.name, node.name), *_details(node)]))
    for triple in dict.get(node, "triples", ()):  # a CompValue's own get gives the key for what is not there
        words = " ".join(map(_written, triple))
        yield Step(depth + 1, " ".join(map(_shown, triple)), _count(store, scope, words))
    for each in below:
        yield from _steps(store, scope, each, depth + 1)


def _details(node: "CompValue") -> list[str]:
    """Give what a step is about: its variables, or the rows that it skips and gives."""
    if node.name == "Project":
        return [variable.n3() for variable in node.PV]
    if node.name == "Extend":
        return [node.var.n3()]
    if node.name == "Slice":
        return [str(node.length), *(["from", str(node.start)] if node.start else [])]
    if node.name == "Graph":
        return [_shown(node.term)]
    if node.name in {"Filter", "LeftJoin", "OrderBy"}:
        return sorted({variable.n3() for variable in _variables(dict.get(node, "expr"))})
    return []


def _variables(part: Any) -> Iterator[Any]:  # noqa: ANN401 - rdflib's trees have no type
    from rdflib import Variable

    if isinstance(part, Variable):
        yield part
    elif isinstance(part, dict):
        for each in part.values():
            yield from _variables(each)
    elif isinstance(part, (list, tuple, set)):
        for each in part:
            yield from _variables(each)


def _count(store: Queryable, scope: Scope, pattern: str) -> int:
    (row,) = store.select(f"SELECT (COUNT(*) AS ?matches) {{ {pattern} }}", scope)
    return int(row["matches"].value)


def _written(term: Any) -> str:  # noqa: ANN401 - a term or a path of rdflib
    return str(term.n3())


def _shown(term: Any) -> str:  # noqa: ANN401 - a term or a path of rdflib
    return re.sub("<([^<>]*)>", lambda iri: shorten(iri[1]), _written(term))
