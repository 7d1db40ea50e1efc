"""Options that several commands have: the store that is kept, folders of questions, values by name, a file to write."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from partnergraph.cli import candidate
from partnergraph.cli.parameter import OUTPUT, PLACE, WORDS

Command = TypeVar("Command", bound=Callable[..., Any])


def keep(context: click.Context, option: click.Parameter, value: object) -> None:
    """Keep the value of an option for who needs it, so that the command need not hand it on."""
    context.meta[f"partnergraph.{option.name}"] = value


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


def written(words: str, complete: candidate.Candidates) -> Callable[[Command], Command]:
    """Add the options of a command that writes a file: where to, and in which of the formats in ``words``."""
    output = click.option("-o", "--output", type=OUTPUT, help="The file to write; stdout without it.")
    told = f"{words}; else by the file's extension."
    form = click.option("-f", "--format", "form", metavar="FORMAT", shell_complete=complete, help=told)
    return lambda command: output(form(command))
