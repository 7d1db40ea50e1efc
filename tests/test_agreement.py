"""What a graph tells of agreements."""

import datetime as dt

import partnergraph as pg
from partnergraph.agreements import agreement
from partnergraph.agreements.agreement import Agreement
from partnergraph.profiles import profile
from partnergraph.storage.store import Store
from partnergraph.vocab import PREFIXES
from partnergraph.writing.format import TURTLE

HEAD = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in PREFIXES.items())


def read(turtle: str) -> dict[str, Agreement]:
    """Give the agreements of some Turtle by their IRIs, in which the prefixes need no declaration."""
    with Store() as store:
        store.add_text(HEAD + turtle, TURTLE)
        return {each.iri: each for each in agreement.read(store, profile.read(store))}


def test_parties_are_told_by_their_acronyms() -> None:
    """The short name stands for the long one, which is told where there is no acronym; sorted by name."""
    found = read("""
        <urn:mou> a pg:LetterOfIntent ; skos:prefLabel "Letter"@en ; pg:party <urn:x>, <urn:y>, <urn:z> .
        <urn:x> skos:prefLabel "European Society of Radiology"@en ; skos:altLabel "European radiologists"@en, "ESR"@en .
        <urn:y> skos:prefLabel "A society"@en .""")["urn:mou"]
    assert (found.label, found.kind) == ("Letter", "Letter of intent")
    assert (found.names, found.parties) == (("A society", "ESR", "urn:z"), ("urn:y", "urn:x", "urn:z"))


def test_the_actual_end_counts_before_the_planned_one() -> None:
    """The planned end is told only while nobody tells the actual one."""
    found = read("""
        <urn:1> pg:party <urn:x> ; pg:endsOn "2020"^^xsd:gYear ; pg:terminatedOn "2019-06"^^xsd:gYearMonth .
        <urn:2> pg:party <urn:x> ; pg:endsOn "2020"^^xsd:gYear .
        <urn:3> pg:party <urn:x> ; schema:endDate "2021-03-01"^^xsd:date .""")
    assert [found[f"urn:{n}"].end for n in (1, 2, 3)] == ["2019-06", "2020", "2021-03-01"]


def test_where_sources_disagree_the_widest_span_counts() -> None:
    """The earliest start and the latest end are told; what is no date is not."""
    found = read("""
        <urn:1> pg:party <urn:x> ; pg:signedOn "2014-05"^^xsd:gYearMonth, "2014"^^xsd:gYear, "soon" ;
            schema:startDate "2015-02"^^xsd:gYearMonth, "2015-03-01"^^xsd:date ;
            pg:endsOn "2018"^^xsd:gYear, "2018-06-30"^^xsd:date .""")["urn:1"]
    assert (found.signed, found.start, found.since, found.end) == ("2014", "2015-02", "2015-02", "2018")


def test_what_is_an_agreement() -> None:
    """What has parties or a class of agreement is one, with or without dates; a stated cooperation is none."""
    found = read("""
        <urn:1> pg:party <urn:x> .
        <urn:2> a pg:PracticalArrangements .
        <urn:3> a pg:Cooperation ; pg:party <urn:x>, <urn:y> .
        <urn:4> pg:renews <urn:1>, <urn:4> .
        <urn:5> a pg:Society .
        [] a pg:Agreement ; pg:party <urn:x> .""")
    nameless = [iri for iri in found if iri.startswith("_:")]
    assert set(found) == {"urn:1", "urn:2", "urn:4", *nameless}
    assert (len(nameless), found["urn:4"].renews, found["urn:2"].since) == (1, ("urn:1",), "")


def test_what_was_known_on_a_day() -> None:
    """An agreement is known from its signing, or from its start if that is earlier; always where neither is told."""
    day = dt.date(2017, 9, 15)
    assert Agreement("", "").known(day)
    assert Agreement("", "", signed="2017-09", start="2018").known(day)
    assert Agreement("", "", signed="2018", start="2017").known(day)
    assert not Agreement("", "", signed="2017-10", start="2018").known(day)


def test_the_shipped_agreements_have_evidence(shipped: pg.KnowledgeGraph) -> None:
    """Every agreement of the shipped network tells its parties and the documents that it rests on."""
    found = agreement.read(shipped.store, profile.read(shipped.store))
    assert {"mou-esr-eortc-2014", "mou-esr-eortc-2017"} <= {each.iri.rpartition("/")[2] for each in found}
    assert all(len(each.parties) > 1 and each.evidence and each.kind for each in found)
