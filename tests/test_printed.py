"""What is printed for people."""

import io
from collections import Counter
from contextlib import redirect_stdout

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal

from partnergraph.cli.printed import print_table
from partnergraph.values.table import Table


@given(
    st.lists(st.lists(st.text("ab \u4e2d", max_size=30), min_size=3, max_size=3), min_size=1, max_size=4),
    st.integers(1, 90),
)
def test_a_table_loses_no_letter(cells: list[list[str]], width: int) -> None:
    """Whatever the width of the terminal, every letter of every cell is shown."""
    table = Table(("one", "two", "three"), tuple(tuple(map(Literal, row)) for row in cells))
    with pytest.MonkeyPatch.context() as patch, redirect_stdout(io.StringIO()) as shown:
        patch.setenv("COLUMNS", str(width))
        print_table(table)
    letters = Counter("".join(shown.getvalue().splitlines()[2:]))
    wanted = Counter("".join(cell for row in cells for cell in row))
    assert all(letters[sign] == wanted[sign] for sign in "ab\u4e2d")
