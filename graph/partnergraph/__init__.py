"""Partnergraph: who works with whom, under which agreement, in which project or session, since when, on what evidence.

>>> import partnergraph as pg
>>> with pg.open() as graph:
...     graph.ask("unit-chain", {"unit": "EIBALL"}).values("body")
['European Imaging Biomarkers Alliance', 'ESR Research Committee', 'European Society of Radiology']
"""

TYPE_CHECKING = False  # that of typing, which takes longer to import than all that is here
if TYPE_CHECKING:
    from partnergraph.errors import PartnergraphError
    from partnergraph.knowledge import KnowledgeGraph
    from partnergraph.opening import open
    from partnergraph.storage.queryable import Scope
    from partnergraph.storage.worker import Limits
    from partnergraph.values.duration import Duration
    from partnergraph.values.evidence import Evidence
    from partnergraph.values.table import Table

    __version__: str

__all__ = ["Duration", "Evidence", "KnowledgeGraph", "Limits", "PartnergraphError", "Scope", "Table", "open"]

_ROOMS = {
    "Duration": "values.duration",
    "Evidence": "values.evidence",
    "KnowledgeGraph": "knowledge",
    "Limits": "storage.worker",
    "PartnergraphError": "errors",
    "Scope": "storage.queryable",
    "Table": "values.table",
    "open": "opening",
}


def __dir__() -> list[str]:
    """Give the names of the face, used or not, so that completion and help find them."""
    return sorted({*globals(), *__all__})


def __getattr__(name: str) -> object:
    """Import a name of the face when it is first used: the command line's help needs none of them.

    >>> __getattr__("Table").__name__
    'Table'
    """
    if name == "__version__":
        from importlib.metadata import version

        return version("partnergraph")
    if name not in _ROOMS:
        raise AttributeError(f"module 'partnergraph' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f"partnergraph.{_ROOMS[name]}"), name)
