"""``partnergraph list``: the things of a kind."""

from pathlib import Path

import click

from partnergraph.cli.shared import opened, print_table, report, split, store_option


@click.command("list")
@click.argument("words", metavar="[KIND] [FILES]...", nargs=-1)
@store_option
@click.option("-f", "--format", "form", metavar="FORMAT", help="table, csv, json, md.")
def listing(words: tuple[str, ...], store: Path | None, form: str | None) -> None:
    """List the things of a kind with country, dates and number of ties; without KIND list the kinds.

    KIND is a class (society, committee, pg:Survey, …) or an everyday word (body, agreement, event, project, topic, …);
    the plural will do, capitals do not matter, and what is more special is listed too. FILES are RDF files to ask
    instead of the shipped network.

    In a pipe the answer is CSV; JSON is a list of objects. Columns: name, acronym, kind, country, start, end, ties (the
    lines at it in a picture), iri; for kinds: kind, number, class.

    \b
    Example:
      partnergraph list
      partnergraph list committees
      partnergraph list agreement -f json
    """
    from partnergraph import sheet

    kinds, files = split(words, 1)
    with opened(files, store, derive=False) as graph:
        table = graph.list(*kinds)
    report(form, "csv", lambda each: sheet.write(table, each), lambda: print_table(table))
