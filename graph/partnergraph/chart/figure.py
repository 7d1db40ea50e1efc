"""Figures: the course, the degree distribution and the mixing of a network as pictures, in the words of a language."""

from collections.abc import Iterator, Sequence

from partnergraph.chart import axis, mixing
from partnergraph.chart.course import Course, Kind, dense, gathered, since
from partnergraph.chart.degree import Degrees
from partnergraph.chart.mixing import Group, Mixing
from partnergraph.chart.picture import MARGIN, WIDTH, Picture, box, clipped, extent, legend, number, rule, text
from partnergraph.networks.exchange.markup import element, inside
from partnergraph.view import look
from partnergraph.view.words import Words

LEFT, RIGHT = 64, WIDTH - MARGIN
MOST = 18  # groups of a matrix that are drawn, those that are put together among them
COLUMNS = 200  # of a course that are drawn; more years are put together
_HIGH, _LOW = 220.0, 180.0  # px of the plots of a course
_DOTS = 380.0  # px of the plot of a distribution
_SIGNS = 26  # of the name of a group


Row = tuple[str, str, int]
"""What of the kinds is drawn, the word for that, and whether upwards (1) or downwards (-1)."""


def course(found: Course, heading: str, words: Words) -> Picture:
    """Draw what is in force in each year, and below what begins and ends, kind upon kind.

    >>> course(Course((), ()), "A", Words()).title
    'Timeline: A'
    """
    title = words.say("chartOf", chart=words.say("chartTimeline"), network=heading)
    notes = [words.say("chartCounts")]
    if found.undated:
        notes.append(words.say("chartUndated", n=found.undated))
    if not found.years:
        return Picture(title, (*notes, words.say("chartNoDates")), 0, ())
    first, (found, begun) = found.years[0], since(found, dense(found))
    if found.years[0] > first:
        notes.append(words.say("chartEarlier", n=begun, first=str(first), last=str(found.years[0] - 1)))
    found, size = gathered(found, COLUMNS)
    if size > 1:
        notes.append(words.say("chartYears", n=size))
    looks = look.kinds(kind.iri for kind in found.kinds)
    order = [kind for iri in looks for kind in found.kinds if kind.iri == iri and any(kind.running)]
    inks = {f"kind-{place}": (looks[kind.iri].light, looks[kind.iri].dark) for place, kind in enumerate(order)}
    parts, low = legend(
        (ink, words.term(kind.name) or words.say("relation")) for ink, kind in zip(inks, order, strict=True)
    )
    spans = [f"{year}–{year + size - 1}" if size > 1 else str(year) for year in found.years]
    high = _plot(spans, order, words, (low + 16, _HIGH), (("running", "chartRunning", 1),))
    both = (("begun", "chartBegun", 1), ("ended", "chartEnded", -1))
    ends = _plot(spans, order, words, (low + _HIGH + 70, _LOW), both)
    years = list(_years(found, size, low + _HIGH + _LOW + 70))
    return Picture(title, tuple(notes), low + _HIGH + _LOW + 108, (*parts, *high, *ends, *years), inks)


def _plot(
    spans: Sequence[str], kinds: Sequence[Kind], words: Words, place: tuple[float, float], rows: Sequence[Row]
) -> Iterator[str]:
    """Draw one plot of columns, from its top as high as it is told."""
    top, height = place
    highest = [sum(each) for name, *_ in rows for each in zip(*(getattr(kind, name) for kind in kinds), strict=True)]
    marks, down = axis.counts(max(highest), 4), any(way < 0 for *_, way in rows)
    scale, zero = height / marks[-1] / (1 + down), top + height / (1 + down)
    for mark in [*marks, *(-mark for mark in marks[1:] if down)]:
        yield rule((LEFT, zero - mark * scale, RIGHT - LEFT, 0), "rule" if mark else "muted")
        yield text(words.number(abs(mark)), LEFT - 8, zero - mark * scale + 4, "muted", anchor="end")
    for name, said, way in rows:
        yield text(words.say(said), LEFT, top - 8 if way > 0 else top + height + 32, "ink", weight="600")
        counts = [getattr(kind, name) for kind in kinds]
        yield from _columns(
            spans, counts, [f"{words.say(said)}: {words.term(kind.name)}" for kind in kinds], (zero, way * scale)
        )


