"""Holdings: a graph that is held open, wherever it lies - its store, its day and its title, and the asking of it."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from partnergraph.errors import StoreError
from partnergraph.questions.result import Result
from partnergraph.storage.queryable import EVERYTHING, Queryable, Scope
from partnergraph.storage.store import Store
from partnergraph.storage.worker import Limits
from partnergraph.values.table import Table
from partnergraph.values.term import Term

if TYPE_CHECKING:
    import rdflib

SHIPPED = "Partner network of the European Society of Radiology"
"""The title of the network that is shipped."""


class Holding:
    """A store that is held until it is closed, and what can be asked of any graph.

    ``title`` heads its pictures; ``as_of`` is the day as of which it was opened, if any; ``files`` are those that it
    was loaded from.
    """

    def __init__(
        self,
        store: Queryable,
        *,
        title: str = "Partner network",
        as_of: dt.date | None = None,
        files: tuple[Path, ...] = (),
    ) -> None:
        self.store = store
        self.title = title
        self.as_of = as_of
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
        """The same triples as an ``rdflib.Dataset``: no copy, whatever one changes the other sees.

        What is asked through it goes to the engine as it is: no limit holds there, and what would end the engine ends
        this process. Ask what comes from others with ``query``.
        """
        from partnergraph.storage import dataset

        return dataset.over(self.local.share())

    @property
    def local(self) -> Store:
        """The store where it lies on this machine; ``StoreError`` where it does not."""
        if not isinstance(self.store, Store):
            raise StoreError("this needs the graph here, and it lies on another machine; give it as a file or a store")
        return self.store

    def query(
        self,
        text: str,
        values: Mapping[str, str | Term] | None = None,
        *,
        scope: Scope = EVERYTHING,
        limits: Limits | None = None,
        most: int | None = None,
    ) -> Table:
        """Give the answer to a SPARQL 1.1 query as a table; ``QueryError`` shows line, column and a caret.

        Standard prefixes need no declaration; ``scope`` adds others, or names the graphs to look at. ``values`` are
        bound to variables: RDF terms, or texts as ``partnergraph.questions.argument.term`` reads them. An ASK table is
        true when the answer is yes.

        With ``limits`` (seconds, bytes) the answer is found in a process of its own, and ``LimitError`` says which was
        reached. At most ``most`` rows are read, and ``more`` says whether there are others.

        >>> import partnergraph as pg
        >>> with pg.open() as graph:
        ...     graph.query("SELECT ?acronym { ?body skos:altLabel ?acronym }", {"body": "body:eortc"}).values(
        ...         "acronym"
        ...     )
        ['EORTC']
        """
        return self.stream(text, values, scope=scope, limits=limits, most=most).table()

    def stream(
        self,
        text: str,
        values: Mapping[str, str | Term] | None = None,
        *,
        scope: Scope = EVERYTHING,
        limits: Limits | None = None,
        most: int | None = None,
    ) -> Result:
        """Give the answer to a SPARQL 1.1 query while it is found, to be written in a format (see ``query``)."""
        if values:
            from partnergraph.questions import argument

            text = argument.bound(self.store, text, values, scope.prefixes)
        return Result(self.store.query(text, scope, limits and replace(limits, rows=most)), most)

    def ask(
        self,
        name: str,
        values: Mapping[str, str] | None = None,
        *,
        questions: str | Path | Sequence[str | Path] = (),
    ) -> Table:
        """Give the answer to a named question; ``values`` sets its parameters, the others keep their defaults.

        ``questions`` are folders with questions of one's own, beside the shipped ones. Where a default is today, it is
        the day as of which the graph was opened, if any.

        >>> import partnergraph as pg
        >>> with pg.open() as graph:
        ...     graph.ask("office-of", {"body": "EIBIR"}).values("town")
        ['Vienna']
        """
        from partnergraph.questions import question

        folders = (questions,) if isinstance(questions, str | Path) else questions
        return self.query(question.find(name, folders).bound(self.store, values or {}, today=self.as_of))

    def resolve(self, name: str) -> str:
        """Give the IRI that a name, acronym, prefixed name or IRI means; ``UnknownNameError`` tells the nearest names.

        Of bodies that were accepted as one it is the one that stands for them in networks.

        >>> import partnergraph as pg
        >>> with pg.open() as graph:
        ...     graph.resolve("EIBALL")
        'https://w3id.org/partnergraph/id/body/eiball'
        """
        from partnergraph.questions import name as names
        from partnergraph.ties import identity

        return identity.read(self.store).one(names.resolve(self.store, name))

    def day(self, as_of: str | dt.date | None = None) -> dt.date:
        """Give the day that is meant: ``as_of``, or else that as of which the graph was opened, or else today."""
        from partnergraph.values import span

        return span.day(as_of) if as_of is not None else self.as_of or span.today()
