"""The page does in a real browser what it says: it draws, finds, filters, explains, and runs nothing from labels."""

import re
from collections import Counter
from pathlib import Path

import networkx as nx
import pytest
from playwright.sync_api import Page, expect

import partnergraph as pg
from partnergraph import layout
from partnergraph.evidence import Evidence
from partnergraph.view import words
from tests.browser.conftest import INK, PICTURE, SIDEWAYS, Open, Shoot, find
from tests.browser.expected import counted

EN = words.of()
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


def test_click_on_a_relation(open_page: Open, pair: "nx.MultiGraph[str]") -> None:
    """A click on a line shows its ends, years, role, what ties them, strength, evidence, and that sources disagree."""
    page = open_page(pair)
    page.locator("#drawing").click()
    details = page.locator("#details")
    expect(details.locator("h2")).to_have_text("party to agreement")
    expect(details.locator(".ends button")).to_have_text(["Łódź Society", "Straße Institute"])
    expect(details).to_contain_text("2014 to September 2017 · signatory · via Memorandum · strength 3")
    expect(details).to_contain_text("The document, read on 23 November 2026")
    expect(details).to_contain_text("section “Aims”, paragraph 2")
    expect(details.locator("q")).to_have_text("As said.")
    expect(details.locator(".disputed")).to_have_text("Sources disagree")
    expect(details.locator(".evidence a")).to_have_attribute("href", "https://example.org/d")
    expect(details.locator(".evidence a")).to_have_attribute("rel", "noopener noreferrer")


def test_click_on_an_entity(open_page: Open) -> None:
    """A click on an entity shows its details; a click beside it clears them."""
    graph: nx.MultiGraph[str] = nx.MultiGraph()
    graph.add_node("a", label="One", note="A note.", links=("https://www.example.org/", "javascript:alert(1)"))
    page = open_page(graph)
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
    """The first stop is the skip link; then search, buttons, filters, drawing, details and tables come in order."""
    page = open_page(network)
    stops = []
    for _ in range(70):
        page.keyboard.press("Tab")
        stops += page.locator(":focus").evaluate_all(
            "found => found.map(one => one.id || one.className || one.tagName)"
        )
    assert stops[:5] == ["skip", "search", "fit", "theme", "SUMMARY"]
    assert stops.index("keys") < stops.index("path-from") < stops.index("drawing") < stops.index("name clip")
    assert stops.index("name clip") < stops.index("play") < stops.index("from-year") < stops.index("SUMMARY", 6)


def test_theme_button(open_page: Open, network: "nx.MultiGraph[str]") -> None:
    """The theme goes from auto to light to dark, and the drawing's colours go with it."""
    page = open_page(network)
    button, canvas = page.locator("#theme"), page.locator("canvas")
    light = canvas.evaluate(PICTURE)
    button.click()
    expect(button).to_have_text("Theme: light")
    assert canvas.evaluate(PICTURE) == light
    button.click()
    expect(button).to_have_text("Theme: dark")
    assert canvas.evaluate(PICTURE) != light
    assert page.locator("body").evaluate("body => getComputedStyle(body).backgroundColor") == "rgb(23, 29, 38)"
    button.click()
    expect(button).to_have_text("Theme: auto")


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


@pytest.mark.parametrize(("width", "height"), [(390, 844), (640, 400), (320, 640)])
def test_narrow_screens(open_page: Open, network: "nx.MultiGraph[str]", width: int, height: int) -> None:
    """On a phone and at 200 % zoom nothing scrolls sideways, and sheets hold the filters and the details."""
    page = open_page(network, width=width, height=height)
    assert page.evaluate(SIDEWAYS) <= 0
    assert page.locator("canvas").evaluate(INK) > 5_000
    expect(page.locator("#filters")).to_be_hidden()
    page.get_by_role("button", name="Filters").click()
    expect(page.locator("#filters")).to_be_visible()
    find(page, "society 1")
    expect(page.locator("#filters")).to_be_hidden()
    expect(page.locator("#details h2")).to_be_visible()
    page.get_by_role("button", name="Details").click()
    expect(page.locator("#details")).to_be_hidden()


def test_forced_colours_and_reduced_motion(open_page: Open, network: "nx.MultiGraph[str]") -> None:
    """With forced colours and reduced motion the drawing is there too."""
    page = open_page(network, forced_colors="active", reduced_motion="reduce")
    assert page.locator("canvas").evaluate(INK) > 20_000


