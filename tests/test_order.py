"""ORDER BY over whatever stands in the graph."""

import random
import subprocess
import sys

import pytest

import partnergraph as pg
from partnergraph.errors import QueryError
from partnergraph.query import order, sparql
from partnergraph.storage.store import Store
from partnergraph.values.term import text

KEY = "<https://w3id.org/partnergraph/function/rank>"


@pytest.mark.parametrize(
    ("given", "asked"),
    [
        ("ORDER BY ?a ?b LIMIT 1", "ORDER BY (K(?a)) (K(?b)) LIMIT 1"),
        ("order by desc(?a)asc ( ?b )", "order by desc(K(?a))asc (K( ?b ))"),
        ("ORDER BY (?a + 1) xsd:integer(?b)", "ORDER BY (K(?a + 1)) (K(xsd:integer(?b)))"),
        ("ORDER BY DESC(COUNT(?a)) STR(?b) ?c", "ORDER BY DESC(COUNT(?a)) STR(?b) (K(?c))"),
        ("ORDER BY DESC(COUNT(?a) / 2)", "ORDER BY DESC(K(COUNT(?a) / 2))"),
        ("ORDER BY IF(?a<?b,?c,?d) ?e OFFSET 3", "ORDER BY (K(IF(?a<?b,?c,?d))) (K(?e)) OFFSET 3"),
        ("ORDER BY(?a<?b)(?c>?d)", "ORDER BY(K(?a<?b))(K(?c>?d))"),
        ("ORDER BY (?a IN (<urn:(>, 2)) ?b", "ORDER BY (K(?a IN (<urn:(>, 2))) (K(?b))"),
        ("ORDER BY ?a <urn:f>(?b)", "ORDER BY (K(?a)) (K(<urn:f>(?b)))"),
        ("ORDER BY NOT EXISTS { ?a ?p (1 2) } ?b", "ORDER BY NOT EXISTS { ?a ?p (1 2) } (K(?b))"),
        ("ORDER BY ?a VALUES (?b) { (1) }", "ORDER BY (K(?a)) VALUES (?b) { (1) }"),
        ("{ SELECT ?a {} ORDER BY ?a } ORDER BY ?b", "{ SELECT ?a {} ORDER BY (K(?a)) } ORDER BY (K(?b))"),
        ("ORDER BY 'ORDER BY ?a' # ORDER BY ?b", "ORDER BY 'ORDER BY ?a' # ORDER BY ?b"),
        ("ORDER BY (?a", "ORDER BY (?a"),
        (
            "SELECT ?s (COUNT(?o) AS ?n) {} ORDER BY DESC(?n) ?s",
            "SELECT ?s (COUNT(?o) AS ?n) {} ORDER BY DESC(?n) (K(?s))",
        ),
        (
            "SELECT ?n { { SELECT (count(DISTINCT ?o) as ?n) {} order by ?n } } ORDER BY (?n) LIMIT 1",
            "SELECT ?n { { SELECT (count(DISTINCT ?o) as ?n) {} order by ?n } } ORDER BY (?n) LIMIT 1",
        ),
        ("?order ex:orderBy <urn:order>", "?order ex:orderBy <urn:order>"),
    ],
)
def test_conditions_are_put_through_the_key(given: str, asked: str) -> None:
    """Each condition stands in the key function, whatever its form; nothing else changes."""
    assert order.ranked(given).text.replace(KEY, "K") == asked


@pytest.mark.parametrize(
    "body",
    [
        "(COUNT(?o) + 1 AS ?n) {}",
        "(COUNT(?o) AS ?n) { ?s ?p ?n }",
        "(COUNT(?o) AS ?n) { FILTER(?a<?n)>?b) }",
        "(COUNT(?o) AS ?n) { VALUES ?n { 'a' } }",
        "(COUNT(?o) AS ?n) { BIND('a' AS $n) }",
        "(COUNT(?o) AS ?n) { FILTER(?x<?y+'>' SELECT ?n ') }",
        "(COUNT(?o) AS ?n) {} GROUP BY ?n",
        "?n { { SELECT (COUNT(?o) AS ?n) {} } UNION { SELECT (STR(?o) AS ?n) {} } }",
    ],
)
def test_what_may_be_no_count_is_put_through_the_key(body: str) -> None:
    """A variable is taken for a count only where nothing else can give it a value."""
    assert order.ranked(f"SELECT {body} ORDER BY ?n").text.endswith(f"ORDER BY ({KEY}(?n))")


