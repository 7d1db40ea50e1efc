"""The overview: discs around all members, names of more than the hub, lines and relations that carry."""

import math
from collections import Counter
from collections.abc import Iterable

import networkx as nx
import pytest

from bench import partnership
from partnergraph.view import overview, record
from partnergraph.view.record import Records


@pytest.fixture(scope="module")
def graph() -> "nx.MultiGraph[str]":
    """Give a network of 1,500 nodes."""
    return partnership.network(1_500)


@pytest.fixture(scope="module")
def records(graph: "nx.MultiGraph[str]") -> Records:
    """Give its records."""
    return record.records(graph)


def found(records: Records) -> overview.Overview:
    """Give the overview of records."""
    return overview.overview(records.nodes, records.edges, [line.iri for line in records.types])


def test_discs_hold_their_members_and_meet_no_other(records: Records) -> None:
    """Each mark lies in the disc of its group, and no two discs overlap."""
    groups = found(records).groups
    for node in records.nodes:
        disc = groups[node["community"]]
        assert math.dist((node["x"], node["y"]), (disc["x"], disc["y"])) + node["size"] <= disc["r"] + 0.2
    for place, one in enumerate(groups):
        for other in groups[:place]:
            assert math.dist((one["x"], one["y"]), (other["x"], other["y"])) >= one["r"] + other["r"] - 0.2


def test_groups_are_counted_and_named_by_their_busiest(records: Records, graph: "nx.MultiGraph[str]") -> None:
    """A group tells how many it holds, its two members with most ties, and the country that more than half share."""
    for number, group in enumerate(found(records).groups):
        own = [node for node in records.nodes if node["community"] == number]
        assert group["size"] == len(own)
        busiest = sorted(graph.degree(node["iri"]) for node in own)[-2:]
        named = [node["iri"] for node in own if node["short"] in group["names"]]
        assert sorted(graph.degree(iri) for iri in named) == (busiest if group["names"] else [])
        country, count = Counter(node["country"] for node in own).most_common(1)[0]
        assert group["country"] == (country if count > len(own) / 2 else "")


def test_lines_join_what_is_joined(records: Records) -> None:
    """The lines between groups join as many as all relations do, each pair once, the strongest first."""
    drawn = found(records)
    group = {node["id"]: node["community"] for node in records.nodes}
    pairs = {(group[edge["from"]], group[edge["to"]]) for edge in records.edges}
    assert joined(range(len(drawn.groups)), pairs) == joined(
        range(len(drawn.groups)), [line[:2] for line in drawn.lines]
    )
    strengths = [line[2] for line in drawn.lines]
    assert strengths == sorted(strengths, reverse=True)
    assert len({line[:2] for line in drawn.lines}) == len(drawn.lines)


def test_carrying_relations_lie_inside_groups_and_join_them(records: Records) -> None:
    """The relations that carry join the members of each group as all of its relations do, and are far fewer."""
    group = [node["community"] for node in records.nodes]
    ends = [(int(edge["from"][1:]), int(edge["to"][1:])) for edge in records.edges]
    inner = [pair for pair in ends if group[pair[0]] == group[pair[1]]]
    carrying = [ends[place] for place in found(records).carrying]
    assert set(carrying) <= set(inner)
    assert len(carrying) < len(inner) / 2
    assert joined(range(len(group)), carrying) == joined(range(len(group)), inner)


def test_small_groups_have_no_name() -> None:
    """Two nodes that are tied to no other are told one by one."""
    pair: nx.MultiGraph[str] = nx.MultiGraph([("a", "b")])
    assert [group["names"] for group in found(record.records(pair)).groups] == [[]]


def test_a_group_of_small_parts_is_loose() -> None:
    """It is not named by any of its members; of nodes without ties it says so."""
    nodes: list[tuple[str, str]] = [("a", "b"), ("b", "c")]
    for more, loose in (([], "alone"), ([("x", "y")], "small")):
        network: nx.MultiGraph[str] = nx.MultiGraph([*nodes, *more])
        network.add_nodes_from(f"z{number}" for number in range(12))
        groups = found(record.records(network, discs=True)).groups
        assert [(group.get("loose"), group["names"] != []) for group in groups] == [(loose, False), (None, True)]


def joined(nodes: Iterable[int], pairs: Iterable[tuple[int, int]]) -> set[frozenset[int]]:
    """Give the connected parts of a network."""
    made: nx.Graph[int] = nx.Graph()
    made.add_nodes_from(nodes)
    made.add_edges_from(pairs)
    return set(map(frozenset, nx.connected_components(made)))
