"""Nothing runs from labels, and the page is of use where scripts may not run or the network is empty."""

import re

import networkx as nx
import pytest
from playwright.sync_api import expect

from partnergraph import view
from partnergraph.view import words
from tests import synthetic
from tests.browser.conftest import INK, RENDERERS, SIDEWAYS, Heard, Open, OpenText, Shoot, find

EN = words.of()


GO = "hash => { location.hash = hash; }"


@pytest.mark.parametrize("renderer", RENDERERS)
def test_nothing_runs(open_page: Open, renderer: str) -> None:
    """No field of a hostile network runs anything: not on load, in search, details, paths, tables, exports or hover."""
    graph = synthetic.hostile()
    page = open_page(graph, renderer=renderer)
    for text in ("script", "onerror", "x", "proto"):
        page.locator("#search").fill(text)
        page.locator("#path-from").fill(text)
    for box in page.locator("#filters input[type=checkbox]:visible").all():
        box.click()
        box.click()
    page.locator("#drawing").focus()
    for _ in graph:
        page.keyboard.press("PageDown")
        page.keyboard.press("Enter")
        expect(page.locator("#details h2")).to_be_visible()
        page.locator("#details summary").first.click(timeout=1000) if page.locator("#details summary").count() else None
    for number in range(graph.number_of_edges()):
        page.evaluate(GO, f"relation=e{number}")
        expect(page.locator("#details .ends")).to_be_visible()
    page.evaluate(GO, "path-from=constructor&path-to=hasOwnProperty")
    expect(page.locator(".steps > li").first).to_be_visible()
    for kind in ("svg", "png", "csv"):
        page.locator("#export > summary").click()
        with page.expect_download():
            page.locator(f"[data-export={kind}]").click()
    for summary in page.locator("footer summary").all():
        summary.click()
    page.keyboard.press("Escape")
    for x in range(250, 1080, 60):
        page.mouse.move(x, 300)
    assert page.evaluate("() => window.__hit") is None
    assert page.locator("#details script, #hits script, img, svg[onload], [onerror], [onclick]").count() == 0
    addresses = page.locator("a[href]").evaluate_all("links => links.map(link => link.protocol)")
    assert set(addresses) <= {"http:", "https:", "file:"}


def test_network_that_hangs(open_page: Open, heard: Heard, network: "nx.MultiGraph[str]") -> None:
    """While every way to the network hangs the drawing is there all the same, and nothing was asked for."""
    page = open_page(network)
    page.context.set_offline(offline=False)
    page.route(re.compile("^https?:"), lambda route: heard.requests.append(route.request.url))  # and no answer
    page.reload()
    expect(page.locator("#play")).to_be_visible()
    assert page.locator("canvas").evaluate(INK) > 20_000
    assert heard.requests == []


@pytest.mark.parametrize("renderer", RENDERERS)
def test_every_relation_tells_what_it_rests_on(open_page: Open, network: "nx.MultiGraph[str]", renderer: str) -> None:
    """Each row of the table of relations has a source, a place in it and the day it was read."""
    page = open_page(network, renderer=renderer)
    page.locator("[data-table=relations] summary").click()
    expect(page.locator("#relations tbody tr").first).to_be_visible()
    rows = page.locator("#relations tbody tr").all_inner_texts()
    assert len(rows) == network.number_of_edges()
    rested = re.compile(r"Source document \d, read on 23 November 2026\s+section “Partners”, paragraph \d+")
    assert [row for row in rows if not rested.search(row)] == []
    disputed = sum(data["disputed"] for *_, data in network.edges(data=True))
    assert page.locator("#relations .disputed").count() == disputed > 0
    page.locator("[data-table=sources] summary").click()
    expect(page.locator("#sources li").first).to_be_visible()  # a table is filled when it is opened
    titles = {item.title for *_, data in network.edges(data=True) for item in data["evidence"]}
    assert titles <= set(page.locator("#sources li").all_inner_texts())


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


def test_long_label_leaves_room(open_page: Open) -> None:
    """A heading of 20,000 signs has three lines and the whole as its tooltip; the path names it by its beginning."""
    graph: nx.MultiGraph[str] = nx.MultiGraph()
    graph.add_node("urn:a", label="x" * 20_000)
    graph.add_node("urn:b", label="B")
    graph.add_edge("urn:a", "urn:b", kind_label="k")
    page = open_page(graph, at="#path-from=urn:a&path-to=urn:b")
    told = page.locator("#path-told")
    expect(told).to_have_text(f"1 step: {'x' * 79}… → B")
    expect(told).to_have_attribute("title", re.compile("x{20000} → B$"))
    find(page, "xxx")
    heading = page.locator("#details h2")
    expect(heading).to_have_attribute("title", "x" * 20_000)
    assert heading.evaluate("heading => heading.clientHeight") < 100


