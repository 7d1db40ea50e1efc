"""Parameters: types, choices and names, and what hostile text can do to a query (nothing)."""

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

import partnergraph as pg
from partnergraph.errors import AmbiguousNameError, LimitError, PartnergraphError, QueryError, UnknownNameError
from partnergraph.query import sparql
from partnergraph.questions import question
from partnergraph.questions.parameter import TYPES, Parameter
from partnergraph.questions.result import Result
from partnergraph.storage.store import Store

RIGHT = [
    ("date", "2016-02-29"),
    ("date", "2018-06-30Z"),
    ("date", "2018-06-30+02:00"),
    ("dateTime", "2018-06-30T23:59:59"),
    ("gYear", "2017"),
    ("gYear", "2017-05:00"),
    ("gYearMonth", "2017-09"),
    ("integer", "-007"),
    ("nonNegativeInteger", "0"),
    ("positiveInteger", "12"),
    ("decimal", ".5"),
    ("double", "1e3"),
    ("double", "INF"),
    ("boolean", "true"),
    ("anyURI", "https://example.org/a?b#c"),
    ("string", 'any "text"\n'),
]
WRONG = [
    ("date", "2017-13", "2018-06-30"),
    ("date", "2017-02-29", "2018-06-30"),
    ("date", "2017", "2018-06-30"),
    ("date", "30.06.2018", "2018-06-30"),
    ("date", "2018-06-30T00:00:00", "2018-06-30"),
    ("date", "0000-01-01", "2018-06-30"),
    ("date", "٢٠١٨-٠٦-٣٠", "2018-06-30"),
    ("date", "", "2018-06-30"),
    ("dateTime", "2018-06-30", "2018-06-30T12:00:00"),
    ("gYear", "17", "2018"),
    ("gYear", "abcd", "2018"),
    ("gYear", "2017-01", "2018"),
    ("gYearMonth", "2017-13", "2018-06"),
    ("gYearMonth", "2017", "2018-06"),
    ("integer", "abc", "5"),
    ("integer", "1.0", "5"),
    ("integer", "1 OR 1", "5"),
    ("nonNegativeInteger", "-1", "5"),
    ("positiveInteger", "0", "5"),
    ("decimal", "1e3", "0.5"),
    ("double", "fast", "1e3"),
    ("boolean", "yes", "true"),
    ("anyURI", "two words", "https://example.org/"),
]
HOSTILE = (
    'x"} DELETE WHERE { ?s ?p ?o } #',
    "ESR> } ; DROP ALL #",
    '"""',
    "\\u0022 } UNION { ?s ?p ?o }",
    "a\nb\r\tc",
    "\x00",
    "https://example.org/with a space",
    "<https://example.org/>} { ?s ?p ?o",
    "?_body_iri",
    "\ud800",
    "x" * 1_000_000,
)


@pytest.mark.parametrize(("kind", "text"), RIGHT)
def test_a_value_of_an_xsd_type_is_taken(kind: str, text: str) -> None:
    """What XML Schema calls a value of the type is bound with that type."""
    term = Parameter("x", f"xsd:{kind}").literal(text)
    assert (term.value, term.datatype.value.rpartition("#")[2]) == (text, kind)


@pytest.mark.parametrize(("kind", "text", "example_"), WRONG)
def test_another_value_is_told(kind: str, text: str, example_: str) -> None:
    """The complaint names the type, the parameter and how a value is written."""
    with pytest.raises(QueryError, match=f"is not (an? |true or false).*; write the parameter 'x' as {example_}"):
        Parameter("x", f"xsd:{kind}").literal(text)


def test_every_type_has_an_example_of_its_own() -> None:
    """The example that stands in when none is given is a value of the type."""
    for each in TYPES:
        parameter = Parameter("x", each)
        assert parameter.literal(parameter.usual).value == parameter.usual


def test_a_choice_is_one_of_a_list() -> None:
    """Capitals and spaces do not matter; a wrong one is answered with the list."""
    parameter = Parameter("kind", "xsd:string", choices=("public body", "society"))
    assert parameter.literal(" Public  Body ").value == "public body"
    with pytest.raises(
        QueryError, match="'club' is no value of the parameter 'kind'; it is one of: public body, society"
    ):
        parameter.literal("club")


@pytest.mark.parametrize(
    ("type_", "optional", "variables"),
    [
        ("org:Organization", False, ("_x_iri",)),
        ("https://example.org/Club", True, ("__x_iri",)),
        ("xsd:date", False, ("_x_xsd_date", "_x_date")),
        ("xsd:integer", True, ("__x_integer", "__x_xsd_integer")),
        ("xsd:string", False, ("_x", "_x_literal", "_x_string", "_x_xsd_string")),
    ],
)
def test_variables_are_spelled_as_grlc_does(type_: str, optional: bool, variables: tuple[str, ...]) -> None:
    """One underscore stands before a parameter, two before an optional one, and the type behind it."""
    assert Parameter("x", type_, optional=optional).variables == variables


@pytest.fixture(scope="module")
def graph() -> Iterator[pg.KnowledgeGraph]:
    """Give the shipped graph."""
    with pg.open() as opened:
        yield opened


ASKED = [(each.name, one.name) for each in question.shipped() for one in each.parameters]


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: repr(text[:20]))
@pytest.mark.parametrize(
    ("name", "parameter"), [("partners-of", "body"), ("partners-of", "kind"), ("renewals", "body")]
)
def test_hostile_text_is_no_value(graph: pg.KnowledgeGraph, name: str, parameter: str, text: str) -> None:
    """Text that would change a query in which it was pasted is a complaint of one line, and nothing else."""
    with pytest.raises((QueryError, UnknownNameError, LimitError)) as caught:
        graph.ask(name, {parameter: text})
    assert "\n" not in str(caught.value)
    assert len(str(caught.value)) < 500


@given(st.sampled_from(ASKED), st.text(max_size=60))
@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@example(("shared-topics", "one"), HOSTILE[0])
@example(("partner-changes", "from"), HOSTILE[3])
@example(("most-connected", "least"), HOSTILE[5])
def test_no_text_changes_a_question(graph: pg.KnowledgeGraph, asked: tuple[str, str], text: str) -> None:
    """Whatever a parameter is given, the query is the same but for the terms of its VALUES rows."""
    found = question.find(asked[0])
    try:
        bound = found.bound(graph.store, {asked[1]: text})
    except PartnergraphError as error:
        assert isinstance(error, (QueryError, UnknownNameError, AmbiguousNameError))  # noqa: PT017 - or it is bound
        return
    kept = iter([token.text for token in sparql.tokens(bound)])
    assert all(token.text in kept for token in sparql.tokens(found.text))  # in this order


@given(st.text(max_size=200))
@example('"} DELETE WHERE { ?s ?p ?o } #')
@example("\\u0022 \\\\ \n \r \t \x00 \x07 \u2028")
@example("'''" + '"""')
def test_a_text_comes_back_as_it_was(text: str) -> None:
    """A value of text reaches the query as that text, in the outermost group and in a sub-select."""
    query = "SELECT ?a ?b { BIND (?_x AS ?a) { SELECT ?b { BIND (?_x AS ?b) } } }"
    bound = sparql.bind(query, {"_x": Parameter("x", "xsd:string").literal(text)})
    row = Result(Store().query(bound)).table().records()[0]
    assert (row["a"], row["b"]) == (text, text)
