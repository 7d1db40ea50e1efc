"""What is no Turtle, TriG, N-Triples, N-Quads or RDF/XML is refused with its place.

Each is a mistake of the kind that the negative syntax tests of the W3C hold a parser to, in a small file of our own.
"""

from pathlib import Path

import pytest

from partnergraph.errors import InputError
from partnergraph.storage import parser

# the format, the line in which the mistake is, the text
MISTAKES = [
    ("nt", 1, "@prefix p: <urn:p:> .\n"),
    ("nt", 1, "@base <urn:p:> .\n"),
    ("nt", 1, "<urn:a> <urn:b> <urn: c> .\n"),
    ("nt", 2, "<urn:a> <urn:b> <urn:c> .\n<a> <urn:b> <urn:c> .\n"),
    ("nt", 1, "<urn:a> <urn:b> <urn:\\u00zz> .\n"),
    ("nt", 1, '<urn:a> <urn:b> "a\\q" .\n'),
    ("nt", 1, '<urn:a> <urn:b> "a .\n'),
    ("nt", 1, "<urn:a> <urn:b> 'a' .\n"),
    ("nt", 1, '<urn:a> <urn:b> "a"@1 .\n'),
    ("nt", 1, "<urn:a> <urn:b> 1 .\n"),
    ("nt", 1, '<urn:a> "b" <urn:c> .\n'),
    ("nt", 1, '"a" <urn:b> <urn:c> .\n'),
    ("nt", 1, "<urn:a> _:b <urn:c> .\n"),
    ("nt", 1, "<urn:a> <urn:b> <urn:c>, <urn:d> .\n"),
    ("nt", 1, "<urn:a> <urn:b> <urn:c>; <urn:d> <urn:e> .\n"),
    ("nt", 2, "<urn:a> <urn:b> <urn:c>\n"),
    ("nq", 1, "@prefix p: <urn:p:> .\n"),
    ("nq", 1, '<urn:a> <urn:b> <urn:c> "g" .\n'),
    ("nq", 1, "<urn:a> <urn:b> <urn:c> <g> .\n"),
    ("nq", 1, "<urn:a> <urn:b> <urn:c> <urn:g> <urn:h> .\n"),
    ("ttl", 1, "<urn:a> <urn:b> <urn:c> <urn:g> .\n"),
    ("ttl", 1, "p:a p:b p:c .\n"),
    ("ttl", 1, "@prefix p <urn:p:> .\n"),
    ("ttl", 2, "@prefix p: <urn:p:>\n<urn:a> <urn:b> <urn:c> .\n"),
    ("ttl", 1, "@PREFIX p: <urn:p:> .\n"),
    ("ttl", 1, "A <urn:b> <urn:c> .\n"),
    ("ttl", 1, "<urn:a> = <urn:c> .\n"),
    ("ttl", 1, "{ <urn:a> <urn:b> <urn:c> }\n"),
    ("ttl", 1, "<urn:a> <urn:b> .\n"),
    ("ttl", 1, "<urn:a> <urn:b> [ <urn:c> ] .\n"),
    ("ttl", 1, "<urn:a> <urn:b> (1 2 .\n"),
    ("ttl", 1, '<urn:a> <urn:b> "a\nb" .\n'),
    ("ttl", 1, "<urn:a> <urn:b> 'a\" .\n"),
    ("ttl", 1, "<urn:a> <urn:b> 1.e .\n"),
    ("ttl", 1, "<urn:a> <urn:b> True .\n"),
    ("ttl", 1, "<urn:a> <urn:b> <urn:c> ;; <urn:d .\n"),
    ("trig", 1, "<urn:g> <urn:h> { <urn:a> <urn:b> <urn:c> }\n"),
    ("trig", 1, "(1) { <urn:a> <urn:b> <urn:c> }\n"),
    ("trig", 2, "<urn:g> { <urn:a> <urn:b> <urn:c>\n"),
    ("trig", 1, "GRAPH { <urn:a> <urn:b> <urn:c> }\n"),
    ("trig", 1, "<urn:g> { <urn:x> { <urn:a> <urn:b> <urn:c> } }\n"),
    ("trig", 1, "<urn:g> { @prefix p: <urn:p:> . }\n"),
    ("rdf", 3, '<r:Description r:ID="33-a"/>'),
    ("rdf", 3, '<r:Description r:nodeID="a:b"/>'),
    ("rdf", 3, '<r:Description r:ID="a" r:about="b"/>'),
    ("rdf", 3, '<r:Description r:ID="a" r:nodeID="b"/>'),
    ("rdf", 4, '<r:Description>\n<p:a r:resource="b" r:nodeID="c"/></r:Description>'),
    ("rdf", 4, '<r:Description r:ID="a"/>\n<r:Description r:ID="a"/>'),
    ("rdf", 3, "<r:RDF/>"),
    ("rdf", 3, "<r:li/>"),
    ("rdf", 3, '<r:Description r:aboutEach="a"/>'),
    ("rdf", 3, '<r:Description r:bagID="1"/>'),
    ("rdf", 4, "<r:Description>\n<r:Description/></r:Description>"),
    ("rdf", 3, '<r:Description><p:a r:parseType="Literal" r:resource="b"/></r:Description>'),
    ("rdf", 3, "<r:Description><p:a></p:b></r:Description>"),
    ("rdf", 4, "<r:Description>\n<p:a><q:b/></p:a></r:Description>"),
]
RDF = """<?xml version="1.0"?>
<r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:p="urn:p:">
{}
</r:RDF>"""


@pytest.mark.parametrize(("form", "line", "text"), MISTAKES)
def test_a_mistake_is_told_with_its_place(tmp_path: Path, form: str, line: int, text: str) -> None:
    """Line and column are named, and which format it is not."""
    path = tmp_path / f"wrong.{form}"
    path.write_text(RDF.format(text) if form == "rdf" else text, encoding="utf-8")
    with pytest.raises(InputError, match=rf"wrong\.{form}:{line}:\d+: .*; this is not valid ") as caught:
        list(parser.quads(parser.read(parser.members([path])[0])))
    assert "\n" not in str(caught.value)
