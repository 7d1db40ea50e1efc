"""Partnerships: networks of any size in the shape of a partner network, the same for the same number and seed.

Bodies of seven kinds fall into circles of very unlike sizes; a few of each circle take part in most of what it does,
and one tie in seven leads to another circle. Each tie is of one of five kinds and has years, strength and evidence.
"""

import random
from bisect import bisect
from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import TYPE_CHECKING, Any

from partnergraph.values.evidence import Evidence
from partnergraph.vocab import ID, PG, PREFIXES, SOURCE

if TYPE_CHECKING:
    import networkx as nx

_ORGANISATION = PREFIXES["org"] + "FormalOrganization"
_TYPES = {
    "University": "university",
    "Institute": "institute",
    "Hospital": "hospital",
    "Company": "company",
    "Society": "society",
    "ResearchOrganisation": "research organisation",
    "PublicBody": "public body",
}
_WORDS = ("Clinic", "Institute", "Society", "Academy", "Laboratory", "College", "Centre", "Foundation")
_FIELDS = ("Imaging", "Oncology", "Physics", "Cardiology", "Neurology", "Genetics", "Robotics", "Optics")
_TOWNS = ("Łódź", "Graz", "Gent", "Århus", "Lyon", "Torino", "Leiden", "Málaga", "Bergen", "Pécs", "Brno", "Porto")
_COUNTRIES = ("PL", "AT", "BE", "DK", "FR", "IT", "NL", "ES", "NO", "HU", "CZ", "PT")
_KINDS = (
    ("tie-project", "works in project"),
    ("tie-project", "works in project"),
    ("tie-agreement", "party to agreement"),
    ("tie-membership", "member of"),
    ("tie-event", "takes part in event"),
    ("tie-cooperation", "cooperates"),
)


def network(nodes: int, *, ties: float = 3.7, seed: int = 11) -> "nx.MultiGraph[str]":
    """Build a network of so many bodies, with so many ties a body.

    >>> graph = network(200)
    >>> len(graph), graph.number_of_edges()
    (200, 740)
    """
    import networkx as nx

    chance = random.Random(seed)  # noqa: S311 (a network to measure with, no secret)
    graph: nx.MultiGraph[str] = nx.MultiGraph(
        title=f"{nodes:,} bodies in the shape of a partner network", as_of="", licence="CC0 1.0", version="0"
    )
    circles = list(_circles(nodes, chance))
    home = [number for number, circle in enumerate(circles) for _ in circle]
    names = [f"{ID}body/{number:05}" for number in range(nodes)]
    graph.add_nodes_from((name, _body(number, home[number], chance)) for number, name in enumerate(names))
    evidence = [_evidence(number) for number in range(max(1, nodes // 2))]
    pairs = _pairs(circles, home, round(nodes * ties), chance)
    graph.add_edges_from((names[one], names[other], _tie(evidence, chance)) for one, other in pairs)
    return graph


def _circles(nodes: int, chance: random.Random) -> Iterator[range]:
    """Give circles of unlike sizes, one after the other, until all nodes are in one."""
    start = 0
    while start < nodes:
        size = round(min(nodes / 12, max(6, (nodes / 400) * chance.paretovariate(0.9))))
        yield range(start, min(nodes, start + size))
        start += size


def _pairs(
    circles: Sequence[range], home: Sequence[int], count: int, chance: random.Random
) -> Iterator[tuple[int, int]]:
    """Give the ends of ties: each body has one to a busy one of its circle, the rest fall as they fall."""
    nodes = len(home)
    for number in range(min(nodes, count)):
        yield number, _busy(circles[home[number]], number, chance)
    weights = list(accumulate(len(circle) for circle in circles))
    for _ in range(count - nodes):
        circle = circles[bisect(weights, chance.random() * weights[-1])]
        one = _busy(circle, -1, chance)
        other = chance.randrange(nodes) if chance.random() < 1 / 7 else circle[chance.randrange(len(circle))]
        yield one, other if other != one else (one + 1) % nodes


def _busy(circle: range, own: int, chance: random.Random) -> int:
    """Give a body of a circle, those that come first far more often."""
    found = circle[int(len(circle) * chance.random() ** 4)]
    return found if found != own else circle[(found - circle.start + 1) % len(circle)]


def _body(number: int, circle: int, chance: random.Random) -> dict[str, Any]:
    field, town = _FIELDS[circle % len(_FIELDS)], chance.randrange(len(_TOWNS))
    country = circle % len(_COUNTRIES) if chance.random() < 0.6 else town
    kind = list(_TYPES)[chance.choice((circle % len(_TYPES), chance.randrange(len(_TYPES))))]
    return {
        "label": f"{_TOWNS[town]} {field} {_WORDS[number % len(_WORDS)]} {number}",
        "names": (f"{_TOWNS[town][0]}{field[0]}{number}",) if number % 5 == 0 else (),
        "types": (PG + kind, _ORGANISATION),
        "type_label": _TYPES[kind],
        "country": _COUNTRIES[country],
        "links": (f"https://example.org/{number}",) if number % 3 == 0 else (),
    }


def _tie(evidence: Sequence[Evidence], chance: random.Random) -> dict[str, Any]:
    kind, label = chance.choice(_KINDS)
    start = chance.randint(1998, 2024)
    return {
        "kind": PG + kind,
        "kind_label": label,
        "role": chance.choice(("", "coordinator", "member")),
        "start": str(start),
        "end": str(start + chance.randint(1, 6)) if chance.random() < 0.8 else "",
        "weight": float(min(9, int(chance.paretovariate(1.3)))),
        "evidence": (chance.choice(evidence),),
    }


def _evidence(number: int) -> Evidence:
    source = f"{SOURCE}table-{number % 7}"
    return Evidence(source, f"Table {number % 7}", f"row {number}", f"https://example.org/{number % 7}", "2026-11-23")
