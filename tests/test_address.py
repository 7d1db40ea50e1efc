"""Addresses: which URLs are endpoints, how they are shown, and where credentials come from."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnergraph.errors import AddressError
from partnergraph.remote import address


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("https://example.org/sparql?key=secret#there", "https://example.org/sparql"),
        ("HTTP://Example.org:80", "http://example.org/"),
        ("http://[::1]:8890/sparql", "http://[::1]:8890/sparql"),
    ],
)
def test_addresses_are_shown_without_their_query(url: str, shown: str) -> None:
    """What messages show of a URL holds no key and no usual port."""
    assert str(address.read(url)) == shown


def test_the_url_may_name_graphs() -> None:
    """Graphs in the URL are taken out of it, and the rest of its query stays as it was written."""
    found = address.read("http://e.org/s?default-graph-uri=urn%3Aa&k=%41&default-graph-uri=urn:b&named-graph-uri=urn:c")
    assert (found.default_graphs, found.named_graphs) == (("urn:a", "urn:b"), ("urn:c",))
    assert found.target == "/s?k=%41"


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("http://ada:hush@example.org/", "holds a user name"),
        ("https://ada@example.org/", "holds a user name"),
        ("file:///etc/passwd", "no address of an endpoint"),
        ("ftp://example.org/", "no address of an endpoint"),
        ("example.org/sparql", "no address of an endpoint"),
        ("http:///sparql", "no address of an endpoint"),
        ("", "no address of an endpoint"),
        ("http://example.org:port/", "this is no URL"),
        ("http://[::1/", "this is no URL"),
        ("http://example.org/a b", "no spaces"),
        ("http://example.org/\u00fc", "no letters beyond ASCII"),
    ],
)
def test_other_addresses_are_refused(url: str, words: str) -> None:
    """What is no http or https URL is told, and a password in it is not repeated."""
    with pytest.raises(AddressError, match=words) as caught:
        address.read(url)
    assert "hush" not in str(caught.value)


@given(st.text())
def test_any_text_is_an_address_or_told(text: str) -> None:
    """No text ends in another error than ours."""
    with suppress(AddressError):
        assert address.read(text).scheme in {"http", "https"}


@pytest.mark.parametrize(
    ("other", "followed"),
    [
        ("http://example.org/query", True),
        ("https://example.org/query", True),
        ("http://example.org:8080/query", False),
        ("https://example.org:8443/query", False),
        ("http://www.example.org/query", False),
    ],
)
def test_redirects_stay_where_they_are(other: str, followed: bool) -> None:
    """A redirect stays on its host and port, or goes from http to https there."""
    assert address.read("http://example.org/sparql").leads_to(address.read(other)) is followed
    assert not address.read("https://example.org/").leads_to(address.read("http://example.org/"))


@pytest.mark.parametrize(
    ("variables", "header"),
    [
        ({}, None),
        ({"USER": "ada", "PASSWORD": "h\u00fcsh"}, "Basic YWRhOmjDvHNo"),
        ({"USER": "ada"}, "Basic YWRhOg=="),
        ({"TOKEN": "abc.def"}, "Bearer abc.def"),
    ],
)
def test_credentials(variables: dict[str, str], header: str | None) -> None:
    """A user and password are sent as Basic, a token as Bearer, and nothing where nothing is set."""
    given = {f"PARTNERGRAPH_ENDPOINT_{name}": value for name, value in variables.items()}
    assert address.credentials(given).get("Authorization") == header


@pytest.mark.parametrize(
    ("variables", "words"),
    [
        ({"USER": "ada", "TOKEN": "abc"}, "both set"),
        ({"TOKEN": "abc\r\nX-Evil: 1"}, "no token has"),
        ({"USER": "ada:hush"}, "holds a colon"),
    ],
)
def test_wrong_credentials_are_told(variables: dict[str, str], words: str) -> None:
    """What cannot be sent is told, and not repeated."""
    given = {f"PARTNERGRAPH_ENDPOINT_{name}": value for name, value in variables.items()}
    with pytest.raises(AddressError, match=words) as caught:
        address.credentials(given)
    assert "hush" not in str(caught.value)
    assert "Evil" not in str(caught.value)
