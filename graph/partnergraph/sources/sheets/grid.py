"""Grids: the rows of spreadsheets and text tables (CSV, TSV, XLSX, ODS), every cell as text.

Workbooks are read by calamine (MIT), in a process of its own held to time and memory: a sheet that says it is a million
columns wide ends that process, not this one. Of formulas the last value is taken, and a cell that holds an error is
empty. Text tables are UTF-8, or UTF-16 with its mark, unless an encoding is named; no line of more than 1 MiB and no
more than 1,000 columns are taken. What stands before the first row with words is passed over; that row is the header.
"""

import codecs
import csv
import io
import json
import os
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import BinaryIO

from partnergraph.errors import InputError, LimitError
from partnergraph.storage import archive, worker
from partnergraph.storage.archive import Member
from partnergraph.storage.worker import Limits
from partnergraph.writing.sheet import FORMULA

LINE = 1 << 20
"""Bytes of a line of text that are taken at most."""

COLUMNS = 1_000
"""Columns that are taken at most; those beyond hold nothing that anybody reads."""

WORKBOOK = 256 << 20
"""Bytes of a workbook, unpacked, that are taken at most: some two million rows of ten columns."""

LIMITS = Limits(seconds=60, memory=1 << 30)
"""What reading a workbook may take."""

_HEAD = 1 << 16
_MARKS = {codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}

