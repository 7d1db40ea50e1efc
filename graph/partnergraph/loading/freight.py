"""Freight: statements by the million into a store, as text of N-Triples that the engine takes in pieces.

Making text and letting the engine parse it takes half the time of making terms one by one
(``scripts/bench/importing.py``); as Turtle the same statements take it a tenth longer, with prefixes a third. Pieces
keep memory at what the store itself needs: in one piece the engine holds all of it twice. What makes it all or nothing
on a disk is the draft (``partnergraph.storage.draft``): a store is as it was until the last piece is in and the counts
add up.

All goes into the default graph, which has three indexes; a named graph has six, and takes twice the room.
"""

import datetime as dt
import time
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

import pyoxigraph as ox

from partnergraph.errors import EmptyError
from partnergraph.loading import notation, release
from partnergraph.loading.renewal import Delta, Renewal
from partnergraph.storage import draft
from partnergraph.storage.draft import Draft
from partnergraph.storage.store import DERIVED, FILES, ONTOLOGY, Store
from partnergraph.values import span

PIECE = 1 << 16
"""Signs of text that the engine is given at once in memory; pieces of a million take a quarter longer."""

BULK_PIECE = 1 << 26
"""The same on disk, where each piece becomes files of its own."""

_OURS = {DERIVED, FILES, ONTOLOGY}
_NAME = ox.NamedNode("http://www.w3.org/2004/02/skos/core#prefLabel")


@dataclass(frozen=True, slots=True)
class Manner:
    """How to import: the day on which the files were got (that of the files), whether to derive, or just to try.

    ``add`` replaces nothing; ``release`` names the source that the files are a release of, else their names do.
    """

    read_on: str | None = None
    derive: bool = True
    dry_run: bool = False
    add: bool = False
    release: str = ""


PLAIN = Manner()
"""Nothing asked for."""


@dataclass(frozen=True, slots=True)
class Freight:
    """What an import did: triples that are more, stated and derived now, and how many seconds it took.

    ``changes`` tells what the release of each source changed, none where it was added.
    """

    new: int
    stated: int
    derived: int
    seconds: float
    changes: tuple[Delta, ...] = ()


Own = Callable[[Collection[str]], Collection[ox.Quad]]
"""Gives what only the release before says with some properties."""

Cargo = Callable[[Store, Own], Iterable[str]]
"""Given the store as it is, gives N-Triples; what it raises leaves the store as it was."""

Outdated = Callable[[], Iterable[tuple[str, str]]]
"""Asked when all is in, gives names in English that something has a better one for: the thing's IRI and the name."""


@dataclass(frozen=True, slots=True)
class Shipment:
    """What one release of a source says, and which names are outdated by then."""

    source: str
    cargo: Cargo
    outdated: Outdated = tuple


def into(path: Path, shipments: Iterable[Shipment], manner: Manner = PLAIN) -> Freight:
    r"""Take releases into the store in a folder, which is made if need be, all of them or none.

    Each takes the place of the release of the same source before it. When this returns all of it is on disk, and the
    derived ties are those of what is stated now; with ``dry_run`` nothing has changed. Where it raises nothing has
    changed either: ``EmptyError`` if all of them are new and none says anything.

    >>> import tempfile
    >>> shipment = Shipment("ror", lambda store, own: ['<urn:a> <urn:b> "c" .\n'])
    >>> with tempfile.TemporaryDirectory() as path:
    ...     [into(Path(path), [shipment]).new for _ in range(2)]
    [1, 0]
    """
    start = time.perf_counter()
    with draft.begin(path, create=True) as made:
        disjoint = (made.before.disjoint or not made.before.quads) and not manner.add
        disjoint = disjoint or set(made.store.engine.named_graphs()) <= _OURS
        changes, told = list[Delta](), made.before.told
        for each in shipments:
            change, told = (_add(made, each), False) if manner.add else _renew(made, each, told=told)
            changes.append(change)
            told = not _forget(made.store.engine, each.outdated()) and told
        if changes and all(each.empty and not each.known for each in changes):
            raise EmptyError.of([each.source for each in changes if each.source])
        if disjoint:
            made.store.trust()  # looking takes half a minute for a million triples
        made.renew(derive=manner.derive)
        after = made.preview() if manner.dry_run else made.publish(disjoint=disjoint, told=told)
        before = made.before
    total = draft.stated(after)
    derived = after.graphs.get(DERIVED.value, 0)
    new, told_of = total - draft.stated(before), () if manner.add else tuple(changes)
    return Freight(new, total, derived, time.perf_counter() - start, told_of)


