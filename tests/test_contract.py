"""The contract of all stores: the same questions get the same rows, in memory, on disk and from servers.

docs/endpoints.md tells how each server is loaded, and what it does otherwise than others.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pyoxigraph as ox
import pytest
import yaml

import partnergraph as pg
from partnergraph import resource
from partnergraph.errors import EndpointError, LimitError, QueryError
from partnergraph.questions import question
from partnergraph.questions.question import Question
from partnergraph.remote.endpoint import Endpoint
from partnergraph.storage.queryable import Queryable
from partnergraph.storage.store import DERIVED, ONTOLOGY, Store
from partnergraph.ties import incidence
from partnergraph.values.term import Term
from tests import servers

FOLDER = Path(__file__).parent / "data" / "shipped"
CAP = 10_000  # rows that Virtuoso gives at most unless told otherwise
GRAPHS = (servers.STATED, DERIVED.value, ONTOLOGY.value)
ASKED: list[dict[str, Any]] = yaml.safe_load((FOLDER / "asked.yaml").read_text(encoding="utf-8"))
OPTIONED = [each for each in question.shipped() if any(one.optional for one in each.parameters)]
BACK_ENDS = ["memory", "disk", "oxigraph", pytest.param("virtuoso", marks=pytest.mark.virtuoso)]


@pytest.fixture(scope="session")
def dataset(shipped: pg.KnowledgeGraph, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the shipped graph with its ontology and derived ties as N-Quads."""
    path = tmp_path_factory.mktemp("dataset") / "dataset.nq"
    with path.open("wb") as file:
        ox.serialize(shipped.store.quads(), file, ox.RdfFormat.N_QUADS)
    return path


@pytest.fixture(scope="session", params=BACK_ENDS)
def store(
    request: pytest.FixtureRequest, dataset: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Queryable]:
    """Give the shipped graph from each kind of store."""
    with opened(request.param, dataset, tmp_path_factory.mktemp(request.param)) as store:
        yield store


@contextmanager
def opened(kind: str, dataset: Path, folder: Path) -> Iterator[Queryable]:
    """Open a store of a kind over a dataset."""
    if kind == "oxigraph":
        with servers.oxigraph(folder, dataset) as url, Endpoint(url) as endpoint:
            yield endpoint
    elif kind == "virtuoso":
        with (
            servers.virtuoso(folder, dataset, most_rows=CAP) as url,
            Endpoint(f"{url}?{urlencode([('default-graph-uri', each) for each in GRAPHS])}") as endpoint,
        ):
            yield endpoint
    else:
        engine = ox.Store(str(folder / "store")) if kind == "disk" else ox.Store()
        engine.bulk_load(path=str(dataset), format=ox.RdfFormat.N_QUADS)
        engine.flush()
        if kind == "disk":
            del engine
        with Store.open(folder / "store") if kind == "disk" else Store(engine) as local:
            yield local


def rows(store: Queryable, text: str) -> Counter[tuple[str, ...]]:
    """Give the rows that a query finds, and how often each."""
    return Counter(tuple(map(written, row)) for row in store.select(text))


Known = Callable[[str], Counter[tuple[str, ...]]]


@pytest.fixture(scope="session")
def known(shipped: pg.KnowledgeGraph) -> Known:
    """Give what tells the rows of the shipped graph; every store is held against the same ones."""
    return cache(lambda text: rows(shipped.store, text))


def written(term: Term | None) -> str:
    """Give a term as text."""
    return "" if term is None else str(term)


@pytest.mark.parametrize("asked", question.shipped(), ids=lambda asked: asked.name)
def test_questions(store: Queryable, shipped: pg.KnowledgeGraph, known: Known, asked: Question) -> None:
    """Each shipped question has the same rows wherever the graph lies, as it is asked without any values."""
    compare(store, shipped, known, asked, {})


@pytest.mark.parametrize("asked", OPTIONED, ids=lambda asked: asked.name)
def test_questions_with_all_options(
    store: Queryable, shipped: pg.KnowledgeGraph, known: Known, asked: Question
) -> None:
    """With every optional parameter set, a question has the same rows wherever the graph lies."""
    compare(store, shipped, known, asked, {each.name: each.example for each in asked.parameters if each.optional})


