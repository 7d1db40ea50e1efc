"""Selections: which ties of a network are kept, and how many were left after each step."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from partnergraph.incidence import Incidence, Tie
from partnergraph.window import Window

Test = Callable[[Tie, Incidence], bool]
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
    """What is left of some incidences, and the trail: how many ties there were and were left after each step.

    ``undated`` is how many of those left have no date, where time was asked for.
    """

    incidences: tuple[Incidence, ...]
    trail: Trail
    undated: int = 0


def of_kind(kinds: Iterable[str], words: str) -> Step:
    """Give the step that keeps ties of some kinds, by IRI.

    >>> of_kind(["urn:kind"], "of kind x").words
    'of kind x'
    """
    known = frozenset(kinds)
    return Step(words, lambda tie, _: tie.kind in known)


def of_party(parties: Iterable[str], words: str) -> Step:
    """Give the step that keeps the ties of some parties, by IRI.

    >>> of_party(["urn:esr"], "of the ESR").words
    'of the ESR'
    """
    known = frozenset(parties)
    return Step(words, lambda tie, _: tie.party in known, choosing=True)


def without_party(parties: Iterable[str], words: str) -> Step:
    """Give the step that leaves out the ties of some parties, by IRI.

    >>> without_party(["urn:mou"], "of bodies").words
    'of bodies'
    """
    known = frozenset(parties)
    return Step(words, lambda tie, _: tie.party not in known)


def of_weight(least: float, words: str) -> Step:
    """Give the step that keeps the ties of some weight or more.

    >>> of_weight(2, "of weight 2 or more").words
    'of weight 2 or more'
    """
    return Step(words, lambda tie, _: tie.weight >= least)


def by_node(nodes: Iterable[str], words: str) -> Step:
    """Give the step that keeps what some nodes tie, by IRI.

    >>> by_node(["urn:mou"], "under an agreement").words
    'under an agreement'
    """
    known = frozenset(nodes)
    return Step(words, lambda tie, _: tie.via in known)


def within(window: Window, words: str) -> Step:
    """Give the step that keeps what was in force at some time in a window.

    >>> within(Window(), "at any time").words
    'at any time'
    """
    return Step(words, lambda tie, incidence: window.holds(tie.start, tie.end, moment=incidence.moment))


def sift(incidences: Iterable[Incidence], steps: Sequence[Step], *, timed: bool = False) -> Sifted:
    """Give what is left of incidences after some steps.

    A line between two parties is kept whole or not at all; of a node with many parties the ties that pass are kept.
    What chooses among parties comes last.

    >>> ties = tuple(Tie(party, "urn:mou", "urn:kind", "", "", "", "urn:mou") for party in ("urn:a", "urn:b"))
    >>> sift([Incidence("x", False, ties)], [of_party(["urn:a"], "of a")]).trail
    (('ties in the network', 2), ('of a', 1))
    """
    left = tuple(incidences)
    trail = [("ties in the network", _count(left))]
    for step in sorted(steps, key=lambda step: step.choosing):
        if step.choosing:
            left = tuple(_sized(each) for each in left)
        left = tuple(each for each in (_kept(incidence, step.test) for incidence in left) if each.ties)
        trail.append((step.words, _count(left)))
    undated = sum(not tie.start and not tie.end for each in left for tie in each.ties) if timed else 0
    return Sifted(left, tuple(trail), undated)


def told(trail: Trail) -> str:
    """Say in words how many were left after each step.

    >>> told((("ties in the network", 5), ("of kind agreement", 0)))
    '5 ties in the network; 0 of kind agreement'
    """
    return "; ".join(f"{number:,} {words}" for words, number in trail)


def _sized(incidence: Incidence) -> Incidence:
    """Note how many parties each node ties, unless that is known from a step before."""
    if incidence.sizes:
        return incidence
    pairs = {(tie.via, tie.party) for tie in incidence.ties if incidence.as_edge or tie.party != tie.via}
    return replace(incidence, sizes=Counter(via for via, _ in pairs))


def _count(incidences: Iterable[Incidence]) -> int:
    return sum(len(each.ties) for each in incidences)


def _kept(incidence: Incidence, test: Test) -> Incidence:
    ties = tuple(tie for tie in incidence.ties if test(tie, incidence))
    if incidence.as_edge and len(ties) < len(incidence.ties):
        ties = tuple(_whole(incidence.ties, ties))
    return replace(incidence, ties=ties)


def _whole(before: Sequence[Tie], after: Sequence[Tie]) -> Iterator[Tie]:
    """Give the ties left of lines that have lost none of theirs."""
    had, has = (Counter(tie.via for tie in ties) for ties in (before, after))
    return (tie for tie in after if has[tie.via] == had[tie.via])
