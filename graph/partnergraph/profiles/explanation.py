"""Explanations: a reason as text - an outline for people, a table with a row for each piece of evidence, or JSON."""

from collections.abc import Iterator

from partnergraph.profiles import disagreement, outline
from partnergraph.profiles.outline import Item, Outline, Section, dates
from partnergraph.profiles.reason import Cause, Reason, Thing
from partnergraph.values.evidence import Evidence
from partnergraph.values.table import Table
from partnergraph.writing import format, sheet

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

    >>> from partnergraph.profiles.reason import of
    >>> from partnergraph.storage.store import Store
    >>> write(of(Store(), "urn:esr"), format.CSV).partition(",")[0]
    'way'
    """
    if form is format.CSV:
        return sheet.write(table(reason), form)
    return sheet.json(reason) if form is format.RECORDS else outline.markdown(told(reason))


def table(reason: Reason) -> Table:
    """Give a reason as a table: a row for each piece of evidence, and one for what has none.

    >>> from partnergraph.profiles.reason import of
    >>> from partnergraph.storage.store import Store
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

    >>> from partnergraph.profiles.reason import between
    >>> from partnergraph.storage.store import Store
    >>> told(between(Store(), "urn:esr", "urn:eortc")).paragraphs
    ('Nothing ties them, and no way leads from one to the other.',)
    """
    sections = [
        Section(title, tuple(item for each in reason.causes if each.way == way for item in _items(each)))
        for way, title in _HEADINGS.items()
    ]
    if len(reason.things) == 1:
        (thing,) = reason.things
        itself = Item(thing.kind or "Thing", evidence=thing.evidence)
        sections.append(Section("What it rests on", (itself,) if thing.evidence else ()))
    sections += disagreement.sections(reason.disagreements)
    outlined = Outline(
        title=" and ".join(thing.name for thing in reason.things),
        paragraphs=tuple(filter(None, [_verdict(reason), *map(_also, reason.things)])),
        sections=tuple(each for each in sections if each.items),
    )
    return outline.inline(outlined)


def _verdict(reason: Reason) -> str:
    if reason.tied:
        return ""
    if len(reason.things) == 1:
        return "No evidence is given for it."
    if not reason.chain:
        return "Nothing ties them, and no way leads from one to the other."
    return f"Nothing ties them directly. The shortest way is {' – '.join(reason.chain)}."


def _also(thing: Thing) -> str:
    """Give the sentence that names the bodies for which a thing stands."""
    return f"{thing.name} stands here for {' and '.join(thing.also)} too: accepted as one body." if thing.also else ""


def _items(cause: Cause) -> Iterator[Item]:
    """Give the item of a cause, and one below it for each part that has evidence of its own."""
    when = "not at the same time" if cause.apart else dates(cause.start, cause.end, lasting=cause.lasting)
    words = (cause.kind, cause.words if cause.name else "", when, "preferred" if cause.preferred else "")
    details = tuple(filter(None, (", ".join(_parts(cause)), *cause.details)))
    yield Item(cause.name or cause.words, ", ".join(filter(None, words)), details, cause.evidence)
    for part in cause.parts:
        if part.evidence:
            yield Item(part.name, part.role, evidence=part.evidence, level=1)


def _parts(cause: Cause) -> Iterator[str]:
    """Give each part with its role, and with its own dates where not all have the same."""
    alike = len({(part.start, part.end) for part in cause.parts}) == 1
    for part in cause.parts:
        when = "" if alike else dates(part.start, part.end, lasting=cause.lasting)
        told = ", ".join(filter(None, (part.role, when)))
        yield f"{part.short} ({told})" if told else part.short


def _cells(each: Evidence | None) -> tuple[str, ...]:
    return (each.title, each.place, each.url, each.read, each.quote) if each else ("",) * 5
