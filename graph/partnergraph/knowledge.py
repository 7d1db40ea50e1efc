"""The knowledge graph: one store, and what can be asked of it."""

from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from partnergraph import check as checking
from partnergraph import export as exporting
from partnergraph import format, name, ontology, question, resource, rule
from partnergraph.problem import Problem
from partnergraph.result import Result
from partnergraph.store import DERIVED, ONTOLOGY, Store
from partnergraph.table import Table

if TYPE_CHECKING:
    import networkx as nx
    import rdflib

SHIPPED = "Partner network of the European Society of Radiology"


def open(*files: str | Path, store: str | Path | None = None, derive: bool = True) -> "KnowledgeGraph":
    """Open a knowledge graph: the shipped network, RDF files instead of it, or a store in a folder.

    ``files`` are loaded into memory, all or none; a broken one raises ``InputError`` with file, line and column.
    ``store`` is the folder of an Oxigraph store, opened to be read (``StoreError`` if there is none). In memory the
    ontology is there too, and ``derive`` adds the ties that the shipped rules derive.

    >>> with open() as graph:
    ...     bool(graph.query("ASK { body:esr a pg:Society }"))
    True
    """
    if store is not None:
        return KnowledgeGraph(Store.open(Path(store)))
    kept = Store()
    paths = tuple(map(Path, files)) or resource.data()
    kept.load(*paths)
    kept.add_unstated(ontology.triples(), ONTOLOGY)
    if derive:
        rule.derive(kept)
    return KnowledgeGraph(kept, title="Partner network" if files else SHIPPED, files=paths)


class KnowledgeGraph:
    """Partners and their cooperation as RDF: queried with SPARQL, seen as a network, written as RDF.

    ``title`` heads its pictures, ``files`` are those that it was loaded from. It holds its store until it is closed;
    use it in a ``with`` block.
    """

    def __init__(self, store: Store, *, title: str = "Partner network", files: tuple[Path, ...] = ()) -> None:
        self.store = store
        self.title = title
        self.files = files

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the store."""
        self.store.close()

    @property
    def graph(self) -> "rdflib.Dataset":
        """The same triples as an ``rdflib.Dataset``: no copy, whatever one changes the other sees."""
        from partnergraph import dataset

        return dataset.over(self.store.engine)

    def query(self, text: str) -> Table:
        """Give the answer to a SPARQL 1.1 query as a table; ``QueryError`` shows line, column and a caret.

        Standard prefixes need no declaration. An ASK table is true when the answer is yes.

        >>> with open() as graph:
        ...     graph.query("SELECT ?acronym { body:eortc skos:altLabel ?acronym }").values("acronym")
        ['EORTC']
        """
        return self.stream(text).table()

    def stream(self, text: str) -> Result:
        """Give the answer to a SPARQL 1.1 query while it is found, to be written in a format."""
        return Result(self.store.query(text))

    def ask(self, word: str, values: Mapping[str, str] | None = None) -> Table:
        """Give the answer to a named question; ``values`` sets its parameters, the others keep their defaults.

        >>> with open() as graph:
        ...     graph.ask("office-of", {"body": "EIBIR"}).values("town")
        ['Vienna']
        """
        return self.query(question.find(word).bound(self.store, values or {}))

    def resolve(self, word: str) -> str:
        """Give the IRI that a name, acronym, prefixed name or IRI means; ``UnknownNameError`` tells the nearest names.

        >>> with open() as graph:
        ...     graph.resolve("EIBALL")
        'https://w3id.org/partnergraph/id/body/eiball'
        """
        return name.resolve(self.store, word)

    def network(self, about: str | None = None, *, hops: int = 2) -> "nx.MultiGraph[str]":
        """Give the network as a ``networkx.MultiGraph`` (attributes: see ``partnergraph.network.build``).

        ``about`` names one thing: then only what lies within ``hops`` lines of it is kept, where a body, its agreement
        and the other party are two lines.

        >>> with open() as graph:
        ...     graph.network("EIBALL", hops=1).nodes["https://w3id.org/partnergraph/id/body/eiball"]["type_label"]
        'Subcommittee'
        """
        from partnergraph import incidence, network, profile

        centre = self.resolve(about) if about else ""
        profiles = profile.read(self.store)
        whole = network.build(incidence.shipped(self.store), profiles, title=self.title)
        return network.about(whole, centre, hops, profiles) if centre else whole

    def check(self, *shapes: str | Path, shipped: bool = True) -> tuple[Problem, ...]:
        """Give every problem of what is stated, with file and line: what breaks the shipped SHACL shapes, or others.

        ``shapes`` are RDF files with shapes of your own, held against the graph beside the shipped ones unless
        ``shipped`` is false. ``InputError`` names one that cannot be read or applied.

        >>> with open() as graph:
        ...     graph.check()
        ()
        """
        return checking.problems(self.store, self.files, shapes=map(Path, shapes), shipped=shipped)

    def export(self, form: str = "ttl", *, derived: bool = True) -> str:
        """Give what is stated, and what is derived unless ``derived`` is false, as RDF text.

        ``form`` is a name, extension or media type of Turtle, TriG, N-Triples, N-Quads, RDF/XML or JSON-LD. The
        ontology is not part of it. The same graph gives the same text.

        >>> with open() as graph:
        ...     graph.export("nt", derived=False).count("EIBALL") > 0
        True
        """
        left_out = {ONTOLOGY} if derived else {ONTOLOGY, DERIVED}
        quads = (quad for quad in self.store.quads() if quad.graph_name not in left_out)
        return exporting.text(quads, format.find(form, format.GRAPHS))
