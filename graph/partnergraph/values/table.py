"""Table: columns and rows, the answer to any question."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal as OneOf

from partnergraph.errors import ChoiceError
from partnergraph.values.term import Term, Value, value

Form = OneOf["SELECT", "ASK", "GRAPH"]
Row = tuple[Term | None, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Columns and rows of RDF terms; an unbound value is None.

    ``form`` says what was asked. SELECT gives the variables in their order. ASK gives one column ``answer`` with one
    ``xsd:boolean``. GRAPH (CONSTRUCT, DESCRIBE) gives ``subject``, ``predicate``, ``object``, sorted.
    A table is true when it has rows, and for ASK when the answer is yes. ``more`` says that rows were left out at the
    limit that was asked for.

    >>> from partnergraph.values.term import Literal
    >>> table = Table(("town", "n"), ((Literal("Vienna"), Literal(5)),))
    >>> table.records()
    [{'town': 'Vienna', 'n': 5}]
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
