"""The scripts: what they install, what they say, and what they do where something is missing."""

import ast
import os
import subprocess
import sys
import tomllib
from configparser import ConfigParser
from pathlib import Path
from threading import Event
from zipfile import ZipFile

import pytest

import bounds
import check
import demo
import distribution
import environment
import maker
import program
import test as suite
from environment import ROOT, Environment, UnreadyError
from reporter import Reporter


def silent(text: str) -> None:
    """Take what is told and do nothing."""


def pretend(folder: Path, interpreter: str) -> None:
    """Make what looks like an environment."""
    (folder / "bin").mkdir(parents=True, exist_ok=True)
    (folder / "bin" / "python").touch()


def logged(folder: Path, text: str) -> Path:
    """Give a log of pip in a folder."""
    path = folder / "pip.log"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.fixture
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a folder that takes the place of the checkout."""
    monkeypatch.setattr(environment, "ROOT", tmp_path)
    return tmp_path


def test_a_page_is_written_or_told_to_be_old(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """With --check nothing is written, and what is not as it should be is named with the command that mends it."""
    monkeypatch.setattr(maker, "ROOT", tmp_path)
    page = tmp_path / "page.md"
    for arguments, code, said in (("--check", 1, True), ("", 0, False), ("--check", 0, False)):
        monkeypatch.setattr(sys, "argv", ["scripts/some_page.py", *arguments.split()])
        assert maker.keep(page, lambda _: "words\n", "Make it.") == code
        told = "page.md is not up to date; write it anew with: python scripts/some_page.py\n"
        assert capsys.readouterr().out == (told if said else "")
        assert page.is_file() is not said


@pytest.mark.parametrize("name", ["demo.py", "test.py"])
def test_old_pythons_can_read(name: str) -> None:
    """A Python too old for the project can parse the script, and so gets to say that it is too old."""
    tree = ast.parse((ROOT / "scripts" / name).read_text(encoding="utf-8"), feature_version=(3, 7))
    guard = next(node for node in tree.body if isinstance(node, ast.If))
    assert ast.unparse(guard.test) == "sys.version_info < (3, 11)"


@pytest.mark.parametrize("name", ["demo.py", "test.py", "cli_page.py", "benchmark.py"])
def test_scripts_have_help(name: str) -> None:
    """A script explains itself, with an example."""
    command = [sys.executable, str(ROOT / "scripts" / name), "--help"]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=True)
    assert f"scripts/{name}" in done.stdout.partition("Example:")[2]


def test_ci_runs_the_script_only() -> None:
    """Continuous integration runs what everybody runs, and nothing beside it."""
    lines = (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()
    assert lines[0] == "#!/usr/bin/env bash"
    assert [line.partition(" && ")[2] for line in lines[1:]] == ["exec python3 scripts/test.py"]


def test_dependencies_have_reasons() -> None:
    """Each dependency has a lower bound, and a line above it that says what it is for."""
    text = (ROOT / "setup.cfg").read_text(encoding="utf-8")
    lines = text.partition("install_requires =\n")[2].partition("\n\n")[0].splitlines()
    reasons, names = lines[::2], lines[1::2]
    assert all(line.strip().startswith("# ") for line in reasons)
    assert [name.partition(">=")[0].strip() for name in names] == sorted(
        (name for name in bounds.lowest() if name != "setuptools"), key=str.lower
    )


def test_pyproject_is_small() -> None:
    """pyproject.toml says how to build and how ruff looks at the code; each of its exceptions has a reason."""
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    settings = tomllib.loads(text)
    assert settings.keys() == {"build-system", "tool"}
    assert settings["tool"].keys() == {"ruff"}
    exceptions = text.partition("\nignore = [\n")[2].partition("]")[0].splitlines()
    assert exceptions
    assert all("# " in line for line in exceptions)


def test_constraints_are_exact(monkeypatch: pytest.MonkeyPatch) -> None:
    """The lowest versions are held exactly, those of the build too; a dependency without a bound is refused."""
    assert all("==" in line for line in bounds.constraints().splitlines())
    assert {"rdflib", "pyoxigraph", "setuptools"} < bounds.lowest().keys()
    monkeypatch.setattr(bounds, "build_requirements", lambda: ("setuptools",))
    with pytest.raises(ValueError, match="'setuptools' has no lower bound"):
        bounds.lowest()


def test_environment_is_used_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An environment is made once, and anew when what is asked for has changed or its making was interrupted."""
    monkeypatch.setattr(environment, "BUILD", tmp_path)
    monkeypatch.setattr(environment, "make_venv", pretend)
    monkeypatch.setattr(Environment, "install", lambda *_, **__: None)
    assert Environment("it", ("one",)).make(silent)
    assert not Environment("it", ("one",)).make(silent)
    assert Environment("it", ("two",)).make(silent)
    (tmp_path / "env" / "it" / "made-from").unlink()
    assert Environment("it", ("two",)).make(silent)


