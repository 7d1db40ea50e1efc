"""The program's own tables and records as text."""

import csv
import io
import json
from dataclasses import dataclass

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnergraph.values.table import Table
from partnergraph.writing import format, sheet

WORDS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=20)


@dataclass(frozen=True, slots=True)
class Town:
    """A record with a word and several of them."""

    name: str
    names: tuple[str, ...]


@given(st.lists(st.text(max_size=20), min_size=1, max_size=4))
def test_a_markdown_row_is_one_line(words: list[str]) -> None:
    """No value breaks out of its row."""
    table = Table(tuple("abcd"[: len(words)]), (tuple(map(ox.Literal, words)),))
    assert sheet.markdown(table).count("\n") == 3


@given(st.lists(st.tuples(WORDS, WORDS), max_size=5))
def test_csv_is_read_back(rows: list[tuple[str, str]]) -> None:
    """Whatever the words hold, a reader of CSV gets them again, but for what keeps them from being formulas."""
    text = sheet.write(sheet.of(("a", "b"), rows), format.CSV)
    kept = [[*map(sheet.guarded, row)] for row in rows]
    assert list(csv.reader(io.StringIO(text, newline=""))) == [["a", "b"], *kept]


@pytest.mark.parametrize("cell", ["=1+1", "+1 a", "-2+3", "@a", "\ta", " =1", "＝1", "'=1", "\n=1", "-"])
def test_no_cell_is_a_formula(cell: str) -> None:
    """Words that a spreadsheet would calculate begin with an apostrophe; the JSON has them as they are."""
    table = sheet.of(("a",), [(cell,)])
    assert list(csv.reader(io.StringIO(sheet.write(table, format.CSV), newline="")))[1] == [f"'{cell}"]
    assert json.loads(sheet.write(table, format.RECORDS)) == [{"a": cell}]


@pytest.mark.parametrize("number", [-3, -0.25, 1e-7, "-3", "+4.5"])
def test_numbers_stay_numbers(number: float | str) -> None:
    """A number is no formula, whatever its sign."""
    assert "'" not in sheet.write(sheet.of(("a",), [(number,)]), format.CSV)


def test_json_is_plain() -> None:
    """A table is a list of objects with typed values, a record an object in the order of its fields."""
    table = sheet.of(("town", "n", "share"), [("Köln", 2, 0.5), ("", 0, 1.0)])
    assert json.loads(sheet.write(table, format.RECORDS)) == [
        {"town": "Köln", "n": 2, "share": 0.5},
        {"town": None, "n": 0, "share": 1.0},
    ]
    assert list(json.loads(sheet.json(Town("Wien", ("Vienna", "Vindobona")))).items()) == [
        ("name", "Wien"),
        ("names", ["Vienna", "Vindobona"]),
    ]
