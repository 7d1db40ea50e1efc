"""CORDIS: what the European Commission publishes of its research projects, as statements of the graph.

    members of an archive ──► layout (what is it?) ──► rows ──► project, body, participation, subject ──► N-Triples

Every table is read as a stream; a row becomes text in the notation of N-Triples, which the engine takes in bulk. What
the store already knows of a project or body by its numbers stays one node (``known``).
"""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from partnergraph.loading import freight, release
from partnergraph.loading.freight import PLAIN, Freight, Manner, Own, Shipment
from partnergraph.loading.ledger import Ledger
from partnergraph.sources import known
from partnergraph.sources.cordis.read import Reader
from partnergraph.sources.known import Known
from partnergraph.sources.scribe import CORDIS, Scribe
from partnergraph.storage import archive, note
from partnergraph.storage.store import Store


def into(
    path: Path, files: Sequence[Path], ledger: Ledger, manner: Manner = PLAIN, *, persons: bool = False
) -> Freight:
    r"""Import files of CORDIS into the store in a folder, all of them or none; the rows are booked in the ledger.

    They take the place of the releases before, unless the manner is to add.
    ``InputError`` says which file cannot be read and where, ``DateError`` that ``read_on`` is no day.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     table = Path(folder, "topics.csv")
    ...     _ = table.write_text('"projectID";"topic";"title"\n"755523";"NFRP-9";"Doses"\n')
    ...     into(Path(folder, "store"), [table], Ledger(), Manner("2026-11-23")).stated
    23
    """
    note.changing(path)
    day = freight.day(manner.read_on, files)
    shipments = [
        _shipment(name, given, ledger, manner, day, persons=persons) for name, given in _releases(files, manner).items()
    ]
    return freight.into(path, shipments, manner)


def _releases(files: Sequence[Path], manner: Manner) -> dict[str, list[Path]]:
    """Give the files by the source of which they are a release: each archive or folder one, the tables one together."""
    if manner.release or manner.add:
        return {release.given(manner.release): list(files)}
    tables = [each for each in files if not each.is_dir() and each.suffix.lower() != ".zip"]
    found = dict[str, list[Path]]()
    for each in files:
        mine = tables if each in tables else [each]
        known = found.setdefault(release.name(mine), [])
        known += [path for path in mine if path not in known]
    return found


def _shipment(  # noqa: PLR0913 - called once
    name: str, files: Sequence[Path], ledger: Ledger, manner: Manner, day: str, *, persons: bool
) -> Shipment:
    members = ledger.watched(member for each in files for member in archive.members(each))
    readers: list[Scribe] = []

    def cargo(store: Store, own: Own) -> Iterable[str]:
        readers.append(
            Scribe(CORDIS, known.of(store.engine, own(known.TELLING)), ledger, day, "" if manner.add else name)
        )
        return Reader(readers[0], persons=persons).texts(members)

    return Shipment(name, cargo, lambda: readers[0].outdated)


def texts(files: Sequence[Path], ledger: Ledger, *, persons: bool = False, read_on: str | None = None) -> Iterator[str]:
    r"""Give what files of CORDIS say as N-Triples, of nothing known before; the rows are booked in the ledger.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     table = Path(folder, "topics.csv")
    ...     _ = table.write_text('"projectID";"topic";"title"\n"755523";"NFRP-9";"Doses"\n')
    ...     "".join(texts([table], Ledger(), read_on="2026-11-23")).count(" .\n")
    24
    """
    members = [member for each in files for member in archive.members(each)]
    return Reader(Scribe(CORDIS, Known(), ledger, freight.day(read_on, files)), persons=persons).texts(members)
