"""Filing: a graph as the sheets of a partnership office, so that reading them gives the graph again.

A row is proposed for each thing and read back as an import reads it: it stays if all that it says is in the graph. What
no row says goes into the sheet "other", a triple a row. So nothing is lost, whatever the graph holds.
"""

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import pyoxigraph as ox

from partnergraph.loading.ledger import Place
from partnergraph.sources.sheets import column, entry, tie
from partnergraph.sources.sheets.column import Column, Sheet
from partnergraph.sources.sheets.proof import EVIDENCE, NONE
from partnergraph.sources.sheets.row import File, Row
from partnergraph.sources.sheets.writer import Writer
from partnergraph.vocab import PG, PREFIXES, expand, shorten

_TYPE = PREFIXES["rdf"] + "type"
_ORG, _SCHEMA = PREFIXES["org"], PREFIXES["schema"]
_DAY = dt.date(2000, 1, 1)  # of no matter: every row that is written names its evidence
_PARENTS = [_ORG + "unitOf", _ORG + "subOrganizationOf", _SCHEMA + "superEvent", PREFIXES["dcterms"] + "isPartOf"]
_DOUBTFUL = ("parent", "part_of", "city", "place", "role")
_SHEETS = {"agreement": "agreements", "event": "events", "membership": "memberships", "participation": "participations"}
# what ties two things in the sheet "relations": the class of the node, the verb, and the properties of its two ends
_TIES = {
    PG + "Cooperation": ("cooperates_with", PG + "party", PG + "party"),
    PG + "Founding": ("founded", _SCHEMA + "founder", _ORG + "resultingOrganization"),
    PG + "Succession": ("successor_of", _ORG + "resultingOrganization", _ORG + "originalOrganization"),
}

Cells = dict[str, str]
Values = Mapping[str, Sequence["ox.NamedNode | ox.Literal"]]


@dataclass(frozen=True, slots=True)
class Filed:
    """A sheet with its rows, each a cell for each column."""

    sheet: Sheet
    rows: tuple[tuple[str, ...], ...]


def sheets(quads: Iterable[ox.Quad]) -> tuple[Filed, ...]:
    """Give the sheets that say what quads say; in which graphs they are is not kept.

    >>> name = ox.NamedNode(PREFIXES["skos"] + "prefLabel")
    >>> given = [ox.Quad(ox.NamedNode(PREFIXES["body"] + "esr"), name, ox.Literal("ESR", language="en"))]
    >>> [(each.sheet.name, each.rows[0][0]) for each in sheets(given) if each.rows]
    [('other', 'body:esr')]
    """
    graph = {quad.triple for quad in quads}
    rows = list(_proposed(graph))
    kept = _kept(rows, graph)
    said = {triple for _, triples in kept for triple in triples}
    filed: dict[str, list[Cells]] = {each.name: [] for each in column.sheets() if not each.hidden}
    for row, _ in kept:
        filed[row.sheet.name].append(dict(row.cells))
    filed["other"] += map(_other, sorted(graph - said, key=str))
    return tuple(_filed(column.sheet(name), cells) for name, cells in filed.items())


def _filed(sheet: Sheet, rows: Iterable[Cells]) -> Filed:
    lines = (tuple(cells.get(each.name, "") for each in sheet.columns) for cells in rows)
    return Filed(sheet, tuple(sorted(lines, key=_natural)))


def _natural(cells: Sequence[str]) -> list[list[tuple[int, str]]]:
    parts = (re.split(r"(\d+)", cell) for cell in cells)
    return [[(int(part), "") if part.isdecimal() and part.isascii() else (-1, part) for part in each] for each in parts]


def _proposed(graph: Iterable[ox.Triple]) -> Iterator[Row]:
    """Give a row for each thing that a sheet may hold; each is a file of its own, to be told apart."""
    things: dict[str, dict[str, list[ox.NamedNode | ox.Literal]]] = {}
    for triple in sorted(graph, key=str):
        if isinstance(triple.subject, ox.NamedNode) and isinstance(triple.object, (ox.NamedNode, ox.Literal)):
            things.setdefault(triple.subject.value, {}).setdefault(triple.predicate.value, []).append(triple.object)
    for iri, values in things.items():
        for sheet, cells in _cells(iri, values):
            yield _row(sheet, cells, iri)


def _row(sheet: Sheet, cells: Cells, name: str) -> Row:
    words = {each: text for each, text in cells.items() if text}
    return Row(Place(name), 1, File(f"{name} {words.get('subject', '')}", ""), sheet, words)


