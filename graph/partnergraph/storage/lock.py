"""Locks: a hold on a file, shared or alone, that the operating system ends with the process that has it.

The system's own locks (``flock``; ``msvcrt`` on Windows) are gone when their process is, by whatever signal, so that
there is nothing to clean up and no number of a dead process to puzzle over. They hold between processes and within one.
On Windows there are no shared ones: there an open file keeps its folder from being renamed or removed, which is enough.
"""

import os
import sys
import weakref
from pathlib import Path

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

_FAR = 1 << 30  # the byte that is locked on Windows, behind all that is ever written


class Lock:
    """A hold on a file, until it is released or forgotten."""

    def __init__(self, descriptor: int) -> None:
        self._end = weakref.finalize(self, os.close, descriptor)
        self.descriptor = descriptor

    def release(self) -> None:
        """Let go; doing it twice does no harm."""
        self._end()


def alone(path: Path) -> Lock | None:
    """Give a lock on a file, made if need be, that nobody else has; None while somebody holds one.

    The file then tells the number of this process, for ``holder``.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     mine = alone(Path(folder, "lock"))
    ...     alone(Path(folder, "lock")) is None, holder(Path(folder, "lock")) == os.getpid()
    (True, True)
    """
    found = _take(path, os.O_RDWR | os.O_CREAT, shared=False)
    if found:
        os.ftruncate(found.descriptor, 0)
        os.write(found.descriptor, b"%d\n" % os.getpid())
    return found


def holder(path: Path) -> int | None:
    """Give the number of the process that said last that it has the lock; None where there is none to read.

    >>> holder(Path("no-such-lock")) is None
    True
    """
    try:
        return int(path.read_bytes())
    except (OSError, ValueError):  # it is told for convenience alone
        return None


def of(path: Path, *, shared: bool) -> Lock | None:
    """Give a lock on a file that is there, which stays as it is; None where it is gone or others hold it.

    >>> import tempfile
    >>> with tempfile.NamedTemporaryFile() as file:
    ...     readers = [of(Path(file.name), shared=True) for _ in range(2)]
    ...     None in readers, of(Path(file.name), shared=False)
    (False, None)
    """
    try:
        return _take(path, os.O_RDONLY, shared=shared)
    except (FileNotFoundError, NotADirectoryError):
        return None


def of_engine(path: Path) -> Lock | None:
    """Give a shared hold on the file that RocksDB locks to write; None while another process writes.

    RocksDB locks by ``fcntl``, which knows nothing of ``flock``. Without the file nobody writes, and a hold on nothing
    is given; on Windows too, where this lock cannot be shared.

    >>> of_engine(Path("no-such-LOCK")) is None
    False
    """
    try:
        found = Lock(os.open(path, os.O_RDONLY | getattr(os, "O_CLOEXEC", 0)))
    except (FileNotFoundError, NotADirectoryError):
        return Lock(os.open(os.devnull, os.O_RDONLY))
    if sys.platform != "win32":
        try:
            fcntl.lockf(found.descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except (BlockingIOError, PermissionError):
            found.release()
            return None
    return found


def _take(path: Path, flags: int, *, shared: bool) -> Lock | None:
    plain = getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_NOFOLLOW", 0)  # a link could lead to a file of somebody else
    found = Lock(os.open(path, flags | plain, 0o666))
    try:
        _wait_not(found.descriptor, shared=shared)
        if _is(path, found.descriptor):
            return found
    except BlockingIOError:
        pass
    except BaseException:
        found.release()
        raise
    found.release()
    return None


def _wait_not(descriptor: int, *, shared: bool) -> None:
    """Lock an open file at once, or raise ``BlockingIOError``."""
    if sys.platform == "win32":
        if not shared:
            os.lseek(descriptor, _FAR, os.SEEK_SET)
            try:
                msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
            except PermissionError as error:
                raise BlockingIOError(*error.args) from error
            os.lseek(descriptor, 0, os.SEEK_SET)
    else:
        fcntl.flock(descriptor, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)


def _is(path: Path, descriptor: int) -> bool:
    """Say whether a path still leads to an open file: a lock on one that was removed meanwhile holds nobody off."""
    try:
        return os.path.samestat(path.stat(), os.fstat(descriptor))
    except FileNotFoundError:
        return False
