"""Parsing: RDF files and text as quads, held against the gate first, with a place in every complaint.

Blank nodes are named in their order, so that every run names them alike.
"""

import codecs
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import IO, Any
from urllib.parse import quote

import pyoxigraph as ox

from partnergraph.errors import FormatError, InputError, StoreError
from partnergraph.query import gate
from partnergraph.storage import archive, likeness
from partnergraph.storage.archive import Member
from partnergraph.values.term import Term
from partnergraph.writing import format

_HEAD = 1 << 16  # bytes by which a file is known
_UNNAMED = frozenset({ox.BlankNode, ox.Triple})
# what can begin a blank node; in Turtle and TriG also what RDF 1.2 says of a triple (<<, ~, {|)
_SIGNS: Mapping[format.Format, Sequence[bytes]] = {
    **dict.fromkeys((format.N_TRIPLES, format.N_QUADS), (b"_:",)),
    **dict.fromkeys((format.TURTLE, format.TRIG), (b"_:", b"[", b"(", b"<<", b"~", b"{|")),
}

_ELSEWHERE = "LoadDocumentCallback"
"""In what the engine says of JSON-LD whose context is an address."""

_JSON_STRING = re.compile(rb'"(?:[^"\\]++|\\.)*+"', re.DOTALL)


@dataclass(frozen=True, slots=True)
class Source:
    """RDF that is yet to be parsed: its bytes, their format, the name told in complaints, the base of its IRIs."""

    content: bytes
    syntax: format.Format
    name: str = "text"
    base: str | None = None

    @property
    def may_have_blank_nodes(self) -> bool:
        """Whether a sign of one is in it; one within a string counts too, and costs time only."""
        signs = _SIGNS.get(self.syntax)
        if signs is None or b"_" not in self.content:  # one sign is found many times quicker than two
            signs = signs and signs[1:]
        return signs is None or any(sign in self.content for sign in signs)

    @property
    def engine_format(self) -> ox.RdfFormat:
        """The format as the engine knows it."""
        found = ox.RdfFormat.from_media_type(self.syntax.media_type)
        if found is None:
            raise InputError(f"{self.name}: {self.syntax.media_type} cannot be read")
        return found


def members(paths: Iterable[Path]) -> list[Member]:
    """Give the RDF files that are meant: those in gzip and zip files too; ``InputError`` if one cannot be read.

    >>> from partnergraph import resource
    >>> len(members(resource.data())) == len(resource.data())
    True
    """
    found = list[Member]()
    for path in paths:
        archive.once(path)
        if path.is_dir():
            raise InputError(f"{path}: is a folder; name the RDF files in it, such as {path / '*.ttl'}")
        if not path.is_file() and path.suffix not in {".gz", ".zip"}:
            format.of_path(path, format.GRAPHS)  # what is not there is first of all no name of a file
        found += archive.members(path)
    return found


def meant(paths: Iterable[Path]) -> tuple[list[Member], list[Member]]:
    """Give the files to read, and those to leave out: what is no RDF in a zip file beside some that are.

    Where an archive holds no RDF all of it is to be read, and reading it says so.

    >>> from partnergraph import resource
    >>> meant(resource.data())[1]
    []
    """
    wanted, others = list[Member](), list[Member]()
    for path in paths:
        found = members([path])
        rdf = [each for each in found if is_meant(each)] if len(found) > 1 else []
        wanted += rdf or found
        others += [each for each in found if rdf and each not in rdf]
    return wanted, others


def left_out(paths: Iterable[Path]) -> list[str]:
    """Give the names of what reading leaves out; a pipe, which can be read once only, is not looked at.

    >>> from partnergraph import resource
    >>> left_out(resource.data())
    []
    """
    return [member.name for member in meant(path for path in paths if path.is_file())[1]]


def is_meant(member: Member) -> bool:
    """Say whether a file is RDF by its name or by how it begins.

    >>> from partnergraph import resource
    >>> is_meant(members([resource.ontology()])[0])
    True
    """
    with member.open() as stream:
        head = stream.read(_HEAD)
    try:
        likeness.of(head, PurePath(member.name.removesuffix(".gz")))
    except FormatError:
        return False
    return True


def read(member: Member) -> Source:
    """Give the content of a file, once it has passed the gate; ``InputError`` says why it did not.

    The format is that of its name unless the content is plainly of another one.

    >>> from partnergraph import resource
    >>> read(members([resource.ontology()])[0]).syntax.name
    'ttl'
    """
    with member.open() as stream:
        content = stream.read().removeprefix(codecs.BOM_UTF8)
    name = PurePath(member.name.removesuffix(".gz"))
    try:
        syntax = likeness.of(content, name)
    except FormatError as error:
        if not member.inside:
            raise  # the command line names it
        raise InputError(str(error)) from error
    return admitted(Source(content, syntax, member.name, f"{member.path.absolute().as_uri()}{quote(member.inside)}"))


