"""What is stated of things."""

import pyoxigraph as ox
import pytest

import partnergraph as pg
from partnergraph.profiles import fact
from partnergraph.storage.store import Store
from partnergraph.vocab import PREFIXES
from partnergraph.writing import format

DECIMAL = ox.NamedNode(PREFIXES["xsd"] + "decimal")


def test_what_is_derived_is_left_out(shipped: pg.KnowledgeGraph) -> None:
    """A property that only a rule gives is no fact, one that a file states is."""
    eiball = PREFIXES["body"] + "eiball"
    stated = fact.read(shipped.store, [eiball])[eiball]
    assert PREFIXES["org"] + "subOrganizationOf" in stated
    assert PREFIXES["org"] + "transitiveSubOrganizationOf" not in stated


def test_only_iris_are_asked_for() -> None:
    """Blank nodes and words that are no IRI have no facts, and do no harm."""
    store = Store()
    store.add_text("<urn:a> <urn:p> 1 . [] <urn:p> 2 .", format.TURTLE)
    assert list(fact.read(store, ["_:b0", "} UNION { ?s ?p ?o", "urn:a", "urn:none"])) == ["urn:a"]
    assert fact.read(store, []) == {}


@pytest.mark.parametrize(
    ("iri", "expected"),
    [
        (PREFIXES["pg"] + "supportRole", "support role"),
        (PREFIXES["schema"] + "foundingDate", "founding date"),
        (PREFIXES["frapo"] + "hasProjectIdentifier", "project identifier"),
        ("https://example.org/moon_base", "moon base"),
    ],
)
def test_properties_have_names(iri: str, expected: str) -> None:
    """The label of the ontology, else the words of the IRI."""
    assert fact.label(iri) == expected


@pytest.mark.parametrize(
    ("amount", "expected"),
    [("83500", "EUR 83,500"), ("5608543.5", "EUR 5,608,543.50"), ("much", "EUR much")],
)
def test_money_is_told_in_euro(amount: str, expected: str) -> None:
    """Thousands are parted, cents told where there are some, and what is no number stays as it is."""
    assert fact.euros(ox.Literal(amount, datatype=DECIMAL)) == expected
