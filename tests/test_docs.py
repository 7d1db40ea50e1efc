"""The documentation is true: its commands and programs run and show what it says."""

import doctest
import re
import shutil
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

import partnergraph as pg
from partnergraph.cli import main
from partnergraph.loading import load
from tests import terminal

ROOT = Path(__file__).parent.parent
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]
FIRST_STEPS = re.compile(r"(git clone|cd|pip install|python3 scripts/(demo|test)\.py)\b")
"""What a page may tell a reader to do before there is a ``partnergraph`` to run; scripts/test.py itself does these."""

_FENCE = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_CHECKER = doctest.OutputChecker()


@dataclass(frozen=True, slots=True)
class Block:
    """A fenced block of a page: its language, its text and the line it begins on."""

    language: str
    text: str
    line: int


def blocks(page: Path, *languages: str) -> list[Block]:
    """Give the blocks of a page in some languages, in their order."""
    text = page.read_text(encoding="utf-8")
    found = (Block(match[1], match[2], text.count("\n", 0, match.start()) + 1) for match in _FENCE.finditer(text))
    return [block for block in found if block.language in languages]


def commands(block: Block) -> Iterator[tuple[str, str]]:
    """Give each command of a console block with the output that is shown below it, which may be none."""
    for part in re.split(r"^\$ ", block.text, flags=re.MULTILINE)[1:]:
        lines = part.split("\n")
        end = next(number for number, line in enumerate(lines) if not line.endswith("\\"))
        yield "\n".join(lines[: end + 1]), "\n".join(lines[end + 1 :]).strip("\n")


def tidy(text: str) -> str:
    """Give text without the blanks at the ends of lines, and rules of one length: neither says anything."""
    return re.sub("─+", "─", "\n".join(line.rstrip() for line in text.strip("\n").split("\n")) + "\n")


