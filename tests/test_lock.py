"""Locks on files."""

import os
import signal
from pathlib import Path

import pytest

from partnergraph.storage import lock
from tests import processes


def hold_for_ever(path: Path) -> None:
    """Take a lock and keep it."""
    held = lock.alone(path)
    signal.pause()
    assert held


def test_one_holds_it_alone(tmp_path: Path) -> None:
    """While one has the lock nobody else gets it, and afterwards the next does."""
    mine = lock.alone(tmp_path / "lock")
    assert mine is not None
    assert lock.alone(tmp_path / "lock") is lock.of(tmp_path / "lock", shared=True) is None
    mine.release()
    mine.release()
    assert lock.alone(tmp_path / "lock") is not None


def test_a_lock_forgotten_is_released(tmp_path: Path) -> None:
    """What nobody refers to any more holds nobody off."""
    for _ in range(3):
        assert lock.alone(tmp_path / "lock") is not None


def test_the_holder_is_told_and_its_death_ends_the_lock(tmp_path: Path) -> None:
    """Another process holds it and says its number; killed, it holds nothing."""
    path = tmp_path / "lock"
    process = processes.start(hold_for_ever, path)
    while lock.holder(path) != process.pid:
        process.join(0.01)
    assert lock.alone(path) is None
    process.kill()
    process.join()
    assert lock.holder(path) == process.pid
    assert lock.alone(path) is not None
    assert lock.holder(path) == os.getpid()


def test_readers_share_and_hold_off_one_that_would_be_alone(tmp_path: Path) -> None:
    """Any number share a lock; a file that is not there cannot be locked."""
    path = tmp_path / "file"
    assert lock.of(path, shared=True) is None
    path.touch()
    readers = [lock.of(path, shared=True) for _ in range(3)]
    assert None not in readers
    assert lock.of(path, shared=False) is None
    readers.clear()
    assert lock.of(path, shared=False) is not None


def test_a_lock_on_a_removed_file_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who opened the file just before it was replaced gets no lock on the old one."""
    path = tmp_path / "file"
    path.touch()
    opened = os.open

    def replaced_meanwhile(*arguments: object, **options: object) -> int:
        descriptor = opened(*arguments, **options)  # type: ignore[arg-type]
        monkeypatch.undo()
        path.unlink()
        path.touch()
        return descriptor

    monkeypatch.setattr(os, "open", replaced_meanwhile)
    assert lock.of(path, shared=True) is None


def test_a_file_that_tells_no_number_tells_none(tmp_path: Path) -> None:
    """Whatever the lock's file holds, nothing fails."""
    (tmp_path / "lock").write_bytes(b"\xff?")
    assert lock.holder(tmp_path / "lock") is None
