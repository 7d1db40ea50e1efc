"""Archives: what a user hands over, read by its content - a file, a folder, gzip or zip - within bounds.

A name may lie: what counts is how a file begins. Nothing is unpacked onto the disk; a member is read as a stream, so
that memory stays small whatever it holds. An archive that would fill a machine or reach beside its folder is refused
before its first byte is used: more than 10,000 members, more than 4 GiB in all, more than 200 bytes out of each one
read, names that are absolute, climb (``..``), lead elsewhere (links) or stand twice, archives within archives,
passwords. Workbooks (.xlsx, .ods) are zip files too, and stay whole.
"""

import gzip
import hashlib
import io
import os
import stat
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO, BinaryIO, cast

from partnergraph.errors import InputError, joined
from partnergraph.values import filename

MEMBERS = 10_000
"""Members of an archive or files of a folder that are taken at most; official archives have some ten."""

BYTES = 4 << 30
"""Bytes that an archive may hold when unpacked; the largest official one, of CORDIS, has 0.2 GiB."""

RATIO = 200
"""Bytes that may come out of each byte of an archive; tables come to some 20, a bomb to 1,000."""

_ALLOWANCE = 1 << 20  # bytes that may come out whatever the ratio: a small file of blanks is no bomb
_HEAD = 1 << 12
_ZIP, _GZIP, _OLE = b"PK\x03\x04", b"\x1f\x8b", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_EMPTY_ZIP = b"PK\x05\x06"
_SECRET = 0x1  # the flag of a member under a password
_CUT = "File is not a zip file"
_MACOS = "__MACOSX/"
_SYSTEM = ("/dev/", "/proc/")
_BOOKS = {"xlsx", "ods"}


@dataclass(frozen=True, slots=True)
class Member:
    """A file to read: the name to tell in complaints (``dump.zip/csv/project.csv``), its size, how it is opened.

    ``kind`` is what its content begins as: "xlsx", "ods", "xls", or "" for anything else. ``size`` is that of
    what is read, in bytes; None where only reading tells.
    """

    name: str
    path: Path
    size: int | None
    kind: str
    reopen: Callable[[], AbstractContextManager[IO[bytes]]]

    @property
    def stem(self) -> str:
        """Its own name, without folders and ending, in small letters."""
        return PurePosixPath(self.name.replace("\\", "/")).stem.lower()

    @property
    def inside(self) -> str:
        """Its name within the archive, with a slash before it; "" for a file by itself."""
        return self.name.removeprefix(filename.shown(self.path))

    def below(self, path: Path) -> str:
        """Give its name without the folders above the path that was handed over, as the system has it."""
        return PurePosixPath(f"{path.name}{str(self.path).removeprefix(str(path))}{self.inside}").as_posix()

    def digest(self) -> str:
        """Give the SHA-256 of its bytes, in hexadecimal."""
        digest = hashlib.sha256()
        with self.open() as stream:
            while part := stream.read(1 << 20):
                digest.update(part)
        return digest.hexdigest()

    @contextmanager
    def open(self) -> Iterator[BinaryIO]:
        """Give its bytes as a stream; what is damaged or beyond the bounds is an ``InputError`` of one line."""
        with complaining(self.name), self.reopen() as raw:
            yield io.BufferedReader(_Bounded(raw, self.name, self.path), 1 << 16)


def members(path: Path) -> list[Member]:
    """Give the files that a path holds: itself, the one in a gzip file, those in a zip file or in a folder, sorted.

    ``InputError`` says why it cannot be read, or why an archive is refused.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     with gzip.open(Path(folder, "a.csv"), "wb") as stream:
    ...         _ = stream.write(b"id,name")
    ...     (member,) = members(Path(folder, "a.csv"))
    ...     with member.open() as stream:
    ...         stream.read()
    b'id,name'
    """
    once(path)
    with complaining(filename.shown(path)):
        if path.is_dir():
            return _of_folder(path)
        with path.open("rb") as stream:
            head = stream.read(_HEAD)
        if head.startswith(_GZIP):
            return [Member(filename.shown(path), path, None, "", lambda: _gunzipped(path))]
        if head.startswith((_ZIP, _EMPTY_ZIP)):
            return _unzipped(path)
        kind = "xls" if head.startswith(_OLE) else ""
        return [Member(filename.shown(path), path, path.stat().st_size, kind, lambda: path.open("rb"))]


def once(path: Path) -> None:
    """Raise ``InputError`` where a path leads to stdin or another pipe or device of the system, which is no file.

    Files are read twice, and their names stand in evidence.

    >>> once(Path("-"))
    Traceback (most recent call last):
    partnergraph.errors.InputError: -: stdin is not read here; write it to a file with a name first, and give that
    """
    name = filename.shown(path)
    if name == "-" and not path.exists():
        raise InputError(f"{name}: stdin is not read here; write it to a file with a name first, and give that")
    if os.path.realpath(path).startswith(_SYSTEM) and path.exists() and not path.is_file() and not path.is_dir():
        raise InputError(
            f"{name}: is a pipe or a device, which can be read once only; write what comes from it to a file first"
        )


