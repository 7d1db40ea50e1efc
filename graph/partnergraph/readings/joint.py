"""Joint pictures: a comparison as one network to be drawn - what both sides have, what was lost or gained, or is apart.

Each state is a kind of relation, with a colour and a dash of its own and a line in the legend, which filters. A line
tells its strength and its place on either side.
"""

from collections import ChainMap
from dataclasses import replace
from typing import TYPE_CHECKING

from partnergraph.networks import network
from partnergraph.readings.comparison import Comparison, Row, Weight
from partnergraph.ties import placeholder
from partnergraph.ties.incidence import Incidence, Tie
from partnergraph.view import words
from partnergraph.view.words import Words

if TYPE_CHECKING:
    import networkx as nx

    from partnergraph.profiles.profile import Profiles

_STATE = "urn:partnergraph:state:"
_KINDS = {state: f"{_STATE}{number}" for number, state in enumerate(("both", "first", "second", "each"))}


def drawn(found: Comparison, *profiles: "Profiles", lang: str = "en") -> "nx.MultiGraph[str]":
    """Give the network of a comparison; ``profiles`` are those of the networks that are compared, the later first.

    Two bodies are drawn with the partners of both, one body with those of either side, else all pairs. ``lang`` is the
    language of what is told (de, en, fr), that of the page.

    >>> row = Row(("urn:c",), ("C",), "first", Weight(1, 2.0, 1), None, -2.0)
    >>> found = Comparison("A", "B", "", False, 0, 1, 0, 0.0, 0.0, (row,), ("urn:a", "urn:b"))
    >>> [(*sorted((one, other)), data["kind_label"]) for one, other, data in drawn(found, {}).edges(data=True)]
    [('urn:a', 'urn:c', 'only A')]
    >>> drawn(found, {}, lang="de").graph["title"]
    'A und B'
    """
    spoken = words.of(lang)
    ties: list[Tie] = []
    for number, (one, other, kind, weight, role) in enumerate(_lines(found, spoken)):
        tie = Tie(one, placeholder.of(number), kind, "", "", role, "", weight)
        ties += sorted((tie, replace(tie, party=other)))
    graph = network.build([Incidence("comparison", True, tuple(ties))], ChainMap(*map(dict, profiles)))
    graph.graph.update(title=_title(found, spoken), description=_description(found, spoken))
    roles = {(tie.kind, tie.via): tie.role for tie in ties}
    for *_, data in graph.edges(data=True):
        data["kind_label"] = _word(found, data["kind"], spoken)
        data["role"] = roles[data["kind"], data["via_label"]]
        data["via_label"] = ""
    return graph


def _lines(found: Comparison, spoken: Words) -> "list[tuple[str, str, str, float, str]]":
    """Give each line: its ends, its kind, its strength and what it tells."""
    lines: list[tuple[str, str, str, float, str]] = []
    for row in found.rows:
        kind, last = _KINDS[row.state], row.iris[-1]
        if len(found.bodies) == 2:
            sides = zip(found.bodies, (row.first, row.second), strict=True)
            lines += [(body, last, kind, side.strength, _told(side, spoken)) for body, side in sides if side]
        else:
            first = found.bodies[0] if found.bodies else row.iris[0]
            sides_told = " – ".join(_told(side, spoken) for side in _sides(row))
            lines.append((first, last, kind, _sides(row)[-1].strength, sides_told))
    if found.tied:
        one, other = found.bodies
        lines.append((one, other, _KINDS["each"], found.tied, spoken.say("strength", strength=_rounded(found.tied))))
    return lines


def _sides(row: Row) -> list[Weight]:
    return [side for side in (row.first, row.second) if side]


def _told(side: Weight, spoken: Words) -> str:
    return spoken.say("compareSide", strength=_rounded(side.strength), place=side.rank)


def _title(found: Comparison, spoken: Words) -> str:
    first, second = _names(found, spoken)
    pair = spoken.say("and", first=first, second=second)
    return spoken.say("comparePartners", pair=pair, name=found.of) if found.of else pair


def _description(found: Comparison, spoken: Words) -> str:
    """Say how much is on both sides and on one."""
    one, other = _names(found, spoken)
    counts = {"n": found.both, "first": found.only_first, "second": found.only_second}
    key = "compareApart" if not found.overtime else "compareTime" if found.bodies else "comparePairs"
    told = spoken.say(key, **counts, one=one, other=other, share=round(100 * found.alike))
    return f"{told} {spoken.say('compareTied', strength=_rounded(found.tied))}" if found.tied else told


def _word(found: Comparison, kind: str, spoken: Words) -> str:
    """Say what a state is called."""
    state = next(state for state, each in _KINDS.items() if each == kind)
    if state in {"both", "each"}:
        return spoken.say("compareBoth" if state == "both" else "compareEach")
    if found.overtime:
        return spoken.say("compareLost" if state == "first" else "compareGained")
    return spoken.say("compareOnly", name=found.first if state == "first" else found.second)


def _names(found: Comparison, spoken: Words) -> tuple[str, str]:
    """Say what the two sides are called: bodies by their names, days as the language writes them."""
    first, second = (spoken.date(spoken.term(name)) for name in (found.first, found.second))
    return first, second


def _rounded(strength: float) -> float:
    return float(f"{strength:.3g}")
