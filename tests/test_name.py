"""Names and the things that they mean."""

import difflib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from partnergraph.errors import AmbiguousNameError, UnknownNameError
from partnergraph.questions import name
from partnergraph.storage.store import Store
from partnergraph.vocab import PREFIXES
from partnergraph.writing.format import TURTLE

EFOMP = PREFIXES["body"] + "efomp"


@pytest.fixture
def store(small: Path) -> Store:
    """Give the small graph."""
    store = Store()
    store.load(small)
    return store


@pytest.mark.parametrize(
    "word",
    [
        "European Federation of Organisations for Medical Physics",
        "  european federation of ORGANISATIONS for medical  physics ",
        "EFOMP",
        "efomp",
        "body:efomp",
        EFOMP,
        f"<{EFOMP}>",
    ],
)
def test_a_thing_is_found_by_each_of_its_names(store: Store, word: str) -> None:
    """Label, acronym, prefixed name and IRI mean the same thing, whatever the capitals and spaces."""
    assert name.resolve(store, word) == EFOMP


@pytest.mark.parametrize("word", ["EFOMPP", "body:efom", "https://w3id.org/partnergraph/id/body/efonp"])
def test_an_unknown_name_tells_the_nearest(store: Store, word: str) -> None:
    """A misspelt name is answered with names that there are, as they are written."""
    with pytest.raises(UnknownNameError, match=f"nothing is called '{word}'.*EFOMP"):
        name.resolve(store, word)


@pytest.mark.parametrize("word", ["", "<>", "x" * 20_000, "\u202e<script>", "a\nb"])
def test_odd_names_are_unknown_names(store: Store, word: str) -> None:
    """No text is too odd to be looked up, and the complaint is one short line."""
    with pytest.raises(UnknownNameError) as caught:
        name.resolve(store, word)
    assert "\n" not in str(caught.value)
    assert len(str(caught.value)) < 400


def test_a_name_of_two_things_tells_both(small: Path) -> None:
    """What several things are called is not guessed."""
    small.write_text(small.read_text() + 'body:other a pg:Society ; skos:altLabel "EFOMP" .')
    store = Store()
    store.load(small)
    with pytest.raises(AmbiguousNameError, match="'efomp' means 2 things: body:efomp, body:other"):
        name.resolve(store, "efomp ")


def test_what_was_typed_exactly_goes_before_other_capitals() -> None:
    """Of two things whose names differ in capitals the one typed is meant; typed otherwise, both are told."""
    store = Store()
    label = "<http://www.w3.org/2004/02/skos/core#altLabel>"
    store.add_text(f'<urn:one> {label} "SMILE"@en . <urn:two> {label} "Smile"@en .', TURTLE)
    assert name.resolve(store, "Smile") == "urn:two"
    with pytest.raises(AmbiguousNameError, match="means 2 things"):
        name.resolve(store, "smile")


def test_the_end_of_an_iri_is_a_name() -> None:
    """Of ours it is looked up, of others found among all names, whatever the capitals."""
    store = Store()
    label = "<http://www.w3.org/2004/02/skos/core#prefLabel>"
    store.add_text(f'<{EFOMP}> {label} "Physicists"@en . <urn:x/Hub> {label} "Middle"@en .', TURTLE)
    assert [name.resolve(store, word) for word in ("Efomp", "hub")] == [EFOMP, "urn:x/Hub"]


@given(st.text("abc", max_size=6), st.lists(st.text("abc", max_size=6), unique=True, max_size=12))
@settings(max_examples=60, deadline=None)
def test_the_nearest_names_are_those_of_difflib(word: str, names: list[str]) -> None:
    """Looking at the most alike first finds the same names in the same order as looking at all."""
    assert name.near(word, names) == difflib.get_close_matches(word, names, 3, 0.66 if len(word) < 5 else 0.75)


@pytest.mark.parametrize(
    ("word", "near"),
    [
        ("ERS", ["ESR"]),
        ("EUORMED", ["EURAMED"]),
        ("Horzon", ["Horizon 2020"]),
        ("notingham", ["Nottingham"]),
        ("nothing", []),
        ("NoSuchThing", []),
        ("Martian", []),
        ("", []),
    ],
)
def test_names_that_are_far_are_not_told(word: str, near: list[str]) -> None:
    """A slip or two, or the first words with one, are near; what shares but some letters is not."""
    names = ["ESR", "EURAMED", "Horizon 2020", "Nottingham", "STICHTING VUMC", "participation", "meeting", "Milan"]
    assert name.near(word, names) == near


@pytest.mark.parametrize(
    ("word", "kind", "told"),
    [
        ("Imagin", "pg:Topic", "; the nearest names are imaging; list('topic') tells"),
        ("Imagin", "org:Organization", "; the nearest names are Imagine; list('body') tells"),
        ("Imagin", "pg:Programme", "; list('programme') tells"),
        ("Imagin", "rdfs:Resource", "; the nearest names are imaging, Imagine; list() tells"),
    ],
)
def test_the_nearest_names_are_those_of_the_kind_asked_for(word: str, kind: str, told: str) -> None:
    """Where a topic is asked for a topic is told, of a class of one's own too, and no body of a nearer name."""
    store = Store()
    head = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in PREFIXES.items())
    text = '<urn:Field> rdfs:subClassOf pg:Topic . <urn:a> a <urn:Field> ; skos:prefLabel "imaging"@en .'
    store.add_text(head + text + '<urn:b> a pg:Society ; skos:prefLabel "Imagine"@en .', TURTLE)
    with pytest.raises(UnknownNameError) as caught:
        name.resolve(store, word, kind)
    assert str(caught.value).startswith(f"nothing is called '{word}'{told}")


def test_the_nearest_names_are_those_of_things() -> None:
    """A name of about the length goes before others, and one that only a term of an ontology has is not told."""
    store = Store()
    label, defined = (
        "<http://www.w3.org/2000/01/rdf-schema#label>",
        "<http://www.w3.org/2000/01/rdf-schema#isDefinedBy>",
    )
    store.add_text(f'<urn:term> {label} "Hubb"@en ; {defined} <urn:all> .', TURTLE)
    store.add_text(f'<urn:a> {label} "Hub"@en . <urn:b> {label} "Hub of all of them"@en .', TURTLE)
    with pytest.raises(UnknownNameError, match=r"nothing is called 'Hubbs'; the nearest names are Hub;"):
        name.resolve(store, "Hubbs")


def test_a_name_with_blanks_within_is_found() -> None:
    """Blanks in a name that is kept count as little as those in one that is typed."""
    store = Store()
    store.add_text('<urn:a> <http://www.w3.org/2004/02/skos/core#altLabel> "Old  Hub", "Straße" .', TURTLE)
    assert [name.resolve(store, word) for word in ("old hub", "STRASSE")] == ["urn:a", "urn:a"]
