"""Snapshots: the graph as it stood on one day.

What cannot have begun by that day is not there, nor are bodies and ties that had surely ended before it; a date that
is known to the year or the month is an interval. Events, surveys, publications and changes that lie in the past stay,
since they happened; agreements stay, since their lifecycle tells what came of them. What has no dates stays, unless it
rests on something that is gone: a membership on its body, a session on its congress, a cooperation on two parties.

Documents stay whatever their date: what was written later tells of earlier days. Evidence goes with the last thing
that rested on it.
"""

import datetime as dt
from collections.abc import Iterable, Iterator

import pyoxigraph as ox

from partnergraph import resource
from partnergraph.query import sparql
from partnergraph.storage import rule
from partnergraph.storage.store import DERIVED, ONTOLOGY, Store
from partnergraph.vocab import PREFIXES, expand


def _named(*curies: str) -> frozenset[ox.NamedNode]:
    return frozenset(ox.NamedNode(expand(each) or each) for each in curies)


_PARTY = _named("pg:party")
_PARENT = _named("org:unitOf", "org:subOrganizationOf")
_OF = _named("org:member", "org:organization", "rdf:subject", "rdf:object")
_AFTER = _named(
    "dcterms:isPartOf", "org:resultingOrganization", "pg:renews", "prov:wasGeneratedBy", "schema:superEvent"
)
_PROOF = _named("oa:hasSelector", "pg:evidence")
_TYPE = ox.NamedNode(PREFIXES["rdf"] + "type")
_COOPERATION = ox.NamedNode(PREFIXES["pg"] + "Cooperation")
_DATE = ox.NamedNode(PREFIXES["xsd"] + "date")

Node = ox.NamedNode | ox.BlankNode | ox.Triple


def reduce(store: Store, day: dt.date) -> int:
    """Take out of a store what was not there on a day, and give the number of triples that went.

    The store has to hold the ontology, whose classes say what can end. The derived ties go too, since they may rest on
    what is gone; derive them anew from what remains.

    >>> from partnergraph.writing.format import TURTLE
    >>> with Store() as store:
    ...     store.add_text('<urn:esr> <https://schema.org/foundingDate> "2005" ; <urn:in> <urn:vienna> .', TURTLE)
    ...     reduce(store, dt.date(2005, 1, 1)), reduce(store, dt.date(2004, 12, 31))
    (0, 2)
    """
    stated = len(store) - sum(1 for _ in store.quads(DERIVED))
    rule.derive(store, rule.TIMES)
    late, over = _found(store, "not-begun", day), _found(store, "ended", day)
    store.drop(DERIVED)
    gone = [*_without(store, late, ended=False), *_without(store, over, ended=True)]
    _remove_unused(store, gone)
    return stated - len(store)


def _found(store: Store, lookup: str, day: dt.date) -> list[Node]:
    text = sparql.bind(resource.query("lookups", lookup), {"_day_date": ox.Literal(day.isoformat(), datatype=_DATE)})
    return [row["thing"] for row in store.select(text)]


def _without(store: Store, things: Iterable[Node], *, ended: bool) -> list[ox.Quad]:
    """Remove things, with every triple that mentions them and what rests on them, and give what was removed."""
    removed: list[ox.Quad] = []
    waiting, known = list(things), set(things)
    while waiting:
        quads = set(_mentions(store, waiting.pop()))
        store.remove(quads)
        removed += quads
        bereft = {quad.subject for quad in quads if _needs(store, quad, ended=ended)} - known
        known |= bereft
        waiting += bereft
    return removed


def _mentions(store: Store, thing: Node) -> Iterator[ox.Quad]:
    for pattern in ((thing, None, None), (None, None, thing)):
        for quad in store.engine.quads_for_pattern(*pattern):
            if quad.graph_name != ONTOLOGY:
                yield quad


def _needs(store: Store, lost: ox.Quad, *, ended: bool) -> bool:
    """Say whether the subject of a removed triple cannot be there without its object.

    What has ended takes away less than what has not begun: a founding stays when its body is dissolved, an agreement
    when its party is.
    """
    if lost.predicate in _OF:
        return True
    if lost.predicate in _PARENT:
        return not _left(store, lost.subject, _PARENT)
    if lost.predicate in _PARTY:
        kept = ended and not store.states(ox.Triple(lost.subject, _TYPE, _COOPERATION))
        return not kept and _left(store, lost.subject, _PARTY) < 2
    return lost.predicate in _AFTER and not ended


def _left(store: Store, subject: Node, properties: frozenset[ox.NamedNode]) -> int:
    return len({quad.object for each in properties for quad in store.engine.quads_for_pattern(subject, each, None)})


def _remove_unused(store: Store, gone: Iterable[ox.Quad]) -> None:
    """Remove evidence, places in a document and nameless parts that only what is gone referred to."""
    waiting = list(_parts(gone))
    while waiting:
        part = waiting.pop()
        if next(store.engine.quads_for_pattern(None, None, part), None) is None:
            quads = list(store.engine.quads_for_pattern(part, None, None))
            store.remove(quads)
            waiting += _parts(quads)


def _parts(quads: Iterable[ox.Quad]) -> Iterator[ox.NamedNode | ox.BlankNode]:
    for quad in quads:
        part = quad.object
        if isinstance(part, ox.BlankNode) or (isinstance(part, ox.NamedNode) and quad.predicate in _PROOF):
            yield part
