"""Traits: what bodies can have in common - country, type, topics and programmes, in words.

The most general class, an organisation, is that of who has no finer one, and nothing that bodies have in common. A body
has the topics that it aims at or knows about, and those of the agreements, projects and other nodes that tie it;
it has the programmes under which its projects are paid.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from partnergraph.ontology import shipped
from partnergraph.profiles.scene import Scene
from partnergraph.ties.incidence import Incidence
from partnergraph.vocab import PG, PREFIXES

_LEAST = 0.25  # share of a group that a trait is told from
KINDS = ("country", "type", "topic", "programme")
_GENERAL = (PREFIXES["org"] + "Organization", PREFIXES["org"] + "FormalOrganization")
_TOLD = ("party", "via", "kind")
_TOPIC, _FUNDING = PG + "tie-topic", PG + "tie-funding"

Traits = Mapping[str, frozenset[str]]
"""What each of some bodies has of one kind of traits, in words, by the IRI of the body."""


@dataclass(frozen=True, slots=True)
class Common:
    """What a group shares: the trait, and which share of the group and of all has it."""

    kind: str
    name: str
    share: float
    overall: float


def read(scene: Scene, incidences: Iterable[Incidence], scopes: Iterable[Incidence]) -> Mapping[str, Traits]:
    """Give the traits of all bodies that some incidences tie, by kind; ``scopes`` tie topics and programmes.

    >>> from partnergraph.storage.store import Store
    >>> sorted(read(Scene(Store()), [], []))
    ['country', 'programme', 'topic', 'type']
    """
    tied: dict[str, set[str]] = defaultdict(set)
    for each in incidences:
        for party, via in zip(each.column("party"), each.column("via"), strict=True):
            tied[party].add(via)
    told = [row for each in scopes for row in zip(*(each.column(name) for name in _TOLD), strict=True)]
    programmes = scene.kinds.family("programme")
    aims = [(party, via) for party, via, kind in told if kind == _TOPIC]
    funds = [(via, party) for party, via, kind in told if kind == _FUNDING and party in programmes]
    scene.glance({*tied, *(scope for _, scope in (*aims, *funds))})
    general = frozenset(map(shipped().label, _GENERAL))
    topics, paid = _scopes(scene, aims), _scopes(scene, funds)
    return {
        "country": {iri: _some(scene.country(iri)) for iri in tied},
        "type": {iri: _some(scene.classed(iri)) - general for iri in tied},
        "topic": {iri: _together(topics, (iri, *vias)) for iri, vias in tied.items()},
        "programme": {iri: _together(paid, vias) for iri, vias in tied.items()},
    }


def spread(bodies: Iterable[str], traits: Mapping[str, Traits]) -> Mapping[str, Mapping[str, float]]:
    """Give which share of some bodies has each trait, by kind.

    >>> spread(["urn:a", "urn:b"], {"country": {"urn:a": frozenset(["AT"])}})
    {'country': {'AT': 0.5}}
    """
    every = tuple(bodies)
    return {
        kind: {name: count / len(every) for name, count in _counts(every, held).items()}
        for kind, held in traits.items()
    }


def common(
    group: Iterable[str], overall: Mapping[str, Mapping[str, float]], traits: Mapping[str, Traits]
) -> tuple[Common, ...]:
    """Give what a group shares, of each kind the trait that sets it apart most from all, the most telling first.

    ``overall`` are the shares of all (``spread``).

    A trait tells s ln(s / o) where a share s of the group and a share o of all has it (its part of the divergence of
    Kullback and Leibler, 1951); one that fewer than two or less than a quarter have, or no more than of all, tells
    nothing.

    >>> places = {"urn:a": frozenset(["AT"]), "urn:b": frozenset(["AT"]), "urn:c": frozenset(["DE"])}
    >>> traits = {"country": places}
    >>> [each.name for each in common(["urn:a", "urn:b"], spread(places, traits), traits)]
    ['AT']
    """
    members = tuple(group)
    found = []
    for kind, held in traits.items():
        counts, shares = _counts(members, held), overall[kind]
        told = [Common(kind, name, n / len(members), shares[name]) for name, n in counts.items() if n > 1]
        telling = [each for each in told if each.share >= _LEAST and each.share > each.overall]
        found += sorted(telling, key=_order)[:1]
    return tuple(sorted(found, key=_order))


def _order(each: Common) -> tuple[float, str, str]:
    return -each.share * math.log(each.share / each.overall), each.kind, each.name


def _counts(bodies: Iterable[str], held: Traits) -> Counter[str]:
    return Counter(name for body in bodies for name in held.get(body, ()))


def _scopes(scene: Scene, told: Iterable[tuple[str, str]]) -> Mapping[str, set[str]]:
    """Give the names of the scopes of each thing."""
    found: dict[str, set[str]] = defaultdict(set)
    named = cache(scene.name)
    for thing, scope in told:
        found[thing].add(named(scope))
    return found


def _together(held: Mapping[str, set[str]], things: Iterable[str]) -> frozenset[str]:
    return frozenset(name for each in things for name in held.get(each, ()))


def _some(word: str) -> frozenset[str]:
    return frozenset([word] if word else [])
