"""The writer: what the rows of an office's sheets say, as triples.

Rows are gone through twice: first every thing is entered under its names, then each row says what it says, all of it or
nothing. A property of a thing is what its column says; a membership or a participation is a node of the two that it
ties, and one that comes again with other dates is another node.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from functools import partial
from itertools import count
from typing import TypeVar

import pyoxigraph as ox

from partnergraph.errors import InputError
from partnergraph.loading.ledger import Place, Skip
from partnergraph.sources.sheets import column, entry, proof
from partnergraph.sources.sheets import row as rows_of
from partnergraph.sources.sheets.ancestry import Ancestry, parent
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
_ORDER = ("kept", "things", "adds", "relations", "triples")
_PROVED = ("things", "adds", "relations")
_USUAL = {"body": "organisation"}
_CONTESTED = {"country", "date", "name"}
_BEGINS, _ENDS = ("founded", "signed", "start"), ("ended", "ends", "end", "terminated")
_PARENTS = {"parent", "part_of"}
_NOTHING = Thing("urn:nothing", "")
_TIED = {"memberships": ("member", "organisation", "as member of"), "participations": ("body", "project", "in")}

_Read = TypeVar("_Read")
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
        self.notes: list[Skip] = []
        """What was taken as it is written, and may be meant otherwise."""
        self._day, self._at = day, ""
        self._wrong: dict[tuple[Place, str], Skip] = {}
        self._ancestry = Ancestry(known.above)
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

    def write(self, rows: Iterable[Row], watch: Watch = lambda _, rows: rows) -> dict[int, list[Skip]]:
        """Write down all rows; give the problems of each that has some, by its identity.

        ``watch`` gives rows back, and is told which step they go through.
        """
        ordered = sorted(rows, key=lambda row: _ORDER.index(row.sheet.form))
        wrong: dict[int, dict[tuple[Place, str], Skip]] = {}
        for name, step in (("names", self._enter), ("statements", self._say)):
            for row in watch(name, ordered):
                self._at, self._wrong = "", wrong.get(id(row), {})
                self._ancestry.begin()
                self._try(row, step)
                if self._wrong:
                    wrong[id(row)] = self._wrong
        return {each: list(found.values()) for each, found in wrong.items()}

    def _try(self, row: Row, step: Callable[[Row], None]) -> None:
        try:
            step(row)
        except InputError as error:
            self._complain(row, error)

    def _complain(self, row: Row, error: InputError) -> None:
        """Take down what is wrong with a cell of a row, once."""
        found = Skip(row.at(self._at), str(error), row.cells.get(self._at, ""))
        self._wrong.setdefault((found.place, found.reason), found)

    def _each(self, row: Row, words: Iterable[str], read: Callable[[str], _Read]) -> Iterator[_Read]:
        """Give what can be read of several words of a cell, and take down what is wrong with the others."""
        for each in words:
            try:
                yield read(each)
            except InputError as error:
                self._complain(row, error)

    def _enter(self, row: Row) -> None:
        """Enter the thing that a row describes under its names: a wrong one too, so that nothing is told to lack it."""
        for each in row.sheet.columns:
            if each.required and each.name not in row.cells:
                self._at = each.name
                self._complain(row, InputError(f"is empty; every row of {row.sheet.name} has a {each.name}"))
        if row.sheet.form not in {"kept", "things"}:
            return
        classes, kind, unit = self._kind(row)
        if row.sheet.name in _TIED and "id" not in row.cells:
            self._classes[id(row)] = (classes, None)
            return
        word = row.cells.get("id") or entry.slug(row.cells.get("name", ""))
        self._at = "other_names"
        names = [each.value for each in self._each(row, entry.parts(row.cells.get(self._at, "")), entry.text)]
        self._at = "name"
        full = next((each.value for each in self._each(row, [row.cells.get("name", word)], entry.text)), word)
        self._at = "id"
        iri = made(word or "thing", kind or row.sheet.fits[0])
        formal = kind == "body" and not unit and _NETWORK not in classes
        thing = Thing(iri, kind, unit, formal, full, min((*names, full), key=len))
        self._classes[id(row)] = (classes, thing)
        self.register.add(thing, word, names)
        if not self._wrong:
            self._at = "id" if "id" in row.cells else "name"
            rows_of.agree(self._rows.setdefault(iri, row), row)

    def _kind(self, row: Row) -> tuple[tuple[str, ...], str, bool]:
        """Give the classes of the thing that a row describes, its kind ("" if that is wrong), and if it is a unit."""
        fits = row.sheet.fits
        if row.sheet.form == "kept":
            return (row.sheet.class_,), fits[0], False
        self._at = "type"
        parts = entry.parts(row.cells.get("type", ""))
        found = list(self._each(row, parts, lambda words: entry.type_(words, fits)))
        if len(found) < len(parts):
            return (), "", False
        found = found or [entry.type_(_USUAL.get(fits[0], fits[0]))]
        classes = tuple(dict.fromkeys(iri for each in found for iri in each[0]))
        kind = next((each[1] for each in found if each[1]), "") or column.kind(expand(row.cells.get("id", "")) or "")
        if kind and kind not in fits:
            self._at = "type" if parts else "id"
            told = f"{row.cells[self._at]!r} is nothing for the sheet {row.sheet.name}; give it a row of bodies"
            self._complain(row, InputError(told))
            return (), "", False
        return classes, kind or fits[0], any(each[2] for each in found)

    def _say(self, row: Row) -> None:
        """Say what a row says, all of it or nothing."""
        self._keep_order(row)
        self._at = "evidence" if "evidence" in row.cells else "source_url"
        proofs = self._each(row, [""] if row.sheet.form in _PROVED else [], lambda _: proof.of(row, self._day))
        nodes, described = next(proofs, ([], []))
        if row.sheet.form != "things" and any(
            each.required and each.name not in row.cells for each in row.sheet.columns
        ):
            self._look_up(row)
            return
        said = list(self._saying[row.sheet.form](self, row, nodes))
        if self._wrong:
            return
        out = self.said.setdefault(row.file.name, {})
        out.update(dict.fromkeys(said))
        self._ancestry.keep()
        if any(triple.predicate == EVIDENCE for triple in said) and described:
            out.update(dict.fromkeys(described))
            if row.file.name not in self._proved:
                self._proved.add(row.file.name)
                out.update(dict.fromkeys(proof.described(row.file)))

    def _look_up(self, row: Row) -> None:
        """Tell which things that a row names are none, where it can say nothing because a cell of it is empty."""
        for each in row.sheet.columns:
            if each.kind == "ref" and each.name in row.cells:
                self._at = each.name
                list(self._each(row, [row.cells[each.name]], partial(self.register.find, fits=each.fits)))

    def _keep_order(self, row: Row) -> None:
        """Tell of each date that is none, and of each end that lies before a beginning."""
        dates = dict[str, ox.Literal]()
        for each in row.sheet.columns:
            if each.kind == "date" and each.name in row.cells:
                self._at = each.name
                dates |= dict(self._each(row, [each.name], lambda name: (name, self._date(row, name))))
        for name in (each for each in _ENDS if each in dates):
            for first in (each for each in _BEGINS if each in dates):
                if span.is_reversed(dates[first].value, dates[name].value):
                    self._at = name
                    told = f"{row.cells[name][:40]!r} lies before {row.cells[first][:40]!r} in {first}"
                    self._complain(row, InputError(f"{told}; correct one of them"))

    def _describe(self, row: Row, nodes: list[ox.NamedNode]) -> Said:
        """Say what a row says of the thing that it describes."""
        classes, thing = self._classes.get(id(row), ((), _NOTHING))
        ends = self._ends_of(row) if row.sheet.name in _TIED else []
        if thing is None:
            thing, label = self._tied(row, ends)
            yield from () if label is None else (ox.Triple(_NODE(thing.iri), LABEL, label),)
        node = _NODE(thing.iri)
        yield from (ox.Triple(node, A, _NODE(each)) for each in classes)
        yield from (ox.Triple(node, _WITHIN, _NODE(each)) for each in column.within(classes))
        for each in row.sheet.columns:
            if each.name in row.cells:
                self._at = each.name
                try:
                    said = list(self._cell(row, thing, each, nodes))
                except InputError as error:
                    self._complain(row, error)
                    continue
                yield from said
                self.places |= dict.fromkeys(said, row.at(each.name)) if each.kind in _CONTESTED else {}
        if row.sheet.form == "things":
            yield from (ox.Triple(node, EVIDENCE, each) for each in nodes)

    def _ends_of(self, row: Row) -> list[Thing]:
        """Give the two things that a row of members ties, fewer where they are not found; its cells tell of that."""
        names, found = _TIED[row.sheet.name][:2], list[Thing]()
        for name in names:
            with suppress(InputError, KeyError):
                found.append(self.register.find(row.cells[name], near=False))
        if len(found) == len(names) and found[0].iri == found[1].iri:
            self._at = names[1]
            self._complain(row, InputError("ties a thing to itself; name another one"))
        return found

    def _tied(self, row: Row, ends: list[Thing]) -> tuple[Thing, ox.Literal | None]:
        """Give the node that a row is which has no id, and its name if it has none either."""
        kind = row.sheet.fits[0]
        if len(ends) < 2:
            return Thing(_NOTHING.iri, kind), None
        first, second = ends
        base = f"{column.home(kind)}{local(first)}-in-{local(second)}"
        signature = tuple(row.cells.get(name, "") for name in ("start", "end", "role"))
        iri = self.free(base, signature)
        words = f"{first.short} {_TIED[row.sheet.name][2]} {second.short}"
        label = ox.Literal(words, language="en") if "name" not in row.cells else None
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

    def _cell(self, row: Row, thing: Thing, given: Column, nodes: list[ox.NamedNode]) -> Said:
        """Say what one cell says of a thing."""
        node, name, words = _NODE(thing.iri), given.property(thing.kind), row.cells[given.name]
        if given.kind == "identifiers":
            yield from self._identify(row, thing, entry.parts(words))
        elif given.kind in {"ref", "refs"}:
            yield from self._refer(row, thing, given)
        elif given.kind == "place":
            yield from self._place(node, _NODE(name), words, nodes)
        elif given.kind == "role":
            yield self.role(node, words)
        elif given.kind == "date":
            value = entry.date(words, founded=given.name == "founded")
            self.values[thing.iri, name] = value.value
            yield ox.Triple(node, _NODE(name), value)
        elif name:
            parts = entry.parts(words) if given.kind == "names" else [words]
            yield from (ox.Triple(node, _NODE(name), each) for each in self._each(row, parts, entry.READ[given.kind]))

    def _identify(self, row: Row, thing: Thing, words: list[str]) -> Said:
        """Say the identifiers of a thing; one of no register that is known is kept, and noted."""
        yield from (ox.Triple(_NODE(thing.iri), *each) for each in self._each(row, words, entry.identifier))
        for each in words:
            doubt = entry.doubt(each) if ":" in each or thing.kind == "body" else ""
            self.notes += [Skip(row.at(self._at), doubt, each, kept=True)] if doubt else []

    def _refer(self, row: Row, thing: Thing, given: Column) -> Said:
        parts = entry.parts(row.cells[given.name])
        found = list(self._each(row, parts, partial(self.register.find, fits=given.fits)))
        if given.name == "parties" and len(found) == len(parts) and len({each.iri for each in found}) < 2:
            raise InputError("names one party; an agreement has two or more, parted by |")
        for each in found:
            if each.iri == thing.iri:
                raise InputError("names the thing itself; name another one")
            if given.name in _PARENTS:
                self.climb(row, thing, each)
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
        """Give the two ends of a row of relations; one that is not found is taken down, and is any thing."""
        found = list[Thing]()
        for self._at in ("subject", "object"):
            found.append(next(self._each(row, [row.cells[self._at]], self.register.find), _NOTHING))
        if found[0].iri == found[1].iri != _NOTHING.iri:
            raise InputError("ties a thing to itself; name another one")
        return found[0], found[1]

    def date(self, row: Row, name: str) -> ox.Literal | None:
        """Give the date in a cell of a row of relations, None where it is empty."""
        self._at = name
        return self._date(row, name) if name in row.cells else None

    def _date(self, row: Row, name: str) -> ox.Literal:
        return entry.date(row.cells[name], founded=name == "founded" or row.sheet.form == "relations")

    def climb(self, row: Row, child: Thing, above: Thing) -> None:
        """Take down that a thing is a part of another by a row; ``InputError`` where that makes a circle."""
        self._ancestry.climb(child, above, row.place)

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
