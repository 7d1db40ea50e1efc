"""What the page gives away: a drawing, a picture, a table, a print; each is opened and read again."""

import csv
import io
import re
import struct
import zlib
from pathlib import Path
from xml.etree import ElementTree as ET

import networkx as nx
import pytest
from playwright.sync_api import Page, expect

from partnergraph.values.evidence import Evidence
from partnergraph.view import words
from tests import synthetic
from tests.browser.conftest import RENDERERS, SHOTS, Open
from tests.browser.expected import Filters, left

EN = words.of()
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def large() -> "nx.MultiGraph[str]":
    """Give a network with more entities than are written and more relations than are printed."""
    return synthetic.network(360)


def saved(page: Page, kind: str) -> tuple[str, bytes]:
    """Save one export; give its name and content."""
    page.locator("#export > summary").click()
    with page.expect_download() as download:
        page.locator(f"[data-export={kind}]").click()
    return download.value.suggested_filename, Path(download.value.path()).read_bytes()


def size(png: bytes) -> tuple[int, int]:
    """Give width and height of a picture; what is no whole PNG is an error."""
    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    place, pixels = 8, b""
    while place < len(png):
        (length,) = struct.unpack(">I", png[place : place + 4])
        kind, data = png[place + 4 : place + 8], png[place + 8 : place + 8 + length]
        assert zlib.crc32(kind + data) == struct.unpack(">I", png[place + 8 + length : place + 12 + length])[0]
        pixels += data if kind == b"IDAT" else b""
        place += 12 + length
    width, height = struct.unpack(">II", png[16:24])
    assert len(zlib.decompress(pixels)) == height * (width * 4 + 1)
    return width, height


def test_exports(open_page: Open, network: "nx.MultiGraph[str]") -> None:
    """Drawing, picture and table hold what is shown, under a name made from the title."""
    page = open_page(network)
    page.locator("#from-year").fill("2016")
    page.locator("#undated").uncheck()
    wanted = left(network, Filters(first=2016, undated=False))
    name, drawing = saved(page, "svg")
    assert name == "partner-network-of-60-synthetic-nodes.svg"
    root = ET.fromstring(drawing)
    titles = [title.text for title in root.iter(f"{SVG}title")]
    assert titles[0] == network.graph["title"]
    assert sorted(map(str, titles[1:])) == sorted(network.nodes[node]["label"] for node in wanted.nodes)
    strokes = [path for path in root.iter(f"{SVG}path") if path.get("opacity")]
    assert len(strokes) == len(wanted.edges)
    texts = [text.text or "" for text in root.iter(f"{SVG}text")]
    heads = [label[:1].upper() + label[1:] for label in wanted.types]
    assert all(any(text.startswith(f"{head}  ") for text in texts) for head in heads)
    assert {f"{kind[:1].upper()}{kind[1:]}  {count}" for kind, count in wanted.kinds.items()} <= set(texts)
    assert any("CC0 1.0" in text and "partnergraph 0.1.0" in text for text in texts)
    name, picture = saved(page, "png")
    assert name.endswith(".png")
    assert size(picture) == tuple(2 * int(root.get(side) or 0) for side in ("width", "height"))
    name, table = saved(page, "csv")
    assert name.endswith(".csv")
    rows = list(csv.DictReader(io.StringIO(table.decode("utf-8-sig"), newline="")))
    assert len(rows) == len(wanted.edges)
    ends = sorted(tuple(sorted(edge[:2])) for edge in wanted.edges)
    assert sorted(tuple(sorted((row["from_iri"], row["to_iri"]))) for row in rows) == ends
    assert all(row["sources"] and row["places"] and row["read"] == "2026-11-23" for row in rows)
    told = {row["addresses"] for row in rows}
    assert any(told)
    assert all(re.fullmatch(r"(https://example\.org/source/\d( \| |$))*", addresses) for addresses in told)


def test_exports_say_what_is_filtered(open_page: Open, network: "nx.MultiGraph[str]") -> None:
    """Drawing, charts and the printed foot say which filters hold; all times only where all are shown."""
    page = open_page(network)
    told = page.locator("#filtered")
    expect(told).to_be_hidden()
    page.get_by_role("checkbox", name="part of").uncheck()
    page.locator("#from-year").fill("2016")
    page.locator("#undated").uncheck()
    page.locator("#connected").check()
    counts = page.locator("#counts").inner_text()
    steps = "without relations of kind part of; in force from 2016; with a date; only entities with relations"
    said = EN.say("filtered", list=steps, counts=counts)
    expect(told).to_have_text(said)
    assert said.index(steps) < said.index(counts)
    assert told.evaluate(
        "({ scrollWidth, clientWidth, scrollHeight, clientHeight }) => "
        "scrollWidth <= clientWidth && scrollHeight <= clientHeight"
    )
    texts = [text.text or "" for text in ET.fromstring(saved(page, "svg")[1]).iter(f"{SVG}text")]
    assert said in " ".join(texts)
    page.keyboard.press("c")
    expect(page.locator("#picture")).to_contain_text("in force from 2016; with a date")
    page.keyboard.press("Escape")
    page.emulate_media(media="print")
    expect(told).to_be_visible()
    page.emulate_media(media="screen")
    dated = open_page(undescribed(network), at="#without-tie=nobody&from=2016")
    expect(dated.locator("#all-times")).to_be_hidden()
    dated.locator("#all-years").click()
    expect(dated.locator("#all-times")).to_be_visible()


