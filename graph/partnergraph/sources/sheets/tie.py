"""Ties: what a row of the sheet "relations" says - a node between two things, or a property of one of them.

Which it is says ``ontology/sheets.yaml``, by the verb and the kind of the object. What happened between parties is a
node with dates and evidence of its own; a plain property has none, so what else the row knows becomes a note.
"""

import difflib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

import pyoxigraph as ox

from partnergraph.errors import InputError
from partnergraph.sources.sheets import column, entry
from partnergraph.sources.sheets.ancestry import parent
from partnergraph.sources.sheets.proof import EVIDENCE, A
from partnergraph.sources.sheets.register import Thing, made
from partnergraph.sources.sheets.row import Row
from partnergraph.sources.sheets.writer import END, LABEL, NOTE, START, Writer, local, sentence
from partnergraph.vocab import PG, PREFIXES, expand

_NODE = ox.NamedNode
_ORG, _SCHEMA = PREFIXES["org"], PREFIXES["schema"]
Said = Iterator[ox.Triple]


def _english(words: str) -> ox.Literal:
    return ox.Literal(words, language="en")


@dataclass(frozen=True, slots=True)
class Pair:
    """The two ends of a row, with the row, its evidence, and the desk at which it is written down."""

    desk: Writer
    row: Row
    nodes: list[ox.NamedNode]
    one: Thing
    other: Thing

    def words(self, name: str) -> str:
        """Give the words of a cell, "" for an empty one."""
        return self.row.cells.get(name, "")

    def node(self, kind: str, name: str, *signature: str) -> ox.NamedNode:
        """Give the node that ties the two: by the id of the row, else by a name; other dates are another node."""
        given = self.words("id")
        return _NODE(made(given, kind) if given else self.desk.free(column.home(kind) + name, signature))

    def label(self, node: ox.NamedNode, words: str) -> ox.Triple:
        """Say the name of a node, which is made of words if the row gives it none."""
        return ox.Triple(node, LABEL, entry.text(self.words("name")) if self.words("name") else _english(words))

    def dates(self) -> Iterator[tuple[str, ox.Literal]]:
        """Give the dates of the row, by their columns."""
        for name in ("start", "end"):
            date = self.desk.date(self.row, name)
            if date:
                yield name, date

    def rest(self, node: ox.NamedNode, *, told: bool = True) -> Said:
        """Say the dates, notes and evidence of a node, and the role as a note where it is ``told`` so."""
        yield from (ox.Triple(node, START if name == "start" else END, date) for name, date in self.dates())
        if told and self.words("role"):
            yield ox.Triple(node, NOTE, sentence(self.words("role")))
        yield from self.notes(node)

    def notes(self, node: ox.NamedNode) -> Said:
        """Say the notes and the evidence of the row."""
        yield from (ox.Triple(node, NOTE, entry.text(words)) for words in entry.parts(self.words("note")))
        yield from (ox.Triple(node, EVIDENCE, each) for each in self.nodes)


def say(desk: Writer, row: Row, nodes: list[ox.NamedNode]) -> Said:
    """Say what a row of relations says; ``nodes`` are its evidence. ``InputError`` tells what is wrong with it.

    >>> import datetime as dt
    >>> from partnergraph.loading.ledger import Place
    >>> from partnergraph.sources.sheets.row import File
    >>> cells = {"subject": "body:esr", "relation": "member of", "object": "body:uems"}
    >>> row = Row(Place("a.csv"), 1, File("a.csv", ""), column.sheet("relations"), cells)
    >>> [triple.subject.value.rpartition("/")[2] for triple in say(Writer(dt.date(2026, 11, 25), say), row, [])][:1]
    ['esr-in-uems']
    """
    one, other = desk.ends(row)
    pair, how = Pair(desk, row, nodes, one, other), _how(desk, row, other)
    if "node" in how:
        yield from _NODES[how["node"]](pair, how)
    else:
        yield from _link(pair, how)


def _how(desk: Writer, row: Row, other: Thing) -> Mapping[str, str]:
    """Give how a row is said, by its verb and the kind of its object."""
    desk.look("relation")
    words = "_".join(row.cells["relation"].casefold().replace("-", " ").replace("_", " ").split())
    found = column.relations().get(words)
    if found is None:
        near = difflib.get_close_matches(words, column.relations(), 1, 0.5)
        known = f"the nearest is {near[0]}" if near else f"write one of {', '.join(column.relations())}"
        raise InputError(f"{words[:40]!r} is no relation; {known}")
    how = found.to.get(other.kind) or found.to.get("") or (next(iter(found.to.values())) if not other.kind else None)
    if how is None:
        raise InputError(
            f"{words} leads to a {' or a '.join(found.to)}, and {row.cells['object'][:40]!r} is a {other.kind}"
        )
    return how


