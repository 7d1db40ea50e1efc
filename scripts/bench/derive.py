"""How long deriving takes on a graph in the shape of CORDIS, beside the same rules run by rdflib.

The graph has projects with dates, participations with roles and contributions, bodies with units, memberships,
agreements and the evidence of each. The table gives the best time of each rule in seconds; rdflib runs once. Both have
to derive the same number of triples.
"""

import random
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from bench.section import Section, shown
from partnergraph import resource
from partnergraph.storage.rule import derive
from partnergraph.storage.store import DERIVED, Store
from partnergraph.vocab import PREFIXES
from partnergraph.writing import format

_PARTNERS = 22  # participations in a project, on average, of the consortia that EIBIR and EORTC were in
_WORDS = ("Imaging", "Oncology", "Biomarkers", "Radiology", "Cardiology", "Data", "Trials", "Radiation")


def turtle(triples: int = 30_000, *, seed: int = 7) -> str:
    """Give about so many triples in Turtle, the same for the same seed.

    >>> turtle(1000) == turtle(1000)
    True
    """
    chance = random.Random(seed)  # noqa: S311 (a graph to measure with, no secret)
    projects = max(1, triples // 209)
    bodies = projects * 6
    lines = [f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in PREFIXES.items()]
    lines += (_body(number, chance) for number in range(bodies))
    for number in range(projects):
        lines.append(_project(number, chance))
        lines += _participations(number, bodies, chance)
        lines.append(_agreement(number, bodies, chance))
    return "".join(lines)


def graph(triples: int = 30_000) -> Store:
    """Give the same in a store, nothing derived.

    >>> 29_000 < len(graph(30_000)) < 31_000
    True
    """
    store = Store()
    store.add_text(turtle(triples), format.TURTLE)
    return store


def _body(number: int, chance: random.Random) -> str:
    unit = f" ; org:unitOf body:b{chance.randrange(number)}" if number and chance.random() < 0.3 else ""
    kind = "pg:Department" if unit else "pg:University"
    return f'body:b{number} a {kind} ; skos:prefLabel "University {number}"@en{unit} ; {_proof("b", number)} .\n'


def _project(number: int, chance: random.Random) -> str:
    year = chance.randint(2008, 2024)
    return (
        f'project:p{number} a pg:Project ; skos:prefLabel "{chance.choice(_WORDS)} {number}"@en ; '
        f'schema:startDate "{year}-0{chance.randint(1, 9)}-01"^^xsd:date ; schema:endDate "{year + 4}"^^xsd:gYear ; '
        f'pg:totalCost "{chance.randint(1, 9)}000000.00"^^xsd:decimal ; {_proof("p", number)} .\n'
    )


def _participations(project: int, bodies: int, chance: random.Random) -> Iterator[str]:
    for place, body in enumerate(sorted(chance.sample(range(bodies), min(bodies, _PARTNERS)))):
        role = "participant" if place else "coordinator"
        yield (
            f"participation:p{project}-{place} a pg:Participation ; org:member body:b{body} ; "
            f"org:organization project:p{project} ; org:role pg:role-{role} ; skos:prefLabel "
            f'"B{body} in P{project}"@en ; pg:euContribution "{chance.randint(1, 900)}000.00"^^xsd:decimal ; '
            f"pg:evidence evidence:cordis-{project} .\n"
        )


def _agreement(number: int, bodies: int, chance: random.Random) -> str:
    one, other = chance.sample(range(bodies), 2)
    return (
        f"agreement:a{number} a pg:ConsortiumAgreement ; pg:party body:b{one}, body:b{other} ; "
        f'pg:signedOn "{chance.randint(2008, 2024)}-0{chance.randint(1, 9)}"^^xsd:gYearMonth ; '
        f"{_proof('a', number)} .\n"
    )


def _proof(kind: str, number: int) -> str:
    """Give the evidence of a thing, with its description after the thing's own."""
    name = f"evidence:{kind}-{number}"
    read = '"2026-11-23T00:00:00Z"^^xsd:dateTime'
    return f"pg:evidence {name} .\n{name} a pg:Evidence ; dcterms:source source:s ; prov:generatedAtTime {read}"


def best(job: Callable[[], int], rounds: int) -> tuple[float, int]:
    """Give the least seconds that a job took, and what it gave.

    >>> best(lambda: 7, 2)[1]
    7
    """
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        found = job()
        times.append(time.perf_counter() - start)
    return min(times), found


def by_us(store: Store, path: Path) -> Callable[[], int]:
    """Give the job that runs one rule with the store."""
    rule = path.read_text(encoding="utf-8")
    return lambda: len(set(store.construct(rule)))


def by_rdflib(text: str, path: Path) -> Callable[[], int]:
    """Give the job that runs one rule with rdflib alone."""
    import rdflib

    rdflib.NORMALIZE_LITERALS = False
    read = rdflib.Graph()
    read.parse(data=text, format="turtle")
    rule = path.read_text(encoding="utf-8")
    return lambda: len(read.query(rule).graph or ())


def sections(triples: int = 30_000, rounds: int = 5) -> Iterator[Section]:
    """Run every rule by both, compare what they derive, and give the table."""
    text, store = turtle(triples), graph(triples)
    rows = [_row(store, text, path, rounds) for path in resource.queries("rules")]
    whole, new = best(lambda: derive(graph(triples)), rounds)
    loaded, _ = best(lambda: len(graph(triples)), rounds)
    rows.append(
        (f"all, added to `{DERIVED.value.rpartition('/')[2]}`", f"{new:,}", shown((whole - loaded) * 1e3), "", "")
    )
    words = f"{len(store):,} triples. Milliseconds of the clock, the least of {rounds} rounds; rdflib runs once."
    columns = ("rule", "triples", "ours ms", "rdflib ms", "faster")
    yield Section("Rules", words, columns, tuple(rows))


def _row(store: Store, text: str, path: Path, rounds: int) -> tuple[str, ...]:
    ours, found = best(by_us(store, path), rounds)
    theirs, same = best(by_rdflib(text, path), 1)
    if found != same:
        sys.exit(f"{path.stem}: {found} triples, by rdflib {same}")
    return path.stem, f"{found:,}", shown(ours * 1e3), shown(theirs * 1e3), f"{shown(theirs / ours)} x"
