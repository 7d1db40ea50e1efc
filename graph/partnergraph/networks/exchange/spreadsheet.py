"""CSV of nodes and of edges, with the column names that Gephi's import expects; no cell is a formula."""

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import astuple

from partnergraph.networks.exchange.roll import Line, Roll
from partnergraph.writing import sheet

_NODES = ("Id", "Label", "Acronym", "Iri", "Type", "Country", "Start", "End", "Group")
_EDGES = ("Source", "Target", "Type", "Id", "Label", "Weight", "Count", "Newman", "Kind", "Via", "Via Iri", "Role")
_DATES = ("Start", "End", "First Day", "Last Day", "Spells", "Moment", "Disputed", "Sources")
_ENDS = tuple(
    f"{end} {told}" for told in ("Label", "Acronym", "Iri", "Type", "Country") for end in ("Source", "Target")
)


def nodes(roll: Roll) -> str:
    r"""Give the nodes of a network as CSV.

    >>> nodes(Roll("", "", "", "", "", (), ()))
    'Id,Label,Acronym,Iri,Type,Country,Start,End,Group\n'
    """
    return _written(_NODES, (astuple(node) for node in roll.nodes))


def edges(roll: Roll) -> str:
    """Give the lines of a network as CSV, with the ids, names, IRIs, types and countries of their ends.

    >>> edges(Roll("", "", "", "", "", (), ()))[:27]
    'Source,Target,Type,Id,Label'
    """
    told = {node.id: (node.label, node.acronym, node.iri, node.type, node.country) for node in roll.nodes}
    rows = (_row(line, told[line.source], told[line.target]) for line in roll.lines)
    return _written(_EDGES + _DATES + _ENDS, rows)


def _row(line: Line, source: Iterable[str], target: Iterable[str]) -> Iterator[str | float]:
    yield from (line.source, line.target, "Undirected", line.id, line.kind)
    yield from (line.weight, line.count, line.newman)
    yield from (
        line.kind_iri,
        line.via,
        line.via_iri,
        line.role,
        line.start,
        line.end,
        line.first,
        line.last,
        line.spells,
    )
    yield from (str(line.moment).lower(), str(line.disputed).lower(), line.sources)
    for both in zip(source, target, strict=True):
        yield from both


def _written(columns: Iterable[str], rows: Iterable[Iterable[str | float]]) -> str:
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([_cell(value) for value in row] for row in rows)
    return stream.getvalue()


def _cell(value: str | float) -> str | float:
    """Give a cell that a spreadsheet takes for text where it is text."""
    return sheet.guarded(value) if isinstance(value, str) else value
