"""The folder of a store on disk: which state of it counts, and who may read or write.

    office/
    ├── writer.lock     held by the one process that writes; a second one is refused
    ├── 000007/         an edition: one state of the store, complete, with its manifest, never changed again
    └── 000008.draft/   the next one while it is made

Whoever writes makes the next edition beside the last: its data files, which the engine never writes twice, are linked
(0.001 s for 15 MB), the small others copied. Renaming ``000008.draft`` to ``000008`` is the commit, and the highest
number counts. So a crash, a full disk or an error at any moment leaves the state before, however many steps a change
has (files loaded, ties derived anew); what is left over is a draft, and the next to write or to look after the store
removes it.

Readers open an edition, never a folder that is written: the engine calls reading beside a writer undefined, and beside
a compacting one it failed with "Corruption". Each holds a shared lock on what it reads. Older editions are removed when
nobody holds them, by whoever writes next; locks end with their process (``partnergraph.storage.lock``), so one that was
killed keeps nothing.

A folder that another program wrote with Oxigraph is read as it is. The first change makes it edition 1, and its files
go. As long as another program writes in it, it is refused.
"""

import os
import re
import shutil
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path

from partnergraph.errors import Remedy, StoreError
from partnergraph.storage import lock, manifest
from partnergraph.storage.lock import Lock
from partnergraph.storage.manifest import Manifest

WRITER = "writer.lock"
BACKUP = "last-backup"
COPY = "partnergraph.backup"
"""An empty file beside the files of a backup: it says that there is a manifest, or was one."""

_EDITION = re.compile(r"\d{6,}", re.ASCII)
_DRAFT = re.compile(r"\d{6,}\.(draft|old)", re.ASCII)
_ENGINE = re.compile(r"bulk-.*\.sst|\d+\.(sst|log|dbtmp)|CURRENT|IDENTITY|LO(CK|G.*)|(MANIFEST|OPTIONS)-.*", re.ASCII)
_OURS = {WRITER, BACKUP, COPY, manifest.NAME}
_DATA = ".sst"
_HASHED = 32 << 20  # bytes that are read within 0.03 s whenever a store is opened
_TRIES = 1000  # an edition is replaced at most some ten times a second, and finding one takes less than a millisecond


@dataclass(frozen=True, slots=True)
class Held:
    """The state of a store that is read: the folder of its files, which stay there until it is released."""

    path: Path
    locks: tuple[Lock, ...]
    disjoint: bool = False  # it is known that no triple stands in two of its graphs

    def release(self) -> None:
        """Let the files go."""
        for each in self.locks:
            each.release()


@dataclass(frozen=True, slots=True)
class Leavings:
    """What a writer that was ended had left in a folder: the names, and the bytes that nothing else has."""

    names: tuple[str, ...]
    size: int


def hold(folder: Path, *, trusting: bool = False) -> Held:
    """Give the state of a store to read; ``StoreError`` if there is none, or another program writes in the folder.

    It is told too where a process that is no reader and no writer of stores keeps the files locked. Files that are
    missing or of another size than was written are told, up to 32 MB in all also those of other bytes: on a damaged
    block the engine may raise, give less, or go on until the memory is full. ``trusting`` leaves this out.

    >>> hold(Path("no-such-folder"))
    Traceback (most recent call last):
    partnergraph.errors.StoreError: no-such-folder: holds no store; make one with partnergraph.loading.load.files
    """
    native(folder)
    with complaining(folder, "read"):
        for _ in range(_TRIES):
            path = newest(folder)
            if path is None:
                break
            held = lock.of(path / "CURRENT", shared=True)
            if held and newest(folder) == path:
                found = Held(path, (held, _engine_lock(folder, path)))
                known = None if trusting else _sound(folder, path)
                return replace(found, disjoint=known.disjoint) if known else found
            if held is None and not (path / "CURRENT").exists() and newest(folder) == path:
                raise StoreError(f"{path / 'CURRENT'}: is missing", Remedy.CHECK, str(folder))
            time.sleep(0.001)  # it was replaced just now
        else:
            raise StoreError(f"{path}: is busy, for another process holds its files; try again")
        _refuse_others(folder)
    raise StoreError(f"{folder}: holds no store", Remedy.LOAD, str(folder))


