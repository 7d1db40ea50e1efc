"""The graph as it stood on one day."""

import datetime as dt
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

import partnergraph as pg
from partnergraph import ontology, opening
from partnergraph.cli import main
from partnergraph.errors import DateError, StoreError
from partnergraph.storage import rule, snapshot
from partnergraph.storage.store import DERIVED, ONTOLOGY, Store
from partnergraph.values import span
from partnergraph.vocab import PREFIXES
from partnergraph.writing import format

HEAD = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in PREFIXES.items()) + "@prefix : <urn:> .\n"
DATES = st.one_of(
    st.integers(2010, 2020).map(str),
    st.tuples(st.integers(2010, 2020), st.integers(1, 12)).map(lambda each: f"{each[0]}-{each[1]:02}"),
    st.dates(dt.date(2010, 1, 1), dt.date(2020, 12, 31)).map(str),
)
ROWS = st.lists(
    st.tuples(
        st.sampled_from(["pg:Society", "pg:Session", "pg:Cooperation", "pg:Agreement", "pg:Project", "pg:Survey"]),
        st.sampled_from(["schema:startDate", "pg:signedOn", "schema:foundingDate"]),
        DATES,
        st.sampled_from(["schema:endDate", "pg:endsOn", "schema:dissolutionDate"]),
        DATES | st.none(),
        st.sampled_from(["pg:party", "org:organization", "org:unitOf", "schema:superEvent", "schema:about"]),
        st.integers(0, 9),
    ),
    max_size=10,
)
DAYS = st.dates(dt.date(2009, 1, 1), dt.date(2022, 1, 1))


def kept(turtle: str, day: str | dt.date) -> Store:
    """Give a store of what some Turtle, in which the prefixes need no declaration, says as of a day."""
    store = Store()
    store.add_text(HEAD + turtle, format.TURTLE)
    store.add_unstated(ontology.triples(), ONTOLOGY)
    snapshot.reduce(store, span.day(day))
    store.drop(ONTOLOGY)
    return store


def things(turtle: str, day: str | dt.date, *left_out: str) -> str:
    """Give what is described or mentioned as of a day, in order, but some."""
    terms = {str(term) for quad in kept(turtle, day).quads() for term in (quad.subject, quad.object)}
    return " ".join(sorted({term[5:-1] for term in terms if term.startswith("<urn:")} - {*left_out}))


BEGINNINGS = [  # what is stated, a day, and what is there then
    (':a schema:startDate "2017-09"^^xsd:gYearMonth ; schema:about :t .', "2017-08-31", ""),
    (':a schema:startDate "2017-09"^^xsd:gYearMonth ; schema:about :t .', "2017-09-01", "a t"),
    (':a schema:startDate "2017"^^xsd:gYear .', "2016-12-31", ""),
    (':a schema:startDate "2017"^^xsd:gYear .', "2017-01-01", "a"),
    (':a dcterms:date "2017-23"^^edtf:EDTF .', "2017-08-31", ""),
    (':a dcterms:date "2017-23"^^edtf:EDTF .', "2017-09-01", "a"),
    (':a pg:signedOn "2014"^^xsd:gYear ; schema:startDate "2015"^^xsd:gYear .', "2014-12-31", ""),
    (':a schema:startDate "2017-13"^^xsd:gYearMonth .', "2015", "a"),
    (':a schema:foundingDate "2005"^^xsd:gYear . :b schema:knowsAbout :a, :c .', "2004", "b c"),
]
ENDINGS = [
    (':a a pg:Society ; schema:dissolutionDate "2015"^^xsd:gYear .', "2015-12-31", "a"),
    (':a a pg:Society ; schema:dissolutionDate "2015"^^xsd:gYear .', "2016-01-01", ""),
    (':a a pg:Subcommittee ; schema:endDate "2015-06"^^xsd:gYearMonth .', "2015-06-30", "a"),
    (':a a pg:Subcommittee ; schema:endDate "2015-06"^^xsd:gYearMonth .', "2015-07-01", ""),
    (':a a pg:Network ; schema:endDate "2015"^^xsd:gYear . :b org:linkedTo :a, :c .', "2016", "b c"),
    (':m a org:Membership ; org:member :a ; schema:endDate "2015"^^xsd:gYear .', "2016", ""),
    (':c a pg:Cooperation ; pg:party :a, :b ; schema:endDate "2015"^^xsd:gYear .', "2016", ""),
    (':p a pg:Project ; pg:endsOn "2015"^^xsd:gYear ; pg:terminatedOn "2016-03"^^xsd:gYearMonth .', "2016-03-31", "p"),
    (':p a pg:Project ; pg:endsOn "2015"^^xsd:gYear ; pg:terminatedOn "2016-03"^^xsd:gYearMonth .', "2016-04-01", ""),
]
PAST = [
    f':a a {name} ; schema:startDate "2014"^^xsd:gYear ; schema:endDate "2014"^^xsd:gYear .'
    for name in ("pg:Congress", "pg:JointSession", "pg:Survey", "pg:Publication", "pg:Founding", "pg:Merger")
] + [
    ':a a pg:MemorandumOfUnderstanding ; pg:endsOn "2014"^^xsd:gYear .',
    ':a a pg:Agreement ; pg:terminatedOn "2014-05-06"^^xsd:date .',
    ':a a pg:Programme ; schema:startDate "2007"^^xsd:gYear ; schema:endDate "2013"^^xsd:gYear .',
]
LATE = ':late schema:startDate "2017"^^xsd:gYear .'
OVER = ':over a pg:Society ; schema:dissolutionDate "2014"^^xsd:gYear .'
RESTING = [  # what is stated beside it, and what of it, but a and b, is there without what begins later
    (":m a org:Membership ; org:member :a ; org:organization :late .", ""),
    (":p a pg:Participation ; org:member :late ; org:organization :b .", ""),
    (":u org:unitOf :late . :v org:subOrganizationOf :u .", ""),
    (":u org:unitOf :late, :a .", "u"),
    (":s schema:superEvent :late ; schema:organizer :a .", ""),
    (":s schema:organizer :late, :a .", "s"),
    (":r prov:wasGeneratedBy :late . :q dcterms:isPartOf :late .", ""),
    (":n pg:renews :late ; pg:party :a, :b .", ""),
    (":f a pg:Founding ; org:resultingOrganization :late ; org:originalOrganization :a .", ""),
    (":c a pg:Cooperation ; pg:party :late, :a .", ""),
    (":c a pg:Cooperation ; pg:party :late, :a, :b .", "c"),
    (":c a pg:LetterOfIntent ; pg:party :late, :a . :n pg:renews :c ; pg:party :a, :b .", ""),
    (":s a pg:Statement ; rdf:subject :late ; rdf:predicate schema:startDate .", ""),
    (":a schema:about :late ; schema:knowsAbout :t .", "t"),
]
OUTLIVING = [  # what is stated beside it, and what of it, but a and b, is there without what ended earlier
    (":m a org:Membership ; org:member :over ; org:organization :a .", ""),
    (":u org:unitOf :over .", ""),
    (":c a pg:Cooperation ; pg:party :over, :a .", ""),
    (":c a pg:Agreement ; pg:party :over, :a .", "c"),
    (":f a pg:Founding ; org:resultingOrganization :over ; schema:founder :a .", "f"),
    (":s a pg:Session ; schema:organizer :over, :a .", "s"),
]
DOCUMENTS = (
    ':s a pg:Source ; dcterms:date "2020"^^xsd:gYear . :e a pg:Evidence ; dcterms:source :s . :a pg:evidence :e .'
)


