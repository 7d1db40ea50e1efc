"""Affiliations: the parts of what people write for where they work - unit, organisation, town, country.

``Department of Physics, University of Light, 1010 Vienna, Austria`` names one organisation. Parts stand between commas,
semicolons, dashes and the numbers of footnotes, the last one may be a country; a unit (department, faculty, school) is
no organisation where another part is one, and gives way to what it is a unit of, within a part too (*University of
Light School of Medicine*). Which part is known tells who compares them.
"""

import re
from dataclasses import dataclass
from functools import cache

from partnergraph.country import entries
from partnergraph.reconciliation import wording

_BETWEEN = re.compile(r"\s*[,;\n]\s*")
_DASH = re.compile(r"\s+[-–—|/]\s+")
_NOTE = re.compile(r"\s\d{1,2}\s+(?=[A-Z][a-z]+)")  # the number of a footnote before the next part
# postal codes, and the numbers of footnotes before a comma
_NUMBERS = re.compile(r"\b(?:[A-Z]{1,2}-?)?\d[\d-]{2,}\b|\s\d{1,2}(?=\s+[,;])")
_OF = re.compile(r"\s+(?:at|of|in|de|des|del|della|der)\s+(?:the\s+|la\s+|l['’])?|\s+(?=[A-Z])")
_UNITS = frozenset({"department", "faculty", "school", "division", "section", "unit", "chair", "laboratory", "lab",
                    "group", "program", "programme", "graduate", "service", "clinic"})  # fmt: skip
_NAMED = frozenset({"school", "clinic", "laboratory"})  # of which some are no unit, if a name stands before
_BEGUN = frozenset({"school", "college", "faculty", "department", "division"})
_BEFORE = frozenset({"medical", "graduate", "dental", "law", "business", "veterinary", "nursing"})
_HEADS = frozenset({"university", "hospital"})
_WHOLES = _HEADS | {"institute", "academy", "college", "center", "centre", "fh"}
_MOST = 8  # parts that are compared
_LEAST = 2  # words of a part


@dataclass(frozen=True, slots=True)
class Affiliation:
    """What a text names: ``parts`` that may be the organisation, ``runs`` of two that stand together, countries.

    ``heads`` are what parts begin with that go on with a school or faculty.
    """

    parts: tuple[str, ...] = ()
    runs: tuple[str, ...] = ()
    heads: tuple[str, ...] = ()
    countries: frozenset[str] = frozenset()


def read(text: str) -> Affiliation:
    """Give the parts of a text that may be an organisation, and the country that it ends in; none of a plain name.

    >>> found = read("Department of Physics, University of Light, 1010 Vienna, Austria")
    >>> found.parts, found.runs, found.countries
    (('University of Light',), ('University of Light Vienna',), frozenset({'AT'}))
    >>> read("Physics Department University of Light").parts[-1]
    'University of Light'
    >>> read("University of Light")
    Affiliation(parts=(), runs=(), heads=(), countries=frozenset())
    >>> read("Optics, University of Light School of Medicine").heads
    ('University of Light',)
    """
    pieces, joined = _pieces(text)
    countries = frozenset[str]()
    while len(pieces) > 1 and (found := _country(pieces[-1])):
        countries |= {found}
        pieces.pop()
    told = [_kinds(each) for each in pieces]
    places = [at for at, kinds in enumerate(told) if kinds & _HEADS] or [
        at for at, kinds in enumerate(told) if not kinds & _UNITS or kinds & _WHOLES or _is_named(pieces[at])
    ]
    whole = pieces == [text.strip()]
    parts = [] if whole else [pieces[at] for at in places]
    parts += [tail for at in places if told[at] & _UNITS for tail in _tails(pieces[at])]
    parts += [each for each in joined if _kinds(each) & _WHOLES]
    runs = [f"{pieces[at]} {pieces[at + 1]}" for at in places if at + 1 < len(pieces)]
    heads = [] if whole else [head for at in places if (head := _head(pieces[at]))]
    return Affiliation(_worth(parts), _worth(runs), _worth(heads), countries)


def _pieces(text: str) -> tuple[list[str], list[str]]:
    """Give the pieces of a text, and those of them together that only a dash parts."""
    found, joined = list[str](), list[str]()
    for part in _BETWEEN.split(_NUMBERS.sub("", text)):
        for each in _noted(part):
            cut = [piece for piece in (each.strip(" .") for each in _DASH.split(each)) if piece and "@" not in piece]
            found += cut
            joined += [" ".join(cut)] if len(cut) > 1 else []
    return found, joined


def _noted(part: str) -> list[str]:
    """Part what the number of a footnote parts: *University of Light 4 Department of Optics*."""
    for found in _NOTE.finditer(part):
        rest = part[found.end() :]
        if _kinds(rest.split()[0]) or _kinds(" ".join(rest.split()[:2])) & _UNITS:
            return [part[: found.start()], *_noted(rest)]
    return [part]


def _is_named(part: str) -> bool:
    """Say whether a part is called a school, clinic or laboratory and has a name before that."""
    kinds = _kinds(part)
    return bool(kinds) and kinds <= _NAMED and not _kinds(part.split(maxsplit=1)[0]) and not wording.is_common(part)


def _head(part: str) -> str:
    """Give what a part begins with that goes on with a school or faculty of it, "" if it is none such."""
    words = part.split()
    kinds = [frozenset(wording.of(each)) for each in words]
    end = next((at for at, found in enumerate(kinds) if found & _BEGUN), 0)
    while end and kinds[end - 1] & _BEFORE:  # a medical school, a graduate school of medicine
        end -= 1
    return " ".join(words[:end]) if any(found & _HEADS for found in kinds[:end]) else ""


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
