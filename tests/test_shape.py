"""Shapes of a user's own add to the shipped ones or stand alone, and reach out to nothing."""

from pathlib import Path

import pytest
from rdflib.plugins.sparql.parser import parseQuery

import partnergraph as pg
from partnergraph.checking import shape
from partnergraph.errors import InputError

PREFIXES = """\
@prefix ex: <https://example.org/> .
@prefix org: <http://www.w3.org/ns/org#> .
@prefix pg: <https://w3id.org/partnergraph/ontology#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
"""
ACRONYM = """\
ex:acronym a sh:NodeShape ; rdfs:label "A society has an acronym"@en ; sh:targetClass pg:Society ;
    sh:property [ sh:path skos:altLabel ; sh:minCount 1 ; sh:severity sh:Warning ;
        sh:message "Kein Kürzel."@de , "No acronym."@en ] .
"""
QUERY = """\
ex:formal a sh:NodeShape ; sh:targetClass org:FormalOrganization ; sh:sparql [
    sh:prefixes <https://w3id.org/partnergraph/ontology> ; sh:message "{$this} signed {?value}."@en ;
    sh:select "SELECT $this ?value { ?value pg:party $this }" ] .
"""


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """Give a file for shapes of one's own."""
    return tmp_path / "own.ttl"


def checked(small: Path, own: Path, text: str, *, shipped: bool = False) -> list[tuple[str, str, str]]:
    """Give severity, rule and message of what shapes find in the small file."""
    own.write_text(PREFIXES + text, encoding="utf-8")
    with pg.open(small) as graph:
        return [(each.severity, each.rule, each.message) for each in graph.validate(own, shipped=shipped)]


def test_own_shapes_stand_alone(small: Path, own: Path) -> None:
    """Without the shipped shapes only one's own count; an anonymous one goes by the name of the one around it."""
    assert checked(small, own, ACRONYM) == [("warning", "https://example.org/acronym", "No acronym.")]


def test_own_shapes_add_to_the_shipped(small: Path, own: Path) -> None:
    """With the shipped shapes both count."""
    rules = {rule.rpartition("/")[2] for _, rule, _ in checked(small, own, ACRONYM, shipped=True)}
    assert rules == {"acronym", "ontology#shape-evidence"}


def test_own_queries_know_the_prefixes(small: Path, own: Path) -> None:
    """A query of one's own may use the prefixes that the ontology declares; classes are known with what is below."""
    found = checked(small, own, QUERY)
    assert {rule for _, rule, _ in found} == {"https://example.org/formal"}
    assert len(found) == 2


def test_own_queries_are_read_once(small: Path, own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """However many nodes a query is asked of, it is read once."""
    read: list[str] = []

    def noted(text: str) -> object:
        read.append(text)
        return parseQuery(text)

    monkeypatch.setattr("rdflib.plugins.sparql.processor.parseQuery", noted)
    assert len(checked(small, own, QUERY)) == 2
    assert len(read) == 1


def test_a_shape_without_message_gets_one(small: Path, own: Path) -> None:
    """Where a shape says nothing, the engine's words are told."""
    text = "ex:a a sh:PropertyShape ; sh:targetClass pg:Committee ; sh:path skos:altLabel ; sh:minCount 1 ."
    ((severity, rule, message),) = checked(small, own, text)
    assert (severity, rule) == ("violation", "https://example.org/a")
    assert "Less than 1 values" in message


REACHING = [
    ("SELECT $this { SERVICE <https://example.org/> { $this ?p ?o } }", "SERVICE would send a request"),
    ("SELECT $this FROM <https://example.org/> { $this ?p ?o }", "FROM would fetch a graph"),
    ("INSERT DATA { <urn:a> <urn:b> <urn:c> }", "INSERT changes a graph"),
]


@pytest.mark.parametrize(("query", "complaint"), REACHING)
def test_queries_that_reach_out_are_refused(small: Path, own: Path, query: str, complaint: str) -> None:
    """A query of a shape asks the graph that is checked, and nothing else."""
    text = f'ex:a a sh:NodeShape ; sh:targetClass pg:Society ; sh:sparql [ sh:select "{query}" ] .'
    with pytest.raises(InputError, match=f"own.ttl: in a sh:select: .*{complaint}"):
        checked(small, own, text)


BROKEN = [
    "ex:a a sh:PropertyShape ; sh:path [ sh:alternativePath () ] ; sh:targetClass pg:Society ; sh:minCount 1 .",
    "ex:a a sh:NodeShape ; sh:targetClass pg:Society ; sh:sparql [ sh:select 'SELECT $this {' ] .",
    "ex:a a sh:NodeShape ; sh:targetClass pg:Society ; sh:property [ sh:path skos:altLabel ; sh:pattern '(' ] .",
]


@pytest.mark.parametrize("text", BROKEN)
def test_shapes_that_make_no_sense_are_told(small: Path, own: Path, text: str) -> None:
    """Shapes that cannot be applied end in one line that names their file."""
    with pytest.raises(InputError, match=r"own\.ttl: the shapes cannot be applied: ") as caught:
        checked(small, own, text)
    assert "\n" not in str(caught.value)


def test_a_broken_file_of_shapes_is_told_with_its_place(small: Path, own: Path) -> None:
    """A file of shapes that is no Turtle is told with line and column."""
    with pytest.raises(InputError, match=r"own\.ttl:8:\d+: "):
        checked(small, own, "\nex:a a .")


def test_imports_are_not_followed(small: Path, own: Path) -> None:
    """What a file of shapes says it imports is not fetched."""
    text = (
        "ex: a <http://www.w3.org/2002/07/owl#Ontology> ; <http://www.w3.org/2002/07/owl#imports> <file:///none.ttl> ."
    )
    assert checked(small, own, text) == []


def test_titles_of_what_has_none() -> None:
    """A rule without label, and no rule at all, have no title."""
    shapes = shape.read()
    assert (shapes.title("urn:none"), shapes.title("")) == ("", "")
