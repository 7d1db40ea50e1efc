"""Affiliations: the parts of what people write for where they work - unit, organisation, town, country.

``Department of Physics, University of Light, 1010 Vienna, Austria`` names one organisation. Parts stand between commas
or semicolons, the last one may be a country; a unit (department, faculty, school) is no organisation where another part
is one, and gives way to what it is a unit of. Which part is known tells who compares them.
"""

import re
from dataclasses import dataclass
from functools import cache

from partnergraph.country import entries
from partnergraph.reconciliation import wording

_BETWEEN = re.compile(r"\s*[,;\n]\s*|\s+[-–—|/]\s+")
# postal codes, and the numbers of footnotes before a comma
_NUMBERS = re.compile(r"\b(?:[A-Z]{1,2}-?)?\d[\d-]{2,}\b|\s\d{1,2}(?=\s+[,;])")
_OF = re.compile(r"\s+(?:at|of|in|de|des|del|della|der)\s+(?:the\s+|la\s+|l['’])?|\s+(?=[A-Z])")
_UNITS = frozenset({"department", "faculty", "school", "division", "section", "unit", "chair", "laboratory", "lab",
                    "group", "program", "programme", "graduate", "service", "clinic"})  # fmt: skip
_HEADS = frozenset({"university", "hospital"})
_WHOLES = _HEADS | {"institute", "academy", "college", "center", "centre", "fh"}
_MOST = 8  # parts that are compared
_LEAST = 2  # words of a part


@dataclass(frozen=True, slots=True)
class Affiliation:
    """What a text names: ``parts`` that may be the organisation, ``runs`` of two that stand together, countries."""

    parts: tuple[str, ...] = ()
    runs: tuple[str, ...] = ()
    countries: frozenset[str] = frozenset()


def read(text: str) -> Affiliation:
    """Give the parts of a text that may be an organisation, and the country that it ends in; none of a plain name.

    >>> read("Department of Physics, University of Light, 1010 Vienna, Austria")
    Affiliation(parts=('University of Light',), runs=('University of Light Vienna',), countries=frozenset({'AT'}))
    >>> read("Physics Department University of Light").parts[-1]
    'University of Light'
    >>> read("University of Light")
    Affiliation(parts=(), runs=(), countries=frozenset())
    """
    cut = (each.strip(" .") for each in _BETWEEN.split(_NUMBERS.sub("", text)))
    pieces = [each for each in cut if each and "@" not in each]
    countries = frozenset[str]()
    while len(pieces) > 1 and (found := _country(pieces[-1])):
        countries |= {found}
        pieces.pop()
    told = [_kinds(each) for each in pieces]
    places = [at for at, kinds in enumerate(told) if kinds & _HEADS] or [
        at for at, kinds in enumerate(told) if not kinds & _UNITS or kinds & _WHOLES
    ]
    whole = pieces == [text.strip()]
    parts = [] if whole else [pieces[at] for at in places]
    parts += [tail for at in places if told[at] & _UNITS for tail in _tails(pieces[at])]
    runs = [f"{pieces[at]} {pieces[at + 1]}" for at in places if at + 1 < len(pieces)]
    return Affiliation(_worth(parts), _worth(runs), countries)


def _worth(parts: list[str]) -> tuple[str, ...]:
    """Give the parts that have words enough to be told from others."""
    return tuple(dict.fromkeys(each for each in parts if len(wording.of(each)) >= _LEAST))[:_MOST]


def _kinds(part: str) -> frozenset[str]:
    return frozenset(wording.of(part)) & (_UNITS | _WHOLES)


def _tails(part: str) -> list[str]:
    """Give what a unit may be a unit of: the ends of a part that begin with a capital or behind *of*."""
    ends = [part[found.end() :] for found in _OF.finditer(part)]
    return [each for each in ends if _kinds(each) & _WHOLES and not _kinds(each) & _UNITS]


@cache
def _country(words: str) -> str:
    """Give the code of the country that words name, "" for none."""
    return _names().get(wording.folded(words).replace(".", ""), "")


@cache
def _names() -> dict[str, str]:
    return {wording.folded(name): code for code, (_, name) in entries().items()} | dict(wording.countries())
