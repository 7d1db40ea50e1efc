"""The mesh: all ties of a graph, found by what they tie and by what ties them.

It is the network without drawing: the same ties, from the same queries, without the time that networkx takes to load.
"""

from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

from partnergraph.ties.incidence import Incidence, Tie


@dataclass(frozen=True, slots=True)
class Knot:
    """What one node ties together in one network; ``line`` says that it is drawn as the line between two parties.

    >>> tie = Tie("urn:esr", "urn:mou", "urn:agreement", "2017-09", "", "signatory", "urn:mou")
    >>> Knot("urn:mou", "urn:agreement", False, (tie,)).parties
    ('urn:esr',)
    """

    via: str
    kind: str
    line: bool
    ties: tuple[Tie, ...]

    @property
    def parties(self) -> tuple[str, ...]:
        """What is tied, sorted, without the node that ties."""
        return tuple(sorted({tie.party for tie in self.ties} - {self.via}))

    @property
    def ends(self) -> frozenset[str]:
        """All that the knot holds together: the parties, and the node that ties unless it is drawn as a line."""
        return frozenset({tie.party for tie in self.ties} | (set() if self.line else {self.via}))

    @property
    def lines(self) -> int:
        """How many lines a picture draws for it."""
        return 1 if self.line else sum(tie.party != self.via for tie in self.ties)

    def of(self, party: str) -> tuple[Tie, ...]:
        """Give the ties of one party."""
        return tuple(tie for tie in self.ties if tie.party == party)


class Mesh:
    """The knots of some incidences, in the order of the incidences and of what ties.

    >>> ties = tuple(Tie(party, "urn:mou", "urn:kind", "", "", "", "urn:mou") for party in ("urn:a", "urn:b"))
    >>> [knot.parties for knot in Mesh([Incidence("x", False, ties)]).at("urn:a")]
    [('urn:a', 'urn:b')]
    """

    def __init__(self, incidences: Iterable[Incidence]) -> None:
        self.knots = tuple(knot for each in incidences for knot in _knots(each))
        self._at: Mapping[str, list[Knot]] = defaultdict(list)
        for knot in self.knots:
            for thing in sorted({*knot.parties, knot.via}):
                self._at[thing].append(knot)

    def at(self, thing: str) -> tuple[Knot, ...]:
        """Give the knots that tie a thing, or that it ties itself."""
        return tuple(self._at.get(thing, ()))

    def degree(self, thing: str) -> int:
        """Give the number of lines that a picture draws at a thing."""
        return sum(_lines_at(knot, thing) for knot in self.at(thing))

    def chain(self, one: str, other: str) -> tuple[tuple[str, Knot], ...]:
        """Give a shortest way from one thing to another: each thing reached, and the knot by which; empty if none.

        Of several shortest ways the first in the order of knots and names is given.
        """
        reached: dict[str, tuple[str, Knot] | None] = {one: None}
        waiting = deque([one])
        while waiting and other not in reached:
            here = waiting.popleft()
            for knot in self.at(here):
                for there in _steps(knot, here):
                    if there not in reached:
                        reached[there] = (here, knot)
                        waiting.append(there)
        return tuple(reversed(list(_back(reached, other)))) if other in reached else ()


def _knots(incidence: Incidence) -> Iterator[Knot]:
    for via, group in groupby(incidence.ties, key=lambda tie: tie.via):
        ties = tuple(group)
        yield Knot(via, ties[0].kind, incidence.as_edge and len({tie.party for tie in ties}) == 2, ties)


def _lines_at(knot: Knot, thing: str) -> int:
    if knot.line:
        return int(thing in knot.ends)
    return knot.lines if thing == knot.via else len(knot.of(thing))


def _steps(knot: Knot, here: str) -> list[str]:
    """Give what one line leads to: along a knot that is a line to its other end, else to or from the node that ties."""
    if knot.line:
        return sorted(knot.ends - {here}) if here in knot.ends else []
    return list(knot.parties) if here == knot.via else [knot.via]


def _back(reached: Mapping[str, tuple[str, Knot] | None], thing: str) -> Iterator[tuple[str, Knot]]:
    step = reached[thing]
    while step is not None:
        before, knot = step
        yield thing, knot
        thing, step = before, reached[before]
