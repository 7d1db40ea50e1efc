"""Problems are counted, sorted and shown in words."""

import pyoxigraph as ox
from hypothesis import given
from hypothesis import strategies as st

from partnergraph.checking.problem import Problem, count, order, shown
from tests.problems import PROBLEMS


def test_the_order_is_that_of_the_files() -> None:
    """Problems are sorted by file and line; those without file come first."""
    assert [each.place for each in sorted(PROBLEMS, key=order)] == ["", "/tmp/a.rdf", "data/my bodies.ttl:12"]  # noqa: S108


def test_counts_are_words() -> None:
    """Numbers agree with their words; informations are told only where there are some."""
    assert count(PROBLEMS) == "1 violation, 1 warning, 1 info"
    assert count(PROBLEMS[:1] * 1200) == "1,200 violations, 0 warnings"
    assert count(()) == "0 violations, 0 warnings"


@given(st.text(), st.sampled_from(["", "en"]))
def test_values_are_shown_whole(text: str, language: str) -> None:
    """A text is shown letter for letter, in whatever language."""
    value = ox.Literal(text, language=language or None)
    assert shown(Problem("info", "urn:a", "", "", "", value=value)) == text
