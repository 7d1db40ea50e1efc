"""Likeness: the RDF format that a content looks like, where the name of its file lies or says nothing.

The name counts unless the content is plainly something else: XML and JSON are known by how they begin, N-Quads and
N-Triples by their first statement, Turtle and TriG by their prefixes. The parser then tells what is wrong with it.
One graph name in a file of a single Turtle statement is a mistake in Turtle, and prefixes of which no statement follows
are one in N-Triples and N-Quads: nothing would be lost by saying so.
"""

import codecs
import re
from pathlib import PurePath

from partnergraph.errors import FormatError
from partnergraph.writing import format
from partnergraph.writing.format import Format

_HEAD = 1 << 16  # bytes that are looked at
_COMMENT = re.compile(rb"(?:\s+|#[^\n]*(?:\n|\Z))+")
_XML = re.compile(rb"<\?xml\b|<!DOCTYPE\b|<!--|<(?:\w+:)?RDF\b", re.IGNORECASE)
_JSON = re.compile(rb'\{\s*(?:"|\}\s*\Z)|\[\s*(?:\{|\]\s*\Z)')
_PREFIX = re.compile(rb"@prefix\b|@base\b|PREFIX\s|BASE\s", re.IGNORECASE)
_NODE = rb"(?:<[^<>\s]*>|_:[^\s<>\"]+)"
_TEXT = rb"\"(?:[^\"\\\n]|\\.)*\"(?:@[A-Za-z0-9-]+|\^\^<[^<>\s]*>)?"
_LINE = re.compile(
    rb"%s[ \t]*<[^<>\s]*>[ \t]*(?:%s|%s)[ \t]*(%s)?[ \t]*\.[ \t]*(?:#[^\n]*)?(?:\r?\n|\Z)"
    % (_NODE, _NODE, _TEXT, _NODE)
)
_DIRECTIVES = re.compile(
    rb"(?:\s+|#[^\n]*(?:\n|\Z)|@?(?:prefix\s+[^\s:]*:|base)\s*<[^<>\s]*>(?:\s*\.)?)*\Z", re.IGNORECASE
)
_GRAPH = re.compile(rb"(?:^|\s|\})(?:GRAPH\s+)?(?:<[^<>\s]*>|[\w-]*:[\w.-]*)?\s*\{", re.IGNORECASE)
_STRING = re.compile(rb'"""(?:[^"\\]|\\.|"(?!""))*"""|"(?:[^"\\\n]|\\.)*"|#[^\n]*|<[^<>\s]*>', re.DOTALL)
_TEXTS = (format.TURTLE, format.TRIG, format.N_TRIPLES, format.N_QUADS)


def of(content: bytes, name: PurePath) -> Format:
    """Give the format of a content by its beginning and its file's name; ``FormatError`` if neither tells.

    >>> of(b'<?xml version="1.0"?><rdf:RDF/>', PurePath("partners.ttl")).name
    'rdf'
    >>> of(b"<urn:a> <urn:b> <urn:c> <urn:g> .", PurePath("dump")).name
    'nq'
    """
    try:
        told: Format | None = format.of_path(name, format.GRAPHS)
    except FormatError:
        told = None
    seen = _seen(content[:_HEAD].removeprefix(codecs.BOM_UTF8), told)
    return seen or told or format.of_path(name, format.GRAPHS)


def _seen(head: bytes, told: Format | None) -> Format | None:
    """Give what a content plainly is; None where the name may be right, or nothing can be seen."""
    blank = _COMMENT.match(head)
    begun = head[blank.end() :] if blank else head
    if _XML.match(begun):
        return format.RDF_XML
    if _JSON.match(begun) and told not in _TEXTS:
        return format.JSON_LD
    if _JSON.match(begun) and begun[:1] == b"{" and told in (format.TURTLE, format.N_TRIPLES, format.N_QUADS):
        return format.JSON_LD  # of these none can begin with a brace
    line = _LINE.match(begun)
    if line and told is not format.TRIG:
        return _lined(line, told)
    lined = told in (format.N_TRIPLES, format.N_QUADS) and _DIRECTIVES.match(begun)
    if _PREFIX.match(begun) and told not in (format.TURTLE, format.TRIG) and not lined:
        return format.TRIG if _GRAPH.search(_STRING.sub(b"", begun)) else format.TURTLE
    return None


def _lined(line: re.Match[bytes], told: Format | None) -> Format | None:
    """Give the format of a content whose first statement is a line of its own."""
    if line[1]:
        rest = line.string[line.end() :]
        return None if told is format.TURTLE and not _LINE.match(rest.lstrip()) else format.N_QUADS
    return None if told in _TEXTS else format.N_TRIPLES