@pytest.mark.parametrize("renderer", RENDERERS)
def test_odd_networks(open_page: Open, renderer: str) -> None:
    """One entity, a relation of one with itself, and what has words but no class are drawn, counted and told apart."""
    graph: nx.MultiGraph[str] = nx.MultiGraph()
    graph.add_node("alone")
    page = open_page(graph, renderer=renderer)
    assert page.locator("canvas").evaluate(INK) > 50
    expect(page.locator("#details")).to_contain_text(EN.say("noRelations"))
    graph = nx.MultiGraph([("self", "self"), ("self", "other")])
    graph.add_nodes_from([("choir", {"type_label": "choir"}), ("نادي", {"type_label": "نادي"})])
    page = open_page(graph, renderer=renderer)
    assert page.locator("canvas").evaluate(INK) > 200
    names = page.locator("#filters li:has(.count) .name")
    assert sorted(names.all_text_contents()) == sorted([EN.say("entity"), EN.say("relation"), "choir", "نادي"])
    if renderer == "canvas":
        expect(page.locator("#scope span")).to_have_text(EN.say("scopeOpen", n=3))
    find(page, "self")
    expect(page.locator("#details .ties > li")).to_have_count(2)


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
    for row, count in (("edge", network.number_of_edges()), ("entity", network.number_of_nodes())):
        expect(page.locator(f"tr[data-{row}]:visible")).to_have_count(count)
    expect(page.locator(".sources li").first).to_be_visible()
    expect(page.locator("table:visible")).to_have_count(2)
    expect(page.locator("#filters li:visible")).to_have_count(len(kinds) + len(types))
    expect(page.locator("#filters svg").first).to_be_visible()
    expect(page.locator("#search")).to_be_hidden()
    shoot(page, "without-javascript")


def test_long_tables_come_in_pages(open_page: Open) -> None:
    """Beyond 100 rows a table is shown a page at a time; beyond 300 entities only a page with scripts has rows."""
    graph = synthetic.network(330)
    page = open_page(graph)
    edges = graph.number_of_edges()
    page.locator("[data-table=relations] summary").click()
    pager = page.locator("[data-table=relations] .pager")
    expect(pager.locator("span")).to_have_text(f"1 to 100 of {edges}")
    for _ in range(edges // 100):
        pager.get_by_role("button", name=EN.say("rowsAfter")).click()
    expect(page.locator("#relations tbody tr")).to_have_count(edges % 100)
    expect(pager.get_by_role("button", name=EN.say("rowsAfter"))).to_be_disabled()
    still = open_page(graph, java_script_enabled=False)
    expect(still.locator("noscript .message")).to_have_text(EN.say("tableNeedsScript", n=300))
    expect(still.locator("#filters li svg").first).to_be_visible()
    expect(still.locator("#relations")).to_be_hidden()


def test_works_inside_a_notebook(open_text: OpenText, network: "nx.MultiGraph[str]", shoot: Shoot) -> None:
    """In the frame of a notebook, which may only run scripts, the page works, and says that it can save no file."""
    page = open_text("<!DOCTYPE html>" + view.show(network)._repr_html_())
    frame = page.frame_locator("iframe")
    expect(frame.locator("#play")).to_be_visible()
    assert frame.locator("canvas").evaluate(INK) > 10_000
    frame.locator("#search").fill("institute 1")
    frame.locator("#search").press("Enter")
    expect(frame.locator("#details h2")).to_have_text("Institute 1")
    frame.get_by_role("checkbox", name="part of").uncheck()
    expect(frame.locator("#live")).to_contain_text("entities")
    frame.locator("#export > summary").click()
    expect(frame.locator("#export li")).to_have_text(EN.say("exportConfined"))
    shoot(page, "notebook")


def test_what_ties_is_cut_in_the_details(open_page: Open) -> None:
    """Of a name of 2,000 letters that ties two, and of as long a role, the details have the beginning."""
    graph: nx.MultiGraph[str] = nx.MultiGraph()
    graph.add_edge("urn:a", "urn:b", kind_label="k", via="urn:via", via_label="v" * 2_000, role="r" * 2_000)
    page = open_page(graph, at="#relation=0")
    about = page.locator("#details .about")
    assert about.evaluate("one => one.textContent.length") < 600
    assert "v" * 2_000 in str(about.locator("bdi[title]").nth(1).get_attribute("title"))
