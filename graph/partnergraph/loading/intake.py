"""The intake: what comes from outside into a store on disk, each source in a named graph of its own.

A source that comes again replaces its graph: what is new comes, what it says no more goes, the rest stays. Its record
(title, hash, licence, address, day of reading) lies in ``graph:files`` under the name of the graph, in the same edition
of the store, so that there is never one without the other; the same content again changes nothing.

A query sees all graphs as one, and must find no triple twice (``partnergraph.storage.store``). So what two sources say
lies in the graph of the one that came first, and is parked for the other in ``graph:shared/…``, which nobody sees: when
the first says it no more, it comes to light there. What was disjoint so stays disjoint, and opening a store need not
look for what overlaps, which would take half a minute for a million triples.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO

import pyoxigraph as ox

from partnergraph.errors import EmptyError, InputError
from partnergraph.loading import lapse, record
from partnergraph.loading.parking import Berth, is_seen
from partnergraph.loading.record import Origin
from partnergraph.storage import draft
from partnergraph.storage.draft import Draft
from partnergraph.storage.store import DERIVED, Store
from partnergraph.values import filename
from partnergraph.vocab import GRAPH, PREFIXES

_NODE = ox.NamedNode
_READ = _NODE(PREFIXES["prov"] + "generatedAtTime")


@dataclass(frozen=True, slots=True)
class Delivery:
    """What a source says, given anew each time it is asked for; triples, and quads without a graph, go into its own.

    ``alone`` if its hash tells what it says, so that the same hash need not be looked at again.
    """

    origin: Origin
    quads: Callable[[], Iterable[ox.Quad] | Iterable[ox.Triple]]
    alone: bool = True


@dataclass(frozen=True, slots=True)
class Change:
    """What the intake of one source did: triples that came and went, and if it was ``known``.

    That it was read on another day is no change. ``shared`` are those of what came that others said already, ``kept``
    those of what went that others say still. It is ``emptied`` if it said something, and says nothing now, ``silent``
    if it is new and says nothing; ``nameless`` are the IRIs of things that lost their name by it and that others speak
    of, sorted.
    """

    graph: str
    title: str
    came: int
    went: int
    known: bool
    emptied: bool = False
    silent: bool = False
    shared: int = 0
    kept: int = 0
    nameless: tuple[str, ...] = ()

    @property
    def same(self) -> bool:
        """Whether it was there and says what it said."""
        return self.known and not self.came and not self.went


@dataclass(frozen=True, slots=True)
class Intake:
    """What the intake did: a change for each source, and the triples that are stated and derived now."""

    changes: tuple[Change, ...]
    stated: int
    derived: int


def graph(name: str) -> ox.NamedNode:
    """Give the graph of a file, by the file's name.

    >>> graph("partners 2026.xlsx").value
    'https://w3id.org/partnergraph/graph/file/partners%202026.xlsx'
    """
    return _NODE(f"{GRAPH}file/{filename.quoted(name)}")


def into(path: Path, deliveries: Sequence[Delivery], *, derive: bool = True, dry_run: bool = False) -> Intake:
    """Take sources into the store in a folder, which is made if need be, all of them or none.

    When this returns all of it is on disk, and the derived ties are those of what is stated now; with ``dry_run``
    nothing has changed, and the changes are those that there would be. Where it raises nothing has changed either:
    ``EmptyError`` if all of them are new and none says anything.

    >>> import datetime as dt
    >>> import tempfile
    >>> origin = Origin(graph("a.ttl"), "a.ttl", "", dt.date(2026, 11, 25))
    >>> given = [ox.Quad(ox.NamedNode("urn:a"), ox.NamedNode("urn:b"), ox.Literal("c"))]
    >>> with tempfile.TemporaryDirectory() as path:
    ...     [into(Path(path), [Delivery(origin, lambda: given)]).changes[0].came for _ in range(2)]
    [1, 0]
    """
    with begin(path) as made:
        return publish(made, deliveries, derive=derive, dry_run=dry_run)


@contextmanager
def begin(path: Path, *, create: bool = True) -> Iterator[Draft]:
    """Begin the next state of the store in a folder, for who has to read what is there before he knows what comes.

    Nobody else changes it meanwhile, so what was read still holds when the sources come.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as path, begin(Path(path)) as made:
    ...     publish(made, [], dry_run=True).stated
    0
    """
    with draft.begin(path, create=create) as made:
        if _is_disjoint(made):
            made.store.trust()  # looking takes half a minute for a million triples
        yield made


def publish(
    made: Draft, deliveries: Sequence[Delivery], *, derive: bool = True, dry_run: bool = False, silent: bool = False
) -> Intake:
    """Take sources into the draft of a store and let it be the state of the store from now on, as ``into`` does.

    ``EmptyError`` if all of them are new and none says anything, unless they may be ``silent``.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as path, begin(Path(path)) as made:
    ...     publish(made, []).stated
    0
    """
    _refuse_twins(deliveries)
    taken = [take(made.store, each) for each in deliveries]
    if taken and not silent and all(change.silent for change, _ in taken):
        raise EmptyError.of([change.title for change, _ in taken])
    _clear(made.store)
    disjoint = _is_disjoint(made) and not any(named for _, named in taken)
    made.store.trust(disjoint=disjoint)
    made.renew(derive=derive)
    after = made.preview() if dry_run else made.publish(disjoint=disjoint, told=made.before.told)
    return Intake(tuple(change for change, _ in taken), draft.stated(after), after.graphs.get(DERIVED.value, 0))


def take(store: Store, delivery: Delivery) -> tuple[Change, bool]:
    """Take one source into a store; give what changed, and whether its file names graphs of its own.

    >>> import datetime as dt
    >>> store, origin = Store(ox.Store()), Origin(graph("a.ttl"), "a.ttl", "", dt.date(2026, 11, 25))
    >>> take(store, Delivery(origin, lambda: [ox.Quad(ox.NamedNode("urn:a"), ox.NamedNode("urn:b"), ox.Literal("c"))]))[
    ...     0
    ... ].came
    1
    """
    origin = delivery.origin
    known = bool(record.title(store, origin.graph))
    if delivery.alone and known and record.sha256(store, origin.graph) == origin.sha256:
        return Change(origin.graph.value, origin.title, 0, 0, known=True), False
    place = Berth(store, origin.graph, record.parts(store, origin.graph))
    new = not place.is_held()
    came, went, nameless = (_add(place, delivery), 0, ()) if new else _renew(place, delivery)
    record.write(store, origin, place.parts)
    change = Change(
        origin.graph.value,
        origin.title,
        came,
        went,
        known=known,
        emptied=went > 0 and not place.is_held(),
        silent=new and not known and not place.said,
        shared=place.shared,
        kept=place.kept,
        nameless=nameless,
    )
    return change, place.named


def leave(store: Store, graph: ox.NamedNode) -> Change:
    """Take out what a source says, with its record; what another one says too stays, and comes to light there.

    >>> store = Store(ox.Store())
    >>> store.engine.add(ox.Quad(ox.NamedNode("urn:a"), ox.NamedNode("urn:b"), ox.Literal("c"), graph("a.ttl")))
    >>> leave(store, graph("a.ttl")).went, len(store.engine)
    (1, 0)
    """
    place = Berth(store, graph, record.parts(store, graph))
    name = record.title(store, graph)
    _, went = _replace(place, ())
    record.forget(store, graph)
    _clear(store)
    nameless = place.nameless(went)
    lapse.write(store, name, nameless, went)
    return Change(graph.value, name, 0, len(went), known=True, kept=place.kept, nameless=nameless)


def _refuse_twins(deliveries: Sequence[Delivery]) -> None:
    seen = dict[ox.NamedNode, str]()
    for each in deliveries:
        if each.origin.graph in seen:
            raise InputError(
                f"{each.origin.title}: would take the place of {seen[each.origin.graph]}, which has the same name; "
                "rename one of them"
            )
        seen[each.origin.graph] = each.origin.title


def _is_disjoint(made: Draft) -> bool:
    return made.before.disjoint or not made.before.quads


def _add(place: Berth, delivery: Delivery) -> int:
    """Take in a source that is new; give the number of its triples."""
    engine = place.store.engine
    others = next((True for quad in engine.named_graphs() if is_seen(quad)), False)
    alone = not others and next(engine.quads_for_pattern(None, None, None, ox.DefaultGraph()), None) is None
    quads = place.put(delivery.quads())
    before = len(engine)
    engine.bulk_extend(quads if alone else place.apart(quads))
    return len(engine) - before


def _replace(place: Berth, quads: Iterable[ox.Quad] | Iterable[ox.Triple]) -> tuple[list[ox.Quad], list[ox.Quad]]:
    """Bring a source up to date; give the triples that came and that went.

    What it says and what it said are held against each other as lines, by their hashes: term by term it would take
    five times as long. The lines lie in files without a name, which are gone with the process.
    """
    with TemporaryFile() as said, TemporaryFile() as before:
        ox.serialize(quads, said, ox.RdfFormat.N_QUADS)
        place.dump(before)
        new, old = _hashes(said), _hashes(before)
        went = [*place.put(_besides(before, new))]
        came = dict.fromkeys(place.put(_besides(said, old)))
    place.remove(went)
    place.store.engine.bulk_extend(list(place.apart(came)))
    return [*came], went


def _renew(place: Berth, delivery: Delivery) -> tuple[int, int, tuple[str, ...]]:
    """Bring a source up to date; give the numbers of triples that came and went, and the things that lost their name.

    Evidence of which only the day of reading is another one is no change.
    """
    came, went = _replace(place, delivery.quads())
    before = {quad.subject for quad in went if quad.predicate == _READ}
    anew = sum(quad.predicate == _READ and quad.subject in before for quad in came)
    nameless = place.nameless(went)
    lapse.write(place.store, delivery.origin.title, nameless, went)
    return len(came) - anew, len(went) - anew, nameless


def _hashes(lines: IO[bytes]) -> set[int]:
    lines.seek(0)
    return set(map(hash, lines))


def _besides(lines: IO[bytes], known: Collection[int]) -> Iterator[ox.Quad]:
    """Give the quads of the lines that are not known."""
    lines.seek(0)
    text = b"".join(line for line in lines if hash(line) not in known)
    return ox.parse(text, ox.RdfFormat.N_QUADS, lenient=True)


def _clear(store: Store) -> None:
    """Forget graphs that are empty by now, and names that are back."""
    lapse.clear(store)
    for graph in list(store.engine.named_graphs()):
        if not store.holds(graph):
            store.engine.remove_graph(graph)
