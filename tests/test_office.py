"""An office's sheets in a store on disk, and on the command line."""

import csv
import datetime as dt
import os
import re
from pathlib import Path
from typing import Any

import pytest

import partnergraph as pg
from partnergraph.errors import StoreError
from partnergraph.loading import withdrawal
from partnergraph.loading.ledger import Ledger
from partnergraph.reconciliation import decision
from partnergraph.sources.sheets import column, office, tables
from partnergraph.sources.sheets.tables import Way
from tests.command import run

WAY = Way(dt.date(2026, 11, 25))
BODIES = "id,name,type\nesr,European Society of Radiology,society\neibir,EIBIR,institute\n"
MEMBERS = "member,organisation,start\neibir,esr,2006\n"


def written(folder: Path, **texts: str) -> list[Path]:
    """Write tables by name."""
    for name, text in texts.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    return [folder / f"{name}.csv" for name in texts]


def names(store: Path) -> list[str]:
    """Give the names of the bodies in a store."""
    with pg.open(store=store) as graph:
        query = "SELECT ?name { ?body skos:prefLabel ?name FILTER (STRSTARTS(STR(?body), STR(body:))) } ORDER BY ?name"
        return [str(name) for name in graph.query(query).values("name")]


def test_a_file_that_comes_again_takes_its_place(tmp_path: Path) -> None:
    """What a sheet says no more goes; a day later without a change only the days of reading are others."""
    store, (path,) = tmp_path / "store", written(tmp_path, bodies=BODIES)
    office.keep([path], store, WAY, Ledger())
    path.write_text(BODIES.replace("eibir,EIBIR,institute", "rsna,RSNA,society"))
    deed = office.keep([path], store, WAY, Ledger())
    assert deed.intake is not None
    assert names(store) == ["European Society of Radiology", "RSNA"]
    later = office.keep([path], store, Way(dt.date(2026, 11, 26)), Ledger())
    assert later.intake is not None
    assert [change.same for change in later.intake.changes] == [True]


def test_a_row_may_name_what_the_store_has(tmp_path: Path) -> None:
    """By its name or acronym; but not what only the file had that is replaced."""
    store, (bodies, members) = tmp_path / "store", written(tmp_path, bodies=BODIES, memberships=MEMBERS)
    office.keep([bodies], store, WAY, Ledger())
    members.write_text("member,organisation\nEIBIR,european society of radiology\n")
    assert office.keep([members], store, WAY, Ledger()).problems == ()
    bodies.write_text("id,name,type,parent\nesr,European Society of Radiology,society,EIBIR\n")
    (problem,) = office.keep([bodies], store, WAY, Ledger()).problems
    assert str(problem).startswith("bodies.csv:2:parent: nothing here is called 'EIBIR'")
    assert names(store) == ["EIBIR", "European Society of Radiology"]


@pytest.mark.parametrize("words", ["esr", "ESR", "body:esr", "https://w3id.org/partnergraph/id/body/esr"])
def test_what_the_store_has_is_named_as_what_the_sheets_have(tmp_path: Path, words: str) -> None:
    """By its id, an acronym, a prefixed name or an IRI, whether its row comes along or came before."""
    store, bodies = tmp_path / "store", BODIES.replace("type\n", "type,other_names\n").replace("society", "society,ESR")
    paths = written(tmp_path, bodies=bodies, agreements=f"name,parties\nMemorandum,{words}|eibir\n")
    both = office.keep(paths, store, WAY, Ledger())
    again = office.keep(paths[1:], store, WAY, Ledger())
    assert both.problems == again.problems == ()
    assert again.intake is not None
    assert [change.same for change in again.intake.changes] == [True]


def test_a_row_describes_what_another_file_describes_too(tmp_path: Path) -> None:
    """A file under its old name, or an older sheet, takes no id away; rows left out have a reason."""
    store, paths = tmp_path / "store", written(tmp_path, bodies=BODIES, memberships=MEMBERS)
    (older,) = written(tmp_path, older="id,name,type\nesr,Old Society,society\neibir,EIBIR,institute\n")
    office.keep([older], store, WAY, Ledger())
    assert office.keep(paths, store, WAY, Ledger()).problems == ()
    paths[1].write_text("member,organisation\neibir,old society\neibir,ers\n")
    done = run("import", "tables", *paths, "--store", store)
    assert "memberships.csv:3:organisation: nothing here is called 'ers'; the nearest is 'esr';" in done.stderr
    assert "  3 skipped: is sound, but nothing was imported because others are not\n" in done.stderr
    assert done.stderr.count("nothing here is called") == 1


