"""Candidates from a registry: what is found, how sure it is, and what is not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnergraph.reconciliation.matching import SURE, Body, Candidate, Index

AT, CZ, DE, DK, GL = (frozenset({code}) for code in ("AT", "CZ", "DE", "DK", "GL"))
REGISTRY = (
    Body("light", ("University of Light", "Universität des Lichts", "UDL"), AT, "Vienna", "https://light.example.org"),
    Body("hospital", ("University Hospital of Light",), AT, "Vienna"),
    Body("north", ("Northern Institute of Marine Ecology", "NIME"), DE, "Kiel"),
    Body("physics", ("Institute of Physics",), CZ, "Prague"),
    Body("other", ("Institute of Physics",), CZ, "Brno"),
    Body("ice", ("Ilisimatusarfik",), GL, "Nuuk"),
    Body("mint", ("Mint Academy",), AT),
    Body("mint-2", ("Mint Academy",), DE),
)


@pytest.fixture(scope="module")
def index() -> Index:
    """Give the registry, made to be searched."""
    return Index(REGISTRY)


def best(index: Index, body: Body) -> Candidate:
    """Give the likeliest candidate, one of no likeness if there is none."""
    return next(iter(index.search(body)), Candidate("", 0.0, ""))


@pytest.mark.parametrize(
    ("body", "key", "reason"),
    [
        (Body("a", ("UNIVERSITAET DES LICHTS",), AT), "light", "same name: Universität des Lichts; same country"),
        (Body("a", ("Lichts University",), AT), "light", "same words"),
        (Body("a", ("Universitätsklinik of Light",), AT), "hospital", "same words"),
        (Body("a", ("Northern Institute of Marin Ecology",), DE), "north", "similar name"),
        (Body("a", ("Northern Institute of Marine Ecology (NIME)",), DE, "Kiel"), "north", "same town"),
        (Body("a", ("Ilisimatusarfik",), DK), "ice", "another country"),
        (Body("a", ("University of Light",)), "light", "same name"),
        (Body("a", ("Lux University of Light",), AT, "", "http://light.example.org/en"), "light", "same homepage"),
        (Body("a", ("Mint Academy",), DE), "mint-2", "same country"),
        (Body("a", ("NIME",), DE), "north", "same name: NIME"),
    ],
)
def test_a_body_is_found(index: Index, body: Body, key: str, reason: str) -> None:
    """Names that are the same, or nearly, in the same country are sure, and the reason says so."""
    found = best(index, body)
    assert found.key == key
    assert found.score >= (SURE if "similar" not in found.reason and key != "ice" else 0.8)
    assert reason in found.reason


@pytest.mark.parametrize(
    "body",
    [
        Body("a", ("Institute of Physics",), CZ),
        Body("a", ("Mint Academy",)),
        Body("a", ("University of Light Technology",), AT),
        Body("a", ("University of Light",), DE),
        Body("a", ("UDL",)),
        Body("a", ("Institute of Marine Geology",), DE),
        Body("a", ("Zebra Bakeries",), AT),
        Body("a", ("",), AT),
        Body("a", ()),
    ],
)
def test_a_doubtful_body_is_not_sure(index: Index, body: Body) -> None:
    """What two bodies are called, a bare acronym, another country or another word is never sure."""
    assert best(index, body).score < SURE


def test_what_two_are_called_is_told(index: Index) -> None:
    """Both bodies of a name are told, with the reason why neither is sure."""
    found = index.search(Body("a", ("Institute of Physics",), CZ))
    assert [(each.key, "others are called so too" in each.reason) for each in found[:2]] == [
        ("physics", True),
        ("other", True),
    ]


def test_of_three_none_is_sure() -> None:
    """A name of three bodies is sure for none of them, however few are asked for."""
    index = Index([*REGISTRY, Body("third", ("Institute of Physics",), CZ)])
    assert [each.score for each in index.search(Body("a", ("Institute of Physics",), CZ), most=3)] == [0.85] * 3
    assert index.search(Body("a", ("Institute of Physics",), CZ), most=1)[0].score < SURE


def test_nothing_is_like_it(index: Index) -> None:
    """None is an answer: of a name that shares nothing, and in a country that has no body."""
    assert not index.search(Body("a", ("Zebra Bakeries",), AT))
    assert not index.search(Body("a", ("University of Light",), frozenset({"JP"})))


def test_the_town_decides(index: Index) -> None:
    """Of two bodies of one name that in the town of the body comes first where the names are not the same."""
    assert best(index, Body("a", ("Institute of Physic",), CZ, "Brno")).key == "other"


@pytest.mark.parametrize(
    ("body", "key", "reason"),
    [
        (
            Body("a", ("Department of Optics, University of Light, 1010 Vienna",), AT),
            "light",
            "same name: University of",
        ),
        (Body("a", ("Marine Lab, Northern Institute of Marine Ecology; Kiel, Germany",)), "north", "same country"),
        (Body("a", ("Faculty of Arts University of Light",), AT), "light", "a part of the name; same country"),
    ],
)
def test_a_text_names_an_organisation(index: Index, body: Body, key: str, reason: str) -> None:
    """The part of a text that is known is sure; of the name of a body it is not, which may be another one."""
    found = index.search(body, texts=True)[0]
    assert (found.key, found.score >= SURE, reason in found.reason) == (key, True, True)
    assert best(index, body).key == key
    assert best(index, body).score < SURE


def test_a_state_is_no_word_of_the_united_states() -> None:
    """Words that only tell the country count little, but not those that many bodies have."""
    us = frozenset({"US"})
    names = ("University of Light", "Light State University", "University of Dark", "Mint Academy")
    registry = Index(Body(name, (name,), us) for name in names)
    found = registry.search(Body("a", ("University of Light",), us))
    assert found[0].key == "University of Light"
    assert found[0].score == 1
    assert found[1].score < 0.85


def test_of_bodies_that_may_be_one_no_parts_are_compared(index: Index) -> None:
    """A part of a university is not the university."""
    body = Body("a", ("Department of Optics, University of Light",), AT)
    (found,) = index.search_all([body], one=False)
    assert max((each.score for each in found), default=0.0) < SURE


def test_a_body_is_no_candidate_for_itself(index: Index) -> None:
    """A registry can be searched for its own bodies, and then two of one name are sure."""
    found = next(index.search_all([REGISTRY[3]], one=False))
    assert [(each.key, each.score) for each in found] == [("other", 1.0)]


def test_an_empty_registry_has_no_candidate() -> None:
    """Nothing is found where nothing is."""
    assert Index(()).search(REGISTRY[0]) == ()


@given(st.lists(st.text(max_size=40), min_size=1, max_size=4), st.sampled_from([AT, CZ, frozenset[str]()]))
def test_scores_are_shares(names: list[str], countries: frozenset[str]) -> None:
    """Of any name the scores lie between 0 and 1, the highest first, and a search of many is that of each."""
    index = Index(REGISTRY)
    body = Body("a", tuple(names), countries)
    found = index.search(body)
    assert all(0 <= each.score <= 1 for each in found)
    assert [each.score for each in found] == sorted((each.score for each in found), reverse=True)
    assert list(index.search_all([body, REGISTRY[0], body]))[2] == found
