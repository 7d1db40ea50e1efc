"""How long the shipped questions take on the graph of a size, asked of the bodies that take part most."""

import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pyoxigraph import NamedNode

import partnergraph
from bench import corpus
from bench.section import Aim, Section, aims, shown
from partnergraph import vocab
from partnergraph.errors import LimitError
from partnergraph.knowledge import KnowledgeGraph
from partnergraph.query import sparql
from partnergraph.questions import question
from partnergraph.questions.parameter import Parameter
from partnergraph.questions.question import Question
from partnergraph.storage.worker import Limits

_HUB = "body:b0"
_CHOSEN = {"unit": "body:u1", "body": _HUB, "one": _HUB, "other": "body:b1", "congress": "event:congress-2019"}
"""What a parameter of a name is set to; one of another name gets the first thing of its class, by IRI, or the hub."""
_MEMBERS = "SELECT ?thing { ?thing a/rdfs:subClassOf* ?class } ORDER BY ?thing LIMIT 1"


@dataclass(frozen=True, slots=True)
class Timing:
    """One question: how many rows answer it (None: too late), and the least seconds that it took."""

    question: Question
    rows: int | None
    seconds: float

    def row(self) -> tuple[str, ...]:
        """Give it as a row of the table."""
        name = f"{self.question.summary} (`{self.question.name}`)"
        if self.rows is None:
            return name, "?", f"≥ {shown(self.seconds * 1e3)}"
        return name, f"{self.rows:,}", shown(self.seconds * 1e3)


def sections(size: str, rounds: int = 3, limit: float = 30) -> Iterator[Section]:
    """Ask every shipped question and give the tables; one that takes longer than a limit is told so."""
    with partnergraph.open(corpus.of(size).file()) as kg:
        found = [_ask(kg, each, rounds, limit) for each in question.shipped()]
        triples = sum(1 for _ in kg.store.quads())
    words = (
        f"Size {size}: {triples:,} triples, with those derived and the ontology. The least milliseconds of processor "
        "time until all rows are there."
    )
    rows = tuple(each.row() for each in found)
    yield Section(f"The shipped questions, size {size}", words, ("question", "rows", "ms"), rows)
    slowest = max(found, key=lambda each: each.seconds)
    aim = Aim(f"the slowest question, `{slowest.question.name}`", slowest.seconds, "s", most=1)
    yield aims(f"Shipped questions: aims, size {size}", "From the table above.", [aim])


def _ask(kg: KnowledgeGraph, asked: Question, rounds: int, limit: float) -> Timing:
    """Ask one question, first in a process of its own that can be ended, then to be timed."""
    text = asked.bound(kg.store, chosen(kg, asked))
    try:
        rows = len(kg.query(text, limits=Limits(seconds=limit)))
    except LimitError:
        return Timing(asked, None, limit)
    times: list[float] = []
    while len(times) < rounds and sum(times) < rounds:
        start = time.thread_time()
        rows = len(kg.query(text))
        times.append(time.thread_time() - start)
    return Timing(asked, rows, min(times))


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
