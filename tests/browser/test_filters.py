"""Strength, timeline and address: counts are those that Python counts, and a link shows the same picture."""

import re

import networkx as nx
import pytest
from playwright.sync_api import Page, expect

from partnergraph.view import words
from tests.browser.conftest import PICTURE, RENDERERS, Open, find
from tests.browser.expected import Filters, left, years

EN = words.of()


def legend(page: Page) -> dict[str, int]:
    """Give the counts of the legend by label, in small letters."""
    rows = page.locator("#filters li:has(.count)").all_inner_texts()
    return {label.strip().lower(): int(count) for label, count in (row.rsplit("\n", 1) for row in rows)}


def agree(page: Page, graph: "nx.MultiGraph[str]", filters: Filters) -> None:
    """Compare heading, legend, table, announcement and histogram with what Python counts."""
    found = left(graph, filters)
    expect(page.locator("#counts")).to_have_text(found.counted(graph))
    expect(page.locator("#live")).to_contain_text(f"{len(found.nodes)} of")
    expect(page.locator("[data-table=relations] summary")).to_have_text(EN.say("relationsTable", n=len(found.edges)))
    expect(page.locator("[data-table=entities] summary")).to_have_text(EN.say("entitiesTable", n=len(found.nodes)))
    shown = legend(page)
    assert {label: count for label, count in shown.items() if count} == {
        label.lower(): count for label, count in (found.types + found.kinds).items()
    }


@pytest.mark.parametrize("renderer", RENDERERS)
def test_a_pair_is_not_in_force_while_nothing_tied_it(open_page: Open, renderer: str) -> None:
    """In the years between its spells a pair is not shown; its details tell each of them, and the bars count it so."""
    graph: nx.MultiGraph[str] = nx.MultiGraph()
    graph.add_edge("urn:a", "urn:b", kind="k", start="2010", end="", spells=(("2010", "2012"), ("2016", "")))
    graph.add_edge("urn:b", "urn:c", kind="k", start="2013", end="2014")
    page = open_page(graph, renderer=renderer)
    counts = (1, 1, 1, 1, 1, 0, 1)
    bars = [EN.say("yearCount", year=str(year), n=n) for year, n in enumerate(counts, 2010)]
    assert page.locator("#histogram title").all_text_contents() == bars
    page.locator("#from-year").fill("2013")
    page.locator("#to-year").fill("2015")
    expect(page.locator("[data-table=relations] summary")).to_have_text(EN.say("relationsTable", n=1))
    page.locator("#to-year").fill("2016")
    expect(page.locator("[data-table=relations] summary")).to_have_text(EN.say("relationsTable", n=2))
    find(page, "urn:a")
    expect(page.locator("#details")).to_contain_text("2010 to 2012, since 2016")


@pytest.mark.parametrize("renderer", RENDERERS)
def test_timeline_and_strength(open_page: Open, network: "nx.MultiGraph[str]", renderer: str) -> None:
    """Years, undated relations and strength leave what Python counts; what has no end goes on, an event does not."""
    page = open_page(network, renderer=renderer)
    low, high = min(years(network)), max(years(network))
    expect(page.locator("#window")).to_have_text(f"{low} to {high}")
    page.locator("#from-year").fill("2016")
    agree(page, network, Filters(first=2016))
    page.locator("#to-year").fill("2017")
    agree(page, network, Filters(first=2016, last=2017))
    expect(page.locator("#window")).to_have_text("2016 to 2017")
    page.locator("#undated").uncheck()
    agree(page, network, Filters(first=2016, last=2017, undated=False))
    page.locator("#all-years").click()
    agree(page, network, Filters(undated=False))
    page.locator("#undated").check()
    steps = sorted({data["weight"] for *_, data in network.edges(data=True)})
    page.locator("#least").fill(str(steps.index(3.0)))
    expect(page.locator("[for=least]")).to_have_text("At least 3")
    agree(page, network, Filters(least=3.0))
    page.get_by_role("checkbox", name="part of").uncheck()
    agree(page, network, Filters(least=3.0, kinds=frozenset({"part of"})))
    find(page, "society 1")
    own = [edge for edge in left(network, Filters(least=3.0, kinds=frozenset({"part of"}))).edges if edge[0] != edge[1]]
    society = next(node for node in network if network.nodes[node]["label"] == "Society 1")
    expect(page.locator("#details .ties > li")).to_have_count(sum(society in edge[:2] for edge in own))


