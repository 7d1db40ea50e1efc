"""Looks can be told apart and seen, on light and on dark paper."""

import math
import re
from collections import Counter
from itertools import combinations, pairwise, product
from operator import mul

import pytest

from partnergraph.view import asset, look
from partnergraph.vocab import PG, expand

CONES = (
    (0.4122214708, 0.5363325363, 0.0514459929),
    (0.2119034982, 0.6806995451, 0.1073969566),
    (0.0883024619, 0.2817188376, 0.6299787005),
)
AXES = (
    (0.2104542553, 0.7936177850, -0.0040720468),
    (1.9779984951, -2.4285922050, 0.4505937099),
    (0.0259040371, 0.7827717662, -0.8086757660),
)


def linear(colour: str) -> list[float]:
    """Give the red, green and blue of a colour as parts of light."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    return [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]


def turned(rows: tuple[tuple[float, ...], ...], place: list[float]) -> list[float]:
    """Give a place by other axes."""
    return [sum(map(mul, row, place)) for row in rows]


def oklab(colour: str) -> list[float]:
    """Give the place of a colour in OKLab (Ottosson 2020), where distances are those that people see."""
    return turned(AXES, [math.cbrt(part) for part in turned(CONES, linear(colour))])


def contrast(one: str, other: str) -> float:
    """Give the contrast of two colours by WCAG 2.2."""
    both: list[float] = [sum(map(mul, (0.2126, 0.7152, 0.0722), linear(colour))) for colour in (one, other)]
    return (max(both) + 0.05) / (min(both) + 0.05)


def mixed(colour: str, paper: str, opacity: float) -> str:
    """Give the colour that a half-transparent one has on paper."""
    pairs = [(int(colour[place : place + 2], 16), int(paper[place : place + 2], 16)) for place in (1, 3, 5)]
    return "#" + "".join(f"{round(front * opacity + back * (1 - opacity)):02x}" for front, back in pairs)


def test_looks_can_be_told_apart() -> None:
    """No two types have the same symbol, whatever their colours, and no two kinds share colours and dash."""
    theme = asset.record("theme.json")
    known = look.types((str(expand(name)),) for name in theme["types"])
    other = look.types((f"urn:{number:02}",) for number in range(40))
    assert max(Counter(seen.path for seen in (*known.values(), *other.values())).values()) == 1
    assert max(Counter(map(str, theme["kinds"].values())).values()) == 1


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_types_of_one_shape_can_be_told_apart_by_colour_too(mode: str) -> None:
    """The colours of two types with one outline are 0.08 apart in OKLab."""
    types = asset.record("theme.json")["types"].values()
    alike = [
        [oklab(each[mode]) for each in types if each["shape"] == shape] for shape in {each["shape"] for each in types}
    ]
    assert min(math.dist(*pair) for places in alike for pair in combinations(places, 2)) > 0.08


def hue(colour: str) -> tuple[float, float]:
    """Give the hue of a colour in degrees, and how strong it is."""
    _, a, b = oklab(colour)
    return math.degrees(math.atan2(b, a)), math.hypot(a, b)


def test_hues_stay_between_light_and_dark() -> None:
    """What is blue on light paper is blue on dark paper: hues are 25 degrees apart at most, but for greys."""
    theme = asset.record("theme.json")
    for each in (*theme["types"].values(), *theme["kinds"].values()):
        (light, strong), (dark, other) = hue(each["light"]), hue(each["dark"])
        assert min(strong, other) < 0.03 or abs((light - dark + 180) % 360 - 180) < 25, each


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_kinds_can_be_told_apart_where_they_are_stacked(mode: str) -> None:
    """Without dashes the colours of two kinds are 0.1 apart in OKLab, those of kinds that follow one another 0.16."""
    places = [oklab(kind[mode]) for kind in asset.record("theme.json")["kinds"].values()]
    assert min(math.dist(one, other) for one, other in combinations(places, 2)) > 0.1
    assert min(math.dist(one, other) for one, other in pairwise(places)) > 0.16


def test_unknown_types_have_looks_of_their_own() -> None:
    """Forty types and thirty kinds that the theme does not know all look different, the same at every call."""
    types = [(f"https://example.org/Type{number:02}",) for number in range(40)]
    kinds = [f"https://example.org/kind{number:02}" for number in range(30)]
    assert len(set(look.types(types).values())) == 40
    assert len(set(look.kinds(kinds).values())) == 30
    assert look.types(types[::-1]) == look.types(types)


def test_a_subclass_looks_like_its_nearest_known_class() -> None:
    """An unknown type whose superclass is known has the look of the superclass."""
    seen = look.types([("https://example.org/Choir", f"{PG}Society"), (f"{PG}Society",)])
    assert len(set(seen.values())) == 1


@pytest.mark.parametrize(("mode", "paper"), [("light", "#fbfcfe"), ("dark", "#10151c")])
def test_colours_can_be_seen(mode: str, paper: str) -> None:
    """Every colour of a type and, as drawn, of a relation has a contrast of 3:1 with the canvas (WCAG 2.2, 1.4.11)."""
    theme = asset.record("theme.json")
    opacity = theme["edge"]["opacity"]
    types = [*theme["types"].values(), *theme["fallback"]["colours"]]
    kinds = [*theme["kinds"].values(), *theme["fallback"]["colours"]]
    assert [entry for entry in types if contrast(entry[mode], paper) < 3] == []
    assert [entry for entry in kinds if contrast(mixed(entry[mode], paper, opacity), paper) < 3] == []


@pytest.mark.parametrize(("place", "mode"), list(product(("ink", "muted", "accent", "warn"), (0, 1))))
def test_text_can_be_read(place: str, mode: int) -> None:
    """Every colour of text has a contrast of 4.5:1 with the papers that it stands on (WCAG 2.2, 1.4.3)."""
    style = asset.text("static/page.css")
    colours = {name: both.split(", ") for name, both in re.findall(r"--([a-z-]+): light-dark\((#\w+, #\w+)\)", style)}
    papers = ["warn-paper"] if place == "warn" else ["paper", "canvas", "hover"]
    assert [paper for paper in papers if contrast(colours[place][mode], colours[paper][mode]) < 4.5] == []
