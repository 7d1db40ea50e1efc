"""Locations: the line of a file on which a thing is described.

The engine's parsers forget where a triple stood. This room reads the text of Turtle, TriG, N-Triples and N-Quads once
more, only as far as to know which token is a subject and which a property; the files have been parsed before, so that
nothing is checked here. In other formats the file is found, not the line.
"""

import re
from collections.abc import Container, Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urljoin

import pyoxigraph as ox

from partnergraph.errors import FormatError
from partnergraph.vocab import PREFIXES
from partnergraph.writing import format

_TYPE = PREFIXES["rdf"] + "type"
_NAME = r"\w·\u0300-\u036f\u203f\u2040"
_TOKEN = re.compile(
    rf"""(?P<skip>\#[^\r\n]*)
      | (?P<string>\"\"\"(?:[^"\\]++|\\.|"(?!""))*+\"\"\"|'''(?:[^'\\]++|\\.|'(?!''))*+'''
                  |"(?:[^"\\\r\n]++|\\.)*+"|'(?:[^'\\\r\n]++|\\.)*+')
      | (?P<open><<|{{\||[\[(])
      | (?P<close>>>|\|}}|[\])])
      | (?P<iri><[^<>"{{}}|^`\s]*>)
      | (?P<at>@[A-Za-z]+(?:-[A-Za-z0-9]+)*)
      | (?P<blank>_:(?:[{_NAME}:-]|\.+(?=[{_NAME}:-]))+)
      | (?P<prefixed>(?:[^\W\d_](?:[{_NAME}-]|\.+(?=[{_NAME}:-]))*)?:
                     (?:[{_NAME}:%-]|\\.|\.+(?=[{_NAME}:%\\-]))*)
      | (?P<number>[+-]?(?:\d*\.\d+|\d+(?:\.(?=[eE]))?)(?:[eE][+-]?\d+)?)
      | (?P<word>[A-Za-z]+)
      | (?P<sign>\S)""",
    re.VERBOSE | re.DOTALL,
)
_ABSOLUTE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_UNICODE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
_LINED = (format.TURTLE, format.TRIG, format.N_TRIPLES, format.N_QUADS)


class Place(NamedTuple):
    """A file and a line of it, 0 where the format has none that mean anything."""

    file: str
    line: int


class Statement(NamedTuple):
    """Where a property of a subject begins; both are IRIs."""

    subject: str
    property: str
    subject_line: int
    line: int


def find(files: Sequence[Path], things: Container[str]) -> Mapping[tuple[str, str], Place]:
    r"""Give the places of things: by IRI and property, and by IRI and "" for the thing as such.

    The first place counts; for the thing as such the one that tells its class. Files that cannot be read are left out.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = Path(folder, "a.ttl")
    ...     _ = path.write_text("\n<urn:a>\n  a <urn:B> .")
    ...     [(name, place.line) for (_, name), place in find([path], {"urn:a"}).items()]
    [('http://www.w3.org/1999/02/22-rdf-syntax-ns#type', 3), ('', 2)]
    """
    found: dict[tuple[str, str], Place] = {}
    classed: dict[tuple[str, str], Place] = {}
    for path in files:
        name = named(path)
        for statement in _statements(path):
            if statement.subject in things:
                found.setdefault((statement.subject, statement.property), Place(name, statement.line))
                home = classed if statement.property == _TYPE else found
                home.setdefault((statement.subject, ""), Place(name, statement.subject_line))
    return {**found, **classed}


def named(path: Path) -> str:
    """Give the name by which a reader knows a file: as given, or the way from the working folder where it is below it.

    >>> named(Path("a/b.ttl")), named(Path.cwd() / "b.ttl")
    ('a/b.ttl', 'b.ttl')
    """
    with suppress(OSError, ValueError):  # there is no such folder any more, or the path lies elsewhere
        if path.is_absolute():
            return str(path.resolve().relative_to(Path.cwd()))
    return str(path)


