"""The store: the one keeper of the embedded engine (pyoxigraph).

What files state lies in the default graph (or in the named graphs that a file itself uses), what rules derive in
``graph:derived``, the ontology in ``graph:ontology``. A query without ``GRAPH`` sees the merge of all graphs.

The engine's union of graphs repeats a triple that stands in two of them, which makes counts wrong; SPARQL 1.1
(section 13.1) asks for an RDF merge. So triples of derivation and ontology are added only where nothing states them
yet, and a store whose graphs overlap all the same is asked through a merged copy in memory, and so are graphs that a
query or its scope names.

The engine keeps numbers by value: ``"007"^^xsd:integer`` comes back as 7. Dates keep the precision that they have.
"""

import logging
import os
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypedDict
from urllib.parse import quote

import pyoxigraph as ox

from partnergraph import resource
from partnergraph.errors import QueryError, Remedy, StoreError
from partnergraph.query import order, prepared
from partnergraph.query.prepared import Prepared
from partnergraph.storage import parser, solutions, worker
from partnergraph.storage.queryable import EVERYTHING, Made, Queryable, Scope
from partnergraph.storage.solutions import Solutions
from partnergraph.storage.worker import Limits
from partnergraph.vocab import GRAPH, PREFIXES
from partnergraph.writing import format

if TYPE_CHECKING:
    from partnergraph.storage.folder import Held

log = logging.getLogger(__name__)

DERIVED = ox.NamedNode(GRAPH + "derived")
ONTOLOGY = ox.NamedNode(GRAPH + "ontology")
FILES = ox.NamedNode(GRAPH + "files")
"""Where the record of each file lies that has a graph of its own (``partnergraph.loading.intake``)."""

SHARED = GRAPH + "shared/"
"""How a graph is named in which what a file says is parked, because the graph of another one has it; nobody sees it."""

_PLAIN = ox.DefaultGraph()
_MANY = 1 << 12  # quads, of which the engine makes files of their own rather than a step that it can undo
# The graphs are named because the engine otherwise looks at every quad: 0.4 s for a million. It is no ASK, which the
# engine never ends where it meets a damaged block.
_COUNT = "SELECT (COUNT(*) AS ?n) { SELECT ?s { { ?s ?p ?o } UNION { GRAPH ?g { ?s ?p ?o } } }"
_OVERLAP = """
    SELECT ?s { { %s GRAPH ?g { ?s ?p ?o } ?s ?p ?o } UNION
                { %s GRAPH ?g { ?s ?p ?o } GRAPH ?h { ?s ?p ?o } FILTER (?g != ?h) } } LIMIT 1
"""

GraphName = ox.NamedNode | ox.BlankNode | ox.DefaultGraph


class _Dataset(TypedDict, total=False):
    """Which graphs of an engine a query sees, as the engine's own options."""

    use_default_graph_as_union: bool
    default_graph: list[GraphName]
    named_graphs: list[ox.NamedNode | ox.BlankNode]


