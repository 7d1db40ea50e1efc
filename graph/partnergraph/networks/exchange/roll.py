"""The roll of a network: its nodes and lines as plain records in a fixed order, which every format writes.

Texts hold nothing that XML or JSON may not: ``values.text`` makes them so. A node is called ``n0 n1 …`` in
the order of the IRIs, so that no name of a thing can break a file or meet another.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from partnergraph.values import acronym, window
from partnergraph.values.text import plain

if TYPE_CHECKING:
    import networkx as nx

_HEADING = ("title", "description", "licence", "as_of", "version")


@dataclass(frozen=True, slots=True)
class Node:
    """One node: dates are as known, ``group`` is that of a grouping; what is unknown is empty."""

    id: str
    label: str
    acronym: str
    iri: str
    type: str
    country: str
    start: str
    end: str
    group: str


@dataclass(frozen=True, slots=True)
class Line:
    """One line between two nodes, by their ids.

    ``start`` and ``end`` are dates as known, ``first`` and ``last`` the days on which it can have been in force (ISO
    8601; empty where it is open). ``spells`` are these days of a pair that nothing tied in between, as intervals one
    after the other (ISO 8601-2). ``count`` and ``newman`` are the weights of a pair, else equal to ``weight``;
    ``moment`` says that it is over with its day.
    """

    id: str
    source: str
    target: str
    kind: str
    kind_iri: str
    via: str
    via_iri: str
    role: str
    start: str
    end: str
    first: str
    last: str
    spells: str
    weight: float
    count: float
    newman: float
    moment: bool
    disputed: bool
    sources: str


@dataclass(frozen=True, slots=True)
class Roll:
    """A whole network, with what it says of itself."""

    title: str
    description: str
    licence: str
    as_of: str
    version: str
    nodes: tuple[Node, ...]
    lines: tuple[Line, ...]


def of(graph: "nx.MultiGraph[str]") -> Roll:
    """Give the roll of a network, the same whatever the order of its nodes and edges.

    >>> import networkx
    >>> [line.source for line in of(networkx.MultiGraph([("urn:b", "urn:a")])).lines]
    ['n0']
    """
    ids = {iri: f"n{number}" for number, iri in enumerate(sorted(graph))}
    found = sorted((_told(ids, *edge) for edge in graph.edges(data=True)), key=repr)
    title, description, licence, day, version = (plain(graph.graph.get(name, "")) for name in _HEADING)
    nodes = tuple(_node(number, iri, graph.nodes[iri]) for iri, number in ids.items())
    lines = tuple(Line(f"e{number}", **told) for number, told in enumerate(found))
    return Roll(title, description, licence, day, version, nodes, lines)


def _node(number: str, iri: str, data: Mapping[str, Any]) -> Node:
    told = (plain(data.get(name, "")) for name in ("type_label", "country", "start", "end", "group"))
    label = plain(data.get("label") or iri)
    return Node(number, label, plain(acronym.of(label, data.get("names", ()))), plain(iri), *told)


def _told(ids: Mapping[str, str], one: str, other: str, data: Mapping[str, Any]) -> dict[str, Any]:
    source, target = sorted((one, other))
    start, end = plain(data.get("start", "")), plain(data.get("end", ""))
    first, last = window.days(start, end, moment=bool(data.get("moment", False)))
    weight = float(data.get("weight", 1.0))
    return {
        "source": ids[source],
        "target": ids[target],
        "kind": plain(data.get("kind_label", "")),
        "kind_iri": plain(data.get("kind", "")),
        "via": plain(data.get("via_label", "")),
        "via_iri": plain(data.get("via", "")),
        "role": plain(data.get("role", "")),
        "start": start,
        "end": end,
        "first": first.isoformat() if first else "",
        "last": last.isoformat() if last else "",
        "spells": plain(window.intervals(data.get("spells", ()))),
        "weight": weight,
        "count": float(data.get("count", weight)),
        "newman": float(data.get("newman", weight)),
        "moment": bool(data.get("moment", False)),
        "disputed": bool(data.get("disputed", False)),
        "sources": plain("; ".join(sorted({each.title for each in data.get("evidence", ())}))),
    }
