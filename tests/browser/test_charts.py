"""The charts of the page: the numbers that Python counts, for what the filters leave, in both drawings."""

import csv
import io
import xml.etree.ElementTree as ET
from pathlib import Path

import networkx as nx
import pytest
from playwright.sync_api import Page, expect

import partnergraph as pg
from partnergraph import chart
from partnergraph.chart import figure, mixing
from partnergraph.drawing import layout
from partnergraph.networks import bond
from partnergraph.view import words
from tests import synthetic
from tests.browser.conftest import RENDERERS, SIDEWAYS, Open, Shoot, find
from tests.browser.expected import MOMENTS, Filters, left

EN = words.of()
ROWS = """() => [...document.querySelectorAll("#numbers tbody tr")].map(
    (row) => [...row.cells].map((cell) => cell.textContent))"""

SIZES = """(all) => all.map((text) => {
    const { a, b } = text.getScreenCTM();
    return parseFloat(getComputedStyle(text).fontSize) * Math.hypot(a, b);
})"""


@pytest.fixture(scope="module")
def network() -> "nx.MultiGraph[str]":
    """Give a network of 60 nodes with countries, and lines between bodies alone."""
    graph = synthetic.network(60)
    for number, node in enumerate(sorted(graph)):
        graph.nodes[node]["country"] = ("AT", "BE", "DE", "")[number % 4]
    for *_, data in graph.edges(data=True):
        data["moment"] = data["kind"].endswith(MOMENTS)
    return graph


def shown(page: Page, name: str) -> list[list[str]]:
    """Choose a chart and give the rows of its table."""
    page.locator("#chart").select_option(name)
    return list(page.evaluate(ROWS))


def numbers(found: chart.Chart) -> list[list[float]]:
    """Give the numbers of a chart in the order of the rows of the page."""
    known = {"year", "begun", "in_force", "ended", "partners", "share_or_more", "weight"}
    fields = known | (set() if isinstance(found, mixing.Mixing) else {"bodies"})
    rows = chart.table(found).records()
    return [[float(str(value)) for name, value in row.items() if name in fields] for row in rows]


def agree(page: Page, graph: "nx.MultiGraph[str]") -> None:
    """Compare the tables of all charts with those of Python."""
    places = {"timeline": (0, 2, 3, 4), "degrees": (0, 1, 2)}
    for name in ("timeline", "degrees", "country", "type", "community"):
        rows = [[float(row[at].replace(",", "")) for at in places.get(name, (2,))] for row in shown(page, name)]
        assert rows == [pytest.approx(each, abs=0.0006) for each in numbers(drawn(graph, name))], name


def drawn(graph: "nx.MultiGraph[str]", name: str) -> chart.Chart:
    """Give a chart by its name on the page."""
    if name == "timeline":
        return chart.timeline(graph)
    return chart.degrees(graph) if name == "degrees" else chart.groups(graph, name)  # type: ignore[arg-type]


def grouped(graph: "nx.MultiGraph[str]") -> "nx.MultiGraph[str]":
    """Give a network in the groups that a canvas draws as discs."""
    made = graph.copy()
    made.graph["group_by"] = "community"
    for node, number in layout.groups(graph, discs=True).items():
        made.nodes[node]["group"] = str(number)
    return made


def within(graph: "nx.MultiGraph[str]", filters: Filters) -> "nx.MultiGraph[str]":
    """Give what some filters leave, as a network of its own; groups stay those of the whole."""
    found = left(graph, filters)
    part: nx.MultiGraph[str] = nx.MultiGraph()
    part.add_nodes_from((node, graph.nodes[node]) for node in found.nodes)
    part.add_edges_from(found.edges)
    return part


