"""What stands in a graph in the shape of CORDIS: countries, places, topics, programmes, bodies and their units.

Everything is given as text in N-Triples, one thing after the other, from a seeded source of chance. How often a
country, a kind of body or a size of consortium occurs follows Horizon 2020 as published by CORDIS.
"""

import random
from collections.abc import Iterator, Sequence

from partnergraph.vocab import PREFIXES

COUNTRIES = (
    ("DEU", "DE", "Germany", 123),
    ("ESP", "ES", "Spain", 102),
    ("GBR", "GB", "United Kingdom", 101),
    ("ITA", "IT", "Italy", 94),
    ("FRA", "FR", "France", 88),
    ("NLD", "NL", "Netherlands", 62),
    ("BEL", "BE", "Belgium", 50),
    ("GRC", "GR", "Greece", 34),
    ("AUT", "AT", "Austria", 29),
    ("SWE", "SE", "Sweden", 29),
    ("CHE", "CH", "Switzerland", 27),
    ("DNK", "DK", "Denmark", 22),
    ("PRT", "PT", "Portugal", 22),
    ("FIN", "FI", "Finland", 21),
    ("NOR", "NO", "Norway", 18),
    ("IRL", "IE", "Ireland", 17),
    ("POL", "PL", "Poland", 17),
    ("ISR", "IL", "Israel", 11),
    ("CZE", "CZ", "Czechia", 11),
    ("ROU", "RO", "Romania", 10),
    ("USA", "US", "United States", 9),
    ("HUN", "HU", "Hungary", 9),
    ("SVN", "SI", "Slovenia", 9),
    ("TUR", "TR", "Türkiye", 7),
    ("BGR", "BG", "Bulgaria", 6),
    ("MLT", "MT", "Malta", 1),
    ("JPN", "JP", "Japan", 1),
    ("BRA", "BR", "Brazil", 1),
)
"""Codes of three and of two letters, name, and participations in a thousand."""

_KINDS = ("University", "ResearchOrganisation", "Hospital", "PublicBody", "Society", "Company")
_LARGE = (50, 25, 8, 5, 4, 8)  # among the twentieth that takes part most
_SMALL = (12, 14, 6, 10, 8, 50)
_UNITS = ("Department", "Committee", "Committee", "Subcommittee", "WorkingGroup")
_FIELDS = ("Imaging", "Oncology", "Cardiology", "Radiation protection", "Health data", "Biomarkers")
_TOPICS = 8  # narrower topics of a topic
_FRAMEWORKS = (("fp7", "Seventh Framework Programme"), ("horizon-2020", "Horizon 2020"), ("horizon-europe", "Europe"))
SCHEMES = ("ria", "ia", "csa", "erc", "msca-if", "msca-itn", "sme", "cofund")


def term(name: str) -> str:
    """Give a prefixed name as N-Triples write its IRI.

    >>> term("body:b1")
    '<https://w3id.org/partnergraph/id/body/b1>'
    """
    prefix, _, local = name.partition(":")
    return f"<{PREFIXES[prefix]}{local}>"


A = term("rdf:type")
ABOUT = term("schema:about")
ALT = term("skos:altLabel")
EVIDENCE = term("pg:evidence")
IDENTIFIER = term("dcterms:identifier")
LABEL = term("skos:prefLabel")
PART_OF = term("dcterms:isPartOf")
START = term("schema:startDate")
END = term("schema:endDate")
_COUNTRY = term("schema:addressCountry")
_READ = f'"2026-11-23T00:00:00Z"^^{term("xsd:dateTime")}'


def say(subject: str, *pairs: tuple[str, str]) -> str:
    r"""Give triples about one subject, from pairs of predicate and object.

    >>> say("<urn:a>", ("<urn:b>", '"1"'), ("<urn:c>", '"2"'))
    '<urn:a> <urn:b> "1" .\n<urn:a> <urn:c> "2" .\n'
    """
    return "".join([f"{subject} {predicate} {value} .\n" for predicate, value in pairs])


def words(text: str) -> str:
    """Give an English literal; the text holds nothing that needs an escape."""
    return f'"{text}"@en'


def proof(name: str, rows: tuple[int, int] | None = None) -> str:
    """Give the description of a piece of evidence: a row of CORDIS, or a range of rows."""
    ends = [(term("pg:row"), _number(rows[0])), (term("pg:lastRow"), _number(rows[1]))] if rows else []
    return say(
        term(f"evidence:{name}"),
        (A, term("pg:Evidence")),
        (IDENTIFIER, f'"{name}"'),
        (term("dcterms:source"), term("source:cordis")),
        (term("prov:generatedAtTime"), _READ),
        *ends,
    )


def _number(value: int) -> str:
    return f'"{value}"^^<http://www.w3.org/2001/XMLSchema#integer>'


def topics() -> int:
    """Give how many topics there are: six fields, and two levels below each."""
    return len(_FIELDS) * (1 + _TOPICS + _TOPICS**2)


