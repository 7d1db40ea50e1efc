"""GEXF 1.3 (gexf.net): a dynamic graph, so that Gephi's timeline runs over the days on which each line was in force.

Times are intervals, both days included; a pair that nothing tied in between has a spell for each. Gephi, from 0.9.3 on,
makes one line of two between the same nodes unless they are of different kinds, so that each has that of its tie.
"""

from dataclasses import fields

from partnergraph.networks.exchange.markup import DECLARATION, element, inside, said
from partnergraph.networks.exchange.roll import Line, Node, Roll
from partnergraph.values import window

_NODE = [field.name for field in fields(Node) if field.name not in {"id", "label"}]
_LEFT_OUT = {"id", "source", "target", "weight", "first", "last", "spells"}
_LINE = [field.name for field in fields(Line) if field.name not in _LEFT_OUT]
_TYPES = {"count": "double", "newman": "double", "moment": "boolean", "disputed": "boolean"}
_RENAMED = {"start": "since", "end": "until"}  # start and end of an element are days


def text(roll: Roll) -> str:
    """Give a network as GEXF, with ``start`` and ``end`` on its edges; dates as known are ``since`` and ``until``.

    >>> 'timeformat="date"' in text(Roll("", "", "", "", "", (), ()))
    True
    """
    meta = inside(
        "meta",
        [
            element("creator", f"partnergraph {roll.version}".strip()),
            element("description", "; ".join(filter(None, (roll.title, roll.description, roll.licence)))),
        ],
    )
    settings = {
        "mode": "dynamic",
        "timerepresentation": "interval",
        "timeformat": "date",
        "defaultedgetype": "undirected",
        "idtype": "string",
    }
    graph = inside(
        "graph", [*_columns("node", _NODE), *_columns("edge", _LINE), _nodes(roll), _edges(roll)], **settings
    )
    return DECLARATION + inside("gexf", [meta, graph], xmlns="http://gexf.net/1.3", version="1.3")


def _columns(domain: str, names: list[str]) -> list[str]:
    columns = [
        element("attribute", id=f"{domain}-{name}", title=_RENAMED.get(name, name), type=_TYPES.get(name, "string"))
        for name in names
    ]
    return [inside("attributes", columns, class_=domain)]


def _nodes(roll: Roll) -> str:
    return inside(
        "nodes", [inside("node", _values("node", node, _NODE), id=node.id, label=node.label) for node in roll.nodes]
    )


def _edges(roll: Roll) -> str:
    return inside(
        "edges",
        [
            inside(
                "edge",
                [*_values("edge", line, _LINE), *_spells(line)],
                id=line.id,
                source=line.source,
                target=line.target,
                label=line.kind,
                kind=line.kind,
                weight=str(line.weight),
                start="" if line.spells else line.first,
                end="" if line.spells else line.last,
            )
            for line in roll.lines
        ],
    )


def _spells(line: Line) -> list[str]:
    found = [element("spell", start=start, end=end) for start, end in window.times(line.spells)]
    return [inside("spells", found)] if found else []


def _values(domain: str, record: Node | Line, names: list[str]) -> list[str]:
    values = ((name, getattr(record, name)) for name in names)
    found = [element("attvalue", for_=f"{domain}-{name}", value=said(value)) for name, value in values if value != ""]
    return [inside("attvalues", found)] if found else []
