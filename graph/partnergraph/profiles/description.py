"""Descriptions: a portrait as text - an outline for people, a table, or JSON."""

from partnergraph.profiles import disagreement, heading, outline
from partnergraph.profiles.heading import Heading
from partnergraph.profiles.line import Line
from partnergraph.profiles.outline import Item, Outline, Section, dates
from partnergraph.profiles.portrait import Partner, Portrait
from partnergraph.values.table import Table
from partnergraph.vocab import shorten
from partnergraph.writing import format, sheet

_MOST = 20  # partners on a page
_NAMED = 5  # other parties named beside a tie

_COLUMNS = ("section", "name", "kind", "role", "start", "end", "with", "details", "source", "iri", "via")


def write(portrait: Portrait, form: format.Format) -> str:
    r"""Give a portrait as text: all of it as JSON, a row for each property, tie and partner as CSV, or Markdown.

    >>> from partnergraph.profiles.portrait import read
    >>> from partnergraph.storage.store import Store
    >>> write(read(Store(), "urn:esr"), format.MARKDOWN)
    '# urn:esr\n\nThing\n'
    """
    if form is format.CSV:
        return sheet.write(table(portrait), form)
    return sheet.json(portrait) if form is format.RECORDS else outline.markdown(told(portrait))


def table(portrait: Portrait) -> Table:
    """Give a portrait as a table with a row for each property, tie and partner.

    >>> from partnergraph.profiles.portrait import read
    >>> from partnergraph.storage.store import Store
    >>> table(read(Store(), "urn:esr")).columns[:4]
    ('section', 'name', 'kind', 'role')
    """
    rows = [_row("properties", each.label, details="; ".join(each.values)) for each in portrait.properties]
    rows += [_tie(section.name, each) for section in portrait.sections for each in section.lines]
    rows += [_row("partners", each.name, details=_counts(each), iri=each.iri) for each in portrait.partners]
    return sheet.of(_COLUMNS, rows)


def told(portrait: Portrait) -> Outline:
    """Give a portrait as an outline for people; of many partners those with most ties, and how many more there are.

    >>> from partnergraph.profiles.portrait import read
    >>> from partnergraph.storage.store import Store
    >>> told(read(Store(), "urn:esr")).title
    'urn:esr'
    """
    name = shorten(portrait.iri)
    head = (portrait.kind or "Thing", portrait.country, name if name != portrait.name else "")
    ties = (
        Section(each.title, tuple(_item(heading.named(each.name), line) for line in each.lines))
        for each in portrait.sections
    )
    return Outline(
        title=portrait.name,
        subtitle=" · ".join(filter(None, head)),
        paragraphs=(portrait.note,) if portrait.note else (),
        sections=tuple(
            each
            for each in (_facts(portrait), *ties, *disagreement.sections(portrait.disagreements), _partners(portrait))
            if each.items
        ),
        evidence=portrait.evidence,
    )


def _facts(portrait: Portrait) -> Section:
    found = [("also called", portrait.names), ("link", portrait.links)]
    found += [(each.label, each.values) for each in portrait.properties]
    return Section("Facts", tuple(Item(label, ", ".join(values)) for label, values in found if values))


def _item(where: Heading, line: Line) -> Item:
    words = (
        line.kind if where.classes else "",
        line.role if where.roles else "",
        dates(line.start, line.end, lasting=line.lasting),
        "sources disagree" if line.disputed else "",
    )
    others = _others([other.name for other in line.others]) if where.together and line.others else ""
    return Item(
        text=line.name,
        words=", ".join(filter(None, words)),
        details=tuple(filter(None, (others, *line.details))),
        evidence=line.evidence,
        level=line.level - 1,
    )


def _others(names: list[str]) -> str:
    shown = list(dict.fromkeys(names))
    rest = len(shown) - _NAMED
    return f"with {', '.join(shown[:_NAMED])}" + (f" and {rest} more" if rest > 0 else "")


def _partners(portrait: Portrait) -> Section:
    items = tuple(Item(each.name, _counts(each)) for each in portrait.partners[:_MOST])
    rest = len(portrait.partners) - _MOST
    return Section("Partners", items, f"and {rest} more, which CSV and JSON have too" if rest > 0 else "")


def _counts(partner: Partner) -> str:
    ties = "1 tie" if partner.ties == 1 else f"{partner.ties} ties"
    return f"{ties} ({', '.join(f'{kind} {number}' for kind, number in partner.kinds.items())})"


def _tie(section: str, line: Line) -> tuple[str, ...]:
    return _row(
        section,
        line.name,
        line.kind,
        line.role,
        line.start,
        line.end,
        "; ".join(other.name for other in line.others),
        details="; ".join(line.details),
        source="; ".join(", ".join(filter(None, (each.title, each.place))) for each in line.evidence),
        iri=line.iri,
        via=line.via,
    )


def _row(*first: str, details: str = "", source: str = "", iri: str = "", via: str = "") -> tuple[str, ...]:
    return (*first, *[""] * (7 - len(first)), details, source, iri, via)
