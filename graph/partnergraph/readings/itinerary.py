"""Itineraries: introductions as text - sentences for people, a table with a row for each tie, or JSON."""

from partnergraph.ontology import shipped
from partnergraph.profiles import outline
from partnergraph.profiles.outline import Item, Outline, Section, dates
from partnergraph.readings.introduction import Answer, Bond, Introduction, Step
from partnergraph.values.table import Table
from partnergraph.vocab import PG
from partnergraph.writing import format, sheet

_SHOWN = 3  # ties of a step on a page
_PHRASES = {
    "tie-agreement": "{} and {} share the agreement {}",
    "tie-cooperation": "{} and {} cooperate: {}",
    "tie-event": "{} and {} take part in {}",
    "tie-founding": "{} and {} are tied by {}",
    "tie-funding": "{} and {} fund {}",
    "tie-programme": "{} and {} work in the programme {}",
    "tie-project": "{} and {} work in the project {}",
    "tie-publication": "{} and {} have a part in {}",
    "tie-site": "{} and {} share the office {}",
    "tie-survey": "{} and {} run the survey {}",
}
_UNNAMED = {
    "tie-agreement": "{} and {} share an agreement",
    "tie-cooperation": "{} and {} cooperate",
    "tie-event": "{} and {} take part in an event",
    "tie-founding": "{} and {} are tied by a founding",
    "tie-funding": "{} and {} fund the same",
    "tie-programme": "{} and {} work in a programme",
    "tie-project": "{} and {} work in a project",
    "tie-publication": "{} and {} have a part in a publication",
    "tie-site": "{} and {} share an office",
    "tie-survey": "{} and {} run a survey",
}
"""What is said where it is not known what ties the two, as of the pairs of a file."""

_TIED = "{} and {} are tied by {}"
_LINES = {"tie-membership": "{} belongs to {}", "tie-unit": "{} is part of {}"}
_BRACES = {ord(sign): sign * 2 for sign in "{}"}
_COLUMNS = (
    *("path", "chance", "step", "from", "to", "strength", "sentence", "name", "kind", "tie", "from_role", "to_role"),
    *("start", "end", "lapsed", "counts", "source", "iri"),
)


def write(answer: Answer, form: format.Format) -> str:
    """Give introductions as text: all of it as JSON, a row for each tie of each step as CSV, or Markdown.

    >>> import datetime as dt
    >>> from partnergraph.readings.introduction import Guide
    >>> from partnergraph.storage.store import Store
    >>> write(Guide(Store(), dt.date(2026, 1, 1)).between("urn:a", "urn:b"), format.CSV).partition(",")[0]
    'path'
    """
    if form is format.CSV:
        return sheet.write(table(answer), form)
    return sheet.json(answer) if form is format.RECORDS else outline.markdown(told(answer))


def table(answer: Answer) -> Table:
    """Give introductions as a table with a row for each tie of each step.

    >>> import datetime as dt
    >>> from partnergraph.readings.introduction import Guide
    >>> from partnergraph.storage.store import Store
    >>> len(table(Guide(Store(), dt.date(2026, 1, 1)).between("urn:a", "urn:b")))
    0
    """
    return sheet.of(
        _COLUMNS,
        [
            _row(number, way, place, step, bond)
            for number, way in enumerate(answer.ways, 1)
            for place, step in enumerate(way.steps, 1)
            for bond in step.bonds
        ],
    )


def told(answer: Answer) -> Outline:
    """Give introductions as an outline for people: a section for each way, a sentence for each of its ties.

    >>> import datetime as dt
    >>> from partnergraph.readings.introduction import Guide
    >>> from partnergraph.storage.store import Store
    >>> told(Guide(Store(), dt.date(2026, 1, 1)).between("urn:a", "urn:b")).paragraphs[0]
    'Nothing in force ties urn:a or urn:b to another body.'
    """
    ties = "ties in force and those that have lapsed" if answer.lapsed else "ties in force"
    return Outline(
        title=f"From {answer.one.name} to {answer.other.name}",
        subtitle=f"as of {answer.day}, by {ties}",
        paragraphs=(f"{answer.reason}.",) if answer.reason else (),
        sections=tuple(_section(number, way) for number, way in enumerate(answer.ways, 1)),
    )


def sentence(step: Step, bond: Bond) -> str:
    """Give one tie of a step in a sentence, with its dates as they are known.

    >>> from partnergraph.readings.introduction import Body
    >>> ends = Body("urn:a", "A", "A"), Body("urn:b", "B", "B")
    >>> bond = Bond("urn:m", "M", "", PG + "tie-agreement", "", ("", ""), "2014", "", True, False, 1.0, ())
    >>> sentence(Step(*ends, 1.0, (bond,)), bond)
    'A and B share the agreement M (since 2014)'
    """
    word = bond.tie.removeprefix(PG)
    names = [step.start.short, step.end.short]
    if word in _LINES:
        up = _goes_up(bond)
        one, other = names if up else names[::-1]
        role = bond.roles[0 if up else 1] if word == "tie-membership" else ""
        said = _LINES[word].format(one, other) + (f" as {role}" if role else "")
    else:
        told = (f"{name} ({role})" if role else name for name, role in zip(names, bond.roles, strict=True))
        said = (_PHRASES.get(word, _TIED) if bond.name else _bare(bond)).format(*told, bond.name)
    when = dates(bond.start, bond.end, lasting=bond.lasting and not bond.lapsed)
    marks = ", ".join(filter(None, (when, "lapsed" if bond.lapsed else "")))
    return f"{said} ({marks})" if marks else said


def _bare(bond: Bond) -> str:
    """Give the sentence of a tie that nothing carries: an edge of a file, of a kind or of none."""
    said = "{} and {} are tied" if bond.words == "tie" else f"{{}} and {{}} are tied: {bond.words.translate(_BRACES)}"
    return _UNNAMED.get(bond.tie.removeprefix(PG), said)


def _goes_up(bond: Bond) -> bool:
    """Say whether it is the first of the two that belongs to the other."""
    parent = shipped().label(PG + "role-parent")
    return bond.roles[1] == parent or (bool(bond.roles[0]) and bond.roles[0] != parent)


def _section(number: int, way: Introduction) -> Section:
    names = [way.steps[0].start.short, *(step.end.short for step in way.steps)]
    return Section(f"{number}. {' – '.join(names)} (chance {way.chance:.3g})", tuple(map(_item, way.steps)))


def _item(step: Step) -> Item:
    shown = step.bonds[:_SHOWN]
    rest = len(step.bonds) - len(shown)
    more = (f"and {rest:,} more",) if rest else ()
    return Item(
        text=f"{step.start.short} – {step.end.short}",
        words=f"strength {step.strength:.3g}",
        details=(*(sentence(step, bond) for bond in shown), *more),
        evidence=tuple(dict.fromkeys(each for bond in shown for each in bond.evidence)),
    )


def _row(number: int, way: Introduction, place: int, step: Step, bond: Bond) -> tuple[str | int | float, ...]:
    source = "; ".join(", ".join(filter(None, (each.title, each.place))) for each in bond.evidence)
    ends = (step.start.name, step.end.name, step.strength, sentence(step, bond))
    told = (bond.name, bond.kind, bond.words, *bond.roles, bond.start, bond.end, "yes" if bond.lapsed else "")
    return (number, way.chance, place, *ends, *told, bond.strength, source, bond.via)
