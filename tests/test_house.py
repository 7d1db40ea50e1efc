"""The house rules hold: what lies at the top, what the face shows, how long things are, what is imported when."""

import ast
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from configparser import ConfigParser
from importlib.metadata import version
from pathlib import Path

import pytest

import partnergraph

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "graph" / "partnergraph"
TOP = {"README.md", "data", "graph", "ontology", "scripts", "setup.cfg", "tests"}
BESIDE = {"CHANGELOG.md", "CONTRIBUTING.md", "LICENSE", "docs", "pyproject.toml"}
ROOT_ROOMS = {
    "__init__",
    "__main__",
    "country",
    "errors",
    "holding",
    "knowledge",
    "ontology",
    "opening",
    "reading",
    "resource",
    "vocab",
}
HIDDEN = {".ci", ".gitattributes", ".gitignore"}
MODULES = sorted(PACKAGE.rglob("*.py"))
SOURCES = [*MODULES, *sorted((ROOT / "scripts").rglob("*.py")), *sorted((ROOT / "tests").rglob("*.py"))]
HEAVY = {
    "click",
    "jinja2",
    "networkx",
    "numpy",
    "oxrdflib",
    "prompt_toolkit",
    "pyshacl",
    "pyvis",
    "rdflib",
    "rich",
    "scipy",
    "networkit",
    "urllib3",
    "yaml",
}

Function = ast.FunctionDef | ast.AsyncFunctionDef


def named(path: Path) -> str:
    """Give a file's name for a test's id."""
    return path.relative_to(ROOT).as_posix()


def kept() -> set[str]:
    """Give the names at the top: those that git keeps; where there is no git, those that can be seen."""
    git = shutil.which("git")
    if git and (ROOT / ".git").exists():
        listed = subprocess.run([git, "ls-files"], cwd=ROOT, capture_output=True, encoding="utf-8", check=True).stdout
        return {path.partition("/")[0] for path in listed.splitlines()}
    return {path.name for path in ROOT.iterdir() if not path.name.startswith(".")} - {"build", "dist"} | HIDDEN


def functions(path: Path) -> Iterator[Function]:
    """Give the functions and methods of a file."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return (node for node in ast.walk(tree) if isinstance(node, Function))


def loaded_by(code: str) -> set[str]:
    """Give the names of the top modules that a fresh Python has after some code."""
    program = f"import sys\n{code}\nprint(*sorted({{name.partition('.')[0] for name in sys.modules}}))"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, encoding="utf-8", check=True)
    return set(done.stdout.split())


def test_top_level() -> None:
    """At the top lie the seven things that make the project, what belongs beside them, and nothing else."""
    assert kept() == TOP | BESIDE | HIDDEN


@pytest.mark.parametrize("name", ["data", "ontology"])
def test_links_are_folders(name: str) -> None:
    """The package's data and ontology are relative links to the folders at the top, and lead there."""
    link = PACKAGE / name
    assert link.is_dir()
    assert link.is_symlink()
    assert link.readlink().as_posix() == f"../../{name}"
    assert link.resolve() == (ROOT / name).resolve()


def test_face() -> None:
    """The package shows few names, sorted, and has each of them."""
    assert partnergraph.__all__ == sorted(partnergraph.__all__)
    given = {"Duration", "Limits", "Scope"}  # what the methods of the graph are given
    assert set(partnergraph.__all__) == {"Evidence", "KnowledgeGraph", "PartnergraphError", "Table", "open"} | given
    assert all(hasattr(partnergraph, name) for name in partnergraph.__all__)


def test_version() -> None:
    """The version is stated once, in setup.cfg, and the changelog knows it."""
    settings = ConfigParser(interpolation=None)
    settings.read(ROOT / "setup.cfg", encoding="utf-8")
    stated = settings["metadata"]["version"]
    assert partnergraph.__version__ == version("partnergraph") == stated
    assert re.search(
        rf"^## .*\b{re.escape(stated)}\b", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE
    )