def test_histogram(open_page: Open, network: "nx.MultiGraph[str]") -> None:
    """Each bar tells how many relations are in force in its year."""
    page = open_page(network)
    told = page.locator("#histogram title").all_text_contents()
    low, high = min(years(network)), max(years(network))
    wanted = [
        EN.say("yearCount", year=str(year), n=len(left(network, Filters(first=year, last=year, undated=False)).edges))
        for year in range(low, high + 1)
    ]
    assert told == wanted


def test_axis_begins_where_much_begins(open_page: Open) -> None:
    """An early year that little begins in is told beside the axis; a press shows it, a window before it too."""
    graph: nx.MultiGraph[str] = nx.MultiGraph()
    for number, start in enumerate(("1905", *(str(2000 + year) for year in range(20)))):
        graph.add_edge("urn:a", f"urn:{number}", kind="k", start=start)
    page = open_page(graph)
    bars, earlier = page.locator("#histogram rect"), page.locator("#earlier")
    expect(bars).to_have_count(20)
    expect(page.locator("#window")).to_have_text("1905 to 2019")
    expect(page.locator("#counts")).to_contain_text("21 of 21 relations")
    expect(earlier).to_have_text("1 begins before 2000")
    earlier.click()
    expect(bars).to_have_count(115)
    page.locator("#from-year").fill("1950")
    expect(page.locator("#window")).to_have_text("1950 to 2019")
    earlier.click()
    expect(bars).to_have_count(20)
    expect(page.locator("#window")).to_have_text("1905 to 2019")
    page.evaluate("() => { location.hash = 'to=1910'; }")
    expect(bars).to_have_count(115)
    expect(page.locator("#counts")).to_contain_text("1 of 21 relations")


def test_figures_follow_the_filters(open_page: Open) -> None:
    """What begins before the axis is counted of what is shown; details of what is filtered out say so."""
    graph: nx.MultiGraph[str] = nx.MultiGraph()
    for number, start in enumerate(("1905", *(str(2000 + year) for year in range(20)))):
        graph.add_node(f"urn:{number}", label=f"Body {number}", type="urn:late" if number else "urn:early")
        graph.add_edge("urn:a", f"urn:{number}", kind="k", start=start)
    page = open_page(graph, at="#entity=urn:0")
    earlier = page.locator("#earlier")
    expect(earlier).to_have_text("1 begins before 2000")
    page.locator("[data-none=kind]").click()
    expect(earlier).to_be_hidden()
    expect(page.locator("#details")).to_contain_text(EN.say("noRelations"))
    page.locator("[data-none=type]").click()
    expect(page.locator("#details .hint")).to_have_text(EN.say("selectedHidden"))
    page.locator("#details").get_by_role("button", name=EN.say("liftFilters")).click()
    expect(earlier).to_have_text("1 begins before 2000")
    expect(page.locator("#details .hint")).to_have_count(0)


def test_lists_and_cells_are_read_whole(open_page: Open) -> None:
    """A long list is folded and tells what of it is filtered out; a long role is not cut; what is empty says so."""
    graph: nx.MultiGraph[str] = nx.MultiGraph()
    for number in range(11):
        graph.add_node(f"urn:{number}", type_label=f"Type {number:02}")
        graph.add_edge("urn:0", f"urn:{number}", kind="k", role="a role that is long " * 8)
    page = open_page(graph, width=390, height=844)
    page.get_by_role("button", name=EN.say("filters"), exact=True).click()
    lines, more = page.locator("[data-type]:visible"), page.locator("[data-fold=type]")
    expect(lines).to_have_count(6)
    expect(more).to_have_text(EN.say("linesMore", n=5))
    more.click()
    expect(lines).to_have_count(11)
    lines.last.uncheck()
    more.click()
    expect(lines).to_have_count(6)
    expect(more).to_have_text(EN.say("linesMoreHidden", n=5, hidden=1))
    page.locator("[data-table=relations] summary").click()
    whole = "all => all.every(({ scrollHeight, clientHeight }) => scrollHeight <= clientHeight + 1)"
    assert page.locator("#relations .clip").evaluate_all(whole)
    page.locator("[data-table=sources] summary").click()
    expect(page.locator("#sources")).to_have_text(EN.say("noEvidence"))