def _cells(iri: str, values: Values) -> Iterator[tuple[Sheet, Cells]]:
    classes = [each.value for each in values.get(_TYPE, ())]
    tied = next((_TIES[each] for each in classes if each in _TIES), None)
    if tied:
        yield from _tied(iri, values, *tied)
        return
    name = _sheet(iri, classes)
    if name:
        sheet = column.sheet(name)
        kind = sheet.fits[0] if sheet.form == "kept" else _kind(iri, classes)
        cells = {each.name: _cell(each, kind, values) for each in sheet.columns}
        yield sheet, cells | {"id": shorten(iri)} | _evidence(sheet, values)


def _sheet(iri: str, classes: Sequence[str]) -> str:
    """Give the name of the sheet that holds a thing, "" for none."""
    for name in ("evidence", "sources"):
        if column.sheet(name).class_ in classes:
            return name
    return _SHEETS.get(_kind(iri, classes), "bodies") if classes else ""


def _kind(iri: str, classes: Sequence[str]) -> str:
    found = next((each.kind for each in column.types().values() if each.classes[0] in classes), "")
    return found or column.kind(iri)


def _evidence(sheet: Sheet, values: Values) -> Cells:
    if sheet.form == "kept":
        return {}
    return {"evidence": entry.joined(shorten(each.value) for each in values.get(EVIDENCE.value, ())) or NONE}


def _cell(given: Column, kind: str, values: Values) -> str:
    """Give the words of a cell: of one value where it holds one, of all that words can tell where it may hold more."""
    if given.kind == "type":
        return entry.typed(each.value for each in values.get(_TYPE, ())) or ""
    if given.kind == "identifiers":
        pairs = ((name, value) for name, found in values.items() for value in found)
        return entry.joined(words for name, value in pairs if (words := entry.named(name, value)))
    names = _PARENTS if given.name in {"parent", "part_of"} else [given.property(kind)]
    found = next((values[name] for name in names if values.get(name)), ())
    cells = [each for value in found if (each := entry.cell(_reading(given), value)) is not None]
    return entry.joined(cells) if given.many else "".join(cells[:1])


def _reading(given: Column) -> str:
    return "ref" if given.kind in {"place", "refs", "role"} else given.kind


def _tied(iri: str, values: Values, verb: str, one: str, other: str) -> Iterator[tuple[Sheet, Cells]]:
    """Give the rows of relations that say a node between two things, or several."""
    sheet = column.sheet("relations")
    ends = [(first, second) for first in values.get(one, ()) for second in values.get(other, ()) if first != second]
    if one == other:
        ends = ends[: len(values.get(one, ())) - 1]  # the first with each of the others
    common = {each.name: _cell(each, "", values) for each in sheet.columns if each.name in {"start", "end", "note"}}
    label = _cell(Column("name", "name", "", properties=(("", PREFIXES["skos"] + "prefLabel"),)), "", values)
    for first, second in ends:
        cells = {"id": shorten(iri), "subject": shorten(first.value), "relation": verb, "object": shorten(second.value)}
        yield sheet, cells | common | {"name": label} | _evidence(sheet, values)


def _kept(rows: Sequence[Row], graph: set[ox.Triple]) -> list[tuple[Row, set[ox.Triple]]]:
    """Give the rows all of which is in the graph, with what they say; what is doubtful is left out of the others."""
    found = _read(rows)
    again = [
        _row(row.sheet, {name: words for name, words in row.cells.items() if name not in _DOUBTFUL}, row.place.file)
        for row in rows
        if not _holds(graph, found.get(row.file.name))
    ]
    plain = {row.file.name: row for row in again}
    rows = [plain.get(row.file.name, row) for row in rows]
    found = _read(rows)
    return [(row, said) for row in rows if _holds(graph, said := found.get(row.file.name, set()))]


def _holds(graph: set[ox.Triple], said: set[ox.Triple] | None) -> bool:
    return bool(said) and said <= graph  # type: ignore[operator]  # what is true is a set


def _read(rows: Sequence[Row]) -> dict[str, set[ox.Triple]]:
    """Give what each row says when it is imported; one that is wrong says nothing."""
    writer = Writer(_DAY, tie.say)
    writer.write(rows)
    return {name: set(said) for name, said in writer.said.items()}


def _other(triple: ox.Triple) -> Cells:
    return {"subject": _term(triple.subject), "property": _term(triple.predicate), "value": _term(triple.object)}


def _term(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> str:
    if isinstance(term, ox.NamedNode) and expand(shorten(term.value)) == term.value:
        return shorten(term.value)
    return "".join(sign if sign.isprintable() else f"\\U{ord(sign):08X}" for sign in str(term))
