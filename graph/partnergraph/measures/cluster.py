"""Groupings: which bodies belong together by their ties, how sure that is, and what each group shares.

Groups are those of the Leiden algorithm on Newman's weights. It is run with several seeds: of the divisions found, that
of the highest modularity is given, and how much they are alike two by two (the mean of the adjusted Rand indices) says
how stable it is. The same network gives the same groups, whatever the order of its ties.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from partnergraph.analysis import community, partition
from partnergraph.analysis.adjacency import SEED, Ties
from partnergraph.analysis.community import Labels
from partnergraph.errors import ChoiceError
from partnergraph.measures import trait
from partnergraph.measures.trait import Common, Traits
from partnergraph.measures.wish import MOST_RUNS, RUNS
from partnergraph.networks import acquaintance, projection, weight
from partnergraph.networks.projection import Projection
from partnergraph.profiles.scene import Scene
from partnergraph.storage.queryable import Queryable
from partnergraph.ties.incidence import Incidence
from partnergraph.values import count

Real: TypeAlias = NDArray[np.float64]

MOST_RESOLUTION = 1_000.0
_GIVEN = ("country", "type")
_NAMED = 2  # bodies that a group is named after


@dataclass(frozen=True, slots=True)
class Member:
    """A body of a group: how strongly it is tied in all, and which share of that lies within the group."""

    iri: str
    name: str
    short: str
    strength: float
    inside: float


@dataclass(frozen=True, slots=True)
class Group:
    """Bodies that are tied more to one another than to others, the most strongly tied first, and what they share."""

    name: str
    members: tuple[Member, ...]
    inside: float  # share of the ties of its members that lies within
    common: tuple[Common, ...]


@dataclass(frozen=True, slots=True)
class Likeness:
    """How much groups are like those of a trait: the adjusted Rand index over the bodies of which that is known."""

    trait: str
    bodies: int
    index: float


@dataclass(frozen=True, slots=True)
class Grouping:
    """The groups at one resolution, the largest first.

    ``stability`` is the mean adjusted Rand index of the divisions of ``runs`` seeds, two by two. ``alone`` is how many
    bodies are tied to no other; they are in no group.
    """

    resolution: float
    groups: tuple[Group, ...]
    modularity: float
    stability: float
    runs: int
    alone: int
    likeness: tuple[Likeness, ...]


@dataclass(frozen=True, slots=True)
class _Seen:
    """What is read once for all resolutions."""

    scene: Scene
    ties: Ties
    bodies: Sequence[str]
    traits: Mapping[str, Traits]
    alone: int


def check(resolutions: Iterable[float], runs: int) -> None:
    """Raise ``ChoiceError`` for a resolution or a number of runs that is out of range.

    >>> check([0.5, 1.0], 10)
    """
    for each in resolutions:
        if not (math.isfinite(each) and 0 < each <= MOST_RESOLUTION):
            raise ChoiceError(f"a resolution must be a number above 0, up to {MOST_RESOLUTION:,g}, and not {each}")
    count.within("runs", runs, 2, MOST_RUNS)


def read(
    store: Queryable,
    incidences: Sequence[Incidence],
    resolutions: Sequence[float],
    runs: int,
    pairs: Projection | None = None,
) -> list[Grouping]:
    """Give the groups of some incidences of a store, at each resolution; ``pairs`` are theirs where they are known.

    >>> from partnergraph.storage.store import Store
    >>> read(Store(), [], [1.0], 2)[0].groups
    ()
    """
    scene, found = Scene(store), projection.of(incidences) if pairs is None else pairs
    bodies, ties = _tied(found)
    traits = trait.read(scene, incidences, acquaintance.scopes(store))
    seen = _Seen(scene, ties, bodies, traits, len(found.parties) - len(bodies))
    return [_grouping(seen, each, runs) for each in resolutions]


def communities(pairs: Projection, resolution: float = 1.0, runs: int = RUNS) -> Mapping[str, int]:
    """Give each body that is tied to another the number of its group from 0 on, as ``read`` finds and orders them.

    >>> from partnergraph.ties.incidence import Tie
    >>> ties = (Tie(party, f"urn:{pair}", "", "", "", "", "") for pair in ("ab", "bc", "ca", "xy") for party in pair)
    >>> dict(communities(projection.of([Incidence("x", False, tuple(ties))])))
    {'a': 0, 'b': 0, 'c': 0, 'x': 1, 'y': 1}
    """
    bodies, ties = _tied(pairs)
    labels, *_ = divided(ties, resolution, runs)
    return dict(zip(bodies, labels.tolist(), strict=True))


def _tied(pairs: Projection) -> tuple[Sequence[str], Ties]:
    """Give who is tied to another, and how."""
    tied = np.unique(np.concatenate([pairs.one, pairs.other]))
    places = np.searchsorted(tied, pairs.one), np.searchsorted(tied, pairs.other)
    return [pairs.parties[number] for number in tied.tolist()], Ties(len(tied), *places, pairs.newman)


def divided(ties: Ties, resolution: float = 1.0, runs: int = RUNS) -> tuple[Labels, float, float]:
    """Give the best division of a network of several runs, its modularity, and how alike the runs are.

    >>> labels, modularity, stability = divided(Ties(4, np.array([0, 2]), np.array([1, 3]), np.ones(2)))
    >>> labels.tolist(), modularity, stability
    ([0, 0, 1, 1], 0.5, 1.0)
    """
    seeds = range(SEED, SEED + runs)
    every = [community.leiden(ties, resolution=resolution, seed=seed) for seed in seeds]
    quality = [partition.modularity(ties, labels, resolution=resolution) for labels in every]
    best = max(range(runs), key=lambda run: (round(quality[run], 12), -run))
    alike = [partition.likeness(one, other) for one, other in combinations(every, 2)]
    return every[best], quality[best], sum(alike) / len(alike)


def _grouping(seen: _Seen, resolution: float, runs: int) -> Grouping:
    scene, ties, bodies, traits = seen.scene, seen.ties, seen.bodies, seen.traits
    labels, modularity, stability = divided(ties, resolution, runs)
    inside = labels[ties.one] == labels[ties.other]
    strong, within = _strengths(ties, ties.weight), _strengths(ties, ties.weight * inside)
    groups, overall = [], trait.spread(bodies, traits)
    for number in range(int(labels.max(initial=-1)) + 1):
        held = np.flatnonzero(labels == number)
        members = [_member(scene, bodies[each], float(strong[each]), float(within[each])) for each in held.tolist()]
        share = float(within[held].sum() / strong[held].sum()) if strong[held].sum() else 0.0
        shared = trait.common([bodies[each] for each in held.tolist()], overall, traits)
        ordered = tuple(sorted(members, key=lambda each: (-each.strength, each.name.casefold(), each.iri)))
        groups.append(Group(_name(ordered, shared), ordered, round(share, 6), shared))
    alike = tuple(found for name in _GIVEN if (found := _likeness(name, labels, bodies, traits[name])))
    return Grouping(resolution, tuple(groups), round(modularity, 6), round(stability, 6), runs, seen.alone, alike)


def _strengths(ties: Ties, weight: Real) -> Real:
    ends = np.concatenate([ties.one, ties.other])
    return np.bincount(ends, np.concatenate([weight, weight]), minlength=ties.count).astype(np.float64)


def _member(scene: Scene, iri: str, strong: float, within: float) -> Member:
    inside = within / strong if strong else 0.0
    return Member(iri, scene.name(iri), scene.short(iri), weight.rounded(strong, 6), round(inside, 6))


def _name(members: Sequence[Member], shared: Sequence[Common]) -> str:
    """Name a group by what its members share, and by those that are tied most."""
    around = " and ".join(each.short for each in members[:_NAMED])
    told = ", ".join(each.name for each in shared[:_NAMED])
    return f"{told} (around {around})" if told else f"around {around}"


def _likeness(name: str, labels: Labels, bodies: Sequence[str], held: Traits) -> Likeness | None:
    """Give how like groups are to those of a trait; None where all of which it is known have the same, or none has."""
    known = [number for number, body in enumerate(bodies) if held.get(body)]
    words = [min(held[bodies[number]]) for number in known]
    place = {word: number for number, word in enumerate(sorted(set(words)))}
    if len(place) <= 1:
        return None
    given = np.array([place[word] for word in words], dtype=np.int64)
    return Likeness(name, len(known), round(partition.likeness(labels[known], given), 6))
