"""Nothing runs from labels, and the page is of use where scripts may not run or the network is empty."""

import html

import networkx as nx
from playwright.sync_api import expect

from partnergraph import view
from partnergraph.view import words
from tests import synthetic
from tests.browser.conftest import INK, SIDEWAYS, Open, OpenText, Shoot, find

EN = words.of()


def test_nothing_runs(open_page: Open) -> None:
    """No field of a hostile network runs anything: not on load, in search, details, tables, filters or hover."""
    page = open_page(synthetic.hostile())
    for text in ("script", "onerror", "x", "proto"):
        page.locator("#search").fill(text)
    for box in page.locator("#filters input").all():
        box.click()
        box.click()
    page.locator("#drawing").focus()
    for _ in range(10):
        page.keyboard.press("PageDown")
        page.keyboard.press("Enter")
        expect(page.locator("#details h2")).to_be_visible()
        page.locator("#details summary").first.click(timeout=1000) if page.locator("#details summary").count() else None
    for summary in page.locator("footer summary").all():
        summary.click()
    for x in range(250, 1080, 60):
        page.mouse.move(x, 300)
    assert page.evaluate("() => window.__hit") is None
    assert page.locator("#details script, #hits script, img, svg[onload], [onerror], [onclick]").count() == 0
    addresses = page.locator("a[href]").evaluate_all("links => links.map(link => link.protocol)")
    assert set(addresses) <= {"http:", "https:", "file:"}


def test_hostile_ids_are_names_like_others(open_page: Open) -> None:
    """Nodes called constructor, toString, __proto__ and 1 are drawn, found and shown in the tables like others."""
    graph: nx.MultiGraph[str] = nx.MultiGraph()
    names = ["constructor", "toString", "__proto__", "1", "hasOwnProperty"]
    for one, other in zip(names, names[1:] + names[:1], strict=True):
        graph.add_edge(one, other, kind="__proto__", kind_label=f"tie of {one}")
    for name in names:
        graph.nodes[name].update(label=name, types=("constructor",), type_label="toString")
    page = open_page(graph)
    for name in names:
        find(page, name)
        expect(page.locator("#details h2")).to_have_text(name)
        expect(page.locator("#details .ties > li")).to_have_count(2)


def test_long_label_is_whole_in_the_details(open_page: Open) -> None:
    """A label of 20,000 letters is whole in the details and makes no page scroll sideways."""
    graph = synthetic.hostile()
    page = open_page(graph)
    find(page, "xxxx")
    assert len(page.locator("#details h2").inner_text()) == 20_000
    assert page.evaluate(SIDEWAYS) <= 0


def test_empty_network(open_page: Open, shoot: Shoot) -> None:
    """The page of an empty network says that it is empty."""
    page = open_page(nx.MultiGraph())
    expect(page.get_by_role("heading", name=EN.say("empty"))).to_be_visible()
    shoot(page, "empty")


def test_without_javascript(open_page: Open, shoot: Shoot, network: "nx.MultiGraph[str]") -> None:
    """Without JavaScript the legend and the tables can be read, and the page says what is missing."""
    page = open_page(network, java_script_enabled=False)
    expect(page.locator("noscript .message")).to_be_visible()
    types = {data["type_label"] for _, data in network.nodes(data=True)}
    kinds = {data["kind_label"] for *_, data in network.edges(data=True)}
    for row in (page.locator("#relations tbody tr"), page.locator("#entities tbody tr")):
        expect(row.first).to_be_visible()
        expect(row.last).to_be_visible()
    expect(page.locator("#sources li").first).to_be_visible()
    expect(page.locator("#filters li:visible")).to_have_count(len(kinds) + len(types))
    expect(page.locator("#filters svg").first).to_be_visible()
    expect(page.locator("#search")).to_be_hidden()
    shoot(page, "without-javascript")


def test_works_inside_a_sandboxed_frame(open_text: OpenText, network: "nx.MultiGraph[str]") -> None:
    """In a frame that may only run scripts, as notebooks make them, the drawing is there."""
    inside = html.escape(view.html(network))
    page = open_text(
        f'<!DOCTYPE html><iframe sandbox="allow-scripts" width="1200" height="700" srcdoc="{inside}"></iframe>'
    )
    expect(page.frame_locator("iframe").locator("canvas")).to_be_visible()
    assert page.frame_locator("iframe").locator("canvas").evaluate(INK) > 10_000
