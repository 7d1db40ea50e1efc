"""Headings: under which title a tie of a thing is told, by its kind and by the part that the thing has in it."""

from dataclasses import dataclass

from partnergraph.ontology import shipped
from partnergraph.ties.incidence import Tie
from partnergraph.vocab import PG


@dataclass(frozen=True, slots=True)
class Heading:
    """A section: its name for programs, its title for people, and how what stands in it is told."""

    name: str
    title: str
    lasting: bool = False  # what has no end goes on
    classes: bool = False  # the class of what stands in it is worth telling
    together: bool = False  # who else is in it is worth telling
    roles: bool = True  # the role is worth telling


_ALL = (
    Heading("parents", "Part of", lasting=True, classes=True, roles=False),
    Heading("parts", "Parts", lasting=True, classes=True, roles=False),
    Heading("parties", "Parties", classes=True),
    Heading("participants", "Participants", lasting=True),
    Heading("funders", "Funded by", lasting=True),
    Heading("involved", "Organisers and others involved", classes=True),
    Heading("publishers", "Publishers, authors and origins", classes=True),
    Heading("changed", "Before and after", classes=True),
    Heading("occupants", "Bodies here", classes=True),
    Heading("concerned", "Where it is an aim or a topic", classes=True),
    Heading("agreements", "Agreements", lasting=True, together=True),
    Heading("renews", "Renews", roles=False),
    Heading("renewed", "Renewed by", roles=False),
    Heading("cooperations", "Cooperations", lasting=True, together=True, roles=False),
    Heading("memberships", "Member of", lasting=True),
    Heading("members", "Members", lasting=True),
    Heading("changes", "Foundings, mergers and renamings", together=True),
    Heading("projects", "Projects", lasting=True, together=True),
    Heading("funds", "Funds", lasting=True),
    Heading("programmes", "Programmes", lasting=True, together=True),
    Heading("events", "Events", together=True),
    Heading("surveys", "Surveys", together=True),
    Heading("publications", "Publications", together=True),
    Heading("topics", "Aims and topics"),
    Heading("offices", "Offices", together=True),
)
PARENTS, PARTS = _ALL[:2]
_NAMED = {each.name: each for each in _ALL}

_PARTY = {
    "tie-agreement": "agreements",
    "tie-cooperation": "cooperations",
    "tie-event": "events",
    "tie-founding": "changes",
    "tie-funding": "funds",
    "tie-membership": "memberships",
    "tie-programme": "programmes",
    "tie-project": "projects",
    "tie-publication": "publications",
    "tie-renewal": "renews",
    "tie-site": "offices",
    "tie-survey": "surveys",
    "tie-topic": "topics",
    "tie-unit": "parents",
}
_VIA = {
    "tie-agreement": "parties",
    "tie-cooperation": "parties",
    "tie-event": "involved",
    "tie-founding": "changed",
    "tie-funding": "funders",
    "tie-membership": "parties",
    "tie-programme": "involved",
    "tie-project": "participants",
    "tie-publication": "publishers",
    "tie-site": "occupants",
    "tie-survey": "involved",
    "tie-topic": "concerned",
}
_WHOLE = {"tie-membership": "members", "tie-renewal": "renewed"}
_OBJECT = _VIA | _WHOLE | {"tie-unit": "units"}


def of_party(tie: Tie, *, whole: bool = False) -> Heading:
    """Give the heading under which what ties a party is told; ``whole`` says that the party is what others belong to.

    >>> of_party(Tie("urn:esr", "urn:mou", PG + "tie-agreement", "", "", "", "")).title
    'Agreements'
    """
    if tie.role == PG + "role-parent":
        return PARTS
    if whole or tie.role == PG + "role-predecessor":
        return _heading(_WHOLE | {key: name for key, name in _PARTY.items() if key not in _WHOLE}, tie)
    return _heading(_PARTY, tie)


def of_via(tie: Tie) -> Heading:
    """Give the heading under which a party is told of what ties it.

    >>> of_via(Tie("urn:esr", "urn:mou", PG + "tie-agreement", "", "", "", "")).title
    'Parties'
    """
    return PARENTS if tie.role == PG + "role-parent" else _heading(_VIA, tie)


def lasts(tie: Tie) -> bool:
    """Say whether a tie goes on where no end is known; that of a part does if its kind does.

    >>> parts = [Tie("urn:a", "urn:b", PG + kind, "", "", PG + "role-parent", "") for kind in ("tie-event", "tie-unit")]
    >>> [lasts(part) for part in parts]
    [False, True]
    """
    name = _PARTY.get(tie.kind.removeprefix(PG))
    return _NAMED[name].lasting if name else of_party(tie).lasting


def of_object(kind: str, *, part: bool = False) -> str:
    """Give the name of the heading under which a thing is told what stands in ties of a kind before it, "" for none.

    ``part`` says that what stands before it is what ties, and so a part of it.

    >>> of_object(PG + "tie-unit", part=True), of_object(PG + "tie-event", part=True), of_object(PG + "tie-funding")
    ('units', 'parts', 'funders')
    """
    word = kind.removeprefix(PG)
    return "parts" if part and word not in {*_WHOLE, "tie-unit"} else _OBJECT.get(word, "")


def named(name: str) -> Heading:
    """Give the heading of a name; a plain one where the name is none of ours.

    >>> named("parts").title
    'Parts'
    """
    return _NAMED.get(name) or Heading(name, name, classes=True, together=True)


def place(heading: Heading) -> int:
    """Give where a heading stands among all; one that is made for a kind of tie unknown here comes last.

    >>> place(PARENTS), place(Heading("loans", "Loans")) > 20
    (0, True)
    """
    return _ALL.index(heading) if heading in _ALL else len(_ALL)


def _heading(names: dict[str, str], tie: Tie) -> Heading:
    word = tie.kind.removeprefix(PG)
    if word in names:
        return _NAMED[names[word]]
    label = shipped().label(tie.kind)
    return Heading(label, label[:1].upper() + label[1:], classes=True, together=True)
