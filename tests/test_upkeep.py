"""The upkeep of a store: backup, compaction, looking for damage."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import pytest
from click.testing import CliRunner

from partnergraph import resource
from partnergraph.cli import main
from partnergraph.errors import StoreError
from partnergraph.knowledge import KnowledgeGraph
from partnergraph.loading import load
from partnergraph.questions.result import Result
from partnergraph.storage import folder, manifest, update, upkeep
from partnergraph.storage.store import Store
from tests.stores import derived, stated


@pytest.fixture
def office(tmp_path: Path, small: Path) -> Path:
    """Give a store on disk with the small graph, changed once."""
    load.files(tmp_path / "office", [small])
    update.apply(tmp_path / "office", "INSERT DATA { body:cocir skos:altLabel 'COCIR' }")
    return tmp_path / "office"


def run(*words: str | Path) -> tuple[int, str, str]:
    """Run a command; give its exit code and what it says on stdout and stderr."""
    done = CliRunner().invoke(main, [str(word) for word in words])
    return done.exit_code, done.stdout, done.stderr


def test_a_backup_is_a_store_of_its_own(office: Path, tmp_path: Path) -> None:
    """Oxigraph opens it, it shares no bytes with its original, and it can be changed."""
    copy = tmp_path / "copy"
    code, _, told = run("backup-store", copy, "--store", office)
    assert (code, told.startswith(f"{copy}: "), " quads in " in told) == (0, True, True)
    assert len(ox.Store.read_only(str(copy))) == len(Store.open(office))
    assert {path.stat().st_nlink for path in copy.iterdir()} == {1}
    assert run("check-store", "--store", copy)[0] == 0
    assert (stated(copy), derived(copy)) == (stated(office), derived(office))
    update.apply(copy, "CLEAR ALL")
    assert len(stated(office)) == 14
    assert list(tmp_path.glob(".*.part")) == []


def test_a_backup_without_its_manifest_is_damaged(office: Path, tmp_path: Path) -> None:
    """It is not taken for a folder that another program wrote, until it is changed and has one of its own."""
    copy = tmp_path / "copy"
    upkeep.backup(office, copy)
    (copy / manifest.NAME).unlink()
    code, told, _ = run("check-store", "--store", copy)
    assert (code, told) == (1, f"{copy / manifest.NAME}: is missing\n")
    load.files(copy, [])
    assert run("check-store", "--store", copy)[0] == 0
    assert not (copy / folder.COPY).exists()


def test_a_backup_is_made_beside_readers_and_a_writer(office: Path, tmp_path: Path) -> None:
    """It holds what counts at that moment."""
    from partnergraph.storage import draft

    with Store.open(office), draft.begin(office) as made:
        made.store.engine.update("CLEAR ALL")
        upkeep.backup(office, tmp_path / "copy")
    assert len(stated(tmp_path / "copy")) == 14


def test_a_plain_folder_can_be_backed_up(folder: Path, tmp_path: Path) -> None:
    """What another program wrote gets its manifest in the copy."""
    assert upkeep.backup(folder, tmp_path / "copy").graphs == {"": 13}
    assert upkeep.check(tmp_path / "copy").known


PLACES = [
    ("file", "file: is a file; give a new folder"),
    ("full", "full: is not empty; give a new folder"),
    ("none/copy", "none/copy: the folder .*none does not exist; make it first"),
    ("office/copy", "office/copy: lies in the store itself; give a folder elsewhere"),
]


@pytest.mark.parametrize(("name", "complaint"), PLACES)
def test_a_place_that_is_none_for_a_backup_is_told(office: Path, tmp_path: Path, name: str, complaint: str) -> None:
    """Nothing is written over, and nothing is left behind."""
    (tmp_path / "file").touch()
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "notes.txt").touch()
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(StoreError, match=complaint):
        upkeep.backup(office, tmp_path / name)
    assert sorted(tmp_path.rglob("*")) == before


def test_no_backup_is_made_of_damage(office: Path, tmp_path: Path) -> None:
    """What is not as it was written is told, and no half copy is left."""
    flip(next(office.glob("*/*.sst")))
    with pytest.raises(StoreError, match=r"\.sst: is damaged: other bytes than were written; partnergraph\.storage"):
        upkeep.backup(office, tmp_path / "copy")
    assert not (tmp_path / "copy").exists()
    assert list(tmp_path.glob(".*")) == []


def test_compaction_keeps_all_and_tells_sizes(tmp_path: Path) -> None:
    """What was deleted no longer takes room."""
    office = tmp_path / "office"
    load.files(office, resource.data())
    update.apply(office, "DELETE WHERE { ?s ?p ?o }")
    before = (stated(office), derived(office))
    code, _, told = run("compact-store", "--store", office)
    done = [int(word.replace(",", "")) for word in told.rpartition(": ")[2].split() if word[0].isdigit()]
    assert (code, done[1] < done[0] / 2) == (0, True)
    assert (stated(office), derived(office)) == before
    assert upkeep.check(office).damage == ()


@pytest.mark.parametrize("command", ["check-store", "compact-store"])
def test_what_an_ended_writer_left_is_told_and_goes(office: Path, tmp_path: Path, command: str) -> None:
    """With its bytes, those of links aside; while somebody writes the draft is his, and nobody else's to remove."""
    store = tmp_path / "store"
    shutil.copytree(office, store)
    left = folder.draft(store)
    (left / "bulk-1.sst").write_bytes(b"x" * 1000)
    own = sum(each.stat().st_size for each in left.iterdir() if each.stat().st_nlink == 1)
    claim = folder.claim(store)
    assert (upkeep.check(store).leavings.names, left.exists()) == ((), True)
    claim.release()
    code, _, told = run(command, "--store", store)
    assert (code, left.exists()) == (0, False)
    assert told.startswith(f"{store}: removed {left.name}, which a writer that was ended had left ({own:,} bytes)\n")
    assert "removed" not in run(command, "--store", store)[2]


