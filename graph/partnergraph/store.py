"""The store: the one keeper of the embedded engine (pyoxigraph).

What files state lies in the default graph (or in the named graphs that a file itself uses), what rules derive in
``graph:derived``, the ontology in ``graph:ontology``. A query without ``GRAPH`` sees the merge of all graphs.

The engine's union of graphs repeats a triple that stands in two of them, which makes counts wrong; SPARQL 1.1
(section 13.1) asks for an RDF merge. So triples of derivation and ontology are added only where nothing states them
yet, and a store whose graphs overlap all the same is asked through a merged copy in memory.

The engine keeps numbers by value: ``"007"^^xsd:integer`` comes back as 7. Dates keep the precision that they have.
"""

import codecs
import logging
import os
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import Any, TypedDict

import pyoxigraph as ox

from partnergraph import format, gate, order, resource, solutions, sparql, worker
from partnergraph.errors import InputError, QueryError, StoreError
from partnergraph.queryable import EVERYTHING, Queryable, Scope
from partnergraph.solutions import Solutions
from partnergraph.term import Term
from partnergraph.vocab import GRAPH, PREFIXES
from partnergraph.worker import Limits

log = logging.getLogger(__name__)

DERIVED = ox.NamedNode(GRAPH + "derived")
ONTOLOGY = ox.NamedNode(GRAPH + "ontology")
_PLAIN = ox.DefaultGraph()
_OVERLAP = (
    "ASK { { GRAPH ?g { ?s ?p ?o } ?s ?p ?o } UNION { GRAPH ?g { ?s ?p ?o } GRAPH ?h { ?s ?p ?o } FILTER (?g != ?h) } }"
)

_UNNAMED = frozenset({ox.BlankNode, ox.Triple})

