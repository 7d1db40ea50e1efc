"""The wheel as a user gets it: whole, and working where there is no checkout.

A checkout in which the links to ontology/ and data/ are lost builds a wheel without them and without complaint; that is
why the files of the wheel are compared with those of the checkout, byte by byte.
"""

import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from zipfile import ZipFile

from environment import BUILD, ROOT, Environment, clean

_COUNT = "SELECT (COUNT(*) AS ?triples) { ?subject ?predicate ?object }"
_USES: tuple[tuple[Sequence[str], str, str], ...] = (
    (("query", _COUNT, "-f", "csv"), "", "triples\n"),
    (("ask", "surveys", "-f", "csv"), "", "\n"),
    (("view", "-o", "network.html"), "network.html", "</html>"),
    (("export", "-o", "partners.ttl"), "partners.ttl", "@prefix "),
)
"""What is run: the words after ``partnergraph``, the file it writes (empty: standard output), what stands in there."""


def fresh_folder() -> Path:
    """Give an empty folder to build into; what setuptools kept of earlier builds is removed, or it would be packed."""
    folder = BUILD / "wheel"
    for stale in (folder, BUILD / "lib"):
        shutil.rmtree(stale, ignore_errors=True)
    return folder


def lacking(archive: Path) -> list[str]:
    """Give one line for each file of ontology/, data/ and the package that the wheel lacks or holds otherwise."""
    with ZipFile(archive) as wheel:
        names = set(wheel.namelist())
        return [
            f"{archive.name} lacks {name}"
            if name not in names
            else f"{archive.name}: {name} is not that of the checkout"
            for name, path in _expected()
            if name not in names or wheel.read(name) != path.read_bytes()
        ]


def unusable(archive: Path, tell: Callable[[str], None]) -> list[str]:
    """Install the wheel in a clean environment and give one line for each use of it that fails elsewhere."""
    home = Environment("wheel", ("--no-compile", str(archive)))
    if not home.make(tell):
        home.install("--no-index", "--no-deps", "--force-reinstall", str(archive), tell=tell)
    with tempfile.TemporaryDirectory() as elsewhere:
        tell("using the wheel")
        return [*_foreign(home, Path(elsewhere)), *_failing(home, Path(elsewhere))]


def _expected() -> Iterator[tuple[str, Path]]:
    """Give the name in the wheel and the place in the checkout of each file that must be in."""
    package = ROOT / "graph" / "partnergraph"
    for folder in (package, package / "data", package / "ontology"):
        for path in sorted(folder.rglob("*")):
            hidden = any(part.startswith((".", "__pycache__")) for part in path.relative_to(package).parts)
            if path.is_file() and not hidden:
                yield f"partnergraph/{path.relative_to(package).as_posix()}", path


def _foreign(home: Environment, elsewhere: Path) -> Iterator[str]:
    place = _run(home, elsewhere, "python", "-c", "import partnergraph; print(partnergraph.__file__)").stdout.strip()
    if not Path(place).is_relative_to(home.folder):
        yield f"import partnergraph takes {place or 'nothing'}, not the installed wheel"


def _failing(home: Environment, elsewhere: Path) -> Iterator[str]:
    for words, file, sign in _USES:
        done = _run(home, elsewhere, "partnergraph", *words)
        written = elsewhere / file
        text = done.stdout if not file else written.read_text(encoding="utf-8") if written.is_file() else ""
        if done.returncode or sign not in text:
            yield f"partnergraph {' '.join(words)}: exit code {done.returncode}: {done.stderr.strip() or text[:200]}"


def _run(home: Environment, folder: Path, program: str, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [str(home.program(program)), *words],
        cwd=folder,
        env=clean(),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
