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
from partnergraph.errors import FormatError, PartnergraphError
from partnergraph.evidence import Evidence
from partnergraph.view import asset, page, record, words
from partnergraph.vocab import PG
from tests import synthetic

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


def test_stock_generate_html_writes_our_page(network: "nx.MultiGraph[str]") -> None:
    """The method of pyvis itself writes exactly the page that html gives."""
    assert Network.generate_html(view.pyvis_network(network)) == view.html(network)


def test_parallel_ties_bend_apart() -> None:
    """Parallel ties have bends that all differ, and a single tie is straight."""
    graph: nx.MultiGraph[str] = nx.MultiGraph([("a", "b")] * 4 + [("b", "c")])
    bends = [json.dumps(edge["smooth"], sort_keys=True) for edge in record.records(graph).edges]
    assert len(set(bends[:4])) == 4
    assert bends[4] == "false"


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


def test_long_names_are_drawn_by_their_acronym() -> None:
    """The acronym stands on the canvas where the name is long; the whole name stays in the data."""
    assert record.short("European Organisation for Research and Treatment of Cancer", ["Europe", "EORTC"]) == "EORTC"
    assert record.short("Short name", ["SN"]) == "Short name"
    assert record.short("A name that is long and has no other", []) == "A name that is long and has no other"


def test_unsafe_addresses_are_dropped() -> None:
    """Only an http or https address with a host becomes a link."""
    bad = [
        "javascript:alert(1)",
        " javascript:alert(1)",
        "data:text/html,x",
        "//host",
        "http:///path",
        "http://",
        "ftp://a/",
    ]
    assert [record.address(value) for value in [*bad, "https://a b", "http://a\nb", ""]] == [""] * 10
    assert record.address("HTTPS://example.org/?a=1") == "HTTPS://example.org/?a=1"


def test_evidence_is_listed_once() -> None:
    """Evidence that many statements rest on stands once in the data, and a source once in the list."""
    graph: nx.MultiGraph[str] = nx.MultiGraph()
    pieces = tuple(Evidence("https://example.org/s", "Title", f"paragraph {number}") for number in (2, 1))
    graph.add_node("a", evidence=pieces)
    graph.add_node("b", evidence=pieces)
    found = record.records(graph)
    assert [item["place"] for item in found.evidence] == ["paragraph 1", "paragraph 2"]
    assert [source["title"] for source in found.sources] == ["Title"]


def test_via_that_is_an_end_is_not_repeated() -> None:
    """A relation drawn to the node that ties does not name that node a second time."""
    graph: nx.MultiGraph[str] = nx.MultiGraph()
    graph.add_edge("a", "m", via="m", via_label="Memorandum")
    graph.add_edge("a", "b", via="m", via_label="Memorandum")
    assert sorted(edge["via_label"] for edge in record.records(graph).edges) == ["", "Memorandum"]


def test_every_word_is_used() -> None:
    """Every message of the word list is said by the template, a script or the program, and none is missing."""
    templates = ["template/page.html", "template/tables.html"]
    source = "".join(map(asset.text, [*templates, *(f"static/{name}.js" for name in asset.modules())]))
    python = "".join(asset.text(name) for name in ("__init__.py", "page.py", "record.py", "words.py"))
    said = set(re.findall(r"""\b(?:say|sayCounts|sayAround)\(\s*["'](\w+)["']""", source + python))
    named = set(re.findall(r"""["'](\w+)["']|words\.(\w+)""", source + python))
    assert said <= set(EN.table)
    assert set(EN.table) - {name for names in named for name in names} == set()


@pytest.mark.parametrize("language", words.languages())
def test_languages_say_the_same(language: str) -> None:
    """Every language has the keys of English in the same order, with the same places for values and as many months."""

    def places(message: object) -> object:
        if isinstance(message, dict):
            return {form: places(text) for form, text in message.items()}
        if isinstance(message, list):
            return [places(each) for each in message if not isinstance(each, int)]
        return sorted(re.findall(r"\{\w+\}", str(message)))

    own = words.of(language).table
    assert list(own) == list(EN.table)
    assert {key: places(message) for key, message in own.items()} == {
        key: places(message) for key, message in EN.table.items()
    }
    assert own["language"] == language
    assert [key for key, message in own.items() if not message] == []


