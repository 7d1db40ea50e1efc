#!/usr/bin/env python3
"""Write docs/cli.md from the help of every command, or with --check say whether it is what they say now.

Needs the project installed, as in the environment that scripts/test.py makes.

Example:
  build/env/test/bin/python scripts/cli_page.py
"""

import sys
from collections.abc import Iterator
from inspect import cleandoc

import click

import maker
from environment import ROOT

PAGE = ROOT / "docs" / "cli.md"
_HEAD = """\
# The command line

Made from the help of each command by `scripts/cli_page.py`. Every example here is run by the tests.

## Exit codes

| code | when |
|---|---|
| 0 | done |
| 1 | the answer is no: violations (`validate`), lapsed agreements (`agreements --fail-on-expired`), nothing that ties \
two things (`why`), no path (`path`), nobody to recommend (`recommend`), no candidate (`match`), nothing left to draw, \
rank, count or compare (`view`, `network`, `rank`, `groups`, `chart`, `compare`), damage (`check-store`) |
| 2 | the command line, a query, a parameter, a name or a date is wrong |
| 3 | a file or a store cannot be read or written, or is not what it should be |
| 4 | a limit was reached: of time, memory or rows, or of what the engine can bear |
| 5 | an endpoint refused, failed or did not answer |
| 130 | stopped with Ctrl-C (SIGINT) |
| 143 | ended from outside (SIGTERM) |

What is wrong is told on stderr in one line: what, where and the next step. `--debug` before the command shows the
traceback.

On a terminal tables are as wide as it is. Where that is too narrow, the rows stand one below the other, each value
behind its heading. In a pipe nothing depends on the terminal.
"""


def main() -> int:
    """Write or check the page; give the exit code."""
    return maker.keep(PAGE, lambda _: page(), __doc__)


def page() -> str:
    """Give the text of the page."""
    from partnergraph.cli import main as program

    root = click.Context(program, info_name="partnergraph", **program.context_settings)
    return "\n".join([_HEAD, *(section(context) for context in walk(root))])


def walk(context: click.Context) -> Iterator[click.Context]:
    """Give a command and all commands below it, each with its full name."""
    yield context
    if isinstance(context.command, click.Group):
        for name in context.command.list_commands(context):
            command = context.command.get_command(context, name)
            if command is not None and not command.hidden:
                yield from walk(click.Context(command, info_name=name, parent=context))


def section(context: click.Context) -> str:
    """Give the section of one command: what it does, how it is called, its options, examples."""
    prose, _, example = cleandoc(context.command.help or "").partition("\b\nExample:\n")
    usage = " ".join([context.command_path, *context.command.collect_usage_pieces(context)])
    paragraphs = (" ".join(paragraph.split()) for paragraph in prose.replace("\b", "").strip().split("\n\n"))
    commands = "\n".join(f"$ {line.strip()}" for line in example.strip().splitlines())
    parts = [f"## {context.command_path}", *paragraphs, f"```text\n{usage}\n```", options(context)]
    return "\n\n".join([*parts, f"```console\n{commands}\n```\n"])


def options(context: click.Context) -> str:
    """Give the table of a command's options."""
    parameters = context.command.get_params(context)
    records = (parameter.get_help_record(context) for parameter in parameters if isinstance(parameter, click.Option))
    rows = [f"| `{names}` | {words} |".replace("\n", " ") for names, words in filter(None, records)]
    return "\n".join(["| option | what it does |", "|---|---|", *rows])


if __name__ == "__main__":
    sys.exit(main())
