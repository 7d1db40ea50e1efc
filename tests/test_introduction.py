"""Over whom one body can be introduced to another."""

import csv
import datetime as dt
import io
import json
from pathlib import Path

import pytest
from rdflib import URIRef

import partnergraph as pg
from partnergraph.errors import ChoiceError
from partnergraph.readings import introduction, itinerary
from partnergraph.readings.introduction import Answer, Guide
from partnergraph.vocab import PREFIXES, expand
from partnergraph.writing import format
from tests.command import run

HEAD = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in PREFIXES.items())
WORLD = """
body:a a pg:Society ; skos:prefLabel "A" . body:b a pg:Society ; skos:prefLabel "B" .
body:c a pg:Society ; skos:prefLabel "C" . body:d a pg:Society ; skos:prefLabel "D" .
body:e a pg:Society ; skos:prefLabel "E" . body:f a pg:Society ; skos:prefLabel "F" .
body:alone a pg:Society ; skos:prefLabel "Alone" .
body:self a pg:Society ; skos:prefLabel "Self" .
body:unit a pg:Committee ; skos:prefLabel "Unit" ; org:unitOf body:d .
agreement:ab a pg:Agreement ; skos:prefLabel "AB" ; pg:party body:a, body:b ; schema:startDate "2010"^^xsd:gYear ;
    pg:evidence evidence:ab .
evidence:ab dcterms:source source:s ; pg:paragraph 3 . source:s dcterms:title "The source" .
agreement:bc a pg:Agreement ; skos:prefLabel "BC" ; pg:party body:b, body:c .
agreement:ac a pg:Agreement ; skos:prefLabel "AC" ; pg:party body:a, body:c ; pg:endsOn "2012"^^xsd:gYear .
membership:cd a org:Membership ; org:member body:c ; org:organization body:d ; org:role pg:role-member .
agreement:ef a pg:Agreement ; skos:prefLabel "EF" ; pg:party body:e, body:f ; pg:endsOn "2012"^^xsd:gYear .
agreement:own a pg:Agreement ; skos:prefLabel "Pact" ; pg:party body:self .
topic:t a pg:Topic ; skos:prefLabel "T" . body:alone schema:knowsAbout topic:t . body:a schema:knowsAbout topic:t .
"""


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a file with a small world of bodies."""
    path = tmp_path_factory.mktemp("world") / "world.ttl"
    path.write_text(HEAD + WORLD, encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def world(file: Path) -> pg.KnowledgeGraph:
    """Give the graph of that world."""
    return pg.open(file)


def paths(world: pg.KnowledgeGraph, one: str, other: str, k: int = 5, *, lapsed: bool = False) -> Answer:
    """Give the paths from one to the other at the end of 2020."""
    return world.paths(one, other, most=k, as_of="2020", lapsed=lapsed)


def over(answer: Answer) -> list[str]:
    """Give each way as the names that it leads over."""
    return ["".join([way.steps[0].start.short, *(step.end.short for step in way.steps)]) for way in answer.ways]


def test_lapsed_ties_are_avoided_unless_asked(world: pg.KnowledgeGraph) -> None:
    """An agreement that ended in 2012 leads nowhere in 2020; asked for, it does, and costs more than two in force."""
    assert over(paths(world, "A", "C")) == ["ABC"]
    found = paths(world, "A", "C", lapsed=True)
    assert over(found) == ["ABC", "AC"]
    (lapsed,) = next(way for way in found.ways if len(way.steps) == 1).steps
    assert (lapsed.bonds[0].lapsed, round(lapsed.strength, 3)) == (True, 0.330)
    assert (
        itinerary.sentence(lapsed, lapsed.bonds[0])
        == "A (signatory) and C (signatory) share the agreement AC (until 2012, lapsed)"
    )


def test_every_step_tells_what_ties_and_where_it_is_written(world: pg.KnowledgeGraph) -> None:
    """A step has its agreement or membership with dates, and the evidence that the graph has for it."""
    (way,) = paths(world, "A", "D").ways
    first, _, last = way.steps
    assert [(bond.name, bond.start, bond.evidence[0].title) for bond in first.bonds] == [("AB", "2010", "The source")]
    assert (
        itinerary.sentence(first, first.bonds[0])
        == "A (signatory) and B (signatory) share the agreement AB (since 2010)"
    )
    assert itinerary.sentence(last, last.bonds[0]) == "C belongs to D as member"
    assert way.chance == pytest.approx(1 / 8)


def test_the_way_back_is_the_way(world: pg.KnowledgeGraph) -> None:
    """From the other end the same ways are found, and a unit leads up to its body and down again."""
    there, back = paths(world, "A", "Unit"), paths(world, "Unit", "A")
    assert (over(there), over(back)) == (["ABCDUnit"], ["UnitDCBA"])
    assert there.ways[0].cost == back.ways[0].cost
    sides = [itinerary.sentence(step, step.bonds[0]) for step in (there.ways[0].steps[-1], back.ways[0].steps[0])]
    assert sides == ["Unit is part of D"] * 2
    assert itinerary.sentence(back.ways[0].steps[1], back.ways[0].steps[1].bonds[0]) == "C belongs to D as member"


@pytest.mark.parametrize(
    ("one", "other", "reason"),
    [
        ("A", "Alone", "Nothing in force ties Alone to another body"),
        ("Self", "A", "Nothing in force ties Self to another body"),
        ("Self", "Alone", "Nothing in force ties Self or Alone to another body"),
        ("E", "F", "Nothing in force ties E or F to another body; with ties that have lapsed there is a way"),
    ],
)
def test_no_way_is_explained(world: pg.KnowledgeGraph, one: str, other: str, reason: str) -> None:
    """Where no way leads there the answer says which of the two is tied to nobody, and whether lapsed ties would do."""
    found = paths(world, one, other)
    assert (found.ways, found.reason) == ((), reason)


def test_parts_that_lie_apart_are_counted(world: pg.KnowledgeGraph) -> None:
    """Two bodies that are both tied, but not to each other, lie apart: the answer says among how many bodies."""
    assert paths(world, "A", "E", lapsed=True).reason == "They lie apart: A among 5 bodies, E among 2"


@pytest.mark.parametrize(
    ("one", "other", "k", "message"),
    [
        ("A", "A", 5, "A needs no introduction to itself"),
        ("A", "agreement:ab", 5, "AB is no body \\(agreement\\)"),
        ("A", "B", 0, "most must be a whole number, 1 to 100, and not 0"),
        ("A", "B", 101, "most must be a whole number, 1 to 100, and not 101"),
    ],
)
def test_wrong_questions_are_refused(world: pg.KnowledgeGraph, one: str, other: str, k: int, message: str) -> None:
    """A body and itself, what is no body, and a number that is none are errors that say what to do."""
    with pytest.raises(ChoiceError, match=f"(?i){message}"):
        paths(world, one, other, k)


def test_another_day_has_other_ways(world: pg.KnowledgeGraph) -> None:
    """In 2009 no way leads over the agreement of 2010; in 2012 that which ends with the year still holds."""
    assert over(world.paths("A", "B", as_of="2009")) == ["ACB"]
    assert over(world.paths("A", "C", as_of="2012")) == ["AC", "ABC"]


def test_who_left_and_came_again_introduces_nobody_in_between(tmp_path: Path) -> None:
    """A project that one left and came back to is a way in each of the two spells, with the role and dates of each."""
    (tmp_path / "world.ttl").write_text(
        HEAD
        + """
    project:p a pg:Project ; skos:prefLabel "P" .
    body:a a pg:Society ; skos:prefLabel "A" . body:b a pg:Society ; skos:prefLabel "B" .
    participation:1 a pg:Participation ; org:member body:a ; org:organization project:p ; org:role pg:role-participant ;
        schema:startDate "2010"^^xsd:gYear ; schema:endDate "2012"^^xsd:gYear .
    participation:2 a pg:Participation ; org:member body:a ; org:organization project:p ; org:role pg:role-coordinator ;
        schema:startDate "2016"^^xsd:gYear ; schema:endDate "2018"^^xsd:gYear .
    participation:3 a pg:Participation ; org:member body:b ; org:organization project:p ;
        schema:startDate "2011"^^xsd:gYear .
    """,
        encoding="utf-8",
    )
    with pg.open(tmp_path / "world.ttl") as graph:
        bonds = {
            year: [step.bonds for way in graph.paths("A", "B", as_of=year).ways for step in way.steps]
            for year in ("2011", "2014", "2017")
        }
        (late,) = graph.paths("A", "B", as_of="2026", lapsed=True).ways[0].steps
    told = {
        year: [(bond.roles[0], bond.start, bond.end) for each in found for bond in each]
        for year, found in bonds.items()
    }
    assert told == {"2011": [("participant", "2011", "2012")], "2014": [], "2017": [("coordinator", "2016", "2018")]}
    assert [(bond.lapsed, bond.end) for bond in late.bonds] == [(True, "2018")]


def test_a_body_is_introduced_to_nobody_before_it_is_founded(tmp_path: Path) -> None:
    """Paths, partners and windows know no body before its founding, where its ties tell no date; those told count."""
    (tmp_path / "world.ttl").write_text(
        HEAD
        + """
    body:a a pg:Society ; skos:prefLabel "A" ; schema:foundingDate "2005-02"^^xsd:gYearMonth .
    body:b a pg:Society ; skos:prefLabel "B" . body:c a pg:Society ; skos:prefLabel "C" .
    agreement:ab a pg:Agreement ; pg:party body:a, body:b . agreement:bc a pg:Agreement ; pg:party body:b, body:c .
    agreement:ac a pg:Agreement ; pg:party body:a, body:c ; pg:signedOn "2001"^^xsd:gYear .
    """,
        encoding="utf-8",
    )
    with pg.open(tmp_path / "world.ttl") as graph:
        answers = [graph.paths("A", "B", as_of=year) for year in ("2004", "2005")]
        partners = {year: graph.projection(start=year, end=year).count.tolist() for year in ("2000", "2004", "2005")}
    assert [len(answer.ways) for answer in answers] == [0, 2]
    assert answers[0].reason == "Nothing in force ties A to another body"
    assert partners == {"2000": [1.0], "2004": [1.0, 1.0], "2005": [1.0, 1.0, 1.0]}


def test_command_gives_rows_json_and_exit_codes(file: Path) -> None:
    """CSV has a row for each tie, JSON everything; no path ends in 1, one name or an unknown one in 2."""
    rows = list(csv.DictReader(io.StringIO(run("path", "A", "D", file, "--as-of", "2020", "-f", "csv").stdout)))
    assert [(row["from"], row["to"], row["name"]) for row in rows][:2] == [("A", "B", "AB"), ("B", "C", "BC")]
    assert rows[0]["source"] == "The source, paragraph 3"
    told = json.loads(run("path", "A", "D", file, "--as-of", "2020").stdout)
    assert (told["day"], len(told["ways"]), told["reason"]) == ("2020-12-31", 1, "")
    none = run("path", "E", "F", file, "-f", "md", "--as-of", "2020")
    assert (none.exit_code, "Nothing in force" in none.stdout) == (1, True)
    assert run("path", "A", file).exit_code == run("path", "A", "Nobody", file).exit_code == 2
    assert run("path", "A", "B", file, "-k", "0").exit_code == 2


def test_a_large_network_is_asked_for_what_is_told_alone(
    shipped: pg.KnowledgeGraph, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where only the ties of the steps are read, the answer is the same as where all are."""
    whole = shipped.paths("ESR", "EORTC", most=3, as_of="2026", lapsed=True)
    monkeypatch.setattr(introduction, "_LARGE", 0)
    assert Guide(shipped.store, dt.date(2026, 12, 31), lapsed=True).between(whole.one.iri, whole.other.iri, 3) == whole


