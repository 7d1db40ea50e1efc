"""Rules: plain ties that follow from what is stated, kept apart in ``graph:derived``.

A rule is a CONSTRUCT in ``ontology/rules/`` that derives one property, and no other rule derives that property: the
property of a derived triple names its rule. Nothing is derived that is stated, so deriving twice changes nothing.
"""

from dataclasses import dataclass

from partnergraph import resource
from partnergraph.query import queryfile
from partnergraph.storage.store import DERIVED, Store
from partnergraph.vocab import expand

TIMES = ("earliest-start", "latest-end")
"""The rules that give what has dates its first and its last day."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule: its name, what it is for, the IRI of the property that it derives, and its SPARQL.

    >>> of("http://www.w3.org/ns/org#memberOf").name
    'member-of'
    """

    name: str
    summary: str
    description: str
    derives: str
    text: str


def derive(store: Store, names: tuple[str, ...] = ()) -> int:
    """Apply the shipped rules, or those of some names, to a store and give the number of triples that are new.

    >>> from partnergraph.writing.format import TURTLE
    >>> with Store() as store:
    ...     store.add_text("@prefix org: <http://www.w3.org/ns/org#> . <urn:unit> org:unitOf <urn:body> .", TURTLE)
    ...     derive(store), derive(store)
    (1, 0)
    """
    before = len(store)
    apply(store, names)
    return len(store) - before


def apply(store: Store, names: tuple[str, ...] = ()) -> None:
    """Apply rules as ``derive`` does, without a count, which in a large store takes longer than most rules.

    >>> with Store() as store:
    ...     apply(store)
    """
    for path in resource.queries("rules"):
        if path.stem in (names or (path.stem,)):
            store.add_unstated(store.construct(path.read_text(encoding="utf-8")), DERIVED)


def shipped() -> tuple[Rule, ...]:
    """Give the shipped rules in the order of their names.

    >>> [rule.name for rule in shipped()][:2]
    ['earliest-start', 'label']
    """
    files = map(queryfile.read, resource.queries("rules"))
    return tuple(
        Rule(
            each.name,
            each.summary,
            str(each.header.get("description", "")).strip(),
            expand(each.header["derives"]) or each.header["derives"],
            each.text,
        )
        for each in files
    )


def of(derived: str) -> Rule | None:
    """Give the rule that derives a property, by the property's IRI; None where no shipped rule does.

    >>> of("https://w3id.org/partnergraph/ontology#latestEnd").summary
    'The last day on which a thing can have ended'
    >>> of("urn:other") is None
    True
    """
    return next((rule for rule in shipped() if rule.derives == derived), None)
