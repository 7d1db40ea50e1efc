"""Sketches: the answer to any SELECT or CONSTRUCT query as ties, so that it can be drawn, projected and measured.

A SELECT is read row by row. With ``?party`` and ``?via`` it is an incidence. Else a row is a line between two things:
``?source`` and ``?target`` (or ``?from`` and ``?to``, ``?one`` and ``?other``, ``?subject`` and ``?object``), or where
there are no such names the first two columns with things in them. Beside them count ``?kind``, ``?role``, ``?start``,
``?end``, ``?weight``, ``?via`` (a node that carries the line), ``?label`` (of the line), and ``?xLabel`` and ``?xType``
for an end that is called ``?x``.

A CONSTRUCT is read triple by triple: between two nodes a line whose kind is the predicate; classes, names, country and
dates are those of the node, and the dates of a line are those of its subject.
"""

from collections import ChainMap
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from pyoxigraph import BlankNode, Literal, NamedNode

from partnergraph.errors import FormatError
from partnergraph.networks import weight
from partnergraph.profiles.profile import Profile
from partnergraph.ties import placeholder
from partnergraph.ties.incidence import Incidence, Tie
from partnergraph.values import term
from partnergraph.values.table import Table
from partnergraph.values.term import Term
from partnergraph.vocab import shorten

_ENDS = (("source", "target"), ("from", "to"), ("one", "other"), ("subject", "object"))
_TIED = "tied to"  # the kind of a line of which the query says none
_TYPE = "rdf:type"
_NAMES = ("skos:prefLabel", "rdfs:label", "foaf:name", "schema:name", "dcterms:title")
_TOLD = ("skos:altLabel", "schema:addressCountry", "schema:startDate", "schema:endDate")

Row = Mapping[str, Term | None]


@dataclass(frozen=True, slots=True)
class Sketch:
    """What an answer draws: its ties, what it says of things, and how many of its rows draw nothing.

    A row of weight 0 draws nothing. ``weighted`` says that the answer has weights.
    """

    incidence: Incidence
    profiles: Mapping[str, Profile]
    skipped: int = 0
    weighted: bool = False


def of(table: Table, known: Mapping[str, Profile]) -> Sketch:
    """Give the sketch of an answer; what it does not say of a thing is taken from ``known``.

    ``FormatError`` says why an answer cannot be drawn: an ASK, one column, a weight that is none.

    >>> row = (NamedNode("urn:a"), NamedNode("urn:b"), Literal(3))
    >>> found = of(Table(("body", "partner", "weight"), (row,)), {})
    >>> [(tie.party, tie.kind, tie.weight) for tie in found.incidence.ties]
    [('urn:a', 'partner', 3.0), ('urn:b', 'partner', 3.0)]
    """
    if table.form == "ASK":
        raise FormatError("query: ASK says yes or no and draws nothing; SELECT two columns of things, or CONSTRUCT")
    if table.form == "GRAPH":
        return _graph(table, known)
    if {"party", "via"} <= set(table.columns):
        return _incidence(table, known)
    return _lines(table, known)


def _incidence(table: Table, known: Mapping[str, Profile]) -> Sketch:
    rows = list(_rows(table))
    tied = [row for row in rows if row["party"] and row["via"] and _weight(row.get("weight"))]
    ties = {replace(_tie(row, row["party"]), via=_name(row["via"])) for row in tied}
    ordered = tuple(sorted(ties, key=lambda tie: (tie.via, tie)))
    profiles = ChainMap(_told(rows, ("party", "via"), known), dict(known))
    return Sketch(Incidence("query", False, ordered), profiles, len(rows) - len(tied), "weight" in table.columns)


def _lines(table: Table, known: Mapping[str, Profile]) -> Sketch:
    """Give the sketch of rows with two ends; equal rows are one, and all are numbered in an order of their own."""
    one, other = _ends(table)
    rows = list(_rows(table))
    apart = [row for row in rows if row[one] and row[other] and _name(row[one]) != _name(row[other])]
    drawn = [row for row in apart if _weight(row.get("weight"))]
    lines = {
        (
            _tie(row, row[one], _TIED if (one, other) in _ENDS else other),
            _name(row[other]),
            _words(row.get("label")),
            _name(row.get("via")),
        )
        for row in drawn
    }
    ties: list[Tie] = []
    labels: dict[str, Profile] = {}
    for number, (tie, end, label, via) in enumerate(sorted(lines)):
        node = via or placeholder.of(number)
        labels |= {} if via else {node: Profile(label)}
        ties += [replace(tie, via=node, statement=via), replace(tie, via=node, statement=via, party=end, role="")]
    ties.sort(key=lambda tie: (tie.via, tie))
    profiles = ChainMap(labels, _told(rows, (one, other, "via"), known), dict(known))
    return Sketch(Incidence("query", True, tuple(ties)), profiles, len(rows) - len(drawn), "weight" in table.columns)


