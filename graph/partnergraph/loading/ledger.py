"""The ledger of an import: what was read, what was taken over and what was left out, each row with its reason.

The counts add up: rows read = rows imported + rows skipped. Every importer books its rows here, and the report that a
user asks for (``--report FILE``) is this, as CSV.
"""

import io
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import IO, TypeVar, cast

from partnergraph.storage.archive import Member
from partnergraph.values.table import Table
from partnergraph.writing import sheet

_Item = TypeVar("_Item")

Progress = Callable[[str, int, float | None], None]
"""Told now and then: the name of what is read, its rows so far, the part of its bytes that is read (0 to 1)."""

STEP = 1000
"""Rows after which progress is told."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a row or cell stands: the file, the sheet ("" in a file of one table), the row from 1 and the column.

    >>> str(Place("partners.xlsx", "bodies", 7, "founded"))
    'partners.xlsx:bodies:7:founded'
    """

    file: str
    sheet: str = ""
    row: int = 0
    column: str = ""

    def __str__(self) -> str:
        return ":".join(map(str, filter(None, (self.file, self.sheet, self.row, self.column))))


@dataclass(frozen=True, slots=True)
class Skip:
    """A row that was left out (or a cell of one that was taken), why, and the words in question.

    It is ``kept`` where a cell could not be taken for what it is meant to be, and went in as something else.
    """

    place: Place
    reason: str
    value: str = ""
    kept: bool = False

    def __str__(self) -> str:
        return f"{self.place}: {self.reason}"


@dataclass(frozen=True, slots=True)
class Sum:
    """The rows of one table: read = imported + skipped."""

    table: str
    read: int
    imported: int
    skipped: int


