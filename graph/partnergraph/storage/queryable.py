"""Queryable: the face of every graph that SPARQL can be asked of, in memory, in a folder or on another machine.

The rooms above ask in SPARQL alone, so that a question, a network or a page is the same wherever the graph lies. What
changes a graph, or looks at single triples of it, needs a ``Store``.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable, Hashable, Iterator, Mapping
from dataclasses import dataclass, field
from types import TracebackType
from typing import TYPE_CHECKING, Self, TypeVar

import pyoxigraph as ox

from partnergraph.errors import QueryError
from partnergraph.storage.solutions import Solutions
from partnergraph.storage.worker import Limits

if TYPE_CHECKING:
    from partnergraph.storage.store import Store
    from partnergraph.ties.incidence import Incidence


Made = TypeVar("Made")


@dataclass(frozen=True, slots=True)
class Scope:
    """What a query is read with.

    ``prefixes`` are known beside the standard ones. ``graphs`` are the IRIs of the graphs that it sees where it names
    none itself (``""`` is the default graph); without any it sees the merge of all graphs.

    >>> Scope(graphs=("",)).prefixes
    {}
    """

    prefixes: Mapping[str, str] = field(default_factory=dict)
    graphs: tuple[str, ...] = ()


EVERYTHING = Scope()


class Queryable(ABC):
    """A graph that answers SPARQL 1.1 queries; it holds what it needs for that until it is closed.

    ``ties`` are those of a network that was read as such (``partnergraph.networks.given``): no query finds them, and
    there are no others.
    """

    ties: "tuple[Incidence, ...] | None" = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    @abstractmethod
    def close(self) -> None:
        """Let go of what answers."""

    @abstractmethod
    def query(self, text: str, scope: Scope = EVERYTHING, limits: Limits | None = None) -> Solutions:
        """Give the answer to a SPARQL 1.1 query over the merge of all graphs, or those of a scope.

        ``QueryError`` says what is wrong with the query. The standard prefixes are known without declaration; updates
        and ``SERVICE`` are refused. ``LimitError`` says which limit was reached.
        """

    @abstractmethod
    def quads(self, graph: ox.NamedNode | ox.DefaultGraph | None = None) -> Iterator[ox.Quad]:
        """Give the quads of one graph, or of all."""

    @abstractmethod
    def copy(self, *, most: int) -> "Store":
        """Give the same in memory, where it can be changed; ``StoreError`` if there are more than ``most`` quads."""

    def kept(self, key: Hashable, make: Callable[[], Made]) -> Made:  # noqa: ARG002 - a store that keeps it needs it
        """Give what was made of the graph under a key, while that cannot have changed since, or make it."""
        return make()

    def select(self, text: str, scope: Scope = EVERYTHING) -> ox.QuerySolutions:
        """Give the solutions of a SELECT query; any other form is a ``QueryError``."""
        answer = self.query(text, scope)
        if not isinstance(answer, ox.QuerySolutions):
            raise QueryError("query: a SELECT query was expected here")
        return answer

    def says(self, text: str) -> bool:
        """Give the answer to an ASK query; any other form is a ``QueryError``."""
        answer = self.query(text)
        if not isinstance(answer, ox.QueryBoolean):
            raise QueryError("query: an ASK query was expected here")
        return bool(answer)

    def construct(self, text: str) -> Iterator[ox.Triple]:
        """Give the triples of a CONSTRUCT or DESCRIBE query; any other form is a ``QueryError``."""
        answer = self.query(text)
        if not isinstance(answer, ox.QueryTriples):
            raise QueryError("query: a CONSTRUCT or DESCRIBE query was expected here")
        return answer
