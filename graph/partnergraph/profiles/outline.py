"""Outlines: what is told of a thing as a title, paragraphs and sections of items, each item with its evidence.

One form for a terminal and for Markdown. All words are plain text that may hold anything; the places where it is
written are numbered through, in the order in which they are first needed, and listed by document at the end.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from itertools import groupby

from partnergraph.values import span
from partnergraph.values.evidence import Evidence
from partnergraph.writing.sheet import escape


@dataclass(frozen=True, slots=True)
class Item:
    """One line of a section: what it is about, a few words on it, details below it, and where it is written."""

    text: str
    words: str = ""
    details: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    level: int = 0  # how deep it is below the item before it


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and its items; ``more`` says what was left out, and how to see it."""

    heading: str
    items: tuple[Item, ...]
    more: str = ""


@dataclass(frozen=True, slots=True)
class Outline:
    """The whole: ``subtitle`` and ``paragraphs`` come before the sections."""

    title: str
    subtitle: str = ""
    paragraphs: tuple[str, ...] = ()
    sections: tuple[Section, ...] = ()
    evidence: tuple[Evidence, ...] = field(default=())  # of the whole

    def numbers(self) -> Mapping[Evidence, int]:
        """Give each piece of evidence its number, counted from 1 in the order of the outline.

        >>> Outline("A", evidence=(Evidence("urn:s", "S", "page 1"),)).numbers()
        {Evidence(source='urn:s', title='S', place='page 1', url='', read='', quote=''): 1}
        """
        items = (item for section in self.sections for item in section.items)
        every = (*self.evidence, *(each for item in items for each in item.evidence))
        return {each: number for number, each in enumerate(dict.fromkeys(every), 1)}


def dates(start: str, end: str, *, lasting: bool) -> str:
    """Give start and end in words, as exactly as they are known; what lasts and has no end is "since" its start.

    >>> (
    ...     dates("2014", "", lasting=True),
    ...     dates("2014", "2017-09", lasting=True),
    ...     dates("2017-23", "2017-23", lasting=False),
    ... )
    ('since 2014', '2014 to 2017-09', 'autumn 2017')
    """
    one, other = span.worded(start), span.worded(end)
    if one and other:
        return one if one == other else f"{one} to {other}"
    if other:
        return f"until {other}"
    return f"since {one}" if one and lasting else one


def sources(outline: Outline) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Give the lines of the sources of an outline: each document, and the numbered places in it.

    A document that is cited as a whole has its number itself, and no places.

    >>> sources(
    ...     Outline("A", evidence=(Evidence("urn:s", "S", "page 1", read="2026-11-23"), Evidence("urn:t", "T", "")))
    ... )
    (('S, read 2026-11-23', ('[1] page 1',)), ('[2] T', ()))
    """
    found: dict[str, list[str]] = {}
    for each, number in outline.numbers().items():
        found.setdefault(_document(each), []).append(f"[{number}] {_place(each)}")
    whole = {head: places[0] + head for head, places in found.items() if len(places) == 1 and places[0].endswith("] ")}
    return tuple((whole.get(head, head), () if head in whole else tuple(places)) for head, places in found.items())


def inline(outline: Outline) -> Outline:
    """Give an outline that tells every place where it is needed, and numbers the documents instead.

    >>> told = inline(
    ...     Outline("A", sections=(Section("B", (Item("C", evidence=(Evidence("urn:s", "S", "page 1"),)),)),))
    ... )
    >>> told.sections[0].items[0].details, told.sections[1].items[0].text
    (('[1] page 1',), '[1] S')
    """
    documents = {head: number for number, head in enumerate(dict.fromkeys(map(_document, outline.numbers())), 1)}

    def told(item: Item) -> Item:
        places = (f"[{documents[_document(each)]}] {_place(each) or each.title}" for each in item.evidence)
        return replace(item, details=(*item.details, *places), evidence=())

    sections = [replace(section, items=tuple(map(told, section.items))) for section in outline.sections]
    if documents:
        cited = tuple(Item(f"[{number}] {head}") for head, number in documents.items())
        sections.append(Section("Documents", cited))
    return replace(outline, sections=tuple(sections), evidence=())


def _document(each: Evidence) -> str:
    return ", ".join(filter(None, (each.title, each.url, f"read {each.read}" if each.read else "")))


def _place(each: Evidence) -> str:
    return ", ".join(filter(None, (each.place, f"“{each.quote}”" if each.quote else "")))


def markdown(outline: Outline) -> str:
    r"""Give an outline as Markdown: sections of lists, then the sources; all words are escaped.

    >>> print(markdown(Outline("A_b", sections=(Section("Parts", (Item("C", "since 2014"),)),))), end="")
    # A\_b
    <BLANKLINE>
    ## Parts
    <BLANKLINE>
    - **C**: since 2014
    """
    numbers = outline.numbers()
    head = [f"# {escape(outline.title)}{_marks(outline.evidence, numbers)}"]
    head += [escape(each) for each in (outline.subtitle, *outline.paragraphs) if each]
    parts = [_section(section, numbers) for section in outline.sections]
    return "\n\n".join([*head, *parts, *_sources(outline)]) + "\n"


def _section(section: Section, numbers: Mapping[Evidence, int]) -> str:
    lines = [line for item in section.items for line in _lines(item, numbers)]
    more = ["", escape(section.more)] if section.more else []
    return "\n".join([f"## {escape(section.heading)}", "", *lines, *more])


def _lines(item: Item, numbers: Mapping[Evidence, int]) -> Iterable[str]:
    indent = "  " * item.level
    words = f": {escape(item.words)}" if item.words else ""
    yield f"{indent}- **{escape(item.text)}**{words}{_marks(item.evidence, numbers)}"
    yield from (f"{indent}  - {escape(detail)}" for detail in item.details)


def cited(evidence: Iterable[Evidence], numbers: Mapping[Evidence, int]) -> str:
    """Give the numbers of some evidence as people cite them: three and more in a row by the first and the last.

    >>> places = [Evidence("urn:a", "A page", f"line {number}") for number in range(5)]
    >>> cited(places, dict(zip(places, [1, 2, 3, 6, 7])))
    '1–3, 6, 7'
    """  # noqa: RUF002
    found = sorted({numbers[each] for each in evidence})
    runs = [[number for _, number in run] for _, run in groupby(enumerate(found), lambda pair: pair[1] - pair[0])]
    return ", ".join(f"{run[0]}–{run[-1]}" if len(run) > 2 else ", ".join(map(str, run)) for run in runs)


def _marks(evidence: Iterable[Evidence], numbers: Mapping[Evidence, int]) -> str:
    marks = cited(evidence, numbers)
    return f" \\[{marks}\\]" if marks else ""


def _sources(outline: Outline) -> list[str]:
    lines: list[str] = []
    for document, places in sources(outline):
        lines += [f"- {escape(document)}", *(f"  - {escape(place)}" for place in places)]
    return ["\n".join(["## Sources", "", *lines])] if lines else []
