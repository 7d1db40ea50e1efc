"""Overviews: groupings as text - a page for people, a table with a row for each body, or JSON."""

from collections.abc import Iterator, Sequence

from partnergraph.measures.cluster import Group, Grouping
from partnergraph.profiles import outline
from partnergraph.profiles.outline import Item, Outline, Section
from partnergraph.values.table import Table
from partnergraph.writing import format, sheet

_SHOWN = 5  # members of a group on a page
_COLUMNS = ("resolution", "group", "group_name", "size", "body", "strength", "inside", "iri")
_TRAITS = {"country": "countries", "type": "types of bodies"}


def write(groupings: Sequence[Grouping], form: format.Format, when: str = "") -> str:
    r"""Give groupings as text: all of them as JSON, a row for each body as CSV, or Markdown with ``when`` they are.

    >>> write([], format.CSV)
    'resolution,group,group_name,size,body,strength,inside,iri\n'
    """
    if form is format.CSV:
        return sheet.write(table(groupings), form)
    return sheet.json(groupings) if form is format.RECORDS else outline.markdown(told(groupings, when))


def table(groupings: Sequence[Grouping]) -> Table:
    """Give groupings as a table with a row for each body, group by group.

    >>> len(table([]))
    0
    """
    rows = [
        (
            each.resolution,
            number,
            group.name,
            len(group.members),
            member.name,
            member.strength,
            member.inside,
            member.iri,
        )
        for each in groupings
        for number, group in enumerate(each.groups, 1)
        for member in group.members
    ]
    return sheet.of(_COLUMNS, rows)


def told(groupings: Sequence[Grouping], when: str = "") -> Outline:
    """Give groupings as an outline for people: a section for each resolution, an item for each group.

    ``when`` says of which time the ties are.

    >>> told([]).title
    'Groups'
    """
    return Outline("Groups", when, sections=tuple(map(_section, groupings)))


def _section(each: Grouping) -> Section:
    count = sum(len(group.members) for group in each.groups)
    words = f"{len(each.groups):,} group{'' if len(each.groups) == 1 else 's'} of {count:,} bodies"
    return Section(f"Resolution {each.resolution:g}: {words}", (_facts(each), *map(_item, each.groups)))


def _facts(each: Grouping) -> Item:
    alike = [
        f"{one.index:.2f} like {_TRAITS.get(one.trait, one.trait)} ({one.bodies:,} bodies)" for one in each.likeness
    ]
    many = "1 body is" if each.alone == 1 else f"{each.alone:,} bodies are"
    alone = f"{many} tied to no other, and in no group" if each.alone else ""
    words = f"modularity {round(each.modularity, 3) + 0.0:.3f}, stability {each.stability:.2f} over {each.runs} runs"
    return Item("As a whole", words, tuple(filter(None, (*alike, alone))))


def _item(group: Group) -> Item:
    size = len(group.members)
    words = f"{size:,} bod{'y' if size == 1 else 'ies'}, {group.inside:.0%} of their ties within"
    return Item(group.name, words, tuple(_details(group)))


def _details(group: Group) -> Iterator[str]:
    rest = len(group.members) - _SHOWN
    yield ", ".join(each.short for each in group.members[:_SHOWN]) + (f" and {rest:,} more" if rest > 0 else "")
    if group.common:
        shared = (f"{each.kind} {each.name} {each.share:.0%} (of all {each.overall:.0%})" for each in group.common)
        yield f"shared: {', '.join(shared)}"
