"""Proofs: the evidence of things as the graph has it - document, place in it, day of reading, words quoted.

Of all things it is the answer to one question; of some things in a store here it is read thing by thing, which for
43,000 of 200,000 takes a tenth of the time.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import product
from typing import TypeAlias

import pyoxigraph as ox

from partnergraph import resource
from partnergraph.query import sparql
from partnergraph.storage.queryable import Queryable
from partnergraph.storage.store import Store
from partnergraph.values.evidence import Evidence
from partnergraph.values.term import Term, is_iri, key
from partnergraph.vocab import PG, PREFIXES, shorten

_NAMES = ("thing", "source", "title", "url", "section", "paragraph", "row", "last_row", "start", "end", "read", "quote")
_DC, _OA = PREFIXES["dcterms"], PREFIXES["oa"]
_PLACES = tuple(PG + name for name in ("section", "paragraph", "row", "lastRow"))
_EVIDENCE, _READ = PG + "evidence", PREFIXES["prov"] + "generatedAtTime"
_SOURCE, _TITLE, _URL = _DC + "source", _DC + "title", PREFIXES["schema"] + "url"
_SELECTOR, _START, _END, _QUOTE = (_OA + name for name in ("hasSelector", "start", "end", "exact"))

Row: TypeAlias = tuple[Term | None, ...]
Said: TypeAlias = Mapping[str, Mapping[Term, None]]


@dataclass(frozen=True, slots=True)
class Proofs:
    """The evidence of things as it was read, by IRI: rows, each with a value or None for each name.

    ``headed`` are the documents that are files of tables, with the header in their first row.
    """

    names: Sequence[str]
    rows: dict[str, list[Row]]
    headed: frozenset[str]

    def of(self, iri: str) -> tuple[Evidence, ...]:
        """Give the evidence of a thing, sorted.

        >>> Proofs((), {}, frozenset()).of("urn:a")
        ()
        """
        return tuple(sorted({_evidence(self._words(row), self.headed) for row in self.rows.get(iri, ())}))

    def _words(self, row: Row) -> dict[str, str]:
        cells = zip(self.names, row, strict=True)
        return {
            name: cell.value if isinstance(cell, ox.Literal) else key(cell) for name, cell in cells if cell is not None
        }


def read(store: Queryable, things: Iterable[str] | None = None) -> Proofs:
    """Give the evidence of every thing that has some, or of some things alone, which are IRIs.

    >>> from partnergraph.writing.format import TURTLE
    >>> store = Store()
    >>> store.add_text("PREFIX pg: <https://w3id.org/partnergraph/ontology#> <urn:a> pg:evidence <urn:e> .", TURTLE)
    >>> store.add_text("<urn:e> <http://purl.org/dc/terms/source> <urn:s> ; <http://schema.org/x> 1 .", TURTLE)
    >>> [proof.source for proof in read(store, ["urn:a"]).of("urn:a")]
    ['urn:s']
    """
    names: tuple[str, ...] = _NAMES
    found: dict[str, list[Row]] = {}
    if things is not None and isinstance(store, Store):
        rows = _told(store, things)
    else:
        answer = store.select(_about(things))
        names = tuple(variable.value for variable in answer.variables)
        rows = map(
            tuple, answer
        )  # read when it is needed, and then whole: asking for each name takes ten times as long
    thing = names.index("thing")
    for row in rows:
        if (term := row[thing]) is not None:
            found.setdefault(key(term), []).append(row)
    headed = {key(row["source"]) for row in store.select(resource.query("lookups", "headed"))}
    return Proofs(names, found, frozenset(headed))


def _about(things: Iterable[str] | None) -> str:
    text = resource.query("lookups", "evidence")
    return text if things is None else sparql.among(text, "thing", map(ox.NamedNode, sorted(filter(is_iri, things))))


def _told(store: Store, things: Iterable[str]) -> Iterator[Row]:
    """Give what the question ``evidence`` answers, of some things."""

    @cache
    def works(source: Term) -> list[Row]:
        said = _said(store, source)
        return list(product(_or_none(said, _TITLE), _or_none(said, _URL)))

    for thing in map(ox.NamedNode, filter(is_iri, things)):
        for evidence in _said(store, thing)[_EVIDENCE]:
            said = _said(store, evidence)
            rests = list(_placed(store, said))
            yield from ((thing, each, *work, *rest) for each in said[_SOURCE] for work in works(each) for rest in rests)


def _placed(store: Store, said: Said) -> Iterator[Row]:
    """Give where in its document evidence stands, when that was read, and the words."""
    selectors = [_said(store, selector) for selector in said.get(_SELECTOR, ())]
    spans: list[Row] = [*(span for own in selectors for span in product(own[_START], own[_END]))] or [(None, None)]
    quotes: list[Row] = [(quote,) for own in selectors for quote in own[_QUOTE]] or [(None,)]
    where = list(product(*(_or_none(said, name) for name in _PLACES)))
    reads = [(read,) for read in _or_none(said, _READ)]
    return ((*place, *span, *read, *quote) for place, span, read, quote in product(where, spans, reads, quotes))


def _said(store: Store, node: Term) -> defaultdict[str, dict[Term, None]]:
    """Give the values of all that is said of a node, each once; a literal has nothing said of it."""
    found: defaultdict[str, dict[Term, None]] = defaultdict(dict)
    if isinstance(node, ox.NamedNode | ox.BlankNode):
        for quad in store.about(node):
            found[quad.predicate.value][quad.object] = None
    return found


def _or_none(said: Said, name: str) -> Collection[Term | None]:
    return said.get(name) or (None,)


def _evidence(words: Mapping[str, str], headed: Collection[str]) -> Evidence:
    """Give evidence as people read it: in a file of tables with the rows as a spreadsheet shows them."""
    place = []
    if "section" in words:
        place.append(f"section “{words['section']}”")
    if "paragraph" in words:
        place.append(f"paragraph {words['paragraph']}")
    if "row" in words:
        rows = [words["row"], words.get("last_row", words["row"])]
        if words["source"] in headed:
            rows = [str(int(each) + 1) if each.isdecimal() else each for each in rows]
        place.append(f"row {rows[0]}" if rows[0] == rows[1] else f"rows {rows[0]}–{rows[1]}")
    if "start" in words and "end" in words:
        place.append(f"characters {words['start']}–{words['end']}")
    title = words.get("title") or shorten(words["source"])
    read = words.get("read", "")[:10]
    return Evidence(words["source"], title, ", ".join(place), words.get("url", ""), read, words.get("quote", ""))
