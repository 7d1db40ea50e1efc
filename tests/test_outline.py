"""Outlines and how they are written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnergraph.profiles import outline
from partnergraph.profiles.outline import Item, Outline, Section
from partnergraph.values.evidence import Evidence

ONE = Evidence("urn:s", "S", "page 1", url="https://example.org/s", read="2026-11-23")
TWO = Evidence("urn:s", "S", "page 2", url="https://example.org/s", read="2026-11-23", quote="so it is")
WHOLE = Evidence("urn:t", "T", "")


@pytest.mark.parametrize(
    ("start", "end", "lasting", "expected"),
    [
        ("", "", True, ""),
        ("2014", "", True, "since 2014"),
        ("2014", "", False, "2014"),
        ("", "2017-09", True, "until 2017-09"),
        ("2014", "2017-09-30", True, "2014 to 2017-09-30"),
        ("2017-23", "2017-23", False, "autumn 2017"),
        ("soon", "later", False, "soon to later"),
    ],
)
def test_dates_in_words(start: str, end: str, lasting: bool, expected: str) -> None:
    """Dates are told as exactly as they are known."""
    assert outline.dates(start, end, lasting=lasting) == expected


def test_evidence_is_numbered_once() -> None:
    """Evidence has its number from where it is first needed, and is listed by document."""
    told = Outline("A", sections=(Section("B", (Item("C", evidence=(TWO, WHOLE)), Item("D", evidence=(ONE, TWO)))),))
    assert dict(told.numbers()) == {TWO: 1, WHOLE: 2, ONE: 3}
    head = "S, https://example.org/s, read 2026-11-23"
    assert outline.sources(told) == ((head, ("[1] page 2, “so it is”", "[3] page 1")), ("[2] T", ()))


def test_places_can_be_told_in_line() -> None:
    """Then documents are numbered, not places, and listed in a section."""
    told = outline.inline(Outline("A", sections=(Section("B", (Item("C", evidence=(ONE, TWO, WHOLE)),)),)))
    assert told.sections[0].items[0].details == ("[1] page 1", "[1] page 2, “so it is”", "[2] T")
    assert [item.text[:5] for item in told.sections[1].items] == ["[1] S", "[2] T"]
    assert outline.sources(told) == ()


@given(st.text(max_size=40), st.text(max_size=40), st.text(max_size=40))
def test_no_word_breaks_out_of_its_line(title: str, text: str, detail: str) -> None:
    """Whatever the words hold, Markdown has the lines of the outline and no more."""
    told = Outline(title, sections=(Section("B", (Item(text, "w", (detail,)),)),))
    lines = outline.markdown(told).split("\n")
    assert [line[:2] for line in lines if line.strip()] == ["# ", "##", "- ", "  "]


def test_markdown_shows_what_there_is() -> None:
    """Nothing in the words is read as Markdown or HTML; levels are indented; what was left out is said."""
    item = Item("<script>*x*", "since 2014", ("a | b",), (ONE,), level=1)
    text = outline.markdown(Outline("T", "sub", ("para",), (Section("H", (item,), more="and 3 more"),)))
    assert r"  - **\<script\>\*x\***: since 2014 \[1\]" in text
    assert "    - a \\| b" in text
    assert "\n\nand 3 more\n" in text
