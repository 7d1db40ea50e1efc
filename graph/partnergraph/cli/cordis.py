"""``partnergraph import cordis``: what the European Commission publishes of its research projects."""

from pathlib import Path

import click

from partnergraph.cli import progress
from partnergraph.cli.importing import ADD, DRY_RUN, RELEASE, REPORT, renewed, told
from partnergraph.cli.shared import KEPT, PLACE


@click.command()
@click.argument("files", nargs=-1, required=True, type=PLACE)
@KEPT
@click.option("--keep-persons", is_flag=True, help="Take in natural persons too, who stand among the participants.")
@click.option("--read-on", metavar="DATE", help="The day on which the files were got, YYYY-MM-DD (that of each file).")
@click.option("--no-derived", is_flag=True, help="Keep no ties that rules derive.")
@DRY_RUN
@ADD
@RELEASE
@REPORT
def cordis(
    files: tuple[Path, ...],
    store: Path,
    keep_persons: bool,
    read_on: str | None,
    no_derived: bool,
    dry_run: bool,
    add: bool,
    release: str,
    report: Path | None,
) -> None:
    """Import projects, participants and topics from CORDIS, all of them or none.

    FILES are the official archives of FP7, Horizon 2020 and Horizon Europe, folders that hold their tables, or single
    tables (CSV or Excel), of today or of years ago: a table is known by its columns. Bodies and projects that the store
    knows by their numbers stay one. Natural persons among the participants are left out and counted.

    Each archive or folder is a release of the source that its name tells, day and format aside; single tables are one
    together. A newer release takes the place of the one before it: what it says no more goes, what is new comes, and
    both are told. What others say stays, as do your own edits and accepted matches. The data
    are to be credited to "CORDIS, European Union" (CC BY 4.0).

    \b
    Example:
      partnergraph import cordis cordis-h2020projects-csv.zip --store office
      partnergraph import cordis fp7/ topics.csv --store office --report left-out.csv
    """
    from partnergraph.loading.freight import Manner
    from partnergraph.loading.ledger import Ledger
    from partnergraph.sources import cordis as importer

    manner = Manner(read_on, derive=not no_derived, dry_run=dry_run, add=add, release=release)
    with progress.shown() as watch:
        ledger = Ledger(watch)
        done = importer.into(store, files, ledger, manner, persons=keep_persons)
    told(ledger, report)
    renewed(store, done, dry_run=dry_run)
