"""Ancestry: what is a part of what, by the rows of an office's sheets, without circles."""

from partnergraph.errors import InputError
from partnergraph.sources.sheets.register import Thing
from partnergraph.vocab import PREFIXES

_PART_OF = PREFIXES["dcterms"] + "isPartOf"


class Ancestry:
    """The steps from a thing to what it is a part of; those of a row count once it is kept.

    >>> panel, board = Thing("urn:panel", "body", short="Panel"), Thing("urn:board", "body", short="Board")
    >>> ancestry = Ancestry()
    >>> ancestry.climb(panel, board)
    >>> ancestry.keep()
    >>> ancestry.climb(board, panel)
    Traceback (most recent call last):
    partnergraph.errors.InputError: 'Panel' is a part of 'Board' itself by a row before; correct one of them
    """

    def __init__(self) -> None:
        self._above: dict[str, set[str]] = {}
        self._steps: list[tuple[str, str]] = []

    def begin(self) -> None:
        """Forget the steps that were not kept."""
        self._steps.clear()

    def climb(self, child: Thing, above: Thing) -> None:
        """Take down that a thing is a part of another; ``InputError`` where that is a part of it already."""
        seen, rest = set[str](), [above.iri]
        while rest:
            one = rest.pop()
            if one == child.iri:
                told = (
                    f"{(above.short or above.iri)!r} is a part of {(child.short or child.iri)!r} itself by a row before"
                )
                raise InputError(f"{told}; correct one of them")
            rest += self._above.get(one, ()) if one not in seen else ()
            seen.add(one)
        self._steps.append((child.iri, above.iri))

    def keep(self) -> None:
        """Let the steps that were taken down count."""
        for below, above in self._steps:
            self._above.setdefault(below, set()).add(above)
        self._steps.clear()


def parent(child: Thing, above: Thing) -> str:
    """Give the IRI of the property by which a thing is part of another one.

    >>> parent(Thing("urn:panel", "body", unit=True), Thing("urn:esr", "body", formal=True))
    'http://www.w3.org/ns/org#unitOf'
    """
    if child.kind == above.kind == "event":
        return PREFIXES["schema"] + "superEvent"
    if child.kind == above.kind == "body":
        return PREFIXES["org"] + ("unitOf" if child.unit and above.formal else "subOrganizationOf")
    return _PART_OF
