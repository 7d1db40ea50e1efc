"""Agreements: the parties, dates and renewals that a graph tells of them, as values.

Where sources disagree the earliest start and the latest end count. The end that came counts before the planned one:
``pg:terminatedOn``, else ``schema:endDate``, else ``pg:endsOn``, as in the rule that derives ``pg:latestEnd`` and in
every question and network.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import pyoxigraph as ox

from partnergraph import resource
from partnergraph.ontology import shipped
from partnergraph.profiles.profile import Profile
from partnergraph.storage.queryable import Queryable
from partnergraph.ties import identity
from partnergraph.ties.identity import Same
from partnergraph.values import span
from partnergraph.values.evidence import Evidence
from partnergraph.vocab import shorten


@dataclass(frozen=True, slots=True)
class Agreement:
    """What is told of one agreement; dates are as known (``2017-09``), "" if not."""

    iri: str
    label: str
    kind: str = ""
    parties: tuple[str, ...] = ()  # IRIs
    names: tuple[str, ...] = ()  # of the parties, in the same order: the acronym where there is one
    signed: str = ""
    start: str = ""  # from when it holds, where that is told apart from the signing
    end: str = ""
    renews: tuple[str, ...] = ()  # IRIs of earlier agreements
    evidence: tuple[Evidence, ...] = ()

    @property
    def since(self) -> str:
        """When it came into force, as known: the start told, or else the signing.

        >>> Agreement("urn:a", "A", signed="2017-09").since
        '2017-09'
        """
        return self.start or self.signed

    def known(self, day: dt.date) -> bool:
        """Say whether it can have been known on a day: signed or begun by then, or of unknown date.

        >>> Agreement("urn:a", "A", signed="2017-09", start="2018").known(dt.date(2017, 9, 15))
        True
        """
        spans = [each for each in map(span.of, (self.signed, self.start)) if each]
        return not spans or min(spans).first <= day

    def after(self, day: dt.date) -> bool:
        """Say whether it cannot have come into force by a day.

        >>> Agreement("urn:a", "A", signed="2017-09").after(dt.date(2017, 8, 31))
        True
        """
        begun = span.of(self.since)
        return begun is not None and begun.first > day


def read(store: Queryable, profiles: Mapping[str, Profile]) -> list[Agreement]:
    """Give the agreements of a store, sorted by IRI; labels and evidence are those of the profiles.

    For parties that were accepted as one stands the one that does so in networks.

    >>> from partnergraph.storage.store import Store
    >>> from partnergraph.writing.format import TURTLE
    >>> store = Store()
    >>> store.add_text(
    ...     "PREFIX pg: <https://w3id.org/partnergraph/ontology#> <urn:mou> pg:party <urn:a>, <urn:b> .", TURTLE
    ... )
    >>> read(store, {})[0].names
    ('urn:a', 'urn:b')
    """
    values: dict[str, dict[str, set[str]]] = {}
    for thing, property, value in store.select(resource.query("lookups", "agreements")):
        values.setdefault(_word(thing), defaultdict(set))[shorten(property.value)].add(_word(value))
    same = identity.read(store)
    return [_agreement(iri, values[iri], profiles, same) for iri in sorted(values)]


def _agreement(iri: str, told: Mapping[str, set[str]], profiles: Mapping[str, Profile], same: Same) -> Agreement:
    profile = profiles.get(iri) or Profile(label=shorten(iri))
    parties = sorted((_name(each, profiles), each) for each in set(map(same.one, told["pg:party"])))
    lineage = shipped().lineage(tuple(sorted(told["rdf:type"])))
    return Agreement(
        iri=iri,
        label=profile.label,
        kind=shipped().label(lineage[0]) if lineage else "",
        parties=tuple(party for _, party in parties),
        names=tuple(name for name, _ in parties),
        signed=_earliest(told["pg:signedOn"]),
        start=_earliest(told["schema:startDate"]),
        end=_latest(told["pg:terminatedOn"] or told["schema:endDate"] or told["pg:endsOn"]),
        renews=tuple(sorted(told["pg:renews"] - {iri})),
        evidence=profile.evidence,
    )


def _name(iri: str, profiles: Mapping[str, Profile]) -> str:
    profile = profiles.get(iri)
    if profile is None:
        return shorten(iri)
    return profile.acronym or profile.label


def _earliest(dates: Iterable[str]) -> str:
    return min(((each.first, text) for text in dates if (each := span.of(text))), default=(dt.date.min, ""))[1]


def _latest(dates: Iterable[str]) -> str:
    return max(((each.last, text) for text in dates if (each := span.of(text))), default=(dt.date.min, ""))[1]


def _word(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> str:
    return term.value if isinstance(term, (ox.NamedNode, ox.Literal)) else str(term)
