"""The folder of a store: editions, readers and the one writer."""

import errno
import os
import signal
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pyoxigraph as ox
import pytest

from partnergraph.errors import StoreError
from partnergraph.loading import load
from partnergraph.storage import draft, folder, lock, manifest, upkeep
from partnergraph.storage.store import Store
from partnergraph.storage.worker import Limits
from tests import processes
from tests.stores import stated

NOBODY = 65534


@pytest.fixture
def office(small: Path, tmp_path: Path) -> Path:
    """Give a store on disk with the small graph."""
    load.files(tmp_path / "office", [small])
    return tmp_path / "office"


def test_a_store_is_one_edition_that_oxigraph_opens(office: Path) -> None:
    """Beside the writer's lock there is one folder, and that is a plain store."""
    assert sorted(path.name for path in office.iterdir()) == ["000001", folder.WRITER]
    assert len(ox.Store.read_only(str(office / "000001"))) > 13


def test_readers_keep_what_they_read(office: Path, small: Path) -> None:
    """An edition stays while somebody reads it, and goes with the next change afterwards."""
    with Store.open(office) as reader:
        load.files(office, [small])
        load.files(office, [small])
        assert [path.name for path in folder.editions(office)] == ["000001", "000003"]
        assert sum(1 for _ in reader.quads()) == len(reader)
    load.files(office, [small])
    assert [path.name for path in folder.editions(office)] == ["000004"]


def test_a_store_that_others_hold_is_busy(office: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A good store whose files another process locks is not said to be none."""
    monkeypatch.setattr(folder, "_TRIES", 3)
    held = lock.of(office / "000001" / "CURRENT", shared=False)
    assert held
    with pytest.raises(StoreError, match=r"office/000001: is busy, for another process holds its files; try again$"):
        folder.hold(office)
    held.release()
    folder.hold(office).release()


def test_a_worker_reads_what_its_reader_reads(office: Path, tmp_path: Path) -> None:
    """A query with limits, answered in another process, sees the edition that was opened, not a newer one."""
    (tmp_path / "more.ttl").write_text("<urn:a> <urn:b> 1 .")
    with Store.open(office) as reader:
        load.files(office, [tmp_path / "more.ttl"])
        asked = "ASK { <urn:a> <urn:b> 1 }"
        assert not reader.query(asked, limits=Limits(seconds=60))
        with Store.open(office) as later:
            assert later.query(asked, limits=Limits(seconds=60))


def read_for_ever(office: Path) -> None:
    """Open a store and keep it open."""
    store = Store.open(office)
    (office.parent / "opened").touch()
    signal.pause()
    store.close()


def test_a_killed_reader_keeps_nothing(office: Path, small: Path) -> None:
    """What it read goes with the next change."""
    reader = processes.start(read_for_ever, office)
    while not (office.parent / "opened").exists():
        reader.join(0.01)
    load.files(office, [small])
    assert len(folder.editions(office)) == 2
    reader.kill()
    reader.join()
    load.files(office, [small])
    assert [path.name for path in folder.editions(office)] == ["000003"]


def read_often(office: Path, times: int) -> None:
    """Open a store and count, again and again; ``StoreError`` if it is ever another number."""
    for _ in range(times):
        with Store.open(office) as store:
            if sum(1 for _ in store.quads()) != len(store):
                raise StoreError("half of a store")


def test_readers_beside_a_writer_see_no_error(office: Path) -> None:
    """Ten processes open the store five times each while it is compacted all the time."""
    readers = [processes.start(read_often, office, 5) for _ in range(10)]
    while any(reader.is_alive() for reader in readers):
        upkeep.compact(office)
    assert [reader.exitcode for reader in readers] == [0] * 10


def test_a_second_writer_is_told_in_one_sentence(office: Path, small: Path) -> None:
    """It learns which process writes; the first goes on, and readers are not concerned."""
    with draft.begin(office):
        told = processes.outcome(load.files, office, [small])
        assert told.startswith(f"{office}: is in use by another process (pid {os.getpid()}) that writes; wait until ")
        assert "\n" not in told
        with pytest.raises(StoreError, match="in use by another process"):
            upkeep.compact(office)
        assert len(stated(office)) == 13
    assert processes.outcome(load.files, office, [small]) == ""


def write_for_ever(path: Path) -> None:
    """Open a folder as Oxigraph's other programs do, to write."""
    store = ox.Store(str(path))
    (path.parent / "opened").touch()
    signal.pause()
    store.flush()


@contextmanager
def another_program(path: Path) -> Iterator[None]:
    """Let another process write in a folder."""
    writer = processes.start(write_for_ever, path)
    while not (path.parent / "opened").exists():
        writer.join(0.01)
    yield
    writer.kill()
    writer.join()


def test_a_folder_in_which_another_program_writes_is_refused(tmp_path: Path, folder: Path, small: Path) -> None:
    """Neither reading nor writing is safe there, and both say so, until it has ended."""
    with another_program(folder):
        for attempt in (lambda: Store.open(folder), lambda: load.files(folder, [small])):
            with pytest.raises(StoreError, match=r"in use by another program, which writes in it; ask that one with"):
                attempt()
    assert len(stated(folder)) == 13


def test_a_plain_folder_is_read_and_adopted(tmp_path: Path, small: Path) -> None:
    """What another program wrote is read as it is; the first change makes it an edition, under its readers too."""
    path = tmp_path / "plain"
    engine = ox.Store(str(path))
    engine.update("INSERT DATA { <urn:a> <urn:b> 'not yet flushed' }")
    del engine
    with Store.open(path) as reader:
        load.files(path, [small])
        assert len(reader) == 1
        assert len(stated(path)) == 14
        assert (path / "CURRENT").exists()
    load.files(path, [small])
    assert sorted(each.name for each in path.iterdir()) == ["000002", folder.WRITER]
    assert len(stated(path)) == 14


def test_what_a_killed_bulk_load_left_is_not_taken_over(folder: Path, small: Path) -> None:
    """The engine's left-over files in a plain folder go when it is adopted."""
    (folder / "bulk-0123.sst").write_bytes(b"left over")
    load.files(folder, [small])
    assert list(folder.rglob("bulk-*")) == []


OTHER = [
    ("file", "is a file; give the folder of a store, or to read the file open"),
    ("full", r"holds 'notes.txt', which is of no store; give the folder of one, or to make one a new folder"),
    ("none/office", r"the folder .*none does not exist; make it first"),
    ("nul\0", "cannot be written: embedded null byte"),
]


@pytest.mark.parametrize(("name", "complaint"), OTHER)
def test_a_place_that_is_none_for_a_store_is_told(tmp_path: Path, small: Path, name: str, complaint: str) -> None:
    """Nothing is written among files of another kind."""
    (tmp_path / "file").touch()
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "notes.txt").touch()
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(StoreError, match=complaint):
        load.files(tmp_path / name, [small])
    assert sorted(tmp_path.rglob("*")) == before