@pytest.mark.parametrize(("turtle", "day", "expected"), BEGINNINGS)
def test_what_cannot_have_begun_is_not_there(turtle: str, day: str, expected: str) -> None:
    """A thing is there from the first day that its start can mean, with every triple that mentions it."""
    assert things(turtle, day) == expected


@pytest.mark.parametrize(("turtle", "day", "expected"), ENDINGS)
def test_ties_and_bodies_that_have_ended_are_not_there(turtle: str, day: str, expected: str) -> None:
    """A body or tie is there to the last day that its end can mean; the actual end counts before the planned one."""
    assert things(turtle, day) == expected


@pytest.mark.parametrize("turtle", PAST)
def test_the_past_stays(turtle: str) -> None:
    """What happened has happened, and of an agreement one can tell that it has lapsed."""
    assert things(turtle, "2030") == "a"


@pytest.mark.parametrize(("turtle", "expected"), RESTING)
def test_what_rests_on_what_has_not_begun_has_not_either(turtle: str, expected: str) -> None:
    """A membership needs its body, a session its congress, a unit a parent, a cooperation two parties."""
    assert things(LATE + turtle, "2016", "a", "b") == expected


@pytest.mark.parametrize(("turtle", "expected"), OUTLIVING)
def test_what_outlives_what_has_ended_stays(turtle: str, expected: str) -> None:
    """A membership ends with its body; an agreement, a founding or a session of the past does not."""
    assert things(OVER + turtle, "2016", "a", "b") == expected


def test_documents_stay_and_evidence_goes_with_its_last_use() -> None:
    """A later document tells of earlier days; evidence, its place and nameless parts go with what they belong to."""
    assert things(DOCUMENTS, "2016") == "a e s"
    late = ":late pg:evidence :e, :f ; org:siteAddress [ schema:location :x ] . :f oa:hasSelector :g . :g oa:end 1 ."
    assert things(DOCUMENTS + LATE + late, "2016") == "a e s"


def test_broken_evidence_does_no_harm() -> None:
    """Where evidence is a text it goes like any value."""
    assert things(LATE + ':late pg:evidence "page 3" .', "2016") == ""


