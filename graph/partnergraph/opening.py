"""Opening: a knowledge graph from what is shipped, from files, or from a store in a folder."""

import datetime as dt
from pathlib import Path

from partnergraph import ontology, resource, rule
from partnergraph.errors import StoreError
from partnergraph.knowledge import MOST, SHIPPED, KnowledgeGraph
from partnergraph.store import DERIVED, ONTOLOGY, Store


def open(
    *files: str | Path, store: str | Path | None = None, derive: bool = True, as_of: str | dt.date | None = None
) -> KnowledgeGraph:
    """Open a knowledge graph: the shipped network, RDF files instead of it, or a store in a folder.

    ``files`` are loaded into memory, all or none; a broken one raises ``InputError`` with file, line and column.
    ``store`` is the folder of an Oxigraph store, opened to be read (``StoreError`` if there is none). In memory the
    ontology is there too, and ``derive`` adds the ties that the shipped rules derive; a store keeps its own, which
    are not seen without ``derive``.

    ``as_of`` gives the graph as it stood on a day (see ``partnergraph.snapshot``): a ``date``, YYYY-MM-DD, or YYYY-MM
    or YYYY for the last day of these; ``DateError`` if it is none. A store is then copied into memory, and
    ``StoreError`` says so where it holds more than two million triples.

    >>> with open() as graph:
    ...     bool(graph.query("ASK { body:esr a pg:Society }"))
    True
    >>> with open(as_of="2015") as graph:
    ...     graph.query("SELECT ?signed { ?mou pg:party body:eortc ; pg:signedOn ?signed }").values("signed")
    ['2014']
    """
    if store is not None and files:
        raise StoreError("give files or a store, not both")
    day = None if as_of is None else _day(as_of)
    if store is not None and day is None:
        return KnowledgeGraph(Store.open(Path(store), without=None if derive else DERIVED))
    kept = _loaded(*map(Path, files)) if store is None else _copied(Path(store))
    kept.add_unstated(ontology.triples(), ONTOLOGY)
    if day:
        from partnergraph import snapshot

        snapshot.reduce(kept, day)
    if derive:
        rule.derive(kept)
    else:
        kept.drop(DERIVED)
    paths = tuple(map(Path, files)) if files or store else resource.data()
    title = "Partner network" if files or store else SHIPPED
    return KnowledgeGraph(kept, title=title, as_of=day, files=paths)


def _day(as_of: str | dt.date) -> dt.date:
    from partnergraph import span

    return span.day(as_of)


def _loaded(*files: Path) -> Store:
    """Give files in memory, or without files the shipped network."""
    kept = Store()
    if files:
        kept.load(*files)
    else:
        kept.load_shipped()
    return kept


def _copied(folder: Path) -> Store:
    with Store.open(folder) as store:
        try:
            return store.copy(most=MOST)
        except StoreError as error:
            raise StoreError(f"{folder}: {error}, which --as-of asks; give it what it needs as files") from error