@contextmanager
def complaining(name: str) -> Iterator[None]:
    """Tell what the system and the unpackers say of a file as an ``InputError`` of one line.

    >>> with complaining("a.zip"):
    ...     raise zipfile.BadZipFile("Bad CRC-32 for file 'a.csv'")
    Traceback (most recent call last):
    partnergraph.errors.InputError: a.zip: is damaged or cut off: Bad CRC-32 for file 'a.csv'; get it again
    """
    try:
        yield
    except (zipfile.BadZipFile, zlib.error, EOFError, gzip.BadGzipFile, NotImplementedError) as error:
        reason = " ".join(str(error).split())
        told = "" if reason == _CUT else f": {reason}"  # whoever has a workbook knows nothing of zip files
        raise InputError(f"{name}: is damaged or cut off{told}; get it again") from error
    except (OSError, ValueError, RuntimeError) as error:
        reason = " ".join(str(getattr(error, "strerror", None) or error).split())
        raise InputError(f"{name}: cannot be read: {reason}") from error


def _of_folder(folder: Path) -> list[Member]:
    """Give the files of a folder; where some cannot be read all these are told."""
    found, errors = list[Member](), list[InputError]()
    for each in _files(folder):
        try:
            found += members(each)
        except InputError as error:
            errors.append(error)
    if errors:
        raise joined(errors)
    return found


def _files(folder: Path) -> list[Path]:
    found = sorted(path for path in folder.rglob("*") if path.is_file() and not path.name.startswith("."))
    if len(found) > MEMBERS:
        raise InputError(f"{folder}: holds {len(found):,} files, more than {MEMBERS:,}; name those that are meant")
    return found


@contextmanager
def _gunzipped(path: Path) -> Iterator[IO[bytes]]:
    with gzip.open(path) as stream:
        yield cast("IO[bytes]", stream)


def _unzipped(path: Path) -> list[Member]:
    with zipfile.ZipFile(path) as archive:
        infos = archive.infolist()
        names = {info.filename for info in infos}
        kind = "xlsx" if "[Content_Types].xml" in names else "ods" if {"mimetype", "content.xml"} <= names else ""
        _admit(path, infos)
        if kind:
            return [Member(filename.shown(path), path, path.stat().st_size, kind, lambda: path.open("rb"))]
        kept = [info for info in infos if not info.is_dir() and not info.filename.startswith(_MACOS)]
        return [_member(path, archive, info) for info in sorted(kept, key=lambda info: info.filename)]


def _member(path: Path, archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> Member:
    name = f"{filename.shown(path)}/{info.filename}"
    with archive.open(info) as stream:
        head = stream.read(len(_OLE))
    ending = PurePosixPath(info.filename.lower()).suffix.removeprefix(".")
    kind = "xls" if head.startswith(_OLE) else ending if head.startswith(_ZIP) and ending in _BOOKS else ""
    if head.startswith((_ZIP, _GZIP, _EMPTY_ZIP)) and not kind:
        raise InputError(f"{name}: is an archive within an archive; unpack it first")
    return Member(name, path, info.file_size, kind, lambda: _alone(path, info.filename))


def _admit(path: Path, infos: list[zipfile.ZipInfo]) -> None:
    """Refuse a zip file that its own table of contents betrays."""
    if len(infos) > MEMBERS:
        raise InputError(f"{path}: holds {len(infos):,} files, more than {MEMBERS:,}; unpack what is meant first")
    seen = set[str]()
    for info in infos:
        reason = _refusal(info, seen)
        if reason:
            raise InputError(f"{path}: the file {info.filename[:80]!r} in it {reason}; get it from its source again")
        seen.add(info.filename)
    size, packed = sum(info.file_size for info in infos), path.stat().st_size
    if size > BYTES or size > packed * RATIO + _ALLOWANCE:
        raise InputError(_bomb(str(path), size, packed))


def _refusal(info: zipfile.ZipInfo, seen: set[str]) -> str:
    name = info.filename.replace("\\", "/")
    if name.startswith("/") or ":" in name.partition("/")[0] or ".." in name.split("/"):
        return "leads out of its folder"
    if stat.S_ISLNK(info.external_attr >> 16):
        return "is a link"
    if info.flag_bits & _SECRET:
        return "is under a password"
    return "stands there twice" if info.filename in seen else ""


def _bomb(name: str, size: int, packed: int) -> str:
    limit = f"{BYTES >> 30} GiB in all" if size > BYTES else f"{RATIO} out of each"
    return f"{name}: {size:,} bytes would come out of {packed:,}, more than {limit}; unpack it first if it is sound"


@contextmanager
def _alone(path: Path, name: str) -> Iterator[IO[bytes]]:
    """Open a member of a zip file together with its archive."""
    with zipfile.ZipFile(path) as archive, archive.open(name) as stream:
        yield stream


class _Bounded(io.RawIOBase):
    """A stream that ends in a complaint where more comes out than an archive may hold."""

    def __init__(self, raw: IO[bytes], name: str, path: Path) -> None:
        self._raw, self._name, self._taken = raw, name, 0
        self._packed = path.stat().st_size

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]  # what BufferedReader gives
        with complaining(self._name):
            part = self._raw.read(len(buffer))
        self._taken += len(part)
        if self._taken > BYTES or self._taken > self._packed * RATIO + _ALLOWANCE:
            raise InputError(_bomb(self._name, self._taken, self._packed))
        buffer[: len(part)] = part
        return len(part)
