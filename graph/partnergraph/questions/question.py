"""Questions: SPARQL queries with a name, a purpose and typed parameters, shipped or in folders of one's own.

A parameter NAME is the variable ``?_NAME_iri`` when its type is a class and ``?_NAME_xsd_date`` (or ``?_NAME_date``)
when it is an XSD type, with two underscores before it when it is optional, as grlc spells them.
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pyoxigraph as ox

from partnergraph import resource
from partnergraph.errors import AmbiguousNameError, InputError, QueryError, Remedy, UnknownNameError
from partnergraph.query import queryfile, sparql
from partnergraph.questions import header, label, name
from partnergraph.questions.parameter import Parameter
from partnergraph.storage.queryable import Queryable
from partnergraph.ties import identity
from partnergraph.values import duration, span
from partnergraph.values.table import Table
from partnergraph.values.term import Term


@dataclass(frozen=True, slots=True)
class Question:
    """A named question: what it is for, what it asks for, the columns of its answer and its SPARQL."""

    name: str
    summary: str
    description: str
    parameters: tuple[Parameter, ...]
    columns: Mapping[str, str]
    text: str
    path: Path = field(default=Path(), compare=False)

    @property
    def query(self) -> str:
        """The SPARQL alone, without the header.

        >>> find("unit-chain").query.startswith("PREFIX")
        True
        """
        return "\n".join(line for line in self.text.split("\n") if not line.startswith("#+")).lstrip("\n")

    def bound(self, store: Queryable, values: Mapping[str, str], *, today: dt.date | None = None) -> str:
        """Give the SPARQL with every parameter bound: to its value, or else to its default.

        Names are asked for as ``partnergraph.questions.label`` tells. An optional parameter that is not given stays
        unbound. The default of a date may be ``today`` or that of an earlier
        parameter, with a duration behind it (``day + 180d``); ``today`` says which day that is.

        >>> from partnergraph.storage.store import Store
        >>> find("renewals").bound(Store(), {}) == find("renewals").text
        True
        """
        known = {each.name: each for each in self.parameters}
        for key in values:
            if key not in known:
                names = ", ".join(known) or "none"
                raise QueryError(f"{self.name}: there is no parameter {key!r}; its parameters are: {names}")
        texts: dict[str, str] = {}
        terms: dict[str, Term | tuple[Term, ...]] = {}
        used = sparql.variables(self.text)
        for each in self.parameters:
            if each.optional and not values.get(each.name):
                continue
            texts[each.name] = self._text(each, values, texts, today or span.today())
            term = self._term(each, store, texts[each.name], given=each.name in values)
            meant = identity.every(store, term)
            terms.update((variable, meant) for variable in each.variables if variable in used)
        text = label.one(self.text) if label.needed(store) else self.text
        return sparql.bind(text, terms)

    def _text(self, parameter: Parameter, values: Mapping[str, str], known: Mapping[str, str], today: dt.date) -> str:
        text = values.get(parameter.name, "")
        if not text and parameter.name not in values:
            text = parameter.default
            relative = header.RELATIVE.match(text) if parameter.type == "xsd:date" else None
            if relative:
                base = known.get(relative["base"])
                start = dt.date.fromisoformat(base.strip()[:10]) if base else today
                text = duration.parse(relative["span"] or "0d").after(start).isoformat()
        if not text:
            lacking = f"{self.name}: the parameter {parameter.name!r} has no value"
            raise QueryError(lacking, Remedy.EXAMPLE, parameter.name, parameter.usual)
        return text

    def _term(self, parameter: Parameter, store: Queryable, text: str, *, given: bool) -> Term:
        try:
            return parameter.term(store, text)
        except UnknownNameError as error:
            if given:
                raise
            strange = f"{self.name}: its default, {parameter.default}, is not in this graph"
            raise QueryError(strange, Remedy.VALUE, parameter.name) from error


@dataclass(frozen=True, slots=True)
class Collection:
    """The questions there are, in the order of their names, and what is wrong with files that should be some."""

    questions: tuple[Question, ...]
    complaints: tuple[InputError, ...] = ()


def shipped() -> tuple[Question, ...]:
    """Give the shipped questions in the order of their names.

    >>> "unit-chain" in [question.name for question in shipped()]
    True
    """
    return collect().questions


def collect(folders: Iterable[str | Path] = ()) -> Collection:
    """Give the shipped questions and those in folders; a broken file is a complaint and hides no other.

    ``InputError`` names a folder that is none, or that holds no ``.rq`` file.

    >>> collect().complaints
    ()
    """
    questions: list[Question] = []
    complaints: list[InputError] = []
    for path in _paths(folders):
        try:
            questions.append(read(path))
        except InputError as error:
            complaints.append(error)
    return Collection(tuple(sorted(questions, key=lambda each: each.name)), tuple(complaints))


def find(word: str, folders: Iterable[str | Path] = ()) -> Question:
    """Give the question of a name, shipped or in one of the folders; ``UnknownNameError`` tells the nearest names.

    ``AmbiguousNameError`` tells both files where two have the name. Only the file of the question is read. The end of
    a name may be left out where it is "-of".

    >>> find("unit-chain").parameters[0].variable
    '_unit_iri'
    >>> find("partners").name
    'partners-of'
    """
    paths = list(_paths(folders))
    found = [path for path in paths if path.stem == word] or [path for path in paths if path.stem == f"{word}-of"]
    if not found:
        near = name.nearest(word, [path.stem for path in paths])
        raise UnknownNameError(f"there is no question {name.shown(word)}{near}", Remedy.QUESTIONS, in_graph=False)
    if len(found) > 1:
        files = " and ".join(map(str, found))
        raise AmbiguousNameError(f"there are {len(found)} questions {word!r}: {files}; give one of them another name")
    return read(found[0])


def read(path: Path) -> Question:
    """Give the question in a ``.rq`` file; ``InputError`` names file and line, and what its header lacks.

    >>> read(resource.queries("questions")[0]).name
    'agreement-scope'
    """
    file = queryfile.read(path)
    columns = header.columns(file)
    description = " ".join(str(file.header.get("description", "")).split())
    return Question(file.name, file.summary, description, header.parameters(file), columns, file.text, path)


def listing(questions: Iterable[Question] | None = None) -> Table:
    """Give questions, without any the shipped ones, as a table: name, purpose, parameters (the optional in brackets).

    >>> listing().columns
    ('question', 'purpose', 'parameters')
    """
    rows = (
        (each.name, each.summary, " ".join(f"[{one.name}]" if one.optional else one.name for one in each.parameters))
        for each in (shipped() if questions is None else questions)
    )
    return Table(("question", "purpose", "parameters"), tuple(tuple(map(ox.Literal, row)) for row in rows))


def _paths(folders: Iterable[str | Path]) -> Iterator[Path]:
    """Give the files of the shipped questions and of those in folders, each file once."""
    seen = dict.fromkeys(resource.queries("questions"))
    for folder in map(Path, folders):
        if not folder.is_dir():
            raise InputError(f"{folder}: is no folder; give one that holds questions as .rq files")
        files = sorted(path for path in folder.glob("*.rq") if path.is_file())
        if not files:
            raise InputError(f"{folder}: holds no .rq file")
        seen.update(dict.fromkeys(files))
    return iter(seen)
