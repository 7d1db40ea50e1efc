"""``partnergraph validate``, as its users meet it."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bench import validate as bench
from partnergraph.cli import main

GOOD = Path(__file__).parent / "data" / "check" / "partners.ttl"
OWN = """\
@prefix sh: <http://www.w3.org/ns/shacl#> .
<https://example.org/acronym> a sh:NodeShape ; sh:targetClass <https://w3id.org/partnergraph/ontology#Society> ;
    sh:property [ sh:path <http://www.w3.org/2004/02/skos/core#altLabel> ; sh:minCount 1 ; sh:message "Add: one." ] .
"""


def run(*words: str | Path) -> Result:
    """Run the command in this process."""
    return CliRunner().invoke(main, ["validate", *map(str, words)])


@pytest.fixture
def bad(tmp_path: Path) -> Path:
    """Give a file with an end before its start, and a unit without parent."""
    path = tmp_path / "bad.ttl"
    text = GOOD.read_text(encoding="utf-8")
    text = text.replace('"2014-12-31"', '"2013-12-31"').replace("    org:subOrganizationOf body:committee ;\n", "")
    path.write_text(text, encoding="utf-8", newline="\n")
    return path


def test_what_is_right_ends_with_0() -> None:
    """A good file has no problems, and what the shipped network leaves open are warnings; stderr says so."""
    for done, warnings in ((run(), 3), (run(GOOD, "-f", "table"), 0)):
        assert (done.exit_code, done.stderr) == (0, f"0 violations, {warnings} warnings\n")


def test_a_violation_ends_with_1(bad: Path) -> None:
    """In a pipe the problems are JSON; the exit code says that there is a violation."""
    done = run(bad)
    assert (done.exit_code, done.stderr) == (1, "1 violation, 1 warning\n")
    problems = json.loads(done.stdout)["problems"]
    assert [(each["severity"], each["file"]) for each in problems] == [("warning", str(bad)), ("violation", str(bad))]
    lines = bad.read_text(encoding="utf-8").split("\n")
    assert [lines[each["line"] - 1] for each in problems] == [
        "body:subcommittee",
        '    pg:endsOn "2013-12-31"^^xsd:date ;',
    ]


def test_warnings_alone_end_with_0(bad: Path) -> None:
    """Warnings are shown and do not count."""
    bad.write_text(bad.read_text(encoding="utf-8").replace("2013-12-31", "2014"), encoding="utf-8")
    bad.write_text(bad.read_text(encoding="utf-8").replace('"2014"^^xsd:date', '"2014"^^xsd:gYear'), encoding="utf-8")
    done = run(bad, "-f", "table")
    assert (done.exit_code, done.stderr) == (0, "0 violations, 1 warning\n")
    assert "warning:" in done.stdout


def test_a_table_tells_the_place(bad: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The table shows file and line, thing, value, problem and rule."""
    monkeypatch.chdir(bad.parent)
    monkeypatch.setenv("COLUMNS", "400")
    done = run("bad.ttl", "-f", "table")
    number = bad.read_text(encoding="utf-8").split("\n").index('    pg:endsOn "2013-12-31"^^xsd:date ;') + 1
    (line,) = [line for line in done.stdout.splitlines() if line.startswith(f"bad.ttl:{number} ")]
    for words in (
        "agreement:mou-2014 Memorandum of 2014",
        "2013-12-31 (xsd:date)",
        "violation: This ends before",
        "(2014)",
    ):
        assert words in line
    assert "(pg:shape-end-after-start)" in line


@pytest.mark.parametrize("columns", ["40", "80"])
def test_a_narrow_terminal_shows_a_list(columns: str, bad: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where a table has no room, each problem begins with file and line in one piece, then value, words and rule."""
    monkeypatch.chdir(bad.parent)
    monkeypatch.setenv("COLUMNS", columns)
    done = run("bad.ttl", "-f", "table")
    lines = [line.rstrip() for line in done.stdout.splitlines()]
    assert [line for line in lines if line.startswith("bad.ttl:")][1].startswith("bad.ttl:88  violation:")
    assert "  value: 2013-12-31 (xsd:date)" in lines
    assert done.stdout.rstrip().endswith("(pg:shape-end-after-start)")
    assert max(map(len, lines)) <= int(columns)


def test_what_lies_below_the_folder_is_named_from_there(bad: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file is named from the working folder where it lies below that, however it was given; a link is followed."""
    (bad.parent / "link").symlink_to(bad.parent)
    monkeypatch.chdir(bad.parent)
    for given in (bad, bad.parent / "link" / "bad.ttl", "bad.ttl"):
        assert {each["file"] for each in json.loads(run(given).stdout)["problems"]} == {"bad.ttl"}


def test_a_report_goes_to_a_file_by_its_extension(bad: Path, tmp_path: Path) -> None:
    """The extension says the format; twice gives the same bytes."""
    for name in ("a.json", "a.sarif", "a.ttl"):
        texts = []
        for _ in range(2):
            done = run(bad, "-o", tmp_path / name)
            assert (done.exit_code, done.stdout) == (1, "")
            texts.append((tmp_path / name).read_bytes())
        assert texts[0] == texts[1]
    assert (tmp_path / "a.json").read_text(encoding="utf-8") == run(bad).stdout
    assert (tmp_path / "a.sarif").read_text(encoding="utf-8") == run(bad, "-f", "sarif").stdout
    assert "sh:ValidationReport" in run(bad, "-f", "text/turtle").stdout


@pytest.mark.no_cover
def test_a_flood_is_held_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of many problems a table shows the first hundred, says how many there are, and can show all; JSON has all."""
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "many.ttl"
    head = "@prefix pg: <https://w3id.org/partnergraph/ontology#> .\n"
    path.write_text(head + "".join(f"<urn:{n}> a pg:Place ; pg:evidence <urn:e> .\n" for n in range(250)))
    done = run(path, "-f", "table")
    assert done.exit_code == 1
    assert done.stdout.count("violation: ") == 100
    assert done.stderr.splitlines() == [
        "the first 100 of 250 problems; --max-rows 0 shows all of them",
        "250 violations, 0 warnings",
    ]
    done = run(path, "-f", "table", "--max-rows", "0")
    assert (done.stdout.count("violation: "), done.stderr) == (250, "250 violations, 0 warnings\n")
    assert len(json.loads(run(path).stdout)["problems"]) == 250


@pytest.mark.no_cover
def test_thousands_of_violations_are_counted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of a file in which every tenth triple is wrong the first hundred are shown, and how many there are, in words."""
    monkeypatch.chdir(tmp_path)
    Path("made.ttl").write_text(bench.turtle(20_000), encoding="utf-8")
    done = run("made.ttl", "-f", "table")
    assert (done.exit_code, done.stdout.count("made.ttl:"), len(done.stdout) < 50_000) == (1, 100, True)
    assert done.stderr.splitlines() == [
        "the first 100 of 2,000 problems; --max-rows 0 shows all of them",
        "2,000 violations, 0 warnings",
    ]


def test_own_shapes(bad: Path, tmp_path: Path) -> None:
    """--shapes adds rules; --no-shipped-shapes leaves only those."""
    own = tmp_path / "own.ttl"
    own.write_text(OWN)
    rules = [each["rule"] for each in json.loads(run(bad, "--shapes", own).stdout)["problems"]]
    assert len(rules) == 3
    done = run(bad, "--shapes", own, "--no-shipped-shapes")
    assert [each["rule"] for each in json.loads(done.stdout)["problems"]] == ["https://example.org/acronym"]
    assert done.exit_code == 1


def test_a_store_is_checked(folder: Path) -> None:
    """--store checks what a store holds."""
    done = run("--store", folder)
    assert (done.exit_code, {each["file"] for each in json.loads(done.stdout)["problems"]}) == (1, {None})


WRONG = [
    (2, "--no-shipped-shapes leaves nothing to check", ["--no-shipped-shapes"]),
    (2, "'docx' is no format for this; use one of json, sarif, ttl", ["-f", "docx"]),
    (2, "x.docx: '.docx' is no format for this", ["-o", "x.docx"]),
    (2, "a table is for the terminal", ["-f", "table", "-o", "x.txt"]),
    (3, "none.ttl: cannot be read: No such file", ["none.ttl"]),
    (3, "none.ttl: cannot be read: No such file", ["--shapes", "none.ttl"]),
    (3, "none/x.json: the folder none does not exist", [str(GOOD), "-o", "none/x.json"]),
    (3, "broken.ttl:2:17: ", ["broken.ttl"]),
    (3, "broken.ttl:2:17: ", ["--shapes", "broken.ttl"]),
]


@pytest.mark.parametrize(("code", "complaint", "words"), WRONG)
def test_bad_input_is_one_clear_line(
    code: int, complaint: str, words: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is wrong is told with its exit code, in one line, without a traceback."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "broken.ttl").write_text("<urn:a> <urn:b> 1 .\n<urn:a> <urn:b> .")
    done = run(*words)
    assert done.exit_code == code
    assert complaint in done.stderr
    assert "Traceback" not in done.output
    assert [path.name for path in tmp_path.iterdir()] == ["broken.ttl"]


def test_nothing_is_warned_about(bad: Path) -> None:
    """Neither the program nor pyshacl says anything but the answer, with Python's warnings as errors."""
    bad.write_text(bad.read_text(encoding="utf-8").replace("2013-12-31", "2014-02-30"), encoding="utf-8")
    command = [sys.executable, "-W", "error", "-m", "partnergraph", "validate", str(bad)]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    assert (done.returncode, done.stderr) == (1, "1 violation, 1 warning\n")