class Ledger:
    """The books of one import.

    >>> ledger = Ledger()
    >>> ledger.take("a.csv", 2)
    >>> ledger.skip(Skip(Place("a.csv", "", 4, "name"), "has no name"))
    >>> ledger.sums()
    [Sum(table='a.csv', read=3, imported=2, skipped=1)]
    """

    def __init__(self, progress: Progress | None = None) -> None:
        self._imported, self._left = Counter[str](), Counter[str]()
        self._progress = progress
        self._parts = dict[str, float]()
        self.skips: list[Skip] = []
        self._others = dict[int, tuple[Skip, ...]]()
        self.notes: list[Skip] = []
        self.faults: list[tuple[Skip, int | None]] = []

    def take(self, table: str, rows: int = 1) -> None:
        """Book rows of a table (``file`` or ``file:sheet``) that were imported."""
        before = self._imported[table] + self._left[table]
        self._imported[table] += rows
        followed = table in self._parts or not self._parts  # else it was told by another name when it was read
        if self._progress and followed and (before + rows) // STEP > before // STEP:
            self._progress(table, before + rows, self._parts.get(table))

    def watched(self, members: Iterable[Member]) -> list[Member]:
        """Give files back; where somebody is told of progress, reading them tells how much of each is read."""
        return [self._metered(each) if self._progress and each.size else each for each in members]

    def follow(self, name: str, items: Iterable[_Item], number: int = 0) -> Iterator[_Item]:
        """Give items back one by one, of which there are so many, and tell of progress under a name.

        >>> told = []
        >>> len(list(Ledger(lambda *each: told.append(each)).follow("rows", range(2500), 2500))), told
        (2500, [('rows', 1000, 0.4), ('rows', 2000, 0.8)])
        """
        if not self._progress:
            yield from items
            return
        for done, item in enumerate(items, 1):
            if done % STEP == 0:
                self._progress(name, done, done / number if number else self._parts.get(name))
            yield item

    def stream(self, name: str, content: bytes, *, lines: bool = False) -> "bytes | IO[bytes]":
        """Give a content to be read; where somebody is told of progress, as a stream that tells how far it is read.

        With ``lines`` these are told as rows; else who reads it tells of rows (``follow``).
        """
        if not self._progress:
            return content
        return self._meter(io.BytesIO(content), name, len(content), self._progress if lines else None)

    def _metered(self, member: Member) -> Member:
        @contextmanager
        def reopen() -> Iterator[IO[bytes]]:
            with member.reopen() as raw:
                yield self._meter(raw, member.name, member.size or 0)

        return replace(member, reopen=reopen)

    def _meter(self, raw: IO[bytes], name: str, size: int, progress: Progress | None = None) -> IO[bytes]:
        def tell(lines: int, part: float) -> None:
            self._parts[name] = part
            if progress:
                progress(name, lines, part)

        return cast("IO[bytes]", _Metered(raw, size or 1, tell))

    def skip(self, skip: Skip, *others: Skip) -> None:
        """Book one row that was left out, with all that is wrong with it; the first reason counts.

        >>> ledger = Ledger()
        >>> ledger.skip(Skip(Place("a.csv", "", 2, "name"), "is empty"), Skip(Place("a.csv", "", 2, "type"), "is none"))
        >>> ledger.sums()[0].skipped, len(ledger.reasons()), len(ledger.table().rows)
        (1, 1, 2)
        """
        self._left[str(Place(skip.place.file, skip.place.sheet))] += 1
        self._others[len(self.skips)] = others
        self.skips.append(skip)

    def note(self, note: Skip) -> None:
        """Book what was left out of a row that itself was imported: a cell, or a column that nobody knows."""
        self.notes.append(note)

    def fault(self, fault: Skip, rows: int | None = None) -> None:
        """Book what is wrong with a table as such: one that is left out with its rows, else a column or the like of it.

        Who reads the table tells of it himself.

        >>> ledger = Ledger()
        >>> ledger.fault(Skip(Place("hotels.csv", "", 1), "is no sheet"), 2)
        >>> ledger.sums()[0].skipped, len(ledger.table().rows)
        (2, 1)
        """
        if rows is not None:
            self._left[str(Place(fault.place.file, fault.place.sheet))] += rows
        self.faults.append((fault, rows))

    def sums(self) -> list[Sum]:
        """Give the counts of each table, sorted by name."""
        names = sorted({*self._imported, *self._left})
        return [
            Sum(name, self._imported[name] + self._left[name], self._imported[name], self._left[name]) for name in names
        ]

    def reasons(self) -> list[tuple[str, int]]:
        """Give the reasons for which rows were skipped with their numbers, the most frequent first."""
        found = Counter(skip.reason for skip in self.skips)
        found.update({fault.reason: rows for fault, rows in self.faults if rows})
        return _ranked(found)

    def remarks(self) -> list[tuple[str, int]]:
        """Give the reasons for which something was left out of rows that were imported, the most frequent first."""
        return _ranked(Counter(note.reason for note in self.notes))

    def wrong(self) -> list[Skip]:
        """Give all that is wrong: with tables as such, and with rows that were left out."""
        return [*(fault for fault, _ in self.faults), *self._rows()]

    def _rows(self) -> list[Skip]:
        return [each for row, skip in enumerate(self.skips) for each in (skip, *self._others[row])]

    def table(self) -> Table:
        """Give all that was left out as a table: file, sheet, row, column, what, reason, value."""
        return sheet.of(
            ("file", "sheet", "row", "column", "what", "reason", "value"),
            [
                *_rows("table", [fault for fault, rows in self.faults if rows is not None]),
                *_rows("row", self._rows()),
                *_rows("cell", [*(fault for fault, rows in self.faults if rows is None), *self.notes]),
            ],
        )


class _Metered:
    """A stream that is only read, and tells now and then how many of its lines, and which part of its bytes, were."""

    def __init__(self, raw: IO[bytes], size: int, tell: Callable[[int, float], None]) -> None:
        self._raw, self._size, self._tell = raw, size, tell
        self._taken = self._lines = self._told = 0

    def read(self, size: int = -1) -> bytes:
        """Give the next bytes."""
        part = self._raw.read(size)
        self._taken += len(part)
        self._lines += part.count(b"\n")
        if self._lines >= self._told or not part:
            self._told = self._lines + STEP
            self._tell(self._lines, min(1.0, self._taken / self._size))
        return part


def _ranked(found: Counter[str]) -> list[tuple[str, int]]:
    return sorted(found.items(), key=lambda item: (-item[1], item[0]))


def _rows(what: str, skips: list[Skip]) -> Iterator[tuple[str | int, ...]]:
    for each in skips:
        place = each.place
        yield (place.file, place.sheet, place.row or "", place.column, what, each.reason, each.value)
