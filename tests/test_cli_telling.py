"""The commands info, list, stats and why, as their users meet them."""

import csv
import io
import json
import re
from pathlib import Path

import pytest

from tests import terminal
from tests.command import run
from tests.synthetic import PAYLOADS

HOSTILE = [*PAYLOADS, "[bold]not bold[/bold]", "\x1b[31mred\x1b[0m", "a\rb", "tab\tbell\x07"]

STEERING = {  # what would be more than text to whoever shows it
    "table": re.compile(r"[\x00-\x09\x0b-\x1f\x7f\u202e]"),
    "json": re.compile(r"[\x00-\x09\x0b-\x1f]"),
    "md": re.compile(r"(?<!\\)<script|(?<!\\)\[bold"),
}


@pytest.fixture
def hostile(tmp_path: Path) -> Path:
    """Give a file in which every name is an attack on the page or the terminal."""
    labels = (f"<urn:{n}> skos:prefLabel {json.dumps(words, ensure_ascii=False)}" for n, words in enumerate(HOSTILE))
    rows = [
        f"{label} ; a pg:Society ; skos:note {json.dumps(words, ensure_ascii=False)} ."
        for label, words in zip(labels, HOSTILE, strict=True)
    ]
    parties = ", ".join(f"<urn:{n}>" for n in range(len(HOSTILE)))
    head = (
        "PREFIX pg: <https://w3id.org/partnergraph/ontology#> PREFIX skos: <http://www.w3.org/2004/02/skos/core#>\n"
        f"<urn:mou> a pg:Agreement ; pg:party {parties} .\n"
    )
    path = tmp_path / "hostile.ttl"
    path.write_text(head + "\n".join(rows), encoding="utf-8")
    return path


def test_a_table_for_people_has_seasons_in_words_and_no_endless_cell(tmp_path: Path) -> None:
    """A season is told as people say it, a text of thousands of signs is cut and that is said; CSV stays exact."""
    path = tmp_path / "odd.ttl"
    path.write_text(
        "PREFIX pg: <https://w3id.org/partnergraph/ontology#> PREFIX schema: <https://schema.org/>"
        "PREFIX edtf: <http://id.loc.gov/datatypes/edtf/> PREFIX skos: <http://www.w3.org/2004/02/skos/core#>"
        f'<urn:a> a pg:Society ; skos:prefLabel "{"A" * 9999}" ; schema:foundingDate "2023-23"^^edtf:EDTF .'
        '<urn:m> a pg:Agreement ; skos:prefLabel "M" ; pg:party <urn:a> ; pg:signedOn "2023-23"^^edtf:EDTF .',
        encoding="utf-8",
    )
    shown, exact = (run("list", "body", path, "-f", form) for form in ("table", "csv"))
    assert (shown.stdout.count("A"), "autumn" in shown.stdout, "…" in shown.stdout) == (499, True, True)
    assert "texts cut at 500 characters: 1; -f csv has them whole" in shown.stderr
    assert (exact.stdout.count("A"), "2023-23" in exact.stdout) == (9999, True)
    assert "autumn" in run("agreements", path, "-f", "table").stdout
    assert "2023-23" in run("agreements", path, "-f", "csv").stdout


def test_lines_that_go_on_are_indented_deeper(monkeypatch: pytest.MonkeyPatch) -> None:
    """What goes on from the line before is told from what begins, and no line is filled with blanks to the edge."""
    monkeypatch.setenv("COLUMNS", "60")
    lines = run("info", "EORTC", "-f", "table").stdout.splitlines()
    begun = next(number for number, line in enumerate(lines) if line.startswith("  also called"))
    assert lines[begun + 1].startswith("      ")
    assert [line for line in lines if line != line.rstrip()] == []


@pytest.mark.parametrize(
    ("words", "form", "head"),
    [
        (["info", "EIBALL"], "json", "{"),
        (["why", "ESR", "EORTC"], "json", "{"),
        (["list"], "csv", "kind,number,class"),
        (["list", "society"], "csv", "name,acronym,kind,country,start,end,ties,iri"),
        (["stats"], "csv", "group,name,value"),
    ],
)
def test_in_a_pipe_there_is_a_documented_form(words: list[str], form: str, head: str) -> None:
    """Without a terminal info and why give JSON, list and stats CSV; -f says the same."""
    done = run(*words)
    assert (done.exit_code, done.stdout.splitlines()[0]) == (0, head)
    assert done.stdout == run(*words, "-f", form).stdout


@pytest.mark.parametrize("words", [["info", "EIBIR"], ["why", "EIBIR", "ESR"], ["list", "topics"], ["stats"], ["list"]])
def test_each_format_can_be_asked_for(words: list[str]) -> None:
    """JSON is JSON, CSV has rows of one length, Markdown and table are text."""
    json.loads(run(*words, "-f", "json").stdout)
    rows = list(csv.reader(io.StringIO(run(*words, "-f", "csv").stdout)))
    assert len({len(row) for row in rows}) == 1
    assert run(*words, "-f", "md").stdout[0] in "#|"
    assert run(*words, "-f", "table").exit_code == 0
    assert run(*words, "-f", "xlsx").exit_code == 2


@pytest.mark.parametrize("words", [["info", "EFOMP"], ["why", "EFOMP", "COCIR"], ["list", "society"], ["stats"]])
def test_what_is_told_goes_to_a_file_too(words: list[str], small: Path, tmp_path: Path) -> None:
    """-o writes what a pipe is given, in the format of the extension; a table is for the terminal."""
    done = run(*words, small, "-o", tmp_path / "told.md")
    assert (done.exit_code, done.stdout) == (0, "")
    assert (tmp_path / "told.md").read_text(encoding="utf-8") == run(*words, small, "-f", "md").stdout
    refused = run(*words, small, "-f", "table", "-o", tmp_path / "told.txt")
    assert (refused.exit_code, refused.stderr.count("\n")) == (2, 1)


