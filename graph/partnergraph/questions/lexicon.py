"""Lexicons: the names of things and terms that can be typed, found by their beginnings while somebody types.

Each part is read from the graph when it is first needed, and then kept: of the shipped graph some 3,800 names and 3,500
things, among which the fitting ones are found in a few milliseconds.
"""

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pyoxigraph as ox

from partnergraph import ontology, resource
from partnergraph.errors import PartnergraphError
from partnergraph.questions import question
from partnergraph.questions.kind import DOCUMENT
from partnergraph.questions.parameter import Parameter
from partnergraph.storage import worker
from partnergraph.storage.queryable import Queryable
from partnergraph.values.term import key
from partnergraph.vocab import PREFIXES, expand, shorten

MOST = 100_000
"""Names, and things, that are read from a graph: more cannot be searched between two keys."""

_SECONDS = 2.0  # that somebody who types waits for one part; what takes longer is left out
_TOLD = (ox.NamedNode, ox.Literal)
_THINGS = "SELECT DISTINCT ?thing { ?thing a ?class FILTER (isIRI(?thing)) }"
_CLASSES = "SELECT DISTINCT ?class { ?thing a ?class }"
_PROPERTIES = "SELECT DISTINCT ?property { ?thing ?property ?value }"


@dataclass(frozen=True, slots=True)
class Entry:
    """Something that can be typed, and what it stands for: of a name the thing, of a term or thing its label."""

    text: str
    meaning: str


class Lexicon:
    """The names in a graph, its things and terms by their prefixed names, and the questions that can be asked of it.

    ``folders`` hold questions beside the shipped ones; a file there that is none is left out.
    """

    def __init__(self, store: Queryable, folders: tuple[Path, ...] = ()) -> None:
        self._store = store
        self._folders = folders

    def named(self, beginning: str) -> list[Entry]:
        """Give the names that begin so, whatever the capitals, and then those with a later word that does.

        >>> from partnergraph.writing import format
        >>> from partnergraph.storage.store import Store
        >>> store = Store()
        >>> store.add_text('<urn:a> <http://www.w3.org/2004/02/skos/core#altLabel> "ESR", "Old ESR" .', format.TURTLE)
        >>> [each.text for each in Lexicon(store).named("es")]
        ['ESR', 'Old ESR']
        """
        wanted = beginning.casefold()
        first = [each for folded, each in self._names if folded.startswith(wanted)]
        later = [each for folded, each in self._names if f" {wanted}" in folded and not folded.startswith(wanted)]
        return [*first, *later]

    def prefixed(self, beginning: str) -> list[Entry]:
        """Give the terms and things whose prefixed names begin so, whatever the capitals behind the colon.

        Where there are none, those whose label has a word that begins as what stands behind the colon.

        >>> from partnergraph.storage.store import Store
        >>> [each.text for each in Lexicon(Store()).prefixed("pg:memo")]
        ['pg:MemorandumOfUnderstanding']
        """
        found = _begun((*self._classes, *self._terms, *self._things), beginning)
        return list({each.text: each for each in reversed(found)}.values())[::-1]

    def classes(self, beginning: str) -> list[Entry]:
        """Give the classes among ``prefixed``.

        >>> from partnergraph.storage.store import Store
        >>> [each.text for each in Lexicon(Store()).classes("pg:i")]
        ['pg:Institute']
        """
        return _begun(self._classes, beginning)

    def kinds(self, beginning: str) -> list[Entry]:
        """Give the kinds of things: the classes by their labels, and the everyday words for several.

        >>> from partnergraph.storage.store import Store
        >>> [each.text for each in Lexicon(Store()).kinds("SUR")]
        ['survey', 'survey series']
        """
        return [each for each in self._kinds if each.text.startswith(beginning.casefold())]

    def questions(self, beginning: str) -> list[Entry]:
        """Give the named questions, each with what it is for.

        >>> from partnergraph.storage.store import Store
        >>> [each.text for each in Lexicon(Store()).questions("unit")]
        ['unit-chain', 'units-under']
        """
        return [Entry(each.name, each.summary) for each in self._questions if each.name.startswith(beginning)]

    def parameters(self, word: str, beginning: str) -> list[Entry]:
        """Give the parameters of a question, each with its type.

        >>> from partnergraph.storage.store import Store
        >>> Lexicon(Store()).parameters("unit-chain", "")
        [Entry(text='unit', meaning='org:Organization')]
        """
        return [Entry(each.name, each.type) for each in self._parameters(word) if each.name.startswith(beginning)]

    def values(self, word: str, parameter: str, beginning: str) -> list[Entry]:
        """Give what a parameter of a question may be: one of its choices, or the names of things unless it is a value.

        >>> from partnergraph.storage.store import Store
        >>> [each.text for each in Lexicon(Store()).values("agreement-status", "status", "r")]
        ['renewed']
        """
        found = next((each for each in self._parameters(word) if each.name == parameter), None)
        if found and found.choices:
            wanted = beginning.casefold()
            return [Entry(each, "") for each in found.choices if each.casefold().startswith(wanted)]
        return [] if found is None or found.type.startswith("xsd:") else self.typed(beginning)

    def typed(self, beginning: str) -> list[Entry]:
        """Give the names of things that begin so, or the prefixed names where a standard prefix is typed.

        >>> from partnergraph.storage.store import Store
        >>> Lexicon(Store()).typed("body:e")
        []
        """
        prefix, colon, _ = beginning.partition(":")
        return self.prefixed(beginning) if colon and prefix in PREFIXES else self.named(beginning)

    def _parameters(self, word: str) -> list[Parameter]:
        return [one for each in self._questions if each.name == word for one in each.parameters]

    @cached_property
    def _questions(self) -> tuple[question.Question, ...]:
        try:
            return question.collect(self._folders).questions
        except PartnergraphError:  # nobody who types is told of a folder that is none
            return question.shipped()

    @cached_property
    def _kinds(self) -> tuple[Entry, ...]:
        labels = {each.meaning.casefold(): each.text for each in self._classes if _is_kind(each)}
        words = {"document": DOCUMENT} | {word: "" for word, _ in self._rows(resource.query("lookups", "families"))}
        return tuple(Entry(word, meaning) for word, meaning in sorted((words | labels).items()))

    @cached_property
    def _names(self) -> tuple[tuple[str, Entry], ...]:
        found = {Entry(label, shorten(thing)) for thing, label in self._labels if label.isprintable()}
        return tuple(sorted(((each.text.casefold(), each) for each in found), key=lambda pair: (pair[0], str(pair[1]))))

    @cached_property
    def _labels(self) -> list[tuple[str, ...]]:
        return self._rows(resource.query("lookups", "names"))

    @cached_property
    def _things(self) -> tuple[Entry, ...]:
        labels: dict[str, str] = {}
        for thing, label in self._labels:  # the longest name says most
            labels[thing] = max(labels.get(thing, ""), label, key=lambda name: (len(name), name))
        return _entries(labels | {iri: labels.get(iri, "") for iri in self._iris(_THINGS)})

    @cached_property
    def _classes(self) -> tuple[Entry, ...]:
        return _entries(_own("owl:Class") | {iri: ontology.shipped().label(iri) for iri in self._iris(_CLASSES)})

    @cached_property
    def _terms(self) -> tuple[Entry, ...]:
        """The properties, and the concepts of the ontology."""
        own = _own("owl:ObjectProperty", "owl:DatatypeProperty", "owl:AnnotationProperty", "skos:Concept")
        return _entries(own | {iri: ontology.shipped().label(iri) for iri in self._iris(_PROPERTIES)})

    def _iris(self, text: str) -> list[str]:
        return [iri for (iri,) in self._rows(text)]

    def _rows(self, text: str) -> list[tuple[str, ...]]:
        """Give the answer to a query, or nothing where it takes too long: nobody who types is told of an error."""
        limits = worker.Limits(_SECONDS, rows=MOST) if worker.CAN_FORK else None
        try:
            answer = self._store.query(text, limits=limits)
        except PartnergraphError:
            return []
        rows = answer if isinstance(answer, ox.QuerySolutions) else ()
        return [tuple(term.value if isinstance(term, _TOLD) else "" for term in row) for row in rows]


