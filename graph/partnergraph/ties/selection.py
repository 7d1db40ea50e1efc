"""Selections: which ties of a network are kept, and how many were left after each step."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import compress

from partnergraph.ties import lifetime
from partnergraph.ties.incidence import Incidence
from partnergraph.ties.lifetime import Lifetimes
from partnergraph.values.window import Dates, Window

Test = Callable[[Incidence], list[bool]]
"""Which ties of an incidence are kept, in the order of its columns."""

Trail = tuple[tuple[str, int], ...]
"""How many were left after each step, each with words that follow the number."""


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that is asked of a tie, in words that follow a number: ``of kind agreement``, ``of type society``.

    ``choosing`` says that it chooses among the parties of a node: those left out count for how many it ties.
    """

    words: str
    test: Test
    choosing: bool = False


@dataclass(frozen=True, slots=True)
class Sifted:
    """What is left of some incidences, and after each step on the way there; ``timed`` says that time was asked for."""

    incidences: tuple[Incidence, ...]
    stages: tuple[tuple[str, tuple[Incidence, ...]], ...]
    timed: bool = False

    @property
    def trail(self) -> Trail:
        """How many ties there were, and were left after each step, as a picture has lines; counted when asked for."""
        return tuple((words, _count(left)) for words, left in self.stages)

    @property
    def undated(self) -> int:
        """How many ties of those left have no date, where time was asked for."""
        return self.without_date if self.timed else 0

    @property
    def without_date(self) -> int:
        """How many ties of those left have no date."""
        return counted(self.incidences, dateless)

    @property
    def unbegun(self) -> int:
        """How many ties of those left tell an end and no start, where time was asked for."""
        return counted(self.incidences, unbegun) if self.timed else 0


def dateless(start: str, end: str) -> bool:
    """Say whether a tie with these dates tells none.

    >>> dateless("", ""), dateless("", "2014")
    (True, False)
    """
    return not start and not end


def unbegun(start: str, end: str) -> bool:
    """Say whether a tie with these dates tells an end and no start.

    >>> unbegun("", "2014"), unbegun("2013", "2014")
    (True, False)
    """
    return not start and bool(end)


def counted(incidences: Iterable[Incidence], test: Callable[[str, str], bool]) -> int:
    """Give how many nodes or lines tie two parties or more whose dates, as known, pass a test; each counts once.

    >>> from partnergraph.ties.incidence import Tie
    >>> ties = [Tie(party, f"urn:{via}", "", "", "", "", "") for via in ("abc", "a") for party in via]
    >>> counted([Incidence("x", False, tuple(ties))], dateless)
    1
    """
    parties: dict[tuple[str, str], set[str]] = {}
    for each in incidences:
        left = dated(each, test)
        for party, via, kind in zip(*(left.column(name) for name in ("party", "via", "kind")), strict=True):
            if left.as_edge or party != via:
                parties.setdefault((via, kind), set()).add(party)
    return sum(len(ends) > 1 for ends in parties.values())


def dated(incidence: Incidence, test: Callable[[str, str], bool]) -> Incidence:
    """Give the ties whose start and end, as known, pass a test.

    >>> from partnergraph.ties.incidence import Tie
    >>> ties = tuple(Tie("urn:a", f"urn:{year}", "", year, "", "", "") for year in ("", "2014"))
    >>> dated(Incidence("x", False, ties), lambda start, end: not start).ties[0].via
    'urn:'
    """
    dates = zip(incidence.column("start"), incidence.column("end"), strict=True)
    return incidence.kept([test(start, end) for start, end in dates])


def moments(incidences: Iterable[Incidence]) -> frozenset[str]:
    """Give the kinds of ties that are over with their day and do not lapse.

    >>> moments([])
    frozenset()
    """
    return frozenset(kind for each in incidences if each.moment for kind in each.column("kind").texts)


def of_kind(kinds: Iterable[str], words: str) -> Step:
    """Give the step that keeps ties of some kinds, by IRI.

    >>> of_kind(["urn:kind"], "of kind x").words
    'of kind x'
    """
    known = frozenset(kinds)
    return Step(words, lambda each: each.column("kind").passing(known.__contains__))


def of_party(parties: Iterable[str], words: str) -> Step:
    """Give the step that keeps the ties of some parties, by IRI.

    >>> of_party(["urn:esr"], "of the ESR").words
    'of the ESR'
    """
    known = frozenset(parties)
    return Step(words, lambda each: each.column("party").passing(known.__contains__), choosing=True)


