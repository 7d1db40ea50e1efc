"""Incidence: which node ties in which party, read with a query of ``ontology/networks/``.

One row for each party that a node ties in (``?party ?via ?kind ?start ?end ?role``, and ``?statement`` where another
node than ``?via`` carries the evidence), never a self-join: n parties are n rows, not n².

The order of a query is for servers that give their rows in pages; here it is left out, since ties are sorted anyway: of
149,000 rows sorting in the engine takes as long as finding them.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

import pyoxigraph as ox

from partnergraph import identity, paging, queryfile, resource
from partnergraph.errors import InputError, QueryError
from partnergraph.identity import Same
from partnergraph.queryable import Queryable
from partnergraph.queryfile import QueryFile
from partnergraph.solutions import Solutions
from partnergraph.store import Store
from partnergraph.vocab import expand

COLUMNS = ("party", "via", "kind", "start", "end", "role")
"""What a network query selects."""

ROW = "urn:partnergraph:row:"
"""How the name begins of what ties two things in the row of an answer, where that has no name of its own."""

_Row = tuple[str, str, str, str, str, str, str]
_ORDER = ("via", "party", "role", "start", "end", "statement", "kind")
_ALL = " ".join(f"?{name}" for name in COLUMNS)


@dataclass(frozen=True, slots=True, order=True)
class Tie:
    """One row: ``via`` ties in ``party`` as ``role``; the evidence is that of ``statement``.

    ``party``, ``via``, ``kind``, ``statement`` are IRIs; ``role`` is an IRI or words; dates are as known, "" if not.
    ``weight`` is how much the tie counts.
    """

    party: str
    via: str
    kind: str
    start: str
    end: str
    role: str
    statement: str
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Incidence:
    """All ties of one network; ``as_edge`` says that a via of two parties is drawn as the line between them.

    ``moment`` says that its ties are over with their day (an event, a founding) and do not go on without an end.
    ``sizes`` is how many parties a node ties, where some of them were left out.
    """

    name: str
    as_edge: bool
    ties: tuple[Tie, ...]
    moment: bool = False
    sizes: Mapping[str, int] = field(default_factory=dict)


def read(store: Queryable, path: Path, same: Same | None = None) -> Incidence:
    """Give the incidence that the network query in ``path`` finds in a store, without repetition, sorted.

    Bodies that were accepted as one are one party; ``same`` are these where they were read before.

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
    answer = _answer(store, file)
    columns = [each.value for each in answer.variables] if isinstance(answer, ox.QuerySolutions) else []
    if not isinstance(answer, ox.QuerySolutions) or not set(COLUMNS) <= set(columns):
        missing = ", ".join(f"?{name}" for name in COLUMNS if name not in columns)
        raise InputError(f"{path}: a network query selects {_ALL}; missing: {missing}")
    places = [columns.index(name) if name in columns else -1 for name in _ORDER]
    as_edge, moment = (file.header.get(name) == word for name, word in (("draw", "edge"), ("moment", "true")))
    found = set(_rows(answer, places, expand(kind) or kind))
    rows = sorted(_united(found, identity.read(store) if same is None else same, as_edge=as_edge))
    ties = tuple(Tie(party, via, told, start, end, role, proof) for via, party, role, start, end, proof, told in rows)
    return Incidence(file.name, as_edge, ties, moment)


def shipped(store: Queryable) -> Iterator[Incidence]:
    """Give the incidence of each network of a store in the order of their names.

    >>> from partnergraph.store import Store
    >>> next(shipped(Store())).name
    'agreements'
    """
    same = identity.read(store)
    for name in names(store):
        yield from named(store, name, same)


def names(store: Queryable) -> tuple[str, ...]:
    """Give the names of the networks of a store: the shipped ones, or those of the ties that it was given.

    >>> from partnergraph.store import Store
    >>> names(Store())[:2]
    ('agreements', 'cooperations')
    """
    if store.ties is None:
        return tuple(path.stem for path in resource.queries("networks"))
    return tuple(dict.fromkeys(each.name for each in store.ties))


def named(store: Queryable, name: str, same: Same | None = None) -> tuple[Incidence, ...]:
    """Give the incidence of a network by its name; ties that were given may have two: of lines, and of nodes.

    >>> from partnergraph.store import Store
    >>> named(Store(), "agreements")[0].ties
    ()
    """
    if store.ties is not None:
        return tuple(each for each in store.ties if each.name == name)
    return tuple(read(store, path, same) for path in resource.queries("networks") if path.stem == name)


def _answer(store: Queryable, file: QueryFile) -> Solutions:
    """Give the answer, of a store here without its order; what is wrong with the query is told of the text as it is."""
    if isinstance(store, Store):
        with suppress(QueryError):
            return store.query(_unordered(file.text))
    try:
        return store.query(file.text)
    except QueryError as error:
        raise QueryError(f"{file.path}:{str(error).removeprefix('query:')}") from error


def _unordered(text: str) -> str:
    """Give a query without its order, unless that says which rows there are."""
    parts = paging.parts(text)
    return text if parts.limit is not None or parts.offset else replace(parts, order="").text()


def _rows(answer: ox.QuerySolutions, places: Sequence[int], kind: str) -> Iterator[_Row]:
    """Give the cells of each row that has party and via; reading it whole is ten times as fast as asking for each."""
    for row in answer:
        cells = *map(_text, row), ""  # what is asked for at -1, a column that is not there, is empty
        via, party, role, start, end, statement, told = (cells[place] for place in places)
        if party and via:
            yield via, party, role, start, end, statement or via, told or kind


def _united(rows: set[_Row], same: Same, *, as_edge: bool) -> set[_Row]:
    """Give rows in which bodies that are one have one IRI; a line from such a body to itself is left out."""
    if not same.first:
        return rows
    told = {(same.one(row[0]), same.one(row[1]), *row[2:]) for row in rows}
    if not as_edge:
        return told
    apart = Counter(same.one(via) for via, _ in {row[:2] for row in rows})
    left = Counter(via for via, _ in {row[:2] for row in told})
    return {row for row in told if left[row[0]] > 1 or apart[row[0]] == 1}


def _text(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple | None) -> str:
    if term is None:
        return ""
    return term.value if isinstance(term, (ox.NamedNode, ox.Literal)) else str(term)
