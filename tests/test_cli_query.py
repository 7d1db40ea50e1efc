"""``partnergraph query`` as a process: its limits, its options, and where its answer goes."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
MEMORY = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?a ?d ?g"
COUNT = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
PARTIES = "SELECT ?party { ?mou pg:party ?party } ORDER BY ?party"


def run(*arguments: str | Path, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run the command."""
    command = [sys.executable, "-m", "partnergraph", *map(str, arguments)]
    variables = {**os.environ, **variables}
    return subprocess.run(command, capture_output=True, encoding="utf-8", check=False, env=variables, timeout=120)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((ENDLESS, "--timeout", "0.5"), "Error: stopped at its time limit of 0.5 s; ask for less, or allow more with"),
        ((MEMORY, "--max-memory", "0.1"), "Error: stopped for want of memory (limits: 60 s, 0.1 GiB); ask for less"),
    ],
)
def test_a_runaway_query_is_stopped(arguments: tuple[str, ...], words: str) -> None:
    """Time and memory end in one line and exit code 4, and no process is left."""
    begun = time.monotonic()
    done = run("query", *arguments)
    assert (done.returncode, done.stdout) == (4, "")
    assert done.stderr.startswith(words)
    assert done.stderr.count("\n") == 1
    assert time.monotonic() - begun < 30


def test_the_time_limit_comes_from_the_environment_too() -> None:
    """PARTNERGRAPH_TIMEOUT holds where the option does not say otherwise."""
    assert run("query", ENDLESS, PARTNERGRAPH_TIMEOUT="0.3").stderr.startswith(
        "Error: stopped at its time limit of 0.3 s"
    )
    assert run("query", COUNT, "--timeout", "0", PARTNERGRAPH_TIMEOUT="0.3").returncode == 0


def test_a_stopped_query_leaves_the_file_as_it_was(tmp_path: Path) -> None:
    """What was in the file stays when the answer does not come, and nothing lies beside it."""
    target = tmp_path / "answer.csv"
    target.write_text("before", encoding="utf-8")
    assert run("query", ENDLESS, "--timeout", "0.3", "-o", target).returncode == 4
    assert target.read_text(encoding="utf-8") == "before"
    assert list(tmp_path.iterdir()) == [target]


def test_an_interrupted_query_ends_at_once(tmp_path: Path) -> None:
    """Ctrl-C, which a terminal sends to all processes of a command, stops the engine too, and nothing is left."""
    text = f"{ENDLESS[:-1]} . ?j ?k ?l }}".replace("(COUNT(*) AS ?n)", "*")  # rows from the first moment on
    command = [sys.executable, "-m", "partnergraph", "query", text, "--timeout", "60", "-o", str(tmp_path / "a.csv")]
    with subprocess.Popen(command, stderr=subprocess.DEVNULL, start_new_session=True) as process:
        deadline = time.monotonic() + 60
        while not list(tmp_path.iterdir()) and time.monotonic() < deadline:
            time.sleep(0.05)
        os.killpg(process.pid, signal.SIGINT)
        assert process.wait(timeout=30) == 130
    assert list(tmp_path.iterdir()) == []


def test_rows_beyond_the_limit_are_said(small: Path) -> None:
    """The first rows are written, the rest is said, and the exit code tells a program."""
    done = run("query", PARTIES, small, "--max-rows", "1", "-f", "csv")
    assert done.stdout.split() == ["party", "https://w3id.org/partnergraph/id/body/cocir"]
    assert done.stderr == "Error: there are more rows than 1; --max-rows 0 shows all of them\n"
    assert done.returncode == 4
    assert run("query", PARTIES, small, "--max-rows", "2").returncode == 0


@pytest.mark.parametrize("form", ["json", "xml", "csv", "tsv", "md"])
def test_an_answer_goes_to_a_file_in_the_format_of_its_name(small: Path, tmp_path: Path, form: str) -> None:
    """The extension says the format, and the file holds what stdout would."""
    target = tmp_path / f"answer.{form}"
    done = run("query", PARTIES, small, "-o", target)
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr == f"{target}: {target.stat().st_size:,} bytes\n"
    assert target.read_text(encoding="utf-8") == run("query", PARTIES, small, "-f", form).stdout


