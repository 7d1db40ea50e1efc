"""The command line, as its users meet it."""

import json
import os
import re
import signal
import subprocess
import sys
from pathlib import Path
from subprocess import PIPE

import pytest
from click.testing import CliRunner

import partnergraph as pg
from partnergraph.cli import main
from partnergraph.storage import draft
from tests import terminal
from tests.command import run


def process(*words: str | Path, **options: object) -> "subprocess.CompletedProcess[bytes]":
    """Run a command in a process of its own."""
    command = [sys.executable, "-m", "partnergraph", *map(str, words)]
    return subprocess.run(command, capture_output=True, check=False, **options)  # type: ignore[call-overload, no-any-return]


def test_a_query_in_a_pipe_is_csv() -> None:
    """Without a terminal SELECT gives CSV."""
    done = run("query", "SELECT ?acronym { body:eibir skos:altLabel ?acronym }")
    assert (done.exit_code, done.stdout.splitlines()) == (0, ["acronym", "EIBIR"])


@pytest.mark.parametrize("form", ["json", "xml", "csv", "tsv", "md", "table", "application/sparql-results+json"])
def test_a_query_is_written_in_each_format(form: str) -> None:
    """The format can be named or given as a media type."""
    done = run("query", "SELECT ?acronym { body:eibir skos:altLabel ?acronym }", "-f", form)
    assert (done.exit_code, "EIBIR" in done.stdout) == (0, True)


def test_a_query_comes_from_a_file_or_stdin(tmp_path: Path) -> None:
    """@FILE and - are read; the files after it are asked."""
    (tmp_path / "a.rq").write_text("ASK { <urn:a> ?p ?o }")
    (tmp_path / "a.ttl").write_text("<urn:a> <urn:b> 1 .")
    asked = run("query", f"@{tmp_path / 'a.rq'}", tmp_path / "a.ttl", "-f", "json")
    assert json.loads(asked.stdout)["boolean"] is True
    asked = run("query", "-", "-f", "json", input="ASK { <urn:a> ?p ?o }")
    assert json.loads(asked.stdout)["boolean"] is False


