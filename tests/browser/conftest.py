"""A real browser, and pages opened in it from disk with the network off, every message and request kept."""

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

import networkx as nx
import pytest
from playwright.sync_api import Browser, Dialog, Error, Page, Route, sync_playwright

from partnergraph import view
from tests import synthetic

NAMES = ("chromium", "chromium-browser", "google-chrome")
# without --disable-gpu Debian's Chromium draws a 2D canvas twenty times slower; the others keep it from calling home
SWITCHES = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
SHOTS = Path(__file__).parent.parent.parent / "build" / "shots"


@dataclass(frozen=True, slots=True)
class Heard:
    """What a page said and asked for: errors, dialogs, and requests that leave the machine."""

    errors: list[str] = field(default_factory=list)
    dialogs: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)


INK = """canvas => {
  const { width, height } = canvas;
  const copy = Object.assign(document.createElement("canvas"), { width, height });
  const context = copy.getContext("2d", { willReadFrequently: true });
  context.drawImage(canvas, 0, 0);
  return context.getImageData(0, 0, width, height).data.filter((value, place) => place % 4 === 3 && value > 0).length;
}"""
RENDERERS = ("vis", "canvas")
# what is written on the canvas from now on, and where, in px
DRAWN = """() => {
  const drawn = window.drawn = [];
  const own = CanvasRenderingContext2D.prototype.fillText;
  CanvasRenderingContext2D.prototype.fillText = function (text, x, y) {
    const { a, d, e, f } = this.getTransform();
    drawn.push([text, (a * x + e) / devicePixelRatio, (d * y + f) / devicePixelRatio]);
    return own.call(this, text, x, y);
  };
}"""
PICTURE = "canvas => canvas.toDataURL()"
SIDEWAYS = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"


Open = Callable[..., Page]
OpenText = Callable[..., Page]
PageOf = Callable[..., str]
Shoot = Callable[[Page, str], Path]


def chromium() -> str:
    """Find the browser."""
    found = os.environ.get("PARTNERGRAPH_CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
    if not found:
        pytest.fail(
            "no browser: install Chromium (on Debian and Ubuntu: apt install chromium)"
            " or set PARTNERGRAPH_CHROMIUM to the path of Chromium or Chrome",
            pytrace=False,
        )
    return found


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Give one running browser with a profile of its own that is thrown away."""
    path = chromium()
    with sync_playwright() as playwright:
        try:
            running = playwright.chromium.launch(executable_path=path, args=list(SWITCHES))
        except Error as error:
            pytest.fail(f"the browser {path} does not start: {error.message.splitlines()[0]}", pytrace=False)
        yield running
        running.close()


@pytest.fixture(scope="session")
def network() -> "nx.MultiGraph[str]":
    """Give a network of 60 nodes."""
    return synthetic.network(60)


@pytest.fixture
def heard() -> Heard:
    """Give the record of what the pages of one test say and ask for."""
    return Heard()


@pytest.fixture
def open_text(browser: Browser, heard: Heard, tmp_path: Path) -> Iterator[OpenText]:
    """Give what opens a page from disk; no page may err, open a dialog or ask for anything outside."""
    contexts = []

    def opened(
        text: str,
        *,
        width: int = 1400,
        height: int = 860,
        scheme: Literal["light", "dark"] = "light",
        at: str = "",
        **options: Any,  # noqa: ANN401 (they are those of a browser context)
    ) -> Page:
        size = {"width": width, "height": height}
        context = browser.new_context(viewport=size, color_scheme=scheme, offline=True, **options)  # type: ignore[arg-type]
        contexts.append(context)
        context.set_default_timeout(8_000)
        page = listened(context.new_page(), heard)
        path = tmp_path / f"page-{len(contexts)}.html"
        path.write_text(text, encoding="utf-8", newline="\n")
        page.goto(path.as_uri() + at)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert heard == Heard()


@pytest.fixture(scope="session")
def page_of() -> PageOf:
    """Give what makes the page of a network, once for each network, language and renderer."""
    made: dict[tuple[int, str, str], tuple[nx.MultiGraph[str], str]] = {}

    def page(graph: "nx.MultiGraph[str]", lang: str = "en", renderer: str = "auto") -> str:
        asked = id(graph), lang, renderer
        if asked not in made:  # the graph is kept, so that its id stays its own
            made[asked] = graph, view.html(graph, lang=lang, renderer=renderer)
        return made[asked][1]

    return page


@pytest.fixture
def open_page(open_text: OpenText, page_of: PageOf) -> Open:
    """Give what opens the page of a network."""

    def opened(graph: "nx.MultiGraph[str]", lang: str = "en", renderer: str = "auto", **options: Any) -> Page:  # noqa: ANN401 (they are those of open_text)
        page = open_text(page_of(graph, lang, renderer), **options)
        if renderer == "canvas":
            page.locator("#scope").wait_for()
        return page

    return opened


@pytest.fixture(scope="session")
def shoot() -> Shoot:
    """Give what takes a picture of a page for people to look at, in build/shots."""

    def shot(page: Page, name: str) -> Path:
        SHOTS.mkdir(parents=True, exist_ok=True)
        path = SHOTS / f"{name}.png"
        page.screenshot(path=path)
        return path

    return shot


def listened(page: Page, heard: Heard) -> Page:
    """Keep what a page says and asks for."""

    def decide(route: Route) -> None:
        if not route.request.url.startswith(("file:", "data:", "blob:")):
            heard.requests.append(route.request.url)
        route.continue_()

    def refuse(dialog: Dialog) -> None:
        heard.dialogs.append(dialog.message)
        dialog.dismiss()

    page.on("console", lambda message: heard.errors.append(message.text) if message.type != "log" else None)
    page.on("pageerror", lambda error: heard.errors.append(error.message))
    page.on("dialog", refuse)
    page.route("**/*", decide)
    return page


def find(page: Page, text: str) -> None:
    """Search for a text and take the first hit."""
    page.keyboard.press("/")
    page.locator("#search").fill(text)
    page.keyboard.press("Enter")
