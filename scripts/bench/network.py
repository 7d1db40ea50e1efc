"""How long the pairs of a network take, from the store and from arrays, beside the projections of networkx.

Both weights are found, with the nodes that tie each pair: networkx needs two projections for the weights and gives no
nodes. Both have to give the same pairs and weights. The standard measures of the pairs follow (``bench.panel``).
"""

from collections.abc import Iterator, Mapping

import networkx as nx
from networkx.algorithms import bipartite

import partnergraph
from bench import corpus, panel, stopwatch
from bench.section import Aim, Section, aims, shown
from partnergraph import resource
from partnergraph.knowledge import KnowledgeGraph
from partnergraph.networks import projection
from partnergraph.networks.projection import Projection
from partnergraph.ties import incidence, involvement
from partnergraph.ties.incidence import Incidence

_STORE = "from the store, every step"
_READ = "of this, the query and its rows"
_ARRAYS = "from arrays"
_PLAIN = "networkx, both weights"


def sections(size: str, *, plain: bool) -> Iterator[Section]:
    """Measure the network of projects of a size; ``plain`` runs networkx too, which takes a hundred times as long."""
    with partnergraph.open(corpus.of(size).file(), derive=False) as kg:
        found, times = measured(kg, plain=plain)
    ties = len(found.ties.knot)
    title = f"The pairs of a network, size {size}"
    words = f"{ties:,} participations make {len(found):,} pairs. Seconds of processor time of one thread."
    rows = tuple((name, shown(seconds)) for name, seconds in times.items())
    yield Section(title, words, ("what", "s"), rows)
    reached = {"M": [Aim(_STORE, times[_STORE], "s", most=1)], "L": [Aim(_ARRAYS, times[_ARRAYS], "s", most=0.6)]}
    wanted = reached.get(size, [])
    if plain:
        wanted.append(Aim("networkx over arrays", times[_PLAIN] / times[_ARRAYS], "x", least=80))
    if wanted:
        yield aims(f"Pairs: aims, size {size}", "From the table above.", wanted)
    yield from panel.sections(found, size, plain=plain)


def measured(kg: KnowledgeGraph, *, plain: bool) -> tuple[Projection, Mapping[str, float]]:
    """Give the pairs of the network of projects, and how long each way to them takes."""
    path = next(path for path in resource.queries("networks") if path.stem == "projects")
    read = incidence.read(kg.store, path)
    arrays = involvement.gathered([read])
    jobs: dict[str, stopwatch.Job] = {
        _STORE: lambda _: _afresh(kg).projection(networks=["projects"]),
        _READ: lambda _: incidence.read(kg.store, path, bare=True),
        _ARRAYS: lambda _: projection.project(arrays),
    }
    found = projection.project(arrays)
    times = dict(stopwatch.medians(jobs, most=5))
    if plain:
        graph = bipartite_graph(read)
        compare(found, *by_networkx(graph))
        times |= stopwatch.medians({_PLAIN: lambda _: by_networkx(graph)}, least=1, most=1)
    return found, times


def _afresh(kg: KnowledgeGraph) -> KnowledgeGraph:
    """Give a graph that has forgotten what was read of it, as it does where its engine is taken to be changed."""
    _ = kg.local.engine
    return kg


def bipartite_graph(read: Incidence) -> "nx.Graph[str]":
    """Give an incidence as networkx knows it: parties on one side, what ties them on the other.

    >>> bipartite_graph(Incidence("x", False, ())).number_of_nodes()
    0
    """
    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from((tie.party for tie in read.ties), bipartite=0)
    graph.add_nodes_from((tie.via for tie in read.ties), bipartite=1)
    graph.add_edges_from((tie.party, tie.via) for tie in read.ties)
    return graph


def by_networkx(graph: "nx.Graph[str]") -> tuple["nx.Graph[str]", "nx.Graph[str]"]:
    """Give the two projections of networkx on the parties: counts, and Newman's weights."""
    parties = [node for node, data in graph.nodes(data=True) if data["bipartite"] == 0]
    counted = bipartite.weighted_projected_graph(graph, parties)
    return counted, bipartite.collaboration_weighted_projected_graph(graph, parties)


def compare(found: Projection, counted: "nx.Graph[str]", newman: "nx.Graph[str]") -> None:
    """Raise ``ValueError`` if the pairs or their weights differ from those of networkx."""
    for plain, weights in ((counted, found.count), (newman, found.newman)):
        ours = zip(found.one.tolist(), found.other.tolist(), weights.tolist(), strict=True)
        pairs = {(found.parties[one], found.parties[other]): round(weight, 9) for one, other, weight in ours}
        theirs = {
            (min(one, other), max(one, other)): round(data["weight"], 9) for one, other, data in plain.edges(data=True)
        }
        if pairs != theirs:
            raise ValueError("networkx gives other pairs or weights")
