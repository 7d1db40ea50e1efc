"""Incidence: which node ties in which party, read with a query of ``ontology/networks/``.

One row for each party that a node ties in (``?party ?via ?kind ?start ?end ?role``, and ``?statement`` where another
node than ``?via`` carries the evidence), never a self-join: n parties are n rows, not n².

The order of a query is for servers that give their rows in pages; here it is left out, since ties are sorted anyway: of
149,000 rows sorting in the engine takes as long as finding them. The engine writes its answer as text, and columns are
cut from that: a term made for each cell takes three times as long.
"""

import csv
import io
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import chain, compress, repeat
from pathlib import Path
from typing import overload

import pyoxigraph as ox

from partnergraph import resource
from partnergraph.errors import InputError, QueryError
from partnergraph.query import paging, pruning, queryfile, sparql
from partnergraph.query.queryfile import QueryFile
from partnergraph.storage.queryable import Queryable
from partnergraph.storage.solutions import Solutions
from partnergraph.storage.store import Store
from partnergraph.ties import identity
from partnergraph.ties.identity import Same
from partnergraph.values.term import is_iri
from partnergraph.vocab import expand

COLUMNS = ("party", "via", "kind", "start", "end", "role")
"""What a network query selects."""

ROW = "urn:partnergraph:row:"
"""How the name begins of what ties two things in the row of an answer, where that has no name of its own."""

_NAMES = (*COLUMNS, "statement")
_BARE = ("party", "via", "kind", "start", "end")
_ORDER = ("via", "party", "role", "start", "end", "statement", "kind")
_Columns = Mapping[str, list[str]]
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


class Rows(Sequence[Tie]):
    """Ties as they were read, column by column; told apart, sorted and made one by one when they are asked for so.

    A column may name a tie several times; the ties themselves come once. All weigh 1.

    >>> rows = Rows({"party": ["urn:b", "urn:a", "urn:b"], "via": ["urn:m"] * 3})
    >>> len(rows), rows[0].party, rows.column("party")
    (2, 'urn:a', ['urn:b', 'urn:a', 'urn:b'])
    """

    def __init__(self, columns: Mapping[str, Sequence[str]]) -> None:
        count = len(columns["party"])
        self._columns = {name: columns.get(name) or [""] * count for name in _NAMES}

    def column(self, name: str) -> Sequence[str]:
        """Give a column by the name of its field."""
        return self._columns[name]

    def kept(self, mask: Sequence[bool]) -> "Rows":
        """Give the rows at which a mask is true."""
        return Rows({name: list(compress(column, mask)) for name, column in self._columns.items()})

    def named(self, columns: Mapping[str, Sequence[str]]) -> "Rows":
        """Give the same rows with some columns in place of theirs."""
        return Rows({**self._columns, **columns})

    @cached_property
    def _distinct(self) -> set[tuple[str, ...]]:
        return set(zip(*(self._columns[name] for name in _ORDER), strict=True))

    @cached_property
    def _ties(self) -> tuple[Tie, ...]:
        return tuple(
            Tie(party, via, kind, start, end, role, statement)
            for via, party, role, start, end, statement, kind in sorted(self._distinct)
        )

    def __len__(self) -> int:
        return len(self._distinct)

    def __eq__(self, other: object) -> bool:
        return self._distinct == other._distinct if isinstance(other, Rows) else NotImplemented

    def __hash__(self) -> int:
        return hash(frozenset(self._distinct))

    @overload
    def __getitem__(self, place: int) -> Tie: ...
    @overload
    def __getitem__(self, place: slice) -> tuple[Tie, ...]: ...
    def __getitem__(self, place: int | slice) -> Tie | tuple[Tie, ...]:
        return self._ties[place]

    def __iter__(self) -> Iterator[Tie]:
        return iter(self._ties)


