"""``partnergraph query``: SPARQL over the graph."""

import sys
from pathlib import Path

import click

from partnergraph.cli.shared import opened, show, source


@click.command()
@click.argument("text", metavar="QUERY")
@source
@click.option(
    "-f", "--format", "form", metavar="FORMAT", help="json, xml, csv, tsv, md, table; ttl, trig, nt, nq, rdf, jsonld."
)
def query(text: str, files: tuple[Path, ...], store: Path | None, form: str | None) -> None:
    """Ask the graph in SPARQL 1.1: SELECT, ASK, CONSTRUCT or DESCRIBE.

    QUERY is the text itself, @FILE, or - for stdin. FILES are RDF files to ask instead of the shipped network. The
    standard prefixes (pg, org, skos, schema, prov, dcterms, body, agreement, …) are known. On a terminal the answer is
    a table, in a pipe CSV; graphs are Turtle.

    \b
    Example:
      partnergraph query 'SELECT ?name { ?body a pg:Society ; skos:prefLabel ?name }'
      partnergraph query 'ASK { ?mou pg:renews ?earlier }' -f json
    """
    with opened(files, store) as graph:
        show(graph.stream(_read(text)), form)


def _read(text: str) -> str:
    from partnergraph.errors import InputError

    if text != "-" and not text.startswith("@"):
        return text
    try:
        return sys.stdin.read() if text == "-" else Path(text[1:]).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "is not UTF-8 text"
        raise InputError(f"{text.removeprefix('@')}: cannot be read: {reason}") from error
