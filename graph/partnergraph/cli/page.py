"""Outlines on a terminal: headings, items with their details, numbered sources; data is text, never markup."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from partnergraph.cli.printed import printable

if TYPE_CHECKING:
    from rich.console import Console

    from partnergraph.profiles.outline import Item, Outline
    from partnergraph.values.evidence import Evidence

_STEP = 2  # characters that what lies below is indented by


def show(outline: "Outline") -> None:
    """Print an outline, as wide as the terminal."""
    from rich.console import Console

    from partnergraph.profiles.outline import sources

    console = Console(highlight=False, emoji=False)
    numbers = outline.numbers()
    line(console, 0, (outline.title, "bold"), (_marks(outline.evidence, numbers), "dim"))
    line(console, 0, (outline.subtitle, "dim"))
    for paragraph in outline.paragraphs:
        console.print()
        line(console, 0, (paragraph, ""))
    for section in outline.sections:
        _heading(console, section.heading)
        for item in section.items:
            _item(console, item, numbers)
        line(console, _STEP, (section.more, "dim"))
    if numbers:
        _heading(console, "Sources")
    for document, places in sources(outline):
        line(console, _STEP, (document, ""))
        for place in places:
            line(console, 2 * _STEP, (place, ""))


def _heading(console: "Console", words: str) -> None:
    console.print()
    line(console, 0, (words, "bold cyan"))


def _item(console: "Console", item: "Item", numbers: "Mapping[Evidence, int]") -> None:
    indent = _STEP * (item.level + 1)
    line(console, indent, (item.text, "bold"), (item.words, ""), (_marks(item.evidence, numbers), "dim"))
    for detail in item.details:
        line(console, indent + _STEP, (detail, ""))


def line(console: "Console", indent: int, *parts: tuple[str, str]) -> None:
    """Print words in their styles on one line, or where it is full on more lines; nothing for none.

    The lines after the first are indented deeper than what may follow below.
    """
    from rich.text import Text

    told = [Text(printable(" ".join(words.split())), style) for words, style in parts if words]
    if not told:
        return
    whole, room = Text("  ").join(told), console.width - indent
    more = 2 * _STEP if indent else 0
    lines = [whole] if whole.cell_len <= room else whole.wrap(console, max(room - more, 1))
    for number, each in enumerate(lines):
        each.rstrip()
        console.print(Text(" " * (indent + (more if number else 0))).append_text(each), soft_wrap=True)


def _marks(evidence: "Iterable[Evidence]", numbers: "Mapping[Evidence, int]") -> str:
    from partnergraph.profiles.outline import cited

    marks = cited(evidence, numbers)
    return f"[{marks}]" if marks else ""