@dataclass(frozen=True, slots=True)
class Incidence:
    """All ties of one network; ``as_edge`` says that a via of two parties is drawn as the line between them.

    ``moment`` says that its ties are over with their day (an event, a founding) and do not go on without an end.
    ``sizes`` is how many parties a node ties, where some of them were left out.
    """

    name: str
    as_edge: bool
    ties: Sequence[Tie]
    moment: bool = False
    sizes: Mapping[str, int] = field(default_factory=dict)

    def column(self, name: str) -> Sequence[str]:
        """Give one field of the ties (but their weights), in no particular order.

        >>> Incidence("x", False, (Tie("urn:a", "urn:m", "", "2014", "", "", ""),)).column("start")
        ['2014']
        """
        return self.ties.column(name) if isinstance(self.ties, Rows) else [getattr(tie, name) for tie in self.ties]

    def weights(self) -> Sequence[float]:
        """Give the weights of the ties, in the order of their columns.

        >>> Incidence("x", False, Rows({"party": ["urn:a"], "via": ["urn:m"]})).weights()
        [1.0]
        """
        return [1.0] * len(self.column("party")) if isinstance(self.ties, Rows) else [tie.weight for tie in self.ties]

    def kept(self, mask: Sequence[bool]) -> "Incidence":
        """Give what is left of the ties by a mask in the order of their columns.

        >>> two = Rows({"party": ["urn:a", "urn:b"], "via": ["urn:m"] * 2})
        >>> Incidence("x", False, two).kept([False, True]).column("party")
        ['urn:b']
        """
        if all(mask):
            return self
        return replace(
            self, ties=self.ties.kept(mask) if isinstance(self.ties, Rows) else (*compress(self.ties, mask),)
        )


@dataclass(frozen=True, slots=True)
class Part:
    """Some nodes whose ties are asked for, and the parties of these, where it is not all."""

    nodes: Collection[str]
    ends: Collection[str] | None = None


def read(
    store: Queryable,
    path: Path,
    same: Same | None = None,
    *,
    bare: bool = False,
    among: Part | None = None,
) -> Incidence:
    """Give the incidence that the network query in ``path`` finds in a store.

    Bodies that were accepted as one are one party; ``same`` are these where they were read before. ``bare`` is for who
    asks who is tied to whom and when, and not as what: of a store here roles and statements may be left out. ``among``
    says whose ties are asked for, where it is not all.

    >>> from partnergraph.storage.store import Store
    >>> from partnergraph.writing.format import TURTLE
    >>> store = Store()
    >>> store.add_text(
    ...     "PREFIX pg: <https://w3id.org/partnergraph/ontology#> <urn:mou> pg:party <urn:a>, <urn:b> .", TURTLE
    ... )
    >>> [tie.party for tie in read(store, resource.queries("networks")[0]).ties]
    ['urn:a', 'urn:b']
    """
    file = queryfile.read(path)
    same = identity.read(store) if same is None else same
    file = replace(file, text=_narrowed(file.text, among, same) if among else file.text)
    kind = str(file.header.get("kind", ""))
    columns = _bundled(store, file.text) if bare and isinstance(store, Store) else None
    if columns is None:
        columns = _columns(_answer(store, file), path)
    as_edge, moment = (file.header.get(name) == word for name, word in (("draw", "edge"), ("moment", "true")))
    rows = _united(_rows(columns, expand(kind) or kind), same, as_edge=as_edge)
    return Incidence(file.name, as_edge, rows, moment)


def shipped(store: Queryable) -> Iterator[Incidence]:
    """Give the incidence of each network of a store in the order of their names.

    >>> from partnergraph.storage.store import Store
    >>> next(shipped(Store())).name
    'agreements'
    """
    same = identity.read(store)
    for name in names(store):
        yield from named(store, name, same)


def names(store: Queryable) -> tuple[str, ...]:
    """Give the names of the networks of a store: the shipped ones, or those of the ties that it was given.

    >>> from partnergraph.storage.store import Store
    >>> names(Store())[:2]
    ('agreements', 'cooperations')
    """
    if store.ties is None:
        return tuple(path.stem for path in resource.queries("networks"))
    return tuple(dict.fromkeys(each.name for each in store.ties))


def named(
    store: Queryable,
    name: str,
    same: Same | None = None,
    *,
    bare: bool = False,
    among: Part | None = None,
) -> tuple[Incidence, ...]:
    """Give the incidence of a network by its name, as ``read`` does.

    Ties that were given are given whole, and may have two of a name: of lines, and of nodes.

    >>> from partnergraph.storage.store import Store
    >>> len(named(Store(), "agreements")[0].ties)
    0
    """
    if store.ties is not None:
        return tuple(each for each in store.ties if each.name == name)
    paths = [path for path in resource.queries("networks") if path.stem == name]
    if bare and among is None:
        return store.kept(("bare", name), lambda: tuple(read(store, path, same, bare=True) for path in paths))
    return tuple(read(store, path, same, bare=bare, among=among) for path in paths)


