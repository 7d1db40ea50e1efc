"""Export: RDF written so that people can read it and the bytes never change without the graph changing.

Triples are sorted, blank nodes named from content (RDFC-1.0), prefixes limited to those in use. Turtle, TriG,
N-Triples, N-Quads and RDF/XML are the engine's own writing. JSON-LD and RDF/XML, which cannot say everything, are
read back: what they would lose or change is an error, never a file.
"""

import io
import re
from collections.abc import Iterable, Iterator, Mapping
from xml.parsers import expat

import pyoxigraph as ox

from partnergraph.errors import FormatError
from partnergraph.values.term import iris
from partnergraph.vocab import PREFIXES, shorten
from partnergraph.writing import format, jsonld

_TYPE = PREFIXES["rdf"] + "type"
_UNWRITTEN = {_TYPE, PREFIXES["xsd"] + "string", PREFIXES["rdf"] + "langString"}  # Turtle has shorter forms
_PREFIX_LINES = re.compile(r"\A(?:@prefix .*\n)+")
_ROOT = re.compile(r"<rdf:RDF([^>]*)>")
_DECLARATION = re.compile(r'([\w:.-]+)="([^"]*)"')
_FIRST_SIGN = (
    "A-Z_a-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c\u200d\u2070-\u218f\u2c00-\u2fef"
    "\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff"
)
_ENDS_IN_NAME = re.compile(f"[{_FIRST_SIGN}][{_FIRST_SIGN}.0-9\u00b7\u0300-\u036f\u203f\u2040-]*\\Z")  # XML's NCName
_SIMPLE_CLASS = re.compile(r".*[/#:][A-Za-z_][A-Za-z0-9_.-]*\Z")
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_TYPE_WRITTEN_OUT = _TYPE + "-written-out"  # keeps the engine from making the class an element
_SYNTAX = {
    PREFIXES["rdf"] + name
    for name in (
        *("Description", "ID", "RDF", "about", "aboutEach", "aboutEachPrefix", "bagID", "datatype", "li", "nodeID"),
        *("parseType", "resource"),
    )
}
_LONGEST = 200  # signs of a triple in a message


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
        return _confirmed(jsonld.text(ordered), ordered, form, "JSON-LD")
    if form is format.RDF_XML:
        return _confirmed(_rdf_xml(ordered), ordered, form, "RDF/XML")
    prefixes = _used(ordered)
    written = _serialized(ordered if form.datasets else [quad.triple for quad in ordered], form, prefixes)
    return _readable(written, prefixes) if form in (format.TURTLE, format.TRIG) else written


def _serialized(rows: Iterable[ox.Quad] | Iterable[ox.Triple], form: format.Format, prefixes: dict[str, str]) -> str:
    stream = io.BytesIO()
    ox.serialize(rows, stream, ox.RdfFormat.from_media_type(form.media_type), prefixes=prefixes)
    return stream.getvalue().decode()


def _ordered(quads: Iterable[ox.Quad], form: format.Format) -> list[ox.Quad]:
    if not form.datasets:
        quads = (ox.Quad(quad.subject, quad.predicate, quad.object) for quad in quads)
    found = set(quads)
    if any(isinstance(term, ox.BlankNode) for quad in found for term in _terms(quad)):
        canonical = ox.Dataset(found)
        canonical.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
        found = set(canonical)
    return sorted(found, key=_key)


def _key(quad: ox.Quad) -> tuple[str, str, bool, str, str]:
    predicate = quad.predicate.value
    return (str(quad.graph_name), str(quad.subject), predicate != _TYPE, predicate, str(quad.object))


def _used(quads: Iterable[ox.Quad]) -> dict[str, str]:
    """Give the standard prefixes that these quads need, sorted."""
    names = {shorten(iri) for quad in quads for iri in iris(quad) if iri not in _UNWRITTEN}
    used = {name.partition(":")[0] for name in names}
    return {prefix: PREFIXES[prefix] for prefix in sorted(used & PREFIXES.keys())}


def _terms(statement: Iterable[object]) -> Iterator[object]:
    """Give the terms of a quad or triple, and those of a triple that it has as its value."""
    for term in statement:
        yield term
        if isinstance(term, ox.Triple):
            yield from _terms(term)


def _readable(written: str, prefixes: Mapping[str, str]) -> str:
    """Give Turtle with sorted prefixes and a blank line before each subject; the engine writes a subject a block."""
    body = _PREFIX_LINES.sub("", written)
    head = "".join(f"@prefix {prefix}: <{namespace}> .\n" for prefix, namespace in prefixes.items())
    return head + re.sub(r"^(?=[^\t\n}])|^(?=\t[^\t\n])(?<=\.\n)", "\n", body, flags=re.MULTILINE)


def _rdf_xml(quads: list[ox.Quad]) -> str:
    for quad in quads:
        _check_xml(quad)
    written = _serialized(map(_written_out, quads), format.RDF_XML, _used(quads))
    written = written.replace("<rdf:type-written-out ", "<rdf:type ").replace("\r", "&#xD;")
    return _ROOT.sub(_root, written, count=1) + "\n"


def _check_xml(quad: ox.Quad) -> None:
    for term in _terms(quad):
        if isinstance(term, ox.Literal) and _NOT_XML.search(term.value):
            raise FormatError(
                f"RDF/XML cannot hold a control character in a value of {quad.subject}; write Turtle instead"
            )
    statement: object = quad
    while isinstance(statement, ox.Quad | ox.Triple):
        predicate = statement.predicate.value
        if predicate in _SYNTAX or not _ENDS_IN_NAME.search(predicate):
            raise FormatError(f"RDF/XML cannot name the property <{predicate}>; write Turtle instead")
        statement = statement.object


def _written_out(quad: ox.Quad) -> ox.Triple:
    """Give a triple for the engine to write: a class that cannot name an element is said by a property."""
    if quad.predicate.value != _TYPE or not isinstance(quad.object, ox.NamedNode):
        return quad.triple
    if _SIMPLE_CLASS.match(quad.object.value) and quad.object.value not in _SYNTAX:
        return quad.triple
    return ox.Triple(quad.subject, ox.NamedNode(_TYPE_WRITTEN_OUT), quad.object)


def _root(found: re.Match[str]) -> str:
    """Give the root element with its declarations sorted, a line each; the engine's own is left out if never used."""
    used = dict(_DECLARATION.findall(found[1]))
    if " its:" not in found.string:
        used.pop("xmlns:its", None)
    return "<rdf:RDF" + "".join(f'\n\t{name}="{used[name]}"' for name in sorted(used)) + ">"


def _confirmed(written: str, quads: list[ox.Quad], form: format.Format, title: str) -> str:
    """Give what was written if it says what the quads say; ``FormatError`` names the first triple that differs."""
    try:
        if form is format.RDF_XML:
            expat.ParserCreate(namespace_separator=" ").Parse(written.encode(), True)
        found = set(ox.parse(written.encode(), ox.RdfFormat.from_media_type(form.media_type)))
    except (SyntaxError, ValueError, OSError, expat.ExpatError) as error:
        raise FormatError(f"{title} cannot hold this graph: {error}; write TriG instead") from error
    lost = (quad for quad in quads if quad not in found)
    wrong = next(lost, None) or min(found.difference(quads), key=_key, default=None)
    if wrong is None:
        return written
    triple = str(wrong.triple)
    raise FormatError(
        f"{title} cannot hold the triple {triple[:_LONGEST]}{'…' * (len(triple) > _LONGEST)}; write TriG instead"
    )
