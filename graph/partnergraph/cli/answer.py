"""Answers on the command line: how long they may take, how many rows they have, and where they go."""

import math
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Any

import click

from partnergraph.cli import candidate, remedy
from partnergraph.cli.delivery import emitting, standard_output
from partnergraph.cli.option import Command, keep
from partnergraph.cli.parameter import OUTPUT, Count
from partnergraph.cli.printed import print_table
from partnergraph.errors import LimitError, Remedy
from partnergraph.storage.note import unfinished
from partnergraph.storage.worker import Limits, confined

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from partnergraph.questions.result import Result
    from partnergraph.writing.format import Format

_SECONDS = 60.0
_MEMORY = 4.0  # GiB: half of what a small computer has
_ROWS = 10_000  # of a table for people
_GIB = 1 << 30
_MOST = 1_000_000.0  # seconds, some 11 days, and GiB


class Amount(click.FloatRange):
    """A number that can be waited for or held: not what is no number."""

    name = "number"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> float:  # noqa: ANN401 - click's
        """Give the number."""
        found = float(super().convert(value, param, ctx))
        if math.isnan(found):
            self.fail(f"{value!r} is no number", param, ctx)
        return found


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


def _option(*names: str, **settings: Any) -> Callable[[Command], Command]:  # noqa: ANN401 - click's own settings
    return click.option(*names, expose_value=False, callback=keep, **settings)


_FORM = _option(
    "-f",
    "--format",
    "form",
    metavar="FORMAT",
    shell_complete=candidate.ANSWER,
    help="json, xml, csv, tsv, md, table; for graphs ttl, trig, nt, nq, rdf, jsonld.",
)
_OUTPUT = _option(
    "-o",
    "--output",
    type=OUTPUT,
    help="The file to write; its extension says the format.",
)
_MAX_ROWS = _option(
    "--max-rows",
    type=Count(0),
    help=f"Rows to show; 0 for all. Without it a table has {_ROWS:,} at most, other formats all.",
)
_TIMEOUT = _option(
    "--timeout",
    type=Amount(0, _MOST),
    default=_SECONDS,
    show_default=True,
    envvar="PARTNERGRAPH_TIMEOUT",
    metavar="SECONDS",
    help="Time that the answer may take; 0 for any (also PARTNERGRAPH_TIMEOUT).",
)
_MAX_MEMORY = _option(
    "--max-memory",
    type=Amount(0, _MOST),
    default=_MEMORY,
    show_default=True,
    metavar="GIB",
    help="Memory that the answer may take beyond that of the graph; 0 for any. Linux only.",
)
_TIME = _option("--time", "timed", is_flag=True, help="Say how long it took.")


def answering(command: Command) -> Command:
    """Add the options that say how an answer is found and written; the command is given them as a ``Manner``."""
    return _FORM(_OUTPUT(limiting(_TIME(command))))


def limiting(command: Command) -> Command:
    """Add the options of ``answering`` that set limits, alone."""
    return _MAX_ROWS(_TIMEOUT(_MAX_MEMORY(command)))


def manner() -> Manner:
    """Give what the options of ``answering`` or ``limiting`` say in the command that runs."""
    given = click.get_current_context().meta
    seconds, memory = given["partnergraph.timeout"], given["partnergraph.max_memory"]
    return Manner(
        Limits(seconds or None, int(memory * _GIB) or None),
        given["partnergraph.max_rows"],
        given.get("partnergraph.timed", False),
        given.get("partnergraph.form"),
        given.get("partnergraph.output"),
    )


def give(ask: "Callable[[int | None], Result]") -> None:
    """Ask within the limits of the command that runs and write the answer; ``ask`` is told the most rows to read.

    ``LimitError`` says what did not fit, once the rest is written.
    """
    how = manner()
    show(ask, how, confined(how.limits, remedy.told))


def show(ask: "Callable[[int | None], Result]", how: Manner, held: "AbstractContextManager[None]") -> None:
    """Ask in a manner and write the answer, as ``give`` does; all but a table for people is written while ``held``."""
    table = _is_table(how)
    most = (_ROWS if table else None) if how.rows is None else how.rows or None
    begun = perf_counter()
    with held:  # nothing is said within: what goes to stderr there is the engine's
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
        raise LimitError(f"there are more rows than {most:,}", Remedy.ROWS)


def _is_table(how: Manner) -> bool:
    if how.form == "table" and how.output is not None:
        raise click.UsageError("a table is for the terminal; write csv, json, tsv, xml or md to a file")
    return how.form == "table" or (how.form is None and how.output is None and standard_output().isatty())


def _write(result: "Result", how: Manner) -> None:
    """Write an answer to stdout or a file, in the format asked for, of the extension, or the usual one."""
    from partnergraph.writing import output

    if how.output is None or str(how.output) == "-":
        form = _format(result, how)
        with emitting() as stream:
            result.write(stream, form)
        return
    form = _format(result, how)
    with output.opened(how.output) as stream:
        part = Path(stream.name)
        if part.suffix == output.PART:  # a device is written to as it stands, and stays
            unfinished(part)
        result.write(stream, form)


def _format(result: "Result", how: Manner) -> "Format":
    from partnergraph.writing import format

    known = (*format.TABLES, *format.GRAPHS)
    if how.form:
        return format.find(how.form, known)
    if how.output is not None and str(how.output) != "-":
        return format.of_path(how.output, result.formats)
    return result.formats[0]
