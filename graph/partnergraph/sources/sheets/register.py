"""The register of an import: the things that its rows describe, found again by id, name or acronym."""

import difflib
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from urllib.parse import quote

from partnergraph.errors import InputError
from partnergraph.sources.sheets import column, entry
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


class Register:
    """The things that are known, by all their names; an id goes before a name.

    >>> register = Register()
    >>> register.add(Thing("urn:esr", "body", name="European Society of Radiology"), "esr", ["ESR"])
    >>> register.find("European society of radiology", ["body"]).iri
    'urn:esr'
    >>> register.find("ESX", ["body"])
    Traceback (most recent call last):
    partnergraph.errors.InputError: nothing here is called 'ESX'; the nearest is 'esr'; correct it, or add a row for it
    """

    def __init__(self) -> None:
        self.things: dict[str, Thing] = {}
        self._ids: dict[str, list[Thing]] = {}
        self._named: dict[str, list[Thing]] = {}

    def add(self, thing: Thing, word: str, names: Iterable[str] = ()) -> None:
        """Enter a thing under an id, its name and others; what is known already stays as it is."""
        if thing.iri in self.things:
            return
        self.things[thing.iri] = thing
        self._ids.setdefault(word, []).append(thing)
        for name in {name.casefold() for name in (word, *names, thing.name) if name}:
            self._named.setdefault(name, []).append(thing)

    def find(self, words: str, fits: Collection[str] = ()) -> Thing:
        """Give the thing that words mean: an IRI or prefixed name, an id, a name; of these one that fits.

        ``InputError`` says that there is none, or several, or one of another kind.
        """
        iri = expand(words) or (words if words.startswith(("http://", "https://", "urn:")) else "")
        if iri:
            found = [self.things.get(iri) or Thing(entry.node(iri).value, column.kind(iri))]
        else:
            found = self._ids.get(words) or self._named.get(words.casefold(), [])
        if not found:
            raise InputError(self._unknown(words))
        fitting = [each for each in found if not fits or not each.kind or each.kind in fits]
        if not fitting:
            raise InputError(f"{words[:60]!r} is {_called([found[0].kind])}; here goes {_called(fits)}")
        if len({each.iri for each in fitting}) > 1:
            iris = " or ".join(sorted(shorten(each.iri) for each in fitting)[:3])
            raise InputError(f"{words[:60]!r} is the name of several things; write {iris}")
        return fitting[0]

    def _unknown(self, words: str) -> str:
        names = list(self._named) if len(self._named) <= _SEARCHED else []
        near = difflib.get_close_matches(words.casefold(), names, 1, 0.6)
        told = f"; the nearest is {near[0]!r}" if near else ""
        return f"nothing here is called {words[:60]!r}{told}; correct it, or add a row for it"


def made(words: str, kind: str) -> str:
    """Give the IRI of a thing of some kind by the word that a user gives it.

    >>> made("esr", "body"), made("event:ecr", "body")
    ('https://w3id.org/partnergraph/id/body/esr', 'https://w3id.org/partnergraph/id/event/ecr')
    """
    iri = expand(words) or (words if words.startswith(("http://", "https://", "urn:")) else "")
    return entry.node(iri or column.home(kind) + quote(words, safe="")).value


def _called(kinds: Iterable[str]) -> str:
    told = sorted({_WORDS.get(kind, f"a {kind}") for kind in kinds if kind})
    return " or ".join(told) or "something else"
