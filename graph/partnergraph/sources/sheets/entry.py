"""Entries: what the words in a cell of an office's sheet say, as RDF terms, and back.

What cannot be read is an ``InputError`` that says what and how to write it; the place is added by who knows it.
"""

import difflib
import re
from collections.abc import Callable, Collection, Iterable, Mapping
from functools import cache, lru_cache

import pyoxigraph as ox

from partnergraph import country as lands
from partnergraph.errors import InputError
from partnergraph.sources.sheets import column
from partnergraph.values import span
from partnergraph.vocab import PG, PREFIXES, expand, shorten

_XSD, _EDTF = PREFIXES["xsd"], PREFIXES["edtf"] + "EDTF"
_PART = re.compile(r"(?<!\\)\|")
_LANGUAGE = re.compile(r"(.*\S)\s*@([a-z]{2,3}(?:-[A-Za-z0-9]{1,8})*)\Z", re.DOTALL)
_ISO = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?\Z", re.ASCII)
_EARLY = re.compile(r"\d{3}\Z", re.ASCII)
_DOTTED = re.compile(r"(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})\Z", re.ASCII)
_SLASHED = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})\Z", re.ASCII)
_SPELT = re.compile(r"(?:(\d{1,2})\.? )?([A-Za-z]{3,9})\.?,? (\d{4})\Z", re.ASCII)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_SEASONS = {"spring": "21", "summer": "22", "autumn": "23", "fall": "23", "winter": "24"}
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?\Z", re.ASCII)
_GROUPED = re.compile(r"-?\d{1,3}(?:[\s\u00a0\u202f'’,]\d{3})+(?:\.\d+)?\Z", re.ASCII)
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:\S+\Z")
_WEB = re.compile(r"https?://[^/?#]", re.IGNORECASE)
_FLAGS = {"yes": True, "true": True, "1": True, "x": True, "ja": True, "no": False, "false": False, "0": False}
_SHOWN = 60  # signs of a cell that a complaint repeats
_TOLD = 12  # types that a complaint offers

FIRST_FOUNDED, FIRST, LAST = 800, 1800, 2199
"""Years that are believed: of a founding, of anything else, and the last one; 1066 and 2999 are slips of the pen."""


def parts(words: str) -> list[str]:
    r"""Give the values of a cell that are parted by |; one within a value is written \|.

    >>> parts("ESR | Europäische Gesellschaft|")
    ['ESR', 'Europäische Gesellschaft']
    """
    return [part for each in _PART.split(words) if (part := each.replace("\\|", "|").strip())]


def joined(values: Iterable[str]) -> str:
    r"""Give values as one cell.

    >>> joined(["a|b", "c"])
    'a\\|b | c'
    """
    return " | ".join(value.replace("|", "\\|") for value in values)


def text(words: str) -> ox.Literal:
    """Give a text with its language, which is English unless it stands behind @ (a tag of RFC 5646).

    >>> str(text("Europäische Gesellschaft@de"))
    '"Europäische Gesellschaft"@de'
    """
    found = _LANGUAGE.match(words)
    if not found:
        return ox.Literal(words, language="en")
    try:
        return ox.Literal(found[1], language=found[2].lower())
    except ValueError as error:
        told = f"{_said(found[2])} behind @ is no language; write one such as de or pt-BR"
        raise InputError(f"{told}, or a blank behind the @ where it is a part of the text") from error


@lru_cache(maxsize=1 << 12)
def date(words: str, *, founded: bool = False) -> ox.Literal:
    """Give a date as exactly as it is known: a year, a month, a day or a season.

    >>> [str(date(words)) for words in ("2017", "autumn 2017", "30.9.2017")]  # doctest: +ELLIPSIS
    ['"2017"^^<...gYear>', '"2017-23"^^<...EDTF>', '"2017-09-30"^^<...date>']
    """
    known = _iso(f"0{words}" if founded and _EARLY.match(words) else words)
    found = span.of(known) if known else None
    if known is None or found is None:
        raise InputError(f"{_said(words)} is no date; write it as 2017, 2017-09 or 2017-09-30")
    first = FIRST_FOUNDED if founded else FIRST
    if not first <= found.first.year <= LAST:
        raise InputError(
            f"{_said(words)} is a year that cannot be meant ({first} to {LAST}); "
            "correct it, or leave the cell empty where nothing is known"
        )
    if len(known) == 7 and known[5:] > "12":
        return ox.Literal(known, datatype=ox.NamedNode(_EDTF))
    return ox.Literal(known, datatype=ox.NamedNode(_XSD + {4: "gYear", 7: "gYearMonth", 10: "date"}[len(known)]))


