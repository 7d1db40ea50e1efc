"""A network as one HTML file that opens from disk with the network off and is safe with labels from anywhere.

pyvis gives the face that its users know and carries vis-network, which draws. The page is ours, because a page made by
pyvis asks a server for parts of itself and runs scripts that stand in labels. Three layers keep labels text: values go
in as JSON that no browser runs, the page builds its elements without parsing markup, and a Content Security Policy
allows nothing but the two scripts and the style whose hashes it names.
"""

import json
from typing import TYPE_CHECKING

from partnergraph.errors import ChoiceError
from partnergraph.values.heap import uncollected
from partnergraph.values.text import plain
from partnergraph.view import page, record, scope, words
from partnergraph.view.frame import Frame

if TYPE_CHECKING:
    import jinja2
    import networkx as nx
    import pyvis.network

THEMES = ("auto", "light", "dark")
RENDERERS = ("auto", "vis", "canvas")
MOST, MOST_TIES = 1_000, 5_000
"""Entities and relations up to which vis-network draws, beyond which our own canvas does."""

_OPTIONS = '{"physics": {"enabled": false}}'  # as pyvis writes them for vis-network


def html(
    graph: "nx.MultiGraph[str]",
    *,
    title: str | None = None,
    lang: str = "en",
    theme: str = "auto",
    renderer: str = "auto",
) -> str:
    """Give the page of a network: the same network gives the same bytes, whatever the order of its nodes and edges.

    ``title`` replaces the title of the network, ``lang`` is the language of the page (de, en, fr), ``theme`` what it
    opens with (auto, light, dark), ``renderer`` what draws (auto, vis, canvas: auto is vis-network up to 1,000 entities
    and 5,000 relations, and our own canvas beyond); ``ChoiceError`` names those that there are. What each node and edge
    may carry is said in `partnergraph.networks.network`.

    >>> import networkx
    >>> page = html(networkx.MultiGraph([("https://example.org/a", "https://example.org/b")]), title="A & B")
    >>> "<title>A &amp; B</title>" in page
    True
    """
    made, found, heading = _made(graph, title, lang, theme, renderer, lean=draws(graph, renderer) == "canvas")
    shown = {"heading": heading, "nodes": found.nodes, "edges": found.edges, "options": _OPTIONS}
    return made.get_template(page.TEMPLATE).render(shown)


def show(  # noqa: PLR0913 (each is an option of the page)
    graph: "nx.MultiGraph[str]",
    *,
    title: str | None = None,
    lang: str = "en",
    theme: str = "auto",
    renderer: str = "auto",
    height: int = 720,
) -> Frame:
    """Give the page of a network as what a notebook shows: a frame, ``height`` px high, that may only run scripts.

    >>> import networkx
    >>> show(networkx.MultiGraph([("a", "b")]), title="A & B")
    Frame(title='A & B', height=720)
    """
    heading = _heading(graph, title, words.of(lang))
    return Frame(html(graph, title=title, lang=lang, theme=theme, renderer=renderer), heading, height)


def pyvis_network(
    graph: "nx.MultiGraph[str]",
    *,
    title: str | None = None,
    lang: str = "en",
    theme: str = "auto",
    renderer: str = "auto",
) -> "pyvis.network.Network":
    """Give the network as a pyvis ``Network``, positions set and physics off; its ``generate_html`` writes our page.

    Nodes are named ``n0 n1 …`` in the order of their IRIs and carry them as ``iri``; parallel edges are kept.

    >>> import networkx
    >>> pyvis_network(networkx.MultiGraph([("a", "b"), ("a", "b")])).num_edges()
    2
    """
    from pyvis.network import Network

    made, found, heading = _made(graph, title, lang, theme, renderer)
    network = Network(height="100%", width="100%", heading=heading, cdn_resources="in_line")
    network.nodes.extend(found.nodes)
    network.edges.extend(found.edges)
    network.node_ids.extend(node["id"] for node in found.nodes)
    network.node_map.update((node["id"], node) for node in found.nodes)
    network.options = json.loads(_OPTIONS)
    network.templateEnv = made
    network.path = page.TEMPLATE
    return network


def draws(graph: "nx.MultiGraph[str]", renderer: str = "auto") -> str:
    """Give what draws a network: vis or canvas.

    >>> import networkx
    >>> draws(networkx.MultiGraph([("a", "b")]))
    'vis'
    """
    is_small = len(graph) <= MOST and graph.number_of_edges() <= MOST_TIES
    return renderer if renderer != "auto" else "vis" if is_small else "canvas"


@uncollected()
def _made(  # noqa: PLR0913 (each is an option of the page)
    graph: "nx.MultiGraph[str]", title: str | None, lang: str, theme: str, renderer: str, *, lean: bool = False
) -> "tuple[jinja2.Environment, record.Records, str]":
    """Give the template environment of a page, its records, and its heading; ``ChoiceError`` where there are none."""
    if theme not in THEMES:
        raise ChoiceError(f"there is no theme {theme!r}; the page knows {', '.join(THEMES)}")
    if renderer not in RENDERERS:
        raise ChoiceError(f"there is no renderer {renderer!r}; the page knows {', '.join(RENDERERS)}")
    drawer, spoken = draws(graph, renderer), words.of(lang)
    found = record.records(graph, spoken, discs=drawer == "canvas", lean=lean)
    made = page.environment(found, graph.graph, spoken, theme=theme, renderer=drawer)
    return made, found, _heading(graph, title, spoken)


def _heading(graph: "nx.MultiGraph[str]", title: str | None, spoken: words.Words) -> str:
    return plain(title or scope.heading(graph.graph, spoken))
