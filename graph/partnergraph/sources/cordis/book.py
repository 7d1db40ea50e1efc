"""Books: the tables of CORDIS as Excel workbooks, of which the first sheet is read.

The official ones declare that they have one cell (``<dimension ref="A1">``), and would seem empty to who believes it.
A cell is the text that a CSV of the same table has.
"""

import hashlib
from collections.abc import Iterator

from partnergraph.sources.dialect import Dialect, Row
from partnergraph.sources.sheets import grid
from partnergraph.storage.archive import Member


def of(member: Member) -> Dialect:
    """Give the header of a workbook and its hash; ``InputError`` says why it cannot be read.

    >>> from contextlib import nullcontext
    >>> from io import BytesIO
    >>> from pathlib import Path
    >>> of(Member("a.xlsx", Path(), None, "xlsx", lambda: nullcontext(BytesIO())))
    Traceback (most recent call last):
    partnergraph.errors.InputError: a.xlsx: is damaged or cut off; get it again
    """
    with member.open() as stream:
        digest = hashlib.file_digest(stream, "sha256").hexdigest()  # type: ignore[arg-type]  # a BinaryIO will do
    sheet = next(grid.read(member), None)
    return Dialect("", False, digest, tuple(sheet.header[1]) if sheet else ())


def rows(member: Member, dialect: Dialect) -> Iterator[Row]:
    """Give the rows after the header, counted from 1, none shorter than the header; empty ones are passed over.

    >>> from contextlib import nullcontext
    >>> from io import BytesIO
    >>> from pathlib import Path
    >>> list(rows(Member("a.xlsx", Path(), None, "xlsx", lambda: nullcontext(BytesIO())), Dialect("", False, "", ())))
    Traceback (most recent call last):
    partnergraph.errors.InputError: a.xlsx: is damaged or cut off; get it again
    """
    wanted = len(dialect.header)
    for sheet in grid.read(member):
        for number, cells in sheet.rows:
            yield number - sheet.header[0], [*cells, *[""] * (wanted - len(cells))]
        return
