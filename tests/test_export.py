"""RDF files, readable and always the same."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from hypothesis import given
from hypothesis import strategies as st
from rdflib.compare import isomorphic

import partnergraph as pg
from partnergraph import export, format
from partnergraph.errors import FormatError
from partnergraph.store import ONTOLOGY, Store
from partnergraph.term import text

RDFLIB_NAMES = {"ttl": "turtle", "trig": "trig", "nt": "nt", "nq": "nquads", "rdf": "xml", "jsonld": "json-ld"}
FORMATS = pytest.mark.parametrize("form", format.GRAPHS, ids=lambda form: form.name)


def merged(text: str, name: str) -> rdflib.Graph:
    """Read RDF text with rdflib and merge its graphs into one."""
    graph = rdflib.Graph()
    for triple in (
        rdflib.Dataset(default_union=True).parse(data=text, format=RDFLIB_NAMES[name]).triples((None, None, None))
    ):
        graph.add(triple)
    return graph


@FORMATS
def test_each_format_comes_back_the_same(shipped: pg.KnowledgeGraph, form: format.Format) -> None:
    """What rdflib reads from each format is isomorphic to what it reads from N-Triples."""
    assert isomorphic(merged(shipped.export(form.name), form.name), merged(shipped.export("nt"), "nt"))


@pytest.mark.parametrize("form", [form for form in format.GRAPHS if form.datasets], ids=lambda form: form.name)
def test_named_graphs_come_back_as_they_were(shipped: pg.KnowledgeGraph, form: format.Format) -> None:
    """Formats that keep graphs keep what is stated in the default graph and what is derived in its own."""
    store = Store()
    store.add_text(shipped.export(form.name), form)
    assert set(store.quads()) == {quad for quad in shipped.store.quads() if quad.graph_name != ONTOLOGY}


def stated(graph: pg.KnowledgeGraph) -> int:
    """Give the number of triples that an export holds."""
    return len({quad.triple for quad in graph.store.quads() if quad.graph_name != ONTOLOGY})


def test_both_libraries_agree_on_the_count(shipped: pg.KnowledgeGraph, tmp_path: Path) -> None:
    """In the Turtle rdflib and pyoxigraph find as many triples as there are."""
    path = tmp_path / "a.ttl"
    path.write_text(shipped.export("ttl"), encoding="utf-8", newline="\n")
    assert {len(set(ox.parse(path=str(path)))), len(rdflib.Graph().parse(path))} == {stated(shipped)}


@pytest.mark.rapper
def test_raptor_agrees_on_the_count(shipped: pg.KnowledgeGraph, tmp_path: Path) -> None:
    """Raptor, a parser of another family, finds as many."""
    path = tmp_path / "a.ttl"
    path.write_text(shipped.export("ttl"), encoding="utf-8", newline="\n")
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


def test_derived_ties_and_the_ontology_can_be_left_out(shipped: pg.KnowledgeGraph) -> None:
    """The export has the derived ties unless told otherwise, and never the ontology."""
    assert "org:linkedTo" in shipped.export("ttl")
    assert "org:linkedTo" not in shipped.export("ttl", derived=False)
    assert "owl:Class" not in shipped.export("ttl")


def test_json_ld_uses_the_shipped_context_and_no_other(shipped: pg.KnowledgeGraph) -> None:
    """The context is written into the file: nothing has to be fetched to read it."""
    assert isinstance(json.loads(shipped.export("jsonld"))["@context"], dict)


@pytest.mark.parametrize(
    ("triple", "complaint"), [("<urn:p/1> 1", "cannot name the property"), ('<urn:p#a> "\\u0001"', "control")]
)
def test_what_xml_cannot_hold_is_told(triple: str, complaint: str) -> None:
    """RDF/XML is refused rather than written so that nobody can read it."""
    store = Store()
    store.add_text(f"<urn:a> {triple} .", format.TURTLE)
    with pytest.raises(FormatError, match=complaint):
        export.text(store.quads(), format.RDF_XML)


HOSTILE = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=30)


@given(st.lists(HOSTILE, min_size=1, max_size=4))
def test_any_text_survives_turtle(values: list[str]) -> None:
    """Quotes, line ends, control characters and other scripts come back as they were."""
    quads = [ox.Quad(ox.NamedNode("urn:a"), ox.NamedNode("urn:b"), ox.Literal(value)) for value in values]
    for form in (format.TURTLE, format.TRIG, format.N_TRIPLES, format.N_QUADS):
        store = Store()
        store.add_text(export.text(quads, form), form)
        assert {text(quad.object) for quad in store.quads()} == set(values)


@FORMATS
def test_nothing_is_written_as_nothing(form: format.Format) -> None:
    """An empty graph is a valid file of each format."""
    store = Store()
    store.add_text(export.text([], form), form)
    assert len(store) == 0
