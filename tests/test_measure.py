"""Measures, beside those of networkx on random networks."""

import math
from collections.abc import Callable
from typing import cast

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from partnergraph.analysis import adjacency, community, partition
from partnergraph.analysis.adjacency import Ties
from partnergraph.measures import measure
from partnergraph.measures.measure import Measured

Reference = Callable[["nx.Graph[int]"], dict[int, float]]


@st.composite
def networks(draw: st.DrawFn) -> "nx.Graph[int]":
    """Give a random network of 2 to 24 nodes with weights, some without ties."""
    count, seed = draw(st.integers(2, 24)), draw(st.integers(0, 10_000))
    graph: nx.Graph[int] = nx.gnp_random_graph(count, draw(st.floats(0.0, 0.6)), seed=seed)
    for number, (one, other) in enumerate(sorted(graph.edges())):
        graph.edges[one, other]["weight"] = ((number * 7 + seed) % 9 + 1) / 4
    return graph


def ties(graph: "nx.Graph[int]") -> Ties:
    """Give a network as arrays."""
    edges = sorted((min(one, other), max(one, other), data["weight"]) for one, other, data in graph.edges(data=True))
    one, other, weight = zip(*edges, strict=True) if edges else ((), (), ())
    return Ties(
        len(graph), np.array(one, dtype=np.int64), np.array(other, dtype=np.int64), np.array(weight, dtype=float)
    )


def spread(graph: "nx.Graph[int]") -> dict[int, float]:
    """Give participation by its definition, over groups by the remainder of three."""
    found = {}
    for node in graph:
        total = [0.0, 0.0, 0.0]
        for other in graph.neighbors(node):
            total[other % 3] += graph.edges[node, other]["weight"]
        whole = sum(total)
        found[node] = 1 - sum((part / whole) ** 2 for part in total) if whole else math.nan
    return found


REFERENCES: list[tuple[str, Callable[[Ties], Measured], Reference]] = [
    ("degree", measure.degree, lambda graph: dict(graph.degree())),
    ("strength", measure.strength, lambda graph: dict(graph.degree(weight="weight"))),
    ("pagerank", measure.pagerank, lambda graph: nx.pagerank(graph, tol=1e-12, max_iter=1000)),
    ("betweenness", measure.betweenness, nx.betweenness_centrality),
    ("closeness", measure.closeness, nx.closeness_centrality),
    ("core", measure.core, nx.core_number),
    (
        "part",
        measure.part,
        lambda graph: {node: float(len(nx.node_connected_component(graph, node))) for node in graph},
    ),
    ("clustering", measure.clustering, lambda graph: cast("dict[int, float]", nx.clustering(graph))),
    ("constraint", measure.constraint, lambda graph: nx.constraint(graph, weight="weight")),
    ("effective size", measure.effective_size, nx.effective_size),
    ("participation", lambda each: measure.participation(each, np.arange(each.count) % 3), spread),
]


@pytest.mark.parametrize(("ours", "theirs"), [each[1:] for each in REFERENCES], ids=[each[0] for each in REFERENCES])
@settings(max_examples=20)
@given(graph=networks())
def test_measures_are_those_of_networkx(
    ours: Callable[[Ties], Measured], theirs: Reference, graph: "nx.Graph[int]"
) -> None:
    """On random networks each measure has the values of networkx."""
    found, expected = ours(ties(graph)), theirs(graph)
    assert found.values == pytest.approx([expected[node] for node in range(len(graph))], abs=1e-8, nan_ok=True)
    assert found.error == 0


@pytest.mark.parametrize("name", [each[0] for each in REFERENCES])
@pytest.mark.parametrize("count", [0, 1, 4])
def test_no_ties_are_no_error(name: str, count: int) -> None:
    """Without nodes, with one, and without ties every measure has a value or none for each node."""
    ours = next(each[1] for each in REFERENCES if each[0] == name)
    empty = Ties(count, np.array([], dtype=np.int64), np.array([], dtype=np.int64), np.array([]))
    assert len(ours(empty).values) == count


