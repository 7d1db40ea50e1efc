"""Contacts: by what a body comes to a partner or to a topic that it shares with another - how many ties, and which.

The strongest ties come first (``partnergraph.networks.strength``), and a few of them are told; the others are counted.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from partnergraph.networks.projection import Projection
from partnergraph.networks.strength import Strengths
from partnergraph.ontology import shipped
from partnergraph.profiles.scene import Scene
from partnergraph.ties import placeholder

TOLD = 2
"""Ties of a contact that are told."""


@dataclass(frozen=True, slots=True)
class Link:
    """One tie, or for a topic what concerns it: its name, what it is, and since and until when, as known.

    What nothing carries (an edge of a file, a unit in its body) has neither ``via`` nor ``name``. ``kind`` is the label
    of the class of what ties, else of the kind of tie; ``lasting`` says that it goes on where no end is known.
    """

    via: str
    name: str
    kind: str
    start: str
    end: str
    lasting: bool


@dataclass(frozen=True, slots=True)
class Contact:
    """How many ties there are, whether all of them have ended, and the strongest of them."""

    count: int
    lapsed: bool
    links: tuple[Link, ...]


class Contacts:
    """The ties of the pairs of a projection as they are told; ``moments`` are the kinds of ties that do not last."""

    def __init__(self, found: Projection, strengths: Strengths, scene: Scene, moments: Collection[str]) -> None:
        self._found, self._strengths, self._scene, self._moments = found, strengths, scene, moments

    def rows(self, pair: int) -> list[int]:
        """Give the rows of what ties a pair, or did, the strongest first; ``Projection.left`` says of what."""
        first, last = self._found.offset[pair : pair + 2].tolist()
        counts = self._strengths.tie[first:last].tolist()
        told = [row for row, counted in zip(range(first, last), counts, strict=True) if counted > 0]
        return sorted(told, key=lambda row: (-counts[row - first], self.via(row)))

    def via(self, row: int) -> str:
        """Give the node that ties by a row."""
        return self._found.by(row)[0]

    def of(self, rows: Sequence[int]) -> Contact:
        """Give the contact that the rows of a pair make."""
        lapsed = all(bool(self._strengths.lapsed[row]) for row in rows)
        return Contact(len(rows), lapsed, tuple(map(self._link, rows[:TOLD])))

    def concern(self, nodes: Sequence[str], body: str) -> Contact:
        """Give the contact of a body with a topic by nodes; that it says so of itself is told without a name."""
        return Contact(len(nodes), lapsed=False, links=tuple(self._about(node, body) for node in nodes[:TOLD]))

    def _link(self, row: int) -> Link:
        found = self._found
        told, kind = found.by(row)
        via = placeholder.node(told)
        ends = {found.parties[found.ties.party[side[row]]] for side in (found.left, found.right)}
        lasting = kind not in self._moments and not self._strengths.lapsed[row]
        carried = via if via not in ends else ""
        words = (carried and self._scene.classed(carried)) or shipped().label(kind)
        name = self._scene.name(carried) if carried else ""
        return Link(carried, name, words, *found.dates(row), lasting=bool(lasting))

    def _about(self, node: str, body: str) -> Link:
        via = placeholder.node(node)
        if via in {"", body}:
            return Link("", "", "", "", "", lasting=True)
        known = self._scene.profile(via)
        return Link(via, known.label, self._scene.classed(via), known.start, known.end, lasting=True)
