"""A draft: the next state of a store on disk, open to be changed, that counts only when it is published.

Everything that changes a store goes through here: one writer at a time, all or nothing whatever happens, and what was
published is on disk (``partnergraph.storage.folder`` says how). The engine's errors are told as one line.
"""

import traceback
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from shutil import rmtree

import pyoxigraph as ox

from partnergraph import ontology
from partnergraph.errors import StoreError
from partnergraph.storage import folder, manifest, note, rule, worker
from partnergraph.storage.manifest import Manifest
from partnergraph.storage.store import DERIVED, FILES, ONTOLOGY, SHARED, Store
from partnergraph.values.term import key
from partnergraph.vocab import PREFIXES

_BY_GRAPH = "SELECT ?g (COUNT(*) AS ?n) { %s GRAPH ?g { ?s ?p ?o } } GROUP BY ?g"  # as in partnergraph.storage.store
_REPEATED = """
    SELECT ?s { GRAPH graph:ontology { ?s ?p ?o }
                { ?s ?p ?o } UNION { GRAPH ?g { ?s ?p ?o } FILTER (?g != graph:ontology) } } LIMIT 1
"""
_OURS = {DERIVED.value, FILES.value, ONTOLOGY.value}


class Draft:
    """The next state of a store: ``store`` to change, ``before`` the manifest of the last state."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._last = folder.newest(path)
        known = manifest.read(self._last) if self._last else None
        self._made = folder.draft(path)
        note.unfinished(self._made)
        self.store = Store(ox.Store(self._made))
        self.before = known or manifest.of(self._last or self._made, counts(self.store.engine))
        self._known = known

    @property
    def folder(self) -> Path:
        """Where its files lie until it is published."""
        return self._made

    def renew(self, *, derive: bool = True, changed: Iterable[ox.Quad] | None = None) -> None:
        """Bring the ontology and the derived ties up to date with what is stated; none without ``derive``.

        ``changed`` are the quads that came or went, where these are known and none is of the ontology: then less has
        to be looked at.
        """
        self.store.drop(DERIVED)
        wanted = ontology.background()
        if not self._has_ontology(set(wanted), changed):
            self.store.drop(ONTOLOGY)
            self.store.add_unstated(wanted, ONTOLOGY)
        if derive:
            rule.apply(self.store)

    def _has_ontology(self, wanted: set[ox.Triple], changed: Iterable[ox.Quad] | None) -> bool:
        """Say whether the ontology is there, and no triple of it twice."""
        if changed is not None and ONTOLOGY.value in self.before.graphs:
            return wanted.isdisjoint(quad.triple for quad in changed)
        return {quad.triple for quad in self.store.quads(ONTOLOGY)} == wanted and not self._repeats_ontology()

    def _repeats_ontology(self) -> bool:
        """Say whether a triple of the ontology is stated in another graph as well, where it would count twice."""
        rows = self.store.engine.query(_REPEATED, prefixes=dict(PREFIXES))
        return isinstance(rows, ox.QuerySolutions) and next(rows, None) is not None

    def preview(self) -> Manifest:
        """Give the quads of each graph as they would be, without any file."""
        return Manifest({}, counts(self.store.engine))

    def publish(self, *, disjoint: bool = False, told: bool = False) -> Manifest:
        """Close the draft and let it be the state of the store from now on.

        ``disjoint`` says that no triple that a query sees stands in two of its graphs, ``told`` that the default graph
        holds what the kept releases say.
        """
        self.store.engine.flush()
        graphs = counts(self.store.engine)
        self.store.close()
        for path in [*self._made.glob("LOG*"), *self._made.glob("*.log")]:
            path.unlink()  # the engine's diary; and its log, of which all is in the data files once it was flushed
        made = manifest.of(self._made, graphs, before=self._known, disjoint=disjoint, told=told)
        (self._made / manifest.NAME).write_text(manifest.text(made), encoding="utf-8", newline="")
        folder.publish(self._made)
        with suppress(OSError):  # what is not needed any more goes the next time
            folder.clean(self._path)
        return made

    def discard(self) -> None:
        """Leave no trace of a draft that was not published."""
        self.store.close()
        rmtree(self._made, ignore_errors=True)  # what is left goes the next time


@contextmanager
def begin(path: Path, *, create: bool = False) -> Iterator[Draft]:
    """Begin the next state of the store in a folder, which ``create`` makes if there is none.

    Without ``publish`` nothing has changed. ``StoreError`` says what is wrong: no store, another writer, no room.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as path:
    ...     with begin(Path(path), create=True) as draft:
    ...         draft.store.engine.update("INSERT DATA { <urn:a> <urn:b> 1 }")
    ...         draft.publish().graphs
    {'': 1}
    """
    fresh = not path.exists()
    if not create:
        folder.hold(path).release()
    note.changing(path)
    claim = folder.claim(path)
    try:
        with worker.mortal(), _translating(path):
            draft = Draft(path)
            try:
                yield draft
            except BaseException as error:
                _let_go(error)
                raise
            finally:
                draft.discard()
    finally:
        if fresh:
            folder.empty(path)
        claim.release()


def counts(engine: ox.Store) -> dict[str, int]:
    """Give the number of quads of each graph that has any, the default graph as "".

    >>> counts(ox.Store())
    {}
    """
    graphs = list(engine.named_graphs())
    all_named = all(isinstance(graph, ox.NamedNode) for graph in graphs)
    rows = engine.query(_BY_GRAPH % (f"VALUES ?g {{ {' '.join(map(str, graphs))} }}" if all_named else ""))
    named = {key(row["g"]): int(row["n"].value) for row in rows} if isinstance(rows, ox.QuerySolutions) else {}
    found = {"": len(engine) - sum(named.values()), **named}
    return {graph: found[graph] for graph in sorted(found) if found[graph]}


def stated(graphs: Manifest) -> int:
    """Give the number of quads that are stated: neither derived by us nor our ontology nor our record of files.

    >>> stated(Manifest({}, {"": 3, DERIVED.value: 5}))
    3
    """
    shown = (graph for graph in graphs.graphs if graph not in _OURS and not graph.startswith(SHARED))
    return sum(graphs.graphs[graph] for graph in shown)


@contextmanager
def _translating(path: Path) -> Iterator[None]:
    """Tell what engine or system say of a store in one line."""
    try:
        yield
    except StoreError as error:
        if isinstance(error.__cause__, OSError) and not str(error).startswith(str(path)):
            raise _complaint(path, error.__cause__) from error  # the store below knows no folder
        raise
    except (OSError, RuntimeError, ValueError, MemoryError) as error:
        raise _complaint(path, error) from error


def _let_go(error: BaseException | None) -> None:
    """Let an error and what led to it hold no engine, which would keep the draft's files locked in this process."""
    while error is not None:
        traceback.clear_frames(error.__traceback__)
        error = error.__cause__ or error.__context__


def _complaint(path: Path, error: BaseException) -> StoreError:
    reason = " ".join(str(getattr(error, "strerror", None) or error).split()) or type(error).__name__
    advice = "; make room and do it again" if "space" in reason or "too large" in reason else ""
    return StoreError(f"{path}: cannot be written, and is as it was: {reason}{advice}")
