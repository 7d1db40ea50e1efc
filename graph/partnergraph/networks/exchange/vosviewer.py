"""VOSviewer JSON: a map with places, clusters and weights, and one link for each pair of items.

Format: app.vosviewer.com/docs/file-types/json-file-type; a description is read as HTML there, and y grows upwards, as
it does not on the page. Lines between the same two items are one link, whose strength is the sum of theirs.
"""

import html
import json
from collections import defaultdict
from typing import TYPE_CHECKING, Any

from partnergraph.drawing import layout
from partnergraph.networks.exchange import roll

if TYPE_CHECKING:
    import networkx as nx

    from partnergraph.networks.exchange.roll import Roll

_CLUSTERS = 1_000  # the format numbers no more; what is in others is in none
_PLACES = 200.0  # px of the layout that are one unit of the map


def text(graph: "nx.MultiGraph[str]") -> str:
    """Give a network as VOSviewer JSON, placed and grouped as on the page.

    >>> import networkx
    >>> len(json.loads(text(networkx.MultiGraph([("urn:a", "urn:b"), ("urn:a", "urn:b")])))["network"]["links"])
    1
    """
    told = roll.of(graph)
    content = {"network": {"items": _items(graph, told), "links": _links(told)}}
    return json.dumps(content, ensure_ascii=False, indent=1, allow_nan=False) + "\n"


def _items(graph: "nx.MultiGraph[str]", told: "Roll") -> list[dict[str, Any]]:
    places, groups = layout.positions(graph), layout.groups(graph)
    order = sorted(graph)
    strength: dict[str, float] = defaultdict(float)
    for line in told.lines:
        strength[line.source] += line.weight
        strength[line.target] += line.weight
    return [
        {
            "id": number + 1,
            "label": node.label,
            "description": html.escape(", ".join(filter(None, (node.type, node.country, node.iri)))),
            "x": round(places[iri][0] / _PLACES, 4),
            "y": round(-places[iri][1] / _PLACES, 4),
            **({"cluster": groups[iri] + 1} if groups[iri] < _CLUSTERS else {}),
            "weights": {"Relations": int(graph.degree(iri)), "Strength": round(strength[node.id], 6)},
        }
        for number, (iri, node) in enumerate(zip(order, told.nodes, strict=True))
    ]


def _links(told: "Roll") -> list[dict[str, Any]]:
    place = {node.id: number + 1 for number, node in enumerate(told.nodes)}
    strength: dict[tuple[int, int], float] = defaultdict(float)
    for line in told.lines:
        if line.source != line.target:
            strength[place[line.source], place[line.target]] += line.weight
    return [
        {"source_id": one, "target_id": other, "strength": round(weight, 6)}
        for (one, other), weight in sorted(strength.items())
    ]
