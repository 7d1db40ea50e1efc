"""Where sources disagree."""

import re
from pathlib import Path

import partnergraph as pg
from partnergraph.profiles import disagreement, profile
from partnergraph.profiles.disagreement import Disagreement
from partnergraph.storage.store import Store
from partnergraph.values.term import text, value
from partnergraph.vocab import PG, PREFIXES
from partnergraph.writing import format

HEAD = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in PREFIXES.items())
FOUNDED = """
<urn:esr> a pg:Society ; skos:prefLabel "ESR"@en .
<urn:one> a pg:Founding ; org:resultingOrganization <urn:esr> ; schema:startDate "{}" ; skos:note "N" .
<urn:two> a pg:Founding ; org:resultingOrganization <urn:esr> ; schema:startDate "{}" ; pg:preferred true .
"""


ODD = Path(__file__).parent / "data" / "odd" / "graph.trig"


def found(turtle: str) -> tuple[Disagreement, ...]:
    """Give the disagreements in some Turtle, in which the prefixes need no declaration, once the question has them."""
    store = Store()
    store.add_text(HEAD + turtle, format.TURTLE)
    with pg.KnowledgeGraph(store, title="") as graph:
        assert asked(graph) == told(graph)
        return disagreement.read(store, profile.read(store))


def told(graph: pg.KnowledgeGraph) -> set[tuple[object, ...]]:
    """Give the sides of the disagreements in a graph: thing, property, value, whether it is preferred, who says it."""
    every = disagreement.read(graph.store, profile.read(graph.store))
    names = {each.property: re.split("[/#]", each.property)[-1].replace("Founding", "founding") for each in every}
    return {
        (each.name, names[each.property], side.value, side.preferred, side.statement)
        for each in every
        for side in each.sides
    }


def asked(graph: pg.KnowledgeGraph) -> set[tuple[object, ...]]:
    """Give the same as the question has it."""
    rows = graph.ask("disagreements")
    return {(*map(text, row[:3]), value(row[3]) is True, getattr(row[5], "value", None)) for row in rows}


def test_two_foundings_disagree() -> None:
    """A body that is founded twice has two dates; the preferred one comes first, each has its note."""
    (each,) = found(FOUNDED.format("2005", "2006-02"))
    assert (each.thing, each.name, each.property, each.label) == ("urn:esr", "ESR", PG + "Founding", "Founding")
    assert [(side.value, side.preferred, side.note) for side in each.sides] == [
        ("2006-02", True, ""),
        ("2005", False, "N"),
    ]


def test_every_founding_and_merger_is_a_side() -> None:
    """Where two mergers disagree, what is told as a founding is a side too; one of each is no disagreement."""
    merged = FOUNDED.format("2005", "2006").replace("pg:Founding", "pg:Merger")
    told = '<urn:x> a pg:Founding ; org:resultingOrganization <urn:esr> ; schema:startDate "2007" .'
    (each,) = found(merged + told)
    assert [side.value for side in each.sides] == ["2006", "2005", "2007"]
    assert found(FOUNDED.format("2005", "2005") + told.replace("Founding", "Merger")) == ()


def test_names_are_no_claims() -> None:
    """What is in dispute is told of the thing and of the nodes that state it; of a name nothing is."""
    turtle = """
    <urn:s> pg:subject <urn:p> ; pg:property schema:endDate ; pg:value "2021" .
    <urn:t> pg:subject <urn:p> ; pg:property schema:endDate ; pg:value "2022" .
    <urn:u> pg:subject <urn:p> ; pg:property skos:prefLabel ; pg:value "P" .
    <urn:v> pg:subject <urn:p> ; pg:property skos:prefLabel ; pg:value "Q" .
    """
    assert sorted(disagreement.claims(found(turtle))) == [
        *[("urn:p", "2021"), ("urn:p", "2022")],
        *[("urn:s", "2021"), ("urn:t", "2022")],
    ]


def test_a_year_and_a_day_of_it_agree() -> None:
    """One source may be more exact than the other."""
    assert found(FOUNDED.format("2005", "2005-12-10")) == ()


def test_statements_disagree() -> None:
    """Statements about one property are its sides; the value of the thing itself is one too, but is not told twice."""
    turtle = """
    <urn:p> schema:endDate "2022" ; skos:prefLabel "P"@en .
    <urn:s> a pg:Statement ; pg:subject <urn:p> ; pg:property schema:endDate ; pg:value "2021" .
    """
    assert [side.value for each in found(turtle) for side in each.sides] == ["2021", "2022"]
    turtle += '<urn:t> pg:subject <urn:p> ; pg:property schema:endDate ; pg:value "2022" ; pg:preferred true .'
    (each,) = found(turtle)
    assert [(side.value, side.statement) for side in each.sides] == [("2022", "urn:t"), ("2021", "urn:s")]


def test_a_thing_with_two_dates_disagrees_with_itself() -> None:
    """Two dates of one sort are a disagreement, two names are none."""
    (each,) = found('<urn:a> pg:signedOn "2014", "2015" ; skos:prefLabel "A"@en, "A"@de .')
    assert (each.label, len(each.sides)) == ("signed on", 2)


def test_things_are_named() -> None:
    """Where a statement gives a thing as the value, its name is told."""
    turtle = """
    <urn:b> skos:prefLabel "Board"@en . <urn:c> skos:prefLabel "Council"@en .
    <urn:s> pg:subject <urn:p> ; pg:property schema:founder ; pg:valueNode <urn:b> .
    <urn:t> pg:subject <urn:p> ; pg:property schema:founder ; pg:valueNode <urn:c> .
    """
    assert [side.value for each in found(turtle) for side in each.sides] == ["Board", "Council"]


def test_what_all_agree_on_is_no_disagreement() -> None:
    """A statement alone, or with the value of the thing itself, has nobody who says otherwise."""
    alone = '<urn:s> a pg:Statement ; pg:subject <urn:p> ; pg:property schema:endDate ; pg:value "2021" .'
    assert found(alone) == found(f'{alone} <urn:p> schema:endDate "2021"^^xsd:gYear .') == ()


def test_shipped_disagreements_rest_on_evidence(shipped: pg.KnowledgeGraph) -> None:
    """Every side of every disagreement names its document."""
    every = disagreement.read(shipped.store, profile.read(shipped.store))
    assert all(side.evidence for each in every for side in each.sides)


def test_the_question_tells_the_same(shipped: pg.KnowledgeGraph) -> None:
    """What portraits and counts call a disagreement is one for the question too, side for side."""
    assert asked(shipped) == told(shipped)
    with pg.open(ODD) as odd:
        assert len(asked(odd)) == 2
        assert asked(odd) == told(odd)
