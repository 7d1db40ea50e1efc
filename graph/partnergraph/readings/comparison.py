"""Comparisons: two bodies, two days or two networks side by side - what both have, what one has alone, what changed.

Two bodies are compared by their partners, and so is one body on two days or in two networks; without a body all pairs
are. A partner or pair weighs what ``partnergraph.networks.strength`` gives it on the day: what is not in force weighs
nothing.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TypeAlias

import numpy as np

from partnergraph.analysis.adjacency import Ties
from partnergraph.errors import ChoiceError
from partnergraph.networks import acquaintance, strength, weight
from partnergraph.profiles.scene import Scene
from partnergraph.storage.queryable import Queryable
from partnergraph.ties import selection
from partnergraph.values.term import is_iri

Things: TypeAlias = tuple[str, ...]
"""What is compared, by IRI: a partner, or the two of a pair."""

LABELS = ("this network", "the other")
"""How two networks are called."""

_SAME, _UNIT = 1e-6, 1e-3  # weights nearer than that have not changed, and the same as a share of small ones


@dataclass(frozen=True, slots=True)
class Weight:
    """How many ties there are, how much they count, and the place by that, from 1."""

    ties: int
    strength: float
    rank: int


@dataclass(frozen=True, slots=True)
class Row:
    """One partner or pair: its names, what it weighs on either side (None where it is not there), and the change."""

    iris: Things
    names: tuple[str, ...]
    state: str  # "both", "first" or "second": where it is
    first: Weight | None
    second: Weight | None
    change: float


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two sides and all that is on either, the greatest change first.

    ``overtime`` says that the second side comes after the first, so that what it has alone was gained. ``alike`` is
    the share of what is on both sides (Jaccard's index), 1 where both have nothing. ``tied`` is how strongly two
    compared bodies are tied to each other, and ``bodies`` are those that are compared: two, one or none, by IRI.
    """

    first: str
    second: str
    of: str  # whose partners they are; empty for two bodies, and for all pairs
    overtime: bool
    both: int
    only_first: int
    only_second: int
    alike: float
    tied: float
    rows: tuple[Row, ...]
    bodies: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Side:
    """What one side weighs, by what is compared: ties and strength."""

    label: str
    weights: Mapping[Things, tuple[int, float]]


class Network:
    """The pairs of a store on a day, to be compared.

    >>> from partnergraph.storage.store import Store
    >>> Network(Store(), dt.date(2020, 1, 1)).pairs()
    {}
    """

    def __init__(self, store: Queryable, day: dt.date, *, lapsed: bool = False) -> None:
        incidences, found = acquaintance.whole(store), acquaintance.pairs(store)
        moments, lives = selection.moments(incidences), acquaintance.lifetimes(store)
        weighed = strength.of(found, day, moments=moments, lives=lives, lapsed=lapsed)
        self._parties, self._one, self._other, self._weight = found.parties, found.one, found.other, weighed.pair
        counted = np.add.reduceat(weighed.tie > 0, found.offset[:-1]) if len(found) else weighed.pair
        tied = np.flatnonzero(weighed.pair > 0)
        ends = [[found.parties[number] for number in side[tied].tolist()] for side in (found.one, found.other)]
        values = zip(
            counted[tied].astype(int).tolist(), weight.all_rounded(weighed.pair[tied], 6).tolist(), strict=True
        )
        self._pairs = dict(zip(zip(*ends, strict=True), values, strict=True))

    def ties(self) -> tuple[tuple[str, ...], Ties]:
        """Give the bodies that are tied, sorted, and their pairs with their strengths, to be measured.

        >>> from partnergraph.storage.store import Store
        >>> Network(Store(), dt.date(2020, 1, 1)).ties()[0]
        ()
        """
        kept = self._weight > 0
        one, other = self._one[kept], self._other[kept]
        tied = np.unique(np.concatenate([one, other]))
        bodies = tuple(self._parties[number] for number in tied.tolist())
        return bodies, Ties(len(tied), np.searchsorted(tied, one), np.searchsorted(tied, other), self._weight[kept])

    def pairs(self) -> dict[Things, tuple[int, float]]:
        """Give all pairs, each with its number of ties and its strength."""
        return dict(self._pairs)

    def partners(self, iri: str) -> dict[Things, tuple[int, float]]:
        """Give the partners of a body in the same way.

        >>> from partnergraph.storage.store import Store
        >>> Network(Store(), dt.date(2020, 1, 1)).partners("urn:a")
        {}
        """
        return {tuple(end for end in pair if end != iri): each for pair, each in self._pairs.items() if iri in pair}


