"""The proof of a row: its evidence as nodes - the row in its file, and the documents that it names itself."""

import datetime as dt
import hashlib
from collections.abc import Iterator
from functools import lru_cache
from urllib.parse import urlsplit

import pyoxigraph as ox

from partnergraph.errors import InputError
from partnergraph.sources.sheets import entry
from partnergraph.sources.sheets.row import File, Row
from partnergraph.vocab import PG, PREFIXES, SOURCE, expand

_NODE = ox.NamedNode
A = _NODE(PREFIXES["rdf"] + "type")
EVIDENCE = _NODE(PG + "evidence")
_EVIDENCE, _SOURCE = _NODE(PG + "Evidence"), _NODE(PG + "Source")
SECTION, ROW, _SHA256 = _NODE(PG + "section"), _NODE(PG + "row"), _NODE(PG + "sha256")
_TITLE, _FROM = _NODE(PREFIXES["dcterms"] + "title"), _NODE(PREFIXES["dcterms"] + "source")
_URL, _READ = _NODE(PREFIXES["schema"] + "url"), _NODE(PREFIXES["prov"] + "generatedAtTime")
_LONGEST = 60  # signs of an address in the name of its source
NONE = "-"
"""What the column "evidence" holds where a thing has none."""


def of(row: Row, day: dt.date) -> tuple[list[ox.NamedNode], list[ox.Triple]]:
    """Give the evidence of a row, and what describes it; ``InputError`` where a cell of it is wrong.

    Evidence that the row names itself (the column "evidence", which export fills) is described elsewhere.

    >>> from partnergraph.sources.sheets import column
    >>> from partnergraph.loading.ledger import Place
    >>> nodes, said = of(Row(Place("a.csv", "", 3), 2, File("a.csv", ""), column.sheet("bodies"), {}), dt.date.today())
    >>> [node.value.rpartition("/")[2] for node in nodes], len(said)
    (['a-csv-bodies-2'], 5)
    """
    named = row.cells.get("evidence")
    if named:
        return [entry.node(words) for words in entry.parts(named) if words != NONE], []
    nodes, said = list[ox.NamedNode](), list[ox.Triple]()
    for node, triples in (_row(row, day), *documents(row, day)):
        nodes.append(node)
        said += triples
    return nodes, said


def documents(row: Row, day: dt.date) -> Iterator[tuple[ox.NamedNode, list[ox.Triple]]]:
    """Give the evidence that each document named in a row is, and what describes it.

    >>> from partnergraph.sources.sheets import column
    >>> from partnergraph.loading.ledger import Place
    >>> cells = {"source_url": "https://example.org/a"}
    >>> row = Row(Place("a.csv"), 1, File("a.csv", ""), column.sheet("bodies"), cells)
    >>> [len(said) for _, said in documents(row, dt.date.today())]
    [6]
    """
    read = row.cells.get("read")
    when = entry.date(read) if read else ox.Literal(day.isoformat())
    if len(when.value) != len("2026-11-25"):
        raise InputError(f"{when.value!r} is no day; write it as 2026-11-25")
    for words in entry.parts(row.cells.get("source_url", "")):
        name = _slug(words)
        source = _NODE(SOURCE + name)
        said = [ox.Triple(source, A, _SOURCE), ox.Triple(source, _TITLE, ox.Literal(words, language="en"))]
        if words.startswith(("http://", "https://")):
            said.append(ox.Triple(source, _URL, entry.iri(words)))
        yield _evidence(name, source, when.value, said)


def described(file: File) -> Iterator[ox.Triple]:
    """Give what describes a file as a source.

    >>> len(list(described(File("a.csv", "ab12"))))
    3
    """
    source = _NODE(SOURCE + entry.slug(file.name))
    yield ox.Triple(source, A, _SOURCE)
    yield ox.Triple(source, _TITLE, ox.Literal(file.name, language="en"))
    yield ox.Triple(source, _SHA256, ox.Literal(file.sha256))


def _row(row: Row, day: dt.date) -> tuple[ox.NamedNode, list[ox.Triple]]:
    section = row.place.sheet or row.sheet.name
    name = f"{entry.slug(row.file.name)}-{entry.slug(section)}-{row.number}"
    node, said = _evidence(name, _NODE(SOURCE + entry.slug(row.file.name)), day.isoformat(), [])
    said.append(ox.Triple(node, SECTION, ox.Literal(section)))
    said.append(ox.Triple(node, ROW, ox.Literal(row.number)))
    return node, said


def _evidence(name: str, source: ox.NamedNode, day: str, said: list[ox.Triple]) -> tuple[ox.NamedNode, list[ox.Triple]]:
    node = _NODE(PREFIXES["evidence"] + name)
    said.append(ox.Triple(node, A, _EVIDENCE))
    said.append(ox.Triple(node, _FROM, source))
    said.append(ox.Triple(node, _READ, _moment(day)))
    return node, said


@lru_cache(maxsize=1 << 10)
def _moment(day: str) -> ox.Literal:
    return ox.Literal(f"{day}T00:00:00Z", datatype=_NODE(PREFIXES["xsd"] + "dateTime"))


def _slug(words: str) -> str:
    """Give a readable name for a document that no other one has."""
    known = expand(words)
    parts = urlsplit(words) if "://" in words else None
    readable = f"{parts.netloc.removeprefix('www.')}-{parts.path}" if parts else known or words
    return f"{entry.slug(readable)[:_LONGEST].strip('-')}-{hashlib.sha256(words.encode()).hexdigest()[:6]}"
