"""The page as text: the same bytes for the same network, nothing asked of a server, every value escaped."""

import base64
import hashlib
import json
import os
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from typing import Any

import networkx as nx
import pytest
from pyvis.network import Network

from partnergraph import view
from partnergraph.errors import PartnergraphError
from partnergraph.view import asset, page, record, words
from tests import synthetic
from tests.unpacked import unpacked

EN = words.of()
Make = Callable[[], "nx.MultiGraph[str]"]

LOADING = {
    "src",
    "srcset",
    "srcdoc",
    "data",
    "poster",
    "background",
    "action",
    "formaction",
    "ping",
    "manifest",
    "style",
}


class Elements(HTMLParser):
    """The elements of a page with their attributes, and the text of its scripts and styles."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.inside: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep an element."""
        self.found.append((tag, dict(attrs)))
        self.inside.append("")

    def handle_data(self, data: str) -> None:
        """Keep the text that comes first in an element."""
        if self.inside:
            self.inside[-1] = self.inside[-1] or data

    def named(self, tag: str) -> Iterator[tuple[dict[str, str | None], str]]:
        """Give the attributes and the text of all elements of one name."""
        return ((attrs, text) for (name, attrs), text in zip(self.found, self.inside, strict=True) if name == tag)

    def block(self, name: str) -> Any:  # noqa: ANN401 (what JSON holds)
        """Read one JSON block."""
        return next(json.loads(text) for attrs, text in self.named("script") if attrs.get("id") == f"data-{name}")


@pytest.fixture(scope="module")
def network() -> "nx.MultiGraph[str]":
    """Give a network of 60 nodes."""
    return synthetic.network(60)


@pytest.fixture(scope="module")
def elements(network: "nx.MultiGraph[str]") -> Elements:
    """Give the elements of its page."""
    return Elements(view.html(network))


@pytest.fixture(scope="module")
def attacked() -> Elements:
    """Give the elements of the page of the hostile network."""
    return Elements(view.html(synthetic.hostile()))


def digest(text: str) -> str:
    """Give a text's hash as a Content Security Policy names it."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


@pytest.mark.parametrize("make", [synthetic.network, synthetic.hostile])
def test_order_does_not_change_the_page(make: Make) -> None:
    """The page has the same bytes whatever the order of nodes and edges."""
    graph = make()
    assert view.html(graph) == view.html(synthetic.shuffled(graph, 5))


def test_hash_seed_does_not_change_the_page() -> None:
    """The page has the same bytes under every PYTHONHASHSEED."""
    code = (
        "import hashlib; from partnergraph import view; from tests import synthetic;"
        "pages = map(view.html, (synthetic.network(), synthetic.hostile()));"
        "print(*(hashlib.sha256(page.encode()).hexdigest() for page in pages))"
    )

    def made(seed: str) -> str:
        environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
        run = [sys.executable, "-c", code]
        return subprocess.run(run, env=environment, check=True, capture_output=True, encoding="utf-8").stdout

    assert made("0") == made("1") == made("4242")


def test_graph_stays_as_it_is(network: "nx.MultiGraph[str]") -> None:
    """Making a page changes nothing in the caller's graph."""
    before = synthetic.shuffled(network, 0)
    view.html(network)
    assert [network.nodes[node] for node in sorted(network)] == [before.nodes[node] for node in sorted(before)]
    assert Counter(map(repr, network.edges())) == Counter(map(repr, synthetic.network(60).edges()))
    assert network.graph == before.graph


def test_policy_allows_our_scripts_and_style_only(elements: Elements) -> None:
    """The policy names the hashes of the two scripts and the style that are there, and allows nothing else."""
    policy = next(attrs["content"] for attrs, _ in elements.named("meta") if "http-equiv" in attrs) or ""
    rules = dict(rule.split(" ", 1) for rule in policy.split("; "))
    run = [text for attrs, text in elements.named("script") if attrs.get("type") != "application/json"]
    assert rules["default-src"] == "'none'"
    assert rules["script-src"].split() == [digest(text) for text in run]
    assert rules["style-src"].split() == [digest(text) for _, text in elements.named("style")]
    assert rules["img-src"] == "data: blob:"
    assert "unsafe" not in policy
    assert len(run) == 2


