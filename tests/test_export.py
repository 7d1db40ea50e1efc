"""RDF files, readable and always the same."""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from xml.parsers import expat

import pyoxigraph as ox
import pytest
import rdflib
from hypothesis import example, given, settings
from hypothesis import strategies as st
from rdflib.term import Node

import partnergraph as pg
from partnergraph.errors import FormatError
from partnergraph.storage.store import ONTOLOGY, Store
from partnergraph.values.term import text
from partnergraph.vocab import PREFIXES
from partnergraph.writing import export, format, jsonld

RDFLIB_NAMES = {"ttl": "turtle", "trig": "trig", "nt": "nt", "nq": "nquads", "rdf": "xml", "jsonld": "json-ld"}
RDF = PREFIXES["rdf"]
FORMATS = pytest.mark.parametrize("form", format.GRAPHS, ids=lambda form: form.name)


def merged(text: str, name: str) -> set[tuple[Node, ...]]:
    """Read RDF text with rdflib, and give the triples of all its graphs."""
    dataset = rdflib.Dataset(default_union=True).parse(data=text, format=RDFLIB_NAMES[name])
    return set(dataset.triples((None, None, None)))


@pytest.fixture(scope="module")
def whole(shipped: pg.KnowledgeGraph) -> Callable[[str], str]:
    """Give what writes the shipped graph in a format, with what is derived, once for each."""
    return cache(lambda name: shipped.export(name, derived=True))


@pytest.fixture(scope="module")
def lines(whole: Callable[[str], str]) -> set[tuple[Node, ...]]:
    """Give what rdflib reads from the N-Triples of the shipped graph, which has no blank nodes."""
    found = merged(whole("nt"), "nt")
    assert not any(isinstance(node, rdflib.BNode) for triple in found for node in triple)
    return found


@pytest.mark.parametrize("name", [form.name for form in format.GRAPHS if form.name != "nt"])
@pytest.mark.no_cover
def test_each_format_comes_back_the_same(whole: Callable[[str], str], lines: set[tuple[Node, ...]], name: str) -> None:
    """What rdflib reads from each format is what it reads from N-Triples."""
    assert merged(whole(name), name) == lines


@pytest.mark.parametrize("form", [form for form in format.GRAPHS if form.datasets], ids=lambda form: form.name)
@pytest.mark.no_cover
def test_named_graphs_come_back_as_they_were(shipped: pg.KnowledgeGraph, form: format.Format) -> None:
    """Formats that keep graphs keep what is stated in the default graph and what is derived in its own."""
    store = Store()
    store.add_text(shipped.export(form.name), form)
    assert set(store.quads()) == {quad for quad in shipped.store.quads() if quad.graph_name != ONTOLOGY}


def stated(graph: pg.KnowledgeGraph) -> int:
    """Give the number of triples that an export holds."""
    return len({quad.triple for quad in graph.store.quads() if quad.graph_name != ONTOLOGY})


def test_both_libraries_agree_on_the_count(
    shipped: pg.KnowledgeGraph, whole: Callable[[str], str], lines: set[tuple[Node, ...]]
) -> None:
    """In the Turtle pyoxigraph finds as many triples as there are, and so does rdflib, in N-Triples as in Turtle."""
    assert {len(set(ox.parse(whole("ttl"), ox.RdfFormat.TURTLE))), len(lines)} == {stated(shipped)}


@pytest.mark.rapper
def test_raptor_agrees_on_the_count(shipped: pg.KnowledgeGraph, whole: Callable[[str], str], tmp_path: Path) -> None:
    """Raptor, a parser of another family, finds as many."""
    path = tmp_path / "a.ttl"
    path.write_text(whole("ttl"), encoding="utf-8", newline="\n")
    rapper = shutil.which("rapper")
    assert rapper, "the rapper command is missing: install the package raptor2-utils"
    run = subprocess.run([rapper, "-q", "-i", "turtle", "-o", "ntriples", path], capture_output=True, check=True)
    assert len(set(run.stdout.splitlines())) == stated(shipped)


