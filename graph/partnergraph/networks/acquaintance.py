"""Acquaintance: the ties by which bodies know each other - those of all shipped networks but topics and renewals.

Two bodies that aim at the same need not know each other. What is no body (an agreement, a congress) is no party.
"""

from collections.abc import Iterable
from typing import Unpack

from partnergraph.networks import choice, projection
from partnergraph.networks.projection import Projection
from partnergraph.networks.wish import Filters
from partnergraph.storage.queryable import Queryable
from partnergraph.ties import identity, incidence, lifetime, selection
from partnergraph.ties.incidence import Incidence, Part
from partnergraph.ties.lifetime import Lifetimes

_SILENT = frozenset({"renewals", "topics"})
_SCOPES = frozenset({"funding", "topics"})


def read(store: Queryable, **filters: Unpack[Filters]) -> tuple[Incidence, ...]:
    """Give the ties of bodies that know each other; ``filters`` choose among them (``partnergraph.networks.choice``).

    As what they are tied may be left out.

    >>> from partnergraph.storage.store import Store
    >>> read(Store())
    ()
    """
    networks = [name for name in incidence.names(store) if name not in _SILENT]
    if not networks:
        return ()
    filters["networks"] = filters.get("networks") or networks
    asked = choice.of(**filters)
    return choice.made(store, asked, bodies=True, bare=True).incidences


def whole(store: Queryable) -> tuple[Incidence, ...]:
    """Give all ties of bodies that know each other, read once of a store that does not change meanwhile.

    >>> from partnergraph.storage.store import Store
    >>> whole(Store())
    ()
    """
    return store.kept("acquaintance", lambda: read(store))


def pairs(store: Queryable) -> Projection:
    """Give who knows whom, in the same way.

    >>> from partnergraph.storage.store import Store
    >>> len(pairs(Store()))
    0
    """
    return store.kept("pairs", lambda: projection.of(whole(store)))


def lifetimes(store: Queryable) -> Lifetimes:
    """Give since and until when these bodies exist, as far as that is told.

    >>> from partnergraph.storage.store import Store
    >>> lifetimes(Store())
    {}
    """
    return store.kept("lifetimes", lambda: lifetime.read(store, identity.read(store)))


def undated(incidences: Iterable[Incidence]) -> int:
    """Give how many of some ties have no date, and count as in force on every day: each once, however many it ties.

    >>> undated([])
    0
    """
    return selection.counted(incidences, selection.dateless)


def told(store: Queryable, name: str, among: Part | None = None) -> tuple[Incidence, ...]:
    """Give the ties of one of these networks with all that is told of them, or a part of them.

    >>> from partnergraph.storage.store import Store
    >>> [len(each.ties) for each in told(Store(), "agreements", Part(["urn:mou"]))]
    [0]
    """
    return incidence.named(store, name, identity.read(store), among=among)


def scopes(store: Queryable) -> tuple[Incidence, ...]:
    """Give what says on which topics something is, and under which programmes it is paid.

    >>> from partnergraph.storage.store import Store
    >>> [each.name for each in scopes(Store())]
    ['funding', 'topics']
    """
    same = identity.read(store)
    known = (name for name in incidence.names(store) if name in _SCOPES)
    return tuple(each for name in known for each in incidence.named(store, name, same, bare=True))