@pytest.mark.parametrize("ours", [measure.betweenness, measure.closeness])
def test_what_is_sampled_says_its_error(ours: Callable[[Ties], Measured], monkeypatch: pytest.MonkeyPatch) -> None:
    """Beyond a size some paths are followed: the same every time, and off by no more than is said."""
    graph = nx.barabasi_albert_graph(600, 3, seed=5)
    graph.add_weighted_edges_from([(one, other, 1.0) for one, other in graph.edges()])
    exact = ours(ties(graph)).values
    monkeypatch.setattr(measure, "EXACT", 100)
    once, again = ours(ties(graph)), ours(ties(graph))
    assert once.values.tolist() == again.values.tolist()
    assert once.error > 0
    assert np.abs(once.values - exact).max() <= 3 * once.error
    assert once.errors is not None
    assert (np.abs(once.values - exact) <= once.errors).mean() > 0.85  # nine of ten, by what is said of each


def test_sampled_closeness_knows_the_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    """In parts with as many nodes as are drawn it is exact, and in a large one off to both sides by what is said."""
    graph = nx.disjoint_union_all([nx.barabasi_albert_graph(900, 2, seed=3), *map(nx.path_graph, (1, 2, 40, 100))])
    graph.add_weighted_edges_from([(one, other, 1.0) for one, other in graph.edges()])
    exact = measure.closeness(ties(graph)).values
    monkeypatch.setattr(measure, "EXACT", 100)
    monkeypatch.setattr(measure, "_PIVOTS", 100)
    found = measure.closeness(ties(graph))
    assert found.values[900:] == pytest.approx(exact[900:], abs=1e-12)
    off = found.values[:900] - exact[:900]
    assert np.abs(off).max() <= 2 * found.error
    assert np.mean(np.abs(off) <= found.error) > 0.9


def test_groups_are_those_of_communities() -> None:
    """Participation takes the communities of the layout."""
    found = ties(nx.Graph([(0, 1, {"weight": 1.0}), (1, 2, {"weight": 1.0}), (0, 2, {"weight": 1.0})]))
    assert measure.participation(found, community.found(found)).values.tolist() == [0.0, 0.0, 0.0]


@settings(max_examples=20)
@given(graph=networks(), groups=st.integers(1, 4), resolution=st.sampled_from([0.5, 1.0, 2.0]))
def test_modularity_is_that_of_networkx(graph: "nx.Graph[int]", groups: int, resolution: float) -> None:
    """On random networks a division has the modularity that networkx gives it."""
    labels = np.arange(len(graph)) % groups
    parts = [set(np.flatnonzero(labels == number).tolist()) for number in range(groups)]
    expected = (
        nx.community.modularity(graph, [part for part in parts if part], resolution=resolution) if graph.size() else 0.0
    )
    assert partition.modularity(ties(graph), labels, resolution=resolution) == pytest.approx(expected, abs=1e-12)


@settings(max_examples=20)
@given(graph=networks())
def test_networkit_is_handed_the_network_once(graph: "nx.Graph[int]") -> None:
    """The graph of networkit has the ties and weights of the network, and is made once."""
    found = ties(graph)
    for node in graph:
        beside = sorted((other, data["weight"]) for other, data in graph.adj[node].items())
        assert sorted(found.graph.iterNeighborsWeights(node)) == beside
    assert found.graph is found.graph
    assert adjacency.to_networkit(found, weighted=False).isWeighted() is False


@settings(max_examples=20)
@given(graph=networks())
def test_engines_give_the_same(graph: "nx.Graph[int]") -> None:
    """What numpy, networkit and networkx can give is the same: degrees, closeness, and parts."""
    import networkit

    found = ties(graph)
    plain = networkit.GraphFromCoo((np.ones(len(found.one)), (found.one, found.other)), n=found.count, weighted=False)
    near = networkit.centrality.Closeness(plain, True, networkit.centrality.ClosenessVariant.GENERALIZED)
    parts = networkit.components.ConnectedComponents(plain)
    for each in (near, parts):
        each.run()
    assert measure.degree(found).values.tolist() == [plain.degree(node) for node in range(found.count)]
    assert measure.closeness(found).values == pytest.approx(near.scores(), abs=1e-8)
    sizes = [parts.getComponentSizes()[parts.componentOfNode(node)] for node in range(found.count)]
    assert measure.part(found).values.tolist() == sizes
