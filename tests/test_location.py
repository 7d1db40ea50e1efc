"""The line of a thing is found in whatever way its file is written."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnergraph import resource
from partnergraph.checking import location
from partnergraph.checking.location import Statement, statements
from partnergraph.vocab import PREFIXES, shorten
from partnergraph.writing import export, format

BASE = "https://example.org/base/"
TYPE = PREFIXES["rdf"] + "type"
HEAD = """\
@prefix : <urn:none:> .
PREFIX p: <urn:p:>
@base <https://example.org/base/> .
"""
SUBJECTS = {
    "<urn:p:a>": "urn:p:a",
    "<a>": f"{BASE}a",
    "<#b>": f"{BASE}#b",
    "<urn:p:\\u00E9>": "urn:p:é",
    "p:a.b": "urn:p:a.b",
    "p:a\\,b": "urn:p:a,b",
    "p:": "urn:p:",
    ":1": "urn:none:1",
    "p:a%20b": "urn:p:a%20b",
    "p:é·b": "urn:p:é·b",
    "_:b1.x": "",
    "[ p:a p:b ]": "",
    "( 1 p:c )": "",
}
VERBS = {"a": TYPE, "p:x": "urn:p:x", "<y>": f"{BASE}y", ":a": "urn:none:a", "p:a-b": "urn:p:a-b"}
OBJECTS = [
    "1",
    "-1.5",
    "1.e5",
    "true",
    "p:a.b",
    '"."',
    '"a ; # b"@en-GB',
    '"x"^^<urn:d>',
    '"""\n. p:a a "b" .\n"""',
    "'''it''s \\''''",
    '"\\""',
    "[]",
    "[ p:x [ p:y 1 ; a p:z ] , 2 ]",
    "( p:a ( [] ) '.' )",
    "_:b",
    "<urn:x#y>",
    "p:a\\;b",
    "<<( p:a p:b <<( p:a p:b p:c )>> )>>",
]
SPACES = st.sampled_from([" ", "\n", "  ", "\r\n", " # . ; [ \" ' <\n", "\t\n\n"])


@dataclass(slots=True)
class Writer:
    """Writes Turtle and notes where each statement begins."""

    text: str = HEAD
    expected: list[Statement] = field(default_factory=list)

    @property
    def line(self) -> int:
        """The line on which the next token begins."""
        return self.text.count("\n") + 1


@st.composite
def documents(draw: st.DrawFn) -> Writer:
    """Give Turtle of any layout."""
    writer = Writer()
    for _ in range(draw(st.integers(0, 5))):
        subject, iri = draw(st.sampled_from(list(SUBJECTS.items())))
        above = writer.line
        writer.text += subject + draw(SPACES)
        for number in range(draw(st.integers(1, 3))):
            if number:
                writer.text += draw(SPACES) + ";" + draw(SPACES)
            verb, property = draw(st.sampled_from(list(VERBS.items())))
            if iri:
                writer.expected.append(Statement(iri, property, above, writer.line))
            several = draw(st.lists(st.sampled_from(OBJECTS), min_size=1, max_size=3))
            writer.text += verb + draw(SPACES) + draw(SPACES).join([f"{each} ," for each in several[1:]] + several[:1])
        writer.text += draw(SPACES) + "." + draw(SPACES)
    return writer


@given(documents())
def test_every_statement_is_found(document: Writer) -> None:
    """Each property of each named subject is found on its line, and the engine reads the same from the text."""
    assert list(statements(document.text, BASE)) == document.expected
    parsed = ox.parse(document.text, format=ox.RdfFormat.TURTLE)
    known = {(quad.subject.value, quad.predicate.value) for quad in parsed if isinstance(quad.subject, ox.NamedNode)}
    assert known == {(each.subject, each.property) for each in document.expected}


@pytest.mark.parametrize("path", [*resource.data(), resource.ontology(), resource.shapes()], ids=lambda path: path.name)
def test_shipped_files_are_understood(path: Path) -> None:
    """In the shipped files every named subject and property is found, on a line that names it."""
    text = path.read_text(encoding="utf-8")
    found = list(statements(text, path.as_uri()))
    parsed = [quad for quad in ox.parse(path=str(path)) if isinstance(quad.subject, ox.NamedNode)]
    assert {each[:2] for each in found} == {(str(quad.subject.value), quad.predicate.value) for quad in parsed}
    lines = text.split("\n")
    assert [each for each in found if not named(each, lines)] == []


def named(statement: Statement, lines: Sequence[str]) -> bool:
    """Say whether a statement's lines begin with its subject and hold its property."""
    head, line = lines[statement.subject_line - 1], lines[statement.line - 1]
    spelled = {statement.subject, shorten(statement.subject)}
    verbs = {re.split(r"[/#]", statement.property)[-1], "a " if statement.property == TYPE else "\n"}
    return head.split()[0].strip("<>") in spelled and any(verb in line for verb in verbs)


@pytest.mark.parametrize("form", format.GRAPHS, ids=lambda form: form.name)
def test_every_format(form: format.Format, tmp_path: Path) -> None:
    """In Turtle, TriG, N-Triples and N-Quads the line is found; in the others the file."""
    graph = ox.NamedNode("urn:graph") if form.datasets else ox.DefaultGraph()
    quads = [
        ox.Quad(ox.NamedNode(f"urn:{name}"), ox.NamedNode("urn:p#x"), ox.Literal(f"{name}\n."), graph) for name in "abc"
    ]
    path = tmp_path / f"a.{form.name}"
    path.write_text(export.text(quads, form), encoding="utf-8", newline="\n")
    places = location.find([path], {"urn:b"})
    lines = path.read_text(encoding="utf-8").split("\n")
    number = next((n for n, line in enumerate(lines, 1) if "<urn:b>" in line), 0)
    assert places == {("urn:b", name): location.Place(str(path), number) for name in ("urn:p#x", "")}


def test_the_first_place_counts_and_its_class_before_it(tmp_path: Path) -> None:
    """A thing described in two files is where its class is told; a property is where it is first told."""
    one, two = tmp_path / "1.ttl", tmp_path / "2.ttl"
    one.write_text("\n<urn:a> <urn:p> 1 .")
    two.write_text("<urn:a> <urn:p> 2 .\n\n\n<urn:a> a <urn:b> .")
    places = location.find([one, two], {"urn:a"})
    assert places["urn:a", ""] == (str(two), 4)
    assert places["urn:a", "urn:p"] == (str(one), 2)


def test_a_file_that_went_away_has_no_lines(tmp_path: Path) -> None:
    """A file removed since it was loaded is passed over."""
    assert location.find([tmp_path / "none.ttl"], {"urn:a"}) == {}


def test_a_long_file_takes_no_long(tmp_path: Path) -> None:
    """Ten thousand statements with long texts are read to the last line."""
    path = tmp_path / "a.ttl"
    text = "".join(f'<urn:{n}> <urn:p> """{"a " * 50}\n""" .\n' for n in range(10_000))
    path.write_text(text)
    assert location.find([path], {"urn:9999"})["urn:9999", ""].line == 19_999
