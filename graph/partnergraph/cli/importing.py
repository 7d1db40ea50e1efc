"""``partnergraph import``: what other programs keep, taken into the graph; one command for each kind of source."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from partnergraph.ledger import Ledger

REPORT = click.option(
    "--report",
    type=click.Path(path_type=Path, readable=False),
    help="Write what was left out, and why, to this file (CSV).",
)
"""The option of every import that books its rows in a ledger."""


@click.group("import")
def importing() -> None:
    """Take tables and dumps of other programs into the graph.

    \b
    Example:
      partnergraph import --help
    """


def told(ledger: "Ledger", report: Path | None) -> None:
    """Say on stderr how many rows of each table were read, imported and skipped, and why; write the report."""
    for each in ledger.sums():
        skipped = f", {each.skipped:,} skipped" if each.skipped else ""
        click.echo(f"{each.table}: {each.read:,} rows read, {each.imported:,} imported{skipped}", err=True)
    for reason, number in ledger.reasons():
        click.echo(f"  {number:,} skipped: {reason}", err=True)
    if report:
        from partnergraph import output, sheet

        output.write(report, sheet.csv_text(ledger.table()).encode())
        click.echo(f"{report}: {len(ledger.skips) + len(ledger.notes):,} lines of what was left out", err=True)
