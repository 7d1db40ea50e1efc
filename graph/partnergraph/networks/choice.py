"""Choices: what a person wants to see of a network, in words, and the ties that are left of it.

Words are those of the graph: kinds of ties and types of things by their names, countries by code or name, topics and
programmes by name. What lies under a topic or a programme counts with it.
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar, Unpack

from pyoxigraph import NamedNode

from partnergraph import country, resource
from partnergraph.errors import ChoiceError, UnknownNameError
from partnergraph.networks.wish import Filters
from partnergraph.ontology import shipped
from partnergraph.query import paging, pruning, sparql
from partnergraph.questions import name
from partnergraph.questions import tree as classes
from partnergraph.questions.kind import Kinds
from partnergraph.storage import solutions
from partnergraph.storage.queryable import Queryable
from partnergraph.ties import identity, incidence, lifetime, selection
from partnergraph.ties.identity import Same
from partnergraph.ties.incidence import Incidence
from partnergraph.ties.selection import Sifted, Step
from partnergraph.values import reach, window
from partnergraph.values.term import key
from partnergraph.values.window import Window
from partnergraph.vocab import PG, shorten

_TREES = {
    "topic": ("pg:Topic", "skos:broader", ("schema:about",)),
    "programme": ("pg:Programme", "dcterms:isPartOf", ("pg:programme", "pg:fundingScheme")),
}


Word = TypeVar("Word", str, str | Path)

_MANY = 1_000  # things whose classes are asked for by name; of more all are read


@dataclass(frozen=True, slots=True)
class Choice:
    """What is asked of the ties of a network; several words of one kind are alternatives, and all kinds have to hold.

    ``networks`` are names of shipped networks, or files with a network of one's own; without any it is all shipped
    ones. ``kinds`` are kinds of ties; ``types`` and ``countries`` are those of what is tied; ``topics`` and
    ``programmes`` those of what ties. ``start`` and ``end`` say in which time a tie has to have been in force (see
    ``partnergraph.values.window``); ``dated`` leaves out ties without a date.
    """

    networks: Sequence[str | Path] = ()
    kinds: Sequence[str] = ()
    types: Sequence[str] = ()
    countries: Sequence[str] = ()
    topics: Sequence[str] = ()
    programmes: Sequence[str] = ()
    start: str | dt.date | None = None
    end: str | dt.date | None = None
    dated: bool = False

    @property
    def window(self) -> Window | None:
        """The time that is asked for, None for all time."""
        return window.between(self.start, self.end, dated=self.dated)

    def check(self) -> None:
        """Raise the error that says what is wrong with it, before a graph is read."""
        _ = self.window


def of(**filters: Unpack[Filters]) -> Choice:
    """Give the choice that some words mean; a word alone is a list of one.

    >>> of(kinds="agreement", start="2016").kinds
    ('agreement',)
    """
    return Choice(
        networks=_listed(filters.get("networks", ())),
        kinds=_listed(filters.get("kinds", ())),
        types=_listed(filters.get("types", ())),
        countries=_listed(filters.get("countries", ())),
        topics=_listed(filters.get("topics", ())),
        programmes=_listed(filters.get("programmes", ())),
        start=filters.get("start"),
        end=filters.get("end"),
        dated=filters.get("dated", False),
    )


def _listed(words: str | Word | Sequence[Word]) -> tuple[str | Word, ...]:
    return (words,) if isinstance(words, str | Path) else tuple(words)


def check_source(choice: Choice) -> None:
    """Raise ``ChoiceError`` where ties are to come from networks, and from a query instead.

    >>> check_source(Choice(kinds=["agreement"]))
    """
    if choice.networks:
        raise ChoiceError("a network is drawn from networks or from a query; give one of the two")


def made(store: Queryable, choice: Choice, *, bodies: bool = False, bare: bool = False) -> Sifted:
    """Give what is left of the networks of a store after all that is asked; ``bodies`` keeps bodies alone.

    ``bare`` may leave out as what each is tied (``partnergraph.ties.incidence.read``). ``UnknownNameError`` tells what
    there is where a word means nothing.

    >>> from partnergraph.storage.store import Store
    >>> made(Store(), Choice(networks=["agreements"])).trail
    (('ties in the network', 0),)
    """
    choice.check()
    same = identity.read(store)
    return sifted(store, tuple(_networks(store, choice.networks, same, bare=bare)), choice, bodies=bodies)


def sifted(
    store: Queryable, found: Sequence[Incidence], choice: Choice, *, bodies: bool = False, besides: Sequence[Step] = ()
) -> Sifted:
    """Give what is left of some incidences after all that is asked, but for the networks, and after other steps.

    >>> from partnergraph.storage.store import Store
    >>> sifted(Store(), [], Choice(kinds=["agreement"])).trail[-1]
    ('of kind agreement', 0)
    """
    steps = [*_steps(store, found, choice), *besides]
    others = _others(store, found) if bodies or any(step.choosing for step in steps) else set()
    if bodies:
        steps.append(selection.without_party(others, "between bodies"))
    return selection.sift(found, steps, timed=choice.window is not None, apart=others)


def things(store: Queryable, *families: str) -> set[str]:
    """Give what is of some everyday kinds (``ontology/lookups/families.rq``), by IRI.

    >>> from partnergraph.storage.store import Store
    >>> things(Store(), "body", "event")
    set()
    """
    members = store.select(resource.query("lookups", "families"))
    known = classes.read(store).of_any({member.value for family, member in members if family.value in families})
    classed = sparql.among(resource.query("lookups", "classed"), "class", map(NamedNode, known))
    return _column(store, classed, "thing")


def _column(store: Queryable, text: str, name: str) -> set[str]:
    """Give what stands in a column of the answer to a query, as text; the others are not asked for."""
    lean = pruning.pruned(paging.parts(text), [name]).text()
    return set(solutions.plain(solutions.columns(store.select(lean))[name]).texts)


def _networks(store: Queryable, words: Sequence[str | Path], same: Same, *, bare: bool) -> Iterator[Incidence]:
    known = incidence.names(store)
    for word in words or sorted(known):
        if isinstance(word, Path):
            yield incidence.read(store, word, same, bare=bare)
            continue
        if word not in known:
            near = name.near(word, known)
            told = f"; the nearest are {', '.join(near)}" if near else ""
            raise UnknownNameError(
                f"there is no network {name.shown(word)}{told}; there are {', '.join(known)}", in_graph=False
            )
        yield from incidence.named(store, word, same, bare=bare)


def _steps(store: Queryable, found: Sequence[Incidence], choice: Choice) -> Iterator[Step]:
    if choice.kinds:
        yield selection.of_kind(_kinds(found, choice.kinds), f"of kind {_either(choice.kinds)}")
    same = identity.read(store).one if choice.types or choice.countries else str
    if choice.types:
        kinds = Kinds(store)
        things = {same(thing) for word in choice.types for thing in kinds.find(word).things}
        yield selection.of_party(things, f"of type {_either(choice.types)}")
    if choice.countries:
        there = set(map(same, _located(store, choice.countries)))
        yield selection.of_party(there, f"in {_either(choice.countries)}")
    for tree, words in (("topic", choice.topics), ("programme", choice.programmes)):
        if words:
            yield selection.by_node(_under(store, tree, words), f"under {tree} {_either(words)}")
    if (time := choice.window) is not None:
        yield selection.within(time, _period(choice), lifetime.read(store, identity.read(store)))


def _period(choice: Choice) -> str:
    dated = "with a date " if choice.dated else ""
    if choice.start is None and choice.end is None:
        return dated.strip()
    since = f"from {choice.start} " if choice.start is not None else ""
    until = f"to {choice.end} " if choice.end is not None else ""
    return f"{dated}in force {since}{until}".strip()


def _either(words: Sequence[str]) -> str:
    return " or ".join(words)


def _kinds(found: Iterable[Incidence], words: Sequence[str]) -> set[str]:
    """Give the kinds of ties that some words mean: by name, prefixed name, IRI or the name of a network."""
    known = {iri for iri in shipped().labels if iri.startswith(PG + "tie-")}
    known |= {kind for each in found for kind in each.column("kind").texts}
    names: dict[str, set[str]] = {}
    for iri in sorted(known):
        for told in (iri, shorten(iri), shorten(iri).removeprefix("pg:tie-"), shipped().label(iri)):
            names.setdefault(told.casefold(), set()).add(iri)
    for each in found:
        names.setdefault(each.name.casefold(), set()).update(each.column("kind").texts)
    return _meant(words, names, "kind of ties", sorted(shorten(iri).removeprefix("pg:tie-") for iri in known))


def _located(store: Queryable, words: Sequence[str]) -> set[str]:
    """Give the things in some countries, each named by its code, its name or its IRI."""
    things: dict[str, set[str]] = {}
    codes: set[str] = set()
    for thing, place, identifier, label in store.select(resource.query("lookups", "countries")):
        known = getattr(place, "value", key(place))  # an IRI, or a text
        shown = country.code(known) or (known if identifier is None else identifier.value).rpartition("/")[2]
        codes.add(shown)
        told = {
            known,
            shorten(known),
            known.rpartition("/")[2],
            shown,
            *(each.value for each in (identifier, label) if each),
        }
        for each in told:
            things.setdefault(each.casefold(), set()).add(key(thing))
    return _meant([country.code(word) or word for word in words], things, "country", sorted(codes))


def _meant(words: Sequence[str], things: Mapping[str, set[str]], noun: str, known: Sequence[str]) -> set[str]:
    found: set[str] = set()
    for word in words:
        if word.strip().casefold() not in things:
            listed = ", ".join(known) or "none"
            raise UnknownNameError(f"there is no {noun} {name.shown(word)} in this graph; there are {listed}")
        found |= things[word.strip().casefold()]
    return found


def _under(store: Queryable, tree: str, words: Sequence[str]) -> set[str]:
    """Give topics or programmes with all below them, and what concerns or belongs to one of these."""
    kind, upwards, belonging = _TREES[tree]
    below: dict[str, list[str]] = {}
    of: dict[str, list[str]] = {}
    for thing, relation, scope in store.select(resource.query("lookups", "scopes")):
        said = shorten(relation.value)
        if said == upwards:
            below.setdefault(scope.value, []).append(key(thing))
        elif said in belonging:
            of.setdefault(scope.value, []).append(key(thing))
    scopes = reach.of((name.resolve(store, word, kind) for word in words), below)
    return scopes | {thing for scope in scopes for thing in of.get(scope, ())}


def _others(store: Queryable, found: Iterable[Incidence]) -> set[str]:
    """Give the parties that have a class and are no bodies."""
    classed = resource.query("lookups", "classed")
    bodies = things(store, "body")
    rest = {party for each in found for party in each.column("party").texts} - bodies
    if len(rest) <= _MANY and not any(party.startswith("_:") for party in rest):
        classed = sparql.among(classed, "thing", map(NamedNode, sorted(rest))) if rest else ""
    return _column(store, classed, "thing") - bodies if classed else set()
