"""The browser that pages are measured in: Chromium without a GPU, and what is timed in it."""

import os
import re
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

NAMES = ("chromium", "chromium-browser", "google-chrome")
SWITCHES = ("--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking")
PAUSE = 0.05  # seconds between two looks
SERVERS = re.compile(r"<(link|script)\b[^>]*(?:href|src)=\"https?://[^>]*>(?:\s*</script>)?")
WATCH = """(() => {
  const watched = CanvasRenderingContext2D.prototype;
  for (const name of ["fill", "stroke", "fillRect", "drawImage"]) {
    const own = watched[name];
    watched[name] = function (...given) {
      if (!window.drawn && this.canvas.isConnected) {
        window.drawn = 1;
        requestAnimationFrame(() => setTimeout(() => { window.drawn = performance.now(); }));
      }
      return own.apply(this, given);
    };
  }
})();"""
PAN = """() => new Promise((done) => {
  const canvas = document.querySelector("#drawing canvas");
  const { left, top } = canvas.getBoundingClientRect();
  const times = [];
  canvas.setPointerCapture = () => {};
  const move = (name, x) => canvas.dispatchEvent(new PointerEvent(name, {
    clientX: left + x, clientY: top + x / 2, pointerId: 1, pointerType: "mouse", isPrimary: true, bubbles: true }));
  move("pointerdown", 300);
  const step = (x) => {
    const start = performance.now();
    move("pointermove", x);
    requestAnimationFrame(() => setTimeout(() => {
      times.push(performance.now() - start);
      if (times.length < 60) return step(x + 3);
      move("pointerup", x);
      done(times);
    }));
  };
  step(303);
})"""
SEARCH = """(texts) => texts.map((text) => {
  const field = document.querySelector("#search");
  field.value = text;
  const start = performance.now();
  field.dispatchEvent(new Event("input"));
  return performance.now() - start;
})"""
SELECT = """async () => {
  const drawing = document.querySelector("#drawing");
  const press = (key) => drawing.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
  const found = [];
  drawing.focus();
  for (let round = 0; round < 40; round += 1) {
    press("Escape");
    for (let step = 0; step < 3; step += 1) press("PageDown");
    await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
    const start = performance.now();
    press("Enter");
    const made = performance.now() - start;
    await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
    found.push([made, performance.now() - start]);
  }
  return found;
}"""
TEXTS = ("graz", "imaging institute", "łódź optics", "17", "x", "torino physics centre 1", "a")


@contextmanager
def running() -> "Iterator[Browser]":
    """Give the browser, and end it."""
    from playwright.sync_api import sync_playwright

    path = os.environ.get("PARTNERGRAPH_CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
    if not path:
        raise SystemExit("no browser: install Chromium or set PARTNERGRAPH_CHROMIUM to its path")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(SWITCHES))
        yield browser
        browser.close()


@contextmanager
def opened(browser: "Browser", path: Path, *, seconds: float) -> "Iterator[Page]":
    """Give a page from disk with the network off, in a window of its own, once something is drawn on a canvas."""
    context = browser.new_context(viewport={"width": 1400, "height": 860}, offline=True)
    context.set_default_timeout(seconds * 1000)
    context.add_init_script(WATCH)
    page = context.new_page()
    page.goto(path.as_uri(), wait_until="commit")
    _until(page, "() => window.drawn > 1", seconds)
    yield page
    context.close()


def first_drawing(page: "Page") -> float:
    """Give when the first drawing was painted, in ms from the start of the navigation."""
    return float(page.evaluate("() => window.drawn"))


def ready(page: "Page") -> float:
    """Give when all of our page could be used, in ms from the start of the navigation."""
    _until(page, "() => performance.getEntriesByName('ready').length > 0", 60)
    return float(page.evaluate("() => performance.getEntriesByName('ready')[0].startTime"))


def deeds(page: "Page") -> dict[str, float]:
    """Do on our page what a reader does; give in ms how long 95 of 100 take, and the median of showing partners."""
    ready(page)
    pan, found = page.evaluate(PAN), page.evaluate(SEARCH, list(TEXTS) * 3)
    selected = page.evaluate(SELECT)
    return {
        "pan": _most(pan),
        "search": _most(found),
        "select": _most([painted for _, painted in selected]),
        "partners": sorted(made for made, _ in selected)[len(selected) // 2],
    }


def without_servers(page: str) -> str:
    """Give a page without the elements that ask a server for something.

    >>> without_servers('<link rel="stylesheet" href="https://a.b/c.css"/><p><script src="https://a.b/c.js"></script>')
    '<p>'
    """
    return SERVERS.sub("", page)


def _most(times: list[float]) -> float:
    """Give the time that 95 of 100 stay within."""
    return sorted(times)[int(0.95 * (len(times) - 1))]


def _until(page: "Page", asked: str, seconds: float) -> None:
    end = time.monotonic() + seconds
    while not page.evaluate(asked):
        if time.monotonic() > end:
            raise TimeoutError(f"{page.url}: nothing within {seconds:.0f} s")
        time.sleep(PAUSE)
