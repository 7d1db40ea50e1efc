"""``partnergraph update``: SPARQL Update on a store on disk."""

from pathlib import Path

import click

from partnergraph.cli.importing import NO_DERIVED
from partnergraph.cli.option import KEPT
from partnergraph.cli.parameter import WORDS
from partnergraph.cli.printed import counted
from partnergraph.cli.text import read


@click.command()
@click.argument("text", metavar="UPDATE", type=WORDS)
@KEPT
@NO_DERIVED
def update(text: str, store: Path, no_derived: bool) -> None:
    """Change a store on disk with SPARQL 1.1 Update, all of it or nothing.

    UPDATE is the text itself, @FILE, or - for stdin. The standard prefixes are known. A pattern without GRAPH or WITH
    sees the default graph: what came by INSERT, by `load --add` or by an import of CORDIS or ROR. What other files say
    lies in graphs of their own (WITH graph:file/...), until they are loaded again. Derived ties are brought up to date
    afterwards. The shipped network cannot be changed, and LOAD and SERVICE are refused.

    \b
    Example:
      partnergraph update "INSERT DATA { body:esr skos:altLabel 'E.S.R.' }" --store office
      partnergraph update 'DELETE WHERE { body:esr skos:altLabel ?name }' --store office
    """
    from partnergraph.storage import update as updating

    done = updating.apply(store, read(text), derive=not no_derived)
    least = "" if done.exact else "at least "
    click.echo(
        f"{store}: {least}{counted(done.came, 'triple')} came, {least}{done.went:,} went; "
        f"now {done.stated:,} stated and {done.derived:,} derived",
        err=True,
    )
    if done.exact and not done.came and not done.went:
        click.echo("nothing changed; what a file says lies in a graph of its own: name it with WITH or GRAPH", err=True)
