"""``partnergraph chart``: a network in numbers, as pictures and tables."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from partnergraph.cli import candidate, wish
from partnergraph.cli.delivery import deliver, report, reserve
from partnergraph.cli.opening import opened, source
from partnergraph.cli.option import Command, written
from partnergraph.cli.parameter import WORDS
from partnergraph.cli.printed import print_first

if TYPE_CHECKING:
    import networkx as nx

    from partnergraph.chart import Chart
    from partnergraph.knowledge import KnowledgeGraph
    from partnergraph.networks.wish import By


def _worded(flag: str, words: tuple[str, ...], metavar: str, told: str) -> Any:  # noqa: ANN401 - click's own
    """Give an option that takes one of some words, the first without it."""
    return click.option(flag, type=click.Choice(words), default=words[0], show_default=True, metavar=metavar, help=told)


def _drawing(command: Command) -> Command:
    """Add the options that say which ties are drawn, where to and how."""
    options = (
        source,
        written("svg, csv, json, md, table", candidate.CHART),
        wish.choosing,
        click.option("--title", type=WORDS, help="What the network is called."),
        _worded("--lang", ("en", "de", "fr"), "LANG", "Of the picture: en, de or fr."),
        _worded("--theme", ("auto", "light", "dark"), "THEME", "Of the picture: auto, light or dark."),
    )
    for option in reversed(options):
        command = option(command)
    return command


@click.group()
def chart() -> None:
    """Draw a network in numbers: over the years, by partners, between countries and groups.

    A chart is an SVG file that any browser, word processor and page shows, light or dark as its reader likes, or the
    numbers that it draws. Without -o a terminal shows the numbers, and a pipe gets them as CSV. Where nothing is left,
    nothing is written, and the exit code is 1. A body that ties others by itself (a network that is funded) is tied to
    them here as the picture shows it, but not in 'partnergraph rank'. See docs/charts.md.

    \b
    Example:
      partnergraph chart timeline -o timeline.svg
      partnergraph chart countries --network projects -o countries.svg
    """


@chart.command()
@_drawing
def timeline(**given: Any) -> None:  # noqa: ANN401 - click's own
    """Draw what begins, is in force and ends in each year, by kind of tie.

    An agreement or a project counts once, however many bodies it ties. What has no end goes on, but an event is over
    with its day; what has no date at all is left out, and stderr says how much.

    \b
    Example:
      partnergraph chart timeline -o timeline.svg
      partnergraph chart timeline --kind agreement -f csv
    """
    from partnergraph import chart

    _show(given, lambda graph: chart.timeline(_network(graph, counting=False)))


@chart.command()
@_drawing
def degrees(**given: Any) -> None:  # noqa: ANN401 - click's own
    """Draw which share of the bodies has so many partners or more, on logarithmic axes.

    \b
    Example:
      partnergraph chart degrees -o degrees.svg
      partnergraph chart degrees --network agreements -f csv
    """
    from partnergraph import chart

    _show(given, lambda graph: chart.degrees(_network(graph)))


@chart.command()
@wish.weighing
@_drawing
def countries(**given: Any) -> None:  # noqa: ANN401 - click's own
    """Draw how much ties the bodies of each two countries, and those of one, as a matrix.

    A cell is the weight of the pairs of bodies in sum. 18 countries are drawn, the least tied of more as one; CSV and
    JSON have them all. The share of the weight within countries is that of the ties of which both countries are known;
    how much has an end of unknown country is told beside it.

    \b
    Example:
      partnergraph chart countries -o countries.svg
      partnergraph chart countries --kind project --weight count -f csv
    """
    from partnergraph import chart

    _show(given, lambda graph: chart.groups(_network(graph), "country"))


@chart.command()
@wish.weighing
@wish.mixing
@_drawing
def groups(**given: Any) -> None:  # noqa: ANN401 - click's own
    """Draw how much ties the bodies of each two groups, and those of one, as a matrix: the mixing of the network.

    Groups are communities (the usual), types or countries, as --group-by says; communities are those of 'partnergraph
    groups', each called by its number there and by the two of its bodies that are tied most. 18 groups are drawn, the
    last of more as one; CSV and JSON have all.

    \b
    Example:
      partnergraph chart groups -o groups.svg
      partnergraph chart groups --group-by type -f csv
    """
    from partnergraph import chart

    by = wish.taken().get("group_by", "community")
    _show(given, lambda graph: chart.groups(_network(graph, by="community" if by == "community" else None), by))


def _network(graph: "KnowledgeGraph", *, counting: bool = True, by: "By | None" = None) -> "nx.MultiGraph[str]":
    """Give the network that a page draws: in full, or in pairs where they are counted; perhaps with groups."""
    asked = wish.chosen()
    if by:
        asked["group_by"] = by
    if asked.get("weight", "newman") == "newman":
        asked.pop("weight", None)
    else:
        asked["projection"] = True
    network = graph.network(**asked)
    if counting and "projection" not in asked:
        _count(network)
    wish.tell(network, counting=counting)
    return network


def _count(network: "nx.MultiGraph[str]") -> None:
    """Count of what has no date, or no start, that alone which ties two bodies: of these is what is drawn."""
    from partnergraph.networks import bond
    from partnergraph.ties import selection

    for name, test in (("undated", selection.dateless), ("unbegun", selection.unbegun)):
        if network.graph[name]:
            network.graph[name] = bond.dated(network, test, tying=True)


def _show(given: dict[str, Any], of: "Callable[[KnowledgeGraph], Chart]") -> None:
    """Draw a chart of the graph that is meant, or show its numbers."""
    from partnergraph import chart
    from partnergraph.networks import composition
    from partnergraph.values import count
    from partnergraph.writing import format

    output, form = given["output"], given["form"]
    named = form if form != "table" else None
    chosen = format.find(named, format.CHARTS, "table") if named else None
    if output and str(output) != "-" and not chosen:
        chosen = format.of_path(output, format.CHARTS)
    target = reserve(output or Path("-"))
    with opened(given["files"], given["store"]) as graph:
        found, title = of(graph), given["title"] or graph.title
        wishes = composition.told(wish.chosen())
    undated = found.undated if isinstance(found, chart.Course) else 0
    if not chart.table(found):
        words = f"{count.of(undated, 'tie')} without a date" if undated else "no body is tied by what was asked for"
        click.echo(f"nothing is left: {words}", err=True)
        click.get_current_context().exit(1)
    if undated:
        click.echo(f"without a date, and left out: {undated:,}", err=True)
    if chosen not in {format.SVG, format.RECORDS, format.MARKDOWN}:
        for said in chart.sums(found, given["lang"]):
            click.echo(said, err=True)
    drawn = {"title": title, "facts": {"wishes": wishes}, "lang": given["lang"], "theme": given["theme"]}
    if output or chosen is format.SVG:
        deliver(chart.write(found, chosen or format.CSV, **drawn), target)
    else:
        report(form, "csv", lambda each: chart.write(found, each, lang=given["lang"]), lambda: _page(found))


def _page(found: "Chart") -> None:
    """Show the first numbers of a chart, and say how many there are."""
    from partnergraph import chart

    print_first(chart.table(found))
