"""Catalogues: the kinds of things that a graph holds, and the things of one kind."""

from partnergraph.profiles.scene import Scene
from partnergraph.questions.kind import DOCUMENT
from partnergraph.storage.queryable import Queryable
from partnergraph.values.table import Table
from partnergraph.vocab import shorten
from partnergraph.writing import sheet


def kinds(store: Queryable) -> Table:
    """Give the kinds of things in the order of names: the name, how many things there are, the class.

    A class counts the things of its subclasses too. An everyday word such as body stands for several classes and has
    none of its own.

    >>> from partnergraph.storage.store import Store
    >>> kinds(Store()).columns
    ('kind', 'number', 'class')
    """
    scene = Scene(store)
    rows = [(each.label, len(set(map(scene.same.one, each.things))), each.word) for each in scene.kinds.all()]
    return sheet.of(("kind", "number", "class"), rows)


def things(store: Queryable, word: str) -> Table:
    """Give the things of a kind in the order of names; ``UnknownNameError`` tells the nearest kinds.

    ``ties`` is the number of lines that a picture of the network draws at the thing; dates are as known. Of documents
    the columns are name, things (how many rest on it), url and iri. Bodies that were accepted as one are one row.

    >>> from partnergraph.storage.store import Store
    >>> things(Store(), "societies").columns
    ('name', 'acronym', 'kind', 'country', 'start', 'end', 'ties', 'iri')
    """
    scene = Scene(store)
    found = scene.kinds.find(word)
    if found.word == DOCUMENT:
        return _documents(scene)
    columns = ("name", "acronym", "kind", "country", "start", "end", "ties", "iri")
    rows = [_row(scene, iri) for iri in dict.fromkeys(map(scene.same.one, found.things))]
    return sheet.of(columns, sorted(rows, key=lambda row: (str(row[0]).casefold(), row[-1])))


def _documents(scene: Scene) -> Table:
    found = sorted(scene.kinds.documents, key=lambda each: (each["name"].casefold(), each["document"]))
    rows = [(each["name"], int(each["things"]), each["url"], shorten(each["document"])) for each in found]
    return sheet.of(("name", "things", "url", "iri"), rows)


def _row(scene: Scene, iri: str) -> tuple[str | int, ...]:
    shown = scene.profile(iri)
    ties = scene.mesh.degree(iri)
    return shown.label, shown.acronym, scene.kinds.label(iri), shown.country, shown.start, shown.end, ties, shorten(iri)
