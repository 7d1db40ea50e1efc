"""Where the graph comes from: the arguments that say so, and the graph that they mean, opened."""

import re
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from partnergraph.cli.guard import heed
from partnergraph.cli.option import Command, keep
from partnergraph.cli.parameter import PLACE, WORDS

if TYPE_CHECKING:
    from partnergraph.knowledge import KnowledgeGraph


_EXTENDED = re.compile(r"\.\w{1,12}$")  # ends as the name of a file
_FILES = click.argument("files", nargs=-1, type=PLACE)
_STORE = click.option(
    "--store",
    type=PLACE,
    metavar="FOLDER",
    envvar="PARTNERGRAPH_STORE",
    help="Use the Oxigraph store in this folder (also PARTNERGRAPH_STORE).",
)
_ENDPOINT = click.option(
    "--endpoint",
    type=WORDS,
    metavar="URL",
    envvar="PARTNERGRAPH_ENDPOINT",
    expose_value=False,
    callback=keep,
    help="Ask the SPARQL endpoint at this address (also PARTNERGRAPH_ENDPOINT).",
)
_AS_OF = click.option(
    "--as-of",
    metavar="DATE",
    expose_value=False,
    callback=keep,
    help="See the graph as it stood on a day: YYYY-MM-DD; YYYY-MM and YYYY mean their last day.",
)
_NO_DERIVED = click.option(
    "--no-derived", is_flag=True, expose_value=False, callback=keep, help="Leave out the ties that rules derive."
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


def split(words: tuple[str, ...], most: int) -> tuple[list[str], tuple[Path, ...]]:
    """Part names from the files after them: at most ``most`` names, and none from the first RDF file on.

    A word too many that is no file and has no extension was meant for a name, and is told as that.
    """
    from partnergraph.networks import netfile
    from partnergraph.writing import format

    graphs = (f".{ending}" for each in format.GRAPHS for ending in each.extensions)
    endings = (*graphs, *netfile.EXTENSIONS, *netfile.OTHERS)
    first = next((place for place, word in enumerate(words[:most]) if word.lower().endswith(endings)), most)
    for word in words[first:]:
        if not _EXTENDED.search(word) and not Path(word).exists():
            told = "1 name" if most == 1 else f"{most} names"
            raise click.UsageError(f"{word!r} is one word too many, and no file; give at most {told}, then files")
    return [WORDS.convert(word, None, None) for word in words[:first]], tuple(
        heed(Path(word)) for word in words[first:]
    )
