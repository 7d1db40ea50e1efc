"""Pictures: charts as SVG that is the same everywhere - plain shapes, texts as text, light and dark as one likes.

Texts stay text, so that they can be read aloud, searched and copied; the font is that of the reader's system, and no
measure depends on it. There is no date, no random name and no number of more than two decimals in the file.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from partnergraph.networks.exchange.markup import element, inside
from partnergraph.values.text import plain

WIDTH = 960
MARGIN = 24
LINE = 18  # px from one line of text to the next
_SIGN = 6.6  # px that a sign of 12 px takes at most on average
_FONT = 'system-ui, "Segoe UI", Roboto, "Noto Sans", "DejaVu Sans", sans-serif'

Inks = Mapping[str, tuple[str, str]]
"""Colours by the name of their class, on light and on dark paper."""

Area = tuple[float, float, float, float]
"""Left, top, width and height, in px."""

INKS: Inks = {
    "ink": ("#17202c", "#e6ebf2"),
    "muted": ("#55617a", "#9aa7b8"),
    "paper": ("#ffffff", "#171d26"),
    "rule": ("#dfe4ec", "#2a3340"),
    "accent": ("#0b5cad", "#7ab8ff"),
}
"""The colours of the page (``view/static/page.css``)."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawing below its title and some notes; ``inks`` are the colours of its own."""

    title: str
    notes: tuple[str, ...]
    height: float
    parts: tuple[str, ...]
    inks: Inks = field(default_factory=dict)
    width: float = WIDTH


def svg(picture: Picture, theme: str = "auto") -> str:
    """Give a picture as SVG for the theme: auto, light or dark; it is no wider than where it is shown.

    What XML cannot hold is drawn as U+FFFD.

    >>> svg(Picture("A & B", (), 10, ())).splitlines()[1]
    '<title id="title">A &amp; B</title>'
    """
    head = MARGIN + 22 + LINE * len(picture.notes) + 10
    width, height = number(picture.width), number(head + picture.height + MARGIN)
    inks = {**INKS, **picture.inks}
    notes = [
        text(note, MARGIN, MARGIN + 20 + LINE * place, "muted", size=13) for place, note in enumerate(picture.notes, 1)
    ]
    drawn = inside(
        "svg",
        [
            element("title", picture.title, id="title"),
            element("desc", " ".join(picture.notes) or picture.title, id="told"),
            element("style", _style(inks, theme)),
            element("rect", class_="paper", width=width, height=height),
            text(picture.title, MARGIN, MARGIN + 14, "ink", size=18, weight="600"),
            *notes,
            inside("g", picture.parts, transform=f"translate(0 {number(head)})"),
        ],
        xmlns="http://www.w3.org/2000/svg",
        width=width,
        height=height,
        viewBox=f"0 0 {width} {height}",
        role="img",
        style="max-width:100%;height:auto",
        **{"aria-labelledby": "title told", "font-family": _FONT, "font-size": "12"},
    )
    return plain(drawn)


def number(value: float) -> str:
    """Give a number with two decimals at most.

    >>> number(1.0), number(0.256), number(-0.001)
    ('1', '0.26', '0')
    """
    return f"{round(value, 2) + 0.0:.2f}".rstrip("0").rstrip(".")


def text(  # noqa: PLR0913 (each is an attribute)
    words: str, x: float, y: float, ink: str, *, anchor: str = "", size: int = 0, weight: str = "", turned: bool = False
) -> str:
    r"""Give words at a place; ``turned`` words read upwards.

    >>> text("A", 1, 2, "ink", anchor="end")
    '<text class="ink" x="1" y="2" text-anchor="end">A</text>\n'
    """
    turn = f"rotate(-90 {number(x)} {number(y)})" if turned else ""
    style = {"text-anchor": anchor, "font-size": str(size or ""), "font-weight": weight, "transform": turn}
    return element("text", words, class_=ink, x=number(x), y=number(y), **style)


def box(at: Area, ink: str, told: str = "", *, opacity: float = 1) -> str:
    r"""Give a filled box, and what is told where one points at it.

    >>> box((0, 0, 2, 1), "accent")
    '<rect class="accent" x="0" y="0" width="2" height="1"/>\n'
    """
    place = dict(zip(("x", "y", "width", "height"), map(number, at), strict=True))
    faint = {"fill-opacity": number(opacity) if opacity < 1 else ""}
    if not told:
        return element("rect", class_=ink, **place, **faint)
    return inside("rect", [element("title", told)], class_=ink, **place, **faint)


def rule(at: Area, ink: str = "rule") -> str:
    r"""Give a thin line to the right or down.

    >>> rule((0, 5, 10, 0))
    '<path class="line rule" d="M0 5h10v0"/>\n'
    """
    x, y, width, height = map(number, at)
    return element("path", class_=f"line {ink}", d=f"M{x} {y}h{width}v{height}")


def legend(items: Iterable[tuple[str, str]], y: float = 0, width: float = WIDTH) -> tuple[list[str], float]:
    """Give what the colours mean, in as many rows as it takes, and where it ends.

    >>> legend([("accent", "projects")])[1]
    30.0
    """
    parts, x, low = [], float(MARGIN), y
    for ink, words in items:
        wide = 18 + extent(words) + 18
        if x > MARGIN and x + wide > width - MARGIN:
            x, low = float(MARGIN), low + LINE + 2
        parts += [box((x, low, 12, 12), ink), text(words, x + 18, low + 10.5, "ink")]
        x += wide
    return parts, low + 30.0


def extent(words: str) -> float:
    """Give about how wide words of 12 px are.

    >>> extent("ab")
    13.2
    """
    return _SIGN * len(words)


def clipped(words: str, most: int) -> str:
    """Give words of ``most`` signs or fewer, with a mark where some are left out.

    >>> clipped("radiology", 5)
    'radi…'
    """
    return words if len(words) <= most else words[: most - 1].rstrip() + "…"


def _style(inks: Inks, theme: str) -> str:
    """Give the colours as rules of style; where the theme is auto the dark ones hold where the reader wants them."""
    base = 1 if theme == "dark" else 0
    rules = " ".join(f".{name}{{fill:{colours[base]}}}" for name, colours in inks.items())
    lines = " ".join(f".line.{name}{{fill:none;stroke:{colours[base]}}}" for name, colours in inks.items())
    if theme != "auto":
        return f"{rules} {lines}"
    dark = " ".join(
        f".{name}{{fill:{each[1]}}} .line.{name}{{fill:none;stroke:{each[1]}}}" for name, each in inks.items()
    )
    return f"{rules} {lines} @media (prefers-color-scheme: dark){{{dark}}}"
