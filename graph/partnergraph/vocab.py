"""The vocabularies that the graph is written in: their prefixes, and IRIs shortened and expanded with them.

Pure text; no RDF library is imported here, so that every room can use it for nothing.
"""

import re
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

PG = "https://w3id.org/partnergraph/ontology#"
ID = "https://w3id.org/partnergraph/id/"
SOURCE = "https://w3id.org/partnergraph/source/"
GRAPH = "https://w3id.org/partnergraph/graph/"

KINDS = (
    "agreement",
    "body",
    "change",
    "cooperation",
    "event",
    "evidence",
    "membership",
    "participation",
    "period",
    "place",
    "programme",
    "project",
    "publication",
    "site",
    "statement",
    "survey",
    "topic",
)
"""The kinds of things: the folder of an IRI under ``ID``, and its prefix (``body:esr``)."""

PREFIXES: Mapping[str, str] = MappingProxyType(
    {
        **{kind: f"{ID}{kind}/" for kind in KINDS},
        "country": "http://publications.europa.eu/resource/authority/country/",
        "dcat": "http://www.w3.org/ns/dcat#",
        "dcterms": "http://purl.org/dc/terms/",
        "edtf": "http://id.loc.gov/datatypes/edtf/",
        "eurio": "http://data.europa.eu/s66#",
        "foaf": "http://xmlns.com/foaf/0.1/",
        "frapo": "http://purl.org/cerif/frapo/",
        "graph": GRAPH,
        "id": ID,
        "oa": "http://www.w3.org/ns/oa#",
        "org": "http://www.w3.org/ns/org#",
        "owl": "http://www.w3.org/2002/07/owl#",
        "pg": PG,
        "prov": "http://www.w3.org/ns/prov#",
        "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
        "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
        "schema": "https://schema.org/",
        "sh": "http://www.w3.org/ns/shacl#",
        "skos": "http://www.w3.org/2004/02/skos/core#",
        "source": SOURCE,
        "time": "http://www.w3.org/2006/time#",
        "vann": "http://purl.org/vocab/vann/",
        "vcard": "http://www.w3.org/2006/vcard/ns#",
        "void": "http://rdfs.org/ns/void#",
        "xsd": "http://www.w3.org/2001/XMLSchema#",
    }
)

_LOCAL_NAME = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_.-]*[A-Za-z0-9_-])?\Z")
_CURIE = re.compile(r"([A-Za-z][A-Za-z0-9_-]*)?:([^\s<>\"{}|\\^`]*)\Z")


def shorten(iri: str) -> str:
    """Give an IRI as a prefixed name where a standard prefix fits, else unchanged.

    >>> shorten("https://w3id.org/partnergraph/id/body/esr")
    'body:esr'
    >>> shorten("https://example.org/x")
    'https://example.org/x'
    """
    for prefix, namespace in _by_length():
        if iri.startswith(namespace) and _LOCAL_NAME.match(iri, len(namespace)):
            return f"{prefix}:{iri[len(namespace) :]}"
    return iri


def expand(curie: str) -> str | None:
    """Give the IRI of a prefixed name, or None where the prefix is no standard one.

    >>> expand("body:esr")
    'https://w3id.org/partnergraph/id/body/esr'
    >>> expand("https://example.org/x") is None
    True
    """
    match = _CURIE.match(curie)
    if not match or match[2].startswith("//") or match[1] not in PREFIXES:
        return None
    return PREFIXES[match[1]] + match[2]


@cache
def _by_length() -> tuple[tuple[str, str], ...]:
    return tuple(sorted(PREFIXES.items(), key=lambda item: (-len(item[1]), item[0])))
