"""Prefixes of one's own: read from a file, and the graphs that are named with them."""

from collections.abc import Mapping
from pathlib import Path

import pyoxigraph as ox

from partnergraph.errors import InputError, QueryError
from partnergraph.query import gate
from partnergraph.vocab import expand
from partnergraph.writing.format import TURTLE


def read(path: Path) -> dict[str, str]:
    """Give the prefixes that a Turtle file declares, by name: ``@prefix ex: <…> .`` or ``PREFIX ex: <…>``.

    ``InputError`` names file, line and column of what is wrong, or says that it declares none.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     _ = (Path(folder) / "a.ttl").write_text("PREFIX ex: <https://example.org/>")
    ...     read(Path(folder) / "a.ttl")
    {'ex': 'https://example.org/'}
    """
    try:
        content = path.read_bytes()
    except OSError as error:
        raise InputError(f"{path}: cannot be read: {error.strerror or error}") from error
    gate.file(content, TURTLE, str(path))
    parser = ox.parse(content, ox.RdfFormat.TURTLE)
    try:
        for _ in parser:
            pass
    except SyntaxError as error:
        raise InputError(f"{path}:{error.lineno}:{error.offset}: this is not Turtle: {error.msg}") from error
    if not parser.prefixes:
        raise InputError(f"{path}: declares no prefix; write lines such as PREFIX ex: <https://example.org/>")
    return dict(parser.prefixes)


def graph(word: str, prefixes: Mapping[str, str]) -> str:
    """Give the IRI of the graph that a prefixed name or IRI means; ``default`` is the default graph, an empty text.

    >>> graph("graph:derived", {})
    'https://w3id.org/partnergraph/graph/derived'
    """
    if word == "default":
        return ""
    prefix, colon, local = word.partition(":")
    iri = prefixes[prefix] + local if colon and prefix in prefixes else expand(word)
    iri = iri or word.removeprefix("<").removesuffix(">")
    try:
        return ox.NamedNode(iri).value
    except ValueError as error:
        raise QueryError(f"{word[:80]!r} is no IRI of a graph; give an IRI, a prefixed name or 'default'") from error
