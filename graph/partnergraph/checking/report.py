"""Reports: problems written down - as a table for people, as JSON, as SARIF for code hosts, as SHACL's own report.

The JSON is an object with ``conforms`` (no violation), ``violations``, ``warnings``, ``infos`` (how many of each) and
``problems``. A problem has ``severity``, ``file``, ``line``, ``node``, ``label``, ``path``, ``value``, ``message``,
``rule``, ``title``, ``component``; what is not known is null. A value has ``type`` (``uri`` or ``literal``), ``value``
and, where it has one, ``datatype`` or ``xml:lang``, as in SPARQL 1.1 Query Results JSON. Fields may be added, none is
renamed.
"""

import io
import json
from collections.abc import Callable, Iterator, Mapping, Sequence

import pyoxigraph as ox

from partnergraph.checking import sarif
from partnergraph.checking.problem import Problem, shown
from partnergraph.values import filename
from partnergraph.values.table import Table
from partnergraph.vocab import PREFIXES, shorten
from partnergraph.writing.format import TURTLE, Format

JSON = Format("json", ("json",), "application/json")
SARIF = Format("sarif", ("sarif",), "application/sarif+json")
FORMATS = (JSON, SARIF, TURTLE)

_SH = PREFIXES["sh"]
_TYPE = PREFIXES["rdf"] + "type"
_SEVERITIES = {"violation": "Violation", "warning": "Warning", "info": "Info"}
_ROOM = 80  # characters of a name or value that a table shows


def text(problems: Sequence[Problem], form: Format) -> str:
    """Give problems as the text of a format: all of them, in their order.

    >>> problem = Problem("warning", "urn:a", "A", "Give it a name.", "urn:shape", file="a.ttl", line=3)
    >>> json.loads(text([problem], JSON))["problems"][0]["line"]
    3
    """
    writers: Mapping[Format, Callable[[Sequence[Problem]], str]] = {JSON: _json, SARIF: sarif.text, TURTLE: _turtle}
    return writers[form](problems)


def table(problems: Sequence[Problem]) -> Table:
    """Give problems as a table for people: where, what thing, which value, what is wrong and by which rule.

    >>> table([Problem("warning", "urn:a", "A", "Give it a name.", "urn:shape")]).values("problem")
    ['warning: Give it a name. (urn:shape)']
    """
    rows = ((each.place, *short(each), f"{each.severity}: {each.message} ({shorten(each.rule)})") for each in problems)
    return Table(("where", "thing", "value", "problem"), tuple(tuple(map(ox.Literal, row)) for row in rows))


def short(problem: Problem) -> tuple[str, str]:
    """Give name and value of a problem as people have room for them, at most 80 characters each.

    >>> short(Problem("warning", "urn:a", "A" * 100, "Give it a name.", "urn:shape"))[0][-4:]
    'AAA…'
    """
    return _short(problem.name), _short(shown(problem))


def _short(words: str) -> str:
    return words if len(words) <= _ROOM else f"{words[: _ROOM - 1]}…"


def _json(problems: Sequence[Problem]) -> str:
    numbers = {f"{kind}s": sum(each.severity == kind for each in problems) for kind in _SEVERITIES}
    entries = [
        {
            "severity": each.severity,
            "file": filename.shown(each.file) or None,
            "line": each.line or None,
            "node": each.node or None,
            "label": each.label or None,
            "path": each.path or None,
            "value": _value(each.value),
            "message": each.message,
            "rule": each.rule or None,
            "title": each.title or None,
            "component": each.component or None,
        }
        for each in problems
    ]
    whole = {"conforms": not numbers["violations"], **numbers, "problems": entries}
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"


def _value(term: object) -> dict[str, str] | None:
    if isinstance(term, ox.NamedNode):
        return {"type": "uri", "value": term.value}
    if not isinstance(term, ox.Literal):
        return None
    if term.language:
        return {"type": "literal", "value": term.value, "xml:lang": term.language}
    kind = term.datatype.value
    return {"type": "literal", "value": term.value} | ({} if kind == PREFIXES["xsd"] + "string" else {"datatype": kind})


def _turtle(problems: Sequence[Problem]) -> str:
    """Give a ``sh:ValidationReport`` (SHACL, section 3.6), in which a graph with any result does not conform."""
    report = ox.BlankNode("report")
    results = [ox.BlankNode(f"result{number}") for number in range(1, len(problems) + 1)]
    triples = [
        ox.Triple(report, ox.NamedNode(_TYPE), ox.NamedNode(_SH + "ValidationReport")),
        ox.Triple(report, ox.NamedNode(_SH + "conforms"), ox.Literal(not problems)),
        *(ox.Triple(report, ox.NamedNode(_SH + "result"), result) for result in results),
    ]
    for result, problem in zip(results, problems, strict=True):
        triples += [ox.Triple(result, ox.NamedNode(name), value) for name, value in _result(problem)]
    stream = io.BytesIO()
    ox.serialize(triples, stream, ox.RdfFormat.TURTLE, prefixes={"sh": _SH})
    return stream.getvalue().decode()


def _result(problem: Problem) -> Iterator[tuple[str, ox.NamedNode | ox.BlankNode | ox.Literal]]:
    yield _TYPE, ox.NamedNode(_SH + "ValidationResult")
    yield _SH + "focusNode", ox.NamedNode(problem.node) if problem.node else ox.BlankNode("anonymous")
    if problem.path:
        yield _SH + "resultPath", ox.NamedNode(problem.path)
    if isinstance(problem.value, ox.NamedNode | ox.Literal):
        yield _SH + "value", problem.value
    yield _SH + "resultSeverity", ox.NamedNode(_SH + _SEVERITIES[problem.severity])
    if problem.rule:
        yield _SH + "sourceShape", ox.NamedNode(problem.rule)
    if problem.component:
        yield _SH + "sourceConstraintComponent", ox.NamedNode(problem.component)
    yield _SH + "resultMessage", ox.Literal(problem.message)
