"""Programs that tests need and Python cannot bring: found, installed from the distribution where that is allowed."""

import os
import shutil
import subprocess
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from environment import BUILD, clean


@dataclass(frozen=True, slots=True)
class Program:
    """A program, the commands it goes by, its Debian packages, and how pytest leaves its tests out.

    These are in a ``folder`` or have a ``marker``. A variable may name the path of its command, which ends with one
    of ``version_codes`` where it is asked for its version.
    """

    name: str
    commands: tuple[str, ...]
    packages: tuple[str, ...]
    folder: str = ""
    marker: str = ""
    variable: str = ""
    version_codes: tuple[int, ...] = (0,)

    def find(self) -> str:
        """Give the path of a command that starts, that which the variable names before others, or an empty string."""
        found = filter(None, map(shutil.which, (os.environ.get(self.variable, ""), *self.commands)))
        return next((path for path in found if _code([path, "--version"]) in self.version_codes), "")


CHROMIUM = Program(
    "Chromium",
    ("chromium", "chromium-browser", "google-chrome", "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"),
    # without fonts a browser draws boxes, or nothing at all
    ("chromium", "fonts-dejavu-core", "fonts-noto-core", "fonts-noto-color-emoji"),
    folder="tests/browser",
    variable="PARTNERGRAPH_CHROMIUM",
)
RAPPER = Program("rapper", ("rapper",), ("raptor2-utils",), marker="rapper")
# the programs alone: the package virtuoso-opensource-7 would start a service of its own, and ask for its password
VIRTUOSO = Program("Virtuoso", ("virtuoso-t",), ("virtuoso-opensource-7-bin",), marker="virtuoso", version_codes=(0, 1))
# brings what checks the types of the page's scripts, and what looks whether everybody can use the page
NPM = Program("npm", ("npm",), ("npm",), folder="tests/browser/test_accessibility.py")
ALL = (CHROMIUM, RAPPER, VIRTUOSO, NPM)

_LOG = BUILD / "apt.log"


def missing(programs: Iterable[Program] = ALL) -> tuple[Program, ...]:
    """Give those of the programs that this machine does not have."""
    return tuple(program for program in programs if not program.find())


def install(programs: Iterable[Program], tell: Callable[[str], None]) -> None:
    """Install programs with apt-get where it is there and we may; what it says goes to ``build/apt.log``.

    Each is installed by itself: a distribution may lack one. Whether it worked is for the caller to look at with
    ``missing``.
    """
    privilege = _privilege()
    wanted = [program.packages for program in programs if program.packages]
    if privilege is None or not wanted:
        return
    BUILD.mkdir(exist_ok=True)
    with _LOG.open("w", encoding="utf-8") as log:
        for arguments in (["update"], *(["install", "--yes", "--no-install-recommends", *each] for each in wanted)):
            tell(f"apt-get {arguments[0]} {' '.join(arguments[3:])}".rstrip())
            subprocess.run(
                [*privilege, "apt-get", "-o", "DPkg::Lock::Timeout=300", *arguments],
                env=clean({"DEBIAN_FRONTEND": "noninteractive"}),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                check=False,
            )


def without(programs: Iterable[Program]) -> list[str]:
    """Give the arguments by which pytest leaves out the tests that need some programs.

    >>> without(ALL)
    ['--ignore=tests/browser', '--ignore=tests/browser/test_accessibility.py', '-m', 'not rapper and not virtuoso']
    """
    folders = [f"--ignore={program.folder}" for program in programs if program.folder]
    markers = [f"not {program.marker}" for program in programs if program.marker]
    return [*folders, *(["-m", " and ".join(markers)] if markers else [])]


def advice(programs: Iterable[Program]) -> str:
    """Give one sentence that says what was not run for want of programs, why, and how to make it run."""
    names = " and ".join(program.name for program in programs)
    packages = " ".join(package for program in programs for package in program.packages)
    return (
        f"Not run: the tests that need {names}, which {_obstacle()}. To run them, install {names} "
        f"(Debian, Ubuntu: sudo apt-get install {packages}) and run this again."
    )


def _obstacle() -> str:
    """Say why programs are not there: apt-get may not be called, or what it said last."""
    if _privilege() is None:
        return "cannot be installed from here (no apt-get, or no right to call it)"
    said = _LOG.read_text(encoding="utf-8", errors="replace").splitlines() if _LOG.exists() else []
    errors = [line.removeprefix("E: ") for line in said if line.startswith("E: ")]
    return f"apt-get could not install ({errors[-1]})" if errors else "apt-get did not bring"


def _privilege() -> list[str] | None:
    """Give what goes before apt-get, or None where it must not be called."""
    if not shutil.which("apt-get"):
        return None
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        return []
    sudo = ["sudo", "--non-interactive"]
    return sudo if shutil.which("sudo") and _succeeds([*sudo, "true"]) else None


def _succeeds(command: list[str]) -> bool:
    return _code(command) == 0


def _code(command: list[str]) -> int | None:
    """Give the exit code of a command; None where it does not start: a placeholder may only advertise a package."""
    try:
        done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, timeout=60, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return None
    return done.returncode
