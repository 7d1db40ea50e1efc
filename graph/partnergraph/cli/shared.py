"""What several commands have in common: where the graph comes from, and where an answer goes."""

import io
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, BinaryIO, TypeVar

import click

from partnergraph.cli import candidate
from partnergraph.cli.printed import printable

if TYPE_CHECKING:
    from partnergraph.knowledge import KnowledgeGraph
    from partnergraph.writing.format import Format

Command = TypeVar("Command", bound=Callable[..., Any])


class Words(click.ParamType[str]):
    """Text of the command line: UTF-8, whatever the locale; file names are not text and stay as they are."""

    name = "text"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:  # noqa: ARG002 - click's
        """Give the text that the bytes of an argument mean."""
        return os.fsencode(value).decode("utf-8", "backslashreplace")


class Count(click.IntRange):
    """How many: a whole number within bounds."""

    name = "n"


class Place(click.Path):
    """A file or folder that is read: any name but an empty one, which would be taken for the folder one stands in."""

    def __init__(self, **settings: Any) -> None:  # noqa: ANN401 - click's own
        super().__init__(path_type=Path, readable=False, **settings)
        self.name = "file"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:  # noqa: ANN401 - click's
        """Give the path."""
        if not os.fspath(value):
            self.fail("the name is empty; give one, or leave it out", param, ctx)
        return self.noted(Path(os.fsdecode(super().convert(value, param, ctx))), param)

    def noted(self, path: Path, param: click.Parameter | None) -> Path:  # noqa: ARG002 - that of a target is told
        """Give back the path, once it is sure that nothing is written there."""
        return heed(path)


class Target(Place):
    """A file that is written: any name but an empty one, and that of a file that the command reads."""

    def noted(self, path: Path, param: click.Parameter | None) -> Path:
        """Give back the path, once it is sure that nothing is read there."""
        return path if str(path) == "-" else heed(path, _called(param))


def _called(param: click.Parameter | None) -> str:
    """Give what the command line calls a place that is written: the option, or the argument in capitals."""
    if param is None:
        return "-o"
    return param.human_readable_name if isinstance(param, click.Argument) else param.opts[0]


WORDS = Words()
PLACE = Place()
OUTPUT = Target(allow_dash=True)
"""What is read as a file or folder, and what is written; - stands for stdout."""

_HEEDED = "partnergraph.files"
_FILES = click.argument("files", nargs=-1, type=PLACE)
_STORE = click.option(
    "--store",
    type=PLACE,
    metavar="FOLDER",
    envvar="PARTNERGRAPH_STORE",
    help="Use the Oxigraph store in this folder (also PARTNERGRAPH_STORE).",
)


def changing(_: click.Context, __: click.Parameter, store: Path | None) -> Path | None:
    """Name the store that a command changes before it begins: if it is interrupted, what became of it is told."""
    from partnergraph.storage import note

    if store is not None:
        note.changing(store)
    return store


KEPT = click.option(
    "--store",
    required=True,
    type=PLACE,
    metavar="FOLDER",
    envvar="PARTNERGRAPH_STORE",
    callback=changing,
    help="The folder of the store on disk (also PARTNERGRAPH_STORE).",
)
"""Where a command writes, or looks after, what is kept."""


QUESTIONS = click.option(
    "--questions",
    "folders",
    type=PLACE,
    multiple=True,
    metavar="FOLDER",
    help="Know the .rq files in this folder too; repeatable.",
)
"""Folders with questions of one's own."""


def heed(path: Path, option: str = "") -> Path:
    """Note a file that the command that runs reads, or that an ``option`` of it writes, and give it back.

    ``UsageError`` where one is both: what is read would be overwritten. That holds whichever of the two comes first. It
    is one too where a file would be written among those of a store, which is refused with a strange file in it.
    """
    if option and any(map(_holds_store, path.absolute().parents[:2])):
        raise click.UsageError(f"{option} {path}: lies in the folder of a store; give a file in another folder")
    context = click.get_current_context(silent=True)
    if context is None or not os.path.exists(path):  # noqa: PTH110 - Path asks no folder that it may not look into
        return path
    known: list[tuple[Path, str]] = context.meta.setdefault(_HEEDED, [])
    for other, writer in known:
        if bool(option) != bool(writer) and _is_same(path, other):
            target = path if option else other
            if target.is_dir():
                raise click.UsageError(f"{option or writer} {target}: is a folder that is read here; give a file")
            raise click.UsageError(f"{option or writer} {target}: is read here and would be lost; give another file")
    known.append((path, option))
    return path


