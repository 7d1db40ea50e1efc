"""Everybody can use the page: axe-core finds nothing to complain of, in any state and theme."""

from pathlib import Path
from typing import Any

import networkx as nx
import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Open, find

AXE = Path(__file__).parent.parent.parent / "build" / "node" / "node_modules" / "axe-core" / "axe.min.js"
RUN = """async () => {
  const { violations } = await axe.run(document, { resultTypes: ["violations"] });
  return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target} ${node.failureSummary}`));
}"""


@pytest.fixture
def axe(open_page: Open) -> Open:
    """Give what opens a page with axe-core in it."""
    if not AXE.is_file():
        pytest.fail("axe-core is missing: run python3 scripts/test.py --only javascript once", pytrace=False)

    def opened(graph: "nx.MultiGraph[str]", **options: Any) -> Page:  # noqa: ANN401 (they are those of open_page)
        page = open_page(graph, **options)
        page.context.add_init_script(path=AXE)
        page.reload()
        return page

    return opened


def complaints(page: Page) -> list[str]:
    """Give what axe-core complains of."""
    return list(page.evaluate(RUN))


@pytest.mark.parametrize(
    "options",
    [{}, {"scheme": "dark"}, {"width": 390, "height": 844}, {"renderer": "canvas"}],
    ids=["light", "dark", "phone", "canvas"],
)
def test_nothing_to_complain_of(axe: Open, network: "nx.MultiGraph[str]", options: dict[str, Any]) -> None:
    """There are no violations at the beginning, with details, a path, hits, the menu, a table and both dialogs open."""
    page = axe(network, **options)
    found = {"beginning": complaints(page)}
    page.locator("#search").fill("society")
    found["hits"] = complaints(page)
    find(page, "society 1")
    found["details"] = complaints(page)
    page.evaluate("() => { location.hash = 'path-from=body:society-1&path-to=topic:topic-3&from=2015'; }")
    page.locator(".steps").wait_for()
    found["path"] = complaints(page)
    for button in page.locator("button.sheet:visible").all():
        button.click()
        found[button.inner_text()] = complaints(page)
    opener = "#open-more" if page.locator("#open-more").is_visible() else "#export > summary"
    page.locator(opener).click()
    found["menu"] = complaints(page)
    page.locator(opener).click()
    for name in ("relations", "entities", "sources"):
        page.locator(f"[data-table={name}] summary").click()
        found[name] = complaints(page)
    page.keyboard.press("Escape")
    page.keyboard.press("?")
    page.locator("#key-list").wait_for()
    found["dialog"] = complaints(page)
    page.keyboard.press("Escape")
    page.keyboard.press("c")
    page.locator("#charts summary").click()
    found["charts"] = complaints(page)
    assert {state: said for state, said in found.items() if said} == {}


def test_nothing_to_complain_of_without_anything(axe: Open) -> None:
    """There are no violations on the page of an empty network."""
    assert complaints(axe(nx.MultiGraph())) == []
