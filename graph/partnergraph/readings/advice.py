"""Advice: recommendations as text - a page for people, a table with a row for each reason, or JSON."""

from collections.abc import Iterator

from partnergraph.profiles import outline
from partnergraph.profiles.outline import Item, Outline, Section
from partnergraph.readings.recommendation import Advice, Candidate, Ground
from partnergraph.values.table import Table
from partnergraph.writing import format, sheet

_SHOWN = 3  # reasons of a kind on a page
_COLUMNS = (
    *("rank", "body", "kind", "country", "score", "partners", "topics"),
    *("reason", "name", "counts", "sum", "source", "iri"),
)


def write(advice: Advice, form: format.Format, *, explain: bool = False) -> str:
    """Give recommendations as text: all of them as JSON, a row for each reason as CSV, or Markdown.

    >>> write(Advice("urn:a", "A", "2026-01-01", (), ""), format.CSV).partition(",")[0]
    'rank'
    """
    if form is format.CSV:
        return sheet.write(table(advice), form)
    return sheet.json(advice) if form is format.RECORDS else outline.markdown(told(advice, explain=explain))


def table(advice: Advice) -> Table:
    """Give recommendations as a table with a row for each reason.

    >>> len(table(Advice("urn:a", "A", "2026-01-01", (), "")))
    0
    """
    rows = [
        (rank, *_cells(each), reason.kind, reason.name, reason.counts, reason.sum, _source(reason), each.iri)
        for rank, each in enumerate(advice.candidates, 1)
        for reason in each.reasons
    ]
    return sheet.of(_COLUMNS, rows)


def told(advice: Advice, *, explain: bool = False) -> Outline:
    """Give recommendations as an outline for people; ``explain`` shows how each score comes about.

    >>> told(Advice("urn:a", "A", "2026-01-01", (), "Nothing ties A to another body")).paragraphs
    ('Nothing ties A to another body.',)
    """
    section = Section("Bodies that it is not tied to yet", tuple(_item(each, explain) for each in advice.candidates))
    return Outline(
        title=f"Recommended to {advice.name}",
        subtitle=f"as of {advice.day}",
        paragraphs=(f"{advice.reason}.",) if advice.reason else (),
        sections=(section,) if advice.candidates else (),
    )


def _item(each: Candidate, explain: bool) -> Item:
    words = ", ".join(filter(None, (each.kind, each.country, f"score {each.score:.2f}")))
    evidence = dict.fromkeys(proof for reason in _shown(each) for proof in reason.evidence)
    details = (*((_arithmetic(each),) if explain else ()), *_details(each, explain))
    return Item(each.name, words, details, tuple(evidence))


def _arithmetic(each: Candidate) -> str:
    return f"{each.score:.2f} = (1 + {each.partners:.2f} by partners) x (1 + {each.topics:.2f} by topics) - 1"


def _details(each: Candidate, explain: bool) -> Iterator[str]:
    for kind, count, words in (("partner", each.shared_partners, "knows"), ("topic", each.shared_topics, "works on")):
        reasons = [reason for reason in _shown(each) if reason.kind == kind]
        if reasons:
            names = [f"{one.name} ({one.counts:.2f} = {one.sum})" if explain else one.name for one in reasons]
            rest = f" and {count - len(names):,} more" if count > len(names) else ""
            yield f"{words} {', '.join(names)}{rest}"
    new = [f"{reason.kind.removeprefix('new ')} {reason.name}" for reason in each.reasons if not reason.counts]
    if new:
        yield f"no partner yet of {' and '.join(new)}"


def _shown(each: Candidate) -> list[Ground]:
    """Give the reasons of a candidate that a page shows."""
    kinds = dict.fromkeys(reason.kind for reason in each.reasons)
    return [one for kind in kinds for one in [reason for reason in each.reasons if reason.kind == kind][:_SHOWN]]


def _cells(each: Candidate) -> tuple[str | float, ...]:
    return each.name, each.kind, each.country, each.score, each.partners, each.topics


def _source(reason: Ground) -> str:
    return "; ".join(", ".join(filter(None, (each.title, each.place))) for each in reason.evidence)
