"""Why a graph ties two bodies."""

import json
from pathlib import Path

import pytest

import partnergraph as pg
from partnergraph.profiles import explanation
from partnergraph.profiles.reason import Reason
from partnergraph.vocab import PREFIXES
from partnergraph.writing import format

HEAD = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in PREFIXES.items())
AGREEMENT = PREFIXES["agreement"] + "mou-esr-eortc-"


@pytest.fixture(scope="module")
def pair(shipped: pg.KnowledgeGraph) -> Reason:
    """Give why ESR and EORTC are tied."""
    return shipped.why("ESR", "EORTC")


def graph(folder: Path, turtle: str) -> pg.KnowledgeGraph:
    """Give the graph of some Turtle, in which the prefixes need no declaration."""
    (folder / "a.ttl").write_text(HEAD + turtle, encoding="utf-8")
    return pg.open(folder / "a.ttl")


def test_esr_and_eortc_are_tied_by_two_memoranda(pair: Reason) -> None:
    """The memoranda come first, in their order, then the cooperation, each with its dates and roles."""
    found = [(each.via, each.start) for each in pair.causes if each.way == "direct"]
    assert found[:2] == [(AGREEMENT + "2014", "2014"), (AGREEMENT + "2017", "2017-09")]
    assert PREFIXES["cooperation"] + "esr-eortc" in [via for via, _ in found]
    assert [(part.short, part.role) for part in pair.causes[0].parts] == [("EORTC", "signatory"), ("ESR", "signatory")]


def test_sessions_are_shared_and_units_cooperate(pair: Reason) -> None:
    """Both take part in the sessions; EIBALL and the EORTC Imaging Group cooperate for them."""
    ways = {each.via: each.way for each in pair.causes}
    assert ways[PREFIXES["event"] + "esr-eortc-ecr-sessions"] == "shared"
    assert ways[PREFIXES["cooperation"] + "eiball-eortc-imaging-group"] == "units"


def test_every_cause_names_section_and_paragraph(pair: Reason) -> None:
    """Each tie rests on evidence, and the founding page is cited by section and paragraph."""
    assert all(each.evidence for each in pair.causes)
    places = [each.place for cause in pair.causes[:2] for each in cause.evidence]
    assert any("section “" in place and "paragraph" in place and "characters" in place for place in places)
    text = explanation.write(pair, format.MARKDOWN)
    assert "paragraph 1, characters 1871–1994" in text


def test_all_common_nodes_of_the_network_are_told(shipped: pg.KnowledgeGraph, pair: Reason) -> None:
    """Whatever node of the network has a line to both is among the causes."""
    network = shipped.network()
    esr, eortc = (PREFIXES["body"] + slug for slug in ("esr", "eortc"))
    common = set(network.neighbors(esr)) & set(network.neighbors(eortc))
    parties = {iri for iri in common if not iri.startswith(PREFIXES["body"])}
    assert parties <= {each.via for each in pair.causes}


def test_a_unit_belongs_to_a_body_step_by_step(shipped: pg.KnowledgeGraph) -> None:
    """From EIBALL up to the ESR each step is a tie with evidence of its own."""
    reason = shipped.why("EIBALL", "ESR")
    steps = [[part.name for part in each.parts] for each in reason.causes if each.words == "part of"]
    assert steps == [
        ["European Imaging Biomarkers Alliance", "ESR Research Committee"],
        ["European Society of Radiology", "ESR Research Committee"],
    ]
    assert all(each.evidence for each in reason.causes)
    assert reason.tied


def test_an_agreement_ties_its_party(shipped: pg.KnowledgeGraph) -> None:
    """A body and what it takes part in are tied directly."""
    reason = shipped.why("ESR", "agreement:mou-esr-eortc-2014")
    assert [(each.way, each.words) for each in reason.causes if each.tie.endswith("tie-agreement")] == [
        ("direct", "party to agreement")
    ]


def test_without_a_tie_the_shortest_way_is_told(tmp_path: Path) -> None:
    """Two bodies that only share a partner are not tied; what lies between them is named, a knot on the way once."""
    turtle = """
    body:a skos:prefLabel "A" . body:b skos:prefLabel "B" . body:c skos:prefLabel "C" . body:d skos:prefLabel "D" .
    agreement:x a pg:Agreement ; skos:prefLabel "X" ; pg:party body:a, body:b .
    agreement:y a pg:Agreement ; skos:prefLabel "Y" ; pg:party body:b, body:c .
    """
    with graph(tmp_path, turtle) as opened:
        reason, alone = opened.why("A", "C"), opened.why("A", "D")
    assert (reason.tied, reason.chain) == (False, ("A", "X", "B", "Y", "C"))
    assert [(each.way, each.name, [part.name for part in each.parts]) for each in reason.causes] == [
        ("chain", "X", ["A", "B"]),
        ("chain", "Y", ["B", "C"]),
    ]
    assert "The shortest way is A – X – B – Y – C." in explanation.told(reason).paragraphs[0]
    assert (alone.tied, alone.chain, alone.causes) == (False, (), ())


