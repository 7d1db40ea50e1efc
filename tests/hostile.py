"""Queries of many shapes, each of one thing written as often as wanted, which could end an engine.

    python -m tests.hostile SIZE …

asks each shape in each size in one process, on a stack of 1 MB, and prints what comes of it.
"""

import sys
import threading
from collections.abc import Iterator

import partnergraph as pg
from partnergraph.errors import PartnergraphError
from partnergraph.storage.store import Store
from partnergraph.writing import format

# the text before, what is repeated (# is its number), the middle, what closes each, the text behind
SHAPES = {
    "union": ("ASK { {}", " UNION {}", "", "", " }"),
    "or": ("ASK { FILTER(true", "||?x", "", "", ") }"),
    "and": ("ASK { FILTER(true", "&&?x", "", "", ") }"),
    "plus": ("ASK { FILTER(1", "+1", "", "", ") }"),
    "minus sign": ("ASK { FILTER(1", "-1", "", "", ") }"),
    "times": ("ASK { FILTER(1", "*1", "", "", ") }"),
    "not": ("ASK { FILTER(", "!", "true) }", "", ""),
    "if": ("ASK { FILTER(", "IF(true,", "1", ",2)", ") }"),
    "exists": ("ASK { ", "FILTER EXISTS { ?s ?p ?o ", "", "}", " }"),
    "not exists": ("ASK { ", "FILTER NOT EXISTS { ?s ?p ?o ", "", "}", " }"),
    "bind": ("ASK { ", "BIND(1 AS ?x#) ", "", "", " }"),
    "filter": ("ASK { ?s ?p ?o ", "FILTER(?o != 1) ", "", "", " }"),
    "optional": ("ASK { ?s ?p ?o ", "OPTIONAL { ?s ?p ?o } ", "", "", " }"),
    "minus": ("ASK { ?s ?p ?o ", "MINUS { ?s ?p 7 } ", "", "", " }"),
    "nested (": ("ASK { FILTER(", "(", "1", ")", ") }"),
    "nested {": ("ASK ", "{", "?s ?p ?o", "}", ""),
    "nested [": ("ASK { ?s ?p ", "[ ?p ", "1", "]", " }"),
    "nested <<": ("ASK { ?s ?p ", "<<( ?s ?p ", "1", ")>>", " }"),
    "reified <<": ("ASK { ?s ?p ", "<< ?s ?p ", "1", ">>", " }"),
    "path /": ("ASK { ?s <urn:p>", "/<urn:p>", "", "", " ?o }"),
    "path |": ("ASK { ?s <urn:p>", "|<urn:p>", "", "", " ?o }"),
    "path ^": ("ASK { ?s ", "^", "<urn:p>", "", " ?o }"),
    "path ^(": ("ASK { ?s ", "^(", "<urn:p>", ")", " ?o }"),
    "path (": ("ASK { ?s ", "(", "<urn:p>", ")", " ?o }"),
    "path *": ("ASK { ?s ", "(", "<urn:p>", ")*", " ?o }"),
    "path +/": ("ASK { ?s <urn:p>", "/<urn:p>+", "", "", " ?o }"),
    "path !": ("ASK { ?s !(<urn:p>", "|<urn:p#>", "", "", ") ?o }"),
    "in": ("ASK { ?s ?p ?o FILTER(?o IN (1", ", #", "", "", ")) }"),
    "in vars": ("ASK { ?s ?p ?o FILTER(?o IN (1", ", ?s", "", "", ")) }"),
    "values": ("ASK { VALUES ?x { ", " # ", "", "", " } ?x ?p ?o }"),
    "values columns": ("ASK { VALUES (", " ?x#", "", "", " ) { } }"),
    "sub-select": ("ASK { ", "{ SELECT * { ?s ?p ?o ", "", "} }", " }"),
    "graph": ("ASK { ", "GRAPH ?g { ", "?s ?p ?o", "}", " }"),
    "graphs beside": ("ASK { ", "GRAPH <urn:g> { ?s ?p ?o } ", "", "", " }"),
    "collections in": ("ASK { ?s ?p (", " (1)", "", "", " ) }"),
    "blanks in": ("ASK { ?s ?p (", " [?p 1]", "", "", " ) }"),
    "order mixed": ("SELECT ?s { ?s ?p ?o } ORDER BY ?s", " ?o ASC(?s) ?o ?p STR(?o) ?o", "", "", ""),
    "order exists": ("SELECT ?s { ?s ?p ?o } ORDER BY ?s", " ?o EXISTS { ?s ?p ?o } ?o ?p", "", "", ""),
    "group mixed": ("SELECT ?s { ?s ?p ?o } GROUP BY ?s", " ?o STR(?s) ?o ?p", "", "", ""),
    "collection": ("ASK { ?s ?p (", " 1", "", "", " ) }"),
    "nested collection": ("ASK { ?s ?p ", "( ", "1", ")", " }"),
    "triples": ("ASK { ", "?s ?p ?o . ", "", "", " }"),
    "objects": ("ASK { ?s ?p 1", ", #", "", "", " }"),
    "predicates": ("ASK { ?s ?p ?o", "; <urn:p#> ?o", "", "", " }"),
    "group by": ("SELECT (COUNT(*) AS ?n) { ?s ?p ?o } GROUP BY ?s", " (?o AS ?x#)", "", "", ""),
    "group by vars": ("SELECT (COUNT(*) AS ?n) { ?s ?p ?o } GROUP BY ?s", " ?x#", "", "", ""),
    "having": ("SELECT ?s { ?s ?p ?o } GROUP BY ?s HAVING (COUNT(*) > 0)", " (COUNT(*) > 0)", "", "", ""),
    "order by": ("SELECT ?s { ?s ?p ?o } ORDER BY ?s", " ?o", "", "", ""),
    "order by exprs": ("SELECT ?s { ?s ?p ?o } ORDER BY ?s", " DESC(?o + #)", "", "", ""),
    "columns": ("SELECT ?s", " (1 AS ?x#)", "", "", " { ?s ?p ?o }"),
    "vars": ("SELECT ?s", " ?x#", "", "", " { ?s ?p ?o }"),
    "aggregates": ("SELECT (COUNT(*) AS ?n)", " (MAX(?o) AS ?x#)", "", "", " { ?s ?p ?o }"),
    "prefixes": ("", "PREFIX p#: <urn:#> ", "", "", "ASK { ?s ?p ?o }"),
    "base": ("", "BASE <http://a/#> ", "", "", "ASK { ?s ?p ?o }"),
    "construct": ("CONSTRUCT { ", "?s <urn:p#> ?o . ", "", "", " } { ?s ?p ?o }"),
    "construct blank": ("CONSTRUCT { ?s ?p ", "[ ?p ", "1", "]", " } { ?s ?p ?o }"),
    "describe": ("DESCRIBE <urn:a>", " <urn:#>", "", "", ""),
    "describe vars": ("DESCRIBE ?s", " ?x#", "", "", " { ?s ?p ?o }"),
    "from": ("SELECT * ", " FROM <urn:#>", "", "", " { ?s ?p ?o }"),
    "from named": ("SELECT * ", " FROM NAMED <urn:#>", "", "", " { ?s ?p ?o }"),
    "concat": ("ASK { FILTER(CONCAT('a'", ", 'a'", "", "", ") = 'a') }"),
    "coalesce": ("ASK { FILTER(", "COALESCE(?x, ", "1", ")", ") }"),
    "long string": ("ASK { ?s ?p '", "a", "", "", "' }"),
    "long iri": ("ASK { ?s ?p <urn:", "a", "", "", "> }"),
    "long variable": ("ASK { ?s ?p ?", "a", "", "", " }"),
    "long name": ("ASK { ?s ?p body:", "a", "", "", " }"),
    "long number": ("ASK { ?s ?p ", "1", "", "", " }"),
    "long decimal": ("ASK { FILTER(0.", "1", "", "", " > 0) }"),
    "comments": ("ASK { ", "# ( { [\n", "", "", "?s ?p ?o }"),
    "spaces": ("ASK { ", " ", "", "", "?s ?p ?o }"),
    "escapes": ("ASK { ?s ?p '", "\\u0041", "", "", "' }"),
    "codepoints": ("ASK { ?s ?p ?", "\\u0041", "", "", " }"),
    "nul": ("ASK { ?s ?p ?o ", "\x00", "", "", "}"),
    "nul in string": ("ASK { ?s ?p '", "\x00", "", "", "' }"),
    "surrogates": ("ASK { ?s ?p '", "\ud800", "", "", "' }"),
    "right to left": ("ASK { ?s ?p '", "\u202e", "", "", "' }"),
    "binary": ("", "\x7fELF\x02\x01\x00ÿ\x00\x01\x02\x03", "", "", ""),
    "words": ("", "SELECT ", "", "", ""),
    "braces": ("", "}", "", "", ""),
    "question marks": ("ASK { ", "? ", "", "", " }"),
    "regex": ("ASK { ?s ?p ?o FILTER(REGEX(STR(?o), '", "(a*)*", "", "", "b')) }"),
    "regex nested": ("ASK { ?s ?p ?o FILTER(REGEX(STR(?o), '", "(", "a", ")", "')) }"),
    "replace": ("ASK { FILTER(", "REPLACE(", "'a'", ", 'a', 'aa')", " = 'a') }"),
    "langs": ("ASK { ?s ?p 'a'@en", "-a", "", "", " }"),
}
DATA = "<urn:s> <urn:p> 1, 2 . <urn:t> <urn:p> <urn:s> ."
HONEST = "SELECT ?o { <urn:s> <urn:p> ?o } ORDER BY ?o"


