"""Exchange: a network as a file for other programs - Gephi, Cytoscape, VOSviewer, Pajek, yEd, spreadsheets.

One format is one module with a function ``text``; what all of them write is the roll of the network. The same network
gives the same bytes.
"""

from typing import TYPE_CHECKING

from partnergraph.networks.exchange import cytoscape, gexf, graphml, pajek, roll, spreadsheet, vosviewer
from partnergraph.writing.format import (
    CYTOSCAPE,
    EDGES,
    GEXF,
    GRAPHML,
    NODES,
    PAJEK,
    VOSVIEWER,
    VOSVIEWER_LINKS,
    VOSVIEWER_MAP,
    Format,
)

if TYPE_CHECKING:
    import networkx as nx

_WRITERS = {
    GRAPHML: graphml.text,
    GEXF: gexf.text,
    CYTOSCAPE: cytoscape.text,
    PAJEK: pajek.text,
    EDGES: spreadsheet.edges,
    NODES: spreadsheet.nodes,
    VOSVIEWER_LINKS: vosviewer.links,
}
_PLACED = {VOSVIEWER: vosviewer.text, VOSVIEWER_MAP: vosviewer.items}  # what needs the layout too


def text(graph: "nx.MultiGraph[str]", form: Format) -> str:
    """Give a network in one of ``format.NETWORKS``.

    >>> import networkx
    >>> text(networkx.MultiGraph([("urn:a", "urn:b")]), PAJEK).splitlines()[0]
    '*Vertices 2'
    """
    return _PLACED[form](graph) if form in _PLACED else _WRITERS[form](roll.of(graph))
