"""Dissent: where a file of sheets says otherwise than what other sources told the store, or than itself before.

Nothing is lost by it: each source keeps its graph, and both values stay. But whoever corrects a copy of a sheet is to
hear of it when it happens; and of two sheets that have only their name in common none takes the place of the other.
"""

from collections.abc import Collection, Iterator

import pyoxigraph as ox

from partnergraph.errors import InputError, Remedy
from partnergraph.loading import parking, record
from partnergraph.loading.ledger import Skip
from partnergraph.sources.sheets import column, entry
from partnergraph.sources.sheets.row import File
from partnergraph.sources.sheets.tables import Reading
from partnergraph.sources.sheets.writer import LABEL
from partnergraph.storage.store import DERIVED, ONTOLOGY, Store
from partnergraph.values import term

_OTHERWISE = "is not what {} says: {}; both are kept, and the question disagreements shows them"
_STRANGE = (
    "{}: describes nothing that the file of this name described before, whose place it would take; if it is another "
    "file give it another name"
)


def found(reading: Reading, store: Store) -> list[Skip]:
    """Give what sheets say otherwise than a store: names, dates and countries of one thing.

    A year and a day of it agree. What the files of the reading said before is not looked at, for they take its place;
    ``InputError`` where a file describes nothing of what it described before, and so may be another one.

    >>> found(Reading({}, (), ()), Store())
    []
    """
    own = {file.graph for file in reading.files}
    for file in reading.files:
        if _replaces(file, reading, store):
            raise InputError(_STRANGE.format(file.name), Remedy.UNLOAD, file.name)
    return [
        Skip(place, _OTHERWISE.format(title, _words(value)), _words(triple.object), kept=True)
        for triple, place in reading.places.items()
        for value, title in _rivals(triple, store, own)
    ]


def _rivals(said: ox.Triple, kept: Store, own: Collection[str]) -> Iterator[tuple[ox.NamedNode | ox.Literal, str]]:
    """Give the values that sources beside those of some graphs state in the place of one, with the source's title."""
    for quad in kept.engine.quads_for_pattern(said.subject, said.predicate, None):
        source = parking.owner(quad.graph_name)
        if source not in {DERIVED, ONTOLOGY} and getattr(source, "value", "") not in own:
            value = quad.object
            if isinstance(value, ox.NamedNode | ox.Literal) and _differ(said.object, value):
                yield value, record.title(kept, source) or "another source"


def _differ(one: object, other: ox.NamedNode | ox.Literal) -> bool:
    """Say whether two values of what has one cannot both be right; names of two languages can."""
    if isinstance(one, ox.Literal) and isinstance(other, ox.Literal) and one.language is None:
        return not one.value.startswith(other.value) and not other.value.startswith(one.value)
    return one != other and getattr(one, "language", None) == getattr(other, "language", None)


def _replaces(file: File, reading: Reading, kept: Store) -> bool:
    """Say whether a file describes things, and none of those that the file of its name described before."""
    graph = ox.NamedNode(file.graph)
    before = {
        quad.subject
        for each in (graph, parking.parked(graph))
        for quad in kept.engine.quads_for_pattern(None, LABEL, None, each)
        if column.kind(term.key(quad.subject)) != "place"
    }
    now = {triple.subject for triple in reading.said(file) if triple.predicate == LABEL}
    return bool(before and now) and not before & now


def _words(value: object) -> str:
    if not isinstance(value, ox.NamedNode | ox.Literal):
        return str(value)
    return (isinstance(value, ox.NamedNode) and entry.cell("country", value)) or term.text(value)
