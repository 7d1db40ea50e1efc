"""Ancestry: what is a part of what, by the rows of an office's sheets and what a store has, without circles."""

from collections.abc import Collection, Iterator, Sequence

import pyoxigraph as ox

from partnergraph.errors import InputError
from partnergraph.loading import parking, record
from partnergraph.loading.ledger import Place
from partnergraph.sources.sheets.proof import EVIDENCE, ROW, SECTION
from partnergraph.sources.sheets.register import Above, Thing, parentless
from partnergraph.storage.store import DERIVED, ONTOLOGY, GraphName, Store
from partnergraph.vocab import PREFIXES

_NODE = ox.NamedNode
_UNIT_OF, _SUB_ORGANIZATION_OF = (PREFIXES["org"] + name for name in ("unitOf", "subOrganizationOf"))
_SUPER_EVENT = PREFIXES["schema"] + "superEvent"
_PART_OF = PREFIXES["dcterms"] + "isPartOf"
_PARENTS = tuple(map(_NODE, (_UNIT_OF, _SUB_ORGANIZATION_OF, _SUPER_EVENT, _PART_OF)))
_BOOKS = (".xlsx", ".ods")
_SHOWN = 5  # rows of a circle that are told


class Ancestry:
    """The steps from a thing to what it is a part of; those of a row count once it is kept.

    ``known`` gives those of a thing that a store has already.

    >>> panel, board = Thing("urn:panel", "body", short="Panel"), Thing("urn:board", "body", short="Board")
    >>> ancestry = Ancestry()
    >>> ancestry.climb(panel, board, Place("units.csv", "", 2))
    >>> ancestry.keep()
    >>> ancestry.climb(board, panel, Place("units.csv", "", 3))
    Traceback (most recent call last):
    partnergraph.errors.InputError: 'Panel' is a part of 'Board' itself by units.csv:2; correct one of them
    """

    def __init__(self, known: Above = parentless) -> None:
        self._known = known
        self._above: dict[str, dict[str, str]] = {}
        self._steps: list[tuple[str, str, Place]] = []

    def begin(self) -> None:
        """Forget the steps that were not kept."""
        self._steps.clear()

    def climb(self, child: Thing, above: Thing, place: Place) -> None:
        """Take down that a thing is a part of another by a row; ``InputError`` where that is a part of it already."""
        ways = {above.iri: tuple[str, ...]()}
        rest = [above.iri]
        while rest:
            one = rest.pop()
            for parent, where in self._steps_of(one):
                if parent == child.iri:
                    told = f"{above.short or above.iri!r} is a part of {child.short or child.iri!r} itself"
                    raise InputError(f"{told} by {_by((*ways[one], where))}; correct one of them")
                if parent not in ways:
                    ways[parent] = (*ways[one], where)
                    rest.append(parent)
        self._steps.append((child.iri, above.iri, place))

    def _steps_of(self, iri: str) -> Iterator[tuple[str, str]]:
        yield from self._above.get(iri, {}).items()
        yield from self._known(iri)

    def keep(self) -> None:
        """Let the steps that were taken down count."""
        for below, above, place in self._steps:
            self._above.setdefault(below, {}).setdefault(above, str(place))
        self._steps.clear()


def known(store: Store, without: Collection[str]) -> Above:
    """Give what tells of a thing what it is a part of by a store, aside from what some graphs say, and where it stands.

    >>> list(known(Store(), ())("urn:panel"))
    []
    """

    def above(iri: str) -> Iterator[tuple[str, str]]:
        for name in _PARENTS:
            for quad in store.engine.quads_for_pattern(_NODE(iri), name, None):
                source = parking.owner(quad.graph_name)
                ours = source in {DERIVED, ONTOLOGY} or getattr(source, "value", "") in without
                if not ours and isinstance(quad.object, ox.NamedNode):
                    yield quad.object.value, _place(store, quad.subject, source)

    return above


def _by(places: Sequence[str]) -> str:
    """Give the places of the steps of a way, each once, as far as anybody would read them."""
    told = list(dict.fromkeys(places))
    return ", ".join(told[:_SHOWN]) + (", ..." if len(told) > _SHOWN else "")


def _place(store: Store, thing: ox.NamedNode | ox.BlankNode | ox.Triple, source: GraphName) -> str:
    """Give where a source describes a thing: the file, and the row if it is one."""
    title = record.title(store, source)
    rows = [
        (each.object, row.object)
        for each in store.engine.quads_for_pattern(thing, EVIDENCE, None)
        if isinstance(each.object, ox.NamedNode)
        for row in store.engine.quads_for_pattern(each.object, ROW, None)
        if title and parking.owner(row.graph_name) == source
    ]
    if len(rows) != 1 or not isinstance(rows[0][1], ox.Literal):
        return title or "what the store holds"
    section = next(store.engine.quads_for_pattern(rows[0][0], SECTION, None), None)
    sheet = section.object if section and title.lower().endswith(_BOOKS) else None
    return str(Place(title, sheet.value if isinstance(sheet, ox.Literal) else "", int(rows[0][1].value) + 1))


def parent(child: Thing, above: Thing) -> str:
    """Give the IRI of the property by which a thing is part of another one.

    >>> parent(Thing("urn:panel", "body", unit=True), Thing("urn:esr", "body", formal=True))
    'http://www.w3.org/ns/org#unitOf'
    """
    if child.kind == above.kind == "event":
        return _SUPER_EVENT
    if child.kind == above.kind == "body":
        return _UNIT_OF if child.unit and above.formal else _SUB_ORGANIZATION_OF
    return _PART_OF