def flip(path: Path) -> None:
    """Change one byte in the middle of a file, or add one to an empty file."""
    content = bytearray(path.read_bytes()) or bytearray(b"\0")
    content[len(content) // 2] ^= 0x55
    replace(path, bytes(content))


def cut(path: Path) -> None:
    """Cut off the second half of a file."""
    content = path.read_bytes()
    replace(path, content[: len(content) // 2])


def delete(path: Path) -> None:
    """Remove a file."""
    path.unlink()


def replace(path: Path, content: bytes) -> None:
    """Write a file without touching other links to it."""
    path.unlink()
    path.write_bytes(content)


@pytest.mark.parametrize("harm", [flip, cut, delete])
def test_every_damage_is_noticed(office: Path, tmp_path: Path, harm: Callable[[Path], None]) -> None:
    """Whichever file of a store or of its backup is harmed, it is named, and the exit code is 1."""
    upkeep.backup(office, tmp_path / "copy")
    for store, place in ((office, folder.newest(office)), (tmp_path / "copy", tmp_path / "copy")):
        assert place is not None
        names = [*manifest.names(place), *([manifest.NAME] if (store, harm) != (tmp_path / "copy", delete) else [])]
        assert {name.partition("-")[0].rpartition(".")[2] for name in names} >= {
            "CURRENT",
            "IDENTITY",
            "MANIFEST",
            "sst",
        }
        for name in names:
            hurt = shutil.copytree(store, tmp_path / "hurt")
            at = hurt / (place / name).relative_to(store)
            harm(at)
            code, shown, told = run("check-store", "--store", hurt)
            assert (code, shown.startswith(f"{at}: is ")) == (1, True), (name, shown, told)
            assert f"{hurt}: 1 file damaged; " in told
            shutil.rmtree(hurt)


def test_the_last_backup_is_proposed(office: Path, tmp_path: Path) -> None:
    """Where there is one that still is a store; else the sources are to be loaded anew."""
    upkeep.backup(office, tmp_path / "copy")
    flip(next(office.glob("*/*.sst")))
    told = run("check-store", "--store", office)[2]
    assert told.endswith(f"use the backup in {tmp_path / 'copy'}, after check-store --store {tmp_path / 'copy'}\n")
    shutil.rmtree(tmp_path / "copy")
    assert "there is no backup that this store knows of; load its sources" in run("check-store", "--store", office)[2]


def test_a_sound_store_is_told_as_such(office: Path, folder: Path, tmp_path: Path) -> None:
    """With a manifest all is as written; without one it can be read, and that is said."""
    code, shown, told = run("check-store", "--store", office)
    assert (code, shown) == (0, "")
    assert told.endswith(" files, all as written\n")
    code, shown, told = run("check-store", "--store", folder)
    assert (code, shown) == (0, "")
    assert told == f"{folder}: 13 quads in 11 files can be read; there is no manifest to compare\n"
    assert run("check-store", "--store", tmp_path / "none")[0] == 3


def test_quads_that_are_not_those_of_the_manifest_are_told(office: Path) -> None:
    """Files that are as written but hold other quads are damage too."""
    place = folder.newest(office)
    assert place is not None
    known = manifest.read(place)
    assert known is not None
    graphs = {**known.graphs, "": 15, "urn:g": 1}
    (place / manifest.NAME).write_text(manifest.text(manifest.of(place, graphs)), encoding="utf-8")
    assert [damage.reason for damage in upkeep.check(office).damage] == [
        "has 14 quads in the default graph, not 15",
        "has 0 quads in urn:g, not 1",
    ]


def test_a_damaged_store_is_not_opened(office: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whichever file is hurt, all commands end in one line that names it; in a large store its size is looked at."""
    for path in sorted(office.glob("*/*.sst")):
        for command in (["query", "ASK {}"], ["export"], ["compact-store"], ["update", "CLEAR ALL"]):
            hurt = shutil.copytree(office, tmp_path / "hurt")
            flip(hurt / path.relative_to(office))
            code, _, words = run(*command, "--store", hurt)
            told = (
                f"Error: {hurt / path.relative_to(office)}: is damaged: other bytes than were written; see partnergraph"
            )
            assert (code, words) == (3, f"{told} check-store --store {hurt}\n")
            shutil.rmtree(hurt)
    monkeypatch.setattr(folder, "_HASHED", 0)
    cut(next(office.glob("*/*.sst")))
    with pytest.raises(StoreError, match=r"\.sst: is damaged: [\d,]+ bytes instead of [\d,]+; partnergraph\.storage"):
        Store.open(office)


def test_damage_met_later_is_one_line(office: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the engine says of a block in the midst of a command ends it with 3; other mistakes keep their traceback."""

    def broken(_: object) -> None:
        raise RuntimeError(words)

    monkeypatch.setattr(KnowledgeGraph, "stats", broken)
    words = "Corruption:\nblock checksum mismatch"
    told = "Error: the store is damaged: Corruption: block checksum mismatch; see partnergraph check-store\n"
    assert run("stats", "--store", office) == (3, "", told)
    words = "something else"
    assert run("stats", "--store", office)[0] == 1


def test_damage_in_the_midst_of_an_answer_is_a_store_error() -> None:
    """The library tells it as such, too."""

    class Broken:
        variables = ()

        def __iter__(self) -> "Broken":
            raise RuntimeError("Corruption:\nblock checksum mismatch")

    with pytest.raises(StoreError, match="cannot be read to the end: Corruption: block checksum mismatch; partner"):
        Result(Broken()).table()  # type: ignore[arg-type]
