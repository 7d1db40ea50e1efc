"""Groupings: the nodes of a network put together by country, by type or by what is tied most closely."""

from collections import Counter
from typing import TYPE_CHECKING, get_args

from partnergraph.drawing import layout
from partnergraph.errors import ChoiceError
from partnergraph.networks.wish import By

if TYPE_CHECKING:
    from collections.abc import Iterable

    import networkx as nx

WAYS: tuple[str, ...] = get_args(By)


def group(graph: "nx.MultiGraph[str]", by: By) -> "nx.MultiGraph[str]":
    """Give a network with a ``group`` on each node, by which it is laid out; ``ChoiceError`` names the ways.

    By country, what has none (an agreement, a project) is with most of its neighbours, the first by name among equals;
    where these have none either the group is empty.

    >>> import networkx
    >>> graph = networkx.MultiGraph([("a", "mou"), ("b", "mou")])
    >>> graph.add_node("a", country="AT")
    >>> group(graph, "country").nodes["mou"]["group"], "group" in graph.nodes["mou"]
    ('AT', False)
    """
    if by not in WAYS:
        raise ChoiceError(f"there is no grouping by {by!r}; there are {', '.join(WAYS)}")
    made = graph.copy()
    made.graph["group_by"] = by
    for node, name in _named(graph, by).items():
        made.nodes[node]["group"] = name
    return made


def _named(graph: "nx.MultiGraph[str]", by: By) -> dict[str, str]:
    if by == "community":
        return {node: f"Group {number + 1}" for node, number in layout.groups(graph).items()}
    if by == "type":
        return {node: str(graph.nodes[node].get("type_label", "")) for node in graph}
    own = {node: str(graph.nodes[node].get("country", "")) for node in graph}
    return {node: name or _common(own[other] for other in graph.neighbors(node)) for node, name in own.items()}


def _common(names: "Iterable[str]") -> str:
    """Give the name that occurs most, the first among equals; empty names do not count."""
    counted = Counter(name for name in names if name)
    return min(counted, key=lambda name: (-counted[name], name), default="")
