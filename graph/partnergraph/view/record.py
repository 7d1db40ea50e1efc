"""A network as the plain records that the page reads: nodes, edges, the evidence they rest on and its sources.

Ids are ``n0 n1 …`` and ``e0 e1 …`` in the order of the IRIs, so that the same network gives the same bytes and no name
from outside becomes a key of the page.
"""

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache, partial
from itertools import groupby
from typing import TYPE_CHECKING, Any

from partnergraph.drawing import layout
from partnergraph.networks import bond
from partnergraph.values import acronym, span, window
from partnergraph.values.evidence import Evidence
from partnergraph.values.text import plain
from partnergraph.view import look, source
from partnergraph.view.words import LEAST, Words
from partnergraph.vocab import PG, shorten

if TYPE_CHECKING:
    import networkx as nx

ADDRESS = re.compile(r"https?://[^\s/\\?#][^\s\x00-\x1f\x7f]*", re.IGNORECASE)
WHOLE = 28  # signs of a label that is drawn whole even where there is an acronym
TITLE_LENGTH = 160  # signs of a name in a tooltip
ENGLISH = Words()


@dataclass(frozen=True, slots=True)
class Legend:
    """One line of the legend: a type of entity or a kind of relation, its look and how many there are.

    ``key`` is its name in addresses: the prefixed name where there is one, else the IRI.
    """

    iri: str
    key: str
    label: str
    count: int
    look: look.TypeLook | look.KindLook


@dataclass(frozen=True, slots=True)
class Records:
    """All that the page is about; places in ``sources`` and ``evidence`` are what the others refer to.

    ``others`` are the types that are no bodies, ``untyped`` words that stand where there is no type.
    """

    nodes: tuple[dict[str, Any], ...]
    edges: tuple[dict[str, Any], ...]
    sources: tuple[dict[str, str], ...]
    evidence: tuple[dict[str, Any], ...]
    types: tuple[Legend, ...]
    kinds: tuple[Legend, ...]
    groups: tuple[str, ...] = ()
    """What groups by country or type are called, by their numbers; countries by their codes."""
    others: tuple[str, ...] = ()
    untyped: tuple[str, ...] = ()


def records(graph: "nx.MultiGraph[str]", words: Words = ENGLISH, *, discs: bool = False, lean: bool = False) -> Records:
    """Build the records of a network, with dates said in the words of a language; ``discs`` as in ``layout``.

    ``lean`` leaves out how vis-network draws a relation.

    A relation carries its dates as told (``start``, ``end``), in words (``period``), and the days on which it can have
    been in force (``first``, ``last``, ISO 8601; empty where it is open), in intervals where it was not in between
    (``spells``), and on what sources disagree (``dispute``).

    >>> import networkx
    >>> found = records(networkx.MultiGraph([("https://example.org/b", "https://example.org/a")]))
    >>> [node["label"] for node in found.nodes], found.edges[0]["from"]
    (['https://example.org/a', 'https://example.org/b'], 'n0')
    """
    ids = {iri: f"n{number}" for number, iri in enumerate(sorted(graph))}
    ties = _sorted(_tie(ids, *edge) for edge in graph.edges(data=True))
    resting = (*(data for _, data in graph.nodes(data=True)), *ties)
    book = _Book({id(item): item for each in resting for item in each.get("evidence", ())}, words)
    nodes = tuple(_nodes(graph, ids, book, words, discs=discs))
    edges = tuple(_edges(ties, book, words, lean=lean))
    chains = {tuple(data.get("types", ())) for _, data in graph.nodes(data=True)}
    others = tuple(sorted(plain(chain[0]) for chain in chains if not bond.is_body(chain)))
    words_alone = {_chain(data)[:1] for _, data in graph.nodes(data=True) if not data.get("types")}
    untyped = tuple(sorted(plain(chain[0]) for chain in words_alone if chain))
    legends = _types(graph, nodes, words), _kinds(edges, words)
    return Records(nodes, edges, book.sources, book.evidence, *legends, _groups(graph, words), others, untyped)


def address(value: str) -> str:
    """Give a web address as it is if it is http or https, else nothing.

    >>> address("https://example.org/a"), address("javascript:alert(1)")
    ('https://example.org/a', '')
    """
    return value if ADDRESS.fullmatch(value) else ""