def test_strength_is_one_number(open_page: Open, tmp_path: Path) -> None:
    """Where all weigh the same slider, table, details and CSV count evidence; a small weight is told as it is."""
    graph: nx.MultiGraph[str] = nx.MultiGraph()
    for number in range(1, 4):
        proofs = tuple(Evidence(f"urn:s{place}", "S", "", "", "") for place in range(number))
        graph.add_edge("urn:a", f"urn:{number}", kind="k", evidence=proofs)
    page = open_page(graph)
    page.locator("[data-table=relations] summary").click()
    page.get_by_role("button", name=EN.say("strengthHead"), exact=True).click()
    numbers = page.locator("#relations td.number").all_inner_texts()
    assert numbers in (["1", "2", "3"], ["3", "2", "1"])
    page.keyboard.press("Escape")
    page.locator("#least").fill("2")
    expect(page.locator("[for=least]")).to_have_text(EN.say("leastEvidence", n=3))
    expect(page.locator("#strength-is")).to_have_text(EN.table["strengthIs"]["evidence"])
    page.locator("[data-table=relations] summary").click()
    expect(page.locator("#relations td.number")).to_have_text("3")
    (row,) = csv.DictReader(io.StringIO(saved(page, "csv")[1].decode("utf-8-sig"), newline=""))
    assert (row["strength"], row["strength_is"]) == ("3", "evidence")
    graph.edges["urn:a", "urn:1", 0]["weight"] = 1e-7
    weighed = open_page(graph, renderer="canvas")
    expect(weighed.locator("[for=least]")).to_have_text(EN.say("leastStrength", strength=1e-7))
    expect(weighed.locator("#strength-is")).to_have_text(EN.table["strengthIs"]["weight"])


def undescribed(network: "nx.MultiGraph[str]") -> "nx.MultiGraph[str]":
    """Give a network that says nothing of itself."""
    bare = network.copy()
    bare.graph = {"title": "Bare"}
    return bare


def test_exports_of_hostile_text(open_page: Open) -> None:
    """Hostile text stays text: the drawing is well-formed and has no script, the table has no formula."""
    graph = synthetic.hostile()
    for number, sign in enumerate(("=", "+", "-", "@", "\t=", "\r@", "＝")):
        graph.add_edge(
            "1", f"formula {number}", kind_label=f"{sign}cmd|'/c calc'!A1", via_label=f'{sign}HYPERLINK("x")'
        )
    page = open_page(graph)
    root = ET.fromstring(saved(page, "svg")[1])
    assert {element.tag.removeprefix(SVG) for element in root.iter()} == {"svg", "title", "rect", "text", "g", "path"}
    assert size(saved(page, "png")[1])[0] > 300
    cells = [
        cell for row in csv.reader(io.StringIO(saved(page, "csv")[1].decode("utf-8-sig"), newline="")) for cell in row
    ]
    assert [cell for cell in cells if cell.strip()[:1] in "=+-@＝" and cell.strip()] == []


def test_exports_in_the_dark(open_page: Open, network: "nx.MultiGraph[str]") -> None:
    """The drawing has the colours of the page, those of dark paper too."""
    page = open_page(network, scheme="dark")
    assert b'fill="rgb(16, 21, 28)"' in saved(page, "svg")[1]


@pytest.mark.parametrize("renderer", RENDERERS)
def test_print(open_page: Open, network: "nx.MultiGraph[str]", renderer: str) -> None:
    """A print of a dark page is a PDF of several pages on light paper, its drawing lines and letters and no dots."""
    page = open_page(network, renderer=renderer, scheme="dark")
    SHOTS.mkdir(parents=True, exist_ok=True)
    page.pdf(path=SHOTS / f"print-{renderer}.pdf", format="A4", landscape=True, print_background=True)
    text = (SHOTS / f"print-{renderer}.pdf").read_bytes()
    assert text.startswith(b"%PDF-")
    assert text.count(b"/Type /Page\n") > 1
    assert b"/Subtype /Image" not in text
    page.emulate_media(media="print")
    assert page.locator("body").evaluate("body => getComputedStyle(body).color") == "rgb(23, 32, 44)"


@pytest.mark.parametrize("renderer", RENDERERS)
def test_print_of_a_large_network(open_page: Open, large: "nx.MultiGraph[str]", renderer: str) -> None:
    """On paper stand 30 relations of a closed table and 500 of an open one, how many more there are, and sources."""
    page = open_page(large, renderer=renderer)
    page.emulate_media(media="print")
    rest = page.locator("[data-table=relations] .rest")
    for rows, key in ((30, "notPrintedClosed"), (500, "notPrinted")):
        page.evaluate("() => { dispatchEvent(new Event('beforeprint')); }")
        expect(page.locator("#relations tbody tr")).to_have_count(rows)
        expect(page.locator("#relations tbody tr").last).to_be_visible()
        expect(rest).to_have_text(EN.say(key, n=large.number_of_edges() - rows))
        page.evaluate("() => { dispatchEvent(new Event('afterprint')); }")
        page.locator("[data-table=relations]").evaluate("table => { table.open = true; }")
        expect(page.locator("#relations tbody tr")).to_have_count(100)
    page.evaluate("() => { dispatchEvent(new Event('beforeprint')); }")
    expect(page.locator("#sources li").first).to_be_visible()
    expect(page.locator("[data-table=sources] .rest")).to_be_hidden()
    page.evaluate("() => { dispatchEvent(new Event('afterprint')); }")
    expect(page.locator(".rest:visible")).to_have_count(0)
