"""The books of an import: whoever looks on is told how far it is, and the counts add up."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest

from partnergraph.loading import ledger, load
from partnergraph.loading.freight import Manner
from partnergraph.loading.ledger import Ledger, Place, Skip
from partnergraph.sources import cordis, ror
from partnergraph.sources.sheets import office
from partnergraph.sources.sheets.tables import Way
from tests import killing, terminal

ROWS = 80
DAY = dt.date(2026, 11, 25)
Import = Callable[[Path, Path, Ledger], object]
KINDS: dict[str, tuple[Import, dict[str, tuple[int, int]]]] = {
    "tables": (
        lambda files, store, books: office.keep([files / "bodies.csv"], store, Way(DAY), books),
        {"bodies.csv": (10, 0)},
    ),
    "cordis": (
        lambda files, store, books: cordis.into(store, [files / "topics.csv"], books, Manner("2026-11-25")),
        {"topics.csv": (80, 1)},
    ),
    "ror": (
        lambda files, store, books: ror.into(store, [files / "ror.json"], books, Manner("2026-11-25")),
        {"ror.json": (80, 1)},
    ),
    "load": (
        lambda files, store, books: load.files(
            store, [files / "large.nt", files / "blank.ttl", files / "ours.nq"], ledger=books
        ),
        {"blank.ttl": (80, 0), "large.nt": (640, 0), "ours.nq": (1, 1)},
    ),
    "replace": (
        lambda files, store, books: load.graphs(
            store, [files / "large.nt", files / "ours.nq"], load.About(DAY), ledger=books
        ),
        {"large.nt": (640, 0), "ours.nq": (1, 1)},
    ),
}


@pytest.fixture
def files(tmp_path: Path) -> Path:
    """Give files for every kind of import, some with a row that is none."""
    path = tmp_path / "files"
    path.mkdir()
    killing.write(path, ROWS)
    with (path / "topics.csv").open("a") as stream:
        stream.write('"";"T";"of no project"\n')
    content = (path / "ror.json").read_text()
    (path / "ror.json").write_text(content[:-1] + ', {"id": "none", "names": []}]')
    derived = "<https://w3id.org/partnergraph/graph/derived>"
    (path / "ours.nq").write_text(f"<urn:a> <urn:b> <urn:c> {derived} .\n<urn:a> <urn:b> <urn:d> <urn:g> .\n")
    return path


@pytest.mark.parametrize("kind", KINDS)
def test_counts_add_up(kind: str, files: Path, tmp_path: Path) -> None:
    """Of each file rows read are rows imported and rows skipped, and each that is skipped has a reason and a row."""
    do, expected = KINDS[kind]
    books = Ledger()
    do(files, tmp_path / "store", books)
    sums = books.sums()
    assert {Path(each.table).name: (each.imported, each.skipped) for each in sums} == expected
    assert all(each.read == each.imported + each.skipped for each in sums)
    assert sum(each.skipped for each in sums) == len(books.skips)
    assert all(skip.reason and skip.place.row for skip in books.skips)


@pytest.mark.parametrize("kind", KINDS)
def test_progress_is_told(kind: str, files: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """By name, rows so far and the part that is done, for every file of some size."""
    monkeypatch.setattr(ledger, "STEP", 5)
    monkeypatch.setattr(load, "_LARGE", 1_000)
    told = list[tuple[str, int, float | None]]()
    do, expected = KINDS[kind]
    do(files, tmp_path / "store", Ledger(lambda *each: told.append(each)))
    names = {Path(name).name for name, *_ in told}
    assert {name for name, (rows, _) in expected.items() if rows > 5} <= names
    for name in {each[0] for each in told}:
        rows = [(rows, part) for each, rows, part in told if each == name]
        assert rows == sorted(rows, key=lambda row: row[0])
        assert all(part is not None and 0 <= part <= 1 for _, part in rows)


def test_a_terminal_shows_a_bar_and_a_pipe_nothing(files: Path) -> None:
    """Rows, rate and time left; the report is written in either case."""
    killing.write(files, 1_000)
    words = "partnergraph load large.nt --store {} --add --report left.csv"
    code, shown = terminal.run(words.format("one"), files)
    assert code == 0
    assert "large.nt" in shown.partition("\n")[0]
    assert " rows, " in shown
    code, shown = terminal.run(f"({words.format('two')}) 2>&1 | cat", files)
    assert (code, shown.count(" a second"), "large.nt: 8,000 rows read, 8,000 imported\n" in shown) == (0, 1, True)
    assert (files / "left.csv").read_text() == "file,sheet,row,column,what,reason,value\n"


def test_remarks_are_counted_by_reason() -> None:
    """What was left out of rows that were taken is counted by its reason, the most frequent first."""
    ledger = Ledger()
    for row, reason in enumerate(("is a", "is b", "is b"), 1):
        ledger.note(Skip(Place("a.csv", "", row), reason))
    assert ledger.remarks() == [("is b", 2), ("is a", 1)]
