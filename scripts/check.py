"""The checks that scripts/test.py runs: each looks at one thing and gives an outcome; none stops another."""

import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import bounds
import distribution
import javascript as page_scripts
from environment import BUILD, ROOT, Environment, build_requirements, clean
from program import CHROMIUM, NPM, VIRTUOSO, Program, without

OLDEST = "3.11"
NO_MATTER = ("bench", "data", "house", "ontology", "scripts")  # tests of files, to which the versions are all the same
PYTEST = ("-m", "pytest", "--numprocesses=auto", "--dist=loadfile")
# Python compiles what is imported; pip would compile all that it brings, for 18 s
ENVIRONMENT = Environment("test", ("--no-compile", "--editable", ".[test,check]", *build_requirements()))


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a check found: whether all is well, a few words, what to show if not, and what could not be run."""

    good: bool
    note: str = ""
    output: str = ""
    left_out: str = ""


@dataclass(frozen=True, slots=True)
class Run:
    """What every check is given: how to tell what goes on, what is missing here, and which tests are asked for."""

    tell: Callable[[str], None]
    absent: Sequence[Program] = ()
    expression: str = ""

    def selection(self) -> list[str]:
        """Give pytest's arguments: all tests but those that need what is missing."""
        return [*without(self.absent), *(("-k", self.expression) if self.expression else ())]


def formatting(run: Run) -> Outcome:
    """Look whether every Python file is laid out as ruff lays it out."""
    return _ruff("format", "--check", ".")


def lint(run: Run) -> Outcome:
    """Look for what ruff's rules in pyproject.toml forbid."""
    return _ruff("check", ".")


def types(run: Run) -> Outcome:
    """Look whether all annotations hold, in mypy's strict mode."""
    return _command("mypy", note=r"in (\d+ source files)")


def layers(run: Run) -> Outcome:
    """Look whether rooms import only what lies below them: the contracts in setup.cfg."""
    cache = str(BUILD / "import-linter")
    return _command("lint-imports", "--config", "setup.cfg", "--cache-dir", cache, note=r"Contracts: (\d+ kept)")


def javascript(run: Run) -> Outcome:
    """Look whether the page's scripts hold to their types, and run the tests of those that need no page."""
    if NPM in run.absent:
        return Outcome(good=True, left_out="Not run: the checks of the JavaScript. To run them, install npm.")
    page_scripts.make(run.tell)
    node = _run([ENVIRONMENT.python, "-c", page_scripts.NODE]).stdout.strip()
    wrong = [done for command in page_scripts.commands(node) if (done := _run(command)).returncode]
    count = len(list(page_scripts.SOURCES.glob("*.js")))
    return Outcome(not wrong, f"{count} modules", "\n".join(done.stdout for done in wrong))


def pages(run: Run) -> Outcome:
    """Look whether the pages made from the sources are what these say now, and whether the data are in their form."""
    makers = [*sorted((ROOT / "scripts").glob("*_page.py")), ROOT / "scripts" / "data_form.py"]
    stale = [done for maker in makers if (done := _run([ENVIRONMENT.python, maker, "--check"])).returncode]
    return Outcome(not stale, f"{len(makers)} makers of files", "\n".join(done.stdout for done in stale))


def tests(run: Run) -> Outcome:
    """Run all tests, doctests and documentation among them, and measure what share of the code they reach."""
    command = [str(ENVIRONMENT.python), *PYTEST, "--cov", "--cov-report=", "--cov-fail-under=0", *run.selection()]
    if NPM not in run.absent:
        page_scripts.make(run.tell)
    sys.stdout.flush()
    browser = {CHROMIUM.variable: CHROMIUM.find()}
    failed = subprocess.run(command, cwd=ROOT, env=clean(browser), stdin=subprocess.DEVNULL, check=False).returncode
    if failed or run.expression or run.absent:  # a part of the tests reaches a part of the code
        return Outcome(not failed)
    covered = _command("coverage", "report", note=r"TOTAL.* (\d+%)")
    return Outcome(covered.good, f"reach {covered.note} of the code", covered.output)


def wheel(run: Run) -> Outcome:
    """Build the wheel by way of the source archive, and use it in a clean environment away from the checkout."""
    folder = distribution.fresh_folder()
    built = _run([ENVIRONMENT.python, "-m", "build", "--no-isolation", "--outdir", folder, ROOT])
    if built.returncode:
        return Outcome(good=False, output=built.stdout)
    archive = next(folder.glob("*.whl"))
    problems = distribution.lacking(archive) or distribution.unusable(archive, run.tell)
    return Outcome(not problems, archive.name, "\n".join(problems))


def lowest(run: Run) -> Outcome:
    """Run the tests on the oldest Python and the lowest versions that setup.cfg allows; no browser, no Virtuoso."""
    home = lowest_environment()
    if home is None:
        return Outcome(
            good=True, left_out=f"Not run: the tests on the lowest versions. To run them, install Python {OLDEST}."
        )
    home.make(run.tell)
    run.tell("running the tests on the lowest versions")
    absent = dict.fromkeys((CHROMIUM, VIRTUOSO, *run.absent))
    selection = Run(run.tell, tuple(absent), run.expression).selection()
    ignored = [f"--ignore=tests/test_{name}.py" for name in NO_MATTER]
    done = _run([home.python, *PYTEST, "--quiet", *ignored, *selection])
    return Outcome(not done.returncode, done.stdout.strip().rpartition("\n")[2].strip("= "), done.stdout)


def lowest_environment() -> Environment | None:
    """Give where the oldest Python has the lowest versions; None where this machine has no such Python."""
    interpreter = _oldest_python()
    if not interpreter:
        return None
    return Environment("lowest", ("--no-compile", "--editable", ".[test]"), bounds.constraints(), interpreter)


CHECKS: dict[str, Callable[[Run], Outcome]] = {
    "format": formatting,
    "lint": lint,
    "types": types,
    "layers": layers,
    "javascript": javascript,
    "pages": pages,
    "tests": tests,
    "wheel": wheel,
    "lowest": lowest,
}


def _ruff(*arguments: str) -> Outcome:
    done = _run([ENVIRONMENT.program("ruff"), *arguments, "--quiet" if arguments[0] == "check" else "--no-cache"])
    return Outcome(not done.returncode, output=done.stdout)


def _command(name: str, *arguments: str, note: str) -> Outcome:
    done = _run([ENVIRONMENT.program(name), *arguments])
    found = re.search(note, done.stdout)
    return Outcome(not done.returncode, found[1] if found else "", done.stdout)


def _run(command: Sequence[str | Path]) -> subprocess.CompletedProcess[str]:
    """Run a command in the checkout; its ``stdout`` holds all that it says."""
    return subprocess.run(
        command,
        cwd=ROOT,
        env=clean(),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
        check=False,
    )


def _oldest_python() -> str:
    """Give the interpreter of the oldest Python that is supported, or an empty string."""
    if sys.version_info[:2] == tuple(map(int, OLDEST.split("."))):
        return sys.executable
    path = shutil.which(f"python{OLDEST}")
    return path if path and not _run([path, "--version"]).returncode else ""