def _statements(path: Path) -> Iterator[Statement]:
    try:
        syntax = format.of_path(path, format.GRAPHS)
    except FormatError:  # an archive, or a name that says nothing: its lines are not told
        return
    base = path.absolute().as_uri()
    try:
        content = path.read_bytes()
    except OSError:  # it was there when the graph was loaded: what it held is known, only its lines no longer are
        return
    if syntax in _LINED:
        yield from statements(content.decode("utf-8", "replace"), base)
        return
    for quad in ox.parse(content, format=ox.RdfFormat.from_media_type(syntax.media_type), base_iri=base):
        if isinstance(quad.subject, ox.NamedNode):
            yield Statement(quad.subject.value, quad.predicate.value, 0, 0)


def statements(text: str, base: str) -> Iterator[Statement]:
    r"""Give each property of each named subject in Turtle, TriG, N-Triples or N-Quads text, with their lines.

    >>> list(statements("<urn:a> <urn:p> 1 ;\n  <urn:q> 2 .", ""))[1]
    Statement(subject='urn:a', property='urn:q', subject_line=1, line=2)
    """
    return _Reader(text, base).statements()


class _Reader:
    """Reads tokens and knows which of them stands where; its state is the prefixes, the base and the line."""

    def __init__(self, text: str, base: str) -> None:
        self.text, self.base, self.prefixes = text, base, dict[str, str]()
        self.line, self._counted = 1, 0
        self._tokens = (match for match in _TOKEN.finditer(text) if match.lastgroup != "skip")

    def statements(self) -> Iterator[Statement]:
        while (token := next(self._tokens, None)) is not None:
            word = token[0].removeprefix("@").lower()
            if token.lastgroup in {"at", "word"} and word in {"prefix", "base", "version"}:
                self._directive(word)
            elif token.lastgroup not in {"word", "sign"}:  # else GRAPH, the braces of a graph, the full stop
                line = self._line(token)
                self._skip(token)
                yield from self._properties(self._iri(token), line)

    def _properties(self, subject: str, subject_line: int) -> Iterator[Statement]:
        """Give the properties up to the end of the statement; a brace at once means that the "subject" is a graph."""
        expected = True
        for token in self._tokens:
            if token[0] in {".", "{", "}"}:
                return
            if token[0] == ";":
                expected = True
            elif expected:
                property = _TYPE if token[0] == "a" else self._iri(token)
                expected = False
                if subject and property:
                    yield Statement(subject, property, subject_line, self._line(token))
            else:
                self._skip(token)

    def _skip(self, token: re.Match[str]) -> None:
        """Pass over a list, an anonymous node or a quoted triple that opens here."""
        depth = int(token.lastgroup == "open")
        while depth and (inner := next(self._tokens, None)) is not None:
            depth += (inner.lastgroup == "open") - (inner.lastgroup == "close")

    def _directive(self, word: str) -> None:
        name = next(self._tokens, None) if word == "prefix" else None
        value = next(self._tokens, None)
        if value is None or value.lastgroup != "iri":
            return
        if word == "base":
            self.base = self._iri(value)
        elif name is not None:
            self.prefixes[name[0].removesuffix(":")] = self._iri(value)

    def _iri(self, token: re.Match[str]) -> str:
        """Give the IRI that a token means, empty if it means none."""
        if token.lastgroup == "iri":
            iri = _UNICODE.sub(lambda match: chr(int(match[1] or match[2], 16)), token[0][1:-1])
            return iri if _ABSOLUTE.match(iri) else urljoin(self.base, iri)
        if token.lastgroup != "prefixed":
            return ""
        prefix, _, local = token[0].partition(":")
        return self.prefixes.get(prefix, "") + re.sub(r"\\(.)", r"\1", local)

    def _line(self, token: re.Match[str]) -> int:
        self.line += self.text.count("\n", self._counted, token.start())
        self._counted = token.start()
        return self.line
