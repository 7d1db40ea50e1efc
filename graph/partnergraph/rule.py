"""Rules: plain ties that follow from what is stated, kept apart in ``graph:derived``.

A rule is a CONSTRUCT in ``ontology/rules/`` that derives one property, and no other rule derives that property: the
property of a derived triple names its rule. Nothing is derived that is stated, so deriving twice changes nothing.
"""

from partnergraph import resource
from partnergraph.store import DERIVED, Store


def derive(store: Store) -> int:
    """Apply every shipped rule to a store and give the number of triples that are new.

    >>> from partnergraph.format import TURTLE
    >>> with Store() as store:
    ...     store.add_text("@prefix org: <http://www.w3.org/ns/org#> . <urn:unit> org:unitOf <urn:body> .", TURTLE)
    ...     derive(store), derive(store)
    (1, 0)
    """
    before = len(store)
    for path in resource.queries("rules"):
        store.add_unstated(store.construct(path.read_text(encoding="utf-8")), DERIVED)
    return len(store) - before