def test_the_time_of_a_tie_is_that_of_both(tmp_path: Path) -> None:
    """A project ties two while both are in it; each part has its own dates, and never together is said."""
    turtle = """
    project:p a pg:Project ; skos:prefLabel "P" .
    body:a skos:prefLabel "A" . body:b skos:prefLabel "B" . body:c skos:prefLabel "C" .
    participation:1 a pg:Participation ; org:member body:a ; org:organization project:p ; org:role pg:role-participant ;
        schema:startDate "2010"^^xsd:gYear ; schema:endDate "2012"^^xsd:gYear .
    participation:2 a pg:Participation ; org:member body:a ; org:organization project:p ; org:role pg:role-coordinator ;
        schema:startDate "2016"^^xsd:gYear ; schema:endDate "2018"^^xsd:gYear .
    participation:3 a pg:Participation ; org:member body:b ; org:organization project:p ;
        schema:startDate "2013"^^xsd:gYear ; schema:endDate "2015"^^xsd:gYear .
    participation:4 a pg:Participation ; org:member body:c ; org:organization project:p ;
        schema:startDate "2011"^^xsd:gYear .
    """
    with graph(tmp_path, turtle) as opened:
        never, both = opened.why("A", "B"), opened.why("A", "C")
    assert [(each.apart, each.start, each.end) for each in (*never.causes, *both.causes)] == [
        (True, "", ""),
        (False, "2011", "2018"),
    ]
    told = "A (coordinator, 2016 to 2018), A (participant, 2010 to 2012), B (2013 to 2015)"
    text = explanation.write(never, format.MARKDOWN)
    assert f"works in project, not at the same time\n  - {told}\n" in text


def test_one_thing_rests_on_its_evidence(shipped: pg.KnowledgeGraph, tmp_path: Path) -> None:
    """For one thing every piece of its evidence is told; twice the same thing is one; without evidence that is said."""
    reason = shipped.why("EIBALL")
    assert reason.tied
    assert reason.things[0].evidence
    assert shipped.why("EIBALL", "body:eiball") == reason
    assert len(explanation.table(reason)) == len(reason.things[0].evidence)
    with graph(tmp_path, 'body:a a pg:Society ; skos:prefLabel "A" .') as opened:
        bare = opened.why("A")
    assert not bare.tied
    assert "No evidence is given for it." in explanation.write(bare, format.MARKDOWN)


def test_disagreement_about_a_tie_is_told(tmp_path: Path) -> None:
    """Where an agreement has two dates both are told, with the preferred one marked; a quote is shown."""
    turtle = """
    body:a a pg:Society . body:b a pg:Society .
    agreement:x a pg:Agreement ; skos:prefLabel "X" ; pg:party body:a, body:b ; pg:signedOn "2014" ; pg:preferred true ;
        pg:evidence evidence:e .
    evidence:e dcterms:source source:s ; oa:hasSelector <urn:q> . <urn:q> oa:exact "was signed" .
    statement:s a pg:Statement ; pg:subject agreement:x ; pg:property pg:signedOn ; pg:value "2015" .
    """
    with graph(tmp_path, turtle) as opened:
        reason = opened.why("body:a", "body:b")
    (cause,) = reason.causes
    assert cause.preferred
    assert [side.value for each in reason.disagreements for side in each.sides] == ["2014", "2015"]
    text = explanation.write(reason, format.MARKDOWN)
    assert "**X, signed on: 2015**" in text
    assert "“was signed”" in text


def test_json_and_csv_have_one_form(shipped: pg.KnowledgeGraph, pair: Reason) -> None:
    """The keys are the same for a pair, one thing, and two that nothing ties; CSV has a row for each evidence."""
    keys = {"things", "tied", "chain", "causes", "disagreements"}
    cause = {
        *("way", "via", "name", "kind", "tie", "words", "start", "end", "lasting", "details"),
        "apart",
        *("preferred", "parts", "evidence"),
    }
    for reason in (pair, shipped.why("ESR"), shipped.why("topic:medicine", "EIBALL")):
        told = json.loads(explanation.write(reason, format.RECORDS))
        assert set(told) == keys
        assert all(set(each) == cause for each in told["causes"])
    rows = explanation.table(pair).records()
    assert {row["party"] for row in rows} >= {
        "European Society of Radiology",
        "European Organisation for Research and Treatment of Cancer",
    }
    assert all(row["document"] for row in rows)
