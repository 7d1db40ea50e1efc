"""The keys by which terms are sorted."""

import itertools
from decimal import Decimal

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnergraph.query import rank
from partnergraph.vocab import PREFIXES

XSD = PREFIXES["xsd"]


def key(words: str, kind: str) -> str:
    """Give the words of the key of a literal of one of XSD's types."""
    found = rank.key(literal(words, kind))
    assert isinstance(found, ox.Literal)
    return found.value


def literal(words: str, kind: str) -> ox.Literal:
    """Give a literal of one of XSD's types."""
    return ox.Literal(words, datatype=ox.NamedNode(XSD + kind))


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("integer", "-9007199254740993 -9007199254740992 -5 0 2 10 9007199254740992 9007199254740993"),
        ("decimal", "-1.5 -0.25 0.0 0.1 1 1.000000000000000001 10.5"),
        ("double", "NaN -INF -1e300 -2e-3 0 5e-324 1e1 INF"),
        ("float", "NaN -INF -1.5 0.1 16777216 1e39"),
        ("gYear", "-0100 -0044 0000 0999 2017 9999 10000"),
        ("gYearMonth", "-0044-03 -0044-11 2017-03 2017-11"),
        ("date", "2017-03-01 2017-03-02Z 2017-11-01"),
        ("dateTime", "-0044-03-15T12:00:00 2017-01-01T01:00:00+02:00 2017-01-01T01:00:00+01:00 12017-01-01T00:00:00Z"),
        ("dateTime", "2017-01-01T00:00:00 2017-01-01T00:00:00.25 2017-01-01T00:00:00.5Z 2017-01-01T00:00:01Z"),
        ("duration", "-P1Y -PT0.5S PT0S PT1.25S PT2M P27D P1M P32D P1Y P13M"),
        ("dayTimeDuration", "P9D P10D PT241H"),
        ("boolean", "false true"),
        ("time", "09:00:00 10:00:00"),
    ],
)
def test_values_of_one_type_keep_their_order(kind: str, words: str) -> None:
    """Keys stand in the order of the values, and each is another."""
    keys = [key(each, kind) for each in words.split()]
    assert keys == sorted(set(keys))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (literal("2017-03-03T10:00:00Z", "dateTime"), literal("2017-03-03T12:00:00+02:00", "dateTime")),
        (literal("P1Y", "duration"), literal("P12M", "yearMonthDuration")),
        (literal("0.0", "double"), literal("-0.0", "double")),
    ],
)
def test_equal_values_have_one_key(one: ox.Literal, other: ox.Literal) -> None:
    """What is the same moment, length or number is sorted as the same."""
    assert rank.key(one) == rank.key(other)


def test_numbers_of_several_types_are_ordered_by_value() -> None:
    """Integers, decimals and doubles stand among each other."""
    numbers = [("-1e0", "double"), ("2", "integer"), ("2.5", "decimal"), ("10", "int")]
    keys = [key(*each) for each in numbers]
    assert keys == sorted(keys)


def test_dates_of_any_precision_stand_together() -> None:
    """A year comes before its months, and a month before its days."""
    dates = [("2016-12-31", "date"), ("2017", "gYear"), ("2017-03", "gYearMonth"), ("2017-03-03", "date")]
    keys = [key(*each) for each in dates]
    assert keys == sorted(keys) == [words for words, _ in dates]


@pytest.mark.parametrize(
    "term", [ox.NamedNode("urn:a"), ox.BlankNode("b"), ox.Literal("a"), ox.Literal("a", language="en")]
)
def test_nodes_and_texts_are_their_own_key(term: ox.NamedNode | ox.BlankNode | ox.Literal) -> None:
    """What the engine compares without circles is left as it is."""
    assert rank.key(term) is term


def test_triple_terms_have_their_object_ranked() -> None:
    """The object of a triple term can be anything, so its key stands there."""
    node = ox.NamedNode("urn:a")
    key = rank.key(ox.Triple(node, node, literal("2017", "gYear")))
    assert key == ox.Triple(node, node, ox.Literal("2017"))


KINDS = ["integer", "decimal", "double", "float", "gYear", "date", "dateTime", "duration", "time", "anyURI"]


@given(st.text(max_size=30) | st.from_regex(r"-?P?[0-9T:Z+.-]{1,25}", fullmatch=True), st.sampled_from(KINDS))
def test_any_words_have_a_key(words: str, kind: str) -> None:
    """A literal that is not written as its type asks is sorted as a text."""
    assert isinstance(rank.key(literal(words, kind)), ox.Literal)


@given(
    st.decimals(allow_nan=False, allow_infinity=False, places=6), st.integers(), st.floats(allow_nan=False, width=32)
)
def test_numbers_compare_as_their_values(decimal: Decimal, integer: int, real: float) -> None:
    """Of any two numbers the smaller has the smaller key."""
    numbers = [(float(decimal), key(f"{decimal:f}", "decimal")), (float(integer), key(str(integer), "integer"))]
    numbers.append((real, key(repr(real), "double")))
    for (one, first), (other, second) in itertools.permutations(numbers, 2):
        assert one >= other or first < second
