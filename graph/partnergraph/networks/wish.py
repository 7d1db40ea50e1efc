"""Wishes: what can be asked of a network by name, by every method that gives or measures one.

Which ties there are (``Filters``) means the same everywhere, and ``partnergraph.networks.choice.Choice`` says what; how
they are put together (``Wishes``) is said in ``partnergraph.networks.composition.Form``.
"""

import datetime as dt
from collections.abc import Callable, Sequence
from functools import wraps
from inspect import Parameter, signature
from pathlib import Path
from typing import Any, Literal, TypedDict, TypeVar, get_type_hints

By = Literal["country", "type", "community"]
"""By what the nodes of a network are put into groups."""

Weight = Literal["newman", "count"]
"""How strongly a pair is tied: Newman's weight, or the number of nodes that tie it."""

Method = TypeVar("Method", bound=Callable[..., Any])


class Filters(TypedDict, total=False):
    """What can be asked of the ties of a network; a word alone is a list of one."""

    networks: str | Path | Sequence[str | Path]
    kinds: str | Sequence[str]
    types: str | Sequence[str]
    countries: str | Sequence[str]
    topics: str | Sequence[str]
    programmes: str | Sequence[str]
    start: str | dt.date | None
    end: str | dt.date | None
    dated: bool


class Wishes(Filters, total=False):
    """What can be asked of a network: which ties, and how they are put together."""

    query: str | None
    projection: bool
    weight: Weight | None
    min_weight: float
    group_by: By | None
    lone: bool


USUAL: dict[str, Any] = {
    **dict.fromkeys(("networks", "kinds", "types", "countries", "topics", "programmes"), ()),
    **dict.fromkeys(("start", "end", "query", "weight", "group_by")),
    **dict.fromkeys(("dated", "projection", "lone"), False),
    "min_weight": 0.0,
}
"""What holds where nothing is asked."""


def spelt(wishes: type[Filters]) -> Callable[[Method], Method]:
    """Give what makes a method name each wish in its signature, and refuse others in its own name.

    >>> @spelt(Filters)
    ... def count(*, bodies=True, **filters): ...
    >>> str(signature(count))[:40]
    '(*, bodies=True, networks: str | pathlib'
    >>> count(top=1)
    Traceback (most recent call last):
    TypeError: count() has no option 'top'; it has bodies, networks, kinds, types, countries, ... dated
    """

    def told(method: Method) -> Method:
        own = signature(method)
        fixed = [each for each in own.parameters.values() if each.kind is not Parameter.VAR_KEYWORD]
        wanted = [
            Parameter(name, Parameter.KEYWORD_ONLY, default=USUAL[name], annotation=kind)
            for name, kind in get_type_hints(wishes).items()
        ]
        whole = own.replace(parameters=[*fixed, *wanted])
        named = [name for name, each in whole.parameters.items() if each.kind is not Parameter.VAR_POSITIONAL]

        @wraps(method)
        def checked(*arguments: Any, **options: Any) -> Any:  # noqa: ANN401 - as the method has them
            for name in options.keys() - named:
                known = ", ".join(each for each in named if whole.parameters[each].default is not Parameter.empty)
                raise TypeError(f"{method.__name__}() has no option {name!r}; it has {known}")
            return method(*arguments, **options)

        vars(checked)["__signature__"] = whole
        return checked  # type: ignore[return-value]

    return told
