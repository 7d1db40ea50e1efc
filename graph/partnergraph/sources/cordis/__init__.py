"""CORDIS: what the European Commission publishes of its research projects, as statements of the graph.

    members of an archive ──► layout (what is it?) ──► rows ──► project, body, participation, subject ──► N-Triples

Every table is read as a stream; a row becomes text in the notation of N-Triples, which the engine takes in bulk. What
the store already knows of a project or body by its numbers stays one node (``known``).
"""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from partnergraph.loading import freight
from partnergraph.loading.freight import PLAIN, Freight, Manner
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

    ``InputError`` says which file cannot be read and where, ``DateError`` that ``read_on`` is no day.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     table = Path(folder, "topics.csv")
    ...     _ = table.write_text('"projectID";"topic";"title"\n"755523";"NFRP-9";"Doses"\n')
    ...     into(Path(folder, "store"), [table], Ledger(), Manner("2026-11-23")).stated
    23
    """
    note.changing(path)
    members = ledger.watched(member for each in files for member in archive.members(each))
    day = freight.day(manner.read_on, files)
    readers: list[Scribe] = []

    def cargo(store: Store) -> Iterable[str]:
        readers.append(Scribe(CORDIS, known.of(store.engine), ledger, day))
        return Reader(readers[0], persons=persons).texts(members)

    return freight.into(path, cargo, manner, outdated=lambda: readers[0].outdated)


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
