"""The course of a network over the years: what begins, is in force and ends in each, by kind of tie.

What stands between bodies (an agreement, a project) counts once, however many it ties, and so does a line between two.
What has no end goes on, but a moment (an event, a founding) is over with its day; what has no start has always been.
What has no date at all is in no year. A pair of bodies that nothing tied for a while counts once for each time.
"""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from typing import TYPE_CHECKING, Any

from partnergraph.networks import bond
from partnergraph.values import window
from partnergraph.values.table import Table
from partnergraph.writing import sheet

if TYPE_CHECKING:
    import datetime as dt

    import networkx as nx

Days = tuple["dt.date | None", "dt.date | None"]


_SIZES = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000)  # years that one column can be


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of tie, by IRI and name: how much begins, is in force and ends in each year, and has no date."""

    iri: str
    name: str
    begun: tuple[int, ...]
    running: tuple[int, ...]
    ended: tuple[int, ...]
    undated: int


@dataclass(frozen=True, slots=True)
class Course:
    """The years from the first to the last that is told, none where no date is, and the kinds by their IRIs."""

    years: tuple[int, ...]
    kinds: tuple[Kind, ...]

    @property
    def undated(self) -> int:
        """How much has no date."""
        return sum(kind.undated for kind in self.kinds)

    @property
    def dated(self) -> int:
        """How much has one."""
        return sum(kind.begun[place] for kind in self.kinds for place in range(len(self.years)))


def of(graph: "nx.MultiGraph[str]") -> Course:
    """Give the course of a network.

    >>> import networkx
    >>> graph = networkx.MultiGraph()
    >>> _ = graph.add_edge("a", "b", start="2014", end="2015-06-30")
    >>> found = of(graph)
    >>> found.years, found.kinds[0].begun, found.kinds[0].running, found.kinds[0].ended
    ((2014, 2015), (1, 0), (1, 1), (0, 1))
    """
    names, spans = _spans(graph)
    told = [day.year for own in spans.values() for days in own for day in days if day]
    years = tuple(range(min(told), max(told) + 1)) if told else ()
    return Course(years, tuple(_kind(iri, names[iri], spans[iri], years) for iri in sorted(spans)))


def table(course: Course) -> Table:
    """Give a course as a table, a row for each year and kind of which something is told.

    >>> table(Course((2014,), (Kind("urn:k", "k", (1,), (1,), (0,), 0),))).records()
    [{'year': 2014, 'kind': 'k', 'begun': 1, 'in_force': 1, 'ended': 0, 'kind_iri': 'urn:k'}]
    """
    rows = [
        (year, kind.name, kind.begun[place], kind.running[place], kind.ended[place], kind.iri)
        for place, year in enumerate(course.years)
        for kind in course.kinds
        if kind.begun[place] or kind.running[place] or kind.ended[place]
    ]
    return sheet.of(("year", "kind", "begun", "in_force", "ended", "kind_iri"), rows)


def dense(course: Course) -> int:
    """Give the year from which on an axis is worth its room; 0 where there are no years.

    Of all that begins, one in twenty at most does so before it, and one year in five or more lies before it; else it is
    the first year. The page keeps to the same rule (``years.js``).

    >>> dense(Course((1990, 1991, 1992), (Kind("urn:k", "k", (0, 0, 9), (1, 1, 9), (0, 0, 0), 0),)))
    1992
    """
    begun = [sum(kind.begun[place] for kind in course.kinds) for place in range(len(course.years))]
    few = sum(begun) // 20
    place = next((place for place, before in enumerate(accumulate(begun)) if before > few), 0)
    return course.years[place if place >= len(begun) / 5 else 0] if begun else 0


def since(course: Course, year: int) -> tuple[Course, int]:
    """Give a course without the years before one, and how much begins in them.

    >>> since(Course((2014, 2015), (Kind("urn:k", "k", (1, 0), (1, 1), (0, 1), 0),)), 2015)[1]
    1
    """
    place = course.years.index(year)
    kinds = tuple(
        replace(kind, begun=kind.begun[place:], running=kind.running[place:], ended=kind.ended[place:])
        for kind in course.kinds
    )
    return Course(course.years[place:], kinds), sum(sum(kind.begun[:place]) for kind in course.kinds)


def gathered(course: Course, most: int) -> tuple[Course, int]:
    """Give a course with ``most`` columns or fewer, and how many years one is: each then stands by its first year.

    What begins and ends in the years of a column is summed; what is in force is the most of one of them.

    >>> gathered(Course((2014, 2015, 2016), (Kind("urn:k", "k", (1, 0, 2), (1, 1, 2), (0, 1, 0), 0),)), 2)[0].kinds[0]
    Kind(iri='urn:k', name='k', begun=(1, 2), running=(1, 2), ended=(1, 0), undated=0)
    """
    years = course.years
    size = next(size for size in _SIZES if not years or years[-1] // size - years[0] // size < most)
    if size == 1:
        return course, 1
    firsts = tuple(range(years[0] - years[0] % size, years[-1] + 1, size))
    place = [(year - firsts[0]) // size for year in years]
    kinds = (
        replace(
            kind,
            begun=_put(kind.begun, place, sum),
            running=_put(kind.running, place, max),
            ended=_put(kind.ended, place, sum),
        )
        for kind in course.kinds
    )
    return Course(firsts, tuple(kinds)), size


def _put(counts: Sequence[int], place: Sequence[int], of: Callable[[list[int]], int]) -> tuple[int, ...]:
    parts: list[list[int]] = [[] for _ in range(place[-1] + 1)]
    for count, at in zip(counts, place, strict=True):
        parts[at].append(count)
    return tuple(map(of, parts))


def _spans(graph: "nx.MultiGraph[str]") -> tuple[dict[str, str], dict[str, list[Days]]]:
    """Give the name of each kind, and of all that ties in it the first and the last day; None is open."""
    names: dict[str, str] = {}
    lines: defaultdict[tuple[str, str], list[Days]] = defaultdict(list)
    for number, (one, other, data) in enumerate(graph.edges(data=True)):
        kind = str(data.get("kind", ""))
        told = str(data.get("kind_label", "")) or kind
        names[kind] = min(names.get(kind, told), told)
        for place, days in enumerate(_times(data)):
            lines[kind, bond.stands(graph, one, other, data) or f" {number} {place}"].append(days)
    spans: defaultdict[str, list[Days]] = defaultdict(list)
    for (kind, _), own in lines.items():
        spans[kind].append(_joined(own))
    return names, spans


def _times(data: Mapping[str, Any]) -> list[Days]:
    """Give the days of a line, each time for itself in which it was in force; times that share a year are one."""
    moment, found = bool(data.get("moment", False)), list[Days]()
    for start, end in data.get("spells") or ((data.get("start", ""), data.get("end", "")),):
        first, last = window.days(str(start), str(end), moment=moment)
        before = found[-1][1] if found else None
        if before and first and first.year <= before.year:
            found[-1] = found[-1][0], last
        else:
            found.append((first, last))
    return found


def _joined(lines: list[Days]) -> Days:
    """Give the days of what has several lines: from the first start that is known until the last has ended."""
    starts, ends = ([days[side] for days in lines] for side in (0, 1))
    return min(filter(None, starts), default=None), None if None in ends else max(filter(None, ends))


def _kind(iri: str, name: str, spans: list[Days], years: tuple[int, ...]) -> Kind:
    begun, running, ended = ([0] * len(years) for _ in range(3))
    undated = 0
    for first, last in spans:
        if first is None and last is None:
            undated += 1
            continue
        low, high = first.year if first else years[0], last.year if last else years[-1]
        begun[low - years[0]] += bool(first)
        ended[high - years[0]] += bool(last)
        for year in range(low, high + 1):
            running[year - years[0]] += 1
    return Kind(iri, name, tuple(begun), tuple(running), tuple(ended), undated)
