"""Lifetimes: since and until when bodies exist.

In a window of time what tells a date of a tie counts as it is told; one that tells none is no older than its body, and
does not outlast it. On a day a body that is not there yet, or not any more, is tied to nobody.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import TypeAlias

from partnergraph import resource
from partnergraph.storage.queryable import Queryable
from partnergraph.ties.identity import Same
from partnergraph.values import window
from partnergraph.values.term import Term, key, text
from partnergraph.values.window import Dates

Lifetimes: TypeAlias = Mapping[str, Dates]
"""Since and until when, as told, by the IRI of a body; who is not there is as old as need be."""

NONE: Lifetimes = MappingProxyType({})
"""Nothing is told of any."""


def read(store: Queryable, same: Same) -> Lifetimes:
    """Give the lifetimes of the bodies of a store, the widest where sources disagree; bodies that are one have one.

    >>> from partnergraph.storage.store import Store
    >>> read(Store(), Same())
    {}
    """
    found: dict[str, list[Dates]] = {}
    for body, founded, dissolved in store.select(resource.query("lookups", "lifetimes")):
        found.setdefault(same.one(key(body)), []).append((_told(founded), _told(dissolved)))
    return {body: (_first(told), _last(told)) for body, told in found.items()}


def within(start: str, end: str, life: Dates) -> Dates:
    """Give the dates of a tie, those of its body where it has none.

    >>> within("", "2012", ("2005-02", "2020"))
    ('2005-02', '2012')
    """
    return start or life[0], end or life[1]


def _told(date: Term | None) -> str:
    return "" if date is None else text(date)


def _first(told: list[Dates]) -> str:
    return window.whole((start, "") for start, _ in told if start)[0]


def _last(told: list[Dates]) -> str:
    ends = [("", end) for _, end in told if end]
    return window.whole(ends)[1] if ends else ""