def test_import_is_cheap() -> None:
    """Importing the package loads none of the libraries that only some uses need."""
    assert loaded_by("import partnergraph") & HEAVY == set()


def test_help_is_cheap() -> None:
    """Building the command line loads click, and no library that only some commands need."""
    assert loaded_by("import partnergraph.cli") & HEAVY == {"click"}


def test_a_query_is_cheap() -> None:
    """Opening the shipped network and asking it in SPARQL loads none of the libraries that only other uses need."""
    assert loaded_by("import partnergraph as pg\nwith pg.open() as graph:\n    graph.query('ASK {}')") & HEAVY == set()


@pytest.mark.parametrize("path", SOURCES, ids=named)
def test_files_are_short(path: Path) -> None:
    """A file has fewer than 400 lines; past that there is a second noun in it."""
    assert path.read_text(encoding="utf-8").count("\n") < 400


@pytest.mark.parametrize("path", SOURCES, ids=named)
def test_functions_are_short(path: Path) -> None:
    """No function has more than 40 lines, its documentation not counted."""
    assert [f"{each.name}: {lines(each)}" for each in functions(path) if lines(each) > 40] == []


def lines(function: Function) -> int:
    """Give the number of lines of a function without its docstring."""
    first = function.body[1] if ast.get_docstring(function) and len(function.body) > 1 else function.body[0]
    signature = function.body[0].lineno - function.lineno
    return signature + (function.end_lineno or first.lineno) - first.lineno + 1


def test_packages_say_what_they_hold() -> None:
    """Beside the packages lie the face of the program and its ground, and each package tells what is in it."""
    assert {path.stem for path in PACKAGE.glob("*.py")} == ROOT_ROOMS
    faces = {named(path): ast.parse(path.read_text(encoding="utf-8")) for path in PACKAGE.rglob("__init__.py")}
    assert [name for name, face in faces.items() if not ast.get_docstring(face)] == []


def test_modules_are_nouns() -> None:
    """No room is a drawer for odds and ends."""
    assert {path.stem for path in MODULES} & {"utils", "util", "helpers", "helper", "common", "misc", "tools"} == set()


LIBRARY = [path for path in MODULES if "cli" not in path.parts]


@pytest.mark.parametrize("path", LIBRARY, ids=named)
def test_the_library_does_not_speak_of_the_command_line(path: Path) -> None:
    """No message names a command or an option: errors carry a remedy, which the command line words."""
    spoken = re.compile(r"(?<![\w.])partnergraph [a-z]|(?<![\w<-])--[a-z]|(?<!\w)-[a-z] [A-Z]")
    tree = ast.parse(path.read_text(encoding="utf-8"))
    told = {id(each.value) for each in ast.walk(tree) if isinstance(each, ast.Expr)}  # documentation
    texts = (each for each in ast.walk(tree) if isinstance(each, ast.Constant) and id(each) not in told)
    assert [each.value for each in texts if isinstance(each.value, str) and spoken.search(each.value)] == []


@pytest.mark.parametrize("path", LIBRARY, ids=named)
def test_public_functions_have_examples(path: Path) -> None:
    """What a room offers on its top level is documented with an example, which runs as a doctest."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    public = (node for node in tree.body if isinstance(node, Function) and not node.name.startswith("_"))
    assert [node.name for node in public if ">>> " not in (ast.get_docstring(node) or "")] == []


@pytest.mark.parametrize("path", sorted((ROOT / "tests").rglob("test_*.py")), ids=named)
def test_tests_state_facts(path: Path) -> None:
    """A test says in one sentence what holds, and none is skipped or expected to fail."""
    text = path.read_text(encoding="utf-8")
    tests = [each for each in functions(path) if each.name.startswith("test_")]
    sayings = {each.name: ast.get_docstring(each) or "" for each in tests}
    assert [name for name, words in sayings.items() if not re.fullmatch(r"[^\n]+\.", words)] == []
    assert re.findall(r"mark\.(?:skip|skipif|xfail)\b|pytest\.(?:skip|xfail|importorskip)\(", text) == []