def _iso(words: str) -> str | None:
    """Give a date in the form of ISO 8601 (or EDTF for a season), None if it is in no known one."""
    known = words.partition(" 00:00")[0].partition("T00:00")[0]
    if _ISO.match(known):
        return known
    dotted, slashed, spelt = _DOTTED.match(known), _SLASHED.match(known), _SPELT.match(known)
    if dotted:
        return f"{dotted[3]}-{int(dotted[2]):02}-{int(dotted[1]):02}"
    if slashed:
        return _slashed(words, int(slashed[1]), int(slashed[2]), slashed[3])
    if spelt and spelt[2].lower() in _SEASONS and not spelt[1]:
        return f"{spelt[3]}-{_SEASONS[spelt[2].lower()]}"
    if spelt and spelt[2][:3].lower() in _MONTHS:
        month = f"{spelt[3]}-{_MONTHS.index(spelt[2][:3].lower()) + 1:02}"
        return f"{month}-{int(spelt[1]):02}" if spelt[1] else month
    return None


def _slashed(words: str, one: int, other: int, year: str) -> str:
    if one <= 12 and other <= 12 and one != other:
        raise InputError(
            f"{_said(words)} can be two days; write {year}-{other:02}-{one:02} or {year}-{one:02}-{other:02}"
        )
    day, month = (other, one) if other > 12 else (one, other)
    return f"{year}-{month:02}-{day:02}"


def iri(words: str) -> ox.NamedNode:
    """Give an address in the web: one that begins with http:// or https://.

    >>> str(iri("https://www.myesr.org/"))
    '<https://www.myesr.org/>'
    """
    if not _SCHEME.match(words):
        raise InputError(f"{_said(words)} is no address; write it from its beginning, such as https://www.example.org/")
    if not _WEB.match(words):
        raise InputError(f"{_said(words)} is no address in the web; write one that begins with https:// or http://")
    return node(words)


def node(words: str) -> ox.NamedNode:
    """Give the IRI that words are or that a standard prefix makes of them.

    >>> str(node("body:esr"))
    '<https://w3id.org/partnergraph/id/body/esr>'
    """
    try:
        return ox.NamedNode(expand(words) or words)
    except ValueError as error:
        raise InputError(f"{_said(words)} is no IRI: {error}; correct it") from error


def number(words: str) -> ox.Literal:
    """Give a decimal number; a comma as decimal sign is read, and groups of three digits.

    >>> number("960619,95").value, number("1 234 567.5").value
    ('960619.95', '1234567.5')
    """
    bare = words.strip().removeprefix("€").removesuffix("€").removesuffix("EUR").strip()
    if _GROUPED.match(bare):
        bare = re.sub(r"[\s\u00a0\u202f'’,]", "", bare)
    elif bare.count(",") == 1 and "." not in bare:
        bare = bare.replace(",", ".")
    if not _NUMBER.match(bare):
        raise InputError(f"{_said(words)} is no number; write digits, with a point before the cents, such as 734875.50")
    return ox.Literal(bare, datatype=ox.NamedNode(_XSD + "decimal"))


def whole(words: str) -> ox.Literal:
    """Give a whole number.

    >>> whole("7").value
    '7'
    """
    if not words.isascii() or not words.isdecimal():
        raise InputError(f"{_said(words)} is no whole number")
    return ox.Literal(int(words))


