"""Updates: SPARQL 1.1 Update on a store on disk, all of it or nothing.

A pattern without ``GRAPH`` sees the default graph, where loaded files lie, and no derived ties (SPARQL 1.1 Update,
section 3.1.3). These are derived anew afterwards, and the ontology is the one that is shipped: an update that puts into
``graph:derived`` or ``graph:ontology`` what would not stay there is refused.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, zip_longest
from pathlib import Path

import pyoxigraph as ox

from partnergraph.errors import QueryError, Remedy
from partnergraph.query import diagnosis, gate, sparql
from partnergraph.query.sparql import Form
from partnergraph.storage import draft
from partnergraph.storage.store import DERIVED, ONTOLOGY, Store
from partnergraph.vocab import PREFIXES, shorten

_UPDATE = Form("update", *(re.compile(f"service|load{more}", re.IGNORECASE | re.ASCII) for more in ("", "|order")))
_REACHING = frozenset({"GRAPH", "WITH", "TO"})  # words without which an update puts nothing into a named graph
_OURS = {DERIVED: "what the rules derive", ONTOLOGY: "the shipped ontology"}
_SHOWN = 200  # characters of a triple that a complaint repeats

COMPARED = 500_000
"""Stated triples up to which those that came and went are counted; comparing takes some 20 µs each."""


@dataclass(frozen=True, slots=True)
class Change:
    """What an update did: stated triples that came and that went, those that are stated now, and those derived.

    In a large store that would take too long: where it is not ``exact``, as many came or went as there are more or
    fewer now, and may be others of which there are as many.
    """

    came: int
    went: int
    stated: int
    derived: int
    exact: bool = True


def apply(path: Path, text: str, *, derive: bool = True) -> Change:
    """Apply a SPARQL 1.1 update to the store in a folder, and bring the derived ties up to date.

    When this returns it is on disk; where it raises nothing has changed. ``QueryError`` shows line, column and a caret;
    LOAD and SERVICE are refused, what would end the engine, and what would not stay in a graph of ours. The standard
    prefixes are known. Without ``derive`` no ties are derived.

    >>> import tempfile
    >>> from partnergraph import resource
    >>> from partnergraph.loading import load
    >>> with tempfile.TemporaryDirectory() as path:
    ...     _ = load.files(Path(path), resource.data()[:1])
    ...     apply(Path(path), "INSERT DATA { body:esr skos:altLabel 'ESR', 'E.S.R.' }").came
    2
    """
    text = text.removeprefix("\ufeff")
    gate.update(text)
    _refuse_query(text)
    given = sparql.guarded(text, _UPDATE)
    with draft.begin(path) as made:
        _run(made.store, text, given)
        changed = None
        with Store.open(path) as before:
            ours = {graph: _between(before, made.store, graph) for graph in _touched(text)}
            if draft.stated(made.before) <= COMPARED:
                changed = difference(_stated(before), _stated(made.store))
        as_shipped = changed is not None and not any(ours[ONTOLOGY])
        disjoint = made.before.disjoint and changed is not None and not any(map(made.store.repeats, changed[0]))
        made.renew(derive=derive, changed=chain(*changed) if changed is not None and as_shipped else None)
        for graph, (came, went) in ours.items():
            _refuse_lost(made.store, text, graph, came, went)
        after = made.publish(disjoint=disjoint)
    more = draft.stated(after) - draft.stated(made.before)
    came_to, went_from = map(len, changed) if changed is not None else (max(more, 0), max(-more, 0))
    return Change(
        came_to, went_from, draft.stated(after), after.graphs.get(DERIVED.value, 0), exact=changed is not None
    )


def difference(before: Iterable[ox.Quad], after: Iterable[ox.Quad]) -> tuple[set[ox.Quad], set[ox.Quad]]:
    """Give the quads that came and those that went, in the memory that these need.

    The engine gives quads in one order, so both go side by side; what is met on one side waits for the other.

    >>> one, other = (ox.Quad(ox.NamedNode(f"urn:{name}"), ox.NamedNode("urn:b"), ox.Literal(1)) for name in "ab")
    >>> difference([one, other], [other]) == (set(), {one})
    True
    """
    came, went = set[ox.Quad](), set[ox.Quad]()
    for old, new in zip_longest(before, after):
        if old != new:
            for quad, mine, others in ((old, went, came), (new, came, went)):
                if quad in others:
                    others.remove(quad)
                elif quad is not None:
                    mine.add(quad)
    return came, went


def _touched(text: str) -> tuple[ox.NamedNode, ...]:
    """Give the graphs of ours to look at: derived ties are many, and most updates cannot put anything there."""
    words = {token.text.upper() for token in sparql.tokens(text) if token.kind == "word"}
    return (ONTOLOGY, DERIVED) if words & _REACHING else (ONTOLOGY,)


def _between(before: Store, after: Store, graph: ox.NamedNode) -> tuple[set[ox.Quad], set[ox.Quad]]:
    return difference(before.quads(graph), after.quads(graph))


def _refuse_lost(
    store: Store, text: str, graph: ox.NamedNode, came: Iterable[ox.Quad], went: Iterable[ox.Quad]
) -> None:
    """Complain of a change to a graph of ours that is undone by now.

    What goes from there with all the rest, as by ``CLEAR ALL``, may come again; what is taken out by its name may not.
    """
    name = shorten(graph.value)
    named = graph.value in text or any(token.text == name for token in sparql.tokens(text))
    lost = [quad for quad in came if not store.states(quad.triple)]
    back = [quad for quad in went if named and quad in store.engine]
    for quad in sorted((*lost, *back), key=str)[:1]:
        raise QueryError(
            f"update: {name} holds {_OURS[graph]} and is made anew after each update, which undoes this for "
            f"{str(quad.triple)[:_SHOWN]}; change what is stated, without GRAPH"
        )


def _refuse_query(text: str) -> None:
    for token in sparql.tokens(text):
        word = token.text.upper() if token.kind == "word" else ""
        if word in sparql.CHANGING:
            return
        if word in sparql.READING:
            line, column = sparql.place(text, token.start)
            raise QueryError(f"update:{line}:{column}: {word} reads", Remedy.QUERY)


def _run(store: Store, text: str, given: str) -> None:
    try:
        store.engine.update(given, prefixes=dict(PREFIXES))
    except SyntaxError as error:
        raise QueryError(diagnosis.explain(text, given, str(error), form=_UPDATE)) from error
    except (RuntimeError, ValueError) as error:
        raise QueryError(f"update: cannot be run: {error}") from error


def _stated(store: Store) -> Iterator[ox.Quad]:
    """Give the quads of all graphs but ours, always in one order."""
    graphs = [ox.DefaultGraph(), *(graph for graph in store.engine.named_graphs() if graph not in {DERIVED, ONTOLOGY})]
    return chain.from_iterable(store.engine.quads_for_pattern(None, None, None, graph) for graph in graphs)
