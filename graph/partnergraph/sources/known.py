"""What a store knows already: its projects and bodies by their numbers, so that an import names no thing twice.

A project that the shipped network tells of, and that CORDIS tells of too, is one node with the evidence of both. Nodes
that an earlier import made have the names that this one makes, so that a second import changes nothing.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field

import pyoxigraph as ox

from partnergraph.loading.notation import term
from partnergraph.vocab import ID, PREFIXES

_PLACED = (f"{ID}body/", f"{ID}project/", f"{ID}programme/", PREFIXES["country"], f"{ID}topic/", f"{ID}place/")

_ROR = "https://ror.org/"
_PIC, _KEY, _GRANT, _RECORD, _SAME, _NAME = TELLING = tuple(
    map(term, ("pg:pic", "pg:fp7Key", "frapo:hasProjectIdentifier", "pg:rcn", "owl:sameAs", "skos:prefLabel"))
)
"""The properties by which a thing is known, and its name."""


@dataclass(frozen=True, slots=True)
class Known:
    """The IRIs of bodies by PIC or key and of projects by grant and record number, ready to write; names by IRI.

    ``same`` are the nodes of ROR's identifiers, ``parts`` the participations that somebody else described, by body and
    project.
    """

    bodies: dict[str, str] = field(default_factory=dict)
    grants: dict[str, str] = field(default_factory=dict)
    records: dict[str, str] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    same: dict[str, str] = field(default_factory=dict)
    parts: dict[tuple[str, str], str] = field(default_factory=dict)


def of(engine: ox.Store, without: Collection[ox.Quad] = ()) -> Known:
    """Read what a store knows, aside from what only the release says that is to be replaced.

    >>> of(ox.Store()).bodies
    {}
    """
    known = Known()
    if not len(engine):
        return known

    def having(name: str) -> Iterator[ox.Quad]:
        found = engine.quads_for_pattern(None, ox.NamedNode(name[1:-1]), None)
        return (quad for quad in found if quad not in without)

    for name, found in ((_PIC, known.bodies), (_KEY, known.bodies), (_GRANT, known.grants), (_RECORD, known.records)):
        for quad in having(name):
            found[key(quad)] = min(str(quad.subject), found.get(key(quad), str(quad.subject)))
    same = (quad for quad in having(_SAME) if key(quad).startswith(_ROR))
    known.same.update({key(quad): str(quad.subject) for quad in sorted(same, key=str, reverse=True)})
    known.names.update({str(quad.subject): key(quad) for quad in having(_NAME) if _is_placed(quad)})
    _find_parts(engine, known)
    return known


def key(quad: ox.Quad) -> str:
    """Give the words of the object of a quad.

    >>> key(ox.Quad(ox.NamedNode("urn:a"), ox.NamedNode("urn:b"), ox.Literal("c")))
    'c'
    """
    return quad.object.value if isinstance(quad.object, (ox.Literal, ox.NamedNode)) else ""


def _is_placed(quad: ox.Quad) -> bool:
    words = getattr(quad.object, "language", "")
    return words == "en" and str(quad.subject).removeprefix("<").startswith(_PLACED)


def _find_parts(engine: ox.Store, known: Known) -> None:
    """Note the participations that are not named as imported ones are."""
    own = f"<{ID}participation/cordis-"
    member = ox.NamedNode(PREFIXES["org"] + "member")
    for quad in engine.quads_for_pattern(None, ox.NamedNode(PREFIXES["org"] + "organization"), None):
        if not str(quad.subject).startswith(own):
            for body in engine.quads_for_pattern(quad.subject, member, None):
                known.parts[str(body.object), str(quad.object)] = str(quad.subject)
