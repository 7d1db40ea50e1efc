"""Lapses: names that things lost with a file that says them no more, while others speak of the things.

Where a file is taken out that named bodies of other files, these speak of what has no name, and cannot be imported
again by that name. The names and the file that said them are remembered in a graph that no query sees, until the things
have a name again or nobody speaks of them: so whoever misses one is told where it was.
"""

from collections.abc import Collection, Iterable

import pyoxigraph as ox

from partnergraph.loading import parking
from partnergraph.storage.store import Store
from partnergraph.vocab import GRAPH, PREFIXES

_NODE = ox.NamedNode
_LAPSED = parking.parked(_NODE(GRAPH + "lapsed"))
_NAME, _FILE = _NODE(PREFIXES["skos"] + "hiddenLabel"), _NODE(PREFIXES["dcterms"] + "source")
_SKOS, _SCHEMA = PREFIXES["skos"], PREFIXES["schema"]
_NAMES = tuple(map(_NODE, (f"{_SKOS}prefLabel", f"{_SKOS}altLabel", f"{_SCHEMA}legalName")))


def write(store: Store, title: str, things: Collection[str], went: Iterable[ox.Quad]) -> None:
    """Remember of things that lost their name by what went how they were called, and by which file.

    >>> store, name = Store(), ox.Literal("ESR")
    >>> write(store, "bodies.csv", ["urn:esr"], [ox.Quad(ox.NamedNode("urn:esr"), _NAMES[0], name)])
    >>> read(store)
    {'urn:esr': ('bodies.csv', ('ESR',))}
    """
    for quad in went if things else ():
        if quad.predicate in _NAMES and isinstance(quad.subject, ox.NamedNode) and quad.subject.value in things:
            store.engine.add(ox.Quad(quad.subject, _NAME, quad.object, _LAPSED))
            store.engine.add(ox.Quad(quad.subject, _FILE, ox.Literal(title), _LAPSED))


def read(store: Store) -> dict[str, tuple[str, tuple[str, ...]]]:
    """Give the things that lost their name, by their IRIs, each with the file that said it last and its names.

    >>> read(Store())
    {}
    """
    found = dict[str, tuple[str, tuple[str, ...]]]()
    for quad in sorted(store.engine.quads_for_pattern(None, _FILE, None, _LAPSED), key=str):
        said = store.engine.quads_for_pattern(quad.subject, _NAME, None, _LAPSED)
        names = {each.object.value for each in said if isinstance(each.object, ox.Literal)}
        if isinstance(quad.subject, ox.NamedNode) and isinstance(quad.object, ox.Literal):
            found[quad.subject.value] = quad.object.value, tuple(sorted(names))
    return found


def clear(store: Store) -> None:
    """Forget the things that have a name again, and those of which nobody speaks any more.

    >>> clear(Store())
    """
    for iri in read(store):
        if not parking.is_nameless(store.engine, _NODE(iri)):
            for quad in list(store.engine.quads_for_pattern(_NODE(iri), None, None, _LAPSED)):
                store.engine.remove(quad)
