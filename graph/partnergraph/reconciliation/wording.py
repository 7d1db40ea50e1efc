"""Wording: the words of a body's name as they are compared, whatever the alphabet's marks, language or legal form.

A name is folded (small letters without marks, Unicode NFKD), parted into words, and rid of those that say nothing: of,
the, der, S.p.A. Words that all languages have for the same (``ontology/wording.yaml``: university, Universität,
univerzita) become one word. What is left is a set; the order of words tells languages apart, not bodies.
"""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from partnergraph import resource

_WORD = re.compile(r"[^\W_]+")
_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "æ": "a", "œ": "o", "'": "", "’": "", "`": ""}
)
_UMLAUT = re.compile(r"ae|oe|ue")  # ä, ö, ü spelt out
_ELIDED = re.compile(r"\b[LlDd]['’](?=\w)")
_SPELT = re.compile(r"\b(?:[A-Za-z]\.[ ]?){2,}(?:[A-Za-z]\b)?")
_ROMAN = re.compile(r"\b(?:I(?=\s*$)|II|III|IV|VI|VII|VIII|IX|XI|XII|XIII)\b")
_NUMBERS = dict(zip("I II III IV V VI VII VIII IX X XI XII XIII".split(), map(str, range(1, 14)), strict=True))  # noqa: SIM905
_BRACKETS = re.compile(r"\(([^()]*)\)|\[([^\[\]]*)\]")
_LEAST = 2  # letters of an acronym, and words of a name if these are common ones
_MOST = 9


@dataclass(frozen=True, slots=True)
class _Words:
    idle: frozenset[str]
    forms: frozenset[str]
    common: frozenset[str]
    same: dict[str, str]
    stems: tuple[tuple[str, str], ...]
    heads: tuple[tuple[str, str], ...]
    phrases: re.Pattern[str]
    territories: dict[str, tuple[str, ...]]
    countries: dict[str, str]


@cache
def _lists() -> _Words:
    import yaml

    lists = yaml.safe_load(resource.wording().read_text(encoding="utf-8"))
    pairs = [(word, name) for name, words in lists["same"].items() for word in words.split()]
    stems, heads = (sorted((word[:-1], name) for word, name in pairs if word[-1] == sign) for sign in "-+")
    return _Words(
        frozenset(lists["idle"].split()) | frozenset(lists["forms"].split()),
        frozenset(lists["forms"].split()),
        frozenset(lists["same"]),
        dict(pairs),
        tuple(stems),
        tuple(heads),
        re.compile(rf"\b(?:{'|'.join(lists['phrases'])})\b"),
        {country: tuple(words.split()) for country, words in lists["territories"].items()},
        {name.strip(): code for code, names in lists["countries"].items() for name in names.split("|")},
    )


def folded(words: str) -> str:
    """Give words in small letters without marks, as two spellings of one name have them.

    >>> folded("Universitaet Köln"), folded("Łódź"), folded("Straße")
    ('universitat koln', 'lodz', 'strasse')
    """
    words = words.casefold().translate(_LETTERS)
    if not words.isascii():
        words = "".join(sign for sign in unicodedata.normalize("NFKD", words) if not unicodedata.combining(sign))
    return _UMLAUT.sub(lambda match: match[0][0], words)


@lru_cache(maxsize=1 << 16)
def of(name: str) -> tuple[str, ...]:
    """Give the words of a name that count, sorted; with idle ones where there is none, or one that all bodies have.

    >>> of("Universität der Künste"), of("The University of the Arts, Ltd."), of("S.p.A.")
    (('arts', 'university'), ('arts', 'university'), ('spa',))
    >>> of("Universitätsklinikum Bonn"), of("Université Paris II")
    (('bonn', 'hospital', 'university'), ('2', 'paris', 'university'))
    """
    lists = _lists()
    plain = _SPELT.sub(lambda match: re.sub("[. ]", "", match[0]) + " ", _ELIDED.sub("", name))
    plain = _ROMAN.sub(lambda match: _NUMBERS[match[0]], plain)
    found = [part for word in _WORD.findall(lists.phrases.sub(" ", folded(plain))) for part in _parts(word)]
    kept = {word for word in found if word not in lists.idle}
    if len(kept) < _LEAST and kept <= lists.common:
        kept = {word for word in found if word not in lists.forms} or set(found)
    return tuple(sorted(kept))


@lru_cache(maxsize=1 << 17)
def _parts(word: str) -> tuple[str, ...]:
    """Give the words that stand for one of any language: two where it begins with another word."""
    lists = _lists()
    if word in lists.same:
        return (lists.same[word],)
    for head, name in lists.heads:
        if word.startswith(head) and len(word) > len(head) + 2:
            return (name, *_parts(word[len(head) :]))
    return (next((name for stem, name in lists.stems if word.startswith(stem)), word),)


def is_common(name: str) -> bool:
    """Say whether all words of a name are such as bodies of many names have.

    >>> is_common("School of Medicine"), is_common("School of Light")
    (True, False)
    """
    return _lists().common.issuperset(of(name))


def variants(name: str) -> tuple[str, ...]:
    """Give a name, and where it has brackets what stands outside and inside of them.

    >>> variants("Charles University (CUNI)")
    ('Charles University (CUNI)', 'Charles University', 'CUNI')
    """
    inside = [one or other for one, other in _BRACKETS.findall(name)]
    if not inside:
        return (name,)
    outside = " ".join(_BRACKETS.sub(" ", name).split())
    return tuple(dict.fromkeys(each for each in (name, outside, *inside) if each.strip()))


def is_acronym(name: str) -> bool:
    """Say whether a name is short and in capitals, so that many bodies may have it.

    >>> is_acronym("CERN"), is_acronym("EPFL-ENAC"), is_acronym("Oxford"), is_acronym("IT")
    (True, True, False, True)
    """
    letters = [sign for sign in name if sign.isalpha()]
    capitals = sum(sign.isupper() for sign in letters)
    return " " not in name and _LEAST <= len(letters) <= _MOST and capitals * 2 > len(letters)


def territories(country: str) -> tuple[str, ...]:
    """Give the countries whose bodies are often told under another, all by their codes of ISO 3166-1.

    >>> territories("DK"), territories("AT")
    (('GL', 'FO'), ())
    """
    return _lists().territories.get(country, ())


def countries() -> Mapping[str, str]:
    """Give the codes of countries by names that they have beside the usual English one, folded.

    >>> countries()["usa"]
    'US'
    """
    return _lists().countries
