"""Sections: what a benchmark hands over, tables in Markdown with a line for each aim and whether it is reached."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Section:
    """A headed table: what was measured, in words, and the rows as text."""

    title: str
    words: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    def markdown(self) -> str:
        r"""Give it as Markdown; every column but the first is aligned to the right.

        >>> print(Section("Load", "How long.", ("what", "s"), (("ours", "1.0"),)).markdown())
        ## Load
        <BLANKLINE>
        How long.
        <BLANKLINE>
        | what | s |
        |---|---:|
        | ours | 1.0 |
        """
        rule = "|---|" + "---:|" * (len(self.columns) - 1)
        lines = [_line(self.columns), rule, *map(_line, self.rows)]
        return "\n".join([f"## {self.title}", "", self.words, "", *lines])


def _line(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cell.replace('|', '&#124;') for cell in cells)} |"


@dataclass(frozen=True, slots=True)
class Aim:
    """What is to hold: a measured number, and the most or the least that it may be."""

    what: str
    measured: float
    unit: str
    most: float = math.inf
    least: float = -math.inf

    @property
    def holds(self) -> bool:
        """Whether it is reached.

        >>> Aim("load", 1.05, "x", most=1.1).holds
        True
        """
        return self.least <= self.measured <= self.most

    def row(self) -> tuple[str, ...]:
        """Give it as a row of the table of aims.

        >>> Aim("load", 1.05, "x", most=1.1).row()
        ('load', '1.05 x', '≤ 1.1 x', 'yes')
        """
        if math.inf == self.most == -self.least:
            return self.what, f"{shown(self.measured)} {self.unit}", "", ""
        bound = f"≥ {shown(self.least)}" if self.least > -math.inf else f"≤ {shown(self.most)}"
        return self.what, f"{shown(self.measured)} {self.unit}", f"{bound} {self.unit}", "yes" if self.holds else "no"


def aims(title: str, words: str, found: Sequence[Aim]) -> Section:
    """Give the section that says which aims are reached.

    >>> aims("Aims", "", [Aim("load", 2.0, "x", most=1.1)]).rows
    (('load', '2 x', '≤ 1.1 x', 'no'),)
    """
    return Section(title, words, ("what", "measured", "aim", "reached"), tuple(aim.row() for aim in found))


def shown(number: float) -> str:
    """Give a number with three digits that count.

    >>> [shown(each) for each in (0.0123, 1.1, 12.34, 280000)]
    ['0.0123', '1.1', '12.3', '280,000']
    """
    return f"{number:,.0f}" if number >= 100 else f"{number:.3g}"


def mean(ratios: Iterable[float]) -> float:
    """Give the geometric mean, the one mean that is the same whichever side is the reference.

    >>> mean([1, 4])
    2.0
    """
    logs = [math.log(ratio) for ratio in ratios]
    return math.exp(sum(logs) / len(logs))
