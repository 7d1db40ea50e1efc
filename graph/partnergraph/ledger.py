"""The ledger of an import: what was read, what was taken over and what was left out, each row with its reason.

The counts add up: rows read = rows imported + rows skipped. Every importer books its rows here, and the report that a
user asks for (``--report FILE``) is this, as CSV.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from partnergraph import sheet
from partnergraph.table import Table

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
    """A row that was left out (or a cell of one that was taken), why, and the words in question."""

    place: Place
    reason: str
    value: str = ""

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
        self.skips: list[Skip] = []
        self.notes: list[Skip] = []

    def take(self, table: str, rows: int = 1, *, part: float | None = None) -> None:
        """Book rows of a table (``file`` or ``file:sheet``) that were imported."""
        before = self._imported[table] + self._left[table]
        self._imported[table] += rows
        if self._progress and (before + rows) // STEP > before // STEP:
            self._progress(table, before + rows, part)

    def skip(self, skip: Skip) -> None:
        """Book one row that was left out."""
        self._left[str(Place(skip.place.file, skip.place.sheet))] += 1
        self.skips.append(skip)

    def note(self, note: Skip) -> None:
        """Book what was left out of a row that itself was imported: a cell, or a column that nobody knows."""
        self.notes.append(note)

    def sums(self) -> list[Sum]:
        """Give the counts of each table, sorted by name."""
        names = sorted({*self._imported, *self._left})
        return [
            Sum(name, self._imported[name] + self._left[name], self._imported[name], self._left[name]) for name in names
        ]

    def reasons(self) -> list[tuple[str, int]]:
        """Give the reasons for which rows were skipped with their numbers, the most frequent first."""
        found = Counter(skip.reason for skip in self.skips)
        return sorted(found.items(), key=lambda item: (-item[1], item[0]))

    def table(self) -> Table:
        """Give all that was left out as a table: file, sheet, row, column, what, reason, value."""
        return sheet.of(
            ("file", "sheet", "row", "column", "what", "reason", "value"),
            [*_rows("row", self.skips), *_rows("cell", self.notes)],
        )


def _rows(what: str, skips: list[Skip]) -> Iterator[tuple[str | int, ...]]:
    for each in skips:
        place = each.place
        yield (place.file, place.sheet, place.row or "", place.column, what, each.reason, each.value)
