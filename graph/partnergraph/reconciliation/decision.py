"""Decisions: what a person said of matches, taken into a store, and out of it again.

Of each pair the last word counts: *yes* makes the two one by ``owl:sameAs``, *no* keeps them apart by
``owl:differentFrom``, and an empty cell takes back what was said. All of it lies in ``graph:matches``, and nothing else
of the store is changed, so that taking out this graph takes back everything. The candidate is the subject of the
statement: so no two nodes have the same identifier.
"""

import datetime as dt
import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from partnergraph.errors import InputError
from partnergraph.loading import intake, parking
from partnergraph.loading.intake import Delivery, Intake
from partnergraph.loading.record import Origin
from partnergraph.reconciliation import candidacy
from partnergraph.reconciliation.candidacy import Bodies
from partnergraph.reconciliation.match import COLUMNS
from partnergraph.sources import cell
from partnergraph.sources.sheets import grid
from partnergraph.storage import archive
from partnergraph.storage.store import Store
from partnergraph.values import filename
from partnergraph.vocab import GRAPH, PREFIXES, expand

MATCHES = ox.NamedNode(GRAPH + "matches")
"""The graph of what was said of matches."""

_SAME, _DIFFERENT = (ox.NamedNode(PREFIXES["owl"] + name) for name in ("sameAs", "differentFrom"))
_NEEDED = ("body", "candidate", "accept")


@dataclass(frozen=True, slots=True)
class Decision:
    """What was said of a pair: that body and candidate are one (True), or are not (False), or nothing (None)."""

    body: str
    candidate: str
    accept: bool | None


def read(path: Path, bodies: Bodies) -> tuple[Decision, ...]:
    r"""Give the decisions in a table of matches; ``InputError`` says which row is wrong, and how.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = Path(folder, "matches.csv")
    ...     _ = path.write_text("body,candidate,accept\nurn:a,urn:b,yes\n")
    ...     read(path, Bodies((), (), known={"urn:a": "urn:a", "urn:b": "urn:b"}))[0].accept
    True
    """
    taken: dict[str, int] = {}
    found = dict[tuple[str, str], Decision]()
    for number, row in _table(path):
        decision = _decision(row, bodies, f"{path}:{number}") if row["candidate"].strip() else None
        if decision is None:
            continue
        if decision.accept and taken.setdefault(decision.body, number) != number:
            raise InputError(
                f"{path}:{number}: {row['body']} is accepted in row {taken[decision.body]} already; leave one of them"
            )
        found[decision.body, decision.candidate] = decision
    return tuple(found.values())


def verdicts(path: Path) -> int:
    r"""Give the number of rows of a table of matches that say yes or no.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = Path(folder, "matches.csv")
    ...     _ = path.write_text("body,candidate,accept\nurn:a,urn:b,yes\nurn:a,urn:c,\n")
    ...     verdicts(path)
    1
    """
    return sum(bool(row["candidate"].strip() and row["accept"].strip()) for _, row in _table(path))


def accept(path: Path, store: Path, *, day: dt.date, dry_run: bool = False) -> Intake:
    r"""Take the decisions in a table into the store in a folder; those that it does not speak of stay.

    ``InputError`` says which row is wrong; then nothing has changed.

    >>> import tempfile
    >>> from partnergraph import resource
    >>> from partnergraph.loading import load
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     store, path = Path(folder, "store"), Path(folder, "matches.csv")
    ...     _ = load.files(store, resource.data(), derive=False)
    ...     _ = path.write_text("body,candidate,accept\nbody:esr,body:eortc,no\n")
    ...     accept(path, store, day=dt.date(2026, 11, 25)).changes[0].came
    1
    """
    with intake.begin(store, create=False) as made:
        decisions = read(path, candidacy.read(made.store))
        said = {(quad.object, quad.subject): quad for quad in _said(made.store)}
        for each in decisions:
            pair = ox.NamedNode(each.body), ox.NamedNode(each.candidate)
            said.pop(pair, None)
            if each.accept is not None:
                said[pair] = ox.Quad(pair[1], _SAME if each.accept else _DIFFERENT, pair[0])
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        quads = sorted(said.values(), key=str)
        delivery = Delivery(Origin(MATCHES, filename.shown(path.name), digest, day), lambda: quads, alone=False)
        return intake.publish(made, [delivery], dry_run=dry_run, silent=True)


def undo(store: Path, *, day: dt.date, dry_run: bool = False) -> Intake:
    """Take all decisions out of the store in a folder, which is then as if there had been none.

    >>> import tempfile
    >>> from partnergraph import resource
    >>> from partnergraph.loading import load
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     _ = load.files(Path(folder), resource.data()[:1], derive=False)
    ...     undo(Path(folder), day=dt.date(2026, 11, 25)).changes[0].went
    0
    """
    with intake.begin(store, create=False) as made:
        delivery = Delivery(Origin(MATCHES, "matches", "", day), tuple, alone=False)
        return intake.publish(made, [delivery], dry_run=dry_run, silent=True)


def _said(store: Store) -> Iterator[ox.Quad]:
    for graph in (MATCHES, parking.parked(MATCHES)):
        for quad in store.quads(graph):
            yield ox.Quad(quad.subject, quad.predicate, quad.object)


def _table(path: Path) -> Iterator[tuple[int, Mapping[str, str]]]:
    """Give the rows of a table with their numbers, each with all its columns."""
    table = next((table for member in archive.members(path) for table in grid.read(member)), None)
    header = table.header[1] if table else ()
    if missing := [name for name in _NEEDED if name not in header]:
        raise InputError(f"{path}: has no column {', '.join(missing)}; the columns are {', '.join(COLUMNS)}")
    for number, cells in table.rows if table else ():
        yield number, dict(zip(header, [*cells, *[""] * len(header)], strict=False))


def _decision(row: Mapping[str, str], bodies: Bodies, place: str) -> Decision:
    body, candidate = (_node(row[name], bodies, f"{place}: {name}") for name in ("body", "candidate"))
    words = row["accept"].strip()
    accept = cell.truth(words)
    if words and accept is None:
        raise InputError(
            f"{place}: accept: {words[:40]!r} is neither yes nor no; write one of these, or leave it empty"
        )
    if body == candidate:
        raise InputError(f"{place}: body and candidate are one already; take the row out")
    return Decision(body, candidate, accept)


def _node(words: str, bodies: Bodies, place: str) -> str:
    words = words.strip()
    iri = expand(words) or words
    if iri not in bodies.known:
        raise InputError(f"{place}: the store has no body {words[:80]!r}; give the IRI or the ROR identifier of one")
    return bodies.known[iri]
