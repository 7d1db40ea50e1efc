"""Derived ties."""

import time
from collections import Counter
from pathlib import Path

import pytest

import partnergraph as pg
from bench import derive as bench
from partnergraph import resource
from partnergraph.storage import rule
from partnergraph.storage.store import DERIVED, Store
from partnergraph.vocab import shorten


def test_deriving_twice_changes_nothing(small: Path) -> None:
    """The second time nothing is new."""
    store = Store()
    store.load(small)
    before = len(store)
    assert rule.derive(store) > 0
    after = len(store)
    assert (rule.derive(store), len(store) - before) == (0, after - before)


def test_what_is_derived_is_kept_apart(shipped: pg.KnowledgeGraph) -> None:
    """Derived ties lie in a graph of their own, and none of them is stated."""
    derived = list(shipped.store.quads(DERIVED))
    assert derived
    for quad in derived:
        found = shipped.local.engine.quads_for_pattern(quad.subject, quad.predicate, quad.object)
        assert [each.graph_name for each in found] == [DERIVED]


def test_each_rule_derives_one_property(shipped: pg.KnowledgeGraph) -> None:
    """There are no more derived properties than rules, so that the property names its rule."""
    counts = Counter(shorten(quad.predicate.value) for quad in shipped.store.quads(DERIVED))
    assert counts["org:transitiveSubOrganizationOf"] >= 3
    assert len(counts) <= len(resource.queries("rules"))


def test_without_derivation_there_is_none() -> None:
    """A graph can be opened with what is stated alone."""
    with pg.open(derive=False) as graph:
        assert not list(graph.store.quads(DERIVED))


def test_a_rule_is_found_by_what_it_derives(shipped: pg.KnowledgeGraph) -> None:
    """Every derived triple has its rule, found by the property."""
    for derived in {quad.predicate.value for quad in shipped.store.quads(DERIVED)}:
        found = rule.of(derived)
        assert found is not None
        assert shorten(derived) in found.text
    assert rule.of("http://www.w3.org/ns/org#member") is None


def test_some_rules_can_be_applied_alone(small: Path) -> None:
    """By their names, the rest is left."""
    store = Store()
    store.load(small)
    rule.derive(store, rule.TIMES)
    assert {shorten(quad.predicate.value) for quad in store.quads(DERIVED)} == {"pg:earliestStart"}


def test_deriving_is_quick() -> None:
    """On 30,000 triples in the shape of CORDIS all rules together take at most half a second."""
    seconds = []
    for _ in range(3):
        store = bench.graph(30_000)
        start = time.perf_counter()
        assert rule.derive(store) > 3000
        seconds.append(time.perf_counter() - start)
    assert min(seconds) <= 0.5


def test_an_export_with_derived_ties_can_be_opened_without(small: Path, tmp_path: Path) -> None:
    """Ties that a file holds as derived are left out with the others."""
    path = tmp_path / "all.nq"
    with pg.open(small) as graph:
        path.write_text(graph.export("nq"), encoding="utf-8")
    with pg.open(path) as whole, pg.open(path, derive=False) as stated:
        assert list(whole.store.quads(DERIVED))
        assert not list(stated.store.quads(DERIVED))
        assert whole.export("nq", derived=False) == stated.export("nq")


@pytest.fixture
def deriving(small: Path, tmp_path: Path) -> Path:
    """Give a store on disk that holds derived ties, one of them stated elsewhere too."""
    import pyoxigraph as ox

    path = tmp_path / "deriving"
    engine = ox.Store(str(path))
    with pg.open(small) as graph:
        engine.bulk_extend(graph.store.quads())
        one = next(quad for quad in graph.store.quads(DERIVED) if "linkedTo" in str(quad))
        engine.add(ox.Quad(one.subject, one.predicate, one.object, ox.NamedNode("urn:graph")))
    engine.flush()
    return path


def test_a_store_can_be_seen_without_its_derived_ties(deriving: Path) -> None:
    """No query, question, network or export shows them; what another graph states is shown, and counted once."""
    with pg.open(store=deriving) as whole, pg.open(store=deriving, derive=False) as stated:
        count = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o FILTER (?p IN (org:linkedTo, pg:earliestStart)) }"
        (more,), (fewer,) = whole.query(count).values("n"), stated.query(count).values("n")
        assert (more, fewer) == (3, 1)
        assert not stated.query("ASK { GRAPH graph:derived { ?s ?p ?o } }")
        assert stated.query("ASK { GRAPH <urn:graph> { ?s ?p ?o } }")
        assert stated.query("ASK { ?s pg:party body:efomp }")
        assert "graph/derived" not in stated.export("nq")
        assert "graph/derived" in whole.export("nq")
        assert len(stated.network()) == len(whole.network())