def test_why_ends_with_1_where_the_answer_is_no(tmp_path: Path) -> None:
    """Two that nothing ties, and one without evidence, are told with exit code 1."""
    path = tmp_path / "two.ttl"
    path.write_text("<urn:a> a <urn:c> . <urn:b> a <urn:c> .", encoding="utf-8")
    done = run("why", "urn:a", "urn:b", path, "-f", "md")
    assert (done.exit_code, "Nothing ties them" in done.stdout) == (1, True)
    assert run("why", "urn:a", path).exit_code == 1
    assert run("why", "ESR", "EORTC").exit_code == 0


def test_files_may_follow_names_or_not(small: Path) -> None:
    """A word that ends like an RDF file is a file, whether names are missing or not."""
    assert "Society,2,pg:Society" in run("list", small).stdout
    assert "EFOMP" in run("list", "societies", small).stdout
    assert json.loads(run("why", "EFOMP", "COCIR", small).stdout)["tied"] is True
    assert json.loads(run("why", "EFOMP", small).stdout)["tied"] is False
    assert run("why", small).exit_code == 2
    assert json.loads(run("info", "EFOMP", small).stdout)["names"] == ["EFOMP"]
    assert "all,agreements,1" in run("stats", small).stdout


def test_a_store_can_be_asked(folder: Path) -> None:
    """--store is understood by all of them."""
    assert json.loads(run("info", "EFOMP", "--store", folder).stdout)["kind"] == "Society"
    assert "EFOMP" in run("list", "society", "--store", folder).stdout
    assert "all,agreements,1" in run("stats", "--store", folder).stdout
    assert run("why", "EFOMP", "COCIR", "--store", folder).exit_code == 0


@pytest.mark.parametrize(
    ("words", "code", "complaint"),
    [
        (["info", "EIBAL"], 2, "nothing is called 'EIBAL'; the nearest names are EIBALL"),
        (["why", "ESR", "EIBAL"], 2, "nothing is called 'EIBAL'"),
        (["list", "comitee"], 2, "there is no kind 'comitee'; the nearest kinds are committee ("),
        (["stats", "none.ttl"], 3, "none.ttl: cannot be read"),
        (["list", "none.ttl"], 3, "none.ttl: cannot be read"),
        (["info"], 2, "Missing argument"),
    ],
)
def test_bad_input_is_one_clear_line(words: list[str], code: int, complaint: str) -> None:
    """What is wrong is told with its exit code, and nothing goes to stdout."""
    done = run(*words)
    assert (done.exit_code, done.stdout) == (code, "")
    assert complaint in done.stderr
    assert "Traceback" not in done.output


@pytest.mark.parametrize(
    "command",
    ["info 'ECR sessions with EORTC involvement'", "info EIBIR", "why ESR EORTC", "list committees", "list", "stats"],
)
def test_a_page_fits_a_terminal(command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """On a terminal of 80 columns no line is longer, no number of a source is missing, and no colour stays behind."""
    monkeypatch.setattr(terminal, "WIDTH", 80)
    code, shown = terminal.run(f"partnergraph {command}", tmp_path)
    assert code == 0, shown
    assert max(map(len, shown.splitlines())) <= 80
    assert "\x1b" not in shown
    if command.startswith("info"):
        marks = {int(number) for marks in re.findall(r"  \[([\d, \n]+)\]", shown) for number in marks.split(",")}
        listed = {int(number) for number in re.findall(r"^ +\[(\d+)\]", shown, re.MULTILINE)}
        assert marks <= listed == set(range(1, len(listed) + 1))


@pytest.mark.parametrize("form", STEERING)
def test_hostile_names_are_shown_as_text(hostile: Path, form: str) -> None:
    """No name steers the terminal, is taken for markup or breaks out of its line; long ones are whole."""
    for words in (["info", "urn:0"], ["info", "urn:mou"], ["list", "society"], ["why", "urn:0", "urn:1"], ["stats"]):
        done = run(*words, hostile, "-f", form)
        assert done.exit_code == 0, done.output
        assert not STEERING[form].search(done.stdout)
        rows = csv.reader(io.StringIO(run(*words, hostile, "-f", "csv").stdout.replace("\0", ""), newline=""))
        assert len({len(row) for row in rows}) == 1
    page = run("info", "urn:mou", hostile, "-f", "table").stdout
    assert "[bold]not bold[/bold]" in page
    assert "\\x1b[31mred" in page
    assert page.count("x") >= 20_000


def test_an_empty_graph_is_no_error(tmp_path: Path) -> None:
    """Nothing to list and to count is told as such; a name is then unknown."""
    path = tmp_path / "empty.ttl"
    path.write_text("")
    assert run("list", path).stdout == "kind,number,class\n"
    assert run("list", "society", path, "-f", "table").exit_code == 0
    assert "all,things,0" in run("stats", path).stdout
    assert run("info", "ESR", path).exit_code == 2


def test_the_graph_is_told_as_of_a_day() -> None:
    """At the beginning of 2016 there is no renewal of 2017."""
    for words in (["info", "EORTC"], ["why", "ESR", "EORTC"], ["list", "memoranda of understanding"]):
        then, now = (run(*words, *day, "-f", "csv").stdout for day in (["--as-of", "2016-01-01"], []))
        assert ("ESR–EORTC (2014)" in then, "ESR–EORTC (2017)" in then, "ESR–EORTC (2017)" in now) == (
            True,
            False,
            True,
        )
