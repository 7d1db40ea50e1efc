"""The register of an import: the things that its rows describe, found again by id, name or acronym."""

import difflib
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import quote, unquote

from partnergraph.errors import InputError
from partnergraph.sources.sheets import column, entry
from partnergraph.ties.identity import Same
from partnergraph.vocab import expand, shorten

_WORDS = {"agreement": "an agreement", "event": "an event", "evidence": "evidence"}
_SEARCHED = 20_000  # names among which the nearest is looked for


@dataclass(frozen=True, slots=True)
class Thing:
    """A thing: its IRI, its kind, whether it is a unit or a formal organisation, its name and its shortest one."""

    iri: str
    kind: str
    unit: bool = False
    formal: bool = False
    name: str = ""
    short: str = ""


Above = Callable[[str], Iterable[tuple[str, str]]]
"""Gives what the thing of an IRI is a part of, and where that stands."""


def parentless(_: str) -> Iterable[tuple[str, str]]:
    """Give nothing: what a thing is a part of where no store is looked into.

    >>> list(parentless("urn:panel"))
    []
    """
    return ()


@dataclass(frozen=True, slots=True)
class Stock:
    """What a store has that rows may name: things with their names, which of them are one, what they are a part of."""

    things: tuple[tuple[Thing, Sequence[str]], ...] = ()
    same: Same = field(default_factory=Same)
    above: Above = parentless
    lapsed: Mapping[str, str] = field(default_factory=dict)
    """Names and ids, in small letters, of what has no name any more, with the file that named it."""


NOTHING = Stock()
"""What there is where no store is looked into."""


class Register:
    """The things that are known, by all their names; an id goes before a name, and one of a row before one of a store.

    >>> register = Register()
    >>> register.add(Thing("urn:esr", "body", name="European Society of Radiology"), "esr", ["ESR"])
    >>> register.find("European society of radiology", ["body"]).iri
    'urn:esr'
    >>> esr = Thing(column.home("body") + "esr", "body", name="European Society of Radiology")
    >>> register = Register(Stock(((esr, ["ESR"]),)))
    >>> register.find("esr") == register.find("ESR") == register.find("body:esr")
    True
    >>> register.find("ESX", ["body"])
    Traceback (most recent call last):
    partnergraph.errors.InputError: nothing here is called 'ESX'; the nearest is 'esr'; correct it, or add a row for it
    """

    def __init__(self, stock: Stock = NOTHING) -> None:
        self.things: dict[str, Thing] = {}
        self._ids: dict[str, set[str]] = {}
        self._kept: dict[str, set[str]] = {}
        self._named: dict[str, set[str]] = {}
        self._own = set[str]()
        self._same, self._lapsed = stock.same, stock.lapsed
        for thing, names in stock.things:
            self.things[thing.iri] = thing
            self._name(thing, names)
            home = column.home(thing.kind) if thing.kind else ""
            if home:
                self._kept.setdefault(unquote(thing.iri.removeprefix(home)), set()).add(thing.iri)

    def add(self, thing: Thing, word: str, names: Iterable[str] = ()) -> None:
        """Enter a thing that a row describes under an id, its name and others; the first of its rows counts."""
        if thing.iri not in self._own:
            self._own.add(thing.iri)
            self.things[thing.iri] = thing
        self._ids.setdefault(word, set()).add(thing.iri)
        self._name(thing, (word, *names))

    def _name(self, thing: Thing, names: Iterable[str]) -> None:
        for name in (*names, thing.name):
            if name:
                self._named.setdefault(name.casefold(), set()).add(thing.iri)

    def find(self, words: str, fits: Collection[str] = (), *, near: bool = True) -> Thing:
        """Give the thing that words mean: an IRI or prefixed name, an id, a name; of these one that fits.

        Of things that are one it is another than stands for them: that of the office, not the registry's.
        ``InputError`` says that there is none, or several, or one of another kind; where there is none also what is
        ``near``, which takes longest of all.
        """
        iri = expand(words) or (words if words.startswith(("http://", "https://", "urn:")) else "")
        if iri:
            found = [[self.things.get(iri) or Thing(entry.node(iri).value, column.kind(iri))]]
        else:
            given = (self._ids.get(words, ()), self._kept.get(words, ()), self._named.get(words.casefold(), ()))
            found = [[self.things[iri] for iri in sorted(iris)] for iris in given if iris]
        if not found:
            raise InputError(self._unknown(words, near=near))
        fitting = next(filter(None, ([each for each in some if _fits(each, fits)] for some in found)), [])
        if not fitting:
            raise InputError(f"{words[:60]!r} is {_called([found[0][0].kind])}; here goes {_called(fits)}")
        if len({self._same.one(each.iri) for each in fitting}) > 1:
            iris = " or ".join(shorten(each.iri) for each in fitting[:3])
            raise InputError(f"{words[:60]!r} is the name of several things; write {iris}")
        return min(fitting, key=lambda each: (each.iri in self._same.others, each.iri))

    def _unknown(self, words: str, *, near: bool) -> str:
        if file := self._lapsed.get(words.casefold()):
            told = f"nothing here is called {words[:60]!r} any more, for {file}, which named it, says so no more"
            return f"{told}; import that again first, or add a row for it"
        names = list({**self._named, **self._kept}) if near and len(self._named) <= _SEARCHED else []
        found = difflib.get_close_matches(words.casefold(), names, 1, 0.6)
        told = f"; the nearest is {found[0]!r}" if found else ""
        return f"nothing here is called {words[:60]!r}{told}; correct it, or add a row for it"


def made(words: str, kind: str) -> str:
    """Give the IRI of a thing of some kind by the word that a user gives it.

    >>> made("esr", "body"), made("event:ecr", "body")
    ('https://w3id.org/partnergraph/id/body/esr', 'https://w3id.org/partnergraph/id/event/ecr')
    """
    iri = expand(words) or (words if words.startswith(("http://", "https://", "urn:")) else "")
    return entry.node(iri or column.home(kind) + quote(words, safe="")).value


def _fits(thing: Thing, kinds: Collection[str]) -> bool:
    return not kinds or not thing.kind or thing.kind in kinds


def _called(kinds: Iterable[str]) -> str:
    told = sorted({_WORDS.get(kind, f"a {kind}") for kind in kinds if kind})
    return " or ".join(told) or "something else"