def test_things_that_are_one_are_named_by_what_either_is_called(tmp_path: Path) -> None:
    """A name that both have means the office's own, whether its row comes along or came before."""
    store, (bodies, members) = tmp_path / "store", written(tmp_path, bodies=BODIES, memberships=MEMBERS)
    members.write_text("member,organisation\nEIBIR,esr\n")
    (others,) = written(tmp_path, others="id,name,type\nror-1,EIBIR,institute\n")
    office.keep([bodies, others], store, WAY, Ledger())
    (problem,) = office.keep([members], store, WAY, Ledger()).problems
    assert problem.reason == "'EIBIR' is the name of several things; write body:eibir or body:ror-1"
    (decided,) = written(tmp_path, matches="body,candidate,accept\nbody:eibir,body:ror-1,yes\n")
    decision.accept(decided, store, day=WAY.day)
    assert office.keep([members], store, WAY, Ledger()).problems == ()
    assert office.keep([bodies, members], store, WAY, Ledger()).problems == ()
    with pg.open(store=store) as graph:
        assert str(graph.query("SELECT ?body { ?membership org:member ?body }").values("body")[0]).endswith("/eibir")


def test_a_sound_import_says_what_came(tmp_path: Path) -> None:
    """Rows and triples by file; a trial says the same and makes no store."""
    store, paths = tmp_path / "store", written(tmp_path, bodies=BODIES, memberships=MEMBERS)
    done = run("import", "tables", *paths, "--store", store, "--dry-run")
    assert (done.exit_code, store.exists()) == (0, False)
    assert "bodies.csv: 19 triples would come\n" in done.stderr
    done = run("import", "tables", *paths, "--store", store)
    assert (done.exit_code, done.stdout) == (0, "")
    assert "bodies.csv: 19 triples came\n" in done.stderr
    assert "memberships.csv: 1 row read, 1 imported\n" in done.stderr
    assert run("validate", "--store", store).exit_code == 0


def test_filled_sheets_keep_to_the_shapes(tmp_path: Path) -> None:
    """A row of each sheet, and a body of each type, come in without a violation."""
    types = [each for each in column.types().values() if each.kind in column.sheet("bodies").fits]
    bodies = [f"{each.name},A {each.name},{each.name},AT,Vienna,2005" for each in types if each.kind != "agreement"]
    paths = written(
        tmp_path,
        bodies="\n".join(["id,name,type,country,city,founded", *bodies, ""]),
        agreements="name,type,parties,signed,topics\nMoU,memorandum,society|institute,2017-09,topic\n",
        memberships="member,organisation,role,start\ninstitute,society,member,2021-05\n",
        events="name,type,start,place,organisers\nECX 2026,congress,2026-03-04,Vienna,society\n",
        participations="body,project,role,eu_contribution\nsociety,project,coordinator,734875.50\n",
        relations="subject,relation,object,start\nsociety,cooperates_with,hospital,2001\n",
    )
    assert office.keep(paths, tmp_path / "store", WAY, Ledger()).problems == ()
    with pg.open(store=tmp_path / "store") as graph:
        assert [each.message for each in graph.validate() if each.severity == "violation"] == []


