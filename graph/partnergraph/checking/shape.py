"""Shapes: what must hold of a graph, in SHACL - those that are shipped, and those that a user brings.

pyshacl runs a SPARQL constraint once for each node, in rdflib: minutes for the shipped ones on the shipped network.
They are written so that the store can run each of them once for all nodes, in 0.2 s; those of a user are left to
pyshacl.
Nothing that shapes say reaches out: queries with ``SERVICE`` or ``FROM`` are refused, imports are not followed.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pyoxigraph as ox

from partnergraph import ontology, resource
from partnergraph.errors import InputError, QueryError
from partnergraph.query import sparql
from partnergraph.storage.store import Store
from partnergraph.vocab import PREFIXES

_SH = PREFIXES["sh"]
_SPARQL = ox.NamedNode(_SH + "sparql")
_TITLES = tuple(ox.NamedNode(PREFIXES[prefix] + name) for prefix, name in (("sh", "name"), ("rdfs", "label")))


@dataclass(frozen=True, slots=True)
class Constraint:
    """A SPARQL constraint that the store runs: its shape, severity (IRIs), message and query."""

    shape: str
    severity: str
    message: str
    query: str


@dataclass(frozen=True, slots=True)
class Shapes:
    """What SHACL's engine is to apply (in ``core``, with the prefixes of the ontology), and what the store runs."""

    core: ox.Store
    constraints: tuple[Constraint, ...]
    files: tuple[Path, ...]

    def rule(self, shape: ox.NamedNode | ox.BlankNode) -> str:
        """Give the IRI of a shape; of an anonymous one that of the shape in which it stands, empty if there is none."""
        seen: set[ox.BlankNode] = set()
        while isinstance(shape, ox.BlankNode) and shape not in seen:
            seen.add(shape)
            above = (quad.subject for quad in self.core.quads_for_pattern(None, None, shape))
            shape = next((each for each in above if not isinstance(each, ox.Triple)), shape)
        return shape.value if isinstance(shape, ox.NamedNode) else ""

    def title(self, rule: str) -> str:
        """Give what a shape demands, in its own words; empty if it does not say."""
        if not rule:
            return ""
        for property in _TITLES:
            for quad in self.core.quads_for_pattern(ox.NamedNode(rule), property, None):
                return str(getattr(quad.object, "value", ""))
        return ""


def read(files: Iterable[Path] = (), *, shipped: bool = True) -> Shapes:
    """Give the shapes in files, and the shipped ones unless ``shipped`` is false.

    ``InputError`` names file, line and column where a file is broken, and the file whose query reaches out.

    >>> len(read().constraints) > 5
    True
    """
    core = ox.Store()
    quads, constraints = _shipped() if shipped else ((), ())
    core.extend(quads)
    paths = tuple(files)
    for path in paths:
        with Store() as theirs:
            theirs.load(path)
            _refuse(path, theirs)
            core.extend(ox.Quad(quad.subject, quad.predicate, quad.object) for quad in theirs.quads())
    core.extend(ox.Quad(*triple) for triple in ontology.triples() if triple.predicate.value.startswith(_SH))
    return Shapes(core, constraints, paths)


@cache
def _shipped() -> tuple[tuple[ox.Quad, ...], tuple[Constraint, ...]]:
    """Give the shipped shapes: what SHACL's engine is to apply, and what the store runs."""
    with Store() as own:
        own.load(resource.shapes())
        constraints = tuple(sorted(_constraints(own), key=lambda each: (each.shape, each.query)))
        return tuple(quad for quad in own.quads() if quad.predicate != _SPARQL), constraints


def _constraints(shapes: Store) -> Iterator[Constraint]:
    for row in shapes.select(resource.query("lookups", "constraints")):
        yield Constraint(*(row[name].value for name in ("shape", "severity", "message", "select")))


def _refuse(path: Path, shapes: Store) -> None:
    """Raise ``InputError`` where a query in a file of shapes would change something or ask elsewhere."""
    for quad in shapes.quads():
        if quad.predicate.value.startswith(_SH) and isinstance(quad.object, ox.Literal):
            name = quad.predicate.value.removeprefix(_SH)
            if name in {"select", "ask", "construct", "update"}:
                _read_only(f"{path}: in a sh:{name}", quad.object.value)


def _read_only(where: str, query: str) -> None:
    try:
        sparql.admit(query)
    except QueryError as error:
        raise InputError(f"{where}: {error}") from error
    if any(token.kind == "word" and token.text.upper() == "FROM" for token in sparql.tokens(query)):
        raise InputError(f"{where}: FROM would fetch a graph from elsewhere; a shape asks the graph that is checked")
