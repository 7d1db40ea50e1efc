"""How long the shipped questions take on the graph of a size, asked of the bodies that take part most."""

import time
from collections.abc import Iterator, Mapping

from pyoxigraph import NamedNode

import partnergraph
from bench import corpus
from bench.section import Aim, Section, aims, shown
from partnergraph import question, sparql, vocab
from partnergraph.knowledge import KnowledgeGraph
from partnergraph.question import Parameter, Question

_HUB = "body:b0"
_CHOSEN = {"unit": "body:u1", "body": _HUB, "one": _HUB, "other": "body:b1", "congress": "event:congress-2019"}
"""What a parameter of a name is set to; one of another name gets the first thing of its class, by IRI, or the hub."""
_MEMBERS = "SELECT ?thing { ?thing a/rdfs:subClassOf* ?class } ORDER BY ?thing LIMIT 1"


def sections(size: str, rounds: int = 3) -> Iterator[Section]:
    """Ask every shipped question and give the tables."""
    with partnergraph.open(corpus.of(size).file()) as kg:
        found = [(each, *_ask(kg, each, rounds)) for each in question.shipped()]
        triples = len(kg.graph)
    rows = tuple((f"{each.summary} (`{each.name}`)", f"{rows:,}", shown(taken * 1e3)) for each, rows, taken in found)
    words = (
        f"Size {size}: {triples:,} triples, with those derived and the ontology. The least milliseconds of processor "
        "time, names resolved, until all rows are there."
    )
    yield Section(f"The shipped questions, size {size}", words, ("question", "rows", "ms"), rows)
    slowest, _, taken = max(found, key=lambda each: each[2])
    aim = Aim(f"the slowest question, `{slowest.name}`", taken, "s", most=1)
    yield aims(f"Shipped questions: aims, size {size}", "From the table above.", [aim])


def _ask(kg: KnowledgeGraph, asked: Question, rounds: int) -> tuple[int, float]:
    """Give the number of rows, and the least seconds in some rounds; what takes long is asked once."""
    values, times = chosen(kg, asked), []
    for _ in range(rounds):
        start = time.thread_time()
        rows = len(kg.ask(asked.name, values))
        times.append(time.thread_time() - start)
        if times[-1] > rounds:
            break
    return rows, min(times)


def chosen(kg: KnowledgeGraph, asked: Question) -> Mapping[str, str]:
    """Give a value for each parameter of a question that this graph can answer."""
    return {each.name: _CHOSEN.get(each.name) or _fitting(kg, each) for each in asked.parameters}


def _fitting(kg: KnowledgeGraph, parameter: Parameter) -> str:
    """Give the first thing of a parameter's class or of one below it; for a plain value its example."""
    if parameter.type.startswith("xsd:"):
        return parameter.example
    kind = NamedNode(vocab.expand(parameter.type) or parameter.type)
    found = kg.query(sparql.bind(_MEMBERS, {"class": kind})).values("thing")
    return str(found[0]) if found else _HUB
