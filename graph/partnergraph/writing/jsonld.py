"""JSON-LD 1.1: quads as node objects, compacted with the shipped context as far as nothing changes on the way back.

Names are shortened where they expand to the same IRI again. Values are bare where JSON says the same: strings, booleans
and integers in their usual form; all others keep their text beside their type, so that no reader rounds them. Lists
stay the triples that they are. The context is written into the file. A prefix or term of it that equals the scheme of
an IRI in use (``<body:x>``) is left out of it, since every reader would take the IRI for a prefixed name.
"""

import json
import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

import pyoxigraph as ox

from partnergraph import resource
from partnergraph.errors import FormatError
from partnergraph.values.term import iris
from partnergraph.vocab import PREFIXES, shorten

_TYPE = PREFIXES["rdf"] + "type"
_XSD = PREFIXES["xsd"]
_USUAL_INTEGER = re.compile(r"(?:0|-?[1-9][0-9]{0,14})\Z", re.ASCII)  # a float holds 15 digits exactly
_BOOLEANS = {"true": True, "false": False}

_Value = str | int | dict[str, str | int]
_Node = dict[str, list[_Value]]


def text(quads: Iterable[ox.Quad]) -> str:
    """Give quads as JSON-LD text; the triples of named graphs stand within an object of their graph.

    Keys and values are sorted: the same quads give the same text. ``FormatError`` names a triple with a triple as its
    value, which JSON-LD has no form for.

    >>> quad = ox.Quad(ox.NamedNode("urn:a"), ox.NamedNode(PREFIXES["skos"] + "prefLabel"), ox.Literal("A"))
    >>> json.loads(text([quad]))["@graph"]
    [{'@id': 'urn:a', 'name': 'A'}]
    """
    rows = list(quads)
    words = _words({iri.partition(":")[0] for quad in rows for iri in iris(quad)})
    graphs: dict[str, dict[str, _Node]] = {}
    for quad in rows:
        inside = graphs.setdefault(
            "" if isinstance(quad.graph_name, ox.DefaultGraph) else words.id(quad.graph_name), {}
        )
        node = inside.setdefault(words.id(quad.subject), {})
        key, value = words.entry(quad)
        node.setdefault(key, []).append(value)
    top: list[object] = list(_nodes(graphs.pop("", {})))
    top += [{"@id": name, "@graph": list(_nodes(inside))} for name, inside in graphs.items()]
    return json.dumps(_sorted({"@context": words.context, "@graph": top}), ensure_ascii=False, indent=2) + "\n"


@dataclass(frozen=True, slots=True)
class _Words:
    """The context as it is written, and what it offers: prefixes, IRI to term, and each term's type of values."""

    context: dict[str, object]
    prefixes: frozenset[str]
    terms: dict[str, str]
    types: dict[str, str]

    def name(self, iri: str) -> str:
        short = shorten(iri)
        return short if short != iri and short.partition(":")[0] in self.prefixes else iri

    def id(self, term: ox.NamedNode | ox.BlankNode | ox.Triple) -> str:
        return self.name(term.value) if isinstance(term, ox.NamedNode) else str(term)

    def entry(self, quad: ox.Quad) -> tuple[str, _Value]:
        predicate, value = quad.predicate.value, quad.object
        if isinstance(value, ox.Triple):
            raise FormatError(
                f"JSON-LD cannot hold {quad.subject} {quad.predicate} with a triple as its value; write TriG instead"
            )
        if predicate == _TYPE and isinstance(value, ox.NamedNode):
            return "@type", self.terms.get(value.value) or self.name(value.value)
        key = self.terms.get(predicate) or self.name(predicate)
        expected = self.types.get(key, "")
        if isinstance(value, ox.Literal):
            return key, self._literal(value, expected)
        return key, self.id(value) if expected == "@id" else {"@id": self.id(value)}

    def _literal(self, literal: ox.Literal, expected: str) -> _Value:
        if literal.language:
            direction = {"@direction": str(literal.direction)} if literal.direction else {}
            return {"@value": literal.value, "@language": literal.language, **direction}
        if literal.datatype.value == expected:
            return literal.value
        bare = _bare(literal)
        if bare is None:
            return {"@value": literal.value, "@type": self.name(literal.datatype.value)}
        return {"@value": bare} if expected else bare


def _words(schemes: set[str]) -> _Words:
    """Give the words of the shipped context, without those that IRIs of these schemes would be taken for."""
    shipped = json.loads(resource.context().read_text(encoding="utf-8"))["@context"]
    clash = shipped.keys() & schemes
    context = {key: _freed(entry, clash) for key, entry in shipped.items() if key not in clash}
    terms, types = {}, {}
    for key in sorted(context.keys() - PREFIXES.keys() - {"@version"}):
        entry = _freed(shipped[key], PREFIXES.keys())
        terms[entry["@id"] if isinstance(entry, dict) else str(entry)] = key
        types[key] = entry.get("@type", "") if isinstance(entry, dict) else ""
    return _Words(context, frozenset(context.keys() & PREFIXES.keys()), terms, types)


def _freed(entry: object, prefixes: Collection[str]) -> object:
    """Give an entry of the context without the use of some prefixes."""
    if isinstance(entry, dict):
        return {key: _freed(value, prefixes) for key, value in entry.items()}
    prefix, _, local = str(entry).partition(":")
    return PREFIXES[prefix] + local if prefix in prefixes and prefix in PREFIXES else entry


def _bare(literal: ox.Literal) -> str | int | None:
    """Give the JSON value that means exactly this literal, if there is one."""
    if literal.datatype.value == _XSD + "string":
        return literal.value
    if literal.datatype.value == _XSD + "integer" and _USUAL_INTEGER.match(literal.value):
        return int(literal.value)
    return _BOOLEANS.get(literal.value) if literal.datatype.value == _XSD + "boolean" else None


def _nodes(inside: dict[str, _Node]) -> Iterator[dict[str, object]]:
    for name, node in inside.items():
        yield {"@id": name, **{key: values[0] if len(values) == 1 else values for key, values in node.items()}}


def _sorted(value: object) -> object:
    """Give JSON-LD in one order: keys sorted, and arrays too, whose order means nothing here."""
    if isinstance(value, dict):
        return {name: _sorted(value[name]) for name in sorted(value)}
    if isinstance(value, list):
        return sorted(map(_sorted, value), key=lambda item: json.dumps(item, sort_keys=True))
    return value