# what can begin a blank node; in Turtle and TriG also what RDF 1.2 says of a triple (<<, ~, {|)
_SIGNS: Mapping[format.Format, Sequence[bytes]] = {
    **dict.fromkeys((format.N_TRIPLES, format.N_QUADS), (b"_:",)),
    **dict.fromkeys((format.TURTLE, format.TRIG), (b"_:", b"[", b"(", b"<<", b"~", b"{|")),
}

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
        self, engine: ox.Store | None = None, *, without: ox.NamedNode | None = None, folder: Path | None = None
    ) -> None:
        self._engine: ox.Store | None = ox.Store() if engine is None else engine
        self._folder = folder
        self._without = without
        self._shared = False
        self._files = 0

    @classmethod
    def open(cls, folder: Path, *, without: ox.NamedNode | None = None) -> "Store":
        """Open the store in a folder to read it; ``StoreError`` if there is none or it cannot be opened.

        What lies in the graph ``without`` is left unseen.
        """
        if not (folder / "CURRENT").is_file():
            raise StoreError(f"{folder}: holds no store; give the folder that an Oxigraph store was written to")
        try:
            return cls(ox.Store.read_only(str(folder)), without=without, folder=folder)
        except (OSError, RuntimeError) as error:
            raise StoreError(f"{folder}: cannot be opened as a store: {error}") from error

    def __len__(self) -> int:
        return len(self.engine)

    @property
    def engine(self) -> ox.Store:
        """The engine; ``StoreError`` once the store is closed."""
        if self._engine is None:
            raise StoreError("the store is closed; open it again")
        return self._engine

    def share(self) -> ox.Store:
        """Give the engine to somebody who may change it: from now on every query looks at it afresh."""
        self._shared = True
        return self.engine

    def close(self) -> None:
        """Let go of the engine; a folder on disk may then be opened by others."""
        self._engine = None
        self.__dict__.pop("_answering", None)

    def load(self, *paths: Path) -> None:
        """Add RDF files, all of them or none: at the first broken one ``InputError`` names file, line and column."""
        if len(paths) > 1 and len(self.engine):
            self._extend(quad for path in paths for quad in self._named(_quads(_read(path))))
            return
        try:
            for path in paths:
                self._take(_read(path))
        except BaseException:
            if len(paths) > 1:  # of one file the engine itself takes all or nothing
                self.engine.clear()
            raise

    def _take(self, source: "_Source") -> None:
        """Add one file, by the engine itself where no blank node has to be named; all of it or nothing."""
        if source.may_have_blank_nodes:
            self._extend(self._named(_quads(source)))
            return
        self._files += 1
        with _complaining(source):
            self.engine.load(source.content, source.engine_format, base_iri=source.base)
        self.__dict__.pop("_answering", None)

    def load_shipped(self) -> None:
        """Add the shipped network: its files are whole and have no blank nodes, so the engine reads them by itself."""
        for path in resource.data():
            self.engine.load(path=str(path))
        self._find_overlap(
            anew=True
        )  # quick while there is one graph; what is added to it where nothing states it adds none

    def add_text(self, text: str, syntax: format.Format) -> None:
        """Add RDF text; ``InputError`` names line and column, and nothing of it is added."""
        self._extend(self._named(_quads(_admitted(_Source(text.encode(), syntax, "text", None)))))

    def add_unstated(self, triples: Iterable[ox.Triple], graph: ox.NamedNode) -> None:
        """Add to a named graph those triples that no graph states yet."""
        new = (
            ox.Quad(triple.subject, triple.predicate, triple.object, graph)
            for triple in triples
            if not self.states(triple)
        )
        known = self.__dict__.get("_answering")
        self._extend(list(new))
        if known and known[0] is self.engine and self._without is None:
            self.__dict__["_answering"] = known  # what nothing stated yet overlaps with nothing

    def remove(self, quads: Iterable[ox.Quad]) -> None:
        """Take quads out."""
        for quad in quads:
            self.engine.remove(quad)
        self.__dict__.pop("_answering", None)

    def drop(self, graph: ox.NamedNode) -> None:
        """Take out all that one named graph holds."""
        self.engine.remove_graph(graph)
        self.__dict__.pop("_answering", None)

    def copy(self, *, most: int) -> "Store":
        """Give the same in memory, where it can be changed; ``StoreError`` if there are more than ``most`` quads."""
        quads = list(islice(self.quads(), most + 1))
        if len(quads) > most:
            raise StoreError(f"the store holds more than {most:,} triples, too many for a copy in memory")
        kept = Store()
        kept._extend(quads)
        return kept

    def states(self, triple: ox.Triple) -> bool:
        """Say whether any graph holds a triple."""
        return next(self.engine.quads_for_pattern(triple.subject, triple.predicate, triple.object), None) is not None

    def quads(self, graph: ox.NamedNode | ox.DefaultGraph | None = None) -> Iterator[ox.Quad]:
        """Give the quads of one graph, or of all."""
        quads = self.engine.quads_for_pattern(None, None, None, graph)
        return quads if self._without is None else (quad for quad in quads if quad.graph_name != self._without)

    def query(self, text: str, scope: Scope = EVERYTHING, limits: Limits | None = None) -> Solutions:
        """Give the engine's answer to a SPARQL 1.1 query; ``QueryError`` shows line, column and a caret.

        The standard prefixes are known without declaration. Updates and ``SERVICE`` are refused,
        and what would end the engine. With limits it is answered in a process of its own, and read whole.
        """
        if limits is None:
            return self._query(text, scope)
        if not self._folder:
            self._find_overlap()  # once here, not in each copy of the process
        content = worker.work(lambda out: self._answer_apart(text, scope, limits.rows, out), limits)
        return solutions.unpack(content)

    def _query(self, text: str, scope: Scope) -> Solutions:
        text = text.removeprefix("\ufeff")
        gate.query(text)
        given = sparql.admit(text, scope.prefixes)
        asked = order.ranked(given)
        prefixes = {**PREFIXES, **scope.prefixes}
        engine, dataset = self._seen(given, scope)
        try:
            return engine.query(asked.text, prefixes=prefixes, custom_functions=order.FUNCTIONS, **dataset)
        except SyntaxError as error:
            from partnergraph import diagnosis

            raise QueryError(diagnosis.explain(text, given, str(error), scope.prefixes, asked)) from error
        except (OSError, RuntimeError, ValueError) as error:
            raise QueryError(f"query: cannot be run: {error}") from error

    def _answer_apart(self, text: str, scope: Scope, rows: int | None, out: int) -> None:
        """Write the answer to a query, in a copy of the process; a folder is opened anew: its threads are not here.

        Of more than so many rows one beyond is written, which tells that there are others.
        """
        store = Store.open(self._folder, without=self._without) if self._folder else self
        answer = store.query(text, scope)
        with os.fdopen(out, "wb") as stream:
            solutions.pack(answer if rows is None else solutions.first(answer, rows + 1)[0], stream)

    def _find_overlap(self, *, anew: bool = False) -> None:
        if self._shared or anew:
            self.__dict__.pop("_answering", None)
        _ = self._answering

    def _seen(self, given: str, scope: Scope) -> tuple[ox.Store, _Dataset]:
        """Give the engine to ask and which graphs a query sees: what it names itself (FROM) goes before the scope."""
        if sparql.names_graphs(given):
            return self.engine, {}
        if scope.graphs:
            return self.engine, {"default_graph": [ox.NamedNode(each) if each else _PLAIN for each in scope.graphs]}
        self._find_overlap()
        return self._answering

    @cached_property
    def _answering(self) -> tuple[ox.Store, _Dataset]:
        """The engine to ask and what of it a query sees: a merged copy where its graphs overlap."""
        seen = None if self._without is None else [g for g in self.engine.named_graphs() if g != self._without]
        if not self.engine.query(_OVERLAP, named_graphs=seen):
            union: _Dataset = {"use_default_graph_as_union": True}
            return self.engine, union if seen is None else {"default_graph": [_PLAIN, *seen], "named_graphs": seen}
        log.info("graphs overlap: queries run on a merged copy in memory")
        merged = ox.Store()
        merged.extend(self.quads())
        merged.extend(ox.Quad(quad.subject, quad.predicate, quad.object) for quad in self.quads())
        return merged, {}

    def _named(self, quads: Iterable[ox.Quad]) -> Iterator[ox.Quad]:
        """Give the quads of one file with its blank nodes named in their order, so that every run names them alike."""
        self._files += 1
        names: dict[ox.BlankNode, ox.BlankNode] = {}
        for quad in quads:
            if (  # a loop over the terms would take three times as long
                type(quad.object) in _UNNAMED or type(quad.subject) in _UNNAMED or type(quad.graph_name) in _UNNAMED
            ):
                yield ox.Quad(*(_renamed(term, names, self._files) for term in quad))
            else:
                yield quad

    def _extend(self, quads: Iterable[ox.Quad]) -> None:
        try:
            self.engine.extend(quads)
        except OSError as error:
            raise StoreError(f"the store cannot be written: {error}") from error
        self.__dict__.pop("_answering", None)


