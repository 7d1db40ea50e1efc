"""``partnergraph completion``: what a shell completes, in a real bash and through click's classes for the others."""

import os
import subprocess
import sys
import time
from functools import cache
from pathlib import Path
from typing import get_args

import click
import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from partnergraph.cli import candidate, main
from partnergraph.measures.wish import Measure
from partnergraph.writing import format

BREAKS = " \t\n\"'><=;|&(:"
SCRIPT = """\
eval "$3"
partnergraph() {{ {python} -c 'from partnergraph.cli import run; run()' "$@"; }}
COMP_LINE=$1 COMP_POINT=${{#1}} COMP_WORDBREAKS=$2
compopt() {{ echo "compopt $*"; }}
_partnergraph_completion partnergraph
printf '%s\\n' "${{COMPREPLY[@]}}"
"""


@cache
def script() -> str:
    """Give what the command prints for bash to evaluate."""
    command = [sys.executable, "-m", "partnergraph", "completion", "bash"]
    return subprocess.run(command, capture_output=True, encoding="utf-8", check=True, timeout=120).stdout


def bash(line: str, **variables: str) -> list[str]:
    """Give what bash is offered at the end of a command line by the script, with the entry point of the command."""
    words = SCRIPT.format(python=sys.executable), "bash", line, BREAKS, script()
    command = ["/bin/bash", "--norc", "-c", *words]
    done = subprocess.run(
        command, env={**os.environ, **variables}, capture_output=True, encoding="utf-8", check=True, timeout=120
    )
    assert done.stderr == ""
    return done.stdout.splitlines()


def click_answer(shell: str, words: str, number: int, current: str) -> str:
    """Give what the class of a shell answers, in this process."""
    variables = {
        "_PARTNERGRAPH_COMPLETE": f"{shell}_complete",
        "COMP_WORDS": words,
        "COMP_CWORD": current or str(number),
    }
    done = CliRunner(env=variables).invoke(main, [], prog_name="partnergraph")
    assert done.stderr == ""
    return done.stdout


COMPLETIONS = [
    ("inf", "info"),
    ("completion ", "zsh"),
    ("info EIBAL", "EIBALL"),
    ("info eibal", "EIBALL"),
    ("info body:eiba", "eiball"),
    ("info European\\ Society\\ of\\ Radiolo", "European\\ Society\\ of\\ Radiology"),
    ('info "European Society of Radiolo', "European Society of Radiology"),
    ("info 'European Society of Radiolo", "European Society of Radiology"),
    ("why ESR EORT", "EORTC"),
    ("list commit", "committee"),
    ("ask unit", "unit-chain"),
    ("ask unit-chain -p ", "unit"),
    ("ask unit-chain -p unit EIBAL", "EIBALL"),
    ("ask agreements-between -p one ESR --param ot", "other"),
    ("ask agreement-status -p status lap", "lapsed"),
    ("ask agreement-status -p status 'in f", "in force"),
    ("ask agreement-status -p status in", "in\\ force"),
    ("view --about EIBAL", "EIBALL"),
    ("view --about=EIBAL", "EIBALL"),
    ("agreements --party EORT", "EORTC"),
    ("agreements -f i", "ics"),
    ("query 'ASK {}' -f js", "json"),
    ("ask unit-chain --format ta", "table"),
    ("info ESR -f m", "md"),
    ("export -f tr", "trig"),
    ("validate -f sa", "sarif"),
    ("stats --form", "--format"),
]


@pytest.mark.parametrize(("line", "wanted"), COMPLETIONS)
def test_bash_is_offered_what_fits(line: str, wanted: str) -> None:
    """Commands, options, formats, questions, parameters, kinds and names are completed, quoted as they are typed."""
    assert wanted in bash(f"partnergraph {line}")


@pytest.mark.parametrize("line", ["info Nobody", "ask nonsense -p ", "completion tc", "ask unit-chain -p body E"])
def test_what_fits_nothing_is_not_completed(line: str) -> None:
    """Where nothing fits nothing is offered, and nothing is said."""
    assert bash(f"partnergraph {line}") == [""]


def test_files_are_completed_where_no_name_fits() -> None:
    """A word that begins no name may be a file."""
    assert bash("partnergraph why data/bod")[0] == "compopt -o default"
    assert bash("partnergraph query x --store /tm")[0] == "compopt -o default"


def test_names_come_from_the_graph_that_is_meant(small: Path, folder: Path) -> None:
    """Files and stores before the word, and the store of the environment, have their own names."""
    assert bash(f"partnergraph view {small} --about EF") == ["EFOMP"]
    assert bash(f"partnergraph agreements --store {folder} --party EF") == ["EFOMP"]
    assert bash(f"partnergraph info --store={folder} EIB") == [""]
    assert bash("partnergraph info EF", PARTNERGRAPH_STORE=str(folder)) == ["EFOMP"]


