"""Tables."""

import pyoxigraph as ox
import pytest

from partnergraph.errors import ChoiceError
from partnergraph.values.table import Table

YES, NO = ((ox.Literal(each),) for each in (True, False))


def test_records_pair_columns_with_values() -> None:
    """A record is a dict of Python values keyed by column."""
    table = Table(("a", "b"), ((ox.Literal(1), None),))
    assert table.records() == [{"a": 1, "b": None}]
    assert (len(table), list(table)) == (1, [(ox.Literal(1), None)])


@pytest.mark.parametrize(
    ("table", "true"),
    [
        (Table(("answer",), (YES,), "ASK"), True),
        (Table(("answer",), (NO,), "ASK"), False),
        (Table(("a",), ()), False),
        (Table(("a",), ((None,),)), True),
    ],
)
def test_a_table_is_true_when_the_answer_is_yes_or_has_rows(table: Table, true: bool) -> None:
    """ASK counts by its answer, anything else by its rows."""
    assert bool(table) is true


def test_an_unknown_column_is_an_error() -> None:
    """A column that is not there is not taken for an empty one."""
    for give in (Table.values, Table.pick):
        with pytest.raises(ChoiceError, match="there is no column 'b'; the columns are: a, c"):
            give(Table(("a", "c"), ()), "b")


def test_a_table_shows_itself_in_short() -> None:
    """In a shell it tells its size and columns, in a notebook its first rows, in which nothing is taken for markup."""
    hostile = f"<script>alert(1)</script>&{chr(0x202E)}{chr(0)}"
    rows = tuple((ox.Literal(hostile), ox.Literal(number), None) for number in range(30))
    table = Table(("name", "<b>", "none"), rows)
    assert repr(table) == "<Table of 30 rows: name, <b>, none>"
    shown = table._repr_html_()
    assert shown.count("<tr>") == 21
    assert shown.startswith("<div><table><thead><tr><th>name</th><th>&lt;b&gt;</th><th>none</th></tr></thead>")
    assert "<td>&lt;script&gt;alert(1)&lt;/script&gt;&amp;\ufffd</td><td>0</td><td></td>" in shown
    assert shown.endswith("<p>20 of 30 rows</p></div>")
    assert repr(Table(("a",), (), more=True)) == "<Table of 0 rows and more: a>"
