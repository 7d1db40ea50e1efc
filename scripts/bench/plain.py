"""What a user would write without partnergraph: the same work with rdflib and pyvis alone.

``plain.py query FILE… QUERY`` prints the sorted first column of a SELECT; ``export FILE…`` prints Turtle;
``view FILE…`` prints a pyvis page of every triple between two IRIs.
"""

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import rdflib


def main(words: Sequence[str]) -> None:
    """Do one of the three jobs over some Turtle files."""
    import rdflib

    job, *rest = words
    files = rest[:-1] if job == "query" else rest
    graph = rdflib.Graph()
    for file in files:
        graph.parse(file)
    if job == "query":
        print("\n".join(sorted(str(term) for row in graph.query(rest[-1]).bindings for term in row.values())))
    elif job == "export":
        print(graph.serialize(format="turtle"))
    else:
        print(page(graph))


def page(graph: "rdflib.Graph") -> str:
    """Give the page that pyvis makes by itself."""
    import rdflib
    from pyvis.network import Network

    network = Network(cdn_resources="in_line")
    for subject, predicate, target in graph:
        if isinstance(subject, rdflib.URIRef) and isinstance(target, rdflib.URIRef):
            network.add_node(str(subject))
            network.add_node(str(target))
            network.add_edge(str(subject), str(target), title=str(predicate))
    return str(network.generate_html())


if __name__ == "__main__":
    main(sys.argv[1:])
