"""Seeded networks in the shape of a partner network: bodies tied to agreements, events, projects and topics."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import networkx as nx

from partnergraph.values.evidence import Evidence
from partnergraph.vocab import ID, PG, PREFIXES, SOURCE

ORG = PREFIXES["org"]
SKOS = PREFIXES["skos"]


@dataclass(frozen=True, slots=True)
class Sort:
    """A sort of node: its folder, class, label, share in a network and how its ties are called."""

    folder: str
    type: str
    parent: str
    label: str
    share: float
    kind: str
    kind_label: str


SORTS = (
    Sort("body", f"{PG}Society", f"{ORG}FormalOrganization", "Society", 0.2, "tie-membership", "member of"),
    Sort("body", f"{PG}Institute", f"{ORG}FormalOrganization", "Institute", 0.1, "tie-membership", "member of"),
    Sort("body", f"{PG}Committee", f"{ORG}OrganizationalUnit", "Committee", 0.12, "tie-unit", "part of"),
    Sort(
        "agreement", f"{PG}MemorandumOfUnderstanding", f"{PG}Agreement", "Memorandum", 0.12, "tie-agreement", "party to"
    ),
    Sort(
        "event",
        f"{PG}JointSession",
        "https://schema.org/Event",
        "Joint session",
        0.16,
        "tie-event",
        "takes part in event",
    ),
    Sort(
        "project",
        f"{PG}Project",
        "http://xmlns.com/foaf/0.1/Project",
        "Project",
        0.12,
        "tie-project",
        "works in project",
    ),
    Sort("topic", f"{SKOS}Concept", "", "Topic", 0.12, "tie-topic", "concerns topic"),
    Sort("survey", f"{PG}Survey", "http://www.w3.org/ns/prov#Activity", "Survey", 0.06, "tie-survey", "runs survey"),
)

LONG = "Society for the Study of Very Long Names of Learned Bodies in Europe and the Mediterranean"

PAYLOADS = (
    "<script>window.__hit = 1</script>",
    "</script><script>window.__hit = 1</script>",
    "</title></style></textarea></template><img src=x onerror='window.__hit=1'>",
    "<!-- <script> --> ]]> {{ 7 * 7 }} {% raw %}",
    '" onmouseover="window.__hit=1" autofocus onfocus="window.__hit=1',
    "'><svg/onload=window.__hit=1>",
    "javascript:window.__hit=1",
    "line\u2028separator\u2029paragraph\nbreak\ttab \u0000 null",
    "عضو في الجمعية \u202eoverridden left to right",
    "👩‍🔬🇪🇺 emoji café Łódź Øresund Straße",
    "`${window.__hit=1}` $& $' \\u003cscript\\u003e",
    "constructor",
    "__proto__",
    "toString",
    "1",
    "x" * 20_000,
)


def network(nodes: int = 60, *, seed: int = 7) -> "nx.MultiGraph[str]":
    """Build a network of so many nodes in some four to eight circles of bodies, the same for the same seed."""
    chance = random.Random(seed)  # noqa: S311 (a test network, no secret)
    graph: nx.MultiGraph[str] = nx.MultiGraph(
        title=f"Partner network of {nodes} synthetic nodes",
        description="Synthetic bodies, agreements, events, projects and topics.",
        as_of="",
        licence="CC0 1.0",
        version="0.1.0",
    )
    for sort in SORTS:
        for number in range(1, max(1, round(nodes * sort.share)) + 1):
            graph.add_node(_iri(sort, number), **_node(sort, number, chance))
    _tie(graph, chance)
    return graph


def shuffled(graph: "nx.MultiGraph[str]", seed: int) -> "nx.MultiGraph[str]":
    """Copy a graph with its nodes, edges and edge directions in another order."""
    chance = random.Random(seed)  # noqa: S311 (a test network, no secret)
    nodes, edges = list(graph), list(graph.edges(data=True))
    chance.shuffle(nodes)
    chance.shuffle(edges)
    copy: nx.MultiGraph[str] = nx.MultiGraph(**graph.graph)
    for node in nodes:
        copy.add_node(node, **graph.nodes[node])
    for start, end, attributes in edges:
        pair = (start, end) if chance.random() < 0.5 else (end, start)
        copy.add_edge(*pair, **attributes)
    return copy


def hostile() -> "nx.MultiGraph[str]":
    """Build a network whose every field holds text that would break or run in a careless page."""
    graph: nx.MultiGraph[str] = nx.MultiGraph()
    graph.graph.update(dict.fromkeys(("title", "description", "as_of", "licence", "version"), "".join(PAYLOADS[:6])))
    ids = ["constructor", "toString", "__proto__", "1", "hasOwnProperty", *PAYLOADS[:5]]
    for number, (node, text) in enumerate(zip(ids, _cycle(PAYLOADS), strict=False)):
        graph.add_node(node, **_hostile_node(text, number))
    graph.nodes["1"]["label"] = PAYLOADS[-1]
    for number, (start, end) in enumerate(zip(ids, ids[1:] + ids[:1], strict=True)):
        graph.add_edge(start, end, **_hostile_edge(PAYLOADS[number % len(PAYLOADS)], number))
    graph.add_edge("1", "constructor", **_hostile_edge(PAYLOADS[-1], 1))
    graph.add_edge("__proto__", "__proto__", **_hostile_edge(PAYLOADS[2], 2))
    return graph


def _iri(sort: Sort, number: int) -> str:
    return f"{ID}{sort.folder}/{sort.label.lower().replace(' ', '-')}-{number}"


def _node(sort: Sort, number: int, chance: random.Random) -> dict[str, Any]:
    label = f"{LONG} {number}" if sort.label == "Society" and number % 5 == 3 else f"{sort.label} {number}"
    return {
        "label": label,
        "names": (f"{sort.label[0]}{number}S",) if sort.folder == "body" else (),
        "types": tuple(filter(None, (sort.type, sort.parent))),
        "type_label": sort.type.rsplit("#", 1)[-1].replace("MemorandumOfUnderstanding", "memorandum of understanding"),
        "country": chance.choice(("", "AT", "BE", "DE", "FR", "GR")) if sort.folder == "body" else "",
        "start": str(chance.randint(1960, 2020)) if sort.folder != "topic" else "",
        "end": "",
        "links": (f"https://example.org/{sort.folder}/{number}",) if number % 2 else (),
        "note": "A note in our own words." if number % 3 == 0 else "",
        "evidence": (_evidence(number),),
    }


def _tie(graph: "nx.MultiGraph[str]", chance: random.Random) -> None:
    bodies = [node for node in graph if "/body/" in node and "committee" not in node]
    hubs = bodies[: max(1, len(bodies) // 6)]
    for node in list(graph):
        sort = next(sort for sort in SORTS if node.startswith(_iri(sort, 0)[:-1]))
        home = chance.choice(hubs)
        circle = [body for place, body in enumerate(bodies) if hubs[place % len(hubs)] == home]
        for other in _partners(home, circle, bodies, chance, node in bodies):
            if other != node:
                graph.add_edge(node, other, **_edge(sort, node, graph.nodes[node]["label"], chance))


def _partners(
    home: str, circle: Sequence[str], bodies: Sequence[str], chance: random.Random, is_body: bool
) -> Iterator[str]:
    yield home
    if not is_body and chance.random() < 0.45:
        yield chance.choice(circle)
    if chance.random() < 0.18:
        yield chance.choice(bodies)


def _edge(sort: Sort, via: str, via_label: str, chance: random.Random) -> dict[str, Any]:
    return {
        "kind": PG + sort.kind,
        "kind_label": sort.kind_label,
        "via": via,
        "via_label": via_label,
        "role": chance.choice(("", "coordinator", "member")),
        "start": chance.choice(("", "2014", "2017-09", "2018-06-30")),
        "end": "",
        "weight": float(chance.randint(1, 5)),
        "evidence": (_evidence(chance.randint(1, 30)),),
        "disputed": chance.random() < 0.05,
    }


def _evidence(number: int) -> Evidence:
    source = number % 9 + 1
    return Evidence(
        f"{SOURCE}document-{source}",
        f"Source document {source}",
        f"section “Partners”, paragraph {number}",
        f"https://example.org/source/{source}" if source % 2 else "",
        "2026-11-23",
        f"Synthetic quotation {number}." if number % 4 == 0 else "",
    )


def _hostile_node(text: str, number: int) -> dict[str, Any]:
    links = ("javascript:window.__hit=1", "data:text/html,<script>window.__hit=1</script>", 'https://example.org/"><b>')
    return {
        "label": text,
        "names": (text, *PAYLOADS[:3]),
        "types": (text,) if number % 2 else ("__proto__",),
        "type_label": text,
        "country": text,
        "start": text,
        "end": text,
        "links": (*links, text),
        "note": text,
        "evidence": (_hostile_evidence(text),),
    }


def _hostile_edge(text: str, number: int) -> dict[str, Any]:
    return {
        "kind": ("constructor", text)[number % 2],
        "kind_label": text,
        "via": text,
        "via_label": text,
        "role": text,
        "start": text,
        "end": text,
        "weight": (float("nan"), float("inf"), -1.0, 1e300)[number % 4],
        "evidence": (_hostile_evidence(text), _hostile_evidence(text)),
        "disputed": True,
        "disputes": ((text, (text, text)),),
    }


def _hostile_evidence(text: str) -> Evidence:
    return Evidence(text, text, text, "javascript:window.__hit=1", text, text)


def _cycle(texts: Sequence[str]) -> Iterator[str]:
    while True:
        yield from texts
