"""Programs that tests need and Python cannot bring: found, installed from the distribution where that is allowed."""

import os
import shutil
import subprocess
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from environment import BUILD, clean


@dataclass(frozen=True, slots=True)
class Program:
    """A program, the commands it goes by, its Debian packages, and what pytest is told to leave its tests out.

    A variable may name the path of its command.
    """

    name: str
    commands: tuple[str, ...]
    packages: tuple[str, ...]
    without: tuple[str, ...]
    variable: str = ""

    def find(self) -> str:
        """Give the path of a command that starts, that which the variable names before others, or an empty string."""
        found = filter(None, map(shutil.which, (os.environ.get(self.variable, ""), *self.commands)))
        return next(filter(_starts, found), "")


CHROMIUM = Program(
    "Chromium",
    ("chromium", "chromium-browser", "google-chrome", "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"),
    # without fonts a browser draws boxes, or nothing at all
    ("chromium", "fonts-dejavu-core", "fonts-noto-core", "fonts-noto-color-emoji"),
    ("--ignore=tests/browser",),
    "PARTNERGRAPH_CHROMIUM",
)
RAPPER = Program("rapper", ("rapper",), ("raptor2-utils",), ("-m", "not rapper"))
# brings what checks the types of the page's scripts, and what looks whether everybody can use the page
NPM = Program("npm", ("npm",), ("npm",), ("--ignore=tests/browser/test_accessibility.py",))
ALL = (CHROMIUM, RAPPER, NPM)


def missing(programs: Iterable[Program] = ALL) -> tuple[Program, ...]:
    """Give those of the programs that this machine does not have."""
    return tuple(program for program in programs if not program.find())


def install(programs: Iterable[Program], tell: Callable[[str], None]) -> None:
    """Install programs with apt-get where it is there and we may; what it says goes to ``build/apt.log``.

    Whether it worked is for the caller to look at with ``missing``.
    """
    privilege = _privilege()
    packages = [package for program in programs for package in program.packages]
    if privilege is None or not packages:
        return
    BUILD.mkdir(exist_ok=True)
    with (BUILD / "apt.log").open("w", encoding="utf-8") as log:
        for arguments in (["update"], ["install", "--yes", "--no-install-recommends", *packages]):
            tell(f"apt-get {arguments[0]} {' '.join(packages)}")
            subprocess.run(
                [*privilege, "apt-get", "-o", "DPkg::Lock::Timeout=300", *arguments],
                env=clean({"DEBIAN_FRONTEND": "noninteractive"}),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                check=False,
            )


def advice(programs: Iterable[Program]) -> str:
    """Give one sentence that says what was not run for want of programs, and how to make it run."""
    names = " and ".join(program.name for program in programs)
    packages = " ".join(package for program in programs for package in program.packages)
    return (
        f"Not run: the tests that need {names}. To run them, install {names} "
        f"(Debian, Ubuntu: sudo apt-get install {packages}) and run this again."
    )


def _privilege() -> list[str] | None:
    """Give what goes before apt-get, or None where it must not be called."""
    if not shutil.which("apt-get"):
        return None
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        return []
    sudo = ["sudo", "--non-interactive"]
    return sudo if shutil.which("sudo") and _succeeds([*sudo, "true"]) else None


def _starts(path: str) -> bool:
    """Say whether a command starts: a placeholder that only advertises a package does not."""
    return _succeeds([path, "--version"])


def _succeeds(command: list[str]) -> bool:
    try:
        done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, timeout=60, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0
