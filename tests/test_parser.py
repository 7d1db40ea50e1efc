"""Parsing RDF files and text."""

import pyoxigraph as ox

from partnergraph.storage import parser
from partnergraph.storage.parser import Source
from partnergraph.writing import format


def test_blank_nodes_are_named_by_prefix_and_order() -> None:
    """Also inside triple terms the same node has the same name, and another prefix keeps two files apart."""
    source = Source(b"_:x <urn:b> _:y . _:y <urn:d> <<( _:x <urn:e> _:z )>> .", format.TURTLE)
    first, second = parser.named(parser.quads(source), "a")
    assert (first.subject, first.object) == (ox.BlankNode("a0"), ox.BlankNode("a1"))
    assert str(second.object) == "_:a0 <urn:e> _:a2"
    assert {str(quad.subject) for quad in parser.named(parser.quads(source), "b")} == {"_:b0", "_:b1"}


def test_every_format_of_graphs_is_known_to_the_engine() -> None:
    """Each is one that the engine parses."""
    assert None not in [Source(b"", each).engine_format for each in format.GRAPHS]
