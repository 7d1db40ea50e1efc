"""How long loading N-Triples takes, into memory and onto a disk: by us, by pyoxigraph alone and by rdflib.

Each way runs in a process of its own, several times, in turn with the others; all have to end with the same number of
triples. The processor time is that of all threads.
"""

import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory

import pyoxigraph as ox

from bench import corpus
from bench.section import Aim, Section, aims, shown
from partnergraph.storage.store import Store

_OURS, _RAW = "partnergraph, in memory", "pyoxigraph `bulk_load`, in memory"
_KEPT, _RAW_KEPT = "partnergraph, on disk", "pyoxigraph `bulk_load`, on disk"
_PLAIN = "rdflib, in memory"


@dataclass(frozen=True, slots=True)
class Loading:
    """What one way of loading or importing took: triples, seconds of processor and clock, and the most memory in MB."""

    triples: int
    processor: float
    clock: float
    memory: float

    @property
    def rate(self) -> float:
        """Triples a second of processor time."""
        return self.triples / self.processor


def _ours(file: Path, folder: Path) -> int:
    store = Store()
    store.load(file)
    return len(store)


def _raw(file: Path, folder: Path) -> int:
    store = ox.Store()
    store.bulk_load(path=str(file))
    return len(store)


def _raw_load(file: Path, folder: Path) -> int:
    store = ox.Store()
    store.load(path=str(file))
    return len(store)


def _plain(file: Path, folder: Path) -> int:
    import rdflib

    graph = rdflib.Graph()
    graph.parse(file, format="nt")
    return len(graph)


def _kept(file: Path, folder: Path) -> int:
    command = [sys.executable, "-m", "partnergraph", "load", str(file), "--store", str(folder), "--add", "--no-derived"]
    subprocess.run(command, check=True, capture_output=True)
    with Store.open(folder) as store:
        return sum(1 for _ in store.quads(ox.DefaultGraph()))  # load puts the ontology beside the data


def _raw_kept(file: Path, folder: Path) -> int:
    store = ox.Store(str(folder))
    store.bulk_load(path=str(file))
    store.flush()
    return len(store)


def ways(*, plain: bool) -> Mapping[str, Callable[[Path, Path], int]]:
    """Give the ways to load: each takes a file and an empty folder, and gives the number of triples."""
    found = {_OURS: _ours, _RAW: _raw, "pyoxigraph `load`, in memory": _raw_load}
    asked = subprocess.run([sys.executable, "-m", "partnergraph", "load", "--help"], capture_output=True, check=False)
    if asked.returncode == 0:
        found[_KEPT] = _kept
    found[_RAW_KEPT] = _raw_kept
    return {**found, _PLAIN: _plain} if plain else found


def sections(size: str, *, plain: bool, rounds: int = 3) -> Iterator[Section]:
    """Measure loading the graph of a size, by rdflib too if asked, and give the tables."""
    file = corpus.of(size).file()
    found: dict[str, list[Loading]] = {name: [] for name in ways(plain=plain)}
    for number in range(rounds):
        for name, way in ways(plain=plain).items():
            if name != _PLAIN or number == 0:
                found[name].append(_apart(way, file))
    if len({each.triples for several in found.values() for each in several}) > 1:
        sys.exit(f"the numbers of triples differ: {found}")
    best = {name: _median(several) for name, several in found.items()}
    yield _table(size, best)
    yield aims(f"Loading: aims, size {size}", "From the table above.", list(_aims(best)))


def _apart(way: Callable[[Path, Path], int], file: Path) -> Loading:
    with TemporaryDirectory(dir=file.parent) as folder, ProcessPoolExecutor(1, get_context("spawn")) as pool:
        return pool.submit(_measure, way, file, Path(folder) / "store").result()


def _measure(way: Callable[[Path, Path], int], file: Path, folder: Path) -> Loading:
    """Load once and say what it took, what child processes took included."""
    before, clock = _processor(), time.perf_counter()
    triples = way(file, folder)
    taken = _processor() - before
    return Loading(triples, taken, time.perf_counter() - clock, _peak() / 1024)


def _processor() -> float:
    uses = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(use.ru_utime + use.ru_stime for use in uses)


def _peak() -> int:
    """Give the most memory in kB; what ``getrusage`` says of a process begins with what its parent held."""
    status = Path("/proc/self/status")
    lines = status.read_text(encoding="utf-8").splitlines() if status.is_file() else []
    own = [int(line.split()[1]) for line in lines if line.startswith("VmHWM:")]
    return max([*own, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss])


def _median(several: list[Loading]) -> Loading:
    processor = statistics.median(each.processor for each in several)
    clock = statistics.median(each.clock for each in several)
    return Loading(several[0].triples, processor, clock, max(each.memory for each in several))


def _table(size: str, found: Mapping[str, Loading]) -> Section:
    triples = next(iter(found.values())).triples
    words = (
        f"Size {size}: {triples:,} triples of N-Triples. Medians; the rate is by processor time, of which the disk "
        "takes more than one thread; memory is the most that the process held."
    )
    columns = ("way", "processor s", "clock s", "triples/s", "memory MB")
    rows = (
        (name, shown(each.processor), shown(each.clock), shown(each.rate), shown(each.memory))
        for name, each in found.items()
    )
    return Section(f"Loading, size {size}", words, columns, tuple(rows))


def _aims(found: Mapping[str, Loading]) -> Iterator[Aim]:
    ours, raw = found[_OURS], found[_RAW]
    yield Aim("in memory", ours.rate, "triples/s", least=280_000)
    yield Aim("in memory: time, to `bulk_load`", ours.processor / raw.processor, "x", most=1.1)
    if _KEPT in found:
        yield Aim("on disk", found[_KEPT].rate, "triples/s", least=140_000)
        yield Aim("on disk: time, to `bulk_load`", found[_KEPT].processor / found[_RAW_KEPT].processor, "x", most=1.1)
