"""Problems: what is wrong with the graph, where it stands and what to do about it."""

from dataclasses import dataclass
from typing import Literal as Choice

from partnergraph.values import filename
from partnergraph.values.term import Term, text
from partnergraph.vocab import shorten

Severity = Choice["violation", "warning", "info"]


@dataclass(frozen=True, slots=True)
class Problem:
    """One rule broken at one node.

    ``file`` is the name as the system has it, which need not be text; it is empty and ``line`` 0 where they are not
    known. ``node`` is an IRI; of an anonymous node it is that of the nearest named one that leads to it, or empty.
    ``path`` is the IRI of the property in question, empty if it is none or more than one. ``rule`` is the IRI of the
    shape, ``title`` what it demands and ``component`` the IRI of the kind of constraint in it.

    >>> Problem("warning", "urn:a", "A", "Give it a name.", "urn:shape", file="a.ttl", line=3).place
    'a.ttl:3'
    """

    severity: Severity
    node: str
    label: str
    message: str
    rule: str
    title: str = ""
    component: str = ""
    path: str = ""
    value: Term | None = None
    file: str = ""
    line: int = 0

    @property
    def place(self) -> str:
        """Where the problem stands, as editors and terminals read it."""
        file = filename.shown(self.file)
        return f"{file}:{self.line}" if self.line else file

    @property
    def name(self) -> str:
        """The node as a reader knows it: its shortened IRI and its label."""
        short = shorten(self.node) or "(anonymous)"
        return short if self.label in {"", short} else f"{short} {self.label}"


def order(problem: Problem) -> tuple[str, int, str, str, str, str, str]:
    """Give the key by which problems are sorted: file, line, node, rule, property, value, words.

    >>> order(Problem("info", "urn:a", "A", "Look.", "urn:shape", file="a.ttl", line=3))[:3]
    ('a.ttl', 3, 'urn:a')
    """
    value = "" if problem.value is None else str(problem.value)
    return (problem.file, problem.line, problem.node, problem.rule, problem.path, value, problem.message)


def count(problems: tuple[Problem, ...]) -> str:
    """Give how many problems of each severity there are, in words.

    >>> count((Problem("violation", "urn:a", "A", "Look.", "urn:shape"),))
    '1 violation, 0 warnings'
    """
    kinds: tuple[Severity, ...] = ("violation", "warning", "info")
    numbers = {kind: sum(problem.severity == kind for problem in problems) for kind in kinds}
    shown = (kind for kind in kinds if numbers[kind] or kind != "info")
    return ", ".join(f"{numbers[kind]:,} {kind if numbers[kind] == 1 else f'{kind}s'}" for kind in shown)


def shown(problem: Problem) -> str:
    """Give the value in question as a reader wants it, its type behind it where it is not text; empty if there is none.

    >>> from partnergraph.values.term import Literal, NamedNode
    >>> kind = NamedNode("http://www.w3.org/2001/XMLSchema#gYearMonth")
    >>> shown(Problem("violation", "urn:a", "A", "No month.", "urn:s", value=Literal("2017-13", datatype=kind)))
    '2017-13 (xsd:gYearMonth)'
    """
    kind = shorten(getattr(getattr(problem.value, "datatype", None), "value", ""))
    plain = kind in {"", "xsd:string", "rdf:langString"}
    return text(problem.value) if plain else f"{text(problem.value)} ({kind})"