def _add(made: Draft, shipment: Shipment) -> Delta:
    """Take in what comes to all that is there."""
    before, texts = len(made.store.engine), filter(None, shipment.cargo(made.store, _nothing))
    first = next(texts, "")
    bulk_take(made.store.engine, chain([first], texts))
    return Delta(shipment.source, len(made.store.engine) - before, empty=not first)


def _renew(made: Draft, shipment: Shipment, *, told: bool) -> tuple[Delta, bool]:
    """Take in one release; the first that comes into an empty store as it is read.

    It is known (and told afterwards) if the store holds what releases say, no more and no less.
    """
    engine = made.store.engine
    if made.store.holds(ox.DefaultGraph()) or any(graph not in _OURS for graph in engine.named_graphs()):
        renewal = Renewal(made.store, made.folder, shipment.source, told=told)
        return renewal.take(shipment.cargo(made.store, renewal.own)), renewal.told
    for each in release.kept(made.folder).values():
        each.unlink()  # all of it was taken out
    before, path = len(engine), release.file(made.folder, shipment.source)
    bulk_take(engine, release.keeping(shipment.cargo(made.store, _nothing), path))
    return Delta(shipment.source, came := len(engine) - before, empty=not came), True


def _nothing(_: Collection[str]) -> Collection[ox.Quad]:
    return ()


def take(engine: ox.Store, texts: Iterable[str], *, piece: int = PIECE) -> None:
    r"""Let an engine in memory take N-Triples in pieces; what it took before an error stays.

    There a bulk load puts the statements of a piece aside before it keeps them, which takes a fifth longer.

    >>> store = ox.Store()
    >>> take(store, ['<urn:a> <urn:b> "c" .\n'] * 2)
    >>> len(store)
    1
    """
    for each in notation.lines(texts, piece):
        engine.load(each, ox.RdfFormat.N_TRIPLES, lenient=True)  # the IRIs are made, and valid


def bulk_take(engine: ox.Store, texts: Iterable[str], *, piece: int = BULK_PIECE) -> None:
    r"""Let an engine on a disk take N-Triples in pieces; what it took before an error stays.

    >>> store = ox.Store()
    >>> bulk_take(store, ['<urn:a> <urn:b> "c" .\n'] * 2)
    >>> len(store)
    1
    """
    for each in notation.lines(texts, piece):
        engine.bulk_load(each, ox.RdfFormat.N_TRIPLES, lenient=True)


def day(told: str | None, files: Iterable[Path]) -> str:
    """Give the day on which files were got: the last on which one of them was written, unless it is told.

    >>> day("2026-11-25", [])
    '2026-11-25'
    """
    if told is None:
        moment = max((each.stat().st_mtime for each in files if each.exists()), default=0)
        return dt.datetime.fromtimestamp(moment, dt.UTC).date().isoformat()
    return span.whole(told).isoformat()


def _forget(engine: ox.Store, outdated: Iterable[tuple[str, str]]) -> bool:
    """Take out names that are outdated; say if there are any."""
    found = False
    for iri, name in outdated:
        engine.remove(ox.Quad(ox.NamedNode(iri.strip("<>")), _NAME, ox.Literal(name, language="en")))
        found = True
    return found
