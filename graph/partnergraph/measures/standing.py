"""Standings: bodies in the order of a measure, each with its value and a sentence that says what it means for it."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import get_args

import numpy as np

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

    ``errors`` are those of ``partnergraph.measures.measure.Measured``; ``lowest`` says that the least value is
    foremost.
    """

    values: Values
    partners: Values
    errors: Values | None = None
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


def _percent(share: float) -> str:
    """Give a share in per cent; a small one with two digits, for it is not nothing."""
    if not share or share >= 0.001:
        return f"{share:.2%}"
    return f"{share * 100:.2g}%" if share >= 1e-6 else "less than 0.0001%"


def _times(number: float) -> str:
    return f"{number:,.1f}" if number >= 0.1 or not number else f"{number:.1g}"


def _strength(field: Field, at: int) -> str:
    times = field.values[at] / field.values.mean()
    return f"has ties that weigh {worded(field.values[at])}, {_times(times)} times the mean"


def _pagerank(field: Field, at: int) -> str:
    value = field.values[at]
    share = f"{_times(value * len(field.values))} times an even share"
    return f"holds a walker over the ties {_percent(value)} of the time, {share}"


def _betweenness(field: Field, at: int) -> str:
    value, what = field.values[at], "of all pairs of other bodies"
    if field.errors is None:
        return f"lies on the shortest paths of {_percent(value)} {what}"
    error = field.errors[at]
    if not value:
        return "lies on no shortest path that was followed (sampled)"
    if value <= error:
        most = _percent(value + error)
        return f"lies on the shortest paths of {most} {what} or fewer, not told apart from 0 (sampled, at 90 %)"
    margin = _percent(error).removesuffix("%")
    told = f"(sampled: ± {margin} percentage points at 90 %)"
    return f"lies on the shortest paths of {_percent(value)} {what} {told}"


def _closeness(field: Field, at: int) -> str:
    told = field.beside(at, "is nearer to all", "is as near to all as")
    error = 0.0 if field.errors is None else field.errors[at]
    sampled = "" if not error else f" (sampled: {field.values[at]:.3f} ± {error:.2g} at 90 %)"
    return f"{told}; at 1 it would be next to each of them{sampled}"


def _core(field: Field, at: int) -> str:
    return f"belongs to a part in which every body has {count.of(field.values[at], 'partner')} or more within it"


def _constraint(field: Field, at: int) -> str:
    told = field.beside(at, "is less bound to the same few", "is as bound to the same few as")
    return f"{told}: the lower, the freer to broker"


def _effective_size(field: Field, at: int) -> str:
    partners, size = count.of(field.partners[at], "partner"), f"{field.values[at]:,.1f}"
    return f"reaches with {partners} as much as {size} untied {'one' if size == '1.0' else 'ones'} would reach"


def _participation(by: Groups, unknown: Values) -> Sentence:
    """Give the sentence of participation over some groups, of so many partners of each body unknown."""
    one, many = _WORDS[by]

    def said(field: Field, at: int) -> str:
        value, partners, rest = field.values[at], field.partners[at], unknown[at]
        if np.isnan(value):
            return f"has {count.of(partners, 'partner')}, and the {one} of none is known"
        chance = "less than 1%" if 0 < value < 0.005 else f"{value:.0%}"
        known = f" to bodies of known {one}" if rest else ""
        told = f"has a chance of {chance} that two of its ties{known}, drawn by weight, lead to different {many}"
        return f"{told}; of {rest:,.0f} of {count.of(partners, 'partner')} the {one} is not known" if rest else told

    return said


_WORDS = {"community": ("group", "groups"), "country": ("country", "countries"), "type": ("type", "types")}


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


def of(  # noqa: PLR0913 (each is an option of the ranking)
    pairs: Projection,
    profiles: Mapping[str, Profile],
    by: Measure = "strength",
    *,
    weight: Weight = "newman",
    groups: Groups = "community",
    communities: Mapping[str, int] = MappingProxyType({}),
) -> Table:
    """Give the bodies of a projection by a measure, the foremost first: place, name, value, meaning and IRI.

    A tie of weight 0 is none. Equal values share a place; of constraint the least is the foremost. Who has no value
    stands last without a place. ``groups`` are those over which participation is spread, and ``communities`` the number
    of that of each body, where they are these (``cluster.communities``); partners whose group is not known do not
    count there. Where a value was sampled, its meaning tells the error.

    >>> from partnergraph.networks import projection
    >>> from partnergraph.ties.incidence import Incidence, Tie
    >>> ties = tuple(Tie(party, "urn:mou", "", "", "", "", "") for party in ("urn:a", "urn:b"))
    >>> of(projection.of([Incidence("x", False, ties)]), {}, "degree").values("meaning")[0]
    'is tied to 1 of 1 other body'
    """
    check(by, groups)
    ties = _tied(Ties(len(pairs.parties), pairs.one, pairs.other, pairs.weight(weight)))
    if by == "participation":
        held = np.array([communities.get(iri, -1) for iri in pairs.parties], dtype=np.int64)
        own = held if groups == "community" else _groups(pairs, profiles, groups)
        found, sentence = measure.participation(ties, own), _participation(groups, measure.partners(ties, own < 0))
    else:
        method, sentence = _MEASURES[by]
        found = method(ties)
    field = Field(rounded(by, found.values), measure.degree(ties).values, found.errors, by == "constraint")
    labels = [profiles[iri].label if iri in profiles else shorten(iri) for iri in pairs.parties]
    return sheet.of(COLUMNS, list(_rows(pairs.parties, labels, field, sentence)))


def _tied(ties: Ties) -> Ties:
    there = ties.weight > 0
    return Ties(ties.count, ties.one[there], ties.other[there], ties.weight[there])


def _rows(
    parties: Sequence[str], labels: Sequence[str], field: Field, sentence: Sentence
) -> Iterator[tuple[str | int | float, ...]]:
    key, place = field.ranked, 0
    lacking = np.isnan(key)
    order = sorted(
        range(len(parties)),
        key=lambda at: (not field.partners[at], lacking[at], 0.0 if lacking[at] else key[at], labels[at], parties[at]),
    )
    for number, at in enumerate(order):
        told = sentence(field, at) if field.partners[at] else _ALONE
        if lacking[at]:
            yield "", labels[at], "", told, parties[at]
            continue
        place = place if number and key[order[number - 1]] == key[at] else number + 1
        yield place, labels[at], float(field.values[at]), told, parties[at]


def _groups(pairs: Projection, profiles: Mapping[str, Profile], by: Groups) -> Labels:
    """Give the number of the country or type of each body, -1 where it is not known."""
    known = [profiles.get(iri) or Profile("") for iri in pairs.parties]
    if by == "country":
        names = [profile.country for profile in known]
    else:
        names = [next(iter(shipped().lineage(profile.types)), "") for profile in known]
    _, found = np.unique(np.array(names, dtype=np.str_), return_inverse=True)
    return np.where(np.array(names, dtype=np.str_) == "", -1, found.astype(np.int64))
