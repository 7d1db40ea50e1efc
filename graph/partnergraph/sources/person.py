"""Persons: which names of participants are those of natural persons.

Sole traders and self-employed experts take part in projects of the European Union and stand among its organisations,
``SURNAME GIVENNAME``. No persons are kept here: importers leave them out and say how many. A name is taken for a
person's if it has two to four words, a given name first or last (or a title before it), and no word that only bodies
have. It is a guess: of a list of names it misses those with rare given names.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import cache

from partnergraph import resource

_FORM = re.compile(
    r"(?<![A-Za-z])[A-Za-z]\.? [A-Za-z]\.?(?: [A-Za-z]\.?)?\Z|\A[Ss] ?[Aa] "
)  # "S A", "O E", "S.A.S" apart
_LEAST, _MOST = 2, 4  # names of a person
_WORDS = 9  # with titles and particles
_WORD = re.compile(r"[a-z][a-z'-]*\Z")


@dataclass(frozen=True, slots=True)
class _Words:
    titles: frozenset[str]
    particles: frozenset[str]
    bodies: frozenset[str]
    given: frozenset[str]
    stems: tuple[str, ...]

    def are_of_bodies(self, word: str) -> bool:
        return word in self.bodies or (word.startswith(self.stems) and word not in self.given)


@cache
def _words() -> _Words:
    import yaml

    lists = yaml.safe_load(resource.persons().read_text(encoding="utf-8"))
    sets = {name: frozenset(words.split()) for name, words in lists.items()}
    return _Words(sets["titles"], sets["particles"], sets["bodies"], sets["given"], tuple(sorted(sets["stems"])))


def is_person(name: str) -> bool:
    """Say whether a name of a participant is that of a natural person, as far as it shows.

    >>> is_person("MUSTERMANN ERIKA MARIA"), is_person("Dr. Max Mustermann")
    (True, True)
    >>> is_person("ROBERT BOSCH GMBH"), is_person("SIMON FRASER UNIVERSITY"), is_person("CERN")
    (False, False, False)
    """
    known = _words()
    words = [word.rstrip(".") for word in _folded(name).replace(",", " ").split()]
    names = [word for word in words if word not in known.titles and word not in known.particles and len(word) > 1]
    if len(words) > _WORDS or not _LEAST <= len(names) <= _MOST:
        return False
    titled = len(words) > _LEAST and words[0] in known.titles
    if not titled and known.given.isdisjoint([*names[0].split("-"), *names[-1].split("-")]):
        return False
    if not all(map(_WORD.match, names)) or "&" in name or _FORM.search(name):
        return False
    return not any(known.are_of_bodies(part) for word in names for part in word.split("-"))


def _folded(name: str) -> str:
    if name.isascii():
        return name.lower()
    signs = unicodedata.normalize("NFKD", name.casefold())
    return "".join(sign for sign in signs if not unicodedata.combining(sign))
