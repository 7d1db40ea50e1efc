"""Paths: equal to those of networkx on what is shown, each step told with what it rests on, or why there is none."""

import random
import re

import networkx as nx
import pytest
from playwright.sync_api import Page, expect

from partnergraph.view import words
from tests.browser.conftest import DRAWN, PICTURE, RENDERERS, Open, find
from tests.browser.expected import Filters, left, path

EN = words.of()
GO = "hash => { location.hash = hash; }"


def steps(page: Page) -> list[str]:
    """Give the names along the path that the details show."""
    pairs = [
        item.locator("p").first.get_by_role("button").all_inner_texts() for item in page.locator(".steps > li").all()
    ]
    assert [pair[1] for pair in pairs[:-1]] == [pair[0] for pair in pairs[1:]]
    return [pairs[0][0], *(pair[1] for pair in pairs)]


def test_paths_are_those_of_networkx(open_page: Open, network: "nx.MultiGraph[str]") -> None:
    """On the whole and on a filtered network paths are the shortest, of these the strongest, then the first by IRI."""
    page = open_page(network)
    chance = random.Random(5)  # noqa: S311 (a choice of pairs, no secret)
    short = {node: node.split("/id/")[1].replace("/", ":", 1) for node in network}
    for filters, asked in ((Filters(), ""), (Filters(first=2017, last=2017, least=2.0), "from=2017&to=2017&least=2&")):
        graph = left(network, filters).simple()
        for start, end in (chance.sample(sorted(graph), 2) for _ in range(8)):
            page.evaluate(GO, f"{asked}path-from={short[start]}&path-to={short[end]}")
            wanted = path(graph, start, end)
            if wanted:
                expect(page.locator("#details h2")).to_have_text(f"Path: {EN.say('pathSteps', n=len(wanted) - 1)}")
                assert steps(page) == [network.nodes[node]["label"] for node in wanted]
            else:
                expect(page.locator("#path-told")).to_contain_text("No path")


def test_path_by_fields(open_page: Open, network: "nx.MultiGraph[str]") -> None:
    """Two fields give a path of numbered steps with kind, years and source; the drawing shows it, Escape ends it."""
    page = open_page(network)
    before = page.locator("canvas").evaluate(PICTURE)
    page.locator("#path-from").fill("survey 1")
    page.keyboard.press("Enter")
    expect(page.locator("#path-told")).to_have_text(EN.say("pathToMissing"))
    page.locator("#path-to").fill("project 2")
    page.keyboard.press("Enter")
    expect(page.locator("#path-told")).to_contain_text(re.compile(r"\d steps?: Survey 1 → .* → Project 2"))
    expect(page.locator("#live")).to_contain_text("Survey 1 → ")
    first = page.locator(".steps > li").first
    expect(first).to_contain_text(re.compile("runs survey", re.IGNORECASE))
    expect(first).to_contain_text(re.compile(r"Source document \d, read on 23 November 2026"))
    expect(first).to_contain_text("section “Partners”, paragraph")
    assert page.locator("canvas").evaluate(PICTURE) != before
    page.locator("h1").click()
    page.keyboard.press("Escape")
    expect(page.locator("#path-from")).to_have_value("")
    expect(page.locator(".steps")).to_have_count(0)


def test_path_from_the_details(open_page: Open, network: "nx.MultiGraph[str]") -> None:
    """The details of two entities begin and end a path; an emptied field takes its end away."""
    page = open_page(network)
    find(page, "institute 1")
    page.get_by_role("button", name=EN.say("pathFromHere")).click()
    find(page, "topic 1")
    page.get_by_role("button", name=EN.say("pathToHere")).click()
    expect(page.locator("#details h2")).to_contain_text("Path: ")
    assert [steps(page)[0], steps(page)[-1]] == ["Institute 1", "Topic 1"]
    page.locator("#path-to").fill("")
    page.keyboard.press("Tab")
    expect(page.locator(".steps")).to_have_count(0)
    expect(page.locator("#path-from")).to_have_value("Institute 1")