def _narrowed(text: str, part: Part, same: Same) -> str:
    """Give a query that finds a part of the ties; more of them where what is asked for has no name to ask by."""
    told = part.nodes, part.ends or ()
    vias, parties = ({each for thing in things for each in same.all(thing)} for things in told)
    if not all(map(is_iri, vias)):
        return text
    text = pruning.narrowed(text, "via", map(ox.NamedNode, sorted(vias)))
    if part.ends is None or not all(map(is_iri, parties)):
        return text
    return sparql.among(text, "party", map(ox.NamedNode, sorted(parties)))


def _bundled(store: Store, text: str) -> _Columns | None:
    """Give the bare columns by a row for each node and not for each party; None where the query does not allow it."""
    parts = paging.parts(text)
    lean = pruning.pruned(parts, _BARE)
    if lean is parts or not set(COLUMNS) <= set(sparql.selected(text) or ()):
        return None
    with suppress(QueryError):
        *others, counts, bundles = _cells(store.select(pruning.bundled(lean, "party")))
        parties = [bundle.split(" ") for bundle in bundles]
        sizes = [len(each) for each in parties]
        if list(map(str, sizes)) == counts and all(bundles):  # else there is a blank node, which has no text
            spread = (list(chain.from_iterable(map(repeat, column, sizes))) for column in others)
            return {"party": list(chain(*parties)), **dict(zip(_BARE[1:], spread, strict=True))}
    return None


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


def _columns(answer: Solutions, path: Path) -> _Columns:
    """Give the columns of an answer by name; ``InputError`` tells which are missing."""
    names = [each.value for each in answer.variables] if isinstance(answer, ox.QuerySolutions) else []
    if not isinstance(answer, ox.QuerySolutions) or not set(COLUMNS) <= set(names):
        missing = ", ".join(f"?{name}" for name in COLUMNS if name not in names)
        raise InputError(f"{path}: a network query selects {_ALL}; missing: {missing}")
    return dict(zip(names, _cells(answer), strict=True))


def _united(rows: Rows, same: Same, *, as_edge: bool) -> Rows:
    """Give rows in which bodies that are one have one IRI; a line from such a body to itself is left out."""
    if not same.first:
        return rows
    vias, parties = rows.column("via"), rows.column("party")
    told = rows.named({"via": list(map(same.one, vias)), "party": list(map(same.one, parties))})
    if not as_edge:
        return told
    ends = set(zip(told.column("via"), told.column("party"), strict=True))
    apart = Counter(same.one(via) for via, _ in set(zip(vias, parties, strict=True)))
    left = Counter(via for via, _ in ends)
    return told.kept([left[via] > 1 or apart[via] == 1 for via in told.column("via")])


def _cells(answer: ox.QuerySolutions) -> list[list[str]]:
    """Give the columns of an answer as text; where no cell is in quotes, each comma and line end parts two of them."""
    width = len(answer.variables)
    text = (answer.serialize(format=ox.QueryResultsFormat.CSV) or b"").decode()
    if '"' in text:
        rows = list(csv.reader(io.StringIO(text, newline="")))[1:]
        return [[row[place] for row in rows] for place in range(width)]
    cells = text.replace("\r\n", ",").split(",")
    return [cells[width + place : -1 : width] for place in range(width)]


def _rows(columns: _Columns, kind: str) -> Rows:
    """Give the rows that have party and via, each with its kind and the node that carries its evidence."""
    found = {name: columns[name] for name in _NAMES if name in columns}
    found["kind"] = [told or kind for told in found["kind"]]
    found["statement"] = [
        told or via for told, via in zip(found.get("statement", found["via"]), found["via"], strict=True)
    ]
    whole = [bool(party and via) for party, via in zip(found["party"], found["via"], strict=True)]
    rows = Rows(found)
    return rows if all(whole) else rows.kept(whole)
