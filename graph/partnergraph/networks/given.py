"""Given networks: a networkx graph as ties and descriptions, so that it is asked, measured and drawn as any other.

Nodes may carry ``label``, ``acronym``, ``names``, ``type`` (or ``types``: classes of the ontology by name or IRI),
``country`` and ``start``, ``end``; edges ``kind`` (or ``kinds``), ``via``, ``weight``, ``start``, ``end``, ``spells``
and ``moment``, all as ``network.build``, ``network.projected`` and ``Projection.to_networkx`` write them. What is not
there is unknown, and an edge without a weight weighs 1. Each edge is a tie, also one of several between the same two;
its direction does not matter, and neither a loop nor an edge of weight 0 ties anybody. Where ``via`` is an end of an
edge, that node ties in its parties; of a network with ``draw: edge`` (a unit in its parent), or where it is known to be
a body and no shipped network says otherwise, it is a party itself. What is tied to nobody is a party too, unless it is
known to be no body. Evidence, links, notes and the roles of lines are not taken over.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import pyoxigraph as ox

from partnergraph import country, ontology, resource
from partnergraph.errors import FormatError
from partnergraph.networks import bond, network, weight
from partnergraph.ontology import shipped
from partnergraph.query import queryfile
from partnergraph.query.queryfile import QueryFile
from partnergraph.questions import name
from partnergraph.storage.store import ONTOLOGY, Store
from partnergraph.ties import placeholder
from partnergraph.ties.incidence import Incidence, Tie
from partnergraph.values import span, window
from partnergraph.vocab import PREFIXES, expand

if TYPE_CHECKING:
    import networkx as nx

Edge = tuple[str, str, Mapping[str, Any]]
"""The two ends by IRI, and the attributes."""

_NODE = "urn:partnergraph:node:"
_TYPE, _LABEL, _NAME = (PREFIXES["rdf"] + "type", *(PREFIXES["skos"] + each for each in ("prefLabel", "altLabel")))
_COUNTRY, _START, _END = (PREFIXES["schema"] + each for each in ("addressCountry", "startDate", "endDate"))
_KIND = "tie"
_CODE = re.compile("[A-Za-z]{2,3}")


def store(graph: "nx.Graph[Any]") -> Store:
    """Give a store in memory with what a graph says of its nodes, and with its edges as the ties there are.

    ``FormatError`` names the node or the edge whose attribute is none, and what it has to be; or what is no graph.

    >>> import networkx
    >>> found = store(networkx.Graph([("a", "b", {"weight": 2, "kind": "lends"})]))
    >>> [(tie.party, tie.kind, tie.weight) for each in found.ties for tie in each.ties]
    [('urn:partnergraph:node:a', 'lends', 2.0), ('urn:partnergraph:node:b', 'lends', 2.0)]
    """
    _be_graph(graph)
    iris = _iris(graph)
    edges = [(iris[one], iris[other], data) for one, other, data in graph.edges(data=True) if _ties(one, other, data)]
    engine = ox.Store()
    engine.extend(quad for node, data in graph.nodes(data=True) for quad in _told(iris[node], node, data))
    engine.extend(_labels(edges, frozenset(iris.values())))
    made = Store(engine)
    made.add_unstated(ontology.background(), ONTOLOGY)
    known = _classed(engine)
    bodies = frozenset(node for node, types in known.items() if not bond.BODIES.isdisjoint(types))
    loose = {iri for iri in iris.values() if bond.is_body(known.get(iri, ()))} - {
        end for edge in edges for end in edge[:2]
    }
    made.ties = (*_incidences(edges, bodies), *_alone(loose, edges))
    return made


def _be_graph(graph: object) -> None:
    import networkx as nx

    if not isinstance(graph, nx.Graph):
        raise FormatError(f"graph: a networkx graph is wanted, and not {type(graph).__name__}; make one with nx.Graph")


def _classed(engine: ox.Store) -> dict[str, tuple[str, ...]]:
    """Give the classes that are told of each node, with their superclasses."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for subject, _, told, _ in engine.quads_for_pattern(None, ox.NamedNode(_TYPE), None):
        if isinstance(subject, ox.NamedNode) and isinstance(told, ox.NamedNode):
            found[subject.value].append(told.value)
    return {node: shipped().lineage(tuple(types)) for node, types in found.items()}


