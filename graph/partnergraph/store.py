"""The store: the one keeper of the embedded engine (pyoxigraph).

What files state lies in the default graph (or in the named graphs that a file itself uses), what rules derive in
``graph:derived``, the ontology in ``graph:ontology``. A query without ``GRAPH`` sees the merge of all graphs.

The engine's union of graphs repeats a triple that stands in two of them, which makes counts wrong; SPARQL 1.1
(section 13.1) asks for an RDF merge. So triples of derivation and ontology are added only where nothing states them
yet, and a store whose graphs overlap all the same is asked through a merged copy in memory.

The engine keeps numbers by value: ``"007"^^xsd:integer`` comes back as 7. Dates keep the precision that they have.
"""

import logging
import re
from collections.abc import Iterable, Iterator
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import Self

import pyoxigraph as ox

from partnergraph import diagnosis, format, gate, sparql
from partnergraph.errors import InputError, QueryError, StoreError
from partnergraph.vocab import GRAPH, PREFIXES

log = logging.getLogger(__name__)

DERIVED = ox.NamedNode(GRAPH + "derived")
ONTOLOGY = ox.NamedNode(GRAPH + "ontology")
_OVERLAP = (
    "ASK { { GRAPH ?g { ?s ?p ?o } ?s ?p ?o } UNION { GRAPH ?g { ?s ?p ?o } GRAPH ?h { ?s ?p ?o } FILTER (?g != ?h) } }"
)

Solutions = ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples


class Store:
    """Triples in memory, or in a folder on disk opened to be read.

    >>> with Store() as store:
    ...     store.add_text("<urn:a> <urn:b> 1 .", format.TURTLE)
    ...     bool(store.query("ASK { ?s ?p 1 }"))
    True
    """

    def __init__(self, engine: ox.Store | None = None) -> None:
        self.engine = ox.Store() if engine is None else engine

    @classmethod
    def open(cls, folder: Path) -> "Store":
        """Open the store in a folder to read it; ``StoreError`` if there is none or it cannot be opened."""
        if not (folder / "CURRENT").is_file():
            raise StoreError(f"{folder}: holds no store; give the folder that an Oxigraph store was written to")
        try:
            return cls(ox.Store.read_only(str(folder)))
        except (OSError, RuntimeError) as error:
            raise StoreError(f"{folder}: cannot be opened as a store: {error}") from error

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def __len__(self) -> int:
        return len(self.engine)

    def close(self) -> None:
        """Let go of the engine; a folder on disk may then be opened by others."""
        self.engine = ox.Store()
        self.__dict__.pop("_answering", None)

    def load(self, *paths: Path) -> None:
        """Add RDF files, all of them or none: at the first broken one ``InputError`` names file, line and column."""
        self._extend(quad for path in paths for quad in _parse_file(path))

    def add_text(self, text: str, syntax: format.Format) -> None:
        """Add RDF text; ``InputError`` names line and column, and nothing of it is added."""
        self._extend(_parse(text.encode(), syntax, "text", None))

    def add_unstated(self, triples: Iterable[ox.Triple], graph: ox.NamedNode) -> None:
        """Add to a named graph those triples that no graph states yet."""
        new = (
            ox.Quad(triple.subject, triple.predicate, triple.object, graph)
            for triple in triples
            if not self.states(triple)
        )
        self._extend(list(new))

    def states(self, triple: ox.Triple) -> bool:
        """Say whether any graph holds a triple."""
        return next(self.engine.quads_for_pattern(triple.subject, triple.predicate, triple.object), None) is not None

    def quads(self, graph: ox.NamedNode | ox.DefaultGraph | None = None) -> Iterator[ox.Quad]:
        """Give the quads of one graph, or of all."""
        return self.engine.quads_for_pattern(None, None, None, graph)

    def query(self, text: str) -> Solutions:
        """Give the engine's answer to a SPARQL 1.1 query; ``QueryError`` shows line, column and a caret.

        The standard prefixes are known without declaration. Updates and ``SERVICE`` are refused,
        and what would end the engine.
        """
        text = text.removeprefix("\ufeff")
        gate.query(text)
        given = sparql.admit(text)
        try:
            engine, union = self._answering
            return engine.query(given, prefixes=dict(PREFIXES), use_default_graph_as_union=union)
        except SyntaxError as error:
            raise QueryError(diagnosis.explain(text, given, str(error))) from error
        except (OSError, RuntimeError, ValueError) as error:
            raise QueryError(f"query: cannot be run: {error}") from error

    def select(self, text: str) -> Iterator[ox.QuerySolution]:
        """Give the solutions of a SELECT query; any other form is a ``QueryError``."""
        answer = self.query(text)
        if not isinstance(answer, ox.QuerySolutions):
            raise QueryError("query: a SELECT query was expected here")
        return answer

    def construct(self, text: str) -> Iterator[ox.Triple]:
        """Give the triples of a CONSTRUCT or DESCRIBE query; any other form is a ``QueryError``."""
        answer = self.query(text)
        if not isinstance(answer, ox.QueryTriples):
            raise QueryError("query: a CONSTRUCT or DESCRIBE query was expected here")
        return answer

    @cached_property
    def _answering(self) -> tuple[ox.Store, bool]:
        """The engine to ask and whether it has to unite its graphs: a merged copy where they overlap."""
        if not self.engine.query(_OVERLAP):
            return self.engine, True
        log.info("graphs overlap: queries run on a merged copy in memory")
        merged = ox.Store()
        merged.extend(self.engine)
        merged.extend(ox.Quad(quad.subject, quad.predicate, quad.object) for quad in self.engine)
        return merged, False

    def _extend(self, quads: Iterable[ox.Quad]) -> None:
        try:
            self.engine.extend(quads)
        except OSError as error:
            raise StoreError(f"the store cannot be written: {error}") from error
        self.__dict__.pop("_answering", None)


def _parse_file(path: Path) -> Iterator[ox.Quad]:
    syntax = format.of_path(path, format.GRAPHS)
    try:
        content = path.read_bytes()
    except OSError as error:
        raise InputError(f"{path}: cannot be read: {error.strerror or error}") from error
    return _parse(content, syntax, str(path), path.absolute().as_uri())


def _parse(content: bytes, syntax: format.Format, name: str, base: str | None) -> Iterator[ox.Quad]:
    gate.file(content, syntax, name)
    engine_format = ox.RdfFormat.from_media_type(syntax.media_type)
    try:
        yield from ox.parse(content, format=engine_format, base_iri=base, rename_blank_nodes=True)
    except SyntaxError as error:
        raise InputError(_complaint(name, syntax, error)) from error
    except (ValueError, MemoryError) as error:
        raise InputError(f"{name}: cannot be taken in: {error}; a literal or IRI holds at most 16 MiB") from error


def _complaint(name: str, syntax: format.Format, error: SyntaxError) -> str:
    reason = re.sub(r"^Parser error (?:at|between) .*?: ", "", " ".join(str(error.msg).split()))
    place = f"{name}:{error.lineno}:{error.offset}" if error.lineno else name
    return f"{place}: {reason[:300]}; this is not valid {syntax.media_type}"
