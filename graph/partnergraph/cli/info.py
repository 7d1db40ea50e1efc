"""``partnergraph info``: all that is said of one thing."""

from pathlib import Path

import click

from partnergraph.cli import candidate
from partnergraph.cli.delivery import aimed, report
from partnergraph.cli.opening import opened, source
from partnergraph.cli.option import written
from partnergraph.cli.parameter import WORDS


@click.command()
@click.argument("name", type=WORDS, shell_complete=candidate.names)
@source
@written("table, csv, json, md", candidate.REPORT)
def info(name: str, files: tuple[Path, ...], store: Path | None, output: Path | None, form: str | None) -> None:
    """Tell what a body, agreement, event, project or other thing is, what ties it to what, and on what evidence.

    NAME is a label, acronym, prefixed name or IRI. FILES are RDF files to ask instead of the shipped network. A number
    in brackets leads to the sources at the end; dates are as exact as they are known.

    In a pipe the answer is JSON: an object with iri, name, names, kind, types, country, start, end, links, note,
    properties, sections (name, title, lines), partners, disagreements and evidence. CSV has a row for each property,
    tie and partner, Markdown the page.

    \b
    Example:
      partnergraph info EIBALL
      partnergraph info 'ECR sessions with EORTC involvement' -f csv
    """
    from partnergraph.cli import page
    from partnergraph.profiles import description

    aim = aimed(output, form)
    with opened(files, store, derive=False) as graph:
        portrait = graph.info(name)
    report(
        form,
        "json",
        lambda each: description.write(portrait, each),
        lambda: page.show(description.told(portrait)),
        aim=aim,
    )