def test_print(open_page: Open, network: "nx.MultiGraph[str]") -> None:
    """A print of the dark page has the table open while it prints, and is as before afterwards."""
    page = open_page(network, scheme="dark")
    before = page.locator("canvas").evaluate(PICTURE)
    page.evaluate("() => { dispatchEvent(new Event('beforeprint')); }")
    assert page.locator("canvas").evaluate(PICTURE) != before
    expect(page.locator("footer details[open]")).to_have_count(2)
    page.evaluate("() => { dispatchEvent(new Event('afterprint')); }")
    expect(page.locator("footer details[open]")).to_have_count(0)
    assert page.locator("canvas").evaluate(PICTURE) == before


def test_languages(open_page: Open, network: "nx.MultiGraph[str]") -> None:
    """The page speaks German and French in all that it says, the narrow one without scrolling sideways too."""
    for language in ("de", "fr"):
        own = words.of(language)
        page = open_page(network, language)
        find(page, "institute 1")
        expect(page.locator("#live")).to_contain_text("Institute 1")
        expect(page.get_by_role("button", name=own.say("pathFromHere"))).to_be_visible()
        expect(page.locator("#play")).to_have_text(own.say("play"))
        page = open_page(network, language, width=390, height=844)
        assert page.evaluate(SIDEWAYS) <= 0


def test_phone_has_the_timeline_as_a_sheet(open_page: Open, network: "nx.MultiGraph[str]") -> None:
    """On a phone the timeline is behind a button, and fits."""
    page = open_page(network, width=390, height=844, has_touch=True)
    expect(page.locator("#timeline")).to_be_hidden()
    page.get_by_role("button", name=EN.say("timeline")).click()
    expect(page.locator("#play")).to_be_visible()
    assert page.evaluate(SIDEWAYS) <= 0


def test_positions_stay(open_page: Open, network: "nx.MultiGraph[str]") -> None:
    """Two openings have every entity at the same place, and the places are those of the layout, to a px."""
    drawn = []
    for _ in range(2):
        page = open_page(network)
        with page.expect_download() as download:
            page.locator("#export > summary").click()
            page.locator("[data-export=svg]").click()
        text = Path(download.value.path()).read_text(encoding="utf-8")
        drawn.append(re.findall(r'<g transform="translate\(([-\d.]+) ([-\d.]+)\) scale', text))
    places = [layout.positions(network)[node] for node in sorted(network)]
    left, top = (min(values) for values in zip(*places, strict=True))
    assert drawn[0] == drawn[1]
    assert [(float(x), float(y)) for x, y in drawn[0]] == [
        (pytest.approx(x - left + 90, abs=1.5), pytest.approx(y - top + 90, abs=1.5)) for x, y in places
    ]


def test_entities_can_move(open_page: Open, network: "nx.MultiGraph[str]") -> None:
    """A switch lets entities move by forces; the picture changes, and stands still again without it."""
    page = open_page(network)
    before = page.locator("canvas").evaluate(PICTURE)
    page.locator("#animate").check()
    page.wait_for_timeout(300)
    page.locator("#animate").uncheck()
    assert page.locator("canvas").evaluate(PICTURE) != before


def test_pictures_of_the_shipped_network(open_page: Open, shoot: Shoot, shipped: pg.KnowledgeGraph) -> None:
    """The shipped network is drawn on a desktop, light and dark, on a phone and on paper."""
    graph = shipped.network("ESR", hops=1)
    page = open_page(graph)
    shoot(page, "desktop-light")
    find(page, "ESR")
    shoot(page, "desktop-light-selected")
    page.evaluate("() => { location.hash = 'path-from=body:eibir&path-to=body:eshi&outlines=1'; }")
    expect(page.locator(".steps > li").first).to_be_visible()
    shoot(page, "path")
    page.evaluate("() => { location.hash = 'from=2015&to=2017&undated=0'; }")
    shoot(page, "timeline")
    page.evaluate("() => { location.hash = ''; dispatchEvent(new Event('beforeprint')); }")
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 1046, "height": 717})  # A4, landscape, within its margins
    shoot(page, "print-page-1")
    page = open_page(graph, scheme="dark")
    shoot(page, "desktop-dark")
    find(page, "EORTC")
    shoot(page, "desktop-dark-selected")
    page = open_page(graph, "de", width=390, height=844, device_scale_factor=2, has_touch=True)
    shoot(page, "phone")
    page.get_by_role("button", name=words.of("de").say("timeline")).click()
    shoot(page, "phone-timeline")
    find(page, "EORTC")
    expect(page.locator("#details h2")).to_be_visible()
    shoot(page, "phone-details")
    shoot(open_page(graph, "fr", forced_colors="active", width=1200, height=760), "forced-colours")