def newest(folder: Path) -> Path | None:
    """Give the folder with the files of the state that counts: the newest edition, or the folder itself.

    >>> newest(Path("no-such-folder")) is None
    True
    """
    found = editions(folder)
    return found[-1] if found else folder if (folder / "CURRENT").is_file() else None


def editions(folder: Path) -> list[Path]:
    """Give the editions in a folder, the newest last.

    >>> editions(Path("no-such-folder"))
    []
    """
    return sorted(
        (folder / name for name in _names(folder) if _EDITION.fullmatch(name)), key=lambda path: int(path.name)
    )


def native(path: Path) -> str:
    """Give a path as the engine opens it to read, as UTF-8 in any locale; ``StoreError`` where its name is none.

    >>> native(Path("Büro"))
    'Büro'
    """
    try:
        return os.fsencode(path).decode()
    except UnicodeError as error:
        raise StoreError(f"{path}: no store can be in a folder whose name is no UTF-8; give it another name") from error


def claim(folder: Path) -> Held:
    """Give the one hold on a folder that writing takes, and make the folder; ``StoreError`` if somebody has it.

    A folder that holds anything but a store is refused, and one in which another program writes.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as path:
    ...     claim(Path(path)).release()
    """
    native(folder)
    with complaining(folder, "written"):
        _refuse_others(folder)
        if not folder.parent.is_dir():
            raise StoreError(f"{folder}: the folder {folder.parent} does not exist; make it first")
        folder.mkdir(exist_ok=True)
        sync(folder.parent)
        found = lock.alone(folder / WRITER)
    if found is None:
        number = lock.holder(folder / WRITER)
        raise StoreError(
            f"{folder}: is in use by another process{f' (pid {number})' if number else ''} that writes; "
            "wait until it has ended, or give another folder"
        )
    return Held(folder, (found, _engine_lock(folder, newest(folder) or folder)))


def draft(folder: Path) -> Path:
    """Make the next edition as a draft with the files of the last one; ``claim`` has to come first.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as path:
    ...     draft(Path(path)).name
    '000001.draft'
    """
    for name in _names(folder):
        if _DRAFT.fullmatch(name):
            shutil.rmtree(folder / name)
    last = newest(folder)
    number = int(last.name) + 1 if last and last != folder else 1
    made = folder / f"{number:06}.draft"
    made.mkdir()
    if last:
        for name in manifest.names(last):
            _link_or_copy(last / name, made / name)
    return made


def publish(made: Path) -> Path:
    """Let a draft count from now on: its files are on disk before it gets its name, and the name before this returns.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as path:
    ...     publish(draft(Path(path))).name
    '000001'
    """
    for path in [*made.iterdir(), made]:
        if path.suffix != _DATA:  # these are synced by the engine before it refers to them
            sync(path)
    target = made.with_suffix("")
    made.rename(target)
    sync(target.parent)
    return target


def clean(folder: Path) -> None:
    """Remove the editions before the newest that nobody reads, and the files that the first one was made from.

    >>> clean(Path("no-such-folder"))
    """
    found = editions(folder)
    for edition in found[:-1]:
        with _unread(edition) as unread:
            if unread:
                old = edition.rename(edition.with_suffix(".old"))
                shutil.rmtree(old, ignore_errors=True)  # what is left goes with the drafts
    if found and (folder / "CURRENT").exists():
        with _unread(folder) as unread:
            for name in _names(folder) if unread else ():
                if _ENGINE.fullmatch(name) or manifest.SAID.fullmatch(name) or name in {COPY, manifest.NAME}:
                    (folder / name).unlink(missing_ok=True)


