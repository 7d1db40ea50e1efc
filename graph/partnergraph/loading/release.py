"""Releases: what a source that is published again and again said the last time, kept as text in the store's folder.

CORDIS and ROR come out every month. To know what a new release says no more, the one before it lies beside the engine's
files (``said-ror.000003.nt.gz``), in the same edition of the store, under its manifest: there is never one without the
other. Of Horizon 2020 (2.4 million statements, 400 MB of text) it takes 26 MB, and the import takes 7 % longer; as a
named graph each release would take twice the room in the engine (``partnergraph.loading.freight``).

Statements are compared by hashes of 64 bits, eight bytes each in memory: of ten million and ten million one pair is
mistaken once in 180,000 imports.
"""

import gzip
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from io import BufferedReader
from itertools import count
from pathlib import Path
from typing import Literal

import numpy as np
import numpy.typing as npt

from partnergraph.errors import InputError, Remedy
from partnergraph.loading import notation

Hashes = npt.NDArray[np.int64]
Chosen = npt.NDArray[np.bool_]

TOGETHER = "+"
"""Stands between the names of tables that were imported together."""

_FILE = re.compile(r"said-([a-z0-9+-]+)\.[0-9]{6,}\.nt\.gz")
_NOT_NAMED = re.compile(
    r"\(\d+\)$|(?<![A-Za-z0-9])(?:19|20)\d\d(?:[-_.]?\d\d){0,2}(?!\d)|(?<![A-Za-z])(?:csv|xlsx|json)$"
)
_PIECE = 1 << 17  # signs that are packed at once
_QUICK = 1  # how hard to pack: harder takes thrice the time for a fifth less
_DECIMAL, _INTEGER, _POSITIVE = (
    f"{notation.typed('', kind)[1:]} .\n".encode() for kind in ("decimal", "integer", "positiveInteger")
)
_NUMBERS = (_DECIMAL, _INTEGER, _POSITIVE)


def name(files: Iterable[Path]) -> str:
    """Give the name of the source that files are a release of: theirs, without day, copy and format; sorted.

    >>> name([Path("cordis-h2020projects-csv (1).zip")]), name([Path("topics.csv"), Path("project-2026-10.csv")])
    ('cordis-h2020projects', 'project+topics')
    """
    return TOGETHER.join(sorted({_plain(path) for path in files}))


def given(words: str) -> str:
    """Give the name of a source that a person gave, as it is kept; ``InputError`` if it has no letter or digit.

    >>> given("Horizon 2020"), given("")
    ('horizon-2020', '')
    """
    found = notation.slug(words)
    if words and not found:
        raise InputError(f"{words!r}: names no release; give letters or digits")
    return found


def file(folder: Path, source: str) -> Path:
    """Give where the release of a source is to be kept in a draft of a store: a name that is not taken.

    >>> file(Path("000003.draft"), "ror").name
    'said-ror.000003.nt.gz'
    """
    names = (folder / f"said-{source}.{number:06}.nt.gz" for number in count(int(folder.stem)))
    return next(path for path in names if not path.exists())


def kept(folder: Path) -> dict[str, Path]:
    """Give what is kept in an edition of a store by the name of its source, sorted.

    >>> kept(Path("no-such-folder"))
    {}
    """
    found = {match[1]: path for path in folder.glob("said-*") if (match := _FILE.fullmatch(path.name))}
    return {name: found[name] for name in sorted(found)}


def before(folder: Path, source: str) -> list[str]:
    """Give the names under which a source was kept before: its own, and those of tables that are among its own.

    ``InputError`` if some of the tables were kept together with one that is not given now.

    >>> before(Path("no-such-folder"), "project+topics")
    []
    """
    wanted = set(source.split(TOGETHER))
    found = [each for each in kept(folder) if wanted & set(each.split(TOGETHER))]
    for each in found:
        if missing := sorted(set(each.split(TOGETHER)) - wanted):
            raise InputError(f"{source}: was imported together with {', '.join(missing)} before", Remedy.BOTH)
    return found


