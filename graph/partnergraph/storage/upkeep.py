"""Upkeep of a store on disk: a backup, a compaction, a look for damage."""

import os
import shutil
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from partnergraph.errors import Remedy, StoreError
from partnergraph.storage import draft, folder, manifest
from partnergraph.storage.folder import Held, Leavings
from partnergraph.storage.manifest import Damage, Manifest


@dataclass(frozen=True, slots=True)
class Health:
    """What a look at a store found: damage, quads, files, and whether a manifest says what had been written.

    ``backup`` is the last backup, where there is one and it is still there, ``leavings`` the drafts of writers that
    were ended, which are gone now.
    """

    damage: tuple[Damage, ...]
    quads: int
    files: int
    known: bool
    backup: Path | None
    leavings: Leavings


@dataclass(frozen=True, slots=True)
class Compaction:
    """The bytes of a store before and after it was compacted, and the drafts that were left in its folder."""

    before: int
    after: int
    leavings: Leavings


def backup(path: Path, target: Path) -> Manifest:
    """Copy the store in a folder to a new folder, whole or not at all, and give the manifest of the copy.

    The copy is a plain Oxigraph folder with a manifest beside its files. Its bytes are its own, so that what damages
    the one leaves the other; each is held against its hash on the way, so that no damage is kept for later.

    >>> import tempfile
    >>> from partnergraph import resource
    >>> from partnergraph.loading import load
    >>> with tempfile.TemporaryDirectory() as path:
    ...     _ = load.files(Path(path, "a"), resource.data()[:1])
    ...     backup(Path(path, "a"), Path(path, "b")).quads == check(Path(path, "b")).quads
    True
    """
    with folder.complaining(target, "written"):
        _refuse_place(path, target)
    held = folder.hold(path, trusting=True)
    try:
        known = manifest.read(held.path) or manifest.of(held.path, _counted(held.path))
        with folder.complaining(target, "written"):
            made = _copied(held.path, target, known, path)
    finally:
        held.release()
    with suppress(OSError):  # it only tells check-store what to propose
        (path / folder.BACKUP).unlink(missing_ok=True)  # were it a link, its target would be written
        with (path / folder.BACKUP).open("xb") as told:
            told.write(os.fsencode(target.absolute()))
    return made


def compact(path: Path) -> Compaction:
    """Write the data files of a store anew, without what is outdated, and give its bytes before and after.

    >>> import tempfile
    >>> from partnergraph import resource
    >>> from partnergraph.loading import load
    >>> with tempfile.TemporaryDirectory() as path:
    ...     _ = load.files(Path(path), resource.data()[:1])
    ...     done = compact(Path(path))
    >>> done.before > 0 < done.after
    True
    """
    leavings = folder.abandon(path)
    with draft.begin(path) as made:
        made.store.engine.optimize()
        after = made.publish(disjoint=made.before.disjoint, told=made.before.told)
        return Compaction(made.before.size, after.size, leavings)


def check(path: Path) -> Health:
    """Tell what of a store is not as it was written: every file by its hash, every quad by reading it.

    Without a manifest (a folder that another program wrote) only what cannot be read is noticed. What a writer that was
    ended left there is removed, unless another one writes.

    >>> import tempfile
    >>> from partnergraph import resource
    >>> from partnergraph.loading import load
    >>> with tempfile.TemporaryDirectory() as path:
    ...     _ = load.files(Path(path), resource.data()[:1])
    ...     check(Path(path)).damage
    ()
    """
    leavings = folder.abandon(path)
    held = _held(path)
    try:
        known, damage = _compared(path, held.path)
        quads, unread = (0, ()) if damage else _read(held.path, known)
    finally:
        held.release()
    names = manifest.names(held.path)
    return Health((*damage, *unread), quads, len(names), known is not None, _last(path), leavings)


