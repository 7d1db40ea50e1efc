"""The knowledge graph: what can be asked of a graph, wherever it lies.

What a method needs beyond the query itself is imported when it is called: a query from the command line takes less
time than the imports of all rooms.
"""

import datetime as dt
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from partnergraph.reading import Reading
from partnergraph.storage.store import DERIVED, FILES, ONTOLOGY, Store
from partnergraph.values.table import Table

if TYPE_CHECKING:
    import networkx as nx

    from partnergraph.agreements.lifecycle import Stage
    from partnergraph.checking.problem import Problem
    from partnergraph.profiles.portrait import Portrait
    from partnergraph.profiles.reason import Reason
    from partnergraph.values.duration import Duration

MOST = 2_000_000
"""Triples of a store that are copied into memory, some 650 MB."""


class KnowledgeGraph(Reading):
    """Partners and their cooperation as RDF: queried with SPARQL, seen as a network, written as RDF.

    ``title`` heads its pictures; ``as_of`` is the day as of which it was opened, if any; ``files`` are those that it
    was loaded from. It holds its store until it is closed; use it in a ``with`` block.
    """

    @classmethod
    def from_networkx(cls, graph: "nx.Graph[Any]", *, title: str = "") -> "KnowledgeGraph":
        """Give a networkx graph as a knowledge graph, to be ranked, grouped, compared and drawn as any other.

        Attributes are those that ``network`` and ``Projection.to_networkx`` write (see
        ``partnergraph.networks.given``), none is needed, and other keys than IRIs are made some. ``FormatError`` names
        the node or the edge with a wrong one.

        >>> import networkx
        >>> with KnowledgeGraph.from_networkx(networkx.star_graph(3)) as graph:
        ...     graph.rank("degree").values("body")[0]
        '0'
        """
        from partnergraph.networks import given

        return cls(given.store(graph), title=title or str(graph.graph.get("title") or "Partner network"))

    def info(self, name: str) -> "Portrait":
        """Give all that is said of one thing: what it is, its ties in sections, its partners, its evidence.

        >>> import partnergraph as pg
        >>> with pg.open() as graph:
        ...     graph.info("EIBALL").sections[0].lines[0].name
        'ESR Research Committee'
        """
        from partnergraph.profiles import portrait

        return portrait.read(self.store, self.resolve(name))

    def list(self, kind: str | None = None) -> Table:
        """Give the things of a kind (a class or an everyday word, in the plural too), or without one all kinds.

        ``UnknownNameError`` tells the nearest kinds. See ``partnergraph.profiles.catalogue`` for the columns.

        >>> import partnergraph as pg
        >>> with pg.open() as graph:
        ...     "ESR Research Committee" in graph.list("committees").values("name")
        True
        """
        from partnergraph.profiles import catalogue

        return catalogue.kinds(self.store) if kind is None else catalogue.things(self.store, kind)

    def stats(self) -> Table:
        """Give the counts of things, ties, sources and disagreements as rows of group, name and value.

        >>> import partnergraph as pg
        >>> with pg.open() as graph:
        ...     {"all", "kind", "tie"} <= set(graph.stats().values("group"))
        True
        """
        from partnergraph.profiles import census

        return census.read(self.store)

    def why(self, one: str, other: str | None = None) -> "Reason":
        """Give what ties two things, each tie with its evidence, or what one thing rests on.

        Where nothing ties the two, ``tied`` is false and ``chain`` a shortest way between them.

        >>> import partnergraph as pg
        >>> with pg.open() as graph:
        ...     [cause.start for cause in graph.why("ESR", "EORTC").causes][:2]
        ['2014', '2017-09']
        """
        from partnergraph.profiles import reason

        first, second = self.resolve(one), self.resolve(other) if other else ""
        return reason.between(self.store, first, second) if second not in {"", first} else reason.of(self.store, first)

    def agreements(
        self, *, as_of: str | dt.date | None = None, party: str | None = None, soon: "Duration | None" = None
    ) -> "Sequence[Stage]":
        """Give where each agreement stands on a day, the most urgent first (see ``partnergraph.agreements.lifecycle``).

        ``as_of`` leaves out what was neither signed nor begun by that day, and the renewals by these. Without it the
        day is that of the graph or else today, and what is yet to begin is told as such. ``party`` names a body that
        has to be a party; what can end within ``soon`` (180 days) is expiring.

        >>> import partnergraph as pg
        >>> with pg.open() as graph:
        ...     [stage.words for stage in graph.agreements(as_of="2016-01-01", party="EORTC")]
        ['in force without known end']
        """
        from partnergraph.agreements import agreement, lifecycle
        from partnergraph.profiles import profile
        from partnergraph.ties import identity

        day = self.day(as_of)
        told = agreement.read(self.store, profile.read(self.store))
        known = [each for each in told if as_of is None or each.known(day)]
        found = lifecycle.stages(known, day, soon=soon or lifecycle.SOON)
        bodies = () if party is None else identity.read(self.store).all(self.resolve(party))
        return [each for each in found if party is None or not {*bodies}.isdisjoint(each.agreement.parties)]

    def validate(self, *shapes: str | Path, shipped: bool = True) -> "tuple[Problem, ...]":
        """Give every problem of what is stated, with file and line: what breaks the shipped SHACL shapes, or others.

        ``shapes`` are RDF files with shapes of your own, held against the graph beside the shipped ones unless
        ``shipped`` is false. ``InputError`` names one that cannot be read or applied.

        >>> import partnergraph as pg
        >>> with pg.open() as graph:
        ...     [problem for problem in graph.validate() if problem.severity == "violation"]
        []
        """
        from partnergraph.checking import check

        return check.problems(self._here(), self.files, shapes=map(Path, shapes), shipped=shipped)

    def export(self, format: str = "ttl", *, derived: bool | None = None) -> str:
        """Give what is stated as RDF text, and what is derived where the format keeps it in a graph of its own.

        ``format`` is a name, extension or media type of Turtle, TriG, N-Triples, N-Quads, RDF/XML or JSON-LD. Turtle,
        N-Triples and RDF/XML keep no graphs: derived ties in them, with ``derived``, would be read as stated. The
        ontology is not part of it. The same graph gives the same text.

        >>> import partnergraph as pg
        >>> with pg.open() as graph:
        ...     graph.export("nt", derived=False).count("EIBALL") > 0
        True
        """
        from partnergraph.writing import export
        from partnergraph.writing import format as formats

        chosen = formats.find(format, formats.GRAPHS)
        left_out = {FILES, ONTOLOGY} | (set() if (chosen.datasets if derived is None else derived) else {DERIVED})
        return export.text((quad for quad in self.store.quads() if quad.graph_name not in left_out), chosen)

    def book(self, format: str = "xlsx") -> bytes:
        """Give what is stated as the sheets of a partnership office: "xlsx", or "csv", a zip file of tables.

        ``partnergraph import tables`` reads them back as the same graph. The same graph gives the same bytes.

        >>> import partnergraph as pg
        >>> with pg.open() as graph:
        ...     graph.book()[:2]
        b'PK'
        """
        from partnergraph.sources.sheets import filing, workbook
        from partnergraph.writing import format as formats

        write = workbook.xlsx if formats.find(format, formats.BOOKS) is formats.XLSX else workbook.zipped
        left_out = {DERIVED, FILES, ONTOLOGY}
        return write(filing.sheets(quad for quad in self.store.quads() if quad.graph_name not in left_out))

    def _here(self) -> Store:
        return self.store if isinstance(self.store, Store) else self.store.copy(most=MOST)
