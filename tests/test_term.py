"""Terms as text and as Python values."""

import datetime as dt
from decimal import Decimal

import pyoxigraph as ox
import pytest

from partnergraph.values import term
from partnergraph.vocab import PREFIXES


def typed(words: str, datatype: str) -> ox.Literal:
    """Give a literal of an XSD type."""
    return ox.Literal(words, datatype=ox.NamedNode(PREFIXES["xsd"] + datatype))


@pytest.mark.parametrize(
    ("words", "datatype", "value"),
    [
        ("5", "integer", 5),
        ("007", "nonNegativeInteger", 7),
        ("1.50", "decimal", Decimal("1.50")),
        ("1e3", "double", 1000.0),
        ("true", "boolean", True),
        ("0", "boolean", False),
        ("2017-09-30", "date", dt.date(2017, 9, 30)),
        ("2017-09", "gYearMonth", "2017-09"),
        ("five", "integer", "five"),
        ("2017-02-30", "date", "2017-02-30"),
        ("maybe", "boolean", "maybe"),
        ("-7", "short", -7),
        ("200", "unsignedByte", 200),
        ("-1", "negativeInteger", -1),
        ("INF", "double", float("inf")),
        # Python would read these
        ("1_000", "integer", "1_000"),
        (" 5", "integer", " 5"),
        ("٣", "integer", "٣"),
        ("1_0", "double", "1_0"),
        ("infinity", "float", "infinity"),
        ("1E5", "decimal", "1E5"),
        ("NaN", "decimal", "NaN"),
        ("20170901", "date", "20170901"),
        ("2017-W01-1", "date", "2017-W01-1"),
        # these lie outside their types
        ("300", "byte", "300"),
        ("-1", "nonNegativeInteger", "-1"),
        ("0", "positiveInteger", "0"),
    ],
)
def test_a_literal_becomes_the_python_value_of_its_type(words: str, datatype: str, value: term.Value) -> None:
    """A literal that XML Schema calls a value of its type is typed; any other, or a partial date, stays text."""
    assert term.value(typed(words, datatype)) == value


def test_an_iri_is_whole_as_a_value_and_short_as_text() -> None:
    """People read prefixed names, programs get IRIs."""
    node = ox.NamedNode(PREFIXES["body"] + "esr")
    assert (term.value(node), term.text(node)) == (node.value, "body:esr")


def test_unbound_is_none_and_empty() -> None:
    """An unbound value is None to programs and nothing to readers."""
    assert (term.value(None), term.text(None)) == (None, "")


def test_a_blank_node_shows_its_label() -> None:
    """A blank node is shown as in Turtle."""
    assert (term.value(ox.BlankNode("x")), term.text(ox.BlankNode("x"))) == ("_:x", "_:x")
