"""What bodies do in a graph in the shape of CORDIS: projects, participations, agreements, memberships, events.

A body's number is its rank: the lower, the more it takes part (Zipf and Mandelbrot's law, with the share that the most
frequent participant of Horizon 2020 has). Two projects in five have one participant, the others some twelve.
"""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bench.landscape import (
    ABOUT,
    ALT,
    END,
    EVIDENCE,
    LABEL,
    SCHEMES,
    START,
    A,
    proof,
    say,
    term,
    topics,
    words,
)

_ALONE = 0.4
_MOST = 190
_LEVEL, _HEAD = 3, 2  # of the law: rank + 2 grows with the third power of an even chance
_AGREEMENTS = ("MemorandumOfUnderstanding", "MemorandumOfUnderstanding", "LetterOfIntent", "ConsortiumAgreement")
_EVENTS = ("Session", "JointSession", "JointSession", "Workshop", "Meeting")
_MEMBER, _ORGANIZATION, _ROLE = term("org:member"), term("org:organization"), term("org:role")
_MONEY = term("pg:euContribution")
_PARTICIPATION = term("pg:Participation")
_DECIMAL = term("xsd:decimal")


@dataclass(frozen=True, slots=True)
class Ranks:
    """Bodies by rank, to be drawn as often as their rank says."""

    bodies: int

    def draw(self, chance: random.Random) -> int:
        """Give one of them.

        >>> 0 <= Ranks(10).draw(random.Random(1)) < 10
        True
        """
        low = _HEAD ** (1 / _LEVEL)
        high = (self.bodies + _HEAD) ** (1 / _LEVEL)
        return min(int((low + chance.random() * (high - low)) ** _LEVEL - _HEAD), self.bodies - 1)

    def several(self, number: int, chance: random.Random) -> list[int]:
        """Give so many of them, each once, in the order in which they were drawn.

        >>> len(Ranks(10).several(5, random.Random(1)))
        5
        """
        drawn: dict[int, None] = {}
        while len(drawn) < min(number, self.bodies):
            drawn[self.draw(chance)] = None
        return list(drawn)


def date(year: int, chance: random.Random, *, exact: float = 0.85) -> str:
    """Give a day of a year, or, where it is not known exactly, a month or the year alone."""
    drawn = chance.random()
    if drawn < exact:
        return f'"{year}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"^^{_DAY}'
    if drawn < (1 + exact) / 2:
        return f'"{year}-{chance.randint(1, 12):02}"^^{_MONTH}'
    return f'"{year}"^^{_YEAR}'


_DAY, _MONTH, _YEAR = term("xsd:date"), term("xsd:gYearMonth"), term("xsd:gYear")


def project(number: int, ranks: Ranks, chance: random.Random) -> Iterator[str]:
    """Give a project, its participations and the evidence of both."""
    alone = chance.random() < _ALONE
    size = 1 if alone else min(_MOST, ranks.bodies, 2 + int(chance.lognormvariate(2.04, 0.75)))
    year = chance.randint(2008, 2024)
    framework = "fp7" if year < 2014 else "horizon-2020" if year < 2021 else "horizon-europe"
    shares = [chance.randint(20, 900) * 1000 + 0.25 * chance.randint(0, 3) for _ in range(size)]
    about = sorted({chance.randrange(topics()) for _ in range(chance.randint(1, 3))})
    title = f"Methods of work package {number} for the {chance.choice(_AIMS)} of partners in research, study {number}"
    yield say(
        term(f"project:p{number}"),
        (A, term("pg:Project")),
        (LABEL, words(f"PROJECT-{number}")),
        (ALT, words(title)),
        (term("frapo:hasProjectIdentifier"), f'"{600000 + number}"'),
        (term("owl:sameAs"), f"<https://cordis.europa.eu/project/id/{600000 + number}>"),
        (term("pg:callTopic"), f'"CALL-{year}-{number % 40}"'),
        (term("pg:rcn"), f'"{200000 + number}"'),
        (term("pg:programme"), term(f"programme:{framework}-{chance.randrange(4)}-{chance.randrange(6)}")),
        (term("pg:fundingScheme"), term(f"programme:scheme-{chance.choice(SCHEMES)}")),
        (_MONEY, _euro(sum(shares))),
        (term("pg:totalCost"), _euro(sum(shares) * 1.25)),
        (START, date(year, chance)),
        (END, date(year + chance.randint(2, 5), chance)),
        *((ABOUT, term(f"topic:t{topic}")) for topic in about),
        (EVIDENCE, term(f"evidence:cordis-{number}")),
    )
    yield proof(f"cordis-{number}")
    yield _participations(number, ranks.several(size, chance), shares, chance)
    yield proof(f"cordis-{number}-participants", (1, size))


_AIMS = ("better care", "earlier finding", "safer treatment", "fair assessment", "wider use")


def _euro(amount: float) -> str:
    return f'"{amount:.2f}"^^{_DECIMAL}'


