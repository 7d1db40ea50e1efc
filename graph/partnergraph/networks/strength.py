"""Strengths: how much the ties of a pair count on a day - by how many share them, and by how long ago they were.

A tie among n parties counts 1 / (n - 1) (M. E. J. Newman, "Scientific collaboration networks. II", Physical Review E
64, 016132, 2001). One that is over counts half as much with every five years that have gone by since: ties that are not
kept up decay, steeply at first (R. S. Burt, "Decay functions", Social Networks 22, 1-28, 2000, who finds it over four
years among bankers); the half-life is a choice of ours, and fits no data. A pair is as strong as its ties together.

A tie that had an end before the day has lapsed. A moment (an event, a founding, a publication) does not lapse; it ages.
What has no end goes on, and what has no date counts as in force. No tie begins before its bodies or outlasts them.
"""

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from partnergraph.networks.projection import Projection
from partnergraph.ties import lifetime
from partnergraph.ties.involvement import Involvement
from partnergraph.ties.lifetime import Lifetimes
from partnergraph.values import window

Whole: TypeAlias = NDArray[np.int64]
Real: TypeAlias = NDArray[np.float64]
Flags: TypeAlias = NDArray[np.bool_]

HALF_LIFE = 5.0
"""Years in which a tie that is over comes to count half as much."""

_YEAR = 365.25
UNIT = 1_000_000_000
"""Costs are whole numbers of so many parts of 1."""


@dataclass(frozen=True, slots=True, eq=False)
class Strengths:
    """How much each tie of each pair counts (the rows of ``left`` of a projection), and the pairs; 0 is no tie.

    ``lapsed`` says which ties had ended before the day. What ties a pair at several times counts once: as at the time
    at which it counts most.
    """

    tie: Real
    lapsed: Flags
    pair: Real

    def costs(self) -> NDArray[np.int64]:
        """Give what a step along each pair costs: -ln(s / (1 + s)) for a strength s, in whole units; 0 is no tie.

        s / (1 + s) is read as the chance that an introduction succeeds: one half for a pact of two in force. What a way
        costs is -ln of the product of these chances.

        >>> Strengths(np.ones(1), np.zeros(1, bool), np.array([1.0, 0.0])).costs().tolist()
        [693147181, 0]
        """
        tied = self.pair > 0
        cost = np.zeros(len(self.pair), dtype=np.int64)
        cost[tied] = np.maximum(1, np.rint(np.log1p(1 / self.pair[tied]) * UNIT)).astype(np.int64)
        return cost


def begun(ties: Involvement, day: dt.date, lives: Lifetimes = lifetime.NONE) -> Flags:
    """Give which rows of an involvement can have begun by a day; what has no start has, if its body was there.

    >>> from partnergraph.ties.incidence import Incidence, Tie
    >>> from partnergraph.ties.involvement import gathered
    >>> ties = tuple(Tie(f"urn:{year}", "urn:v", "urn:kind", year, "", "", "") for year in ("2010", "2012"))
    >>> begun(gathered([Incidence("x", False, ties)]), dt.date(2011, 1, 1)).tolist()
    [True, False]
    """
    flags: Flags = _came(ties, lives) <= day.toordinal()
    return flags


def of(
    found: Projection,
    day: dt.date,
    *,
    moments: Collection[str] = (),
    lives: Lifetimes = lifetime.NONE,
    lapsed: bool = False,
) -> Strengths:
    """Give the strengths of the pairs of a projection on a day; ``moments`` are the kinds of ties that do not lapse.

    What begins after the day counts nothing, and so does what has lapsed unless ``lapsed`` is true. No tie begins
    before its bodies, and none outlasts them (``lives``).

    >>> from partnergraph.networks import projection
    >>> from partnergraph.ties.incidence import Incidence, Tie
    >>> ties = tuple(Tie(party, "urn:mou", "urn:kind", "2010", "2014", "", "") for party in ("urn:a", "urn:b"))
    >>> pairs = projection.of([Incidence("x", False, ties)])
    >>> of(pairs, dt.date(2019, 12, 31)).pair.tolist()
    [0.0]
    >>> of(pairs, dt.date(2019, 12, 31), lapsed=True).pair.round(3).tolist()
    [0.5]
    """
    ties, knot = found.ties, found.ties.knot[found.left]
    starts, ends = _came(ties, lives), _gone(ties, lives)
    came = np.maximum(starts[found.left], starts[found.right])
    gone = np.minimum(ends[found.left], ends[found.right])
    age = np.maximum(0, day.toordinal() - gone) / _YEAR
    moment = np.array([kind in moments for kind in ties.kind], dtype=bool)[knot]
    over = (age > 0) & ~moment
    counted = (came <= day.toordinal()) & (ties.weight[knot] > 0) & (~over | lapsed)
    share = ties.weight[knot] / np.maximum(ties.size[knot] - 1, 1)
    tie = found.once(np.where(counted, share * np.exp2(-age / HALF_LIFE), 0.0))
    pair = np.add.reduceat(tie, found.offset[:-1]) if len(found) else tie
    return Strengths(tie, over, pair)


def _came(ties: Involvement, lives: Lifetimes) -> Whole:
    """Give the day on which each row of an involvement can have begun at the earliest."""
    founded = {party: first for party, life in lives.items() if (first := window.days(*life)[0])}
    return np.maximum(ties.starts.days[ties.start], _of_parties(ties, founded, 0))


def _gone(ties: Involvement, lives: Lifetimes) -> Whole:
    """Give the day on which each row can have ended at the latest."""
    dissolved = {party: last for party, life in lives.items() if (last := window.days(*life)[1])}
    days = ties.ends.days[ties.end]
    return np.minimum(days, _of_parties(ties, dissolved, int(days.max(initial=0))))


def _of_parties(ties: Involvement, days: Mapping[str, dt.date], unknown: int) -> Whole:
    """Give for each row the day of its party."""
    told = [days[party].toordinal() if party in days else unknown for party in ties.parties]
    return np.array(told, dtype=np.int64)[ties.party]
