"""Sketches: answers to queries as ties."""

import pytest

import partnergraph as pg
from partnergraph.errors import FormatError
from partnergraph.networks import network, sketch
from partnergraph.networks.sketch import Sketch
from partnergraph.vocab import PREFIXES

ESR, EORTC = (PREFIXES["body"] + slug for slug in ("esr", "eortc"))


@pytest.fixture(scope="module")
def empty() -> pg.KnowledgeGraph:
    """Give a graph that knows nothing."""
    from partnergraph.knowledge import KnowledgeGraph
    from partnergraph.storage.store import Store

    return KnowledgeGraph(Store())


def drawn(graph: pg.KnowledgeGraph, query: str) -> Sketch:
    """Give the sketch of a query over a graph of which nothing is known."""
    return sketch.of(graph.query(query), {})


ENDS = [
    ("?source ?target", "SELECT * { VALUES (?x ?source ?y ?target) { (<urn:x> <urn:a> <urn:y> <urn:b>) } }"),
    ("?from ?to", "SELECT * { VALUES (?from ?to) { (<urn:a> <urn:b>) } }"),
    ("?one ?other", "SELECT * { VALUES (?one ?other) { (<urn:a> <urn:b>) } }"),
    ("the first two with things", "SELECT ?n ?a ?w ?b { VALUES (?n ?a ?w ?b) { ('n' <urn:a> 5 <urn:b>) } }"),
]


@pytest.mark.parametrize("query", [query for _, query in ENDS], ids=[words for words, _ in ENDS])
def test_a_row_is_a_line_between_two_things(empty: pg.KnowledgeGraph, query: str) -> None:
    """The ends are told by the names of columns, or are the first two columns with things in them."""
    found = drawn(empty, query)
    assert [tie.party for tie in found.incidence.ties] == ["urn:a", "urn:b"]
    assert found.incidence.as_edge


def test_columns_become_what_a_line_carries(empty: pg.KnowledgeGraph) -> None:
    """Kind, role, dates, weight, label and the names and classes of both ends come from their columns."""
    found = drawn(
        empty,
        "SELECT * { VALUES (?source ?sourceLabel ?sourceType ?target ?kind ?role ?start ?end ?weight ?label) "
        "{ (<urn:a> 'A' pg:Society <urn:b> 'works with' 'lead' '2014' '2016' 2.5 'the work') } }",
    )
    graph = network.build([found.incidence], found.profiles)
    ((_, _, line),) = graph.edges(data=True)
    assert graph.nodes["urn:a"]["label"] == "A"
    assert graph.nodes["urn:a"]["type_label"] == "Society"
    assert {key: line[key] for key in ("kind_label", "role", "start", "end", "weight", "via", "via_label")} == {
        "kind_label": "works with",
        "role": "A: lead",
        "start": "2014",
        "end": "2016",
        "weight": 2.5,
        "via": "",
        "via_label": "the work",
    }


def test_party_and_via_are_an_incidence(empty: pg.KnowledgeGraph) -> None:
    """With the columns of a network a row is a party of a node, which is drawn."""
    found = drawn(
        empty, "SELECT * { VALUES (?party ?via) { (<urn:a> <urn:mou>) (<urn:b> <urn:mou>) (<urn:c> UNDEF) } }"
    )
    assert not found.incidence.as_edge
    assert sorted(network.build([found.incidence], found.profiles).edges()) == [
        ("urn:a", "urn:mou"),
        ("urn:b", "urn:mou"),
    ]
    assert found.skipped == 1


def test_a_via_carries_the_line(shipped: pg.KnowledgeGraph) -> None:
    """A node named as ?via is told on the line, with its evidence, and ties more than two as a node."""
    query = (
        "SELECT ?one ?other ?via { VALUES (?one ?other ?via) { (body:esr body:eortc agreement:mou-esr-eortc-2017) } }"
    )
    ((_, _, line),) = shipped.network(query=query).edges(data=True)
    assert line["via"] == PREFIXES["agreement"] + "mou-esr-eortc-2017"
    assert line["evidence"]


