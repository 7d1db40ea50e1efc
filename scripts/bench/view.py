"""How fast the page of a network opens and moves, beside what users would have without it.

One browser without a GPU opens all pages of a size in turn: ours; pyvis as it is delivered, its scripts laid into the
file so that it needs no network; pyvis with our positions and physics off; vis-network alone with our positions; and an
empty page, which is what the browser itself takes. The first drawing is the moment the browser has painted after the
last of the first strokes on a canvas, from the start of the navigation. Times are of the clock: look at the ratios.
"""

import json
import os
import statistics
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bench import browser, partnership
from bench.section import Aim, Section, aims, shown
from environment import BUILD

if TYPE_CHECKING:
    import networkx as nx
    from playwright.sync_api import Browser, Page

FOLDER = BUILD / "bench" / "view"
SIZES = (120, 300, 1_000, 10_000, 50_000)
EMPTY = (
    "<!DOCTYPE html><title>Empty</title><canvas></canvas>"
    "<script>document.querySelector('canvas').getContext('2d').fillRect(0, 0, 9, 9);</script>"
)
DEFAULT_MOST = 300  # entities up to which pyvis as it is delivered draws within the time that it is given
GIVEN = 300.0  # seconds that a page is given
READ_ON = "2026-11-23"
ROUNDS = 3
"""Openings of each page."""


@dataclass(frozen=True, slots=True)
class Opened:
    """What was measured of one page: the first drawing and when all can be used, in ms."""

    first: float
    ready: float


def sections(sizes: Sequence[int] = SIZES, cordis: Path | None = None) -> Iterator[Section]:
    """Give the tables of first drawings and of the aims, and that of the network of an archive of CORDIS."""
    load, cores = os.getloadavg()[0], os.cpu_count()
    with browser.running() as chromium:
        found = {size: _measured(chromium, size) for size in sizes}
        real = [_real(chromium, cordis)] if cordis else []
    names = ("ours", "pyvis", "pyvis, placed", "vis-network", "empty page")
    rows = [
        (f"{size:,}", *(shown(each[name].first) if name in each else "" for name in names), shown(each["ours"].ready))
        for size, (each, _) in found.items()
    ]
    yield Section(
        "The page: first drawing",
        f"Median of {ROUNDS} openings in ms, pages of a size in turn; `all` is when search and filters work too. "
        f"pyvis as delivered was opened once, up to {DEFAULT_MOST} entities. The load of the machine was {load:.1f} on "
        f"{cores} cores when this began: beyond one a core times are too long, and ratios are what counts.",
        ("entities", *names, "all"),
        tuple(rows),
    )
    yield aims("The page: aims", "From the same run.", [aim for size in sizes for aim in _aims(size, *found[size])])
    yield from real


def _measured(chromium: "Browser", size: int) -> tuple[Mapping[str, Opened], Mapping[str, float]]:
    """Open all pages of one size in turn; then do on ours what a reader does."""
    network = partnership.network(size)
    files, built = _pages(network, size)
    times: dict[str, list[Opened]] = {name: [] for name in files}
    for turn in range(ROUNDS):
        for name, path in files.items():
            if turn and name == "pyvis":
                continue  # it takes up to a minute
            with browser.opened(chromium, path, seconds=GIVEN) as page:
                times[name].append(Opened(*_times(page, ours=name == "ours")))
    done = _done(chromium, files["ours"]) | {"built": built}
    medians = {
        name: Opened(statistics.median(each.first for each in opened), statistics.median(each.ready for each in opened))
        for name, opened in times.items()
    }
    return medians, done


def _done(chromium: "Browser", path: Path) -> dict[str, float]:
    """Do on a page of ours what a reader does; give how long each took in ms, and the bytes of the file."""
    with browser.opened(chromium, path, seconds=GIVEN) as page:
        return browser.deeds(page) | {"bytes": float(path.stat().st_size)}


def _real(chromium: "Browser", archive: Path) -> Section:
    """Measure the page of all that an archive of CORDIS tells; it is imported into a store that is kept."""
    import partnergraph

    path = FOLDER / f"{archive.stem}.html"
    with partnergraph.open(store=_kept(archive)) as kg:
        start = time.process_time()
        network = kg.network()
        read = time.process_time() - start
    path.write_text(_ours(network), encoding="utf-8", newline="\n")
    built = time.process_time() - start - read
    times = [_opening(chromium, path) for _ in range(ROUNDS)]
    done = _done(chromium, path)
    rows = (
        ("overview", f"{shown(statistics.median(each.first for each in times))} ms"),
        ("all", f"{shown(statistics.median(each.ready for each in times))} ms"),
        *((f"{name}, 95 of 100", f"{shown(done[name])} ms") for name in ("pan", "search", "select")),
        ("partners of one, median", f"{shown(done['partners'])} ms"),
        ("file", f"{shown(done['bytes'] / 1e6)} MB"),
        ("network read from the store, processor time", f"{shown(read)} s"),
        ("page built from the network, processor time", f"{shown(built)} s"),
    )
    words = f"{len(network):,} entities with {network.number_of_edges():,} relations, in the same browser."
    return Section(f"The page of {archive.stem}", words, ("what", "measured"), rows)


def _opening(chromium: "Browser", path: Path) -> Opened:
    with browser.opened(chromium, path, seconds=GIVEN) as page:
        return Opened(*_times(page, ours=True))


