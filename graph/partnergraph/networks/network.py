"""Networks: who is tied to whom, by what, since when, on what evidence, as a networkx ``MultiGraph``.

A node that ties parties (an agreement, a project) stands between them; where the network's header says ``draw: edge``
(a membership, a unit in its parent) it becomes the line between its two parties. What ties more than two stays a node.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby
from types import MappingProxyType
from typing import TYPE_CHECKING

import partnergraph
from partnergraph.errors import ChoiceError
from partnergraph.networks import direction
from partnergraph.ontology import shipped
from partnergraph.profiles import heading as headings
from partnergraph.profiles.disagreement import Claim
from partnergraph.profiles.profile import Profile
from partnergraph.ties import placeholder, selection
from partnergraph.ties.incidence import Incidence, Tie
from partnergraph.values import count
from partnergraph.values.evidence import Evidence

if TYPE_CHECKING:
    import networkx as nx

    from partnergraph.networks.projection import Pair
    from partnergraph.networks.wish import Weight

_HOPS = 2  # lines from one thing: over a body and its agreement to the other party
_NAMED = 3  # nodes that tie a pair and are named on its line

Profiles = Mapping[str, Profile]
Disputed = Mapping[tuple[str, str], Iterable[Claim]]

UNDISPUTED: Disputed = MappingProxyType({})

_HEADING = {"title": "Partner network", "description": "", "as_of": "", "licence": ""}

UNTYPED = "Thing"
"""The type, as a label, of what has no class."""

LICENCE = "https://creativecommons.org/licenses/by/4.0/"


def build(
    incidences: Iterable[Incidence],
    profiles: Profiles,
    *,
    lone: Iterable[str] = (),
    disputed: Disputed = UNDISPUTED,
    **heading: str,
) -> "nx.MultiGraph[str]":
    """Give the network of some incidences, with what is ``lone`` among its nodes too.

    ``disputed`` are the values on which sources disagree, each by its node (``disagreement.claims``). ``heading`` is
    what the graph says of itself: its ``title``, ``licence`` (an IRI) and ``as_of`` (a day), where there are such.

    Node keys are IRIs. Node attributes: ``label``, ``names``, ``types`` (classes with their superclasses, the
    most specific first), ``type_label``, ``country``, ``start``, ``end``, ``links``, ``note``, ``evidence``. Edges:
    ``kind`` and ``kind_label``, ``via`` and ``via_label`` (the node that ties), ``role``, ``start``, ``end``,
    ``weight`` (1.0 unless a query gave another), ``evidence``, ``disputed`` (sources disagree on the dates of the edge,
    or on one of its ends), ``disputes`` (on what they do: names of properties, each with its values), ``moment`` (it is
    over with its day), ``subject`` (the end that the sentence begins with: it is part or member of, renews, funds the
    other; "" where that is not known), ``heading`` (the name of that under which its other end is told of it, "" for
    none), and ``parties`` where some of those that the node ties were left out: how many it ties. Nodes and edges come
    in sorted order.

    >>> tie = Tie("urn:esr", "urn:mou", "urn:agreement", "2017-09", "", "signatory", "urn:mou")
    >>> [data["start"] for *_, data in build([Incidence("x", False, (tie,))], {}).edges(data=True)]
    ['2017-09']
    """
    import networkx as nx

    known = list(incidences)
    edges = sorted({edge for incidence in known for edge in _edges(incidence, profiles)})
    sizes = {(tie.via, tie.kind): each.sizes[tie.via] for each in known if each.sizes for tie in each.ties}
    moments = selection.moments(known)
    graph: nx.MultiGraph[str] = nx.MultiGraph()
    graph.graph.update(_HEADING | heading, version=partnergraph.__version__)
    parties = {party for incidence in known for party in incidence.column("party").texts}
    for iri in sorted(parties | {end for edge in edges for end in edge[:2]} | set(lone)):
        graph.add_node(iri, **_node(iri, profiles))
    for one, other, tie, subject in edges:
        shown = (tie.start, tie.end, _label(one, profiles), _label(other, profiles))
        doubted = _claims(disputed, (tie.via, tie.statement), shown)
        said = doubted | {"moment": tie.kind in moments} | _said(tie, subject)
        size = sizes.get((tie.via, tie.kind))
        graph.add_edge(one, other, **_edge(tie, profiles), **said, **({"parties": size} if size else {}))
    return graph


def projected(
    pairs: Iterable["Pair"],
    profiles: Profiles,
    *,
    parties: Iterable[str] = (),
    weight: "Weight" = "newman",
    disputed: Disputed = UNDISPUTED,
    **heading: str,
) -> "nx.MultiGraph[str]":
    """Give the network of pairs of bodies: a line for each pair and kind of tie, with the evidence of all that ties it.

    ``parties`` are bodies that are there even if they are in no pair. Attributes are those of ``build``; ``via_label``
    names the nodes that tie, ``count`` and ``newman`` are both weights and ``weight`` the one that is named. ``spells``
    are there where nothing tied the two in between: the times in which something did, each with start and end.

    >>> from partnergraph.networks.projection import Pair
    >>> pair = Pair("urn:a", "urn:b", 2.0, 1.5, "2014", "", ("urn:kind",), ("urn:mou", "urn:project"))
    >>> [data["weight"] for *_, data in projected([pair], {}).edges(data=True)]
    [1.5]
    """
    import networkx as nx

    found = sorted(pairs, key=lambda pair: (pair.one, pair.other, pair.kinds))
    graph: nx.MultiGraph[str] = nx.MultiGraph()
    graph.graph.update(_HEADING | heading, version=partnergraph.__version__)
    for iri in sorted({*parties, *(end for pair in found for end in (pair.one, pair.other))}):
        graph.add_node(iri, **_node(iri, profiles))
    for pair in found:
        doubted = _claims(disputed, pair.via, (pair.start, pair.end))
        told = _pair(pair, profiles) | {"weight": getattr(pair, weight)} | doubted
        graph.add_edge(pair.one, pair.other, **told)
    return graph


def about(graph: "nx.MultiGraph[str]", iri: str, hops: int, profiles: Profiles) -> "nx.MultiGraph[str]":
    """Give the part of a network within ``hops`` lines of one node, titled after it; alone where nothing ties it.

    >>> ties = tuple(Tie(f"urn:{n}", f"urn:{n + 1}", "urn:kind", "", "", "", "") for n in range(5))
    >>> list(about(build([Incidence("x", False, ties)], {}), "urn:2", 1, {}))
    ['urn:1', 'urn:2', 'urn:3']
    """
    import networkx as nx

    title = f"{_label(iri, profiles)}: its network"
    near = nx.single_source_shortest_path_length(graph, iri, cutoff=hops) if iri in graph else {}
    part: nx.MultiGraph[str] = nx.MultiGraph(**{**graph.graph, "title": title, "about": _label(iri, profiles)})
    part.add_nodes_from((node, data) for node, data in graph.nodes(data=True) if node in near)
    part.add_edges_from(
        (one, other, data) for one, other, data in graph.edges(data=True) if one in near and other in near
    )
    if iri not in part:
        part.add_node(iri, **_node(iri, profiles))
    return part


def check(about: str | None, hops: int | None) -> int:
    """Give how many lines away from a thing a network goes; ``ChoiceError`` where that is no number, or from nothing.

    >>> check("EIBIR", None), check("EIBIR", 0)
    (2, 0)
    """
    if hops is None:
        return _HOPS
    if about is None:
        raise ChoiceError("hops are lines away from a thing; name one with about, or leave them out")
    return count.within("hops", hops, 0)


def tied(graph: "nx.MultiGraph[str]") -> "nx.MultiGraph[str]":
    """Give a network without what nothing ties.

    >>> len(tied(build([], {}, lone=["urn:a"])))
    0
    """
    found = graph.copy()
    found.remove_nodes_from([node for node in graph if not graph.degree(node)])
    return found


def core(graph: "nx.MultiGraph[str]", most: int) -> "nx.MultiGraph[str]":
    """Give what one picture can hold: the network, or of more than ``most`` nodes what lies beside its greatest hub.

    The hub is the node with the most lines, the first by IRI among equals.

    >>> ties = tuple(Tie(f"urn:{n}", "urn:hub", "urn:kind", "", "", "", "") for n in range(5))
    >>> far = Tie("urn:far", "urn:0", "urn:kind", "", "", "", "")
    >>> whole = build([Incidence("x", False, (*ties, far))], {})
    >>> len(core(whole, 7)), len(core(whole, 6))
    (7, 6)
    """
    if len(graph) <= most:
        return graph
    hub = max(sorted(graph), key=lambda node: int(graph.degree(node)))
    return about(graph, hub, 1, {hub: Profile(label=str(graph.nodes[hub]["label"]))})


def _claims(disputed: Disputed, nodes: Iterable[str], values: Sequence[str]) -> dict[str, object]:
    """Give whether some values of nodes are disputed, and what they are of."""
    if not disputed:
        return {"disputed": False, "disputes": ()}
    found = {claim for node in nodes for value in values for claim in disputed.get((node, value), ())}
    return {"disputed": bool(found), "disputes": tuple(sorted(found))}


def _edges(incidence: Incidence, profiles: Profiles) -> Iterator[tuple[str, str, Tie, str]]:
    for via, group in groupby(incidence.ties, key=lambda tie: tie.via):
        own = list(group)
        ties = [replace(tie, role=_label(tie.role, profiles)) for tie in own]
        ends = sorted({tie.party for tie in ties})
        if incidence.as_edge and len(ends) == 2:
            yield ends[0], ends[1], _line(ties, profiles), direction.first(own)
        else:
            subjects = [
                via if tie.kind in direction.TIES_FIRST or tie.role == direction.PARENT else tie.party for tie in own
            ]
            told = zip(ties, subjects, strict=True)
            yield from ((tie.party, via, tie, subject) for tie, subject in told if tie.party != via)


def _said(tie: Tie, subject: str) -> dict[str, str]:
    """Give with which end a tie is said first, and under which heading it is told of the other."""
    return {"subject": subject, "heading": headings.of_object(tie.kind, part=subject == tie.via) if subject else ""}


def _line(ties: Sequence[Tie], profiles: Profiles) -> Tie:
    """Give the one tie that stands for the ties of two parties; its role tells who is what."""
    start = next((tie.start for tie in ties if tie.start), "")
    end = next((tie.end for tie in ties if tie.end), "")
    roles = [f"{_label(tie.party, profiles)}: {tie.role}" for tie in ties if tie.role]
    return replace(ties[0], party="", start=start, end=end, role=", ".join(roles))


def _label(word: str, profiles: Profiles) -> str:
    """Give the label of an IRI that the graph or the ontology names; other words stay as they are."""
    profile = profiles.get(word)
    return shipped().labels.get(word) or (profile.label if profile else word)


def _node(iri: str, profiles: Profiles) -> dict[str, object]:
    profile = profiles.get(iri) or Profile(label=iri)
    types = shipped().lineage(profile.types)
    return {
        "label": profile.label,
        "names": profile.names,
        "types": types,
        "type_label": shipped().label(types[0]) if types else UNTYPED,
        "country": profile.country,
        "start": profile.start,
        "end": profile.end,
        "links": profile.links,
        "note": profile.note,
        "evidence": profile.evidence,
    }


def _edge(tie: Tie, profiles: Profiles) -> dict[str, object]:
    statement = profiles.get(tie.statement)
    return {
        "kind": tie.kind,
        "kind_label": _kind(tie.kind),
        "via": placeholder.node(tie.via),
        "via_label": _label(tie.via, profiles),
        "role": tie.role,
        "start": tie.start,
        "end": tie.end,
        "weight": tie.weight,
        "evidence": statement.evidence if statement else (),
    }


def _pair(pair: "Pair", profiles: Profiles) -> dict[str, object]:
    nodes = list(filter(None, map(placeholder.node, pair.via)))
    known = {iri: profiles[iri] for iri in nodes if iri in profiles}
    more = f" and {len(nodes) - _NAMED} more" if len(nodes) > _NAMED else ""
    return {
        "kind": pair.kinds[0],
        "kind_label": _kind(pair.kinds[0]),
        "via": nodes[0] if len(nodes) == 1 else "",
        "via_label": "; ".join(_label(iri, known) for iri in nodes[:_NAMED]) + more,
        "role": "",
        "start": pair.start,
        "end": pair.end,
        "moment": pair.moment,
        "count": pair.count,
        "newman": pair.newman,
        "subject": pair.subject,
        "heading": headings.of_object(pair.kinds[0]) if pair.subject else "",
        "evidence": _evidence(known.values()),
        **({"spells": pair.spells} if pair.spells else {}),
    }


def _evidence(profiles: Collection[Profile]) -> tuple[Evidence, ...]:
    """Give the evidence of some things, sorted, as that of one is."""
    for profile in profiles if len(profiles) == 1 else ():
        return profile.evidence
    return tuple(sorted({each for profile in profiles for each in profile.evidence}))


def _kind(iri: str) -> str:
    """Give what a kind of tie is called; words that a query gave stay as they are."""
    return shipped().label(iri) if ":" in iri else iri