def test_what_is_added_meanwhile_counts(file: Path) -> None:
    """What is read of a graph is kept for the next question, until the graph changes, from here or through rdflib."""
    tie = "agreement:be a pg:Agreement ; pg:party body:b, body:e ; schema:startDate '2011'^^xsd:gYear ."
    with pg.open(file) as graph:
        assert not paths(graph, "A", "E").ways
        guides: dict[object, Guide] = graph.store.kept("guide", dict)
        (guide,) = guides.values()
        assert not paths(graph, "E", "A").ways
        assert [*guides.values()] == [guide]
        graph.local.add_text(HEAD + tie, format.TURTLE)
        assert over(paths(graph, "A", "E")) == ["ABE"]
        agreement, party, body = (URIRef(expand(each) or "") for each in ("agreement:be", "pg:party", "body:e"))
        graph.graph.remove((agreement, party, body))
        assert not paths(graph, "A", "E").ways


def test_many_ties_of_a_step_are_counted(shipped: pg.KnowledgeGraph) -> None:
    """On a page a step shows three of its ties and says how many more there are; JSON and CSV have all."""
    answer = shipped.paths("ESR", "EORTC", most=1, as_of="2026", lapsed=True)
    (step,) = answer.ways[0].steps
    assert len(step.bonds) > 3
    assert f"and {len(step.bonds) - 3} more" in itinerary.write(answer, format.MARKDOWN)
    assert len(itinerary.table(answer)) == len(step.bonds)
    assert step.strength == pytest.approx(sum(bond.strength for bond in step.bonds), abs=1e-5)