@FORMATS
def test_the_bytes_do_not_depend_on_the_hash_seed(form: format.Format, tmp_path: Path) -> None:
    """Three processes with three hash seeds, and blank nodes in the file, write the same."""
    source = tmp_path / "source.trig"
    source.write_text('<urn:a> <urn:p#b> [ <urn:p#c> "1" ], [ <urn:p#c> "2" ] . <urn:g> { <urn:a> <urn:p#d> [] }')
    command = [sys.executable, "-m", "partnergraph", "export", str(source), "-f", form.name]
    outputs = {
        subprocess.run(command, capture_output=True, check=True, env={**os.environ, "PYTHONHASHSEED": seed}).stdout
        for seed in ("0", "1", "2")
    }
    assert len(outputs) == 1
    assert outputs.pop()


def test_turtle_is_grouped_and_readable(shipped: pg.KnowledgeGraph) -> None:
    """Sorted prefixes that are in use, a block a subject, the class first."""
    head, _, body = shipped.export("ttl").partition("\n\n")
    assert head.splitlines() == sorted(head.splitlines())
    assert "@prefix body:" in head
    assert "@prefix dcat:" not in head
    subjects = [block.split(maxsplit=1)[0] for block in body.split("\n\n")]
    assert len(subjects) == len(set(subjects))
    assert all(block.split(maxsplit=2)[1] == "a" for block in body.split("\n\n") if block.startswith("body:"))


@FORMATS
def test_what_is_derived_is_not_stated_when_read_again(small: Path, tmp_path: Path, form: format.Format) -> None:
    """A format without graphs leaves derived ties out, and the graph that is read from any is the one written."""
    with pg.open(small) as graph:
        (tmp_path / f"copy.{form.name}").write_text(graph.export(form.name), encoding="utf-8", newline="\n")
        with pg.open(tmp_path / f"copy.{form.name}") as copy:
            assert set(copy.store.quads()) == set(graph.store.quads())
        for derived, shown in ((None, form.datasets), (True, True), (False, False)):
            quads = ox.parse(graph.export(form.name, derived=derived), ox.RdfFormat.from_media_type(form.media_type))
            assert any(quad.predicate.value.endswith("linkedTo") for quad in quads) is shown


def test_the_ontology_is_left_out(whole: Callable[[str], str]) -> None:
    """The export never has it."""
    assert "owl:Class" not in whole("ttl")


def test_json_ld_uses_the_shipped_context_and_no_other(shipped: pg.KnowledgeGraph) -> None:
    """The context is written into the file: nothing has to be fetched to read it."""
    assert isinstance(json.loads(shipped.export("jsonld"))["@context"], dict)


@pytest.mark.parametrize(
    ("triple", "complaint"),
    [
        ("<urn:p/1> 1", "cannot name the property <urn:p/1>"),
        ("<urn:p/€²> 1", "cannot name the property"),
        (f"<{RDF}li> 1", "cannot name the property"),
        (f"<{RDF}Description> 1", "cannot name the property"),
        (f"<urn:p#a> <<( <urn:a> <{RDF}ID> 1 )>>", "cannot name the property"),
        ('<urn:p#a> "\\u0001"', "control"),
        ('<urn:p#a> <<( <urn:a> <urn:p#a> "\\uFFFE" )>>', "control"),
    ],
)
def test_what_xml_cannot_hold_is_told(triple: str, complaint: str) -> None:
    """RDF/XML is refused rather than written so that nobody can read it."""
    store = Store()
    store.add_text(f"<urn:a> {triple} .", format.TURTLE)
    with pytest.raises(FormatError, match=complaint):
        export.text(store.quads(), format.RDF_XML)


def parsed(written: str, form: format.Format) -> list[ox.Quad]:
    """Give what the engine reads from RDF text, number by number as it is written (a store would change numbers)."""
    return list(ox.parse(written.encode(), ox.RdfFormat.from_media_type(form.media_type)))


