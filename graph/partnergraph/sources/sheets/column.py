"""Columns: what the sheets of a partnership office hold, as ``ontology/sheets.yaml`` says it.

The template, the documentation, the reader and the writer of sheets are made from this one table.
"""

import difflib
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from partnergraph import resource
from partnergraph.vocab import KINDS, PREFIXES, expand

_NEAR = 0.72  # how alike two names of columns are of which one may be a slip of the pen


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a sheet: its name, how its cells are read, what they say, and what people are told of it.

    ``properties`` are IRIs by the kind of thing that a row describes, "" for any other kind.
    """

    name: str
    kind: str
    note: str
    also: tuple[str, ...] = ()
    example: str = ""
    required: bool = False
    fits: tuple[str, ...] = ()
    properties: tuple[tuple[str, str], ...] = ()

    @property
    def many(self) -> bool:
        """Whether a cell may hold several values."""
        return self.kind in {"names", "refs", "identifiers", "sources", "evidence", "type"}

    def property(self, kind: str) -> str:
        """Give the IRI of what a cell says of a thing of some kind, "" if it is no plain property."""
        found = ""
        for each, iri in self.properties:
            if each == kind and iri:
                return iri
            found = found if each else iri
        return found


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet: its columns and what its rows are.

    ``form`` is "things" (a row describes one), "relations", "triples", "kept" (documents and places in them), "adds"
    (evidence for things of other sheets) or "refused", with ``reason`` why.
    """

    name: str
    note: str
    columns: tuple[Column, ...]
    also: tuple[str, ...] = ()
    fits: tuple[str, ...] = ()
    form: str = "things"
    class_: str = ""
    reason: str = ""
    hidden: bool = False

    def column(self, name: str) -> Column | None:
        """Give the column that a header means, None if it is none of this sheet.

        >>> found = sheet("bodies").column(" Alt labels ")
        >>> found.name if found else ""
        'other_names'
        """
        return _named(self.columns).get(_key(name))

    def nearest(self, name: str) -> str:
        """Give the name of the column that a header may mean, "" if none is near.

        >>> sheet("bodies").nearest("foundd")
        'founded'
        """
        found = difflib.get_close_matches(_key(name), _named(self.columns), 1, _NEAR)
        return _named(self.columns)[found[0]].name if found else ""


@dataclass(frozen=True, slots=True)
class Type:
    """A kind of thing as the column "type" names it: its class, those it has besides, and the folder of its IRIs.

    ``within`` is the concept scheme that all things of the kind belong to, "" for none.
    """

    name: str
    classes: tuple[str, ...]
    kind: str
    unit: bool = False
    also: tuple[str, ...] = ()
    within: str = ""


@dataclass(frozen=True, slots=True)
class Scheme:
    """A register of identifiers: the property that says one, the IRI before it, and the pattern of the rest."""

    name: str
    property: str
    before: str
    like: str
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Relation:
    """A verb of the sheet "relations": what it says, by the kind of its object."""

    name: str
    note: str
    to: Mapping[str, Mapping[str, str]]


def sheets() -> tuple[Sheet, ...]:
    """Give the sheets in their order.

    >>> [sheet.name for sheet in sheets()][:3]
    ['bodies', 'agreements', 'memberships']
    """
    return _read()[0]


def sheet(name: str) -> Sheet:
    """Give a sheet by its name.

    >>> sheet("events").columns[0].name
    'id'
    """
    return next(each for each in sheets() if each.name == name)


def types() -> Mapping[str, Type]:
    """Give the kinds of things by name.

    >>> types()["society"].kind
    'body'
    """
    return _read()[1]


def within(classes: Collection[str]) -> list[str]:
    """Give the concept schemes that things of some classes belong to.

    >>> within([PREFIXES["pg"] + "Topic"]), within([PREFIXES["pg"] + "Society"])
    (['https://w3id.org/partnergraph/ontology#Topics'], [])
    """
    return [each.within for each in types().values() if each.within and each.classes[0] in classes]