def test_policy_comes_first(elements: Elements) -> None:
    """The policy stands before all that it governs."""
    names = [tag for tag, _ in elements.found]
    assert names[:4] == ["html", "head", "meta", "meta"]
    assert elements.found[3][1]["http-equiv"] == "Content-Security-Policy"


@pytest.mark.parametrize("make", [synthetic.network, synthetic.hostile])
def test_page_loads_nothing(make: Make) -> None:
    """No element has an attribute that loads something, and none is a stylesheet, frame or picture."""
    found = Elements(view.html(make())).found
    assert [(tag, attrs) for tag, attrs in found if LOADING & attrs.keys()] == []
    assert {tag for tag, _ in found} & {"link", "iframe", "img", "object", "embed", "base", "video", "audio"} == set()


def test_hostile_text_makes_no_element(attacked: Elements, elements: Elements) -> None:
    """The page of the hostile network has the kinds of elements and attributes of any page, and no handler."""
    used = {tag for tag, _ in attacked.found}
    assert used <= {tag for tag, _ in elements.found} | {"strong"}
    assert [attrs for _, attrs in attacked.found if any(name.startswith("on") for name in attrs)] == []


def test_links_are_of_the_web(attacked: Elements) -> None:
    """Every link of the hostile page goes to http, https or a place in the page, and says whom it does not tell."""
    links = [attrs for attrs, _ in attacked.named("a")]
    assert [attrs for attrs in links if not re.match(r"https?://|#", attrs["href"] or "")] == []
    assert [
        attrs for attrs in links if not (attrs["href"] or "").startswith("#") and "noopener" not in str(attrs)
    ] == []


def test_counts(network: "nx.MultiGraph[str]", elements: Elements) -> None:
    """The page holds every node and every edge once, in its data and in its tables."""
    nodes, edges = network.number_of_nodes(), network.number_of_edges()
    assert (len(elements.block("nodes")), len(elements.block("edges"))) == (nodes, edges)
    rows = [attrs for attrs, _ in elements.named("tr")]
    assert sum("data-edge" in attrs for attrs in rows) == edges
    assert sum("data-entity" in attrs for attrs in rows) == nodes
    assert sum(line["count"] for line in elements.block("types")) == nodes
    assert sum(line["count"] for line in elements.block("kinds")) == edges


def test_every_relation_has_its_evidence(network: "nx.MultiGraph[str]", elements: Elements) -> None:
    """Each relation of the data leads to the source, place and day of reading that the network gave it."""
    evidence, sources = elements.block("evidence"), elements.block("sources")
    given = Counter(
        (item.title, item.place, EN.date(item.read))
        for *_, data in network.edges(data=True)
        for item in data["evidence"]
    )
    shown = Counter(
        (sources[item["source"]]["title"], item["place"], item["read"])
        for edge in elements.block("edges")
        for item in (evidence[number] for number in edge["evidence"])
    )
    assert shown == given


def test_pyvis_network(network: "nx.MultiGraph[str]") -> None:
    """The network is one of pyvis with positions, physics off, ids n0 n1 … by IRI, and all parallel edges."""
    made = view.pyvis_network(network)
    assert isinstance(made, Network)
    assert (made.num_nodes(), made.num_edges()) == (len(network), network.number_of_edges())
    assert [node["iri"] for node in made.nodes] == sorted(network)
    assert [node["id"] for node in made.nodes] == made.get_nodes() == [f"n{place}" for place in range(len(network))]
    assert all({"x", "y", "label", "title", "shape", "color"} <= node.keys() for node in made.nodes)
    assert made.get_node("n3") is made.nodes[3]
    assert made.options == {"physics": {"enabled": False}}
    iris = sorted(network)
    assert made.neighbors("n0") == {f"n{iris.index(other)}" for other in network[iris[0]]}


