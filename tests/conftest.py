"""What the tests share: the shipped graph, and a small one in files and in a store on disk."""

import signal
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import hypothesis
import pytest

if TYPE_CHECKING:
    import partnergraph as pg  # otherwise imported when what the tests reach is measured

signal.signal(signal.SIGINT, signal.default_int_handler)  # a run in the background is started deaf to it
hypothesis.settings.register_profile("partnergraph", deadline=None)  # how long a test takes says nothing of the code
hypothesis.settings.load_profile("partnergraph")

UNMEASURED = {
    *("browser", "test_bench", "test_census", "test_check", "test_cli_query", "test_cli_telling", "test_cli_view"),
    *("test_conformance", "test_context", "test_contract", "test_curated", "test_data", "test_docs", "test_hostile"),
    *("test_house", "test_killing", "test_layout", "test_ontology", "test_parameter", "test_portrait", "test_profile"),
    *("test_scripts", "test_shipped_queries", "test_snapshot", "test_store_states"),
}
"""Tests of files and pages, and tests that ask much of what others reach: measured, they take twice as long."""

SMALL = """\
@prefix body: <https://w3id.org/partnergraph/id/body/> .
@prefix agreement: <https://w3id.org/partnergraph/id/agreement/> .
@prefix org: <http://www.w3.org/ns/org#> .
@prefix pg: <https://w3id.org/partnergraph/ontology#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .

body:efomp a pg:Society ; skos:prefLabel "European Federation of Organisations for Medical Physics"@en ;
    skos:altLabel "EFOMP" .
body:cocir a pg:Society ; skos:prefLabel "COCIR"@en .
body:education a pg:Committee ; skos:prefLabel "Education Committee"@en ; org:unitOf body:efomp .
agreement:mou-2017 a pg:MemorandumOfUnderstanding ; skos:prefLabel "Memorandum of 2017"@en ;
    pg:party body:cocir, body:efomp ; pg:signedOn "2017"^^xsd:gYear .
"""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Leave out of what is measured what tests reach that others reach too."""
    for item in items:
        if UNMEASURED & {item.path.stem, item.path.parent.name}:
            item.add_marker("no_cover")


@pytest.fixture(scope="session")
def shipped() -> "Iterator[pg.KnowledgeGraph]":
    """Give the shipped graph, opened once; no test changes it."""
    import partnergraph as pg

    with pg.open() as graph:
        yield graph


@pytest.fixture(scope="session")
def club() -> "pg.KnowledgeGraph":
    """Give the 34 members of a club, each tie of theirs from one of six years on, and every fourth for three years."""
    import networkx as nx

    import partnergraph as pg

    graph: nx.Graph[int] = nx.karate_club_graph()
    for number, (*_, data) in enumerate(graph.edges(data=True)):
        data.update(kind="k", start=2010 + number % 6, end="" if number % 4 else 2013 + number % 6)
    return pg.KnowledgeGraph.from_networkx(graph)


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """Give a Turtle file with two societies, a committee and an agreement."""
    path = tmp_path / "small.ttl"
    path.write_text(SMALL, encoding="utf-8", newline="\n")
    return path


@pytest.fixture
def folder(small: Path, tmp_path: Path) -> Path:
    """Give the same in an Oxigraph store on disk."""
    import pyoxigraph

    path = tmp_path / "store"
    engine = pyoxigraph.Store(str(path))
    engine.bulk_load(path=str(small))
    engine.flush()
    del engine
    return path