@pytest.mark.parametrize(
    "words", [["query", "@q.rq"], ["view", "--query", "q.rq", "-o", "n.html"], ["update", "@q.rq", "--store", "office"]]
)
def test_a_mistake_in_a_file_is_told_with_its_name(
    words: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is wrong with a query or an update is told with file, line and column; of the text itself without a file."""
    monkeypatch.chdir(tmp_path)
    Path("q.rq").write_text("\n SELEC * {}", encoding="utf-8")
    Path("one.ttl").write_text("<urn:a> <urn:b> <urn:c> .", encoding="utf-8")
    if "office" in words:
        run("load", "one.ttl", "--store", "office")
    done = run(*words)
    assert (done.exit_code, done.stderr.partition(" '")[0]) == (2, "Error: q.rq:2:2:"), done.stderr
    assert run("query", "SELEC * {}").stderr.startswith("Error: query:1:1: 'SELEC'")


def test_a_graph_is_turtle_unless_told_otherwise() -> None:
    """CONSTRUCT and DESCRIBE write RDF."""
    assert "body:eibir a pg:Institute" in run("query", "DESCRIBE body:eibir").stdout
    done = run("query", "CONSTRUCT WHERE { body:eibir skos:altLabel ?n }", "-f", "nt")
    assert done.stdout.strip().endswith('"EIBIR"@en .')


def test_a_store_is_asked_by_option_or_environment(folder: Path) -> None:
    """--store and PARTNERGRAPH_STORE name the same."""
    text = "SELECT ?n { ?b skos:altLabel ?n }"
    assert run("query", text, "--store", folder).stdout.split() == ["n", "EFOMP"]
    done = CliRunner(env={"PARTNERGRAPH_STORE": str(folder)}).invoke(main, ["query", text])
    assert done.stdout.split() == ["n", "EFOMP"]
    assert run("query", text, folder / "x.ttl", "--store", folder).exit_code == 2


WRONG = [
    (2, "query:1:10: this { is not closed", ["query", "SELECT * {"]),
    (2, "query:1:12: SERVICE would send a request", ["query", "SELECT * { SERVICE <urn:x> {} }"]),
    (2, "'docx' is no format for this", ["query", "ASK {}", "-f", "docx"]),
    (2, "cannot be written as ttl", ["query", "ASK {}", "-f", "ttl"]),
    (3, "none.rq: cannot be read: No such file", ["query", "@none.rq"]),
    (3, "none.ttl: cannot be read: No such file", ["query", "ASK {}", "none.ttl"]),
    (3, "none: holds no store", ["query", "ASK {}", "--store", "none"]),
    (2, "nothing is called 'EIBAL'; the nearest names are EIBALL", ["view", "-o", "x.html", "--about", "EIBAL"]),
    (3, "none/x.html: the folder none does not exist", ["view", "-o", "none/x.html"]),
    (2, "the page has no words in 'xx'; it speaks de, en, fr", ["view", "-o", "x.html", "--lang", "xx"]),
    (2, "there is no theme 'pink'; the page knows auto, light, dark", ["view", "-o", "x.html", "--theme", "pink"]),
    (2, "there is no renderer 'svg'; the page knows auto, vis, canvas", ["view", "-o", "x.html", "--renderer", "svg"]),
    (3, "none/x.ttl: the folder none does not exist", ["export", "-o", "none/x.ttl"]),
    (2, "x.docx: '.docx' is no format for this", ["export", "-o", "x.docx"]),
    (2, "x: the name has no extension", ["export", "-o", "x"]),
    (2, "there is no question 'unit-chian'; the nearest names are unit-chain", ["ask", "unit-chian"]),
    (2, "No such command 'querry'. Did you mean 'query'? see 'partnergraph --help'", ["querry"]),
    (2, "No such option '--bogus'; see 'partnergraph stats --help'", ["stats", "--bogus"]),
    (2, "Missing argument 'QUERY'; see 'partnergraph query --help'", ["query"]),
    (2, "Choose from: bash, zsh, fish; see 'partnergraph completion --help'", ["completion"]),
    (2, "No such option '--bogus'; see 'partnergraph --help'", ["--bogus", "stats"]),
    (2, "-p x is given more than once; give it one value", ["query", "ASK {}", "-p", "x", "1", "-p", "x", "2"]),
    (2, "-p body is given more than once", ["ask", "office-of", "-p", "body", "ESR", "-p", "body", "EIBIR"]),
    (2, "--store': the name is empty; give one, or leave it out", ["stats", "--store", ""]),
    (2, "--store': the name is empty", ["update", "INSERT DATA {}", "--store", ""]),
    (2, "--endpoint is empty; give the URL of an endpoint", ["stats", "--endpoint", ""]),
    (2, "-o': the name is empty; give one, or leave it out".replace("-o'", "'--output'"), ["export", "-o", ""]),
    (2, "@ names no file; write @FILE, the text itself, or - for stdin", ["query", "@"]),
    (2, "--save x.txt: give a name that ends in .rq", ["query", "ASK {}", "--save", "x.txt"]),
    (2, "'EIBIR' is one word too many, and no file; give at most 2 names, then files", ["compare", "A", "B", "EIBIR"]),
    (2, "'png' is no format for this; use one of svg, csv, json, md, table", ["chart", "degrees", "-f", "png"]),
    (3, "/etc: holds '", ["stats", "--store", "/etc"]),
]


@pytest.mark.parametrize(("code", "complaint", "words"), WRONG)
def test_bad_input_is_one_clear_line(
    code: int, complaint: str, words: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is wrong is told with its exit code, without a traceback, and nothing is written."""
    monkeypatch.chdir(tmp_path)
    done = run(*words)
    assert done.exit_code == code
    assert complaint in done.stderr
    assert "Traceback" not in done.output
    assert not list(tmp_path.iterdir())


def test_a_broken_file_ends_with_3_and_its_place(tmp_path: Path) -> None:
    """File, line, column and what was expected are told."""
    path = tmp_path / "broken.ttl"
    path.write_text("<urn:a> <urn:b> .")
    commands: list[list[str | Path]] = [
        ["query", "ASK {}", path],
        ["export", path],
        ["view", path, "-o", tmp_path / "x.html"],
    ]
    for words in commands:
        done = run(*words)
        assert done.exit_code == 3
        assert done.stderr.startswith(f"Error: {path}:1:17: ")
        assert done.stderr.count("\n") == 1


def test_debug_shows_the_traceback() -> None:
    """--debug lets the error through."""
    assert isinstance(run("--debug", "query", "SELECT").exception, pg.PartnergraphError)


def test_export_goes_to_a_file_by_its_extension(tmp_path: Path) -> None:
    """The extension says the format; twice gives the same bytes."""
    for name in ("a.ttl", "b.ttl", "a.nq"):
        assert run("export", "-o", tmp_path / name).exit_code == 0
    assert (tmp_path / "a.ttl").read_bytes() == (tmp_path / "b.ttl").read_bytes()
    assert (tmp_path / "a.nq").read_text().count(" .\n") > 100
    assert "@prefix" in run("export").stdout


@pytest.mark.parametrize(
    "words",
    [
        ["view", "-o", "host.ttl", "host.ttl"],
        ["view", "host.ttl", "--query", "q.rq", "-o", "q.rq"],
        ["view", "--network", "q.rq", "-o", "q.rq"],
        ["chart", "timeline", "host.ttl", "-f", "svg", "-o", "same.ttl"],
        ["export", "host.ttl", "-o", "./host.ttl"],
        ["network", "host.ttl", "-f", "gexf", "-o", "host.ttl"],
        ["compare", "A", "B", "host.ttl", "-f", "json", "-o", "host.ttl"],
        ["compare", "--against", "host.ttl", "-f", "json", "-o", "host.ttl"],
        ["query", "@q.rq", "-f", "csv", "-o", "q.rq"],
        ["ask", "bodies", "host.ttl", "-f", "csv", "-o", "host.ttl"],
        ["agreements", "host.ttl", "-f", "csv", "-o", "host.ttl"],
        ["validate", "--shapes", "host.ttl", "-f", "json", "-o", "host.ttl"],
        ["match", "--store", "office", "-o", "q.rq", "--accept", "q.rq"],
        ["load", "host.ttl", "--store", "office", "--report", "host.ttl"],
        ["import", "tables", "host.ttl", "-o", "host.ttl"],
        ["import", "ror", "host.ttl", "--store", "office", "--report", "host.ttl"],
        ["import", "cordis", "--report", "host.ttl", "host.ttl", "--store", "office"],
    ],
)
def test_what_is_read_is_not_written(words: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that a command reads, under whatever name, is no place for what it writes: one line, and it stays."""
    monkeypatch.chdir(tmp_path)
    texts = {"host.ttl": "<urn:a> <urn:b> <urn:c> .", "q.rq": "SELECT * { ?source ?is ?target }"}
    for name, text in texts.items():
        Path(name).write_text(text, encoding="utf-8")
    Path("same.ttl").symlink_to("host.ttl")
    done = run(*words)
    assert (done.exit_code, done.stdout, done.stderr.count("\n")) == (2, "", 1), done.output
    assert "is read here and would be lost; give another file" in done.stderr
    assert {name: Path(name).read_text(encoding="utf-8") for name in texts} == texts
    assert sorted(each.name for each in tmp_path.iterdir()) == ["host.ttl", "q.rq", "same.ttl"]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["export", "--store", "office", "-o", "office/all.ttl"], "lies in the folder of a store"),
        (["export", "-o", "office/000001/all.ttl"], "lies in the folder of a store"),
        (["export", "--store", "office", "-o", "office"], "is a folder that is read here; give a file"),
        (["export", "-o", "office", "--store", "office"], "is a folder that is read here; give a file"),
        (["import", "tables", "sheets", "-o", "sheets"], "is a folder that is read here; give a file"),
    ],
)
def test_no_folder_that_is_read_is_written(
    words: list[str], told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file among those of a store, or a folder that is read, is refused in one line, and nothing is there more."""
    monkeypatch.chdir(tmp_path)
    Path("sheets").mkdir()
    with draft.begin(Path("office"), create=True) as made:
        made.publish()
    before = sorted(tmp_path.rglob("*"))
    done = run(*words)
    assert (done.exit_code, done.stdout, done.stderr.count("\n")) == (2, "", 1), done.output
    assert told in done.stderr
    assert sorted(tmp_path.rglob("*")) == before


def test_view_writes_a_page(tmp_path: Path) -> None:
    """One HTML file, and its size on stderr."""
    done = run("view", "-o", tmp_path / "n.html", "--about", "EIBALL", "--hops", "1", "--title", "EIBALL & co")
    assert done.exit_code == 0
    assert done.stderr.startswith(f"{tmp_path / 'n.html'}: ")
    assert "EIBALL &amp; co" in (tmp_path / "n.html").read_text(encoding="utf-8")


def test_a_closed_pipe_is_silent() -> None:
    """When the reader goes away the command ends without a complaint."""
    command = f"{sys.executable} -m partnergraph export -f nt | head -n 1"
    done = subprocess.run(command, shell=True, capture_output=True, check=False)
    assert (done.stderr, done.stdout.count(b"\n")) == (b"", 1)


def test_an_output_that_takes_nothing_is_told() -> None:
    """A full device is one line and exit code 3, also for help; a closed stdout or stdin too."""
    for words in ("--help", "export -f nt", "query 'ASK {}' -f json", "ask"):
        done = shell(f"{words} > /dev/full")
        assert (done.returncode, done.stderr) == (3, b"Error: the output cannot be written: No space left on device\n")
    assert (shell("query 'ASK {}' -f json >&-").returncode, shell("query - <&-").returncode) == (3, 3)
    for words in ("export >&-", "query - <&-"):
        assert b"is closed" in shell(words).stderr


def test_a_reader_that_goes_is_no_failure() -> None:
    """The exit code says that all went well."""
    assert shell("export -f nt | head -n 1; exit ${PIPESTATUS[0]}").returncode == 0


def shell(words: str) -> "subprocess.CompletedProcess[bytes]":
    """Run a command in a shell."""
    command = ["/bin/bash", "-c", f"{sys.executable} -m partnergraph {words}"]
    return subprocess.run(command, capture_output=True, check=False)


@pytest.mark.parametrize("name", ["é.ttl", "\udcff.ttl"])
def test_file_names_are_taken_as_they_are(tmp_path: Path, name: str) -> None:
    """Whatever the locale, a file of any name is read and written under that name."""
    source, target = tmp_path / name, tmp_path / f"out-{name}"
    source.write_text("<urn:a> <urn:b> 1 .")
    odd = {**os.environ, "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    for env in (dict(os.environ), odd):
        done = process("export", source, "-o", target, env=env)
        assert (done.returncode, target.exists()) == (0, True), done.stderr
        target.unlink()


def test_stdin_and_files_are_utf8(tmp_path: Path) -> None:
    """A query is UTF-8 wherever it comes from, with or without byte order mark; other bytes are told."""
    text = b"\xef\xbb\xbfSELECT ('\xc3\x89' AS ?x) {}"
    (tmp_path / "a.rq").write_bytes(text)
    odd = {**os.environ, "LC_ALL": "C", "PYTHONUTF8": "0"}
    assert process("query", "-", input=text, env=odd).stdout.decode().split() == ["x", "É"]
    assert process("query", f"@{tmp_path / 'a.rq'}", env=odd).stdout.decode().split() == ["x", "É"]
    done = process("query", "-", input=b"\xff")
    assert (done.returncode, done.stderr) == (3, b"Error: stdin: cannot be read: is not UTF-8 text\n")


def test_the_page_is_the_same_every_time_with_blank_nodes(tmp_path: Path) -> None:
    """Blank nodes of a file do not change the bytes from run to run."""
    (tmp_path / "a.ttl").write_text(
        "@prefix pg: <https://w3id.org/partnergraph/ontology#> . [] a pg:Agreement ; pg:party [ a pg:Society ], [] ."
    )
    pages = {process("view", tmp_path / "a.ttl", "-o", "-").stdout for _ in range(2)}
    assert len(pages) == 1


def test_results_are_utf8_whatever_the_locale() -> None:
    """Names keep their letters where the locale knows only ASCII."""
    text = 'SELECT ("Österreich 🩻" AS ?x) {}'
    for form in ("csv", "table"):
        done = process("query", text, "-f", form, env={**os.environ, "LC_ALL": "C", "PYTHONUTF8": "0"})
        assert (done.returncode, "Österreich 🩻" in done.stdout.decode("utf-8")) == (0, True)


def test_a_terminal_is_not_steered_by_a_value(tmp_path: Path) -> None:
    """Escape sequences in a label are shown, not sent."""
    (tmp_path / "a.ttl").write_text('<urn:a> <urn:b> "\\u001B[31mred [bold]x[/bold]" .')
    done = run("query", "SELECT ?o { ?s <urn:b> ?o }", tmp_path / "a.ttl", "-f", "table")
    assert "\\x1b[31mred [bold]x[/bold]" in done.stdout


def test_a_workbook_goes_to_a_file_or_a_pipe_and_to_no_terminal(tmp_path: Path) -> None:
    """- is stdout for template as for export; a terminal would show bytes, and is told what to do in one line."""
    told = "Error: a workbook is nothing to read on a terminal; give a file, or send it into one with >\n"
    code, shown = terminal.run("partnergraph template - > made.xlsx; partnergraph template -", tmp_path)
    assert (code, shown, (tmp_path / "made.xlsx").read_bytes()[:2]) == (2, told, b"PK")
    assert terminal.run("partnergraph export -f csv", tmp_path) == (2, told)


@pytest.mark.parametrize("command", ["", *main.commands])
def test_every_help_ends_in_an_example(command: str) -> None:
    """Help tells how it is used."""
    done = run(*filter(None, [command]), "--help")
    assert (done.exit_code, "Example:\n" in done.stdout) == (0, True)


INTERRUPTED = """\
import os, signal, sys

class Interrupting:
    @staticmethod
    def find_spec(name, path=None, target=None):
        if name == MODULE:
            os.kill(os.getpid(), signal.SIGINT)

signal.signal(signal.SIGINT, signal.default_int_handler)
sys.meta_path.insert(0, Interrupting)
from partnergraph.__main__ import main
main()
"""


@pytest.mark.parametrize("module", ["partnergraph.cli", "partnergraph.storage.worker", "partnergraph.storage.store"])
def test_ctrl_c_while_modules_are_imported_is_silent(module: str) -> None:
    """From the first import to the last nobody who presses Ctrl-C sees a traceback."""
    command = [sys.executable, "-c", INTERRUPTED.replace("MODULE", repr(module)), "query", "ASK {}"]
    done = subprocess.run(command, capture_output=True, check=False)
    assert done.returncode in {-2, 130}
    assert (done.stdout, done.stderr) == (b"", b"")


EXITS = {
    0: [["stats"], ["validate"], ["why", "ESR", "EORTC"], ["agreements", "--fail-on-expired", "--as-of", "2010"]],
    1: [["validate", "SMALL"], ["why", "COCIR", "Education Committee", "SMALL"], ["check-store", "--store", "BROKEN"]],
    2: [
        ["stats", "--none"],
        ["query", "SELECT"],
        ["info", "EIBAL"],
        ["agreements", "--as-of", "soon"],
        ["stats", "-f", "x"],
    ],
    3: [["stats", "none.ttl"], ["stats", "--store", "none"], ["export", "-o", "none/x.ttl"], ["query", "@none.rq"]],
    4: [["query", "SELECT * { ?s ?p ?o }", "--max-rows", "1"], ["query", "SELECT * { ?s a ?c }", "--max-rows", "9"]],
    5: [["stats", "--endpoint", "http://127.0.0.1:9/none"]],
}
STOPPED = {130: signal.SIGINT, 143: signal.SIGTERM}


def test_the_page_tells_every_exit_code() -> None:
    """There are as many as are tested here."""
    page = (Path(__file__).parents[1] / "docs" / "cli.md").read_text(encoding="utf-8")
    assert [int(code) for code in re.findall(r"^\| (\d+) \|", page, re.MULTILINE)] == [*EXITS, *STOPPED]


@pytest.mark.parametrize(("code", "words"), [(code, words) for code, all in EXITS.items() for words in all])
def test_every_exit_code_is_seen(code: int, words: list[str], small: Path, tmp_path: Path) -> None:
    """What the page says of a code is what commands end with."""
    small.write_text(small.read_text() + "body:cocir <https://schema.org/foundingDate> 'long ago' .")
    broken = tmp_path / "broken"
    (broken / "000001").mkdir(parents=True)
    meant = {"SMALL": small, "BROKEN": broken}
    assert run(*(meant.get(word, word) for word in words)).exit_code == code


@pytest.mark.parametrize(("code", "number"), STOPPED.items())
def test_a_command_that_is_stopped_says_so(code: int, number: int) -> None:
    """Its exit code is that of the shell for a signal, and it says nothing more."""
    command = [sys.executable, "-m", "partnergraph", "shell"]
    with subprocess.Popen(command, stdin=PIPE, stdout=PIPE, stderr=PIPE, start_new_session=True) as started:
        assert started.stdin
        assert started.stdout
        started.stdin.write(b"ASK {}\n\n")
        started.stdin.flush()
        assert started.stdout.readline() == b"true\n"
        os.killpg(started.pid, number)
        said = started.communicate()
    assert (started.returncode, said) == (code, (b"", b""))
