"""Text from outside."""

import networkx as nx
import pytest

from partnergraph import view
from partnergraph.networks import exchange
from partnergraph.values.text import plain
from partnergraph.writing.format import GEXF, GRAPHML

TURNED = [(f"Evil {chr(sign)}name", "Evil name") for sign in (*range(0x202A, 0x202F), *range(0x2066, 0x206A))]
LEFT = [("עברית\u200f", "עברית\u200f"), ("Société", "Société"), ("a\tb\nc", "a\tb\nc"), ("a\x07\u202eb", "a\ufffdb")]


@pytest.mark.parametrize(("told", "shown"), TURNED + LEFT)
def test_no_name_turns_what_stands_beside_it(told: str, shown: str) -> None:
    """Signs that override a direction are left out of text; marks, letters and line ends stay."""
    assert plain(told) == shown


def test_pages_and_files_hold_no_override() -> None:
    """A name with an override reaches neither a page nor a file for other programs with it."""
    graph: nx.MultiGraph[str] = nx.MultiGraph(title="A \u202etitle")
    graph.add_node("urn:a", label="Evil \u202eeman\u2066", names=("E\u202d",), note="\u202b")
    graph.add_edge("urn:a", "urn:b", kind_label="\u202elends", via_label="\u2067x")
    for text in (view.html(graph), exchange.text(graph, GRAPHML), exchange.text(graph, GEXF)):
        assert "Evil eman" in text
        assert not any(sign in text.split("</style>")[0] for sign in "\u202b\u202d\u202e\u2066\u2067")
        assert not any(f"\\u{sign}" in text for sign in ("202b", "202d", "202e"))
