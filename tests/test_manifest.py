"""The manifest of a store."""

from pathlib import Path

import pytest

from partnergraph.errors import StoreError
from partnergraph.storage import manifest
from partnergraph.storage.manifest import Manifest


@pytest.fixture
def files(tmp_path: Path) -> Path:
    """Give a folder with files as a store has them, and others."""
    for name in ("000001.sst", "CURRENT", "MANIFEST-000001", "LOG", "LOCK", "notes.txt"):
        (tmp_path / name).write_text(name)
    return tmp_path


def test_a_manifest_is_read_as_it_was_written(files: Path) -> None:
    """It names the files of the store with size and hash, and no others."""
    made = manifest.of(files, {"urn:g": 2, "": 1})
    assert list(made.files) == ["000001.sst", "CURRENT", "MANIFEST-000001"]
    assert (made.size, made.quads, list(made.graphs)) == (32, 3, ["", "urn:g"])
    (files / manifest.NAME).write_text(manifest.text(made), encoding="utf-8")
    assert manifest.read(files) == made
    assert manifest.compare(files, made) == ()


def test_every_byte_of_a_manifest_is_under_its_seal(files: Path) -> None:
    """Whichever byte is changed, and wherever the end is cut off, it is told."""
    content = manifest.text(manifest.of(files, {"urn:é": 2})).encode()
    path = files / manifest.NAME
    for at in range(0, len(content), 3):
        for broken in (content[:at], content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :]):
            path.write_bytes(broken)
            with pytest.raises(StoreError, match=f"{manifest.NAME}: (is damaged|cannot be read)"):
                manifest.read(files)


def test_another_layout_is_told(files: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A manifest of a later version is no damage."""
    monkeypatch.setattr(manifest, "LAYOUT", 2)
    (files / manifest.NAME).write_text(manifest.text(Manifest({}, {})), encoding="utf-8")
    monkeypatch.undo()
    with pytest.raises(StoreError, match="was written by another partnergraph, in layout 2"):
        manifest.read(files)


def test_damage_is_told_with_its_kind(files: Path) -> None:
    """A file that is missing, shorter or other than written is named."""
    made = manifest.of(files, {})
    (files / "000001.sst").write_text("000001_sst")
    (files / "CURRENT").write_text("")
    (files / "MANIFEST-000001").unlink()
    assert list(map(str, manifest.compare(files, made))) == [
        f"{files / '000001.sst'}: is damaged: other bytes than were written",
        f"{files / 'CURRENT'}: is damaged: 0 bytes instead of 7",
        f"{files / 'MANIFEST-000001'}: is missing",
    ]


def test_data_files_are_measured_once(files: Path) -> None:
    """A data file damaged after it was written is not taken for right in the next state, other files are new."""
    before = manifest.of(files, {})
    (files / "000001.sst").write_text("000001_sst")
    (files / "CURRENT").write_text("current")
    after = manifest.of(files, {}, before=before)
    assert [damage.path.name for damage in manifest.compare(files, after)] == ["000001.sst"]
