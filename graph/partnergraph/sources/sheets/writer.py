"""The writer: what the rows of an office's sheets say, as triples.

Rows are gone through twice: first every thing is entered under its names, then each row says what it says, all of it or
nothing. A property of a thing is what its column says; a membership or a participation is a node of the two that it
ties, and one that comes again with other dates is another node.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from itertools import count

import pyoxigraph as ox

from partnergraph.errors import InputError
from partnergraph.loading.ledger import Place, Skip
from partnergraph.sources.sheets import column, entry, proof
from partnergraph.sources.sheets.column import Column
from partnergraph.sources.sheets.proof import EVIDENCE, A
from partnergraph.sources.sheets.register import NOTHING, Register, Stock, Thing, made
from partnergraph.sources.sheets.row import Row
from partnergraph.values import span
from partnergraph.vocab import PG, PREFIXES, expand

_NODE = ox.NamedNode
LABEL = _NODE(PREFIXES["skos"] + "prefLabel")
NOTE = _NODE(PREFIXES["skos"] + "note")
START, END = (_NODE(PREFIXES["schema"] + name) for name in ("startDate", "endDate"))
_PLACE = _NODE(PG + "Place")
_WITHIN = _NODE(PREFIXES["skos"] + "inScheme")
_NETWORK = PG + "Network"
_PART_OF = PREFIXES["dcterms"] + "isPartOf"
_ORDER = ("kept", "things", "adds", "relations", "triples")
_PROVED = ("things", "adds", "relations")
_USUAL = {"body": "organisation"}
_SINGLE = {"country", "date", "flag", "iri", "name", "number", "place", "ref", "type"}
_CONTESTED = {"country", "date", "name"}
_BEGINS, _ENDS = ("founded", "signed", "start"), ("ended", "ends", "end", "terminated")
_TIED = {"memberships": ("member", "organisation", "as member of"), "participations": ("body", "project", "in")}

Said = Iterator[ox.Triple]
Saying = Callable[["Writer", Row, list[ox.NamedNode]], Said]
Watch = Callable[[str, list[Row]], Iterable[Row]]


class Writer:
    """Writes down what rows say; ``said`` are the triples by file, each once.

    ``relations`` says what a row of the sheet "relations" says, ``known`` is what a store has that rows may name.
    """

    def __init__(self, day: dt.date, relations: Saying, known: Stock = NOTHING) -> None:
        self.register = Register(known)
        self.said: dict[str, dict[ox.Triple, None]] = {}
        self.values: dict[tuple[str, str], str] = {}
        """Dates that were said of a thing, by its IRI and the property."""
        self.places: dict[ox.Triple, Place] = {}
        """Where what has one value was said: names, dates and countries."""
        self._day, self._at = day, ""
        self._proved = set[str]()
        self._rows: dict[str, Row] = {}
        self._nodes: dict[str, tuple[str, ...]] = {}
        self._classes: dict[int, tuple[tuple[str, ...], Thing | None]] = {}
        self._saying: dict[str, Saying] = {
            "adds": Writer._add,
            "kept": Writer._describe,
            "relations": relations,
            "things": Writer._describe,
            "triples": Writer._copy,
        }

    def write(self, rows: Iterable[Row], watch: Watch = lambda _, rows: rows) -> dict[int, Skip]:
        """Write down all rows; give the first problem of each that has one, by its identity.

        ``watch`` gives rows back, and is told which step they go through.
        """
        ordered = sorted(rows, key=lambda row: _ORDER.index(row.sheet.form))
        wrong: dict[int, Skip] = {}
        for name, step in (("names", self._enter), ("statements", self._say)):
            for row in watch(name, ordered):
                if id(row) in wrong:
                    continue
                self._at = ""
                try:
                    step(row)
                except InputError as error:
                    wrong[id(row)] = Skip(row.at(self._at), str(error), row.cells.get(self._at, ""))
        return wrong

    def _enter(self, row: Row) -> None:
        """Enter the thing that a row describes under its names."""
        for each in row.sheet.columns:
            if each.required and each.name not in row.cells:
                self._at = each.name
                raise InputError(f"is empty; every row of {row.sheet.name} has a {each.name}")
        if row.sheet.form not in {"kept", "things"}:
            return
        classes, kind, unit = self._typed(row)
        word = row.cells.get("id") or entry.slug(row.cells.get("name", ""))
        if row.sheet.name in _TIED and "id" not in row.cells:
            self._classes[id(row)] = (classes, None)
            return
        self._at = "id"
        iri = made(word or "thing", kind)
        names = [entry.text(words).value for words in entry.parts(row.cells.get("other_names", ""))]
        full = entry.text(row.cells.get("name", word)).value
        formal = kind == "body" and not unit and _NETWORK not in classes
        thing = Thing(iri, kind or column.kind(iri), unit, formal, full, min((*names, full), key=len))
        self._classes[id(row)] = (classes, thing)
        _agree(self._rows.setdefault(iri, row), row)
        self.register.add(thing, word, names)

    def _typed(self, row: Row) -> tuple[tuple[str, ...], str, bool]:
        """Give the classes of the thing that a row describes, its kind, and whether it is a unit."""
        if row.sheet.form == "kept":
            return (row.sheet.class_,), row.sheet.fits[0], False
        self._at = "type"
        first = row.sheet.fits[0]
        found = [entry.type_(words, row.sheet.fits) for words in entry.parts(row.cells.get("type", ""))] or [
            entry.type_(_USUAL.get(first, first))
        ]
        classes = tuple(dict.fromkeys(iri for each in found for iri in each[0]))
        kind = next((each[1] for each in found if each[1]), "") or column.kind(expand(row.cells.get("id", "")) or "")
        if kind and kind not in row.sheet.fits:
            raise InputError(
                f"{row.cells['type']!r} is nothing for the sheet {row.sheet.name}; give it a row of bodies"
            )
        return classes, kind or first, any(each[2] for each in found)

    def _say(self, row: Row) -> None:
        """Say what a row says, all of it or nothing."""
        self._keep_order(row)
        self._at = "evidence" if "evidence" in row.cells else "source_url"
        nodes, described = proof.of(row, self._day) if row.sheet.form in _PROVED else ([], [])
        self._at = ""
        said = list(self._saying[row.sheet.form](self, row, nodes))
        out = self.said.setdefault(row.file.name, {})
        out.update(dict.fromkeys(said))
        if any(triple.predicate == EVIDENCE for triple in said) and described:
            out.update(dict.fromkeys(described))
            if row.file.name not in self._proved:
                self._proved.add(row.file.name)
                out.update(dict.fromkeys(proof.described(row.file)))

    def _keep_order(self, row: Row) -> None:
        """Raise ``InputError`` where a row tells an end that lies before a beginning."""
        dated = {each.name for each in row.sheet.columns if each.kind == "date"}
        for name in (each for each in _ENDS if each in row.cells and each in dated):
            end = self.date(row, name)
            for first in (each for each in _BEGINS if each in row.cells and each in dated):
                start = self.date(row, first)
                self._at = name
                if start and end and span.is_reversed(start.value, end.value):
                    told = f"{row.cells[name][:40]!r} lies before {row.cells[first][:40]!r} in {first}"
                    raise InputError(f"{told}; correct one of them")

    def _describe(self, row: Row, nodes: list[ox.NamedNode]) -> Said:
        """Say what a row says of the thing that it describes."""
        classes, thing = self._classes[id(row)]
        if thing is None:
            thing, label = self._tied(row)
            yield from () if label is None else (ox.Triple(_NODE(thing.iri), LABEL, label),)
        node = _NODE(thing.iri)
        yield from (ox.Triple(node, A, _NODE(each)) for each in classes)
        yield from (ox.Triple(node, _WITHIN, _NODE(each)) for each in column.within(classes))
        for each in row.sheet.columns:
            if each.name in row.cells:
                self._at = each.name
                said = list(self._cell(thing, each, row.cells[each.name], nodes))
                yield from said
                self.places |= dict.fromkeys(said, row.at(each.name)) if each.kind in _CONTESTED else {}
        if row.sheet.form == "things":
            yield from (ox.Triple(node, EVIDENCE, each) for each in nodes)

    def _tied(self, row: Row) -> tuple[Thing, ox.Literal | None]:
        """Give the node that a row is which has no id, and its name if it has none either."""
        one, other, words = _TIED[row.sheet.name]
        self._at = one
        first = self.register.find(row.cells[one])
        self._at = other
        second = self.register.find(row.cells[other])
        kind = row.sheet.fits[0]
        base = f"{column.home(kind)}{local(first)}-in-{local(second)}"
        signature = tuple(row.cells.get(name, "") for name in ("start", "end", "role"))
        iri = self.free(base, signature)
        label = ox.Literal(f"{first.short} {words} {second.short}", language="en") if "name" not in row.cells else None
        return Thing(iri, kind), label

    def free(self, base: str, signature: tuple[str, ...]) -> str:
        """Give the IRI of the node of some base whose dates and roles do not contradict these."""
        for number in count(1):
            iri = base if number == 1 else f"{base}-{number}"
            known = self._nodes.setdefault(iri, signature)
            if all(not one or not other or one == other for one, other in zip(known, signature, strict=True)):
                self._nodes[iri] = tuple(one or other for one, other in zip(known, signature, strict=True))
                return iri
        raise AssertionError  # count never ends

    def _cell(self, thing: Thing, given: Column, words: str, nodes: list[ox.NamedNode]) -> Said:
        """Say what one cell says of a thing."""
        node, name = _NODE(thing.iri), given.property(thing.kind)
        if given.kind == "identifiers":
            yield from (ox.Triple(node, *entry.identifier(each)) for each in entry.parts(words))
        elif given.kind in {"ref", "refs"}:
            yield from self._refer(thing, given, words)
        elif given.kind == "place":
            yield from self._place(node, _NODE(name), words, nodes)
        elif given.kind == "role":
            yield self.role(node, words)
        elif given.kind == "date":
            value = entry.date(words, founded=given.name == "founded")
            self.values[thing.iri, name] = value.value
            yield ox.Triple(node, _NODE(name), value)
        elif name:
            each = entry.parts(words) if given.kind == "names" else [words]
            yield from (ox.Triple(node, _NODE(name), entry.READ[given.kind](word)) for word in each)

    def _refer(self, thing: Thing, given: Column, words: str) -> Said:
        found = [self.register.find(each, given.fits) for each in entry.parts(words)]
        if given.name == "parties" and len({each.iri for each in found}) < 2:
            raise InputError("names one party; an agreement has two or more, parted by |")
        for each in found:
            if each.iri == thing.iri:
                raise InputError("names the thing itself; name another one")
            name = parent(thing, each) if given.name == "parent" else given.property(thing.kind)
            yield ox.Triple(_NODE(thing.iri), _NODE(name), _NODE(each.iri))

    def _place(self, node: ox.NamedNode, name: ox.NamedNode, words: str, nodes: list[ox.NamedNode]) -> Said:
        """Say where something is; a town that no row describes is described by this one."""
        try:
            place = self.register.find(words, ["place"], near=False)
        except InputError:
            place = Thing(made(entry.slug(words) or "place", "place"), "place", name=words, short=words)
            self.register.add(place, words)
            yield ox.Triple(_NODE(place.iri), A, _PLACE)
            yield ox.Triple(_NODE(place.iri), LABEL, entry.text(words))
            yield from (ox.Triple(_NODE(place.iri), EVIDENCE, each) for each in nodes)
        yield ox.Triple(node, name, _NODE(place.iri))

    def role(self, node: ox.NamedNode, words: str) -> ox.Triple:
        """Say the role of a node, as a note where the ontology has none of that name."""
        found = entry.role(words)
        if found:
            return ox.Triple(node, _NODE(PREFIXES["org"] + "role"), found)
        return ox.Triple(node, NOTE, sentence(words))

    def _add(self, row: Row, nodes: list[ox.NamedNode]) -> Said:
        """Say that a thing has more evidence."""
        self._at = "id"
        thing = self.register.find(row.cells["id"])
        yield from (ox.Triple(_NODE(thing.iri), EVIDENCE, each) for each in nodes)

    def _copy(self, row: Row, nodes: list[ox.NamedNode]) -> Said:  # noqa: ARG002 - as all that say
        """Say a triple that is written out."""
        self._at = "value"
        subject, property, value = (row.cells[name] for name in ("subject", "property", "value"))
        terms = (f"<{expand(words)}>" if expand(words) else words for words in (subject, property, value))
        try:
            (quad,) = ox.parse(f"{' '.join(terms)} .", ox.RdfFormat.N_TRIPLES)
        except (SyntaxError, ValueError) as error:
            raise InputError('this is no triple; write IRIs as <…> or with a standard prefix, texts in "…"') from error
        yield quad.triple

    def ends(self, row: Row) -> tuple[Thing, Thing]:
        """Give the two ends of a row of relations."""
        self._at = "subject"
        one = self.register.find(row.cells["subject"])
        self._at = "object"
        other = self.register.find(row.cells["object"])
        if one.iri == other.iri:
            raise InputError("ties a thing to itself; name another one")
        return one, other

    def date(self, row: Row, name: str) -> ox.Literal | None:
        """Give the date in a cell of a row, None where it is empty."""
        self._at = name
        return entry.date(row.cells[name], founded=True) if name in row.cells else None

    def look(self, name: str) -> None:
        """Let what is wrong from now on be told at a column."""
        self._at = name


def sentence(words: str) -> ox.Literal:
    """Give words as a note: with a capital and a full stop.

    >>> sentence("guest society").value
    'Guest society.'
    """
    return entry.text(f"{words[:1].upper()}{words[1:].rstrip('.')}.")


def local(thing: Thing) -> str:
    """Give the last part of a thing's IRI.

    >>> local(Thing("https://w3id.org/partnergraph/id/body/esr", "body"))
    'esr'
    """
    return entry.slug(thing.iri.rpartition("/")[2].rpartition("#")[2]) or "thing"


def parent(child: Thing, above: Thing) -> str:
    """Give the IRI of the property by which a thing is part of another one.

    >>> parent(Thing("urn:panel", "body", unit=True), Thing("urn:esr", "body", formal=True))
    'http://www.w3.org/ns/org#unitOf'
    """
    if child.kind == above.kind == "event":
        return PREFIXES["schema"] + "superEvent"
    if child.kind == above.kind == "body":
        return PREFIXES["org"] + ("unitOf" if child.unit and above.formal else "subOrganizationOf")
    return _PART_OF


def _agree(one: Row, other: Row) -> None:
    """Raise ``InputError`` where two rows of one thing say different things."""
    for each in one.sheet.columns:
        mine, theirs = one.cells.get(each.name), other.cells.get(each.name)
        if each.kind in _SINGLE and mine and theirs and mine != theirs:
            raise InputError(
                f"says {theirs[:60]!r} in {each.name}, and {one.place} says {mine[:60]!r} of the same id; "
                "make them one, or give another id"
            )
