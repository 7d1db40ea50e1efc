"""``partnergraph shell``: query after query on one open graph."""

import signal
import sys
from collections.abc import Iterator
from pathlib import Path

import click

from partnergraph.cli import remedy
from partnergraph.cli.answer import limiting, manner
from partnergraph.cli.opening import opened, source
from partnergraph.cli.option import QUESTIONS
from partnergraph.cli.printed import printable
from partnergraph.cli.session import Session
from partnergraph.errors import InputError, PartnergraphError, UnknownNameError
from partnergraph.storage.worker import CAN_FORK


@click.command()
@source
@QUESTIONS
@limiting
@click.pass_context
def shell(context: click.Context, files: tuple[Path, ...], store: Path | None, folders: tuple[Path, ...]) -> None:
    """Ask one query after the other, with history and completion.

    FILES are RDF files to ask instead of the shipped network; the graph is opened once. Enter asks a query that is
    complete, and else begins a new line; Alt+Enter always does; Tab completes. Ctrl-C stops a query that runs or clears
    the line, Ctrl-D leaves. Lines such as \\ask, \\info NAME and \\format csv are commands; \\help lists them.

    Where stdin is no terminal, queries and commands are read from it and answered in turn, as CSV and Turtle. A query
    ends with the line on which it is complete, or at an empty line. The exit code is that of the first error.

    \b
    Example:
      partnergraph shell
      echo 'DESCRIBE body:eibir' | partnergraph shell
    """
    from partnergraph.cli import prompt
    from partnergraph.questions import question
    from partnergraph.questions.lexicon import Lexicon

    if sys.stdin is None:
        raise InputError("stdin: is closed; give a terminal, a file or a pipe")
    for complaint in question.collect(folders).complaints if folders else ():
        click.echo(f"Error: {complaint}", err=True)
    with opened(files, store) as graph:
        session = Session(graph, manner(), folders)
        if sys.stdin.isatty():
            _end_in_order()
            click.echo(f"{graph.title}; \\help lists the commands, Ctrl-D leaves", err=True)
            for text in prompt.statements(Lexicon(graph.store, folders)):
                _answer(session, text, "query")
                if session.left:
                    return
        else:
            context.exit(_follow(session))


def _end_in_order() -> None:
    """Let the prompt give the terminal back as it was where this process is told to end."""

    def end(number: int, _: object) -> None:
        sys.exit(128 + number)

    for number in (signal.SIGTERM, signal.SIGHUP) if CAN_FORK else ():
        signal.signal(number, end)


def _follow(session: Session) -> int:
    """Answer what stdin says, and give the exit code of the first error, or 0."""
    from partnergraph.query import statement

    first = 0
    for text, line in statement.read(_lines()):
        # the lines before it count, so that an error tells the line of the file
        code = _answer(session, "\n" * (line - 1) + text, "stdin", line)
        first = first or code
        sys.stdout.flush()
        if session.left:
            break
    return first


def _lines() -> Iterator[str]:
    try:
        for number, line in enumerate(sys.stdin.buffer):
            yield line.decode("utf-8" if number else "utf-8-sig")
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "is not UTF-8 text"
        raise InputError(f"stdin: cannot be read: {reason}") from error


def _answer(session: Session, text: str, place: str, line: int | None = None) -> int:
    """Carry out a statement; tell what is wrong with it and where, and give the exit code that this has."""
    from partnergraph.cli import instruction

    try:
        instruction.carry_out(session, text)
    except PartnergraphError as error:
        click.echo(f"Error: {_told(session, error, place, line)}", err=True)
        return error.exit_code
    except KeyboardInterrupt:
        if line is not None:
            raise
        click.echo("stopped", err=True)
    return 0


def _told(session: Session, error: PartnergraphError, place: str, line: int | None) -> str:
    """Give what an error says, in the words of the shell and without anything that steers a terminal."""
    told = error.told(remedy.SHELL)
    if session.graph.as_of and isinstance(error, UnknownNameError) and error.in_graph:
        told += f"; this is the graph as of {session.graph.as_of}"
    if line is not None:
        told = told.replace("query:", f"{place}:", 1) if told.startswith("query:") else f"{place}:{line}: {told}"
    return printable(told)
