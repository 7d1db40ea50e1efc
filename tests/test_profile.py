"""What is shown of a thing."""

from collections.abc import Iterable

import pytest

import partnergraph as pg
from partnergraph.profiles import profile
from partnergraph.storage.queryable import Queryable
from partnergraph.storage.store import Store
from partnergraph.vocab import PREFIXES
from partnergraph.writing import format


def test_a_profile_has_names_classes_and_evidence(shipped: pg.KnowledgeGraph) -> None:
    """The ESR is shown with its acronym, its class and where that is written."""
    esr = profile.read(shipped.store)[PREFIXES["body"] + "esr"]
    assert esr.label == "European Society of Radiology"
    assert esr.names == ("ESR", "Europäische Gesellschaft für Radiologie")
    assert esr.country == "AT"
    assert PREFIXES["pg"] + "Society" in esr.types
    places = [each for each in esr.evidence if each.source == PREFIXES["source"] + "esr-research"]
    assert {each.read for each in esr.evidence} == {"2026-11-23"}
    assert all("characters" in each.place for each in places)
    assert len(places) == 8


def test_english_comes_first_and_the_others_are_names() -> None:
    """Of several labels the English one is the label."""
    store = Store()
    store.add_text(
        """PREFIX skos: <http://www.w3.org/2004/02/skos/core#> PREFIX schema: <https://schema.org/>
        <urn:a> skos:prefLabel "Gesellschaft"@de, "Society"@en ; skos:altLabel "S", "A" ; schema:startDate "2014" ;
            schema:addressCountry <http://publications.europa.eu/resource/authority/country/AUT> ;
            skos:note "N"@en .""",
        format.TURTLE,
    )
    shown = profile.read(store)["urn:a"]
    assert (shown.label, shown.names) == ("Society", ("Gesellschaft", "A", "S"))
    assert (shown.start, shown.end, shown.country, shown.note) == ("2014", "", "AT", "N")


@pytest.mark.parametrize(
    ("told", "shown"),
    [("country:CZE", "CZ"), ('"CZE"', "CZ"), ('"el"', "GR"), ('"Arda"', "Arda"), ("<urn:land/x>", "x")],
)
def test_a_country_is_shown_by_its_two_letters(told: str, shown: str) -> None:
    """However a country is told it is shown in one alphabet, without a graph that knows it; others as they are told."""
    store = Store()
    prefixes = "".join(f"PREFIX {name}: <{PREFIXES[name]}>\n" for name in ("country", "schema"))
    store.add_text(f"{prefixes}<urn:a> schema:addressCountry {told} .", format.TURTLE)
    assert profile.read(store)["urn:a"].country == shown


@pytest.mark.parametrize(("name", "acronym"), [("UÜ", "UÜ"), ("ÉÖ", "ÉÖ"), ("Uü", ""), ("U Ü", "")])
def test_acronyms_have_capitals_of_any_alphabet(name: str, acronym: str) -> None:
    """Two capitals in one word make an acronym, with or without a mark on them."""
    assert profile.Profile("Universität Übersee", names=("Overseas University", name)).acronym == acronym


def test_a_thing_without_a_name_is_shown_by_its_iri() -> None:
    """Something with a class alone still has a label."""
    store = Store()
    store.add_text("<urn:a> a <urn:b> . [] a <urn:b> .", format.TURTLE)
    assert sorted(each.label for each in profile.read(store).values())[1] == "urn:a"


def test_rows_of_a_table_are_told() -> None:
    """Evidence in a table names its row, or the first and the last of several."""
    store = Store()
    store.add_text(
        """PREFIX pg: <https://w3id.org/partnergraph/ontology#> PREFIX dcterms: <http://purl.org/dc/terms/>
        <urn:a> pg:evidence <urn:e> . <urn:e> dcterms:source <urn:s> ; pg:row 4 .
        <urn:b> pg:evidence <urn:f> . <urn:f> dcterms:source <urn:s> ; pg:row 4 ; pg:lastRow 9 ; pg:section "T" .""",
        format.TURTLE,
    )
    places = {iri: [each.place for each in found] for iri, found in profile.evidence(store).items()}
    assert places == {"urn:a": ["row 4"], "urn:b": ["section “T”, rows 4–9"]}


ODD = """
    PREFIX owl: <http://www.w3.org/2002/07/owl#> PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
    PREFIX schema: <https://schema.org/>
    PREFIX dcterms: <http://purl.org/dc/terms/> PREFIX pg: <https://w3id.org/partnergraph/ontology#>
    <urn:a> a pg:Society ; skos:prefLabel "Aleph"@he , "A"@en ; skos:altLabel "ASI" ; skos:note "n" ;
        schema:addressCountry <urn:at> . <urn:at> dcterms:identifier "AT" .
    <urn:b> a pg:Society ; skos:prefLabel "Other" ; owl:sameAs <urn:a> ; schema:startDate "2001" .
    <urn:c> schema:addressCountry "France" . [] a pg:Society ; skos:prefLabel "Nobody" .
"""


