"""ROR: the Research Organization Registry, as bodies of the graph with their names, places and identifiers.

A dump is read one record at a time. What a body is to another is written when all are read: a parent, a successor, or
related. A node that the store has for an identifier of ROR already keeps its name and place, and gets the others.
"""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

from partnergraph.errors import InputError
from partnergraph.loading import freight, release
from partnergraph.loading.freight import PLAIN, Freight, Manner, Own, Shipment
from partnergraph.loading.ledger import Ledger, Place, Skip
from partnergraph.sources import known
from partnergraph.sources.known import Known
from partnergraph.sources.ror import body, record, relation
from partnergraph.sources.ror.record import Record
from partnergraph.sources.scribe import ROR, Scribe
from partnergraph.sources.sheets import grid
from partnergraph.storage import archive, note
from partnergraph.storage.archive import Member
from partnergraph.storage.store import Store

_TABLE = "records"


def into(path: Path, files: Sequence[Path], ledger: Ledger, manner: Manner = PLAIN) -> Freight:
    r"""Import dumps of ROR into the store in a folder, all of them or none; the records are booked in the ledger.

    They take the place of the release before, unless the manner is to add.
    ``InputError`` says which file cannot be read and where, ``DateError`` that ``read_on`` is no day.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     dump = Path(folder, "ror.json")
    ...     _ = dump.write_text('[{"id": "https://ror.org/034wxcc35", "names": []}]')
    ...     into(Path(folder, "store"), [dump], Ledger(), Manner("2026-11-23")).stated
    14
    """
    note.changing(path)
    members = ledger.watched(member for each in files for member in archive.members(each))
    day = freight.day(manner.read_on, files)

    name = release.given(manner.release) or ROR.slug

    def cargo(store: Store, own: Own) -> Iterable[str]:
        scribe = Scribe(ROR, known.of(store.engine, own(known.TELLING)), ledger, day, "" if manner.add else name)
        return _texts(scribe, members)

    return freight.into(path, [Shipment(name, cargo)], manner)


def texts(files: Sequence[Path], ledger: Ledger, *, read_on: str | None = None) -> Iterator[str]:
    r"""Give what dumps of ROR say as N-Triples, of nothing known before; the records are booked in the ledger.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     dump = Path(folder, "ror.json")
    ...     _ = dump.write_text('[{"id": "https://ror.org/034wxcc35", "names": []}]')
    ...     "".join(texts([dump], Ledger(), read_on="2026-11-23")).count(" .\n")
    14
    """
    members = [member for each in files for member in archive.members(each)]
    return _texts(Scribe(ROR, Known(), ledger, freight.day(read_on, files)), members)


def _texts(scribe: Scribe, members: Sequence[Member]) -> Iterator[str]:
    relations = relation.Relations(scribe)
    for member in _dumps(members, scribe.ledger):
        with member.open() as stream:
            digest = hashlib.file_digest(stream, "sha256").hexdigest()  # type: ignore[arg-type]  # a BinaryIO will do
        source = scribe.begin(member.name, digest, _TABLE)
        with member.open() as stream:
            for row, each in enumerate(_records(stream, member), 1):
                scribe.come(row, [each.ror])
                reason = "has no identifier of ROR" if not body.code(each.ror) else relations.book(each)
                if reason:
                    scribe.ledger.skip(Skip(Place(member.name, "", row), reason, each.ror))
                    continue
                scribe.ledger.take(member.name)
                yield source + body.write(scribe, each) + scribe.proof()
                source = ""
    yield from relations.texts()


def _records(stream: BinaryIO, member: Member) -> Iterator[Record]:
    if not member.name.lower().endswith(".csv"):
        yield from record.records(stream, member.name)
        return
    for table in grid.read(member):
        header = table.header[1]
        if not {"id", "names.types.ror_display"} <= set(header):
            raise InputError(f"{member.name}: has no columns id and names.types.ror_display; give the CSV of version 2")
        for _, cells in table.rows:
            yield record.of_row(dict(zip(header, cells, strict=False)))


def _dumps(members: Sequence[Member], ledger: Ledger) -> list[Member]:
    """Give the files that hold records: JSON where there is some, in its newer version, else CSV."""
    found = [each for each in members if each.name.lower().endswith(".json")]
    modern = [each for each in found if "schema_v2" in each.stem]
    chosen = modern or found or [each for each in members if each.name.lower().endswith(".csv")]
    if not chosen:
        names = ", ".join(each.name for each in members[:3]) or "nothing"
        raise InputError(f"{names}: holds no dump of ROR; give its zip file, or the JSON or CSV in it")
    for each in members:
        if each not in chosen:
            ledger.note(Skip(Place(each.name), "holds the same records in another form"))
    return chosen
