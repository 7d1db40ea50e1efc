"""``partnergraph agreements``: the life of agreements."""

import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from partnergraph.cli import candidate
from partnergraph.cli.delivery import deliver
from partnergraph.cli.opening import opened, origin
from partnergraph.cli.option import written
from partnergraph.cli.parameter import WORDS
from partnergraph.cli.printed import print_table

if TYPE_CHECKING:
    from partnergraph.agreements.lifecycle import Stage
    from partnergraph.values.table import Table

_SHORT = ("agreement", "parties", "since", "ends", "days_left", "status")
_WIDE = 180  # characters of a terminal that has room for all columns


@click.command()
@origin
@click.option("--as-of", metavar="DATE", help="The day to look from, and nothing known later; today without it.")
@click.option(
    "--expiring-within", metavar="TIME", help="Only what can end within 180d, 2w, 6m or 1y and nothing renews."
)
@click.option(
    "--party",
    type=WORDS,
    metavar="NAME",
    shell_complete=candidate.names,
    help="Only agreements of one body: a name, acronym, prefixed name or IRI.",
)
@click.option("--fail-on-expired", is_flag=True, help="End with exit code 1 if one has lapsed and nothing renews it.")
@written("table, csv, json, md, ics", candidate.formats("table", "csv", "json", "md", "ics"))
def agreements(
    files: tuple[Path, ...],
    store: Path | None,
    as_of: str | None,
    expiring_within: str | None,
    party: str | None,
    fail_on_expired: bool,
    form: str | None,
    output: Path | None,
) -> None:
    """Tell where agreements stand: in force, expiring, lapsed, renewed, the most urgent first.

    A date known to the year or month counts as an interval: an agreement has lapsed when its last possible day is over,
    and expires within a time when its first possible day is. Without --expiring-within that time is 180 days. In a pipe
    the answer is CSV. With -f ics the ends become a calendar with reminders 180 and 30 days before.

    \b
    Example:
      partnergraph agreements --party EORTC
      partnergraph agreements --as-of 2020 --expiring-within 6m --fail-on-expired
      partnergraph agreements -o agreements.ics
    """
    from partnergraph.agreements import lifecycle
    from partnergraph.values import duration

    soon = duration.parse(expiring_within) if expiring_within is not None else lifecycle.SOON
    with opened(files, store) as graph:
        found = graph.agreements(as_of=as_of, party=party, soon=soon)
    _write(
        [each for each in found if expiring_within is None or each.status is lifecycle.Status.EXPIRING], form, output
    )
    lapsed = [each.agreement for each in found if each.status is lifecycle.Status.LAPSED]
    if fail_on_expired and lapsed:
        names = "; ".join(f"{each.label} ({each.end})" for each in lapsed)
        click.echo(f"{len(lapsed)} lapsed without renewal: {names}", err=True)
        click.get_current_context().exit(1)


def _write(stages: "list[Stage]", form: str | None, output: Path | None) -> None:
    from partnergraph.agreements import calendar, lifecycle
    from partnergraph.writing import format, sheet

    target = output or Path("-")
    known = (*format.SHEETS, format.CALENDAR)
    shown = str(target) == "-"
    if form == "table" and not shown:
        raise click.UsageError("a table is for the terminal; write csv, json, md or ics to a file")
    if form == "table" or (form is None and shown and sys.stdout.isatty()):
        _show(lifecycle.table(stages))
        return
    word, besides = ("csv", ["table"]) if shown else ("", [])
    chosen = format.find(form or word, known, *besides) if form or shown else format.of_path(target, known)
    if chosen is format.CALENDAR:
        deliver(calendar.text(stages), target)
        unknown = sum(1 for each in stages if each.days_left is None)
        click.echo(f"ends: {len(stages) - unknown}; agreements without a known end, not in it: {unknown}", err=True)
    else:
        deliver(sheet.write(lifecycle.table(stages), chosen), target)


def _show(table: "Table") -> None:
    if shutil.get_terminal_size().columns >= _WIDE:
        print_table(table, dated=True)
        return
    print_table(table.pick(*_SHORT), dated=True)
    left = ", ".join(column for column in table.columns if column not in _SHORT)
    click.echo(f"in a wider terminal, and with -f csv, json or md, also: {left}", err=True)
