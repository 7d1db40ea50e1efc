"""Whom a body is recommended, and why."""

import csv
import io
import json
from pathlib import Path

import pytest

import partnergraph as pg
from partnergraph.errors import ChoiceError
from partnergraph.readings import advice
from partnergraph.readings.contact import Contact, Link
from partnergraph.readings.recommendation import Advice
from partnergraph.vocab import PREFIXES
from partnergraph.writing import format
from tests.command import run

HEAD = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in PREFIXES.items())
MOU = "Memorandum of understanding"
BODIES = ("me", "friend", "wanted", "lapsed", "later", "host", "gone", "subject", "lone", "self")
WORLD = """
body:unit a pg:Committee ; skos:prefLabel "unit" ; org:unitOf body:me .
body:theirs a pg:Committee ; skos:prefLabel "theirs" ; org:unitOf body:host .
agreement:1 pg:party body:me, body:friend ; pg:evidence evidence:1 . agreement:1 skos:prefLabel "One" .
agreement:2 pg:party body:friend, body:wanted ; pg:evidence evidence:2 .
agreement:3 pg:party body:friend, body:lapsed .
agreement:4 pg:party body:me, body:lapsed ; pg:endsOn "2001"^^xsd:gYear .
agreement:5 pg:party body:friend, body:later .
agreement:6 pg:party body:me, body:later ; schema:startDate "2090"^^xsd:gYear .
agreement:7 pg:party body:friend, body:host . agreement:8 pg:party body:unit, body:theirs .
agreement:9 pg:party body:friend, body:gone . agreement:10 pg:party body:self .
body:gone schema:dissolutionDate "2010"^^xsd:gYear . body:wanted schema:addressCountry country:AUT .
topic:t a pg:Topic ; skos:prefLabel "Imaging" ; pg:evidence evidence:t .
body:me schema:knowsAbout topic:t . body:subject schema:knowsAbout topic:t . agreement:2 schema:about topic:t .
agreement:11 pg:party body:lone, body:lone2 . body:lone2 a pg:Society .
evidence:1 dcterms:source source:s . evidence:2 dcterms:source source:s ; pg:paragraph 2 .
evidence:t dcterms:source source:s .
source:s dcterms:title "The source" .
"""


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a file with a body, its partner, and others in every relation to it."""
    path = tmp_path_factory.mktemp("world") / "world.ttl"
    bodies = "".join(f'body:{each} a pg:Society ; skos:prefLabel "{each}" .\n' for each in BODIES)
    path.write_text(HEAD + bodies + WORLD, encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def world(file: Path) -> pg.KnowledgeGraph:
    """Give the graph of that file."""
    return pg.open(file)


def test_who_is_tied_in_any_way_is_left_out(world: pg.KnowledgeGraph) -> None:
    """Partners past, present and to come, bodies whose units know ours, and the dissolved are not recommended."""
    assert [each.name for each in world.recommend("me").candidates] == ["wanted", "subject"]


def test_who_became_a_partner_later_was_one_to_recommend(world: pg.KnowledgeGraph) -> None:
    """As of 2005 a tie that begins in 2090 is not known, and a body dissolved in 2010 lives."""
    names = {each.name for each in world.recommend("me", as_of="2005").candidates}
    assert names == {"wanted", "subject", "later", "gone"}


@pytest.fixture(scope="module")
def found(shipped: pg.KnowledgeGraph) -> Advice:
    """Give whom EORTC is recommended in the shipped network."""
    return shipped.recommend("EORTC", most=15, as_of="2026")


def test_no_partner_is_ever_recommended(shipped: pg.KnowledgeGraph, found: Advice) -> None:
    """On the shipped network nobody is recommended whom anything ties to the body, and each reason has evidence."""
    pairs = shipped.projection(networks=["agreements", "cooperations", "memberships", "projects", "units", "events"])
    ends = zip(pairs.one.tolist(), pairs.other.tolist(), strict=True)
    body = pairs.parties.index(found.iri)
    tied = {pairs.parties[end] for pair in ends if body in pair for end in pair}
    assert len(tied) > 100
    assert len(found.candidates) == 15
    assert tied.isdisjoint(each.iri for each in found.candidates)
    assert all(reason.evidence for each in found.candidates for reason in each.reasons if reason.counts)


def test_reasons_add_up_to_the_score(found: Advice) -> None:
    """The score is what its parts make, and where all reasons are told each part is their sum."""
    for each in found.candidates:
        assert each.score == pytest.approx((1 + each.partners) * (1 + each.topics) - 1, abs=1e-4)
        for kind, whole, count in (
            ("partner", each.partners, each.shared_partners),
            ("topic", each.topics, each.shared_topics),
        ):
            reasons = [reason for reason in each.reasons if reason.kind == kind]
            assert len(reasons) == min(count, 20)
            if len(reasons) == count:
                assert sum(reason.counts for reason in reasons) == pytest.approx(whole, abs=1e-4)


def test_reasons_show_their_sum_and_their_evidence(world: pg.KnowledgeGraph) -> None:
    """A partner counts by how many it has, a topic by how many ties and bodies have it; each rests on both sides."""
    wanted, subject = world.recommend("me").candidates
    partner = next(reason for reason in wanted.reasons if reason.kind == "partner")
    topic = next(reason for reason in wanted.reasons if reason.kind == "topic")
    assert (partner.name, partner.sum, {each.place for each in partner.evidence}) == (
        "friend",
        "1 / ln 6",
        {"", "paragraph 2"},
    )
    assert (topic.name, topic.sum) == ("Imaging", "1 x 1 / ln (2 + 4)")
    assert [reason.name for reason in wanted.reasons if not reason.counts] == ["AT"]
    assert (subject.shared_partners, subject.shared_topics) == (0, 1)
    page = advice.write(world.recommend("me"), format.MARKDOWN, explain=True)
    assert "knows friend (0.56 = 1 / ln 6)" in page
    assert "(1 + 0.56 by partners) x (1 + 0.56 by topics) - 1" in page
    assert "no partner yet of country AT" in page


def test_reasons_tell_what_ties_and_whether_it_has_ended(tmp_path: Path) -> None:
    """A reason names the strongest ties with kind and dates, also without a source; of the past it says knew."""
    agreements = [
        f"agreement:{number} a pg:MemorandumOfUnderstanding ; pg:party body:wanted, body:friend ; "
        f'skos:prefLabel "Pact {number}" ; schema:startDate "20{number}"^^xsd:gYear ; '
        f'pg:endsOn "20{number + 2}"^^xsd:gYear .'
        for number in (10, 12, 14)
    ]
    ours = 'agreement:1 a pg:Agreement ; pg:party body:me, body:friend ; skos:prefLabel "One" .'
    path = tmp_path / "own.ttl"
    path.write_text(HEAD + "\n".join([*agreements, ours]), encoding="utf-8")
    with pg.open(path) as graph:
        then, now = (graph.recommend("body:me", as_of=day) for day in ("2014", "2020"))
    (reason,) = now.candidates[0].reasons
    assert (reason.ours and reason.ours.links[0].name, reason.evidence) == ("One", ())
    assert reason.theirs == Contact(
        3,
        lapsed=True,
        links=tuple(
            Link(f"{PREFIXES['agreement']}{year}", f"Pact {year}", MOU, f"20{year}", f"20{year + 2}", lasting=False)
            for year in (14, 12)
        ),
    )
    marks = f"{MOU}, 2014 to 2016); Pact 12 ({MOU}, 2012 to 2014)"
    assert f"knew body:friend: Pact 14 ({marks}; 1 more" in advice.write(now, format.MARKDOWN)
    assert f"knows body:friend: Pact 12 ({MOU}, 2012 to 2014)" in advice.write(then, format.MARKDOWN)
    (row,) = csv.DictReader(io.StringIO(advice.write(now, format.CSV)))
    assert (row["by"], row["lapsed"]) == (f"Pact 14 ({marks}; 1 more", "yes")


@pytest.mark.parametrize("name", ["self", "lone"])
def test_without_candidates_the_reason_is_told(world: pg.KnowledgeGraph, name: str) -> None:
    """A body that is tied to itself alone, and one whose partner has no other, are told so."""
    found = world.recommend(name)
    assert (found.candidates, found.reason) == (
        (),
        f"Nobody shares a partner or a topic with {name} and is not tied to it",
    )


@pytest.mark.parametrize(
    ("name", "most", "message"),
    [
        ("topic:t", 5, "is no body"),
        ("me", 0, "most must be a whole number, 1 to 1,000, and not 0"),
        ("me", 10**6, "most must be a whole number, 1 to 1,000, and not 1000000"),
    ],
)
def test_wrong_questions_are_refused(world: pg.KnowledgeGraph, name: str, most: int, message: str) -> None:
    """What is no body, and a number out of range, are errors."""
    with pytest.raises(ChoiceError, match=message):
        world.recommend(name, most=most)


def test_command_gives_a_row_for_each_reason(file: Path) -> None:
    """CSV has a row for each reason, JSON everything; an unknown name ends in 2, and finding nobody in 1."""
    rows = [*csv.DictReader(io.StringIO(run("recommend", "me", file, "-f", "csv").stdout))]
    assert [(row["rank"], row["reason"]) for row in rows[:2]] == [("1", "partner"), ("1", "topic")]
    assert len(json.loads(run("recommend", "me", file, "-n", "1").stdout)["candidates"]) == 1
    assert run("recommend", "nobody", file).exit_code == 2
    none = run("recommend", "self", file, "-f", "md")
    assert (none.exit_code, "Nobody shares" in none.stdout) == (1, True)
