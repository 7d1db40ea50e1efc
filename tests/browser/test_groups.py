"""Groups that were asked for: each is drawn apart from the others and named, by both ways of drawing."""

import math
from collections import Counter
from itertools import combinations
from pathlib import Path
from xml.etree import ElementTree as ET

import networkx as nx
import pytest
from playwright.sync_api import Browser, Page

from partnergraph.drawing import layout
from partnergraph.networks import grouping
from partnergraph.networks.wish import By
from partnergraph.view import words
from tests import synthetic
from tests.browser.conftest import Open, find

EN = words.of()
COUNTRIES = {"AT": "Austria", "BE": "Belgium", "DE": "Germany", "FR": "France", "GR": "Greece", "": EN.say("noCountry")}
SVG = "{http://www.w3.org/2000/svg}"
COVERED = """() => {
  const boxes = (selector, rim) => Array.from(document.querySelectorAll(selector), (one) => {
    const { left, top, right, bottom } = one.getBoundingClientRect();
    const name = one.textContent || "mark";
    return { name, left: left + rim, top: top + rim, right: right - rim, bottom: bottom - rim };
  });
  const texts = boxes("g[font-size] > text", 3);
  const marks = boxes('g[stroke] > g > path[fill-opacity="1"]:last-child', 1);
  const apart = (one, two) =>
    one.left >= two.right || two.left >= one.right || one.top >= two.bottom || two.top >= one.bottom;
  return texts.flatMap((one, place) => [...texts.slice(place + 1), ...marks]
    .filter((two) => !apart(one, two)).map((two) => `${one.name} on ${two.name}`));
}"""


def drawn(page: Page) -> tuple[str, ET.Element]:
    """Save what is drawn as SVG, and give its address and content."""
    page.locator("#export > summary").click()
    with page.expect_download() as download:
        page.locator("[data-export=svg]").click()
    path = Path(download.value.path()).with_suffix(".svg")
    path.write_bytes(Path(download.value.path()).read_bytes())
    return path.as_uri(), ET.fromstring(path.read_text(encoding="utf-8"))


def covered(browser: Browser, address: str) -> list[str]:
    """Give which labels of a drawing lie on another label or on a mark that is not faded."""
    page = browser.new_page()
    page.goto(address)
    found = page.evaluate(COVERED)
    page.close()
    return list(found)


@pytest.mark.parametrize(
    ("by", "renderer"), [("country", "vis"), ("country", "canvas"), ("type", "canvas"), ("community", "vis")]
)
def test_groups_are_apart_and_named(
    open_page: Open, browser: Browser, network: "nx.MultiGraph[str]", by: By, renderer: str
) -> None:
    """Each group has an outline of its own, with its name and how many it holds, and no label lies on anything."""
    graph = grouping.group(network, by)
    address, picture = drawn(open_page(graph, renderer=renderer))
    texts = [text.text or "" for text in picture.iter(f"{SVG}text")]
    names = layout.names(graph)
    sizes = [list(layout.groups(graph).values()).count(number) for number in range(len(names))]
    near = Counter(
        layout.groups(graph)[node] for node in graph if by == "country" and not graph.nodes[node].get("country")
    )
    counts = [size - near[number] * bool(names[number]) for number, size in enumerate(sizes)]
    titles = [COUNTRIES.get(name, name[:1].upper() + name[1:]) for name in names] if by != "community" else []
    told = [title for title, size in zip(titles, counts, strict=False) if EN.say("groupSize", n=size) in texts]
    assert set(told) <= set(texts)
    assert EN.say("groupSize", n=0) not in texts
    assert any(EN.say("groupNear", n=count) in texts for count in near.values()) == (by == "country")
    assert len(told) >= len(titles) / 2
    assert covered(browser, address) == []
    outlines = picture.findall(f"{SVG}g/{SVG}path[@stroke-width='68']")
    discs = [
        (float(each.get("cx") or 0), float(each.get("cy") or 0), float(each.get("r") or 0))
        for each in picture.iter(f"{SVG}circle")
    ]
    assert len(outlines) == (len([size for size in sizes if size > 1 or titles]) if renderer == "vis" else 0)
    assert len(discs) == (2 * len(names) if renderer == "canvas" else 0)
    assert all(math.dist(one[:2], two[:2]) > one[2] + two[2] for one, two in combinations(discs[::2], 2))


@pytest.mark.parametrize("renderer", ["vis", "canvas"])
def test_no_label_lies_on_anything(open_page: Open, browser: Browser, renderer: str) -> None:
    """In a crowd no label lies on another one or on a mark; while an entity is selected on none that is lit."""
    page = open_page(synthetic.network(200), renderer=renderer)
    assert covered(browser, drawn(page)[0]) == []
    find(page, "society 1")
    assert covered(browser, drawn(page)[0]) == []
