"""How long importing tables takes: CORDIS into memory and onto a disk, by us, by quads and by rdflib; and ROR.

Each way runs in a process of its own; all have to end with the same number of triples. Rdflib gets terms of the very
statements that we write, and is timed for reading the rows, making its terms and adding them alone.
"""

import resource
import sys
import time
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory

import pyoxigraph as ox

from bench import tables
from bench.corpus import FOLDER, PROJECTS
from bench.load import Loading
from bench.section import Aim, Section, aims, shown
from partnergraph.loading import freight
from partnergraph.loading.freight import Manner
from partnergraph.loading.ledger import Ledger
from partnergraph.sources import cordis, dialect, ror
from partnergraph.storage import archive

_DAY = "2026-11-23"
_OURS, _KEPT = "partnergraph, in memory", "partnergraph, on disk"
_QUADS, _STORE = "the same as quads, `bulk_extend`", "pyoxigraph alone, `bulk_load` of the text"
_PLAIN = "rdflib, in memory"
_RECORDS = 38_853


def _texts(file: Path) -> Iterator[str]:
    return cordis.texts([file], Ledger(), read_on=_DAY)


def _ours(file: Path, _: Path) -> tuple[int, float]:
    start = time.process_time()
    store = ox.Store()
    freight.take(store, _texts(file))
    return len(store), time.process_time() - start


def _kept(file: Path, folder: Path) -> tuple[int, float]:
    start = time.process_time()
    done = cordis.into(folder / "store", [file], Ledger(), Manner(_DAY, derive=False))
    return done.stated, time.process_time() - start


def _quads(file: Path, _: Path) -> tuple[int, float]:
    start = time.process_time()
    store = ox.Store()
    store.bulk_extend(_quad(_parts(line)) for text in _texts(file) for line in text.split("\n")[:-1])
    return len(store), time.process_time() - start


def _quad(parts: tuple[str, str, str, str, str, str]) -> ox.Quad:
    subject, about, iri, words, language, kind = parts
    value = ox.NamedNode(iri) if iri else _literal(words, language, kind)
    return ox.Quad(ox.NamedNode(subject), ox.NamedNode(about), value)


def _literal(words: str, language: str, kind: str) -> ox.Literal:
    if language:
        return ox.Literal(words, language=language)
    return ox.Literal(words, datatype=ox.NamedNode(kind)) if kind else ox.Literal(words)


def _store(file: Path, folder: Path) -> tuple[int, float]:
    path = folder / "all.nt"
    with path.open("w", encoding="utf-8") as stream:
        stream.writelines(_texts(file))
    start = time.process_time()
    store = ox.Store()
    store.bulk_load(path=str(path), format=ox.RdfFormat.N_TRIPLES, lenient=True)
    return len(store), time.process_time() - start


def _plain(file: Path, _: Path) -> tuple[int, float]:
    import rdflib

    def literal(words: str, language: str, kind: str) -> rdflib.Literal:
        return rdflib.Literal(words, lang=language or None, datatype=rdflib.URIRef(kind) if kind else None)

    rdflib.NORMALIZE_LITERALS = False
    start = time.process_time()
    for member in archive.members(file):
        deque(dialect.rows(member, dialect.of(member)), maxlen=0)
    taken = time.process_time() - start
    graph = rdflib.Graph()
    for text in _texts(file):
        split = [_parts(line) for line in text.split("\n")[:-1]]
        start = time.process_time()
        for subject, about, iri, words, language, kind in split:
            value = rdflib.URIRef(iri) if iri else literal(words, language, kind)
            graph.add((rdflib.URIRef(subject), rdflib.URIRef(about), value))
        taken += time.process_time() - start
    return len(graph), taken


def _parts(line: str) -> tuple[str, str, str, str, str, str]:
    """Give subject, property, and of the value its IRI, or its words, language and type, "" where there is none."""
    subject, about, value = line[:-2].split(" ", 2)
    if value[0] == "<":
        return subject[1:-1], about[1:-1], value[1:-1], "", "", ""
    end = value.rindex('"')
    words, more = value[1:end], value[end + 1 :]
    if "\\" in words:
        words = words.replace('\\"', '"').replace("\\n", "\n").replace("\\r", "\r").replace("\\\\", "\\")
    return (
        subject[1:-1],
        about[1:-1],
        "",
        words,
        more[1:] if more[:1] == "@" else "",
        more[3:-1] if more[:1] == "^" else "",
    )


