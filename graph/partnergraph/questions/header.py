"""Headers: what the ``#+`` lines of a question say of its parameters and columns, held against its query.

Whatever is wrong is an ``InputError`` with file and line, so that a question of one's own is mended as quickly as it is
written. ``defaults`` and ``enumerate`` are read as grlc writes them; a default may also stand with its parameter.
"""

import re
from collections.abc import Mapping
from typing import Any

from partnergraph import ontology
from partnergraph.errors import DateError, QueryError
from partnergraph.query import sparql
from partnergraph.query.queryfile import QueryFile
from partnergraph.questions.parameter import TYPES, Parameter
from partnergraph.values import duration
from partnergraph.vocab import PG, expand, shorten

TODAY = "today"
RELATIVE = re.compile(r"(?P<base>[A-Za-z][A-Za-z0-9]*)(?:\s*\+\s*(?P<span>\S+))?\Z", re.ASCII)
"""A date told by another: ``today``, or an earlier parameter, and how long after it (``day + 180d``)."""
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9]*\Z", re.ASCII)
_ABSOLUTE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://\S+\Z")


def columns(file: QueryFile) -> Mapping[str, str]:
    """Give the columns of a question, each with what it holds.

    >>> from partnergraph import resource
    >>> from partnergraph.query import queryfile
    >>> list(columns(queryfile.read(resource.queries("questions")[0])))[:2]
    ['topic', 'definition']
    """
    found: dict[str, str] = {}
    selected = sparql.selected(file.text)
    for place, entry in enumerate(_entries(file, "columns", needed=True)):
        word = _word(file, entry, "name", "columns", place)
        if selected is not None and word not in selected:
            raise file.wrong(f"the query does not select the column {word!r}", "columns", place, "name")
        found[word] = _word(file, entry, "description", "columns", place)
    return found


def parameters(file: QueryFile) -> tuple[Parameter, ...]:
    """Give the parameters of a question, in order.

    >>> from partnergraph import resource
    >>> from partnergraph.query import queryfile
    >>> [each.type for each in parameters(queryfile.read(resource.queries("questions")[0]))]
    ['pg:Agreement']
    """
    defaults = _defaults(file)
    choices = _choices(file)
    found: list[Parameter] = []
    for place, entry in enumerate(_entries(file, "params")):
        parameter = _parameter(file, entry, place, defaults, choices)
        if parameter.name in [each.name for each in found]:
            raise file.wrong(f"there is already a parameter {parameter.name!r}", "params", place, "name")
        own = "default" in entry or parameter.name not in defaults
        key = ("params", place, "default") if own else ("defaults", list(defaults).index(parameter.name))
        _check_default(file, parameter, found, key)
        found.append(parameter)
    _check_names(file, "defaults", defaults, found)
    _check_names(file, "enumerate", choices, found)
    return tuple(found)


def _parameter(
    file: QueryFile,
    entry: Mapping[str, Any],
    place: int,
    defaults: Mapping[str, str],
    choices: Mapping[str, tuple[str, ...]],
) -> Parameter:
    name = _word(file, entry, "name", "params", place)
    if not _NAME.match(name):
        raise file.wrong(f"the name of a parameter is letters and digits, not {name!r}", "params", place, "name")
    default = _text(file, entry, "default", place) or defaults.get(name, "")
    flag = entry.get("optional", "false")
    if flag not in {"true", "false"}:
        raise file.wrong(f"optional is true or false, not {flag!r}", "params", place, "optional")
    known = expand(default)
    parameter = Parameter(
        name,
        _type(file, entry, place),
        shorten(known or default),
        _text(file, entry, "example", place) or shorten(default),
        _text(file, entry, "description", place),
        flag == "true",
        choices.get(name, ()),
    )
    if not set(parameter.variables) & sparql.variables(file.text):
        raise file.wrong(f"the query has no variable ?{parameter.variables[0]} for {name!r}", "params", place)
    return parameter


