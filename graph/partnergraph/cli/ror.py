"""``partnergraph import ror``: the Research Organization Registry."""

from pathlib import Path

import click

from partnergraph.cli import progress
from partnergraph.cli.importing import ADD, DRY_RUN, RELEASE, REPORT, renewed, told
from partnergraph.cli.shared import KEPT, PLACE


@click.command()
@click.argument("files", nargs=-1, required=True, type=PLACE)
@KEPT
@click.option("--read-on", metavar="DATE", help="The day on which the files were got, YYYY-MM-DD (that of each file).")
@click.option("--no-derived", is_flag=True, help="Keep no ties that rules derive.")
@DRY_RUN
@ADD
@RELEASE
@REPORT
def ror(
    files: tuple[Path, ...],
    store: Path,
    read_on: str | None,
    no_derived: bool,
    dry_run: bool,
    add: bool,
    release: str,
    report: Path | None,
) -> None:
    """Import bodies from a dump of the Research Organization Registry (ROR), all of them or none.

    FILES are dumps of version 2 or 1: the zip file, or the JSON or CSV in it. Names come in all languages, with places,
    other identifiers, status, parents and successors. A body that the store knows by its identifier stays one.
    The data are in the public domain (CC0).

    A newer dump takes the place of the one before it: what it says no more goes, what is new comes, and both are told.
    What others say stays, as do your own edits and accepted matches.

    \b
    Example:
      partnergraph import ror v2.2-2026-10-ror-data.zip --store office
    """
    from partnergraph.loading.freight import Manner
    from partnergraph.loading.ledger import Ledger
    from partnergraph.sources import ror as importer

    manner = Manner(read_on, derive=not no_derived, dry_run=dry_run, add=add, release=release)
    with progress.shown() as watch:
        ledger = Ledger(watch)
        done = importer.into(store, files, ledger, manner)
    told(ledger, report)
    renewed(store, done, dry_run=dry_run)