def _holds_store(folder: Path) -> bool:
    """Say whether a folder is that of a store, or of an edition of one."""
    from partnergraph.storage import folder as folders

    with suppress(OSError):  # one that may not be looked into is told by who writes there
        found = folders.newest(folder)
        return found is not None and (found / "CURRENT").is_file()
    return False


def _is_same(one: Path, other: Path) -> bool:
    """Say whether two names lead to one file; one that has gone meanwhile leads nowhere."""
    try:
        return one.samefile(other)
    except OSError:
        return False


def _paired(context: click.Context, _: click.Parameter, pairs: tuple[tuple[str, str], ...]) -> dict[str, str]:
    """Give values by name; of two for one name neither would be the right one to take."""
    values = dict(pairs)
    for name in values:
        if sum(name == each for each, _ in pairs) > 1:
            raise click.UsageError(f"-p {name} is given more than once; give it one value", context)
    return values


VALUES = click.option(
    "-p",
    "--param",
    "values",
    nargs=2,
    type=(str, WORDS),
    multiple=True,
    metavar="NAME VALUE",
    callback=_paired,
    shell_complete=candidate.parameters,
    help="Give a parameter or a variable its value; repeatable.",
)
"""Values by name, of the parameters of a question or the variables of a query."""


def _keep(context: click.Context, option: click.Parameter, value: object) -> None:
    """Keep the value of an option for ``opened``, so that a command need not hand it on."""
    context.meta[f"partnergraph.{option.name}"] = value


_ENDPOINT = click.option(
    "--endpoint",
    type=WORDS,
    metavar="URL",
    envvar="PARTNERGRAPH_ENDPOINT",
    expose_value=False,
    callback=_keep,
    help="Ask the SPARQL endpoint at this address (also PARTNERGRAPH_ENDPOINT).",
)
_AS_OF = click.option(
    "--as-of",
    metavar="DATE",
    expose_value=False,
    callback=_keep,
    help="See the graph as it stood on a day: YYYY-MM-DD; YYYY-MM and YYYY mean their last day.",
)
_NO_DERIVED = click.option(
    "--no-derived", is_flag=True, expose_value=False, callback=_keep, help="Leave out the ties that rules derive."
)


def origin(command: Command) -> Command:
    """Add the arguments that say which graph is meant: files, a store, an endpoint; without, the shipped network."""
    return _FILES(standing(command))


def standing(command: Command) -> Command:
    """Add the options of ``origin`` alone, for a command that takes its files from among other words."""
    return _STORE(_ENDPOINT(command))


def source(command: Command) -> Command:
    """Add the arguments of ``origin``, and those that say as of which day and with which ties the graph is read."""
    return _FILES(reading(command))


def written(words: str, complete: candidate.Candidates) -> Callable[[Command], Command]:
    """Add the options of a command that writes a file: where to, and in which of the formats in ``words``."""
    output = click.option("-o", "--output", type=OUTPUT, help="The file to write; stdout without it.")
    told = f"{words}; else by the file's extension."
    form = click.option("-f", "--format", "form", metavar="FORMAT", shell_complete=complete, help=told)
    return lambda command: output(form(command))


def reading(command: Command) -> Command:
    """Add the options of ``source`` alone, for a command that takes its files from among other words."""
    return standing(_AS_OF(_NO_DERIVED(command)))


def opened(files: tuple[Path, ...], store: Path | None, *, derive: bool = True) -> "KnowledgeGraph":
    """Open the graph that the arguments of ``source`` or ``origin`` mean; ``derive`` is false where no rule matters."""
    from partnergraph.opening import open

    given = click.get_current_context().meta
    complete, as_of = not given.get("partnergraph.no_derived"), given.get("partnergraph.as_of")
    folder, url = _place(files, store)
    if url:
        return open(endpoint=url, derive=complete, as_of=as_of)
    graph = open(*files, store=folder, derive=derive and complete, as_of=as_of)
    tell_left_out(files)
    return graph


def tell_left_out(files: Iterable[Path]) -> None:
    """Say on stderr which files in archives are no RDF, and are not read."""
    from partnergraph.storage import parser

    for name in parser.left_out(files):
        click.echo(f"{name}: is no RDF; it is left out", err=True)