def test_places_lead_back() -> None:
    """Every place of the query as it is asked stands for one of the query as it was."""
    given = "SELECT * {} ORDER BY ?a DESC(?b) LIMIT 1"
    asked = order.ranked(given)
    assert [asked.original(place) for place in range(len(asked.text) + 1)] == sorted(
        asked.original(place) for place in range(len(asked.text) + 1)
    )
    assert asked.original(asked.text.index("LIMIT")) == given.index("LIMIT")
    assert asked.original(asked.text.index("?b")) == given.index("?b")


@pytest.mark.parametrize(
    "words", ["ORDERBY ?o", "ORDER BYDESC(?o)", "ORDERBYex:f(?o)", "ORDER BYex:f(?o)", "orderby(?o)"]
)
def test_joined_words_are_refused(words: str) -> None:
    """The engine needs no space after BY; where it is left out, the place is told."""
    with pytest.raises(QueryError, match="query:1:16: ORDER BY is two words"):
        Store().query("ASK { ?s ?p ?o}" + words)


@pytest.mark.parametrize("words", ["<?b)ORDERBY(IF(?c>2,?x,?y))", '"""a" } order by ?x """'])
def test_no_second_reading_orders(words: str) -> None:
    """In what is read as an IRI or a string, the letters of ORDER cannot be the keyword."""
    assert "order" not in sparql.admit("SELECT ?a {} GROUP BY ?a HAVING(?a" + words).lower()


def test_all_of_the_graph_can_be_ordered(shipped: pg.KnowledgeGraph) -> None:
    """Every kind of value of the shipped graph is sorted in one go, nodes before literals."""
    answer = shipped.query("SELECT ?o { ?s ?p ?o } ORDER BY ?o")
    assert len(answer) > 20_000
    down = shipped.query("SELECT ?o { ?s ?p ?o } ORDER BY DESC(?o)")
    assert answer.rows[0] == down.rows[-1]
    assert answer.rows[-1] == down.rows[0]


MIXED = """
'{n}'^^xsd:integer '{n}.5'^^xsd:decimal '{n}'^^xsd:double '{n}.1'^^xsd:float 'NaN'^^xsd:double '{n}' '{n}'@en true UNDEF
'{y:04}'^^xsd:gYear '-{y:04}'^^xsd:gYear '{y:04}Z'^^xsd:gYear '{y:04}-03'^^xsd:gYearMonth '{y:04}-03-05'^^xsd:date
'{y:04}-03-05+09:00'^^xsd:date '{y:04}-03-05T10:00:00'^^xsd:dateTime '{y:04}-03-05T10:00:00-11:00'^^xsd:dateTime
'P{y}M'^^xsd:duration 'P{y}D'^^xsd:duration 'P{y}M3D'^^xsd:duration '-PT{y}H'^^xsd:dayTimeDuration <urn:{y}>
'x'^^xsd:integer '{n}'^^<urn:type> <<(<urn:a>·<urn:b>·'{n}'^^xsd:integer)>> <<(<urn:a>·<urn:b>·'{n}')>>
""".split()  # noqa: SIM905 - a paragraph reads better than a list


def mixed(seed: int, size: int) -> str:
    """Write values of every kind that the engine compares, as rows of data."""
    chance = random.Random(seed)  # noqa: S311 - no secret
    years, numbers = [chance.randrange(1, 9999) for _ in range(size)], [chance.randrange(-99, 99) for _ in range(size)]
    return " ".join(
        chance.choice(MIXED).replace("·", " ").format(y=y, n=n) for y, n in zip(years, numbers, strict=True)
    )


CHILD = """
from partnergraph.storage.store import Store
from tests.test_order import mixed
store = Store()
for seed in range(200):
    for condition in ("?x", "DESC(?x)", "(COALESCE(?x, 'z'))"):
        print(len(list(store.select(f"SELECT ?x {{ VALUES ?x {{ {mixed(seed, 200)} }} }} ORDER BY {condition}"))))
"""


def test_no_mixture_of_values_ends_the_process() -> None:
    """Rows of every kind of value are sorted, up and down, and the process lives."""
    run = subprocess.run([sys.executable, "-c", CHILD], capture_output=True, encoding="utf-8", check=False, timeout=100)
    assert (run.returncode, run.stderr) == (0, "")
    assert run.stdout.split() == ["200"] * 600


def test_mixed_values_come_in_groups() -> None:
    """Unbound, nodes, numbers by value, then texts and dates as they are written."""
    rows = "'b' 10 9.5 <urn:a> UNDEF '2017'^^xsd:gYear '2017-03'^^xsd:gYearMonth 'a'@en"
    answer = Store().select(f"SELECT ?x {{ VALUES ?x {{ {rows} }} }} ORDER BY ?x")
    assert [text(row["x"]) for row in answer] == ["", "urn:a", "9.5", "10", "2017", "2017-03", "a", "b"]