def _type(file: QueryFile, entry: Mapping[str, Any], place: int) -> str:
    word = _word(file, entry, "type", "params", place)
    iri = expand(word) or (word if _ABSOLUTE.match(word) else "")
    if word.startswith("xsd:"):
        known, others = word in TYPES, ", ".join(TYPES)
    else:
        shipped = ontology.shipped() if iri.startswith(PG) else None
        known, others = bool(iri) and (shipped is None or iri in shipped.labels), "a class such as org:Organization"
    if not known:
        raise file.wrong(f"there is no type {word!r}; it is {others}", "params", place, "type")
    return word


def _check_default(file: QueryFile, parameter: Parameter, earlier: list[Parameter], key: tuple[str | int, ...]) -> None:
    """Complain of a default that could not be a value; things are looked for in the graph that is asked."""
    default = parameter.default
    if default and parameter.optional:
        raise file.wrong(f"{parameter.name!r} is optional and has a default; say one of the two", *key)
    if not default or not parameter.type.startswith("xsd:"):
        return
    relative = RELATIVE.match(default) if parameter.type == "xsd:date" else None
    if not relative:
        try:
            parameter.literal(default)
        except QueryError as error:
            raise file.wrong(f"the default: {error}", *key) from error
        return
    dates = [TODAY, *(each.name for each in earlier if each.type == "xsd:date")]
    if relative["base"] not in dates:
        raise file.wrong(f"the default {default!r} begins with none of: {', '.join(dates)}", *key)
    try:
        duration.parse(relative["span"] or "0d")
    except DateError as error:
        raise file.wrong(str(error), *key) from error


def _check_names(file: QueryFile, key: str, names: Mapping[str, object], parameters: list[Parameter]) -> None:
    known = [each.name for each in parameters]
    for place, name in enumerate(names):
        if name not in known:
            raise file.wrong(f"{key} names {name!r}, which is no parameter", key, place)


def _choices(file: QueryFile) -> Mapping[str, tuple[str, ...]]:
    """Give the values that ``enumerate`` lists; a name alone (which has grlc ask the graph for them) lists none."""
    found: dict[str, tuple[str, ...]] = {}
    for place, entry in enumerate(_list(file, "enumerate")):
        if isinstance(entry, str):
            continue
        for name, values in (entry if isinstance(entry, dict) else {"": None}).items():
            if not isinstance(values, list) or not values or not all(isinstance(each, str) for each in values):
                raise file.wrong("enumerate is a list of names, each with the list of its values", "enumerate", place)
            found[name] = tuple(values)
    return found


def _defaults(file: QueryFile) -> Mapping[str, str]:
    found: dict[str, str] = {}
    for place, entry in enumerate(_list(file, "defaults")):
        if not isinstance(entry, dict) or not all(isinstance(each, str) for each in entry.values()):
            raise file.wrong("defaults is a list of names, each with its value", "defaults", place)
        found |= entry
    return found


def _entries(file: QueryFile, key: str, *, needed: bool = False) -> list[Mapping[str, Any]]:
    if needed and key not in file.header:
        raise file.wrong(f"the #+ header of a question needs {key}")
    found = _list(file, key)
    for place, entry in enumerate(found):
        if not isinstance(entry, dict):
            raise file.wrong(f"each of the {key} is a name with more below it, not {str(entry)[:40]!r}", key, place)
    return found


def _list(file: QueryFile, key: str) -> list[Any]:
    found = file.header.get(key) or []
    if not isinstance(found, list):
        raise file.wrong(f"{key} is no list; write '{key}:' and below it '  - name: …'", key)
    return found


def _word(file: QueryFile, entry: Mapping[str, Any], key: str, group: str, place: int) -> str:
    found = entry.get(key)
    if not isinstance(found, str) or not found:
        raise file.wrong(f"an entry of {group} has no {key}", group, place)
    return found


def _text(file: QueryFile, entry: Mapping[str, Any], key: str, place: int) -> str:
    found = entry.get(key, "")
    if not isinstance(found, str):
        raise file.wrong(f"{key} is no text", "params", place, key)
    return found
