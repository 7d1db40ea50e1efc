"""What is suggested while somebody types."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

import partnergraph as pg
from partnergraph.cli.suggestion import suggest
from partnergraph.questions.lexicon import Lexicon
from partnergraph.storage.store import Store


@pytest.fixture(scope="module")
def lexicon(shipped: pg.KnowledgeGraph) -> Lexicon:
    """Give the lexicon of the shipped graph."""
    return Lexicon(shipped.store)


COMPLETIONS = [
    ("SEL", "SELECT"),
    ("select * { ?s a pg:Soc", "pg:Society"),
    ("ASK { ?s pg:par", "pg:party"),
    ("ASK { ?s pg:party body:eor", "body:eortc"),
    ("ASK { ?s pg:party BODY", None),
    ("ASK { ?s pg:party bod", "body:"),
    ("PREFIX ex: <urn:x> ASK { ?s e", "ex:"),
    ("SELECT ?acronym { ?s ?p ?acr", "?acronym"),
    ("ASK { ?s ?p 'SEL", None),
    ("ASK { ?s ?p <http", None),
    ("ASK {} # SEL", None),
    ("ASK { ?s ?p ", None),
    ("\\inf", "\\info"),
    ("\\info EIBAL", "EIBALL"),
    ("\\info European Society of Radiolo", "European Society of Radiology"),
    ("\\info body:eib", "body:eibir"),
    ("\\why ESR EORT", "EORTC"),
    ("\\why 'European Society of Radiolo", "'European Society of Radiology'"),
    ("\\why ESR EORTC E", None),
    ("\\list commi", "committee"),
    ("\\list research or", "research organisation"),
    ("\\ask unit", "unit-chain"),
    ("\\ask unit-chain ", "unit"),
    ("\\ask unit-chain unit EIBAL", "EIBALL"),
    ("\\ask agreements-between one ESR o", "other"),
    ("\\ask nonsense ", None),
    ("\\format js", "json"),
    ("\\format json ", None),
    ("\\explain ASK { ?s pg:par", "pg:party"),
    ("\\why 'a'b'c ", None),
]


@pytest.mark.parametrize(("before", "wanted"), COMPLETIONS)
def test_what_fits_is_suggested(lexicon: Lexicon, before: str, wanted: str | None) -> None:
    """Keywords, variables, prefixes, names, questions, kinds and formats are completed where they fit."""
    found = suggest(before, "", lexicon)
    texts = [each.text for each in found]
    assert (wanted in texts) if wanted else (texts == [])
    assert all(before.lower().endswith(before[len(before) - each.replaced :].lower()) for each in found)


def test_asked_at_a_gap_everything_possible_is_told(lexicon: Lexicon) -> None:
    """With Tab where nothing is typed, variables and words are suggested; a parameter that is given is not."""
    found = [each.text for each in suggest("SELECT ?name { ", " ?s ?p ?name }", lexicon, asked=True)]
    assert {"?name", "?s", "OPTIONAL"} <= set(found)
    given = suggest("\\ask agreements-between one ESR ", "", lexicon)
    assert [each.text for each in given] == ["other"]


@given(st.text(st.sampled_from("\\ask whyinfolist'\"<#?:;.{}\n\x00é") | st.characters()), st.text(max_size=5))
def test_nothing_typed_is_too_odd_to_complete(before: str, after: str) -> None:
    """Suggestions never fail, and replace no more than is typed."""
    with Store() as store:
        found = suggest(before, after, Lexicon(store), asked=True)
    assert all(0 <= each.replaced <= len(before) for each in found)


def test_a_key_is_answered_at_once(lexicon: Lexicon) -> None:
    """Once names are read a suggestion takes far less than a person notices."""
    for before in ("\\info e", "ASK { ?s pg:party body:e", "ASK { ?s "):
        suggest(before, "", lexicon, asked=True)
        begun = time.perf_counter()
        suggest(before, "", lexicon, asked=True)
        assert time.perf_counter() - begun < 0.5
