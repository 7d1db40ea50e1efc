"""Problems are written as a table, as JSON and as a SHACL report, and read back the same."""

import json

import pyoxigraph as ox
import rdflib

from partnergraph.checking import report
from partnergraph.checking.problem import Problem
from partnergraph.vocab import PG, PREFIXES
from partnergraph.writing.format import TURTLE
from tests.problems import PROBLEMS


def test_json_has_the_documented_form() -> None:
    """The JSON has all that is known, null for what is not, and values as SPARQL's results have them."""
    whole = json.loads(report.text(PROBLEMS, report.JSON))
    assert {name: whole[name] for name in whole if name != "problems"} == {
        "conforms": False,
        "violations": 1,
        "warnings": 1,
        "infos": 1,
    }
    assert whole["problems"][0] == {
        "severity": "violation",
        "file": "data/my bodies.ttl",
        "line": 12,
        "node": "https://w3id.org/partnergraph/id/body/esr",
        "label": "European Society of Radiology",
        "path": "https://schema.org/foundingDate",
        "value": {"type": "literal", "value": "17", "datatype": f"{PREFIXES['xsd']}gYear"},
        "message": "This is no year: write four digits.",
        "rule": f"{PG}shape-date",
        "title": "A date is a year",
        "component": f"{PREFIXES['sh']}PatternConstraintComponent",
    }
    assert whole["problems"][1] | {"file": None, "line": None, "path": None, "value": None} == whole["problems"][1]
    assert whole["problems"][2]["value"] == {"type": "literal", "value": "x", "xml:lang": "en"}


def test_warnings_alone_conform() -> None:
    """Without a violation the graph conforms; in a SHACL report, as the standard has it, only without any result."""
    assert json.loads(report.text(PROBLEMS[1:], report.JSON))["conforms"] is True
    assert json.loads(report.text(PROBLEMS, report.JSON))["conforms"] is False
    assert "sh:conforms false" in report.text(PROBLEMS[1:], TURTLE)


def test_turtle_is_a_validation_report() -> None:
    """The Turtle is one sh:ValidationReport with a result for each problem, which rdflib reads."""
    graph = rdflib.Graph().parse(data=report.text(PROBLEMS, TURTLE), format="turtle")
    (root,) = graph.subjects(rdflib.RDF.type, rdflib.SH.ValidationReport)
    results = list(graph.objects(root, rdflib.SH.result))
    assert len(results) == len(PROBLEMS)
    assert {graph.value(each, rdflib.SH.resultSeverity) for each in results} == {
        rdflib.SH.Violation,
        rdflib.SH.Warning,
        rdflib.SH.Info,
    }
    (dated,) = graph.subjects(rdflib.SH.sourceShape, rdflib.URIRef(f"{PG}shape-date"))
    assert str(graph.value(dated, rdflib.SH.value)) == "17"
    assert graph.value(dated, rdflib.SH.resultPath) == rdflib.URIRef("https://schema.org/foundingDate")
    assert graph.value(dated, rdflib.SH.focusNode) == rdflib.URIRef(PROBLEMS[0].node)


def test_a_table_says_where_what_and_why() -> None:
    """The table has the place, the thing, the value with its type, and the message with severity and rule."""
    table = report.table(PROBLEMS)
    assert table.columns == ("where", "thing", "value", "problem")
    assert table.records()[0] == {
        "where": "data/my bodies.ttl:12",
        "thing": "body:esr European Society of Radiology",
        "value": "17 (xsd:gYear)",
        "problem": "violation: This is no year: write four digits. (pg:shape-date)",
    }
    assert table.values("where")[1:] == ["", "/tmp/a.rdf"]  # noqa: S108 - a name
    assert table.values("thing")[2] == "(anonymous)"


def test_a_table_shortens_what_is_long() -> None:
    """A name of twenty thousand letters is cut in a table, visibly, and whole in JSON."""
    long = Problem("violation", "urn:a", "x" * 20_000, "Say less.", "urn:rule", value=ox.Literal("y" * 20_000))
    row = report.table([long]).records()[0]
    assert all(str(row[name]).endswith("…") and len(str(row[name])) == 80 for name in ("thing", "value"))
    assert len(json.loads(report.text([long], report.JSON))["problems"][0]["label"]) == 20_000


def test_no_problems_are_a_report_too() -> None:
    """Each format says that there is nothing to say."""
    assert json.loads(report.text([], report.JSON))["problems"] == []
    assert json.loads(report.text([], report.SARIF))["runs"][0]["results"] == []
    assert "sh:conforms true" in report.text([], TURTLE)
