"""The records of a large network as columns: what the page makes itself is left out."""

import math
from collections.abc import Mapping, Sequence
from operator import itemgetter
from typing import Any

from partnergraph.drawing import packing
from partnergraph.drawing.packing import Block, Column
from partnergraph.view.record import Records
from partnergraph.view.words import LEAST

TEXT = ("label", "short", "iri", "key", "type", "type_label", "country", "period", "day", "note")
TIED = ("kind", "kind_label", "start", "end", "first", "last", "spells", "period", "from_head", "to_head")
"""Fields of a relation that few relations have each by itself."""
BY = ("via", "via_label", "dispute")
"""Fields that relations by one node have alike."""
OWN = ("role", "strength", "disputed", "bend", "evidence")
"""Fields that each has for itself."""

DECIMALS = 3  # of a strength, unless there are smaller ones
EXACT = 15  # digits of a number that JavaScript has for certain

NODES = (
    *(Column(name, "text") for name in TEXT),
    Column("names", "lists", parts=(Column("", "text"),)),
    Column("links", "lists", parts=(Column("", "text"),)),
    Column("evidence", "lists", parts=(Column("", "whole"),)),
    Column("x", "whole", 1),
    Column("y", "whole", 1),
    Column("size", "whole", 1),
    Column("community", "whole"),
)
EDGES = (
    Column("from", "whole"),
    Column("to", "whole"),
    Column("tied", "joint", parts=tuple(Column(name, "text") for name in TIED)),
    Column("by", "joint", parts=tuple(Column(name, "text") for name in BY)),
    Column("role", "text"),
    Column("strength", "whole", DECIMALS),
    Column("parties", "whole"),
    Column("disputed", "whole"),
    Column("bend", "whole", 3),
    Column("evidence", "lists", parts=(Column("", "whole"),)),
)
EVIDENCE = (
    Column("source", "whole"),
    *(Column(name, "text") for name in ("place", "day", "read", "quote")),
)
CARRYING = (Column("place", "whole"),)
SOURCES = tuple(Column(name, "text") for name in ("title", "url", "iri"))

_tied, _by, _own = itemgetter(*TIED), itemgetter(*BY), itemgetter(*OWN)


def packed(records: Records, carrying: Sequence[int]) -> str:
    """Give nodes, edges, evidence, sources and the places of the edges that carry as one text.

    >>> packed(Records((), (), (), (), (), ()), [])[:6]
    'H4sIAA'
    """
    return packing.pack(
        (
            Block("nodes", NODES, [_node(node) for node in records.nodes]),
            Block("edges", _fine(records), [_edge(edge) for edge in records.edges]),
            Block("evidence", EVIDENCE, records.evidence),
            Block("sources", SOURCES, records.sources),
            Block("carrying", CARRYING, [{"place": place} for place in carrying]),
        )
    )


def _fine(records: Records) -> tuple[Column, ...]:
    """Give the columns of relations, with as many decimals of their strength as small ones need and numbers hold."""
    found = [edge["strength"] for edge in records.edges if edge["strength"]]
    if not found or min(found) >= LEAST:
        return EDGES
    least, most = (math.floor(math.log10(value)) for value in (min(found), max(found)))
    decimals = min(2 - least, EXACT - max(most, 0) - 1)
    return tuple(Column(each.name, each.form, decimals) if each.name == "strength" else each for each in EDGES)


def _node(node: Mapping[str, Any]) -> dict[str, Any]:
    """Leave out what the page knows: a short name that is the label, the address of a link that is its text."""
    short = "" if node["short"] == node["label"] else node["short"]
    return {**node, "short": short, "links": [link["text"] for link in node["links"]]}


def _edge(edge: Mapping[str, Any]) -> dict[str, Any]:
    ends = {"from": int(edge["from"][1:]), "to": int(edge["to"][1:])}
    found: dict[str, Any] = dict(zip(OWN, _own(edge), strict=True))
    found.update(ends, parties=edge.get("parties", 0), tied=_tied(edge), by=_by(edge))
    return found
