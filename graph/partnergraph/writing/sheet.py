"""Sheets: the program's own tables and records as text - CSV, JSON and Markdown.

JSON is plain: a table is a list of objects, a record an object with its fields in the order of its class. The same
value gives the same text. In CSV no cell is a formula; answers of SPARQL are written elsewhere, and exactly.
"""

import csv
import io
import json as encoder
import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import fields, is_dataclass
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode

from partnergraph.values.table import Table
from partnergraph.values.term import text, value
from partnergraph.vocab import PREFIXES
from partnergraph.writing import format

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

FORMULA = re.compile("'*(?:[\\s\x00-\x1f]*[=+@＝＋－＠-]|[\t\r])")
"""How a cell begins that a spreadsheet would calculate, or that was kept from that by an apostrophe."""

_DOUBLE = NamedNode(PREFIXES["xsd"] + "double")
_NEAR = 1e-9, 1e16  # between which a number is written without an exponent
_NUMBER = re.compile(r"[+-]?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?", re.ASCII)
_MARKED = frozenset("\\|<>*_`[]#")


def of(columns: Sequence[str], rows: Sequence[Sequence[str | int | float]]) -> Table:
    """Give a table of words and numbers; an empty word is an unbound value.

    >>> of(("kind", "number"), [("Society", 5), ("", 0)]).records()
    [{'kind': 'Society', 'number': 5}, {'kind': None, 'number': 0}]
    """
    terms = (tuple(None if cell == "" else _term(cell) for cell in row) for row in rows)
    return Table(tuple(columns), tuple(terms))


def _term(cell: str | float) -> Literal:
    """Give a cell as a term; a number far from 1 is written with an exponent."""
    far = isinstance(cell, float) and (0 < abs(cell) < _NEAR[0] or _NEAR[1] <= abs(cell) < math.inf)
    return Literal(repr(cell), datatype=_DOUBLE) if far else Literal(cell)


def write(table: Table, form: format.Format) -> str:
    r"""Give a table as text in one of ``format.SHEETS``.

    >>> write(of(("a",), [("x, y",)]), format.CSV)
    'a\n"x, y"\n'
    """
    if form is format.MARKDOWN:
        return markdown(table)
    return csv_text(table) if form is format.CSV else json(table.records())


def csv_text(table: Table) -> str:
    r"""Give a table as CSV (RFC 4180, but lines end in ``\n``): a header, then a line a row; no cell is a formula.

    >>> csv_text(of(("a", "b"), [(1, "")]))
    'a,b\n1,\n'
    """
    rows = (["" if value(term) is None else guarded(text(term)) for term in row] for row in table)
    return "".join(map(_csv_line, (table.columns, *rows)))


def guarded(cell: str) -> str:
    """Give a cell so that no spreadsheet takes it for a formula: with an apostrophe before it, unless it is a number.

    >>> guarded("=1+1"), guarded("-1.5"), guarded("plain")
    ("'=1+1", '-1.5', 'plain')
    """
    return f"'{cell}" if FORMULA.match(cell) and not _NUMBER.fullmatch(cell) else cell


def _csv_line(cells: Sequence[str]) -> str:
    stream = io.StringIO()
    csv.writer(stream).writerow(cells)  # its usual line end makes it quote a cell that holds a carriage return
    return stream.getvalue().removesuffix("\r\n") + "\n"


def json(value: "DataclassInstance | Mapping[str, object] | Sequence[object]") -> str:
    r"""Give a record, or rows, as indented JSON that keeps every letter; a number that is none or infinite is text.

    >>> json([{"town": "Köln"}])
    '[\n  {\n    "town": "Köln"\n  }\n]\n'
    """
    return encoder.dumps(_plain(value), ensure_ascii=False, indent=2, default=str, allow_nan=False) + "\n"


def _plain(value: object) -> object:
    """Give records as dicts and sequences as lists, all the way down; ``asdict`` would copy every word."""
    if is_dataclass(value):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Mapping):
        return {name: _plain(each) for name, each in value.items()}
    if isinstance(value, float) and not math.isfinite(value):
        return text(Literal(value))  # INF, -INF or NaN, as XML Schema has it: JSON has no such numbers
    return [_plain(each) for each in value] if isinstance(value, (list, tuple)) else value


def markdown(table: Table) -> str:
    r"""Give a table as a GitHub-flavoured Markdown table; cells are text, with what Markdown would read escaped.

    >>> print(markdown(of(("a",), [("x | <y>",)])), end="")
    | a |
    | --- |
    | x \| \<y\> |
    """
    rows = [table.columns, ["---"] * len(table.columns), *([escape(text(term)) for term in row] for row in table)]
    return "".join("| " + " | ".join(row) + " |\n" for row in rows)


def escape(words: str) -> str:
    r"""Give words as one line of Markdown that shows them as they are.

    >>> escape("a_b <i>")
    'a\\_b \\<i\\>'
    """
    return " ".join("".join("\\" + sign if sign in _MARKED else sign for sign in words).split())
