"""Where the shipped ontology and data are: the one door to the files inside the package.

In a checkout ``partnergraph/ontology`` and ``partnergraph/data`` are links to the folders at the top; in a wheel they
are the folders themselves. Both are plain directories, so a ``Path`` is enough.
"""

from pathlib import Path

PACKAGE = Path(__file__).parent


def ontology() -> Path:
    """Give the ontology file.

    >>> ontology().name
    'partnergraph.ttl'
    """
    return PACKAGE / "ontology" / "partnergraph.ttl"


def shapes() -> Path:
    """Give the file of the SHACL shapes.

    >>> shapes().name
    'shapes.ttl'
    """
    return PACKAGE / "ontology" / "shapes.ttl"


def context() -> Path:
    """Give the JSON-LD context file.

    >>> context().name
    'context.jsonld'
    """
    return PACKAGE / "ontology" / "context.jsonld"


def countries() -> Path:
    """Give the table of countries: code of ISO 3166-1, entry of the EU authority table, English name, others.

    >>> countries().name
    'countries.csv'
    """
    return PACKAGE / "ontology" / "countries.csv"


def sheets() -> Path:
    """Give the table of the sheets of a partnership office and their columns.

    >>> sheets().name
    'sheets.yaml'
    """
    return PACKAGE / "ontology" / "sheets.yaml"


def persons() -> Path:
    """Give the words by which natural persons are told from bodies.

    >>> persons().name
    'persons.yaml'
    """
    return PACKAGE / "ontology" / "persons.yaml"


def wording() -> Path:
    """Give the words of names that say nothing, and those that say the same in several languages.

    >>> wording().name
    'wording.yaml'
    """
    return PACKAGE / "ontology" / "wording.yaml"


def data() -> tuple[Path, ...]:
    """Give the Turtle files of the shipped network, in the order of their names.

    >>> "bodies.ttl" in [path.name for path in data()]
    True
    """
    return tuple(sorted((PACKAGE / "data").glob("*.ttl")))


def queries(folder: str) -> tuple[Path, ...]:
    """Give the ``.rq`` files of one folder of the ontology: ``rules``, ``questions``, ``networks`` or ``lookups``.

    >>> [path.suffix for path in queries("rules")][:1]
    ['.rq']
    """
    return tuple(sorted((PACKAGE / "ontology" / folder).glob("*.rq")))


def query(folder: str, name: str) -> str:
    """Give the text of one shipped query.

    >>> query("lookups", "names").count("SELECT")
    1
    """
    return (PACKAGE / "ontology" / folder / f"{name}.rq").read_text(encoding="utf-8")