def short(label: str, names: Iterable[str]) -> str:
    """Give what is drawn beside a node: its label, or its acronym where the label is long.

    >>> short("European Society of Radiology", ["ESR"])
    'ESR'
    """
    if len(label) <= WHOLE:
        return label
    return acronym.of(label, names) or label


@lru_cache(4096)  # many relations have the same dates
def days(start: str, end: str, *, moment: bool = False) -> tuple[str, str]:
    """Give the first and the last day that dates can mean, ISO 8601; what is unknown is empty, and open.

    What is a moment (an event, a founding) is over where no end is told; anything else goes on.

    >>> days("2017-09", ""), days("2016", "", moment=True)
    (('2017-09-01', ''), ('2016-01-01', '2016-12-31'))
    """
    first, last = span.of(start), span.of(end) or (span.of(start) if moment else None)
    return first.first.isoformat() if first else "", last.last.isoformat() if last else ""


class _Book:
    """The evidence and the sources that are cited, each once and in order.

    ``cited`` is by what is the same object: many relations have theirs from the same, which is looked at once.
    """

    def __init__(self, cited: Mapping[int, Evidence], words: Words) -> None:
        ordered = sorted(set(cited.values()))
        works = sorted({(item.title, item.url, item.source) for item in ordered})
        place = {work: number for number, work in enumerate(works)}
        names = source.called([(plain(title), address(url)) for title, url, _ in works])
        self.sources = tuple(
            {"title": name or plain(iri), "url": address(url), "iri": plain(iri)}
            for name, (_, url, iri) in zip(names, works, strict=True)
        )
        self.evidence = tuple(
            {
                "source": place[item.title, item.url, item.source],
                "place": words.place(plain(item.place)),
                "day": plain(item.read),
                "read": words.date(plain(item.read)),
                "quote": plain(item.quote),
            }
            for item in ordered
        )
        number = {item: place for place, item in enumerate(ordered)}
        self._held = cited  # so that no other object comes to have the number of one of them
        self._place = {same: number[item] for same, item in cited.items()}

    def cite(self, evidence: Iterable[Evidence]) -> list[int]:
        places = [self._place[id(item)] for item in evidence]
        return places if len(places) < 2 else sorted(set(places))


def _nodes(
    graph: "nx.MultiGraph[str]", ids: Mapping[str, str], book: _Book, words: Words, *, discs: bool
) -> Iterable[dict[str, Any]]:
    laid = layout.laid(graph, discs=discs)
    looks = look.types(_chain(graph.nodes[iri]) for iri in ids)
    for iri, number in ids.items():
        node = _node(iri, graph.nodes[iri], book, words)
        seen = looks[(_chain(graph.nodes[iri]) or ("",))[0]]
        yield node | {
            "id": number,
            "x": laid.positions[iri][0],
            "y": laid.positions[iri][1],
            "size": laid.sizes[iri],
            "community": laid.groups[iri],
            "shape": seen.vis,
            "color": seen.light,
        }


def _node(iri: str, data: Mapping[str, Any], book: _Book, words: Words) -> dict[str, Any]:
    label = plain(data.get("label") or iri)
    names = [plain(name) for name in data.get("names", ())]
    start, end = plain(data.get("start", "")), plain(data.get("end", ""))
    first, last = days(start, end)
    type_label, country = words.term(plain(data.get("type_label", ""))), plain(data.get("country", ""))
    return {
        "label": label,
        "title": "\n".join(filter(None, (_clip(label), _clip(type_label)))),
        "short": short(label, names),
        "iri": plain(iri),
        "key": shorten(plain(iri)),
        "names": names,
        "type": plain((_chain(data) or ("",))[0]),
        "type_label": type_label,
        "country": country,
        "period": _period(words, start, end, look.is_moment(_chain(data))),
        "day": first or last,
        "links": [{"text": plain(link), "url": address(link)} for link in data.get("links", ())],
        "note": plain(data.get("note", "")),
        "evidence": book.cite(data.get("evidence", ())),
    }