@pytest.mark.parametrize("asked", ASKED, ids=lambda asked: f"{asked['question']}-{'-'.join(asked['with'].values())}")
def test_questions_with_values(
    store: Queryable, shipped: pg.KnowledgeGraph, known: Known, asked: Mapping[str, Any]
) -> None:
    """With each other value that is known to matter, a question has the same rows wherever the graph lies."""
    compare(store, shipped, known, question.find(asked["question"]), asked["with"])


def compare(
    store: Queryable, shipped: pg.KnowledgeGraph, known: Known, asked: Question, values: Mapping[str, str]
) -> None:
    """Ask a question of a store and of the shipped graph, and compare the rows."""
    text = asked.bound(store, values)
    assert text == asked.bound(shipped.store, values)
    assert rows(store, text) == known(text)


@pytest.mark.parametrize("path", resource.queries("networks"), ids=lambda path: path.stem)
def test_networks(store: Queryable, shipped: pg.KnowledgeGraph, path: Path) -> None:
    """Each shipped network has the same ties wherever the graph lies."""
    assert incidence.read(store, path) == incidence.read(shipped.store, path)


@pytest.mark.parametrize("path", resource.queries("lookups"), ids=lambda path: path.stem)
def test_lookups(store: Queryable, known: Known, path: Path) -> None:
    """What pages and lists are made from is the same wherever the graph lies."""
    text = path.read_text(encoding="utf-8")
    assert rows(store, text) == known(text)


QUERIES = {
    "all": "SELECT ?s ?p ?o { ?s ?p ?o }",
    "count": "SELECT (COUNT(*) AS ?n) (COUNT(DISTINCT ?s) AS ?m) { ?s ?p ?o }",
    "dates": "SELECT ?s ?d { ?s schema:startDate|pg:signedOn|schema:foundingDate ?d }",
    "truth": "SELECT ?s ?t { ?s ?p ?t FILTER (DATATYPE(?t) = xsd:boolean) }",
    "languages": "SELECT ?s ?l (LANG(?l) AS ?tag) { ?s skos:altLabel|skos:prefLabel ?l FILTER (LANG(?l) != 'en') }",
    "optional": "SELECT ?b ?h { ?b a pg:Institute OPTIONAL { ?b foaf:homepage ?h } }",
    "sorted": "SELECT ?b ?l { ?b skos:prefLabel ?l } ORDER BY DESC(?l) ?b",
    "slice": "SELECT ?b { ?b a pg:Society } ORDER BY ?b LIMIT 20 OFFSET 10",
    "grouped": "SELECT ?c (COUNT(?b) AS ?n) { ?b a ?c } GROUP BY ?c HAVING (COUNT(?b) > 10)",
    "minus": "SELECT ?b { ?b a pg:Society MINUS { ?b foaf:homepage ?h } }",
    "path": "SELECT ?u { ?u org:unitOf+ body:esr }",
    "values": "SELECT ?b ?l { VALUES ?b { body:esr body:eibir } ?b skos:prefLabel ?l }",
    "named": "SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s org:memberOf ?o } } GROUP BY ?g",
    "nothing": "SELECT * { ?s <urn:nothing> ?o }",
    "unicode": "SELECT ?s { ?s skos:prefLabel|skos:altLabel 'Europäische Gesellschaft für Radiologie'@de }",
}


@pytest.mark.parametrize("name", QUERIES)
def test_selections(store: Queryable, known: Known, name: str) -> None:
    """SPARQL means the same wherever the graph lies."""
    found = rows(store, QUERIES[name])
    assert found == known(QUERIES[name])
    assert bool(found) is (name != "nothing")


@pytest.mark.parametrize(
    ("text", "answer"), [("ASK { body:esr a pg:Society }", True), ("ASK { body:esr a pg:X }", False)]
)
def test_yes_and_no(store: Queryable, text: str, answer: bool) -> None:
    """An ASK query is answered by yes or no."""
    assert store.says(text) is answer