def _participations(project: int, bodies: Sequence[int], shares: Sequence[float], chance: random.Random) -> str:
    """Give the participations of a project: the first coordinates it, and one of ten others gets no money."""
    evidence, whole = term(f"evidence:cordis-{project}-participants"), term(f"project:p{project}")
    lines = []
    for place, (body, share) in enumerate(zip(bodies, shares, strict=True)):
        drawn = chance.random()
        role = "coordinator" if place == 0 else "partner" if drawn < 0.06 else "participant"
        money = [(_MONEY, _euro(share))] if place == 0 or drawn > 0.1 else []
        lines.append(
            say(
                term(f"participation:b{body}-in-p{project}"),
                (A, _PARTICIPATION),
                (LABEL, words(f"Body {body} in PROJECT-{project}")),
                (_MEMBER, term(f"body:b{body}")),
                (_ORGANIZATION, whole),
                (_ROLE, term(f"pg:role-{role}")),
                *money,
                (EVIDENCE, evidence),
            )
        )
    return "".join(lines)


def agreements(number: int, ranks: Ranks, chance: random.Random) -> Iterator[str]:
    """Give an agreement and, in one case of four, another that renews it, and so on."""
    parties = sorted(ranks.several(2 if chance.random() < 0.85 else chance.randint(3, 6), chance))
    kind, year, earlier = chance.choice(_AGREEMENTS), chance.randint(2004, 2020), ""
    topic = chance.randrange(topics())
    name = f"a{number}"
    while True:
        yield _agreement(name, f"pg:{kind}", parties, earlier, topic, year, chance)
        yield proof(f"agreement-{name}")
        year += chance.randint(2, 5)
        if chance.random() > 0.25 or year > 2024:
            return
        earlier, name = name, f"{name}-r"


def _agreement(  # noqa: PLR0913, PLR0917 - an agreement has so many sides
    name: str, kind: str, parties: Sequence[int], earlier: str, topic: int, year: int, chance: random.Random
) -> str:
    ends = [(term("pg:endsOn"), date(year + chance.randint(2, 6), chance))] if chance.random() < 0.55 else []
    ended = [(term("pg:terminatedOn"), date(year + 1, chance))] if chance.random() < 0.05 else []
    renews = [(term("pg:renews"), term(f"agreement:{earlier}"))] if earlier else []
    return say(
        term(f"agreement:{name}"),
        (A, term(kind)),
        (LABEL, words(f"Agreement {name} of bodies {', '.join(map(str, parties))}")),
        *((term("pg:party"), term(f"body:b{party}")) for party in parties),
        (term("pg:signedOn"), date(year, chance, exact=0.45)),
        *ends,
        *ended,
        *renews,
        (ABOUT, term(f"topic:t{topic}")),
        (EVIDENCE, term(f"evidence:agreement-{name}")),
    )


def membership(number: int, societies: Sequence[int], ranks: Ranks, chance: random.Random) -> str:
    """Give the membership of a body in a society; one in five has ended."""
    member, society = ranks.draw(chance), societies[Ranks(len(societies)).draw(chance)]
    year = chance.randint(1985, 2022)
    ended = [(END, date(chance.randint(year, 2024), chance, exact=0.2))] if chance.random() < 0.2 else []
    return say(
        term(f"membership:m{number}"),
        (A, term("org:Membership")),
        (LABEL, words(f"Body {member} as member of body {society}")),
        (_MEMBER, term(f"body:b{member}")),
        (_ORGANIZATION, term(f"body:b{society}")),
        (_ROLE, term("pg:role-member")),
        (START, date(year, chance, exact=0.2)),
        *ended,
        (EVIDENCE, term("evidence:frame")),
    )


def congress(number: int, societies: Sequence[int]) -> str:
    """Give the congress of a year, one in a series, held by the most active society."""
    return say(
        term(f"event:congress-{number}"),
        (A, term("pg:Congress")),
        (LABEL, words(f"Congress {number}")),
        (term("schema:organizer"), term(f"body:b{societies[0]}")),
        (START, f'"{number}-03"^^{_MONTH}'),
        (EVIDENCE, term("evidence:frame")),
    )


def session(number: int, societies: Sequence[int], ranks: Ranks, chance: random.Random) -> str:
    """Give an event that a society holds with one to three other bodies, most often at a congress."""
    year = chance.randint(2000, 2024)
    others = ranks.several(chance.randint(1, 3), chance)
    congress = [(term("schema:superEvent"), term(f"event:congress-{year}"))] if chance.random() < 0.8 else []
    return say(
        term(f"event:s{number}"),
        (A, term(f"pg:{chance.choice(_EVENTS)}")),
        (LABEL, words(f"Session {number}")),
        (term("schema:organizer"), term(f"body:b{societies[Ranks(len(societies)).draw(chance)]}")),
        *((term("schema:contributor"), term(f"body:b{other}")) for other in others),
        *congress,
        (START, date(year, chance)),
        (ABOUT, term(f"topic:t{chance.randrange(topics())}")),
        (EVIDENCE, term("evidence:frame")),
    )
