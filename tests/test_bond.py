"""Bonds: which bodies a network ties, as the projection has it."""

import networkx as nx
import pytest

import partnergraph as pg
from partnergraph.networks import bond
from partnergraph.networks.bond import Bond
from partnergraph.vocab import PG


def network(*lines: tuple[str, str, str, float]) -> "nx.MultiGraph[str]":
    """Give a network of lines, each with what ties in it and its weight; what is called x… is no body."""
    graph: nx.MultiGraph[str] = nx.MultiGraph()
    for one, other, via, weight in lines:
        graph.add_edge(one, other, kind="k", via=via, weight=weight)
    for node in graph:
        graph.nodes[node]["types"] = (PG + "Project",) if node.startswith("x") else ()
    return graph


@pytest.mark.parametrize(
    ("graph", "expected"),
    [
        (network(), []),
        (network(("a", "b", "", 2.0)), [Bond(("a", "b"), 2.0)]),
        (network(("b", "a", "m", 1.0), ("a", "b", "m", 1.0)), [Bond(("a", "b"), 1.0)] * 2),
        (network(("a", "a", "", 1.0)), []),
        (network(("a", "x", "x", 1.0)), []),
        (network(("a", "x", "x", 1.0), ("b", "x", "x", 1.0), ("x2", "x", "x", 1.0)), [Bond(("a", "b"), 1.0)]),
        (network(*((body, "x", "x", 3.0) for body in "cab")), [Bond(("a", "b", "c"), 1.5)]),
        (network(("a", "x", "", 1.0)), []),
    ],
    ids=["none", "line", "parallel", "itself", "one", "no body", "three", "line to no body"],
)
def test_what_ties(graph: "nx.MultiGraph[str]", expected: list[Bond]) -> None:
    """A line ties two bodies with its weight, a node of n bodies each two of them with 1 / (n - 1)."""
    assert list(bond.read(graph)) == expected


def test_those_left_out_count() -> None:
    """Of two countries alone bodies are tied as strongly as in the whole, by what ties a body to itself as well."""
    with pg.open() as graph:
        whole, part = graph.network(), graph.network(countries=["AT", "BE"])
    place = {node: {"AT": 1, "BE": 2}.get(str(data["country"]), 0) for node, data in whole.nodes(data=True)}
    sums = bond.grouped(bond.read(whole), place), bond.grouped(bond.read(part), place)
    for pair in ((1, 1), (1, 2), (2, 2)):
        assert sums[0][pair] == pytest.approx(sums[1][pair])


def test_pairs_are_those_of_the_projection() -> None:
    """Drawn in full or in pairs the shipped network ties the same bodies as strongly as the projection does."""
    networks = ["agreements", "memberships"]
    with pg.open() as graph:
        whole, pairs = graph.network(networks=networks), graph.network(networks=networks, projection=True)
        found = graph.projection(networks=networks)
    partners = bond.partners(whole)
    assert {body: number for body, number in partners.items() if number} == bond.partners(pairs)
    groups = dict.fromkeys(whole, 0)
    assert bond.grouped(bond.read(whole), groups)[0, 0] == pytest.approx(found.newman.sum())
    assert bond.grouped(bond.read(pairs), groups)[0, 0] == pytest.approx(found.newman.sum())
