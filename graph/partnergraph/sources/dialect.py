r"""Dialects: the rows of a delimited text file, whoever wrote it.

The official files of CORDIS put every field in quotation marks and leave those within it as they are:
``"…infarction: "ELR-SCAR")";"101091766"`` is one row of two fields. Read as CSV (RFC 4180) such a row is mangled
or split without a word. Copies that a spreadsheet saved double the inner marks. Which of the two a file is shows when
it is read strictly; it is read twice, as a stream both times. Other files have tabs, commas or no marks at all.
"""

import csv
import hashlib
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import BinaryIO

from partnergraph.errors import InputError
from partnergraph.storage.archive import Member

Row = tuple[int, list[str]]

LINE = 4 << 20
"""Bytes of a line that are taken at most; the longest field of CORDIS has some 10,000."""

FIELDS = 1000
"""Columns that are taken at most; the widest table of CORDIS has 25."""

_JOINED = 1000  # lines that one record can go over
_BOM = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class Dialect:
    """How a file is written: what parts its fields, whether inner marks stand as they are, its SHA-256 and header."""

    delimiter: str
    raw: bool
    digest: str
    header: tuple[str, ...]


def of(member: Member) -> Dialect:
    r"""Find out how a file is written; ``InputError`` names the line that is none of a table.

    >>> import io, contextlib, pathlib
    >>> def member(content):
    ...     return Member("a.csv", pathlib.Path(), None, "", lambda: contextlib.nullcontext(io.BytesIO(content)))
    >>> of(member(b'"id";"title"\n"1";"the "A" of B"\n')).raw
    True
    """
    with member.open() as stream:
        digest = hashlib.sha256()
        lines = _lines(stream, member.name, digest)
        head = next(lines, "")
        delimiter = _delimiter(head)
        header = next(csv.reader([head], delimiter=delimiter), [])
        if len(header) > FIELDS:
            raise InputError(
                f"{member.name}:1: has {len(header):,} columns, more than {FIELDS:,}; this is no such table"
            )
        raw = head.startswith('"') and not _is_strict(lines, delimiter, len(header))
        for _ in lines:
            pass
    return Dialect(delimiter, raw, digest.hexdigest(), tuple(cell.strip() for cell in header))


def rows(member: Member, dialect: Dialect) -> Iterator[Row]:
    r"""Give the rows of a file after its header, counted from 1; those of another number of fields as they are.

    >>> import io, contextlib, pathlib
    >>> content = b'"id";"title"\n"1";"the "A";"\n'
    >>> one = Member("a.csv", pathlib.Path(), None, "", lambda: contextlib.nullcontext(io.BytesIO(content)))
    >>> list(rows(one, of(one)))
    [(1, ['1', 'the "A";'])]
    """
    with member.open() as stream:
        lines = _lines(stream, member.name)
        next(lines, None)
        if dialect.raw:
            yield from enumerate(_raw(lines, dialect, member.name), 1)
            return
        csv.field_size_limit(LINE)
        number = 0
        try:
            for cells in csv.reader(lines, delimiter=dialect.delimiter):
                if cells:
                    number += 1
                    yield number, cells
        except csv.Error as error:
            raise InputError(f"{member.name}: row {number + 1} cannot be read: {error}") from error


def _raw(lines: Iterator[str], dialect: Dialect, name: str) -> Iterator[list[str]]:
    """Give the fields of records whose inner marks stand as they are; lines are joined while fields are missing."""
    between, wanted = f'"{dialect.delimiter}"', len(dialect.header)
    for line in lines:
        record = line.rstrip("\r\n")
        joined = 0
        while record and not (record.endswith('"') and record.count(between) >= wanted - 1):
            more = next(lines, None)
            joined += 1
            if more is None or joined > _JOINED:
                raise InputError(f"{name}: the record that begins {record[:40]!r} does not end; the file is cut off")
            record += "\n" + more.rstrip("\r\n")
        if record:
            yield record[1:-1].split(between)


def _is_strict(lines: Iterator[str], delimiter: str, wanted: int) -> bool:
    """Say whether what follows the header is CSV by its standard, each row as long as the header.

    A line with two marks a field holds no others, whatever the dialect, and is not looked at: that is twice as quick.
    """
    csv.field_size_limit(LINE)
    doubtful = (line for line in lines if line.count('"') != 2 * wanted)
    with suppress(csv.Error):
        return all(len(cells) in (0, wanted) for cells in csv.reader(doubtful, delimiter=delimiter, strict=True))
    return False


def _lines(stream: BinaryIO, name: str, digest: "hashlib._Hash | None" = None) -> Iterator[str]:
    """Give the lines of a stream as text; one that is too long, or no UTF-8, is an ``InputError`` with its number."""
    number = 0
    while line := stream.readline(LINE):
        number += 1
        if digest:
            digest.update(line)
        if number == 1:
            line = line.removeprefix(_BOM)
        if len(line) >= LINE and not line.endswith(b"\n"):
            raise InputError(f"{name}:{number}: is longer than {LINE >> 20} MiB; this is no table")
        try:
            words = line.decode()
        except UnicodeDecodeError as error:
            raise InputError(
                f"{name}:{number}: is not in UTF-8 (byte {error.start + 1} of the line); save the file as UTF-8"
            ) from error
        if "\0" in words:
            raise InputError(f"{name}:{number}: holds a NUL; this is no table of text")
        yield words


def _delimiter(head: str) -> str:
    """Give what parts the fields of a header: what stands in it most often."""
    return max(";\t,", key=head.count)