def abandon(folder: Path) -> Leavings:
    """Remove the drafts of a writer that was ended, unless another one has begun by now, who does so himself.

    Give what was removed.

    >>> abandon(Path("no-such-folder"))
    Leavings(names=(), size=0)
    """
    found, size = list[str](), 0
    with suppress(OSError):
        held = lock.of(folder / WRITER, shared=False)
        for name in _names(folder) if held else ():
            if _DRAFT.fullmatch(name):
                alone = _alone(folder / name)
                shutil.rmtree(folder / name, ignore_errors=True)
                if not (folder / name).exists():
                    found.append(name)
                    size += alone
        if held:
            held.release()
    return Leavings(tuple(found), size)


def _alone(path: Path) -> int:
    """Give the bytes that only a draft has: its other files are links to those of an edition."""
    states = (each.stat() for each in path.iterdir()) if path.is_dir() else ()
    return sum(each.st_size for each in states if each.st_nlink == 1)


def empty(folder: Path) -> None:
    """Remove a folder in which no store was made after all, unless there is one.

    >>> empty(Path("no-such-folder"))
    """
    if newest(folder) is None and set(_names(folder)) <= {WRITER}:
        with suppress(OSError):  # it was not there before, or somebody else begins in it
            (folder / WRITER).unlink(missing_ok=True)
            folder.rmdir()


def sync(path: Path) -> None:
    """See that what was written to a file, or the names in a folder, are on disk.

    >>> sync(Path())
    """
    if sys.platform == "win32":
        return  # neither a folder nor a file opened to be read can be synced there; the engine has synced its own
    with suppress(PermissionError):  # a folder that may not be listed
        descriptor = os.open(path, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


@contextmanager
def complaining(folder: Path, done: str) -> Iterator[None]:
    """Translate what the system says of a folder into a ``StoreError`` of one line.

    >>> with complaining(Path("a"), "read"):
    ...     raise PermissionError(13, "Permission denied")
    Traceback (most recent call last):
    partnergraph.errors.StoreError: a: cannot be read: Permission denied
    """
    try:
        yield
    except (OSError, ValueError) as error:  # the latter: a name with a NUL
        reason = " ".join(str(getattr(error, "strerror", None) or error).split())
        raise StoreError(f"{str(folder)[:200]}: cannot be {done}: {reason}") from error


def _names(folder: Path) -> list[str]:
    try:
        return sorted(path.name for path in folder.iterdir())
    except (FileNotFoundError, NotADirectoryError):
        return []


def _refuse_others(folder: Path) -> None:
    if folder.exists() and not folder.is_dir():
        raise StoreError(f"{folder}: is a file", Remedy.FILE)
    kinds = (_EDITION, _DRAFT, _ENGINE, manifest.SAID)
    others = [name for name in _names(folder) if name not in _OURS and not any(kind.fullmatch(name) for kind in kinds)]
    if others:
        raise StoreError(
            f"{folder}: holds {others[0]!r}, which is of no store; give the folder of one, or to make one a new folder"
        )


def _sound(folder: Path, path: Path) -> Manifest | None:
    """Give the manifest of a state once nothing of it is seen to be damaged."""
    known = manifest.read(path)
    if known:
        for damage in manifest.compare(path, known, hashes=known.size <= _HASHED):
            raise StoreError(str(damage), Remedy.CHECK, str(folder))
    return known


def _engine_lock(folder: Path, path: Path) -> Lock:
    """Hold off other programs that would write in what is read; ``StoreError`` if one does already."""
    found = lock.of_engine(path / "LOCK")
    if found is None:
        raise StoreError(f"{folder}: is in use by another program, which writes in it", Remedy.ENDPOINT)
    return found


@contextmanager
def _unread(path: Path) -> Iterator[bool]:
    """Say whether nobody reads a state, and let nobody begin to."""
    held = None
    with suppress(OSError):  # where it cannot be known, it stays
        held = lock.of(path / "CURRENT", shared=False)
    if held and sys.platform == "win32":
        held.release()  # an open file keeps its folder from being renamed
    try:
        yield held is not None
    except PermissionError:
        if sys.platform != "win32":
            raise
    finally:
        if held:
            held.release()


def _link_or_copy(source: Path, target: Path) -> None:
    if source.suffix in manifest.LASTING:
        with suppress(OSError):  # a file system without links
            target.hardlink_to(source)
            return
    shutil.copyfile(source, target)
    sync(target)
