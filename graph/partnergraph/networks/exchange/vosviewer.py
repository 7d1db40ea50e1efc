"""VOSviewer: a map with places, clusters and weights, and one link for each pair of items, as JSON or two text files.

Formats: app.vosviewer.com/docs/file-types; a description is read as HTML there, and y grows upwards, as it does not on
the page. Lines between the same two items are one link, whose strength is the sum of theirs. The text files have tabs
between their cells: that of the map a head, that of the network none.
"""

import csv
import html
import io
import json
from collections import defaultdict
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from partnergraph.drawing import layout
from partnergraph.networks import grouping, weight
from partnergraph.networks.exchange import roll

if TYPE_CHECKING:
    import networkx as nx

    from partnergraph.networks.exchange.roll import Roll

_CLUSTERS = 1_000  # the format numbers no more; what is in others is in none
_COLUMNS = ("id", "label", "description", "x", "y", "cluster")
_PLACES = 200.0  # px of the layout that are one unit of the map


def text(graph: "nx.MultiGraph[str]") -> str:
    """Give a network as VOSviewer JSON, placed and grouped as on the page.

    Where it was asked for with communities (``group_by``) these are its clusters, by their numbers.

    >>> import networkx
    >>> len(json.loads(text(networkx.MultiGraph([("urn:a", "urn:b"), ("urn:a", "urn:b")])))["network"]["links"])
    1
    """
    told = roll.of(graph)
    content = {"network": {"items": _items(graph, told), "links": _links(told)}}
    return json.dumps(content, ensure_ascii=False, indent=1, allow_nan=False) + "\n"


def items(graph: "nx.MultiGraph[str]") -> str:
    r"""Give the items of a network as a VOSviewer map file, placed and grouped as on the page.

    >>> import networkx
    >>> items(networkx.MultiGraph()).split("\t")[:2]
    ['id', 'label']
    """
    weights = ("Relations", "Strength")
    rows = (
        [*(each.get(name, "") for name in _COLUMNS), *(each["weights"][name] for name in weights)]
        for each in _items(graph, roll.of(graph))
    )
    return _rows([[*_COLUMNS, *(f"weight<{name}>" for name in weights)], *rows])


def links(told: "Roll") -> str:
    r"""Give the links of a network as a VOSviewer network file, items by their numbers in the map.

    >>> import networkx
    >>> links(roll.of(networkx.MultiGraph([("urn:a", "urn:b"), ("urn:a", "urn:b")])))
    '1\t2\t2.0\n'
    """
    return _rows(each.values() for each in _links(told))


def _rows(rows: Iterable[Iterable[object]]) -> str:
    stream = io.StringIO()
    csv.writer(stream, delimiter="\t", lineterminator="\n").writerows(map(_cells, rows))
    return stream.getvalue()


def _cells(row: Iterable[object]) -> list[str]:
    """Give cells on one line: a label has no tabs and no line ends."""
    return [" ".join(str(cell).split()) for cell in row]


def _items(graph: "nx.MultiGraph[str]", told: "Roll") -> list[dict[str, Any]]:
    groups = grouping.numbers(graph)
    places = layout.positions(graph if groups is None else _ungrouped(graph))
    groups = layout.groups(graph) if groups is None else groups
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
            **({"cluster": groups[iri] + 1} if 0 <= groups[iri] < _CLUSTERS else {}),
            "weights": {"Relations": int(graph.degree(iri)), "Strength": weight.rounded(strength[node.id], 6)},
        }
        for number, (iri, node) in enumerate(zip(order, told.nodes, strict=True))
    ]


def _ungrouped(graph: "nx.MultiGraph[str]") -> "nx.MultiGraph[str]":
    """Give a network that is placed by its ties alone: VOSviewer shows clusters by colours, and how near they are."""
    made = graph.copy()
    del made.graph["group_by"]
    return made


def _links(told: "Roll") -> list[dict[str, Any]]:
    place = {node.id: number + 1 for number, node in enumerate(told.nodes)}
    strength: dict[tuple[int, int], float] = defaultdict(float)
    for line in told.lines:
        if line.source != line.target:
            strength[place[line.source], place[line.target]] += line.weight
    return [
        {"source_id": one, "target_id": other, "strength": weight.rounded(each, 6)}
        for (one, other), each in sorted(strength.items())
    ]
