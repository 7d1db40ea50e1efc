"""The knowledge graph: what can be asked of a graph, wherever it lies.

What a method needs beyond the query itself is imported when it is called: a query from the command line takes less
time than the imports of all rooms.
"""

import datetime as dt
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Unpack

from partnergraph.errors import QueryError
from partnergraph.holding import Holding
from partnergraph.storage.store import DERIVED, FILES, ONTOLOGY, Store
from partnergraph.values.table import Table

if TYPE_CHECKING:
    import networkx as nx

    from partnergraph.agreements.lifecycle import Stage
    from partnergraph.checking.problem import Problem
    from partnergraph.measures.cluster import Grouping
    from partnergraph.measures.standing import Groups, Measure
    from partnergraph.networks.choice import Filters
    from partnergraph.networks.composition import Heading, Wishes
    from partnergraph.networks.projection import Projection, Weight
    from partnergraph.profiles.portrait import Portrait
    from partnergraph.profiles.reason import Reason
    from partnergraph.readings.comparison import Comparison
    from partnergraph.readings.introduction import Answer
    from partnergraph.readings.recommendation import Advice
    from partnergraph.values.duration import Duration

SHIPPED = "Partner network of the European Society of Radiology"
MOST = 2_000_000
"""Triples of a store that are copied into memory, some 650 MB."""


