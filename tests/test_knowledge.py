"""The library's face."""

import inspect
import re
from pathlib import Path

import pytest
import rdflib

import partnergraph as pg
from partnergraph.errors import InputError, StoreError, UnknownNameError
from partnergraph.vocab import PREFIXES


def test_the_rdflib_graph_is_the_same_store(small: Path) -> None:
    """What is added through rdflib is found by the next query, without a copy."""
    with pg.open(small) as graph:
        before = len(graph.graph)
        graph.graph.add((rdflib.URIRef("urn:a"), rdflib.URIRef("urn:b"), rdflib.Literal("c")))
        assert graph.query("ASK { <urn:a> <urn:b> 'c' }")
        assert len(graph.graph) == before + 1
        assert isinstance(graph.graph, rdflib.Dataset)


def test_changes_through_rdflib_are_seen_at_once(small: Path) -> None:
    """Counts stay right when a triple is repeated in another graph through rdflib, and when one is added after."""
    with pg.open(small) as graph:
        count = "SELECT (COUNT(*) AS ?n) { ?s a pg:Society }"
        assert graph.query(count).values("n") == [2]
        named = graph.graph.graph(rdflib.URIRef("urn:g"))
        cocir, society = rdflib.URIRef(PREFIXES["body"] + "cocir"), rdflib.URIRef(PREFIXES["pg"] + "Society")
        named.add((cocir, rdflib.RDF.type, society))
        assert graph.query(count).values("n") == [2]
        named.add((rdflib.URIRef("urn:new"), rdflib.RDF.type, society))
        assert graph.query(count).values("n") == [3]


def test_files_or_a_store_not_both(small: Path, folder: Path) -> None:
    """Nothing that was given is left out silently."""
    with pytest.raises(StoreError, match="only one of them"):
        pg.open(small, store=folder)


def test_an_empty_name_is_no_name(small: Path) -> None:
    """An empty name means nothing, not everything."""
    with pg.open(small) as graph, pytest.raises(UnknownNameError):
        graph.network("")


def test_the_licence_is_that_of_the_shipped_network(small: Path, shipped: pg.KnowledgeGraph) -> None:
    """A picture of somebody's own data claims no licence."""
    assert shipped.network().graph["licence"] == "https://creativecommons.org/licenses/by/4.0/"
    with pg.open(small) as graph:
        assert graph.network().graph["licence"] == ""


def test_every_method_is_documented_with_what_it_gives() -> None:
    """The page has a row for each public method, with the words that it is called with and the type that it gives."""
    page = (Path(__file__).parent.parent / "docs" / "python.md").read_text(encoding="utf-8")
    rows = {row[1]: row for row in re.finditer(r"^\| `(\w+)\(([^)]*)\)` \| (.*?) \| .*\|$", page, re.MULTILINE)}
    methods = {name: each for name, each in inspect.getmembers(pg.KnowledgeGraph, callable) if not name.startswith("_")}
    assert rows.keys() == methods.keys()
    for name, method in methods.items():
        signature = inspect.signature(method)
        unnamed = {
            each.name: each.kind is each.VAR_POSITIONAL
            for each in signature.parameters.values()
            if each.name != "self" and each.kind is not each.KEYWORD_ONLY
        }
        assert rows[name][2] == ", ".join(f"*{each}" if many else each for each, many in unnamed.items())
        gives = re.findall(r"\w+", str(signature.return_annotation))
        assert "None" in gives or any(f"`{kind}`" in rows[name][3].replace("networkx.", "") for kind in gives)


def test_the_face_can_be_completed() -> None:
    """Names that are imported when used are listed before."""
    assert {"open", "KnowledgeGraph", "Table"} <= set(dir(pg))


def test_rdflib_finds_odd_literals(tmp_path: Path) -> None:
    """No literal is rewritten by rdflib, which finds it in the store."""
    (tmp_path / "odd.ttl").write_text('<urn:a> <urn:b> "2017-09"^^<http://www.w3.org/2001/XMLSchema#gYearMonth> .')
    with pg.open(tmp_path / "odd.ttl") as graph:
        found = graph.graph.value(rdflib.URIRef("urn:a"), rdflib.URIRef("urn:b"))
        assert isinstance(found, rdflib.Literal)
        assert (str(found), found.datatype) == ("2017-09", rdflib.XSD.gYearMonth)


def test_files_stand_in_for_the_shipped_network(small: Path) -> None:
    """With files the shipped bodies are not there."""
    with pg.open(small) as graph:
        assert graph.resolve("EFOMP")
        assert not graph.query("ASK { body:esr ?p ?o }")


def test_a_store_is_opened_to_be_read(folder: Path) -> None:
    """A folder on disk answers as it is."""
    with pg.open(store=folder) as graph:
        assert graph.query("SELECT ?n { ?b skos:altLabel ?n }").values("n") == ["EFOMP"]
        assert len(graph.network()) > 0


@pytest.mark.parametrize("name", ["none.ttl", "none.docx"])
def test_a_file_that_cannot_be_read_is_told(tmp_path: Path, name: str) -> None:
    """The error names the file."""
    with pytest.raises(pg.PartnergraphError, match=name):
        pg.open(tmp_path / name)


def test_errors_are_of_one_family() -> None:
    """Whoever catches the base error catches all."""
    assert issubclass(InputError, pg.PartnergraphError)
    assert issubclass(StoreError, pg.PartnergraphError)


@pytest.mark.parametrize("place", ["store", "endpoint"])
def test_an_empty_name_is_no_place(place: str) -> None:
    """It stands neither for the folder one is in nor for the shipped network."""
    with pytest.raises(StoreError, match="is empty; give one, or None"):
        pg.open(**{place: ""})  # type: ignore[arg-type] # whichever of them
