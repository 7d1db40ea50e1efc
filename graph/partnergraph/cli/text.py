"""SPARQL text of the command line: the text itself, a file, or stdin."""

import os
import sys
from pathlib import Path

import click

from partnergraph.cli.guard import heed

_FILE = "partnergraph.text"
_FORMS = ("query", "update")  # how a complaint begins, before its line and column


def read(text: str) -> str:
    """Give the text that an argument means: @FILE and - are read as UTF-8, any other is the text itself."""
    from partnergraph.errors import InputError

    if text != "-" and not text.startswith("@"):
        return text
    if text == "@":
        raise click.UsageError("@ names no file; write @FILE, the text itself, or - for stdin")
    name = "stdin" if text == "-" else text[1:]
    try:
        if text != "-":
            click.get_current_context().meta[_FILE] = name
        content = sys.stdin.buffer.read() if text == "-" else heed(Path(os.fsdecode(name.encode()))).read_bytes()
        return content.decode("utf-8-sig")
    except AttributeError as error:
        raise InputError("stdin: is closed; give the text as an argument or @FILE") from error
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "is not UTF-8 text"
        raise InputError(f"{name[:200]}: cannot be read: {reason}") from error


def placed(complaint: str, context: click.Context) -> str:
    """Give a complaint of a query or an update with the name of the file that the text came from, if it did."""
    form, colon, rest = complaint.partition(":")
    file = context.meta.get(_FILE)
    return f"{file}:{rest}" if file and colon and form in _FORMS else complaint