def test_problems_are_exit_code_3_and_nothing_is_written(tmp_path: Path) -> None:
    """Each is a line; the report has every row with its reasons; neither store nor file is made."""
    store, paths = tmp_path / "store", written(tmp_path, bodies=f"{BODIES},,x\n", memberships=MEMBERS)
    for target in (("--store", store), ("-o", tmp_path / "a.ttl")):
        done = run("import", "tables", *paths, *target, "--report", tmp_path / "report.csv")
        assert done.exit_code == 3
        assert done.stderr.startswith("bodies.csv:4:name: is empty; every row of bodies has a name\n")
        assert done.stderr.endswith("Error: nothing was imported; correct these, or leave them out with --lenient\n")
        assert not target[1].exists()
        with (tmp_path / "report.csv").open(encoding="utf-8") as stream:
            rows = list(csv.DictReader(stream))
        assert [(row["file"], row["row"]) for row in rows] == [
            ("bodies.csv", "2"),
            ("bodies.csv", "3"),
            ("bodies.csv", "4"),
            ("bodies.csv", "4"),
            ("memberships.csv", "2"),
        ]
    done = run("import", "tables", *paths, "--store", store, "--lenient")
    assert done.exit_code == 0
    assert "bodies.csv: 3 rows read, 2 imported, 1 skipped\n  1 skipped: is empty" in done.stderr.replace(
        "memberships.csv: 1 row read, 1 imported\n", ""
    )


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        ([], "say where to: --store FOLDER, or -o FILE"),
        (["-o", "a.xyz"], "a.xyz"),
        (["-o", "a.ttl", "--read-on", "soon"], "'soon' is no day; write it as 2026-11-25"),
        (["-o", "a.ttl", "--read-on", "2999"], "'2999' is no day; write it as 2026-11-25"),
        (["-o", "a.ttl", "--encoding", "klingon"], "there is no encoding 'klingon'; name one such as cp1252"),
    ],
)
def test_a_wrong_command_line_is_exit_code_2(tmp_path: Path, words: list[str], complaint: str) -> None:
    """No target, no format of RDF, no day, a year instead of a day, no encoding."""
    (path,) = written(tmp_path, bodies=BODIES)
    done = run("import", "tables", path, *words)
    assert (done.exit_code, complaint in done.stderr) == (2, True)


def test_a_report_that_cannot_be_written_keeps_all_as_it_was(tmp_path: Path) -> None:
    """Nothing is imported, and no store is made; a report on stdout is written there."""
    store, (path,) = tmp_path / "store", written(tmp_path, bodies=BODIES)
    done = run("import", "tables", path, "--store", store, "--report", "/proc/report.csv")
    assert (done.exit_code, store.exists()) == (3, False)
    assert done.stderr == "Error: /proc/report.csv: cannot be written: No such file or directory\n"
    done = run("import", "tables", path, "--store", store, "--report", "-")
    assert (done.exit_code, done.stdout) == (0, "file,sheet,row,column,what,reason,value\n")


def test_what_comes_from_a_pipe_is_refused_with_the_next_step(tmp_path: Path) -> None:
    """Standard input and a device are read by no import, and it says so."""
    for command in (("import", "tables"), ("import", "ror"), ("load",)):
        done = run(*command, "-", "--store", tmp_path / "store")
        words = "Error: -: stdin is not read here; write it to a file with a name first, and give that\n"
        assert (done.exit_code, done.stderr) == (3, words)
        done = run(*command, os.devnull, "--store", tmp_path / "store")
        assert (done.exit_code, "is a pipe or a device, which can be read once only" in done.stderr) == (3, True)


def test_bad_files_leave_the_store_as_it_was(tmp_path: Path) -> None:
    """A file that is none of a table ends in one line and exit code 3."""
    store, (path,) = tmp_path / "store", written(tmp_path, bodies=BODIES)
    office.keep([path], store, WAY, Ledger())
    bad = tmp_path / "bad.csv"
    bad.write_bytes(b"\x00\x01")
    done = run("import", "tables", bad, "--store", store)
    assert (done.exit_code, done.stderr.count("\n")) == (3, 1)
    assert re.match(r"Error: .*bad.csv:1: holds NUL bytes", done.stderr)
    assert names(store) == ["EIBIR", "European Society of Radiology"]


def test_sheets_come_out_as_they_went_in(tmp_path: Path) -> None:
    """Through a store and a workbook the graph is the same."""
    store, paths = tmp_path / "store", written(tmp_path, bodies=BODIES, memberships=MEMBERS)
    run("import", "tables", *paths, "-o", tmp_path / "one.ttl", "--read-on", "2026-11-25")
    office.keep(paths, store, WAY, Ledger())
    assert run("export", "--store", store, "-o", tmp_path / "a.xlsx").exit_code == 0
    assert run("import", "tables", tmp_path / "a.xlsx", "-o", tmp_path / "two.ttl").exit_code == 0
    assert (tmp_path / "one.ttl").read_bytes() == (tmp_path / "two.ttl").read_bytes()
    done = run("export", "--store", store, "-f", "csv", "-o", tmp_path / "a.csv")
    assert (done.exit_code, done.stderr.count("give a file that ends in .zip")) == (2, 1)