def keeping(texts: Iterable[str], path: Path) -> Iterator[str]:
    r"""Give texts in pieces, and keep them packed in a file as they pass by.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = Path(folder, "said-ror.000001.nt.gz")
    ...     "".join(keeping(["<urn:a> <urn:b> <urn:c> .\n"], path)).encode() == b"".join(lines([path]))
    True
    """
    with _packed(path) as stream:
        for piece in notation.lines(texts, _PIECE):
            stream.write(piece.encode())
            yield piece


def write(lines: Iterable[bytes], path: Path, *, more: bool = False) -> None:
    r"""Keep lines packed in a file; ``more`` after those that are in it.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     write([b"<urn:a> <urn:b> <urn:c> .\n"], path := Path(folder, "said-ror.000001.nt.gz"))
    ...     write([b"<urn:a> <urn:b> <urn:d> .\n"], path, more=True)
    ...     list(lines([path]))
    [b'<urn:a> <urn:b> <urn:c> .\n', b'<urn:a> <urn:b> <urn:d> .\n']
    """
    with _packed(path, "ab" if more else "wb") as stream:
        stream.writelines(lines)


def lines(paths: Iterable[Path]) -> Iterator[bytes]:
    """Give the lines that are kept in files, one after the other.

    >>> list(lines([]))
    []
    """
    for path in paths:
        with gzip.open(path, "rb") as packed, BufferedReader(packed, _PIECE) as stream:
            yield from stream  # its lines come in a third of the time of those of the packed one


def hashes(lines: Iterable[bytes]) -> Hashes:
    r"""Give the hash of each line of N-Triples, numbers as the engine keeps them; of another process they differ.

    >>> one, same = (
    ...     b'<urn:a> <urn:b> "%s"^^<http://www.w3.org/2001/XMLSchema#decimal> .\n' % n for n in (b"7", b"7.00")
    ... )
    >>> len(set(hashes([one, same])))
    1
    """
    return np.fromiter((hash(_told(line) if line.endswith(_NUMBERS) else line) for line in lines), np.int64)


def among(hashes: Hashes, known: Hashes) -> Chosen:
    """Choose those that are known, where the known are sorted: held so they need sorting once.

    >>> among(np.array([3, 1, 9]), np.array([1, 3])).tolist()
    [True, True, False]
    """
    if not len(known):
        return np.zeros(len(hashes), dtype=bool)
    found = known[np.minimum(np.searchsorted(known, hashes), len(known) - 1)] == hashes
    return np.asarray(found, dtype=bool)


@contextmanager
def _packed(path: Path, mode: Literal["wb", "ab"] = "wb") -> Iterator[gzip.GzipFile]:
    with path.open(mode) as raw, gzip.GzipFile("", "wb", _QUICK, raw, mtime=0) as stream:
        yield stream


def _plain(path: Path) -> str:
    stem = path.stem if path.suffix and not path.is_dir() else path.absolute().name
    while (shorter := _NOT_NAMED.sub("", stem).strip(" -_.")) != stem and shorter:
        stem = shorter
    return notation.slug(stem) or "unnamed"


def _told(line: bytes) -> bytes:
    """Give a line with its number as the engine gives it back: the shortest way to write it."""
    start, end = line.rindex(b' "') + 2, line.rindex(b'"')
    digits, kind = line[start:end].removeprefix(b"+"), line[end:]
    if kind == _DECIMAL:
        digits = digits.rstrip(b"0").rstrip(b".") if b"." in digits else digits
    elif kind == _POSITIVE:
        kind = _INTEGER
    minus = digits.startswith(b"-")
    digits = digits.removeprefix(b"-").lstrip(b"0")
    if not digits or digits.startswith(b"."):
        digits = b"0" + digits
    return line[:start] + (b"-" if minus and digits != b"0" else b"") + digits + kind
