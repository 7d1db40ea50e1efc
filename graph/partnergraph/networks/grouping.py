"""Groupings: the nodes of a network put together by country, by type or by what is tied most closely."""

from collections import Counter
from typing import TYPE_CHECKING, get_args

from partnergraph.drawing import layout
from partnergraph.errors import ChoiceError
from partnergraph.networks.wish import By

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    import networkx as nx

WAYS: tuple[str, ...] = get_args(By)
_GROUP = "Group "


def group(graph: "nx.MultiGraph[str]", by: By, communities: "Mapping[str, int] | None" = None) -> "nx.MultiGraph[str]":
    """Give a network with a ``group`` on each node, by which it is laid out; ``ChoiceError`` names the ways.

    ``communities`` are the numbers of the groups of bodies (``partnergraph.measures.cluster``), which are called "Group
    1" and so on; without them they are looked for in the network as it is drawn. By country and by these, what has none
    (an agreement, a project) is with most of its neighbours, the first by name among equals; where these have none
    either the group is empty.

    >>> import networkx
    >>> graph = networkx.MultiGraph([("a", "mou"), ("b", "mou")])
    >>> graph.add_node("a", country="AT")
    >>> group(graph, "country").nodes["mou"]["group"], "group" in graph.nodes["mou"]
    ('AT', False)
    >>> group(graph, "community", {"a": 1}).nodes["mou"]["group"]
    'Group 2'
    """
    if by not in WAYS:
        raise ChoiceError(f"there is no grouping by {by!r}; there are {', '.join(WAYS)}")
    made = graph.copy()
    made.graph["group_by"] = by
    for node, name in _named(graph, by, communities).items():
        made.nodes[node]["group"] = name
    return made


def numbers(graph: "nx.MultiGraph[str]") -> dict[str, int] | None:
    """Give the number of the community of each node, -1 where it is in none; None where they were not asked for.

    >>> import networkx
    >>> numbers(group(networkx.MultiGraph([("a", "b")]), "community", {"a": 1, "b": 0}))
    {'a': 1, 'b': 0}
    """
    if graph.graph.get("group_by") != "community":
        return None
    return {node: int(str(name).removeprefix(_GROUP) or 0) - 1 for node, name in graph.nodes(data="group", default="")}


def _named(graph: "nx.MultiGraph[str]", by: By, communities: "Mapping[str, int] | None") -> dict[str, str]:
    if by == "type":
        return {node: str(graph.nodes[node].get("type_label", "")) for node in graph}
    if by == "community" and communities is None:
        return {node: f"{_GROUP}{number + 1}" for node, number in layout.groups(graph).items()}
    if by == "community":
        own = {
            node: f"{_GROUP}{communities[node] + 1}" if communities and node in communities else "" for node in graph
        }
    else:
        own = {node: str(graph.nodes[node].get("country", "")) for node in graph}
    return {node: name or _common(own[other] for other in graph.neighbors(node)) for node, name in own.items()}


def _common(names: "Iterable[str]") -> str:
    """Give the name that occurs most, the first among equals; empty names do not count."""
    counted = Counter(name for name in names if name)
    return min(counted, key=lambda name: (-counted[name], name), default="")