def _sorted(ties: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Sort ties by their ends; those of the same two by all that they say."""
    beside = groupby(sorted(ties, key=_ends), key=_ends)
    found = (list(same) for _, same in beside)
    return [tie for same in found for tie in (sorted(map(_in_order, same), key=repr) if len(same) > 1 else same)]


def _in_order(tie: dict[str, Any]) -> dict[str, Any]:
    return tie | {"evidence": tuple(sorted(tie["evidence"]))}


def _tie(ids: Mapping[str, str], start: str, end: str, data: Mapping[str, Any]) -> dict[str, Any]:
    said = data.get
    first, second = (start, end) if start <= end else (end, start)
    if said("subject") == second:
        first, second = second, first
    kind_label, via = said("kind_label", ""), said("via", "")
    return {
        "from": ids[first],
        "to": ids[second],
        "kind_label": plain(kind_label),
        "via": plain(via),
        "role": plain(said("role", "")),
        "start": plain(said("start", "")),
        "end": plain(said("end", "")),
        "kind": plain(said("kind") or kind_label),
        "heading": plain(said("heading", "")),
        "loose": said("subject") == "",
        "via_label": "" if via in (first, second) else plain(said("via_label", "")),
        "strength": _strength(said("weight", 1.0)),
        "disputed": bool(said("disputed", False)),
        "disputes": tuple(said("disputes", ())),
        "spells": tuple(said("spells", ())),
        "evidence": tuple(said("evidence", ())),
        **({"parties": int(data["parties"])} if "parties" in data else {}),
    }


def _heads(name: str, words: Words) -> tuple[str, str]:
    """Give the headings of a relation at its first and its second end; where one is "" it is that of the kind."""
    said = words.table["headings"]
    return said["parents"] if name == "parts" else "", said.get(name, "")


def _undirected(kind: str, words: Words) -> str:
    """Give what a hierarchy is called of which is not known which end is above; "" for what is none."""
    return str(words.table["undirected"].get(kind.removeprefix(PG), ""))


def _ends(tie: Mapping[str, Any]) -> tuple[str, str]:
    one, other = tie["from"], tie["to"]
    return (one, other) if one <= other else (other, one)


def _edges(ties: Iterable[dict[str, Any]], book: _Book, words: Words, *, lean: bool) -> Iterable[dict[str, Any]]:
    ties = list(ties)
    looks = look.kinds(tie["kind"] for tie in ties)
    beside = Counter(map(_ends, ties))
    placed: Counter[tuple[str, str]] = Counter()
    term, named, timed = cache(words.term), cache(partial(_named, words)), cache(partial(_timed, words))
    for number, tie in enumerate(ties):
        pair = _ends(tie)
        seen, count = looks[tie["kind"]], beside[pair]
        name, *heads = named(tie["kind"], tie["kind_label"], tie.pop("heading"), loose=tie.pop("loose"))
        tie.update(
            timed(tie["start"], tie["end"], tie["spells"], moment=seen.moment),
            id=f"e{number}",
            kind_label=name,
            role=term(tie["role"]),
            from_head=heads[0],
            to_head=heads[1],
            evidence=book.cite(tie["evidence"]),
            dispute=_dispute(words, found) if (found := tie.pop("disputes")) else "",
            bend=_bend(placed[pair], count, turned=tie["from"] != pair[0]) if count > 1 else 0.0,
        )
        if not lean:
            tie.update(_drawn(tie, seen))
        yield tie
        placed[pair] += 1


def _named(words: Words, kind: str, label: str, heading: str, *, loose: bool) -> tuple[str, str, str]:
    """Give what a relation is called, and its headings at both ends."""
    undirected = _undirected(kind, words) if loose else ""
    return (undirected,) * 3 if undirected else (words.term(label), *_heads(heading, words))


def _timed(
    words: Words, start: str, end: str, spells: tuple[tuple[str, str], ...], *, moment: bool
) -> Mapping[str, str]:
    """Give the days of a relation, and its time in words."""
    first, last = days(start, end, moment=moment)
    told = ", ".join(_period(words, plain(one), plain(other), moment) for one, other in spells or ((start, end),))
    return {"first": first, "last": last, "spells": window.intervals(spells), "period": told}


def _drawn(tie: Mapping[str, Any], seen: look.KindLook) -> dict[str, Any]:
    """Give how vis-network draws a relation."""
    return {
        "title": "\n".join(filter(None, (_clip(tie["kind_label"]), _clip(tie["period"]), _clip(tie["dispute"])))),
        "color": {"color": seen.light, "inherit": False},
        "dashes": list(seen.dash) or False,
        "width": round(min(4.0, 0.9 + 0.6 * math.log2(1 + tie["strength"])), 2),
        "smooth": _smooth(tie["bend"]),
    }


def _dispute(words: Words, disputes: Iterable[tuple[str, Iterable[str]]]) -> str:
    return words.disputes((plain(name), tuple(map(plain, values))) for name, values in disputes)


@lru_cache(4096)
def _period(words: Words, start: str, end: str, moment: bool) -> str:
    return words.period(start, end, moment=moment)


def _bend(place: int, count: int, *, turned: bool) -> float:
    """Bend parallel edges apart by a share of their length; the middle one of an odd number is straight.

    They fan out in even steps, the smaller the more there are. The side is that seen from the first end; ``turned``
    says that the edge begins at the other.
    """
    side = (place - (count - 1) / 2) * (-1 if turned else 1)
    step = min(0.12, 2 * (0.9 - 0.03) / (count - 1))
    return round(math.copysign(step * abs(side) + 0.03, side), 3) if side else 0.0


def _smooth(bend: float) -> dict[str, Any] | bool:
    """Give the bend as vis-network takes it: the middle point of its curve lies about as far from the straight line."""
    if not bend:
        return False
    return {"enabled": True, "type": "curvedCW" if bend > 0 else "curvedCCW", "roundness": round(abs(bend) * 1.15, 3)}


def _types(graph: "nx.MultiGraph[str]", nodes: Iterable[Mapping[str, Any]], words: Words) -> tuple[Legend, ...]:
    looks = {plain(iri): seen for iri, seen in look.types(_chain(graph.nodes[iri]) for iri in graph).items()}
    return _legend(((node["type"], node["type_label"]) for node in nodes), looks, words.say("entity"))


def _kinds(edges: Iterable[Mapping[str, Any]], words: Words) -> tuple[Legend, ...]:
    edges = list(edges)
    looks = look.kinds(edge["kind"] for edge in edges)
    directed = {edge["kind"]: edge["kind_label"] for edge in edges if edge["from_head"] != edge["kind_label"]}
    named = ((edge["kind"], directed.get(edge["kind"], edge["kind_label"])) for edge in edges)
    return _legend(named, looks, words.say("relation"))


def _legend(found: Iterable[tuple[str, str]], looks: Mapping[str, Any], nameless: str) -> tuple[Legend, ...]:
    """Count the names, in the order of the looks."""
    pairs = list(found)
    counts, labels = Counter(iri for iri, _ in pairs), dict(sorted(pairs, reverse=True))
    order = {iri: place for place, iri in enumerate(looks)}
    return tuple(
        Legend(iri, shorten(iri), labels[iri] or _local(iri) or nameless, counts[iri], looks[iri])
        for iri in sorted(counts, key=order.__getitem__)
    )


def _groups(graph: "nx.MultiGraph[str]", words: Words) -> tuple[str, ...]:
    nameless = {"country": "noCountry", "type": "entity"}.get(str(graph.graph.get("group_by")))
    return tuple(words.term(plain(name)) or words.say(nameless) for name in layout.names(graph)) if nameless else ()


def _chain(data: Mapping[str, Any]) -> tuple[str, ...]:
    """Give the classes of a node, the most specific first; one without any is of the class that its words are."""
    return tuple(data.get("types", ())) or tuple(filter(None, (data.get("type_label"),)))


def _local(iri: str) -> str:
    return re.split(r"[#/]", iri)[-1]


def _strength(weight: object) -> float:
    value = weight if type(weight) is float else float(weight) if isinstance(weight, int | float) else 1.0
    if not math.isfinite(value):
        return 1.0
    return float(f"{value:.3g}") if 0 < value < LEAST else round(min(max(value, 0.0), 1e6), 3) + 0.0


def _clip(text: str) -> str:
    return text if len(text) <= TITLE_LENGTH else text[: TITLE_LENGTH - 1] + "…"
