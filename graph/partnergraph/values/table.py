"""Table: columns and rows, the answer to any question."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal as OneOf
from xml.etree import ElementTree as ET

from partnergraph.errors import ChoiceError
from partnergraph.values.term import Term, Value, text, value
from partnergraph.values.text import plain

Form = OneOf["SELECT", "ASK", "GRAPH"]
Row = tuple[Term | None, ...]
_SHOWN = 20  # rows that a notebook shows


@dataclass(frozen=True, slots=True)
class Table:
    """Columns and rows of RDF terms; an unbound value is None.

    ``form`` says what was asked. SELECT gives the variables in their order. ASK gives one column ``answer`` with one
    ``xsd:boolean``. GRAPH (CONSTRUCT, DESCRIBE) gives ``subject``, ``predicate``, ``object``, sorted.
    A table is true when it has rows, and for ASK when the answer is yes. ``more`` says that rows were left out at the
    limit that was asked for.

    >>> from partnergraph.values.term import Literal
    >>> table = Table(("town", "n"), ((Literal("Vienna"), Literal(5)),))
    >>> table.records(), table
    ([{'town': 'Vienna', 'n': 5}], <Table of 1 row: town, n>)
    """

    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    form: Form = "SELECT"
    more: bool = False

    def __iter__(self) -> Iterator[Row]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)

    def __bool__(self) -> bool:
        return self.values("answer") == [True] if self.form == "ASK" else bool(self.rows)

    def __repr__(self) -> str:
        """Give how many rows there are, and the columns; the rows themselves may be many."""
        many = "1 row" if len(self) == 1 else f"{len(self):,} rows"
        return f"<Table of {many}{' and more' if self.more else ''}: {', '.join(self.columns)}>"

    def _repr_html_(self) -> str:
        """Give the first rows as a table for a notebook; all that is in it is text."""
        whole = ET.Element("div")
        grid = ET.SubElement(whole, "table")
        heads = ET.SubElement(ET.SubElement(grid, "thead"), "tr")
        for column in self.columns:
            ET.SubElement(heads, "th").text = plain(column)
        body = ET.SubElement(grid, "tbody")
        for row in self.rows[:_SHOWN]:
            line = ET.SubElement(body, "tr")
            for term in row:
                ET.SubElement(line, "td").text = plain(text(term))
        ET.SubElement(whole, "p").text = f"{min(len(self), _SHOWN):,} of {len(self):,} rows"
        return ET.tostring(whole, encoding="unicode", method="html")

    def pick(self, *columns: str) -> "Table":
        """Give the table with these of its columns alone, in this order; ``ChoiceError`` names those that there are.

        >>> from pyoxigraph import Literal
        >>> Table(("town", "n"), ((Literal("Vienna"), Literal(5)),)).pick("n").values("n")
        [5]
        """
        indexes = [self._index(column) for column in columns]
        return Table(columns, tuple(tuple(row[index] for index in indexes) for row in self.rows), self.form, self.more)

    def values(self, column: str) -> list[Value]:
        """Give one column as Python values; ``ChoiceError`` names those that there are."""
        index = self._index(column)
        return [value(row[index]) for row in self.rows]

    def records(self) -> list[dict[str, Value]]:
        """Give each row as a dict of Python values, keyed by column."""
        return [dict(zip(self.columns, map(value, row), strict=True)) for row in self.rows]

    def _index(self, column: str) -> int:
        if column not in self.columns:
            known = ", ".join(self.columns) or "none"
            raise ChoiceError(f"there is no column {column!r}; the columns are: {known}")
        return self.columns.index(column)