def _alone(loose: Iterable[str], edges: Sequence[Edge]) -> Iterator[Incidence]:
    """Give what is tied to nobody as the only party of what ties it: itself."""
    kinds = {kind for *_, data in edges for kind in _kinds(data)}
    kind = kinds.pop() if len(kinds) == 1 else _KIND
    if ties := tuple(Tie(each, each, kind, "", "", "", each) for each in sorted(loose)):
        yield Incidence(_network(kind), True, ties)


def _labels(edges: Sequence[Edge], nodes: frozenset[str]) -> Iterator[ox.Quad]:
    """Give the names of what ties and is no node."""
    for *_, data in edges:
        if (via := _via(data)) and via not in nodes and data.get("via_label"):
            yield ox.Quad(ox.NamedNode(via), ox.NamedNode(_LABEL), ox.Literal(str(data["via_label"])))


def _iris(graph: "nx.Graph[Any]") -> dict[Hashable, str]:
    found: dict[Hashable, str] = {}
    known: dict[str, Hashable] = {}
    for node in graph:
        iri = str(node) if isinstance(node, str) and _is_iri(node) else _NODE + quote(str(node), safe="")
        if iri in known:
            raise FormatError(f"graph: the nodes {known[iri]!r} and {node!r} have one name; rename one of them")
        found[node], known[iri] = iri, node
    return found


def _is_iri(word: str) -> bool:
    scheme, colon, rest = word.partition(":")
    if not (colon and rest and scheme.isalnum()):
        return False
    try:
        ox.NamedNode(word)
    except ValueError:
        return False
    return True


def _told(iri: str, node: Hashable, data: Mapping[str, Any]) -> Iterator[ox.Quad]:
    """Give what is said of a node."""
    where, subject = f"graph: the node {name.shown(str(node))}", ox.NamedNode(iri)

    def said(predicate: str, words: object) -> ox.Quad:
        return ox.Quad(subject, ox.NamedNode(predicate), ox.Literal(str(words)))

    if iri.startswith(_NODE) or data.get("label"):
        yield said(_LABEL, data.get("label") or node)
    names = dict.fromkeys(each for key in ("acronym", "names") for each in _listed(data.get(key)))
    yield from (said(_NAME, each) for each in names)
    own = data.get("types") or data.get("type") or data.get("type_label")
    for each in _classes([] if own == network.UNTYPED else _listed(own), where):
        yield ox.Quad(subject, ox.NamedNode(_TYPE), ox.NamedNode(each))
    if data.get("country"):
        yield said(_COUNTRY, _country(str(data["country"]), where))
    for predicate, key in ((_START, "start"), (_END, "end")):
        if day := _day(data.get(key), f"{where}: {key}"):
            yield said(predicate, day)


def _listed(told: object) -> list[str]:
    """Give words as a list; a word alone is a list of one, and nothing is none."""
    if isinstance(told, Iterable) and not isinstance(told, str):
        return [str(each) for each in told]
    return [str(told)] if told else []


def _country(word: str, where: str) -> str:
    """Give the code of a country; a code that is none of ISO 3166-1 stays as it is."""
    if (code := country.code(word)) or _CODE.fullmatch(word):
        return code or word
    raise FormatError(
        f"{where} has a country {name.shown(word)} that is none; give its code of two letters, such as AT, "
        "or its name in English, German or French, or leave it out"
    )


def _classes(words: Sequence[str], where: str) -> Iterator[str]:
    """Give the classes that words mean; one that the ontology does not know may stand beside one that it knows."""
    found = {word: word if "://" in word else expand(word) or _named().get(word.casefold(), "") for word in words}
    known = {*_every(), *bond.BODIES}
    for word, iri in found.items():
        if not iri or known.isdisjoint(found.values()):
            near = name.near(shipped().label(iri) if iri else word, _named())
            told = f"; the nearest are {', '.join(near)}" if near else ""
            raise FormatError(
                f"{where} has a type {name.shown(word)} that the ontology does not know{told}; or leave it out"
            )
        yield iri


@cache
def _named() -> Mapping[str, str]:
    """Give the classes of the ontology by their names."""
    return {shipped().label(iri).casefold(): iri for iri in sorted(_every(), reverse=True)}


@cache
def _every() -> frozenset[str]:
    above = (iri for supers in shipped().supers.values() for iri in supers)
    return frozenset({*shipped().supers, *above})