@pytest.mark.parametrize("renderer", ["vis", "canvas"])
def test_stock_generate_html_writes_our_page(network: "nx.MultiGraph[str]", renderer: str) -> None:
    """The method of pyvis itself writes exactly the page that html gives."""
    made = view.pyvis_network(network, renderer=renderer)
    assert Network.generate_html(made) == view.html(network, renderer=renderer)


@pytest.mark.parametrize("renderer", view.RENDERERS)
@pytest.mark.parametrize("number", [0, 1, 2])
def test_a_network_without_ties_is_drawn(renderer: str, number: int) -> None:
    """Things that nothing ties, one or none, have a page of either renderer."""
    graph: nx.MultiGraph[str] = nx.MultiGraph()
    graph.add_nodes_from(f"urn:{place}" for place in range(number))
    assert len(view.html(graph, renderer=renderer)) > 0


def test_empty_network_says_so() -> None:
    """The page of an empty graph says that it is empty and holds no script."""
    graph: nx.MultiGraph[str] = nx.MultiGraph()
    text = view.html(graph, title="Nothing")
    assert '<h1 dir="auto">Nothing</h1>' in text
    assert EN.say("empty") in text
    assert "<script" not in text


def test_missing_attributes_are_no_error() -> None:
    """A graph without any attribute has a page that shows the names of its nodes."""
    graph: nx.MultiGraph[str] = nx.MultiGraph([("https://example.org/a", "https://example.org/b")])
    found = Elements(view.html(graph))
    assert [node["label"] for node in found.block("nodes")] == ["https://example.org/a", "https://example.org/b"]
    assert [line["label"] for line in found.block("types")] == ["Entity"]


def test_title() -> None:
    """A title given replaces that of the network, and stands escaped in head and heading."""
    text = view.html(synthetic.network(10), title='A <b> & "c"')
    assert "<title>A &lt;b&gt; &amp; &#34;c&#34;</title>" in text
    assert '<h1 dir="auto">A &lt;b&gt; &amp; &#34;c&#34;</h1>' in text


def test_page_can_be_written_as_utf_8() -> None:
    """The page of the hostile network has no carriage return, no NUL, and no sign that UTF-8 cannot hold."""
    graph = synthetic.hostile()
    graph.add_node("lone \ud800 surrogate", label="\ud800 \r\n")
    text = view.html(graph)
    assert text.encode("utf-8").decode("utf-8") == text
    assert "\x00" not in text


def test_numbers_are_finite(attacked: Elements) -> None:
    """A strength that is not a number, infinite or negative becomes one that can be drawn."""
    assert all(0 <= edge["strength"] <= 1e6 and 0.5 < edge["width"] <= 4 for edge in attacked.block("edges"))


def test_theme_that_the_page_opens_with() -> None:
    """The theme asked for stands in the page."""
    assert 'data-theme="dark"' in view.html(synthetic.network(10), theme="dark")


def test_large_networks_have_no_giant_file() -> None:
    """Up to 300 entities the tables stand in the file; beyond that the page builds their rows."""
    small, large = synthetic.network(300), synthetic.network(330)
    assert len(small) <= 300 < len(large)
    assert view.html(small).count("<tr data-edge=") == small.number_of_edges()
    assert view.html(large).count("<tr data-edge=") == 0


def test_frame_for_notebooks() -> None:
    """A notebook is given the whole page in a frame that may run scripts and nothing else."""
    graph = synthetic.network(20)
    shown = view.show(graph, title='A "b" <c>', height=500)._repr_html_()
    ((attrs, _),) = Elements(shown).named("iframe")
    assert attrs["sandbox"] == "allow-scripts"
    assert (attrs["title"], attrs["height"]) == ('A "b" <c>', "500")
    assert attrs["srcdoc"] == view.html(graph, title='A "b" <c>')


def test_scripts_are_joined_in_order() -> None:
    """A module comes after those that it imports, and nothing of imports and exports is left."""
    program = asset.program()
    assert re.search(r"^(import|export) ", program, re.MULTILINE) is None
    assert program.index("class State") < program.index("class Page")
    assert program.rstrip().endswith(".start());\n}")


