"""Formats: what an answer or a graph is written as, found by name, file extension or media type.

Media types: SPARQL 1.1 Query Results JSON, XML, CSV and TSV; RDF 1.1 Turtle, TriG, N-Triples, N-Quads, RDF/XML;
JSON-LD 1.1.
"""

from dataclasses import dataclass
from pathlib import PurePath

from partnergraph.errors import FormatError


@dataclass(frozen=True, slots=True)
class Format:
    """One way to write: its name, file extensions (the first is usual) and media type.

    >>> TURTLE.media_type
    'text/turtle'
    """

    name: str
    extensions: tuple[str, ...]
    media_type: str
    datasets: bool = False  # keeps named graphs


TURTLE = Format("ttl", ("ttl", "turtle"), "text/turtle")
TRIG = Format("trig", ("trig",), "application/trig", datasets=True)
N_TRIPLES = Format("nt", ("nt",), "application/n-triples")
N_QUADS = Format("nq", ("nq",), "application/n-quads", datasets=True)
RDF_XML = Format("rdf", ("rdf", "owl"), "application/rdf+xml")
JSON_LD = Format("jsonld", ("jsonld",), "application/ld+json", datasets=True)
GRAPHS = (TURTLE, TRIG, N_TRIPLES, N_QUADS, RDF_XML, JSON_LD)

JSON = Format("json", ("json", "srj"), "application/sparql-results+json")
XML = Format("xml", ("xml", "srx"), "application/sparql-results+xml")
CSV = Format("csv", ("csv",), "text/csv")
TSV = Format("tsv", ("tsv",), "text/tab-separated-values")
MARKDOWN = Format("md", ("md",), "text/markdown")
TABLES = (CSV, JSON, XML, TSV, MARKDOWN)

RECORDS = Format("json", ("json",), "application/json")
SHEETS = (CSV, RECORDS, MARKDOWN)
"""What the program's own reports are written as: their JSON is plain, a table a list of objects."""

GRAPHML = Format("graphml", ("graphml",), "application/graphml+xml")
GEXF = Format("gexf", ("gexf",), "application/gexf+xml")
CYTOSCAPE = Format("cytoscape", ("cyjs", "cytoscape"), "application/vnd.cytoscape+json")
VOSVIEWER = Format("vosviewer", ("vosviewer",), "application/vnd.vosviewer+json")
VOSVIEWER_MAP = Format("vosviewer-map", ("vosviewer-map",), "text/vnd.vosviewer.map")
VOSVIEWER_LINKS = Format("vosviewer-network", ("vosviewer-network",), "text/vnd.vosviewer.network")
PAJEK = Format("pajek", ("net", "pajek"), "application/x-pajek")
EDGES = Format("edges", ("csv", "edges"), "text/csv")
NODES = Format("nodes", ("nodes",), "text/csv")
NETWORKS = (GRAPHML, GEXF, CYTOSCAPE, VOSVIEWER, VOSVIEWER_MAP, VOSVIEWER_LINKS, PAJEK, EDGES, NODES)
"""What a network is written as for other programs."""

SVG = Format("svg", ("svg",), "image/svg+xml")
CHARTS = (SVG, CSV, RECORDS, MARKDOWN)
"""What a chart is drawn as, and what its numbers are written as."""

XLSX = Format("xlsx", ("xlsx",), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
BOOKS = (XLSX, CSV)
"""What the sheets of an office are written as; CSV is a zip file with a table for each."""

HTML = Format("html", ("html", "htm"), "text/html")
COMPARISONS = (*SHEETS, HTML)
"""What a comparison is written as: a report, or the page with the joint picture."""

CALENDAR = Format("ics", ("ics",), "text/calendar")


def find(word: str, among: tuple[Format, ...], *besides: str) -> Format:
    """Give the format that a name, an extension or a media type means; ``FormatError`` names those that there are.

    ``besides`` are other words that may be said in its place: a table, for people.

    >>> find("application/trig", GRAPHS).name, find(".SRJ", TABLES).name
    ('trig', 'json')
    """
    key = word.lower().removeprefix(".").partition(";")[0].strip()
    for each in among:
        if key in each.extensions or key == each.media_type:
            return each
    known = ", ".join([*(each.name for each in among), *besides])
    raise FormatError(f"{word!r} is no format for this; use one of {known}")


def of_path(path: PurePath, among: tuple[Format, ...]) -> Format:
    """Give the format that a file's extension means.

    >>> of_path(PurePath("partners.ttl"), GRAPHS).media_type
    'text/turtle'
    """
    if not path.suffix:
        known = ", ".join("." + each.extensions[0] for each in among)
        raise FormatError(f"{path}: the name has no extension that says the format; use one of {known}")
    try:
        return find(path.suffix, among)
    except FormatError as error:
        raise FormatError(f"{path}: {error}") from error
