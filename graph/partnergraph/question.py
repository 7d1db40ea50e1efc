"""Questions: shipped SPARQL queries with a name, a purpose and typed parameters.

A parameter NAME is the variable ``?_NAME_iri`` when its type is a class (its value is then a name, an acronym, a
prefixed name or an IRI of the graph) and ``?_NAME_<type>`` when it is an XSD type, as grlc spells it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from partnergraph import name, ontology, queryfile, resource, sparql
from partnergraph.errors import InputError, QueryError, UnknownNameError
from partnergraph.queryable import Queryable
from partnergraph.table import Table
from partnergraph.vocab import PG, expand


@dataclass(frozen=True, slots=True)
class Parameter:
    """What a question asks for: name, type (prefixed name of an XSD type or a class), default and an example."""

    name: str
    type: str
    default: str
    example: str

    @property
    def variable(self) -> str:
        """The SPARQL variable that stands for it, without the question mark.

        >>> Parameter("since", "xsd:date", "", "2014-01-01").variable
        '_since_date'
        """
        prefix, _, local = self.type.partition(":")
        return f"_{self.name}_{local if prefix == 'xsd' else 'iri'}"

    def term(self, store: Queryable, text: str) -> ox.NamedNode | ox.Literal:
        """Give the RDF term that ``text`` means here; ``QueryError`` if it is a thing of another class."""
        if self.type.startswith("xsd:"):
            return ox.Literal(text, datatype=ox.NamedNode(expand(self.type) or self.type))
        node = ox.NamedNode(name.resolve(store, text))
        stated = store.select(sparql.bind("SELECT ?class { ?_thing_iri a ?class }", {"_thing_iri": node}))
        self._check(text, tuple(str(row["class"]) for row in stated))
        return node

    def _check(self, text: str, types: tuple[str, ...]) -> None:
        """Complain of a thing that is of other classes; only the ontology's own classes are known well enough."""
        wanted, known = expand(self.type) or self.type, ontology.shipped()
        lineage = known.lineage(tuple(each.strip("<>") for each in types))
        if types and wanted.startswith(PG) and wanted not in lineage:
            what, other = known.label(lineage[0]), known.label(wanted)
            raise QueryError(f"{text!r} is of the class {what}, but the parameter {self.name!r} is of {other}")


@dataclass(frozen=True, slots=True)
class Question:
    """A named question: what it is for, what it asks for, the columns of its answer and its SPARQL."""

    name: str
    summary: str
    description: str
    parameters: tuple[Parameter, ...]
    columns: Mapping[str, str]
    text: str

    def bound(self, store: Queryable, values: Mapping[str, str]) -> str:
        """Give the SPARQL with every parameter bound: to its value, or else to its default."""
        known = {each.name: each for each in self.parameters}
        for key in values:
            if key not in known:
                names = ", ".join(known) or "none"
                raise QueryError(f"{self.name}: there is no parameter {key!r}; its parameters are: {names}")
        given = {each.name: values.get(each.name, each.default) for each in self.parameters}
        for key, value in given.items():
            if not value:
                raise QueryError(f"{self.name}: say the parameter {key!r}, for example -p {key} '{known[key].example}'")
        return sparql.bind(self.text, {known[key].variable: self._term(known[key], store, values) for key in given})

    def _term(self, parameter: Parameter, store: Queryable, values: Mapping[str, str]) -> ox.NamedNode | ox.Literal:
        if parameter.name in values:
            return parameter.term(store, values[parameter.name])
        try:
            return parameter.term(store, parameter.default)
        except UnknownNameError as error:
            hint = f"say -p {parameter.name} NAME"
            raise QueryError(f"{self.name}: its default, {parameter.default}, is not in this graph; {hint}") from error


def shipped() -> tuple[Question, ...]:
    """Give the shipped questions in the order of their names.

    >>> "unit-chain" in [question.name for question in shipped()]
    True
    """
    return tuple(map(read, resource.queries("questions")))


def find(word: str) -> Question:
    """Give the shipped question of a name; ``QueryError`` tells the nearest names.

    >>> find("unit-chain").parameters[0].variable
    '_unit_iri'
    """
    paths = {path.stem: path for path in resource.queries("questions")}
    if word not in paths:
        raise QueryError(f"there is no question {word!r}{name.nearest(word, paths)}")
    return read(paths[word])


def read(path: Path) -> Question:
    """Give the question in a ``.rq`` file; ``InputError`` names the file and what its header lacks.

    >>> read(resource.queries("questions")[0]).name
    'agreement-scope'
    """
    file = queryfile.read(path)
    try:
        parameters = tuple(_parameter(each) for each in file.header.get("params") or ())
        columns = {str(each["name"]): str(each["description"]) for each in file.header["columns"]}
    except (KeyError, TypeError, AttributeError) as error:
        raise InputError(
            f"{path}:1: the #+ header of a question needs params and columns; wrong or missing: {error}"
        ) from error
    return Question(file.name, file.summary, str(file.header.get("description", "")), parameters, columns, file.text)


def _parameter(entry: Mapping[str, object]) -> Parameter:
    default, example = entry.get("default", ""), entry.get("example", "")
    return Parameter(str(entry["name"]), str(entry["type"]), str(default), str(example or default))


def listing() -> Table:
    """Give the shipped questions as a table: name, purpose, parameters.

    >>> listing().columns
    ('question', 'purpose', 'parameters')
    """
    rows = ((each.name, each.summary, ", ".join(one.name for one in each.parameters)) for each in shipped())
    return Table(("question", "purpose", "parameters"), tuple(tuple(map(ox.Literal, row)) for row in rows))