def admitted(source: Source) -> Source:
    """Give a source back once it has passed the gate.

    >>> admitted(Source(b"<urn:a> <urn:b> 1 .", format.TURTLE)).name
    'text'
    """
    gate.file(source.content, source.syntax, source.name)
    return source


def quads(source: Source, content: "bytes | IO[bytes] | None" = None) -> Iterator[ox.Quad]:
    """Give the quads of an admitted source, read from its content; ``InputError`` names line and column.

    >>> [str(quad.object) for quad in quads(Source(b"<urn:a> <urn:b> 'c' .", format.TURTLE))]
    ['"c"']
    """
    with complaining(source):
        given = source.content if content is None else content
        yield from ox.parse(given, format=source.engine_format, base_iri=source.base)


@contextmanager
def complaining(source: Source) -> Iterator[None]:
    """Tell what the engine says of a source as an error of one line with its place.

    >>> with complaining(Source(b"", format.TURTLE, "a.ttl")):
    ...     raise MemoryError("too long")
    Traceback (most recent call last):
    partnergraph.errors.InputError: a.ttl: cannot be taken in: too long; a literal or IRI holds at most 16 MiB
    """
    try:
        yield
    except SyntaxError as error:
        raise InputError(_complaint(source, error)) from error
    except (ValueError, MemoryError) as error:
        where = _told(source, _longest(source))
        raise InputError(f"{where}: cannot be taken in: {error}; a literal or IRI holds at most 16 MiB") from error
    except OSError as error:
        raise StoreError(f"the store cannot be written: {error}") from error


def _complaint(source: Source, error: SyntaxError) -> str:
    reason = re.sub(r"^Parser error (?:at|between) .*?: ", "", " ".join(str(error.msg).split()))
    if _ELSEWHERE in reason:
        return (
            f"{source.name}: its @context lies at another address, and nothing is fetched; "
            "put the context itself into the file"
        )
    place = f"{source.name}:{error.lineno}:{error.offset}" if error.lineno else _told(source, _stop(source))
    return f"{place}: {reason[:300]}; this is not valid {source.syntax.media_type}"


def _told(source: Source, at: int | None) -> str:
    """Give the name of a source, with line and column of a byte of it."""
    if at is None:
        return source.name
    begin = source.content.rfind(b"\n", 0, at) + 1
    line, column = source.content.count(b"\n", 0, at) + 1, len(source.content[begin:at].decode(errors="replace")) + 1
    return f"{source.name}:{line}:{column}"


def _stop(source: Source) -> int | None:
    """Give where the tag of RDF/XML begins at which the engine stops, which it does not tell; else None."""
    if source.syntax is not format.RDF_XML:
        return None
    tags = _Tags(source.content)
    with suppress(SyntaxError):
        for _ in ox.parse(tags, format=source.engine_format, base_iri=source.base):
            pass
    return max(source.content.rfind(b"<", 0, tags.tell()), 0)


def _longest(source: Source) -> int | None:
    """Give where a text of JSON begins that is longer than the engine takes; None where there is none."""
    found = _JSON_STRING.finditer(source.content) if source.syntax is format.JSON_LD else ()
    return next((each.start() for each in found if each.end() - each.start() > gate.LONGEST), None)


class _Tags(io.BytesIO):
    """A content that is read tag by tag, so that it tells at which one a reader stops."""

    def read(self, size: int | None = -1, /) -> bytes:
        begin, part = self.tell(), super().read(size)
        end = part.find(b">") + 1
        if not end:
            return part
        self.seek(begin + end)
        return part[:end]


def named(given: Iterable[ox.Quad], prefix: str) -> Iterator[ox.Quad]:
    """Give quads with their blank nodes named by a prefix and their order.

    >>> [str(quad.subject) for quad in named(quads(Source(b"_:x <urn:b> 'c' .", format.TURTLE)), "f1b")]
    ['_:f1b0']
    """
    names: dict[ox.BlankNode, ox.BlankNode] = {}
    for quad in given:
        if (  # a loop over the terms would take three times as long
            type(quad.object) in _UNNAMED or type(quad.subject) in _UNNAMED or type(quad.graph_name) in _UNNAMED
        ):
            yield ox.Quad(*(_renamed(term, names, prefix) for term in quad))
        else:
            yield quad


def _renamed(term: Term, names: dict[ox.BlankNode, ox.BlankNode], prefix: str) -> Any:  # noqa: ANN401 - as what it was
    """Give a blank node its new name, also inside a triple term; any other term stays."""
    if isinstance(term, ox.Triple):
        return ox.Triple(*(_renamed(part, names, prefix) for part in term))
    if not isinstance(term, ox.BlankNode):
        return term
    return names.setdefault(term, ox.BlankNode(f"{prefix}{len(names)}"))
