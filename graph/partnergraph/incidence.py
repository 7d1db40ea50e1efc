"""Incidence: which node ties in which party, read with a query of ``ontology/networks/``.

One row for each party that a node ties in (``?party ?via ?kind ?start ?end ?role``, and ``?statement`` where another
node than ``?via`` carries the evidence), never a self-join: n parties are n rows, not n².
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from partnergraph import queryfile, resource
from partnergraph.errors import InputError
from partnergraph.queryable import Queryable
from partnergraph.vocab import expand

_COLUMNS = frozenset({"party", "via", "kind", "start", "end", "role"})


@dataclass(frozen=True, slots=True, order=True)
class Tie:
    """One row: ``via`` ties in ``party`` as ``role``; the evidence is that of ``statement``.

    ``party``, ``via``, ``kind``, ``statement`` are IRIs; ``role`` is an IRI or words; dates are as known, "" if not.
    """

    party: str
    via: str
    kind: str
    start: str
    end: str
    role: str
    statement: str


@dataclass(frozen=True, slots=True)
class Incidence:
    """All ties of one network; ``as_edge`` says that a via of two parties is drawn as the line between them."""

    name: str
    as_edge: bool
    ties: tuple[Tie, ...]


def read(store: Queryable, path: Path) -> Incidence:
    """Give the incidence that the network query in ``path`` finds in a store, without repetition, sorted.

    >>> from partnergraph.store import Store
    >>> from partnergraph.format import TURTLE
    >>> store = Store()
    >>> store.add_text(
    ...     "PREFIX pg: <https://w3id.org/partnergraph/ontology#> <urn:mou> pg:party <urn:a>, <urn:b> .", TURTLE
    ... )
    >>> [tie.party for tie in read(store, resource.queries("networks")[0]).ties]
    ['urn:a', 'urn:b']
    """
    file = queryfile.read(path)
    kind = str(file.header.get("kind", ""))
    answer = store.query(file.text)
    columns = [each.value for each in answer.variables] if isinstance(answer, ox.QuerySolutions) else []
    if not isinstance(answer, ox.QuerySolutions) or not _COLUMNS.issubset(columns):
        raise InputError(f"{path}: a network query selects ?party ?via ?kind ?start ?end ?role")
    # reading a row whole is ten times as fast as asking it for each of its columns
    found = (dict(zip(columns, map(_text, row), strict=True)) for row in answer)
    rows = {_tie(row, expand(kind) or kind) for row in found if row["party"] and row["via"]}
    ties = sorted(rows, key=lambda tie: (tie.via, tie.party, tie.role, tie.start, tie.end, tie.statement))
    return Incidence(file.name, file.header.get("draw") == "edge", tuple(ties))


def shipped(store: Queryable) -> Iterator[Incidence]:
    """Give the incidence of each shipped network in the order of their names.

    >>> from partnergraph.store import Store
    >>> next(shipped(Store())).name
    'agreements'
    """
    for path in resource.queries("networks"):
        yield read(store, path)


def _tie(row: Mapping[str, str], kind: str) -> Tie:
    return Tie(
        party=row["party"],
        via=row["via"],
        kind=row["kind"] or kind,
        start=row["start"],
        end=row["end"],
        role=row["role"],
        statement=row.get("statement") or row["via"],
    )


def _text(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple | None) -> str:
    if term is None:
        return ""
    return term.value if isinstance(term, (ox.NamedNode, ox.Literal)) else str(term)
