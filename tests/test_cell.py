"""Cells of tables of others: numbers, days, places."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnergraph.sources import cell


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("1", "1"),
        ("-3.50", "-3.50"),
        ("1,5", "1.5"),
        ("1.234,50", "1234.50"),
        ("1,234.50", "1234.50"),
        ("1.234.567", "1234567"),
        ("1 234,5", "1234.5"),
        ("12 €", "12"),
        ("1e5", None),
        ("12,", None),
        ("", None),
        ("NA", None),
        ("infinity", None),
        ("\u0661", None),
    ],
)
def test_a_number(words: str, expected: str | None) -> None:
    """Point or comma part the decimals; thousands may be parted; what is no number is none."""
    assert cell.number(words) == expected


@given(st.decimals(allow_nan=False, allow_infinity=False, places=2, min_value=-(10**9), max_value=10**9))
def test_a_decimal_comma_is_a_decimal_point(number: object) -> None:
    """A number is the same with a comma."""
    words = f"{number:f}"
    assert cell.number(words.replace(".", ",")) == cell.number(words) == words


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("2016-12", "2016-12"),
        ("2016-12-01T10:00:00", "2016-12-01"),
        ("31/12/2016", "2016-12-31"),
        ("1.2.2016", "2016-02-01"),
        ("4. Nov 2015", "2015-11-04"),
        ("13/13/2016", None),
        ("2016", None),
        ("2999-01-01", None),
        ("1480550400.0", "2016-12-01"),
        ("soon", None),
    ],
)
def test_a_day(words: str, expected: str | None) -> None:
    """A day is told in many forms; a slip of the pen is none."""
    assert cell.day(words) == expected


@given(st.text())
def test_words_are_repaired_once(words: str) -> None:
    """What is repaired needs no repair, or is still being unwrapped; plain letters stay as they are."""
    if words.isascii():
        assert cell.repaired(words) == words
    assert isinstance(cell.repaired(words), str)


@pytest.mark.parametrize("letters", ["Zürich", "Ålesund", "Łódź", "Köln", "São Paulo", "52°NORTH"])
@pytest.mark.parametrize("code", ["cp1252", "mac_roman"])
def test_letters_that_were_read_wrongly_come_back(letters: str, code: str) -> None:
    """UTF-8 that was read as Windows-1252 or Mac Roman is repaired, and what is right is left alone."""
    wrong = letters.encode().decode(code, "replace")
    if "\ufffd" not in wrong:
        assert cell.repaired(wrong) == letters
    assert cell.repaired(letters) == letters
