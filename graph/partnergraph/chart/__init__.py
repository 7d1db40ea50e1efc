"""Charts: a network in numbers - its course over the years, its degree distribution, its mixing - as picture and table.

A chart is drawn of a network as ``KnowledgeGraph.network`` gives it, in full or in pairs, and so counts what its page
shows. One kind of chart is one module with ``of`` and ``table``; all are drawn here.
"""

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from partnergraph.chart import course, degree, figure, mixing, picture
from partnergraph.chart.course import Course
from partnergraph.chart.degree import Degrees
from partnergraph.chart.mixing import Mixing
from partnergraph.errors import ChoiceError
from partnergraph.values.table import Table
from partnergraph.view import THEMES, scope, words
from partnergraph.writing import format, sheet

if TYPE_CHECKING:
    from collections.abc import Mapping

    import networkx as nx

    from partnergraph.chart.picture import Picture
    from partnergraph.networks.projection import Projection
    from partnergraph.networks.wish import By
    from partnergraph.view.words import Words

Chart = Course | Degrees | Mixing

__all__ = [
    "Chart",
    "Course",
    "Degrees",
    "Mixing",
    "degrees",
    "groups",
    "partners",
    "sums",
    "table",
    "timeline",
    "write",
]


def timeline(graph: "nx.MultiGraph[str]") -> Course:
    """Give what begins, is in force and ends in each year, by kind of tie.

    >>> import networkx
    >>> timeline(networkx.MultiGraph()).years
    ()
    """
    return course.of(graph)


def degrees(graph: "nx.MultiGraph[str]") -> Degrees:
    """Give how many bodies have how many partners.

    >>> import networkx
    >>> degrees(networkx.MultiGraph([("a", "b")])).counts
    ((1, 2),)
    """
    return degree.of(graph)


def partners(pairs: "Projection") -> Degrees:
    """Give the same of pairs, also of bodies that have no partner.

    >>> from partnergraph.networks import projection
    >>> partners(projection.of([])).counts
    ()
    """
    return degree.of_pairs(pairs)


def groups(graph: "nx.MultiGraph[str]", by: "By" = "community") -> Mixing:
    """Give how much ties the bodies of each two groups, and those of one: of a country, a type or a community.

    Of a network with ``group_by="community"`` communities are the groups of ``KnowledgeGraph.groups``, else those that
    its page shows.

    >>> import networkx
    >>> groups(networkx.MultiGraph([("a", "b"), ("c", "d")])).cells
    {(0, 0): 1.0, (1, 1): 1.0}
    """
    return mixing.of(graph, by)


def table(chart: Chart) -> Table:
    """Give the numbers of a chart as a table.

    >>> table(Degrees(((1, 2),))).columns
    ('partners', 'bodies', 'share_or_more')
    """
    if isinstance(chart, Course):
        return course.table(chart)
    return degree.table(chart) if isinstance(chart, Degrees) else mixing.table(chart)


def sums(chart: Chart, lang: str = "en") -> tuple[str, ...]:
    """Say what a matrix has in sum: the share within groups, that of which it is not known, the assortativity.

    >>> sums(Degrees(((1, 2),)))
    ()
    """
    return tuple(figure.sums(chart, words.of(lang))) if isinstance(chart, Mixing) else ()


def write(  # noqa: PLR0913 (each is an option of the picture)
    chart: Chart,
    form: format.Format,
    *,
    title: str = "",
    facts: "Mapping[str, Any] | None" = None,
    lang: str = "en",
    theme: str = "auto",
) -> str:
    """Give a chart in one of ``format.CHARTS``: as SVG, or its numbers as CSV, JSON or Markdown.

    ``title`` is what the network is called, ``facts`` what it says of itself (``graph.graph``): a picture tells what
    was asked of it. ``lang`` is the language of the picture (de, en, fr), ``theme`` its paper (auto, light, dark);
    ``ChoiceError`` names those that there are. JSON and Markdown of a matrix have what its picture tells in words, too.
    The same chart gives the same bytes.

    >>> write(Degrees(((1, 2),)), format.CSV).splitlines()[1]
    '1,2,1'
    >>> write(Degrees(((1, 2),)), format.SVG, title="A").count("<circle")
    1
    """
    spoken = words.of(lang)
    if form is format.RECORDS and isinstance(chart, Mixing):
        return sheet.json(mixing.record(chart))
    if form is format.MARKDOWN and (said := sums(chart, lang)):
        return "".join(f"{sheet.escape(each)}\n\n" for each in said) + sheet.write(table(chart), form)
    if form is not format.SVG:
        return sheet.write(table(chart), form)
    if theme not in THEMES:
        raise ChoiceError(f"there is no theme {theme!r}; a chart knows {', '.join(THEMES)}")
    drawn = _drawn(chart, title, spoken)
    told = scope.told(facts or {}, spoken)
    return picture.svg(replace(drawn, notes=(told, *drawn.notes)) if told else drawn, theme)


def _drawn(chart: Chart, title: str, spoken: "Words") -> "Picture":
    heading = title or spoken.say("title")
    if isinstance(chart, Course):
        return figure.course(chart, heading, spoken)
    return (
        figure.degrees(chart, heading, spoken) if isinstance(chart, Degrees) else figure.matrix(chart, heading, spoken)
    )