def test_texts_are_things_where_columns_say_so(empty: pg.KnowledgeGraph) -> None:
    """Named columns may hold texts, which are nodes under their own words."""
    found = drawn(empty, "SELECT * { VALUES (?source ?target) { ('Austria' 'Belgium') } }")
    graph = network.build([found.incidence], found.profiles)
    assert [data["label"] for _, data in graph.nodes(data=True)] == ["Austria", "Belgium"]
    assert [data["kind_label"] for *_, data in graph.edges(data=True)] == ["tied to"]


def test_what_draws_nothing_is_counted(empty: pg.KnowledgeGraph) -> None:
    """A row without an end and a thing tied to itself are left out and counted; equal rows are one line."""
    rows = "(<urn:a> <urn:b>) (<urn:a> <urn:b>) (<urn:a> UNDEF) (<urn:a> <urn:a>)"
    found = drawn(empty, f"SELECT * {{ VALUES (?source ?target) {{ {rows} }} }}")
    assert (len(found.incidence.ties), found.skipped) == (2, 2)


def test_triples_are_lines(empty: pg.KnowledgeGraph) -> None:
    """A triple between nodes is a line of the kind of its predicate; names, classes and dates are the node's."""
    found = drawn(
        empty,
        "CONSTRUCT { <urn:mou> a pg:Agreement ; skos:prefLabel 'The pact' ; schema:startDate '2014' ; "
        "pg:party <urn:a> ; pg:note 'none' } WHERE { }",
    )
    graph = network.build([found.incidence], found.profiles)
    assert (graph.nodes["urn:mou"]["label"], graph.nodes["urn:mou"]["type_label"]) == ("The pact", "Agreement")
    ((_, _, line),) = graph.edges(data=True)
    assert (line["kind"], line["start"], found.skipped) == (PREFIXES["pg"] + "party", "2014", 1)


def test_order_of_rows_does_not_matter(empty: pg.KnowledgeGraph) -> None:
    """The same rows in another order are the same ties."""
    rows = ["(<urn:a> <urn:b> 'x')", "(<urn:b> <urn:c> 'y')", "(<urn:a> <urn:c> 'x')"]
    one, other = (
        drawn(empty, f"SELECT * {{ VALUES (?source ?target ?kind) {{ {' '.join(each)} }} }}").incidence
        for each in (rows, rows[::-1])
    )
    assert one == other


WRONG = [
    ("ASK { }", "ASK says yes or no and draws nothing"),
    ("SELECT ?a { VALUES ?a { <urn:a> } }", r"no two of the columns \?a hold things"),
    ("SELECT ?a ?b { VALUES (?a ?b) { (<urn:a> 'b') } }", r"columns \?a, \?b hold things to draw a line between"),
    (
        "SELECT * { VALUES (?source ?target ?weight) { (<urn:a> <urn:b> 'much') } }",
        "a weight must be a number, 0 or more, and not 'much'",
    ),
    (
        "SELECT * { VALUES (?source ?target ?weight) { (<urn:a> <urn:b> -1) } }",
        "a weight must be a number, 0 or more, and not '-1'",
    ),
    (
        "SELECT * { VALUES (?source ?target ?weight) { (<urn:a> <urn:b> 'NaN'^^xsd:double) } }",
        "a weight must be a number, 0 or more, and not 'NaN'",
    ),
]


@pytest.mark.parametrize(("query", "complaint"), WRONG)
def test_what_cannot_be_drawn_is_told(empty: pg.KnowledgeGraph, query: str, complaint: str) -> None:
    """An answer without lines in it is one clear sentence."""
    with pytest.raises(FormatError, match=complaint):
        drawn(empty, query)


@pytest.mark.parametrize("query", ["SELECT ?a ?b { ?a ?b ?c }", "CONSTRUCT { ?a ?b ?c } WHERE { ?a ?b ?c }"])
def test_an_empty_answer_draws_nothing(empty: pg.KnowledgeGraph, query: str) -> None:
    """No rows are no error."""
    assert drawn(empty, query).incidence.ties == ()
