"""Names and terms, found by their beginnings."""

import time
from pathlib import Path

import pytest

import partnergraph as pg
from partnergraph.questions.lexicon import Entry, Lexicon
from partnergraph.storage.store import Store
from partnergraph.writing import format

CONTROL = '<urn:a> <http://www.w3.org/2004/02/skos/core#prefLabel> "\\u001B[31mred", "plain" .'


@pytest.fixture(scope="module")
def lexicon(shipped: pg.KnowledgeGraph) -> Lexicon:
    """Give the lexicon of the shipped graph."""
    return Lexicon(shipped.store)


def texts(found: list[Entry]) -> list[str]:
    """Give what would be typed."""
    return [each.text for each in found]


@pytest.mark.parametrize("typed", ["EIBAL", "eibal", "European Society of Radiol"])
def test_names_begin_as_typed(lexicon: Lexicon, typed: str) -> None:
    """The first names begin with what is typed, whatever the capitals, and say which thing they mean."""
    first = lexicon.named(typed)[0]
    assert first.text.casefold().startswith(typed.casefold())
    assert first.meaning in {"body:eiball", "body:esr"}


def test_later_words_are_found_after_first_words(lexicon: Lexicon) -> None:
    """A name whose later word begins so comes behind those that begin so themselves."""
    found = texts(lexicon.named("radiology"))
    begun = [each.casefold().startswith("radiology") for each in found]
    assert begun == sorted(begun, reverse=True)
    assert any("Society of Radiology" in each for each in found)


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("pg:Memo", "pg:MemorandumOfUnderstanding"),
        ("pg:par", "pg:party"),
        ("body:EIB", "body:eibir"),
        ("body:biomarkers", "body:eiball"),
        ("agreement:mou-esr", "agreement:mou-esr-eortc-2017"),
        ("skos:pref", "skos:prefLabel"),
        ("org:", "org:memberOf"),
    ],
)
def test_prefixed_names_are_found_by_name_or_label(lexicon: Lexicon, typed: str, wanted: str) -> None:
    """Behind a prefix stand the terms of the ontology, those that the graph uses, and its things."""
    found = texts(lexicon.prefixed(typed))
    assert wanted in found
    assert len(set(found)) == len(found)


def test_classes_are_classes(lexicon: Lexicon) -> None:
    """Where a class is wanted no property is given."""
    assert "pg:Society" in texts(lexicon.classes("pg:"))
    assert "pg:party" not in texts(lexicon.classes("pg:"))


OWN = """\
#+ summary: Bodies of a size
#+ enumerate:
#+   - size: [small, big]
#+ params:
#+   - name: size
#+     type: xsd:string
#+ columns:
#+   - name: body
#+     description: the body
SELECT ?body WHERE { ?body skos:note ?_size }
"""


def test_kinds_questions_and_parameters_are_known(lexicon: Lexicon) -> None:
    """What the commands list and ask takes is there."""
    assert {"committee", "company"} <= set(texts(lexicon.kinds("com")))
    assert "body" in texts(lexicon.kinds("body"))
    assert texts(lexicon.questions("agreements-")) == ["agreements-between", "agreements-of"]
    assert texts(lexicon.parameters("agreements-between", "o")) == ["one", "other"]
    assert lexicon.parameters("nonsense", "") == []
    assert "EIBALL" in texts(lexicon.values("unit-chain", "unit", "EIB"))
    assert lexicon.values("unit-chain", "nonsense", "EIB") == []
    assert texts(lexicon.values("agreement-status", "status", "Re")) == ["renewed"]
    assert lexicon.values("agreement-status", "day", "") == []
    assert texts(lexicon.kinds("doc")) == ["document"]


def test_questions_of_ones_own_are_known(tmp_path: Path) -> None:
    """They stand beside the shipped ones; a folder that is none hides nothing."""
    (tmp_path / "own.rq").write_text(OWN)
    found = Lexicon(Store(), (tmp_path,))
    assert texts(found.questions("own")) == ["own"]
    assert texts(found.values("own", "size", "")) == ["small", "big"]
    assert "unit-chain" in texts(Lexicon(Store(), (tmp_path / "none",)).questions(""))


def test_a_name_that_would_steer_a_terminal_is_no_name() -> None:
    """Names with control characters are left out."""
    store = Store()
    store.add_text(CONTROL, format.TURTLE)
    assert texts(Lexicon(store).named("")) == ["plain"]


def test_a_closed_store_has_the_terms_of_the_ontology(small: Path) -> None:
    """What cannot be read is left out without an error."""
    with pg.open(small) as graph:
        lexicon = Lexicon(graph.store)
    assert lexicon.named("") == []
    assert texts(lexicon.prefixed("pg:Memo")) == ["pg:MemorandumOfUnderstanding"]


def test_names_of_a_store_in_a_folder_are_found(folder: Path) -> None:
    """A graph on disk has names too."""
    with pg.open(store=folder) as graph:
        assert texts(Lexicon(graph.store).named("efo")) == ["EFOMP"]


def test_a_key_is_answered_at_once(lexicon: Lexicon) -> None:
    """Once the names are read, finding some takes far less than a person notices."""
    for find, typed in ((lexicon.named, "e"), (lexicon.prefixed, "body:e"), (lexicon.prefixed, "pg:")):
        find(typed)
        begun = time.perf_counter()
        find(typed)
        assert time.perf_counter() - begun < 0.5