def test_languages_differ() -> None:
    """No more than names and single words are the same in German or French as in English."""
    same = {
        language: [key for key, message in words.of(language).table.items() if message == EN.table[key]]
        for language in ("de", "fr")
    }
    assert all(len(keys) < 26 for keys in same.values()), same


def test_page_in_another_language() -> None:
    """A page in German says its words, dates and numbers as German does; a country's German is German."""
    text = view.html(synthetic.network(20), lang="de-CH")
    assert '<html lang="de" dir="ltr" data-theme="auto">' in text
    assert "gelesen am 23. November 2026" in text
    assert view.html(nx.MultiGraph(), lang="fr").count("Réseau de partenaires") == 2
    assert words.of("fr").say("entityCount", n=0) == "0 entité"
    assert words.of("de").say("entityCount", n=1234) == "1.234 Einträgen"
    assert words.of("fr").period("2014-03-01", "") == "depuis le 1er mars 2014"
    assert words.of("de").period("", "2014-03-01") == "bis zum 1. März 2014"


def test_what_the_page_does_not_know_is_refused() -> None:
    """A language or a theme that there is not is refused with those that there are."""
    with pytest.raises(FormatError, match="no words in 'xx'; it speaks de, en, fr"):
        view.html(nx.MultiGraph(), lang="xx")
    with pytest.raises(FormatError, match="no theme 'pink'; the page knows auto, light, dark"):
        view.html(nx.MultiGraph(), theme="pink")


def test_theme_that_the_page_opens_with() -> None:
    """The theme asked for stands in the page."""
    assert 'data-theme="dark"' in view.html(synthetic.network(10), theme="dark")


def test_large_networks_have_no_giant_file() -> None:
    """Up to 300 entities the tables stand in the file; beyond that the page builds their rows."""
    small, large = synthetic.network(300), synthetic.network(330)
    assert len(small) <= 300 < len(large)
    assert view.html(small).count("<tr data-edge=") == small.number_of_edges()
    assert view.html(large).count("<tr data-edge=") == 0


def test_days_in_force() -> None:
    """A relation tells the days it can have been in force; a moment without an end is over with its day."""
    graph: nx.MultiGraph[str] = nx.MultiGraph()
    for kind, start, end in (
        ("tie-membership", "2014", ""),
        ("tie-event", "2016-03", ""),
        ("tie-topic", "soon", "2017"),
    ):
        graph.add_edge("a", "b", kind=PG + kind, start=start, end=end)
    found = {edge["kind"]: (edge["first"], edge["last"]) for edge in record.records(graph).edges}
    assert found == {
        PG + "tie-membership": ("2014-01-01", ""),
        PG + "tie-event": ("2016-03-01", "2016-03-31"),
        PG + "tie-topic": ("", "2017-12-31"),
    }


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
    assert asset.program().count("const { fold, slug } = (() => {") == 1


def test_script_that_would_end_its_element_is_refused() -> None:
    """A script that holds the end of a script element is refused with a message that names it."""
    with pytest.raises(PartnergraphError, match=r"a\.js cannot stand inside a page"):
        asset.inline("'</SCRIPT>'", "a.js")


def test_periods_are_said_as_known() -> None:
    """Dates are said as exactly as they are known; what is no date stays as it is."""
    assert EN.period("2014", "") == "since 2014"
    assert EN.period("", "2017-09-30") == "until 30 September 2017"
    assert EN.period("2017-23", "2017-23") == "autumn 2017"
    assert EN.period("2014-13", "<b>") == "2014-13 to <b>"
    assert EN.date("2017-99-99") == "2017-99-99"


def test_environment_escapes() -> None:
    """The template environment escapes every value and refuses names it does not know."""
    made = page.environment(record.Records((), (), (), (), (), ()), {}, EN)
    assert made.from_string("{{ value }}").render(value="<b>") == "&lt;b&gt;"
    with pytest.raises(Exception, match="unknown"):
        made.from_string("{{ unknown }}").render()