def test_lent_code_is_kept_out(monkeypatch: pytest.MonkeyPatch) -> None:
    """A child process sees no Python code but its own environment's, and no data but the shipped."""
    monkeypatch.setenv("PYTHONPATH", "elsewhere")
    monkeypatch.setenv("PARTNERGRAPH_STORE", "elsewhere")
    assert "elsewhere" not in environment.clean().values()


def test_bytecode_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    """A child process keeps the bytecode of what it imports, though this one may be told not to."""
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    assert "PYTHONDONTWRITEBYTECODE" not in environment.clean()


@pytest.mark.parametrize(
    ("words", "advice"),
    [
        ("WARNING: Retrying (Retry(total=4)) after connection broken by", "PIP_INDEX_URL"),
        ("ERROR: Could not find a version that satisfies click (from versions: none)", "PIP_INDEX_URL"),
        ("ERROR: [Errno 28] No space left on device", "make room"),
        ("ERROR: Package 'x' requires a different Python", "Package 'x' requires a different Python"),
        ("", "no reason given"),
    ],
)
def test_installation_failures_are_explained(elsewhere: Path, words: str, advice: str) -> None:
    """What pip says when it fails becomes one line with the next step and the place of the whole."""
    message = environment.explain(logged(elsewhere, words))
    assert advice in message
    assert "pip.log" in message
    assert "\n" not in message


