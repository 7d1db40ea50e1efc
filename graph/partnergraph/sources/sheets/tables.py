"""Tables: the sheets of a partnership office, read as one graph, with every problem told by sheet, row and column.

A row that is wrong says nothing. Without ``lenient`` one wrong row is enough, and there are no triples; with it wrong
rows are left out, and those that need them, each booked with its reason.
"""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pyoxigraph as ox

from partnergraph.errors import InputError
from partnergraph.loading.ledger import Ledger, Place, Skip
from partnergraph.sources.sheets import row as rows_of
from partnergraph.sources.sheets import tie
from partnergraph.sources.sheets.register import NOTHING, Stock
from partnergraph.sources.sheets.row import File, Row, Rows
from partnergraph.sources.sheets.writer import Writer


@dataclass(frozen=True, slots=True)
class Way:
    """How to take sheets in.

    As read on which day, without the rows that are wrong or not (``lenient``), text tables in which encoding if not in
    UTF-8; into a store with derived ties or without, and as a trial that changes nothing or not.
    """

    day: dt.date
    lenient: bool = False
    encoding: str | None = None
    derive: bool = True
    dry_run: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read: triples by the name of their file, the files, and what is wrong.

    ``places`` tells where what has one value stands: names, dates and countries.
    """

    triples: Mapping[str, tuple[ox.Triple, ...]]
    files: tuple[File, ...]
    problems: tuple[Skip, ...]
    places: Mapping[ox.Triple, Place] = field(default_factory=dict)

    def said(self, file: File) -> tuple[ox.Triple, ...]:
        """Give what one file says."""
        return self.triples.get(file.name, ())


def read(
    paths: Iterable[Path],
    ledger: Ledger,
    way: Way,
    known: Stock = NOTHING,
) -> Reading:
    r"""Read sheets from files, archives and folders; ``known`` is what a store has that rows may name.

    Unless it is done in a lenient way there are triples only where there is no problem. ``InputError`` says that a file
    cannot be read, or that leniently too no row is left; the ledger then has what is wrong with them.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = Path(folder, "bodies.csv")
    ...     _ = path.write_text("name,founded\nESR,2005\n,2006\n")
    ...     ledger = Ledger()
    ...     found = read([path], ledger, Way(dt.date(2026, 11, 25)))
    >>> str(found.problems[0])
    'bodies.csv:3:name: is empty; every row of bodies has a name'
    >>> ledger.sums()[0].skipped
    2
    """
    given = rows_of.read(paths, ledger, encoding=way.encoding)
    problems = list(given.problems)
    left = {id(each): [Skip(each.place, each.sheet.reason)] for each in given.rows if each.sheet.form == "refused"}
    while True:
        writer = Writer(way.day, tie.say, known)
        kept = [each for each in given.rows if id(each) not in left]
        found = writer.write(kept, lambda name, rows: ledger.follow(name, rows, len(rows)))
        problems += (each for some in found.values() for each in some)
        left |= found
        if not found or not way.lenient:
            break
    sound = (way.lenient and len(left) < len(given.rows)) or not problems
    told = _Told(given)
    for each in given.rows:
        if sound and id(each) not in left:
            ledger.take(each.table)
        else:
            ledger.skip(*left.get(id(each)) or [Skip(each.place, told.reason(each))])
    for note in writer.notes if sound else ():
        ledger.note(note)
    if way.lenient and not sound:
        raise InputError("nothing was imported: no row is sound; correct them")
    said = {name: tuple(triples) for name, triples in writer.said.items()} if sound else {}
    return Reading(said, given.files, tuple(sorted(problems, key=_order)), writer.places if sound else {})


class _Told:
    """What is told of a row that says nothing wrong, where nothing was imported."""

    def __init__(self, given: Rows) -> None:
        rows = {each.place for each in given.rows}
        self._wrong = {each.place for each in given.problems} & rows
        self._heads = {_table(each.place) for each in given.problems if each.place not in rows}

    def reason(self, row: Row) -> str:
        """Give the reason why a row was left out."""
        if row.place in self._wrong:
            return "nothing was imported, and this row does not fit its columns"
        if _table(row.place) in self._heads:
            return "nothing was imported, and the columns above it are wrong"
        return "is sound, but nothing was imported because others are not"


def _table(place: Place) -> tuple[str, str]:
    return place.file, place.sheet


def _order(problem: Skip) -> tuple[str, str, int, str]:
    return (problem.place.file, problem.place.sheet, problem.place.row, problem.place.column)