@pytest.fixture(scope="session")
def own(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the files that the pages take for the reader's own, and a store on disk made from one of them."""
    folder = Path(shutil.copytree(ROOT / "tests" / "data" / "docs", tmp_path_factory.mktemp("own") / "desk"))
    load.files(folder / "office", [folder / "partners.ttl"])
    (folder / "dump.nt").write_text("<urn:a> <urn:b> <urn:c> .\n", encoding="utf-8")
    with pg.open(folder / "partners.ttl", ROOT / "tests" / "data" / "matching" / "light.ttl") as graph:
        (folder / "partners.xlsx").write_bytes(graph.book())
    given = ROOT / "tests" / "data"
    with zipfile.ZipFile(folder / "cordis-h2020projects-csv.zip", "w") as archive:
        for name in ("project.csv", "organization.csv"):
            archive.write(given / "cordis" / name, name)
    with zipfile.ZipFile(folder / "v2.2-2026-10-ror-data.zip", "w") as archive:
        archive.write(given / "ror" / "v2.json", "v2.2-2026-10-ror-data.json")
    (folder / "fp7").mkdir()
    for name in ("fp7orgs.csv", "fp7edges.csv"):
        shutil.copy(given / "cordis" / name, folder / "fp7")
    shutil.copy(given / "cordis" / "topics_raw.csv", folder / "topics.csv")
    return folder


@pytest.fixture
def desk(own: Path, tmp_path: Path) -> Path:
    """Give the folder that a reader works in, as ``own`` has it."""
    return Path(shutil.copytree(own, tmp_path / "desk"))


def named(page: Path) -> str:
    """Give a page's name for a test's id."""
    return page.relative_to(ROOT).as_posix()


def every_command() -> Iterator[tuple[str, click.Command]]:
    """Give each command of the command line with its full name."""
    waiting: list[tuple[str, click.Command]] = [("partnergraph", main)]
    while waiting:
        name, command = waiting.pop()
        yield name, command
        if isinstance(command, click.Group):
            waiting += [(f"{name} {each}", below) for each, below in command.commands.items()]


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_commands_show_what_the_page_says(page: Path, desk: Path) -> None:
    """Every command of a page succeeds on a terminal and shows the output given, in which ``...`` stands for more."""
    for block in blocks(page, "console", "bash", "sh"):
        assert block.text.startswith("$ "), f"{named(page)}:{block.line}: a command starts with '$ '"
        for command, expected in commands(block):
            if FIRST_STEPS.match(command):
                continue
            code, shown = terminal.run(command, desk)
            assert code == 0, f"{named(page)}:{block.line}: $ {command}\n{shown}"
            if expected:
                same = _CHECKER.check_output(tidy(expected), tidy(shown), doctest.ELLIPSIS)
                assert same, f"{named(page)}:{block.line}: $ {command}\nshows\n{shown}"


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_programs_run(page: Path, desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every Python block of a page runs, one after the other in one program; examples with >>> show what they say."""
    monkeypatch.chdir(desk)
    program: dict[str, object] = {"__name__": "__main__"}
    for block in blocks(page, "python", "pycon"):
        where = f"{named(page)}:{block.line}"
        if ">>> " in block.text:
            example = doctest.DocTestParser().get_doctest(block.text, program, where, str(page), block.line)
            runner = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE)
            runner.run(example, clear_globs=False)
            program |= example.globs
            assert not runner.summarize(verbose=False).failed, where
        else:
            exec(compile(block.text, where, "exec"), program)  # noqa: S102 - the page is our own


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_links_lead_somewhere(page: Path) -> None:
    """Every link of a page to a file of the checkout leads to one that exists."""
    text = _FENCE.sub("", page.read_text(encoding="utf-8"))
    targets = re.findall(r"\]\(([^)#\s]+)[^)]*\)|(?:src|href|srcset)=\"([^\"#]+)\"", text)
    local = [target for pair in targets for target in pair if target and "://" not in target]
    assert [target for target in local if not (page.parent / target).exists()] == []


def test_options_are_called_alike() -> None:
    """What an option takes is said in one word in every command, which is none of PATH, INTEGER and FLOAT."""
    told = {
        (option.opts[-1], option.make_metavar(click.Context(command)))
        for _, command in every_command()
        for option in command.params
        if isinstance(option, click.Option) and not (option.is_flag or option.count)
    }
    assert {each for each in told if each[1] in {"PATH", "DIR", "INTEGER", "FLOAT", "INTEGER RANGE"}} == set()
    assert [name for name, _ in told if name == "--read"] == []
    several = {name for name, _ in told if len({words for each, words in told if each == name}) > 1}
    assert several == set()


@pytest.mark.parametrize(("name", "command"), list(every_command()))
def test_every_command_is_documented(name: str, command: click.Command) -> None:
    """A command has a section on the page of the command line, with each of its options."""
    page = (ROOT / "docs" / "cli.md").read_text(encoding="utf-8")
    _, heading, section = page.partition(f"\n## {name}\n")
    assert heading, f"{name} is missing; run scripts/cli_page.py"
    options = [flag for each in command.params if isinstance(each, click.Option) for flag in each.opts]
    assert [flag for flag in options if flag not in section.partition("\n## ")[0]] == []


@pytest.mark.parametrize("name", [name for name, _ in every_command()])
def test_help_ends_in_an_example(name: str) -> None:
    """The help of a command says what it does and ends in an example that calls this command."""
    shown = CliRunner().invoke(main, [*name.split()[1:], "--help"], prog_name="partnergraph", terminal_width=100)
    prose, heading, example = shown.output.partition("\n  Example:\n")
    assert shown.exit_code == 0, shown.output
    assert heading, shown.output
    assert len(prose.split("\n\n")) > 1
    assert re.match(rf"\s+{re.escape(name)}\s", example), shown.output


def test_blocks_are_found(tmp_path: Path) -> None:
    """Blocks, their lines, their commands and the outputs below these are read as they stand."""
    page = tmp_path / "page.md"
    page.write_text("# A\n\n```console\n$ one \\\n  two\n1\n2\n$ three\n```\n```text\nno\n```\n", encoding="utf-8")
    (block,) = blocks(page, "console")
    assert block.line == 3
    assert list(commands(block)) == [("one \\\n  two", "1\n2"), ("three", "")]


def test_terminal_shows_failure(tmp_path: Path) -> None:
    """A command that fails is seen to fail, with what it says on either stream."""
    assert terminal.run("echo out; echo err >&2; exit 3", tmp_path) == (3, "out\nerr\n")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.name))
def test_rows_of_tables_are_whole(page: Path) -> None:
    """Each row of a table is one line with as many cells as its head has."""
    text = _FENCE.sub("", page.read_text(encoding="utf-8"))
    for table in re.findall(r"(?:^\|.*\n)+", text, re.MULTILINE):
        cells = [len(re.findall(r"(?<!\\)\|", re.sub(r"`[^`]*`", "", row))) for row in table.splitlines()]
        assert set(cells) == {cells[0]}, table
        assert all(row.rstrip().endswith("|") for row in table.splitlines()), table
