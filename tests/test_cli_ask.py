"""``partnergraph ask``: the list, what is told of a question, and its answer."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import partnergraph as pg
from partnergraph.cli import main
from partnergraph.questions import question
from tests import terminal

QUESTION = """\
#+ summary: Members of a network
#+ params:
#+   - name: network
#+     type: org:Organization
#+ columns:
#+   - name: member
#+     description: its name
SELECT ?member WHERE { ?m org:organization ?_network_iri ; org:member/skos:prefLabel ?member } ORDER BY ?member
"""


def run(*words: str | Path, input: str | None = None) -> Result:
    """Run the command in this process, its output not a terminal."""
    return CliRunner().invoke(main, ["ask", *map(str, words)], input=input)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Give a folder with a question of one's own."""
    path = tmp_path / "questions"
    path.mkdir()
    (path / "our-members.rq").write_text(QUESTION, encoding="utf-8")
    return path


def test_the_questions_are_listed() -> None:
    """In a pipe CSV, or the format named; what needs a question is refused without one."""
    done = run()
    assert done.stdout.startswith("question,purpose,parameters\n")
    assert done.stdout.count("\n") == len(question.shipped()) + 1
    assert json.loads(run("-f", "json").stdout)[1]["parameters"] == "day soon [status] [party]"
    for words in (["-f", "nonsense"], ["-p", "a", "b"], ["--show"]):
        assert run(*words).exit_code == 2


def test_a_question_is_answered() -> None:
    """With a name the answer, in the format asked for."""
    done = run("unit-chain", "-p", "unit", "EIBALL", "-f", "csv")
    assert "European Society of Radiology" in done.stdout
    assert (done.exit_code, done.stderr) == (0, "")


def test_in_a_pipe_a_question_shows_exactly_its_text() -> None:
    """What --show gives can be asked as a query; with values it holds them, and gives the same rows."""
    shown = run("renewals", "--show")
    assert shown.stdout == question.find("renewals").text
    bound = run("renewals", "-p", "body", "EORTC", "--show").stdout
    answer = CliRunner().invoke(main, ["query", "-", "-f", "csv"], input=bound)
    assert answer.stdout == run("renewals", "-p", "body", "EORTC", "-f", "csv").stdout
    assert answer.stdout.count("\n") == 2


def test_on_a_terminal_all_is_told_of_a_question(tmp_path: Path) -> None:
    """Purpose, parameters with type, default, example and choices, columns, a command line, and the SPARQL."""
    code, shown = terminal.run("partnergraph ask agreement-status --show", tmp_path)
    assert code == 0
    assert shown.startswith("agreement-status: Which agreements are in force, expiring, lapsed or renewed on a day\n")
    words = " ".join(shown.split())
    for each in ("day xsd:date today 2018-06-30", "soon xsd:date day + 180d", "status xsd:string optional expiring"):
        assert each in words
    assert "lapsed, expiring, in force" in words
    assert "Example: partnergraph ask agreement-status -p day 2018-06-30 -p soon 2018-12-31" in words
    assert "#+" not in shown
    assert shown.rstrip().endswith("?iri")
    assert max(map(len, shown.partition("PREFIX")[0].splitlines())) <= terminal.WIDTH
    assert " rows" not in shown.partition("PREFIX")[0]


def test_questions_of_ones_own_are_listed_and_asked(folder: Path) -> None:
    """--questions adds those of a folder."""
    assert "our-members,Members of a network,network\n" in run("--questions", folder).stdout
    done = run("our-members", "--questions", folder, "-p", "network", "EARL", "-f", "csv")
    assert done.stdout == "member\nEuropean Association of Nuclear Medicine\n"
    assert run("our-members", "-p", "network", "EARL").exit_code == 2


def test_a_broken_file_is_told_after_the_list(folder: Path) -> None:
    """The list is whole, the complaint one line with file and line on stderr, the exit code 3."""
    (folder / "broken.rq").write_text("#+ summary: s\n#+ params: x\n#+ columns: []\nASK {}", encoding="utf-8")
    done = run("--questions", folder)
    assert "our-members,Members of a network" in done.stdout
    assert done.stderr.startswith(f"Error: {folder / 'broken.rq'}:2: params is no list")
    assert (done.stderr.count("\n"), done.exit_code) == (1, 3)
    assert run("unit-chain", "--questions", folder).exit_code == 0
    assert run("broken", "--questions", folder).exit_code == 3


@pytest.mark.parametrize(
    ("code", "complaint", "words"),
    [
        (2, "'2017-13' is not a day; write the parameter 'day' as", ["agreement-status", "-p", "day", "2017-13"]),
        (2, "'club' is no value of the parameter 'kind'; it is one", ["partners-of", "-p", "kind", "club"]),
        (2, "nothing is called 'Nobody'", ["partners-of", "-p", "body", "Nobody"]),
        (2, "'Vienna' is of the class Place, but the", ["consortium-of", "-p", "project", "Vienna"]),
        (3, "none: is no folder; give one that holds questions", ["--questions", "none"]),
    ],
)  # fmt: skip
def test_a_wrong_value_is_one_line(code: int, complaint: str, words: list[str]) -> None:
    """What is wrong is said in one line, and no rows come."""
    done = run(*words)
    assert (done.exit_code, done.stdout) == (code, "")
    assert done.stderr.startswith(f"Error: {complaint}")
    assert done.stderr.count("\n") == 1


def test_the_page_shows_a_question_that_works(tmp_path: Path) -> None:
    """The question that documentation gives as a model is read and answered."""
    page = (Path(__file__).parent.parent / "docs" / "questions.md").read_text(encoding="utf-8")
    (tmp_path / "model.rq").write_text(page.partition("```sparql\n")[2].partition("```")[0], encoding="utf-8")
    with pg.open() as graph:
        assert len(graph.ask("model", questions=[tmp_path])) == 6
        assert len(graph.ask("model", {"network": "EIBIR", "role": "shareholder"}, questions=[tmp_path])) == 4


def test_every_question_answers_on_the_command_line(tmp_path: Path) -> None:
    """A whole process answers too, within the limits of a worker."""
    done = subprocess.run(  # its own process, as users run it
        [sys.executable, "-m", "partnergraph", "ask", "introducers", "-f", "csv"],
        capture_output=True,
        check=True,
        cwd=tmp_path,
    )
    assert done.stdout.count(b"\n") == 4
