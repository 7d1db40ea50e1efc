"""Export: RDF written so that people can read it and the bytes never change without the graph changing.

Triples are sorted, blank nodes named from content (RDFC-1.0), prefixes limited to those in use. Turtle, TriG,
N-Triples, N-Quads and RDF/XML are the engine's own writing; JSON-LD is rdflib's, with the shipped context.
"""

import io
import json
import re
from collections.abc import Iterable, Mapping
from itertools import groupby

import pyoxigraph as ox

from partnergraph import dataset, format, resource
from partnergraph.errors import FormatError
from partnergraph.vocab import PREFIXES, shorten

_TYPE = PREFIXES["rdf"] + "type"
_UNWRITTEN = {_TYPE, PREFIXES["xsd"] + "string", PREFIXES["rdf"] + "langString"}  # Turtle has shorter forms
_PREFIX_LINE = re.compile(r"@prefix .*\n")
_ROOT = re.compile(r"<rdf:RDF[^>]*>")
_NC_NAME = re.compile(r"[^\W\d][\w.-]*\Z")
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def text(quads: Iterable[ox.Quad], form: format.Format) -> str:
    """Give quads as text of an RDF format; one that keeps no named graphs merges them.

    The same quads give the same text, in whatever order they come. ``FormatError`` tells what the format cannot hold
    (a property that XML cannot name, a control character).

    >>> quad = ox.Quad(ox.NamedNode("urn:a"), ox.NamedNode(PREFIXES["skos"] + "prefLabel"), ox.Literal("A"))
    >>> print(text([quad], format.TURTLE))
    @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
    <BLANKLINE>
    <urn:a> skos:prefLabel "A" .
    <BLANKLINE>
    """
    ordered = _ordered(quads, form)
    if form is format.JSON_LD:
        return _json_ld(ordered)
    if form is format.RDF_XML:
        _check_xml(ordered)
    prefixes = _used(ordered)
    rows = ordered if form.datasets else (quad.triple for quad in ordered)
    engine_format = ox.RdfFormat.from_media_type(form.media_type)
    stream = io.BytesIO()
    ox.serialize(rows, stream, engine_format, prefixes=prefixes)
    written = stream.getvalue().decode()
    if form in (format.TURTLE, format.TRIG):
        return _readable(written, prefixes)
    return _ROOT.sub(_root(prefixes), written, count=1) + "\n" if form is format.RDF_XML else written


def _ordered(quads: Iterable[ox.Quad], form: format.Format) -> list[ox.Quad]:
    if not form.datasets:
        quads = (ox.Quad(quad.subject, quad.predicate, quad.object) for quad in quads)
    found = set(quads)
    if any(isinstance(term, ox.BlankNode) for quad in found for term in quad):
        canonical = ox.Dataset(found)
        canonical.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
        found = set(canonical)
    return sorted(found, key=_key)


def _key(quad: ox.Quad) -> tuple[str, str, bool, str, str]:
    predicate = quad.predicate.value
    return (str(quad.graph_name), str(quad.subject), predicate != _TYPE, predicate, str(quad.object))


def _used(quads: Iterable[ox.Quad]) -> dict[str, str]:
    """Give the standard prefixes that these quads need, sorted."""
    names = {shorten(iri) for quad in quads for iri in _iris(quad) if iri not in _UNWRITTEN}
    used = {name.partition(":")[0] for name in names}
    return {prefix: PREFIXES[prefix] for prefix in sorted(used & PREFIXES.keys())}


def _iris(quad: ox.Quad) -> Iterable[str]:
    for term in quad:
        if isinstance(term, ox.NamedNode):
            yield term.value
        elif isinstance(term, ox.Literal):
            yield term.datatype.value


def _readable(written: str, prefixes: Mapping[str, str]) -> str:
    """Give Turtle with sorted prefixes and a blank line before each subject; the engine writes a subject a block."""
    body = _PREFIX_LINE.sub("", written)
    head = "".join(f"@prefix {prefix}: <{namespace}> .\n" for prefix, namespace in prefixes.items())
    return head + re.sub(r"^(?=[^\t\n}])|^(?=\t[^\t\n])(?<=\.\n)", "\n", body, flags=re.MULTILINE)


def _root(prefixes: Mapping[str, str]) -> str:
    names = {**prefixes, "rdf": PREFIXES["rdf"]}
    return "<rdf:RDF" + "".join(f'\n\txmlns:{prefix}="{names[prefix]}"' for prefix in sorted(names)) + ">"


def _check_xml(quads: Iterable[ox.Quad]) -> None:
    for quad in quads:
        local = re.split(r"[/#:]", quad.predicate.value)[-1]
        if not _NC_NAME.match(local):
            raise FormatError(f"RDF/XML cannot name the property <{quad.predicate.value}>; write Turtle instead")
        if isinstance(quad.object, ox.Literal) and _NOT_XML.search(quad.object.value):
            raise FormatError(
                f"RDF/XML cannot hold a control character in a value of {quad.subject}; write Turtle instead"
            )


def _json_ld(quads: Iterable[ox.Quad]) -> str:
    context = json.loads(resource.context().read_text(encoding="utf-8"))["@context"]
    nodes: list[object] = []
    for name, group in groupby(quads, key=lambda quad: quad.graph_name):
        inside = _nodes(group, context)
        nodes += (
            inside
            if isinstance(name, ox.DefaultGraph)
            else [{"@id": name.value if isinstance(name, ox.NamedNode) else str(name), "@graph": inside}]
        )
    document = {"@context": context, "@graph": nodes}
    return json.dumps(_sorted(document), ensure_ascii=False, indent=2) + "\n"


def _nodes(quads: Iterable[ox.Quad], context: object) -> list[object]:
    """Give the node objects of one graph, compacted; rdflib takes the default graph of a dataset for a blank one."""
    engine = ox.Store()
    engine.extend(ox.Quad(quad.subject, quad.predicate, quad.object) for quad in quads)
    written = dataset.over(engine).default_graph.serialize(format="json-ld", context=context, auto_compact=False)
    found = json.loads(written)
    del found["@context"]
    return found.get("@graph", [found]) if found else []


def _sorted(value: object, key: str = "") -> object:
    """Give JSON-LD with its sets in one order: keys sorted, arrays sorted where order means nothing."""
    if isinstance(value, dict):
        return {name: _sorted(value[name], name) for name in sorted(value)}
    if isinstance(value, list):
        items = [_sorted(item) for item in value]
        return (
            items if key in ("@list", "@context") else sorted(items, key=lambda item: json.dumps(item, sort_keys=True))
        )
    return value
