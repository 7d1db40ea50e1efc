"""Loading: RDF files into a store on disk, all of them or none.

A large file without blank nodes is read by the engine itself, which is the quickest; the others go in together. Blank
nodes are named from the content of their file, so that loading a file again changes nothing, and so that those of two
files stay apart.
"""

import hashlib
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from partnergraph import draft, parser
from partnergraph.store import DERIVED, Store

_LARGE = 1 << 20  # bytes: one call of the engine takes as long as reading this much from here
_LINE = 16 << 20  # bytes of a term that the parser takes at most
_LABEL = 16  # hexadecimal digits of a file's hash in the names of its blank nodes


@dataclass(frozen=True, slots=True)
class Load:
    """What loading did: triples that are new, all that are stated now, those that are derived, and how long it took."""

    new: int
    stated: int
    derived: int
    seconds: float


def files(path: Path, files: Sequence[Path], *, derive: bool = True) -> Load:
    """Load files into the store in a folder, which is made if need be, and bring the derived ties up to date.

    When this returns all of it is on disk. At the first broken file ``InputError`` names file, line and column, and
    nothing has changed; so it is with ``StoreError`` (another writer, no room). Without ``derive`` no ties are derived.

    >>> import tempfile
    >>> from partnergraph import resource
    >>> with tempfile.TemporaryDirectory() as path:
    ...     once, again = (files(Path(path), resource.data()[:2]) for _ in range(2))
    >>> once.new == once.stated == again.stated, again.new
    (True, 0)
    """
    start = time.perf_counter()
    with draft.begin(path, create=True) as made:
        _take(made.store, map(parser.read, files))
        made.renew(derive=derive)
        after = made.publish()
        before = made.before
    total = draft.stated(after)
    derived = after.graphs.get(DERIVED.value, 0)
    return Load(total - draft.stated(before), total, derived, time.perf_counter() - start)


def _take(store: Store, sources: Iterable[parser.Source]) -> None:
    small: list[parser.Source] = []
    for source in sources:
        if len(source.content) < _LARGE or source.may_have_blank_nodes or _has_long_line(source.content):
            small.append(source)
        else:
            _bulk(store, source)
    if small:
        store.engine.bulk_extend(quad for source in small for quad in _named(source))


def _bulk(store: Store, source: parser.Source) -> None:
    with parser.complaining(source):
        store.engine.bulk_load(source.content, source.engine_format, base_iri=source.base)


def _named(source: parser.Source) -> Iterator[ox.Quad]:
    label = hashlib.sha256(source.content).hexdigest()[:_LABEL]
    return parser.named(parser.quads(source), f"h{label}b")


def _has_long_line(content: bytes) -> bool:
    """Say whether a line is longer than what is parsed from here; the engine by itself would take it in."""
    start = 0
    while len(content) - start > _LINE:
        start = content.rfind(b"\n", start, start + _LINE) + 1
        if not start:
            return True
    return False
