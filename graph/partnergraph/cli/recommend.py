"""``partnergraph recommend``: with whom a body might work."""

from pathlib import Path

import click

from partnergraph.cli import candidate
from partnergraph.cli.delivery import aimed, report
from partnergraph.cli.opening import opened, origin
from partnergraph.cli.option import written
from partnergraph.cli.parameter import WORDS, Count


@click.command()
@click.argument("name", type=WORDS, shell_complete=candidate.names)
@origin
@click.option("--as-of", metavar="DATE", help="The day to look from, and no tie that begins later; today without it.")
@click.option(
    "-n",
    "most",
    type=Count(1, 1000),
    default=10,
    show_default=True,
    help="Bodies that are shown.",
)
@click.option("--explain", is_flag=True, help="Show on the page how each score comes about.")
@written("table, csv, json, md", candidate.REPORT)
@click.pass_context
def recommend(
    context: click.Context,
    name: str,
    files: tuple[Path, ...],
    store: Path | None,
    as_of: str | None,
    most: int,
    explain: bool,
    output: Path | None,
    form: str | None,
) -> None:
    """Tell with whom a body is not tied yet and might well be: who shares partners and topics with it, and why.

    Who is or was tied to the body, to a unit of it, or through one of theirs, is left out. What each reason counts, and
    how well that foretells new partners, is told in docs/reading.md; a country or a type in which the body has no
    partner yet is told as well, and counts nothing. Where there is nobody, that is explained and the exit code is 1.

    In a pipe the answer is JSON: an object with iri, name, day, candidates (with score, partners, topics and reasons)
    and reason. CSV has a row for each reason, Markdown the page.

    \b
    Example:
      partnergraph recommend EIBALL
      partnergraph recommend EIBIR -n 3 --explain
      partnergraph recommend EIBALL -o partners.csv
    """
    from partnergraph.cli import page
    from partnergraph.readings import advice

    aim = aimed(output, form)
    with opened(files, store, derive=False) as graph:
        found = graph.recommend(name, most=most, as_of=as_of)
    report(
        form,
        "json",
        lambda each: advice.write(found, each, explain=explain),
        lambda: page.show(advice.told(found, explain=explain)),
        lacking=found.reason,
        aim=aim,
    )
    context.exit(0 if found.candidates else 1)
