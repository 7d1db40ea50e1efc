"""``partnergraph list``: the things of a kind."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from partnergraph.cli import candidate
from partnergraph.cli.delivery import aimed, report
from partnergraph.cli.opening import opened, reading, split
from partnergraph.cli.option import written
from partnergraph.cli.printed import print_table

if TYPE_CHECKING:
    from partnergraph.values.table import Table


@click.command("list")
@click.argument("words", metavar="[KIND] [FILES]...", nargs=-1, shell_complete=candidate.kinds_or_files)
@reading
@written("table, csv, json, md", candidate.REPORT)
def listing(words: tuple[str, ...], store: Path | None, output: Path | None, form: str | None) -> None:
    """List the things of a kind with country, dates and number of ties; without KIND list the kinds.

    KIND is a class (society, committee, pg:Survey, …) or an everyday word (body, agreement, event, project, topic, …);
    the plural will do, capitals do not matter, and what is more special is listed too. The documents that evidence
    names are listed as document. FILES are RDF files to ask instead of the shipped network.

    In a pipe the answer is CSV; JSON is a list of objects. Columns: name, acronym, kind, country, start, end, ties (the
    lines at it in a picture; a membership, which is a line itself, has none), iri; for documents: name, things (that
    rest on it), url, iri; for kinds: kind, number, class. On a terminal a column that tells nothing is left out.

    \b
    Example:
      partnergraph list
      partnergraph list committees
      partnergraph list agreement -f json
    """
    from partnergraph.writing import sheet

    kinds, files = split(words, 1)
    aim = aimed(output, form)
    with opened(files, store, derive=False) as graph:
        table = graph.list(*kinds)
    report(form, "csv", lambda each: sheet.write(table, each), lambda: print_table(telling(table), dated=True), aim=aim)


def telling(table: "Table") -> "Table":
    """Leave out the columns that tell nothing here: those without values, and the kind where it is always the same."""
    columns = {column: set(table.values(column)) - {None} for column in table.columns}
    same = {"kind"} if "name" in columns and len(columns["kind"]) == 1 else set()
    return (
        table.pick(*(column for column, found in columns.items() if found and column not in same)) if table else table
    )
