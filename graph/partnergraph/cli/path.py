"""``partnergraph path``: over whom one body can be introduced to another."""

from pathlib import Path

import click

from partnergraph.cli import candidate, wish
from partnergraph.cli.delivery import aimed, report
from partnergraph.cli.opening import opened, split, standing
from partnergraph.cli.option import written
from partnergraph.cli.parameter import Count


@click.command()
@click.argument(
    "words", metavar="NAME NAME [FILES]...", nargs=-1, required=True, shell_complete=candidate.names_or_files
)
@standing
@click.option("--as-of", metavar="DATE", help="The day on which ties have to be in force; today without it.")
@click.option("-k", "most", type=Count(1, 100), default=5, show_default=True, help="Paths that are shown.")
@click.option("--lapsed", is_flag=True, help="Count ties that have lapsed too, the less the longer ago they ended.")
@written("table, csv, json, md", candidate.REPORT)
@click.pass_context
def path(
    context: click.Context,
    words: tuple[str, ...],
    store: Path | None,
    as_of: str | None,
    most: int,
    lapsed: bool,
    output: Path | None,
    form: str | None,
) -> None:
    """Show over whom one body can be introduced to another: the best paths, with what ties the two of each step.

    A step is the better the more ties the two share, the fewer others share these, and the less long ago they were. A
    path is as good as its steps together; docs/reading.md has the formula. Ties in force count, and past events. If
    there is no path, that is explained and the exit code is 1. A word that ends like an RDF file (.ttl, .nt, …) is a
    file to ask instead of the shipped network.

    In a pipe the answer is JSON: an object with one, other, day, lapsed, ways (chance, cost, steps) and reason. CSV has
    a row for each tie, Markdown the page.

    \b
    Example:
      partnergraph path EIBALL EORTC -k 3
      partnergraph path ESR EFOMP --lapsed -o ways.csv
    """
    from partnergraph.cli import page
    from partnergraph.readings import itinerary

    names, files = split(words, 2)
    if len(names) != 2:
        raise click.UsageError("say two names before the files")
    (one, other), aim = names, aimed(output, form)
    with opened(files, store, derive=False) as graph:
        answer = graph.paths(one, other, most=most, as_of=as_of, lapsed=lapsed)
        if as_of:
            wish.tell_undated(graph)
    report(
        form,
        "json",
        lambda each: itinerary.write(answer, each),
        lambda: page.show(itinerary.told(answer)),
        lacking=answer.reason,
        aim=aim,
    )
    context.exit(0 if answer.ways else 1)
