"""Projections: which parties are tied to which, how strongly and by what, found from the incidence of a network.

A node that ties n parties ties n (n - 1) / 2 pairs. A pair's ``count`` is how many nodes tie it; its ``newman`` weight
gives each of these 1 / (n - 1), so that every party has one unit from each node, however many are in it (M. E. J.
Newman, "Scientific collaboration networks. II", Physical Review E 64, 016132, 2001). Parties that a selection left out
still count in n: a project of thirty is no pact of two because two are from one country. Two parties that a node tied
at different times only are no pair.

Pairs are found by sorting numbers, which gives the nodes of each pair as well; 446,000 ties make 3.6 million pairs. The
same ties in another order give the same pairs, in the order of their IRIs.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeAlias, get_args

import numpy as np
from numpy.typing import NDArray

from partnergraph.errors import ChoiceError, LimitError
from partnergraph.networks.wish import Weight
from partnergraph.ties import spell
from partnergraph.ties.involvement import Involvement, gathered
from partnergraph.values.window import Dates

if TYPE_CHECKING:
    import networkx as nx

    from partnergraph.ties.incidence import Incidence

Whole: TypeAlias = NDArray[np.int64]
Places: TypeAlias = NDArray[np.int32]
Real: TypeAlias = NDArray[np.float64]
USUAL: Weight = "newman"
"""The weight of pairs, unless another is asked for."""

MOST = 20_000_000
"""Pairs, counted for each node that ties them, that are held in memory: some 2 GB."""

_BATCH = 10_000
"""Pairs that are taken out of the arrays at one go."""

ROOM = 63
"""Bits in which a pair and a row that ties it are sorted as one number."""

_UNKNOWN = np.iinfo(np.int64).max


def check(weight: str) -> None:
    """Raise ``ChoiceError`` where there is no such weight, before a network is read.

    >>> check("count")
    """
    if weight not in get_args(Weight):
        raise ChoiceError(f"there is no weight {weight!r}; there are {', '.join(get_args(Weight))}")


@dataclass(frozen=True, slots=True)
class Pair:
    """Two parties, by IRI: both weights, since and until when (as known, "" if not), and what ties them.

    ``start`` is that of the earliest tie; ``end`` that of the latest, empty where one goes on. Where nothing tied the
    two in between, ``spells`` are the times in which something did, each with start and end, else there are none.
    ``kinds`` and ``via`` are IRIs, sorted. ``subject`` is the end with which the pair is said first, where that was
    asked for and is known (``partnergraph.networks.direction``), and ``moment`` then says that its ties are over with
    their day.
    """

    one: str
    other: str
    count: float
    newman: float
    start: str
    end: str
    kinds: tuple[str, ...]
    via: tuple[str, ...]
    subject: str = ""
    spells: tuple[Dates, ...] = ()
    moment: bool = False


@dataclass(frozen=True, eq=False)
class Projection:
    """The pairs of some parties; pair number i is of ``parties[one[i]]`` and ``parties[other[i]]``.

    Every party of the ties is there, also one that is tied to nobody. ``one`` is below ``other`` and the pairs are in
    their order. What ties pair i are the rows ``left`` and ``right`` of ``ties`` from ``offset[i]`` to
    ``offset[i + 1]``, knot by knot; where one of the two left a knot and came again there is more than one for it.
    """

    ties: Involvement
    one: Places
    other: Places
    count: Real
    newman: Real
    offset: Places
    left: Places
    right: Places

    @property
    def parties(self) -> tuple[str, ...]:
        """The IRIs of all parties, sorted."""
        return self.ties.parties

    def __len__(self) -> int:
        return len(self.one)

    def __repr__(self) -> str:
        """Give how many pairs and parties there are."""
        return f"<Projection: parties {len(self.parties):,}, pairs {len(self):,}>"

    def weight(self, name: Weight = "newman") -> Real:
        """Give one of the two weights of all pairs; ``ChoiceError`` names them."""
        check(name)
        return self.newman if name == "newman" else self.count

    def via(self, pair: int) -> tuple[str, ...]:
        """Give the IRIs of the nodes that tie a pair, sorted; ``ChoiceError`` where there is no pair of that number."""
        return tuple(sorted({self.ties.via[knot] for knot in self._knots(pair)}))

    def kinds(self, pair: int) -> tuple[str, ...]:
        """Give the IRIs of the kinds of ties of a pair, sorted."""
        return tuple(sorted({self.ties.kind[knot] for knot in self._knots(pair)}))

    def ends(self, chosen: NDArray[np.bool_]) -> tuple[list[int], list[int]]:
        """Give the places of the two parties of each pair that is chosen."""
        return self.one[chosen].tolist(), self.other[chosen].tolist()

    def places(self, ends: Iterable[tuple[str, str]]) -> Sequence[int]:
        """Give the numbers of the pairs with these ends, by IRI and in order; what is no pair here is left out."""
        place = {party: number for number, party in enumerate(self.parties)}
        known = [(place[one], place[other]) for one, other in ends if one in place and other in place]
        wanted = np.array([one * len(place) + other for one, other in known], dtype=np.int64)
        ends = self.one.astype(np.int64) * len(place) + self.other
        found: list[int] = np.flatnonzero(np.isin(ends, wanted)).tolist()
        return found

    def pairs(self, numbers: Sequence[int] | None = None) -> Iterator[Pair]:
        """Give all pairs, or those of some numbers, each with what ties it.

        >>> from partnergraph.ties.incidence import Incidence, Tie
        >>> ties = tuple(Tie(party, "urn:mou", "urn:kind", "2014", "", "", "") for party in ("urn:a", "urn:b"))
        >>> [(pair.one, pair.other, pair.start, pair.via) for pair in of([Incidence("x", False, ties)]).pairs()]
        [('urn:a', 'urn:b', '2014', ('urn:mou',))]
        """
        wanted = np.arange(len(self)) if numbers is None else np.asarray(numbers, dtype=np.int64)
        for some in np.split(wanted, range(_BATCH, len(wanted), _BATCH)) if len(wanted) else ():
            yield from self._some(some)

    def _some(self, numbers: Whole) -> Iterator[Pair]:
        """Give the pairs of some numbers: to ask an array for each takes three times as long."""
        starts, ends, spells = self._spells
        ties, parties, left = self.ties, self.parties, self.left
        bounds = (each[places].tolist() for each in (self.offset, spells) for places in (numbers, numbers + 1))
        values = (each[numbers].tolist() for each in (self.one, self.other, self.count, self.newman))
        for one, other, count, newman, low, high, first, last in zip(*values, *bounds, strict=True):
            knots = ties.knot[left[low:high]].tolist() if high > low + 1 else (int(ties.knot[left[low]]),)
            end = last - 1
            yield Pair(
                parties[one],
                parties[other],
                count,
                newman,
                ties.starts.text(starts[first]),
                ties.ends.text(ends[end]),
                tuple(sorted({ties.kind[knot] for knot in knots})),
                tuple(sorted({ties.via[knot] for knot in knots})),
                spells=self._times(range(first, last)) if first < end else (),
            )

    def spells(self, pair: int) -> tuple[Dates, ...]:
        """Give the times in which something ties a pair, one after the other, each with start and end as known.

        >>> from partnergraph.ties.incidence import Incidence, Tie
        >>> times = [("2010", "2011"), ("2012", "2013"), ("2016", "")]
        >>> ties = [Tie(f"urn:{n}", f"urn:v{s}", "urn:kind", s, e, "", "") for s, e in times for n in range(2)]
        >>> of([Incidence("x", False, tuple(ties))]).spells(0)
        (('2010', '2013'), ('2016', ''))
        """
        self._held(pair)
        *_, offset = self._spells
        return self._times(range(offset[pair], offset[pair + 1]))

    def _times(self, places: Iterable[int]) -> tuple[Dates, ...]:
        starts, ends, _ = self._spells
        return tuple((self.ties.starts.text(starts[each]), self.ties.ends.text(ends[each])) for each in places)

    def matrix(self, name: Weight = "newman") -> Any:  # noqa: ANN401 - scipy has no annotations
        """Give the weights as a symmetric ``scipy.sparse.csr_array``, a row and a column for each party."""
        from scipy.sparse import csr_array

        ends, weight = (self.one, self.other), self.weight(name)
        upper = csr_array((weight, ends), shape=(len(self.parties), len(self.parties)))
        return (upper + upper.T).tocsr()

    def to_networkx(self, name: Weight = "newman") -> "nx.Graph[str]":
        """Give the pairs as a networkx ``Graph``; an edge carries ``weight`` and what ``Pair`` has beside its ends."""
        import networkx as nx

        check(name)
        graph: nx.Graph[str] = nx.Graph()
        graph.add_nodes_from(self.parties)
        for pair in self.pairs():
            weight = getattr(pair, name)
            told = {key: getattr(pair, key) for key in ("count", "newman", "start", "end", "kinds", "via", "spells")}
            graph.add_edge(pair.one, pair.other, weight=weight, **told)
        return graph

    def by(self, row: int) -> tuple[str, str]:
        """Give the node that ties two by a row of ``left``, and the kind of its ties.

        >>> from partnergraph.ties.incidence import Incidence, Tie
        >>> ties = tuple(Tie(party, "urn:p", "urn:kind", "", "", "", "") for party in ("urn:a", "urn:b"))
        >>> of([Incidence("x", False, ties)]).by(0)
        ('urn:p', 'urn:kind')
        """
        knot = int(self.ties.knot[self.left[row]])
        return self.ties.via[knot], self.ties.kind[knot]

    def dates(self, row: int) -> Dates:
        """Give since and until when both have been in what ties them by a row of ``left``, as known; "" if not.

        >>> from partnergraph.ties.incidence import Incidence, Tie
        >>> ties = tuple(Tie(f"urn:{year}", "urn:p", "urn:kind", year, "2020", "", "") for year in ("2010", "2012"))
        >>> of([Incidence("x", False, ties)]).dates(0)
        ('2012', '2020')
        """
        ties, left, right = self.ties, self.left[row], self.right[row]
        start, end = max(ties.start[left], ties.start[right]), min(ties.end[left], ties.end[right])
        return ties.starts.text(start), ties.ends.text(end)

    def once(self, values: Real) -> Real:
        """Give the values of what ties the pairs with each knot counted once for a pair: where it is greatest.

        A knot that ties a pair at several times has 0 at all others. ``values`` are in the order of ``left``.
        """
        if not self.ties.returning:
            return values
        first = _first(self.ties.knot[self.left], self.offset)
        best = np.lexsort((-values, np.cumsum(first)))[np.flatnonzero(first)]
        counted = np.zeros_like(values)
        counted[best] = values[best]
        return counted

    def _held(self, pair: int) -> None:
        """Raise ``ChoiceError`` where there is no pair of a number; it is none that counts from the end."""
        if not 0 <= pair < len(self):
            known = f"they are numbered from 0 to {len(self) - 1}" if len(self) else "there is none at all"
            raise ChoiceError(f"there is no pair {pair}; {known}")

    def _knots(self, pair: int) -> list[int]:
        self._held(pair)
        found: list[int] = self.ties.knot[self.left[self.offset[pair] : self.offset[pair + 1]]].tolist()
        return found

    @cached_property
    def _spells(self) -> tuple[Whole, Whole, Whole]:
        """The ranks of the starts and ends of the spells of all pairs, and the offsets of the pairs among these."""
        ties, pair = self.ties, np.repeat(np.arange(len(self)), np.diff(self.offset))
        start = np.maximum(ties.start[self.left], ties.start[self.right])
        end = np.minimum(ties.end[self.left], ties.end[self.right])
        order = np.argsort(pair * (len(ties.starts.texts) + 1) + start, kind="stable")
        start, end = start[order], end[order]
        fresh = spell.begins(self.offset[:-1].astype(np.int64), ties.starts.days[start], ties.ends.days[end])
        if not len(fresh):
            return fresh, fresh, np.zeros(1, dtype=np.int64)
        first = np.minimum.reduceat(np.where(start < 0, _UNKNOWN, start), fresh)
        return first, np.maximum.reduceat(end, fresh), np.searchsorted(fresh, self.offset)


def of(incidences: "Iterable[Incidence]") -> Projection:
    """Give the projection of some incidences; ``LimitError`` names the node that ties too many.

    >>> from partnergraph.ties.incidence import Incidence, Tie
    >>> ties = tuple(Tie(f"urn:{n}", "urn:project", "urn:kind", "", "", "", "") for n in range(3))
    >>> found = of([Incidence("x", False, ties)])
    >>> len(found), found.count.tolist(), found.newman.tolist()
    (3, [1.0, 1.0, 1.0], [0.5, 0.5, 0.5])
    """
    return project(gathered(incidences))


def project(ties: Involvement) -> Projection:
    """Give the projection of what is involved in what, from arrays.

    >>> len(project(gathered([])))
    0
    """
    size = np.bincount(ties.knot, minlength=len(ties.via))
    _bear(ties, size)
    left, right = _meeting(ties, *_together(ties, size))
    many, party = max(1, len(ties.parties)), ties.party.astype(np.int32)
    ends = (ties.party * many)[left]
    ends += party[right]
    order = _sorted(ends)
    fresh = np.flatnonzero(np.concatenate([[True], ends[1:] != ends[:-1]])) if len(ends) else ends
    offset = np.full(len(fresh) + 1, len(ends), dtype=np.int32)
    offset[:-1] = fresh
    pairs = ends[fresh]
    del ends, fresh  # of millions of pairs each takes as much as what is kept
    one = (pairs // many).astype(np.int32)
    other = np.remainder(pairs, many, out=pairs).astype(np.int32)
    del pairs
    left, right = left[order], right[order]
    knot, counted = _counted(ties, left, offset)
    return Projection(
        ties=ties,
        one=one,
        other=other,
        count=_summed(ties.weight, knot, counted),
        newman=_summed(ties.weight / np.maximum(ties.size - 1, 1), knot, counted),
        offset=offset,
        left=left,
        right=right,
    )


def _bear(ties: Involvement, size: Whole) -> None:
    made = size * (size - 1) // 2
    if made.sum() > MOST:
        most = int(np.argmax(made))
        raise LimitError(
            f"the network has {made.sum():,} pairs, more than {MOST:,}; {ties.via[most]} alone ties {size[most]:,} "
            "parties: leave it out by kind, type or time"
        )


def _together(ties: Involvement, size: Whole) -> tuple[Places, Places]:
    """Give the rows of each two parties that one node ties; rows lie node by node, in the order of the parties."""
    rows = np.arange(len(ties.knot), dtype=np.int32)
    after = (np.cumsum(size)[ties.knot] - rows - 1 if len(rows) else rows).astype(np.int32)
    left = np.repeat(rows, after)
    begun = np.cumsum(after, dtype=np.int32) - after - rows - 1
    right = np.arange(len(left), dtype=np.int32)
    right -= np.repeat(begun, after)
    return left, right


def _meeting(ties: Involvement, left: Places, right: Places) -> tuple[Places, Places]:
    """Leave out the pairs of which one had surely left before the other came."""
    if not ties.changing:
        return left, right
    came = ties.starts.days[np.maximum(ties.start[left], ties.start[right])]
    gone = ties.ends.days[np.minimum(ties.end[left], ties.end[right])]
    met = came <= gone
    return left[met], right[met]


def _sorted(ends: Whole) -> Places:
    """Put numbers in their order, and give where each of them was; equal ones stay in the order in which they lie.

    Both go into one number where there is room, in place: that takes a third of the time of a sort of places.
    """
    bits = len(ends).bit_length()
    if int(ends.max(initial=0)).bit_length() + bits <= ROOM:
        ends <<= bits
        ends |= np.arange(len(ends), dtype=np.int32)
        ends.sort()
        order = ends.astype(np.int32)  # the lower half, of which the lowest bits are the places
        order &= (1 << bits) - 1
        ends >>= bits
        return order
    order = np.argsort(ends, kind="stable").astype(np.int32)
    ends[:] = ends[order]
    return order


def _counted(ties: Involvement, left: Places, offset: Places) -> tuple[Places, Places]:
    """Give the knots of all pairs, each once for a pair, and the offsets of the pairs among these."""
    knot = ties.knot.astype(np.int32)[left]
    if not ties.returning:
        return knot, offset
    first = _first(knot, offset)
    return knot[first], np.concatenate([[0], np.cumsum(first, dtype=np.int32)])[offset]


def _first(knot: NDArray[np.integer], offset: Places) -> NDArray[np.bool_]:
    """Say where a knot of a pair is met for the first time; the knots of a pair are in their order."""
    first = np.concatenate([[True], knot[1:] != knot[:-1]]) if len(knot) else np.zeros(0, dtype=bool)
    first[offset[:-1]] = True
    return first


def _summed(values: Real, knot: Places, offset: Places) -> Real:
    """Give the sums of the values of the knots between each offset and the next."""
    if (values == 1).all():
        return np.diff(offset).astype(np.float64)
    return np.add.reduceat(values[knot], offset[:-1]) if len(knot) else np.zeros(0)