def _incidences(edges: Sequence[Edge], bodies: frozenset[str]) -> Iterator[Incidence]:
    """Give the ties of each kind: those of nodes that stand between parties, and lines."""
    ties: defaultdict[tuple[str, bool, bool], set[Tie]] = defaultdict(set)
    lines = Counter(_via(data) for one, other, data in edges if _via(data) not in (one, other))
    ordered = sorted(edges, key=lambda edge: (*sorted(edge[:2]), repr(sorted(edge[2].items()))))
    for number, (one, other, data) in enumerate(ordered):
        via, told = _via(data), _tie(one, other, data)
        at_end = via in (one, other) and not _apart(data)
        for place, kind in enumerate(kinds := _kinds(data)):
            own = at_end or (via not in (one, other) and lines[via] == 1 and place == 0)
            knot = via if via and own else placeholder.of(number, place)
            line = not at_end or _party(via, kind, bodies)
            tie = replace(told, via=knot, kind=kind, statement=knot, weight=told.weight / len(kinds))
            tie = replace(tie, role="") if line else tie
            ends = {one, other} if line else {one, other} - {via}
            found = ties[kind, line, bool(data.get("moment", False))]
            found |= {replace(each, party=end) for end in ends for each in _spells(tie, data)}
    for (kind, line, moment), found in sorted(ties.items()):
        yield Incidence(_network(kind), line, tuple(sorted(found, key=lambda tie: (tie.via, tie))), moment)


def _apart(data: Mapping[str, Any]) -> bool:
    """Say whether an edge is one of the pairs of a node that ties more than two."""
    return "count" in data and "newman" in data and bool(data["count"] != data["newman"])


def _party(via: str, kind: str, bodies: frozenset[str]) -> bool:
    """Say whether what ties is a party of itself."""
    return _draws().get(kind, via in bodies)


def _ties(one: Hashable, other: Hashable, data: Mapping[str, Any]) -> bool:
    """Say whether an edge ties two nodes; what is no weight is told of later."""
    try:
        return one != other and float(data.get("weight", 1.0)) != 0
    except (TypeError, ValueError):
        return True


def _tie(one: str, other: str, data: Mapping[str, Any]) -> Tie:
    shown = (name.shown(end.removeprefix(_NODE)) for end in (one, other))
    return tie(data, f"graph: the edge {' - '.join(shown)}")


def tie(data: Mapping[str, Any], where: str) -> Tie:
    """Give what the attributes of an edge say as a tie without ends; ``FormatError`` tells which of them is none.

    >>> tie({"start": "2014", "weight": 2}, "a.csv:2").weight
    2.0
    """
    start, end = (_day(data.get(key), f"{where}: {key}") for key in ("start", "end"))
    spells = data.get("spells") or ()
    for first, last in window.times(spells) if isinstance(spells, str) else spells:
        _ = _day(first, f"{where}: spells"), _day(last, f"{where}: spells")
    if span.is_reversed(start, end):
        raise FormatError(f"{where}: end {name.shown(end)} lies before start {name.shown(start)}; correct one of them")
    return Tie("", "", "", start, end, str(data.get("role", "")), "", weight.read(data.get("weight", 1.0), where))


def _spells(tie: Tie, data: Mapping[str, Any]) -> Iterator[Tie]:
    """Give a tie once for each time in which it was in force; ``spells`` are dates, or a text of intervals."""
    told = data.get("spells") or ((tie.start, tie.end),)
    for start, end in window.times(told) if isinstance(told, str) else told:
        yield replace(tie, start=start, end=end)


def _day(told: object, where: str) -> str:
    day = "" if told is None else str(told)
    if day and span.of(day) is None:
        raise FormatError(f"{where} {name.shown(day)} is no date; give YYYY, YYYY-MM or YYYY-MM-DD")
    return day


def _via(data: Mapping[str, Any]) -> str:
    via = data.get("via", "")
    return via if isinstance(via, str) and _is_iri(via) else ""


def _kinds(data: Mapping[str, Any]) -> list[str]:
    told = data.get("kinds") or data.get("kind") or _KIND
    return [told] if isinstance(told, str) else [str(each) for each in told]


def _network(kind: str) -> str:
    """Give the name of the network that a kind of tie belongs to: that of a shipped one where it is its own."""
    return _networks().get(kind) or (shipped().label(kind) if ":" in kind else kind)


@cache
def _networks() -> Mapping[str, str]:
    return {kind: file.name for kind, file in _files().items()}


@cache
def _draws() -> Mapping[str, bool]:
    """Say of the kind of each shipped network whether what ties two is the line between them."""
    return {kind: file.header.get("draw") == "edge" for kind, file in _files().items()}


@cache
def _files() -> Mapping[str, QueryFile]:
    files = map(queryfile.read, resource.queries("networks"))
    return {expand(kind) or kind: each for each in files if (kind := str(each.header.get("kind", "")))}