def _place(files: tuple[Path, ...], store: Path | None) -> tuple[Path | None, str | None]:
    """Give the store or the endpoint that is meant: what the command line says goes before the environment."""
    context = click.get_current_context()
    url = context.meta["partnergraph.endpoint"]
    if url == "":
        raise click.UsageError("--endpoint is empty; give the URL of an endpoint, or leave it out")
    said = [
        name
        for name in ("store", "endpoint")
        if context.get_parameter_source(name) == click.core.ParameterSource.COMMANDLINE
    ]
    if len(said) + bool(files) > 1:
        raise click.UsageError("give FILES, --store or --endpoint, and only one of them")
    if files:
        return None, None
    if not said and store and url:
        raise click.UsageError("PARTNERGRAPH_STORE and PARTNERGRAPH_ENDPOINT are both set; take one of them away")
    return (None, url) if said == ["endpoint"] or not store else (store, None)


def standard_output() -> BinaryIO:
    """Give the stream that results go to; ``OutputError`` where there is none."""
    from partnergraph.errors import OutputError

    if sys.stdout is None:
        raise OutputError("stdout: is closed; give a file with -o, or a pipe")
    return sys.stdout.buffer


@contextmanager
def emitting() -> Iterator[IO[bytes]]:
    """Give a stream to write UTF-8 text to stdout; on a terminal it is shown once it is whole, as ``printable``."""
    if not standard_output().isatty():
        yield standard_output()
        return
    kept = io.BytesIO()
    yield kept
    lines = kept.getvalue().decode("utf-8", "backslashreplace").replace("\r\n", "\n")
    standard_output().write("\t".join(map(printable, lines.split("\t"))).encode())


def aimed(output: Path | None, form: str | None) -> "tuple[Path, Format] | None":
    """Give the file that a report goes to and the format, None for stdout, once it is clear that it can go there."""
    from partnergraph.writing import format

    if output is None or str(output) == "-":
        return None
    chosen = format.find(form, format.SHEETS) if form else format.of_path(output, format.SHEETS)
    return reserve(output), chosen


def report(
    form: str | None,
    usual: str,
    text: "Callable[[Format], str]",
    page: Callable[[], None],
    *,
    lacking: str = "",
    aim: "tuple[Path, Format] | None" = None,
) -> None:
    """Show a report: as a page on a terminal or when asked for a table, else as text in a format, in a pipe the usual.

    ``text`` gives it in one of ``format.SHEETS``, ``page`` prints it for people. ``lacking`` says why there is nothing:
    CSV has no place for that, and it goes to stderr. With ``aim`` it is written to a file instead.
    """
    from partnergraph.writing import format

    if aim:
        if lacking and aim[1] is format.CSV:
            click.echo(lacking, err=True)
        deliver(text(aim[1]), aim[0])
    elif form == "table" or (form is None and standard_output().isatty()):
        page()
    else:
        chosen = format.find(form or usual, format.SHEETS)
        if lacking and chosen is format.CSV:
            click.echo(lacking, err=True)
        with emitting() as stream:
            stream.write(text(chosen).encode())


def split(words: tuple[str, ...], most: int) -> tuple[list[str], tuple[Path, ...]]:
    """Part names from the files after them: at most ``most`` names, and none from the first RDF file on."""
    from partnergraph.networks import netfile
    from partnergraph.writing import format

    graphs = (f".{ending}" for each in format.GRAPHS for ending in each.extensions)
    endings = (*graphs, *netfile.EXTENSIONS, *netfile.OTHERS)
    first = next((place for place, word in enumerate(words[:most]) if word.lower().endswith(endings)), most)
    return [WORDS.convert(word, None, None) for word in words[:first]], tuple(
        heed(Path(word)) for word in words[first:]
    )


def reserve(target: Path, *, book: bool = False) -> Path:
    """Give back where an answer shall go once it is clear that it can go there; on a terminal no ``book`` can."""
    from partnergraph.writing import output

    if str(target) != "-":
        output.check(target)
    elif book and standard_output().isatty():
        raise click.UsageError("a workbook is nothing to read on a terminal; give a file, or send it into one with >")
    return target


def deliver(text: str | bytes, target: Path) -> Path | None:
    """Write text to a file, whole or not at all, and say so on stderr; to stdout for ``-``, which gives None."""
    from partnergraph.writing import output

    content = text.encode() if isinstance(text, str) else text
    if str(target) == "-":
        standard_output().write(content)
        return None
    output.write(target, content)
    click.echo(f"{target}: {len(content):,} bytes", err=True)
    return target
