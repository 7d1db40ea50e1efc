"""Random queries over a small random graph, answered by partnergraph and by rdflib.

    python -m tests.random_query 2000

prints each query that the two answer differently, and how many they answered alike. What one of the two is known to
answer otherwise than SPARQL 1.1 asks (``tests.test_conformance.DIFFERENCES``) is not written; what else is not says so.
"""

import random
import re
import sys
from collections.abc import Sequence

import rdflib

import partnergraph as pg
from partnergraph.storage.store import Store
from partnergraph.writing import format
from tests.peer import ours, same, theirs

NODES = [f"<urn:n{number}>" for number in range(5)]
PROPERTIES = [f"<urn:p{number}>" for number in range(3)]
NUMBERS = ["1", "2", "3", "10"]
TEXTS = ["'a'", "'b'", "'ab'", "'a'@en", "'b'@de", "'2017'^^xsd:gYear", "'2017-03-01'^^xsd:date"]
VARIABLES = ["?a", "?b", "?c", "?d"]

EXPLAINED = {1486: "rdflib: 18.5, an OPTIONAL takes no row away; after VALUES it does"}


class Writer:
    """Writes a graph and a query, both as the choices of one seed will have it."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)  # noqa: S311 - no secret
        self.fresh = 0

    def graph(self) -> str:
        """Write twenty triples in Turtle."""
        head = "@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .\n"
        return head + "".join(
            f"{self.one(NODES)} {self.one(PROPERTIES)} {self.one(NODES if self.odds(0.6) else NUMBERS + TEXTS)} .\n"
            for _ in range(20)
        )

    def query(self) -> str:
        """Write a query of one of the forms whose answers can be compared."""
        group = self.group(2)
        form = self.random.randrange(6)
        if form == 0:
            return f"ASK {group}"
        if form == 1:
            one, other = (f"{self.one(NODES)} {self.one(PROPERTIES)} {self.one(VARIABLES)}" for _ in range(2))
            return f"CONSTRUCT {{ {one} . {other} }} {group}"  # no literal as subject: DIFFERENCES, construct-illegal
        if form == 2:
            return self.grouped(group)
        names = " ".join(sorted(self.random.sample(VARIABLES, self.random.randint(1, 4))))
        return f"SELECT {self.one(['', 'DISTINCT '])}{names} {group}"

    def grouped(self, group: str) -> str:
        """Write a query with an aggregate."""
        key, value = self.random.sample(VARIABLES, 2)
        count = self.one([f"COUNT({value})", f"COUNT(DISTINCT {value})", "COUNT(*)"])
        having = self.one(["", f" HAVING ({count} > 1)"])
        # the group of no row: DIFFERENCES, aggregate-empty-group
        rows = f"{{ {{ {group} }} UNION {{ {key} {self.one(PROPERTIES)} {value} }} }}"
        return f"SELECT {key} ({count} AS ?n) {rows} GROUP BY {key}{having}"

    def group(self, depth: int) -> str:
        """Write a group: triples, then what else there may be in one."""
        triples = " ".join(f"{self.triple()} ." for _ in range(self.random.randint(1, 2)))
        # a filter speaks of what its group binds: DIFFERENCES, filter-hidden
        known = [name for name in VARIABLES if name in triples] or VARIABLES
        parts = [self.part(depth, known) for _ in range(self.random.randint(0, 2) if depth else 0)]
        return f"{{ {' '.join([triples, *parts])} }}"

    def part(self, depth: int, known: Sequence[str]) -> str:
        """Write one part of a group that binds the known variables."""
        inner = self.group(depth - 1)
        return self.one(
            [
                f"OPTIONAL {inner}",
                f"{inner} UNION {self.group(depth - 1)}",
                f"MINUS {inner}",
                f"FILTER ({self.condition(known)})",
                f"FILTER {self.one(['', 'NOT '])}EXISTS {_apart(inner, known)}",
                self.values(),
                self.bind(known),
                self.subselect(inner),
                f"{self.one(VARIABLES)} {self.path()} {self.one(VARIABLES)} .",
            ]
        )

    def subselect(self, inner: str) -> str:
        """Write a sub-select; what it hides has names of its own (DIFFERENCES, subselect-hidden)."""
        shown = self.one([name for name in VARIABLES if name in inner] or VARIABLES)
        return f"{{ SELECT {self.one(['', 'DISTINCT '])}{shown} {_apart(inner, [shown])} }}"

    def triple(self) -> str:
        """Write a triple pattern."""
        ends = [self.one(VARIABLES if self.odds(0.8) else NODES) for _ in range(2)]
        return f"{ends[0]} {self.one(PROPERTIES if self.odds(0.8) else VARIABLES)} {ends[1]}"

    def path(self) -> str:
        """Write a property path without | and !, which give a pair once or more often (DIFFERENCES, path-…-repeats)."""
        one, other = self.random.sample(PROPERTIES, 2)
        return self.one([f"{one}/{other}", f"^{one}", f"{one}/^{other}", f"({one}/{other})+", f"{one}+"])

    def condition(self, known: Sequence[str]) -> str:
        """Write a condition."""
        variable = self.one(known)
        simple = self.one(
            [
                f"BOUND({variable})",
                f"ISIRI({variable})",
                f"ISLITERAL({variable})",
                f"{variable} = {self.one(NODES)}",
                f"{variable} != {self.one(NODES)}",
                f"SAMETERM({variable}, {self.one(NUMBERS + TEXTS)})",
                f"{variable} IN ({self.one(NODES)}, {self.one(NODES)})",
                f"STR({variable}) < STR({self.one(known)})",
                f"DATATYPE({variable}) = xsd:integer",
                f"REGEX(STR({variable}), '[2a]')",
            ]
        )
        return f"!({simple})" if self.odds(0.2) else simple

    def values(self) -> str:
        """Write rows of data."""
        first, second = sorted(self.random.sample(VARIABLES, 2))
        rows = [f"({self.one([*NODES, 'UNDEF'])} {self.one([*NODES, *NUMBERS, 'UNDEF'])})" for _ in range(2)]
        return f"VALUES ({first} {second}) {{ {' '.join(rows)} }}"

    def bind(self, known: Sequence[str]) -> str:
        """Write an assignment to a variable that nothing else uses."""
        self.fresh += 1
        variable = self.one(known)
        made = self.one([f"STR({variable})", f"STRLEN(STR({variable}))", f"COALESCE({variable}, 0)", "1 + 1"])
        return f"BIND ({made} AS ?x{self.fresh})"

    def one(self, choices: Sequence[str]) -> str:
        """Give one of several texts."""
        return self.random.choice(choices)

    def odds(self, share: float) -> bool:
        """Say yes in a share of all cases."""
        return self.random.random() < share


def _apart(group: str, known: Sequence[str]) -> str:
    """Give a group with names of its own for what is not known outside of it."""
    for name in VARIABLES:
        if name not in known:
            group = re.sub(rf"\{name}\b", f"{name}{name[1:]}", group)
    return group


def differs(seed: int) -> str:
    """Give the query of a seed where the two answer it differently, else nothing."""
    writer = Writer(seed)
    turtle, query = writer.graph(), writer.query()
    peer = rdflib.Dataset(default_union=True)
    peer.default_graph.parse(data=turtle, format="turtle")
    store = Store()
    store.add_text(turtle, format.TURTLE)
    with pg.KnowledgeGraph(store) as graph:
        answer = graph.query(query)
        return "" if same(ours(answer), theirs(peer, query, answer.columns)) else f"{turtle}\n{query}"


def main() -> None:
    """Print the differences among as many seeds as the first argument says."""
    number = int(sys.argv[1])
    asked = sorted(set(range(number)) - set(EXPLAINED))
    found = [text for text in map(differs, asked) if text]
    sys.stdout.write("\n\n".join([*found, f"{len(asked) - len(found)} of {number} alike\n"]))


if __name__ == "__main__":
    main()