@pytest.mark.parametrize(
    "text",
    [
        "CONSTRUCT { ?s rdfs:label ?l } { ?s a pg:Society ; skos:prefLabel ?l }",
        "CONSTRUCT WHERE { ?s skos:prefLabel ?l }",
        "CONSTRUCT { ?s a pg:Thing } { ?s ?p ?o }",
        "CONSTRUCT { ?s ?p ?o } { ?s ?p ?o FILTER (?s = body:esr) }",
    ],
)
def test_graphs(store: Queryable, shipped: pg.KnowledgeGraph, text: str) -> None:
    """A CONSTRUCT query makes the same triples wherever the graph lies."""
    assert set(store.construct(text)) == set(shipped.store.construct(text)) != set()


def test_descriptions(store: Queryable) -> None:
    """A DESCRIBE query tells all that is said of a thing; what else is told, the standard leaves to each."""
    said = set(store.construct("CONSTRUCT { body:eibir ?p ?o } { body:eibir ?p ?o }"))
    assert said <= set(store.construct("DESCRIBE body:eibir"))


def test_mistakes(store: Queryable) -> None:
    """A wrong query is told with its place."""
    with pytest.raises(QueryError, match="query:1:"):
        store.query("SELECT * { ?s ?p }")


def test_copies(store: Queryable, shipped: pg.KnowledgeGraph) -> None:
    """A copy in memory holds all triples, the derived ones and the ontology in their graphs."""
    with store.copy(most=100_000) as copy:
        found = {(quad.triple, quad.graph_name in (DERIVED, ONTOLOGY) and quad.graph_name) for quad in copy.quads()}
    known = {
        (quad.triple, quad.graph_name in (DERIVED, ONTOLOGY) and quad.graph_name) for quad in shipped.store.quads()
    }
    assert found == known


@pytest.mark.virtuoso
def test_a_low_cap_loses_nothing(tmp_path: Path) -> None:
    """Where Virtuoso gives a hundred rows at most, all are had by pages, in their order."""
    triples = [
        ox.Quad(ox.NamedNode(f"urn:s{number % 70}"), ox.NamedNode("urn:p"), ox.Literal(f"{number:03}"))
        for number in range(420)
    ]
    (tmp_path / "small.nq").write_bytes(ox.serialize(triples, format=ox.RdfFormat.N_QUADS) or b"")
    with (
        servers.virtuoso(tmp_path, tmp_path / "small.nq", most_rows=100) as url,
        Endpoint(url, default_graphs=[servers.STATED]) as endpoint,
    ):
        found = [row["o"].value for row in endpoint.select("SELECT ?s ?o { ?s ?p ?o } ORDER BY DESC(?o)")]
        assert found == [f"{number:03}" for number in reversed(range(420))]
        assert len(list(endpoint.select("SELECT ?s ?o { ?s ?p ?o } LIMIT 150 OFFSET 300"))) == 120
        assert set(endpoint.construct("CONSTRUCT WHERE { ?s ?p ?o }")) == {quad.triple for quad in triples}
        assert len(list(endpoint.construct("CONSTRUCT { ?s a ?s } WHERE { ?s ?p ?o }"))) == 70
        with pytest.raises(LimitError, match="too much for one answer"):
            endpoint.query("DESCRIBE ?s { ?s ?p ?o }")


def test_no_server_is_left(tmp_path: Path) -> None:
    """A server ends with the block that it was started for, also where that fails."""
    (tmp_path / "small.nq").write_text("<urn:a> <urn:b> <urn:c> .\n")
    urls = []
    with suppress(ZeroDivisionError), servers.oxigraph(tmp_path, tmp_path / "small.nq") as url:
        urls.append(url)
        with Endpoint(url) as endpoint:
            assert endpoint.says("ASK { <urn:a> <urn:b> <urn:c> }")
        raise ZeroDivisionError
    with Endpoint(urls[0]) as endpoint, pytest.raises(EndpointError, match="nobody listens"):
        endpoint.says("ASK {}")
