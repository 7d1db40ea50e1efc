"""Virtual environments under ``build/``: made once, used again while what they were made from is the same.

The project is installed editable, so that an environment never runs old code. The key of an environment is a hash of
setup.cfg, pyproject.toml, the interpreter, the place of the checkout and what was asked for; it is written last, so
that an installation that was interrupted is made anew.
"""

import hashlib
import os
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BUILD = ROOT / "build"
_LINKS = ("graph/partnergraph/data", "graph/partnergraph/ontology")


class UnreadyError(Exception):
    """Something on this machine is missing; the message is one line that says what, and what to do."""


@dataclass(frozen=True, slots=True)
class Environment:
    """A virtual environment in ``build/env/NAME`` with what pip is asked to install in it.

    ``constraints`` is the text of a pip constraints file; it holds for build requirements too.
    """

    name: str
    requirements: tuple[str, ...]
    constraints: str = ""
    interpreter: str = sys.executable

    @property
    def folder(self) -> Path:
        """Where it lies."""
        return BUILD / "env" / self.name

    @property
    def python(self) -> Path:
        """Its interpreter."""
        return self.program("python")

    def program(self, name: str) -> Path:
        """Give the path of a command in it."""
        return self.folder / "Scripts" / f"{name}.exe" if os.name == "nt" else self.folder / "bin" / name

    def is_current(self) -> bool:
        """Say whether it was made from what the checkout holds now."""
        stamp = self.folder / "made-from"
        return stamp.is_file() and stamp.read_text(encoding="utf-8") == self._key() and self.python.exists()

    def make(self, tell: Callable[[str], None]) -> bool:
        """Make it unless it is current, telling what is being installed; say whether it was made.

        ``UnreadyError`` says what this machine lacks.
        """
        check_links()
        if self.is_current():
            return False
        tell("making a virtual environment")
        make_venv(self.folder, self.interpreter)
        if self.constraints:
            self._constraint_file.write_text(self.constraints, encoding="utf-8")
        self.install(*self.requirements, tell=tell)
        (self.folder / "made-from").write_text(self._key(), encoding="utf-8")
        return True

    def install(self, *arguments: str, tell: Callable[[str], None]) -> None:
        """Let pip install something in it; its words go to ``build/env/NAME.log``."""
        command = [str(self.python), "-m", "pip", "install", "--no-input", "--disable-pip-version-check", *arguments]
        held = str(self._constraint_file) if self.constraints else ""
        extra = {"PIP_CONSTRAINT": held, "PIP_BUILD_CONSTRAINT": held} if held else {}
        log = BUILD / "env" / f"{self.name}.log"
        with (
            log.open("w", encoding="utf-8") as copy,
            subprocess.Popen(
                command,
                cwd=ROOT,
                env=clean(extra),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                encoding="utf-8",
                errors="replace",
            ) as pip,
        ):
            for line in pip.stdout or ():
                copy.write(line)
                if line.strip().startswith("Collecting "):
                    tell("installing " + line.split()[1])
        if pip.returncode:
            raise UnreadyError(explain(log))

    @property
    def _constraint_file(self) -> Path:
        return self.folder / "constraints.txt"

    def _key(self) -> str:
        parts = [sys.version, self.interpreter, str(ROOT), *self.requirements, self.constraints]
        parts += [(ROOT / name).read_text(encoding="utf-8") for name in ("setup.cfg", "pyproject.toml")]
        return hashlib.sha256("\0".join(parts).encode()).hexdigest()


def clean(extra: Mapping[str, str] | None = None) -> dict[str, str]:
    """Give the variables for a child process: those of this one without what would lend it other code or other data.

    Children write UTF-8 whatever this terminal shows, and keep their bytecode: the tests start hundreds of them, and
    each would compile the package anew.
    """
    interpreter = ("PYTHONPATH", "PYTHONHOME", "PYTHONSTARTUP", "PYTHONIOENCODING", "PYTHONDONTWRITEBYTECODE")
    foreign = (*interpreter, "__PYVENV_LAUNCHER__", "PARTNERGRAPH_")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(foreign)}
    return kept | {"PYTHONUTF8": "1"} | dict(extra or {})


def build_requirements() -> tuple[str, ...]:
    """Give what pyproject.toml asks for to build the project.

    >>> [each for each in build_requirements() if each.startswith("setuptools")] != []
    True
    """
    with (ROOT / "pyproject.toml").open("rb") as file:
        return tuple(tomllib.load(file)["build-system"]["requires"])


def check_links() -> None:
    """Raise ``UnreadyError`` where the two links in the package are not the folders they should lead to."""
    for link in _LINKS:
        if not (ROOT / link).is_dir():
            raise UnreadyError(
                f"{link} is no folder, so the checkout was made without symbolic links; make it again with "
                "'git clone -c core.symlinks=true' (on Windows with developer mode on)"
            )


def make_venv(folder: Path, interpreter: str) -> None:
    """Make an empty environment in the place of what is there; ``UnreadyError`` if this Python cannot."""
    if interpreter == sys.executable and not (find_spec("venv") and find_spec("ensurepip")):
        version = f"{sys.version_info.major}.{sys.version_info.minor}"
        raise UnreadyError(
            f"this Python ({sys.executable}) cannot make virtual environments; install what it lacks "
            f"(Debian, Ubuntu: sudo apt-get install python{version}-venv) and run this again"
        )
    if folder.exists():
        shutil.rmtree(folder)
    folder.parent.mkdir(parents=True, exist_ok=True)
    command = [interpreter, "-m", "venv", str(folder)]
    done = subprocess.run(command, env=clean(), capture_output=True, encoding="utf-8", errors="replace", check=False)
    if done.returncode:
        words = (done.stderr or done.stdout).strip().splitlines()
        raise UnreadyError(
            f"{folder}: no virtual environment could be made: {words[-1] if words else 'no reason given'}"
        )


def explain(log: Path) -> str:
    """Give in one line why pip failed and what to do, from what it said."""
    text = log.read_text(encoding="utf-8")
    where = f"pip's own words are in {log.relative_to(ROOT)}"
    if "No space left on device" in text:
        return f"there is no space left on the disk for the packages; make room and run this again ({where})"
    if any(
        sign in text for sign in ("Retrying (", "connection broken", "Could not fetch URL", "(from versions: none)")
    ):
        return (
            "pip does not reach its package index: look at the network, or name the index or proxy you use "
            f"(PIP_INDEX_URL, HTTPS_PROXY), and run this again ({where})"
        )
    errors = [line.strip() for line in text.splitlines() if line.strip().lower().startswith("error:")]
    return f"pip could not install everything: {errors[-1] if errors else 'no reason given'} ({where})"
