#!/usr/bin/env python3
"""Draw the pictures of the page in docs/: the shipped network as ``partnergraph view`` draws it, light and dark.

Needs the project installed, as in the environment that scripts/test.py makes, and Chromium.

Example:
  build/env/test/bin/python scripts/pictures.py
"""

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import partnergraph as pg
from bench import browser
from environment import ROOT
from partnergraph import view

if TYPE_CHECKING:
    from playwright.sync_api import Browser

PICTURES: tuple[tuple[str, Literal["light", "dark"]], ...] = (("network", "light"), ("network-dark", "dark"))
SIZE = (1400, 860)


def main() -> None:
    """Draw them."""
    with pg.open() as kg, tempfile.TemporaryDirectory() as folder, browser.running() as chromium:
        page = Path(folder) / "network.html"
        page.write_text(view.html(kg.network(lone=True)), encoding="utf-8", newline="\n")
        for name, scheme in PICTURES:
            draw(chromium, page, ROOT / "docs" / f"{name}.png", scheme)


def draw(chromium: "Browser", page: Path, picture: Path, scheme: Literal["light", "dark"]) -> None:
    """Take the picture of a page in one theme."""
    width, height = SIZE
    context = chromium.new_context(viewport={"width": width, "height": height}, color_scheme=scheme, offline=True)
    shown = context.new_page()
    shown.goto(page.as_uri())
    shown.locator("#scope").wait_for()
    shown.screenshot(path=picture)
    context.close()


if __name__ == "__main__":
    main()
