"""Interruption: Ctrl-C, heard once though several processes are told of it, and put off where it would leave a mess.

The system may give the signal to any thread, and Python then tells the first one whatever signals that one has blocked.
"""

import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

_TWICE = 0.5  # seconds within which two interruptions are one: the terminal tells both processes


class Interruption:
    """What Ctrl-C does: it is told to both processes, and once more by the one that waits; the others are no others."""

    def __init__(self) -> None:
        self._last = -_TWICE

    def __call__(self, *_: object) -> None:
        """Raise ``KeyboardInterrupt``, once for each interruption."""
        before, self._last = self._last, time.monotonic()
        if self._last - before > _TWICE:
            raise KeyboardInterrupt


class Postponed:
    """An interruption that waits, whichever thread the system gives it to; ``handler`` is who hears of it."""

    def __init__(self, handler: "signal._HANDLER") -> None:
        self.handler = handler
        self.told: list[tuple[object, ...]] = []

    def __call__(self, *told: object) -> None:
        """Keep what is told of the interruption."""
        self.told.append(told)

    @contextmanager
    def heard(self) -> Iterator[None]:
        """Let an interruption be heard as it comes, and first the one that waits."""
        try:
            handle(self.handler)
            self.tell()
            yield
        finally:
            handle(self)

    def tell(self) -> None:
        """Tell of the interruption that waits, if any."""
        if self.told:
            self.told.clear()
            signal.raise_signal(signal.SIGINT)


@contextmanager
def postponed() -> Iterator[Postponed]:
    """Let an interruption wait until what is done within is done; other threads than the first hear of none.

    >>> with postponed() as waiting:
    ...     signal.raise_signal(signal.SIGINT)
    ...     len(waiting.told), waiting.told.clear()
    (1, None)
    """
    waiting = Postponed(signal.getsignal(signal.SIGINT))
    handle(waiting)
    try:
        yield waiting
    finally:
        handle(waiting.handler)
        waiting.tell()


def handle(handler: "signal._HANDLER") -> None:
    """Let a handler hear of interruptions, where this is the first thread, which alone may say so.

    >>> handle(signal.getsignal(signal.SIGINT))
    """
    if handler is not None and threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGINT, handler)
