"""What the tests of stores on disk share: what a store states, and what a change makes of it."""

from pathlib import Path

from partnergraph.storage.store import DERIVED, ONTOLOGY, Store


def stated(folder: Path) -> set[str]:
    """Give the quads that a store in a folder states."""
    with Store.open(folder) as store:
        return {str(quad) for quad in store.quads() if quad.graph_name not in {DERIVED, ONTOLOGY}}


def derived(folder: Path) -> set[str]:
    """Give the triples that are derived in it."""
    with Store.open(folder) as store:
        return {str(quad.triple) for quad in store.quads(DERIVED)}
