"""How types of entities and kinds of relations look: shape, colour for light and dark paper, dash.

Looks are in ``theme.json``. What is not in there gets a look of its own, the same for the same set of unknown names.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import TypeVar

from partnergraph.view import asset, symbol
from partnergraph.vocab import PREFIXES

Look = TypeVar("Look")


@dataclass(frozen=True, slots=True)
class TypeLook:
    """The look of one type of entity; ``path`` is SVG path data within a square of -1.3 to 1.3, that of no other type.

    ``shape`` is its outline, which like types share.
    """

    shape: str
    path: str
    vis: str
    light: str
    dark: str


@dataclass(frozen=True, slots=True)
class KindLook:
    """The look of one kind of relation; ``dash`` are lengths of strokes and gaps in px.

    A ``moment`` is a kind that is over with its day (an event, a founding) and does not go on without an end.
    """

    dash: tuple[float, ...]
    light: str
    dark: str
    moment: bool = False


def types(found: Iterable[tuple[str, ...]]) -> dict[str, TypeLook]:
    """Give the look of each type by its class IRI, from types with their superclasses, most specific first.

    >>> types([("https://w3id.org/partnergraph/ontology#Society",)]).popitem()[1].shape
    'circle'
    """
    theme = _expanded("types")
    looks = {}
    unknown = 0
    for chain in sorted(set(found)):
        own = chain[0] if chain else ""
        look = next((theme[name] for name in chain if name in theme), None)
        looks[own] = _type_look(look or _other_type(unknown))
        unknown += look is None
    return _in_order(looks, theme)


def kinds(found: Iterable[str]) -> dict[str, KindLook]:
    """Give the look of each kind of relation by its IRI.

    >>> kinds(["https://w3id.org/partnergraph/ontology#tie-agreement"]).popitem()[1].dash
    ()
    """
    theme = _expanded("kinds")
    dashes = asset.record("theme.json")["dashes"]
    looks = {}
    unknown = 0
    for kind in sorted(set(found)):
        look = theme.get(kind) or _other_kind(unknown)
        unknown += kind not in theme
        looks[kind] = KindLook(tuple(dashes[look["dash"]]), look["light"], look["dark"], bool(look.get("moment")))
    return _in_order(looks, theme)


def is_moment(chain: Iterable[str]) -> bool:
    """Say whether a thing of a type, with its superclasses, is over with its day where no end is told.

    >>> event, series = "https://schema.org/Event", "https://schema.org/EventSeries"
    >>> is_moment(["urn:congress", event]), is_moment([series])
    (True, False)
    """
    return not _moments().isdisjoint(chain)


@cache
def _moments() -> frozenset[str]:
    return frozenset(map(_iri, asset.record("theme.json")["moments"]))


def _iri(name: str) -> str:
    prefix, _, rest = name.partition(":")
    return PREFIXES[prefix] + rest


def _expanded(part: str) -> dict[str, Mapping[str, str]]:
    names = asset.record("theme.json")[part]
    return {_iri(name): look for name, look in names.items()}


def _in_order(looks: Mapping[str, Look], theme: Mapping[str, object]) -> dict[str, Look]:
    """Sort looks as the theme has them, the unknown ones last."""
    order = list(theme)
    return dict(
        sorted(looks.items(), key=lambda item: (order.index(item[0]) if item[0] in theme else len(order), item[0]))
    )


def _type_look(look: Mapping[str, str]) -> TypeLook:
    vis = asset.record("theme.json")["shapes"][look["shape"]]["vis"]
    return TypeLook(look["shape"], symbol.path(look["shape"], look.get("mark", "")), vis, look["light"], look["dark"])


def _other_type(number: int) -> dict[str, str]:
    """Give the look of the so-many-th unknown type: all shapes, then all with a mark; colours at an unlike step."""
    other = asset.record("theme.json")["fallback"]
    shapes, marks, colours = other["shapes"], other["marks"], other["colours"]
    turn, place = divmod(number, len(shapes))
    return {"shape": shapes[place], "mark": marks[turn % len(marks)], **colours[number % len(colours)]}


def _other_kind(number: int) -> dict[str, str]:
    other = asset.record("theme.json")["fallback"]
    dashes, colours = other["dashes"], other["colours"]
    return {"dash": dashes[number % len(dashes)], **colours[number % len(colours)]}
