"""What is printed for people: tables as wide as the terminal, numbers with what is counted, no sign that steers it."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from partnergraph.values.table import Table

_CELL = 500  # signs of a cell that a table shows
_GAP = 2  # characters between two columns
_WORD = 24  # characters: longer words may be broken where the terminal is narrow


def print_table(table: "Table", *, count: bool = True, dated: bool = False) -> None:
    """Print a table for people, as wide as the terminal allows; text only, nothing in it is taken for markup.

    ``count`` says the number of rows on stderr, ``dated`` tells seasons in words. A cell of more than 500 signs is cut,
    and stderr says so.
    """
    from rich import box
    from rich.console import Console
    from rich.table import Table as Grid
    from rich.text import Text

    from partnergraph.values import span
    from partnergraph.values.term import text

    console = Console(highlight=False, emoji=False, soft_wrap=False)
    rows = [[printable(span.worded(text(term)) if dated else text(term)) for term in row] for row in table]
    long = sum(len(cell) > _CELL for row in rows for cell in row)
    rows = [[cell if len(cell) <= _CELL else f"{cell[: _CELL - 1]}…" for cell in row] for row in rows]
    widths = _widths([table.columns, *rows], console.width - _GAP * (len(table.columns) - 1))
    if sum(widths) + _GAP * (len(widths) - 1) > console.width:
        console.width = sum(widths) + _GAP * len(widths)  # a terminal too narrow shows more than it has
    grid = Grid(box=box.SIMPLE_HEAD, header_style="bold", show_edge=False, pad_edge=False, padding=(0, _GAP - 1, 0, 0))
    for column, width in zip(table.columns, widths, strict=True):
        grid.add_column(Text(column), overflow="fold", width=width)
    for row in rows:
        grid.add_row(*map(Text, row))
    console.print(grid)
    if long:
        click.echo(f"texts cut at {_CELL} characters: {long:,}; -f csv has them whole", err=True)
    if count:
        click.echo(counted(len(rows), "row"), err=True)


def counted(number: int, word: str, many: str = "") -> str:
    """Give a number with what is counted.

    >>> counted(1, "row"), counted(2_000, "row"), counted(0, "body", "bodies")
    ('1 row', '2,000 rows', '0 bodies')
    """
    return f"{number:,} {word if number == 1 else many or f'{word}s'}"


def printable(words: str) -> str:
    """Give text without the control characters that would steer a terminal."""
    return "".join(sign if sign.isprintable() or sign in " \n" else f"\\x{ord(sign):02x}" for sign in words)


def _widths(rows: Sequence[Sequence[str]], room: int) -> list[int]:
    """Give column widths that fill at most ``room`` cells: no word broken that need not be, then no line."""
    from rich.cells import cell_len

    columns = list(zip(*rows, strict=True))
    words = [max(cell_len(word) for cell in column for word in [*cell.split(), ""]) for column in columns]
    lines = [max(map(cell_len, column)) for column in columns]
    limit = next((most for most in range(_WORD, 1, -1) if sum(min(most, each) for each in words) <= room), 1)
    signs = [max((cell_len(sign) for cell in column for sign in cell), default=1) for column in columns]
    widths = [max(sign, min(limit, each)) for sign, each in zip(signs, words, strict=True)]
    wanting = sorted(range(len(columns)), key=lambda index: lines[index] - widths[index])
    for place, index in enumerate(wanting):
        share = max(0, room - sum(widths)) // (len(wanting) - place)
        widths[index] += min(share, max(0, lines[index] - widths[index]))
    return widths
