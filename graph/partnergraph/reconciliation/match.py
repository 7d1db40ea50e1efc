"""Match: which bodies of a store may be which of the registry, or one another, as a table to be looked through.

A row is a pair: body, candidate, score, reason, and in the column *accept* what a person says of it. A body that
nothing is like has a row without a candidate. What was said of a pair before is not asked again.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from partnergraph.errors import InputError
from partnergraph.reconciliation.candidacy import Bodies
from partnergraph.reconciliation.matching import Index
from partnergraph.values.table import Table
from partnergraph.vocab import shorten
from partnergraph.writing import sheet

COLUMNS = ("body", "candidate", "score", "reason", "accept")
"""The columns of the table that is looked through."""

LEAST = 0.7
"""The score below which a candidate is not worth looking at."""

_MOST = 4  # candidates for a body


@dataclass(frozen=True, slots=True)
class Match:
    """A body and another one that it may be, by their IRIs, with score and reason; no candidate is ""."""

    body: str
    candidate: str
    score: float
    reason: str


def with_registry(bodies: Bodies, *, least: float = LEAST) -> tuple[Match, ...]:
    """Give for each body without an identifier of ROR the bodies of the registry that it may be.

    ``InputError`` says that there is no registry.

    >>> with_registry(Bodies((), ()))
    Traceback (most recent call last):
    partnergraph.errors.InputError: no body has an identifier of ROR; take the registry in with import ror
    """
    if not bodies.registered:
        raise InputError("no body has an identifier of ROR; take the registry in with import ror")
    found = Index(bodies.registered).search_all(bodies.others, most=_MOST)
    return tuple(
        match
        for body, candidates in zip(bodies.others, found, strict=True)
        for match in _worth([Match(body.key, each.key, each.score, each.reason) for each in candidates], bodies, least)
        or [Match(body.key, "", 0.0, f"nothing is like it: {next(iter(body.names), body.key)}")]
    )


def among(bodies: Bodies, *, least: float = LEAST) -> tuple[Match, ...]:
    """Give the pairs of bodies without an identifier of ROR that may be one, the candidate being the first by its IRI.

    >>> among(Bodies((), ()))
    ()
    """
    found = Index(bodies.others).search_all(bodies.others, most=_MOST, one=False)
    pairs: dict[tuple[str, str], Match] = {}
    for body, candidates in zip(bodies.others, found, strict=True):
        for each in candidates:
            one, other = sorted((body.key, each.key))
            known = pairs.get((other, one))
            if known is None or each.score > known.score:
                pairs[other, one] = Match(other, one, each.score, each.reason)
    return tuple(_worth([pairs[pair] for pair in sorted(pairs)], bodies, least))


def table(matches: Iterable[Match], *, sure: float | None = None) -> Table:
    """Give matches as a table; from a score on the first candidate of a body is accepted already.

    >>> table([Match("urn:a", "urn:b", 0.95, "same name: A")], sure=0.9).records()[0]["accept"]
    'yes'
    """
    return sheet.of(COLUMNS, list(_rows(matches, sure)))


def _rows(matches: Iterable[Match], sure: float | None) -> Iterator[tuple[str | float, ...]]:
    seen = set[str]()
    for each in matches:
        taken = sure is not None and each.score >= sure and each.body not in seen
        seen.add(each.body)
        score = each.score if each.candidate else ""
        yield shorten(each.body), shorten(each.candidate), score, each.reason, "yes" if taken else ""


def _worth(matches: Iterable[Match], bodies: Bodies, least: float) -> list[Match]:
    """Give the matches that are worth looking at."""
    decided = bodies.same | bodies.different
    return [each for each in matches if each.score >= least and frozenset((each.body, each.candidate)) not in decided]
