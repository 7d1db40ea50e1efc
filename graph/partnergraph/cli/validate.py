"""``partnergraph validate``: what is wrong, where, and what to do about it."""

import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from partnergraph.cli import candidate
from partnergraph.cli.delivery import deliver
from partnergraph.cli.opening import opened, source
from partnergraph.cli.option import written
from partnergraph.cli.parameter import PLACE, Count
from partnergraph.cli.printed import print_table

if TYPE_CHECKING:
    from partnergraph.checking.problem import Problem
    from partnergraph.writing.format import Format

_WIDE = 140  # characters of a terminal that has room for a table with whole sentences


@click.command()
@source
@click.option(
    "--shapes",
    type=PLACE,
    multiple=True,
    help="Also hold the SHACL shapes of this RDF file against it; repeatable.",
)
@click.option("--no-shipped-shapes", is_flag=True, help="Leave out the shapes that are shipped.")
@written("table, json, sarif, ttl", candidate.formats("table", "json", "sarif", "ttl"))
@click.option(
    "--max-rows",
    type=Count(0),
    default=100,
    show_default=True,
    help="Rows of the table; 0 for all.",
)
@click.pass_context
def validate(
    ctx: click.Context,
    files: tuple[Path, ...],
    store: Path | None,
    shapes: tuple[Path, ...],
    no_shipped_shapes: bool,
    form: str | None,
    output: Path | None,
    max_rows: int,
) -> None:
    """Tell what is wrong: each problem with file and line, the thing, the value, the rule and what to do.

    On a terminal the answer is a table, or a list where it is narrower than 140 characters. In a pipe it is JSON: an
    object with conforms (no violation), violations, warnings, infos (how many) and problems, each with severity, file,
    line, node, label, path, value, message, rule, title and component. sarif is for code hosts, ttl is a SHACL
    validation report, which by the standard conforms only without any result.

    The exit code is 1 if there are violations, else 0; warnings do not count. What rules derive is not checked.

    \b
    Example:
      partnergraph validate
      partnergraph validate partners.ttl -f sarif -o partners.sarif
    """
    if no_shipped_shapes and not shapes:
        raise click.UsageError("--no-shipped-shapes leaves nothing to check; give --shapes FILE too")
    kind = _kind(form, output)
    with opened(files, store, derive=False) as graph:
        found = graph.validate(*shapes, shipped=not no_shipped_shapes)
    _show(found, kind, output or Path("-"), max_rows)
    ctx.exit(int(any(each.severity == "violation" for each in found)))


def _kind(form: str | None, output: Path | None) -> "Format | None":
    """Give the format to write; None is a table."""
    from partnergraph.checking import report
    from partnergraph.writing import format

    to_file = output is not None and str(output) != "-"
    if form == "table" and to_file:
        raise click.UsageError("a table is for the terminal; write json, sarif or ttl to a file")
    if form is not None:
        return None if form == "table" else format.find(form, report.FORMATS, *(() if to_file else ("table",)))
    if output is not None and to_file:
        return format.of_path(output, report.FORMATS)
    return None if sys.stdout.isatty() else report.JSON


def _show(found: "tuple[Problem, ...]", kind: "Format | None", target: Path, max_rows: int) -> None:
    """Write problems, or a table of the first of them; how many there are goes to stderr."""
    from partnergraph.checking import problem, report

    first = found[: max_rows or None]
    if kind is not None:
        deliver(report.text(found, kind), target)
    elif shutil.get_terminal_size().columns < _WIDE:
        _list(first)
    elif found:
        print_table(report.table(first))
    if kind is None and len(first) < len(found):
        click.echo(f"the first {len(first):,} of {len(found):,} problems; --max-rows 0 shows all of them", err=True)
    click.echo(problem.count(found), err=True)


def _list(found: "tuple[Problem, ...]") -> None:
    """Print problems one below the other: file and line, the thing, what is wrong with which value, and the rule."""
    from rich.console import Console

    from partnergraph.checking.report import short
    from partnergraph.cli.page import line
    from partnergraph.vocab import shorten

    console = Console(highlight=False, emoji=False)
    for each in found:
        name, value = short(each)
        line(console, 0, (each.place, "bold"), (f"{each.severity}: {name}", ""))
        line(console, 2, (f"value: {value}" if value else "", ""))
        line(console, 2, (each.message, ""), (f"({shorten(each.rule)})" if each.rule else "", "dim"))
