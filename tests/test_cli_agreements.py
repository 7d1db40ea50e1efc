"""``partnergraph agreements``, and ``--as-of`` and ``--no-derived`` on the commands that read."""

import csv
import datetime as dt
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import icalendar
import pytest
from click.testing import CliRunner

from partnergraph.cli import main
from partnergraph.values import span
from tests.command import run

AGREEMENTS = """\
@prefix : <urn:> .
@prefix pg: <https://w3id.org/partnergraph/ontology#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
:a skos:prefLabel "Society A"@en ; skos:altLabel "SA" . :b skos:prefLabel "Society B"@en . :c skos:prefLabel "C"@en .
:old a pg:LetterOfIntent ; skos:prefLabel "Old letter"@en ; pg:party :a, :b ;
    pg:signedOn "2010"^^xsd:gYear ; pg:endsOn "2012-06"^^xsd:gYearMonth .
:new a pg:MemorandumOfUnderstanding ; skos:prefLabel "New; memorandum, \\"renewed\\""@en ; pg:party :a, :b ;
    pg:signedOn "2012-05-04"^^xsd:date ; pg:endsOn "2016-05-03"^^xsd:date ; pg:renews :old .
:other a pg:Agreement ; skos:prefLabel "Other"@en ; pg:party :b, :c ; pg:signedOn "2011"^^xsd:gYear .
"""
READING = [
    ["query", "SELECT ?a { ?a pg:signedOn ?day }", "-f", "csv"],
    ["ask", "agreements-of", "-p", "body", "ESR", "-f", "csv"],
    ["export", "-f", "nt"],
    ["view", "-o", "-", "--about", "EORTC", "--hops", "1"],
]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Give a file with three agreements, one of which renews another."""
    path = tmp_path / "agreements.ttl"
    path.write_text(AGREEMENTS, encoding="utf-8", newline="\n")
    return path


def rows(*words: str | Path) -> dict[str, dict[str, str]]:
    """Give the rows of ``agreements`` by the name of the agreement."""
    done = run("agreements", *words, "-f", "csv")
    assert done.exit_code == 0, done.output
    return {row["agreement"]: row for row in csv.DictReader(io.StringIO(done.stdout))}


def test_the_first_memorandum_is_in_force_before_the_second() -> None:
    """As of 1 January 2016 the memorandum of 2014 is in force, and that of 2017 is not told."""
    found = rows("--as-of", "2016-01-01", "--party", "EORTC")
    assert {name: row["status"] for name, row in found.items()} == {
        "Memorandum of Understanding ESR–EORTC (2014)": "in force without known end"
    }
    found = rows("--as-of", "2017-09", "--party", "EORTC")
    renewed = "renewed by Memorandum of Understanding ESR–EORTC (2017)"
    assert sorted(row["status"] for row in found.values()) == ["in force without known end", renewed]


def test_a_row_tells_all(file: Path) -> None:
    """Parties, kind, dates, days left, status, chain and IRI."""
    assert rows(file, "--as-of", "2012-07-01")["Old letter"] == {
        "agreement": "Old letter",
        "kind": "Letter of intent",
        "parties": "SA, Society B",
        "since": "2010",
        "ends": "2012-06",
        "days_left": "-1",
        "status": 'renewed by New; memorandum, "renewed"',
        "chain": "2010 → 2012-05-04",
        "source": "",
        "iri": "urn:old",
    }


def test_today_is_the_day_without_a_day(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is yet to begin is then told as such; with --as-of it is not told."""
    monkeypatch.setattr(span, "today", lambda: dt.date(2011, 6, 1))
    today = {name.partition(";")[0]: row["status"] for name, row in rows(file).items()}
    assert today == {"Old letter": "in force", "New": "not yet in force", "Other": "in force without known end"}
    assert set(rows(file, "--as-of", "2011-06-01")) == {"Old letter", "Other"}


@pytest.mark.parametrize(
    ("within", "day", "expected"),
    [
        ("30d", "2016-04-03", ["New"]),
        ("29d", "2016-04-03", []),
        ("2w", "2016-04-19", ["New"]),
        ("1y", "2015-05-03", ["New"]),
        ("11m", "2015-05-03", []),
        ("30d", "2012-05-03", ["Old letter"]),
        ("30d", "2012-05-04", []),
        ("30d", "2016-05-04", []),
    ],
)
def test_expiring_within(file: Path, within: str, day: str, expected: list[str]) -> None:
    """Only what can end within the time is told, and not what is renewed or has lapsed."""
    found = rows(file, "--as-of", day, "--expiring-within", within)
    assert [name.partition(";")[0] for name in found] == expected