@pytest.mark.parametrize("content", [b"", b"\n\n", b"\xef\xbb\xbf"])
def test_an_empty_file_is_no_table_and_takes_nothing_away(tmp_path: Path, content: bytes) -> None:
    """What a file said stays where it comes again without a header, leniently too; the exit code is 3."""
    store, (path,) = tmp_path / "store", written(tmp_path, bodies=BODIES)
    office.keep([path], store, WAY, Ledger())
    path.write_bytes(content)
    for words in ([], ["--lenient"]):
        done = run("import", "tables", path, "--store", store, *words)
        assert (done.exit_code, done.stderr.count("\n")) == (3, 1)
        assert "bodies.csv: is empty; give a table with its header, as the template has it" in done.stderr
    assert names(store) == ["EIBIR", "European Society of Radiology"]


def test_a_table_without_rows_is_told(tmp_path: Path) -> None:
    """A header alone takes away what the table said, and says so."""
    store, (path,) = tmp_path / "store", written(tmp_path, bodies=BODIES)
    office.keep([path], store, WAY, Ledger())
    path.write_text("id,name\n")
    done = run("import", "tables", path, "--store", store)
    assert (done.exit_code, names(store)) == (0, [])
    assert "went - all that it said; it says nothing now\n" in done.stderr
    assert "bodies.csv: holds no rows\n" in done.stderr


def test_a_table_that_is_no_sheet_is_in_the_report(tmp_path: Path) -> None:
    """Leniently it is left out with its rows, which are counted."""
    store = tmp_path / "store"
    hotels, bodies = written(tmp_path, hotels="hotel,stars\nRitz,5\nSacher,5\n", bodies=BODIES.replace("type", "typee"))
    done = run("import", "tables", hotels, bodies, "--store", store, "--lenient", "--report", tmp_path / "r.csv")
    assert "hotels.csv: 2 rows read, 0 imported, 2 skipped\n" in done.stderr
    rows = list(csv.DictReader((tmp_path / "r.csv").read_text(encoding="utf-8").splitlines()))
    assert [(row["file"], row["what"], row["reason"][:30]) for row in rows] == [
        ("hotels.csv", "table", "this is no sheet that is known"),
        ("bodies.csv", "cell", "the sheet bodies has no column"),
    ]
    assert names(store) == ["EIBIR", "European Society of Radiology"]


def test_what_other_files_say_otherwise_is_told(tmp_path: Path) -> None:
    """With the cell, its value and the other's; both stay, and the question of disagreements shows them."""
    store, head = tmp_path / "store", "id,name,country,founded\n"
    first, second = written(tmp_path, first=f"{head}a,Alpha,AT,1998\n", second=f"{head}a,Alpha,DE,1997\n")
    run("import", "tables", first, "--store", store)
    done = run("import", "tables", second, "--store", store)
    rest = "; both are kept, and the question disagreements shows them"
    assert done.exit_code == 0
    assert f"second.csv:2:country: 'DE' is not what first.csv says: AT{rest}\n" in done.stderr
    assert f"second.csv:2:founded: '1997' is not what first.csv says: 1998{rest}\n" in done.stderr
    with pg.open(store=store) as graph:
        told = [
            [str(row[name]) for name in ("property", "value", "sources")]
            for row in graph.ask("disagreements").records()
        ]
    assert told == [
        ["addressCountry", "Austria", "first.csv"],
        ["addressCountry", "Germany", "second.csv"],
        ["foundingDate", "1997", "second.csv"],
        ["foundingDate", "1998", "first.csv"],
    ]


def test_a_more_exact_date_and_another_language_are_no_dissent(tmp_path: Path) -> None:
    """1998 and 1998-05 agree, and so do names in two languages; nor does a file dissent from what it said itself."""
    store, head = tmp_path / "store", "id,name,founded\n"
    first, second = written(tmp_path, first=f"{head}a,Alpha,1998\n", second=f"{head}a,Alfa@de,1998-05\n")
    run("import", "tables", first, "--store", store)
    assert "is not what" not in run("import", "tables", second, "--store", store).stderr
    second.write_text(f"{head}a,Alfa@de,1998-06\n")
    assert "is not what" not in run("import", "tables", second, "--store", store).stderr


