"""Cytoscape JSON (.cyjs), as Cytoscape and Cytoscape.js read it; networkx reads it too."""

import json
from dataclasses import asdict

from partnergraph.networks.exchange.roll import Line, Node, Roll


def text(roll: Roll) -> str:
    """Give a network as Cytoscape JSON.

    >>> json.loads(text(Roll("Partners", "", "", "", "", (), ())))["data"]["name"]
    'Partners'
    """
    heading = {"name": roll.title, "description": roll.description, "licence": roll.licence, "as_of": roll.as_of}
    content = {
        "format_version": "1.0",
        "generated_by": f"partnergraph {roll.version}".strip(),
        "target_cytoscapejs_version": "~2.1",
        "directed": False,
        "multigraph": True,
        "data": heading,
        "elements": {"nodes": [_node(node) for node in roll.nodes], "edges": [_edge(line) for line in roll.lines]},
    }
    return json.dumps(content, ensure_ascii=False, indent=1, allow_nan=False) + "\n"


def _node(node: Node) -> dict[str, object]:
    """Give a node; ``name`` is what Cytoscape shows, and ``value`` what networkx takes for the node."""
    return {"data": {**asdict(node), "name": node.label, "value": node.id}}


def _edge(line: Line) -> dict[str, object]:
    return {"data": {**asdict(line), "key": line.id, "interaction": line.kind, "name": line.kind}}
