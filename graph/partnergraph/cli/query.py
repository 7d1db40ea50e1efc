"""``partnergraph query``: SPARQL over the graph."""

import sys
from pathlib import Path

import click

from partnergraph.cli.shared import WORDS, opened, show, source


@click.command()
@click.argument("text", metavar="QUERY", type=WORDS)
@source
@click.option(
    "-f", "--format", "form", metavar="FORMAT", help="json, xml, csv, tsv, md, table; ttl, trig, nt, nq, rdf, jsonld."
)
def query(text: str, files: tuple[Path, ...], store: Path | None, form: str | None) -> None:
    """Ask the graph in SPARQL 1.1.

    QUERY is a SELECT, ASK, CONSTRUCT or DESCRIBE: the text itself, @FILE, or - for stdin. FILES are RDF files to ask
    instead of the shipped network. The standard prefixes (pg, org, skos, schema, prov, dcterms, body, agreement, …) are
    known. On a terminal the answer is a table, in a pipe CSV; graphs are Turtle.

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
    name = "stdin" if text == "-" else text[1:]
    try:
        content = sys.stdin.buffer.read() if text == "-" else Path(name).read_bytes()
        return content.decode("utf-8-sig")
    except AttributeError as error:
        raise InputError("stdin: is closed; give the query as an argument or @FILE") from error
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "is not UTF-8 text"
        raise InputError(f"{name[:200]}: cannot be read: {reason}") from error
