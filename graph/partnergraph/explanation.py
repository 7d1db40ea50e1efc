"""Explanations: a reason as text - an outline for people, a table with a row for each piece of evidence, or JSON."""

from collections.abc import Iterable, Iterator, Mapping

from partnergraph import disagreement, format, outline, sheet
from partnergraph.evidence import Evidence
from partnergraph.outline import Item, Outline, Section, dates
from partnergraph.reason import Cause, Reason
from partnergraph.table import Table

_HEADINGS = {
    "direct": "Directly",
    "shared": "In which both take part",
    "units": "Through their units",
    "chain": "What ties those on the way",
}
_COLUMNS = (
    *("way", "name", "kind", "tie", "start", "end", "preferred", "party", "role"),
    *("document", "place", "url", "read", "quote", "iri"),
)


def write(reason: Reason, form: format.Format) -> str:
    """Give a reason as text: all of it as JSON, a row for each piece of evidence as CSV, or Markdown.

    >>> from partnergraph.reason import of
    >>> from partnergraph.store import Store
    >>> write(of(Store(), "urn:esr"), format.CSV).partition(",")[0]
    'way'
    """
    if form is format.CSV:
        return sheet.write(table(reason), form)
    return sheet.json(reason) if form is format.RECORDS else outline.markdown(told(reason))


def table(reason: Reason) -> Table:
    """Give a reason as a table: a row for each piece of evidence, and one for what has none.

    >>> from partnergraph.reason import of
    >>> from partnergraph.store import Store
    >>> table(of(Store(), "urn:esr")).values("name")
    ['urn:esr']
    """
    rows: list[tuple[str, ...]] = []
    for thing in reason.things if len(reason.things) == 1 else ():
        head = ("itself", thing.name, thing.kind, *[""] * 6)
        rows += [(*head, *_cells(each), thing.iri) for each in thing.evidence or (None,)]
    for cause in reason.causes:
        head = (
            cause.way,
            cause.name,
            cause.kind,
            cause.words,
            cause.start,
            cause.end,
            "yes" if cause.preferred else "",
        )
        for part in cause.parts:
            proofs = part.evidence or cause.evidence or (None,)
            rows += [(*head, part.name, part.role, *_cells(each), cause.via) for each in proofs]
    return sheet.of(_COLUMNS, rows)


def told(reason: Reason) -> Outline:
    """Give a reason as an outline for people: each tie with the places that state it, and the documents at the end.

    >>> from partnergraph.reason import between
    >>> from partnergraph.store import Store
    >>> told(between(Store(), "urn:esr", "urn:eortc")).paragraphs
    ('Nothing ties them, and no way leads from one to the other.',)
    """
    documents = {head: number for number, head in enumerate(dict.fromkeys(map(_document, _all(reason))), 1)}
    sections = [
        Section(title, tuple(_item(each, documents) for each in reason.causes if each.way == way))
        for way, title in _HEADINGS.items()
    ]
    itself = Item(reason.things[0].kind or "Thing", details=tuple(_places(reason.things[0].evidence, documents)))
    if len(reason.things) == 1 and reason.tied:
        sections.append(Section("What it rests on", (itself,)))
    sections += disagreement.sections(reason.disagreements)
    sections.append(Section("Documents", tuple(Item(f"[{number}]", head) for head, number in documents.items())))
    return Outline(
        title=" and ".join(thing.name for thing in reason.things),
        paragraphs=tuple(filter(None, [_verdict(reason)])),
        sections=tuple(each for each in sections if each.items),
    )


def _verdict(reason: Reason) -> str:
    if reason.tied:
        return ""
    if len(reason.things) == 1:
        return "No evidence is given for it."
    if not reason.chain:
        return "Nothing ties them, and no way leads from one to the other."
    return f"Nothing ties them directly. The shortest way is {' – '.join(reason.chain)}."


def _item(cause: Cause, documents: Mapping[str, int]) -> Item:
    when = dates(cause.start, cause.end, lasting=cause.lasting)
    words = (cause.kind, cause.words, when, "preferred" if cause.preferred else "")
    roles = ", ".join(f"{part.short} ({part.role})" if part.role else part.short for part in cause.parts)
    own = [f"{part.short}: {place}" for part in cause.parts for place in _places(part.evidence, documents)]
    details = (roles, *cause.details, *_places(cause.evidence, documents), *own)
    return Item(cause.name, ", ".join(filter(None, words)), tuple(filter(None, details)))


def _places(evidence: Iterable[Evidence], documents: Mapping[str, int]) -> Iterator[str]:
    for each in evidence:
        quote = f"“{each.quote}”" if each.quote else ""
        yield f"[{documents[_document(each)]}] {', '.join(filter(None, (each.place, quote)))}".rstrip()


def _document(each: Evidence) -> str:
    return ", ".join(filter(None, (each.title, each.url, f"read {each.read}" if each.read else "")))


def _all(reason: Reason) -> Iterator[Evidence]:
    if len(reason.things) == 1:
        yield from reason.things[0].evidence
    for cause in reason.causes:
        yield from cause.evidence
        yield from (each for part in cause.parts for each in part.evidence)


def _cells(each: Evidence | None) -> tuple[str, ...]:
    return (each.title, each.place, each.url, each.read, each.quote) if each else ("",) * 5
