"""Files are written whole or not at all."""

import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from partnergraph.errors import OutputError
from partnergraph.writing import output


def names(folder: Path) -> list[str]:
    """Give the names in a folder."""
    return [each.name for each in folder.iterdir()]


def test_a_file_is_written_and_replaced(tmp_path: Path) -> None:
    """The target holds the new content, and nothing else is left in the folder."""
    target = tmp_path / "network.html"
    output.write(target, b"one")
    output.write(target, b"two")
    assert target.read_bytes() == b"two"
    assert names(tmp_path) == ["network.html"]


def test_a_replaced_file_keeps_its_permissions(tmp_path: Path) -> None:
    """Replacing a file does not open it to others."""
    target = tmp_path / "a.ttl"
    target.write_bytes(b"")
    target.chmod(0o600)
    output.write(target, b"new")
    assert target.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize(
    ("name", "message"), [("missing/a.ttl", "the folder .*missing does not exist"), ("", "is a folder")]
)
def test_a_place_that_cannot_take_it_is_told(tmp_path: Path, name: str, message: str) -> None:
    """A missing folder, or a folder for a file, is one sentence and nothing is written."""
    with pytest.raises(OutputError, match=message):
        output.write(tmp_path / name, b"x")
    assert names(tmp_path) == []


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    """What a link leads to is replaced, not the link."""
    (tmp_path / "kept").mkdir()
    link = tmp_path / "link.ttl"
    link.symlink_to(tmp_path / "kept" / "a.ttl")
    output.write(link, b"new")
    assert (link.is_symlink(), (tmp_path / "kept" / "a.ttl").read_bytes()) == (True, b"new")


def test_a_pipe_is_written_to_and_stays(tmp_path: Path) -> None:
    """A named pipe gets the content and is not replaced by a file."""
    pipe = tmp_path / "pipe.ttl"
    os.mkfifo(pipe)
    with ThreadPoolExecutor() as pool:
        reader = pool.submit(pipe.read_bytes)
        output.write(pipe, b"content")
        assert reader.result(timeout=10) == b"content"
    assert pipe.is_fifo()


@pytest.mark.parametrize("name", ["x" * 300, "a\0b", "circle"])
def test_a_name_that_no_file_can_have_is_told(tmp_path: Path, name: str) -> None:
    """A name too long, a NUL or a circle of links is one short line."""
    (tmp_path / "circle").symlink_to(tmp_path / "circle")
    with pytest.raises(OutputError, match="cannot be written") as caught:
        output.write(tmp_path / name, b"x")
    assert len(str(caught.value)) < 400


def test_a_failure_halfway_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When the last step fails, the old content stays and the temporary file goes."""
    target = tmp_path / "a.ttl"
    target.write_bytes(b"old")

    def full(self: Path, target: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(OutputError, match="No space left on device"):
        output.write(target, b"new")
    assert (target.read_bytes(), names(tmp_path)) == (b"old", ["a.ttl"])
