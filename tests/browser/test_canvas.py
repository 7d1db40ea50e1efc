"""Networks too large to be drawn whole: groups that open, one entity with its partners, and every feature with them."""

import math
import re
from collections import Counter
from pathlib import Path
from xml.etree import ElementTree as ET

import networkx as nx
import pytest
from playwright.sync_api import Page, expect

from bench import partnership
from partnergraph.view import overview, record, words
from tests.browser.conftest import DRAWN, INK, PICTURE, SIDEWAYS, Open, OpenText, PageOf, Shoot, find
from tests.browser.expected import Filters, counted, left

EN = words.of()
SVG = "{http://www.w3.org/2000/svg}"
DRAG = """([x, y]) => {
  const canvas = document.querySelector("#drawing canvas");
  const { left, top } = canvas.getBoundingClientRect();
  const move = (type, x, y) => canvas.dispatchEvent(
    new PointerEvent(type, { clientX: left + x, clientY: top + y, pointerId: 1, bubbles: true }));
  canvas.setPointerCapture = () => {};
  move("pointerdown", 300, 300);
  move("pointermove", 300 + x, 300 + y);
  move("pointerup", 300 + x, 300 + y);
}"""


@pytest.fixture(scope="module")
def large() -> "nx.MultiGraph[str]":
    """Give a network of 3,000 nodes."""
    return partnership.network(3_000)


@pytest.fixture(scope="module")
def records(large: "nx.MultiGraph[str]") -> record.Records:
    """Give its records."""
    return record.records(large)


@pytest.fixture(scope="module")
def groups(records: record.Records) -> overview.Overview:
    """Give its groups as the page has them."""
    return overview.overview(records.nodes, records.edges, [line.iri for line in records.types])


@pytest.fixture(scope="module")
def huge() -> "nx.MultiGraph[str]":
    """Give a network of 50,000 nodes."""
    return partnership.network(50_000, ties=1.0)


def open_large(open_page: Open, graph: "nx.MultiGraph[str]", **options: object) -> Page:
    """Open the page of a large network and wait until it can be used."""
    page = open_page(graph, **options)
    page.locator("#scope").wait_for()
    return page


def svg(page: Page) -> ET.Element:
    """Save what is in sight as SVG."""
    page.locator("#export > summary").click()
    with page.expect_download() as download:
        page.locator("[data-export=svg]").click()
    return ET.fromstring(Path(download.value.path()).read_text(encoding="utf-8"))


def discs(page: Page) -> int:
    """Give how many groups are drawn: each is paper and, above it, tint."""
    return len(svg(page).findall(f"{SVG}g/{SVG}circle")) // 2


def marked(page: Page) -> Counter[str]:
    """Give the names of the entities that are drawn."""
    return Counter(title.text or "" for title in svg(page).iterfind(f"{SVG}g/{SVG}g/{SVG}g/{SVG}title"))


def iri(number: int) -> str:
    """Give the IRI of a body of the network."""
    return f"https://w3id.org/partnergraph/id/body/{number:05}"


def test_overview_has_every_group(
    open_page: Open, large: "nx.MultiGraph[str]", groups: overview.Overview, shoot: Shoot
) -> None:
    """From afar each group is a disc; the largest are named by two members, how many more, and what they share."""
    page = open_large(open_page, large)
    expect(page.locator("#counts")).to_have_text(
        counted(len(large), len(large), large.number_of_edges(), large.number_of_edges())
    )
    expect(page.locator("#scope span")).to_have_text(EN.say("scopeGroups", n=len(groups.groups)))
    assert page.locator("canvas").evaluate(INK) > 50_000
    assert discs(page) == len(groups.groups)
    told = " ".join(text.text or "" for text in svg(page).iter(f"{SVG}text"))
    first = groups.groups[0]
    assert f"+ {first['size'] - 2}" in told
    assert all(name[:20] in told for name in first["names"])
    shoot(page, "canvas-3000")


def test_groups_open(open_page: Open, large: "nx.MultiGraph[str]", records: record.Records, shoot: Shoot) -> None:
    """A click on a group shows its members; the address has the place, and the button leads back to the whole."""
    page = open_large(open_page, large)
    before = page.locator("canvas").evaluate(PICTURE)
    first = next(circle for circle in svg(page).iter(f"{SVG}circle"))
    x, y, r = (float(first.get(name) or "") for name in ("cx", "cy", "r"))
    page.locator("#drawing").click(position={"x": x + 0.93 * r, "y": y})
    expect(page.locator("#scope button")).to_be_visible()
    own = {node["label"] for node in records.nodes if node["community"] == 0}
    assert own <= set(marked(page))
    shoot(page, "canvas-3000-group")
    expect(page).to_have_url(re.compile(r"#at="))
    page.reload()
    page.locator("#scope button").wait_for()
    assert own <= set(marked(page))
    page.locator("#scope button").click()
    assert page.locator("canvas").evaluate(PICTURE) == before


