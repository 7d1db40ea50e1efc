"""``partnergraph export``: the graph as RDF."""

from pathlib import Path

import click

from partnergraph.cli import candidate
from partnergraph.cli.shared import OUTPUT, deliver, opened, source


@click.command()
@source
@click.option(
    "-o",
    "--output",
    type=OUTPUT,
    help="The file to write; stdout without it.",
)
@click.option(
    "-f",
    "--format",
    "form",
    metavar="FORMAT",
    shell_complete=candidate.GRAPH,
    help="ttl, trig, nt, nq, rdf, jsonld; else by the file's extension.",
)
def export(files: tuple[Path, ...], store: Path | None, output: Path | None, form: str | None) -> None:
    """Write the graph as RDF, the same bytes every time.

    What is stated and what is derived is written, sorted. Numbers are kept by value: 1.50 is written as 1.5. Also turns
    RDF files from one format into another; --no-derived then adds nothing to them.

    \b
    Example:
      partnergraph export -o partners.ttl
      partnergraph export partners.ttl -o partners.jsonld --no-derived
      partnergraph export --as-of 2015 -o partners-2015.ttl
    """
    from partnergraph import format

    target = output or Path("-")
    if form is None:
        form = "ttl" if str(target) == "-" else format.of_path(target, format.GRAPHS).name
    with opened(files, store) as graph:
        deliver(graph.export(form), target)
