"""GraphML (Brandes et al. 2002, graphml.graphdrawing.org): one graph, undirected, with keys for all that is told."""

from dataclasses import fields

from partnergraph.networks.exchange.markup import DECLARATION, element, inside, said
from partnergraph.networks.exchange.roll import Line, Node, Roll

_NODE = [field.name for field in fields(Node) if field.name != "id"]
_LINE = [field.name for field in fields(Line) if field.name not in {"id", "source", "target"}]
_TYPES = {"weight": "double", "count": "double", "newman": "double", "moment": "boolean", "disputed": "boolean"}


def text(roll: Roll) -> str:
    """Give a network as GraphML.

    >>> "edgedefault" in text(Roll("", "", "", "", "", (), ()))
    True
    """
    keys = [_key("node", name) for name in _NODE] + [_key("edge", name) for name in _LINE]
    heading = [_key("graph", name) for name in ("title", "description", "licence")]
    told = [element("data", words, key=f"graph-{name}") for name, words in _heading(roll) if words]
    nodes = [inside("node", _data("node", node, _NODE), id=node.id) for node in roll.nodes]
    lines = [
        inside("edge", _data("edge", line, _LINE), id=line.id, source=line.source, target=line.target)
        for line in roll.lines
    ]
    graph = inside("graph", [*told, *nodes, *lines], id="network", edgedefault="undirected")
    return DECLARATION + inside("graphml", [*heading, *keys, graph], xmlns="http://graphml.graphdrawing.org/xmlns")


def _heading(roll: Roll) -> list[tuple[str, str]]:
    return [("title", roll.title), ("description", roll.description), ("licence", roll.licence)]


def _key(domain: str, name: str) -> str:
    return element(
        "key", **{"id": f"{domain}-{name}", "for": domain, "attr.name": name, "attr.type": _TYPES.get(name, "string")}
    )


def _data(domain: str, record: Node | Line, names: list[str]) -> list[str]:
    values = ((name, getattr(record, name)) for name in names)
    return [element("data", said(value), key=f"{domain}-{name}") for name, value in values if value != ""]