def test_no_label_stands_on_the_notice(open_page: Open, large: "nx.MultiGraph[str]") -> None:
    """Wherever the map is, no label and no title stands where it is told what is in sight."""
    page = open_large(open_page, large)
    box = page.locator("#drawing").bounding_box()
    assert box
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.evaluate(DRAWN)
    count = 0
    for _ in range(6):
        page.evaluate("() => { window.drawn.length = 0; }")
        page.mouse.wheel(0, -500)
        page.wait_for_timeout(200)  # drawn anew when it has stood still for a moment
        line = page.locator("#scope").bounding_box()
        assert line
        left, top = line["x"] - box["x"], line["y"] - box["y"]
        near = [(x - left, y - top) for _, x, y in page.evaluate("() => window.drawn")]
        count += len(near)
        assert not [1 for x, y in near if 0 <= x <= line["width"] and 0 <= y <= line["height"]]
    assert count > 100


def test_partners_are_those_of_networkx(open_page: Open, large: "nx.MultiGraph[str]", shoot: Shoot) -> None:
    """A selected entity lies amid its 80 strongest partners, the page says how many there are, Escape leads back."""
    page = open_large(open_page, large)
    before = page.locator("canvas").evaluate(PICTURE)
    hub = max(large, key=large.degree)
    label = large.nodes[hub]["label"]
    find(page, label)
    strength: Counter[str] = Counter()
    for _, other, data in large.edges(hub, data=True):
        strength[other] += data["weight"]
    expect(page.locator("#scope span")).to_have_text(EN.say("scopeStrongest", n=len(strength), shown=80))
    least = sorted(strength.values(), reverse=True)[79]
    drawn = set(marked(page))
    assert len(drawn) == 81
    assert {large.nodes[node]["label"] for node in strength if strength[node] > least} < drawn
    shoot(page, "canvas-3000-partners")
    expect(page.locator("#details .ties > li")).to_have_count(large.degree(hub))  # the last ones come in slices
    expect(page).to_have_url(re.compile("entity="))
    address = page.url
    few = next(node for node in sorted(large) if 3 <= len(set(large[node])) <= 8)
    find(page, large.nodes[few]["label"])
    assert set(marked(page)) == {large.nodes[node]["label"] for node in {few, *large[few]}}
    expect(page).not_to_have_url(address)
    page.go_back()
    expect(page.locator("#details h2")).to_have_text(label)
    page.keyboard.press("Escape")
    expect(page.locator("#details h2")).to_have_text("Most relations")
    assert page.locator("canvas").evaluate(PICTURE) == before


def test_whole_network_is_the_whole(open_page: Open, large: "nx.MultiGraph[str]") -> None:
    """The button below an entity that was found from within a group leads to the whole, Escape to the group."""
    page = open_large(open_page, large)
    whole = page.locator("#scope span").inner_text()
    page.locator("#drawing").hover()
    for _ in range(6):
        page.mouse.wheel(0, -500)
    expect(page.locator("#scope span")).to_contain_text("groups in sight")
    part = page.locator("#scope span").inner_text()
    hub = large.nodes[max(large, key=large.degree)]["label"]
    find(page, hub)
    page.keyboard.press("Escape")
    expect(page.locator("#scope span")).to_have_text(part)
    find(page, hub)
    page.locator("#scope button").click()
    expect(page.locator("#scope span")).to_have_text(whole)
    expect(page.locator("#scope button")).to_be_hidden()


def test_filters_reach_the_groups(open_page: Open, large: "nx.MultiGraph[str]", records: record.Records) -> None:
    """What is filtered out is in no count, no disc and no partner."""
    page = open_large(open_page, large)
    page.locator("#least").fill("7")
    found = left(large, Filters(least=8.0))
    expect(page.locator("#counts")).to_have_text(found.counted(large))
    alive = {node["community"] for node in records.nodes if node["iri"] in found.nodes}
    expect(page.locator("#scope span")).to_have_text(EN.say("scopeGroups", n=len(alive)))
    assert discs(page) == len(alive)
    hub = max(found.nodes, key=found.simple().degree)
    find(page, large.nodes[hub]["label"])
    partners = set(found.simple()[hub])
    expect(page.locator("#scope span")).to_have_text(EN.say("scopeEgo", n=len(partners)))
    page.locator("[data-none=type]").click()
    expect(page.locator("#nothing")).to_be_visible()
    expect(page.locator("#scope")).to_be_hidden()


