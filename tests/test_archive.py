"""What users hand over is read by its content, and an archive cannot do harm."""

import gzip
import io
import stat
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from partnergraph.errors import InputError
from partnergraph.storage import archive


def packed(path: Path, *files: tuple[str | zipfile.ZipInfo, bytes]) -> Path:
    """Write a zip file of some files."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in files:
            made.writestr(name, content)
    return path


def read(path: Path) -> dict[str, bytes]:
    """Give what a path holds by the names of its members, without the folder above."""
    found = {}
    for member in archive.members(path):
        with member.open() as stream:
            found[member.name.removeprefix(str(path.parent))] = stream.read()
    return found


def test_content_counts_and_not_the_name(tmp_path: Path) -> None:
    """A zip file is one whatever its ending, so is gzip, and all else is itself; a folder gives its files in order."""
    packed(tmp_path / "a.csv", ("csv/b.csv", b"b"), ("a.csv", b"a"), ("__MACOSX/x", b"-"))
    (tmp_path / "g.ttl").write_bytes(gzip.compress(b"g"))
    (tmp_path / "p.zip").write_bytes(b"p")
    assert read(tmp_path / "a.csv") == {"/a.csv/a.csv": b"a", "/a.csv/csv/b.csv": b"b"}
    assert (read(tmp_path / "g.ttl"), read(tmp_path / "p.zip")) == ({"/g.ttl": b"g"}, {"/p.zip": b"p"})
    assert list(read(tmp_path).values()) == [b"a", b"b", b"g", b"p"]


def test_workbooks_stay_whole(tmp_path: Path) -> None:
    """An .xlsx or .ods is known by what is in it, alone and within a zip file."""
    packed(tmp_path / "a", ("[Content_Types].xml", b""), ("xl/workbook.xml", b""))
    packed(tmp_path / "b", ("mimetype", b""), ("content.xml", b""))
    packed(tmp_path / "c", ("in.xlsx", (tmp_path / "a").read_bytes()))
    assert [[member.kind for member in archive.members(tmp_path / name)] for name in "abc"] == [
        ["xlsx"],
        ["ods"],
        ["xlsx"],
    ]


def link() -> zipfile.ZipInfo:
    """Give the entry of a link."""
    info = zipfile.ZipInfo("a")
    info.external_attr = (stat.S_IFLNK | 0o777) << 16
    return info


def inner() -> bytes:
    """Give a zip file as bytes."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as made:
        made.writestr("a", b"")
    return stream.getvalue()


BAD: list[tuple[str, Callable[[], list[tuple[str | zipfile.ZipInfo, bytes]]]]] = [
    ("'../a' in it leads out of its folder", lambda: [("../a", b"")]),
    ("'/etc/a' in it leads out of its folder", lambda: [("/etc/a", b"")]),
    ("leads out of its folder", lambda: [("x\\..\\..\\a", b"")]),
    ("leads out of its folder", lambda: [("C:/a", b"")]),
    ("'a' in it is a link", lambda: [(link(), b"/etc/passwd")]),
    ("a.zip/b.zip: is an archive within an archive; unpack it first", lambda: [("b.zip", inner())]),
    ("a.zip/b: is an archive within an archive", lambda: [("b", gzip.compress(b"b"))]),
    ("30,000,000 bytes would come out of", lambda: [("bomb.csv", bytes(30_000_000))]),
    ("holds 10,001 files, more than 10,000", lambda: [(str(number), b"") for number in range(10_001)]),
]


@pytest.mark.parametrize(("complaint", "files"), BAD)
def test_what_could_do_harm_is_refused(
    tmp_path: Path, complaint: str, files: Callable[[], list[tuple[str | zipfile.ZipInfo, bytes]]]
) -> None:
    """Names that lead elsewhere, links, archives within archives, bombs and crowds are one line."""
    path = packed(tmp_path / "a.zip", *files())
    with pytest.raises(InputError) as caught:
        archive.members(path)
    assert complaint in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_name_that_stands_twice_is_refused(tmp_path: Path) -> None:
    """Who reads the first and who reads the last would not read the same."""
    with pytest.raises(InputError, match="stands there twice"):
        archive.members(packed(tmp_path / "a.zip", ("a", b"1"), ("a", b"2")))


def test_a_password_is_told(tmp_path: Path) -> None:
    """What is encrypted cannot be read, and is not tried."""
    path = packed(tmp_path / "a.zip", ("a", b"1"))
    content = bytearray(path.read_bytes())
    content[content.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(content)
    with pytest.raises(InputError, match="is under a password"):
        archive.members(path)


@pytest.mark.parametrize("keep", [0.3, 0.7, 0.99])
def test_what_is_cut_off_is_told(tmp_path: Path, keep: float) -> None:
    """Half a zip file and half a gzip file are damaged, not shorter."""
    text = b"".join(b"%d\n" % (number * 7919 % 10007) for number in range(20_000))
    path = packed(tmp_path / "a.zip", ("a", text))
    path.write_bytes(path.read_bytes()[: int(path.stat().st_size * keep)])
    with pytest.raises(InputError, match=r"a.zip: is damaged or cut off; get it again"):
        read(path)
    whole = gzip.compress(text)
    path.write_bytes(whole[: int(len(whole) * keep)])
    with pytest.raises(InputError, match=r"a.zip: is damaged or cut off: .*; get it again"):
        read(path)


def test_a_size_that_lies_is_found_out(tmp_path: Path) -> None:
    """Of gzip only reading tells how much comes out; it is stopped on the way."""
    path = tmp_path / "bomb.gz"
    path.write_bytes(gzip.compress(bytes(30_000_000)))
    with pytest.raises(InputError, match=r"bomb.gz: .* bytes would come out of .*, more than 200 out of each"):
        read(path)


def test_what_is_not_there_is_told(tmp_path: Path) -> None:
    """A missing file is one line."""
    with pytest.raises(InputError, match="none: cannot be read: No such file or directory"):
        archive.members(tmp_path / "none")
