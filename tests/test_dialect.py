"""Delimited text files, however they are written."""

import csv
import io
from contextlib import nullcontext
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnergraph.errors import InputError
from partnergraph.sources import dialect
from partnergraph.storage.archive import Member

CELLS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\r\n"), max_size=12)
TABLES = st.lists(st.lists(CELLS, min_size=3, max_size=3), max_size=5)


def member(content: bytes) -> Member:
    """Give a file of this content."""
    return Member("a.csv", Path(), None, "", lambda: nullcontext(io.BytesIO(content)))


def rows(content: bytes) -> list[list[str]]:
    """Give the rows of a file."""
    one = member(content)
    return [cells for _, cells in dialect.rows(one, dialect.of(one))]


@given(TABLES, st.sampled_from(";,\t"), st.sampled_from(["\n", "\r\n"]), st.booleans())
def test_csv_by_its_standard_is_read_as_it_was_written(
    table: list[list[str]], delimiter: str, end: str, mark: bool
) -> None:
    """Whatever is in the cells, a file that doubles inner marks gives them back, with byte order mark or without."""
    stream = io.StringIO()
    csv.writer(stream, delimiter=delimiter, lineterminator=end, quoting=csv.QUOTE_ALL).writerows(
        [["a", "b", "c"], *table]
    )
    text = ("\ufeff" if mark else "") + stream.getvalue()
    assert rows(text.encode()) == table


@given(TABLES)
def test_official_files_give_back_what_is_between_the_marks(table: list[list[str]]) -> None:
    """A file that does not double inner marks gives its cells back, but for the parting sign itself."""
    table = [[cell.replace('";"', "").rstrip('"').lstrip('";') for cell in row] for row in table]
    table = [*table, ["1", 'a "b" c', "2"]]  # which shows of what kind the file is
    lines = ['"' + '";"'.join(row) + '"' for row in [["a", "b", "c"], *table]]
    assert rows("\n".join(lines).encode() + b"\n") == table


def test_a_semicolon_after_a_mark_splits_nothing() -> None:
    """A field that holds a mark and a semicolon stays one field, and a field may go over lines."""
    content = b'"id";"title";"n"\n"1";"the "A"; or so";"2"\n"3";"two\nlines "x" y";"4"\n'
    assert rows(content) == [["1", 'the "A"; or so', "2"], ["3", 'two\nlines "x" y', "4"]]


@pytest.mark.parametrize("content", [b"", b"\n", b"a;b"])
def test_a_file_without_rows_has_none(content: bytes) -> None:
    """An empty file, an empty line, and a header alone."""
    assert rows(content) == []


def test_a_nul_is_told_with_its_line() -> None:
    """A file that holds a NUL is no text."""
    with pytest.raises(InputError, match=r"a\.csv:2: holds a NUL"):
        rows(b"a;b\n1;\0\n")
