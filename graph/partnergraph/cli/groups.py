"""``partnergraph groups``: which bodies belong together by their ties."""

from pathlib import Path

import click

from partnergraph.cli import candidate, wish
from partnergraph.cli.delivery import aimed, report
from partnergraph.cli.opening import opened, source
from partnergraph.cli.option import written
from partnergraph.cli.parameter import Count
from partnergraph.measures.wish import MOST_RUNS, RUNS


@click.command()
@source
@click.option(
    "--resolution",
    "resolutions",
    multiple=True,
    type=float,
    default=(1.0,),
    metavar="NUMBER",
    help="How finely: 1 if not given, above it more and smaller groups; repeatable.",
)
@click.option(
    "--runs",
    type=Count(2, MOST_RUNS),
    default=RUNS,
    show_default=True,
    help="Runs with other seeds, for the stability.",
)
@wish.choosing
@written("table, csv, json, md", candidate.REPORT)
@click.pass_context
def groups(
    context: click.Context,
    files: tuple[Path, ...],
    store: Path | None,
    resolutions: tuple[float, ...],
    runs: int,
    output: Path | None,
    form: str | None,
) -> None:
    """Tell which bodies are tied more to one another than to others, what each group shares, and how sure that is.

    Groups are found by the Leiden algorithm, and named by what sets them apart (country, type, topic, programme) and by
    those of their bodies that are tied most. Stability compares the groups of several runs, likeness the groups with
    those of one country or type: 1 is the same, 0 as by chance. docs/reading.md explains the numbers.

    The options that say which ties count are those of 'partnergraph view'; without them those of all times count,
    but for shared topics and renewals.

    Where no two bodies are tied the exit code is 1. In a pipe the answer is JSON: a list of objects with resolution,
    groups, modularity, stability, runs, alone and likeness. CSV has a row for each body, Markdown the page.

    \b
    Example:
      partnergraph groups
      partnergraph groups --resolution 0.5 --resolution 2 -f csv
      partnergraph groups --network projects --from 2015 -o groups.json
    """
    from partnergraph.cli import page
    from partnergraph.measures import overview

    aim, asked = aimed(output, form), wish.taken()
    with opened(files, store, derive=False) as graph:
        found, when = graph.groups(resolutions=resolutions, runs=runs, **asked), wish.when(graph)
        if graph.as_of or {"start", "end"} & asked.keys():
            wish.tell_undated(graph, **asked)
    none = "no two bodies are tied, so there are no groups" if not any(each.groups for each in found) else ""
    report(
        form,
        "json",
        lambda each: overview.write(found, each, when),
        lambda: page.show(overview.told(found, when)),
        lacking=none,
        aim=aim,
    )
    context.exit(1 if none else 0)
