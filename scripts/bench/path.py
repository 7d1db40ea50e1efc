"""How long introductions take: reading the network once, and then each question between two bodies.

The bodies asked about are drawn: half of the pairs as often as bodies take part, half evenly. networkx's
``shortest_simple_paths`` finds the same over the same costs, and is asked at the sizes that are named for it.
"""

import datetime as dt
import random
import statistics
import time
from collections.abc import Iterator, Mapping
from itertools import islice, pairwise

import networkx as nx

import partnergraph
from bench import corpus
from bench.activity import Ranks
from bench.section import Aim, Section, aims, shown
from partnergraph.knowledge import KnowledgeGraph
from partnergraph.networks import strength
from partnergraph.readings.introduction import Answer, Guide
from partnergraph.readings.way import Ways
from partnergraph.vocab import PREFIXES

DAY = dt.date(2020, 1, 1)
_ASKED, _BESIDE = 40, 10
_BEST = 5
OURS, PLAIN = "ways over the projects alone, median", "networkx over the projects alone, median"


def sections(size: str, *, plain: bool) -> Iterator[Section]:
    """Measure a size; ``plain`` asks networkx too, and raises ``ValueError`` where its costs are others."""
    made = corpus.of(size)
    with partnergraph.open(made.file(), derive=False) as kg:
        guide = Guide(kg.store, DAY, lapsed=True)
        start = time.thread_time()
        guide.between(_body(0), _body(1), _BEST)
        reading = time.thread_time() - start
        answers, seconds = asked(guide, made.bodies)
        rows = [] if not plain else [*beside_networkx(kg).items()]
    rows = [("reading the network, once", reading), *rows, ("a question, median", sorted(seconds)[len(seconds) // 2])]
    rows.append(("a question, the slowest", max(seconds)))
    found = sum(bool(answer.ways) for answer in answers)
    words = f"{_ASKED} pairs of bodies, {found} with a way; {_BEST} ways each. Seconds of processor time of one thread."
    yield Section(f"Paths, size {size}", words, ("what", "s"), tuple((name, shown(each)) for name, each in rows))
    if size == "L":
        yield aims("Paths: aims, size L", "From the table above.", [Aim("the slowest", max(seconds), "s", most=0.5)])


def asked(guide: Guide, bodies: int) -> tuple[list[Answer], list[float]]:
    """Give the answers for drawn pairs of bodies, and the seconds that each took."""
    chance, ranks = random.Random(3), Ranks(bodies)  # noqa: S311 (drawn to measure with, no secret)
    answers, seconds = [], []
    for number in range(_ASKED):
        one, other = ranks.several(2, chance) if number % 2 else chance.sample(range(bodies), 2)
        start = time.thread_time()
        answers.append(guide.between(_body(one), _body(other), _BEST))
        seconds.append(time.thread_time() - start)
    return answers, seconds


def beside_networkx(kg: KnowledgeGraph) -> Mapping[str, float]:
    """Give the median seconds of both for the same ways over the projects alone; the costs have to be equal."""
    pairs = kg.projection(networks=["projects"])
    costs = strength.of(pairs, DAY, lapsed=True).costs()
    ways = Ways(len(pairs.parties), pairs.one, pairs.other, costs)
    graph: nx.Graph[int] = nx.Graph()
    tied = costs > 0
    ends = zip(pairs.one[tied].tolist(), pairs.other[tied].tolist(), costs[tied].tolist(), strict=True)
    graph.add_weighted_edges_from(ends, "cost")
    chance = random.Random(3)  # noqa: S311 (drawn to measure with, no secret)
    times: dict[str, list[float]] = {OURS: [], PLAIN: []}
    for _ in range(_BESIDE):
        one, other = chance.sample(sorted(nx.node_connected_component(graph, int(pairs.one[tied][0]))), 2)
        start = time.thread_time()
        ours = [way.cost for way in ways.best(one, other, _BEST)]
        between = time.thread_time()
        paths = [*islice(nx.shortest_simple_paths(graph, one, other, "cost"), _BEST)]
        times[OURS].append(between - start)
        times[PLAIN].append(time.thread_time() - between)
        if ours != [sum(graph.edges[pair]["cost"] for pair in pairwise(path)) for path in paths]:
            raise ValueError(f"networkx finds other ways from {one} to {other}")
    return {name: statistics.median(each) for name, each in times.items()}


def _body(number: int) -> str:
    return f"{PREFIXES['body']}b{number}"
