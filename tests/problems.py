"""Problems of each severity, with much and with little known of them."""

import pyoxigraph as ox

from partnergraph.checking.problem import Problem
from partnergraph.vocab import PG, PREFIXES

YEAR = ox.Literal("17", datatype=ox.NamedNode(f"{PREFIXES['xsd']}gYear"))
PROBLEMS = (
    Problem(
        severity="violation",
        node="https://w3id.org/partnergraph/id/body/esr",
        label="European Society of Radiology",
        message="This is no year: write four digits.",
        rule=f"{PG}shape-date",
        title="A date is a year",
        component=f"{PREFIXES['sh']}PatternConstraintComponent",
        path="https://schema.org/foundingDate",
        value=YEAR,
        file="data/my bodies.ttl",
        line=12,
    ),
    Problem("warning", "urn:a", "A", "Give it a parent: its body.", f"{PG}shape-unit", "A unit has a parent"),
    Problem("info", "", "", "Look.", "", value=ox.Literal("x", language="en"), file="/tmp/a.rdf"),  # noqa: S108 - a name
)
