"""Files that are written whole or not at all: beside the target first, then renamed onto it."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from partnergraph.errors import OutputError

PART = ".part"
"""How the name of a file ends that is not yet written whole."""

_SHOWN = 200  # characters of a path that a complaint repeats


def write(path: Path, content: bytes) -> None:
    """Write ``content`` to ``path``, replacing what was there; ``OutputError`` if the place cannot take it.

    A device or a pipe is written to as it stands. Else until the last step only a temporary file in the same folder
    exists, and it is removed when anything fails.

    >>> with tempfile.TemporaryDirectory() as folder:
    ...     write(Path(folder) / "a.ttl", b"<urn:a> <urn:b> 1 .")
    ...     (Path(folder) / "a.ttl").read_text()
    '<urn:a> <urn:b> 1 .'
    """
    with opened(path) as stream:
        stream.write(content)


@contextmanager
def opened(path: Path) -> Iterator[IO[bytes]]:
    """Give a binary stream to write to ``path`` in the same way: what was there is replaced when all is written.

    >>> with tempfile.TemporaryDirectory() as folder, opened(Path(folder) / "a.csv") as stream:
    ...     stream.write(b"name")
    4
    """
    with _complaining(path):
        target = _target(path)
        device = target.exists() and not target.is_file()
        with target.open("wb") if device else _beside(target) as stream:
            yield stream


def check(path: Path) -> None:
    """Raise ``OutputError`` if nothing can be written to ``path``, before anything is made to be written there.

    Where it is no device or pipe a file is made beside it, and taken away at once.

    >>> check(Path("a.ttl"))
    """
    with _complaining(path):
        target = _target(path)
        if target.is_file() or not target.exists():
            handle, name = _part(target)
            os.close(handle)
            Path(name).unlink()


@contextmanager
def _complaining(path: Path) -> Iterator[None]:
    try:
        yield
    except (OSError, RuntimeError, ValueError) as error:  # the last two: a circle of links, a name with a NUL
        reason = getattr(error, "strerror", None) or error
        raise OutputError(f"{str(path)[:_SHOWN]}: cannot be written: {reason}") from error


def _target(path: Path) -> Path:
    """Give the file that is meant: what a link leads to is replaced, not the link."""
    target = path.resolve()
    if target.is_dir():
        raise OutputError(f"{path}: is a folder; give a file name in it")
    if not target.parent.is_dir():
        raise OutputError(f"{path}: the folder {path.parent} does not exist; make it first")
    return target


@contextmanager
def _beside(path: Path) -> Iterator[IO[bytes]]:
    handle, name = _part(path)
    os.close(handle)
    try:
        with Path(name).open("wb") as stream:
            yield stream
        Path(name).chmod(_mode(path))
        Path(name).replace(path)
    except BaseException:  # also an interruption must leave no half-written file behind
        with suppress(OSError):
            Path(name).unlink()
        raise


def _part(path: Path) -> tuple[int, str]:
    return tempfile.mkstemp(prefix=f".{path.name[:40]}-", suffix=PART, dir=path.parent)


def _mode(path: Path) -> int:
    if path.exists():
        return path.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
