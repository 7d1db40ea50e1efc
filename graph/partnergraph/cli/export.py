"""``partnergraph export``: the graph as RDF."""

from pathlib import Path

import click

from partnergraph.cli import candidate
from partnergraph.cli.delivery import deliver, reserve
from partnergraph.cli.opening import opened, source
from partnergraph.cli.option import written


@click.command()
@source
@written("ttl, trig, nt, nq, rdf, jsonld, xlsx, csv", candidate.GRAPH)
@click.option("--derived", is_flag=True, help="Write derived ties also where they cannot be told from stated ones.")
def export(files: tuple[Path, ...], store: Path | None, output: Path | None, form: str | None, derived: bool) -> None:
    """Write the graph as RDF or as the sheets of an office, the same bytes every time.

    What is stated is written, sorted. The ties that rules derive are written by trig, nq and jsonld, in graph:derived;
    ttl, nt and rdf keep no graphs, and who reads them again would take derived ties for stated ones: --derived is for
    programs that know no rules. Numbers are kept by value: 1.50 is written as 1.5. Also turns RDF files from one format
    into another; --no-derived then adds nothing to them.

    xlsx and csv hold what is stated, in the sheets that `import tables` reads back as the same graph; csv is a zip file
    with a table for each sheet.

    \b
    Example:
      partnergraph export -o partners.ttl
      partnergraph export partners.ttl -o partners.jsonld --no-derived
      partnergraph export --as-of 2015 -o partners-2015.ttl
      partnergraph export -o network.xlsx
      partnergraph export -f csv -o partners.zip
    """
    from partnergraph.errors import FormatError
    from partnergraph.writing import format

    target = output or Path("-")
    known = (*format.GRAPHS, *format.BOOKS)
    chosen = format.TURTLE
    if form is not None:
        chosen = format.find(form, known)
    elif str(target) != "-":
        chosen = format.of_path(target, (*format.GRAPHS, format.XLSX))
    if chosen is format.CSV and target.suffix == ".csv":
        raise FormatError(f"{target}: the sheets are several tables; give a file that ends in .zip")
    reserve(target, book=chosen in format.BOOKS)
    with opened(files, store, derive=derived or chosen.datasets) as graph:
        if chosen in format.BOOKS:
            deliver(graph.book(chosen.name), target)
        else:
            deliver(graph.export(chosen.name, derived=derived or None), target)
