"""``partnergraph rank``: bodies by their place in the network."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from partnergraph.cli import candidate, wish
from partnergraph.cli.delivery import aimed, report
from partnergraph.cli.opening import opened, source
from partnergraph.cli.option import written
from partnergraph.cli.parameter import Count
from partnergraph.cli.printed import print_table
from partnergraph.measures.wish import MEASURES

if TYPE_CHECKING:
    from partnergraph.knowledge import KnowledgeGraph
    from partnergraph.values.table import Table

_PAGE = 20  # bodies that a terminal shows unless more are asked for


@click.command()
@click.pass_context
@source
@click.option(
    "--by",
    default="strength",
    show_default=True,
    metavar="MEASURE",
    shell_complete=candidate.MEASURE,
    help=f"{', '.join(MEASURES)}.",
)
@click.option("--top", type=Count(1), help="Only so many; on a terminal 20 without it.")
@wish.choosing
@wish.weighing
@wish.spreading
@written("table, csv, json, md", candidate.REPORT)
def rank(
    context: click.Context,
    files: tuple[Path, ...],
    store: Path | None,
    by: str,
    top: int | None,
    output: Path | None,
    form: str | None,
) -> None:
    """Rank bodies by a measure of their place in the network, each with what the value means for it.

    Bodies are tied in pairs by what they have in common; the options that say which ties count are those of
    'partnergraph view', and --group-by says over which groups participation is spread. What ties is no partner of those
    that it ties, even where it is a body (a network that is funded); 'partnergraph chart' counts that as a tie too. See
    docs/measures.md. In a pipe the answer is CSV with all bodies. Without --as-of, --from or --to the ties of all times
    count. Where nothing is left the exit code is 1.

    \b
    Example:
      partnergraph rank --by betweenness --top 5
      partnergraph rank --network agreements --network projects -o places.csv
      partnergraph rank --by participation --group-by country --from 2015
    """
    from partnergraph.writing import sheet

    aim = aimed(output, form)
    with opened(files, store) as graph:
        table, day, when = graph.rank(**wish.ranking(by)), graph.as_of, wish.when(graph)
        _tell(graph)
        untied = 0 if wish.taken().keys() - {"weight", "group_by"} else graph.untied()
    if not table:
        asked = f"known by {day}" if day else "asked for"
        click.echo(f"nothing is left: none of the ties that were {asked} is one of bodies", err=True)
        context.exit(1)
    report(
        form,
        "csv",
        lambda each: sheet.write(_first(table, top, untied), each),
        lambda: _show(_first(table, top or _PAGE, untied), f"By {by}, {when}"),
        aim=aim,
    )


def _show(table: "Table", head: str) -> None:
    click.echo(head)
    print_table(table.pick("place", "body", "value", "meaning"), count=False)


def _tell(graph: "KnowledgeGraph") -> None:
    """Say how many ties have no date, where a time or a day was asked for."""
    asked = wish.taken()
    if not (graph.as_of or {"start", "end"} & asked.keys()):
        return
    filters = {name: value for name, value in asked.items() if name not in {"weight", "group_by"}}
    if undated := graph.undated(**filters):
        wish.tell_dateless(undated)


def _first(table: "Table", most: int | None, untied: int) -> "Table":
    """Give the first rows of a table, and say how many there are, and how many bodies nothing ties."""
    from partnergraph.values import count

    rows = table.rows[:most]
    more = f"; {untied:,} more that nothing ties {'has' if untied == 1 else 'have'} no place" if untied else ""
    click.echo(f"{len(rows):,} of {count.of(len(table), 'body', 'bodies')}{more}", err=True)
    return replace(table, rows=rows)