def _is_kind(each: Entry) -> bool:
    """Say whether a class is one of things, and not of terms."""
    return bool(each.meaning) and each.text.partition(":")[0] not in {"owl", "rdf", "rdfs", "sh"}


def _own(*kinds: str) -> dict[str, str]:
    """Give the labels of the terms of these kinds in the shipped ontology."""
    wanted = {(ox.NamedNode(PREFIXES["rdf"] + "type"), ox.NamedNode(expand(kind) or kind)) for kind in kinds}
    iris = [key(triple.subject) for triple in ontology.triples() if (triple.predicate, triple.object) in wanted]
    return {iri: ontology.shipped().label(iri) for iri in iris}


def _entries(labels: dict[str, str]) -> tuple[Entry, ...]:
    """Give what has a prefixed name, in the order of these."""
    found = (Entry(shorten(iri), label if label.isprintable() else "") for iri, label in labels.items())
    kept = (each for each in found if each.text.partition(":")[0] in PREFIXES and each.text.isprintable())
    return tuple(sorted(kept, key=lambda each: (each.text.casefold(), each.text)))


def _begun(entries: tuple[Entry, ...], beginning: str) -> list[Entry]:
    prefix, _, local = beginning.partition(":")
    within = [each for each in entries if each.text.startswith(f"{prefix}:")]
    folded = local.casefold()
    begun = [each for each in within if each.text[len(prefix) + 1 :].casefold().startswith(folded)]
    return begun or [each for each in within if f" {folded}" in f" {each.meaning.casefold()}"]
