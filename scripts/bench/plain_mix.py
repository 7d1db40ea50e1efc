"""The mix asked of rdflib's memory store, in a process of its own that is held to a limit for each question."""

import signal
import time
from collections.abc import Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from types import FrameType
from typing import Any

from bench import answer


@dataclass(frozen=True, slots=True)
class Answer:
    """How long a question took, and the digest of its answer; none where the limit came first."""

    seconds: float
    digest: str


class _LateError(Exception):
    """The limit has come."""


def run(file: Path, queries: Sequence[Path], limit: float) -> Mapping[str, Answer]:
    """Give rdflib's answers to some query files, by their names, each within so many seconds of the processor."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(_answers, file, queries, limit).result()


def _answers(file: Path, queries: Sequence[Path], limit: float) -> Mapping[str, Answer]:
    import rdflib

    rdflib.NORMALIZE_LITERALS = False
    graph = rdflib.Graph()
    graph.parse(file, format="nt")
    signal.signal(signal.SIGPROF, _ring)
    return {path.stem: _ask(graph, path.read_text(encoding="utf-8"), limit) for path in queries}


def _ask(graph: Any, text: str, limit: float) -> Answer:  # noqa: ANN401 - rdflib is imported in that process only
    start = time.thread_time()
    signal.setitimer(signal.ITIMER_PROF, limit)
    try:
        rows = [tuple(row) for row in graph.query(text)]
        return Answer(time.thread_time() - start, answer.digest(map(answer.of_rdflib, rows)))
    except _LateError:
        return Answer(time.thread_time() - start, "")
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)


def _ring(number: int, frame: FrameType | None) -> None:  # noqa: ARG001 - the form of a signal's handler
    raise _LateError
