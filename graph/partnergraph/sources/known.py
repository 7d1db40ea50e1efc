"""What a store knows already: its projects and bodies by their numbers, so that an import names no thing twice.

A project that the shipped network tells of, and that CORDIS tells of too, is one node with the evidence of both. Nodes
that an earlier import made have the names that this one makes, so that a second import changes nothing.
"""

from dataclasses import dataclass, field

import pyoxigraph as ox

from partnergraph.vocab import ID, PREFIXES

_PLACED = (f"{ID}body/", f"{ID}project/", f"{ID}programme/", PREFIXES["country"], f"{ID}topic/", f"{ID}place/")

_ROR = "https://ror.org/"


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


def of(engine: ox.Store) -> Known:
    """Read what a store knows.

    >>> of(ox.Store()).bodies
    {}
    """
    known = Known()
    if not len(engine):
        return known
    for name, found in (
        ("pg:pic", known.bodies),
        ("pg:fp7Key", known.bodies),
        ("frapo:hasProjectIdentifier", known.grants),
        ("pg:rcn", known.records),
    ):
        for quad in _having(engine, name):
            found[key(quad)] = min(str(quad.subject), found.get(key(quad), str(quad.subject)))
    for quad in _having(engine, "owl:sameAs"):
        if key(quad).startswith(_ROR):
            known.same[key(quad)] = min(str(quad.subject), known.same.get(key(quad), str(quad.subject)))
    for quad in _having(engine, "skos:prefLabel"):
        if str(quad.subject).removeprefix("<").startswith(_PLACED) and getattr(quad.object, "language", "") == "en":
            known.names[str(quad.subject)] = key(quad)
    _find_parts(engine, known)
    return known


def key(quad: ox.Quad) -> str:
    """Give the words of the object of a quad.

    >>> key(ox.Quad(ox.NamedNode("urn:a"), ox.NamedNode("urn:b"), ox.Literal("c")))
    'c'
    """
    return quad.object.value if isinstance(quad.object, (ox.Literal, ox.NamedNode)) else ""


def _having(engine: ox.Store, name: str) -> "ox.QuadIter":  # type: ignore[name-defined]
    prefix, _, local = name.partition(":")
    return engine.quads_for_pattern(None, ox.NamedNode(PREFIXES[prefix] + local), None)


def _find_parts(engine: ox.Store, known: Known) -> None:
    """Note the participations that are not named as imported ones are."""
    own = f"<{ID}participation/cordis-"
    member = ox.NamedNode(PREFIXES["org"] + "member")
    for quad in _having(engine, "org:organization"):
        if not str(quad.subject).startswith(own):
            for body in engine.quads_for_pattern(quad.subject, member, None):
                known.parts[str(body.object), str(quad.object)] = str(quad.subject)
