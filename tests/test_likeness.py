"""The format of a content is seen where its name lies or says nothing."""

from pathlib import PurePath

import pytest

from partnergraph.errors import FormatError
from partnergraph.storage import likeness

SEEN = [
    ("a.ttl", b'<?xml version="1.0"?>\n<rdf:RDF/>', "rdf"),
    ("a.jsonld", b"<!-- x --><RDF/>", "rdf"),
    ("a.ttl", b'\n{ "@id": "urn:a" }', "jsonld"),
    ("a", b'[ { "@id": "urn:a" } ]', "jsonld"),
    ("a.ttl", b'[ <urn:b> "c" ] .', "ttl"),
    ("a.trig", b'{ <urn:a> <urn:b> "c" }', "trig"),
    ("a.rdf", b"@prefix a: <urn:a> .\na:b a:c 1 .", "ttl"),
    ("a.nt", b"# note\nPREFIX a: <urn:a>\na:b a:c 'x{' .", "ttl"),
    ("a.nq", b'@prefix a: <urn:a> .\na:g { a:b a:c "x" }', "trig"),
    ("a.ttl", b'<urn:a> <urn:b> "c"@en <urn:g> .\n' * 2, "nq"),
    ("a.ttl", b'<urn:a> <urn:b> "c"@en <urn:g> .\n', "ttl"),
    ("a.nt", b"# none\n@prefix a: <urn:a> .\n", "nt"),
    ("a.nq", b"@base <urn:a> .", "nq"),
    ("a.nt", b"_:a <urn:b> _:c <urn:g> .", "nq"),
    ("a.rdf", b"<urn:a> <urn:b> <urn:c> .\n", "nt"),
    ("a.ttl", b"<urn:a> <urn:b> <urn:c> .\n", "ttl"),
    ("a.nt", b"what is this", "nt"),
    ("a.ttl", b"", "ttl"),
    ("a.ttl", b"\xef\xbb\xbf<?xml version='1.0'?>", "rdf"),
]


@pytest.mark.parametrize(("name", "content", "form"), SEEN)
def test_content_counts_where_it_is_plain(name: str, content: bytes, form: str) -> None:
    """XML, JSON, lines of N-Triples and N-Quads, and prefixes are known by how they begin; else the name counts."""
    assert likeness.of(content, PurePath(name)).name == form


def test_what_neither_tells_is_an_error() -> None:
    """No ending and no likeness."""
    with pytest.raises(FormatError, match="the name has no extension"):
        likeness.of(b"what is this", PurePath("a"))