@pytest.mark.parametrize("renderer", RENDERERS)
def test_charts_count_what_python_counts(open_page: Open, network: "nx.MultiGraph[str]", renderer: str) -> None:
    """Every chart of the page has Python's numbers, and follows the filters: a kind that is hidden, and years."""
    page = open_page(network, renderer=renderer)
    page.keyboard.press("c")
    expect(page.locator("#picture > svg")).to_be_visible()
    agree(page, grouped(network) if renderer == "canvas" else network)
    page.keyboard.press("Escape")
    expect(page.locator("#charts")).to_be_hidden()
    page.get_by_role("checkbox", name="part of").uncheck()
    page.locator("#from-year").fill("2016")
    page.get_by_role("button", name="Charts").click()
    part = within(network, Filters(kinds=frozenset({"part of"}), first=2016))
    rows = [[float(cell.replace(",", "")) for cell in row] for row in shown(page, "degrees")]
    assert rows == [pytest.approx(each, abs=0.0006) for each in numbers(chart.degrees(part))]
    assert [(row[0], row[1].lower()) for row in shown(page, "timeline")] == [
        (str(row["year"]), str(row["kind"]).lower())
        for row in chart.table(chart.timeline(part)).records()
        if int(str(row["year"])) >= 2016
    ]
    expect(page.locator("#picture desc")).to_contain_text(
        "Filtered: without relations of kind part of; in force from 2016. "
    )


def test_pairs_are_counted_as_they_are(open_page: Open) -> None:
    """On a page of pairs a tie weighs what its line does; of many groups as many are drawn as are in sight at once."""
    graph: nx.MultiGraph[str] = nx.MultiGraph()
    for number in range(30):
        one, other = f"urn:a{number:02}", f"urn:b{number:02}"
        graph.add_edge(one, other, kind="k", start="2014", weight=number + 0.25)
        graph.nodes[one].update(label=f"A{number}", type_label=f"Sort {number:02}")
    page = open_page(graph)
    page.get_by_role("button", name="Charts").click()
    agree(page, graph)
    found = chart.groups(graph, "type")
    for height, most in ((1400, figure.MOST), (500, 6)):
        page.set_viewport_size({"width": 1280, "height": height})
        page.locator("#chart").select_option("degrees")
        page.locator("#chart").select_option("type")
        merged = mixing.merged(found, most)
        expect(page.locator("#picture rect")).to_have_count(1 + len(merged.groups) ** 2)
        rest = max(group.stands_for for group in merged.groups)
        expect(page.locator("#picture text", has_text=f"+{rest}")).to_have_count(1)


def test_a_body_has_the_partners_that_the_chart_counts(open_page: Open, network: "nx.MultiGraph[str]") -> None:
    """The line below an entity tells how much it is tied to directly, and of a body its degree."""
    nodes = {data["label"]: node for node, data in network.nodes(data=True)}
    page = open_page(network, renderer="canvas")
    for label in ("Society 1", "Joint session 1"):
        find(page, label.lower())
        node = nodes[label]
        tied, bodies = EN.say("scopeEgo", n=len(set(network[node]) - {node})), bond.partners(network).get(node)
        said = tied if bodies is None else EN.say("scopePartners", n=bodies, tied=tied)
        expect(page.locator("#scope span")).to_have_text(said)


def test_what_was_left_out_counts(open_page: Open) -> None:
    """A page of some countries has Python's numbers too: a project ties as many as it does, also those left out."""
    with pg.open() as graph:
        part = graph.network(networks=["projects", "units", "funding"], countries=["AT", "BE"])
    page = open_page(part)
    page.keyboard.press("c")
    agree(page, part)


def test_charts_are_saved(open_page: Open, network: "nx.MultiGraph[str]", tmp_path: Path) -> None:
    """What is saved is the table as CSV, and a picture of its own that tells its title."""
    page = open_page(network)
    page.keyboard.press("c")
    rows = shown(page, "degrees")
    for kind in ("csv", "svg"):
        with page.expect_download() as saving:
            page.locator(f"[data-chart={kind}]").click()
        saving.value.save_as(tmp_path / f"chart.{kind}")
    read = list(csv.reader(io.StringIO((tmp_path / "chart.csv").read_text(encoding="utf-8-sig"))))
    assert [row[:2] for row in read[1:]] == [row[:2] for row in rows]
    root = ET.parse(tmp_path / "chart.svg").getroot()
    assert str(root.get("aria-label")).startswith("Degree distribution: ")
    assert len(root.findall(".//{http://www.w3.org/2000/svg}circle")) == len([row for row in rows if row[0] != "0"])


