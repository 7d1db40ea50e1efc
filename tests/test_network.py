"""The network."""

from pathlib import Path

import networkx as nx
import pytest

import partnergraph as pg
from partnergraph.networks import network
from partnergraph.profiles import profile
from partnergraph.ties import incidence
from partnergraph.ties.incidence import Incidence, Tie
from partnergraph.vocab import PREFIXES

ESR, EORTC, EIBALL = (PREFIXES["body"] + slug for slug in ("esr", "eortc", "eiball"))
RENEWAL = PREFIXES["agreement"] + "mou-esr-eortc-2017"


@pytest.fixture(scope="module")
def whole(shipped: pg.KnowledgeGraph) -> "nx.MultiGraph[str]":
    """Give the whole shipped network."""
    return shipped.network()


def test_an_agreement_stands_between_its_parties(whole: "nx.MultiGraph[str]") -> None:
    """The renewal of 2017 is a node with a line to each party."""
    assert whole.nodes[RENEWAL]["type_label"] == "Memorandum of understanding"
    for party in (ESR, EORTC):
        lines = whole.get_edge_data(party, RENEWAL).values()
        assert [(line["kind_label"], line["start"]) for line in lines] == [("party to agreement", "2017-09")]


def test_a_unit_is_a_line_to_its_parent(whole: "nx.MultiGraph[str]") -> None:
    """EIBALL is tied to the committee above it, with both roles told."""
    (line,) = whole.get_edge_data(EIBALL, PREFIXES["body"] + "esr-research-committee").values()
    assert line["kind_label"] == "part of"
    assert "European Imaging Biomarkers Alliance: " in line["role"]


def test_every_node_and_every_line_has_evidence(whole: "nx.MultiGraph[str]") -> None:
    """Nothing is drawn that no document states."""
    assert all(data["evidence"] for _, data in whole.nodes(data=True))
    assert all(data["evidence"] for *_, data in whole.edges(data=True))


def test_classes_come_with_their_superclasses(whole: "nx.MultiGraph[str]") -> None:
    """A subcommittee is a committee, a unit and an organisation, in this order."""
    types = whole.nodes[EIBALL]["types"]
    order = [PREFIXES["pg"] + "Subcommittee", PREFIXES["pg"] + "Committee", PREFIXES["org"] + "OrganizationalUnit"]
    assert [each for each in types if each in order] == order


def test_the_whole_network_hangs_together(whole: "nx.MultiGraph[str]") -> None:
    """From the ESR all but a few nodes can be reached, of which no source tells how they are tied to the others."""
    parts = [set(part) for part in nx.connected_components(whole)]
    assert len(whole) > 1200
    assert sum(len(part) for part in parts if ESR not in part) == 16


def test_about_keeps_what_is_near(shipped: pg.KnowledgeGraph) -> None:
    """One hop around EIBALL holds itself and its neighbours, titled after it."""
    near = shipped.network("EIBALL", hops=1)
    assert set(near) == {EIBALL, *near.neighbors(EIBALL)}
    assert near.graph["title"] == "European Imaging Biomarkers Alliance: its network"
    assert list(shipped.network("EIBALL", hops=0)) == [EIBALL]


def test_what_is_tied_to_nothing_stands_alone(shipped: pg.KnowledgeGraph, small: Path) -> None:
    """A thing outside the network is shown by itself."""
    small.write_text(small.read_text() + 'body:alone a pg:Society ; skos:prefLabel "Alone"@en .')
    with pg.open(small) as graph:
        near = graph.network("Alone")
    assert [data["label"] for _, data in near.nodes(data=True)] == ["Alone"]


def test_order_of_input_does_not_matter(shipped: pg.KnowledgeGraph) -> None:
    """Nodes and lines come in one order, however the ties come."""
    profiles = profile.read(shipped.store)
    found = list(incidence.shipped(shipped.store))
    turned = [Incidence(each.name, each.as_edge, each.ties, each.moment) for each in reversed(found)]
    one, other = network.build(found, profiles), network.build(turned, dict(reversed(list(profiles.items()))))
    assert list(one.nodes(data=True)) == list(other.nodes(data=True))
    assert list(one.edges(data=True)) == list(other.edges(data=True))


def tie(party: str, via: str) -> Tie:
    """Give a tie of no particular kind."""
    return Tie(party, via, "urn:kind", "", "", "", via)


def test_what_ties_three_stays_a_node() -> None:
    """A line has two ends; a membership of three is drawn as a node."""
    ties = tuple(tie(party, "urn:via") for party in ("urn:a", "urn:b", "urn:c"))
    graph = network.build([Incidence("x", as_edge=True, ties=ties)], {})
    assert sorted(graph.edges()) == [("urn:a", "urn:via"), ("urn:b", "urn:via"), ("urn:c", "urn:via")]
    pair = network.build([Incidence("x", as_edge=True, ties=ties[:2])], {})
    assert list(pair.edges()) == [("urn:a", "urn:b")]


def test_an_empty_graph_gives_an_empty_network(tmp_path: Path) -> None:
    """No ties are no error."""
    (tmp_path / "empty.ttl").write_text("")
    with pg.open(tmp_path / "empty.ttl") as graph:
        assert len(graph.network()) == 0


DISPUTED = [
    ("project/medirad", True),  # when it ended
    ("change/founding-of-eibir-2007-03", True),  # when EIBIR was founded
    ("programme/etap", True),  # who runs it
    ("project/mitigate", False),  # from how many countries its partners are, which no line shows
    ("project/glint", False),
]


@pytest.mark.parametrize(("slug", "disputed"), DISPUTED)
def test_a_line_on_which_sources_disagree_is_disputed(slug: str, disputed: bool, whole: "nx.MultiGraph[str]") -> None:
    """A line is disputed where its dates or one of its ends are, and not for what it does not show."""
    lines = [data["disputed"] for *_, data in whole.edges(data=True) if data["via"].endswith(f"/id/{slug}")]
    assert any(lines) == disputed


def test_a_doubted_value_is_one_of_the_line() -> None:
    """What is doubted of the node that ties counts where the line shows it; what is doubted of its ends does not."""
    tie = Tie("urn:esr", "urn:unit", "urn:part", "", "", "", "urn:unit")
    other = Tie("urn:unit", "urn:unit", "urn:part", "2005", "", "", "urn:unit")
    claim = ("start date", ("2005", "2006"))
    for places, claims in (([("urn:unit", "2005")], (claim,)), ([("urn:unit", "2006"), ("urn:esr", "2005")], ())):
        graph = network.build([Incidence("units", True, (tie, other))], {}, disputed={key: [claim] for key in places})
        assert [(data["disputed"], data["disputes"]) for *_, data in graph.edges(data=True)] == [(bool(claims), claims)]
