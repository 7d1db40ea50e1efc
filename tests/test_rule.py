"""Derived ties."""

from collections import Counter
from pathlib import Path

import partnergraph as pg
from partnergraph import resource, rule
from partnergraph.store import DERIVED, Store
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
        found = shipped.store.engine.quads_for_pattern(quad.subject, quad.predicate, quad.object)
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