def test_charts_of_nothing(open_page: Open) -> None:
    """A network without ties, dates and countries has charts that say so."""
    graph: nx.MultiGraph[str] = nx.MultiGraph()
    graph.add_node("urn:a")
    page = open_page(graph)
    page.keyboard.press("c")
    expect(page.locator("#picture")).to_contain_text("Nothing has a date.")
    assert shown(page, "country") == []
    expect(page.locator("#picture")).to_contain_text("No two bodies are tied.")


def test_a_far_year_is_drawn_as_python_draws_it(open_page: Open) -> None:
    """With a year far away columns are of several years, and their numbers are Python's."""
    graph: nx.MultiGraph[str] = nx.MultiGraph()
    for start in ("2014", "2019", "9999"):
        graph.add_edge("urn:a", "urn:b", kind="k", kind_label="k", start=start, end=start)
    page = open_page(graph)
    expect(page.locator("#histogram rect")).to_have_count(200)
    assert page.locator("#timeline .scale span").count() <= 8
    page.keyboard.press("c")
    expect(page.locator("#picture title", has_text="2000–2049, Begun: k 2")).to_have_count(1)
    expect(page.locator("#picture")).to_contain_text("One column is 50 years")
    assert page.locator("#picture rect").count() < 20


@pytest.mark.parametrize(("scheme", "width"), [("light", 1400), ("dark", 1400), ("light", 390)])
def test_charts_fit(open_page: Open, network: "nx.MultiGraph[str]", shoot: Shoot, scheme: str, width: int) -> None:
    """On any screen nothing moves sideways, no letter is below 12 px, and the picture is in the page's language."""
    page = open_page(network, lang="de", scheme=scheme, width=width)
    page.keyboard.press("c")
    for name in ("timeline", "country", "type", "community", "degrees"):
        shown(page, name)
        assert page.evaluate(SIDEWAYS) == 0
        assert (
            page.evaluate(
                "() => { const it = document.querySelector('#picture'); return it.scrollWidth - it.clientWidth; }"
            )
            == 0
        )
        sizes = page.locator("#picture text").evaluate_all(SIZES)
        assert min(sizes) > 11.9
        shoot(page, f"chart-{name}-{scheme}-{width}")
    expect(page.locator("#picture")).to_contain_text("Einrichtungen")


ANEW = """() => {
    window.drawn = 0;
    new MutationObserver(() => { window.drawn += 1; }).observe(document.querySelector("#picture"), { childList: true });
}"""
SETTLED = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 50))))"


def test_a_chart_is_drawn_once(open_page: Open, network: "nx.MultiGraph[str]") -> None:
    """A chart that is chosen is drawn once, though the dialog grows with it; a narrow screen draws it anew."""
    page = open_page(network)
    page.keyboard.press("c")
    page.evaluate(SETTLED)
    page.evaluate(ANEW)
    for count, name in enumerate(("degrees", "type", "timeline"), start=1):
        shown(page, name)
        page.evaluate(SETTLED)
        assert page.evaluate("() => window.drawn") == count
    page.set_viewport_size({"width": 700, "height": 860})
    page.evaluate(SETTLED)
    assert page.evaluate("() => window.drawn") > 3


@pytest.mark.parametrize(("width", "height"), [(1440, 900), (1280, 720)])
def test_a_chart_is_seen_whole(open_page: Open, network: "nx.MultiGraph[str]", width: int, height: int) -> None:
    """The timeline with its axes and the distribution of degrees are seen at once, without scrolling."""
    page = open_page(network, width=width, height=height)
    page.keyboard.press("c")
    for name in ("timeline", "degrees"):
        shown(page, name)
        for box in ("#picture", "#charts"):
            over = page.locator(box).evaluate("box => box.scrollHeight - box.clientHeight")
            assert over <= 0, (name, box)
