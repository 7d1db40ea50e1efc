"""What the words in a cell say, and how they are told when they say nothing."""

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from partnergraph.errors import InputError
from partnergraph.sources.sheets import entry
from partnergraph.vocab import expand

DATES = [
    ("2017", "2017", "gYear"),
    ("2017-09", "2017-09", "gYearMonth"),
    ("2017-09-30", "2017-09-30", "date"),
    ("2017-09-30 00:00:00", "2017-09-30", "date"),
    ("30.9.2017", "2017-09-30", "date"),
    ("30. 09. 2017", "2017-09-30", "date"),
    ("30/09/2017", "2017-09-30", "date"),
    ("09/30/2017", "2017-09-30", "date"),
    ("05/05/2017", "2017-05-05", "date"),
    ("30 September 2017", "2017-09-30", "date"),
    ("4 Nov 2015", "2015-11-04", "date"),
    ("November 2015", "2015-11", "gYearMonth"),
    ("autumn 2017", "2017-23", "EDTF"),
    ("2017-23", "2017-23", "EDTF"),
]


@pytest.mark.parametrize(("words", "value", "kind"), DATES)
def test_dates_are_as_exact_as_they_are_known(words: str, value: str, kind: str) -> None:
    """Each way of writing a date gives the form that the model asks for."""
    found = entry.date(words)
    assert (found.value, found.datatype.value.rpartition("#")[2].rpartition("/")[2]) == (value, kind)


WRONG = [
    ("date", "02/06/2021", "'02/06/2021' can be two days; write 2021-06-02 or 2021-02-06"),
    ("date", "1066", "is a year that cannot be meant (1800 to 2199)"),
    ("date", "2999-12-31", "is a year that cannot be meant (1800 to 2199)"),
    ("date", "2017-02-30", "is no date"),
    ("date", "soon", "'soon' is no date; write it as 2017, 2017-09 or 2017-09-30"),
    ("country", "Atlantis", "is no country; write its two letters of ISO 3166-1"),
    ("iri", "www.myesr.org", "is no address; write it from its beginning"),
    ("iri", "https://a.org/<x>", "is no IRI"),
    (
        "iri",
        "javascript:alert(1)",
        "'javascript:alert(1)' is no address in the web; write one that begins with https://",
    ),
    ("iri", "https://", "is no address in the web"),
    ("name", "A@xx-invalid-tag", "'xx-invalid-tag' behind @ is no language; write one such as de or pt-BR, or a blank"),
    ("number", "12,34.5", "is no number"),
    ("number", "many", "is no number"),
    ("whole", "-1", "is no whole number"),
    ("flag", "perhaps", "is neither yes nor no"),
]


@pytest.mark.parametrize(("kind", "words", "complaint"), WRONG)
def test_what_cannot_be_read_is_told_with_the_next_step(kind: str, words: str, complaint: str) -> None:
    """The words are repeated, and how to write them is said."""
    with pytest.raises(InputError) as caught:
        entry.READ[kind](words)
    assert complaint in str(caught.value)


@settings(max_examples=30)
@given(st.from_regex(r"A ?@[a-z]{2,3}(-[A-Za-z0-9]{1,8}){0,4}", fullmatch=True))
def test_what_stands_behind_the_at_sign_is_a_language_or_told(words: str) -> None:
    """Whatever looks like a tag of RFC 5646 is one, or a complaint that names it."""
    tag = words.partition("@")[2]
    try:
        found = (entry.text(words).value, entry.text(words).language)
    except InputError as error:
        found = (str(error), None)
    assert found == ("A", tag.lower()) or found[0].startswith(f"{tag!r} behind @ is no language")


def test_a_founding_may_be_old() -> None:
    """There are universities from before 1100, and none from before 800."""
    assert [entry.date(words, founded=True).value for words in ("1088", "800", "0800")] == ["1088", "0800", "0800"]
    with pytest.raises(InputError, match="800 to 2199"):
        entry.date("0799", founded=True)


IDENTIFIERS = [
    ("ror:https://ror.org/034wxcc35", "https://ror.org/034wxcc35"),
    ("ror:034wxcc35", "https://ror.org/034wxcc35"),
    ("Wikidata:Q1376857", "http://www.wikidata.org/entity/Q1376857"),
    ("isni:0000 0004 0610 0854", "0000000406100854"),
    ("pic:999524861", "999524861"),
    ("eu-grant:755523", "755523"),
    ("EC-tender:ENER/17", "EC-tender:ENER/17"),
]


@pytest.mark.parametrize(("words", "value"), IDENTIFIERS)
def test_identifiers_name_their_register(words: str, value: str) -> None:
    """With the register before it an identifier becomes its IRI or its literal; of no known register it stays whole."""
    property, found = entry.identifier(words)
    assert found.value == value
    told = entry.named(property.value, found)
    assert told is not None
    assert entry.identifier(told) == (property, found)


def test_a_wrong_identifier_is_told() -> None:
    """A ROR id with a sign too few is none."""
    with pytest.raises(InputError, match="'ror:034wxcc3' is no identifier of ror; copy it from the register"):
        entry.identifier("ror:034wxcc3")


def test_types_are_words_or_classes() -> None:
    """Capitals, blanks and everyday words do not matter; what is near is told."""
    assert entry.type_("Working Group")[0] == entry.type_("pg:WorkingGroup")[0]
    assert entry.type_("MoU")[1] == "agreement"
    with pytest.raises(InputError, match="'sociaty' is no type; the nearest is society"):
        entry.type_("sociaty")


TEXTS = st.text(max_size=12)
TERMS = st.one_of(
    st.builds(ox.Literal, TEXTS),
    st.builds(
        lambda words, language: ox.Literal(words, language=language), TEXTS, st.sampled_from(["en", "de", "pt-br"])
    ),
    st.builds(ox.Literal, st.integers()),
    st.sampled_from(["body:esr", "country:AUT", "https://a.org/b c", "urn:x"]).map(
        lambda words: ox.NamedNode(expand(words) or words.replace(" ", ""))
    ),
)


@given(TERMS, st.sampled_from(sorted(entry.READ)))
def test_a_cell_gives_its_term_again(term: ox.NamedNode | ox.Literal, kind: str) -> None:
    """Whatever is written into a cell is read from it as the same term, or is not written."""
    words = entry.cell(kind, term)
    assert words is None or (entry.READ[kind](words) == term and words == words.strip() != "")


@given(st.lists(TEXTS.filter(lambda words: words.strip() == words != "" and not words.endswith("\\")), max_size=4))
def test_values_of_a_cell_are_parted_again(values: list[str]) -> None:
    """A | within a value parts nothing."""
    assert entry.parts(entry.joined(values)) == values
