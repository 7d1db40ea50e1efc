"""``partnergraph import cordis``: what the European Commission publishes of its research projects."""

from pathlib import Path

import click

from partnergraph.cli import progress
from partnergraph.cli.importing import REPORT, told
from partnergraph.cli.shared import KEPT, PLACE


@click.command()
@click.argument("files", nargs=-1, required=True, type=PLACE)
@KEPT
@click.option("--keep-persons", is_flag=True, help="Take in natural persons too, who stand among the participants.")
@click.option("--read-on", metavar="DATE", help="The day on which the files were got, YYYY-MM-DD (that of each file).")
@click.option("--no-derived", is_flag=True, help="Keep no ties that rules derive.")
@click.option("--dry-run", is_flag=True, help="Say what would change, and change nothing.")
@REPORT
def cordis(
    files: tuple[Path, ...],
    store: Path,
    keep_persons: bool,
    read_on: str | None,
    no_derived: bool,
    dry_run: bool,
    report: Path | None,
) -> None:
    """Import projects, participants and topics from CORDIS, all of them or none.

    FILES are the official archives of FP7, Horizon 2020 and Horizon Europe, folders that hold their tables, or single
    tables (CSV or Excel), of today or of years ago: a table is known by its columns. Bodies and projects that the store
    knows by their numbers stay one. Natural persons among the participants are left out and counted. Importing a file
    again changes nothing. The data are to be credited to "CORDIS, European Union" (CC BY 4.0).

    \b
    Example:
      partnergraph import cordis cordis-h2020projects-csv.zip --store office
      partnergraph import cordis fp7/ topics.csv --store office --report left-out.csv
    """
    from partnergraph.loading.freight import Manner
    from partnergraph.loading.ledger import Ledger
    from partnergraph.sources import cordis as importer

    manner = Manner(read_on, derive=not no_derived, dry_run=dry_run)
    with progress.shown() as watch:
        ledger = Ledger(watch)
        done = importer.into(store, files, ledger, manner, persons=keep_persons)
    told(ledger, report)
    click.echo(
        f"{store}: {done.new:,} new triples in {done.seconds:.1f} s; "
        f"{'it would be' if dry_run else 'now'} {done.stated:,} stated and {done.derived:,} derived",
        err=True,
    )
