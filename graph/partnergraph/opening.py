"""Opening: a knowledge graph from what is shipped, from files, from a store in a folder, or at an endpoint."""

import datetime as dt
from pathlib import Path

from partnergraph import ontology, resource
from partnergraph.errors import FormatError, InputError, Remedy, StoreError
from partnergraph.holding import SHIPPED
from partnergraph.knowledge import MOST, KnowledgeGraph
from partnergraph.networks import netfile
from partnergraph.storage import rule
from partnergraph.storage.queryable import Queryable
from partnergraph.storage.store import DERIVED, ONTOLOGY, Store


def open(
    *files: str | Path,
    store: str | Path | None = None,
    endpoint: str | None = None,
    derive: bool = True,
    as_of: str | dt.date | None = None,
) -> KnowledgeGraph:
    """Open a knowledge graph: the shipped network, or instead of it RDF files, a store in a folder, or an endpoint.

    ``files`` are loaded into memory, all or none; a broken one raises ``InputError`` with file, line and column.
    ``store`` is the folder of an Oxigraph store, opened to be read (``StoreError`` if there is none). ``endpoint`` is
    the URL of a SPARQL 1.1 endpoint; nothing is asked yet. In memory the ontology is there too, and ``derive`` adds the
    ties that the shipped rules derive; a store and an endpoint keep their own, which are not seen without ``derive``.

    A network file (GraphML, or CSV of edges; see ``partnergraph.networks.netfile``) stands alone, and has no state on a
    day.

    ``as_of`` gives the graph as it stood on a day (see ``partnergraph.storage.snapshot``): a ``date``, YYYY-MM-DD, or
    YYYY-MM or YYYY for the last day of these; ``DateError`` if it is none. A store or an endpoint is then copied into
    memory, and an endpoint without ``derive`` too; ``StoreError`` says so where there are more than two million
    triples.

    >>> with open() as graph:
    ...     bool(graph.query("ASK { body:esr a pg:Society }"))
    True
    >>> with open(as_of="2015") as graph:
    ...     graph.query("SELECT ?signed { ?mou pg:party body:eortc ; pg:signedOn ?signed }").values("signed")
    ['2014']
    """
    if "" in {store, endpoint}:
        raise StoreError("the name of a store, or the URL of an endpoint, is empty; give one, or None")
    if sum(map(bool, (files, store, endpoint))) > 1:
        raise StoreError("give files, a store or an endpoint, and only one of them")
    netfile.refuse(map(Path, files))
    if any(Path(file).suffix.lower() in netfile.EXTENSIONS for file in files):
        return _network(*map(Path, files), as_of=as_of)
    day = None if as_of is None else _day(as_of)
    if day is None and store is not None:
        return KnowledgeGraph(Store.open(Path(store), without=None if derive else DERIVED))
    if day is None and derive and endpoint is not None:
        return KnowledgeGraph(_remote(endpoint))
    kept = _copied(store, endpoint, day) if store or endpoint else _loaded(*map(Path, files))
    kept.add_unstated(ontology.background(), ONTOLOGY)
    if day:
        from partnergraph.storage import snapshot

        snapshot.reduce(kept, day)
    if derive:
        rule.derive(kept)
    else:
        kept.drop(DERIVED)
    own = bool(files or store or endpoint)
    paths = tuple(map(Path, files)) if own else resource.data()
    return KnowledgeGraph(kept, title="Partner network" if own else SHIPPED, as_of=day, files=paths)


def _network(*files: Path, as_of: str | dt.date | None) -> KnowledgeGraph:
    if len(files) > 1:
        raise StoreError(f"{files[0]} and {files[1]}: a network file stands alone; give one of them")
    if as_of is not None:
        raise StoreError(f"{files[0]}: a network file does not tell what was known on a day; choose ties by their time")
    try:
        graph = KnowledgeGraph.from_networkx(netfile.read(files[0]))
    except FormatError as error:
        raise InputError(f"{files[0]}: {str(error).removeprefix('graph: ')}") from error
    graph.files = files
    return graph


def _day(as_of: str | dt.date) -> dt.date:
    from partnergraph.values import span

    return span.day(as_of)


def _remote(url: str) -> Queryable:
    from partnergraph.remote.endpoint import Endpoint

    return Endpoint(url)


def _loaded(*files: Path) -> Store:
    """Give files in memory, or without files the shipped network."""
    kept = Store()
    if files:
        kept.load(*files)
    else:
        kept.load_shipped()
    return kept


def _copied(store: str | Path | None, endpoint: str | None, day: dt.date | None) -> Store:
    """Give a store or an endpoint as it is, in memory; no message repeats a URL, which may hold a key."""
    with Store.open(Path(store)) if store else _remote(endpoint or "") as source:
        try:
            return source.copy(most=MOST)
        except StoreError as error:
            told = f"{store or 'endpoint'}: {error}"
            if day is None:
                raise StoreError(f"{told}, which is needed here; give it as files") from error
            raise StoreError(f"{told}, as its state on a day needs one", Remedy.AS_OF, day.isoformat()) from error
