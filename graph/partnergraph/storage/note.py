"""Notes: what a process says for the one that waits for it, so that an end by a signal leaves nothing half done.

The one that waits reads them when the process is over: the limits that it was held to, the files and drafts that are
to be removed if it was ended before it had finished them, and which store it was changing.
"""

import os
import signal
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from partnergraph.storage import folder

_UNFINISHED, _KEPT, _FRESH = "unfinished", "kept", "fresh"
_MARKS = tuple(f"{mark}: " for mark in (_UNFINISHED, _KEPT, _FRESH))


class Channel:
    """Where this process writes notes for the one that waits for it; None where nobody does."""

    notes: int | None = None


@dataclass(frozen=True, slots=True)
class Notes:
    """What a process said for the one that waits for it: its limits, what was unfinished, and what the engine said."""

    limits: str
    noise: str
    files: tuple[Path, ...]
    store: Path | None
    fresh: bool

    @classmethod
    def of(cls, text: str) -> "Notes":
        """Read notes."""
        marked = [line.partition(": ")[::2] for line in text.splitlines() if line.startswith(_MARKS)]
        found = [(mark, Path(os.fsdecode(bytes.fromhex(path)))) for mark, path in marked]
        limits, _, noise = "\n".join(line for line in text.splitlines() if not line.startswith(_MARKS)).partition("\n")
        store = next((path for mark, path in reversed(found) if mark != _UNFINISHED), None)
        files = tuple(path for mark, path in found if mark == _UNFINISHED)
        return cls(limits, noise, files, store, any(mark == _FRESH for mark, _ in found))

    def stopped(self, number: int) -> str:
        """Remove what a process that was ended by a signal had not finished; say what became of the store, if any."""
        published = any(path.suffix and path.with_suffix("").is_dir() for path in self.files)
        for path in self.files:
            with suppress(OSError):
                path.unlink() if not path.is_dir() else folder.abandon(path.parent)
        if self.store is None:
            return ""
        if self.fresh:
            folder.empty(self.store)
        after = "had taken in all of it by then" if published else "is as it was"
        how = "interrupted" if number == signal.SIGINT else "ended"
        return f"{how} ({signal.Signals(number).name}); {self.store} {after}"


def unfinished(path: Path) -> None:
    """Name a file, or the draft of a store, that is to be removed where this process is ended before it is finished.

    >>> unfinished(Path("answer.csv.part"))
    """
    _note(_UNFINISHED, path.absolute())


def changing(store: Path) -> None:
    """Name the folder of a store that this process is about to change: if it is ended, what became of it is told.

    >>> changing(Path("office"))
    """
    _note(_KEPT if store.exists() else _FRESH, store)


def _note(mark: str, path: Path) -> None:
    if Channel.notes is not None:
        os.write(Channel.notes, f"{mark}: {os.fsencode(path).hex()}\n".encode())
