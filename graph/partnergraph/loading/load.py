"""Loading: RDF files into a store on disk, all of them or none; those in gzip and zip files too.

A large file without blank nodes is read by the engine itself, which is the quickest; the others go in together. Blank
nodes are named from the content of their file, so that loading a file again changes nothing, and so that those of two
files stay apart.
"""

import datetime as dt
import hashlib
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from partnergraph.errors import EmptyError
from partnergraph.loading import intake
from partnergraph.loading.intake import Delivery, Intake
from partnergraph.loading.ledger import Ledger, Place, Skip
from partnergraph.loading.record import Origin
from partnergraph.storage import draft, parser, prefix
from partnergraph.storage.archive import Member
from partnergraph.storage.store import DERIVED, ONTOLOGY, Store
from partnergraph.values import filename
from partnergraph.vocab import shorten

_LARGE = 1 << 20  # bytes: one call of the engine takes as long as reading this much from here
_OURS = (DERIVED, ONTOLOGY)
_LABEL = 16  # hexadecimal digits of a file's hash in the names of its blank nodes


@dataclass(frozen=True, slots=True)
class Load:
    """What loading did: triples that are new, all that are stated now, those that are derived, and how long it took."""

    new: int
    stated: int
    derived: int
    seconds: float


def files(
    path: Path, files: Sequence[Path], *, derive: bool = True, dry_run: bool = False, ledger: Ledger | None = None
) -> Load:
    """Load files into the store in a folder, which is made if need be, and bring the derived ties up to date.

    When this returns all of it is on disk. At the first broken file ``InputError`` names file, line and column, and
    nothing has changed; so it is with ``StoreError`` (another writer, no room), and with ``EmptyError`` where no file
    holds anything. Without ``derive`` no ties are derived. With ``dry_run`` nothing changes, and what would is told. In
    a ledger every statement is booked.

    >>> import tempfile
    >>> from partnergraph import resource
    >>> with tempfile.TemporaryDirectory() as path:
    ...     once, again = (files(Path(path), resource.data()[:2]) for _ in range(2))
    >>> once.new == once.stated == again.stated, again.new
    (True, 0)
    """
    start = time.perf_counter()
    with draft.begin(path, create=True) as made:
        members, before = parser.meant(files)[0], len(made.store.engine)
        _take(made.store, map(parser.read, members), ledger)
        if members and len(made.store.engine) == before and not any(map(_says, members)):
            raise EmptyError.of([member.name for member in members])
        made.renew(derive=derive)
        after = made.preview() if dry_run else made.publish()
        was = draft.stated(made.before)
    total = draft.stated(after)
    derived = after.graphs.get(DERIVED.value, 0)
    return Load(total - was, total, derived, time.perf_counter() - start)


@dataclass(frozen=True, slots=True)
class About:
    """What is known of files beside their content: when they were read, their licence and address (IRIs), a graph.

    Without ``graph`` each file has one that is named after it.
    """

    read: dt.date
    licence: str = ""
    url: str = ""
    graph: str = ""


def graphs(  # noqa: PLR0913 - most calls give three
    path: Path,
    files: Sequence[Path],
    about: About,
    *,
    derive: bool = True,
    dry_run: bool = False,
    ledger: Ledger | None = None,
) -> Intake:
    """Load each file into a named graph of its own, where it takes the place of what it said before.

    All else is as in ``files``. ``QueryError`` if the licence, address or graph is no IRI.

    >>> import tempfile
    >>> from partnergraph import resource
    >>> with tempfile.TemporaryDirectory() as path:
    ...     once, again = (graphs(Path(path), resource.data()[:1], About(dt.date(2026, 11, 25))) for _ in range(2))
    >>> once.changes[0].graph, again.changes[0].same
    ('https://w3id.org/partnergraph/graph/file/agreements.ttl', True)
    """
    for iri in filter(None, (about.licence, about.url)):
        prefix.graph(iri, {})
    deliveries = [_delivery(member, about, ledger) for member in parser.meant(files)[0]]
    return intake.into(path, deliveries, derive=derive, dry_run=dry_run)


def _delivery(member: Member, about: About, ledger: Ledger | None) -> Delivery:
    name = member.below(member.path)
    graph = ox.NamedNode(prefix.graph(about.graph, {})) if about.graph else intake.graph(name)
    origin = Origin(graph, filename.shown(name), member.digest(), about.read, about.licence, about.url)
    return Delivery(origin, lambda: _named(parser.read(member), ledger))


def _take(store: Store, sources: Iterable[parser.Source], ledger: Ledger | None) -> None:
    small: list[parser.Source] = []
    for source in sources:
        if len(source.content) < _LARGE or source.may_have_blank_nodes or (ledger and _has_ours(source)):
            small.append(source)
        else:
            _bulk(store, source, ledger)
    if small:
        store.engine.bulk_extend(quad for source in small for quad in _named(source, ledger))


def _bulk(store: Store, source: parser.Source, ledger: Ledger | None) -> None:
    content = ledger.stream(source.name, source.content, lines=True) if ledger else source.content
    with parser.complaining(source):
        store.engine.bulk_load(content, source.engine_format, base_iri=source.base)
    if ledger:
        ledger.take(source.name, sum(1 for _ in parser.quads(source)))


def _named(source: parser.Source, ledger: Ledger | None) -> Iterator[ox.Quad]:
    label = hashlib.sha256(source.content).hexdigest()[:_LABEL]
    if ledger is None:
        return parser.named(parser.quads(source), f"h{label}b")
    quads = parser.quads(source, ledger.stream(source.name, source.content))
    return _booked(parser.named(ledger.follow(source.name, quads), f"h{label}b"), source.name, ledger)


def _booked(quads: Iterable[ox.Quad], name: str, ledger: Ledger) -> Iterator[ox.Quad]:
    """Give quads, and book each; what is not the files' to say is left out."""
    taken = 0
    for number, quad in enumerate(quads, 1):
        if isinstance(quad.graph_name, ox.NamedNode) and quad.graph_name in _OURS:
            ledger.skip(Skip(Place(name, "", number), f"is in {shorten(quad.graph_name.value)}, which is made anew"))
        else:
            taken += 1
            yield quad
    ledger.take(name, taken)


def _says(member: Member) -> bool:
    """Say whether a file holds anything that is its to say."""
    return any(quad.graph_name not in _OURS for quad in parser.quads(parser.read(member)))


def _has_ours(source: parser.Source) -> bool:
    """Say whether a file may state something in a graph of ours."""
    return source.syntax.datasets and any(graph.value.encode() in source.content for graph in _OURS)