def _kept(archive: Path) -> Path:
    """Give the store of an archive, imported where it is not there yet."""
    from partnergraph.loading.freight import Manner
    from partnergraph.loading.ledger import Ledger
    from partnergraph.sources import cordis

    store = FOLDER / f"{archive.stem}-{archive.stat().st_size}"
    if not store.exists():
        FOLDER.mkdir(parents=True, exist_ok=True)
        cordis.into(store, [archive], Ledger(), Manner(READ_ON, derive=False))
    return store


def _times(page: "Page", *, ours: bool) -> tuple[float, float]:
    first = browser.first_drawing(page)
    return first, max(first, browser.ready(page)) if ours else first


def _pages(network: "nx.MultiGraph[str]", size: int) -> tuple[Mapping[str, Path], float]:
    """Write the pages of a network; give them by name, and the seconds of processor time that ours took."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    texts: dict[str, Callable[[], str]] = {"ours": lambda: _ours(network)}
    if size <= DEFAULT_MOST:
        texts["pyvis"] = lambda: pyvis_page(network, placed=False)
    if size <= SIZES[2]:
        texts["pyvis, placed"] = lambda: pyvis_page(network, placed=True)
    if size <= SIZES[3]:
        texts["vis-network"] = lambda: bare_page(network)
    texts["empty page"] = lambda: EMPTY
    files, built = {}, 0.0
    for name, text in texts.items():
        start = time.process_time()
        files[name] = FOLDER / f"{size}-{name.replace(', ', '-').replace(' ', '-')}.html"
        files[name].write_text(text(), encoding="utf-8", newline="\n")
        built = time.process_time() - start if name == "ours" else built
    return files, built


def _ours(network: "nx.MultiGraph[str]") -> str:
    from partnergraph import view

    return view.html(network)


def pyvis_page(network: "nx.MultiGraph[str]", *, placed: bool) -> str:
    """Give the page that pyvis makes, its scripts laid in and what it asks of servers taken out."""
    from pyvis.network import Network

    from partnergraph.drawing import layout

    made = Network(height="860px", width="1400px", cdn_resources="in_line")
    places = layout.positions(network)
    for node in sorted(network):
        where = {"x": places[node][0], "y": places[node][1]} if placed else {}
        made.add_node(node, label=network.nodes[node]["label"], **where)
    made.edges.extend({"from": one, "to": other} for one, other in network.edges())
    if placed:
        made.toggle_physics(False)
    return browser.without_servers(str(made.generate_html()))


def bare_page(network: "nx.MultiGraph[str]") -> str:
    """Give a page of vis-network alone: positions set, physics off, labels."""
    from partnergraph.drawing import layout
    from partnergraph.view import asset

    places = layout.positions(network)
    nodes = [
        {"id": node, "label": network.nodes[node]["label"], "shape": "dot", "size": 10, "x": x, "y": y}
        for node, (x, y) in places.items()
    ]
    edges = [{"from": one, "to": other} for one, other in network.edges()]
    options: dict[str, Any] = {"physics": False, "layout": {"improvedLayout": False}, "edges": {"smooth": False}}
    return (
        '<!DOCTYPE html><div id="n" style="height: 860px"></div>'
        f"<script>{asset.vis_network()}</script><script>new vis.Network(document.getElementById('n'), "
        f"{{ nodes: new vis.DataSet({json.dumps(nodes)}), edges: new vis.DataSet({json.dumps(edges)}) }}, "
        f"{json.dumps(options)});</script>"
    )


def _aims(size: int, opened: Mapping[str, Opened], done: Mapping[str, float]) -> Iterator[Aim]:
    """Give what is to hold of a size."""
    first, name = opened["ours"].first, f"{size:,} entities"
    if size == SIZES[0]:
        yield Aim(f"{name}: first drawing, to that of pyvis", first / opened["pyvis"].first, "x", most=1 / 5)
    if size == SIZES[1]:
        yield Aim(f"{name}: first drawing, to that of pyvis", first / opened["pyvis"].first, "x", most=1 / 20)
        yield Aim(f"{name}: select, 95 of 100", done["select"], "ms", most=100)
    if size == SIZES[2]:
        yield Aim(f"{name}: first drawing, to that of vis-network", first / opened["vis-network"].first, "x", most=1.8)
        yield Aim(f"{name}: select, 95 of 100", done["select"], "ms", most=250)
    if size == SIZES[3]:
        yield Aim(
            f"{name}: first drawing, to that of vis-network", first / opened["vis-network"].first, "x", most=1 / 5
        )
        yield Aim(f"{name}: pan, 95 of 100", done["pan"], "ms", most=35)
    if size == SIZES[4]:
        yield Aim(f"{name}: overview", first, "ms", most=500)
        yield Aim(f"{name}: all", opened["ours"].ready, "ms", most=2_000)
        yield Aim(f"{name}: pan, 95 of 100", done["pan"], "ms", most=35)
        yield Aim(f"{name}: search, 95 of 100", done["search"], "ms", most=30)
        yield Aim(f"{name}: partners of one, median", done["partners"], "ms", most=20)
        yield Aim(f"{name}: file", done["bytes"] / 1e6, "MB", most=4)
        yield Aim(f"{name}: built from the network, processor time", done["built"], "s", most=15)
