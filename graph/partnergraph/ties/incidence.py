"""Incidence: which node ties in which party, read with a query of ``ontology/networks/``.

One row for each party that a node ties in (``?party ?via ?kind ?start ?end ?role``, and ``?statement`` where another
node than ``?via`` carries the evidence), never a self-join: n parties are n rows, not n².

The order of a query is for servers that give their rows in pages; here it is left out, since ties are sorted anyway: of
149,000 rows sorting in the engine takes as long as finding them. Of a store here what a query only adds to its rows at
the end, the dates of a project say, is asked for by itself (``partnergraph.query.supplement``).
"""

from array import array
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import compress
from pathlib import Path
from typing import overload

import pyoxigraph as ox

from partnergraph import resource
from partnergraph.errors import InputError, QueryError
from partnergraph.query import paging, pruning, queryfile, sparql, supplement
from partnergraph.query.queryfile import QueryFile
from partnergraph.query.supplement import Lookup
from partnergraph.storage import solutions
from partnergraph.storage.queryable import Queryable
from partnergraph.storage.solutions import Solutions
from partnergraph.storage.store import Store
from partnergraph.ties import identity
from partnergraph.ties.identity import Same
from partnergraph.values.column import Column
from partnergraph.values.term import is_iri
from partnergraph.vocab import expand

COLUMNS = ("party", "via", "kind", "start", "end", "role")
"""What a network query selects."""

_NAMES = (*COLUMNS, "statement")
_BARE = ("party", "via", "kind", "start", "end")
_KEYS = ("party", "via")
_ORDER = ("via", "party", "role", "start", "end", "statement", "kind")
_Columns = Mapping[str, Column]
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
    >>> len(rows), rows[0].party, list(rows.column("party"))
    (2, 'urn:a', ['urn:b', 'urn:a', 'urn:b'])
    """

    def __init__(self, columns: Mapping[str, Sequence[str]]) -> None:
        none = Column.alike("", len(columns["party"]))
        self._columns = {name: Column.of(columns.get(name, none)) for name in _NAMES}

    def column(self, name: str) -> Column:
        """Give a column by the name of its field."""
        return self._columns[name]

    def kept(self, mask: Sequence[bool]) -> "Rows":
        """Give the rows at which a mask is true."""
        return Rows({name: column.kept(mask) for name, column in self._columns.items()})

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

    def column(self, name: str) -> Column:
        """Give one field of the ties (but their weights), in no particular order.

        >>> Incidence("x", False, (Tie("urn:a", "urn:m", "", "2014", "", "", ""),)).column("start")[0]
        '2014'
        """
        ties = self.ties
        return ties.column(name) if isinstance(ties, Rows) else Column.of([getattr(tie, name) for tie in ties])

    @property
    def lines(self) -> int:
        """How many lines a picture draws: one for what is drawn as the line of two parties, else one for each tie.

        >>> two = Rows({"party": ["urn:a", "urn:b"], "via": ["urn:m"] * 2})
        >>> Incidence("x", True, two).lines, Incidence("x", False, two).lines
        (1, 2)
        """
        vias, parties = self.column("via"), self.column("party")
        if not self.as_edge and set(parties.texts).isdisjoint(vias.texts):
            return len(self.ties)
        ends = Counter(via for via, _ in set(zip(vias, parties, strict=True)))
        whole = {via for via, many in ends.items() if many == 2 and self.as_edge}
        return len(whole) + sum(tie.via not in whole and tie.party != tie.via for tie in self.ties)

    def weights(self) -> Sequence[float]:
        """Give the weights of the ties, in the order of their columns.

        >>> list(Incidence("x", False, Rows({"party": ["urn:a"], "via": ["urn:m"]})).weights())
        [1.0]
        """
        return (
            array("d", [1.0]) * len(self.column("party"))
            if isinstance(self.ties, Rows)
            else [tie.weight for tie in self.ties]
        )

    def kept(self, mask: Sequence[bool]) -> "Incidence":
        """Give what is left of the ties by a mask in the order of their columns.

        >>> two = Rows({"party": ["urn:a", "urn:b"], "via": ["urn:m"] * 2})
        >>> list(Incidence("x", False, two).kept([False, True]).column("party"))
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
    columns = _apart(store, file.text, bare=bare) if isinstance(store, Store) and not among else None
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


