"""Scenes: what is read from a store to tell about its things, each part once and when it is needed."""

from collections.abc import Iterable
from functools import cached_property

from partnergraph import resource
from partnergraph.ontology import shipped
from partnergraph.profiles import disagreement, fact, profile
from partnergraph.profiles.disagreement import Disagreement
from partnergraph.profiles.fact import Facts
from partnergraph.profiles.profile import Profile, Profiles
from partnergraph.questions.kind import Kinds
from partnergraph.storage.queryable import Queryable
from partnergraph.storage.store import Store
from partnergraph.ties import identity, incidence
from partnergraph.ties.identity import Same
from partnergraph.ties.mesh import Mesh
from partnergraph.values.evidence import Evidence
from partnergraph.values.term import Term, is_iri, key, text
from partnergraph.vocab import PREFIXES, shorten

_MANY, _AT_ONCE = 20_000, 1_000  # things that are looked at rather than all, and in one query
_SINGLE = 40  # things that are looked at one by one before all are
_SERIES = PREFIXES["schema"] + "EventSeries"


class Scene:
    """What a store holds, as it is told.

    >>> from partnergraph.storage.store import Store
    >>> Scene(Store()).name("https://w3id.org/partnergraph/id/body/esr")
    'body:esr'
    """

    def __init__(self, store: Queryable) -> None:
        self._store = store
        self._seen: dict[str, Profile | None] = {}
        self._glanced: dict[str, Profile] = {}
        self._proved: dict[str, tuple[Evidence, ...]] = {}
        self._single = 0

    def look(self, things: Iterable[str]) -> None:
        """Read the profiles of some things that are going to be told, where not all have been read.

        >>> from partnergraph.storage.store import Store
        >>> scene = Scene(Store())
        >>> scene.look(["urn:a"])
        >>> scene.name("urn:a")
        'urn:a'
        """
        wanted = sorted({*things} - self._seen.keys())
        if "profiles" not in self.__dict__ and len(wanted) <= _MANY and all(map(is_iri, wanted)):
            for some in (wanted[first : first + _AT_ONCE] for first in range(0, len(wanted), _AT_ONCE)):
                found = profile.read(self._store, some)
                self._seen |= {iri: found.get(iri) for iri in some}

    def glance(self, things: Iterable[str]) -> None:
        """Read what some things are, but for their evidence, however many they are, where not all have been read.

        >>> from partnergraph.storage.store import Store
        >>> scene = Scene(Store())
        >>> scene.glance(["urn:a"])
        >>> scene.name("urn:a")
        'urn:a'
        """
        if "profiles" not in self.__dict__ and isinstance(self._store, Store):
            self._glanced |= profile.plain(self._store, {*things} - self._glanced.keys() - self._seen.keys())

    def look_up(self, statements: Iterable[str]) -> None:
        """Read the evidence of some nodes that are not going to be told themselves, where not all has been read.

        >>> from partnergraph.storage.store import Store
        >>> scene = Scene(Store())
        >>> scene.look_up(["urn:statement"])
        >>> scene.evidence("urn:statement")
        ()
        """
        wanted = sorted({*statements} - self._seen.keys() - self._proved.keys())
        if "profiles" not in self.__dict__ and len(wanted) <= _MANY and all(map(is_iri, wanted)):
            for some in (wanted[first : first + _AT_ONCE] for first in range(0, len(wanted), _AT_ONCE)):
                self._proved |= dict.fromkeys(some, ()) | profile.evidence(self._store, some)

    def rest(self) -> None:
        """Forget what was looked at before, where that is much by now.

        >>> from partnergraph.storage.store import Store
        >>> Scene(Store()).rest()
        """
        if len(self._seen) + len(self._proved) > _MANY:
            self._seen.clear()
            self._glanced.clear()
            self._proved.clear()

    @cached_property
    def mesh(self) -> Mesh:
        """All ties."""
        return Mesh(incidence.shipped(self._store))

    @cached_property
    def profiles(self) -> Profiles:
        """The profile of each thing."""
        return profile.read(self._store)

    @cached_property
    def kinds(self) -> Kinds:
        """The things by class."""
        return Kinds(self._store)

    @cached_property
    def disagreements(self) -> tuple[Disagreement, ...]:
        """Where sources disagree."""
        return disagreement.read(self._store, self.profiles)

    @cached_property
    def disputed(self) -> frozenset[str]:
        """The things about which sources disagree, and the nodes that state the sides."""
        sides = (side.statement for each in self.disagreements for side in each.sides)
        return frozenset({*sides, *(each.thing for each in self.disagreements)})

    @cached_property
    def addresses(self) -> dict[str, str]:
        """The address of each office, by its IRI."""
        rows = self._store.select(resource.query("lookups", "offices"))
        return {
            key(row["site"]): _address(*(text(row[each]) for each in ("street", "postal_code", "town"))) for row in rows
        }

    @cached_property
    def same(self) -> Same:
        """The bodies that were accepted as one."""
        return identity.read(self._store)

    def facts(self, things: Iterable[str]) -> Facts:
        """Give what is stated of some things; of bodies that are one by what stands for them."""
        told = fact.read(self._store, {each for thing in things for each in self.same.all(thing)})
        found: dict[str, dict[str, tuple[Term, ...]]] = {}
        for iri, values in told.items():
            own = found.setdefault(self.same.one(iri), {})
            for property, terms in values.items():
                own[property] = tuple(sorted({*own.get(property, ()), *terms}, key=str))
        return found

    def profile(self, iri: str) -> Profile:
        """Give the profile of a thing; a bare one where nothing is known of it."""
        return self._told(iri) or Profile(shorten(iri))

    def knows(self, iri: str) -> bool:
        """Say whether a thing has a class, a name or evidence."""
        return self._seen[iri] is not None if iri in self._seen else iri in self.profiles

    def country(self, iri: str) -> str:
        """Give the code of the country of a thing; empty if it has none."""
        return self._plain(iri).country

    def _told(self, iri: str) -> Profile | None:
        """Give the profile of a thing; of a store here some are read one by one before all are."""
        if iri not in self._seen and isinstance(self._store, Store) and self._single < _SINGLE:
            self._single += 1
            self.look((iri,))
        return self._seen[iri] if iri in self._seen else self.profiles.get(iri)

    def _plain(self, iri: str) -> Profile:
        """Give what is told of a thing beside its evidence; a bare profile where nothing is known of it."""
        if iri in self._glanced:
            return self._glanced[iri]
        few = iri in self._seen or (isinstance(self._store, Store) and self._single < _SINGLE)
        return self.profile(iri) if few and "profiles" not in self.__dict__ else self.profiles.plain(iri)

    def name(self, iri: str) -> str:
        """Give the name of a thing or of a term of the ontology, else its shortened IRI."""
        return shipped().labels.get(iri) or self._plain(iri).label

    def short(self, iri: str) -> str:
        """Give the acronym of a thing, else its name."""
        return self._plain(iri).acronym or self.name(iri)

    def classed(self, iri: str) -> str:
        """Give the label of the most specific class of a thing; empty if it has none."""
        types = shipped().lineage(self._plain(iri).types)
        return shipped().label(types[0]) if types else ""

    def is_series(self, iri: str) -> bool:
        """Say whether a thing is several events under one name."""
        return _SERIES in shipped().lineage(self._plain(iri).types)

    def role(self, word: str) -> str:
        """Give a role in words: the label of its IRI, or the words that the graph itself has for it."""
        told = shipped().labels.get(word)
        if told is None and (is_iri(word) or word.startswith("_:")):
            known = self._told(word)
            told = known.label if known else None
        return told or word

    def evidence(self, iri: str) -> tuple[Evidence, ...]:
        """Give the evidence of a node."""
        return self._proved[iri] if iri in self._proved else self.profile(iri).evidence


def _address(street: str, code: str, town: str) -> str:
    return ", ".join(filter(None, (street, f"{code} {town}".strip())))
