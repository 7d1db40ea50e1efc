"""Contrasts: comparisons as text - a page for people, a table with a row for each partner or pair, or JSON."""

from collections.abc import Sequence

from partnergraph.profiles import outline
from partnergraph.profiles.outline import Item, Outline, Section
from partnergraph.readings.comparison import Comparison, Row, Weight
from partnergraph.values import count
from partnergraph.values.table import Table
from partnergraph.writing import format, sheet

_SHOWN = 10  # of each section on a page
_COLUMNS = (
    *("name", "other_name", "state", "first_ties", "second_ties", "first_strength", "second_strength"),
    *("change", "first_rank", "second_rank", "iri", "other_iri"),
)


def write(comparison: Comparison, form: format.Format) -> str:
    """Give a comparison as text: all of it as JSON, a row for each partner or pair as CSV, or Markdown.

    >>> write(Comparison("A", "B", "", False, 0, 0, 0, 1.0, 0.0, ()), format.CSV).partition(",")[0]
    'name'
    """
    if form is format.CSV:
        return sheet.write(table(comparison), form)
    return sheet.json(comparison) if form is format.RECORDS else outline.markdown(told(comparison))


def table(comparison: Comparison) -> Table:
    """Give a comparison as a table with a row for each partner or pair, the greatest change first.

    >>> len(table(Comparison("A", "B", "", False, 0, 0, 0, 1.0, 0.0, ())))
    0
    """
    return sheet.of(_COLUMNS, [_cells(comparison, row) for row in comparison.rows])


def told(comparison: Comparison) -> Outline:
    """Give a comparison as an outline for people: what one side has alone, what the other, and what both have.

    >>> told(Comparison("A", "B", "", False, 2, 1, 1, 0.5, 1.0, ())).paragraphs[0]
    '2 pairs in both, 1 in A alone, 1 in B alone: 50% of all are in both.'
    """
    each = comparison
    titles = {state: _title(each, state) for state in ("first", "second", "both")}
    counts = (
        f"{count.of(each.both, 'partner' if each.bodies else 'pair')} in both",
        f"{each.only_first:,} in {each.first} alone",
        f"{each.only_second:,} in {each.second} alone",
    )
    tied = f"The two are tied to each other, strength {each.tied:.3g}." if each.tied else ""
    sections = (_section(titles[state], [row for row in each.rows if row.state == state]) for state in titles)
    return Outline(
        title=f"{each.first} and {each.second}",
        subtitle=f"partners of {each.of}" if each.of else "",
        paragraphs=tuple(filter(None, (f"{', '.join(counts)}: {each.alike:.0%} of all are in both.", tied))),
        sections=tuple(section for section in sections if section.items),
    )


def _title(each: Comparison, state: str) -> str:
    if state == "both":
        return "In both"
    if each.overtime:
        return "Lost" if state == "first" else "Gained"
    return f"Only {each.first if state == 'first' else each.second}"


def _section(title: str, rows: Sequence[Row]) -> Section:
    rest = len(rows) - _SHOWN
    more = f"and {rest:,} more, which CSV and JSON have too" if rest > 0 else ""
    return Section(title, tuple(map(_item, rows[:_SHOWN])), more)


def _item(row: Row) -> Item:
    if row.first and row.second:
        change = f" ({row.change:+.3g})" if row.change else ""
        words = f"strength {row.first.strength:.3g} and {row.second.strength:.3g}{change}"
        return Item(" – ".join(row.names), f"{words}, place {row.first.rank:,} and {row.second.rank:,}")
    weight = row.first or row.second
    return Item(" – ".join(row.names), _weighed(weight) if weight else "")


def _weighed(weight: Weight) -> str:
    ties = "1 tie" if weight.ties == 1 else f"{weight.ties:,} ties"
    return f"{ties}, strength {weight.strength:.3g}, place {weight.rank:,}"


def _cells(comparison: Comparison, row: Row) -> tuple[str | int | float, ...]:
    sides = row.first, row.second
    states = {"both": "both", "first": "lost", "second": "gained"}
    state = states[row.state] if comparison.overtime else f"only {row.state}" if row.state != "both" else "both"
    names, iris = ((*each, "")[:2] for each in (row.names, row.iris))
    ties, strengths, ranks = (
        ["" if side is None else getattr(side, name) for side in sides] for name in ("ties", "strength", "rank")
    )
    return (*names, state, *ties, *strengths, row.change, *ranks, *iris)