def test_what_two_others_say_is_told_of_both(tmp_path: Path) -> None:
    """What is parked for one source because another says it too is told as what both say."""
    store, head = tmp_path / "store", "id,name,founded\n"
    paths = written(
        tmp_path, **{name: f"{head}a,Alpha,{year}\n" for name, year in (("x", 1998), ("y", 1998), ("z", 1997))}
    )
    for path in paths[:2]:
        run("import", "tables", path, "--store", store)
    told = run("import", "tables", paths[2], "--store", store, "--dry-run").stderr
    assert ("not what x.csv says: 1998" in told, "not what y.csv says: 1998" in told) == (True, True)


def test_another_file_of_the_same_name_is_refused(tmp_path: Path) -> None:
    """It would take the place of the first, of which nothing would be left; a changed one takes it."""
    store, words = tmp_path / "store", "describes nothing that the file of this name described before"
    (path,) = written(tmp_path, bodies="id,name,city\na,Alpha,Vienna\nb,Beta,\n")
    run("import", "tables", path, "--store", store)
    path.write_text("id,name,city\nb,Beta,Vienna\n")
    assert run("import", "tables", path, "--store", store).exit_code == 0
    path.write_text("id,name,city\nc,Gamma,Vienna\n")
    for more in ((), ("--lenient",), ("--dry-run",)):
        done = run("import", "tables", path, "--store", store, *more)
        assert (done.exit_code, f"bodies.csv: {words}" in done.stderr) == (3, True)
    assert names(store) == ["Beta"]
    run("unload", "bodies.csv", "--store", store)
    assert run("import", "tables", path, "--store", store).exit_code == 0
    assert names(store) == ["Gamma"]


def test_what_loses_its_name_is_told(tmp_path: Path) -> None:
    """A body that other files name and no file describes any more, by a trial too; and the counts add up."""
    store, (bodies, members) = tmp_path / "store", written(tmp_path, bodies=BODIES, memberships=MEMBERS)
    run("import", "tables", bodies, members, "--store", store)
    bodies.write_text(BODIES.replace("eibir,EIBIR,institute\n", ""))
    told = "  1 thing that others speak of {}: body:eibir\n"
    trial = run("import", "tables", bodies, "--store", store, "--dry-run").stderr
    assert told.format("would lose its name") in trial
    assert told.format("has no name any more") in run("import", "tables", bodies, "--store", store).stderr
    assert "body:eibir" not in run("unload", "bodies.csv", "--store", store).stderr


def test_triples_that_came_and_went_add_up(tmp_path: Path) -> None:
    """What was there before, what came and was new, less what went and is gone, is what there is now."""
    store, head = tmp_path / "store", "id,name,city\n"
    paths = written(tmp_path, one=f"{head}a,Alpha,Vienna\nb,Beta,Bonn\n", two=f"{head}b,Beta,Bonn\nc,Gamma,Vienna\n")
    stated, common = 0, 0
    steps = [(paths[0], ""), (paths[1], ""), (paths[0], f"{head}a,Alpha,Bonn\n"), (paths[1], f"{head}c,Gamma,Bonn\n")]
    for number, (path, text) in enumerate(steps):
        if text:
            path.write_text(text)
        deed = office.keep([path], store, Way(dt.date(2026, 11, 20 + number)), Ledger())
        assert deed.intake
        (change,) = deed.intake.changes
        stated += (change.came - change.shared) - (change.went - change.kept)
        common += change.shared + change.kept
        assert deed.intake.stated == stated
    assert common > 0


def test_nobody_takes_out_what_a_row_names(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the store has is looked up and written under one claim: another writer is refused meanwhile."""
    store, (bodies, members) = tmp_path / "store", written(tmp_path, bodies=BODIES, memberships=MEMBERS)
    office.keep([bodies], store, WAY, Ledger())
    look = tables.read

    def slowly(*given: Any) -> tables.Reading:  # noqa: ANN401 - whatever it is given
        with pytest.raises(StoreError):
            withdrawal.out(store, ["bodies.csv"])
        return look(*given)

    monkeypatch.setattr(tables, "read", slowly)
    assert office.keep([members], store, WAY, Ledger()).problems == ()
