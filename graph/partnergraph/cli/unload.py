"""``partnergraph unload``: what a source said, out of a store on disk."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from partnergraph.cli.delivery import report
from partnergraph.cli.importing import DRY_RUN, NO_DERIVED, sum_of
from partnergraph.cli.option import KEPT
from partnergraph.cli.parameter import WORDS
from partnergraph.cli.printed import counted, print_table

if TYPE_CHECKING:
    from partnergraph.loading import intake
    from partnergraph.loading.renewal import Delta


@click.command()
@click.argument("names", metavar="[NAME]...", nargs=-1, type=WORDS)
@KEPT
@DRY_RUN
@NO_DERIVED
def unload(names: tuple[str, ...], store: Path, dry_run: bool, no_derived: bool) -> None:
    """Take out what a file or release said, or tell which ones a store has.

    NAME is a file that `load` or `import tables` took in, or a release of CORDIS or ROR; without one all are listed,
    in a pipe as CSV. What other sources say too stays, and so do own changes and accepted matches. Of several names all
    are taken out, or none.

    \b
    Example:
      partnergraph unload --store office
      partnergraph unload partners.xlsx --store office --dry-run
      partnergraph unload partners.xlsx --store office
    """
    from partnergraph.loading import withdrawal

    if not names:
        _list(store)
        return
    done = withdrawal.out(store, names, derive=not no_derived, dry_run=dry_run)
    for each in done.changes:
        click.echo(_told(each, dry_run=dry_run), err=True)
    now = "there would be" if dry_run else "now"
    click.echo(f"{store}: {now} {done.stated:,} stated and {done.derived:,} derived", err=True)


def _list(store: Path) -> None:
    from partnergraph.loading import withdrawal
    from partnergraph.writing import sheet

    held = withdrawal.sources(store)
    found = sheet.of(
        ("name", "kind", "read", "graph"),
        [(each.name, "file" if each.graph else "release", each.read, each.graph) for each in held],
    )
    report(None, "csv", lambda form: sheet.write(found, form), lambda: print_table(found))


def _told(change: "intake.Change | Delta", *, dry_run: bool) -> str:
    from partnergraph.loading import intake

    if isinstance(change, intake.Change):
        return sum_of(change, dry_run=dry_run)
    went = "would go" if dry_run else "went"
    told = f"{change.source}: {counted(change.went, 'triple')} {went}, and {change.proofs_went:,} of its evidence"
    return told + (f"; {change.spared:,} stay: others speak of the thing" if change.spared else "")
