"""Joint pictures: a comparison as one network to be drawn - what both sides have, what was lost or gained, or is apart.

Each state is a kind of relation, with a colour and a dash of its own and a line in the legend, which filters. A line
tells its strength and its place on either side.
"""

from collections import ChainMap
from dataclasses import replace
from typing import TYPE_CHECKING

from partnergraph.networks import network
from partnergraph.readings import contrast
from partnergraph.readings.comparison import Comparison, Row, Weight
from partnergraph.ties.incidence import ROW, Incidence, Tie

if TYPE_CHECKING:
    import networkx as nx

    from partnergraph.profiles.profile import Profiles

_STATE = "urn:partnergraph:state:"
_KINDS = {state: f"{_STATE}{number}" for number, state in enumerate(("both", "first", "second"))}


def drawn(found: Comparison, *profiles: "Profiles") -> "nx.MultiGraph[str]":
    """Give the network of a comparison; ``profiles`` are those of the networks that are compared, the later first.

    Two bodies are drawn with the partners of both, one body with those of either side, else all pairs.

    >>> row = Row(("urn:c",), ("C",), "first", Weight(1, 2.0, 1), None, -2.0)
    >>> graph = drawn(Comparison("A", "B", "", False, 0, 1, 0, 0.0, 0.0, (row,), ("urn:a", "urn:b")), {})
    >>> [(*sorted((one, other)), data["kind_label"]) for one, other, data in graph.edges(data=True)]
    [('urn:a', 'urn:c', 'only A')]
    """
    told = contrast.told(found)
    ties: list[Tie] = []
    for number, (one, other, kind, weight, role) in enumerate(_lines(found)):
        tie = Tie(one, f"{ROW}{number:09}", kind, "", "", role, "", weight)
        ties += sorted((tie, replace(tie, party=other)))
    graph = network.build([Incidence("comparison", True, tuple(ties))], ChainMap(*map(dict, profiles)))
    graph.graph.update(title=f"{told.title}: {told.subtitle}" if told.subtitle else told.title)
    graph.graph.update(description=" ".join(told.paragraphs))
    roles = {(tie.kind, tie.via): tie.role for tie in ties}
    for *_, data in graph.edges(data=True):
        data["kind_label"] = _word(found, data["kind"])
        data["role"] = roles[data["kind"], data["via_label"]]
        data["via_label"] = ""
    return graph


def _lines(found: Comparison) -> "list[tuple[str, str, str, float, str]]":
    """Give each line: its ends, its kind, its strength and what it tells."""
    lines: list[tuple[str, str, str, float, str]] = []
    for row in found.rows:
        kind, last = _KINDS[row.state], row.iris[-1]
        if len(found.bodies) == 2:
            sides = zip(found.bodies, (row.first, row.second), strict=True)
            lines += [(body, last, kind, side.strength, _told(side)) for body, side in sides if side]
        else:
            first = found.bodies[0] if found.bodies else row.iris[0]
            lines.append((first, last, kind, _strength(row), " – ".join(map(_told, _sides(row)))))
    if found.tied:
        one, other = found.bodies
        lines.append((one, other, _KINDS["both"], found.tied, f"strength {found.tied:.3g}"))
    return lines


def _sides(row: Row) -> list[Weight]:
    return [side for side in (row.first, row.second) if side]


def _strength(row: Row) -> float:
    return _sides(row)[-1].strength


def _told(side: Weight) -> str:
    return f"strength {side.strength:.3g}, place {side.rank:,}"


def _word(found: Comparison, kind: str) -> str:
    state = next(state for state, each in _KINDS.items() if each == kind)
    if state == "both":
        return "in both"
    if found.overtime:
        return "lost" if state == "first" else "gained"
    return f"only {found.first if state == 'first' else found.second}"