def _apart(store: Store, text: str, *, bare: bool) -> _Columns | None:
    """Give the columns by what is asked for apart; None where the query does not allow it."""
    selected = set(sparql.selected(text) or ())
    wanted = [name for name in (_BARE if bare else _NAMES) if name in selected]
    parts = paging.parts(text) if set(COLUMNS) <= selected else None
    lean = parts and pruning.pruned(parts, wanted)
    if lean is None or lean is parts:
        return None
    with suppress(QueryError):
        found = supplement.apart(lean, wanted, _KEYS)
        rows = solutions.columns(store.select(pruning.looped(found.text) if store.in_memory else found.text))
        looked = {each.value: _looked_up(store, each, rows) for each in found.lookups}
        known = rows | {name: column for name, column in looked.items() if column is not None}
        if len(known) < len(rows) + len(looked):
            return _plain(solutions.columns(store.select(lean.text())))
        return _plain({name: _first([known[each] for each in told]) for name, told in found.columns.items()})
    return None


def _looked_up(store: Store, lookup: Lookup, rows: _Columns) -> Column | None:
    """Give what is told beside some rows; None where that is not one thing for each of them."""
    *keys, values = solutions.cells(store.select(lookup.text))
    if not lookup.key:
        return Column.alike(values[0], len(next(iter(rows.values()))))
    found, column = dict(zip(keys[0], values, strict=True)), rows[lookup.key]
    if len(found) < len(values) and not _repeated(keys[0]).isdisjoint(column.texts):
        return None
    return column.told(lambda text: found.get(text, ""))


def _repeated(texts: Sequence[str]) -> set[str]:
    return {text for text, times in Counter(texts).items() if times > 1}


def _first(columns: Sequence[Column]) -> Column:
    """Give for each row the first text that is told in it."""
    first, *others = [column for column in columns if any(column.texts)] or columns[:1]
    if not others:
        return first
    return Column.of([next(filter(None, texts), "") for texts in zip(first, *others, strict=True)])


def _plain(columns: _Columns) -> _Columns:
    return {name: solutions.plain(column) for name, column in columns.items()}


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
    return _plain(solutions.columns(answer))


def _united(rows: Rows, same: Same, *, as_edge: bool) -> Rows:
    """Give rows in which bodies that are one have one IRI; a line from such a body to itself is left out."""
    if not same.first:
        return rows
    vias, parties = rows.column("via"), rows.column("party")
    told = rows.named({"via": vias.told(same.one), "party": parties.told(same.one)})
    if not as_edge:
        return told
    ends = set(zip(told.column("via"), told.column("party"), strict=True))
    apart = Counter(same.one(via) for via, _ in set(zip(vias, parties, strict=True)))
    left = Counter(via for via, _ in ends)
    return told.kept([left[via] > 1 or apart[via] == 1 for via in told.column("via")])


def _rows(columns: _Columns, kind: str) -> Rows:
    """Give the rows that have party and via, each with its kind and the node that carries its evidence."""
    vias = columns["via"]
    statements = columns.get("statement", vias)
    if "" in statements.texts:
        statements = Column.of([told or via for told, via in zip(statements, vias, strict=True)])
    kinds = columns["kind"].told(lambda told: told or kind)
    rows = Rows({**columns, "kind": kinds, "statement": statements})
    if "" not in columns["party"].texts and "" not in vias.texts:
        return rows
    return rows.kept([bool(party and via) for party, via in zip(columns["party"], vias, strict=True)])