def bodies(store: Queryable, both: tuple[str, str], day: dt.date, *, lapsed: bool = False) -> Comparison:
    """Give two bodies side by side; ``ChoiceError`` where they are one.

    >>> from partnergraph.storage.store import Store
    >>> bodies(Store(), ("urn:a", "urn:b"), dt.date(2020, 1, 1)).alike
    1.0
    """
    (one, other), scene = both, Scene(store)
    if one == other:
        raise ChoiceError(f"{scene.name(one)} is the same as itself; name two bodies")
    network = Network(store, day, lapsed=lapsed)
    first, second = network.partners(one), network.partners(other)
    _, tied = first.pop((other,), (0, 0.0))
    second.pop((one,), None)
    found = _compared(Side(scene.short(one), first), Side(scene.short(other), second), scene)
    return replace(found, tied=tied, bodies=both)


def days(store: Queryable, both: tuple[dt.date, dt.date], body: str = "", *, lapsed: bool = False) -> Comparison:
    """Give a network, or the partners of one of its bodies, on two days; ``ChoiceError`` where the second is no later.

    >>> from partnergraph.storage.store import Store
    >>> days(Store(), (dt.date(2020, 1, 1), dt.date(2021, 1, 1))).overtime
    True
    """
    first, second = both
    if second <= first:
        raise ChoiceError(f"{second} is not after {first}; give the earlier day first")
    then, now = (Side(str(day), _seen(Network(store, day, lapsed=lapsed), body)) for day in (first, second))
    scene = Scene(store)
    whose = scene.name(body) if body else ""
    return replace(_compared(then, now, scene), of=whose, overtime=True, bodies=(body,) if body else ())


def networks(stores: tuple[Queryable, Queryable], day: dt.date, body: str = "", *, lapsed: bool = False) -> Comparison:
    """Give two networks, or the partners of one body in both, side by side; things are the same by their IRI.

    >>> from partnergraph.storage.store import Store
    >>> networks((Store(), Store()), dt.date(2020, 1, 1)).rows
    ()
    """
    first, second = (
        Side(label, _seen(Network(store, day, lapsed=lapsed), body))
        for label, store in zip(LABELS, stores, strict=True)
    )
    scenes = Scene(stores[1]), Scene(stores[0])
    whose = _name(scenes, body) if body else ""
    return replace(_compared(first, second, *scenes), of=whose, overtime=True, bodies=(body,) if body else ())


def _seen(network: Network, body: str) -> Mapping[Things, tuple[int, float]]:
    return network.partners(body) if body else network.pairs()


def _compared(first: Side, second: Side, *scenes: Scene) -> Comparison:
    sides = [_ranked(side.weights) for side in (first, second)]
    every = sides[0].keys() | sides[1].keys()
    for scene in scenes:
        scene.look(filter(is_iri, {iri for each in every for iri in each}))
    rows = [_row(each, sides[0].get(each), sides[1].get(each), scenes) for each in every]
    rows.sort(key=lambda row: (-abs(row.change), tuple(name.casefold() for name in row.names), row.iris))
    both = len(sides[0].keys() & sides[1].keys())
    return Comparison(
        first=first.label,
        second=second.label,
        of="",
        overtime=False,
        both=both,
        only_first=len(sides[0]) - both,
        only_second=len(sides[1]) - both,
        alike=round(both / len(every), 6) if every else 1.0,
        tied=0.0,
        rows=tuple(rows),
    )


def _row(iris: Things, first: Weight | None, second: Weight | None, scenes: tuple[Scene, ...]) -> Row:
    state = "both" if first and second else "first" if first else "second"
    change = (second.strength if second else 0.0) - (first.strength if first else 0.0)
    same = min(_SAME, _UNIT * max(each.strength for each in (first, second) if each))
    names = tuple(_name(scenes, iri) for iri in iris)
    return Row(iris, names, state, first, second, weight.rounded(change, 6) if abs(change) > same else 0.0)


def _ranked(weights: Mapping[Things, tuple[int, float]]) -> dict[Things, Weight]:
    """Give the weights with their places; what is equally strong has the same place."""
    places: dict[float, int] = {}
    for place, value in enumerate(sorted((value for _, value in weights.values()), reverse=True), 1):
        places.setdefault(value, place)
    return {each: Weight(ties, value, places[value]) for each, (ties, value) in weights.items()}


def _name(scenes: tuple[Scene, ...], iri: str) -> str:
    """Give the name of a thing in the first network that knows it."""
    return next((scene.name(iri) for scene in scenes if scene.knows(iri)), scenes[0].name(iri))