def test_derived_ties_are_derived_anew(tmp_path: Path) -> None:
    """A tie that follows from what is not there is not there, even where a file brings it along."""
    stated = tmp_path / "a.ttl"
    stated.write_text(HEAD + LATE + ":late pg:party :a, :b . :u org:unitOf :b .", encoding="utf-8")
    with pg.open(stated) as graph:
        (tmp_path / "all.nq").write_text(graph.export("nq"), encoding="utf-8")
        assert graph.query("ASK { <urn:a> org:linkedTo <urn:b> }")
    for path in (stated, tmp_path / "all.nq"):
        with pg.open(path, as_of="2016") as graph:
            assert not graph.query("ASK { <urn:a> org:linkedTo <urn:b> }")
            assert graph.query("ASK { <urn:u> org:transitiveSubOrganizationOf <urn:b> }")
        with pg.open(path, as_of="2016", derive=False) as graph:
            assert not list(graph.store.quads(DERIVED))


def turtle_of(rows: list[tuple[str, str, str, str, str | None, str, int]]) -> str:
    """Give drawn rows as Turtle."""
    lines = []
    for number, (name, begins, start, ends, end, tie, other) in enumerate(rows):
        finish = f'{ends} "{end}" ; ' if end else ""
        lines.append(f':{number} a {name} ; {begins} "{start}" ; {finish}{tie} :{other} ; pg:evidence :e{number} .\n')
    return "".join(lines)


@settings(max_examples=40)
@given(ROWS, DAYS)
def test_nothing_of_a_later_day_is_left(
    rows: list[tuple[str, str, str, str, str | None, str, int]], day: dt.date
) -> None:
    """Whatever the graph, nothing remains that begins later, and asking again takes nothing more away."""
    with kept(turtle_of(rows), day) as store:
        before = len(store)
        rule.derive(store, rule.TIMES)
        starts = [quad.object for quad in store.quads(DERIVED) if quad.predicate.value.endswith("earliestStart")]
        assert all(str(getattr(each, "value", "")) <= day.isoformat() for each in starts)
        store.drop(DERIVED)
        store.add_unstated(ontology.triples(), ONTOLOGY)
        assert snapshot.reduce(store, day) == 0
        store.drop(ONTOLOGY)
        assert len(store) == before


@settings(max_examples=40)
@given(ROWS, DAYS, st.randoms(use_true_random=False))
def test_the_order_of_statements_means_nothing(
    rows: list[tuple[str, str, str, str, str | None, str, int]], day: dt.date, chance: object
) -> None:
    """The same statements in any order leave the same."""
    lines = turtle_of(rows).splitlines(keepends=True)
    chance.shuffle(lines)  # type: ignore[attr-defined]
    with kept(turtle_of(rows), day) as one, kept("".join(lines), day) as other:
        assert set(one.quads()) == set(other.quads())


def test_a_question_about_2015_does_not_see_the_renewal_of_2017() -> None:
    """The shipped network as of 2015 has the first memorandum with both parties, and nothing of the second."""
    with pg.open(as_of="2015") as graph:
        found = graph.query("SELECT ?party { agreement:mou-esr-eortc-2014 pg:party ?party } ORDER BY ?party")
        assert [str(each).rpartition("/")[2] for each in found.values("party")] == ["eortc", "esr"]
        assert not graph.query(
            "ASK { { agreement:mou-esr-eortc-2017 ?p ?o } UNION { ?s ?q agreement:mou-esr-eortc-2017 } }"
        )
        assert graph.query("ASK { pg:Agreement a owl:Class }")
        assert graph.as_of == dt.date(2015, 12, 31)


def test_a_day_can_be_given_as_a_date() -> None:
    """A date and the text of it mean the same; a wrong one is told."""
    with pg.open(as_of=dt.date(2017, 9, 1)) as one, pg.open(as_of="2017-09-01") as other:
        assert one.export("nq") == other.export("nq")
        assert one.query("ASK { agreement:mou-esr-eortc-2017 a ?class }")
    with pytest.raises(DateError, match="2017-13"):
        pg.open(as_of="2017-13")


def test_a_network_tells_its_day() -> None:
    """The page of a network as of a day says so, and draws nothing later."""
    with pg.open(as_of="2015") as graph:
        network = graph.network()
    assert network.graph["as_of"] == "2015-12-31"
    assert "agreement/mou-esr-eortc-2014" in " ".join(network)
    assert "agreement/mou-esr-eortc-2017" not in " ".join(network)


def test_a_store_is_copied(folder: Path) -> None:
    """A store in a folder is seen as of a day too, and stays as it is."""
    with pg.open(store=folder, as_of="2016") as graph:
        assert not graph.query("ASK { agreement:mou-2017 ?p ?o }")
        assert graph.query("ASK { body:efomp a pg:Society }")
        assert graph.query("ASK { body:education org:transitiveSubOrganizationOf body:efomp }")
    with pg.open(store=folder) as graph:
        assert graph.query("ASK { agreement:mou-2017 ?p ?o }")


def test_a_store_too_large_to_copy_is_refused(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The complaint names the folder, the limit and what to do."""
    monkeypatch.setattr(opening, "MOST", 3)
    with pytest.raises(StoreError, match=r"store: .*more than 3 triples.*its files.* start='2016-12-31'"):
        pg.open(store=folder, as_of="2016")
    done = CliRunner().invoke(main, ["rank", "--store", str(folder), "--as-of", "2016"])
    assert "choose ties by their time with --from 2016-12-31 --to 2016-12-31 where a" in done.stderr
