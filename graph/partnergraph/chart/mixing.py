"""The mixing of a network: how much ties the bodies of each two groups, and those of one - by country, type, community.

The mixing matrix and the assortativity coefficient are those of M. E. J. Newman, "Mixing patterns in networks",
Physical Review E 67, 026126, 2003, doi:10.1103/PhysRevE.67.026126, with weights for counts: 1 where all ties stay
within groups, 0 where they fall as by chance.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from partnergraph import view
from partnergraph.drawing import layout
from partnergraph.errors import ChoiceError
from partnergraph.networks import bond, grouping
from partnergraph.networks.bond import Bond
from partnergraph.networks.weight import rounded
from partnergraph.networks.wish import By
from partnergraph.values.table import Table
from partnergraph.view.record import short
from partnergraph.writing import sheet

if TYPE_CHECKING:
    import networkx as nx

_NAMED = 2  # bodies that a community is named after
_UNKNOWN = frozenset({"", -1})


@dataclass(frozen=True, slots=True)
class Group:
    """A group: its name, "" for those of which it is not known, how many bodies it has, and the weight of their ties.

    A tie within the group counts once. ``stands_for`` is how many groups are put together in it.
    """

    name: str
    bodies: int
    weight: float
    stands_for: int = 1


@dataclass(frozen=True, slots=True)
class Mixing:
    """The groups, most tied first and the unknown last, and the weight of the ties of each two by their places.

    Communities stand by their number. The lower place comes first in ``cells``, and what is not tied is not there.
    """

    by: By
    groups: tuple[Group, ...]
    cells: Mapping[tuple[int, int], float]

    @property
    def known(self) -> Mapping[tuple[int, int], float]:
        """The cells of the ties of which the groups of both ends are known."""
        return {pair: each for pair, each in self.cells.items() if all(self.groups[place].name for place in pair)}

    @property
    def within(self) -> float | None:
        """The share of the ties with two known ends, by weight, that lies within groups; None where there are none."""
        known = self.known
        whole = sum(known.values())
        return sum(weight for (one, other), weight in known.items() if one == other) / whole if whole else None

    @property
    def unknown(self) -> float:
        """The share of all ties, by weight, that have an end whose group is not known."""
        whole = sum(self.cells.values())
        return 1 - sum(self.known.values()) / whole if len(self.known) < len(self.cells) and whole else 0.0

    @property
    def assortativity(self) -> float | None:
        """The coefficient over the ties with two known ends; None where there are not two groups with ties."""
        known = self.known
        whole, ends = sum(known.values()), defaultdict[int, float](float)
        for pair, weight in known.items():
            for place in pair:
                ends[place] += weight
        chance = sum((end / (2 * whole)) ** 2 for end in ends.values()) if whole else 1.0
        inside = self.within or 0.0
        return (inside - chance) / (1 - chance) if 1 - chance > 1e-12 else None


def of(graph: "nx.MultiGraph[str]", by: By = "country") -> Mixing:
    """Give the mixing of a network by country, type or community; ``ChoiceError`` names the ways.

    Communities are those that the network was asked for with (``group_by``), else those that its page shows.

    >>> import networkx
    >>> graph = networkx.MultiGraph([("a", "b"), ("a", "c")])
    >>> for body, country in (("a", "AT"), ("b", "AT"), ("c", "DE")):
    ...     graph.nodes[body]["country"] = country
    >>> found = of(graph)
    >>> [(group.name, group.bodies) for group in found.groups], found.cells, found.within
    ([('AT', 2), ('DE', 1)], {(0, 0): 1.0, (0, 1): 1.0}, 0.5)
    """
    if by not in grouping.WAYS:
        raise ChoiceError(f"there is no grouping by {by!r}; there are {', '.join(grouping.WAYS)}")
    bodies, bonds = bond.bodies(graph), bond.read(graph)
    asked = grouping.numbers(graph) or {}
    numbers = (asked or layout.groups(graph, discs=view.draws(graph) == "canvas")) if by == "community" else {}
    labels: dict[str, Any] = {body: numbers[body] for body in bodies} if numbers else dict(_labels(graph, by, bodies))
    names = sorted(set(labels.values()))
    place = {name: number for number, name in enumerate(names)}
    cells = bond.grouped(bonds, {body: place[label] for body, label in labels.items()})
    sizes, weights = Counter(place[label] for label in labels.values()), _weights(cells)
    first = {at: 0.0 if by == "community" else -rounded(weights.get(at, 0.0), 9) for at in range(len(names))}
    order = sorted(range(len(names)), key=lambda at: (names[at] in _UNKNOWN, first[at], at))
    loose = layout.loose(graph, numbers) if numbers and not asked else {}
    told = _named(graph, bonds, labels, loose) if by == "community" else {name: str(name) for name in names}
    groups = tuple(Group(told[names[at]], sizes[at], rounded(weights.get(at, 0.0), 9)) for at in order)
    rank = {at: number for number, at in enumerate(order)}
    placed = {tuple(sorted((rank[one], rank[other]))): rounded(each, 9) for (one, other), each in cells.items()}
    return Mixing(by, groups, {(pair[0], pair[1]): placed[pair] for pair in sorted(placed)})


def table(mixing: Mixing) -> Table:
    """Give a mixing as a table, a row for each two groups that are tied.

    ``lies`` says whether the weight counts as ``within`` groups, as ``between`` two, or has an ``unknown`` end.

    >>> table(Mixing("country", (Group("AT", 2, 1.0),), {(0, 0): 1.0})).records()
    [{'group': 'AT', 'other_group': 'AT', 'weight': 1.0, 'bodies': 2, 'other_bodies': 2, 'lies': 'within'}]
    """
    rows: list[Sequence[str | int | float]] = []
    for (one, other), weight in mixing.cells.items():
        first, second = mixing.groups[one], mixing.groups[other]
        known = bool(first.name and second.name)
        lies = "unknown" if not known else "within" if one == other else "between"
        rows.append((first.name, second.name, weight, first.bodies, second.bodies, lies))
    return sheet.of(("group", "other_group", "weight", "bodies", "other_bodies", "lies"), rows)


def record(mixing: Mixing) -> Mapping[str, Any]:
    """Give a mixing as plain values: the numbers that a picture tells in words, and the rows of its table.

    >>> found = record(Mixing("country", (Group("AT", 2, 1.0), Group("", 1, 3.0)), {(0, 0): 1.0, (0, 1): 3.0}))
    >>> found["within"], found["unknown"], found["assortativity"], len(found["cells"])
    (1.0, 0.75, None, 2)
    """
    shares = (("within", mixing.within), ("unknown", mixing.unknown), ("assortativity", mixing.assortativity))
    told = {name: None if each is None else rounded(each, 6) for name, each in shares}
    return {"by": mixing.by, **told, "cells": table(mixing).records()}


def merged(mixing: Mixing, most: int) -> Mixing:
    """Give a mixing of ``most`` groups or fewer: the last of those with a name are one.

    Who is in no known group is left out where nothing ties them.

    >>> groups = tuple(Group(name, 1, weight) for name, weight in (("AT", 2.0), ("DE", 1.0), ("FR", 1.0)))
    >>> merged(Mixing("country", groups, {(0, 1): 1.0, (0, 2): 1.0}), 2).cells
    {(0, 1): 2.0}
    """
    if mixing.groups and not mixing.groups[-1].name and not mixing.groups[-1].weight:
        mixing = replace(mixing, groups=mixing.groups[:-1])
    known = [group for group in mixing.groups if group.name]
    rest = list(mixing.groups[len(known) :])
    if len(mixing.groups) <= most:
        return mixing
    kept = max(1, most - 1 - len(rest))
    last = known[kept:]
    place = {at: at if at < kept else kept if at < len(known) else kept + 1 for at in range(len(mixing.groups))}
    cells: defaultdict[tuple[int, int], float] = defaultdict(float)
    for (one, other), weight in mixing.cells.items():
        cells[min(place[one], place[other]), max(place[one], place[other])] += weight
    ties = _weights(cells)
    others = Group("…", sum(group.bodies for group in last), rounded(ties.get(kept, 0.0), 9), len(last))
    return Mixing(mixing.by, (*known[:kept], others, *rest), dict(sorted(cells.items())))


def _labels(graph: "nx.MultiGraph[str]", by: By, bodies: Sequence[str]) -> dict[str, str]:
    field = "country" if by == "country" else "type_label"
    return {body: str(graph.nodes[body].get(field, "")) for body in bodies}


def _weights(cells: Mapping[tuple[int, int], float]) -> Mapping[int, float]:
    """Give the weight of the ties of each group; what lies within counts once."""
    found: defaultdict[int, float] = defaultdict(float)
    for (one, other), weight in cells.items():
        for place in {one, other}:
            found[place] += weight
    return found


def _named(
    graph: "nx.MultiGraph[str]", bonds: Sequence[Bond], labels: Mapping[str, int], loose: Iterable[int]
) -> dict[int, str]:
    """Name communities after those of their bodies that are tied most; small parts that are one group have no name."""
    weight: defaultdict[str, float] = defaultdict(float)
    for each in bonds:
        for body in each.members:
            weight[body] += each.weight * (len(each.members) - 1)
    found: dict[int, list[str]] = {}
    for body in sorted(labels, key=lambda body: (-rounded(weight[body], 9), body)):
        data = graph.nodes[body]
        found.setdefault(labels[body], []).append(short(str(data.get("label") or body), data.get("names", ())))
    found.update((number, ["…"]) for number in loose if number in found)
    return {
        number: "" if number in _UNKNOWN else f"{number + 1} {', '.join(names[:_NAMED])}"
        for number, names in found.items()
    }
