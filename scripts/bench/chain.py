"""How long reading a network takes from end to end in one process: from what is loaded to recommendations.

What is loaded is a store that is kept in a folder, or an archive of CORDIS, which is read into memory first. Each step
is taken once. Processor time is that of all threads, memory the most that the process has held.
"""

import resource
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TypeVar

import numpy as np

import partnergraph
from bench import panel
from bench.section import Aim, Section, aims, shown
from partnergraph import ontology
from partnergraph.analysis.adjacency import Ties
from partnergraph.knowledge import KnowledgeGraph
from partnergraph.loading import freight
from partnergraph.loading.ledger import Ledger
from partnergraph.networks.projection import Projection
from partnergraph.sources import cordis
from partnergraph.storage.store import ONTOLOGY, Store

Found = TypeVar("Found")

_DAY = "2019-01-01"
_ASKED = 10  # paths, between bodies of many partners and of few


@dataclass(frozen=True, slots=True)
class Laps:
    """Steps, each with its seconds of processor and clock, and the most memory held until its end, in MB."""

    rows: list[tuple[str, float, float, float]] = field(default_factory=list)

    def take(self, name: str, job: Callable[[], Found]) -> Found:
        """Give what a step finds, and note what it takes.

        >>> Laps().take("a step", lambda: 5)
        5
        """
        processor, clock = time.process_time(), time.perf_counter()
        found = job()
        taken = time.process_time() - processor, time.perf_counter() - clock
        self.rows.append((name, *taken, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3))
        return found


def sections(source: Path) -> Iterator[Section]:
    """Measure the chain on a store that is kept in a folder, or on an archive of CORDIS in memory."""
    laps = Laps()
    with laps.take("load", lambda: _loaded(source)) as kg:
        pairs = laps.take("network: all ties between bodies, as pairs", kg.projection)
        words = f"{len(kg.local):,} triples; {len(pairs.parties):,} bodies in {len(pairs):,} pairs. Each step once."
        measured(kg, pairs, laps)
    processor, clock = sum(row[1] for row in laps.rows), sum(row[2] for row in laps.rows)
    every = [*laps.rows, ("all steps", processor, clock, laps.rows[-1][3])]
    rows = tuple((name, *map(shown, told)) for name, *told in every)
    yield Section(f"The whole chain, {source.stem}", words, ("step", "processor s", "clock s", "memory MB"), rows)
    slowest = max(seconds for name, seconds, *_ in laps.rows if name.startswith("path"))
    found = [
        Aim("all steps, clock", clock, "s", most=60),
        Aim("all steps, processor", processor, "s", most=60),
        Aim("memory", laps.rows[-1][3] / 1000, "GB", most=3),
        Aim("the slowest path", slowest, "s", most=0.5),
    ]
    yield aims(f"The whole chain: aims, {source.stem}", "From the table above.", found)


def _loaded(source: Path) -> KnowledgeGraph:
    """Give a graph as it is asked: a kept store as it lies there, an archive read into memory."""
    if source.is_dir():
        return partnergraph.open(store=source, derive=False)
    store = Store()
    freight.take(store.engine, cordis.texts([source], Ledger()))
    store.add_unstated(ontology.background(), ONTOLOGY)
    return KnowledgeGraph(store)


def measured(kg: KnowledgeGraph, pairs: Projection, laps: Laps) -> None:
    """Take the steps that follow the network: panel, groups, paths, recommendation, comparison."""
    ties = Ties(len(pairs.parties), pairs.one, pairs.other, pairs.newman)
    laps.take("panel", lambda: [way() for way in panel.ways(ties).values()])
    laps.take("groups, two runs", lambda: kg.groups(runs=2))
    order = np.argsort(-np.bincount(np.concatenate([pairs.one, pairs.other]), minlength=len(pairs.parties)))
    bodies = [pairs.parties[place] for place in order[np.linspace(0, len(order) // 2, 2 * _ASKED, dtype=int)].tolist()]
    paths = partial(kg.paths, as_of=_DAY, lapsed=True)
    laps.take("reading for paths, with one", lambda: paths(bodies[0], bodies[1]))
    for number, (one, other) in enumerate(zip(bodies[::2], bodies[1::2], strict=True), 1):
        laps.take(f"path {number}", partial(paths, one, other))
    laps.take("recommendation", lambda: kg.recommend(bodies[2], as_of=_DAY))
    laps.take("comparison of two", lambda: kg.compare(bodies[0], bodies[1], as_of=_DAY))