def test_only_those_of_a_party(file: Path) -> None:
    """The party is named by its name, acronym or IRI; one that is not there is told."""
    for name in ("C", "urn:c"):
        assert set(rows(file, "--party", name)) == {"Other"}
    assert len(rows(file, "--party", "sa")) == 2
    done = run("agreements", file, "--party", "Society D")
    assert (done.exit_code, "nothing is called 'Society D'; the nearest names are" in done.stderr) == (2, True)


@pytest.mark.parametrize(
    ("day", "party", "code"), [("2016-05-03", "SA", 0), ("2016-05-04", "SA", 1), ("2016-05-04", "C", 0)]
)
def test_fail_on_expired(file: Path, day: str, party: str, code: int) -> None:
    """The exit code is 1 when one of those asked for has lapsed and nothing renews it, which is named."""
    done = run("agreements", file, "--as-of", day, "--party", party, "--fail-on-expired")
    assert done.exit_code == code
    assert done.stderr == ('1 lapsed without renewal: New; memorandum, "renewed" (2016-05-03)\n' if code else "")
    assert "agreement,kind" in done.stdout
    assert run("agreements", file, "--as-of", day, "--party", party).exit_code == 0


def test_an_expired_one_fails_whatever_is_shown(file: Path) -> None:
    """It need not be among those that are shown."""
    words = ("--as-of", "2020", "--expiring-within", "1d", "--fail-on-expired", "-f", "json")
    done = run("agreements", file, *words)
    assert (done.exit_code, json.loads(done.stdout)) == (1, [])


def test_formats(file: Path, tmp_path: Path) -> None:
    """CSV, JSON, Markdown, a table and a calendar, by name or by the extension of the file."""
    assert json.loads(run("agreements", file, "-f", "json").stdout)[0]["iri"] == "urn:new"
    assert run("agreements", file, "-f", "md").stdout.startswith("| agreement | kind |")
    table = run("agreements", file, "-f", "table")
    assert "days_left" in table.stdout
    assert table.stderr == "3 rows\nin a wider terminal, and with -f csv, json or md, also: kind, chain, source, iri\n"
    for name in ("a.csv", "a.json", "a.md", "a.ics"):
        done = run("agreements", file, "-o", tmp_path / name)
        assert done.stderr.startswith(f"{tmp_path / name}: ")
        assert (tmp_path / name).read_bytes() == run("agreements", file, "-f", name[2:]).stdout_bytes


def test_a_wide_terminal_has_room_for_all(file: Path) -> None:
    """With 180 columns the table has every column."""
    done = CliRunner(env={"COLUMNS": "180"}).invoke(main, ["agreements", str(file), "-f", "table"])
    assert (done.stderr, "chain" in done.stdout) == ("3 rows\n", True)


def test_a_calendar_has_the_ends(file: Path) -> None:
    """An event for each known end, a note on those that are not known, and the same bytes whatever the hash seed."""
    done = run("agreements", file, "-f", "ics")
    found = icalendar.Calendar.from_ical(done.stdout).walk("VEVENT")
    assert {str(event["summary"]) for event in found} == {
        "Ends in 2012-06: Old letter",
        'Ends: New; memorandum, "renewed"',
    }
    assert done.stderr == "ends: 2; agreements without a known end, not in it: 1\n"
    command = [sys.executable, "-m", "partnergraph", "agreements", str(file), "-f", "ics"]
    for seed in ("0", "1"):
        again = subprocess.run(command, env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True, check=True)
        assert again.stdout == done.stdout_bytes


WRONG = [
    (["--as-of", "2017-13"], "'2017-13' is no date"),
    (["--as-of", ""], "'' is no date"),
    (["--as-of", "tomorrow"], "'tomorrow' is no date; write YYYY, YYYY-MM or YYYY-MM-DD, for example 2018-06-30"),
    (["--expiring-within", "soon"], "'soon' is no duration; write days, weeks, months or years: 180d, 2w, 6m, 1y"),
    (["--expiring-within", "-1d"], "'-1d' is no duration"),
    (["-f", "docx"], "'docx' is no format for this; use one of csv, json, md, ics"),
    (["-o", "a.docx"], "a.docx: '.docx' is no format"),
]


