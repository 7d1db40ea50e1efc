r"""The commands of the shell: lines that begin with a backslash, each one call of the library.

They say the same as the commands of the same names outside the shell.
"""

import json
import os
import re
import shlex
from collections.abc import Callable, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

import click

from partnergraph.cli.session import Session
from partnergraph.errors import FormatError, QueryError
from partnergraph.storage.worker import CAN_FORK

if TYPE_CHECKING:
    from partnergraph.writing.format import Format

USUAL = "usual"
"""The word for the format that is usual where an answer goes."""

TABLE = "table"
"""The word for the form that people read."""

_FAMILIAR = {"?", "exit", "help", "quit"}  # what people type where they do not know the commands
_MOST = 1e9  # rows or seconds of a limit


class Instruction(NamedTuple):
    """A command: what stands behind its name, what it does in a few words, and what does it with what stands there."""

    usage: str
    purpose: str
    do: Callable[[Session, str], None]


def carry_out(session: Session, text: str) -> None:
    """Do what a statement says, a query or a command; what is wrong is an error of this package."""
    from partnergraph.questions import name

    if text.strip().lower() in _FAMILIAR:
        raise QueryError("commands begin with a backslash: \\quit leaves, \\help lists the others")
    if not text.lstrip().startswith("\\"):
        session.query(text)
        return
    word = text.split(None, 1)[0].removeprefix("\\")
    if word not in INSTRUCTIONS:
        near = ", ".join(f"\\{each}" for each in name.near(word, INSTRUCTIONS))
        told = f"; the nearest is {near.partition(', ')[0]}" if near else ""
        raise QueryError(f"there is no command {name.shown(word)}{told}; \\help lists them")
    before, after = text.split(word, 1) if word else (text, "")
    INSTRUCTIONS[word].do(session, re.sub(r"\S", " ", before + word) + after)


def _help(_: Session, rest: str) -> None:  # noqa: ARG001 - every command takes what stands behind it
    width = max(len(f"{name} {each.usage}") for name, each in INSTRUCTIONS.items()) + 2
    for name, each in INSTRUCTIONS.items():
        click.echo(f"\\{f'{name} {each.usage}':{width}}{each.purpose}")
    click.echo(
        "Anything else is SPARQL: Enter asks a query that is complete, or begins a new line; Alt+Enter always does."
    )


def _ask(session: Session, rest: str) -> None:
    from partnergraph.questions import question

    name, *values = _words(rest) or [""]
    if not name:
        session.tabulate(question.listing(question.collect(session.folders).questions))
        return
    if len(values) % 2:
        raise QueryError(f"{name}: give each parameter a value: \\ask {name} PARAMETER VALUE, one after the other")
    given = dict(zip(values[::2], values[1::2], strict=True))
    if len(given) < len(values) // 2:
        raise QueryError(f"{name}: give each parameter one value; one is given twice")
    asked = question.find(name, session.folders)
    session.query(asked.bound(session.graph.store, given, today=session.graph.as_of))


def _info(session: Session, rest: str) -> None:
    from partnergraph.cli import page
    from partnergraph.profiles import description

    portrait = session.graph.info(_name(rest, "info NAME"))
    session.tell("json", lambda each: description.write(portrait, each), lambda: page.show(description.told(portrait)))


def _why(session: Session, rest: str) -> None:
    from partnergraph.cli import page
    from partnergraph.profiles import explanation

    names = _words(rest)
    if len(names) not in {1, 2}:
        raise QueryError("\\why takes one name or two; put names with blanks in quotation marks: \\why ESR 'The other'")
    reason = session.graph.why(*names)
    session.tell("json", lambda each: explanation.write(reason, each), lambda: page.show(explanation.told(reason)))


def _list(session: Session, rest: str) -> None:
    from partnergraph.cli.listing import telling

    table = session.graph.list(*([_name(rest, "list KIND")] if rest.strip() else []))
    session.tabulate(table, telling(table))


def _prefixes(session: Session, rest: str) -> None:  # noqa: ARG001 - every command takes what stands behind it
    from partnergraph.vocab import PREFIXES
    from partnergraph.writing import sheet

    session.tabulate(sheet.of(("prefix", "namespace"), sorted(PREFIXES.items())))


