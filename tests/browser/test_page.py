"""The page does in a real browser what it says: it draws, finds, filters, explains, and runs nothing from labels."""

import re
from collections import Counter

import networkx as nx
import pytest
from playwright.sync_api import Page, expect

from partnergraph.values.evidence import Evidence
from partnergraph.view import record, words
from tests.browser.conftest import INK, PICTURE, RENDERERS, Open, find
from tests.browser.expected import counted

EN = words.of()
CLEARED = """(() => {
  const own = CanvasRenderingContext2D.prototype.clearRect;
  window.cleared = 0;
  CanvasRenderingContext2D.prototype.clearRect = function (...box) {
    window.cleared += this.canvas.isConnected;
    return own.apply(this, box);
  };
})();"""
SETTLED = """() => new Promise((done) => {
  const next = (frames) => requestAnimationFrame(() => (frames ? next(frames - 1) : done()));
  next(4);
})"""
EVIDENCE = Evidence(
    "https://example.org/s",
    "The document",
    "section “Aims”, paragraph 2",
    "https://example.org/d",
    "2026-11-23",
    "As said.",
)


@pytest.fixture
def pair() -> "nx.MultiGraph[str]":
    """Give two bodies with one relation, whose middle is the middle of the drawing."""
    graph: nx.MultiGraph[str] = nx.MultiGraph(title="Two bodies")
    graph.add_node("https://example.org/lodz", label="Łódź Society", type_label="society", names=("ŁS",), country="PL")
    graph.add_node("https://example.org/straße", label="Straße Institute", type_label="society")
    graph.add_edge(
        "https://example.org/lodz",
        "https://example.org/straße",
        kind_label="party to agreement",
        via_label="Memorandum",
        role="signatory",
        start="2014",
        end="2017-09",
        weight=3.0,
        evidence=(EVIDENCE,),
        disputed=True,
        disputes=(("end date", ("2017-09", "2018")),),
    )
    return graph


def line(page: Page, label: str) -> tuple[str, str]:
    """Give the count and the state of one line of the legend."""
    row = page.locator("#filters li").filter(has=page.get_by_text(label, exact=True))
    return row.locator(".count").inner_text(), "on" if row.locator("input").is_checked() else "off"


def rows(page: Page) -> tuple[int, int]:
    """Open the tables of relations and entities one after the other, and give how many rows they have."""
    counts = []
    for name, row in (("relations", "edge"), ("entities", "entity")):
        page.locator(f"[data-table={name}] summary").click()
        expect(page.locator(f"tr[data-{row}]").first).to_be_visible()
        counts.append(page.locator(f"tr[data-{row}]").count())
        page.locator(f"[data-table={name}] summary").click()
    return counts[0], counts[1]


def test_drawing_is_there(open_page: Open, network: "nx.MultiGraph[str]") -> None:
    """The canvas is not blank, and the heading tells how many entities and relations it shows."""
    page = open_page(network)
    assert page.locator("canvas").evaluate(INK) > 20_000
    nodes, edges = network.number_of_nodes(), network.number_of_edges()
    expect(page.locator("#counts")).to_have_text(counted(nodes, nodes, edges, edges))


def test_drawn_once(open_page: Open, network: "nx.MultiGraph[str]") -> None:
    """Opening draws the whole once, at once where the address says; so does a selection, and a filter."""
    page = open_page(network)
    page.context.add_init_script(CLEARED)
    for at in ("", "#entity=body:institute-5"):
        page.goto(page.url.partition("#")[0] + at)
        page.reload()
        page.evaluate(SETTLED)
        assert page.evaluate("() => window.cleared") == 1
    find(page, "society 1")
    page.evaluate(SETTLED)
    before = page.evaluate("() => window.cleared")
    page.get_by_role("checkbox", name="part of").uncheck()
    page.evaluate(SETTLED)
    assert page.evaluate("() => window.cleared") == before + 1


def test_same_picture_at_every_opening(open_page: Open, network: "nx.MultiGraph[str]") -> None:
    """Two openings draw the same picture, to the pixel."""
    one, two = (open_page(network).locator("canvas").evaluate(PICTURE) for _ in range(2))
    assert one == two


