"""How long the standard measures of a network take and how much memory, beside those of networkx.

Both are taken in a process of their own that is handed the pairs as arrays: what it holds is Python, the libraries, the
pairs and what the measures need. Values have to be those of networkx; its communities are Louvain's, since it has no
Leiden, and are not compared.
"""

import resource
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from typing import Any, TypeAlias

import networkit  # noqa: F401 - its import is no part of a measure
import networkx as nx
import numpy as np
from numpy.typing import NDArray

from bench.section import Aim, Section, aims, shown
from partnergraph.analysis import community
from partnergraph.analysis.adjacency import Ties
from partnergraph.measures import measure
from partnergraph.networks.projection import Projection

Values: TypeAlias = NDArray[np.float64]
_HANDED, _GROUPS = "handed to networkit", "groups"
_STATUS = Path("/proc/self/status")


@dataclass(frozen=True, slots=True)
class Step:
    """A measure that was taken: its values, the seconds of processor, and the most memory held until then, in MB."""

    values: Values
    seconds: float
    memory: float


def sections(pairs: Projection, size: str, *, plain: bool) -> Iterator[Section]:
    """Measure the panel of a network of a size; ``plain`` takes the measures of networkx too."""
    ours, theirs = measured(pairs, plain=plain)
    rows = [
        (name, shown(step.seconds), shown(step.memory), *_beside(name, step, theirs)) for name, step in ours.items()
    ]
    seconds, memory = sum(step.seconds for step in ours.values()), max(step.memory for step in ours.values())
    whole = sum(step.seconds for step in theirs.values())
    rows.append(("all", shown(seconds), shown(memory), *_ratio(seconds, whole)))
    words = f"{len(pairs.parties):,} bodies in {len(pairs):,} pairs. Seconds of the processor, of all threads."
    columns = ("what", "s", "memory MB", "networkx s", "faster")
    yield Section(f"The standard measures, size {size}", words, columns, tuple(rows))
    if size == "L":
        found = [Aim("all measures", seconds, "s", most=8), Aim("memory", memory / 1000, "GB", most=0.5)]
        yield aims(f"The standard measures: aims, size {size}", "From the table above.", found)


def _beside(name: str, ours: Step, theirs: Mapping[str, Step]) -> tuple[str, str]:
    return _ratio(ours.seconds, theirs[name].seconds if name in theirs else 0.0)


def _ratio(ours: float, theirs: float) -> tuple[str, str]:
    return (shown(theirs), f"{shown(theirs / ours)} x") if theirs else ("", "")


def measured(pairs: Projection, *, plain: bool) -> tuple[Mapping[str, Step], Mapping[str, Step]]:
    """Give the steps of ours and those of networkx, which are none unless ``plain``."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "pairs.npz"
        np.savez(file, count=len(pairs.parties), one=pairs.one, other=pairs.other, weight=pairs.newman)
        ours = _apart(by_us, file)
        theirs = _apart(by_networkx, file) if plain else {}
    compare(ours, theirs)
    return ours, theirs


def _apart(way: Callable[[Path], Mapping[str, Step]], file: Path) -> Mapping[str, Step]:
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(way, file).result()


def compare(ours: Mapping[str, Step], theirs: Mapping[str, Step]) -> None:
    """Raise ``ValueError`` if a measure has other values than that of networkx.

    >>> compare({}, {})
    """
    for name in set(theirs) - {_GROUPS}:
        if not np.allclose(ours[name].values, theirs[name].values, atol=1e-8):
            raise ValueError(f"networkx gives other values of {name}")


def ways(ties: Ties) -> Mapping[str, Callable[[], Any]]:
    """Give what takes each of the measures, in their order.

    >>> len(ways(Ties(0, np.zeros(0, int), np.zeros(0, int), np.zeros(0))))
    7
    """
    return {
        _HANDED: lambda: [ties.graph.numberOfNodes()],
        "strength": lambda: measure.strength(ties).values,
        "parts": lambda: measure.part(ties).values,
        "cores": lambda: measure.core(ties).values,
        "PageRank": lambda: measure.pagerank(ties).values,
        "clustering": lambda: measure.clustering(ties).values,
        _GROUPS: lambda: community.leiden(ties),
    }


def by_us(file: Path) -> Mapping[str, Step]:
    """Give our measures of the pairs in a file."""
    return {name: _step(way) for name, way in ways(_ties(file)).items()}


def by_networkx(file: Path) -> Mapping[str, Step]:
    """Give the same of networkx."""
    ties = _ties(file)
    graph: nx.Graph[int] = nx.Graph()
    graph.add_nodes_from(range(ties.count))
    graph.add_weighted_edges_from(zip(ties.one.tolist(), ties.other.tolist(), ties.weight.tolist(), strict=True))
    parts = nx.connected_components
    ways: dict[str, Callable[[], Any]] = {
        "strength": lambda: dict(graph.degree(weight="weight")),
        "parts": lambda: {node: len(part) for part in parts(graph) for node in part},
        "cores": lambda: nx.core_number(graph),
        "PageRank": lambda: nx.pagerank(graph, tol=1e-12, max_iter=1000),
        "clustering": lambda: nx.clustering(graph),
        _GROUPS: lambda: dict(enumerate(map(len, nx.community.louvain_communities(graph, seed=1)))),
    }
    return {name: _step(way) for name, way in ways.items()}


def _ties(file: Path) -> Ties:
    with np.load(file) as told:
        return Ties(int(told["count"]), told["one"], told["other"], told["weight"])


def _step(way: Callable[[], Any]) -> Step:
    began = time.process_time()
    found = way()
    taken = time.process_time() - began
    values = [found[node] for node in sorted(found)] if isinstance(found, dict) else found
    return Step(np.array(values, dtype=np.float64), taken, _memory())


def _memory() -> float:
    """Give the most memory that this process has held, in MB; ``getrusage`` begins with that of its parent."""
    if _STATUS.is_file():
        told = dict(line.split(":", 1) for line in _STATUS.read_text(encoding="utf-8").splitlines())
        return int(told["VmHWM"].split()[0]) / 1e3
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3