def _graph(table: Table, known: Mapping[str, Profile]) -> Sketch:
    """Give the sketch of triples: what describes a node is told of it, and all others that end in a node are lines."""
    described: dict[str, dict[str, list[str]]] = {}
    lines: list[tuple[str, str, str]] = []
    skipped = 0
    for subject, predicate, target in table:
        property = shorten(_name(predicate))
        if property in {_TYPE, *_NAMES, *_TOLD}:
            described.setdefault(_name(subject), {}).setdefault(property, []).append(_words(target))
        elif isinstance(target, (NamedNode, BlankNode)) and _name(subject) != _name(target):
            lines.append((_name(subject), _name(predicate), _name(target)))
        else:
            skipped += 1
    profiles = {node: _described(values, known.get(node) or Profile(node)) for node, values in described.items()}
    ties = []
    for number, (one, kind, other) in enumerate(sorted(lines)):
        start, end = (_first(described.get(one, {}), f"schema:{each}Date") for each in ("start", "end"))
        tie = Tie(one, placeholder.of(number), kind, start, end, "", "")
        ties += sorted((tie, replace(tie, party=other)))
    return Sketch(Incidence("query", True, tuple(ties)), ChainMap(profiles, dict(known)), skipped)


def _ends(table: Table) -> tuple[str, str]:
    """Give the two columns that hold what is tied."""
    for one, other in _ENDS:
        if {one, other} <= set(table.columns):
            return one, other
    things = [
        name
        for place, name in enumerate(table.columns)
        if any(isinstance(row[place], (NamedNode, BlankNode)) for row in table)
    ]
    if len(things) > 1:
        return things[0], things[1]
    if not table.rows and len(table.columns) > 1:
        return table.columns[0], table.columns[1]
    listed = ", ".join(f"?{name}" for name in table.columns)
    raise FormatError(
        f"query: no two of the columns {listed} hold things to draw a line between; SELECT ?source and ?target"
    )


def _tie(row: Row, party: Term | None, kind: str = "") -> Tie:
    """Give the tie of a party in a row, with no node yet that ties it."""
    told = row.get("kind")
    return Tie(
        party=_name(party),
        via="",
        kind=_name(told) if isinstance(told, NamedNode) else _words(told) or kind,
        start=_words(row.get("start")),
        end=_words(row.get("end")),
        role=_name(row.get("role")) if isinstance(row.get("role"), NamedNode) else _words(row.get("role")),
        statement=_name(row.get("statement") or row.get("via")),
        weight=_weight(row.get("weight")),
    )


def _weight(told: Term | None) -> float:
    return 1.0 if told is None else weight.read(_words(told), "query")


def _told(rows: Sequence[Row], columns: Sequence[str], known: Mapping[str, Profile]) -> dict[str, Profile]:
    """Give the profiles of what rows say of the things in some columns, over what is known of them."""
    found: dict[str, Profile] = {}
    for column in columns:
        for row in rows:
            node, label = row.get(column), _words(row.get(f"{column}Label"))
            kind = row.get(f"{column}Type")
            if node is None or (_name(node) in known and not label and kind is None):
                continue
            base = found.get(_name(node)) or known.get(_name(node)) or Profile(term.text(node))
            types = (kind.value,) if isinstance(kind, NamedNode) else base.types
            found[_name(node)] = replace(base, label=label or base.label, types=types)
    return found


def _described(values: Mapping[str, Sequence[str]], base: Profile) -> Profile:
    names = sorted(name for property in _NAMES for name in values.get(property, ()))
    return replace(
        base,
        label=names[0] if names else base.label,
        names=tuple(sorted({*base.names, *names[1:], *values.get("skos:altLabel", ())})),
        types=tuple(sorted(values.get(_TYPE, base.types))),
        country=_first(values, "schema:addressCountry").rpartition("/")[2] or base.country,
        start=_first(values, "schema:startDate") or base.start,
        end=_first(values, "schema:endDate") or base.end,
    )


def _first(values: Mapping[str, Sequence[str]], property: str) -> str:
    return min(values.get(property, ()), default="")


def _rows(table: Table) -> Iterator[Row]:
    return (dict(zip(table.columns, row, strict=True)) for row in table)


def _name(node: Term | None) -> str:
    """Give what a thing is known by: the IRI, or the words of a text."""
    return "" if node is None else node.value if isinstance(node, Literal) else term.key(node)


def _words(told: Term | None) -> str:
    return "" if told is None else told.value if isinstance(told, (Literal, NamedNode)) else str(told)
