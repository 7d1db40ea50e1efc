"""``partnergraph ask``: named questions."""

from pathlib import Path

import click

from partnergraph.cli import candidate
from partnergraph.cli.answer import answering, give, manner
from partnergraph.cli.shared import WORDS, opened, print_table, report, source


@click.command()
@click.argument("word", metavar="[NAME]", required=False, shell_complete=candidate.questions)
@source
@click.option(
    "-p",
    "--param",
    "params",
    nargs=2,
    type=(str, WORDS),
    multiple=True,
    metavar="NAME VALUE",
    shell_complete=candidate.parameters,
    help="Set a parameter.",
)
@click.option("--show", "showing", is_flag=True, help="Print the question's SPARQL instead of asking it.")
@answering
def ask(
    word: str | None,
    files: tuple[Path, ...],
    store: Path | None,
    params: tuple[tuple[str, str], ...],
    showing: bool,
) -> None:
    """Ask a named question; without NAME list the questions.

    A parameter that is a body or thing takes its name, acronym, prefixed name or IRI.

    \b
    Example:
      partnergraph ask
      partnergraph ask partners-of -p body EORTC
    """
    from partnergraph import question, sheet

    if word is None:
        if params or showing:
            raise click.UsageError("name a question for -p and --show; 'partnergraph ask' lists them")
        listed = question.listing()
        report(manner().form, "csv", lambda each: sheet.write(listed, each), lambda: print_table(listed))
    elif showing:
        click.echo(question.find(word).text, nl=False)
    else:
        with opened(files, store) as graph:
            bound = question.find(word).bound(graph.store, dict(params))
            give(lambda most: graph.stream(bound, max_rows=most))
