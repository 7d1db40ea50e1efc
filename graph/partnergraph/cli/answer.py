"""Answers on the command line: how long they may take, how many rows they have, and where they go."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Any, TypeVar

import click

from partnergraph.cli.shared import print_table, standard_output
from partnergraph.errors import LimitError
from partnergraph.worker import Limits, confined

if TYPE_CHECKING:
    from partnergraph.format import Format
    from partnergraph.result import Result

Command = TypeVar("Command", bound=Callable[..., Any])

_SECONDS = 60.0
_MEMORY = 4.0  # GiB: half of what a small computer has
_ROWS = 10_000  # of a table for people
_GIB = 1 << 30


@dataclass(frozen=True, slots=True)
class Manner:
    """How a command answers: within which limits, with how many rows (None is all), whether its time is told, where to.

    ``form`` is the word for a format, or None for what is usual there.
    """

    limits: Limits
    rows: int | None
    timed: bool
    form: str | None
    output: Path | None


def answering(command: Command) -> Command:
    """Add the options that say how an answer is found and written; the command is given them as a ``Manner``."""
    options = (
        click.option(
            "-f",
            "--format",
            "form",
            metavar="FORMAT",
            expose_value=False,
            callback=_keep,
            help="json, xml, csv, tsv, md, table; for graphs ttl, trig, nt, nq, rdf, jsonld.",
        ),
        click.option(
            "-o",
            "--output",
            type=click.Path(path_type=Path, allow_dash=True, readable=False),
            expose_value=False,
            callback=_keep,
            help="The file to write; its extension says the format.",
        ),
        click.option(
            "--max-rows",
            type=click.IntRange(0),
            metavar="N",
            expose_value=False,
            callback=_keep,
            help=f"Rows to show; 0 for all. Without it a table has {_ROWS:,} at most, other formats all.",
        ),
        click.option(
            "--timeout",
            type=click.FloatRange(0),
            default=_SECONDS,
            show_default=True,
            envvar="PARTNERGRAPH_TIMEOUT",
            metavar="SECONDS",
            expose_value=False,
            callback=_keep,
            help="Time that the answer may take; 0 for any (also PARTNERGRAPH_TIMEOUT).",
        ),
        click.option(
            "--max-memory",
            type=click.FloatRange(0),
            default=_MEMORY,
            show_default=True,
            metavar="GIB",
            expose_value=False,
            callback=_keep,
            help="Memory that the answer may take beyond that of the graph; 0 for any. Linux only.",
        ),
        click.option("--time", "timed", is_flag=True, expose_value=False, callback=_keep, help="Say how long it took."),
    )
    for option in reversed(options):
        command = option(command)
    return command


def manner() -> Manner:
    """Give what the options of ``answering`` say in the command that runs."""
    given = click.get_current_context().meta
    seconds, memory = given["partnergraph.timeout"], given["partnergraph.max_memory"]
    return Manner(
        Limits(seconds or None, int(memory * _GIB) or None),
        given["partnergraph.max_rows"],
        given["partnergraph.timed"],
        given["partnergraph.form"],
        given["partnergraph.output"],
    )


def _keep(context: click.Context, option: click.Parameter, value: object) -> None:
    context.meta[f"partnergraph.{option.name}"] = value


def give(ask: "Callable[[int | None], Result]") -> None:
    """Ask within the limits and write the answer; ``ask`` is told the most rows to read.

    What did not fit is said on stderr, and the exit code is 4 then.
    """
    how = manner()
    table = _is_table(how)
    most = (_ROWS if table else None) if how.rows is None else how.rows or None
    begun = perf_counter()
    with confined(how.limits):  # nothing is said within: what goes to stderr there is the engine's
        result = ask(most)
        shown = result.table() if table and (result.form != "GRAPH" or how.form) else None
        if shown is None:
            _write(result, how)
    took = perf_counter() - begun
    if shown is not None:
        print_table(shown)
    elif how.output is not None and str(how.output) != "-":
        click.echo(f"{how.output}: {how.output.stat().st_size:,} bytes", err=True)
    if how.timed:
        click.echo(f"answered in {took:.3f} s", err=True)
    if result.more:
        rows = f"{most:,} row{'' if most == 1 else 's'}"
        click.echo(f"Error: there are more than {rows}; --max-rows 0 shows all of them", err=True)
        click.get_current_context().exit(LimitError.exit_code)


def _is_table(how: Manner) -> bool:
    if how.form == "table" and how.output is not None:
        raise click.UsageError("a table is for the terminal; write csv, json, tsv, xml or md to a file")
    return how.form == "table" or (how.form is None and how.output is None and standard_output().isatty())


def _write(result: "Result", how: Manner) -> None:
    """Write an answer to stdout or a file, in the format asked for, of the extension, or the usual one."""
    from partnergraph import output

    if how.output is None or str(how.output) == "-":
        result.write(standard_output(), _format(result, how))
        return
    form = _format(result, how)
    with output.opened(how.output) as stream:
        result.write(stream, form)


def _format(result: "Result", how: Manner) -> "Format":
    from partnergraph import format

    known = (*format.TABLES, *format.GRAPHS)
    if how.form:
        return format.find(how.form, known)
    if how.output is not None and str(how.output) != "-":
        return format.of_path(how.output, result.formats)
    return result.formats[0]
