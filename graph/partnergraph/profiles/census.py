"""Censuses: how many things, ties, sources and disagreements a graph holds."""

from collections import Counter
from collections.abc import Iterator

from partnergraph import resource
from partnergraph.ontology import shipped
from partnergraph.profiles.scene import Scene
from partnergraph.storage.queryable import Queryable
from partnergraph.values.table import Table
from partnergraph.values.term import text
from partnergraph.writing import sheet

Row = tuple[str, str, str | int | float]


def read(store: Queryable) -> Table:
    """Give the counts of a store as rows of group, name and value.

    The groups: ``all`` (things, relations, agreements, documents and places in them that are cited, the share of things
    with evidence in percent, countries, first and last date, derived triples, disagreements, triples), ``kind`` (things
    by their most specific class), ``tie`` (relations by kind of tie) and ``country`` (bodies by country). Relations are
    the lines of a picture, of which an agreement of three parties has three.

    >>> from partnergraph.storage.store import Store
    >>> read(Store()).values("value")[:3]
    [0, 0, 0]
    """
    scene = Scene(store)
    ties = Counter[str]()
    for knot in scene.mesh.knots:
        ties[shipped().label(knot.kind)] += knot.lines
    countries = Counter(filter(None, (scene.profile(body).country for body in scene.kinds.family("body"))))
    kinds = scene.kinds.specific()
    rows: list[Row] = [("all", name, number) for name, number in _totals(store, scene, ties.total(), len(countries))]
    rows += [("kind", kind, number) for kind, number in kinds.items()]
    rows += [("tie", kind, ties[kind]) for kind in sorted(ties)]
    rows += [("country", country, countries[country]) for country in sorted(countries)]
    return sheet.of(("group", "name", "value"), rows)


def _totals(store: Queryable, scene: Scene, ties: int, countries: int) -> Iterator[tuple[str, str | int | float]]:
    yield "things", len(scene.kinds.classes)
    yield "relations", ties
    yield "agreements", len(scene.kinds.family("agreement"))
    (totals,) = store.select(resource.query("lookups", "totals"))
    proved = sum(map(scene.profiles.proved, scene.kinds.classes))
    yield "documents", int(text(totals["documents"]))
    yield "places in documents", int(text(totals["places"]))
    yield "things with evidence, %", round(100 * proved / (len(scene.kinds.classes) or 1), 1)
    yield "countries", countries
    yield "first date", text(totals["first"])
    yield "last date", text(totals["last"])
    yield "derived triples", int(text(totals["derived"]))
    yield "disagreements", len(scene.disagreements)
    yield "triples", int(text(totals["triples"]))
