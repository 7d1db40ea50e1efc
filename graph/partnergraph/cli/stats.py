"""``partnergraph stats``: how much there is of what."""

from pathlib import Path

import click

from partnergraph.cli import candidate
from partnergraph.cli.delivery import aimed, report
from partnergraph.cli.opening import opened, source
from partnergraph.cli.option import written
from partnergraph.cli.printed import print_table


@click.command()
@source
@written("table, csv, json, md", candidate.REPORT)
def stats(files: tuple[Path, ...], store: Path | None, output: Path | None, form: str | None) -> None:
    """Count things, relations, agreements, documents, countries and disagreements, and tell the share with evidence.

    FILES are RDF files to count instead of the shipped network. In a pipe the answer is CSV; JSON is a list of objects.
    Columns: group, name, value. The groups are all, kind (things by their most special class), tie (lines of a picture
    by the kind of tie) and country (bodies by country).

    \b
    Example:
      partnergraph stats
      partnergraph stats -f json
    """
    from partnergraph.writing import sheet

    aim = aimed(output, form)
    with opened(files, store) as graph:
        table = graph.stats()
    report(form, "csv", lambda each: sheet.write(table, each), lambda: print_table(table), aim=aim)
