"""How long validating takes as a whole process, beside pyshacl over rdflib with the same data and shapes.

    python scripts/bench/validate.py [--triples N] [--ours]

Two graphs are checked: the shipped one, and a made one of ``--triples`` in which every tenth triple is wrong in one of
eight ways. Both programs have to find the same: the same rules broken at the same nodes. Of the made graph the table of
``partnergraph validate`` is read too: the first hundred problems, and how many there are. pyshacl runs a query once for
each node, which takes it minutes; ``--ours`` leaves it out.
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
_EACH = 10  # triples of one body with what belongs to it
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


def compare(name: str, files: Sequence[str], *, alone: bool) -> None:
    """Print a line of the table: problems, seconds of both, ratio; end with a message where they find other things."""
    mine, done = run(ours(*files))
    problems = found(done.stdout)
    if alone:
        print(f"{name:24}{len(problems):10,}{mine:9.1f}")
        return
    other, plain = run(theirs(*files))
    if plain.stdout.splitlines() != problems:
        sys.exit(f"{name}: {len(problems):,} problems, by pyshacl {len(plain.stdout.splitlines()):,}: {plain.stderr}")
    print(f"{name:24}{len(problems):10,}{mine:9.1f}{other:9.1f}{other / mine:8.0f}x", flush=True)


def main() -> None:
    """Check both graphs with both programs and print the table."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else None)
    parser.add_argument("--triples", type=int, default=100_000, help="size of the made graph (default: 100000)")
    parser.add_argument("--ours", action="store_true", help="leave pyshacl alone out")
    given = parser.parse_args()
    print(f"{'graph':24}{'problems':>10}{'seconds':>9}{'pyshacl':>9}{'ratio':>9}")
    compare("shipped", [], alone=given.ours)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "made.ttl")
        path.write_text(turtle(given.triples), encoding="utf-8")
        compare(f"{given.triples:,} triples", [str(path)], alone=given.ours)
        seconds, done = run(ours(str(path), form="table"))
    print(f"as a table: {seconds:.1f} s, {len(done.stdout):,} characters; {'; '.join(done.stderr.splitlines())}")


if __name__ == "__main__":
    main()
