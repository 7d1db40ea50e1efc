"""Bodies of ROR: what a record says of one, in the terms of the graph."""

import re

from partnergraph.loading.notation import EVIDENCE, NAME, OTHER, A, say, term, text, typed
from partnergraph.sources import cell
from partnergraph.sources.ror.record import Name, Record, Town
from partnergraph.sources.scribe import Scribe

_KINDS = (
    ("healthcare", term("pg:Hospital")),
    ("education", term("pg:University")),
    ("company", term("pg:Company")),
    ("government", term("pg:PublicBody")),
    ("facility", term("pg:ResearchOrganisation")),
)
_FORMAL = term("org:FormalOrganization")
_STATUSES = {each: term(f"pg:status-{each}") for each in ("active", "inactive", "withdrawn")}
_SAME, _CLOSE, _STATE = term("owl:sameAs"), term("skos:closeMatch"), term("org:classification")
_GRID, _ISNI, _HOME, _PAGE = term("pg:grid"), term("pg:isni"), term("foaf:homepage"), term("rdfs:seeAlso")
_FOUNDED, _COUNTRY, _TOWN = term("schema:foundingDate"), term("schema:addressCountry"), term("schema:location")
_LATITUDE, _LONGITUDE = term("schema:latitude"), term("schema:longitude")
_PLACE = term("pg:Place")
_ROR = re.compile(r"https://ror\.org/(0[0-9a-hj-km-np-tv-z]{6}[0-9]{2})\Z")
_QID, _DIGITS = re.compile(r"Q[1-9][0-9]*\Z"), re.compile(r"[0-9]+\Z")
_LANGUAGE = re.compile(r"[a-z]{2,3}\Z")
_YEAR = re.compile("0*(?:[1-9][0-9]{0,2}|1[0-9]{3}|2[01][0-9]{2})")
_FUNDER = "10.13039"  # the prefix of Crossref's funders


def code(ror: str) -> str:
    """Give the code in an identifier of ROR, "" where it is none.

    >>> code("https://ror.org/034wxcc35"), code("https://ror.org/034wxcc3")
    ('034wxcc35', '')
    """
    found = _ROR.match(ror)
    return found[1] if found else ""


def node(scribe: Scribe, ror: str) -> str:
    """Give the name of the node of a body: the one that the store knows by this identifier, or one of our own.

    >>> from partnergraph.sources.known import Known
    >>> from partnergraph.loading.ledger import Ledger
    >>> from partnergraph.sources.scribe import ROR
    >>> scribe = Scribe(ROR, Known(), Ledger(), "2026-11-23")
    >>> node(scribe, "https://ror.org/034wxcc35")
    '<https://w3id.org/partnergraph/id/body/ror-034wxcc35>'
    """
    return scribe.known.same.get(ror) or term(f"body:ror-{code(ror)}")


def write(scribe: Scribe, record: Record) -> str:
    r"""Give what a record says of its body; names and places are left to who described it before.

    >>> from partnergraph.sources.known import Known
    >>> from partnergraph.loading.ledger import Ledger
    >>> from partnergraph.sources.scribe import ROR
    >>> scribe = Scribe(ROR, Known(), Ledger(), "2026-11-23")
    >>> write(scribe, Record("https://ror.org/034wxcc35", "active", (), (), (), (), (), "", "", "1962")).count(" .\n")
    6
    """
    subject = node(scribe, record.ror)
    found = [(_SAME, f"<{record.ror}>"), *_identifiers(scribe, record)]
    lines = ""
    if subject == term(f"body:ror-{code(record.ror)}"):
        kind = next((each for name, each in _KINDS if name in record.kinds), _FORMAL)
        lines, places = _places(scribe, record.towns)
        found = [(A, kind), *_main_names(scribe, subject, record), *found, *places]
        found += _founded(scribe, record.established)
        if page := record.website and cell.address(record.website):
            found.append((_HOME, f"<{page}>"))
    else:
        found += [(OTHER, _tagged(name.words, name.language)) for name in record.names]
    if page := record.wikipedia and cell.address(record.wikipedia):
        found.append((_PAGE, f"<{page}>"))
    if record.status in _STATUSES:
        found.append((_STATE, _STATUSES[record.status]))
    return lines + say(subject, *found, (EVIDENCE, scribe.evidence()))