def schemes() -> Mapping[str, Scheme]:
    """Give the registers of identifiers by name, those under another name too.

    >>> schemes()["ror"].before
    'https://ror.org/'
    """
    return _read()[2]


def relations() -> Mapping[str, Relation]:
    """Give the verbs of the sheet "relations" by name.

    >>> relations()["member_of"].note
    'is a member of'
    """
    return _read()[3]


def find(name: str, headers: Sequence[str]) -> Sheet | None:
    """Give the sheet that a name means, else the one whose columns these are; None where no sheet fits.

    >>> found = find("Sheet1", ["subject_id", "relation", "object_id", "note"])
    >>> found.name if found else ""
    'relations'
    """
    wanted = _key(name)
    for each in sheets():
        if wanted in map(_key, (each.name, *each.also)):
            return each
    fitting = [each for each in sheets() if _fits(each, headers)]
    return max(fitting, key=lambda each: sum(each.column(header) is not None for header in headers), default=None)


def _fits(sheet: Sheet, headers: Iterable[str]) -> bool:
    found = {column.name for header in headers if (column := sheet.column(header))}
    return {column.name for column in sheet.columns if column.required} <= found and len(found) > 1


def _key(name: str) -> str:
    return "_".join(name.casefold().replace("-", " ").replace("_", " ").split())


@cache
def _named(columns: tuple[Column, ...]) -> Mapping[str, Column]:
    own = {_key(column.name): column for column in columns}
    return {_key(other): column for column in columns for other in column.also} | own


@cache
def _read() -> tuple[tuple[Sheet, ...], Mapping[str, Type], Mapping[str, Scheme], Mapping[str, Relation]]:
    import yaml

    given = yaml.safe_load(resource.sheets().read_text(encoding="utf-8"))
    types = {name: _type(name, each) for name, each in given["types"].items()}
    schemes: dict[str, Scheme] = {}
    for name, each in given["identifiers"].items():
        also = tuple(each.get("also", ()))
        scheme = Scheme(name, _iri(each["property"]), each.get("before", ""), each["like"], also)
        schemes |= dict.fromkeys((name, *also), scheme)
    relations = {name: Relation(name, each["note"], each["to"]) for name, each in given["relations"].items()}
    return tuple(map(_sheet, given["sheets"])), types, schemes, relations


def _type(name: str, given: Mapping[str, Any]) -> Type:
    classes = tuple(map(_iri, (given["class"], *given.get("more", ()))))
    also, within = tuple(given.get("also", ())), _iri(given.get("within", ""))
    return Type(name, classes, given["kind"], given.get("unit", False), also, within)


def _sheet(given: Mapping[str, Any]) -> Sheet:
    form = next((word for word in ("adds", "kept", "refused", "relation", "triples") if word in given), "things")
    return Sheet(
        given["name"],
        given["note"],
        tuple(map(_column, given["columns"])),
        tuple(given.get("also", ())),
        (given["kept"],) if form == "kept" else tuple(given.get("fits", ())),
        "relations" if form == "relation" else form,
        _iri(given.get("class", "")),
        str(given.get("refused", "")),
        bool(given.get("hidden")),
    )


def _column(given: Mapping[str, Any]) -> Column:
    said = given.get("property", {})
    properties = {"": said} if isinstance(said, str) else said
    return Column(
        given["name"],
        given["kind"],
        given["note"],
        tuple(given.get("also", ())),
        str(given.get("example", "")),
        given.get("required", False),
        tuple(given.get("fits", ())),
        tuple((kind, _iri(curie)) for kind, curie in properties.items()),
    )


def _iri(curie: str) -> str:
    return expand(curie) or curie


def home(kind: str) -> str:
    """Give how the IRIs of a kind of thing begin.

    >>> home("body")
    'https://w3id.org/partnergraph/id/body/'
    """
    return PREFIXES[kind]


def kind(iri: str) -> str:
    """Give the kind that an IRI tells by its folder, "" if it is none of ours.

    >>> kind("https://w3id.org/partnergraph/id/body/esr")
    'body'
    """
    return next((each for each in (*KINDS, "source") if iri.startswith(PREFIXES[each])), "")
