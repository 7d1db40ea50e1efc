"""Query files as grlc reads them: decorators, parameters by the names of variables, values put in their place.

Written from grlc's documented conventions (https://github.com/CLARIAH/grlc, README and parameter mapping): header lines
begin with ``#+`` and are YAML; ``?_name`` is a required parameter, ``?__name`` an optional one; ``_iri``, ``_integer``
or ``_prefix_datatype`` behind the name says what it is; ``defaults`` and ``enumerate`` name parameters without all
that.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import yaml

_VARIABLE = re.compile(r"\?(?P<marks>__?)(?P<name>[A-Za-z0-9]+)(?:_(?P<kind>\w+))?")


@dataclass(frozen=True, slots=True)
class Input:
    """A parameter: the variables that stand for it, whether it is required, its kind, values and default."""

    variables: frozenset[str]
    required: bool
    kind: str
    choices: tuple[str, ...]
    default: str


@dataclass(frozen=True, slots=True)
class Operation:
    """What grlc makes of a file: the decorators, the inputs by name, the query."""

    decorators: Mapping[str, Any]
    inputs: Mapping[str, Input]
    query: str

    def rewritten(self, values: Mapping[str, str]) -> str:
        """Give the query with each variable replaced by its value; an optional one that is not given stays."""
        query = self.query
        for name, given in self.inputs.items():
            if name in values:
                for variable in given.variables:
                    query = re.sub(rf"\?{variable}\b", lambda _: _written(given.kind, values[name]), query)  # noqa: B023
            elif given.required:
                raise KeyError(name)
        return query


def read(text: str) -> Operation:
    """Read a query file."""
    lines = text.split("\n")
    decorators = yaml.safe_load("\n".join(line.lstrip("#+") for line in lines if line.startswith("#+")))
    query = "\n".join(line for line in lines if not line.startswith("#+"))
    inputs: dict[str, Input] = {}
    for match in _VARIABLE.finditer(query):
        name, earlier = match["name"], inputs.get(match["name"])
        inputs[name] = Input(
            (earlier.variables if earlier else frozenset()) | {match[0][1:]},
            match["marks"] == "_",
            match["kind"] or "literal",
            tuple(_under(decorators.get("enumerate"), name) or ()),
            str(_under(decorators.get("defaults"), name) or ""),
        )
    return Operation(decorators, inputs, query)


def _under(entries: Any, name: str) -> Any:  # noqa: ANN401 - whatever YAML holds
    return next((each[name] for each in entries or () if name in each), None)


def _written(kind: str, value: str) -> str:
    if kind == "iri":
        return f"<{value}>"
    if kind in {"literal", "string"}:
        return f'"{value}"'
    if kind in {"number", "integer"}:
        return value if kind == "number" else f'"{value}"^^xsd:integer'
    prefix, _, datatype = kind.partition("_")
    assert datatype, f"grlc would take {kind!r} for a language"
    return f'"{value}"^^{prefix}:{datatype}'
