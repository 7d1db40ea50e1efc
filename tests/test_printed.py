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
from partnergraph.writing import sheet

TABLE = sheet.of(
    ("agreement", "parties", "since", "days_left", "share", "iri"),
    [
        ("Memorandum of Understanding", "EORTC, ESR", "2018-05-01", 1440, 0.3333333, "agreement:mou-esr-eortc-2017"),
        ("Letter of Intent", "EFOMP", "2018-05", "", 12.5, "agreement:loi-2018"),
    ],
)


def printed(table: Table, width: int) -> str:
    """Give what is printed of a table on a terminal of so many columns."""
    with pytest.MonkeyPatch.context() as patch, redirect_stdout(io.StringIO()) as shown:
        patch.setenv("COLUMNS", str(width))
        print_table(table)
    return shown.getvalue()


@pytest.mark.parametrize("width", [20, 40, 60, 72, 80, 100, 200])
def test_headings_dates_numbers_and_codes_stay_in_one_piece(width: int) -> None:
    """Names and long codes go on in a next line; what is read at a glance never does, nor a word of ten letters."""
    shown = printed(TABLE, width)
    told = {*TABLE.columns, "2018-05-01", "2018-05", "1440", "0.3333333", "12.5", "EFOMP", "Memorandum", "Intent"}
    assert told <= set(shown.split())
    assert max(map(len, shown.splitlines())) <= width or width == 20


def test_rows_stand_one_below_the_other_on_a_narrow_terminal() -> None:
    """Where no table has room each value is behind its heading, and what is empty is left out."""
    assert printed(TABLE, 50) == (
        "agreement  Memorandum of Understanding\n"
        "parties    EORTC, ESR\n"
        "since      2018-05-01\n"
        "days_left  1440\n"
        "share      0.3333333\n"
        "iri        agreement:mou-esr-eortc-2017\n"
        "\n"
        "agreement  Letter of Intent\n"
        "parties    EFOMP\n"
        "since      2018-05\n"
        "share      12.5\n"
        "iri        agreement:loi-2018\n"
    )


@given(
    st.lists(st.lists(st.text("ab \u4e2d", max_size=30), min_size=3, max_size=3), min_size=1, max_size=4),
    st.integers(1, 90),
)
def test_a_table_loses_no_letter(cells: list[list[str]], width: int) -> None:
    """Whatever the width of the terminal, every letter of every cell is shown."""
    letters = Counter(printed(Table(("one", "two", "three"), tuple(tuple(map(Literal, row)) for row in cells)), width))
    wanted = Counter("".join(cell for row in cells for cell in row))
    assert all(letters[sign] == wanted[sign] for sign in "ab\u4e2d")