def flag(words: str) -> ox.Literal:
    """Give yes or no.

    >>> flag("yes").value
    'true'
    """
    if words.lower() not in _FLAGS:
        raise InputError(f"{_said(words)} is neither yes nor no")
    return ox.Literal(_FLAGS[words.lower()])


def country(words: str) -> ox.NamedNode:
    """Give the country of a code of two letters, or of its name in English, German or French.

    >>> country("AT") == country("Austria")
    True
    """
    if known := lands.code(words):
        return ox.NamedNode(PREFIXES["country"] + lands.entries()[known][0])
    if expand(words):
        return node(words)
    raise InputError(f"{_said(words)} is no country; write its two letters of ISO 3166-1, such as AT")


def identifier(words: str) -> tuple[ox.NamedNode, ox.NamedNode | ox.Literal]:
    """Give the property and the value of an identifier with its register before it.

    >>> [str(part) for part in identifier("ror:034wxcc35")][1]
    '<https://ror.org/034wxcc35>'
    """
    name, _, rest = words.partition(":")
    scheme = column.schemes().get(name.strip().lower())
    if scheme is None:
        return ox.NamedNode(column.schemes()["other"].property), ox.Literal(words)
    value = rest.strip().removeprefix(scheme.before)
    value = value if scheme.name != "isni" else value.replace(" ", "")
    if not re.fullmatch(scheme.like, value):
        raise InputError(f"{_said(words)} is no identifier of {scheme.name}; copy it from the register")
    return ox.NamedNode(scheme.property), ox.NamedNode(scheme.before + value) if scheme.before else ox.Literal(value)


def doubt(words: str) -> str:
    """Say why an identifier may be meant otherwise than it is taken, "" where its register is known.

    >>> doubt("wikidta:Q1")
    'is of no register that is known, and is kept as it is; the nearest is wikidata'
    """
    name = words.partition(":")[0].strip().lower()
    if name in column.schemes():
        return ""
    near = difflib.get_close_matches(name, column.schemes(), 1, 0.7)
    known = f"the nearest is {near[0]}" if near else "write its register before it, such as ror:"
    return f"is of no register that is known, and is kept as it is; {known}"


def type_(words: str, fits: Collection[str] = ()) -> tuple[tuple[str, ...], str, bool]:
    """Give the classes, the kind and whether it is a unit, of a type; a prefixed name or IRI is a class by itself.

    Where words are none, the types of the kinds that fit are told, the nearest first.

    >>> type_("Working group")[1:]
    ('body', True)
    """
    key = "-".join(words.casefold().replace("_", " ").replace("-", " ").split())
    names = column.types()
    found = names.get(key) or next((each for each in names.values() if words.casefold() in each.also), None)
    found = found or next((each for each in names.values() if (expand(words) or words) in each.classes[:1]), None)
    if found:
        return found.classes, found.kind, found.unit
    if expand(words) or _SCHEME.match(words):
        return (node(words).value,), "", False
    fitting = [each.name for each in names.values() if not fits or each.kind in fits]
    near = difflib.get_close_matches(key, fitting, 1, 0.6)
    ranked = difflib.get_close_matches(key, fitting, _TOLD, 0)
    more = " ..." if len(fitting) > _TOLD else ""
    known = f"; the nearest is {near[0]}" if near else f"; write one of {', '.join(ranked)}{more}"
    raise InputError(f"{_said(words)} is no type{' that goes here' if fits else ''}{known}")


def role(words: str) -> ox.NamedNode | None:
    """Give the role that the ontology knows by a name; None where it is another one.

    >>> str(role("Coordinator"))
    '<https://w3id.org/partnergraph/ontology#role-coordinator>'
    """
    found = _roles().get("-".join(words.casefold().replace("-", " ").split()))
    return ox.NamedNode(found) if found else node(words) if expand(words) else None


@cache
def _roles() -> Mapping[str, str]:
    from partnergraph import ontology

    kind = PG + "Role"
    subjects = (triple.subject for triple in ontology.triples() if getattr(triple.object, "value", "") == kind)
    found = [subject.value for subject in subjects if isinstance(subject, ox.NamedNode)]
    return {iri.removeprefix(PG + "role-"): iri for iri in found if iri.startswith(PG + "role-")}


