"""Prefixes and IRIs."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnergraph import vocab


@pytest.mark.parametrize("prefix", sorted(vocab.PREFIXES))
def test_every_prefix_expands(prefix: str) -> None:
    """Each standard prefix stands for its namespace."""
    assert vocab.expand(f"{prefix}:x") == vocab.PREFIXES[prefix] + "x"


@given(st.sampled_from(sorted(vocab.PREFIXES)), st.from_regex(r"[A-Za-z0-9_][A-Za-z0-9_-]{0,20}", fullmatch=True))
def test_shorten_and_expand_are_inverse(prefix: str, local: str) -> None:
    """What is shortened expands to what it was."""
    iri = vocab.PREFIXES[prefix] + local
    assert vocab.expand(vocab.shorten(iri)) == iri


@given(st.text(max_size=60))
def test_any_text_is_taken(text: str) -> None:
    """No text is too odd to be shortened or expanded."""
    vocab.expand(text)
    assert vocab.expand(vocab.shorten(text)) in {text, vocab.expand(text)}


@pytest.mark.parametrize("iri", ["https://w3id.org/partnergraph/id/body/a/b", "http://www.w3.org/ns/org#", "urn:x"])
def test_what_is_no_prefixed_name_stays(iri: str) -> None:
    """An IRI whose rest is no local name is kept whole."""
    assert vocab.shorten(iri) == iri


@pytest.mark.parametrize("text", ["https://example.org/", "nothing:x", "EIBALL", "mailto:office", ":x", "a b:c"])
def test_what_has_no_standard_prefix_does_not_expand(text: str) -> None:
    """Text without a standard prefix means no IRI."""
    assert vocab.expand(text) is None
