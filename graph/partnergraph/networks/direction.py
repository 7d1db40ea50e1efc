"""Directions: with which end a tie is said first - a unit is part of its parent, a member is member of a society.

It comes from the roles of the parties of what ties them, and of a pair from all that ties it. What ties equals (the
parties of an agreement) has none.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, TypeAlias

from partnergraph.ties.incidence import Incidence, Tie
from partnergraph.vocab import PG

if TYPE_CHECKING:
    from partnergraph.networks.projection import Pair

PARENT = PG + "role-parent"
TIES_FIRST = frozenset({PG + "tie-renewal", PG + "tie-unit"})
"""The kinds of which what ties is itself what renews or is a part."""

_MEMBERSHIP = PG + "tie-membership"
_OBJECTS = frozenset({PARENT, PG + "role-predecessor"})  # roles of what a sentence ends in

Subjects: TypeAlias = Mapping[tuple[str, str], frozenset[str]]
"""The parties with which ties are said first, by what ties and the kind."""


def first(ties: Sequence[Tie]) -> str:
    """Give the party that the sentence of a line begins with: the one with a role, where the other is its object.

    >>> first([Tie("urn:mu", "urn:m", "", "", "", "urn:member", ""), Tie("urn:alpha", "urn:m", "", "", "", "", "")])
    'urn:mu'
    """
    subjects = {tie.party for tie in ties if _leads(tie)}
    return subjects.pop() if len(subjects) == 1 else ""


def subjects(incidences: Iterable[Incidence]) -> Subjects:
    """Give with which parties ties are said first, of all that is drawn as a line.

    >>> told = Tie("urn:mu", "urn:m", "urn:kind", "", "", "urn:member", "")
    >>> dict(subjects([Incidence("x", True, (told,))]))
    {('urn:m', 'urn:kind'): frozenset({'urn:mu'})}
    """
    found: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for incidence in incidences:
        for tie in incidence.ties if incidence.as_edge else ():
            if _leads(tie):
                found[tie.via, tie.kind].add(tie.party)
    return {knot: frozenset(parties) for knot, parties in found.items()}


def told(pair: "Pair", leading: Subjects) -> "Pair":
    """Give a pair with its subject: none where what ties it tells none, or one and the other.

    >>> from partnergraph.networks.projection import Pair
    >>> pair = Pair("urn:alpha", "urn:mu", 1.0, 1.0, "", "", ("urn:kind",), ("urn:m",))
    >>> told(pair, {("urn:m", "urn:kind"): frozenset({"urn:mu"})}).subject
    'urn:mu'
    """
    if not leading:
        return pair
    ends = {pair.one, pair.other}
    named = (leading.get((via, kind), frozenset()) & ends for via in pair.via for kind in pair.kinds)
    found = {end for parties in named if len(parties) == 1 for end in parties}
    return replace(pair, subject=found.pop()) if len(found) == 1 else pair


def _leads(tie: Tie) -> bool:
    """Say whether a party stands first; the member of a membership does so in any role."""
    return bool(tie.role) and (tie.kind == _MEMBERSHIP or tie.role not in _OBJECTS)
