"""Standings: bodies in the order of a measure, each with its value and a sentence that says what it means for it."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import get_args

import numpy as np

from partnergraph.analysis import community
from partnergraph.analysis.adjacency import Ties
from partnergraph.analysis.community import Labels
from partnergraph.errors import ChoiceError
from partnergraph.measures import measure
from partnergraph.measures.measure import Measured, Values
from partnergraph.measures.wish import MEASURES, Groups, Measure
from partnergraph.networks.projection import Projection
from partnergraph.networks.weight import all_rounded, worded
from partnergraph.networks.wish import Weight
from partnergraph.ontology import shipped
from partnergraph.profiles.profile import Profile
from partnergraph.values import count
from partnergraph.values.table import Table
from partnergraph.vocab import shorten
from partnergraph.writing import sheet

COLUMNS = ("place", "body", "value", "meaning", "iri")
_PLACES = 9  # decimals by which two values differ
_ALONE = "is tied to no other body"


@dataclass(frozen=True, slots=True)
class Field:
    """All that a sentence may speak of: the values, and the number of partners of each body.

    ``error`` is that of ``partnergraph.measures.measure.Measured``; ``lowest`` says that the least value is foremost.
    """

    values: Values
    partners: Values
    error: float = 0.0
    lowest: bool = False

    @property
    def others(self) -> int:
        """How many bodies there are beside one."""
        return len(self.values) - 1

    @property
    def ranked(self) -> Values:
        """The values in the way that they are sorted."""
        return self.values if self.lowest else -self.values

    def beside(self, place: int, more: str, alike: str) -> str:
        """Say how many of the other bodies with a value one has left behind, or that all have the same."""
        known = self.ranked[~np.isnan(self.ranked)]
        others = _others(len(known) - 1)
        if (known == self.ranked[place]).all():
            return f"{alike} {'the' if len(known) - 1 == 1 else 'each of'} {others}"
        return f"{more} than {(known > self.ranked[place]).sum():,} of {others}"


Sentence = Callable[[Field, int], str]


def _others(number: int) -> str:
    return count.of(number, "other body", "other bodies")


def _degree(field: Field, at: int) -> str:
    return f"is tied to {field.values[at]:,.0f} of {_others(field.others)}"


def _strength(field: Field, at: int) -> str:
    times = field.values[at] / field.values.mean()
    return f"has ties that weigh {worded(field.values[at])}, {times:,.1f} times the mean"


def _pagerank(field: Field, at: int) -> str:
    value = field.values[at]
    return f"holds a walker over the ties {value:.2%} of the time, {value * len(field.values):.1f} times an even share"


def _betweenness(field: Field, at: int) -> str:
    return f"lies on {field.values[at]:.2%} of the shortest paths between other bodies"


def _closeness(field: Field, at: int) -> str:
    told = field.beside(at, "is nearer to all", "is as near to all as")
    return f"{told}; at 1 it would be next to each of them"


def _core(field: Field, at: int) -> str:
    return f"belongs to a part in which every body has {count.of(field.values[at], 'partner')} or more within it"


def _constraint(field: Field, at: int) -> str:
    told = field.beside(at, "is less bound to the same few", "is as bound to the same few as")
    return f"{told}: the lower, the freer to broker"


def _effective_size(field: Field, at: int) -> str:
    partners, size = count.of(field.partners[at], "partner"), f"{field.values[at]:,.1f}"
    return f"reaches with {partners} as much as {size} untied {'one' if size == '1.0' else 'ones'} would reach"


def _participation(field: Field, at: int) -> str:
    return f"has a chance of {field.values[at]:.0%} that two of its ties, drawn by weight, lead to different groups"


_MEASURES: Mapping[Measure, tuple[Callable[[Ties], Measured], Sentence]] = MappingProxyType(
    {
        "betweenness": (measure.betweenness, _betweenness),
        "closeness": (measure.closeness, _closeness),
        "constraint": (measure.constraint, _constraint),
        "core": (measure.core, _core),
        "degree": (measure.degree, _degree),
        "effective-size": (measure.effective_size, _effective_size),
        "pagerank": (measure.pagerank, _pagerank),
        "strength": (measure.strength, _strength),
    }
)


def check(by: str, groups: str) -> None:
    """Raise ``ChoiceError`` where there is no such measure or grouping, before a network is read.

    >>> check("degree", "country")
    """
    if by not in MEASURES:
        raise ChoiceError(f"there is no measure {by!r}; there are {', '.join(MEASURES)}")
    if groups not in get_args(Groups):
        raise ChoiceError(f"there is no grouping by {groups!r}; there are {', '.join(get_args(Groups))}")


def measured(by: str, ties: Ties) -> Values:
    """Give the value of each node by a measure other than participation, which needs groups; weight 0 is no tie.

    >>> measured("degree", Ties(2, np.array([0]), np.array([1]), np.ones(1))).tolist()
    [1.0, 1.0]
    """
    check(by, "community")
    method, _ = next(found for name, found in _MEASURES.items() if name == by)
    return method(_tied(ties)).values


def rounded(by: str, values: Values) -> Values:
    """Give the values of a measure with nine decimals, so that what is equal is that; of small strengths with more.

    >>> rounded("strength", np.array([2e-20])).tolist(), rounded("pagerank", np.array([1e-17])).tolist()
    ([2e-20], [0.0])
    """
    found = all_rounded(values, _PLACES) if by == "strength" else np.round(values, _PLACES)
    return found + 0.0


def of(
    pairs: Projection,
    profiles: Mapping[str, Profile],
    by: Measure = "strength",
    *,
    weight: Weight = "newman",
    groups: Groups = "community",
) -> Table:
    """Give the bodies of a projection by a measure, the foremost first: place, name, value, meaning and IRI.

    A tie of weight 0 is none. Equal values share a place; of constraint the least is the foremost. Who has no value
    stands last without a place. ``groups`` are those over which participation is spread. Where a value was sampled, its
    meaning tells the error.

    >>> from partnergraph.networks import projection
    >>> from partnergraph.ties.incidence import Incidence, Tie
    >>> ties = tuple(Tie(party, "urn:mou", "", "", "", "", "") for party in ("urn:a", "urn:b"))
    >>> of(projection.of([Incidence("x", False, ties)]), {}, "degree").values("meaning")[0]
    'is tied to 1 of 1 other body'
    """
    check(by, groups)
    ties = _tied(Ties(len(pairs.parties), pairs.one, pairs.other, pairs.weight(weight)))
    found, sentence = _found(pairs, profiles, ties, by, groups)
    field = Field(rounded(by, found.values), measure.degree(ties).values, found.error, by == "constraint")
    labels = [profiles[iri].label if iri in profiles else shorten(iri) for iri in pairs.parties]
    return sheet.of(COLUMNS, list(_rows(pairs.parties, labels, field, sentence)))


def _tied(ties: Ties) -> Ties:
    there = ties.weight > 0
    return Ties(ties.count, ties.one[there], ties.other[there], ties.weight[there])


def _found(
    pairs: Projection, profiles: Mapping[str, Profile], ties: Ties, by: Measure, groups: Groups
) -> tuple[Measured, Sentence]:
    if by == "participation":
        return measure.participation(ties, _groups(pairs, profiles, ties, groups)), _participation
    method, sentence = _MEASURES[by]
    return method(ties), sentence


def _rows(
    parties: Sequence[str], labels: Sequence[str], field: Field, sentence: Sentence
) -> Iterator[tuple[str | int | float, ...]]:
    key = field.ranked
    place, sampled = 0, f" (sampled: the value ± {field.error:.2g} at 90 %)" if field.error else ""
    order = sorted(range(len(parties)), key=lambda at: (not field.partners[at], key[at], labels[at], parties[at]))
    for number, at in enumerate(order):
        if np.isnan(key[at]):
            yield "", labels[at], "", _ALONE, parties[at]
            continue
        place = place if number and key[order[number - 1]] == key[at] else number + 1
        told = sentence(field, at) + sampled if field.partners[at] else _ALONE
        yield place, labels[at], float(field.values[at]), told, parties[at]


def _groups(pairs: Projection, profiles: Mapping[str, Profile], ties: Ties, by: Groups) -> Labels:
    """Give the number of the group of each body; those of which it is not known are one group."""
    if by == "community":
        return community.found(ties)
    known = [profiles.get(iri) or Profile("") for iri in pairs.parties]
    if by == "country":
        names = [profile.country for profile in known]
    else:
        names = [next(iter(shipped().lineage(profile.types)), "") for profile in known]
    _, found = np.unique(np.array(names, dtype=np.str_), return_inverse=True)
    return found.astype(np.int64)