def _link(pair: Pair, how: Mapping[str, str]) -> Said:
    """Say a property of one end, and what else the row knows as a note of it."""
    holder, value = (pair.one, pair.other) if how["at"] == "subject" else (pair.other, pair.one)
    word = how.get(holder.kind, how["link"])
    if "author" in how and "author" in pair.words("role").casefold():
        word = how["author"]
    name = parent(holder, value) if word == "parent" else expand(word) or word
    if word == "parent":
        pair.desk.look("object" if holder is pair.one else "subject")
        pair.desk.climb(pair.row, holder, value)
    node = _NODE(holder.iri)
    yield ox.Triple(node, _NODE(name), _NODE(value.iri))
    told = [pair.words("role")] if pair.words("role") else []
    for cell, date in pair.dates():
        property = _first(holder) if cell == "start" else END.value
        if holder.kind != "body" and pair.desk.values.setdefault((holder.iri, property), date.value) == date.value:
            yield ox.Triple(node, _NODE(property), date)
        else:
            told.append(f"{'from' if cell == 'start' else 'to'} {pair.words(cell)}")
    if told:
        yield ox.Triple(node, NOTE, _english(f"{value.short}: {', '.join(told)}."))
    yield from pair.notes(node)


def _first(holder: Thing) -> str:
    """Give the property that says when a thing began."""
    found = column.sheet("bodies").column("founded")
    return found.property(holder.kind) if found else START.value


def _membership(pair: Pair, how: Mapping[str, str]) -> Said:
    kind = how["node"]
    given = entry.role(pair.words("role")) if pair.words("role") else None
    role = given or entry.role(how["role"]) or _NODE(PG + "role-member")
    name = f"{local(pair.one)}-in-{local(pair.other)}"
    node = pair.node(kind, name, pair.words("start"), pair.words("end"), role.value)
    yield ox.Triple(node, A, _NODE(column.types()[kind].classes[0]))
    words = f"as {how['role']} of" if kind == "membership" else "in"
    yield pair.label(node, f"{pair.one.short} {words} {pair.other.short}")
    yield ox.Triple(node, _NODE(_ORG + "member"), _NODE(pair.one.iri))
    yield ox.Triple(node, _NODE(_ORG + "organization"), _NODE(pair.other.iri))
    yield ox.Triple(node, _NODE(_ORG + "role"), role)
    yield from pair.rest(node, told=given is None)


def _cooperation(pair: Pair, how: Mapping[str, str]) -> Said:
    first, second = sorted((pair.one, pair.other), key=lambda thing: thing.iri)
    node = pair.node(how["node"], f"{local(first)}-{local(second)}", pair.words("start"), pair.words("end"))
    yield ox.Triple(node, A, _NODE(PG + "Cooperation"))
    yield pair.label(node, f"Cooperation of {first.short} and {second.short}")
    yield from (ox.Triple(node, _NODE(PG + "party"), _NODE(each.iri)) for each in (first, second))
    yield from pair.rest(node)


def _founding(pair: Pair, how: Mapping[str, str]) -> Said:
    node = pair.node(how["kind"], f"founding-of-{local(pair.other)}", pair.words("start"))
    yield ox.Triple(node, A, _NODE(PG + "Founding"))
    yield pair.label(node, f"Founding of {pair.other.name or pair.other.short}")
    yield ox.Triple(node, _NODE(_ORG + "resultingOrganization"), _NODE(pair.other.iri))
    yield ox.Triple(node, _NODE(_SCHEMA + "founder"), _NODE(pair.one.iri))
    yield from pair.rest(node)


def _succession(pair: Pair, how: Mapping[str, str]) -> Said:
    node = pair.node(how["kind"], f"succession-of-{local(pair.other)}-by-{local(pair.one)}", pair.words("start"))
    yield ox.Triple(node, A, _NODE(PG + "Succession"))
    yield pair.label(node, f"{pair.one.short} in place of {pair.other.short}")
    yield ox.Triple(node, _NODE(_ORG + "originalOrganization"), _NODE(pair.other.iri))
    yield ox.Triple(node, _NODE(_ORG + "resultingOrganization"), _NODE(pair.one.iri))
    yield from pair.rest(node)


_NODES: Mapping[str, Callable[[Pair, Mapping[str, str]], Said]] = {
    "cooperation": _cooperation,
    "founding": _founding,
    "membership": _membership,
    "participation": _membership,
    "succession": _succession,
}
