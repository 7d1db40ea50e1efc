"""Prefixes and graphs of one's own."""

from pathlib import Path

import pytest

import partnergraph as pg
from partnergraph.errors import InputError, QueryError
from partnergraph.storage import prefix
from partnergraph.storage.queryable import EVERYTHING, Scope

EX = {"ex": "https://example.org/"}


@pytest.mark.parametrize(
    "text",
    [
        "@prefix ex: <https://example.org/> .",
        "PREFIX ex: <https://example.org/>\nPREFIX : <urn:x:>",
        "# mine\n@prefix ex: <https://example.org/> . ex:a ex:b ex:c .",
    ],
)
def test_a_turtle_file_gives_its_prefixes(tmp_path: Path, text: str) -> None:
    """Both ways to write prefixes are read, with triples beside them or without."""
    (tmp_path / "own.ttl").write_text(text, encoding="utf-8")
    assert prefix.read(tmp_path / "own.ttl")["ex"] == "https://example.org/"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "own.ttl: declares no prefix; write lines such as PREFIX"),
        ("ex: https://example.org/", "own.ttl:1:.*: this is not Turtle"),
        ("PREFIX ex: <a b>", "own.ttl:1:.*: this is not Turtle"),
    ],
)
def test_what_is_no_such_file_is_told_with_its_place(tmp_path: Path, text: str, words: str) -> None:
    """An empty or broken file is named with line and column."""
    (tmp_path / "own.ttl").write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=words):
        prefix.read(tmp_path / "own.ttl")


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    """The complaint names the file and the reason."""
    with pytest.raises(InputError, match=r"own\.ttl: cannot be read: No such file"):
        prefix.read(tmp_path / "own.ttl")


@pytest.mark.parametrize(
    ("word", "iri"),
    [
        ("default", ""),
        ("graph:derived", "https://w3id.org/partnergraph/graph/derived"),
        ("ex:g", "https://example.org/g"),
        ("<urn:g>", "urn:g"),
        ("urn:g", "urn:g"),
    ],
)
def test_a_graph_is_named_by_iri_or_prefix(word: str, iri: str) -> None:
    """The default graph has a word of its own."""
    assert prefix.graph(word, EX) == iri


def test_what_is_no_iri_names_no_graph() -> None:
    """The complaint says what to give."""
    with pytest.raises(QueryError, match="'a b' is no IRI of a graph; give an IRI"):
        prefix.graph("a b", {})


def count(graph: pg.KnowledgeGraph, scope: Scope = EVERYTHING) -> int:
    """Count the triples of a scope."""
    return int(str(graph.query("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }", scope=scope).values("n")[0]))


def test_a_scope_gives_prefixes_and_graphs_to_a_query(shipped: pg.KnowledgeGraph) -> None:
    """A query knows the prefixes of its scope and sees its graphs alone, unless it names graphs itself."""
    derived, plain = Scope(graphs=("https://w3id.org/partnergraph/graph/derived",)), Scope(graphs=("",))
    everything, some, stated = count(shipped), count(shipped, derived), count(shipped, plain)
    assert 0 < some < stated
    assert some + stated < everything  # the ontology is in neither
    assert shipped.query("SELECT (COUNT(*) AS ?n) FROM graph:derived { ?s ?p ?o }", scope=plain).values("n") == [some]
    assert not shipped.query("ASK { ?s ?p ex:nothing }", scope=Scope(EX))
    with pytest.raises(QueryError, match="the prefix of 'ex:nothing' is no standard one"):
        shipped.query("ASK { ?s ?p ex:nothing }")


@pytest.mark.parametrize("namespace", ["https://example.org/a b", "x> SERVICE <urn:", "a", "https://example.org/?q=<"])
def test_a_prefix_cannot_bring_in_a_request(shipped: pg.KnowledgeGraph, namespace: str) -> None:
    """A namespace that is no plain one does not make a name with the letters of SERVICE harmless."""
    with pytest.raises(QueryError):
        shipped.query("ASK { ?s ?p SERVICEex:service }", scope=Scope({"SERVICEex": namespace}))