def frame(places: int) -> Iterator[str]:
    """Give the source, the countries, so many places, the topics and the programmes."""
    licence = (term("dcterms:license"), "<https://creativecommons.org/licenses/by/4.0/>")
    yield say(
        term("source:cordis"), (A, term("pg:Source")), (term("dcterms:title"), words("In the shape of CORDIS")), licence
    )
    yield proof("frame")
    for code, short, name, _ in COUNTRIES:
        country = term(f"country:{code}")
        yield say(country, (A, term("pg:Place")), (LABEL, words(name)), (IDENTIFIER, f'"{short}"'), _FRAME)
    for number in range(places):
        code = COUNTRIES[number % len(COUNTRIES)][0]
        place = term(f"place:t{number}")
        yield say(place, (A, term("pg:Place")), (LABEL, words(f"Town {number}")), (_COUNTRY, term(f"country:{code}")))
        yield say(place, _FRAME)
    yield from map(_topic, range(topics()))
    yield from _programmes()


_FRAME = (EVIDENCE, term("evidence:frame"))


def _topic(number: int) -> str:
    """Give a topic; the first six are fields, and the next each lie under one that went before."""
    broader, fields = (number - len(_FIELDS)) // _TOPICS, number < len(_FIELDS)
    name = _FIELDS[number] if fields else f"{_FIELDS[number % len(_FIELDS)]}, aspect {number}"
    above = [] if fields else [(term("skos:broader"), term(f"topic:t{broader}"))]
    return say(
        term(f"topic:t{number}"),
        (A, term("pg:Topic")),
        (A, term("skos:Concept")),
        (LABEL, words(name)),
        (term("skos:definition"), words(f"What research on {name} asks, number {number}.")),
        (term("skos:inScheme"), term("pg:Topics")),
        *above,
        _FRAME,
    )


def _programmes() -> Iterator[str]:
    """Give the framework programmes with four parts each, six sections in each part, and the funding schemes."""
    for scheme in SCHEMES:
        name = term(f"programme:scheme-{scheme}")
        yield say(name, (A, term("pg:FundingScheme")), (LABEL, words(f"Scheme {scheme.upper()}")), _FRAME)
    for slug, name in _FRAMEWORKS:
        yield _programme(slug, name, "")
        for part in range(4):
            yield _programme(f"{slug}-{part}", f"{name}, part {part}", slug)
            for section in range(6):
                yield _programme(f"{slug}-{part}-{section}", f"{name}, section {part}.{section}", f"{slug}-{part}")


def _programme(slug: str, name: str, whole: str) -> str:
    above = [(PART_OF, term(f"programme:{whole}"))] if whole else []
    return say(term(f"programme:{slug}"), (A, term("pg:Programme")), (LABEL, words(name)), *above, _FRAME)


def kinds(bodies: int, chance: random.Random) -> Sequence[str]:
    """Give the kind of each body; the first is a university, and every eighth is a society."""
    large = chance.choices(_KINDS, _LARGE, k=bodies // 20)
    small = chance.choices(_KINDS, _SMALL, k=bodies - len(large))
    drawn = ["University", *(large + small)[1:]]
    return ["Society" if number % 8 == 5 else kind for number, kind in enumerate(drawn)]


def body(number: int, kind: str, evidence: str, places: int, chance: random.Random) -> str:
    """Give a body: what it is, its names, where it is and how CORDIS knows it."""
    drawn = chance.random()
    country = chance.choices(COUNTRIES, _SHARES)[0][0]
    name = f"{kind} of Town {number % places} No {number}"
    short = [(ALT, f'"{kind[0]}T{number}"')] if drawn < 0.35 else []
    return say(
        term(f"body:b{number}"),
        (A, term(f"pg:{kind}")),
        (LABEL, words(name)),
        *short,
        (term("pg:pic"), f'"9{number:08}"'),
        (_COUNTRY, term(f"country:{country}")),
        (term("schema:legalName"), f'"{name.upper()}"'),
        (term("schema:location"), term(f"place:t{number % places}")),
        (EVIDENCE, evidence),
    )


_SHARES = [share for _, _, _, share in COUNTRIES]


def unit(number: int, bodies: int, chance: random.Random) -> str:
    """Give a unit: of a body, or in one of two cases under a unit that went before."""
    below = number > 0 and chance.random() < 0.5
    parent = f"body:u{number - 1 - chance.randrange(min(number, 4))}" if below else f"body:b{chance.randrange(bodies)}"
    return say(
        term(f"body:u{number}"),
        (A, term(f"pg:{chance.choice(_UNITS)}")),
        (LABEL, words(f"{chance.choice(_FIELDS)} unit {number}")),
        (term("org:subOrganizationOf") if below else term("org:unitOf"), term(parent)),
        _FRAME,
    )


def founding(number: int, chance: random.Random) -> str:
    """Give the founding of a body, by one or two that went before it."""
    founders = sorted({chance.randrange(max(1, number)) for _ in range(2)})
    return say(
        term(f"change:founding-of-b{number}"),
        (A, term("pg:Founding")),
        (LABEL, words(f"Founding of body {number}")),
        (term("org:resultingOrganization"), term(f"body:b{number}")),
        *((term("schema:founder"), term(f"body:b{each}")) for each in founders),
        (START, f'"{chance.randint(1950, 2015)}"^^{term("xsd:gYear")}'),
        _FRAME,
    )
