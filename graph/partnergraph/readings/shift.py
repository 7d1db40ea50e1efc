"""Shifts: the places of bodies by a measure on two sides - two days, two networks, or two bodies beside each other.

A network is measured as ``partnergraph.readings.comparison`` weighs it on the day: pairs in force, by their strengths.
What is tied to nobody on a side has no place there.
"""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from partnergraph.errors import ChoiceError
from partnergraph.measures import standing
from partnergraph.measures.measure import Values
from partnergraph.profiles.scene import Scene
from partnergraph.readings.comparison import Network
from partnergraph.storage.queryable import Queryable
from partnergraph.values.table import Table
from partnergraph.writing import sheet

COLUMNS = ("measure", "body", "first_place", "second_place", "up", "first_value", "second_value", "iri")
BESIDE = (
    *("measure", "first", "second", "first_place", "second_place", "first_value", "second_value"),
    *("first_iri", "second_iri"),
)
Side = tuple[Queryable, dt.date]
"""A graph, and the day as of which its ties count."""


@dataclass(frozen=True, slots=True)
class Standing:
    """The value of a body by a measure, and its place by that, from 1."""

    value: float
    place: int


def check(measures: Sequence[str]) -> None:
    """Raise ``ChoiceError`` for a measure that is none, or that needs groups.

    >>> check(["degree"])
    """
    for each in measures:
        standing.check(each, "community")
        if each == "participation":
            raise ChoiceError(
                "participation is spread over groups, which are others on either side; take another measure"
            )


def between(sides: tuple[Side, Side], measures: Sequence[str], body: str = "", *, lapsed: bool = False) -> Table:
    """Give the places of all bodies, or of one, on two sides, those that moved most first; ``up`` is how many places.

    >>> from partnergraph.storage.store import Store
    >>> len(between(((Store(), dt.date(2020, 1, 1)), (Store(), dt.date(2021, 1, 1))), ["degree"]))
    0
    """
    check(measures)
    scenes = [Scene(store) for store, _ in reversed(sides)]
    first, second = (Network(store, day, lapsed=lapsed) for store, day in sides)
    rows = []
    for each in measures:
        then, now = _standings(first, each), _standings(second, each)
        iris = [body] if body else sorted(then.keys() | now.keys())
        names = {iri: next((scene.name(iri) for scene in scenes if scene.knows(iri)), iri) for iri in iris}
        own = [_row(each, names[iri], then.get(iri), now.get(iri), iri) for iri in iris]
        rows += sorted(own, key=lambda row: (row[4] == "", -abs(int(row[4] or 0)), str(row[1]).casefold(), row[-1]))
    return sheet.of(COLUMNS, rows)


def beside(side: Side, both: tuple[str, str], measures: Sequence[str], *, lapsed: bool = False) -> Table:
    """Give the places of two bodies beside each other, a row for each measure; ``ChoiceError`` where they are one.

    >>> from partnergraph.storage.store import Store
    >>> beside((Store(), dt.date(2020, 1, 1)), ("urn:a", "urn:b"), ["degree"]).values("second")
    ['urn:b']
    """
    check(measures)
    scene, network = Scene(side[0]), Network(*side, lapsed=lapsed)
    if both[0] == both[1]:
        raise ChoiceError(f"{scene.name(both[0])} is the same as itself; name two bodies")
    names, (one, other) = tuple(map(scene.short, both)), both
    known = ((each, _standings(network, each)) for each in measures)
    rows = [(each, *names, *_sides(found.get(one), found.get(other)), *both) for each, found in known]
    return sheet.of(BESIDE, rows)


def _standings(network: Network, by: str) -> Mapping[str, Standing]:
    bodies, ties = network.ties()
    values = standing.rounded(by, standing.measured(by, ties)) if bodies else np.zeros(0)
    known = values[~np.isnan(values)]
    return dict(_placed(bodies, values, np.sort(known if by == "constraint" else -known), lowest=by == "constraint"))


def _placed(bodies: Sequence[str], values: Values, ordered: Values, *, lowest: bool) -> Iterator[tuple[str, Standing]]:
    for body, value in zip(bodies, values.tolist(), strict=True):
        if not np.isnan(value):
            yield body, Standing(value, int(np.searchsorted(ordered, value if lowest else -value)) + 1)


def _row(
    measure: str, name: str, first: Standing | None, second: Standing | None, iri: str
) -> tuple[str | int | float, ...]:
    one, other, *values = _sides(first, second)
    up = first.place - second.place if first and second else ""
    return measure, name, one, other, up, *values, iri


def _sides(first: Standing | None, second: Standing | None) -> tuple[str | int | float, ...]:
    """Give the places on both sides and then the values, empty where there are none."""
    sides = first, second
    return *(each.place if each else "" for each in sides), *(each.value if each else "" for each in sides)
