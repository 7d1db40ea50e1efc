"""Which terms the standard vocabularies have, and whether a graph uses them as their owners define them.

rdflib knows the closed vocabularies of W3C, Dublin Core, FOAF and schema.org; ``data/ontology/known_terms.json`` names
the terms of others that we rely on. Where a folder with the vocabularies as published lies beside the checkout, both
are measured against it.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

import pyoxigraph as ox
from rdflib import (
    DCAT,
    DCTERMS,
    FOAF,
    ORG,
    OWL,
    PROV,
    RDF,
    RDFS,
    SDO,
    SH,
    SKOS,
    TIME,
    VANN,
    VOID,
    XSD,
    Graph,
    Literal,
    URIRef,
)
from rdflib.namespace import DefinedNamespace
from rdflib.term import Node

from partnergraph.vocab import GRAPH, ID, PG, SOURCE, shorten
from tests.owl_profile import DATATYPES

ROOT = Path(__file__).parent.parent
PUBLISHED = ROOT.parent / "shared" / "data" / "rdf" / "ontologies"
OWN = (PG, ID, SOURCE, GRAPH)

IN_RDFLIB: Mapping[str, type[DefinedNamespace]] = MappingProxyType(
    {str(each): each for each in (DCAT, DCTERMS, FOAF, ORG, OWL, PROV, RDF, RDFS, SDO, SH, SKOS, TIME, VANN, VOID, XSD)}
)
FILES: Mapping[str, str] = MappingProxyType(
    {
        "http://data.europa.eu/s66#": "EURIO_bigmap.ttl",
        "http://purl.org/cerif/frapo/": "frapo.ttl",
        "http://vivoweb.org/ontology/core#": "vivo.owl",
        "http://www.w3.org/ns/dcat#": "w3c_dcat3.ttl",
        "http://www.w3.org/ns/org#": "w3c_org.ttl",
        "http://www.w3.org/ns/prov#": "w3c_prov-o.ttl",
        "http://www.w3.org/ns/shacl#": "w3c_shacl.ttl",
        "https://schema.org/": "schemaorg-current-https_30.0.ttl",
        "https://w3id.org/cerif2/": "cerif_core.ttl",
    }
)
"""The file of each vocabulary that was published as one."""

_LOWEST: Mapping[Node, float] = MappingProxyType(
    {XSD.integer: float("-inf"), XSD.nonNegativeInteger: 0, XSD.positiveInteger: 1}
)
_SILENT = re.compile(r"#[^\n]*|<[^>\s]*>|\"\"\".*?\"\"\"|\"(?:\\.|[^\"\\\n])*\"|'(?:\\.|[^'\\\n])*'", re.DOTALL)
_PREFIX = re.compile(r"\bPREFIX\s+([\w-]*):\s*<([^>]*)>", re.IGNORECASE)
_NAME = re.compile(r"(?<![\w?$@-])([A-Za-z][\w-]*):([A-Za-z_][\w-]*)")


@cache
def listed() -> Mapping[str, frozenset[str]]:
    """Give the terms in our own list, by namespace."""
    text = (Path(__file__).parent / "data" / "ontology" / "known_terms.json").read_text(encoding="utf-8")
    return {namespace: frozenset(entry["terms"]) for namespace, entry in json.loads(text).items()}


def published() -> dict[str, frozenset[str]]:
    """Give the terms in the published files that are at hand, by namespace; none where the folder is not there."""
    found = {namespace: PUBLISHED / name for namespace, name in FILES.items() if (PUBLISHED / name).is_file()}
    return {namespace: _described(path, namespace) for namespace, path in found.items()}


@cache
def namespace_of(iri: str) -> str:
    """Give the namespace of a vocabulary that we know, or an empty string."""
    fitting = [each for each in (*IN_RDFLIB, *listed()) if iri.startswith(each)]
    return max(fitting, key=len, default="")


def is_known(iri: str) -> bool:
    """Say whether a vocabulary has this term.

    >>> is_known("https://schema.org/startDate"), is_known("https://schema.org/startedOn")
    (True, False)
    """
    namespace = namespace_of(iri)
    name = iri[len(namespace) :]
    return name in IN_RDFLIB[namespace] if namespace in IN_RDFLIB else name in listed().get(namespace, ())


def in_graph(triples: Iterable[ox.Triple]) -> set[str]:
    """Give the foreign terms in a graph: predicates, classes, datatypes, and what else lies in a known vocabulary."""
    found: set[str] = set()
    for subject, predicate, value in triples:
        found.add(predicate.value)
        is_type = predicate.value == str(RDF.type)
        for term in (subject, value):
            if isinstance(term, ox.NamedNode) and (namespace_of(term.value) or (is_type and term is value)):
                found.add(term.value)
        if isinstance(value, ox.Literal):
            found.add(value.datatype.value)
    return {iri for iri in found if not iri.startswith(OWN)}


def in_query(text: str) -> set[str]:
    """Give the IRIs that a query names with the prefixes it declares; comments and strings are passed over.

    >>> sorted(in_query('PREFIX a: <urn:x#> SELECT * { ?s a:p "a:q" } # a:r'))
    ['urn:x#p']
    """
    prefixes = dict(_PREFIX.findall(text))
    bare = _SILENT.sub(" ", text)
    return {prefixes[prefix] + name for prefix, name in _NAME.findall(bare) if prefix in prefixes}


def in_context(context: Mapping[str, object]) -> Iterator[str]:
    """Give the IRI of each term of a JSON-LD context, its prefixes left out, and the datatypes it names."""
    for value in context.values():
        entries = value.values() if isinstance(value, dict) else [value]
        for entry in entries:
            prefix, colon, name = str(entry).partition(":")
            if colon and not name.startswith("//"):
                yield f"{context[prefix]}{name}"


def above(graph: Graph, node: Node, *upwards: URIRef) -> set[Node]:
    """Give what can be reached from a node over some predicates, itself among it."""
    found, waiting = {node}, [node]
    while waiting:
        current = waiting.pop()
        further = {up for predicate in upwards for up in graph.objects(current, predicate)} - found
        found |= further
        waiting += further
    return found


def misuses(graph: Graph, background: Graph, rules: Graph) -> Iterator[str]:
    """Find statements whose subject or object is not of the class that the owner of the property asks for.

    The background states the classes of things, the rules hold domains, ranges and hierarchy. A range is looked at only
    if one of our own classes is within it, and a thing of which no class is stated lies outside.
    """
    ours = {each for each in rules.subjects(RDF.type, OWL.Class) if str(each).startswith(PG)}
    within = {up for each in ours for up in above(rules, each, RDFS.subClassOf, OWL.equivalentClass)}
    for subject, predicate, value in graph:
        asked = [(subject, each) for each in rules.objects(predicate, RDFS.domain)]
        asked += [(value, each) for each in rules.objects(predicate, RDFS.range) if each in within]
        for node, wanted in asked:
            if (found := _classes(node, background, rules)) and wanted not in found:
                yield f"{shorten(str(node))} is no {shorten(str(wanted))}, which {shorten(str(predicate))} asks for"
        for wanted in DATATYPES.intersection(rules.objects(predicate, RDFS.range)):
            if not isinstance(value, Literal) or not _fits(value, wanted):
                yield f"{value.n3()} is no {shorten(str(wanted))}, which {shorten(str(predicate))} asks for"


def _classes(node: Node, background: Graph, rules: Graph) -> set[Node]:
    stated = background.objects(node, RDF.type)
    return {up for each in stated for up in above(rules, each, RDFS.subClassOf, OWL.equivalentClass)}


def _fits(literal: Literal, wanted: Node) -> bool:
    """Say whether a value is of a datatype: an integer is of each that holds it, however it is written."""
    datatype = RDF.langString if literal.language else literal.datatype or XSD.string
    if datatype not in _LOWEST:
        return datatype == wanted
    return wanted == XSD.decimal or (wanted in _LOWEST and int(literal) >= _LOWEST[wanted])


def _described(path: Path, namespace: str) -> frozenset[str]:
    data = path.read_bytes()
    form = ox.RdfFormat.RDF_XML if path.suffix == ".owl" else ox.RdfFormat.TURTLE
    subjects = {str(quad.subject.value) for quad in ox.parse(data, form, base_iri=namespace, lenient=True)}
    return frozenset(iri[len(namespace) :] for iri in subjects if iri.startswith(namespace))
