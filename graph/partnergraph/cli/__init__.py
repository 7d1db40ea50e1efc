"""The command line: each command parses, makes one call of the library and shows one result.

Results go to stdout, notes and errors to stderr. The exit codes are those of ``errors``, and 1 where the answer is no
(docs/cli.md). Rich and the library are imported inside the commands, so that ``--help`` stays quick.
"""

import codecs
import io
import os
import signal
import sys
from contextlib import suppress
from typing import Any, TextIO

import click
from click.exceptions import NoArgsIsHelpError

from partnergraph.cli import remedy, text
from partnergraph.cli.agreements import agreements
from partnergraph.cli.ask import ask
from partnergraph.cli.chart import chart
from partnergraph.cli.compare import compare
from partnergraph.cli.completion import completion, enlist
from partnergraph.cli.cordis import cordis
from partnergraph.cli.export import export
from partnergraph.cli.groups import groups
from partnergraph.cli.importing import importing
from partnergraph.cli.info import info
from partnergraph.cli.listing import listing
from partnergraph.cli.load import load
from partnergraph.cli.match import match
from partnergraph.cli.network import network
from partnergraph.cli.path import path
from partnergraph.cli.query import query
from partnergraph.cli.rank import rank
from partnergraph.cli.recommend import recommend
from partnergraph.cli.ror import ror
from partnergraph.cli.shell import shell
from partnergraph.cli.stats import stats
from partnergraph.cli.template import template
from partnergraph.cli.unload import unload
from partnergraph.cli.update import update
from partnergraph.cli.upkeep import backup_store, check_store, compact_store
from partnergraph.cli.validate import validate
from partnergraph.cli.view import view
from partnergraph.cli.why import why
from partnergraph.errors import PartnergraphError, UnknownNameError
from partnergraph.values import filename

_INTERRUPTED = 130  # 128 and the number of SIGINT


class Group(click.Group):
    """The command group: turns this package's errors into one line and an exit code."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Write UTF-8, whatever the locale."""
        codecs.register_error("partnergraph", filename.replaced)
        for stream in (sys.stdout, sys.stderr):
            if isinstance(stream, io.TextIOWrapper):
                stream.reconfigure(encoding="utf-8", errors="partnergraph")
        return super().parse_args(ctx, args)

    def main(self, *args: Any, **options: Any) -> Any:  # noqa: ANN401 - click's own signature
        """Run the command line; what cannot be written any more is one line, and a closed pipe is silent."""
        enlist()
        try:
            try:
                return super().main(*args, **options)
            finally:
                if sys.stdout:
                    sys.stdout.flush()
        except OSError as error:
            _abandon(sys.stdout)
            if isinstance(error, BrokenPipeError):
                sys.exit(0)
            with suppress(OSError):
                click.echo(f"Error: the output cannot be written: {error.strerror or error}", err=True)
            sys.exit(3)

    def make_context(
        self,
        info_name: str | None,
        args: list[str],
        parent: click.Context | None = None,
        **extra: Any,  # noqa: ANN401 - click's own signature
    ) -> click.Context:
        """Read the words before the command; what is wrong with them is one line."""
        try:
            return super().make_context(info_name, args, parent, **extra)
        except click.UsageError as error:
            raise _told(error) from error
        except KeyboardInterrupt:
            sys.exit(_INTERRUPTED)

    def invoke(self, ctx: click.Context) -> object:
        """Run the command; with ``--debug`` an error keeps its traceback."""
        try:
            return super().invoke(ctx)
        except click.UsageError as error:
            raise _told(error) from error
        except KeyboardInterrupt:
            ctx.exit(_INTERRUPTED)
        except BrokenPipeError:  # who reads has read enough; click would call it a failure
            _abandon(sys.stdout)
            ctx.exit(0)
        except PartnergraphError as error:
            if ctx.params.get("debug"):
                raise
            day = ctx.meta.get("partnergraph.as_of")
            seen = (
                f"; this is the graph as of {day}"
                if day and isinstance(error, UnknownNameError) and error.in_graph
                else ""
            )
            click.echo(f"Error: {text.placed(remedy.told(error), ctx)}{seen}", err=True)
            ctx.exit(error.exit_code)
        except RuntimeError as error:
            if ctx.params.get("debug") or "Corruption" not in str(error):  # the engine's word for damaged blocks
                raise
            reason = " ".join(str(error).split())
            click.echo(f"Error: the store is damaged: {reason}; see partnergraph check-store", err=True)
            ctx.exit(3)


class _WrongLine(click.ClickException):
    """A command line is wrong, told without the usage of the command."""

    exit_code = 2


def _told(error: click.UsageError) -> click.ClickException:
    """Give what is wrong with a command line in one line that ends in the next step; click takes four."""
    if isinstance(error, NoArgsIsHelpError):  # its message is the help
        return error
    words = " ".join(error.format_message().split()).removesuffix(".")
    if error.ctx and ";" not in words:
        words += f"{'' if words.endswith('?') else ';'} see '{error.ctx.command_path} --help'"
    return _WrongLine(words)


def _abandon(stream: TextIO | None) -> None:
    """Let a stream that cannot be written end nowhere, so that Python does not complain of it once more at its end."""
    with suppress(OSError, ValueError, AttributeError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno() if stream else 1)


@click.group("partnergraph", cls=Group, context_settings={"help_option_names": ["-h", "--help"]})
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


def run() -> None:
    """Run the command line in a process of its own: the engine can end a process, and its death is told in one line."""
    from partnergraph.storage.worker import supervise

    sys.exit(supervise(_run, remedy.told))


def _run() -> None:
    if signal.getsignal(signal.SIGINT) is signal.SIG_DFL:  # from here on Python may say what to do
        signal.signal(signal.SIGINT, signal.default_int_handler)
    main(prog_name="partnergraph")


for command in (
    agreements,
    ask,
    backup_store,
    chart,
    check_store,
    compact_store,
    compare,
    completion,
    export,
    groups,
    importing,
    info,
    listing,
    load,
    match,
    network,
    path,
    query,
    rank,
    recommend,
    shell,
    stats,
    template,
    unload,
    update,
    validate,
    view,
    why,
):
    main.add_command(command)
for command in (cordis, ror):
    importing.add_command(command)
