"""Stopwatch: how long jobs take, one beside the other, in processor time of the thread that runs them.

Every round runs each job once, in turn, so that a busy moment of the machine falls on all of them. What other
programs use of the processor is not counted.
"""

import statistics
import time
from collections.abc import Callable, Mapping

Job = Callable[[int], object]
"""A job is told the number of the round, so that it can ask in a text that nobody has seen before."""


def medians(jobs: Mapping[str, Job], *, least: int = 3, most: int = 15, budget: float = 4.0) -> Mapping[str, float]:
    """Give the median seconds of each job: as many rounds as fit in a budget of seconds, within two bounds.

    >>> sorted(medians({"a": lambda number: None, "b": lambda number: number}))
    ['a', 'b']
    """
    times: dict[str, list[float]] = {name: [] for name in jobs}
    for done in range(most):
        if done >= least and sum(map(sum, times.values())) > budget:
            break
        for name, job in jobs.items():
            times[name].append(_seconds(job, done))
    return {name: statistics.median(each) for name, each in times.items()}


def _seconds(job: Job, number: int) -> float:
    start = time.thread_time()
    kept = job(number)
    taken = time.thread_time() - start
    del kept  # letting go of an answer is no part of finding it
    return taken
