"""How well recommendations foretell new partners, on the generated graph and, where a file is given, on CORDIS."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import partnergraph
from bench import corpus, foresight
from bench.foresight import MEASURES, History, Trial
from bench.section import Section

DAYS = (dt.date(2017, 1, 1), dt.date(2018, 1, 1), dt.date(2019, 1, 1))
_ASKED = 400


def sections(size: str, cordis: Path | None) -> Iterator[Section]:
    """Measure the generated graph of a size, and an archive of CORDIS at each of three days."""
    with partnergraph.open(corpus.of(size).file(), derive=False) as kg:
        yield _section(f"generated graph, size {size}", foresight.of_graph(kg), DAYS[1])
    if cordis is not None:
        history = foresight.of_cordis(cordis)
        yield from (_section(cordis.stem, history, day) for day in DAYS)


def _section(what: str, history: History, day: dt.date) -> Section:
    trial = Trial(history, day)
    asked = len(trial.asked(_ASKED))
    words = (
        f"{trial.before.shape[0]:,} bodies and {trial.before.nnz:,} participations in projects begun before {day}; "
        f"{asked} bodies that got new partners among them in later projects."
    )
    found = foresight.measured(trial, _ASKED)
    rows = tuple((name, *(f"{value:.4f}" for value in found[name])) for name in foresight.SCORES)
    return Section(f"New partners from {day} on: {what}", words, ("score", *MEASURES), rows)
