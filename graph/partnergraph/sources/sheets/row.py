"""Rows: those of an office's sheets, each with its place and its cells by column.

A header that no column has is told with the nearest one; where none is near the column is somebody's own, is left out,
and is told as well. What a row says is not looked at here.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from partnergraph.errors import InputError, joined
from partnergraph.loading import intake
from partnergraph.loading.ledger import Ledger, Place, Skip
from partnergraph.sources.sheets import column, grid
from partnergraph.sources.sheets.column import Sheet
from partnergraph.sources.sheets.grid import Grid
from partnergraph.storage import archive
from partnergraph.storage.archive import Member
from partnergraph.values import filename

_SINGLE = {"country", "date", "flag", "iri", "name", "number", "place", "ref", "type"}


@dataclass(frozen=True, slots=True)
class File:
    """A file of sheets: its name without folders, the SHA-256 of its bytes, and the IRI of its graph."""

    name: str
    sha256: str
    graph: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One row: where it stands, its number without the header, its sheet, and its cells that are not empty.

    ``headers`` are the words above its columns, where these are others.
    """

    place: Place
    number: int
    file: File
    sheet: Sheet
    cells: Mapping[str, str]
    headers: Mapping[str, str] = field(default_factory=dict)

    def at(self, name: str) -> Place:
        """Give the place of one of its cells."""
        return Place(self.place.file, self.place.sheet, self.place.row, self.headers.get(name, name))

    @property
    def table(self) -> str:
        """The name of its table in the ledger."""
        return str(Place(self.place.file, self.place.sheet))


@dataclass(frozen=True, slots=True)
class Rows:
    """All rows of an import, its files, and what is wrong with its tables as such."""

    rows: tuple[Row, ...]
    files: tuple[File, ...]
    problems: tuple[Skip, ...]


def read(paths: Iterable[Path], ledger: Ledger, *, encoding: str | None = None) -> Rows:
    r"""Give the rows of workbooks, text tables, archives and folders; ``InputError`` tells all that cannot be read.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = Path(folder, "bodies.csv")
    ...     _ = path.write_text("name,founded,secret\nESR,2005,x\n")
    ...     found = read([path], Ledger())
    >>> found.rows[0].cells, found.rows[0].place.row
    ({'name': 'ESR', 'founded': '2005'}, 2)
    """
    rows, files, problems, errors = list[Row](), list[File](), list[Skip](), list[InputError]()
    for path, member in _members(paths, ledger, errors):
        try:
            name = member.below(path)
            file = File(filename.shown(name), member.digest(), intake.graph(name).value)
            found = _of(grid.read(member, encoding=encoding), file, ledger, problems)
        except InputError as error:
            errors.append(error)
            continue
        if found is not None:
            files.append(file)
            rows += found
    if errors:
        raise joined(errors)
    return Rows(tuple(rows), tuple(files), tuple(problems))


def _members(paths: Iterable[Path], ledger: Ledger, errors: list[InputError]) -> Iterator[tuple[Path, Member]]:
    """Give all files that paths hold, each with its path, and take down of the others why they hold none."""
    for path in paths:
        try:
            yield from ((path, each) for each in ledger.watched(archive.members(path)))
        except InputError as error:
            errors.append(error)


def _of(tables: Iterable[Grid], file: File, ledger: Ledger, problems: list[Skip]) -> list[Row] | None:
    """Give the rows of one file, None where no sheet of it is known: what it said before then stays."""
    rows, names, known = list[Row](), list[str](), False
    for table in tables:
        names.append(table.sheet)
        sheet = column.find(table.sheet or PurePosixPath(file.name).stem, table.header[1])
        if sheet is None:
            _leave(table, file, ledger, problems)
        else:
            known = True
            rows += _rows(table, sheet, file, ledger, problems)
    if not names:
        raise InputError(f"{file.name}: is empty; give a table with its header, as the template has it")
    if known and not rows:
        ledger.take(file.name, 0)
    if not known and any(names):
        _fault(Skip(Place(file.name), "has no sheet that is known, and is left out"), ledger, problems)
    return rows if known else None


