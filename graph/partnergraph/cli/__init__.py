"""The command line: each command parses, makes one call of the library and shows one result.

Results go to stdout, notes and errors to stderr. Exit codes: 0 done, 1 the answer is no, 2 wrong command line, query or
name, 3 a file or store cannot be read or written. Rich and the library are imported inside the commands, so that
``--help`` stays quick.
"""

import io
import os
import sys

import click

from partnergraph.cli.ask import ask
from partnergraph.cli.export import export
from partnergraph.cli.query import query
from partnergraph.cli.validate import validate
from partnergraph.cli.view import view
from partnergraph.errors import PartnergraphError


class Group(click.Group):
    """The command group: turns this package's errors into one line and an exit code."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the words of the command line as UTF-8, whatever the locale, and write in the same way."""
        for stream in (sys.stdout, sys.stderr):
            if isinstance(stream, io.TextIOWrapper):
                stream.reconfigure(encoding="utf-8", errors="backslashreplace")
        return super().parse_args(ctx, [os.fsencode(word).decode("utf-8", "backslashreplace") for word in args])

    def invoke(self, ctx: click.Context) -> object:
        """Run the command; with ``--debug`` an error keeps its traceback."""
        try:
            return super().invoke(ctx)
        except PartnergraphError as error:
            if ctx.params.get("debug"):
                raise
            click.echo(f"Error: {error}", err=True)
            ctx.exit(error.exit_code)


@click.group(cls=Group, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="partnergraph")
@click.option("--debug", is_flag=True, help="Show the traceback of an error.")
def main(debug: bool) -> None:
    """Show who works with whom in research: under which agreement, since when, on what evidence.

    Without files the commands work on the network that is shipped: the partners of the European Society of Radiology.

    \b
    Example:
      partnergraph ask agreements-between -p one ESR -p other EORTC
      partnergraph view -o network.html --open
    """


for command in (ask, export, query, validate, view):
    main.add_command(command)