def _held(path: Path) -> Held:
    """Give the state of a store to look at, also one that cannot be opened any more."""
    place = folder.newest(path) or path
    ours = place != path or any((place / name).exists() for name in (manifest.NAME, folder.COPY))
    if not (place / "CURRENT").exists() and ours:
        return Held(place, ())
    return folder.hold(path, trusting=True)


def _compared(path: Path, place: Path) -> tuple[Manifest | None, tuple[Damage, ...]]:
    """Give the manifest of a state and what in its folder is not as it says."""
    at = place / manifest.NAME
    try:
        known = manifest.read(place)
    except StoreError as error:
        return None, (Damage(at, error.what.removeprefix(f"{at}: ")),)
    if known is None:
        foreign = place == path and not (path / folder.COPY).exists()
        return None, () if foreign else (Damage(at, "is missing"),)
    return known, manifest.compare(place, known)


def _read(place: Path, known: Manifest | None) -> tuple[int, tuple[Damage, ...]]:
    """Read every quad of a state, and give their number and what is wrong with them."""
    try:
        found = _counted(place, dump=True)
    except StoreError as error:
        return 0, (Damage(place, error.what.removeprefix(f"{place}: ")),)
    expected = found if known is None else known.graphs
    wrong = sorted(graph for graph in {*found, *expected} if found.get(graph) != expected.get(graph))
    return sum(found.values()), tuple(
        Damage(
            place,
            f"has {found.get(graph, 0):,} quads in {graph or 'the default graph'}, not {expected.get(graph, 0):,}",
        )
        for graph in wrong
    )


def _counted(place: Path, *, dump: bool = False) -> dict[str, int]:
    """Give the number of quads of each graph of a state, after having read each if ``dump`` says so."""
    try:
        engine = ox.Store.read_only(folder.native(place))
        if dump:
            with Path(os.devnull).open("wb") as nowhere:
                engine.dump(nowhere, ox.RdfFormat.N_QUADS)
        return draft.counts(engine)
    except (OSError, RuntimeError, ValueError, MemoryError) as error:
        raise StoreError(f"{place}: cannot be read: {' '.join(str(error).split())}") from error


def _last(path: Path) -> Path | None:
    """Give the folder of the last backup, if there still is one."""
    try:
        found = Path(os.fsdecode((path / folder.BACKUP).read_bytes()))
        return found if folder.newest(found) else None
    except (OSError, ValueError):
        return None


def _refuse_place(path: Path, target: Path) -> None:
    folder.native(target)
    if target.exists() and not target.is_dir():
        raise StoreError(f"{target}: is a file; give a new folder")
    if target.is_dir() and any(target.iterdir()):
        raise StoreError(f"{target}: is not empty; give a new folder")
    if not target.parent.is_dir():
        raise StoreError(f"{target}: the folder {target.parent} does not exist; make it first")
    if target.resolve().is_relative_to(path.resolve()):
        raise StoreError(f"{target}: lies in the store itself; give a folder elsewhere, best on another disk")


def _copied(source: Path, target: Path, known: Manifest, store: Path) -> Manifest:
    """Copy the state of a store into a new folder, complete or not at all."""
    part = target.with_name(f".{target.name}-{os.getpid()}.part")
    shutil.rmtree(part, ignore_errors=True)  # of a process of the same number that was ended
    part.mkdir()
    try:
        for name in known.files:
            shutil.copyfile(source / name, part / name)
        damage = manifest.compare(part, known)
        if damage:
            raise StoreError(f"{source / damage[0].path.name}: {damage[0].reason}", Remedy.CHECK, str(store))
        (part / manifest.NAME).write_text(manifest.text(known), encoding="utf-8", newline="")
        (part / folder.COPY).touch()
        for path in [*part.iterdir(), part]:
            folder.sync(path)
        if target.exists():
            target.rmdir()
        part.rename(target)
        folder.sync(target.parent)
    finally:
        shutil.rmtree(part, ignore_errors=True)  # what is left of it when something failed
    return known