def test_handles_keep_their_order(open_page: Open, network: "nx.MultiGraph[str]") -> None:
    """A handle that is moved past the other takes it along, by keys too."""
    page = open_page(network)
    page.locator("#to-year").fill("2015")
    page.locator("#from-year").fill("2017")
    expect(page.locator("#window")).to_have_text("2017")
    page.locator("#to-year").focus()
    page.keyboard.press("ArrowLeft")
    expect(page.locator("#window")).to_have_text("2016")


def test_film(open_page: Open, network: "nx.MultiGraph[str]") -> None:
    """Play goes to the last year by itself and can be paused; where motion is not wanted each press is one step."""
    page = open_page(network)
    page.locator("#play").click()
    expect(page.locator("#play")).to_have_text(EN.say("pause"))
    expect(page.locator("#window")).to_have_text("2014")
    page.locator("#play").click()
    expect(page.locator("#play")).to_have_text(EN.say("play"))
    page.locator("#play").click()
    expect(page.locator("#window")).to_have_text("2014 to 2018")
    expect(page.locator("#play")).to_have_text(EN.say("play"))  # it has come to the end, and leaves no filter on
    expect(page.locator("#all-years")).to_be_hidden()
    expect(page.locator("#counts")).to_have_text(left(network, Filters()).counted(network))
    still = open_page(network, reduced_motion="reduce")
    expect(still.locator("#play")).to_have_text(EN.say("nextYear"))
    for window in ("2014", "2014 to 2015", "2014 to 2016", "2014 to 2017", "2014 to 2018"):
        still.locator("#play").click()
        expect(still.locator("#window")).to_have_text(re.compile(window))


def test_address_restores(open_page: Open, network: "nx.MultiGraph[str]") -> None:
    """A link shows the same filters, years, strength, selection, theme and view; back and forward go through steps."""
    page = open_page(network)
    page.get_by_role("checkbox", name="part of").uncheck()
    page.locator("#from-year").fill("2016")
    page.locator("#least").fill("1")
    page.locator("#theme").click()
    page.locator("#drawing").focus()
    page.keyboard.press("+")
    page.wait_for_url(re.compile("at="))
    find(page, "institute 1")
    page.wait_for_url(re.compile("entity=body:institute-1"))
    link = page.url[page.url.index("#") :]
    again, once_more = open_page(network, at=link), open_page(network, at=link)
    for one in (page, again, once_more):
        expect(one.locator("#details h2")).to_have_text("Institute 1")
        expect(one.locator("#theme")).to_have_text("Theme: light")
        expect(one.locator("#window")).to_have_text("2016 to 2018")
        assert one.url.endswith(link)
        assert one.locator("#counts").inner_text() == page.locator("#counts").inner_text()
    assert again.locator("canvas").evaluate(PICTURE) == once_more.locator("canvas").evaluate(PICTURE)
    page.go_back()
    expect(page.locator("#details .head")).to_have_count(0)
    page.go_forward()
    expect(page.locator("#details h2")).to_have_text("Institute 1")


def test_address_says_what_it_cannot_follow(open_page: Open, network: "nx.MultiGraph[str]") -> None:
    """An entity that is not there is told until the reader closes it or goes on; a relation goes by its number."""
    page = open_page(network, at="#entity=nope&from=2017&to=2015")
    told = page.locator("#astray")
    expect(told).to_contain_text("entity=nope")
    expect(page.locator("#window")).to_have_text("2015 to 2017")
    told.get_by_role("button").click()
    expect(told).to_be_hidden()
    page.evaluate("() => { location.hash = 'relation=99999'; }")
    expect(told).to_contain_text("relation=99999")
    page.evaluate("() => { location.hash = 'relation=3'; }")
    expect(told).to_be_hidden()
    expect(page.locator("#details .ends")).to_be_visible()


@pytest.mark.parametrize(
    "hostile",
    [
        "#entity=<script>window.__hit=1</script>&theme=javascript:window.__hit=1&without=__proto__",
        "#at=NaN 1e999 -1&from=x&to=99999&least=Infinity&relation=constructor&path-from=toString&path-to=%00",
        "#" + "without=a&" * 5000 + "%E0%A4%A",
    ],
)
def test_hostile_addresses(open_page: Open, network: "nx.MultiGraph[str]", hostile: str) -> None:
    """An address that makes no sense opens the page as it is without one."""
    page = open_page(network, at=hostile)
    expect(page.locator("#counts")).to_have_text(left(network, Filters()).counted(network))
    expect(page.locator("#details .head")).to_have_count(0)
    assert page.evaluate("() => window.__hit") is None
