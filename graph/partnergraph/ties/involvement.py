"""Involvement: an incidence as arrays of numbers, which can be sorted and multiplied.

Row i says that ``via[knot[i]]`` ties in ``parties[party[i]]``, from ``start[i]`` to ``end[i]``. A knot is one node of
one network: what funds a project is not tied to who works in it. Who left and came again has a row for each spell.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from operator import ne
from typing import TypeAlias, TypeVar

import numpy as np
from numpy.typing import NDArray

from partnergraph.ties import spell
from partnergraph.ties.incidence import Incidence
from partnergraph.values import span
from partnergraph.values.column import Column

Whole: TypeAlias = NDArray[np.int64]
_Number = TypeVar("_Number", np.int64, np.float64)

_EARLY, _LATE = 0, 10_000_000  # days before and after all others


@dataclass(frozen=True, slots=True, eq=False)
class Dates:
    """Dates as known, in their order; ``days`` are the ordinals of the days that they are compared by.

    One more day stands at the end: that of what has no date, before all others for starts and after them for ends.
    """

    texts: tuple[str, ...]
    days: Whole

    def text(self, rank: int) -> str:
        """Give a date as known, by its rank; empty for what has none."""
        return self.texts[rank] if 0 <= rank < len(self.texts) else ""

    def ranks(self, columns: Sequence[Column], unknown: int) -> Whole:
        """Give the rank of each text of some columns, ``unknown`` for what is no date."""
        return _places(columns, _numbered(self.texts), unknown)


@dataclass(frozen=True, slots=True, eq=False)
class Involvement:
    """Who is tied by what, a row for each spell of a party in a knot: knot by knot, the parties in the order of IRIs.

    ``starts`` and ``ends`` are the dates by rank; in ``start`` the rank of an unknown one is -1, in ``end`` it is the
    number of dates. ``weight`` and ``size`` are those of each knot: how much it counts, and how many parties it ties,
    those that were left out among them. ``changing`` says that in some knot not all have the same dates, ``returning``
    that in some knot a party has more than one spell; these are in the order of time.
    """

    parties: tuple[str, ...]
    via: tuple[str, ...]
    kind: tuple[str, ...]
    weight: NDArray[np.float64]
    size: Whole
    party: Whole
    knot: Whole
    start: Whole
    end: Whole
    starts: Dates
    ends: Dates
    changing: bool
    returning: bool


def gathered(incidences: Iterable[Incidence]) -> Involvement:
    """Give incidences as arrays, the same whatever the order of networks and ties.

    A party that a node ties in twice, in two roles, is in one row, from the first start to the last end, unless there
    are days between on which it had surely left: then it has a row for each spell. A node that is drawn as such is no
    party of itself.

    >>> from partnergraph.ties.incidence import Tie
    >>> ties = tuple(Tie(party, "urn:mou", "urn:kind", "", "", "", "") for party in ("urn:b", "urn:a", "urn:b"))
    >>> found = gathered([Incidence("x", False, ties)])
    >>> found.parties, found.party.tolist(), found.via
    (('urn:a', 'urn:b'), [0, 1], ('urn:mou',))
    """
    tied = _tied(sorted(incidences, key=lambda each: each.name))
    starts, ends = _starts(_known(tied.start)), _ends(_known(tied.end))
    start, end = starts.ranks(tied.start, -1), ends.ranks(tied.end, len(ends.texts))
    held = tied.knot * max(1, len(tied.parties)) + tied.party
    order = np.argsort(held * (len(starts.texts) + 1) + start)
    held, start, end = held[order], start[order], end[order]
    joined = _fresh(held)
    fresh = spell.begins(joined, starts.days[start], ends.days[end])
    start, end = _reduced(np.minimum, start, fresh), _reduced(np.maximum, end, fresh)
    begun = _fresh(tied.knot[order])
    weight = _reduced(np.maximum, np.maximum(tied.weight, 0.0)[order], begun)
    kinds = sorted(_known(tied.kind))
    kind = _reduced(np.minimum, _places(tied.kind, _numbered(kinds))[order], begun)
    party, knot = tied.party[order][fresh], tied.knot[order][fresh]
    return Involvement(
        parties=tied.parties,
        via=tied.via,
        kind=tuple(kinds[each] for each in kind.tolist()),
        weight=weight,
        size=np.maximum(tied.sizes, np.bincount(tied.knot[order][joined], minlength=len(tied.via))),
        party=party,
        knot=knot,
        start=start,
        end=end,
        starts=starts,
        ends=ends,
        changing=_changing(knot, start) or _changing(knot, end),
        returning=len(fresh) > len(joined),
    )


@dataclass(frozen=True, slots=True, eq=False)
class _Tied:
    """The ties of some networks in columns, parties and knots by number; ``sizes`` are those told of each knot."""

    parties: tuple[str, ...]
    via: tuple[str, ...]
    party: Whole
    knot: Whole
    kind: Sequence[Column]
    start: Sequence[Column]
    end: Sequence[Column]
    weight: NDArray[np.float64]
    sizes: Whole


def _tied(named: Sequence[Incidence]) -> _Tied:
    told = [_without_itself(each) for each in named]
    columns = {name: [each.column(name) for each in told] for name in ("party", "via", "kind", "start", "end")}
    for at, each in enumerate(told):
        if each.moment:
            dates = zip(columns["end"][at], columns["start"][at], strict=True)
            columns["end"][at] = Column.of([end or start for end, start in dates])
    parties, vias = sorted(_known(columns["party"])), [sorted(set(column.texts)) for column in columns["via"]]
    before = np.cumsum([0, *map(len, vias)])
    knots = [
        _places([column], _numbered(known)) + first
        for column, known, first in zip(columns["via"], vias, before, strict=False)
    ]
    sizes = [each.sizes.get(via, 0) for each, known in zip(told, vias, strict=True) for via in known]
    return _Tied(
        parties=tuple(parties),
        via=tuple(chain(*vias)),
        party=_places(columns["party"], _numbered(parties)),
        knot=np.concatenate([*knots, np.zeros(0, dtype=np.int64)]),
        kind=columns["kind"],
        start=columns["start"],
        end=columns["end"],
        weight=np.concatenate([*(np.array(each.weights(), dtype=np.float64) for each in told), np.zeros(0)]),
        sizes=np.array(sizes, dtype=np.int64),
    )


def _without_itself(incidence: Incidence) -> Incidence:
    """Leave out that a node ties in itself, unless it is drawn as the line."""
    if incidence.as_edge:
        return incidence
    party, via = incidence.column("party"), incidence.column("via")
    return incidence if set(party.texts).isdisjoint(via.texts) else incidence.kept(list(map(ne, party, via)))


def _starts(texts: Iterable[str]) -> Dates:
    known = sorted((found.first.toordinal(), text) for text in texts if (found := span.of(text)))
    return Dates(tuple(text for _, text in known), np.array([*(day for day, _ in known), _EARLY], dtype=np.int64))


def _ends(texts: Iterable[str]) -> Dates:
    known = sorted((found.last.toordinal(), text) for text in texts if (found := span.of(text)))
    return Dates(tuple(text for _, text in known), np.array([*(day for day, _ in known), _LATE], dtype=np.int64))


def _known(columns: Iterable[Column]) -> set[str]:
    return set(chain.from_iterable(column.texts for column in columns))


def _numbered(texts: Sequence[str]) -> Mapping[str, int]:
    return {text: number for number, text in enumerate(texts)}


def _places(columns: Sequence[Column], place: Mapping[str, int], unknown: int = -1) -> Whole:
    """Give the place of each text of some columns, one after the other, ``unknown`` for what has none."""
    found = [np.zeros(0, dtype=np.int64)]
    for column in columns:
        places = np.array([place.get(text, unknown) for text in column.texts], dtype=np.int64)
        found.append(places[np.frombuffer(column.places, dtype=np.intc)])
    return np.concatenate(found)


def _fresh(*keys: Whole) -> Whole:
    """Give where a new value of sorted keys begins."""
    if not len(keys[0]):
        return keys[0]
    changed = np.logical_or.reduce([key[1:] != key[:-1] for key in keys])
    return np.flatnonzero(np.concatenate([[True], changed]))


def _reduced(function: np.ufunc, values: NDArray[_Number], fresh: Whole) -> NDArray[_Number]:
    found: NDArray[_Number] = function.reduceat(values, fresh) if len(fresh) else values
    return found


def _changing(knot: Whole, value: Whole) -> bool:
    return bool(((knot[1:] == knot[:-1]) & (value[1:] != value[:-1])).any())
