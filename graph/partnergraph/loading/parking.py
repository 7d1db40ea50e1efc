"""Parking: what two sources say lies in the graph of the one that came first, and is parked for the other.

A query sees all graphs as one, and must find no triple twice (``partnergraph.storage.store``). What is parked lies in
``graph:shared/…``, which nobody sees, and comes to light when the first says it no more.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from tempfile import TemporaryFile
from typing import IO
from urllib.parse import quote, unquote

import pyoxigraph as ox

from partnergraph.storage.store import DERIVED, FILES, ONTOLOGY, SHARED, GraphName, Store
from partnergraph.vocab import PREFIXES

_OURS = {DERIVED, FILES, ONTOLOGY}
_NODE = ox.NamedNode
_LABEL = _NODE(PREFIXES["skos"] + "prefLabel")
_END = b" .\n"
_SUBJECTS = 1 << 16  # of which it is kept whether another source tells of them


def parked(graph: ox.NamedNode | ox.DefaultGraph) -> ox.NamedNode:
    """Give the graph in which that of a source has what another one says too.

    >>> parked(ox.NamedNode("urn:a")).value
    'https://w3id.org/partnergraph/graph/shared/urn%3Aa'
    """
    return _NODE(SHARED + quote(getattr(graph, "value", ""), safe=""))


def is_parked(graph: GraphName) -> bool:
    """Say whether it is a graph in which that of a source has what another one says too.

    >>> is_parked(parked(ox.DefaultGraph()))
    True
    """
    return str(getattr(graph, "value", "")).startswith(SHARED)


def owner(graph: GraphName) -> GraphName:
    """Give the graph of the source to which a graph belongs: that for which it has what another one says too, or it.

    >>> owner(parked(ox.NamedNode("urn:a"))), owner(ox.NamedNode("urn:a"))
    (<NamedNode value=urn:a>, <NamedNode value=urn:a>)
    """
    if not is_parked(graph):
        return graph
    name = unquote(str(getattr(graph, "value", "")).removeprefix(SHARED))
    return _NODE(name) if name else ox.DefaultGraph()


def is_seen(graph: GraphName) -> bool:
    """Say whether it is a graph of what is stated, and that a query sees.

    >>> is_seen(ox.DefaultGraph()), is_seen(DERIVED)
    (True, False)
    """
    return graph not in _OURS and not is_parked(graph)


def is_said(found: Iterable[ox.Quad]) -> bool:
    """Say whether one of some quads is stated, where a query sees it.

    >>> is_said([ox.Quad(ox.NamedNode("urn:a"), ox.NamedNode("urn:b"), ox.Literal("c"), DERIVED)])
    False
    """
    return any(is_seen(quad.graph_name) for quad in found)


def surface(engine: ox.Store, triple: ox.Quad) -> bool:
    """Let what is parked come to light in the graph of its source, if no graph that a query sees says it any more.

    Say whether somebody says it.

    >>> engine, triple = ox.Store(), ox.Quad(ox.NamedNode("urn:a"), ox.NamedNode("urn:b"), ox.Literal("c"))
    >>> engine.add(ox.Quad(*triple.triple, parked(ox.NamedNode("urn:g"))))
    >>> surface(engine, triple)
    True
    >>> [quad.graph_name.value for quad in engine]
    ['urn:g']
    """
    found = [*engine.quads_for_pattern(triple.subject, triple.predicate, triple.object)]
    said = is_said(found)
    waiting = next((quad for quad in found if is_parked(quad.graph_name)), None)
    if waiting and not said:
        engine.remove(waiting)
        engine.add(ox.Quad(waiting.subject, waiting.predicate, waiting.object, owner(waiting.graph_name)))
    return said or waiting is not None


def is_nameless(engine: ox.Store, thing: ox.NamedNode) -> bool:
    """Say whether a thing has no name where a query sees it, and something is said of it all the same.

    >>> is_nameless(ox.Store(), ox.NamedNode("urn:a"))
    False
    """
    find = engine.quads_for_pattern
    named = is_said(find(thing, _LABEL, None))
    return not named and (is_said(find(thing, None, None)) or is_said(find(None, None, thing)))


@dataclass(slots=True)
class Berth:
    """The graphs of one source in a store: its own, what is parked for it, and those that its file itself names.

    ``said`` counts what was put into them, ``shared`` what came and others say already, ``kept`` what went and others
    say still.
    """

    store: Store
    graph: ox.NamedNode
    parts: list[ox.NamedNode]
    named: bool = False
    said: int = 0
    shared: int = 0
    kept: int = 0

    def put(self, quads: Iterable[ox.Quad | ox.Triple]) -> Iterator[ox.Quad]:
        """Give quads in the graphs where they belong; what is derived or the ontology is left to us."""
        for quad in quads:
            if isinstance(quad, ox.Triple) or isinstance(quad.graph_name, ox.DefaultGraph):
                self.said += 1
                yield ox.Quad(quad.subject, quad.predicate, quad.object, self.graph)
            elif quad.graph_name not in _OURS:
                self.said += 1
                self._name(quad.graph_name)
                yield quad

    def _name(self, graph: ox.NamedNode | ox.BlankNode) -> None:
        self.named = True
        if isinstance(graph, ox.NamedNode) and graph not in self.parts and not self.store.holds(graph):
            self.parts.append(graph)

    def is_held(self) -> bool:
        """Say whether the source said anything before."""
        return any(map(self.store.holds, (self.graph, *self.parts, parked(self.graph))))

    def dump(self, output: IO[bytes]) -> None:
        """Write down what the source said before, as lines of N-Quads; its own graph is the default one there."""
        engine = self.store.engine
        for graph in (self.graph, parked(self.graph)):
            engine.dump(output, ox.RdfFormat.N_TRIPLES, from_graph=graph)
        for part in self.parts:
            with TemporaryFile() as lines:
                engine.dump(lines, ox.RdfFormat.N_TRIPLES, from_graph=part)
                lines.seek(0)
                output.writelines(b"%s %s .\n" % (line.removesuffix(_END), str(part).encode()) for line in lines)

    def apart(self, quads: Iterable[ox.Quad]) -> Iterator[ox.Quad]:
        """Give quads to be added: those in the source's own graph that another source says are parked.

        It is first asked of a subject if another source says anything of it: of most none does.
        """
        shelf, told = parked(self.graph), dict[ox.NamedNode | ox.BlankNode | ox.Triple, bool]()
        for quad in quads:
            if (known := told.get(quad.subject)) is None:
                if len(told) == _SUBJECTS:
                    told.clear()
                found = self.store.engine.quads_for_pattern(quad.subject, None, None)
                known = told[quad.subject] = self._are_elsewhere(found)
            shared = known and quad.graph_name == self.graph and self._said_elsewhere(quad)
            self.shared += shared
            yield ox.Quad(quad.subject, quad.predicate, quad.object, shelf) if shared else quad

    def _said_elsewhere(self, quad: ox.Quad) -> bool:
        return self._are_elsewhere(self.store.engine.quads_for_pattern(quad.subject, quad.predicate, quad.object))

    def _are_elsewhere(self, found: Iterable[ox.Quad]) -> bool:
        return any(each.graph_name != self.graph and is_seen(each.graph_name) for each in found)

    def remove(self, quads: Iterable[ox.Quad]) -> None:
        """Take out what the source says no more; what another one has parked comes to light there."""
        engine = self.store.engine
        shelf = parked(self.graph)
        for quad in quads:
            hidden = ox.Quad(quad.subject, quad.predicate, quad.object, shelf)
            if hidden in engine:
                engine.remove(hidden)
                self.kept += 1
            else:
                engine.remove(quad)
                self.kept += surface(engine, quad)

    def nameless(self, went: Iterable[ox.Quad]) -> tuple[str, ...]:
        """Give the things that lost their last name by what went, and that others speak of."""
        lost = {quad.subject for quad in went if quad.predicate == _LABEL and isinstance(quad.subject, ox.NamedNode)}
        return tuple(sorted(thing.value for thing in lost if is_nameless(self.store.engine, thing)))