def test_missing_venv_is_explained(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A Python that cannot make virtual environments is told by the package that is missing."""
    monkeypatch.setattr(environment, "BUILD", tmp_path)
    monkeypatch.setattr(environment, "find_spec", lambda name: None)
    with pytest.raises(UnreadyError, match=r"apt-get install python3\.\d+-venv"):
        Environment("it", ()).make(silent)


@pytest.mark.usefixtures("elsewhere")
def test_missing_links_are_explained() -> None:
    """A checkout without symbolic links is told how to get them, before anything is installed."""
    with pytest.raises(UnreadyError, match=r"data is no folder.*core\.symlinks"):
        Environment("it", ()).make(silent)


@pytest.mark.parametrize(("encoding", "sign"), [("utf-8", "✓"), ("ascii", "ok"), ("cp1252", "ok")])
def test_reports_fit_the_output(encoding: str, sign: str) -> None:
    """Reports are written on any output, without colours where it is no terminal."""
    program_text = "from reporter import *; r = Reporter(); r.result(GOOD, 'lint', 75, 'ł'); r.heading('Ł')"
    shown = subprocess.run(
        [sys.executable, "-c", program_text],
        cwd=ROOT / "scripts",
        env={**os.environ, "PYTHONIOENCODING": encoding},
        capture_output=True,
        check=True,
    ).stdout.decode(encoding)
    assert shown.startswith(f"{sign} lint ")
    assert "1 min 15 s" in shown
    assert "\033" not in shown


def test_absent_program_is_named() -> None:
    """What is missing is named with its package, and its tests are left out of the selection."""
    assert program.missing([program.Program("nothing", ("no-such-command",), ())]) != ()
    assert "apt-get install raptor2-utils" in program.advice([program.RAPPER])
    assert check.Run(silent, (program.RAPPER,), "x").selection() == ["-m", "not rapper", "-k", "x"]
    both = check.Run(silent, (program.RAPPER, program.VIRTUOSO)).selection()
    assert both == ["-m", "not rapper and not virtuoso"]


@pytest.mark.parametrize(
    ("privilege", "said", "why"),
    [
        (None, "", "cannot be installed from here (no apt-get, or no right to call it)"),
        ([], "Reading\nE: Unable to locate package x\n", "apt-get could not install (Unable to locate package x)"),
        ([], "Reading\n", "apt-get did not bring"),
    ],
)
def test_absence_has_a_reason(
    privilege: list[str] | None, said: str, why: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is left out is told with why it could not be installed."""
    monkeypatch.setattr(program, "_privilege", lambda: privilege)
    monkeypatch.setattr(program, "_LOG", logged(tmp_path, said))
    assert f"Not run: the tests that need Virtuoso, which {why}. To run" in program.advice([program.VIRTUOSO])


def test_one_missing_package_keeps_no_other_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each program is installed by itself, so that what a distribution lacks does not stop the rest."""
    asked: list[str] = []
    monkeypatch.setattr(program, "_privilege", list)
    monkeypatch.setattr(program, "BUILD", tmp_path)
    monkeypatch.setattr(program, "_LOG", tmp_path / "apt.log")
    monkeypatch.setattr(subprocess, "run", lambda command, **_: asked.append(" ".join(command[3:])))
    program.install((program.RAPPER, program.VIRTUOSO), silent)
    packages = ("raptor2-utils", "virtuoso-opensource-7-bin")
    assert asked == ["update", *(f"install --yes --no-install-recommends {package}" for package in packages)]


def test_placeholder_is_no_program(tmp_path: Path) -> None:
    """A command that is there but does not start counts as missing."""
    command = tmp_path / "chromium"
    command.write_text("#!/bin/sh\nexit 1\n", encoding="utf-8")
    command.chmod(0o755)
    assert program.Program("it", (str(command),), ()).find() == ""


def test_variable_names_the_program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The browser that a variable names is taken before any that is found."""
    command = tmp_path / "browser"
    command.write_text("#!/bin/sh\n", encoding="utf-8")
    command.chmod(0o755)
    monkeypatch.setenv("PARTNERGRAPH_CHROMIUM", str(command))
    assert program.CHROMIUM.find() == str(command)


@pytest.mark.parametrize(("in_ci", "code"), [(False, 0), (True, 1)])
def test_left_out_is_an_error_in_ci(
    in_ci: bool, code: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """What could not be run is said at the end, and is a failure where everything must run."""
    monkeypatch.setattr(suite, "IN_CI", in_ci)
    assert suite.close(Reporter(), {"tests": check.Outcome(good=True, left_out="not run: x")}, 1) == code
    assert "not run: x" in capsys.readouterr().out


def test_failure_does_not_stop_the_rest(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """All checks run, whatever the first ones find, and the failed ones are named at the end."""

    def lacking(run: check.Run) -> check.Outcome:
        raise UnreadyError("no network")

    monkeypatch.setitem(check.CHECKS, "lint", lacking)
    monkeypatch.setitem(check.CHECKS, "types", lambda run: check.Outcome(good=True, note="fine"))
    outcomes = suite.run_all(Reporter(), ["lint", "types"], "")
    assert suite.close(Reporter(), outcomes, 1) == 1
    shown = capsys.readouterr().out
    assert "no network" in shown
    assert "fine" in shown
    assert "Failed: lint (" in shown


def test_the_wheel_is_looked_at_beside_the_rest(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The wheel is looked at while the checks before the tests run, and before these begin; each keeps its line."""
    began, ended = Event(), Event()

    def wheel(run: check.Run) -> check.Outcome:
        began.set()
        assert ended.wait(60)
        return check.Outcome(good=False, output="it lacks a file")

    def lint(run: check.Run) -> check.Outcome:
        assert began.wait(60)
        ended.set()
        return check.Outcome(good=True)

    monkeypatch.setattr(suite, "programs", lambda *_: ())
    for name, instead in (("wheel", wheel), ("lint", lint), ("tests", lambda run: check.Outcome(good=ended.is_set()))):
        monkeypatch.setitem(check.CHECKS, name, instead)
    outcomes = suite.run_all(Reporter(), ["lint", "tests", "wheel"], "")
    assert {name: outcome.good for name, outcome in outcomes.items()} == {"lint": True, "tests": True, "wheel": False}
    assert [line.split()[1] for line in capsys.readouterr().out.splitlines()[:3]] == ["lint", "tests", "wheel"]


def test_incomplete_wheel_is_noticed(tmp_path: Path) -> None:
    """A wheel without a shipped file, or with another text in it, is not whole."""
    archive = tmp_path / "it.whl"
    with ZipFile(archive, "w") as wheel:
        wheel.writestr("partnergraph/ontology/partnergraph.ttl", "another")
    lacking = distribution.lacking(archive)
    assert "it.whl lacks partnergraph/data/bodies.ttl" in lacking
    assert "it.whl: partnergraph/ontology/partnergraph.ttl is not that of the checkout" in lacking


def test_demo_failure_is_one_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """What stands in the demonstration's way is told in one line, and the exit code says so."""
    monkeypatch.setattr(environment, "BUILD", tmp_path)
    monkeypatch.setattr(environment, "find_spec", lambda name: None)
    monkeypatch.setattr(sys, "argv", ["demo.py"])
    assert demo.main() == 1
    assert capsys.readouterr().out.splitlines()[-1].startswith("demo: this Python ")


def test_settings_can_be_read() -> None:
    """setup.cfg holds what the tools are told, each in its section."""
    settings = ConfigParser(interpolation=None)
    settings.read(ROOT / "setup.cfg", encoding="utf-8")
    assert {"metadata", "options", "mypy", "tool:pytest", "coverage:run", "importlinter"} <= set(settings.sections())
