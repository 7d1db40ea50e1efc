"""Kinds of things and the words for them."""

from pathlib import Path

import pytest

import partnergraph as pg
from partnergraph import ontology
from partnergraph.errors import UnknownNameError
from partnergraph.questions.kind import Kind, Kinds
from partnergraph.sources.sheets import column
from partnergraph.storage.store import Store
from partnergraph.view import words
from partnergraph.vocab import KINDS, PREFIXES

WORDS = [
    ("society", "pg:Society"),
    ("Societies", "pg:Society"),
    ("pg:Society", "pg:Society"),
    ("https://w3id.org/partnergraph/ontology#Society", "pg:Society"),
    ("committees", "pg:Committee"),
    ("working group", "pg:WorkingGroup"),
    ("working-groups", "pg:WorkingGroup"),
    ("WorkingGroup", "pg:WorkingGroup"),
    ("memoranda of understanding", "pg:MemorandumOfUnderstanding"),
    ("universities", "pg:University"),
    ("companies", "pg:Company"),
    ("survey series", "pg:SurveySeries"),
]


@pytest.fixture(scope="module")
def kinds(shipped: pg.KnowledgeGraph) -> Kinds:
    """Give the kinds of the shipped graph."""
    return Kinds(shipped.store)


@pytest.mark.parametrize(("word", "expected"), WORDS)
def test_a_class_has_many_spellings(kinds: Kinds, word: str, expected: str) -> None:
    """Capitals, blanks, hyphens and the plural do not matter; prefixed name and IRI will do."""
    assert kinds.find(word).word == expected


def test_subclasses_belong_to_their_class(kinds: Kinds) -> None:
    """A subcommittee is listed among the committees."""
    eiball = PREFIXES["body"] + "eiball"
    assert eiball in kinds.find("committee").things
    assert eiball in kinds.find("subcommittee").things
    assert eiball not in kinds.find("society").things


@pytest.mark.parametrize(
    ("word", "classes"),
    [
        ("bodies", "org:FormalOrganization org:OrganizationalUnit org:Organization pg:Network"),
        ("events", "schema:Event schema:EventSeries"),
        ("agreements", "pg:Agreement"),
        ("projects", "pg:Project pg:ProjectSet"),
        ("surveys", "pg:Survey pg:SurveySeries"),
        ("units", "org:OrganizationalUnit"),
        ("places", "dcterms:Location"),
    ],
)
def test_everyday_words_stand_for_several_classes(
    shipped: pg.KnowledgeGraph, kinds: Kinds, word: str, classes: str
) -> None:
    """What people say for many classes finds the things of all of them and their subclasses, and no others."""
    answer = shipped.query(
        f"SELECT DISTINCT ?thing {{ VALUES ?class {{ {classes} }} ?thing a/rdfs:subClassOf* ?class }}"
    )
    assert len(answer) > 5
    assert set(kinds.find(word).things) == set(answer.values("thing"))


def test_an_event_set_is_an_event(kinds: Kinds) -> None:
    """A series and a set of events are found among the events."""
    events = {PREFIXES["event"] + "ecr", PREFIXES["event"] + "esr-eortc-ecr-sessions"}
    assert events <= kinds.family("event")


def test_every_kind_of_iri_can_be_listed(kinds: Kinds) -> None:
    """The folders of IRIs are words for kinds, but for what is no thing of its own."""
    assert all(kinds.find(word) for word in KINDS if word not in {"evidence", "period"})


def test_an_unknown_kind_names_the_nearest(kinds: Kinds) -> None:
    """The complaint tells near kinds with their numbers, on one line, whatever was typed."""
    with pytest.raises(UnknownNameError, match=r"nearest kinds are committee \(\d+\)"):
        kinds.find("comitee")
    with pytest.raises(UnknownNameError) as caught:
        kinds.find("x\n" * 20_000)
    assert len(str(caught.value)) < 200
    assert "\n" not in str(caught.value)


def test_sources_and_terms_are_no_things(kinds: Kinds) -> None:
    """Sources, evidence and terms of the ontology are not counted."""
    assert all(thing.startswith((PREFIXES["id"], "http://publications.europa.eu/")) for thing in kinds.classes)
    assert not any("/evidence/" in thing for thing in kinds.classes)


def test_documents_can_be_listed(kinds: Kinds) -> None:
    """They are no things of the network, but a kind of their own, by either name."""
    found = {kinds.find(word) for word in ("document", "Documents", "sources", "pg:Source")}
    assert len(found) == 1
    assert found == {kind for kind in kinds.all() if kind.label == "Document"}


def test_no_two_kinds_have_one_name(kinds: Kinds) -> None:
    """A name in the list is one that can be listed, and gives as many things as it says."""
    labels = [kind.label for kind in kinds.all()]
    assert len(labels) == len(set(labels))
    assert all(kinds.find(kind.label).things == kind.things for kind in kinds.all())


def test_nothing_has_no_kinds() -> None:
    """An empty store has no kinds, and a known class without things is still known."""
    assert Kinds(Store()).all() == ()
    assert Kinds(Store()).find("university") == Kind("University", "pg:University", ())


def test_a_class_of_ones_own_is_a_kind(tmp_path: Path) -> None:
    """Classes that the ontology does not know are kinds by their local name."""
    (tmp_path / "own.ttl").write_text("<urn:x> a <https://example.org/terms#MoonBase> . <urn:y> a <urn:odd:> .")
    with pg.open(tmp_path / "own.ttl") as graph:
        assert graph.list("MoonBases").values("iri") == ["urn:x"]
        assert len(graph.list()) == 2


def test_what_a_sheet_calls_an_organisation_is_called_so_everywhere(tmp_path: Path) -> None:
    """Lists, questions, networks and pages in each language have the word of the sheets for a body without more."""
    path = tmp_path / "a.ttl"
    path.write_text(
        "PREFIX org: <http://www.w3.org/ns/org#> PREFIX pg: <https://w3id.org/partnergraph/ontology#>"
        "<urn:alpha> a org:FormalOrganization . "
        "<urn:beta> a org:FormalOrganization , pg:Network ; org:unitOf <urn:alpha> ."
        "<urn:mou> a pg:Agreement ; pg:party <urn:alpha> , <urn:beta> .",
        encoding="utf-8",
    )
    with pg.open(path) as graph:
        listed = {row["iri"]: row["kind"] for row in graph.list("body").records()}
        chain = graph.ask("unit-chain", {"unit": "urn:beta"}).values("kind")
        network = graph.network()
        assert listed == {"urn:alpha": "Organisation", "urn:beta": "Network"}
        assert (chain, network.nodes["urn:alpha"]["type_label"]) == (["Network", "Organisation"], "Organisation")
    known = [each for each in column.types().values() if each.kind not in {"membership", "participation"}]
    types = {ontology.shipped().label(each.classes[0]) for each in known}
    unsaid = {language: types - set(words.of(language).table["terms"]) for language in words.languages()}
    assert {language for language, told in unsaid.items() if told} == set(), unsaid