@lru_cache(maxsize=1 << 12)
def slug(words: str) -> str:
    """Give words as a part of an IRI: small letters, digits and hyphens.

    >>> slug("European Society of Radiology (ESR)"), slug("Köln")
    ('european-society-of-radiology-esr', 'koln')
    """
    import unicodedata

    plain = unicodedata.normalize("NFKD", words.replace("ß", "ss")).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def _said(words: str) -> str:
    return repr(words if len(words) <= _SHOWN else f"{words[:_SHOWN]}…")


def cell(kind: str, value: ox.NamedNode | ox.Literal) -> str | None:
    """Give the words of a cell of some kind for a term, None where no words give it again.

    >>> cell("country", country("AT")), cell("date", date("2017-09")), cell("text", ox.Literal(7))
    ('AT', '2017-09', None)
    """
    words = _WORDS.get(kind, _shortened)(value)
    plain = words == words.strip() and words.replace("\n", "").isprintable()
    return words if words and plain and _again(kind, words) == value else None


def _again(kind: str, words: str) -> ox.NamedNode | ox.Literal | None:
    try:
        return READ[kind](words)
    except InputError:
        return None


def _shortened(value: ox.NamedNode | ox.Literal) -> str:
    return shorten(value.value) if isinstance(value, ox.NamedNode) else value.value


def _worded(value: ox.NamedNode | ox.Literal) -> str:
    if not isinstance(value, ox.Literal) or value.value != value.value.strip():
        return ""
    return value.value if value.language == "en" else f"{value.value}@{value.language}"


def _coded(value: ox.NamedNode | ox.Literal) -> str:
    return lands.codes().get(value.value.removeprefix(PREFIXES["country"]), "")


def named(property: str, value: ox.NamedNode | ox.Literal) -> str | None:
    """Give an identifier as the words of a cell, None where it is of no register.

    >>> named("http://www.w3.org/2002/07/owl#sameAs", ox.NamedNode("https://ror.org/034wxcc35"))
    'ror:034wxcc35'
    """
    for scheme in column.schemes().values():
        if scheme.property == property and value.value.startswith(scheme.before):
            rest = value.value.removeprefix(scheme.before)
            words = rest if scheme.name == "other" else f"{scheme.name}:{rest}"
            if _identified(words) == (property, value):
                return words
    return None


def _identified(words: str) -> tuple[str, ox.NamedNode | ox.Literal] | None:
    try:
        property, value = identifier(words)
    except InputError:
        return None
    return property.value, value


def typed(classes: Iterable[str]) -> str | None:
    """Give classes as the words of a cell.

    >>> typed([PG + "Society"]), typed([PG + "Network", PG + "Programme"]), typed([PG + "EventSet"])
    ('society', 'network | programme', 'pg:EventSet')
    """
    left, words = set(classes), list[str]()
    for each in column.types().values():
        if set(each.classes) <= left:
            words.append(each.name)
            left -= set(each.classes)
    return joined([*words, *sorted(map(shorten, left))]) or None


Reader = Callable[[str], "ox.NamedNode | ox.Literal"]
READ: Mapping[str, Reader] = {
    "country": country,
    "date": date,
    "flag": flag,
    "iri": iri,
    "moment": lambda words: ox.Literal(f"{date(words).value}T00:00:00Z", datatype=ox.NamedNode(_XSD + "dateTime")),
    "name": text,
    "names": text,
    "number": number,
    "ref": node,
    "refs": node,
    "role": node,
    "text": ox.Literal,
    "whole": whole,
}
"""How the cells of each kind are read that need nothing but themselves."""

_WORDS: Mapping[str, Callable[[ox.NamedNode | ox.Literal], str]] = {
    "country": _coded,
    "moment": lambda value: value.value.removesuffix("T00:00:00Z"),
    "name": _worded,
    "names": _worded,
}
