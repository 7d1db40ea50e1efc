"""The page on all sorts of screens and paper: themes, phones, forced colours, print, languages; pictures of it."""

import math
import re
from pathlib import Path

import networkx as nx
import pytest
from playwright.sync_api import expect

import partnergraph as pg
from partnergraph.drawing import layout
from partnergraph.view import words
from partnergraph.vocab import PG
from tests.browser.conftest import DRAWN, INK, PICTURE, RENDERERS, SIDEWAYS, Open, Shoot, find

EN = words.of()


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


def test_narrow_screens_have_one_menu(open_page: Open, network: "nx.MultiGraph[str]") -> None:
    """On a phone what is not needed at once is in one menu, which keys open, leave and choose from."""
    page = open_page(network, "fr", width=390, height=844)
    words_of = words.of("fr")
    menu = page.get_by_role("button", name=words_of.say("more"))
    expect(page.locator("#fit")).to_be_hidden()
    menu.press("Enter")
    for name in ("#fit", "#theme", "#open-charts", "[data-export=png]", "[data-export=csv]"):
        expect(page.locator(name)).to_be_visible()
    assert page.evaluate(SIDEWAYS) <= 0
    page.locator("#theme").click()
    expect(menu).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("Escape")
    expect(page.locator("#fit")).to_be_hidden()
    expect(menu).to_be_focused()
    menu.click()
    page.locator("#open-charts").click()
    page.locator("#charts .close").click()
    expect(menu).to_be_focused()
    expect(menu).to_have_attribute("aria-expanded", "false")


def test_phone_names_the_hub(open_page: Open) -> None:
    """At first sight of a phone the entity that all others are tied to has its name, however close they stand."""
    graph: nx.MultiGraph[str] = nx.MultiGraph()
    graph.add_node("urn:hub", label="Hub")
    for number in range(150):
        graph.add_edge("urn:hub", f"urn:{number}", kind_label="k")
        graph.nodes[f"urn:{number}"]["label"] = f"Institute of Physics {number}"
    page = open_page(graph, width=390, height=844, device_scale_factor=2, has_touch=True)
    page.evaluate(DRAWN)
    page.locator("#open-more").click()
    page.locator("#fit").click()
    page.locator("#drawing").focus()
    assert [name for name, *_ in page.evaluate("() => window.drawn")].count("Hub") >= 1


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


def test_paper_cuts_nothing(open_page: Open, network: "nx.MultiGraph[str]") -> None:
    """On upright paper no cell is cut, no head runs over its column, and nothing has a shadow."""
    page = open_page(network, width=703, height=1032)  # A4 within its margins
    page.evaluate("() => { dispatchEvent(new Event('beforeprint')); }")
    page.emulate_media(media="print")
    wider = "one.scrollWidth > one.clientWidth + 1 || one.scrollHeight > one.clientHeight + 1"
    over = f"all => all.filter(one => {wider}).length"
    assert page.locator("#relations thead th").evaluate_all(over) == 0
    assert page.locator("#relations .clip").evaluate_all(over) == 0
    for panel in ("#filters", ".drawer >> nth=0"):
        assert page.locator(panel).evaluate("panel => getComputedStyle(panel).boxShadow") == "none"


def test_paper_has_the_legend_below_or_beside(open_page: Open, network: "nx.MultiGraph[str]") -> None:
    """On upright paper the legend is below the drawing, on lying paper beside it, and both are on the first sheet."""
    page = open_page(network)
    page.evaluate("() => { dispatchEvent(new Event('beforeprint')); }")
    page.emulate_media(media="print")
    place = "one => { const { top, bottom } = one.getBoundingClientRect(); return [top, bottom]; }"
    for width, height in ((703, 1032), (1032, 703)):
        page.set_viewport_size({"width": width, "height": height})
        (low, high), (top, bottom) = (page.locator(name).evaluate(place) for name in (".stage > svg", "#filters"))
        assert high - low > 500
        assert top > high if height > width else abs(top - low) < 3
        assert max(high, bottom) < height


