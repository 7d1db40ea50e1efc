"""Layouts: the tables of CORDIS, and by which names their columns went over the years.

A table is known by its columns, never by its file's name. A column is bound by name; what is missing and optional is
empty, what is missing and needed is an error that names it, and what nobody asked for is told.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter

from partnergraph.errors import InputError

Pick = Callable[[Sequence[str]], tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Layout:
    """A table of CORDIS: the columns that make it, those that are read with all their names, those that are not."""

    name: str
    needed: tuple[str, ...]
    columns: Mapping[str, tuple[str, ...]]
    left: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Bound:
    """A layout on the header of a file: ``pick`` gives the columns of a row in the order of the layout.

    ``titles`` are the words above the columns of a file, by the names that the layout has for them.
    """

    layout: Layout
    pick: Pick
    unknown: tuple[str, ...]
    titles: Mapping[str, str]


PROJECTS = Layout(
    "projects",
    ("grant", "acronym"),
    {
        "grant": ("id", "reference", "projectid"),
        "rcn": ("rcn", "projectrcn"),
        "acronym": ("acronym",),
        "title": ("title",),
        "status": ("status",),
        "start": ("startdate",),
        "end": ("enddate",),
        "cost": ("totalcost",),
        "contribution": ("ecmaxcontribution",),
        "legal_basis": ("legalbasis", "programme"),
        "topics": ("topics",),
        "framework": ("frameworkprogramme",),
        "call": ("mastercall", "call"),
        "sub_call": ("subcall",),
        "scheme": ("fundingscheme",),
        "homepage": ("projecturl",),
        "doi": ("grantdoi",),
    },
    ("objective", "nature", "contentupdatedate", "ecsignaturedate", "coordinator", "coordinatorcountry", "participants",
     "participantcountries", "subjects", "keywords", "numorg", "totalcontrib"),
)  # fmt: skip

_BODY = {
    "body": ("organisationid", "new_org_id", "id"),
    "name": ("name",),
    "short": ("shortname",),
    "kind": ("activitytype",),
    "city": ("city",),
    "country": ("country",),
    "nuts": ("nutscode", "region_level_nuts_3"),
    "point": ("geolocation",),
    "homepage": ("organizationurl", "organisationurl"),
    "vat": ("vatnumber",),
}
_PERSONAL = ("contacttype", "contacttitle", "contactfirstnames", "contactlastnames", "contactfunction",
             "contacttelephonenumber", "contactfaxnumber", "contactemail", "contactform")  # fmt: skip

PARTICIPATIONS = Layout(
    "participations",
    ("grant", "body", "role"),
    {
        "grant": ("projectid", "projectreference"),
        "rcn": ("projectrcn",),
        "acronym": ("projectacronym",),
        **_BODY,
        "role": ("role",),
        "sme": ("sme",),
        "contribution": ("eccontribution",),
        "net": ("netcontribution", "neteccontribution"),
        "cost": ("totalcost",),
        "ended": ("endofparticipation",),
    },
    ("street", "postcode", "contentupdatedate", "rcn", "order", "active", *_PERSONAL),
)
BODIES = Layout("bodies", ("body", "name"), _BODY, ("street", "postcode", "provincia", *_PERSONAL))
EDGES = Layout("edges", ("rcn", "body"), {"rcn": ("projectrcn",), "body": ("new_org_id",)})
TOPICS = Layout(
    "topics", ("grant", "topic"), {"grant": ("projectid",), "topic": ("topic",), "title": ("title",)}, ("rcn",)
)
LEGAL = Layout(
    "legal basis",
    ("grant", "code"),
    {"grant": ("projectid",), "code": ("legalbasis",), "title": ("title",)},
    ("uniqueprogrammepart",),
)
SCIENCE = Layout(
    "EuroSciVoc",
    ("grant", "code", "path"),
    {
        "grant": ("projectid",),
        "code": ("euroscivoccode",),
        "path": ("euroscivocpath",),
        "title": ("euroscivoctitle",),
        "definition": ("euroscivocdescription",),
    },
)

LAYOUTS = (PROJECTS, BODIES, PARTICIPATIONS, EDGES, TOPICS, LEGAL, SCIENCE)
"""The tables, in the order in which they have to be read: who is named before what they do."""

_TIES: tuple[str, ...] = ("euroscivoccode", "legalbasis", "topic", "role", "organisationid")
_MARKS = {
    "euroscivoccode": SCIENCE,
    "legalbasis": LEGAL,
    "topic": TOPICS,
    "role": PARTICIPATIONS,
    "organisationid": PARTICIPATIONS,
    "acronym": PROJECTS,
    "title": PROJECTS,
}


def of(header: Sequence[str]) -> Layout | None:
    """Give the table that a header is of, None where it is none that is read here.

    >>> of(("projectID", "topic", "title")).name, of(("language", "uri"))
    ('topics', None)
    """
    names = {each.lower() for each in header}
    if "new_org_id" in names:
        return BODIES if "name" in names else EDGES
    if ("projectid" in names and "acronym" not in names) or "role" in names:
        marks = _TIES
    else:
        marks = ("acronym",) if {"id", "reference", "projectid", "startdate"} & names else ()
    return next((_MARKS[mark] for mark in marks if mark in names), None)


def bind(layout: Layout, header: Sequence[str], name: str) -> Bound:
    """Find the columns of a table in a header; ``InputError`` names those that are needed and missing.

    >>> bind(TOPICS, ("projectID", "topic", "colour"), "topics.csv").unknown
    ('colour',)
    >>> bind(TOPICS, ("topic", "title"), "topics.csv")
    Traceback (most recent call last):
    partnergraph.errors.InputError: topics.csv: has no column projectid, which a table of topics needs
    """
    places = {each.lower(): place for place, each in reversed(list(enumerate(header)))}
    found = {
        field: next((places[each] for each in names if each in places), None) for field, names in layout.columns.items()
    }
    if missing := [" or ".join(layout.columns[field]) for field in layout.needed if found[field] is None]:
        raise InputError(f"{name}: has no column {', '.join(missing)}, which a table of {layout.name} needs")
    titles = {field: header[place] for field, place in found.items() if place is not None}
    unknown = tuple(each for each in header if each not in titles.values() and each.lower() not in layout.left and each)
    empty = len(header)  # rows get an empty cell at their end, for the columns that are not there
    return Bound(layout, itemgetter(*(empty if place is None else place for place in found.values())), unknown, titles)
