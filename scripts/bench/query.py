"""How long the questions of a partnership office take: through our interface, by pyoxigraph alone and by rdflib.

The questions are the files in ``scripts/bench/mix/``. Each is asked in turn of both, every time in a text that is new
to them, and the answer is read into rows of terms; all answers have to be the same multiset of rows. rdflib runs in a
process of its own, once a question and within a limit of time: where it is not ready by then, its time is at least
that limit, and is written and counted so. The limit is one of processor time, too.
"""

import io
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

import partnergraph
from bench import answer, corpus, plain_mix
from bench.section import Aim, Section, aims, mean, shown
from bench.stopwatch import Job, medians
from partnergraph.knowledge import KnowledgeGraph
from partnergraph.query import queryfile
from partnergraph.query.queryfile import QueryFile
from partnergraph.values.table import Table
from partnergraph.writing import format

FOLDER = Path(__file__).with_name("mix")
LARGE = 1_000  # rows: more is a large answer, which has another aim
_INTRODUCE = "introduce"


@dataclass(frozen=True, slots=True)
class Timing:
    """One question: how many rows answer it, and the seconds of ours, of pyoxigraph and of rdflib (None: not asked).

    ``bare`` is pyoxigraph's without derived ties and ontology.
    """

    query: QueryFile
    rows: int
    ours: float
    raw: float
    bare: float
    plain: plain_mix.Answer | None

    @property
    def ratio(self) -> float:
        """How many times as long as pyoxigraph alone."""
        return self.ours / self.raw

    @property
    def gain(self) -> float:
        """How many times as fast as rdflib, or at least so many times where it was not ready in time."""
        return self.plain.seconds / self.ours if self.plain else 1.0


def mix() -> Sequence[QueryFile]:
    """Give the questions in the order of their names.

    >>> len(mix())
    18
    """
    return [queryfile.read(path) for path in sorted(FOLDER.glob("*.rq"))]


def sections(size: str, *, plain: bool, limit: float) -> Iterator[Section]:
    """Measure the mix on the graph of a size, beside rdflib if asked, and give the tables."""
    file = corpus.of(size).file()
    theirs = plain_mix.run(file, [each.path for each in mix()], limit) if plain else {}
    raw, bare = ox.Store(), ox.Store()
    bare.bulk_load(path=str(file))
    with partnergraph.open(file) as kg:
        raw.bulk_extend(kg.store.quads())
        timings = [_time(query, kg, raw, bare, theirs.get(query.name)) for query in mix()]
        large = medians(_large_jobs(kg, raw, FOLDER / "participations.rq"), most=7, budget=20)
    yield _mix(size, len(bare), timings, limit)
    yield _aims(size, timings, large)


def _time(
    query: QueryFile, kg: KnowledgeGraph, raw: ox.Store, bare: ox.Store, plain: plain_mix.Answer | None
) -> Timing:
    table, *others_rows = kg.query(query.text), _rows(raw, query.text), _rows(bare, query.text)
    wanted = answer.digest(map(answer.of_engine, table))
    others = [answer.digest(map(answer.of_engine, rows)) for rows in others_rows]
    others += [plain.digest] if plain and plain.digest else []
    if any(other != wanted for other in others):
        sys.exit(f"{query.name}: the answers differ")
    text = query.text
    jobs: Mapping[str, Job] = {
        "bare": lambda number: _rows(bare, text + " " * number),
        "raw": lambda number: _rows(raw, text + " " * number),
        "ours": lambda number: kg.query(text + " " * number),
    }
    found = medians(jobs)
    return Timing(query, len(table), found["ours"], found["raw"], found["bare"], plain)


def _rows(store: ox.Store, text: str) -> list[tuple[object, ...]]:
    """Give what a user of pyoxigraph would keep of an answer over the union of all graphs."""
    found = store.query(text, use_default_graph_as_union=True)
    return [tuple(solution) for solution in found] if isinstance(found, ox.QuerySolutions) else []


