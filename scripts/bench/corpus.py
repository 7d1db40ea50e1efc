"""A graph in the shape of CORDIS, of any size and the same for the same seed: what the benchmarks measure with.

It is written as N-Triples to ``build/bench/`` once and used again while the modules that make it are the same.
"""

import hashlib
import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bench import activity, landscape

FOLDER = Path(__file__).resolve().parents[2] / "build" / "bench"
PROJECTS = {"S": 2_000, "M": 20_000, "L": 60_000}
"""The sizes by name: some 0.19, 1.87 and 5.6 million triples."""

_MAKERS = (Path(__file__), Path(activity.__file__), Path(landscape.__file__))


@dataclass(frozen=True, slots=True)
class Corpus:
    """A graph to measure with: how many projects it has, and the seed of its chance.

    >>> "".join(Corpus(20).lines()) == "".join(Corpus(20).lines())
    True
    """

    projects: int
    seed: int = 7

    @property
    def bodies(self) -> int:
        """How many bodies it has, units not counted."""
        return self.projects * 11 // 10

    def lines(self) -> Iterator[str]:
        """Give its triples as N-Triples, some lines at a time."""
        chance = random.Random(self.seed)  # noqa: S311 (a graph to measure with, no secret)
        ranks, places = activity.Ranks(self.bodies), max(1, self.bodies // 12)
        kinds = landscape.kinds(self.bodies, chance)
        societies = [number for number, kind in enumerate(kinds) if kind == "Society"]
        yield from landscape.frame(places)
        for number, kind in enumerate(kinds):
            evidence = landscape.term(f"evidence:cordis-{number % self.projects}-participants")
            yield landscape.body(number, kind, evidence, places, chance)
        yield from (landscape.unit(number, self.bodies, chance) for number in range(self.projects // 20))
        yield from (landscape.founding(number, chance) for number in range(1, self.bodies, 14))
        for number in range(self.projects):
            yield from activity.project(number, ranks, chance)
        for number in range(self.projects * 3 // 25):
            yield from activity.agreements(number, ranks, chance)
        for number in range(self.projects * 3 // 10):
            yield activity.membership(number, societies, ranks, chance)
        yield from (activity.congress(year, societies) for year in range(2000, 2025))
        yield from (activity.session(number, societies, ranks, chance) for number in range(self.projects // 5))

    def file(self) -> Path:
        """Give the file that holds it, written if it is not there yet."""
        made_by = hashlib.sha256(b"".join(maker.read_bytes() for maker in _MAKERS)).hexdigest()[:8]
        path = FOLDER / f"corpus-{self.projects}-{self.seed}-{made_by}.nt"
        if not path.is_file():
            FOLDER.mkdir(parents=True, exist_ok=True)
            part = path.with_suffix(".part")
            with part.open("w", encoding="utf-8", newline="\n") as file:
                file.writelines(self.lines())
            part.replace(path)
        return path


def of(size: str) -> Corpus:
    """Give the graph of a size by its letter, or of so many projects.

    >>> of("S").projects, of("50").projects
    (2000, 50)
    """
    return Corpus(PROJECTS.get(size) or int(size))
