"""Withdrawals: what a source said is taken out of a store again, with its record.

A file goes with its graph, a release of CORDIS or ROR with what it alone said. What other sources say too stays, and so
do own edits and accepted matches.
"""

import difflib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from partnergraph.errors import UnknownNameError
from partnergraph.loading import intake, record, release
from partnergraph.loading.renewal import Delta, Renewal
from partnergraph.storage import draft, folder
from partnergraph.storage.draft import Draft
from partnergraph.storage.store import DERIVED, Store

_TOLD = 20  # sources that a complaint names


@dataclass(frozen=True, slots=True)
class Source:
    """A source that a store holds: its name, the IRI of its graph, its day of reading; "" for those of a release."""

    name: str
    graph: str
    read: str


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """What was taken out: a change for each source, and the triples that are stated and derived now."""

    changes: tuple[intake.Change | Delta, ...]
    stated: int
    derived: int


def sources(path: Path) -> tuple[Source, ...]:
    """Give the sources that the store in a folder holds: files by their names, then releases; ``StoreError`` if none.

    >>> import datetime as dt
    >>> import tempfile
    >>> from partnergraph import resource
    >>> from partnergraph.loading import load
    >>> with tempfile.TemporaryDirectory() as path:
    ...     _ = load.graphs(Path(path), resource.data()[:1], load.About(dt.date(2026, 11, 25)))
    ...     sources(Path(path))[0].name
    'agreements.ttl'
    """
    with Store.open(path) as store:
        return _held(store, folder.newest(path) or path)


def out(path: Path, names: Sequence[str], *, derive: bool = True, dry_run: bool = False) -> Withdrawal:
    """Take sources out of the store in a folder by their names, or files by the IRIs of their graphs; all or none.

    ``UnknownNameError`` if the store holds no such source. When this returns all of it is on disk, and the derived ties
    are those of what is stated now; with ``dry_run``, or where it raises, nothing has changed.

    >>> import datetime as dt
    >>> import tempfile
    >>> from partnergraph import resource
    >>> from partnergraph.loading import load
    >>> with tempfile.TemporaryDirectory() as path:
    ...     _ = load.graphs(Path(path), resource.data()[:1], load.About(dt.date(2026, 11, 25)))
    ...     out(Path(path), ["agreements.ttl"]).stated
    0
    """
    with intake.begin(path, create=False) as made:
        held = _held(made.store, made.folder)
        wanted = dict.fromkeys(source for name in names for source in _named(name, held))
        told = made.before.told
        changes = list[intake.Change | Delta]()
        for each in wanted:
            if each.graph:
                changes.append(intake.leave(made.store, ox.NamedNode(each.graph)))
            else:
                change, told = _release(made, each.name, told=told)
                changes.append(change)
        made.renew(derive=derive)
        after = made.preview() if dry_run else made.publish(disjoint=made.before.disjoint, told=told)
    return Withdrawal(tuple(changes), draft.stated(after), after.graphs.get(DERIVED.value, 0))


def _held(store: Store, folder: Path) -> tuple[Source, ...]:
    files = [
        Source(record.title(store, graph), graph.value, record.day(store, graph)) for graph in record.graphs(store)
    ]
    releases = [Source(name, "", "") for name in release.kept(folder)]
    return (*sorted(files, key=lambda source: (source.name, source.graph)), *releases)


def _named(name: str, held: Iterable[Source]) -> list[Source]:
    found = [each for each in held if name in (each.name, each.graph)]
    if found:
        return found
    names = list(dict.fromkeys(each.name for each in held))
    near = difflib.get_close_matches(name, names, 1)
    shown = f"the nearest is {near[0]!r}" if near else f"it has {', '.join(names[:_TOLD]) or 'none'}"
    raise UnknownNameError(f"no source of this store is called {name!r}; {shown}")


def _release(made: Draft, name: str, *, told: bool) -> tuple[Delta, bool]:
    """Take out what a release says; give the change, and whether the default graph holds what releases say."""
    renewal = Renewal(made.store, made.folder, name, told=told)
    change = renewal.take(())
    if not change.spared:
        release.kept(made.folder)[name].unlink()
    return change, renewal.told
