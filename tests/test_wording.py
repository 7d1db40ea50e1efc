"""Words of names, whatever their language and spelling."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnergraph.reconciliation import wording


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Universität Köln", "UNIVERSITAET KOELN"),
        ("University of Łódź", "Uniwersytet Lodz"),
        ("Universitätsklinikum Bonn", "Bonn University Hospital"),
        ("Université de Paris II", "University of Paris 2"),
        ("Università degli Studi di Bologna", "Università di Bologna"),
        ("Adidas AG", "Adidas"),
        ("S.I.S.S.A.", "SISSA"),
        ("Výzkumný ústav, v.v.i.", "Výzkumný ústav, veřejná výzkumná instituce"),
        ("L'Université d’Artois", "Universite Artois"),
        ("Helmut-Schmidt-Universität", "Universität Helmut Schmidt"),
    ],
)
def test_two_spellings_are_the_same_words(one: str, other: str) -> None:
    """Case, marks, order, language of common words, legal forms and numerals make no difference."""
    assert wording.of(one) == wording.of(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Universität Bielefeld", "Universitätsbibliothek Bielefeld"),
        ("Université Grenoble I", "Université Grenoble"),
        ("University of Technology", "Polytechnic University"),
        ("Academy of Arts", "Academy of Artificial Intelligence"),
        ("東京大学", "京都大学"),
        ("Pro-Akademia", "S-Academy"),
    ],
)
def test_two_bodies_have_other_words(one: str, other: str) -> None:
    """What tells two bodies apart stays."""
    assert wording.of(one) != wording.of(other)


@given(st.text(max_size=60))
def test_any_text_has_words_or_none(text: str) -> None:
    """Words are sorted, each once, and folding them again changes nothing."""
    words = wording.of(text)
    assert list(words) == sorted(set(words))
    assert wording.folded(wording.folded(text)) == wording.folded(wording.folded(wording.folded(text)))
    assert all(each.strip() for each in wording.variants(text)[1:])