@pytest.mark.parametrize(("words", "complaint"), WRONG)
def test_bad_input_is_one_clear_line(words: list[str], complaint: str) -> None:
    """The exit code is 2, and the line says what is wrong and how it is written."""
    done = run("agreements", *words)
    assert (done.exit_code, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert done.stderr.startswith(f"Error: {complaint}")


@pytest.mark.parametrize("words", READING, ids=lambda words: words[0])
@pytest.mark.no_cover
def test_every_reading_command_takes_a_day(words: list[str]) -> None:
    """As of 2015 no command shows the memorandum of 2017; as of 2017 each does."""
    for day, there in (("2015", False), ("2017-08-31", False), ("2017-09", True), ("2017-09-01", True)):
        done = run(*words, "--as-of", day)
        assert (done.exit_code, "mou-esr-eortc-2014" in done.stdout) == (0, True), done.output
        assert ("mou-esr-eortc-2017" in done.stdout) is there


@pytest.mark.parametrize("words", READING, ids=lambda words: words[0])
@pytest.mark.parametrize("day", ["2017-13", "2017-02-29", "17", "", "2017-09-01T00:00:00"])
def test_a_bad_day_is_one_clear_line(words: list[str], day: str) -> None:
    """Every command tells it alike, with exit code 2."""
    done = run(*words, "--as-of", day)
    assert (done.exit_code, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert done.stderr.startswith(f"Error: '{day}' is no date")


def test_a_page_tells_its_day() -> None:
    """The foot of a page as of a day says which."""
    words = ("view", "--about", "EIBALL", "--hops", "0", "-o", "-")
    assert "<bdi>As of 31 December 2015</bdi>" in run(*words, "--as-of", "2015").stdout
    assert "<bdi>As of" not in run(*words).stdout


@pytest.mark.no_cover
def test_no_command_shows_derived_ties_when_told() -> None:
    """With --no-derived queries, questions and exports know only what is stated."""
    text = "SELECT (COUNT(*) AS ?n) { GRAPH graph:derived { ?s ?p ?o } }"
    assert run("query", text).stdout.split()[1] != "0"
    assert run("query", text, "--no-derived").stdout.split() == ["n", "0"]
    for words, shown in (
        (["--derived"], True),
        ([], False),
        (["-f", "trig"], True),
        (["-f", "trig", "--no-derived"], False),
    ):
        assert ("org:linkedTo" in run("export", *words).stdout) is shown
    assert run("export", "--no-derived", "--as-of", "2015").stdout.count("earliestStart") == 0
    for command in ("ask unit-chain", "view --about EIBALL --hops 0 -o -"):
        assert run(*command.split(), "--no-derived").exit_code == 0


def test_a_store_is_seen_as_of_a_day(folder: Path) -> None:
    """Also a store in a folder, which stays as it is."""
    text = "SELECT ?a { ?a pg:signedOn ?day }"
    assert run("query", text, "--store", folder, "--as-of", "2016").stdout.split() == ["a"]
    found = run("query", text, "--store", folder, "--as-of", "2017", "--no-derived").stdout.split()
    assert found == ["a", "https://w3id.org/partnergraph/id/agreement/mou-2017"]


def test_a_name_of_a_later_day_is_told_with_the_day() -> None:
    """Who asks for what was not there yet is told as of which day the graph is seen."""
    done = run("view", "--about", "agreement:mou-esr-eortc-2017", "--as-of", "2015", "-o", "-")
    assert (done.exit_code, done.stderr.count("\n")) == (2, 1)
    assert done.stderr.endswith("; this is the graph as of 2015\n")


def test_agreements_of_a_store(folder: Path) -> None:
    """A store in a folder, which holds neither the ontology nor derived dates, tells its agreements alike."""
    found = rows("--store", folder, "--as-of", "2018")["Memorandum of 2017"]
    assert (found["kind"], found["parties"], found["since"]) == ("Memorandum of understanding", "COCIR, EFOMP", "2017")
    assert found["status"] == "in force without known end"
    assert rows("--store", folder, "--as-of", "2016") == {}
