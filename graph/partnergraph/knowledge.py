"""The knowledge graph: what can be asked of a graph, wherever it lies.

What a method needs beyond the query itself is imported when it is called: a query from the command line takes less
time than the imports of all rooms.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from partnergraph.errors import StoreError
from partnergraph.queryable import EVERYTHING, Queryable, Scope
from partnergraph.result import Result
from partnergraph.store import DERIVED, FILES, ONTOLOGY, Store
from partnergraph.table import Table
from partnergraph.term import Term
from partnergraph.worker import Limits

if TYPE_CHECKING:
    import networkx as nx
    import rdflib

    from partnergraph.duration import Duration
    from partnergraph.lifecycle import Stage
    from partnergraph.portrait import Portrait
    from partnergraph.problem import Problem
    from partnergraph.reason import Reason

SHIPPED = "Partner network of the European Society of Radiology"
MOST = 2_000_000
"""Triples of a store that are copied into memory, some 650 MB."""


class KnowledgeGraph:
    """Partners and their cooperation as RDF: queried with SPARQL, seen as a network, written as RDF.

    ``title`` heads its pictures; ``as_of`` is the day as of which it was opened, if any; ``files`` are those that it
    was loaded from. It holds its store until it is closed; use it in a ``with`` block.
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
        from partnergraph import dataset

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
        max_rows: int | None = None,
    ) -> Table:
        """Give the answer to a SPARQL 1.1 query as a table; ``QueryError`` shows line, column and a caret.

        Standard prefixes need no declaration; ``scope`` adds others, or names the graphs to look at. ``values`` are
        bound to variables: RDF terms, or texts as ``partnergraph.argument.term`` reads them. An ASK table is true when
        the answer is yes.

        With ``limits`` (seconds, bytes) the answer is found in a process of its own, and ``LimitError`` says which was
        reached. With ``max_rows`` no more rows are read, and ``more`` says whether there are any.

        >>> import partnergraph as pg
        >>> with pg.open() as graph:
        ...     graph.query("SELECT ?acronym { ?body skos:altLabel ?acronym }", {"body": "body:eortc"}).values(
        ...         "acronym"
        ...     )
        ['EORTC']
        """
        return self.stream(text, values, scope=scope, limits=limits, max_rows=max_rows).table()

    def stream(
        self,
        text: str,
        values: Mapping[str, str | Term] | None = None,
        *,
        scope: Scope = EVERYTHING,
        limits: Limits | None = None,
        max_rows: int | None = None,
    ) -> Result:
        """Give the answer to a SPARQL 1.1 query while it is found, to be written in a format (see ``query``)."""
        if values:
            from partnergraph import argument

            text = argument.bound(self.store, text, values, scope.prefixes)
        return Result(self.store.query(text, scope, limits and replace(limits, rows=max_rows)), max_rows)

    def ask(self, word: str, values: Mapping[str, str] | None = None, *, questions: Sequence[str | Path] = ()) -> Table:
        """Give the answer to a named question; ``values`` sets its parameters, the others keep their defaults.

        ``questions`` are folders with questions of one's own, beside the shipped ones. Where a default is today, it is
        the day as of which the graph was opened, if any.

        >>> import partnergraph as pg
        >>> with pg.open() as graph:
        ...     graph.ask("office-of", {"body": "EIBIR"}).values("town")
        ['Vienna']
        """
        from partnergraph import question

        return self.query(question.find(word, questions).bound(self.store, values or {}, today=self.as_of))

    def resolve(self, word: str) -> str:
        """Give the IRI that a name, acronym, prefixed name or IRI means; ``UnknownNameError`` tells the nearest names.

        >>> import partnergraph as pg
        >>> with pg.open() as graph:
        ...     graph.resolve("EIBALL")
        'https://w3id.org/partnergraph/id/body/eiball'
        """
        from partnergraph import name

        return name.resolve(self.store, word)

    def info(self, word: str) -> "Portrait":
        """Give all that is said of one thing: what it is, its ties in sections, its partners, its evidence.

        >>> import partnergraph as pg
        >>> with pg.open() as graph:
        ...     graph.info("EIBALL").sections[0].lines[0].name
        'ESR Research Committee'
        """
        from partnergraph import portrait

        return portrait.read(self.store, self.resolve(word))

    def list(self, kind: str | None = None) -> Table:
        """Give the things of a kind (a class or an everyday word, in the plural too), or without one all kinds.

        ``UnknownNameError`` tells the nearest kinds. See ``partnergraph.catalogue`` for the columns.

        >>> import partnergraph as pg
        >>> with pg.open() as graph:
        ...     "ESR Research Committee" in graph.list("committees").values("name")
        True
        """
        from partnergraph import catalogue

        return catalogue.kinds(self.store) if kind is None else catalogue.things(self.store, kind)

    def stats(self) -> Table:
        """Give the counts of things, ties, sources and disagreements as rows of group, name and value.

        >>> import partnergraph as pg
        >>> with pg.open() as graph:
        ...     {"all", "kind", "tie"} <= set(graph.stats().values("group"))
        True
        """
        from partnergraph import census

        return census.read(self.store)

    def why(self, one: str, other: str | None = None) -> "Reason":
        """Give what ties two things, each tie with its evidence, or what one thing rests on.

        Where nothing ties the two, ``tied`` is false and ``chain`` a shortest way between them.

        >>> import partnergraph as pg
        >>> with pg.open() as graph:
        ...     [cause.start for cause in graph.why("ESR", "EORTC").causes][:2]
        ['2014', '2017-09']
        """
        from partnergraph import reason

        first, second = self.resolve(one), self.resolve(other) if other else ""
        return reason.between(self.store, first, second) if second not in {"", first} else reason.of(self.store, first)

    def network(self, about: str | None = None, *, hops: int = 2) -> "nx.MultiGraph[str]":
        """Give the network as a ``networkx.MultiGraph`` (attributes: see ``partnergraph.network.build``).

        ``about`` names one thing: then only what lies within ``hops`` lines of it is kept, where a body, its agreement
        and the other party are two lines.

        >>> import partnergraph as pg
        >>> with pg.open() as graph:
        ...     graph.network("EIBALL", hops=1).nodes["https://w3id.org/partnergraph/id/body/eiball"]["type_label"]
        'Subcommittee'
        """
        from partnergraph import disagreement, incidence, network, profile

        centre = None if about is None else self.resolve(about)
        profiles = profile.read(self.store)
        day = self.as_of.isoformat() if self.as_of else ""
        licence = network.LICENCE if self.title == SHIPPED else ""
        found = incidence.shipped(self.store)
        disputed = disagreement.claims(disagreement.read(self.store, profiles))
        whole = network.build(found, profiles, title=self.title, licence=licence, as_of=day, disputed=disputed)
        return whole if centre is None else network.about(whole, centre, hops, profiles)

    def agreements(
        self, as_of: str | dt.date | None = None, *, party: str | None = None, soon: "Duration | None" = None
    ) -> "Sequence[Stage]":
        """Give where each agreement stands on a day, the most urgent first (see ``partnergraph.lifecycle``).

        ``as_of`` leaves out what was neither signed nor begun by that day, and the renewals by these. Without it the
        day is that of the graph or else today, and what is yet to begin is told as such. ``party`` names a body that
        has to be a party; what can end within ``soon`` (180 days) is expiring.

        >>> import partnergraph as pg
        >>> with pg.open() as graph:
        ...     [stage.words for stage in graph.agreements("2016-01-01", party="EORTC")]
        ['in force without known end']
        """
        from partnergraph import agreement, lifecycle, profile, span

        day = span.day(as_of) if as_of is not None else self.as_of or span.today()
        told = agreement.read(self.store, profile.read(self.store))
        known = [each for each in told if as_of is None or each.known(day)]
        body = None if party is None else self.resolve(party)
        found = lifecycle.stages(known, day, soon=soon or lifecycle.SOON)
        return [each for each in found if body is None or body in each.agreement.parties]

    def check(self, *shapes: str | Path, shipped: bool = True) -> "tuple[Problem, ...]":
        """Give every problem of what is stated, with file and line: what breaks the shipped SHACL shapes, or others.

        ``shapes`` are RDF files with shapes of your own, held against the graph beside the shipped ones unless
        ``shipped`` is false. ``InputError`` names one that cannot be read or applied.

        >>> import partnergraph as pg
        >>> with pg.open() as graph:
        ...     [problem for problem in graph.check() if problem.severity == "violation"]
        []
        """
        from partnergraph import check

        return check.problems(self._here(), self.files, shapes=map(Path, shapes), shipped=shipped)

    def export(self, form: str = "ttl", *, derived: bool | None = None) -> str:
        """Give what is stated as RDF text, and what is derived where the format keeps it in a graph of its own.

        ``form`` is a name, extension or media type of Turtle, TriG, N-Triples, N-Quads, RDF/XML or JSON-LD. Turtle,
        N-Triples and RDF/XML keep no graphs: derived ties in them, with ``derived``, would be read as stated. The
        ontology is not part of it. The same graph gives the same text.

        >>> import partnergraph as pg
        >>> with pg.open() as graph:
        ...     graph.export("nt", derived=False).count("EIBALL") > 0
        True
        """
        from partnergraph import export, format

        chosen = format.find(form, format.GRAPHS)
        left_out = {FILES, ONTOLOGY} | (set() if (chosen.datasets if derived is None else derived) else {DERIVED})
        return export.text((quad for quad in self.store.quads() if quad.graph_name not in left_out), chosen)

    def book(self, form: str = "xlsx") -> bytes:
        """Give what is stated as the sheets of a partnership office: "xlsx", or "csv", a zip file of tables.

        ``partnergraph import tables`` reads them back as the same graph. The same graph gives the same bytes.

        >>> import partnergraph as pg
        >>> with pg.open() as graph:
        ...     graph.book()[:2]
        b'PK'
        """
        from partnergraph import filing, format, workbook

        write = workbook.xlsx if format.find(form, format.BOOKS) is format.XLSX else workbook.zipped
        left_out = {DERIVED, FILES, ONTOLOGY}
        return write(filing.sheets(quad for quad in self.store.quads() if quad.graph_name not in left_out))

    def _here(self) -> Store:
        return self.store if isinstance(self.store, Store) else self.store.copy(most=MOST)