def test_some_things_are_told_as_all_are(shipped: pg.KnowledgeGraph) -> None:
    """Read thing by thing, or their names alone, they are what they are among all, bodies that are one among them."""
    odd = Store()
    odd.add_text(ODD, format.TURTLE)
    for store in (shipped.store, odd):
        every = profile.read(store)
        things = [iri for iri in every if not iri.startswith("_:")]
        assert profile.plain(store, things) == {iri: every.plain(iri) for iri in things}
        assert profile.plain(store, every) == {iri: every.plain(iri) for iri in every}
        labels = {iri: found.label for iri, found in profile.named(store, things).items()}
        assert labels == {iri: every[iri].label for iri in things}


PROVED = """
    PREFIX dcterms: <http://purl.org/dc/terms/> PREFIX oa: <http://www.w3.org/ns/oa#>
    PREFIX pg: <https://w3id.org/partnergraph/ontology#> PREFIX schema: <https://schema.org/>
    PREFIX owl: <http://www.w3.org/2002/07/owl#> PREFIX prov: <http://www.w3.org/ns/prov#>
    <urn:a> pg:evidence <urn:e>, [ dcterms:source "a letter" ; pg:row "1", "2" ; pg:lastRow "3" ], "none", <urn:none> .
    <urn:e> dcterms:source <urn:s>, <urn:t> ; pg:section "A" ; pg:paragraph "1", "2" ;
        prov:generatedAtTime "2026-01-01" ;
        oa:hasSelector [ oa:start 1, 2 ; oa:end 9 ], [ oa:start 3 ], [ oa:exact "words", "more" ] .
    <urn:s> dcterms:title "One", "Other" ; schema:url "https://example.org" ; pg:sha256 "ab" .
    <urn:b> owl:sameAs <urn:a> ; pg:evidence [ dcterms:source <urn:t> ; pg:row "7" ] . <urn:c> pg:evidence <urn:e> .
"""


def test_evidence_of_some_things_is_that_among_all(shipped: pg.KnowledgeGraph) -> None:
    """Read thing by thing it is what the question gives, however often anything is told; others have none then."""
    odd = Store()
    odd.add_text(PROVED, format.TURTLE)
    for store in (shipped.store, odd):
        every = profile.read(store)
        things = sorted(iri for iri in every if not iri.startswith("_:"))[::2]
        some = every.among(things)
        assert {iri: some[iri] for iri in things} == {iri: every[iri] for iri in things}
        assert {iri for iri in every if some.proved(iri)} <= set(things)
        assert any(some.proved(iri) for iri in things)
        assert every.among([*things, "_:b"]) is every


def test_rank_and_groups_read_what_they_tell(club: pg.KnowledgeGraph, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither reads all things of a store here, which takes most of the time where they are many."""
    some = profile.read

    def read(store: Queryable, things: Iterable[str] | None = None) -> profile.Profiles:
        assert things is not None
        return some(store, things)

    monkeypatch.setattr(profile, "read", read)
    assert club.rank("degree")
    assert club.rank("participation", groups="country")
    assert club.groups(runs=2)[0].groups


@pytest.mark.parametrize(
    ("title", "told"),
    [
        ("partners.xlsx", "section “T”, rows 5–10"),
        ("CORDIS: cordis-h2020projects-csv.zip/organization.csv", "section “T”, rows 5–10"),
        ("Research Organization Registry: ror.zip/v2.json", "section “T”, rows 4–9"),
    ],
)
def test_rows_of_a_file_are_those_of_a_spreadsheet(title: str, told: str) -> None:
    """In an imported table the header is row 1, as in messages; what is no table, or no number, stays as it is."""
    store = Store()
    store.add_text(
        f"""PREFIX pg: <https://w3id.org/partnergraph/ontology#> PREFIX dcterms: <http://purl.org/dc/terms/>
        <urn:s> a pg:Source ; pg:sha256 "ab12" ; dcterms:title "{title}" .
        <urn:a> pg:evidence <urn:e> . <urn:e> dcterms:source <urn:s> ; pg:row 4 ; pg:lastRow 9 ; pg:section "T" .
        <urn:b> pg:evidence <urn:f> . <urn:f> dcterms:source <urn:s> ; pg:row "A4" .""",
        format.TURTLE,
    )
    places = {iri: found[0].place for iri, found in profile.evidence(store).items()}
    assert places == {"urn:a": told, "urn:b": "row A4"}


def test_profiles_are_a_mapping(shipped: pg.KnowledgeGraph) -> None:
    """They are made when asked for, and are the same each time; what is not there is not made up."""
    profiles = profile.read(shipped.store)
    esr = PREFIXES["body"] + "esr"
    assert profiles[esr] is profiles[esr]
    assert (esr in profiles, "urn:none" in profiles, profiles.get("urn:none")) == (True, False, None)
    assert len(profiles) == len(list(profiles))
    assert profiles.proved(esr)
