"""Bars of progress on stderr, on a terminal alone: rows, rate and time left."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import PurePath
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from partnergraph.loading.ledger import Progress


@contextmanager
def shown() -> "Iterator[Progress | None]":
    """Give whom to tell of progress while something lasts; None where nobody looks."""
    if sys.stderr is None or not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TaskID, TextColumn, TimeElapsedColumn, TimeRemainingColumn

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.fields[rows]:,} rows, {task.fields[rate]:,.0f} a second"),
        TimeElapsedColumn(),
        TimeRemainingColumn(),
    )
    bars = Progress(*columns, console=Console(stderr=True), transient=True)
    tasks: dict[str, TaskID] = {}

    def tell(name: str, rows: int, part: float | None) -> None:
        if not tasks:
            bars.start()  # what is over at once shows nothing
        if name not in tasks:
            short = "/".join(PurePath(name).parts[-2:])
            tasks[name] = bars.add_task(short, total=None if part is None else 1.0, rows=0, rate=0.0)
        elapsed = bars.tasks[list(tasks).index(name)].elapsed or 0.001
        bars.update(tasks[name], completed=part or 0, rows=rows, rate=rows / elapsed)

    try:
        yield tell
    finally:
        if tasks:
            bars.stop()
