"""What the scripts say to a person: one line a step, with a mark, the time it took and a note."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from io import TextIOWrapper
from time import monotonic

GOOD, BAD, OPEN = "good", "bad", "open"
_SIGNS = {GOOD: ("✓", "ok"), BAD: ("✗", "FAILED"), OPEN: ("○", "-")}
_COLOURS = {GOOD: "32", BAD: "31", OPEN: "33"}


@dataclass(slots=True)
class Reporter:
    """A writer on standard output that never fails on a sign the output cannot show.

    ``NO_COLOR`` is honoured; where the output is no terminal nothing is rewritten in place.
    """

    live: bool = field(default_factory=lambda: sys.stdout.isatty() and os.environ.get("TERM") != "dumb")
    fancy: bool = field(default_factory=lambda: _can_show("✓✗○"))

    def __post_init__(self) -> None:
        if isinstance(sys.stdout, TextIOWrapper):
            sys.stdout.reconfigure(errors="replace", line_buffering=True)

    def say(self, text: str = "") -> None:
        """Write one or more lines."""
        self._clear()
        print(text, flush=True)

    def heading(self, text: str) -> None:
        """Write a line that stands out."""
        self.say(self._paint(text, "1"))

    def result(self, mark: str, name: str, seconds: float, note: str = "") -> None:
        """Write the line of a step that is over."""
        sign = _SIGNS[mark][0 if self.fancy else 1]
        self.say(f"{self._paint(sign, _COLOURS[mark])} {name:<12} {duration(seconds):>10}  {note}".rstrip())

    def now(self, text: str) -> None:
        """Show what is being done, on a terminal only; the next line replaces it."""
        if self.live:
            print(f"\r\033[K  {text[:76]}", end="", flush=True)

    @contextmanager
    def step(self, name: str, note: str = "") -> Iterator[None]:
        """Time what is done inside, and report it as good or, when it raises, as bad."""
        started = monotonic()
        self.now(f"{name} ...")
        try:
            yield
        except BaseException:
            self.result(BAD, name, monotonic() - started)
            raise
        self.result(GOOD, name, monotonic() - started, note)

    def _clear(self) -> None:
        if self.live:
            print("\r\033[K", end="")

    def _paint(self, text: str, colour: str) -> str:
        return f"\033[{colour}m{text}\033[0m" if self.live and not os.environ.get("NO_COLOR") else text


def duration(seconds: float) -> str:
    """Give a time span as people read it.

    >>> duration(0.04), duration(75.2)
    ('0.0 s', '1 min 15 s')
    """
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes} min {rest:02} s" if minutes else f"{seconds:.1f} s"


def size(octets: int) -> str:
    """Give a file size as people read it.

    >>> size(812), size(48_213), size(5_200_000)
    ('812 B', '48 kB', '5.2 MB')
    """
    if octets < 1000:
        return f"{octets} B"
    return f"{octets / 1000:.0f} kB" if octets < 1_000_000 else f"{octets / 1_000_000:.1f} MB"


def _can_show(signs: str) -> bool:
    try:
        signs.encode(sys.stdout.encoding or "ascii")
    except (UnicodeEncodeError, LookupError):
        return False
    return True
