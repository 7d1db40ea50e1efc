"""Advice: recommendations as text - a page for people, a table with a row for each reason, or JSON."""

from collections.abc import Iterator

from partnergraph.profiles import outline
from partnergraph.profiles.outline import Item, Outline, Section
from partnergraph.readings.contact import Link
from partnergraph.readings.recommendation import Advice, Candidate, Ground
from partnergraph.values.table import Table
from partnergraph.writing import format, sheet

_SHOWN = 3  # reasons of a kind on a page
_COLUMNS = (
    *("rank", "body", "kind", "country", "score", "partners", "topics"),
    *("reason", "name", "counts", "sum", "by", "lapsed", "source", "iri"),
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
        (
            rank,
            *_cells(each),
            reason.kind,
            reason.name,
            reason.counts,
            reason.sum,
            *_by(reason),
            _source(reason),
            each.iri,
        )
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
    friends, topics = ([one for one in _shown(each) if one.kind == kind] for kind in ("partner", "topic"))
    for one in friends:
        by, lapsed = _by(one)
        yield f"{'knew' if lapsed else 'knows'} {_counted(one, explain)}{': ' if by else ''}{by}"
    if each.shared_partners > len(friends):
        yield f"and {each.shared_partners - len(friends):,} more whom both know or knew"
    if topics:
        rest = f" and {each.shared_topics - len(topics):,} more" if each.shared_topics > len(topics) else ""
        yield f"works on {', '.join(_counted(one, explain) for one in topics)}{rest}"
    new = [f"{reason.kind.removeprefix('new ')} {reason.name}" for reason in each.reasons if not reason.counts]
    if new:
        yield f"no partner yet of {' and '.join(new)}"


def _counted(ground: Ground, explain: bool) -> str:
    return f"{ground.name} ({ground.counts:.2f} = {ground.sum})" if explain else ground.name


def _by(ground: Ground) -> tuple[str, str]:
    """Give by what a candidate comes to what it shares, and whether all of that has ended."""
    if ground.theirs is None:
        return "", ""
    told = list(filter(None, map(_said, ground.theirs.links)))
    rest = ground.theirs.count - len(ground.theirs.links)
    more = [f"{rest:,} more"] if rest else []
    return "; ".join([*told, *more]), "yes" if ground.theirs.lapsed else ""


def _said(link: Link) -> str:
    """Give one tie in words: its name, what it is, and its dates.

    >>> _said(Link("urn:m", "MEDIRAD", "Project", "2017", "2022", True))
    'MEDIRAD (Project, 2017 to 2022)'
    >>> _said(Link("", "", "tie", "2014", "", True)), _said(Link("", "", "lends", "", "", True))
    ('since 2014', 'lends')
    """
    kind = "" if link.kind == "tie" or (link.name and link.kind in link.name) else link.kind
    marks = ", ".join(filter(None, (kind, outline.dates(link.start, link.end, lasting=link.lasting))))
    return f"{link.name} ({marks})" if link.name and marks else link.name or marks


def _shown(each: Candidate) -> list[Ground]:
    """Give the reasons of a candidate that a page shows."""
    kinds = dict.fromkeys(reason.kind for reason in each.reasons)
    return [one for kind in kinds for one in [reason for reason in each.reasons if reason.kind == kind][:_SHOWN]]


def _cells(each: Candidate) -> tuple[str | float, ...]:
    return each.name, each.kind, each.country, each.score, each.partners, each.topics


def _source(reason: Ground) -> str:
    return "; ".join(", ".join(filter(None, (each.title, each.place))) for each in reason.evidence)
