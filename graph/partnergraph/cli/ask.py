"""``partnergraph ask``: named questions."""

from pathlib import Path

import click

from partnergraph.cli.shared import WORDS, listing, opened, show, source


@click.command()
@click.argument("word", metavar="[NAME]", required=False)
@source
@click.option(
    "-p", "--param", "params", nargs=2, type=(str, WORDS), multiple=True, metavar="NAME VALUE", help="Set a parameter."
)
@click.option("-f", "--format", "form", metavar="FORMAT", help="table, json, xml, csv, tsv, md.")
@click.option("--show", "showing", is_flag=True, help="Print the question's SPARQL instead of asking it.")
def ask(
    word: str | None,
    files: tuple[Path, ...],
    store: Path | None,
    params: tuple[tuple[str, str], ...],
    form: str | None,
    showing: bool,
) -> None:
    """Ask a named question; without NAME list the questions.

    A parameter that is a body or thing takes its name, acronym, prefixed name or IRI.

    \b
    Example:
      partnergraph ask
      partnergraph ask partners-of -p body EORTC
    """
    from partnergraph import question

    if word is None:
        if params or showing:
            raise click.UsageError("name a question for -p and --show; 'partnergraph ask' lists them")
        listing(question.listing(), form)
    elif showing:
        click.echo(question.find(word).text, nl=False)
    else:
        with opened(files, store) as graph:
            show(graph.stream(question.find(word).bound(graph.store, dict(params))), form)
