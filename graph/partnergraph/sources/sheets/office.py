"""The office: its sheets taken into a store on disk, or written as RDF.

Each file of sheets is a source with a graph of its own (``partnergraph.loading.intake``): taken in again it replaces
its graph. A row may name what the store has from other sources.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote

import pyoxigraph as ox

from partnergraph import resource
from partnergraph.loading import intake, lapse, parking
from partnergraph.loading.intake import Delivery, Intake
from partnergraph.loading.ledger import Ledger, Skip
from partnergraph.loading.record import Origin
from partnergraph.sources.sheets import ancestry, column, dissent, tables
from partnergraph.sources.sheets.register import Stock, Thing
from partnergraph.sources.sheets.row import File
from partnergraph.sources.sheets.tables import Reading, Way
from partnergraph.storage import archive
from partnergraph.storage.store import Store
from partnergraph.ties import identity
from partnergraph.vocab import PG
from partnergraph.writing import export, format

_CLASSES = "SELECT ?thing ?class { ?thing a ?class }"


@dataclass(frozen=True, slots=True)
class Deed:
    """What was done: the problems found, and what the intake changed; None where the problems kept it from that."""

    problems: tuple[Skip, ...]
    intake: Intake | None


def keep(paths: Sequence[Path], store: Path, way: Way, ledger: Ledger) -> Deed:
    r"""Take sheets into the store in a folder, which is made if need be: all of them, or nothing.

    Where there are problems and the way is not lenient nothing has changed; so it is with a trial. What other sources
    in the store say otherwise is noted in the ledger, and both are kept.

    >>> import datetime as dt
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as desk:
    ...     path = Path(desk, "bodies.csv")
    ...     _ = path.write_text("id,name\nesr,European Society of Radiology\n")
    ...     deed = keep([path], Path(desk, "office"), Way(dt.date(2026, 11, 25)), Ledger())
    >>> deed.intake.changes[0].came if deed.intake else 0
    11
    """
    own = {intake.graph(member.below(path)).value for path in paths for member in archive.members(path)}
    with intake.begin(store) as made:
        reading = tables.read(paths, ledger, way, _known(made.store, own))
        if reading.problems and not way.lenient:
            return Deed(reading.problems, None)
        for each in dissent.found(reading, made.store):
            ledger.note(each)
        deliveries = [_delivery(reading, file, way, ledger) for file in reading.files]
        return Deed(reading.problems, intake.publish(made, deliveries, derive=way.derive, dry_run=way.dry_run))


def written(reading: Reading, form: format.Format) -> str:
    """Give what was read as text of an RDF format; one that keeps named graphs has one for each file.

    >>> written(Reading({}, (), ()), format.TURTLE)
    ''
    """
    quads = (
        ox.Quad(triple.subject, triple.predicate, triple.object, ox.NamedNode(file.graph))
        for file in reading.files
        for triple in reading.said(file)
    )
    return export.text(quads, form)


def _delivery(reading: Reading, file: File, way: Way, ledger: Ledger) -> Delivery:
    origin = Origin(ox.NamedNode(file.graph), file.name, file.sha256, way.day)

    def said() -> Iterator[ox.Triple]:
        said = reading.said(file)
        return ledger.follow(f"{file.name}: triples", said, len(said))

    return Delivery(origin, said, alone=False)


def _known(store: Store, without: Collection[str]) -> Stock:
    """Give the things in a store, with their names, but for what only the files say that are to be taken in."""
    alone = _said_alone(store, without)
    classes, names = dict[str, set[str]](), dict[str, list[str]]()
    for row in store.select(_CLASSES):
        if (row["thing"], row["class"]) not in alone:
            classes.setdefault(row["thing"].value, set()).add(row["class"].value)
    for row in store.select(resource.query("lookups", "names")):
        if (row["thing"], row["name"]) not in alone:
            names.setdefault(row["thing"].value, []).append(row["name"].value)
    same = identity.read(store)
    things = (_thing(iri, classes.get(iri, set()), sorted(found)) for iri, found in sorted(names.items()))
    known = tuple((thing, names[thing.iri]) for thing in things)
    return Stock(known, same, ancestry.known(store, without), _lapsed(store))


def _lapsed(store: Store) -> dict[str, str]:
    """Give by names and ids, in small letters, the files that named what has no name any more."""
    found = dict[str, str]()
    for iri, (title, names) in lapse.read(store).items():
        word = unquote(iri.removeprefix(column.home(column.kind(iri)))) if column.kind(iri) else iri
        found |= dict.fromkeys((each.casefold() for each in (word, *names)), title)
    return found


def _said_alone(store: Store, graphs: Collection[str]) -> set[tuple[object, object]]:
    """Give the subjects and objects of what some graphs say and nothing else does."""
    engine = store.engine
    said = (quad for graph in graphs for quad in engine.quads_for_pattern(None, None, None, ox.NamedNode(graph)))
    return {
        (quad.subject, quad.object)
        for quad in said
        if not any(
            getattr(parking.owner(each.graph_name), "value", "") not in graphs
            for each in engine.quads_for_pattern(quad.subject, None, quad.object)
        )
    }


def _thing(iri: str, classes: Collection[str], names: Sequence[str]) -> Thing:
    unit = any(each.unit and each.classes[0] in classes for each in column.types().values())
    kind = column.kind(iri)
    formal = kind == "body" and not unit and PG + "Network" not in classes
    return Thing(iri, kind, unit, formal, max(names, key=len), min(names, key=len))