def test_search_folds_accents(open_page: Open, pair: "nx.MultiGraph[str]") -> None:
    """Letters without accents find names with them, in names and in other names."""
    page = open_page(pair)
    for text, found in (("lodz", "Łódź Society"), ("STRASSE", "Straße Institute"), ("ls", "Łódź Society")):
        page.locator("#search").fill(text)
        expect(page.get_by_role("option")).to_have_count(1)
        expect(page.get_by_role("option")).to_contain_text(found)
    page.locator("#search").fill("nothing has this name")
    expect(page.locator("#hits")).to_have_text(EN.say("searchNone"))


def test_search_selects(open_page: Open, network: "nx.MultiGraph[str]") -> None:
    """Enter in the search shows the details of the hit and says so to readers who listen."""
    page = open_page(network)
    find(page, "institute 1")
    expect(page.locator("#details h2")).to_have_text("Institute 1")
    expect(page.locator("#details h2")).to_be_focused()
    expect(page.locator("#live")).to_contain_text("Selected Institute 1")
    expect(page.locator("#hits")).to_be_hidden()


def test_details_show_every_relation(open_page: Open, network: "nx.MultiGraph[str]") -> None:
    """The details of the busiest entity hold each of its relations, by kind, each with its evidence."""
    node = max(sorted(network), key=dict(network.degree()).__getitem__)
    page = open_page(network)
    find(page, network.nodes[node]["label"])
    kinds = Counter(data["kind_label"] for *_, data in network.edges(node, data=True))
    heads = [head.lower() for head in page.locator("#details h3").all_inner_texts()]
    assert sorted(heads) == sorted(f"{kind} ({count})" for kind, count in kinds.items())
    ties = page.locator("#details .ties > li")
    expect(ties).to_have_count(kinds.total())
    for text in ties.all_inner_texts():
        assert re.search(r"Source document \d, read on 23 November 2026", text)
        assert re.search(r"section “Partners”, paragraph \d+", text)


@pytest.mark.parametrize("renderer", RENDERERS)
def test_click_on_a_relation(open_page: Open, pair: "nx.MultiGraph[str]", renderer: str) -> None:
    """A click on a line shows its ends, years, role, what ties them, strength, evidence, and that sources disagree."""
    page = open_page(pair, renderer=renderer)
    page.locator("#drawing").click()
    details = page.locator("#details")
    expect(details.locator("h2")).to_have_text("party to agreement")
    expect(details.locator(".ends button")).to_have_text(["Łódź Society", "Straße Institute"])
    expect(details).to_contain_text("2014 to September 2017 · signatory · via Memorandum · strength 3")
    expect(details).to_contain_text("The document, read on 23 November 2026")
    expect(details).to_contain_text("section “Aims”, paragraph 2")
    expect(details.locator("q")).to_have_text("As said.")
    expect(details.locator(".dispute")).to_have_text("Sources disagree End: September 2017 or 2018")
    expect(details.locator(".evidence a")).to_have_attribute("href", "https://example.org/d")
    expect(details.locator(".evidence a")).to_have_attribute("rel", "noopener noreferrer")


@pytest.mark.parametrize("renderer", RENDERERS)
def test_click_on_an_entity(open_page: Open, renderer: str) -> None:
    """A click on an entity shows its details; a click beside it clears them."""
    graph: nx.MultiGraph[str] = nx.MultiGraph()
    graph.add_node("a", label="One", note="A note.", links=("https://www.example.org/", "javascript:alert(1)"))
    page = open_page(graph, renderer=renderer)
    page.locator("#drawing").click()
    expect(page.locator("#details h2")).to_have_text("One")
    expect(page.locator("#details")).to_contain_text("A note.")
    expect(page.locator("#details a")).to_have_count(1)
    expect(page.locator("#details a")).to_have_text("example.org")
    page.locator("#drawing").click(position={"x": 30, "y": 30})
    expect(page.locator("#details .head")).to_have_count(0)


def test_selection_fades_the_rest(open_page: Open, network: "nx.MultiGraph[str]") -> None:
    """Selecting changes the picture, and clearing brings back the same picture."""
    page = open_page(network)
    before = page.locator("canvas").evaluate(PICTURE)
    find(page, "society 1")
    assert page.locator("canvas").evaluate(PICTURE) != before
    page.keyboard.press("Escape")
    page.mouse.move(5, 5)
    assert page.locator("canvas").evaluate(PICTURE) == before


