"""``partnergraph match``: which bodies are which of the registry, or one another."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from partnergraph.cli.answer import Amount
from partnergraph.cli.delivery import deliver
from partnergraph.cli.importing import DRY_RUN, changed
from partnergraph.cli.option import KEPT
from partnergraph.cli.parameter import OUTPUT, PLACE
from partnergraph.cli.printed import counted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from partnergraph.reconciliation.match import Match


@click.command()
@KEPT
@click.option("-o", "--output", type=OUTPUT, default="-", help="Write the table to this file (CSV); - is stdout.")
@click.option("--duplicates", is_flag=True, help="Look for bodies that are one among those without a ROR identifier.")
@click.option(
    "--least",
    type=Amount(0, 1),
    default=0.7,
    show_default=True,
    metavar="SCORE",
    help="Leave out candidates of a lower score.",
)
@click.option("--sure", type=Amount(0, 1), metavar="SCORE", help="Write yes from this score on; 0.9 is good.")
@click.option("--accept", type=PLACE, metavar="FILE", help="Take in what the table in this file says of matches.")
@click.option("--undo", is_flag=True, help="Take out all that was accepted or refused.")
@DRY_RUN
@click.pass_context
def match(
    ctx: click.Context,
    store: Path,
    output: Path,
    duplicates: bool,
    least: float,
    sure: float | None,
    accept: Path | None,
    undo: bool,
    dry_run: bool,
) -> None:
    """Find bodies of the Research Organization Registry (ROR) that bodies of a store may be.

    The registry is what `import ror` took in. The table has a row for each candidate, with a score from 0 to 1 and the
    reason, and one without a candidate for a body that nothing is like. Write yes or no into the column accept, and
    take the table in with --accept: yes makes two bodies one (owl:sameAs), no keeps them apart, and an empty cell takes
    back what was said. docs/matching.md tells how good the scores are. The exit code is 1 if there is no candidate.

    \b
    Example:
      partnergraph match --store office -o matches.csv
      partnergraph match --store office --accept matches.csv
      partnergraph match --store office --duplicates --sure 0.95 -o twins.csv
      partnergraph match --store office --undo
    """
    if accept and undo:
        raise click.UsageError("--accept takes decisions in and --undo takes them out; give one of them")
    if accept or undo:
        _decide(store, accept, dry_run=dry_run)
        return
    from partnergraph.reconciliation import candidacy
    from partnergraph.reconciliation import match as matching
    from partnergraph.storage.store import Store
    from partnergraph.writing import sheet

    with Store.open(store) as kept:
        bodies = candidacy.read(kept)
    found = (matching.among if duplicates else matching.with_registry)(bodies, least=least)
    deliver(sheet.csv_text(matching.table(found, sure=sure)), output)
    _tell(found, len(bodies.others), both=duplicates)
    ctx.exit(0 if any(each.candidate for each in found) else 1)


def _decide(store: Path, accept: Path | None, *, dry_run: bool) -> None:
    from partnergraph.reconciliation import decision
    from partnergraph.values import span

    day = span.today()
    done = (
        decision.accept(accept, store, day=day, dry_run=dry_run)
        if accept
        else decision.undo(store, day=day, dry_run=dry_run)
    )
    if accept and not any(each.came or each.went for each in done.changes) and not decision.verdicts(accept):
        click.echo(f"{accept}: no row says yes or no: nothing to take in", err=True)
        return
    changed(store, done, dry_run=dry_run)


def _tell(found: "Sequence[Match]", bodies: int, *, both: bool) -> None:
    """Say how many of the bodies that were looked at have a candidate; of duplicates ``both`` are such bodies."""
    from partnergraph.reconciliation.matching import SURE

    pairs = [(each.score, {each.body, each.candidate} if both else {each.body}) for each in found if each.candidate]
    sure = {body for score, pair in pairs for body in pair if score >= SURE}
    some = {body for _, pair in pairs for body in pair} - sure
    looked, have = counted(bodies, "body", "bodies"), "has" if len(sure) == 1 else "have"
    click.echo(
        f"{looked}: {len(sure):,} {have} a candidate of {SURE} or more, {len(some):,} of less, "
        f"{bodies - len(sure) - len(some):,} none",
        err=True,
    )