class Store(Queryable):
    """Triples in memory, or in a folder on disk opened to be read.

    >>> with Store() as store:
    ...     store.add_text("<urn:a> <urn:b> 1 .", format.TURTLE)
    ...     bool(store.query("ASK { ?s ?p 1 }"))
    True
    """

    def __init__(
        self, engine: ox.Store | None = None, *, without: ox.NamedNode | None = None, held: "Held | None" = None
    ) -> None:
        self._engine: ox.Store | None = ox.Store() if engine is None else engine
        self._held = held
        self._without = without
        self._shared = False
        self._disjoint = held is not None and held.disjoint
        self._files = 0
        self._kept: dict[Hashable, Any] = {}

    @classmethod
    def open(cls, folder: Path, *, without: ox.NamedNode | None = None) -> "Store":
        """Open the store in a folder to read it; ``StoreError`` if there is none or it cannot be opened.

        What lies in the graph ``without`` is left unseen.
        """
        from partnergraph.storage import folder as folders

        held = folders.hold(folder)
        try:
            return cls(ox.Store.read_only(folders.native(held.path)), without=without, held=held)
        except (OSError, RuntimeError, ValueError, MemoryError) as error:
            held.release()
            reason = " ".join(str(error).split())
            raise StoreError(f"{folder}: cannot be opened as a store: {reason}", Remedy.CHECK, str(folder)) from error

    def __len__(self) -> int:
        return len(self._live)

    @property
    def in_memory(self) -> bool:
        """Whether the triples lie in memory and in no folder."""
        return self._held is None

    @property
    def engine(self) -> ox.Store:
        """The engine, for who may change it now: nothing is kept of before; ``StoreError`` once the store is closed."""
        self._kept.clear()
        return self._live

    @property
    def _live(self) -> ox.Store:
        if self._engine is None:
            raise StoreError("the store is closed; open it again")
        return self._engine

    def kept(self, key: Hashable, make: Callable[[], Made]) -> Made:
        """Give what was made of the graph under a key, unless it was changed or shared since then, or make it.

        >>> store = Store()
        >>> store.kept("count", lambda: len(store)), store.kept("count", lambda: "not asked")
        (0, 0)
        >>> store.add_text("<urn:a> <urn:b> 1 .", format.TURTLE)
        >>> store.kept("count", lambda: len(store))
        1
        """
        if self._shared:
            return make()
        if key not in self._kept:
            self._kept[key] = make()
        found: Made = self._kept[key]
        return found

    def _forget(self) -> None:
        """Forget what was found out about the graph before it was changed."""
        self._kept.clear()
        self.__dict__.pop("_answering", None)

    def share(self) -> ox.Store:
        """Give the engine to somebody who may change it: from now on every query looks at it afresh."""
        self._shared = True
        return self._live

    def trust(self, *, disjoint: bool = True) -> None:
        """Believe from now on that no triple stands in two graphs that a query sees, or look for one again."""
        self._disjoint = disjoint
        self._forget()

    def close(self) -> None:
        """Let go of the engine; a folder on disk may then be opened by others."""
        self._engine = None
        self._forget()
        if self._held:
            self._held.release()

    def load(self, *paths: Path) -> None:
        """Add RDF files, all of them or none: at the first broken one ``InputError`` names file, line and column."""
        members = parser.meant(paths)[0]
        if len(members) > 1 and len(self._live):
            self._extend(quad for member in members for quad in self._named(parser.read(member)))
            return
        try:
            for member in members:
                self._take(parser.read(member))
        except BaseException:
            if len(members) > 1:  # of one file the engine itself takes all or nothing
                self._live.clear()
                self._forget()
            raise

    def _take(self, source: parser.Source) -> None:
        """Add one file, by the engine itself where no blank node has to be named; all of it or nothing."""
        if source.may_have_blank_nodes:
            self._extend(self._named(source))
            return
        self._files += 1
        with parser.complaining(source):
            self._live.load(source.content, source.engine_format, base_iri=source.base)
        self._forget()

    def load_shipped(self) -> None:
        """Add the shipped network: its files are whole and have no blank nodes, so the engine reads them by itself."""
        for path in resource.data():
            self._live.load(path=str(path))
        self._find_overlap(
            anew=True
        )  # quick while there is one graph; what is added to it where nothing states it adds none

    def add_text(self, text: str, syntax: format.Format) -> None:
        """Add RDF text; ``InputError`` names line and column, and nothing of it is added."""
        self._extend(self._named(parser.admitted(parser.Source(text.encode(), syntax))))

    def add_unstated(self, triples: Iterable[ox.Triple], graph: ox.NamedNode) -> None:
        """Add to a named graph those triples that no graph states yet."""
        known = self.__dict__.get("_answering")
        self._extend(list(self._unstated(triples, graph)))
        if known and known[0] is self._live and self._without is None:
            self.__dict__["_answering"] = known  # what nothing stated yet overlaps with nothing

    def _unstated(self, triples: Iterable[ox.Triple], graph: ox.NamedNode) -> Iterator[ox.Quad]:
        """Give as quads those triples that no graph states; a property that none uses is looked for once."""
        used = dict[ox.NamedNode, bool]()
        for triple in triples:
            about = triple.predicate
            if about not in used:
                used[about] = next(self._live.quads_for_pattern(None, about, None), None) is not None
            if not (used[about] and self.states(triple)):
                yield ox.Quad(triple.subject, about, triple.object, graph)

    def remove(self, quads: Iterable[ox.Quad]) -> None:
        """Take quads out."""
        for quad in quads:
            self._live.remove(quad)
        self._forget()

    def drop(self, graph: ox.NamedNode) -> None:
        """Take out all that one named graph holds."""
        self._live.remove_graph(graph)
        self._forget()

    def copy(self, *, most: int) -> "Store":
        """Give the same in memory, where it can be changed; ``StoreError`` if there are more than ``most`` quads."""
        if self._count(most + 1) > most:
            raise StoreError(f"the store holds more than {most:,} triples, too many for a copy in memory")
        kept = Store()
        kept._extend(list(self.quads()))
        kept.ties = self.ties
        return kept

    def _count(self, most: int) -> int:
        """Give how many quads there are that are not left unseen; the engine counts no further than ``most``."""
        named = [graph for graph in self._live.named_graphs() if graph != self._without and not _is_parked(graph)]
        text = f"{_COUNT} LIMIT {most} }}"
        found = self._live.query(text, default_graph=[_PLAIN], named_graphs=named)
        return next(int(row[0].value) for row in found) if isinstance(found, ox.QuerySolutions) else 0

    def holds(self, graph: GraphName) -> bool:
        """Say whether there is anything in a graph."""
        return next(self._live.quads_for_pattern(None, None, None, graph), None) is not None

    def repeats(self, quad: ox.Quad) -> bool:
        """Say whether more than one graph that a query sees holds the triple of a quad; what is derived is renewed."""
        found = self._live.quads_for_pattern(quad.subject, quad.predicate, quad.object)
        return sum(each.graph_name != DERIVED and not _is_parked(each.graph_name) for each in found) > 1

    def states(self, triple: ox.Triple) -> bool:
        """Say whether any graph holds a triple."""
        return next(self._live.quads_for_pattern(triple.subject, triple.predicate, triple.object), None) is not None

    def quads(self, graph: ox.NamedNode | ox.DefaultGraph | None = None) -> Iterator[ox.Quad]:
        """Give the quads of one graph, or of all."""
        quads = self._live.quads_for_pattern(None, None, None, graph)
        return quads if graph is not None else self._visible(quads)

    def about(self, thing: ox.NamedNode | ox.BlankNode) -> Iterator[ox.Quad]:
        """Give what is said of a thing in the graphs that a query sees; a triple that two of them hold comes twice."""
        return self._visible(self._live.quads_for_pattern(thing, None, None))

    def _visible(self, quads: Iterable[ox.Quad]) -> Iterator[ox.Quad]:
        return (quad for quad in quads if quad.graph_name != self._without and not _is_parked(quad.graph_name))

    def query(self, text: str, scope: Scope = EVERYTHING, limits: Limits | None = None) -> Solutions:
        """Give the engine's answer to a SPARQL 1.1 query; ``QueryError`` shows line, column and a caret.

        The standard prefixes are known without declaration. Updates and ``SERVICE`` are refused,
        and what would end the engine. With limits it is answered in a process of its own, and read whole.
        """
        if limits is None:
            return self._query(text, scope)
        if not self._held:
            self._find_overlap()  # once here, not in each copy of the process
        content = worker.work(lambda out: self._answer_apart(text, scope, limits.rows, out), limits)
        return solutions.unpack(content)

    def _query(self, text: str, scope: Scope) -> Solutions:
        query = prepared.read(text, scope.prefixes)
        prefixes = {**PREFIXES, **scope.prefixes}
        engine, dataset = self._seen(query, scope)
        try:
            return engine.query(query.asked.text, prefixes=prefixes, custom_functions=order.FUNCTIONS, **dataset)
        except SyntaxError as error:
            from partnergraph.query import diagnosis

            words = diagnosis.explain(query.text, query.given, str(error), scope.prefixes, query.asked)
            raise QueryError(words) from error
        except (OSError, RuntimeError, ValueError) as error:
            raise QueryError(f"query: cannot be run: {error}") from error

    def _answer_apart(self, text: str, scope: Scope, rows: int | None, out: int) -> None:
        """Write the answer to a query, in a copy of the process; a folder is opened anew: its threads are not here.

        Of more than so many rows one beyond is written, which tells that there are others.
        """
        store = Store.open(self._held.path, without=self._without) if self._held else self
        answer = store.query(text, scope)
        with os.fdopen(out, "wb") as stream:
            solutions.pack(answer if rows is None else solutions.first(answer, rows + 1)[0], stream)

    def _find_overlap(self, *, anew: bool = False) -> None:
        if self._shared or anew:
            self._forget()
        _ = self._answering

    def _seen(self, query: Prepared, scope: Scope) -> tuple[ox.Store, _Dataset]:
        """Give the engine to ask and which graphs a query sees: what it names itself (FROM) goes before the scope."""
        if query.origins is not None or scope.graphs:
            return self._merge(scope.graphs if query.origins is None else query.origins)
        self._find_overlap()
        return self._answering

    def _merge(self, names: tuple[str, ...]) -> tuple[ox.Store, _Dataset]:
        """Give the engine to ask about the merge of some graphs: a copy of it in memory where they overlap."""
        try:
            graphs = [graph for name in dict.fromkeys(names) for graph in _whole(name)]
        except ValueError:  # the engine tells which IRI is none, and where
            return self._live, {}
        copy = self.kept(("merge", names), lambda: self._merged(graphs))
        return (self._live, {"default_graph": graphs}) if copy is None else (copy, {"default_graph": [_PLAIN]})

    def _merged(self, graphs: list[GraphName]) -> ox.Store | None:
        """Give a copy whose default graph is the merge of some graphs; None where no triple stands in two of them."""
        held = [graph for graph in graphs if self.holds(graph)]
        named = [graph for graph in held if not isinstance(graph, ox.DefaultGraph)]
        apart = self._disjoint and not any(map(_is_parked, held))
        if len(held) < 2 or apart or not self._overlap(named, plain=_PLAIN in held):
            return None
        log.info("graphs overlap: a query runs on a merged copy of them in memory")
        copy = ox.Store()
        copy.extend(quad for quad in self.quads() if quad.graph_name != _PLAIN)
        for graph in held:
            copy.extend(ox.Quad(*quad.triple) for quad in self._live.quads_for_pattern(None, None, None, graph))
        return copy

    @cached_property
    def _answering(self) -> tuple[ox.Store, _Dataset]:
        """The engine to ask and what of it a query sees: a merged copy where its graphs overlap."""
        named = list(self._live.named_graphs())
        graphs = [graph for graph in named if graph != self._without and not _is_parked(graph)]
        seen = None if len(graphs) == len(named) else graphs
        if self._disjoint or not self._overlap(graphs):
            union: _Dataset = {"use_default_graph_as_union": True}
            return self._live, union if seen is None else {"default_graph": [_PLAIN, *seen], "named_graphs": seen}
        log.info("graphs overlap: queries run on a merged copy in memory")
        merged = ox.Store()
        merged.extend(self.quads())
        merged.extend(ox.Quad(quad.subject, quad.predicate, quad.object) for quad in self.quads())
        return merged, {}

    def _overlap(self, graphs: list[ox.NamedNode | ox.BlankNode], *, plain: bool = True) -> bool:
        """Say whether a triple stands in two of these graphs, or where it is ``plain`` in the default graph too."""
        seen: list[GraphName] = [_PLAIN] if plain else []
        text = _OVERLAP % (_among(graphs), _among(_others(graphs))) if graphs else ""
        rows = self._live.query(text, default_graph=seen, named_graphs=graphs) if graphs else None
        return isinstance(rows, ox.QuerySolutions) and next(rows, None) is not None

    def _named(self, source: parser.Source) -> Iterator[ox.Quad]:
        """Give the quads of one file or text, its blank nodes apart from those of all others."""
        self._files += 1
        return parser.named(parser.quads(source), f"f{self._files}b")

    def _extend(self, quads: Iterable[ox.Quad]) -> None:
        try:
            if isinstance(quads, list) and len(quads) > _MANY:
                self._live.bulk_extend(quads)  # none of them can fail, and on disk it takes less than half the time
            else:
                self._live.extend(quads)
        except OSError as error:
            raise StoreError(f"the store cannot be written: {error}") from error
        self._forget()


def _among(graphs: Sequence[GraphName]) -> str:
    named = all(isinstance(graph, ox.NamedNode) for graph in graphs)
    return f"VALUES ?g {{ {' '.join(map(str, graphs))} }}" if named else ""


def _others(graphs: Sequence[GraphName]) -> Sequence[GraphName]:
    """Give graphs but the one whose triples need not be looked for in the others, where these are looked for in it."""
    largest = DERIVED if DERIVED in graphs else graphs[0]
    return [graph for graph in graphs if graph != largest]


def _is_parked(graph: GraphName) -> bool:
    return isinstance(graph, ox.NamedNode) and graph.value.startswith(SHARED)


def _whole(graph: str) -> list[GraphName]:
    """Give a graph by its IRI, and the one with what is parked for it."""
    return [ox.NamedNode(graph) if graph else _PLAIN, ox.NamedNode(SHARED + quote(graph, safe=""))]