def shape(name: str, size: int) -> str:
    """Give the query of a shape with so many repetitions."""
    head, part, middle, closing, tail = SHAPES[name]
    return head + "".join(part.replace("#", str(number)) for number in range(size)) + middle + closing * size + tail


def outcomes(*sizes: int) -> Iterator[str]:
    """Give for each shape and size what comes of it, and whether the next honest query is answered right."""
    store = Store()
    store.add_text(DATA, format.TURTLE)
    with pg.KnowledgeGraph(store) as graph:
        for name in SHAPES:
            for size in sizes:
                try:
                    outcome = f"answered {len(graph.query(shape(name, size)))}"
                except PartnergraphError as error:
                    outcome = type(error).__name__
                honest = graph.query(HONEST).values("o") == [1, 2]
                yield f"{name}\t{size}\t{outcome}\t{'right' if honest else 'wrong'}"


def main() -> None:
    """Print the outcomes for the sizes of the command line, each as soon as it is known."""

    def run() -> None:
        for line in outcomes(*map(int, sys.argv[1:])):
            sys.stdout.write(line + "\n")
            sys.stdout.flush()

    threading.stack_size(1 << 20)
    asking = threading.Thread(target=run)
    asking.start()
    asking.join()


if __name__ == "__main__":
    main()
