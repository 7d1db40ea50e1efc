"""Where an answer goes: to stdout or to a file, as a page for people or in a format."""

import io
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING, BinaryIO

import click

from partnergraph.cli.printed import printable

if TYPE_CHECKING:
    from partnergraph.writing.format import Format


def standard_output() -> BinaryIO:
    """Give the stream that results go to; ``OutputError`` where there is none."""
    from partnergraph.errors import OutputError

    if sys.stdout is None:
        raise OutputError("stdout: is closed; give a file with -o, or a pipe")
    return sys.stdout.buffer


@contextmanager
def emitting() -> Iterator[IO[bytes]]:
    """Give a stream to write UTF-8 text to stdout; on a terminal it is shown once it is whole, as ``printable``."""
    if not standard_output().isatty():
        yield standard_output()
        return
    kept = io.BytesIO()
    yield kept
    lines = kept.getvalue().decode("utf-8", "backslashreplace").replace("\r\n", "\n")
    standard_output().write("\t".join(map(printable, lines.split("\t"))).encode())


def aimed(output: Path | None, form: str | None) -> "tuple[Path, Format] | None":
    """Give the file that a report goes to and the format, None for stdout, once it is clear that it can go there."""
    from partnergraph.writing import format

    if output is None or str(output) == "-":
        return None
    chosen = format.find(form, format.SHEETS) if form else format.of_path(output, format.SHEETS)
    return reserve(output), chosen


def report(
    form: str | None,
    usual: str,
    text: "Callable[[Format], str]",
    page: Callable[[], None],
    *,
    lacking: str = "",
    aim: "tuple[Path, Format] | None" = None,
) -> None:
    """Show a report: as a page on a terminal or when asked for a table, else as text in a format, in a pipe the usual.

    ``text`` gives it in one of ``format.SHEETS``, ``page`` prints it for people. ``lacking`` says why there is nothing:
    CSV has no place for that, and it goes to stderr. With ``aim`` it is written to a file instead.
    """
    from partnergraph.writing import format

    if aim:
        if lacking and aim[1] is format.CSV:
            click.echo(lacking, err=True)
        deliver(text(aim[1]), aim[0])
    elif form == "table" or (form is None and standard_output().isatty()):
        page()
    else:
        chosen = format.find(form or usual, format.SHEETS, "table")
        if lacking and chosen is format.CSV:
            click.echo(lacking, err=True)
        with emitting() as stream:
            stream.write(text(chosen).encode())


def reserve(target: Path, *, book: bool = False) -> Path:
    """Give back where an answer shall go once it is clear that it can go there; on a terminal no ``book`` can."""
    from partnergraph.writing import output

    if str(target) != "-":
        output.check(target)
    elif book and standard_output().isatty():
        raise click.UsageError("a workbook is nothing to read on a terminal; give a file, or send it into one with >")
    return target


def deliver(text: str | bytes, target: Path) -> Path | None:
    """Write text to a file, whole or not at all, and say so on stderr; to stdout for ``-``, which gives None."""
    from partnergraph.writing import output

    content = text.encode() if isinstance(text, str) else text
    if str(target) == "-":
        standard_output().write(content)
        return None
    output.write(target, content)
    click.echo(f"{target}: {len(content):,} bytes", err=True)
    return target
