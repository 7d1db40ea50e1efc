"""``partnergraph ask``: named questions."""

import shlex
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import click

from partnergraph.cli import candidate
from partnergraph.cli.answer import answering, give, manner
from partnergraph.cli.delivery import report, standard_output
from partnergraph.cli.opening import opened, source
from partnergraph.cli.option import QUESTIONS, VALUES
from partnergraph.cli.printed import print_table, printable

if TYPE_CHECKING:
    from partnergraph.questions.question import Question

_INPUT = 3  # the exit code where a file cannot be read


@click.command()
@click.argument("word", metavar="[NAME]", required=False, shell_complete=candidate.questions)
@source
@VALUES
@QUESTIONS
@click.option("--show", "showing", is_flag=True, help="Tell all about the question instead of asking it.")
@answering
def ask(
    word: str | None,
    files: tuple[Path, ...],
    store: Path | None,
    values: dict[str, str],
    folders: tuple[Path, ...],
    showing: bool,
) -> None:
    """Ask a named question; without NAME list the questions.

    A parameter that is a body or thing takes its name, acronym, prefixed name or IRI; dates and numbers are written as
    --show tells. One in brackets in the list may be left out, as may "-of" at the end of NAME. On a terminal the answer
    is a table, in a pipe CSV; graphs are Turtle.

    --show tells purpose, parameters, columns and SPARQL; in a pipe it gives the SPARQL alone, with the values of -p in
    it, as 'partnergraph query -' reads it. --questions adds questions of your own, files with a header like that of the
    shipped ones; where two have one name, using it is an error. A broken file is named with its line after the list,
    and the exit code is 3.

    \b
    Example:
      partnergraph ask
      partnergraph ask partners-of -p body EORTC -p year 2014
      partnergraph ask partners-of --show
      partnergraph ask members --questions my-questions -p network ESR
    """
    from partnergraph.questions import question

    if word is None:
        if values or showing or manner().output is not None:
            raise click.UsageError("name a question for -p, -o and --show; 'partnergraph ask' lists them")
        _list(folders)
        return
    asked = question.find(word, folders)
    if showing and not values and standard_output().isatty():
        _describe(asked)
    elif showing and not values:
        click.echo(asked.text, nl=False)
    else:
        with opened(files, store) as graph:
            bound = asked.bound(graph.store, values, today=graph.as_of)
            if showing:
                click.echo(bound, nl=False)
            else:
                give(lambda most: graph.stream(bound, most=most))


def _list(folders: tuple[Path, ...]) -> None:
    """List the questions, then complain of each file that is none."""
    from partnergraph.questions import question
    from partnergraph.writing import sheet

    found = question.collect(folders)
    table = question.listing(found.questions)
    report(manner().form, "csv", lambda each: sheet.write(table, each), lambda: print_table(table))
    for complaint in found.complaints:
        click.echo(f"Error: {complaint}", err=True)
    if found.complaints:
        click.get_current_context().exit(_INPUT)


def example(asked: "Question") -> str:
    """Give a command line that asks a question."""
    words = [word for each in asked.parameters for word in ("-p", each.name, each.usual) if not each.optional]
    return shlex.join(["partnergraph", "ask", asked.name, *words])


def _describe(asked: "Question") -> None:
    """Print all about a question, for people."""
    from partnergraph.writing import sheet

    click.echo(f"{click.style(asked.name, bold=True)}: {printable(asked.summary)}\n")
    if asked.description:
        click.echo(f"{click.wrap_text(printable(asked.description), shutil.get_terminal_size().columns)}\n")
    if asked.parameters:
        rows = [
            (each.name, each.type, "optional" if each.optional else each.default or "needed", each.usual, each.meaning)
            for each in asked.parameters
        ]
        print_table(sheet.of(("parameter", "type", "default", "example", "meaning"), rows), count=False)
        click.echo()
    print_table(sheet.of(("column", "meaning"), list(asked.columns.items())), count=False)
    click.echo(f"\n{click.style('Example:', bold=True)}\n  {example(asked)}\n")
    click.echo(printable(asked.query), nl=False)