def test_a_graph_that_cannot_be_read_has_no_names(tmp_path: Path) -> None:
    """A broken file, a missing store, and nothing else is offered without a word."""
    (tmp_path / "broken.ttl").write_text("<urn:a> <urn:b")
    for line in (f"view {tmp_path / 'broken.ttl'} --about E", f"agreements --store {tmp_path} --party E"):
        assert bash(f"partnergraph {line}") == [""]


def test_signs_of_the_shell_in_a_name_are_quoted(tmp_path: Path) -> None:
    """No name can do anything in a shell: what would steer it is escaped; control characters are out."""
    path = tmp_path / "a.ttl"
    name = """A $(touch x) `y` \\"z\\" it's; \\\\ 中"""
    label = '<urn:a> <http://www.w3.org/2004/02/skos/core#altLabel> "{}" .\n'
    path.write_text(label.format(name) + label.format("A\\u001B[2J") + label.format("A\\nb"), encoding="utf-8")
    for mark in ("", '"', "'"):
        (reply,) = bash(f"partnergraph view {path} --about {mark}A")
        done = subprocess.run(["/bin/bash", "-c", f"printf %s {mark}{reply}{mark}"], capture_output=True, check=True)
        assert done.stdout.decode() == """A $(touch x) `y` "z" it's; \\ 中"""


def test_zsh_and_fish_are_offered_the_same() -> None:
    """Their classes give a name with what it means; a comma in a name does not end it."""
    assert "plain\nEIBALL\nbody:eiball" in click_answer("zsh", "partnergraph info EIBAL", 2, "")
    assert "plain\nbody\\:eiball\nEuropean Imaging" in click_answer("zsh", "partnergraph info body:eibal", 2, "")
    assert "plain,EIBALL\tbody:eiball" in click_answer("fish", "partnergraph info EIBAL", 2, "EIBAL")
    assert "plain\nunit\norg:Organization" in click_answer("zsh", "partnergraph ask unit-chain -p ", 4, "")


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_script_says_how_it_is_installed(shell: str) -> None:
    """Two comments say what to do; click's own way gives the same script without them."""
    script = CliRunner().invoke(main, ["completion", shell]).stdout
    comments = [line for line in script.splitlines()[:3] if line.startswith("# ")]
    assert len(comments) == 2
    assert f"partnergraph completion {shell} > " in comments[1]
    source = CliRunner(env={"_PARTNERGRAPH_COMPLETE": f"{shell}_source"}).invoke(main, [], prog_name="partnergraph")
    assert source.stdout == "".join(
        line for line in script.splitlines(keepends=True) if line.rstrip("\n") not in comments
    )


def test_bash_takes_the_script() -> None:
    """The script registers a function for the command."""
    command = f'eval "$({sys.executable} -m partnergraph completion bash)"; complete -p partnergraph'
    done = subprocess.run(["/bin/bash", "--norc", "-c", command], capture_output=True, check=True)
    assert done.stdout == b"complete -o nosort -F _partnergraph_completion partnergraph\n"


def test_a_shell_that_is_not_known_is_a_wrong_command_line() -> None:
    """Other shells are refused by name."""
    done = CliRunner().invoke(main, ["completion", "tcsh"])
    assert (done.exit_code, "'tcsh' is not one of 'bash', 'zsh', 'fish'" in done.stderr) == (2, True)


@settings(max_examples=25, deadline=None)
@given(st.text(st.sampled_from("infowhyask -pf\"'\\:=é$") | st.characters(codec="utf-8", exclude_characters="\0")))
def test_no_line_is_too_odd_to_complete(line: str) -> None:
    """Whatever stands on the line, nothing but completions is answered."""
    variables = {"_PARTNERGRAPH_COMPLETE": "bash_complete", "COMP_LINE": f"partnergraph {line}"}
    done = CliRunner(env=variables).invoke(main, [], prog_name="partnergraph")
    assert done.stderr == ""
    assert all(each.startswith(("plain,", "file,", "dir,")) for each in done.stdout.splitlines() if each)


def test_a_key_is_answered_soon() -> None:
    """Names are there before anybody presses the key again."""
    begun = time.perf_counter()
    assert "EIBALL" in bash("partnergraph info EIBAL")
    assert time.perf_counter() - begun < 10


def test_words_are_those_that_the_library_takes() -> None:
    """The words that are completed without loading the library are the ones that it knows."""
    context, option = click.Context(main), click.Option(["--by"])
    known = {candidate.MEASURE: get_args(Measure), candidate.NETWORK: [each.name for each in format.NETWORKS]}
    for complete, words in known.items():
        assert [item.value for item in complete(context, option, "")] == list(words)
