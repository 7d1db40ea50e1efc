"""Reading the network: who is tied to whom in a graph that is held, how strongly, over whom, and what that is worth.

What a method needs beyond the query itself is imported when it is called: a query from the command line takes less
time than the imports of all rooms.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Unpack

from partnergraph.errors import ChoiceError
from partnergraph.holding import SHIPPED, Holding
from partnergraph.measures.wish import RUNS
from partnergraph.networks.wish import Filters, Wishes, spelt
from partnergraph.values.table import Table

if TYPE_CHECKING:
    import networkx as nx

    from partnergraph.knowledge import KnowledgeGraph
    from partnergraph.measures.cluster import Grouping
    from partnergraph.measures.wish import Groups, Measure
    from partnergraph.networks.composition import Heading
    from partnergraph.networks.projection import Projection
    from partnergraph.networks.wish import Weight
    from partnergraph.readings.comparison import Comparison
    from partnergraph.readings.introduction import Answer
    from partnergraph.readings.recommendation import Advice
    from partnergraph.ties.incidence import Incidence
    from partnergraph.ties.selection import Sifted


class Reading(Holding):
    """What the network of a graph tells: its ties and pairs, places, groups, ways, recommendations and comparisons."""

    def paths(
        self, one: str, other: str, *, most: int = 5, as_of: str | dt.date | None = None, lapsed: bool = False
    ) -> "Answer":
        """Give the best ways over which one body can be introduced to another, at most so many, with their evidence.

        ``as_of`` is the day; without it that of the graph or else today. Ties that had ended by then count with
        ``lapsed`` alone. Where there is no way, ``reason`` says why. What makes a way good:
        ``partnergraph.networks.strength``.

        >>> import partnergraph as pg
        >>> with pg.open() as graph:
        ...     best = graph.paths("EIBALL", "EORTC", most=1, as_of="2026").ways[0]
        >>> [step.end.short for step in best.steps]
        ['ESR', 'EORTC']
        """
        from partnergraph.readings.introduction import Guide

        day = self.day(as_of)
        last: dict[tuple[dt.date, bool], Guide] = self.store.kept("guide", dict)
        guide = last.get((day, lapsed)) or Guide(self.store, day, lapsed=lapsed)
        last.clear()  # the network of a day can take 100 MB: one is kept
        last[day, lapsed] = guide
        return guide.between(self.resolve(one), self.resolve(other), most)

    @spelt(Filters)
    def groups(
        self,
        *,
        resolutions: float | Sequence[float] = (1.0,),
        runs: int = RUNS,
        query: str | None = None,
        **filters: Unpack[Filters],
    ) -> "Sequence[Grouping]":
        """Give which bodies belong together by their ties, at each resolution: above 1 more and smaller groups.

        ``runs`` with other seeds say how stable the groups are; the other options which ties count, as those of
        ``projection`` do. See ``partnergraph.measures.cluster``.

        >>> import partnergraph as pg
        >>> with pg.open() as graph:
        ...     (found,) = graph.groups(runs=2)
        >>> len(found.groups) > 5, found.stability > 0.3
        (True, True)
        """
        from partnergraph.measures import cluster
        from partnergraph.networks import acquaintance

        wanted = tuple(resolutions) if isinstance(resolutions, Sequence) else (resolutions,)
        cluster.check(wanted, runs)
        known = self._acquainted(query, filters)
        pairs = None if filters or query is not None else acquaintance.pairs(self.store)
        return cluster.read(self.store, known, wanted, runs, pairs)

    def _communities(self, query: str | None, filters: Filters) -> "Mapping[str, int]":
        """Give each body the number of its group, as ``groups`` finds them where nothing is said of how."""
        from partnergraph.measures import cluster
        from partnergraph.networks import acquaintance, projection

        if filters or query is not None:
            return cluster.communities(projection.of(self._acquainted(query, filters)))
        return self.store.kept("communities", lambda: cluster.communities(acquaintance.pairs(self.store)))

    def _acquainted(self, query: str | None, filters: Filters) -> "tuple[Incidence, ...]":
        """Give the ties by which bodies know each other, those of a query instead, or what is chosen of either."""
        from partnergraph.networks import acquaintance

        if query is not None:
            return self._chosen(query, filters, bodies=True).incidences
        return acquaintance.read(self.store, **filters) if filters else acquaintance.whole(self.store)

    def _chosen(self, query: str | None, filters: Filters, *, bodies: bool) -> "Sifted":
        """Give what is chosen of the ties of the networks, or of those of a query."""
        from partnergraph.networks import choice, sketch

        chosen = choice.of(**filters)
        if query is None:
            return choice.made(self.store, chosen, bodies=bodies, bare=True)
        choice.check_source(chosen)
        return choice.sifted(self.store, [sketch.of(self.query(query), {}).incidence], chosen, bodies=bodies)

    def recommend(self, name: str, *, most: int = 10, as_of: str | dt.date | None = None) -> "Advice":
        """Give the bodies with which one is not tied yet and might well be, at most so many, the best first, and why.

        ``as_of`` is the day to look from, and no tie that begins later; without it that of the graph or else today.
        See ``partnergraph.readings.recommendation``.

        >>> import partnergraph as pg
        >>> with pg.open() as graph:
        ...     best = graph.recommend("EIBALL", most=1, as_of="2026").candidates[0]
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
        by: "str | Sequence[str]" = ("strength",),
        since: str | dt.date | None = None,
        against: "KnowledgeGraph | None" = None,
        as_of: str | dt.date | None = None,
        lapsed: bool = False,
    ) -> Table:
        """Give the places of bodies by a measure or several, for what ``compare`` compares (see ``readings.shift``).

        Two names stand beside each other; else each body, or the one that is named, on the two days or in the two
        networks.

        >>> import partnergraph as pg
        >>> with pg.open() as graph:
        ...     graph.compare_ranks("EIBIR", by=["degree"], since="2013", as_of="2016").values("up")[0] > 0
        True
        """
        from partnergraph.readings import shift
        from partnergraph.values import span

        measures = (by,) if isinstance(by, str) else by
        things, day = self._compared(names, since, against), self.day(as_of)
        if against is not None:
            return shift.between(((self.store, day), (against.store, day)), measures, "".join(things), lapsed=lapsed)
        if since is not None:
            sides = (self.store, span.day(since)), (self.store, day)
            return shift.between(sides, measures, "".join(things), lapsed=lapsed)
        return shift.beside((self.store, day), (things[0], things[1]), measures, lapsed=lapsed)

    def _compared(
        self, names: Sequence[str], since: str | dt.date | None, against: "KnowledgeGraph | None"
    ) -> tuple[str, ...]:
        """Give the IRIs of what is compared; ``ChoiceError`` where that is not one thing."""
        if (len(names) > 1) + (since is not None) + (against is not None) != 1 or len(names) > 2:
            raise ChoiceError("give two names, a day since when, or a network against which; and only one of these")
        return tuple(map(self.resolve, names))

    @spelt(Wishes)
    def network(
        self, about: str | None = None, *, hops: int | None = None, **wishes: Unpack[Wishes]
    ) -> "nx.MultiGraph[str]":
        """Give the network as a ``networkx.MultiGraph`` (attributes: see ``partnergraph.networks.network.build``).

        ``about`` names one thing: then only what lies within ``hops`` lines of it is kept (2 without it), where a body,
        its agreement and the other party are two lines. The other options say which ties there are
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

        lines = network.check(about, hops)
        chosen, form = composition.asked(wishes)
        form.check(chosen, self.as_of)
        centre = None if about is None else self.resolve(about)
        filters: Filters = {name: wishes[name] for name in Filters.__annotations__ if name in wishes}  # type: ignore[assignment, literal-required]
        held = self._communities(form.query, filters) if form.group_by == "community" else {}
        whole = composition.compose(self.store, chosen, form, self._heading(), held)
        return whole if centre is None else network.about(whole, centre, lines, profile.read(self.store))

    def _heading(self) -> "Heading":
        from partnergraph.networks import network

        day = self.as_of.isoformat() if self.as_of else ""
        return {"title": self.title, "licence": network.LICENCE if self.title == SHIPPED else "", "as_of": day}

    @spelt(Filters)
    def projection(self, *, bodies: bool = True, query: str | None = None, **filters: Unpack[Filters]) -> "Projection":
        """Give which parties are tied to which, with both weights and what ties them (see ``networks.projection``).

        The options say which ties count (see ``partnergraph.networks.choice.Choice``). With ``bodies`` what is known to
        be no body (an agreement that renews another, a project that concerns a topic) is no party. ``query`` is SPARQL
        whose answer has the ties instead (``partnergraph.networks.sketch``).

        >>> import partnergraph as pg
        >>> with pg.open() as graph:
        ...     found = graph.projection(networks=["agreements"], end="2016")
        >>> float(found.count.min()), bool(found.newman.max() <= found.count.max())
        (1.0, True)
        """
        from partnergraph.networks import projection

        return projection.of(self._chosen(query, filters, bodies=bodies).incidences)

    @spelt(Filters)
    def undated(self, *, acquaintances: bool = False, query: str | None = None, **filters: Unpack[Filters]) -> int:
        """Give how many of the ties of bodies that are chosen have no date, and count as in force on every day.

        An agreement or a project counts once, however many it ties, and not at all where it ties no two; so does a line
        between two. What is asked is that of ``projection``. With ``acquaintances`` it is that of ``groups``: the ties
        by which bodies know each other, which paths, groups and comparisons go by.

        >>> import partnergraph as pg
        >>> with pg.open() as graph:
        ...     graph.undated(networks="agreements", dated=True), graph.undated(acquaintances=True) > 0
        (0, True)
        """
        from partnergraph.networks import acquaintance

        if acquaintances:
            return acquaintance.undated(self._acquainted(query, filters))
        return self._chosen(query, filters, bodies=True).without_date

    def untied(self) -> int:
        """Give how many bodies no network ties, not even alone: they are in no pair, and have no place in ``rank``.

        >>> import partnergraph as pg
        >>> with pg.open() as graph:
        ...     graph.untied() + len(graph.rank("degree")) == len(graph.list("body"))
        True
        """
        from partnergraph.networks import choice
        from partnergraph.ties import identity

        bodies = set(map(identity.read(self.store).one, choice.things(self.store, "body")))
        found = self._chosen(None, {}, bodies=True).incidences
        return len(bodies.difference(*(each.column("party").texts for each in found)))

    @spelt(Filters)
    def rank(
        self,
        by: "Measure" = "strength",
        *,
        weight: "Weight" = "newman",
        groups: "Groups" = "community",
        query: str | None = None,
        **filters: Unpack[Filters],
    ) -> Table:
        """Give the bodies by a measure of their place in the network, each with what its value means for it.

        ``by`` is one of ``partnergraph.measures.standing.MEASURES``, ``groups`` are those over which participation is
        spread; the others are those of ``projection``. ``ChoiceError`` names those there are.

        >>> import partnergraph as pg
        >>> with pg.open() as graph:
        ...     graph.rank("degree", networks=["surveys"]).values("meaning")[-1]
        'is tied to no other body'
        """
        from partnergraph.measures import standing
        from partnergraph.networks import projection
        from partnergraph.profiles import profile

        standing.check(by, groups)
        projection.check(weight)
        pairs = self.projection(query=query, **filters)
        spread = by == "participation"
        tell = profile.plain if spread and groups != "community" else profile.named
        held = self._communities(query, filters) if spread and groups == "community" else {}
        known = tell(self.store, pairs.parties)
        return standing.of(pairs, known, by, weight=weight, groups=groups, communities=held)