def without_party(parties: Iterable[str], words: str) -> Step:
    """Give the step that leaves out the ties of some parties, by IRI.

    >>> without_party(["urn:mou"], "of bodies").words
    'of bodies'
    """
    known = frozenset(parties)
    return Step(words, lambda each: each.column("party").passing(lambda party: party not in known))


def of_weight(least: float, words: str) -> Step:
    """Give the step that keeps the ties of some weight or more.

    >>> of_weight(2, "of weight 2 or more").words
    'of weight 2 or more'
    """
    return Step(words, lambda each: [weight >= least for weight in each.weights()])


def by_node(nodes: Iterable[str], words: str) -> Step:
    """Give the step that keeps what some nodes tie, by IRI.

    >>> by_node(["urn:mou"], "under an agreement").words
    'under an agreement'
    """
    known = frozenset(nodes)
    return Step(words, lambda each: each.column("via").passing(known.__contains__))


def within(window: Window, words: str, lives: Lifetimes = lifetime.NONE) -> Step:
    """Give the step that keeps what was in force at some time in a window.

    Where a tie tells no start or end it has that of its body, if that is told (``lives``).

    >>> within(Window(), "at any time").words
    'at any time'
    """

    def test(each: Incidence) -> list[bool]:
        dates = list(zip(each.column("start"), each.column("end"), strict=True))
        holding = {pair for pair in set(dates) if window.holds(*pair, moment=each.moment)}
        if lives.keys().isdisjoint(each.column("party").texts):
            return [pair in holding for pair in dates]
        ties = zip(each.column("party"), dates, strict=True)
        return [pair in holding and _lived(party, pair, moment=each.moment) for party, pair in ties]

    def _lived(party: str, pair: Dates, *, moment: bool) -> bool:
        return all(pair) or party not in lives or window.holds(*lifetime.within(*pair, lives[party]), moment=moment)

    return Step(words, test)


def sift(
    incidences: Iterable[Incidence], steps: Sequence[Step], *, timed: bool = False, apart: Collection[str] = ()
) -> Sifted:
    """Give what is left of incidences after some steps.

    A line between two parties is kept whole or not at all; of a node with many parties the ties that pass are kept.
    What chooses among parties comes last; those that are ``apart`` do not count for how many a node ties.

    >>> from partnergraph.ties.incidence import Tie
    >>> ties = tuple(Tie(party, "urn:mou", "urn:kind", "", "", "", "urn:mou") for party in ("urn:a", "urn:b"))
    >>> sift([Incidence("x", False, ties)], [of_party(["urn:a"], "of a")]).trail
    (('ties in the network', 2), ('of a', 1))
    """
    left = tuple(incidences)
    stages = [("ties in the network", left)]
    for step in sorted(steps, key=lambda step: step.choosing):
        if step.choosing:
            left = tuple(_sized(each, apart) for each in left)
        left = tuple(each for each in (_kept(incidence, step.test) for incidence in left) if each.column("via"))
        stages.append((step.words, left))
    return Sifted(left, tuple(stages), timed)


def told(trail: Trail) -> str:
    """Say in words how many were left after each step.

    >>> told((("ties in the network", 5), ("of kind agreement", 0)))
    '5 ties in the network; 0 of kind agreement'
    """
    return "; ".join(f"{number:,} {_one(words) if number == 1 else words}" for words, number in trail)


def _one(words: str) -> str:
    """Give the words of a step for a single tie or pair."""
    first, blank, rest = words.partition(" ")
    return {"ties": "tie", "pairs": "pair"}.get(first, first) + blank + rest


def _sized(incidence: Incidence, apart: Collection[str]) -> Incidence:
    """Note how many parties each node ties, unless that is known from a step before."""
    if incidence.sizes:
        return incidence
    pairs = set(zip(incidence.column("via"), incidence.column("party"), strict=True))
    return replace(incidence, sizes=Counter(via for via, party in pairs if _counts(incidence, via, party, apart)))


def _counts(incidence: Incidence, via: str, party: str, apart: Collection[str]) -> bool:
    return (incidence.as_edge or party != via) and party not in apart


def _count(incidences: Iterable[Incidence]) -> int:
    return sum(each.lines for each in incidences)


def _kept(incidence: Incidence, test: Test) -> Incidence:
    """Give the ties that pass; of a line of which a party has none that passes, none."""
    mask = test(incidence)
    if incidence.as_edge and not all(mask):
        ends = list(zip(incidence.column("via"), incidence.column("party"), strict=True))
        broken = {via for via, _ in set(ends).difference(compress(ends, mask))}
        mask = [passes and via not in broken for passes, (via, _) in zip(mask, ends, strict=True)]
    return incidence.kept(mask)
