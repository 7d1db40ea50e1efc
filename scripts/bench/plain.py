"""What a user would write without partnergraph: the same work with rdflib, pyshacl and pyvis alone.

``plain.py query FILE… QUERY`` prints the sorted first column of a SELECT; ``export FILE…`` prints Turtle;
``view FILE…`` prints a pyvis page of every triple between two IRIs; ``check FILE… ONTOLOGY SHAPES`` prints node and
shape of everything that pyshacl finds, sorted, without repetition.
"""

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import rdflib


def main(words: Sequence[str]) -> None:
    """Do one of the four jobs over some Turtle files."""
    import rdflib

    job, *rest = words
    files = rest[:-1] if job in {"query", "check"} else rest
    graph = rdflib.Graph()
    for file in files:
        graph.parse(file)
    if job == "query":
        print("\n".join(sorted(str(term) for row in graph.query(rest[-1]).bindings for term in row.values())))
    elif job == "check":
        print("\n".join(broken(graph, *rest[-2:])))
    elif job == "export":
        print(graph.serialize(format="turtle"))
    else:
        print(page(graph))


def broken(graph: "rdflib.Graph", ontology: str, shapes: str) -> list[str]:
    """Give node and shape of what breaks a shape; the ontology declares the prefixes of the shapes."""
    import pyshacl
    import rdflib

    rules = rdflib.Graph().parse(ontology).parse(shapes)
    _, report, _ = pyshacl.validate(graph, shacl_graph=rules, inplace=True)
    results = report.objects(None, rdflib.SH.result)
    told = (rdflib.SH.focusNode, rdflib.SH.sourceShape)
    return sorted({" ".join(str(report.value(each, name)) for name in told) for each in results})


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