def _registry(file: Path, folder: Path) -> tuple[int, float]:
    start = time.process_time()
    done = ror.into(folder / "store", [file], Ledger(), Manner(_DAY, derive=False))
    return done.stated, time.process_time() - start


def ways(*, plain: bool) -> Mapping[str, Callable[[Path, Path], tuple[int, float]]]:
    """Give the ways to import: each takes a file and an empty folder, and gives triples and seconds of processor."""
    found = {_OURS: _ours, _KEPT: _kept, _QUADS: _quads, _STORE: _store}
    return {**found, _PLAIN: _plain} if plain else found


def sections(size: str, *, plain: bool, file: Path | None = None) -> Iterator[Section]:
    """Measure importing tables of a size, or those of a file, by rdflib too if asked, and give the tables."""
    projects = PROJECTS.get(size) or int(size)
    given = file or tables.archive(projects)
    found = {name: _apart(way, given) for name, way in ways(plain=plain).items()}
    if len({each.triples for each in found.values()}) > 1:
        sys.exit(f"the numbers of triples differ: {found}")
    yield _table(f"Importing CORDIS, {given.name if file else f'size {size}'}", found)
    grown = {number: _apart(_ours, tables.archive(projects * number // 4)) for number in (1, 2, 4)}
    yield _growth(size, grown)
    registry = _apart(_registry, tables.dump(_RECORDS))
    yield aims(f"Importing: aims, size {size}", "From the tables above.", list(_aims(size, found, grown, registry)))


def _apart(way: Callable[[Path, Path], tuple[int, float]], file: Path) -> Loading:
    FOLDER.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=FOLDER) as folder, ProcessPoolExecutor(1, get_context("spawn")) as pool:
        return pool.submit(_measure, way, file, Path(folder)).result()


def _measure(way: Callable[[Path, Path], tuple[int, float]], file: Path, folder: Path) -> Loading:
    clock = time.perf_counter()
    triples, processor = way(file, folder)
    status = Path("/proc/self/status")
    lines = status.read_text(encoding="utf-8").splitlines() if status.is_file() else []
    own = [int(line.split()[1]) for line in lines if line.startswith("VmHWM:")]
    peak = max(own, default=resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
    return Loading(triples, processor, time.perf_counter() - clock, peak / 1024)


def _table(title: str, found: Mapping[str, Loading]) -> Section:
    triples = next(iter(found.values())).triples
    words = (
        f"{triples:,} triples. Processor time, of which the disk takes more than one thread; memory is the most held."
    )
    rows = (
        (name, shown(each.processor), shown(each.clock), shown(each.rate), shown(each.memory))
        for name, each in found.items()
    )
    return Section(title, words, ("way", "processor s", "clock s", "triples/s", "memory MB"), tuple(rows))


def _growth(size: str, grown: Mapping[int, Loading]) -> Section:
    rows = (
        (f"{number}/4", f"{each.triples:,}", shown(each.processor), shown(each.rate)) for number, each in grown.items()
    )
    words = f"In memory, of size {size} a quarter, a half and all: the rate stays if time grows as the tables do."
    return Section(
        f"Importing: growth, size {size}", words, ("tables", "triples", "processor s", "triples/s"), tuple(rows)
    )


def _aims(size: str, found: Mapping[str, Loading], grown: Mapping[int, Loading], registry: Loading) -> Iterator[Aim]:
    ours = found[_OURS]
    yield Aim("CORDIS in memory", ours.rate, "triples/s", least=250_000)
    yield Aim("memory, to pyoxigraph's alone", ours.memory / found[_STORE].memory, "x", most=1.15)
    yield Aim("time of four quarters, to four times one", grown[4].processor / grown[1].processor / 4, "x", most=1.15)
    if size == "L":
        yield Aim("all of size L in memory, processor time", grown[4].processor, "s", most=40)
    yield Aim(f"ROR onto disk, {_RECORDS:,} records", registry.clock, "s", most=30)
    if _PLAIN in found:
        yield Aim("rdflib's time to ours", found[_PLAIN].processor / ours.processor, "x", least=4.5)
