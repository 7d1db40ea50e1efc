"""Kinds: the classes of things under the words that people use for them."""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property

import pyoxigraph as ox

from partnergraph import ontology, resource
from partnergraph.errors import Remedy, UnknownNameError
from partnergraph.ontology import Ontology
from partnergraph.query import sparql
from partnergraph.questions import name, tree
from partnergraph.storage.queryable import Queryable
from partnergraph.values.term import text
from partnergraph.vocab import expand, shorten

_ENDINGS = (("s", "ses"), ("x", "xes"), ("ch", "ches"), ("sh", "shes"), ("um", "a"), ("y", "ies"), ("", "s"))
DOCUMENT = "pg:Source"
"""The class of documents, which are no things of the network, and can be listed as they are."""

_OF_VOWEL = re.compile(r"[aeiou]y\Z")


@dataclass(frozen=True, slots=True)
class Kind:
    """A class, or an everyday word for several: its name, how it is written, and its things (IRIs, sorted)."""

    label: str
    word: str  # prefixed name of the class; empty for an everyday word
    things: tuple[str, ...]


class Kinds:
    """The things of a store by class; a thing is everything with a class but sources, evidence and ontology terms.

    A class stands for its subclasses too. All things are read only where all are asked for.
    """

    def __init__(self, store: Queryable) -> None:
        self._store = store
        self._families: dict[str, set[str]] = defaultdict(set)
        for family, member in store.select(resource.query("lookups", "families")):
            self._families[family.value].add(member.value)

    @cached_property
    def classes(self) -> dict[str, tuple[str, ...]]:
        """The classes of each thing as stated."""
        return _classes(self._store.select(resource.query("lookups", "things")))

    def family(self, word: str) -> frozenset[str]:
        """Give the things of an everyday word: those of its classes and their subclasses."""
        classes = [ox.NamedNode(each) for each in self._tree.of_any(self._families[word])]
        query = sparql.among(resource.query("lookups", "things"), "class", classes)
        return frozenset(_classes(self._store.select(query)))

    def is_of(self, iri: str, word: str) -> bool | None:
        """Say whether a thing is one of an everyday word; None where it is no thing.

        >>> from partnergraph.storage.store import Store
        >>> Kinds(Store()).is_of("urn:a", "body") is None
        True
        """
        query = sparql.among(resource.query("lookups", "things"), "thing", [ox.NamedNode(iri)])
        own = _classes(self._store.select(query)).get(iri)
        return None if own is None else not self._families[word].isdisjoint(self._tree.lineage(own))

    @cached_property
    def _tree(self) -> Ontology:
        return tree.read(self._store)

    @cached_property
    def _lineage(self) -> Callable[[tuple[str, ...]], tuple[str, ...]]:
        return cache(self._tree.lineage)

    @cached_property
    def documents(self) -> tuple[dict[str, str], ...]:
        """The documents: IRI, name, address, and how many things rest on each."""
        rows = self._store.select(resource.query("lookups", "documents"))
        return tuple({name: text(row[name]) for name in ("document", "name", "things", "url")} for row in rows)

    def all(self) -> tuple[Kind, ...]:
        """Give the kinds worth telling, in the order of labels: everyday words, own classes, classes that are stated.

        A class of another vocabulary that things have only by inference is left out. Of an everyday word and a class of
        one name the class is told where both have the same things, and else the word, which has more.
        """
        stated = {shorten(iri) for classes in self.classes.values() for iri in classes}
        classes = [kind for kind in self.of_class() if kind.word in stated or kind.word.startswith("pg:")]
        known = {(kind.label, kind.things) for kind in classes}
        words = [Kind(word.capitalize(), "", tuple(sorted(self.family(word)))) for word in self._families]
        words = [kind for kind in words if kind.things and (kind.label, kind.things) not in known]
        taken = {kind.label for kind in words}
        kinds = [
            *words,
            *(kind for kind in classes if kind.label not in taken),
            *([self._document] * bool(self.documents)),
        ]
        return tuple(sorted(kinds, key=lambda kind: (kind.label.casefold(), kind.word)))

    @property
    def _document(self) -> Kind:
        return Kind("Document", DOCUMENT, tuple(each["document"] for each in self.documents))

    def of_class(self) -> tuple[Kind, ...]:
        """Give every class that has things, with the things of its subclasses, in the order of labels."""
        members: dict[str, list[str]] = defaultdict(list)
        for thing in sorted(self.classes):
            for iri in self._lineage(self.classes[thing]):
                members[iri].append(thing)
        label = self._tree.label
        kinds = (Kind(label(iri), shorten(iri), tuple(things)) for iri, things in members.items())
        return tuple(sorted(kinds, key=lambda kind: (kind.label.casefold(), kind.word)))

    def specific(self) -> Mapping[str, int]:
        """Give how many things each most specific class has, by its label, in the order of labels."""
        counted = Counter(self.label(thing) for thing in self.classes)
        return {label: counted[label] for label in sorted(counted, key=lambda word: (word.casefold(), word))}

    def label(self, thing: str) -> str:
        """Give the label of the most specific class of a thing; empty if it has none."""
        lineage = self._lineage(self.classes.get(thing, ()))
        return self._tree.label(lineage[0]) if lineage else ""

    def find(self, word: str) -> Kind:
        """Give the kind that a word means: an everyday word, or a class by label, local name or prefixed name.

        Capitals, blanks and hyphens do not matter, and the plural will do. ``UnknownNameError`` tells the nearest kinds
        and how many things each has.
        """
        key = _key(word)
        if word.strip() in {DOCUMENT, expand(DOCUMENT)} or key in _keys("document", DOCUMENT):
            return self._document
        for family in self._families:
            if key in _keys(family):
                return Kind(family.capitalize(), "", tuple(sorted(self.family(family))))
        known = {kind.word: kind for kind in self.of_class()}
        for kind in (*known.values(), *self._without_things(known)):
            if word.strip() in {kind.word, expand(kind.word)} or key in _keys(kind.label, kind.word):
                return kind
        raise UnknownNameError(self._complaint(word), Remedy.KINDS)

    def _without_things(self, known: Mapping[str, Kind]) -> Iterator[Kind]:
        shipped = ontology.shipped()
        for iri in sorted(shipped.supers):
            if shorten(iri) not in known:
                yield Kind(shipped.label(iri), shorten(iri), ())

    def _complaint(self, word: str) -> str:
        counts = {kind.label.casefold(): len(kind.things) for kind in self.of_class()}
        counts |= {family: len(self.family(family)) for family in self._families}
        near = name.near(word, counts)
        told = f"; the nearest kinds are {', '.join(f'{each} ({counts[each]})' for each in near)}" if near else ""
        return f"there is no kind {name.shown(word)}{told}"


def _classes(rows: ox.QuerySolutions) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for thing, stated in rows:
        found[thing.value] = (*found.get(thing.value, ()), stated.value)
    return found


def _keys(*words: str) -> set[str]:
    """Give the forms in which words may be typed: as they are, and with the first or the last word in the plural."""
    found: set[str] = set()
    for word in words:
        parts = re.split("[:/#]", word)[-1].split() or [""]
        first, last = [_plural(parts[0]), *parts[1:]], [*parts[:-1], _plural(parts[-1])]
        found.update(_key(" ".join(each)) for each in (parts, first, last))
    return found


def _plural(word: str) -> str:
    if _OF_VOWEL.search(word):
        return word + "s"
    single, plural = next(pair for pair in _ENDINGS if word.endswith(pair[0]))
    return word.removesuffix(single) + plural


def _key(word: str) -> str:
    return "".join(sign for sign in word.casefold() if sign.isalnum())