def canonical(quads: Iterable[ox.Quad], form: format.Format) -> set[ox.Quad]:
    """Give quads as a format keeps them, with blank nodes named from their content."""
    kept = quads if form.datasets else [ox.Quad(quad.subject, quad.predicate, quad.object) for quad in quads]
    found = ox.Dataset(kept)
    found.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    return set(found)


@pytest.mark.parametrize(
    "statements",
    [
        "<urn:x#> a <urn:y#> .",
        "<urn:x#> a <urn:y#>, <urn:p#C> ; <urn:p#b> 1 .",
        "<urn:x#> a <https://schema.org/>, <http://e/123>, <http://e/größe> .",
        f"<urn:x#> a <{RDF}li>, <{RDF}Description>, <{RDF}bagID>, <{RDF}List> .",
        '<urn:a> <urn:p> "x"@ar--rtl .',
        '<urn:a> <http://e/1abc> "a\\rb\\r\\n\\tc", "]]>", " ", "" .',
        "<urn:a> <urn:p> <<( <urn:s> <urn:p> _:b )>> .",
        "<urn:a&'b> <urn:p?c=d&e> <urn:b?c='d&e> .",
    ],
)
def test_what_xml_can_hold_it_holds(statements: str) -> None:
    """A class that cannot name an element, a direction, a carriage return: well-formed XML, and the same again."""
    quads = parsed(statements, format.TURTLE)
    written = export.text(quads, format.RDF_XML)
    expat.ParserCreate(namespace_separator=" ").Parse(written, True)
    assert canonical(parsed(written, format.RDF_XML), format.RDF_XML) == canonical(quads, format.RDF_XML)
    assert "\r" not in written


def test_namespaces_of_xml_are_sorted_and_used() -> None:
    """The root declares a namespace a line, sorted, and that of directions only where there is one."""
    plain, directed = (
        [
            line.strip().partition("=")[0]
            for line in export.text(parsed(f"<urn:a> {PREFIXED} {value} .", format.TURTLE), format.RDF_XML).splitlines()
            if line.startswith("\txmlns:")
        ]
        for value in ('"x"@en', '"x"@ar--rtl')
    )
    assert plain == ["xmlns:rdf", "xmlns:skos"]
    assert directed == ["xmlns:its", "xmlns:rdf", "xmlns:skos"]


PREFIXED = f"<{PREFIXES['skos']}prefLabel>"


