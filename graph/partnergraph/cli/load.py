"""``partnergraph load``: RDF files into a store on disk."""

from pathlib import Path

import click

from partnergraph.cli.shared import KEPT, PLACE


@click.command()
@click.argument("files", nargs=-1, required=True, type=PLACE)
@KEPT
@click.option("--no-derived", is_flag=True, help="Keep no ties that rules derive.")
def load(files: tuple[Path, ...], store: Path, no_derived: bool) -> None:
    """Load RDF files into a store on disk, all of them or none.

    The folder is made if there is none. What the files state comes to what is there, and the ties that rules derive are
    brought up to date. Loading a file again changes nothing. When the counts are told, all of it is on disk; a broken
    file, a full disk or a crash leaves the store as it was.

    \b
    Example:
      partnergraph load partners.ttl --store office
      partnergraph load partners.ttl --store office --no-derived
    """
    from partnergraph import load as loading

    done = loading.files(store, files, derive=not no_derived)
    rate = f" ({done.new / done.seconds:,.0f} a second)" if done.new else ""
    click.echo(
        f"{store}: {done.new:,} new triples in {done.seconds:.1f} s{rate}; "
        f"now {done.stated:,} stated and {done.derived:,} derived",
        err=True,
    )