class KnowledgeGraph(Holding):
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

    def info(self, word: str) -> "Portrait":
        """Give all that is said of one thing: what it is, its ties in sections, its partners, its evidence.

        >>> import partnergraph as pg
        >>> with pg.open() as graph:
        ...     graph.info("EIBALL").sections[0].lines[0].name
        'ESR Research Committee'
        """
        from partnergraph.profiles import portrait

        return portrait.read(self.store, self.resolve(word))

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

    def paths(
        self, one: str, other: str, k: int = 5, *, as_of: str | dt.date | None = None, lapsed: bool = False
    ) -> "Answer":
        """Give the ``k`` best ways over which one body can be introduced to another, each step with its evidence.

        ``as_of`` is the day; without it that of the graph or else today. Ties that had ended by then count with
        ``lapsed`` alone. Where there is no way, ``reason`` says why. What makes a way good:
        ``partnergraph.networks.strength``.

        >>> import partnergraph as pg
        >>> with pg.open() as graph:
        ...     best = graph.paths("EIBALL", "EORTC", k=1, as_of="2026").ways[0]
        >>> [step.end.short for step in best.steps]
        ['ESR', 'EORTC']
        """
        from partnergraph.readings.introduction import Guide

        guide = Guide(self.store, self.day(as_of), lapsed=lapsed)
        return guide.between(self.resolve(one), self.resolve(other), k)

    def groups(self, *resolutions: float, runs: int = 10, **filters: "Unpack[Filters]") -> "Sequence[Grouping]":
        """Give which bodies belong together by their ties, at each resolution (1 if none is given).

        ``runs`` with other seeds say how stable the groups are; ``filters`` which ties count (see
        ``partnergraph.networks.choice.Choice``). See ``partnergraph.measures.cluster``.

        >>> import partnergraph as pg
        >>> with pg.open() as graph:
        ...     (found,) = graph.groups(runs=2)
        >>> len(found.groups) > 5, found.stability > 0.3
        (True, True)
        """
        from partnergraph.measures import cluster
        from partnergraph.networks import acquaintance

        cluster.check(resolutions, runs)
        return cluster.read(self.store, acquaintance.read(self.store, **filters), resolutions or (1.0,), runs)

    def recommend(self, name: str, most: int = 10, *, as_of: str | dt.date | None = None) -> "Advice":
        """Give the bodies with which one is not tied yet and might well be, with the reasons, the best first.

        ``as_of`` is the day to look from, and no tie that begins later; without it that of the graph or else today.
        See ``partnergraph.readings.recommendation``.

        >>> import partnergraph as pg
        >>> with pg.open() as graph:
        ...     best = graph.recommend("EIBALL", 1, as_of="2026").candidates[0]
        >>> best.score > 1, {reason.kind for reason in best.reasons} <= {"partner", "topic", "new country", "new type"}
        (True, True)
        """
        from partnergraph.readings import recommendation

        later = as_of is None and self.as_of is None
        return recommendation.read(self.store, self.resolve(name), self.day(as_of), most, later=later)

    def compare(
        self,
        *names: str,
        since: str | dt.date | None = None,
        against: "KnowledgeGraph | None" = None,
        as_of: str | dt.date | None = None,
        lapsed: bool = False,
    ) -> "Comparison":
        """Give two bodies, two days or two networks side by side (see ``partnergraph.readings.comparison``).

        Two names are compared by their partners. With ``since`` that day stands beside ``as_of`` (else the day of the
        graph or today), with ``against`` another network beside this one, for one name or for all pairs.

        >>> import partnergraph as pg
        >>> with pg.open() as graph:
        ...     found = graph.compare("EORTC", since="2013", as_of="2014")
        >>> [row.names for row in found.rows if row.state == "second" and row.second.strength > 1]
        [('European Society of Radiology',)]
        """
        from partnergraph.readings import comparison
        from partnergraph.values import span

        things = self._compared(names, since, against)
        day, body = self.day(as_of), "".join(things[:1])
        if against is not None:
            return comparison.networks((self.store, against.store), day, body, lapsed=lapsed)
        if since is not None:
            return comparison.days(self.store, (span.day(since), day), body, lapsed=lapsed)
        return comparison.bodies(self.store, (things[0], things[1]), day, lapsed=lapsed)

    def compare_ranks(
        self,
        *names: str,
        by: "Sequence[str]" = ("strength",),
        since: str | dt.date | None = None,
        against: "KnowledgeGraph | None" = None,
        as_of: str | dt.date | None = None,
        lapsed: bool = False,
    ) -> Table:
        """Give the places of bodies by some measures, for what ``compare`` compares (see ``readings.shift``).

        Two names stand beside each other; else each body, or the one that is named, on the two days or in the two
        networks.

        >>> import partnergraph as pg
        >>> with pg.open() as graph:
        ...     graph.compare_ranks("EIBIR", by=["degree"], since="2013", as_of="2016").values("up")[0] > 0
        True
        """
        from partnergraph.readings import shift
        from partnergraph.values import span

        things, day = self._compared(names, since, against), self.day(as_of)
        if against is not None:
            return shift.between(((self.store, day), (against.store, day)), by, "".join(things), lapsed=lapsed)
        if since is not None:
            sides = (self.store, span.day(since)), (self.store, day)
            return shift.between(sides, by, "".join(things), lapsed=lapsed)
        return shift.beside((self.store, day), (things[0], things[1]), by, lapsed=lapsed)

    def _compared(
        self, names: Sequence[str], since: str | dt.date | None, against: "KnowledgeGraph | None"
    ) -> tuple[str, ...]:
        """Give the IRIs of what is compared; ``QueryError`` where that is not one thing."""
        if (len(names) > 1) + (since is not None) + (against is not None) != 1 or len(names) > 2:
            raise QueryError("give two names, a day since when, or a network against which; and only one of these")
        return tuple(map(self.resolve, names))

    def network(self, about: str | None = None, *, hops: int = 2, **wishes: "Unpack[Wishes]") -> "nx.MultiGraph[str]":
        """Give the network as a ``networkx.MultiGraph`` (attributes: see ``partnergraph.networks.network.build``).

        ``about`` names one thing: then only what lies within ``hops`` lines of it is kept, where a body, its agreement
        and the other party are two lines. ``wishes`` say which ties there are
        (``partnergraph.networks.choice.Choice``), and how they are put together
        (``partnergraph.networks.composition.Form``). ``ChoiceError`` says what contradicts itself; the ``trail`` of the
        network tells how many ties were left after each step.

        >>> import partnergraph as pg
        >>> with pg.open() as graph:
        ...     graph.network("EIBALL", hops=1).nodes["https://w3id.org/partnergraph/id/body/eiball"]["type_label"]
        ...     pairs = graph.network(kinds=["agreement"], projection=True)
        'Subcommittee'
        >>> pairs.graph["trail"][-1][0]
        'pairs'
        """
        from partnergraph.networks import composition, network
        from partnergraph.profiles import profile

        chosen, form = composition.asked(wishes)
        form.check(chosen, self.as_of)
        centre = None if about is None else self.resolve(about)
        whole = composition.compose(self.store, chosen, form, self._heading())
        return whole if centre is None else network.about(whole, centre, hops, profile.read(self.store))

    def _heading(self) -> "Heading":
        from partnergraph.networks import network

        day = self.as_of.isoformat() if self.as_of else ""
        return {"title": self.title, "licence": network.LICENCE if self.title == SHIPPED else "", "as_of": day}

    def projection(
        self, *, bodies: bool = True, query: str | None = None, **filters: "Unpack[Filters]"
    ) -> "Projection":
        """Give which parties are tied to which, with both weights and what ties them (see ``networks.projection``).

        ``filters`` say which ties count (see ``partnergraph.networks.choice.Choice``). With ``bodies`` what is known to
        be no body (an agreement that renews another, a project that concerns a topic) is no party. ``query`` is SPARQL
        whose answer has the ties instead (``partnergraph.networks.sketch``).

        >>> import partnergraph as pg
        >>> with pg.open() as graph:
        ...     found = graph.projection(networks=["agreements"], end="2016")
        >>> float(found.count.min()), bool(found.newman.max() <= found.count.max())
        (1.0, True)
        """
        from partnergraph.networks import choice, projection, sketch

        chosen = choice.Choice(**filters)
        if query is None:
            return projection.of(choice.made(self.store, chosen, bodies=bodies, bare=True).incidences)
        drawn = [sketch.of(self.query(query), {}).incidence]
        return projection.of(choice.sifted(self.store, drawn, chosen, bodies=bodies).incidences)

    def undated(self, *, query: str | None = None, **filters: "Unpack[Filters]") -> int:
        """Give how many of the ties of bodies that are chosen have no date, and count as in force.

        What is asked is that of ``projection``.

        >>> import partnergraph as pg
        >>> with pg.open() as graph:
        ...     graph.undated(networks=["agreements"], dated=True)
        0
        """
        from partnergraph.networks import choice, sketch

        chosen = choice.Choice(**filters)
        if query is None:
            return choice.made(self.store, chosen, bodies=True, bare=True).without_date
        drawn = [sketch.of(self.query(query), {}).incidence]
        return choice.sifted(self.store, drawn, chosen, bodies=True).without_date

    def rank(
        self,
        by: "Measure" = "strength",
        *,
        weight: "Weight" = "newman",
        groups: "Groups" = "community",
        query: str | None = None,
        **filters: "Unpack[Filters]",
    ) -> Table:
        """Give the bodies by a measure of their place in the network, each with what its value means for it.

        ``by`` is one of ``partnergraph.measures.standing.MEASURES``, ``groups`` are those over which participation is
        spread; the others are those of ``projection``. ``ChoiceError`` names the measures and groups that there are.

        >>> import partnergraph as pg
        >>> with pg.open() as graph:
        ...     graph.rank("degree", networks=["surveys"]).values("meaning")[-1]
        'is tied to no other body'
        """
        from partnergraph.measures import standing
        from partnergraph.profiles import profile

        standing.check(by, groups)
        pairs = self.projection(query=query, **filters)
        return standing.of(pairs, profile.read(self.store), by, weight=weight, groups=groups)

    def agreements(
        self, as_of: str | dt.date | None = None, *, party: str | None = None, soon: "Duration | None" = None
    ) -> "Sequence[Stage]":
        """Give where each agreement stands on a day, the most urgent first (see ``partnergraph.agreements.lifecycle``).

        ``as_of`` leaves out what was neither signed nor begun by that day, and the renewals by these. Without it the
        day is that of the graph or else today, and what is yet to begin is told as such. ``party`` names a body that
        has to be a party; what can end within ``soon`` (180 days) is expiring.

        >>> import partnergraph as pg
        >>> with pg.open() as graph:
        ...     [stage.words for stage in graph.agreements("2016-01-01", party="EORTC")]
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

    def check(self, *shapes: str | Path, shipped: bool = True) -> "tuple[Problem, ...]":
        """Give every problem of what is stated, with file and line: what breaks the shipped SHACL shapes, or others.

        ``shapes`` are RDF files with shapes of your own, held against the graph beside the shipped ones unless
        ``shipped`` is false. ``InputError`` names one that cannot be read or applied.

        >>> import partnergraph as pg
        >>> with pg.open() as graph:
        ...     [problem for problem in graph.check() if problem.severity == "violation"]
        []
        """
        from partnergraph.checking import check

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
        from partnergraph.writing import export, format

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
        from partnergraph.sources.sheets import filing, workbook
        from partnergraph.writing import format

        write = workbook.xlsx if format.find(form, format.BOOKS) is format.XLSX else workbook.zipped
        left_out = {DERIVED, FILES, ONTOLOGY}
        return write(filing.sheets(quad for quad in self.store.quads() if quad.graph_name not in left_out))

    def _here(self) -> Store:
        return self.store if isinstance(self.store, Store) else self.store.copy(most=MOST)
