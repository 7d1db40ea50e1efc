"""Parameters: what a question asks for, and the RDF term that a person's words mean there.

A value becomes a term here and never query text. One of an XSD type is checked against its lexical form (XML Schema
part 2) and the calendar: what the engine would take for an unknown literal is an error that shows how one is written.
"""

import datetime as dt
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import pyoxigraph as ox

from partnergraph.errors import QueryError
from partnergraph.ontology import Ontology
from partnergraph.query import sparql
from partnergraph.questions import name, tree
from partnergraph.storage.queryable import Queryable
from partnergraph.values import datatype
from partnergraph.vocab import PG, expand

_ZONE = re.compile(r"(?:Z|[+-](?:0\d|1[0-4]):[0-5]\d)\Z", re.ASCII)
_TEXTS = ("", "_literal", "_string", "_xsd_string")


def _form(pattern: str) -> Callable[[str], bool]:
    return lambda text: bool(re.fullmatch(pattern, text, re.ASCII))


def _plain(kind: str) -> Callable[[str], bool]:
    return lambda text: datatype.fits(kind, text)


def _moment(form: str, example: str) -> Callable[[str], bool]:
    """Give what tells whether text is a date of the calendar, with a time zone or without; ``form`` completes it."""

    def holds(text: str) -> bool:
        known = _ZONE.sub("", text)
        if not re.fullmatch(re.sub(r"\d", r"\\d", example), known, re.ASCII):
            return False
        try:
            dt.datetime.fromisoformat(form.format(known))
        except ValueError:
            return False
        return True

    return holds


_XSD: Mapping[str, tuple[str, Callable[[str], bool]]] = {
    "anyURI": ("https://example.org/", _form(r"[^\s<>\"{}|\\^`]+")),
    "boolean": ("true", _plain("boolean")),
    "date": ("2018-06-30", _moment("{}", "2018-06-30")),
    "dateTime": ("2018-06-30T12:00:00", _moment("{}", "2018-06-30T12:00:00")),
    "decimal": ("0.5", _plain("decimal")),
    "double": ("1e3", _plain("double")),
    "gYear": ("2018", _moment("{}-01-01", "2018")),
    "gYearMonth": ("2018-06", _moment("{}-01", "2018-06")),
    "integer": ("5", _plain("integer")),
    "nonNegativeInteger": ("5", _plain("nonNegativeInteger")),
    "positiveInteger": ("5", _plain("positiveInteger")),
    "string": ("radiology", lambda text: True),  # noqa: ARG005 - any text is one
}
_WORDS = {
    "anyURI": "an address",
    "boolean": "true or false",
    "date": "a day",
    "dateTime": "a time of a day",
    "decimal": "a number",
    "double": "a number",
    "gYear": "a year",
    "gYearMonth": "a month",
    "integer": "a whole number",
    "nonNegativeInteger": "a whole number, 0 or more",
    "positiveInteger": "a whole number, 1 or more",
}
TYPES = tuple(f"xsd:{each}" for each in _XSD)
"""The XSD types that a parameter may have; any class will do too."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """What a question asks for.

    ``type`` is the prefixed name of an XSD type or of a class (its value is then a name, an acronym, a prefixed name or
    an IRI of the graph). One that is ``optional`` stays unbound when it is not given; ``choices`` are all values that
    it may have, if there are any. ``default`` is a value, or for a date what ``Question.bound`` says.
    """

    name: str
    type: str
    default: str = ""
    example: str = ""
    description: str = ""
    optional: bool = False
    choices: tuple[str, ...] = ()

    @property
    def variables(self) -> tuple[str, ...]:
        """The SPARQL variables that may stand for it, without the question mark; the first is what grlc reads.

        >>> Parameter("since", "xsd:date").variables
        ('_since_xsd_date', '_since_date')
        >>> Parameter("country", "pg:Place", optional=True).variables
        ('__country_iri',)
        """
        stem = f"{'__' if self.optional else '_'}{self.name}"
        prefix, _, kind = self.type.partition(":")
        if prefix != "xsd":
            return (f"{stem}_iri",)
        if kind == "string":
            return tuple(stem + ending for ending in _TEXTS)
        long, short = f"{stem}_xsd_{kind}", f"{stem}_{kind}"
        return (short, long) if kind == "integer" else (long, short)

    @property
    def variable(self) -> str:
        """The first of ``variables``.

        >>> Parameter("body", "org:Organization").variable
        '_body_iri'
        """
        return self.variables[0]

    @property
    def usual(self) -> str:
        """A value to show to a person who gave none or a wrong one."""
        return self.example or next(iter(self.choices), "") or _XSD.get(self.type.removeprefix("xsd:"), ("NAME",))[0]

    @property
    def meaning(self) -> str:
        """What it is, with all values that it may have.

        >>> Parameter("size", "xsd:string", description="how large", choices=("small", "big")).meaning
        'how large: small, big'
        """
        return ": ".join(filter(None, (self.description, ", ".join(self.choices))))

    def term(self, store: Queryable, text: str) -> ox.NamedNode | ox.Literal:
        """Give the RDF term that ``text`` means here; ``QueryError`` if it is none of the type, class or choices."""
        if self.type.startswith("xsd:"):
            return self.literal(text)
        node = ox.NamedNode(name.resolve(store, self._written(text), self.type))
        stated = store.select(sparql.bind("SELECT ?class { ?_thing_iri a ?class }", {"_thing_iri": node}))
        self._check(text, tuple(str(row["class"]) for row in stated), tree.read(store))
        return node

    def literal(self, text: str) -> ox.Literal:
        """Give the value of an XSD type that ``text`` is; ``QueryError`` if it is none.

        >>> Parameter("year", "xsd:gYear").literal(" 2017 ").value
        '2017'
        """
        datatype = ox.NamedNode(expand(self.type) or self.type)
        if self.choices:
            return ox.Literal(self._choice(text), datatype=datatype)
        kind = self.type.removeprefix("xsd:")
        if kind == "string" or kind not in _XSD:
            return ox.Literal(self._written(text), datatype=datatype)
        example, holds = _XSD[kind]
        if not holds(text.strip()):
            raise QueryError(
                f"{name.shown(text)} is not {_WORDS[kind]}; write the parameter {self.name!r} as {example}"
            )
        return ox.Literal(text.strip(), datatype=datatype)

    def _written(self, text: str) -> str:
        """Give text back; the engine takes what can be written as UTF-8."""
        try:
            text.encode()
        except UnicodeEncodeError as error:
            raise QueryError(f"the value of the parameter {self.name!r} is no text: {error.reason}") from error
        return text

    def _choice(self, text: str) -> str:
        known = {each.casefold(): each for each in self.choices}
        word = " ".join(text.split()).casefold()
        if word not in known:
            choices = ", ".join(self.choices)
            raise QueryError(f"{name.shown(text)} is no value of the parameter {self.name!r}; it is one of: {choices}")
        return known[word]

    def _check(self, text: str, types: tuple[str, ...], known: Ontology) -> None:
        """Complain of a thing that is of other classes; only the ontology's own classes are known well enough."""
        wanted = expand(self.type) or self.type
        lineage = known.lineage(tuple(each.strip("<>") for each in types))
        if types and wanted.startswith(PG) and wanted not in lineage:
            what, other = known.label(lineage[0]), known.label(wanted)
            raise QueryError(f"{text!r} is of the class {what}, but the parameter {self.name!r} is of {other}")
