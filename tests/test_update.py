"""SPARQL updates of a store on disk."""

from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnergraph.errors import QueryError, StoreError
from partnergraph.loading import load
from partnergraph.storage import update
from partnergraph.storage.store import ONTOLOGY, Store
from partnergraph.vocab import PREFIXES
from tests.command import run
from tests.stores import derived, stated
from tests.test_sparql import Listener, listener

__all__ = ["listener"]
QUADS = st.sets(st.integers(0, 9), max_size=8)


@pytest.fixture
def office(tmp_path: Path, small: Path) -> Path:
    """Give a store on disk with the small graph."""
    load.files(tmp_path / "office", [small])
    return tmp_path / "office"


def test_what_came_and_went_is_told(office: Path) -> None:
    """Triples that were there already do not count as having come."""
    text = "DELETE { ?s skos:altLabel ?n } INSERT { ?s skos:altLabel 'E.F.', 'EF' } WHERE { ?s skos:altLabel ?n }"
    done = run("update", text, "--store", office)
    assert (done.exit_code, done.stdout) == (0, "")
    assert done.stderr == f"{office}: 2 triples came, 1 went; now 14 stated and 4 derived\n"
    assert update.apply(office, "INSERT DATA { body:efomp skos:altLabel 'EF', 'EFO' }").came == 1
    assert update.apply(office, "DELETE DATA { body:efomp skos:altLabel 'nothing' }").went == 0
    assert update.apply(office, "CLEAR ALL").stated == len(stated(office)) == 0


def test_derived_ties_follow(office: Path) -> None:
    """After a change the derived ties are those of what is stated now."""
    update.apply(office, "DELETE WHERE { body:education org:unitOf ?body }")
    assert [tie for tie in derived(office) if "transitiveSubOrganizationOf" in tie] == []
    update.apply(office, "INSERT DATA { body:education org:unitOf body:cocir }")
    assert [tie.split()[-1] for tie in derived(office) if "/education>" in tie] == [f"<{PREFIXES['body']}cocir>"]
    assert run("update", "CLEAR GRAPH graph:derived", "--no-derived", "--store", office).exit_code == 0
    assert derived(office) == set()


def test_text_comes_from_a_file_or_stdin(office: Path, tmp_path: Path) -> None:
    """@FILE and - are read, with or without a byte order mark."""
    (tmp_path / "a.ru").write_text("\ufeffINSERT DATA { <urn:a> <urn:b> 1 }", encoding="utf-8")
    assert "1 triple came" in run("update", f"@{tmp_path / 'a.ru'}", "--store", office).stderr
    assert "1 triple came" in run("update", "-", "--store", office, input="INSERT DATA { <urn:a> <urn:b> 2 }").stderr


def test_only_a_store_is_changed(small: Path) -> None:
    """Without --store there is nothing to update: neither the shipped network nor a file."""
    for words in (["update", "CLEAR ALL"], ["update", "CLEAR ALL", small]):
        done = run(*words)
        assert done.exit_code == 2
        assert "; see 'partnergraph update --help'" in done.stderr
    with pytest.raises(StoreError, match=r"holds 'small.ttl', which is of no store"):
        update.apply(small.parent, "CLEAR ALL")


WRONG = [
    ("SELECT * {}", "update:1:1: SELECT reads; ask it with query()"),
    ("PREFIX a: <urn:a>\nASK {}", "update:2:1: ASK reads"),
    ("LOAD <urn:x>", "update:1:1: LOAD would send a request to another server"),
    ("CLEAR ALL ;\nload silent<urn:x> INTO GRAPH <urn:g>", "update:2:1: LOAD would send"),
    ("INSERT { ?s ?p 1 } WHERE { SERVICE <urn:x> { ?s ?p ?o } }", "update:1:28: SERVICE would send"),
    ("INSERT DATA { <urn:a> <urn:b> }", "update:1:31: an object is missing before '}'\n  INSERT DATA"),
    ("INSRT DATA { <urn:a> <urn:b> 1 }", "update:1:1: 'INSRT' is no word of SPARQL; the nearest is INSERT"),
    ("INSERT DATA { ex:a <urn:b> 1 }", "update:1:15: the prefix of 'ex:a' is no standard one"),
    ("INSERT DATA { <urn:a> <urn:b> ?x }", "update:1:31: variables are not allowed in INSERT DATA"),
    ("DELETE DATA { _:x <urn:b> 1 }", "update:1:15: variables and blank nodes are not allowed in DELETE DATA"),
    ("DROP GRAPH <urn:g>", "update: cannot be run: The graph <urn:g> does not exist"),
    ("INSERT DATA { " + "[ <urn:p> " * 70, "update:1:645: more than 64 brackets are open here"),
    ("DELETE { ?s ?p 1 } WHERE { " + "OPTIONAL { ?s ?p ?o } " * 300, "more than 256 operators, patterns or groups"),
    ("#" * 1_000_001, "update: 1,000,001 characters; at most 1,000,000 are read; bring in more as a file with load"),
]


@pytest.mark.parametrize(("text", "complaint"), WRONG)
def test_a_wrong_update_is_told_with_its_place(office: Path, text: str, complaint: str) -> None:
    """The error has line, column and a caret, and nothing has changed."""
    with pytest.raises(QueryError) as caught:
        update.apply(office, text)
    assert complaint in str(caught.value)
    assert len(stated(office)) == 13
    assert len(list(office.iterdir())) == 2


