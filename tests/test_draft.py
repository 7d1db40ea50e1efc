"""Drafts: all or nothing, whatever goes wrong."""

from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import pytest

from partnergraph.errors import StoreError
from partnergraph.loading import load
from partnergraph.storage import draft, update, upkeep
from partnergraph.storage.store import Store
from tests import processes
from tests.stores import stated

INSERT = "INSERT DATA { <urn:a> <urn:b> '%s' }" % ("x" * 30_000)


@pytest.fixture
def office(tmp_path: Path, small: Path) -> Path:
    """Give a store on disk with the small graph."""
    load.files(tmp_path / "office", [small])
    return tmp_path / "office"


def load_more(office: Path) -> None:
    """Load a file of some hundred kilobytes."""
    path = office.parent / "more.nt"
    if not path.exists():
        path.write_text("".join(f'<urn:a{n}> <urn:b> "{n:09}" .\n' for n in range(10_000)))
    load.files(office, [path])


def insert(office: Path) -> None:
    """Insert a long text."""
    update.apply(office, INSERT)


def compact(office: Path) -> None:
    """Compact a store with a long text."""
    upkeep.compact(office)


@pytest.mark.parametrize("error", [OSError("full of\nsomething"), RuntimeError("odd"), MemoryError(), ValueError("no")])
def test_without_publishing_nothing_has_changed(office: Path, error: Exception) -> None:
    """A draft that is left by an error leaves no trace, and the error is one line."""
    files = sorted(office.rglob("*"))
    with pytest.raises(StoreError, match=r"office: cannot be written, and is as it was: [^\n]+\Z"):
        leave(office, error)
    assert sorted(office.rglob("*")) == files
    assert len(stated(office)) == 13


def leave(office: Path, error: Exception) -> None:
    """Change a store, but do not come to the end of it."""
    with draft.begin(office) as made:
        made.store.engine.update("CLEAR ALL")
        raise error


def test_a_store_is_not_made_by_changing_it(tmp_path: Path) -> None:
    """Where there is none it is told, and no folder is left."""
    with pytest.raises(StoreError, match="none: holds no store"), draft.begin(tmp_path / "none"):
        pass
    assert not (tmp_path / "none").exists()


def test_what_the_store_below_says_is_told_with_the_folder(office: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A write that fails on the way to derived ties names the folder like any other."""

    def fail(_: Store, quads: object) -> None:
        raise StoreError("the store cannot be written") from OSError(28, "No space left on device")

    monkeypatch.setattr(Store, "_extend", fail)
    told = r"office: cannot be written, and is as it was: No space left on device; make room and do it again\Z"
    with pytest.raises(StoreError, match=told):
        update.apply(office, INSERT)


ROOM = [0, 10, 100, 1_000, 5_000, 20_000, 60_000, 100_000, 150_000, 10_000_000]


@pytest.mark.parametrize("change", [load_more, insert, compact])
def test_a_full_disk_is_one_line_and_no_harm(office: Path, change: Callable[[Path], None]) -> None:
    """Wherever it gets full nothing is lost or half, the folder is named, and with room it works."""
    load_more(office.with_name("other"))  # the file to load is there before
    update.apply(office, INSERT.replace("urn:a", "urn:z"))
    before, told = stated(office), []
    for room in ROOM:
        told.append(processes.outcome(change, office, room=room))
        if told[-1]:
            assert stated(office) == before
    assert all(each.startswith(f"{office}: cannot be written") and "\n" not in each for each in told if each)
    assert sum("File too large" in each for each in told) >= 5
    assert told[-1] == ""
    assert upkeep.check(office).damage == ()


def test_an_error_that_is_kept_locks_nothing(tmp_path: Path) -> None:
    """Who keeps the error of a change that failed can change the store again all the same."""

    def fail(engine: ox.Store) -> None:
        raise ValueError(len(engine))

    kept = []
    for _ in range(2):
        with pytest.raises(StoreError, match="as it was: 0") as caught, draft.begin(tmp_path, create=True) as made:
            fail(made.store.engine)
        kept.append(caught)
    with draft.begin(tmp_path, create=True) as made:
        made.store.engine.update("INSERT DATA { <urn:a> <urn:b> 1 }")
        assert made.publish().graphs == {"": 1}