Row = tuple[int, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Grid:
    """The rows of one sheet, each with its number from 1: the file and the sheet, "" where the file is one table."""

    file: str
    sheet: str
    header: Row
    rows: Iterator[Row]


def read(member: Member, *, encoding: str | None = None) -> Iterator[Grid]:
    r"""Give the sheets of a file that hold anything; ``InputError`` says where it cannot be read, and what to do.

    >>> from contextlib import nullcontext
    >>> from pathlib import Path
    >>> content = io.BytesIO(b"id;name\n1;A\n")
    >>> for grid in read(Member("a.csv", Path(), None, "", lambda: nullcontext(content))):
    ...     grid.header, list(grid.rows)
    ((1, ['id', 'name']), [(2, ['1', 'A'])])
    """
    if member.kind == "xls":
        raise InputError(f"{member.name}: is a workbook of an old Excel (.xls); save it as .xlsx, .ods or .csv")
    tables = _workbook(member) if member.kind else [("", _text(member, encoding))]
    for sheet, rows in tables:
        filled = ((number, cells) for number, cells in rows if any(cells))
        header = next(filled, None)
        if header:
            yield Grid(member.name, sheet, header, filled)


def _workbook(member: Member) -> Iterator[tuple[str, Iterator[Row]]]:
    with member.open() as stream:
        content = stream.read(WORKBOOK + 1)
    _admit(member.name, content)
    with archive.complaining(member.name):
        try:
            packed = _apart(member.name, content)
        except LimitError as error:
            raise InputError(f"{member.name}: is too large or damaged: {error}; save the sheets as CSV") from error
    lines = iter(packed.splitlines())
    for head in lines:
        name, number = json.loads(head)
        yield name, _numbered([next(lines) for _ in range(number)])


def _numbered(lines: Sequence[bytes]) -> Iterator[Row]:
    return ((number, json.loads(line)) for number, line in enumerate(lines, 1))


def _admit(name: str, content: bytes) -> None:
    """Refuse a workbook whose parts are too large, damaged, or declare a document type, which could hold anything."""
    with archive.complaining(name), zipfile.ZipFile(io.BytesIO(content)) as book:
        infos = book.infolist()
        if len(content) > WORKBOOK or sum(info.file_size for info in infos) > WORKBOOK:
            raise InputError(f"{name}: is larger than {WORKBOOK >> 20} MiB when unpacked; save its sheets as CSV")
        for info in infos:
            with book.open(info) as part:
                if b"<!DOCTYPE" in part.read(_HEAD).upper():
                    raise InputError(f"{name}: its part {info.filename[:80]!r} declares a document type; save it anew")
                while part.read(1 << 20):
                    pass  # to its end, where its sum is held against it


def _apart(name: str, content: bytes) -> bytes:
    """Give what ``_packed`` gives, in a process of its own where the system has such."""

    def pack(out: int) -> None:
        with os.fdopen(out, "wb") as stream:
            stream.write(_packed(name, content))

    return worker.work(pack, LIMITS) if worker.CAN_FORK else _packed(name, content)


def _packed(name: str, content: bytes) -> bytes:
    """Give the sheets of a workbook as lines of JSON: name and number of rows, then the rows."""
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        book = CalamineWorkbook.from_object(io.BytesIO(content))
        tables = [(each, book.get_sheet_by_name(each)) for each in book.sheet_names]
        parts = [_lines(each, sheet.to_python(skip_empty_area=False)) for each, sheet in tables]
    except CalamineError as error:
        raise InputError(f"{name}: is no workbook that can be read: {' '.join(str(error).split())}") from error
    return "".join(parts).encode()


def _lines(name: str, rows: Sequence[Sequence[object]]) -> str:
    return "".join(
        f"{json.dumps(each, ensure_ascii=True)}\n" for each in ([name, len(rows)], *(_cells(row) for row in rows))
    )


def _cells(row: Sequence[object]) -> list[str]:
    cells = [_cell(value) for value in row[:COLUMNS]]
    while cells and not cells[-1]:
        cells.pop()
    return cells


def _cell(value: object) -> str:
    """Give the words of a cell as a person reads them: 2005 and not 2005.0, a day without an hour."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    words = str(value).strip()
    return words.removesuffix(" 00:00:00")


def _text(member: Member, encoding: str | None) -> Iterator[Row]:
    """Give the rows of a text table, numbered as a spreadsheet shows them; what cannot be read is told by its line."""
    with member.open() as stream:
        lines = _Lines(stream, member.name, encoding)
        head = next(lines, "")
        reader = csv.reader(_again(head, lines), delimiter=max(",;\t|", key=head.count), strict=True)
        csv.field_size_limit(LINE)
        line = 1
        try:
            for number, cells in enumerate(reader, 1):
                if len(cells) > COLUMNS:
                    raise InputError(f"{member.name}:{line}: has more than {COLUMNS:,} columns; is this a table?")
                yield number, [_unescaped(cell.strip()) for cell in cells]
                line = lines.number + 1
        except csv.Error as error:
            raise InputError(f"{member.name}:{line}: {_reason(error)}") from error


def _reason(error: csv.Error) -> str:
    words = str(error)
    if "unexpected end" in words or "field larger" in words:
        return "a quotation mark that opens in this row is never closed; close it, or double it within a text"
    return f"{words}; double a quotation mark within a text, and save the table anew"


def _again(head: str, lines: Iterator[str]) -> Iterator[str]:
    yield head
    yield from lines


def _unescaped(cell: str) -> str:
    return cell[1:] if cell[:1] == "'" and FORMULA.match(cell) else cell


class _Lines:
    """The lines of a stream as text, each of which can be told by its number."""

    def __init__(self, stream: BinaryIO, name: str, encoding: str | None) -> None:
        self._stream, self._name, self.number = stream, name, 0
        head = stream.peek(4) if isinstance(stream, io.BufferedReader) else b""
        found = next((known for mark, known in _MARKS.items() if head.startswith(mark)), "utf-8")
        self._encoding = encoding or found
        if found.startswith("utf-16") and not encoding:
            self._stream = io.BytesIO(self._whole(found).encode())
            self._encoding = "utf-8-sig"

    def _whole(self, encoding: str) -> str:
        content = self._stream.read(WORKBOOK + 1)
        if len(content) > WORKBOOK:
            raise InputError(f"{self._name}: is too large for UTF-16; save it as UTF-8")
        return content.decode(encoding, "replace")

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = self._stream.readline(LINE + 1)
        if not line:
            raise StopIteration
        self.number += 1
        if len(line) > LINE:
            raise InputError(f"{self._name}:{self.number}: the line is longer than {LINE >> 20} MiB; this is no table")
        if b"\0" in line:
            raise InputError(f"{self._name}:{self.number}: holds NUL bytes; this is no text; save the table as CSV")
        try:
            words = line.decode(self._encoding)
        except (UnicodeDecodeError, LookupError) as error:
            place = f"{self._name}:{self.number}"
            raise InputError(
                f"{place}: is no text in {self._encoding}; save it as UTF-8, or name its encoding, such as cp1252"
            ) from error
        return words.removeprefix("\ufeff") if self.number == 1 else words