def _main_names(scribe: Scribe, subject: str, record: Record) -> list[tuple[str, str]]:
    """Give names: in each language one main name, the displayed one first; in English too if no name is in English."""
    ranked = sorted(record.names, key=_rank)
    main: dict[str, str] = {}
    others: list[tuple[str, str]] = []
    for name in ranked:
        language = name.language if _LANGUAGE.match(name.language) else ""
        if name.kinds & {"ror_display", "label"} and (language or "en") not in main and (language or not main):
            main[language or "en"] = name.words
        elif name.words not in main.values():
            others.append((OTHER, _tagged(name.words, language)))
    if "en" not in main:
        main["en"] = next(iter(main.values()), code(record.ror))
    scribe.named[subject] = main["en"]
    return [*((NAME, _tagged(words, language)) for language, words in main.items()), *others]


def _founded(scribe: Scribe, year: str) -> list[tuple[str, str]]:
    """Give the year of a body; one that cannot be meant is booked as left out."""
    if _YEAR.fullmatch(year):
        return [(_FOUNDED, typed(f"{int(year):04}", "gYear"))]
    if year:
        scribe.note("established", "is no year up to 2199", year)
    return []


def _rank(name: Name) -> int:
    return next((place for place, kind in enumerate(("ror_display", "label", "alias")) if kind in name.kinds), 3)


def _tagged(words: str, language: str) -> str:
    return text(words) + (f"@{language}" if _LANGUAGE.match(language) else "")


def _identifiers(scribe: Scribe, record: Record) -> list[tuple[str, str]]:
    """Give external identifiers; one that another record has too is only a close match."""
    found = list[tuple[str, str]]()
    seen = set[str]()
    for kind, words in record.ids:
        first = kind not in seen
        seen.add(kind)
        if kind == "grid":
            found.append((_GRID, text(words)))
        elif kind == "isni":
            isni = words.replace(" ", "")
            if not is_isni(isni):
                scribe.note("isni", "is no ISNI by its check digit", words)
            elif scribe.first(f"isni {isni}"):
                found.append((_ISNI, text(isni)))
            else:
                scribe.note("isni", "is the ISNI of a body before it", words)
        elif kind == "wikidata" and _QID.match(words):
            own = first and scribe.first(f"wikidata {words}")
            found.append((_SAME if own else _CLOSE, f"<http://www.wikidata.org/entity/{words}>"))
        elif kind == "fundref" and _DIGITS.match(words):
            found.append((_CLOSE, f"<https://doi.org/{_FUNDER}/{words}>"))
    return found


def is_isni(words: str) -> bool:
    """Say whether a word is an ISNI (ISO 27729): 16 signs whose check digit fits (ISO/IEC 7064, MOD 11-2).

    >>> is_isni("0000000406100854"), is_isni("0000000406100855")
    (True, False)
    """
    if not re.fullmatch("[0-9]{15}[0-9X]", words):
        return False
    total = 0
    for digit in words[:-1]:
        total = (total + int(digit)) * 2 % 11
    return "0123456789X"[(12 - total) % 11] == words[-1]


def _places(scribe: Scribe, towns: tuple[Town, ...]) -> tuple[str, list[tuple[str, str]]]:
    """Give what is stated of the places of a body that are new, and its ties to them."""
    lines, ties = [], list[tuple[str, str]]()
    for town in towns:
        countries = scribe.countries(town.country)
        for entry, told in countries:
            lines.append(told)
            if (tie := (_COUNTRY, term(f"country:{entry}"))) not in ties:
                ties.append(tie)
        if town.number and town.name:
            place = term(f"place:geonames-{town.number}")
            if scribe.first(place):
                lines.append(_place(scribe, place, town, countries))
            ties.append((_TOWN, place))
    return "".join(lines), ties


def _place(scribe: Scribe, place: str, town: Town, countries: list[tuple[str, str]]) -> str:
    found = [
        (A, _PLACE),
        *scribe.name(place, town.name),
        *((_COUNTRY, term(f"country:{each}")) for each, _ in countries),
    ]
    if where := cell.point(f"{town.latitude},{town.longitude}"):
        found += [(_LATITUDE, typed(where[0], "decimal")), (_LONGITUDE, typed(where[1], "decimal"))]
    same = (_SAME, f"<https://sws.geonames.org/{town.number}/>")
    return say(place, *found, same, (EVIDENCE, scribe.evidence()))