def _large_jobs(kg: KnowledgeGraph, raw: ox.Store, path: Path) -> Mapping[str, Job]:
    """Give the three ways to take a large answer, by both: into a table, row by row, and as CSV."""
    text = queryfile.read(path).text

    def table(number: int) -> Table:
        return kg.query(text + " " * number)

    def raw_table(number: int) -> list[tuple[object, ...]]:
        return _rows(raw, text + " " * number)

    def rows(number: int) -> int:
        return sum(len(row) for row in kg.stream(text + " " * number))

    def raw_rows(number: int) -> int:
        found = raw.query(text + " " * number, use_default_graph_as_union=True)
        return sum(len(tuple(row)) for row in found) if isinstance(found, ox.QuerySolutions) else 0

    def csv(number: int) -> None:
        kg.stream(text + " " * number).write(io.BytesIO(), format.CSV)

    def raw_csv(number: int) -> None:
        found = raw.query(text + " " * number, use_default_graph_as_union=True)
        if isinstance(found, ox.QuerySolutions):
            found.serialize(io.BytesIO(), ox.QueryResultsFormat.CSV)

    return {"table": table, "raw table": raw_table, "rows": rows, "raw rows": raw_rows, "CSV": csv, "raw CSV": raw_csv}


def _mix(size: str, triples: int, timings: Sequence[Timing], limit: float) -> Section:
    plain = any(each.plain for each in timings)
    columns = (
        "question",
        "rows",
        "ours ms",
        "pyoxigraph ms",
        "ratio",
        "bare ms",
        *(("rdflib ms", "faster") if plain else ()),
    )
    words = (
        f"Size {size}: {triples:,} triples. Median milliseconds of processor time until all rows are there; "
        "`ratio` is ours to pyoxigraph alone, both with derived ties and ontology; `bare` is pyoxigraph without "
        "these."
    )
    late = f" `faster` is rdflib's memory store to ours; ≥ where rdflib was not ready after {limit:.0f} s."
    return Section(
        f"The questions of a partnership office, size {size}",
        words + (late if plain else ""),
        columns,
        tuple(_row(each) for each in timings),
    )


def _row(timing: Timing) -> tuple[str, ...]:
    cells = [f"{timing.rows:,}", shown(timing.ours * 1e3), shown(timing.raw * 1e3), f"{timing.ratio:.2f}"]
    cells.append(shown(timing.bare * 1e3))
    if timing.plain:
        sign = "" if timing.plain.digest else "≥ "
        cells += [f"{sign}{shown(timing.plain.seconds * 1e3)}", f"{sign}{shown(timing.gain)} x"]
    return f"{timing.query.summary} (`{timing.query.name}`)", *cells


def _aims(size: str, timings: Sequence[Timing], large: Mapping[str, float]) -> Section:
    small = [each.ratio for each in timings if each.rows <= LARGE]
    introduce = next(each for each in timings if each.query.name == _INTRODUCE)
    most = max(each.rows for each in timings)
    found = [
        Aim(f"up to {LARGE:,} rows: time, to pyoxigraph's (geometric mean)", mean(small), "x", most=1.1),
        *(
            Aim(f"{most:,} rows, {way}: time, to pyoxigraph's", large[way] / large[f"raw {way}"], "x", most=1.2)
            for way in ("table", "rows", "CSV")
        ),
        Aim(
            "price of derived ties and ontology: pyoxigraph's time to that without them (geometric mean)",
            mean(each.raw / each.bare for each in timings),
            "x",
        ),
        Aim("who can introduce one body to another", introduce.ours * 1e3, "ms", most=10),
    ]
    if any(each.plain for each in timings):
        gain = mean(each.gain for each in timings)
        found.append(Aim("all questions: rdflib's time to ours (geometric mean)", gain, "x", least=12))
    return aims(f"Questions: aims, size {size}", "From the table above.", found)