@pytest.mark.parametrize(
    ("written", "complaint"),
    [
        ("{}", r"JSON-LD cannot hold the triple <urn:a> <urn:p> \"x{183}…; write"),
        ("{", "JSON-LD cannot hold this graph: .*; write"),
        ('{"@id": "urn:a", "urn:p": {"@id": "urn:b"}}', 'JSON-LD cannot hold the triple <urn:a> <urn:p> "x'),
    ],
)
def test_what_comes_back_changed_is_told(written: str, complaint: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Text that does not say what the quads say is never given: the message names the first triple, cut short."""
    monkeypatch.setattr(jsonld, "text", lambda quads: written)
    quad = ox.Quad(ox.NamedNode("urn:a"), ox.NamedNode("urn:p"), ox.Literal("x" * 500))
    with pytest.raises(FormatError, match=complaint):
        export.text([quad], format.JSON_LD)


def test_what_comes_back_added_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """A triple too many is an error as well."""
    monkeypatch.setattr(jsonld, "text", lambda quads: '{"@id": "urn:a", "urn:p": 1}')
    with pytest.raises(FormatError, match='cannot hold the triple <urn:a> <urn:p> "1"'):
        export.text([], format.JSON_LD)


HOSTILE = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=30)


@given(st.lists(HOSTILE, min_size=1, max_size=4))
@example(["@prefix "])
def test_any_text_survives_turtle(values: list[str]) -> None:
    """Quotes, line ends, control characters and other scripts come back as they were."""
    quads = [ox.Quad(ox.NamedNode("urn:a"), ox.NamedNode("urn:b"), ox.Literal(value)) for value in values]
    for form in (format.TURTLE, format.TRIG, format.N_TRIPLES, format.N_QUADS):
        store = Store()
        store.add_text(export.text(quads, form), form)
        assert {text(quad.object) for quad in store.quads()} == set(values)


IRIS = st.sampled_from(
    [
        *("urn:a", "urn:x#", "urn:p/1", "body:esr", "rdf:x", "name:x", "xsd:y", "schema://e/x", "http://e/1abc"),
        *("http://e/größe", "http://e/a/../b?c=d&e='", "http://e/€", "https://schema.org/", "https://schema.org/about"),
        *(RDF + name for name in ("type", "first", "rest", "nil", "li", "_1", "Description", "value", "JSON")),
        *(PREFIXES["pg"] + name for name in ("Society", "totalCost", "party", "pic", "")),
        *(PREFIXES["body"] + name for name in ("esr", "a/b", "//x", "x.", "%20", "ü")),
    ]
).map(ox.NamedNode)
TEXTS = HOSTILE | st.sampled_from(
    [
        "0",
        "-0",
        "007",
        "5",
        "1" * 30,
        "1e0",
        "INF",
        "NaN",
        "T",
        "true",
        "1",
        "_:b",
        "\r",
        "@prefix ",
        "<rdf:type--written-out ",
    ]
)
TYPES = st.sampled_from([PREFIXES["xsd"] + name for name in ("integer", "decimal", "double", "boolean", "string")])
LITERALS = st.one_of(
    st.builds(ox.Literal, TEXTS),
    st.builds(ox.Literal, TEXTS, datatype=TYPES.map(ox.NamedNode) | IRIS),
    st.builds(ox.Literal, TEXTS, language=st.sampled_from(["en", "de-AT"])),
)
DIRECTED = st.builds(ox.Literal, TEXTS, language=st.just("ar"), direction=st.just(ox.BaseDirection.RTL))
BLANKS = st.sampled_from("abc").map(ox.BlankNode)
TRIPLES = st.builds(ox.Triple, IRIS | BLANKS, IRIS, IRIS | BLANKS | LITERALS)
GRAPHS = st.just(ox.DefaultGraph()) | IRIS | BLANKS
PLAIN = st.builds(ox.Quad, IRIS | BLANKS, IRIS, IRIS | BLANKS | LITERALS, GRAPHS)
QUADS = PLAIN | st.builds(ox.Quad, IRIS | BLANKS, IRIS, TRIPLES | DIRECTED, GRAPHS)


UNNAMED = re.compile(r"(?:/1|[#/€']|%20|#li|#Description)\Z")
NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def refused(statement: ox.Quad | ox.Triple, form: format.Format) -> bool:
    """Say whether a format has no way to say this: JSON-LD a triple as a value, XML odd properties and characters."""
    inner = statement.object
    if form is format.JSON_LD:
        return isinstance(inner, ox.Triple)
    if form is not format.RDF_XML:
        return False
    if UNNAMED.search(statement.predicate.value) or (isinstance(inner, ox.Literal) and NOT_XML.search(inner.value)):
        return True
    return isinstance(inner, ox.Triple) and refused(inner, form)


@FORMATS
@settings(deadline=None)
@given(st.lists(QUADS, max_size=8))
def test_any_graph_comes_back_or_is_refused(form: format.Format, quads: list[ox.Quad]) -> None:
    """Cycles of blank nodes, lists, odd literals, odd IRIs: the same again, or refused where the format has no way."""
    if any(refused(quad, form) for quad in quads):
        with pytest.raises(FormatError):
            export.text(quads, form)
        return
    written = export.text(quads, form)
    assert canonical(parsed(written, form), form) == canonical(quads, form)
    assert export.text(reversed(quads), form) == written


@FORMATS
def test_nothing_is_written_as_nothing(form: format.Format) -> None:
    """An empty graph is a valid file of each format."""
    store = Store()
    store.add_text(export.text([], form), form)
    assert len(store) == 0
