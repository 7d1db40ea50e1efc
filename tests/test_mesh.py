"""The mesh of ties agrees with the network that is drawn."""

from itertools import pairwise

import networkx as nx
import pytest

import partnergraph as pg
from partnergraph.ties import incidence
from partnergraph.ties.incidence import Incidence, Tie
from partnergraph.ties.mesh import Mesh
from partnergraph.vocab import PREFIXES


@pytest.fixture(scope="module")
def mesh(shipped: pg.KnowledgeGraph) -> Mesh:
    """Give the mesh of the shipped graph."""
    return Mesh(incidence.shipped(shipped.store))


@pytest.fixture(scope="module")
def network(shipped: pg.KnowledgeGraph) -> "nx.MultiGraph[str]":
    """Give the shipped network."""
    return shipped.network()


def tie(party: str, via: str, role: str = "") -> Tie:
    """Give a tie of no particular kind."""
    return Tie(party, via, "urn:kind", "", "", role, via)


def test_degrees_are_those_of_the_network(mesh: Mesh, network: "nx.MultiGraph[str]") -> None:
    """At each thing the mesh counts as many lines as a picture draws, and as many in all."""
    assert {node: mesh.degree(node) for node in network} == dict(network.degree())
    assert sum(knot.lines for knot in mesh.knots) == network.number_of_edges()


def test_chains_are_shortest(mesh: Mesh, network: "nx.MultiGraph[str]") -> None:
    """A chain is as long as the shortest path that networkx finds, and each step is a line of the network."""
    nodes = sorted(network)[:: max(1, len(network) // 12)]
    for one in nodes:
        lengths = nx.single_source_shortest_path_length(network, one)
        for other in nodes:
            chain = mesh.chain(one, other)
            assert len(chain) == lengths.get(other, 0)
            steps = [one, *(there for there, _ in chain)]
            assert all(network.has_edge(*pair) for pair in pairwise(steps))


def test_no_way_is_an_empty_chain(mesh: Mesh) -> None:
    """From a thing to itself, and to one that nothing ties, there are no steps."""
    esr = PREFIXES["body"] + "esr"
    assert mesh.chain(esr, esr) == mesh.chain(esr, "urn:nowhere") == mesh.chain("urn:nowhere", esr) == ()


def test_a_line_of_three_is_a_node() -> None:
    """What is drawn as a line has two ends; a knot of three stands between them, and a tie to itself is no line."""
    three = Mesh(
        [Incidence("x", as_edge=True, ties=tuple(tie(party, "urn:v") for party in ("urn:a", "urn:b", "urn:v")))]
    )
    assert [(knot.line, knot.lines) for knot in three.knots] == [(False, 2)]
    two = Mesh([Incidence("x", as_edge=True, ties=(tie("urn:a", "urn:v"), tie("urn:b", "urn:v")))])
    assert [(knot.line, two.degree("urn:v"), two.degree("urn:a")) for knot in two.knots] == [(True, 0, 1)]