def test_a_folder_that_may_not_be_used_is_told(small: Path) -> None:
    """Without permission reading and writing are one line each."""
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o711)
        locked = Path(name) / "locked"
        locked.mkdir(mode=0)
        with unprivileged():
            with pytest.raises(StoreError, match="office: cannot be read: Permission denied"):
                Store.open(locked / "office")
            with pytest.raises(StoreError, match="locked: cannot be written: Permission denied"):
                load.files(locked, [small])


@contextmanager
def unprivileged() -> Iterator[None]:
    """Be somebody to whom permissions matter."""
    user = os.geteuid()
    if user == 0:
        os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(user)


def test_a_store_without_room_for_links_is_copied(office: Path, small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """On a file system without links the data files are copied."""

    def refuse(path: Path, target: Path) -> None:
        raise OSError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(Path, "hardlink_to", refuse)
    load.files(office, [small])
    assert upkeep.check(office).damage == ()
    assert len(stated(office)) == 13


def test_the_newest_edition_counts(office: Path) -> None:
    """A missing CURRENT is told with the way to look further, and no older edition is read in its place."""
    (office / "000001" / "CURRENT").unlink()
    with pytest.raises(StoreError, match=r"000001/CURRENT: is missing; partnergraph.storage.upkeep.check\("):
        Store.open(office)


def test_a_store_of_another_layout_is_told(office: Path, small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a later version wrote is not changed by this one."""
    monkeypatch.setattr(manifest, "LAYOUT", 2)
    load.files(tmp := office.with_name("later"), [small])
    monkeypatch.undo()
    with pytest.raises(StoreError, match="written by another partnergraph, in layout 2"):
        load.files(tmp, [small])