def test_why_there_is_no_path(open_page: Open) -> None:
    """Without a path the page says why: an end is hidden, the filters cut it, nothing connects, both are the same."""
    graph: nx.MultiGraph[str] = nx.MultiGraph()
    for name, sort in (("a", "one"), ("b", "two"), ("c", "one"), ("d", "one")):
        graph.add_node(f"urn:{name}", label=name.upper(), types=(f"urn:{sort}",), type_label=sort)
    graph.add_edge("urn:a", "urn:b", kind_label="tie")
    graph.add_edge("urn:b", "urn:c", kind_label="tie")
    page = open_page(graph)
    told = page.locator("#path-told")
    for hash_, reason in (
        ("path-from=urn:a&path-to=urn:a", EN.say("pathSame")),
        ("path-from=urn:a&path-to=urn:d", EN.say("pathNone")),
        ("path-from=urn:a&path-to=urn:b&without=urn:two", EN.say("pathHidden", label="B")),
        ("path-from=urn:a&path-to=urn:c&without=urn:two", EN.say("pathFiltered", n=2)),
    ):
        page.evaluate(GO, hash_)
        expect(told).to_have_text(reason)
        expect(page.locator("#details .hint").first).to_have_text(reason)
    page.locator("#path-lift").click()
    expect(told).to_have_text("2 steps: A → B → C")


@pytest.mark.parametrize("renderer", RENDERERS)
def test_path_comes_into_view(open_page: Open, network: "nx.MultiGraph[str]", renderer: str) -> None:
    """A path is brought into view, larger than the whole is; without it the picture is where it had been."""
    page = open_page(network, renderer=renderer)
    before = page.locator("canvas").evaluate(PICTURE)
    page.evaluate(GO, "path-from=body:society-1&path-to=topic:topic-3")
    expect(page.locator(".steps > li").first).to_be_visible()
    page.locator("#drawing").focus()
    expect(page).to_have_url(re.compile("path-from"))
    page.locator("#path-clear").click()
    expect(page.locator(".steps")).to_have_count(0)
    page.locator("h1").click()
    assert page.locator("canvas").evaluate(PICTURE) == before


@pytest.mark.parametrize(("width", "height"), [(1400, 860), (390, 844)])
@pytest.mark.parametrize("renderer", RENDERERS)
def test_path_is_named_and_in_sight(
    open_page: Open, network: "nx.MultiGraph[str]", renderer: str, width: int, height: int
) -> None:
    """A link to a path shows all its entities with their names, on a phone above the sheet that tells of it."""
    page = open_page(network, renderer=renderer, width=width, height=height)
    page.evaluate(DRAWN)
    page.evaluate(GO, "path-from=body:society-1&path-to=topic:topic-3")
    expect(page.locator(".steps > li").first).to_be_visible()
    page.wait_for_timeout(300)  # for the drawing, which follows the sheet
    size, line = (page.locator(name).bounding_box() for name in ("#drawing", "#scope"))
    assert size
    low = line["y"] - size["y"] if line else size["height"]
    drawn = {name: (x, y) for name, x, y in page.evaluate("() => window.drawn")}
    for x, y in (drawn[name] for name in steps(page)):
        assert 0 < x < size["width"]
        assert 0 < y < low


@pytest.mark.parametrize(("width", "height"), [(1400, 860), (390, 844)])
def test_hits_of_an_end_are_cut_by_nothing(
    open_page: Open, network: "nx.MultiGraph[str]", width: int, height: int
) -> None:
    """What is found for an end of the path lies on the screen as a whole, above all panels, and can be chosen there."""
    page = open_page(network, width=width, height=height)
    if width < 900:
        page.get_by_role("button", name="Filters").click()
    page.locator("#path-from").fill("society")
    hits = page.locator("#path-from-hits")
    expect(hits).to_be_visible()
    box = hits.bounding_box()
    assert box
    assert box["x"] >= 0
    assert box["y"] >= 0
    assert box["x"] + box["width"] <= width
    assert box["y"] + box["height"] <= height
    assert box["height"] > 250
    for place in (0.02, 0.5, 0.98):
        at = (box["x"] + box["width"] - 30, box["y"] + place * box["height"])
        assert page.evaluate("([x, y]) => Boolean(document.elementFromPoint(x, y).closest('#path-from-hits'))", at)
    page.get_by_role("option").nth(2).click()
    expect(page.locator("#path-from")).not_to_have_value("society")