def test_german_legend_keeps_words_whole(open_page: Open) -> None:
    """The longest German word for a type stands in one line of the legend."""
    graph: nx.MultiGraph[str] = nx.MultiGraph()
    graph.add_node("urn:a", label="A", types=(PG + "ResearchOrganisation",), type_label="Research organisation")
    name = open_page(graph, "de").locator(".choice .name").first
    expect(name).to_have_text("Forschungsorganisation")
    assert name.evaluate("name => name.clientHeight") < 25


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
    """Two openings have every entity at the same place, and the places are those of the layout, to two px."""
    drawn = []
    for _ in range(2):
        page = open_page(network)
        with page.expect_download() as download:
            page.locator("#export > summary").click()
            page.locator("[data-export=svg]").click()
        text = Path(download.value.path()).read_text(encoding="utf-8")
        drawn.append(re.findall(r'<g transform="translate\(([-\d.]+) ([-\d.]+)\) scale', text))
    laid = layout.positions(network)
    places = [laid[node] for node in sorted(network)]
    left, top = (min(values) for values in zip(*places, strict=True))
    assert drawn[0] == drawn[1]
    wanted = [(x - left + 90, y - top + 90) for x, y in places]
    moves = [math.dist(map(float, one), other) for one, other in zip(drawn[0], wanted, strict=True)]
    assert max(moves) < 2


def test_entities_can_move(open_page: Open, network: "nx.MultiGraph[str]") -> None:
    """A switch lets entities move by forces; without it they go back to where the file has them."""
    page = open_page(network)
    before = page.locator("canvas").evaluate(PICTURE)
    page.locator("#animate").check()
    page.wait_for_timeout(300)
    assert page.locator("canvas").evaluate(PICTURE) != before
    page.locator("#animate").uncheck()
    page.wait_for_function(f"before => ({PICTURE})(document.querySelector('canvas')) === before", arg=before)


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


@pytest.mark.parametrize("renderer", RENDERERS)
def test_paper_has_the_details_below_the_legend(open_page: Open, network: "nx.MultiGraph[str]", renderer: str) -> None:
    """On upright and on lying paper the details of what is selected lie below the legend and the drawing."""
    page = open_page(network, renderer=renderer, at="#entity=body:society-1")
    page.evaluate("() => { dispatchEvent(new Event('beforeprint')); }")
    page.emulate_media(media="print")
    place = "one => { const { top, bottom } = one.getBoundingClientRect(); return [top, bottom]; }"
    for width, height in ((703, 1032), (1032, 703)):
        page.set_viewport_size({"width": width, "height": height})
        drawing, legend, details = (page.locator(name).evaluate(place) for name in (".stage", "#filters", "#details"))
        assert details[0] >= max(drawing[1], legend[1])


def test_phone_has_dates_whole_in_the_table(open_page: Open) -> None:
    """On a phone no word of a date is broken in the table, and no date is cut."""
    graph: nx.MultiGraph[str] = nx.MultiGraph()
    graph.add_edge("urn:a", "urn:b", kind_label="k", start="2018-11-13", end="2018-11-16")
    graph.add_edge("urn:a", "urn:c", kind_label="k", start="2010-12", end="2014-09-30")
    page = open_page(graph, lang="de", width=390, height=844, device_scale_factor=2, has_touch=True)
    page.locator("[data-table=relations] summary").click()
    cells = page.locator("#relations .when .clip")
    expect(cells).to_have_text(["13. November 2018 bis 16. November 2018", "Dezember 2010 bis 30. September 2014"])
    over = (
        "all => all.filter(one => one.scrollHeight > one.clientHeight + 1 || one.scrollWidth > one.clientWidth).length"
    )
    assert cells.evaluate_all(over) == 0
    rows = """all => all.map(one => {
      const range = document.createRange();
      return [...one.textContent.matchAll(/[^ ]+/g)].filter(({ 0: word, index }) => {
        range.setStart(one.firstChild, index);
        range.setEnd(one.firstChild, index + word.length);
        return range.getClientRects().length > 1;
      }).length;
    })"""
    assert cells.evaluate_all(rows) == [0, 0]
