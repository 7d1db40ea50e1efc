"""How long validating takes as a whole process, beside pyshacl over rdflib with the same data and shapes.

    python scripts/bench/validate.py [--triples N] [--ours]

Both check a made graph of 2,000 triples, in which every tenth is wrong in one of eight ways, and the shipped graph;
they have to find the same rules broken at the same nodes. pyshacl runs a query once for each node, for which it takes
some ten minutes; ``--ours`` leaves it out. A made graph of ``--triples`` is checked by ours alone, which has to find as
many violations as were made; its table is read too: the first hundred problems, and how many there are.
"""

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from partnergraph import resource
from partnergraph.vocab import PREFIXES

PLAIN = str(Path(__file__).with_name("plain.py"))
_SMALL = 2_000  # triples that pyshacl alone checks in half a minute
_EACH = 10  # triples of one body
_RIGHT = {
    "name": 'skos:prefLabel "Body {0}"@en',
    "date": 'schema:foundingDate "2001"^^xsd:gYear',
    "end": 'schema:dissolutionDate "2017-12"^^xsd:gYearMonth',
    "country": 'schema:addressCountry "BE"',
    "code": 'pg:pic "{0:09}"',
    "page": "owl:sameAs <https://doi.org/10.3030/{0}>",
    "kind": "a pg:Society",
    "proof": "pg:evidence evidence:a",
    "role": "org:role pg:role-member",
    "place": "schema:location place:a",
}
_WRONG = (
    ("name", 'skos:prefLabel "Body {0}"'),
    ("date", 'schema:foundingDate "2016-13"^^xsd:gYearMonth'),
    ("end", 'schema:dissolutionDate "2000-12"^^xsd:gYearMonth'),
    ("country", 'schema:addressCountry "EL"'),
    ("code", 'pg:pic "{0}x"'),
    ("page", "owl:sameAs <https://doi.org/3030/{0}>"),
    ("role", "org:role pg:status-signed"),
    ("proof", "schema:url <https://example.org/{0}>"),
)
_ENDING = """
evidence:a a pg:Evidence ; dcterms:source source:a ; prov:generatedAtTime "2026-11-23T00:00:00Z"^^xsd:dateTime .
source:a a pg:Source ; dcterms:title "A" .
place:a a pg:Place ; skos:prefLabel "A"@en ; pg:evidence evidence:a .
"""


def turtle(triples: int = 100_000) -> str:
    """Give about so many triples in Turtle: bodies of ten triples each, with one violation each.

    >>> turtle(20).count(" a pg:Society")
    2
    """
    head = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in PREFIXES.items())
    return head + "".join(_bodies(triples // _EACH)) + _ENDING


def _bodies(count: int) -> Iterator[str]:
    for number in range(count):
        said = dict([*_RIGHT.items(), _WRONG[number % len(_WRONG)]])
        yield f"body:b{number} {' ; '.join(said.values())} .\n".format(number)


def ours(*files: str, form: str = "json") -> Sequence[str]:
    """Give the command that checks files, or without files the shipped graph."""
    return [sys.executable, "-m", "partnergraph", "validate", *files, "-f", form]


def theirs(*files: str) -> Sequence[str]:
    """Give the command that does the same with pyshacl alone."""
    checked = files or tuple(map(str, resource.data()))
    return [sys.executable, PLAIN, "check", *checked, str(resource.ontology()), str(resource.shapes())]


def run(command: Sequence[str]) -> tuple[float, subprocess.CompletedProcess[str]]:
    """Give how long a program takes from start to end, and what it wrote."""
    start = time.perf_counter()
    done = subprocess.run(command, capture_output=True, check=False, encoding="utf-8")
    return time.perf_counter() - start, done


def found(report: str) -> list[str]:
    """Give node and rule of each problem of our report, as ``plain.py`` prints them."""
    return sorted({f"{each['node']} {each['rule']}" for each in json.loads(report)["problems"]})


def compare(name: str, files: Sequence[str], *, alone: bool) -> int:
    """Print a line of the table and give the number of problems; end with a message where both find other things."""
    mine, done = run(ours(*files))
    problems = found(done.stdout)
    line = f"{name:24}{len(problems):10,}{mine:9.1f}"
    if not alone:
        other, plain = run(theirs(*files))
        if plain.stdout.splitlines() != problems:
            sys.exit(f"{name}: pyshacl finds other problems: {plain.stdout[:300]} {plain.stderr[-300:]}")
        line += f"{other:9.1f}{other / mine:8.0f}x"
    print(line, flush=True)
    return len(problems)


def main() -> None:
    """Check all graphs and print the table."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else None)
    parser.add_argument("--triples", type=int, default=100_000, help="size of the large graph (default: 100000)")
    parser.add_argument("--ours", action="store_true", help="leave pyshacl alone out")
    given = parser.parse_args()
    print(f"{'graph':24}{'problems':>10}{'seconds':>9}{'pyshacl':>9}{'ratio':>9}")
    with tempfile.TemporaryDirectory() as folder:
        small, large = Path(folder, "small.ttl"), Path(folder, "large.ttl")
        small.write_text(turtle(_SMALL), encoding="utf-8")
        large.write_text(turtle(given.triples), encoding="utf-8")
        compare(f"{_SMALL:,} triples", [str(small)], alone=given.ours)
        number = compare(f"{given.triples:,} triples", [str(large)], alone=True)
        if number != given.triples // _EACH:
            sys.exit(f"{number:,} problems found, {given.triples // _EACH:,} made")
        seconds, done = run(ours(str(large), form="table"))
    print(f"as a table: {seconds:.1f} s, {len(done.stdout):,} characters; {'; '.join(done.stderr.splitlines())}")
    compare("shipped", [], alone=given.ours)


if __name__ == "__main__":
    main()
