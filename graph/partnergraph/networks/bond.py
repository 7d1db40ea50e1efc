"""Bonds: which bodies a network ties, whether a line does that or a node that stands between them.

A node with lines of one kind to n bodies ties each two of them with 1 / (n - 1) (M. E. J. Newman, "Scientific
collaboration networks. II", Physical Review E 64, 016132, 2001), as the projection does, and n has those that a
selection left out (``parties``); a line between two bodies ties them with its weight, also where one of them is what
ties (a unit in its parent, a body in its funder). What is known to be no body (an agreement, a project, a topic) is not
tied itself.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING, Any

from partnergraph.vocab import PG, PREFIXES

if TYPE_CHECKING:
    import networkx as nx

_ORG = PREFIXES["org"]
BODIES = frozenset({_ORG + "FormalOrganization", _ORG + "Organization", _ORG + "OrganizationalUnit", PG + "Network"})
"""The classes whose members are bodies."""


@dataclass(frozen=True, slots=True, order=True)
class Bond:
    """What ties bodies: each two of its members, by their keys and sorted, with this weight."""

    members: tuple[str, ...]
    weight: float


def is_body(types: Iterable[str]) -> bool:
    """Say whether what has these classes, with their superclasses, can be a body; what has none can.

    >>> is_body(()), is_body(("https://w3id.org/partnergraph/ontology#Project",))
    (True, False)
    """
    known = frozenset(types)
    return not known or not known.isdisjoint(BODIES)


def bodies(graph: "nx.MultiGraph[str]") -> tuple[str, ...]:
    """Give the nodes of a network that are bodies, sorted: what has no class is one, unless it stands between others.

    >>> import networkx
    >>> bodies(networkx.MultiGraph([("urn:b", "urn:a")]))
    ('urn:a', 'urn:b')
    """
    between = {knot for one, other, data in graph.edges(data=True) if (knot := stands(graph, one, other, data))}
    nodes = graph.nodes(data=True)
    return tuple(sorted(node for node, data in nodes if is_body(data.get("types", ())) and node not in between))


def stands(graph: "nx.MultiGraph[str]", one: str, other: str, data: Mapping[str, Any]) -> str:
    """Give the end of a line that stands between bodies: what ties, unless it is known to be a body; "" if none does.

    >>> import networkx
    >>> graph = networkx.MultiGraph([("a", "mou", {"via": "mou"})])
    >>> stands(graph, "a", "mou", {"via": "mou"}), stands(graph, "a", "mou", {})
    ('mou', '')
    """
    via = str(data.get("via", ""))
    return via if via in (one, other) and BODIES.isdisjoint(graph.nodes[via].get("types", ())) else ""


def read(graph: "nx.MultiGraph[str]") -> tuple[Bond, ...]:
    """Give what ties the bodies of a network, in an order of their own; what weighs 0 ties nobody.

    >>> import networkx
    >>> graph = networkx.MultiGraph()
    >>> for body in ("a", "b", "c"):
    ...     _ = graph.add_edge(body, "mou", kind="k", via="mou")
    >>> graph.add_node("mou", types=("urn:Agreement",))
    >>> read(graph)
    (Bond(members=('a', 'b', 'c'), weight=0.5),)
    """
    known, found = frozenset(bodies(graph)), []
    members: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    weight: defaultdict[tuple[str, str], float] = defaultdict(float)
    size: defaultdict[tuple[str, str], int] = defaultdict(int)
    for one, other, data in graph.edges(data=True):
        if not _weight(data):
            continue
        kind, via = str(data.get("kind", "")), stands(graph, one, other, data)
        if via:
            members[via, kind].add(other if via == one else one)
            weight[via, kind] = max(weight[via, kind], _weight(data))
            size[via, kind] = max(size[via, kind], int(data.get("parties", 0)))
        elif one != other and {one, other} <= known:
            found.append(Bond((min(one, other), max(one, other)), _weight(data)))
    for knot, ends in members.items():
        tied = tuple(sorted(ends & known))
        found += [Bond(tied, weight[knot] / (max(len(tied), size[knot]) - 1))] if len(tied) > 1 else []
    return tuple(sorted(found))


def dated(graph: "nx.MultiGraph[str]", test: Callable[[str, str], bool], *, tying: bool = False) -> int:
    """Give how much of what a network draws has dates, as known, that all pass a test.

    What stands between bodies counts once, however many it ties, and so does a line; ``tying`` counts those alone that
    tie two bodies or more.

    >>> import networkx
    >>> graph = networkx.MultiGraph([("a", "b"), ("a", "a")])
    >>> dated(graph, lambda start, end: not start), dated(graph, lambda start, end: not start, tying=True)
    (2, 1)
    """
    known = frozenset(bodies(graph)) if tying else frozenset(graph)
    ends: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    failed: set[tuple[str, str]] = set()
    for number, (one, other, data) in enumerate(graph.edges(data=True)):
        via = stands(graph, one, other, data)
        key = via or f" {number}", str(data.get("kind", ""))
        ends[key] |= {one, other} - {via}
        if not test(str(data.get("start", "")), str(data.get("end", ""))):
            failed.add(key)
    return sum(key not in failed and (not tying or len(own & known) > 1) for key, own in ends.items())


def partners(graph: "nx.MultiGraph[str]") -> dict[str, int]:
    """Give each body the number of others that it is tied to.

    >>> import networkx
    >>> partners(networkx.MultiGraph([("a", "b"), ("a", "b"), ("a", "c")]))
    {'a': 2, 'b': 1, 'c': 1}
    """
    found = {body: set[str]() for body in bodies(graph)}
    for bond in read(graph):
        for one, other in combinations(bond.members, 2):
            found[one].add(other)
            found[other].add(one)
    return {body: len(others) for body, others in found.items()}


def grouped(bonds: Sequence[Bond], group: Mapping[str, int]) -> dict[tuple[int, int], float]:
    """Give how much ties the bodies of each two groups, or of one: the weights of all their pairs in sum.

    ``group`` is the number of the group of each body. The lower number comes first.

    >>> grouped([Bond(("a", "b", "c"), 0.5)], {"a": 0, "b": 0, "c": 1})
    {(0, 0): 0.5, (0, 1): 1.0}
    """
    found: defaultdict[tuple[int, int], float] = defaultdict(float)
    for bond in bonds:
        sizes = sorted(Counter(group[body] for body in bond.members).items())
        for place, (one, size) in enumerate(sizes):
            found[one, one] += bond.weight * size * (size - 1) / 2
            for other, beside in sizes[place + 1 :]:
                found[one, other] += bond.weight * size * beside
    return {pair: weight for pair, weight in sorted(found.items()) if weight}


def _weight(data: Mapping[str, Any]) -> float:
    return float(data.get("weight", 1.0))
