"""Result: a live answer of the engine, read once, as a table or written in a format.

The writing of JSON, XML, CSV and TSV is the engine's own and streams; Markdown and graphs are made by us.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO

import pyoxigraph as ox

from partnergraph.errors import FormatError, QueryError, Remedy, StoreError
from partnergraph.storage import solutions
from partnergraph.storage.solutions import Solutions
from partnergraph.values import count
from partnergraph.values.heap import uncollected
from partnergraph.values.table import Form, Row, Table
from partnergraph.writing import format

_TRIPLE = ("subject", "predicate", "object")


class Result:
    """The answer to one query, or its first ``most`` rows; ``more`` says whether there are others.

    ``ChoiceError`` where ``most`` is below 0.

    >>> from partnergraph.storage.store import Store
    >>> Result(Store().query("SELECT (1 AS ?n) {}")).table().records()
    [{'n': 1}]
    """

    def __init__(self, answer: Solutions, most: int | None = None) -> None:
        if most is not None:
            count.within("most", most, 0)
        with _reading():
            self._answer, self.more = (answer, False) if most is None else solutions.first(answer, most)
        self._read = False

    @property
    def form(self) -> Form:
        """What was asked: ``SELECT``, ``ASK``, or ``GRAPH`` for CONSTRUCT and DESCRIBE."""
        if isinstance(self._answer, ox.QuerySolutions):
            return "SELECT"
        return "ASK" if isinstance(self._answer, ox.QueryBoolean) else "GRAPH"

    @property
    def formats(self) -> tuple[format.Format, ...]:
        """The formats that this answer can be written in; the first is usual in a pipe."""
        return format.GRAPHS if self.form == "GRAPH" else format.TABLES

    def __iter__(self) -> Iterator[Row]:
        """Give the rows of a SELECT, or the triples of a graph, while they are found; an ASK has none to give."""
        answer = self._take()
        if isinstance(answer, ox.QueryBoolean):
            raise QueryError("query: an ASK has no rows; take table()")
        return self._rows(answer)

    def _rows(self, answer: ox.QuerySolutions | ox.QueryTriples) -> Iterator[Row]:
        with _reading():
            yield from map(tuple, answer)

    def table(self) -> Table:
        """Read the answer into a table; ``StoreError`` where the store turns out to be damaged."""
        with _reading():
            return self._table()

    def _table(self) -> Table:
        answer = self._take()
        if isinstance(answer, ox.QuerySolutions):
            columns = tuple(variable.value for variable in answer.variables)
            with uncollected():
                return Table(columns, tuple(map(tuple, answer)), more=self.more)
        if isinstance(answer, ox.QueryBoolean):
            return Table(("answer",), ((ox.Literal(bool(answer)),),), "ASK")
        rows = sorted({tuple(triple) for triple in answer}, key=lambda row: tuple(map(str, row)))
        return Table(_TRIPLE, tuple(rows), "GRAPH", self.more)

    def write(self, stream: IO[bytes], form: format.Format) -> None:
        """Write the answer to a binary stream; ``FormatError`` where the format is not for this kind of answer."""
        if form not in self.formats:
            what = "a graph" if self.form == "GRAPH" else "a table"
            known = ", ".join(each.name for each in self.formats)
            raise FormatError(f"the answer is {what} and cannot be written as {form.name}; use one of {known}")
        if form is format.MARKDOWN:
            from partnergraph.writing import sheet

            stream.write(sheet.markdown(self.table()).encode())
            return
        answer = self._take()
        with _reading():
            if isinstance(answer, ox.QueryTriples):
                from partnergraph.writing import export  # with XML and JSON-LD, a twelfth of the time of a whole ASK

                stream.write(export.text((ox.Quad(*triple) for triple in answer), form).encode())
            else:
                answer.serialize(stream, ox.QueryResultsFormat.from_media_type(form.media_type))
                stream.write(b"" if form in (format.CSV, format.TSV) and self.form == "SELECT" else b"\n")

    def _take(self) -> Solutions:
        """Give the engine's answer, which can be read once."""
        if self._read:
            raise QueryError("query: this answer has been read; ask again")
        self._read = True
        return self._answer


@contextmanager
def _reading() -> Iterator[None]:
    """Tell what the engine says when it meets a damaged block in the midst of an answer."""
    try:
        yield
    except RuntimeError as error:
        reason = " ".join(str(error).split())
        raise StoreError(f"the store cannot be read to the end: {reason}", Remedy.CHECK, "FOLDER") from error
