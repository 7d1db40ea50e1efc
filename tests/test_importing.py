"""What the command import tells of files, rows and notes, and what it leaves as it was."""

from pathlib import Path

import pytest

from tests.command import run


def written(folder: Path, **texts: str) -> list[Path]:
    """Write tables by name."""
    for name, text in texts.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    return [folder / f"{name}.csv" for name in texts]


def test_where_no_row_is_sound_nothing_is_made(tmp_path: Path) -> None:
    """Leniently too: the exit code is 3, each problem and the report are there, and what was there stays."""
    target, store, report = tmp_path / "a.ttl", tmp_path / "store", tmp_path / "r.csv"
    (path,) = written(tmp_path, agreements="name,type,parties\nPact,pact,nobody\n")
    for where in (("--store", store), ("-o", target)):
        done = run("import", "tables", path, *where, "--lenient", "--report", report)
        assert (done.exit_code, where[1].exists()) == (3, False)
        assert done.stderr.count("agreements.csv:2:") == 2
        assert done.stderr.endswith("Error: nothing was imported: no row is sound; correct them\n")
        assert report.read_text(encoding="utf-8").count("\n") == 3
    target.write_text("as it was")
    path.write_text("name,parties\n")
    done = run("import", "tables", path, "-o", target)
    assert (done.exit_code, target.read_text()) == (3, "as it was")
    assert "agreements.csv: holds no rows\n" in done.stderr
    assert done.stderr.endswith("agreements.csv holds nothing to take in; give a file with rows or triples\n")


@pytest.mark.parametrize(
    ("command", "name", "head", "more"),
    [
        ("import tables", "bodies.csv", "id,name\n", "esr,ESR\n"),
        ("load", "empty.ttl", "@prefix a: <urn:> .\n", "a:b a:c a:d .\n"),
        ("load --add", "zero.nt", "", "<urn:a> <urn:b> <urn:c> .\n"),
        ("import cordis", "topics.csv", "projectID;topic;title\n", "755523;NFRP-9;Doses\n"),
        ("import cordis --add", "topics.csv", "projectID;topic;title\n", "755523;NFRP-9;Doses\n"),
        ("import ror", "ror.csv", "id,names.types.ror_display\n", "https://ror.org/034wxcc35,ESR\n"),
    ],
)
def test_a_file_that_holds_nothing_is_no_import(command: str, name: str, head: str, more: str, tmp_path: Path) -> None:
    """Of every kind: one line says so, the exit code is 3, and there is no store where there was none."""
    path, store = tmp_path / name, tmp_path / "store"
    path.write_text(head)
    for words in ([], ["--dry-run"]):
        done = run(*command.split(), path, "--store", store, *words)
        assert (done.exit_code, store.exists()) == (3, False)
        assert done.stderr.splitlines()[-1].startswith("Error: nothing came in: ")
    path.write_text(head + more)
    assert run(*command.split(), path, "--store", store).exit_code == 0
    assert run(*command.split(), path, "--store", store).exit_code == 0
    path.write_text(head)
    done = run(*command.split(), path, "--store", store)
    if "--add" in command:
        assert done.exit_code == 3
    else:
        assert (done.exit_code, "all that it said; it says nothing now" in done.stderr) == (0, True)


def test_all_files_that_cannot_be_read_are_told_at_once(tmp_path: Path) -> None:
    """In a folder and beside it, each with a line; a workbook that is cut is not told to be no zip file."""
    desk = tmp_path / "desk"
    desk.mkdir()
    (path,) = written(tmp_path, bodies="")
    for name in ("cut.xlsx", "torn.ods"):
        (desk / name).write_bytes(b"PK\x03\x04 and no more")
    for where in (("-o", tmp_path / "a.ttl"), ("--store", tmp_path / "store")):
        done = run("import", "tables", desk, path, *where)
        lines = [line.rpartition("/")[2] for line in done.stderr.splitlines()]
        assert done.exit_code == 3
        assert lines[:2] == [
            "cut.xlsx: is damaged or cut off; get it again",
            "torn.ods: is damaged or cut off; get it again",
        ]
    (desk / "cut.xlsx").write_bytes(b"")
    (desk / "torn.ods").unlink()
    lines = run("import", "tables", desk, path, "-o", tmp_path / "a.ttl").stderr.splitlines()
    assert [line.partition(": is empty; give a table")[0] for line in lines] == ["Error: desk/cut.xlsx", "bodies.csv"]


def test_notes_that_are_many_are_told_by_reason(tmp_path: Path) -> None:
    """Once each with the first place and how often, so that the counts stay on the screen."""
    rows = "".join(f"b{number},Body {number},foo:{number}\n" for number in range(30))
    (path,) = written(tmp_path, bodies=f"id,name,identifiers,Telefon\n{rows}")
    lines = run("import", "tables", path, "-o", tmp_path / "a.ttl").stderr.splitlines()
    told = "is of no register that is known, and is kept as it is; write its register before it, such as ror:"
    assert lines[1:-1] == [
        f"bodies.csv:2:identifiers: 'foo:0' {told} (and 29 more)",
        "bodies.csv:1:Telefon: the sheet bodies has no column 'Telefon'; it is left out",
        "31 notes in all; --report FILE has each",
    ]