def test_filter_by_type(open_page: Open, network: "nx.MultiGraph[str]") -> None:
    """Unticking a type leaves the entities and relations that Python counts, in heading, legend and tables."""
    page = open_page(network)
    page.get_by_role("checkbox", name=re.compile("project", re.IGNORECASE)).first.uncheck()
    left = network.subgraph([node for node in network if "/project/" not in node])
    nodes, edges = left.number_of_nodes(), left.number_of_edges()
    expect(page.locator("#counts")).to_have_text(
        counted(nodes, network.number_of_nodes(), edges, network.number_of_edges())
    )
    expect(page.locator("#live")).to_contain_text(f"{nodes} of")
    assert rows(page) == (edges, nodes)
    kinds = Counter(data["kind_label"] for *_, data in left.edges(data=True))
    for kind in {data["kind_label"] for *_, data in network.edges(data=True)}:
        assert line(page, kind) == (str(kinds[kind]), "on")
    assert line(page, "Project") == (str(len(network) - nodes), "off")


def test_filter_by_kind(open_page: Open, network: "nx.MultiGraph[str]") -> None:
    """Unticking a kind takes its relations away; the entities it leaves alone go where the reader asks for that."""
    page = open_page(network)
    page.get_by_role("checkbox", name="part of").uncheck()
    left = [(one, other) for one, other, data in network.edges(data=True) if data["kind_label"] != "part of"]
    assert rows(page) == (len(left), network.number_of_nodes())
    page.locator("#connected").check()
    assert rows(page) == (len(left), len({node for pair in left for node in pair}))


def test_filter_all_away(open_page: Open, network: "nx.MultiGraph[str]") -> None:
    """With everything filtered out the page says so, and a search brings its hit back."""
    page = open_page(network)
    page.locator("[data-none=type]").click()
    expect(page.locator("#nothing")).to_be_visible()
    assert page.locator("canvas").evaluate(INK) == 0
    find(page, "institute 1")
    expect(page.locator("#nothing")).to_be_hidden()
    assert line(page, "Institute")[1] == "on"
    page.locator("[data-all=type]").click()
    nodes, edges = network.number_of_nodes(), network.number_of_edges()
    expect(page.locator("#counts")).to_have_text(counted(nodes, nodes, edges, edges))


def test_keys_reach_every_entity(open_page: Open, network: "nx.MultiGraph[str]") -> None:
    """Page Down goes through all entities, each announced with its name and type."""
    page = open_page(network)
    page.locator("#drawing").focus()
    said = set()
    for _ in network:
        page.keyboard.press("PageDown")
        said.add(page.locator("#live").inner_text().rsplit(", ", 2)[0])
    assert said == {data["label"] for _, data in network.nodes(data=True)}


def test_arrow_keys(open_page: Open, pair: "nx.MultiGraph[str]") -> None:
    """Arrows go from entity to entity, Enter opens the details, Escape clears them."""
    page = open_page(pair)
    page.locator("#drawing").focus()
    for key in ("ArrowRight", "ArrowRight", "ArrowDown", "ArrowDown"):
        page.keyboard.press(key)
    first = page.locator("#live").inner_text()
    for key in ("ArrowLeft", "ArrowUp"):
        page.keyboard.press(key)
    assert page.locator("#live").inner_text() != first
    page.keyboard.press("Enter")
    expect(page.locator("#details h2")).to_have_text(re.compile("Society|Institute"))
    page.keyboard.press("Escape")
    expect(page.locator("#details .head")).to_have_count(0)
    expect(page.locator("#live")).to_have_text(EN.say("announceCleared"))


def test_keys_are_explained(open_page: Open, network: "nx.MultiGraph[str]") -> None:
    """The question mark opens a dialog with all keys, and Escape closes it."""
    page = open_page(network)
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Keys")).to_be_visible()
    expect(page.locator("dialog dt")).to_have_count(len(EN.table["keyList"]))
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()
    page.get_by_role("button", name="Keys").click()
    page.get_by_role("button", name="Close").click()
    expect(page.get_by_role("dialog")).to_be_hidden()


