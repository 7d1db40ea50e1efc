"""What a page must show of a network, counted in Python from the network alone."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

import networkx as nx

from partnergraph.view import words

MOMENTS = ("tie-event", "tie-founding", "tie-publication")
EN = words.of()


@dataclass(frozen=True, slots=True)
class Filters:
    """What a reader has chosen: types and kinds that are hidden, the least strength, years, and undated relations."""

    types: frozenset[str] = field(default_factory=frozenset)
    kinds: frozenset[str] = field(default_factory=frozenset)
    least: float = 0
    first: int | None = None
    last: int | None = None
    undated: bool = True

    @property
    def narrowed(self) -> bool:
        """Whether strength or years leave less than there is."""
        return bool(self.least) or self.first is not None or self.last is not None or not self.undated


@dataclass(frozen=True, slots=True)
class Left:
    """What the filters leave: entities, relations, and the counts beside types and kinds in the legend."""

    nodes: frozenset[str]
    edges: tuple[tuple[str, str, dict[str, Any]], ...]
    types: Counter[str]
    kinds: Counter[str]

    def counted(self, graph: "nx.MultiGraph[str]") -> str:
        """Say how many there are as the heading does."""
        return counted(len(self.nodes), graph.number_of_nodes(), len(self.edges), graph.number_of_edges())

    def simple(self) -> "nx.Graph[str]":
        """Give the network that is left, with the strength of the strongest relation of each two."""
        graph: nx.Graph[str] = nx.Graph()
        graph.add_nodes_from(self.nodes)
        for one, other, data in self.edges:
            known = graph.get_edge_data(one, other, {"weight": 0.0})
            graph.add_edge(one, other, weight=max(data["weight"], known["weight"]))
        return graph


def left(graph: "nx.MultiGraph[str]", filters: Filters) -> Left:
    """Give what some filters leave of a network."""
    lasting = [edge for edge in graph.edges(data=True) if _lasts(edge[2], filters)]
    shown = {label: _shown(graph, lasting, filters, {label}) for label in _types(graph)}
    between = [edge for edge in lasting if not {graph.nodes[end]["type_label"] for end in edge[:2]} & filters.types]
    return Left(
        frozenset(_shown(graph, lasting, filters, set())),
        tuple(edge for edge in between if edge[2]["kind_label"] not in filters.kinds),
        Counter(label for label, nodes in shown.items() for node in nodes if graph.nodes[node]["type_label"] == label),
        Counter(edge[2]["kind_label"] for edge in between),
    )


def _types(graph: "nx.MultiGraph[str]") -> set[str]:
    return {data["type_label"] for _, data in graph.nodes(data=True)}


def _shown(graph: "nx.MultiGraph[str]", lasting: list[Any], filters: Filters, ticked: set[str]) -> set[str]:
    """Give the entities that are shown if some types are ticked too; where it is narrowed only those that are tied."""
    nodes = {node for node, data in graph.nodes(data=True) if data["type_label"] not in filters.types - ticked}
    ends = [edge[:2] for edge in lasting if edge[2]["kind_label"] not in filters.kinds and nodes.issuperset(edge[:2])]
    return {end for pair in ends for end in pair} if filters.narrowed else nodes


def path(graph: "nx.Graph[str]", start: str, end: str) -> list[str] | None:
    """Give the shortest path; of several the strongest, then that whose IRIs come first."""
    if start not in graph or end not in graph or not nx.has_path(graph, start, end):
        return None

    def rank(nodes: list[str]) -> tuple[float, list[str]]:
        return -sum(graph.edges[pair]["weight"] for pair in pairwise(nodes)), nodes

    return min(nx.all_shortest_paths(graph, start, end), key=rank)


def counted(nodes: int, all_nodes: int, edges: int, all_edges: int) -> str:
    """Say the counts as the heading does."""
    return EN.say(
        "counts",
        shownNodes=nodes,
        nodes=EN.say("entityCount", n=all_nodes),
        shownEdges=edges,
        edges=EN.say("relationCount", n=all_edges),
    )


def years(graph: "nx.MultiGraph[str]") -> Iterator[int]:
    """Give every year that a relation tells of."""
    return (int(data[name][:4]) for *_, data in graph.edges(data=True) for name in ("start", "end") if data[name])


def _lasts(data: dict[str, Any], filters: Filters) -> bool:
    start, end = data["start"][:4], data["end"][:4]
    if not start and not end:
        return filters.undated and data["weight"] >= filters.least
    if not end and data["kind"].endswith(MOMENTS):
        end = start
    begun = filters.last is None or not start or int(start) <= filters.last
    lasts = filters.first is None or not end or int(end) >= filters.first
    return begun and lasts and data["weight"] >= filters.least
