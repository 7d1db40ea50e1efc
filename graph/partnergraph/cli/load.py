"""``partnergraph load``: RDF files into a store on disk."""

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

import click

from partnergraph.cli import progress
from partnergraph.cli.importing import DRY_RUN, NO_DERIVED, READ, REPORT, changed, told
from partnergraph.cli.opening import tell_left_out
from partnergraph.cli.option import KEPT
from partnergraph.cli.parameter import PLACE, WORDS
from partnergraph.cli.printed import counted

if TYPE_CHECKING:
    from partnergraph.loading.load import Load


@click.command()
@click.argument("files", nargs=-1, required=True, type=PLACE)
@KEPT
@NO_DERIVED
@DRY_RUN
@click.option(
    "--add", is_flag=True, help="Add to the default graph, and replace nothing: the quickest way for large dumps."
)
@click.option("--graph", metavar="IRI", type=WORDS, help="The graph of the file; without it one named after it.")
@click.option("--licence", metavar="IRI", type=WORDS, help="The licence of the files, kept beside them.")
@click.option("--source", metavar="URL", type=WORDS, help="Where the files come from, kept beside them.")
@READ
@REPORT
def load(
    files: tuple[Path, ...],
    store: Path,
    no_derived: bool,
    dry_run: bool,
    add: bool,
    graph: str | None,
    licence: str | None,
    source: str | None,
    read: dt.date | None,
    report: Path | None,
) -> None:
    """Load RDF files into a store on disk, all of them or none.

    The folder is made if there is none. Each file has a named graph of its own, and a record with its hash, licence,
    source and day of reading in graph:files; loaded again it takes the place of what it said before, and what came and
    went is told. With --add it comes to what is there, in the default graph; loading it again then changes nothing.

    The ties that rules derive are brought up to date. When the counts are told, all of it is on disk; a broken file, a
    full disk or a crash leaves the store as it was. Files may be packed with gzip or zip, and their content counts
    where it is plainly of another format than the name says.

    \b
    Example:
      partnergraph load partners.ttl --store office
      partnergraph load partners.ttl --store office --dry-run
      partnergraph load dump.nt --store office --add --no-derived
    """
    from partnergraph.loading import load as loading
    from partnergraph.loading.ledger import Ledger
    from partnergraph.values import span

    if add and (graph or licence or source or read):
        raise click.UsageError("--graph, --licence, --source and --read-on say something of a graph; --add makes none")
    if graph and len(files) > 1:
        raise click.UsageError("--graph names the graph of one file; load the others by themselves")
    about = loading.About(read or span.today(), licence or "", source or "", graph or "")
    tell_left_out(files)
    with progress.shown() as watch:
        ledger = Ledger(watch) if watch or report else None
        way = {"derive": not no_derived, "dry_run": dry_run}
        done = (
            loading.files(store, files, ledger=ledger, **way)
            if add
            else loading.graphs(store, files, about, ledger=ledger, **way)
        )
    if ledger and report:
        told(ledger, report)
    if isinstance(done, loading.Load):
        _tell(store, done, dry_run=dry_run)
    else:
        changed(store, done, dry_run=dry_run)


def _tell(store: Path, done: "Load", *, dry_run: bool) -> None:
    rate = f" ({done.new / done.seconds:,.0f} a second)" if done.new else ""
    came = f"{counted(done.new, 'new triple')} in {done.seconds:.1f} s{rate}"
    told, now = (f"{counted(done.new, 'triple')} would be new", "there would be") if dry_run else (came, "now")
    click.echo(f"{store}: {told}; {now} {done.stated:,} stated and {done.derived:,} derived", err=True)