def test_path_is_drawn_over_the_groups(open_page: Open, large: "nx.MultiGraph[str]", shoot: Shoot) -> None:
    """The entities of a path are drawn in full colour, also where their groups are closed."""
    page = open_large(open_page, large, at="#path-from=body:00001&path-to=body:02900")
    steps = nx.shortest_path_length(large, iri(1), iri(2900))
    expect(page.locator("#details h2")).to_have_text(f"Path: {EN.say('pathSteps', n=steps)}")
    buttons = page.locator(".steps > li > p:first-child button").all_inner_texts()
    assert set(buttons) <= set(marked(page))
    expect(page.locator("#scope span")).to_have_text(f"Path: {EN.say('pathSteps', n=steps)}")
    shoot(page, "canvas-3000-path")


def test_line_keeps_what_is_in_view(open_page: Open, large: "nx.MultiGraph[str]") -> None:
    """A line clicked beside an entity leaves its partners in view; a link to a line shows its two ends apart."""
    lone = next(node for node in sorted(large) if large.degree(node) == 1)
    page = open_large(open_page, large, at="#entity=body:" + lone.rsplit("/", 1)[1])
    expect(page.locator("#scope span")).to_have_text(EN.say("scopeEgo", n=1))
    box = page.locator("#drawing").bounding_box()
    assert box
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    expect(page).to_have_url(re.compile(r"#relation=\d+$"))
    expect(page.locator("#scope span")).to_have_text(EN.say("scopeEgo", n=1))
    ends = page.locator("#details .ends button").all_inner_texts()
    page.reload()
    expect(page.locator("#details .ends button")).to_have_count(2)
    group = f"{SVG}g/{SVG}g/{SVG}g"
    (x1, y1), (x2, y2) = (
        map(float, re.findall(r"[-\d.]+", each.get("transform", ""))[:2])
        for each in svg(page).iterfind(group)
        if each.findtext(f"{SVG}title") in ends
    )
    assert math.dist((x1, y1), (x2, y2)) > 50


def test_pointer_and_keys(open_page: Open, large: "nx.MultiGraph[str]") -> None:
    """Dragging and the wheel move the map; arrows go from entity to entity, Enter opens one."""
    page = open_large(open_page, large)
    whole = page.locator("canvas").evaluate(PICTURE)
    page.evaluate(DRAG, [40, 30])
    expect(page).to_have_url(re.compile(r"#at="))
    page.locator("#fit").click()
    assert page.locator("canvas").evaluate(PICTURE) == whole
    page.locator("#drawing").hover()
    for _ in range(6):
        page.mouse.wheel(0, -500)
    expect(page).to_have_url(re.compile(r"#at="))
    expect(page.locator("#scope span")).to_contain_text(re.compile(r"\d+ of \d+ groups in sight"))
    page.locator("#drawing").focus()
    page.keyboard.press("ArrowRight")
    said = page.locator("#live").inner_text()
    page.keyboard.press("ArrowRight")
    expect(page.locator("#live")).not_to_have_text(said)
    said_last = page.locator("#live").inner_text()
    page.keyboard.press("Enter")
    expect(page.locator("#scope span")).to_contain_text("directly tied")
    assert page.locator("#details h2").inner_text() in said_last


def test_pointer_names_what_it_is_at(open_page: Open, network: "nx.MultiGraph[str]") -> None:
    """The pointer writes the whole name of a partner, and not once more that of the entity that is selected."""
    page = open_page(network, renderer="canvas", at="#entity=body:society-1")
    box = page.locator("#drawing").bounding_box()
    assert box
    places = {
        shape.findtext(f"{SVG}title") or "": tuple(map(float, re.findall(r"[-\d.]+", shape.get("transform", ""))[:2]))
        for shape in svg(page).iterfind(f"{SVG}g/{SVG}g/{SVG}g")
    }
    page.evaluate(DRAWN)
    for name, (x, y) in places.items():
        page.mouse.move(box["x"] + 1, box["y"] + 1)
        page.evaluate("() => { window.drawn.length = 0; }")
        page.mouse.move(box["x"] + x, box["y"] + y)
        expect(page.locator("#drawing.over")).to_be_visible()
        told = " ".join(line for line, *_ in page.evaluate("() => window.drawn"))
        assert told == ("" if name == "Society 1" else name)


