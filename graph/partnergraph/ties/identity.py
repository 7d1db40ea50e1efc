"""Identity: bodies that a person said are one, and which of them stands for all of them in networks.

Accepted matches lie in ``graph:matches`` (``partnergraph.reconciliation.decision``): a candidate is the same as a body.
The nodes stay as they are; who reads ties counts them as one. For bodies that are one stands the candidate that was
itself accepted for no other, of several such the first by its IRI: the name is then that of the registry.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

import pyoxigraph as ox

from partnergraph import resource
from partnergraph.storage.queryable import Queryable
from partnergraph.values.term import Term, key


@dataclass(frozen=True, slots=True)
class Same:
    """Bodies that are one: by their IRIs, for each the one that stands for it, and for each of these the others."""

    first: Mapping[str, str] = field(default_factory=dict)
    others: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def one(self, iri: str) -> str:
        """Give the IRI that stands for a thing: its own unless it is one with another.

        >>> Same({"urn:a": "urn:z"}).one("urn:a"), Same().one("urn:b")
        ('urn:z', 'urn:b')
        """
        return self.first.get(iri, iri)

    def all(self, iri: str) -> tuple[str, ...]:
        """Give all that a thing is, the one that stands for the others before them.

        >>> Same({"urn:a": "urn:z"}, {"urn:z": ("urn:a",)}).all("urn:a")
        ('urn:z', 'urn:a')
        """
        return (self.one(iri), *self.others.get(self.one(iri), ()))


def read(store: Queryable) -> Same:
    """Give the bodies of a store that were accepted as one.

    >>> from partnergraph.writing.format import TRIG
    >>> from partnergraph.storage.store import Store
    >>> store = Store()
    >>> store.add_text(
    ...     "PREFIX graph: <https://w3id.org/partnergraph/graph/> "
    ...     "PREFIX owl: <http://www.w3.org/2002/07/owl#> graph:matches { <urn:z> owl:sameAs <urn:a>, <urn:b> }",
    ...     TRIG,
    ... )
    >>> read(store).others
    {'urn:z': ('urn:a', 'urn:b')}
    """
    groups: dict[str, set[str]] = {}
    accepted = set[str]()
    for candidate, body in store.select(resource.query("lookups", "same")):
        one, other = key(candidate), key(body)
        joined = groups.get(one, {one}) | groups.get(other, {other})
        groups |= dict.fromkeys(joined, joined)
        accepted.add(other)
    first = {each: min(joined - accepted, default=min(joined)) for each, joined in groups.items()}
    return Same(
        {each: first[each] for each in sorted(first) if first[each] != each},
        {each: tuple(sorted(groups[each] - {each})) for each in sorted(set(first.values()))},
    )


def every(store: Queryable, term: Term) -> Term | tuple[Term, ...]:
    """Give a value as what is asked for: all that a body is one with, or the value itself.

    >>> from partnergraph.storage.store import Store
    >>> from partnergraph.values.term import Literal
    >>> every(Store(), Literal("2014")).value
    '2014'
    """
    if not isinstance(term, ox.NamedNode):
        return term
    found = read(store).all(term.value)
    return tuple(map(ox.NamedNode, found)) if len(found) > 1 else term
