"""How long the commands take as whole processes, beside what a user would run instead.

Every round runs each program once, in turn, so that a busy moment of the machine falls on all of them; the table gives
the median of processor time, the least time of the clock, and the ratio of medians to ``python -c "import rdflib"``.
Before that the answers are compared: the same names from ``query`` as from rdflib, the same triples in the Turtle.
"""

import csv
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage

import pyoxigraph as ox

from bench.section import Aim, Section, aims
from partnergraph import resource

PLAIN = str(Path(__file__).with_name("plain.py"))
QUERY = """PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX org: <http://www.w3.org/ns/org#>
SELECT ?name { { ?unit org:unitOf ?body } UNION { ?unit org:subOrganizationOf ?body } ?unit skos:prefLabel ?name }"""
REFERENCE = "import rdflib"


def programs() -> Mapping[str, Sequence[str]]:
    """Give the programs to time, by what the table calls them."""
    python, files = sys.executable, [str(path) for path in resource.data()]
    ours = [python, "-m", "partnergraph"]
    return {
        "python -c pass": [python, "-c", "pass"],
        REFERENCE: [python, "-c", REFERENCE],
        "partnergraph --help": [*ours, "--help"],
        "partnergraph query": [*ours, "query", QUERY],
        "partnergraph ask": [*ours, "ask", "agreements-of"],
        "partnergraph info": [*ours, "info", "EIBIR"],
        "partnergraph list": [*ours, "list", "body"],
        "partnergraph stats": [*ours, "stats"],
        "partnergraph why": [*ours, "why", "ESR", "EORTC"],
        "rdflib query": [python, PLAIN, "query", *files, QUERY],
        "partnergraph export": [*ours, "export", "--no-derived"],
        "rdflib export": [python, PLAIN, "export", *files],
        "partnergraph view": [*ours, "view", "-o", "-"],
        "pyvis page of the triples": [python, PLAIN, "view", *files],
    }


def output(command: Sequence[str]) -> str:
    """Give what a program writes."""
    return subprocess.run(command, capture_output=True, check=True, encoding="utf-8").stdout


def triples(turtle: str) -> set[ox.Quad]:
    """Give the triples of a Turtle text, each value in the one spelling that the engine keeps."""
    store = ox.Store()
    store.load(turtle, ox.RdfFormat.TURTLE)
    return set(store)


def check(commands: Mapping[str, Sequence[str]]) -> None:
    """End with a message unless the answers of both sides are the same."""
    ours = sorted(row[0] for row in list(csv.reader(output(commands["partnergraph query"]).splitlines()))[1:])
    if ours != output(commands["rdflib query"]).splitlines():
        sys.exit("the answers to the query differ")
    if triples(output(commands["partnergraph export"])) != triples(output(commands["rdflib export"])):
        sys.exit("the exported triples differ")


def seconds(command: Sequence[str]) -> tuple[float, float]:
    """Give the seconds of processor and of the clock that a program takes from start to end."""
    start, before = time.perf_counter(), _processor()
    subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)
    return _processor() - before, time.perf_counter() - start


def _processor() -> float:
    used = getrusage(RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def sections(rounds: int = 9) -> Iterator[Section]:
    """Compare the answers, time every program and give the tables."""
    commands = programs()
    check(commands)
    times: dict[str, list[tuple[float, float]]] = {name: [] for name in commands}
    for _ in range(rounds):
        for name, command in commands.items():
            times[name].append(seconds(command))
    medians = {name: statistics.median(used for used, _ in each) for name, each in times.items()}
    rows = (
        (f"`{name}`", f"{medians[name]:.3f}", f"{min(clock for _, clock in each):.3f}", _ratio(medians, name))
        for name, each in times.items()
    )
    words = (
        "Whole processes on the shipped data: median seconds of processor, least seconds of the clock; `ratio` is to "
        "importing rdflib."
    )
    yield Section("Commands as whole processes", words, ("program", "processor", "clock", "ratio"), tuple(rows))
    found = [
        Aim("`partnergraph ask` on the shipped data, median", medians["partnergraph ask"], "s", most=0.3),
        Aim("`partnergraph query` on the shipped data, median", medians["partnergraph query"], "s", most=0.25),
        Aim("`partnergraph --help`, median", medians["partnergraph --help"], "s", most=0.12),
    ]
    yield aims("Commands: aims", "From the table above.", found)


def _ratio(medians: Mapping[str, float], name: str) -> str:
    return f"{medians[name] / medians[REFERENCE]:.1f} x"