def test_screens(open_page: Open, large: "nx.MultiGraph[str]", shoot: Shoot) -> None:
    """It is there in the dark, on a phone, in forced colours and on paper."""
    dark = open_large(open_page, large, scheme="dark")
    shoot(dark, "canvas-3000-dark")
    before = dark.locator("canvas").evaluate(PICTURE)
    dark.evaluate("() => { dispatchEvent(new Event('beforeprint')); }")
    assert dark.locator("canvas").evaluate(PICTURE) != before
    dark.evaluate("() => { dispatchEvent(new Event('afterprint')); }")
    assert dark.locator("canvas").evaluate(PICTURE) == before
    phone = open_large(open_page, large, width=390, height=844, device_scale_factor=2, has_touch=True)
    assert phone.evaluate(SIDEWAYS) <= 0
    shoot(phone, "canvas-3000-phone")
    find(phone, large.nodes[max(large, key=large.degree)]["label"])
    shoot(phone, "canvas-3000-phone-partners")
    forced = open_large(open_page, large, forced_colors="active", reduced_motion="reduce")
    assert forced.locator("canvas").evaluate(INK) > 50_000
    shoot(forced, "canvas-3000-forced-colours")


@pytest.mark.parametrize(("width", "height"), [(1400, 860), (390, 844)])
def test_paper_is_filled(open_page: Open, large: "nx.MultiGraph[str]", width: int, height: int) -> None:
    """On upright paper the map is as large as its frame has room for, however large the screen is."""
    page = open_large(open_page, large, width=width, height=height)
    before = page.locator("canvas").evaluate(PICTURE)
    page.evaluate("() => { dispatchEvent(new Event('beforeprint')); }")
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 703, "height": 1032})  # A4 within its margins
    frame = page.locator(".stage").bounding_box()
    assert frame
    places = "all => all.map(one => one.getBoundingClientRect()).map(({ top, bottom }) => [top, bottom])"
    tops, bottoms = zip(*page.locator(".stage > svg circle").evaluate_all(places), strict=True)
    assert frame["y"] <= min(tops)
    assert max(bottoms) <= frame["y"] + frame["height"]
    assert max(bottoms) - min(tops) > 0.88 * frame["height"]
    page.emulate_media(media="screen")
    page.set_viewport_size({"width": width, "height": height})
    page.evaluate("() => { dispatchEvent(new Event('afterprint')); }")
    page.wait_for_timeout(200)  # for the size of the screen
    assert page.locator("canvas").evaluate(PICTURE) == before


def test_fifty_thousand(open_text: OpenText, page_of: PageOf, huge: "nx.MultiGraph[str]", shoot: Shoot) -> None:
    """A page of 50,000 entities is of less than 4 MB; it opens, finds, shows partners, opens groups and leads back."""
    text = page_of(huge)
    assert len(text.encode()) < 4_000_000
    page = open_text(text)
    page.locator("#scope").wait_for(timeout=20_000)
    expect(page.locator("#counts")).to_contain_text("50,000 of 50,000 entities")
    shoot(page, "canvas-50000")
    before = page.locator("canvas").evaluate(PICTURE)
    hub = max(huge, key=huge.degree)
    find(page, huge.nodes[hub]["label"])
    n = len(set(huge[hub]) - {hub})
    expect(page.locator("#scope span")).to_have_text(EN.say("scopeStrongest", n=n, shown=80))
    shoot(page, "canvas-50000-partners")
    page.keyboard.press("Escape")
    assert page.locator("canvas").evaluate(PICTURE) == before
    first = next(circle for circle in svg(page).iter(f"{SVG}circle"))
    x, y, r = (float(first.get(name) or "") for name in ("cx", "cy", "r"))
    page.locator("#drawing").click(position={"x": x, "y": y - 0.8 * r})
    expect(page.locator("#scope button")).to_be_visible()
    shoot(page, "canvas-50000-group")
    page.locator("#drawing").hover()
    for _ in range(6):
        page.mouse.wheel(0, -500)
    for _ in range(6):
        page.mouse.wheel(0, -500)
    page.wait_for_timeout(500)  # drawn anew when it has stood still for a moment
    shoot(page, "canvas-50000-near")
