"""Involvement: an incidence as arrays of numbers, which can be sorted and multiplied.

Row i says that ``via[knot[i]]`` ties in ``parties[party[i]]``, from ``start[i]`` to ``end[i]``. A knot is one node of
one network: what funds a project is not tied to who works in it.
"""

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from partnergraph import span
from partnergraph.incidence import Incidence, Tie

Whole: TypeAlias = NDArray[np.int64]

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

    def ranks(self, texts: Iterable[str], unknown: int) -> Whole:
        """Give the rank of each text, ``unknown`` for what is no date."""
        place = {text: rank for rank, text in enumerate(self.texts)}
        return np.fromiter((place.get(text, unknown) for text in texts), dtype=np.int64)


@dataclass(frozen=True, slots=True, eq=False)
class Involvement:
    """Who is tied by what, a row for each party of a knot: knot by knot, and the parties in the order of their IRIs.

    ``starts`` and ``ends`` are the dates by rank; in ``start`` the rank of an unknown one is -1, in ``end`` it is the
    number of dates. ``weight`` and ``size`` are those of each knot: how much it counts, and how many parties it ties,
    those that were left out among them. ``changing`` says that in some knot not all have the same dates.
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


def gathered(incidences: Iterable[Incidence]) -> Involvement:
    """Give incidences as arrays, the same whatever the order of networks and ties.

    A party that a node ties in twice, in two roles, is in one row: from the first start to the last end. A node that
    is drawn as such is no party of itself.

    >>> ties = tuple(Tie(party, "urn:mou", "urn:kind", "", "", "", "") for party in ("urn:b", "urn:a", "urn:b"))
    >>> found = gathered([Incidence("x", False, ties)])
    >>> found.parties, found.party.tolist(), found.via
    (('urn:a', 'urn:b'), [0, 1], ('urn:mou',))
    """
    named = sorted(incidences, key=lambda each: each.name)
    rows = [(at, tie) for at, each in enumerate(named) for tie in each.ties if each.as_edge or tie.party != tie.via]
    parties = tuple(sorted({tie.party for _, tie in rows}))
    knots = sorted({(at, tie.via) for at, tie in rows})
    party, knot = _places((tie.party for _, tie in rows), parties), _places(((at, tie.via) for at, tie in rows), knots)
    begun = [tie.start for _, tie in rows]
    ended = [tie.end or (tie.start if named[at].moment else "") for at, tie in rows]
    starts, ends = _starts(begun), _ends(ended)
    order = np.lexsort((party, knot))
    fresh = _fresh(knot[order], party[order])
    start = _reduced(np.minimum, starts.ranks(begun, -1)[order], fresh)
    end = _reduced(np.maximum, ends.ranks(ended, len(ends.texts))[order], fresh)
    party, knot = party[order][fresh], knot[order][fresh]
    weight, kind = _of_knots(rows, knots)
    told = np.array([named[at].sizes.get(via, 0) for at, via in knots], dtype=np.int64)
    return Involvement(
        parties=parties,
        via=tuple(via for _, via in knots),
        kind=kind,
        weight=weight,
        size=np.maximum(told, np.bincount(knot, minlength=len(knots))),
        party=party,
        knot=knot,
        start=start,
        end=end,
        starts=starts,
        ends=ends,
        changing=_changing(knot, start) or _changing(knot, end),
    )


def _of_knots(
    rows: Sequence[tuple[int, Tie]], knots: Sequence[tuple[int, str]]
) -> tuple[NDArray[np.float64], tuple[str, ...]]:
    """Give the weight and the kind of each knot: the greatest and the first by IRI where its ties differ."""
    weight: dict[tuple[int, str], float] = {}
    kind: dict[tuple[int, str], str] = {}
    for at, tie in rows:
        knot = at, tie.via
        weight[knot] = max(tie.weight, weight.get(knot, 0.0))
        kind[knot] = min(tie.kind, kind.get(knot, tie.kind))
    return np.array([weight[knot] for knot in knots], dtype=np.float64), tuple(kind[knot] for knot in knots)


def _starts(texts: Iterable[str]) -> Dates:
    known = sorted((found.first.toordinal(), text) for text in set(texts) if (found := span.of(text)))
    return Dates(tuple(text for _, text in known), np.array([*(day for day, _ in known), _EARLY], dtype=np.int64))


def _ends(texts: Iterable[str]) -> Dates:
    known = sorted((found.last.toordinal(), text) for text in set(texts) if (found := span.of(text)))
    return Dates(tuple(text for _, text in known), np.array([*(day for day, _ in known), _LATE], dtype=np.int64))


def _places(values: Iterable[Hashable], known: Sequence[Hashable]) -> Whole:
    place = {value: number for number, value in enumerate(known)}
    return np.fromiter((place[value] for value in values), dtype=np.int64)


def _fresh(*keys: Whole) -> Whole:
    """Give where a new value of sorted keys begins."""
    if not len(keys[0]):
        return keys[0]
    changed = np.logical_or.reduce([key[1:] != key[:-1] for key in keys])
    return np.flatnonzero(np.concatenate([[True], changed]))


def _reduced(function: np.ufunc, values: Whole, fresh: Whole) -> Whole:
    found: Whole = function.reduceat(values, fresh) if len(fresh) else values
    return found


def _changing(knot: Whole, value: Whole) -> bool:
    return bool(((knot[1:] == knot[:-1]) & (value[1:] != value[:-1])).any())
