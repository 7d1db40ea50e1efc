"""Sources have names that tell them apart."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

import partnergraph as pg
from partnergraph.view import record, source

TITLE = st.sampled_from(["", "A page", "a.org", "www.a.org", "a.org/b"])
URL = st.sampled_from(
    ["", "http://a.org", "https://a.org/", "https://www.a.org/b", "https://a.org/b?c", "https://b.org/b"]
)


@pytest.mark.parametrize(
    ("works", "names"),
    [
        ([("A page", "https://a.org/b")], ["A page"]),
        ([("A page", "")], ["A page"]),
        ([("a.org", "https://www.a.org/b/c?d=1")], ["a.org/b/c?d=1"]),
        ([("", "https://a.org/")], ["a.org"]),
        ([("", f"https://a.org/{'b' * 30}/{'c' * 30}")], [f"a.org/{'b' * 25}…b/{'c' * 30}"]),
        ([("A page", "https://a.org/b"), ("A page", "")], ["A page (a.org/b)", "A page"]),
        ([("", "http://a.org/b"), ("", "https://a.org/b")], ["http://a.org/b", "https://a.org/b"]),
    ],
)
def test_sources_are_called_by_title_or_by_host_and_path(works: list[tuple[str, str]], names: list[str]) -> None:
    """A title stays where it tells a source apart; else host and path do, and at last the whole address."""
    assert list(source.called(works)) == names


@given(st.lists(st.tuples(TITLE, URL), max_size=8))
def test_no_two_addresses_have_one_name(works: list[tuple[str, str]]) -> None:
    """Whatever titles and addresses there are, links with the same words go to the same place."""
    links = {(name, url) for name, (_, url) in zip(source.called(works), works, strict=True) if url}
    assert len({name for name, _ in links}) == len(links)


def test_shipped_sources_have_names_of_their_own() -> None:
    """The sources of the shipped network that have an address have as many names, none of them a mere host twice."""
    with pg.open() as kg:
        found = record.records(kg.network("EIBALL", hops=2)).sources
    linked = [each for each in found if each["url"]]
    assert len(linked) > 20
    assert len({each["title"] for each in linked}) == len({each["url"] for each in linked})
    assert any(re.fullmatch(r"myesr\.org/.+", each["title"]) for each in linked)
