"""``partnergraph shell``: statements from stdin, the commands, and a terminal."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from partnergraph.cli import main
from partnergraph.cli.instruction import INSTRUCTIONS
from tests.terminal import Terminal

ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
ACRONYM = "SELECT ?acronym { body:eibir skos:altLabel ?acronym }"
CTRL_C, CTRL_D, TAB = "\x03", "\x04", "\t"


def shell(text: str, *arguments: str | Path, **variables: str) -> "subprocess.CompletedProcess[str]":
    """Run the shell on statements from stdin."""
    command = [sys.executable, "-m", "partnergraph", "shell", *map(str, arguments)]
    variables = {**os.environ, **variables}
    return subprocess.run(
        command, input=text, env=variables, capture_output=True, encoding="utf-8", check=False, timeout=120
    )


def within(text: str) -> Result:
    """Run the shell on statements from stdin in this process, a fourth of the time of one of its own."""
    return CliRunner().invoke(main, ["shell"], input=text)


def test_statements_of_stdin_are_answered_in_turn() -> None:
    """Queries and commands are answered one after the other as in a pipe, and all went well."""
    done = shell(f"# acronyms\n{ACRONYM}\nLIMIT 1\n\n\\ask office-of body EIBIR\nASK {{\n}}\nDESCRIBE body:eibir")
    acronym, answer, table, office, yes, *graph = done.stdout.splitlines()
    assert (acronym, answer, yes) == ("acronym", "EIBIR", "true")
    assert table.startswith("office,street")
    assert "Vienna" in office
    assert graph[0].startswith("@prefix")
    assert (done.returncode, done.stderr) == (0, "")


def test_questions_of_ones_own_can_be_asked(tmp_path: Path) -> None:
    """What ask knows are also those in the folders of --questions; a broken file is told and hides nothing."""
    (tmp_path / "known.rq").write_text(
        "#+ summary: One body\n#+ columns:\n#+   - name: n\n#+     description: its acronym\n"
        "SELECT ?n WHERE { body:eibir skos:altLabel ?n }"
    )
    (tmp_path / "broken.rq").write_text("SELECT")
    done = shell("\\ask known\n\\ask\n", "--questions", tmp_path)
    assert done.stdout.splitlines()[:2] == ["n", "EIBIR"]
    assert "\nknown,One body," in done.stdout
    assert (done.returncode, done.stderr.startswith(f"Error: {tmp_path / 'broken.rq'}")) == (0, True)


def test_a_question_knows_the_day_of_the_graph() -> None:
    """Where a default is today, it is the day of --as-of, as it is for ask; one value is given once."""
    done = shell("\\ask agreement-status party EORTC\n", "--as-of", "2016-01-01")
    assert "MoU" not in done.stdout.replace("Memorandum of Understanding ESR–EORTC (2014)", "")
    done = shell("\\ask office-of body EIBIR body ESR\n")
    assert (done.returncode, "give each parameter one value; one is given twice" in done.stderr) == (2, True)


def test_after_an_error_the_next_statement_is_answered() -> None:
    """An error is told with its line in stdin, the rest is done, and the exit code is that of the first."""
    done = shell(f"\n\nSELECT ?x {{\n ?x pgg:party ?y }}\n\n\\info Nobody\n{ENDLESS}\nASK {{}}\n", "--timeout", "0.5")
    assert (done.returncode, done.stdout) == (2, "true\n")
    wrong, name, late = (line for line in done.stderr.splitlines() if line.startswith("Error: "))
    assert wrong.startswith("Error: stdin:4:5: the prefix of 'pgg:party' is no standard one")
    assert name.startswith("Error: stdin:6: nothing is called 'Nobody'")
    assert late == "Error: stdin:7: stopped at its time limit of 0.5 s; ask for less, or allow more with \\timeout"
    assert shell(f"{ENDLESS}\nfoo", PARTNERGRAPH_TIMEOUT="0.2").returncode == 4


def test_what_kills_the_engine_is_one_line() -> None:
    """Memory that runs out and an answer that does not fit end the query alone."""
    everything = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
    done = shell(f"{everything} ORDER BY ?a ?d\n{everything}\nASK {{}}", "--max-memory", "0.1")
    assert (done.returncode, done.stdout) == (4, "true\n")
    assert [line.partition(";")[0] for line in done.stderr.splitlines()] == [
        f"Error: stdin:{line}: stopped for want of memory (limits: 60 s, 0.1 GiB)" for line in (1, 2)
    ]


def test_rows_beyond_the_limit_are_said(small: Path) -> None:
    """The first rows are written, that there are more is an error, and the shell says how many are wanted."""
    text = "SELECT ?party { ?mou pg:party ?party } ORDER BY ?party"
    done = shell(f"{text}\n\\rows 0\n{text}\n", small, "--max-rows", "1")
    assert (done.returncode, done.stdout.count("party\n"), done.stdout.count("body/")) == (4, 2, 3)
    assert "Error: stdin:1: there are more rows than 1; \\rows 0 shows all of them\n" in done.stderr


COMMANDS = [
    ("\\help", "\\why NAME [NAME]"),
    ("\\ask", "unit-chain,"),
    ("\\ask unit-chain", "European Imaging Biomarkers Alliance"),
    ("\\ask unit-chain unit 'ESR Research Committee'", "Research Committee"),
    ("\\info European Society of Radiology", '"iri": "https://w3id.org/partnergraph/id/body/esr"'),
    ("\\info 'EIBALL'", '"European Imaging Biomarkers Alliance"'),
    ("\\why ESR EORTC", '"tied": true'),
    ("\\why agreement:mou-esr-eortc-2017", '"causes": []'),
    ("\\list", "kind,number,class"),
    ("\\list committees", "ESR Research Committee"),
    ("\\prefixes", "body,https://w3id.org/partnergraph/id/body/"),
    ("\\explain SELECT ?n {\n body:esr skos:altLabel ?n }", "body:esr skos:altLabel ?n"),
    ("\\format json\nASK {}", '"boolean":true'),
    ("\\format table\n\\info ESR", "European Society of Radiology"),
    ("\\format table\nASK {}", "──\ntrue"),
    ("\\format json\n\\format usual\nASK {}", "true\n"),
    ("\\format md\n\\list committees", "| ESR Research Committee |"),
    ("\\quit\nnonsense", ""),
]


@pytest.mark.parametrize(("text", "shown"), COMMANDS)
def test_commands_say_what_the_commands_outside_say(text: str, shown: str) -> None:
    """Each command gives its answer on stdout, and the shell ends well."""
    done = within(text)
    assert (done.exit_code, shown in done.stdout) == (0, True), done.output


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("\\time\nASK {}", "the time of answers is told\nanswered in 0."),
        ("\\time\n\\time\nASK {}", "the time of answers is not told\n"),
        ("\\timeout", "an answer may take 60 s\n"),
        ("\\timeout 2.5", "an answer may take 2.5 s\n"),
        ("\\timeout 0", "an answer may take any time\n"),
        ("\\rows", "an answer shows as many rows as is usual\n"),
        ("\\rows 1", "an answer shows at most 1 row\n"),
        ("\\rows 0", "an answer shows all rows\n"),
        ("\\format", "format: usual\n"),
        ("\\format .SRJ", "format: json\n"),
    ],
)
def test_settings_are_said(text: str, said: str) -> None:
    """What holds from now on is told on stderr."""
    done = within(text)
    assert (done.exit_code, said in done.stderr) == (0, True), done.output


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("\\inf ESR", "there is no command 'inf'; the nearest is \\info; \\help lists them"),
        ("\\", "there is no command ''; \\help lists them"),
        ("\\qqq", "there is no command 'qqq'; \\help lists them"),
        ("quit", "commands begin with a backslash: \\quit leaves, \\help lists the others"),
        ("\\info", "say a name: \\info NAME"),
        ("\\info EIBAL", "nothing is called 'EIBAL'; the nearest names are EIBALL"),
        ("\\why", "\\why takes one name or two"),
        ("\\why a b c", "\\why takes one name or two"),
        ("\\why 'a b", "a quotation mark is not closed"),
        ("\\list comitee", "there is no kind 'comitee'; the nearest kinds are committee"),
        ("\\ask unit-chian", "there is no question 'unit-chian'; the nearest names are unit-chain"),
        ("\\ask unit-chain unit", "unit-chain: give each parameter a value"),
        ("\\ask unit-chain body ESR", "unit-chain: there is no parameter 'body'; its parameters are: unit"),
        ("\\format docx", "'docx' is no format for this; use one of csv"),
        ("\\timeout -1", "'-1' is no number for \\timeout SECONDS; 0 sets no limit"),
        ("\\timeout nan", "'nan' is no number"),
        ("\\rows many", "'many' is no number for \\rows N; 0 sets no limit"),
        ("\\explain", "say a query: \\explain SELECT"),
        ("\\explain ASK {\n ?s ?? }", "stdin:2:5: a name is missing after '?'"),
        ("\\explain ASK { SERVICE <urn:x> {} }", "SERVICE would send a request"),
    ],
)
def test_a_wrong_command_is_one_clear_line(text: str, complaint: str) -> None:
    """What is wrong is told with its line and the next step, in the words of the shell, with exit code 2."""
    done = within(text)
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr.startswith("Error: stdin:")
    assert complaint in done.stderr
    assert "Traceback" not in done.stderr


def test_every_command_is_tested() -> None:
    """Each command of the shell stands in a test above."""
    called = {word for text, _ in COMMANDS for word in text.split() if word.startswith("\\")}
    assert {f"\\{name}" for name in INSTRUCTIONS} - called == {"\\rows", "\\time", "\\timeout"}


def test_a_runaway_explanation_is_stopped() -> None:
    """What an explanation asks of the graph is held to the limits too."""
    done = shell(
        "\\explain ASK { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER (STRLEN(CONCAT(STR(?c), STR(?f), STR(?i))) > 100000) }",
        "--timeout",
        "0.5",
    )
    assert (done.returncode, "stopped at its time limit" in done.stderr) == (4, True)


def test_the_graph_is_that_of_the_arguments(small: Path, folder: Path) -> None:
    """Files, a store, a day and the ties of rules are as in the other commands."""
    text = "SELECT (COUNT(*) AS ?n) { ?b a pg:Society }"
    assert shell(text, small).stdout.split() == ["n", "2"]
    assert shell(text, PARTNERGRAPH_STORE=str(folder)).stdout.split() == ["n", "2"]
    assert "mou-2017" in shell(f"\\explain {text}\n\\why EFOMP COCIR", "--store", folder).stdout
    derived = "ASK { ?unit org:transitiveSubOrganizationOf ?body }"
    assert [shell(derived, small, *each).stdout for each in ((), ("--no-derived",))] == ["true\n", "false\n"]
    done = shell("\\info agreement:mou-2017", small, "--as-of", "2015")
    assert done.stderr.endswith("; this is the graph as of 2015-12-31\n")
    assert shell("", small.parent / "none.ttl").returncode == 3


def test_stdin_is_utf8_text() -> None:
    """A byte order mark is no letter; what is no text, or closed, is told."""
    command = [sys.executable, "-m", "partnergraph", "shell"]
    done = subprocess.run(command, input=b"\xef\xbb\xbfASK {}\n\\list \xff", capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (3, b"Error: stdin: cannot be read: is not UTF-8 text\n")
    closed = subprocess.run(["/bin/sh", "-c", 'exec "$@" <&-', "sh", *command], capture_output=True, check=False)
    assert (closed.returncode, b"stdin: is closed" in closed.stderr) == (3, True)


def test_a_reader_that_goes_is_no_failure() -> None:
    """A closed pipe ends the shell silently."""
    command = f"echo '\\list body' | {sys.executable} -m partnergraph shell | head -n 1; exit ${{PIPESTATUS[1]}}"
    done = subprocess.run(["/bin/bash", "-c", command], capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.fixture
def terminal(tmp_path: Path) -> Iterator[Terminal]:
    """Give a terminal with the shell on a graph whose label would steer it."""
    path = tmp_path / "hostile.ttl"
    path.write_text('<urn:a> <http://www.w3.org/2004/02/skos/core#prefLabel> "\\u001B]0;owned\\u0007\\u001B[2J\\rx" .')
    with Terminal([sys.executable, "-m", "partnergraph", "shell", str(path)], XDG_STATE_HOME=str(tmp_path)) as opened:
        opened.wait_for("pg>")
        yield opened


def test_ctrl_c_stops_the_query_and_nothing_else(terminal: Terminal) -> None:
    """A runaway query ends at once, leaves no process, and the next one is answered; Ctrl-D ends well."""
    endless = "SELECT (COUNT(*) AS ?n) { " + " ".join(f"VALUES ?v{n} {{ {'1 ' * 50}}}" for n in range(8)) + "}"
    terminal.type(endless + "\r")
    terminal.wait_until(lambda: len(terminal.processes()) == 3)
    terminal.type(CTRL_C)
    terminal.wait_for("stopped")
    terminal.wait_for("pg>")
    terminal.wait_until(lambda: len(terminal.processes()) == 2)
    terminal.type("ASK {}\r")
    terminal.wait_for("true")
    terminal.wait_for("pg>")
    terminal.type(CTRL_D)
    assert terminal.ended() == 0


def test_tab_completes_the_word_at_the_cursor(terminal: Terminal, tmp_path: Path) -> None:
    """What fits is shown while somebody types, Tab takes it, and Enter leaves the choice before it asks."""
    terminal.type("ASK { ?s a pg:Memor")
    terminal.wait_for("Memorandum of understanding")
    terminal.type(TAB)
    terminal.wait_for("andumOfUnderstanding")
    terminal.type("\r }\r")
    terminal.wait_for("1 row")
    assert "+ASK { ?s a pg:MemorandumOfUnderstanding }\n" in (tmp_path / "partnergraph" / "history").read_text()


def test_labels_do_not_steer_the_terminal(terminal: Terminal) -> None:
    """In every format and report the signs of a label are shown as text."""
    for statement in ("SELECT ?o { ?s ?p ?o }", "\\info urn:a", "\\list", "\\why urn:a", "DESCRIBE <urn:a>"):
        for form in ("usual", "csv", "tsv", "md", "json", "nt"):
            terminal.type(f"\\format {form}\r")
            terminal.wait_for("format: " + form)
            terminal.wait_for("pg>")
            terminal.type(f"{statement}\r")
            terminal.wait_for("pg>")
    terminal.type("\\quit\r")
    assert terminal.ended() == 0
    assert "owned" in terminal.shown
    assert [signs for signs in ("\x1b]0;owned", "\x1b[2J", "\x07") if signs in terminal.shown] == []


def test_an_interruption_in_a_pipe_ends_the_shell() -> None:
    """Where nobody types, Ctrl-C ends the whole, and leaves no process."""
    command = [sys.executable, "-m", "partnergraph", "shell"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, start_new_session=True) as process:
        assert process.stdin
        assert process.stdout
        process.stdin.write(f"ASK {{}}\n\n{ENDLESS}\n\n".encode())
        process.stdin.flush()
        assert process.stdout.readline() == b"true\n"
        time.sleep(0.5)
        os.killpg(process.pid, signal.SIGINT)
        assert process.wait(30) != 0
        with pytest.raises(ProcessLookupError):
            os.killpg(process.pid, 0)


def test_a_shell_that_is_ended_leaves_the_terminal_as_it_was(terminal: Terminal) -> None:
    """SIGTERM at the prompt gives back echo, lines and pasting."""
    assert not terminal.is_cooked()
    os.kill(min(terminal.processes()), signal.SIGTERM)
    terminal.wait_until(terminal.is_cooked)
    assert terminal.ended() == 128 + signal.SIGTERM
    assert terminal.shown.rindex("\x1b[?2004l") > terminal.shown.rindex("\x1b[?2004h")