def _columns(
    spans: Sequence[str], counts: Sequence[Sequence[int]], said: Sequence[str], scale: tuple[float, float]
) -> Iterator[str]:
    """Draw the columns of each year, kind upon kind, from the zero of a scale on by so much a piece."""
    (zero, step), wide = scale, (RIGHT - LEFT) / len(spans)
    for at, span in enumerate(spans):
        edge = zero
        for place, own in enumerate(counts):
            if own[at]:
                after = edge - own[at] * step
                area = (LEFT + (at + 0.08) * wide, min(edge, after), 0.84 * wide, abs(after - edge))
                yield box(area, f"kind-{place}", f"{span}, {said[place]} {own[at]}")
                edge = after


def _years(found: Course, size: int, y: float) -> Iterator[str]:
    first, wide = found.years[0], (RIGHT - LEFT) / len(found.years)
    for year in axis.years(range(first, found.years[-1] + size)):
        middle = LEFT + ((year - first) // size + 0.5) * wide
        yield text(str(year), middle, y + 14, "muted", anchor="middle")


def degrees(found: Degrees, heading: str, words: Words) -> Picture:
    """Draw which share of the bodies has so many partners or more, on logarithmic axes.

    >>> degrees(Degrees(((1, 2), (2, 2))), "A", Words()).notes[0]
    '4 bodies with 1.5 partners on average; median 1.5, most 2.'
    """
    title = words.say("chartOf", chart=words.say("chartDegrees"), network=heading)
    most = found.counts[-1][0] if found.counts else 0
    notes = [words.say("chartPartners", n=found.bodies, mean=round(found.mean, 1), median=found.median, most=most)]
    if found.alone:
        notes.append(words.say("chartAlone", n=found.alone))
    dots = [(degree, share) for degree, share in found.shares if degree]
    if not dots:
        return Picture(title, tuple(notes), 0, ())
    right, low = axis.powers(1, dots[-1][0]), axis.powers(dots[-1][1], 1)
    placed = [(_across(degree, right), _down(share, low)) for degree, share in dots]
    steps = "".join(f"{'L' if place else 'M'}{number(x)} {number(y)}" for place, (x, y) in enumerate(placed))
    parts = [*_scales(right, low, words), element("path", class_="line accent", d=steps)]
    for (degree, share), (x, y) in zip(dots, placed, strict=True):
        told = words.say("chartShare", n=degree, share=words.number(round(share * 100, 2)))
        parts.append(inside("circle", [element("title", told)], class_="accent", cx=number(x), cy=number(y), r="3.5"))
    return Picture(title, tuple(notes), _DOTS + 68, tuple(parts))


def _across(degree: float, marks: Sequence[float]) -> float:
    return LEFT + axis.logarithmic(degree, marks[0], marks[-1]) * (RIGHT - LEFT)


def _down(share: float, marks: Sequence[float]) -> float:
    return 24 + (1 - axis.logarithmic(share, marks[0], marks[-1])) * _DOTS


def _scales(right: Sequence[float], low: Sequence[float], words: Words) -> Iterator[str]:
    for mark in right:
        yield rule((_across(mark, right), 24, 0, _DOTS))
        yield text(words.number(mark), _across(mark, right), _DOTS + 42, "muted", anchor="middle")
    for mark in low:
        yield rule((LEFT, _down(mark, low), RIGHT - LEFT, 0))
        yield text(f"{words.number(mark * 100)} %", LEFT - 8, _down(mark, low) + 4, "muted", anchor="end")
    yield text(words.say("chartShareAxis"), LEFT, 12, "ink", weight="600")
    yield text(words.say("chartPartnersAxis"), RIGHT, _DOTS + 62, "ink", anchor="end", weight="600")


def matrix(found: Mixing, heading: str, words: Words) -> Picture:
    """Draw a mixing as a square of cells, the darker the more ties there are between two groups.

    >>> matrix(Mixing("country", (), {}), "A", Words()).title
    'Ties between countries: A'
    """
    chart = words.say({"country": "chartCountries", "type": "chartTypes", "community": "chartGroups"}[found.by])
    title = words.say("chartOf", chart=chart, network=heading)
    drawn = mixing.merged(found, MOST)
    if not drawn.cells:
        return Picture(title, (words.say("chartNoTies"),), 0, ())
    names = [_called(group, words) for group in drawn.groups]
    heads = [_head(group, name, found.by) for group, name in zip(drawn.groups, names, strict=True)]
    left = MARGIN + min(_SIGNS, max(map(len, names))) * extent("x") + 8
    top = 24 + min(_SIGNS, max(map(len, heads))) * extent("x") if found.by == "type" else 24
    side = min(34.0, (RIGHT - left) / len(names))
    parts = [*_heads(names, heads, (left, top, side)), *_cells(drawn, names, (left, top, side), words)]
    return Picture(title, (*sums(found, words), words.say("chartShades")), top + side * len(names), tuple(parts))


def sums(found: Mixing, words: Words) -> Iterator[str]:
    r"""Say which share of the ties lies within groups, of how much that is not known, and the assortativity.

    >>> groups = (Group("AT", 2, 1.0), Group("", 1, 3.0))
    >>> print(*sums(Mixing("country", groups, {(0, 0): 1.0, (0, 1): 3.0}), Words()), sep="\n")
    100% of the ties between bodies of known group, by weight, lie within a group.
    75% of all ties, by weight, have an end of unknown group.
    """
    if found.within is not None:
        yield words.say("chartWithinKnown" if found.unknown else "chartWithin", share=round(found.within * 100, 1))
    if found.unknown:
        yield words.say("chartUnknownEnds", share=round(found.unknown * 100, 1))
    if found.assortativity is not None:
        yield words.say("chartAssortativity", value=round(found.assortativity, 3))


def _called(group: Group, words: Words) -> str:
    """Give the name of a group in the words of a language."""
    if group.stands_for > 1:
        return words.say("chartOthers", n=group.stands_for)
    return words.term(group.name) or words.say("chartUnknown")


def _head(group: Group, name: str, by: str) -> str:
    """Give the name of a group above its column: of a community its number."""
    if group.stands_for > 1 or not group.name:
        return f"+{group.stands_for}" if group.name else "?"
    return name.partition(" ")[0] if by == "community" else name


def _heads(names: Sequence[str], heads: Sequence[str], place: tuple[float, float, float]) -> Iterator[str]:
    left, top, side = place
    turned = top > MARGIN
    for at, (name, head) in enumerate(zip(names, heads, strict=True)):
        middle = (at + 0.5) * side
        yield text(clipped(name, _SIGNS), left - 8, top + middle + 4, "ink", anchor="end")
        if turned:
            yield text(clipped(head, _SIGNS), left + middle + 4, top - 6, "ink", turned=True)
        else:
            yield text(clipped(head, 6), left + middle, top - 6, "ink", anchor="middle")


def _cells(found: Mixing, names: Sequence[str], place: tuple[float, float, float], words: Words) -> Iterator[str]:
    left, top, side = place
    most = max(found.cells.values())
    for row, one in enumerate(names):
        for column, other in enumerate(names):
            weight = found.cells.get((min(row, column), max(row, column)), 0.0)
            x, y = left + column * side, top + row * side
            told = f"{one} – {other}: {words.number(round(weight, 2))}"
            shade = 0.08 + 0.42 * (weight / most) ** 0.5 if weight else 0.35
            area = (x + 0.5, y + 0.5, side - 1, side - 1)
            yield box(area, "accent" if weight else "rule", told, opacity=shade)
            if weight and side > 20:
                yield text(_brief(weight, words), x + side / 2, y + side / 2 + 4, "ink", anchor="middle", size=10)


def _brief(weight: float, words: Words) -> str:
    """Give a weight in the few signs that a cell has room for."""
    if weight >= 9_999.5:
        return f"{words.number(round(weight / 1000))}k"
    return words.number(round(weight, 0 if weight >= 9.95 else 1 if weight >= 0.95 else 2))