def test_parameters_graphs_and_prefixes(small: Path, tmp_path: Path) -> None:
    """A variable takes a name, a query looks at one graph alone, and knows prefixes of one's own."""
    own = tmp_path / "own.ttl"
    own.write_text("PREFIX mine: <https://w3id.org/partnergraph/id/body/>", encoding="utf-8")
    query = "SELECT ?mou { ?mou pg:party ?_body_iri, mine:efomp }"
    done = run("query", query, small, "-p", "body", "COCIR", "--prefixes", own, "--graph", "default")
    assert done.stdout.split() == ["mou", "https://w3id.org/partnergraph/id/agreement/mou-2017"]
    assert run("query", query, small, "-p", "party", "COCIR", "--prefixes", own).returncode == 2


def test_a_plan_and_the_time(small: Path) -> None:
    """--explain shows the patterns with their matches instead of the answer, --time says how long it took."""
    done = run("query", PARTIES, small, "--explain", "-f", "json")
    steps = {each["step"].strip(): each["matches"] for each in json.loads(done.stdout)}
    assert steps["?mou pg:party ?party"] == 2
    assert "answered in 0." in run("query", PARTIES, small, "--time").stderr


def test_a_query_is_saved_and_asked_again(small: Path, tmp_path: Path) -> None:
    """--save writes a question that ask finds, and replaces nothing."""
    target = tmp_path / "parties.rq"
    done = run("query", "SELECT ?mou { ?mou pg:party ?_body_iri }", small, "-p", "body", "COCIR", "--save", target)
    assert done.stderr == f"{target}: partnergraph ask parties --questions {tmp_path}\n"
    assert run("ask", "parties", small, "--questions", tmp_path).stdout == done.stdout != ""
    again = run("query", PARTIES, small, "--save", target)
    assert (again.returncode, again.stderr) == (3, f"Error: {target}: exists; choose another name\n")
    assert "give a name that ends in .rq" in run("query", PARTIES, small, "--save", tmp_path / "parties.txt").stderr


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--timeout", "-1"), "Invalid value for '--timeout'"),
        (("--timeout", "nan"), "'nan' is no number"),
        (("--max-memory", "inf"), "Invalid value for '--max-memory'"),
        (("--max-rows", "x"), "Invalid value for '--max-rows'"),
        (("-f", "table", "-o", "answer.txt"), "a table is for the terminal; write csv, json, tsv, xml or md to a file"),
        (("-o", "answer.docx"), "'.docx' is no format for this; use one of csv, json, xml, tsv, md"),
        (("-o", "no/such/answer.csv"), "the folder no/such does not exist; make it first"),
        (("--graph", "a b"), "'a b' is no IRI of a graph"),
        (("--prefixes", "none.ttl"), "none.ttl: cannot be read"),
    ],
)
def test_wrong_options_are_one_line(small: Path, arguments: tuple[str, ...], words: str) -> None:
    """What is wrong is said, and nothing is written."""
    done = run("query", PARTIES, small, *arguments)
    assert done.returncode in {2, 3}
    assert done.stdout == ""
    assert words in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("command", [["info"], ["why"], ["agreements", "--party"], ["list"], ["view", "--about"]])
def test_a_name_that_is_no_text_is_a_name_that_nothing_has(command: list[str]) -> None:
    """Bytes that are not UTF-8 are told in one line."""
    words = [sys.executable.encode(), b"-m", b"partnergraph", *(each.encode() for each in command), b"Universit\xe4t"]
    done = subprocess.run(words, capture_output=True, check=False, timeout=120)
    assert done.returncode == 2
    assert done.stderr.count(b"\n") == 1
    assert b"Universit\\" in done.stderr


def test_the_list_of_questions_goes_to_no_file(tmp_path: Path) -> None:
    """What would be ignored is refused."""
    done = run("ask", "-o", tmp_path / "list.csv")
    assert done.returncode == 2
    assert "name a question for -p, -o and --show" in done.stderr