def _leave(table: Grid, file: File, ledger: Ledger, problems: list[Skip]) -> None:
    """Book a table that is no sheet; in a workbook there may be such, and a file that is none is a problem."""
    known = ", ".join(each.name for each in column.sheets() if not each.hidden)
    place = Place(file.name, table.sheet, table.header[0])
    problem = Skip(place, f"this is no sheet that is known; name it one of {known}, or use the columns of one")
    if table.sheet:
        ledger.note(problem)
    else:
        _fault(problem, ledger, problems, rows=sum(1 for _ in table.rows))


def _fault(problem: Skip, ledger: Ledger, problems: list[Skip], *, rows: int | None = None) -> None:
    ledger.fault(problem, rows)
    problems.append(problem)


def _rows(table: Grid, sheet: Sheet, file: File, ledger: Ledger, problems: list[Skip]) -> Iterator[Row]:
    number, header = table.header
    place = Place(file.name, table.sheet, number)
    names = _columns(sheet, header, place, ledger, problems)
    headers = {name: words.strip() for name, words in zip(names, header, strict=True) if name}
    for at, cells in ledger.follow(table.file, table.rows):
        found = {name: cell for name, cell in zip(names, cells, strict=False) if name and cell}
        row = Row(Place(file.name, table.sheet, at), at - number, file, sheet, found, headers)
        if len(cells) > len(names) and any(cells[len(names) :]):
            words = f"has {len(cells)} cells under {len(names)} headers; is a separator missing?"
            _fault(Skip(row.place, words), ledger, problems)
        if found:
            yield row


def _columns(sheet: Sheet, header: Sequence[str], place: Place, ledger: Ledger, problems: list[Skip]) -> list[str]:
    """Give the name of the column under each header, "" where it is somebody's own."""
    names = list[str]()
    for words in header:
        found = sheet.column(words)
        at = Place(place.file, place.sheet, place.row, words[:40])
        if found is None and words and sheet.form != "refused":
            near = sheet.nearest(words)
            told = Skip(
                at,
                f"the sheet {sheet.name} has no column {words[:40]!r}" + (f"; the nearest is {near}" if near else ""),
            )
            if near:
                _fault(told, ledger, problems)
            else:
                ledger.note(told)
        if found and found.name in names:
            _fault(Skip(at, f"the column {found.name} stands there twice; take one of them out"), ledger, problems)
        names.append(found.name if found else "")
    missing = [each.name for each in sheet.columns if each.required and each.name not in names]
    for name in missing:
        _fault(Skip(place, f"the sheet {sheet.name} has no column {name!r}; add it"), ledger, problems)
    return names


def agree(one: Row, other: Row) -> None:
    """Raise ``InputError`` where two rows of one thing say different things.

    >>> bodies, file = column.sheet("bodies"), File("a.csv", "")
    >>> one, other = (Row(Place("a.csv", "", at), at - 1, file, bodies, {"name": f"E{at}"}) for at in (2, 3))
    >>> agree(one, other)
    Traceback (most recent call last):
    partnergraph.errors.InputError: 'E3' and 'E2' of a.csv:2 would have the same id; give each an id
    """
    same, way = ("id", "give another id") if "id" in other.cells else ("name", "give each an id")
    for each in one.sheet.columns:
        mine, theirs = one.cells.get(each.name), other.cells.get(each.name)
        if each.kind in _SINGLE and mine and theirs and mine != theirs:
            if same == each.name:
                told = f"{theirs[:60]!r} and {mine[:60]!r} of {one.place} would have the same id; {way}"
            else:
                told = f"says {theirs[:60]!r} in {each.name}, and {one.place} says {mine[:60]!r} of the same {same}"
                told += f"; make them one, or {way}"
            raise InputError(told)