def _explain(session: Session, rest: str) -> None:
    """Show the plan of a query, made in a process of its own: counting what its patterns find may take long too."""
    from partnergraph.questions import plan
    from partnergraph.storage import worker
    from partnergraph.storage.queryable import EVERYTHING

    if not rest.strip():
        raise QueryError("say a query: \\explain SELECT …")

    def read(out: int) -> None:
        steps = plan.read(session.graph.store, rest, EVERYTHING)
        with os.fdopen(out, "w", encoding="utf-8") as stream:
            json.dump([(each.depth, each.name, each.matches) for each in steps], stream)

    if CAN_FORK:
        steps = tuple(plan.Step(*each) for each in json.loads(worker.work(read, session.how.limits)))
    else:
        steps = plan.read(session.graph.store, rest, EVERYTHING)
    session.tabulate(plan.table(steps))


def _format(session: Session, rest: str) -> None:
    word = rest.strip().lower()
    if word == USUAL:
        session.how = replace(session.how, form=None)
    elif word:
        session.how = replace(session.how, form=TABLE if word == TABLE else _found(word).name)
    click.echo(f"format: {session.how.form or USUAL}", err=True)


def _found(word: str) -> "Format":
    from partnergraph.writing import format

    try:
        return format.find(word, (*format.TABLES, *format.GRAPHS))
    except FormatError as error:
        raise FormatError(f"{error}, {TABLE} or {USUAL}") from error


def _time(session: Session, rest: str) -> None:  # noqa: ARG001 - every command takes what stands behind it
    session.how = replace(session.how, timed=not session.how.timed)
    click.echo(f"the time of answers is {'told' if session.how.timed else 'not told'}", err=True)


def _timeout(session: Session, rest: str) -> None:
    if rest.strip():
        seconds = _number(rest, "timeout SECONDS", float)
        session.how = replace(session.how, limits=replace(session.how.limits, seconds=seconds or None))
    seconds = session.how.limits.seconds or 0
    click.echo(f"an answer may take {f'{seconds:g} s' if seconds else 'any time'}", err=True)


def _rows(session: Session, rest: str) -> None:
    if rest.strip():
        session.how = replace(session.how, rows=int(_number(rest, "rows N", int)))
    rows = session.how.rows
    told = (
        "as many rows as is usual"
        if rows is None
        else f"at most {rows:,} row{'' if rows == 1 else 's'}"
        if rows
        else "all rows"
    )
    click.echo(f"an answer shows {told}", err=True)


def _quit(session: Session, rest: str) -> None:  # noqa: ARG001 - every command takes what stands behind it
    session.left = True


def _name(rest: str, usage: str) -> str:
    """Give the one name that stands behind a command, with or without quotation marks around it."""
    name = rest.strip()
    quoted = len(name) > 1 and name[0] == name[-1] and name[0] in "\"'"
    name = name[1:-1].strip() if quoted else name
    if not name:
        raise QueryError(f"say a name: \\{usage}")
    return name


def _words(rest: str) -> list[str]:
    try:
        return shlex.split(rest)
    except ValueError as error:
        reason = f"a quotation mark is not closed in {rest.strip()[:80]!r}"
        raise QueryError(f"{reason}; put a name that has one between marks of the other kind") from error


def _number(word: str, usage: str, kind: Callable[[str], float]) -> float:
    try:
        found = kind(word.strip())
    except ValueError:
        found = -1
    if not 0 <= found <= _MOST:
        raise QueryError(f"{word.strip()[:40]!r} is no number for \\{usage}; 0 sets no limit")
    return found


INSTRUCTIONS: Mapping[str, Instruction] = MappingProxyType(
    {
        "ask": Instruction("[NAME [PARAMETER VALUE]...]", "ask a named question; without NAME list them", _ask),
        "explain": Instruction("QUERY", "show how a query is read and what its patterns find", _explain),
        "format": Instruction("[FORMAT]", "write answers as table, csv, json, …; usual for what is usual", _format),
        "help": Instruction("", "list these commands", _help),
        "info": Instruction("NAME", "tell all that is said of one thing", _info),
        "list": Instruction("[KIND]", "list the things of a kind; without KIND the kinds", _list),
        "prefixes": Instruction("", "list the prefixes that are known", _prefixes),
        "quit": Instruction("", "leave, as Ctrl-D does", _quit),
        "rows": Instruction("[N]", "show at most N rows; 0 for all", _rows),
        "time": Instruction("", "say how long each query took, or no more", _time),
        "timeout": Instruction("[SECONDS]", "stop queries after so long; 0 for never", _timeout),
        "why": Instruction("NAME [NAME]", "show what ties two things, or what one rests on", _why),
    }
)
"""The commands by name."""