REACHING = [
    "LOAD<URL>",
    "LOADSILENT<URL>",
    "PREFIX : <URL/> LOAD:b",
    "PREFIX ex: <URL/> LOADex:b",
    "CLEAR ALL;LOAD <URL> INTO GRAPH <urn:g>",
    "INSERT DATA { <urn:a> <urn:b> '''x' } ; LOAD <URL> #\\x'''\n }",
    "INSERT { ?s ?p ?o } WHERE { SERVICE<URL> {?s ?p ?o} }",
    "PREFIX : <URL> DELETE {?s ?p ?o} WHERE { FILTER(?x<?y)SERVICE:b#>\n {?s ?p ?o} }",
    "PREFIX ex: <urn:a/> INSERT DATA { <urn:a> <urn:b> ex:a.b.} ; LOAD <URL>",
]


@pytest.mark.parametrize("text", REACHING)
def test_no_reading_of_an_update_reaches_out(office: Path, listener: Listener, text: str) -> None:
    """However LOAD or SERVICE is glued or hidden, it is refused and nobody is called."""
    with pytest.raises(QueryError):
        update.apply(office, text.replace("URL", listener.address))
    assert listener.calls == 0


UNDONE = [
    ("INSERT DATA { GRAPH graph:derived { body:cocir org:memberOf body:efomp } }", "what the rules derive"),
    ("INSERT { GRAPH ?g { <urn:a> <urn:b> 1 } } WHERE { GRAPH ?g { ?s org:linkedTo ?o } }", "what the rules derive"),
    ("WITH graph:ontology INSERT { body:cocir a pg:Moon } WHERE {}", "the shipped ontology"),
    ("DELETE WHERE { GRAPH graph:derived { ?s ?p ?o } }", "what the rules derive"),
    ("DROP GRAPH <https://w3id.org/partnergraph/graph/ontology>", "the shipped ontology"),
]


@pytest.mark.parametrize(("text", "holds"), UNDONE)
def test_what_would_not_stay_is_refused(office: Path, text: str, holds: str) -> None:
    """A change to the derived ties or the ontology is told, with a triple, instead of being undone without a word."""
    with pytest.raises(
        QueryError, match=rf"^update: graph:\w+ holds {holds} and is made anew .* for <.*; change what "
    ):
        update.apply(office, text)
    assert len(stated(office)) == 13
    assert len(list(office.iterdir())) == 2


def test_what_is_cleared_with_the_rest_comes_again(office: Path) -> None:
    """CLEAR ALL leaves the ontology alone, and derived ties that are stated from now on are stated."""
    update.apply(office, "ADD GRAPH graph:derived TO DEFAULT")
    assert (len(stated(office)), derived(office)) == (17, set())
    update.apply(office, "CLEAR ALL")
    with Store.open(office) as store:
        assert {quad.graph_name for quad in store.quads()} == {ONTOLOGY}


def test_the_word_alone_is_no_reason(office: Path) -> None:
    """LOAD and SERVICE in a string, an IRI, a name or a comment are words like any other."""
    text = (
        "PREFIX ex: <urn:x/> INSERT { ?upload ex:payload 'LOAD \\\\load' ; <urn:load#service> ex:Service }\n"
        "WHERE { ?upload skos:altLabel 'EFOMP' } # LOAD"
    )
    assert update.apply(office, text).came == 2
    quads = stated(office)
    assert any('<urn:x/payload> "LOAD \\\\load"' in quad for quad in quads)
    assert any("<urn:load#service> <urn:x/Service>" in quad for quad in quads)


def test_many_triples_and_operations_are_one_update(office: Path) -> None:
    """What is listed may be as long as the text, and there may be any number of operations."""
    data = " ".join(f"<urn:a> <urn:b> {n} ; <urn:c> [ <urn:d> {n} ] ." for n in range(1_000))
    more = " ; ".join(f"INSERT DATA {{ <urn:a> <urn:e> {n} }}" for n in range(500))
    assert update.apply(office, f"INSERT DATA {{ {data} }} ; {more}").came == 3_500


def test_in_a_large_store_the_difference_is_told(office: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where comparing would take too long, as many came or went as there are more or fewer."""
    monkeypatch.setattr(update, "COMPARED", 12)
    done = run(
        "update", "DELETE WHERE { ?s skos:altLabel ?n } ; INSERT DATA { <urn:a> <urn:b> 1, 2 }", "--store", office
    )
    assert ": at least 1 triple came, at least 0 went; now 14 stated" in done.stderr


@given(QUADS, QUADS)
def test_the_difference_is_that_of_sets(before: set[int], after: set[int]) -> None:
    """In whatever order the quads come."""
    quads = [ox.Quad(ox.NamedNode(f"urn:{n}"), ox.NamedNode("urn:b"), ox.Literal(n)) for n in range(10)]
    came, went = update.difference([quads[n] for n in before], [quads[n] for n in sorted(after, reverse=True)])
    assert came == {quads[n] for n in after - before}
    assert went == {quads[n] for n in before - after}
