"""rdflib's face over the engine: a ``Dataset`` on the same triples, without a copy.

rdflib is imported here and nowhere else, when it is asked for: its import alone takes longer than a whole query.
"""

from typing import TYPE_CHECKING

import pyoxigraph as ox

if TYPE_CHECKING:
    import rdflib


def over(engine: ox.Store) -> "rdflib.Dataset":
    """Give an ``rdflib.Dataset`` over an engine; its default graph is the union of all graphs.

    rdflib's rewriting of literals (``"007"^^xsd:integer`` to ``"7"``) is switched off for the process, because it would
    no longer find what the store holds.

    >>> len(over(ox.Store()))
    0
    """
    import rdflib
    from oxrdflib import OxigraphStore

    rdflib.NORMALIZE_LITERALS = False
    return rdflib.Dataset(store=OxigraphStore(store=engine), default_union=True)