def test_tab_reaches_all_controls(open_page: Open, network: "nx.MultiGraph[str]") -> None:
    """The first stops are the skip links; then search, buttons, filters, drawing, details and tables come in order."""
    page = open_page(network)
    stops = []
    for _ in range(70):
        page.keyboard.press("Tab")
        stops += page.locator(":focus").evaluate_all(
            "found => found.map(one => one.id || one.className || one.tagName)"
        )
    assert stops[:7] == ["skip", "skip scripted", "search", "fit", "theme", "open-charts", "SUMMARY"]
    assert stops.index("keys") < stops.index("path-from") < stops.index("drawing") < stops.index("name clip")
    assert stops.index("name clip") < stops.index("play") < stops.index("from-year") < stops.index("SUMMARY", 8)


def test_focus_is_never_lost(open_page: Open, network: "nx.MultiGraph[str]") -> None:
    """A skip link goes to the drawing and keeps the address; Escape gives the focus back to the search."""
    page = open_page(network, at="#entity=body:society-1")
    for _ in range(2):
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#drawing")).to_be_focused()
    expect(page).to_have_url(re.compile(r"#entity=body:society-1$"))
    find(page, "institute 1")
    expect(page.locator("#details h2")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("#search")).to_be_focused()


def test_tables_select(open_page: Open, network: "nx.MultiGraph[str]") -> None:
    """A name in a table selects its entity and closes the table; one table is open at a time."""
    page = open_page(network)
    relations, entities, _ = page.locator("footer details").all()
    relations.locator("summary").click()
    entities.locator("summary").click()
    expect(page.locator("footer details[open]")).to_have_count(1)
    entities.get_by_role("button", name="Survey 1").click()
    expect(page.locator("#details h2")).to_have_text("Survey 1")
    expect(page.locator("footer details[open]")).to_have_count(0)


def test_group_outlines(open_page: Open, network: "nx.MultiGraph[str]") -> None:
    """Group outlines cover more of the canvas than the drawing without them."""
    page = open_page(network)
    before = page.locator("canvas").evaluate(INK)
    page.locator("#outlines").check()
    assert page.locator("canvas").evaluate(INK) > 2 * before


def test_tables_sort_by_their_heads(open_page: Open, network: "nx.MultiGraph[str]") -> None:
    """A press on a head sorts by day or number, a second one turns it round, and the head says so."""
    found = {edge["id"]: edge for edge in record.records(network).edges}
    page = open_page(network)
    page.locator("[data-table=relations] > summary").click()
    table = page.locator("#relations")

    def shown(*names: str) -> list[str]:
        ids = table.locator("tbody tr").evaluate_all("rows => rows.map((row) => row.dataset.edge)")
        return [next(filter(None, (str(found[each][name]) for name in names)), "9999") for each in ids]

    page.get_by_role("button", name=EN.say("time"), exact=True).click()
    expect(table.get_by_role("columnheader", name=EN.say("time"))).to_have_attribute("aria-sort", "ascending")
    days = shown("first", "last")
    assert days == sorted(days)
    assert days[0] < days[-1]
    page.get_by_role("button", name=EN.say("strengthHead"), exact=True).click()
    expect(table.locator("[aria-sort]")).to_have_attribute("aria-sort", "descending")
    strengths = [float(each) for each in shown("strength")]
    assert strengths == sorted(strengths, reverse=True)
    assert strengths[0] == max(edge["strength"] for edge in found.values())


def test_details_list_by_day_and_in_parts(open_page: Open) -> None:
    """The relations of an entity go by day, what has none last; of many the first hundred, and the rest at a press."""
    graph: nx.MultiGraph[str] = nx.MultiGraph()
    graph.add_node("urn:hub", label="Hub")
    for number in range(130):
        graph.add_node(f"urn:{number:03}", label=f"Body {number:03}")
        graph.add_edge("urn:hub", f"urn:{number:03}", start="" if number % 13 == 0 else str(2020 - number % 7))
    page = open_page(graph)
    find(page, "hub")
    names = page.locator("#details .ties > li > button")
    page.get_by_role("button", name=EN.say("showMore", n=30)).click()
    expect(names).to_have_count(130)
    expect(names.nth(100)).to_be_focused()
    wanted = sorted(range(130), key=lambda number: (number % 13 == 0, 2020 - number % 7 if number % 13 else 0, number))
    assert names.all_inner_texts() == [f"Body {number:03}" for number in wanted]
    expect(page.get_by_role("button", name=re.compile("^Show"))).to_have_count(0)