def _renamed(term: Term, names: dict[ox.BlankNode, ox.BlankNode], file: int) -> Any:  # noqa: ANN401 - as what it was
    """Give a blank node its new name, also inside a triple term; any other term stays."""
    if isinstance(term, ox.Triple):
        return ox.Triple(*(_renamed(part, names, file) for part in term))
    if not isinstance(term, ox.BlankNode):
        return term
    return names.setdefault(term, ox.BlankNode(f"f{file}b{len(names)}"))


@dataclass(frozen=True, slots=True)
class _Source:
    """RDF that is yet to be parsed: its bytes, their format, the name told in complaints, the base of its IRIs."""

    content: bytes
    syntax: format.Format
    name: str
    base: str | None

    @property
    def engine_format(self) -> ox.RdfFormat:
        """The format as the engine knows it."""
        found = ox.RdfFormat.from_media_type(self.syntax.media_type)
        if found is None:
            raise InputError(f"{self.name}: {self.syntax.media_type} cannot be read")
        return found

    @property
    def may_have_blank_nodes(self) -> bool:
        """Whether a sign of one is in it; one within a string counts too, and costs time only."""
        signs = _SIGNS.get(self.syntax)
        return signs is None or any(sign in self.content for sign in signs)


def _read(path: Path) -> _Source:
    syntax = format.of_path(path, format.GRAPHS)
    try:
        content = path.read_bytes()
    except OSError as error:
        raise InputError(f"{path}: cannot be read: {error.strerror or error}") from error
    return _admitted(_Source(content.removeprefix(codecs.BOM_UTF8), syntax, str(path), path.absolute().as_uri()))


def _admitted(source: _Source) -> _Source:
    gate.file(source.content, source.syntax, source.name)
    return source


def _quads(source: _Source) -> Iterator[ox.Quad]:
    with _complaining(source):
        yield from ox.parse(source.content, format=source.engine_format, base_iri=source.base)


@contextmanager
def _complaining(source: _Source) -> Iterator[None]:
    """Tell what the engine says of a source as an error with its place."""
    try:
        yield
    except SyntaxError as error:
        raise InputError(_complaint(source.name, source.syntax, error)) from error
    except (ValueError, MemoryError) as error:
        raise InputError(
            f"{source.name}: cannot be taken in: {error}; a literal or IRI holds at most 16 MiB"
        ) from error
    except OSError as error:
        raise StoreError(f"the store cannot be written: {error}") from error


def _complaint(name: str, syntax: format.Format, error: SyntaxError) -> str:
    reason = re.sub(r"^Parser error (?:at|between) .*?: ", "", " ".join(str(error.msg).split()))
    place = f"{name}:{error.lineno}:{error.offset}" if error.lineno else name
    return f"{place}: {reason[:300]}; this is not valid {syntax.media_type}"
