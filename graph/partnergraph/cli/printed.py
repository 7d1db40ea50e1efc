"""What is printed for people: tables as wide as the terminal, numbers with what is counted, no sign that steers it."""

import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from rich.console import Console

    from partnergraph.values.table import Table

_CELL = 500  # signs of a cell that a table shows
_GAP = 2  # characters between two columns
_WORD = 24  # characters: longer words may be broken where the terminal is narrow
_LEAST = 10  # characters: shorter words are never broken
_SHORT = 12  # characters of a code that stays in one piece
_FIRST = 40  # rows that are shown of a table that may have thousands
_NUMBER = re.compile(r"[+-]?[\d.,:/TZ%+-]+")  # numbers, dates and times
Rows = Sequence[Sequence[str]]


def print_table(table: "Table", *, count: bool = True, dated: bool = False) -> None:
    """Print a table for people, as wide as the terminal allows; text only, nothing in it is taken for markup.

    Where the terminal is too narrow for a table that can be read, the rows stand one below the other, each value behind
    its heading. ``count`` says the number of rows on stderr, ``dated`` tells seasons in words. A cell of more than 500
    signs is cut, and stderr says so.
    """
    from rich.console import Console

    from partnergraph.values import span
    from partnergraph.values.term import text

    console = Console(highlight=False, emoji=False, soft_wrap=False)
    rows = [[printable(span.worded(text(term)) if dated else text(term)) for term in row] for row in table]
    long = sum(len(cell) > _CELL for row in rows for cell in row)
    rows = [[cell if len(cell) <= _CELL else f"{cell[: _CELL - 1]}…" for cell in row] for row in rows]
    if not _grid(console, table.columns, rows):
        _records(console, table.columns, rows)
    if long:
        click.echo(f"texts cut at {_CELL} characters: {long:,}; -f csv has them whole", err=True)
    if count:
        click.echo(counted(len(rows), "row"), err=True)


def _grid(console: "Console", headings: Sequence[str], rows: Rows) -> bool:
    """Print rows beside one another in columns, and say whether there was room for that."""
    from rich import box
    from rich.table import Table as Grid
    from rich.text import Text

    columns = list(zip(headings, *rows, strict=True))
    widths = _widths(columns, console.width - _GAP * (len(columns) - 1))
    grid = Grid(box=box.SIMPLE_HEAD, header_style="bold", show_edge=False, pad_edge=False, padding=(0, _GAP - 1, 0, 0))
    for heading, width in zip(headings, widths or [], strict=False):
        grid.add_column(Text(heading), overflow="fold", width=width)
    if widths is not None:
        for row in rows:
            grid.add_row(*map(Text, row))
        console.print(grid)
    return widths is not None


def _records(console: "Console", headings: Sequence[str], rows: Rows) -> None:
    """Print rows one below the other, each value that there is on a line of its own."""
    from rich.cells import cell_len, set_cell_size
    from rich.text import Text

    margin = max(map(cell_len, headings)) + _GAP
    room = max(console.width - margin, _LEAST)
    for number, row in enumerate(rows):
        if number:
            console.print()
        for heading, cell in zip(headings, row, strict=True):
            for place, line in enumerate(Text(cell).wrap(console, room) if cell.strip() else ()):
                line.rstrip()
                head = set_cell_size("" if place else heading, margin)
                console.print(Text.assemble((head, "bold"), line), soft_wrap=True)


def print_first(table: "Table", headings: Mapping[str, str] = MappingProxyType({})) -> None:
    """Print the first rows of a table that may have thousands, and say how many there are; its IRIs are left out.

    ``headings`` are shorter names of columns.
    """
    from dataclasses import replace

    click.echo(f"{min(len(table), _FIRST):,} of {len(table):,} rows", err=True)
    found = table.pick(*(name for name in table.columns if not name.endswith("iri")))
    columns = tuple(headings.get(name, name) for name in found.columns)
    print_table(replace(found, columns=columns, rows=found.rows[:_FIRST]), count=False)


def counted(number: int, word: str, many: str = "") -> str:
    """Give a number with what is counted.

    >>> counted(1, "row"), counted(2_000, "row"), counted(0, "body", "bodies")
    ('1 row', '2,000 rows', '0 bodies')
    """
    return f"{number:,} {word if number == 1 else many or f'{word}s'}"


def printable(words: str) -> str:
    r"""Give text without the control characters that would steer a terminal; they are escaped as Python does it.

    >>> print(printable(f"tab{chr(9)}tab {chr(0x202E)}evil"))
    tab\x09tab \u202eevil
    """
    return "".join(sign if sign.isprintable() or sign in " \n" else _escaped(ord(sign)) for sign in words)


def _escaped(code: int) -> str:
    """Give the escape of a sign, of as many digits as its letter says, so that no letter after it is taken for one."""
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def _widths(columns: Sequence[Sequence[str]], room: int) -> list[int] | None:
    """Give column widths that fill at most ``room`` cells, None where that is too little for a table.

    Headings, dates, numbers and short codes stay in one piece. Of what is left for the others long codes (an IRI) give
    way first, then long words; no word is broken that need not be, then no line.
    """
    from rich.cells import cell_len

    lines = [max(map(cell_len, column)) for column in columns]
    least = [_least(column) for column in columns]
    limits = [
        *((_WORD, code) for code in range(_WORD, _LEAST, -1)),
        *((word, _LEAST) for word in range(_WORD, _LEAST - 1, -1)),
    ]
    for word, code in limits:
        widths = [max(whole, min(longest, code if is_code else word)) for whole, longest, is_code in least]
        if sum(widths) <= room:
            break
    else:
        return None
    wanting = sorted(range(len(columns)), key=lambda index: lines[index] - widths[index])
    for place, index in enumerate(wanting):
        share = (room - sum(widths)) // (len(wanting) - place)
        widths[index] += min(share, lines[index] - widths[index])
    return widths


def _least(column: Sequence[str]) -> tuple[int, int, bool]:
    """Give how wide a column is at least, how long its longest word is, and whether its cells are all single words."""
    from rich.cells import cell_len

    heading, *cells = column
    words = [word for cell in cells for word in cell.split()]
    longest = max(map(cell_len, [heading, *words]))
    single = all(len(cell.split()) < 2 for cell in cells)
    whole = single and all(cell_len(word) <= _SHORT or _NUMBER.fullmatch(word) for word in words)
    return (longest if whole else cell_len(heading)), longest, single