def test_modules_keep_their_own_names() -> None:
    """A name that a module does not export may be used in another module too: each stands in a scope of its own."""
    assert asset.program().count("const MARGIN = ") > 1
    assert asset.program().count("const { fold, loose, slug } = (() => {") == 1


def test_script_that_would_end_its_element_is_refused() -> None:
    """A script that holds the end of a script element is refused with a message that names it."""
    with pytest.raises(PartnergraphError, match=r"a\.js cannot stand inside a page"):
        asset.inline("'</SCRIPT>'", "a.js")


def test_environment_escapes() -> None:
    """The template environment escapes every value and refuses names it does not know."""
    made = page.environment(record.Records((), (), (), (), (), ()), {}, EN)
    assert made.from_string("{{ value }}").render(value="<b>") == "&lt;b&gt;"
    with pytest.raises(Exception, match="unknown"):
        made.from_string("{{ unknown }}").render()


@pytest.fixture(scope="module")
def drawn() -> Elements:
    """Give the elements of the page that our own canvas draws."""
    return Elements(view.html(synthetic.network(60), renderer="canvas"))


def test_canvas_needs_no_vis_network(drawn: Elements) -> None:
    """The page of our own canvas has one script, whose hash its policy names, and no vis-network."""
    run = [text for attrs, text in drawn.named("script") if attrs.get("type") != "application/json"]
    policy = next(attrs["content"] for attrs, _ in drawn.named("meta") if "http-equiv" in attrs) or ""
    assert [digest(text) for text in run] == dict(rule.split(" ", 1) for rule in policy.split("; "))[
        "script-src"
    ].split()
    assert "@version 9.1.2" not in run[0]


def test_canvas_has_all_records(drawn: Elements, network: "nx.MultiGraph[str]") -> None:
    """Packed are all entities and relations, and the overview has each entity in one group."""
    out = unpacked(drawn.block("packed"))
    assert {node["iri"] for node in out["nodes"]} == set(network)
    assert len(out["edges"]) == network.number_of_edges()
    assert sum(group["size"] for group in drawn.block("overview")["groups"]) == len(network)


@pytest.mark.parametrize("make", [synthetic.network, synthetic.hostile])
def test_order_does_not_change_the_canvas(make: Make) -> None:
    """The page of our own canvas has the same bytes whatever the order of nodes and edges."""
    graph = make()
    assert view.html(graph, renderer="canvas") == view.html(synthetic.shuffled(graph, 5), renderer="canvas")


@pytest.mark.parametrize("limit", ["MOST", "MOST_TIES"])
def test_size_chooses_what_draws(monkeypatch: pytest.MonkeyPatch, limit: str) -> None:
    """Up to the bounds vis-network draws, beyond either our own canvas; a reader may ask for either."""
    graph: nx.MultiGraph[str] = nx.MultiGraph([("a", "b"), ("b", "a")])
    asked = []
    for most in (2, 1):
        monkeypatch.setattr(view, limit, most)
        asked.append(
            [Elements(view.html(graph, renderer=name)).block("settings")["renderer"] for name in view.RENDERERS]
        )
    assert asked == [["vis", "vis", "canvas"], ["canvas", "vis", "canvas"]]


def test_unknown_renderers_are_named() -> None:
    """An unknown renderer is an error that names those that there are."""
    with pytest.raises(PartnergraphError, match=r"'svg'; the page knows auto, vis, canvas"):
        view.html(synthetic.network(10), renderer="svg")


def test_a_page_is_written_without_pyvis_itself() -> None:
    """Of pyvis a page only reads the file of vis-network: the package, which brings much else, is not imported."""
    code = "import sys, networkx; from partnergraph import view; view.html(networkx.MultiGraph([('a', 'b')]))"
    done = subprocess.run([sys.executable, "-c", f"{code}; sys.exit('pyvis' in sys.modules)"], check=False)
    assert done.returncode == 0
