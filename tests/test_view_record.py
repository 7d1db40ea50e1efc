"""The records that the page reads: short names, safe addresses, evidence once, days in force, bends."""

import json
from itertools import pairwise

import networkx as nx
import pytest

import partnergraph as pg
from partnergraph.values.evidence import Evidence
from partnergraph.view import record, words
from partnergraph.vocab import PG


def test_parallel_ties_bend_apart() -> None:
    """Parallel ties have bends that all differ, and a single tie is straight."""
    graph: nx.MultiGraph[str] = nx.MultiGraph([("a", "b")] * 4 + [("b", "c")])
    bends = [json.dumps(edge["smooth"], sort_keys=True) for edge in record.records(graph).edges]
    assert len(set(bends[:4])) == 4
    assert bends[4] == "false"


@pytest.mark.parametrize("count", [2, 9, 10, 30, 31])
def test_parallel_ties_fan_out_evenly(count: int) -> None:
    """However many ties two have, they fan out by the same step, and the outermost bends by nine tenths at most."""
    graph: nx.MultiGraph[str] = nx.MultiGraph([("a", "b")] * count)
    bends = [edge["bend"] for edge in record.records(graph).edges]
    steps = [abs(other) - abs(one) for one, other in pairwise(bends) if one > 0]
    assert len(set(bends)) == count
    assert bends == [-bend for bend in reversed(bends)]
    assert max(bends) <= 0.9
    assert max(steps, default=0.0) - min(steps, default=0.0) < 0.0021


def test_long_names_are_drawn_by_their_acronym() -> None:
    """The acronym stands on the canvas where the name is long; the whole name stays in the data."""
    assert record.short("European Organisation for Research and Treatment of Cancer", ["Europe", "EORTC"]) == "EORTC"
    assert record.short("Short name", ["SN"]) == "Short name"
    assert record.short("A name that is long and has no other", []) == "A name that is long and has no other"


def test_unsafe_addresses_are_dropped() -> None:
    """Only an http or https address with a host becomes a link."""
    bad = [
        "javascript:alert(1)",
        " javascript:alert(1)",
        "data:text/html,x",
        "//host",
        "http:///path",
        "http://",
        "ftp://a/",
    ]
    assert [record.address(value) for value in [*bad, "https://a b", "http://a\nb", ""]] == [""] * 10
    assert record.address("HTTPS://example.org/?a=1") == "HTTPS://example.org/?a=1"


def test_evidence_is_listed_once() -> None:
    """Evidence that many statements rest on stands once in the data, and a source once in the list."""
    graph: nx.MultiGraph[str] = nx.MultiGraph()
    pieces = tuple(Evidence("https://example.org/s", "Title", f"paragraph {number}") for number in (2, 1))
    graph.add_node("a", evidence=pieces)
    graph.add_node("b", evidence=pieces)
    found = record.records(graph)
    assert [item["place"] for item in found.evidence] == ["paragraph 1", "paragraph 2"]
    assert [source["title"] for source in found.sources] == ["Title"]


@pytest.mark.parametrize(
    ("language", "said", "lasts"), [("en", "8 March 2013", "since 2006"), ("de", "8. März 2013", "seit 2006")]
)
def test_what_is_over_does_not_go_on(language: str, said: str, lasts: str) -> None:
    """An event, and a relation to it, has its day where no end is told; a body goes on since its founding."""
    graph: nx.MultiGraph[str] = nx.MultiGraph()
    graph.add_node("a", start="2006")
    graph.add_node("b", start="2013-03-08", types=(PG + "Session", "https://schema.org/Event"))
    graph.add_edge("a", "b", kind=PG + "tie-event", start="2013-03-08")
    found = record.records(graph, words.of(language))
    assert [item["period"] for item in (*found.nodes, *found.edges)] == [lasts, said, said]


def test_via_that_is_an_end_is_not_repeated() -> None:
    """A relation drawn to the node that ties does not name that node a second time."""
    graph: nx.MultiGraph[str] = nx.MultiGraph()
    graph.add_edge("a", "m", via="m", via_label="Memorandum")
    graph.add_edge("a", "b", via="m", via_label="Memorandum")
    assert sorted(edge["via_label"] for edge in record.records(graph).edges) == ["", "Memorandum"]


def test_days_in_force() -> None:
    """A relation tells the days it can have been in force; a moment without an end is over with its day."""
    graph: nx.MultiGraph[str] = nx.MultiGraph()
    for kind, start, end in (
        ("tie-membership", "2014", ""),
        ("tie-event", "2016-03", ""),
        ("tie-topic", "soon", "2017"),
    ):
        graph.add_edge("a", "b", kind=PG + kind, start=start, end=end)
    found = {edge["kind"]: (edge["first"], edge["last"]) for edge in record.records(graph).edges}
    assert found == {
        PG + "tie-membership": ("2014-01-01", ""),
        PG + "tie-event": ("2016-03-01", "2016-03-31"),
        PG + "tie-topic": ("", "2017-12-31"),
    }


SENTENCES = {
    "tie-unit": "?a org:unitOf|org:subOrganizationOf ?b",
    "tie-renewal": "?a pg:renews ?b",
    "tie-membership": "?m org:member ?a ; org:organization ?b MINUS { ?m a pg:Participation }",
    "tie-funding": "?b schema:funder|pg:programme ?a",
}


@pytest.fixture(scope="module")
def told(shipped: pg.KnowledgeGraph) -> record.Records:
    """Give the records of the shipped network."""
    return record.records(
        shipped.network(networks=["units", "renewals", "memberships", "funding", "events"]), words.of("de")
    )


@pytest.mark.parametrize("kind", SENTENCES)
def test_every_relation_is_a_true_sentence(kind: str, shipped: pg.KnowledgeGraph, told: record.Records) -> None:
    """From, relation and to of a relation are said so by the data, never the other way round."""
    iris = {node["id"]: node["iri"] for node in told.nodes}
    rows = [(f"<{iris[edge['from']]}>", f"<{iris[edge['to']]}>") for edge in told.edges if edge["kind"] == PG + kind]
    found = shipped.query(f"SELECT ?a ?b {{ {SENTENCES[kind]} }}")
    true = {(str(one), str(other)) for one, other in found.rows}
    assert rows
    assert [row for row in rows if row not in true] == []


@pytest.mark.parametrize("kind", ["tie-unit", "tie-membership"])
def test_every_pair_of_a_hierarchy_is_a_true_sentence(kind: str, shipped: pg.KnowledgeGraph) -> None:
    """In the projection a unit is part of its body and a member member of its society as well, and told as such."""
    found = record.records(shipped.network(networks=["units", "memberships"], projection=True))
    iris = {node["id"]: node["iri"] for node in found.nodes}
    rows = shipped.query(f"SELECT ?a ?b {{ {SENTENCES[kind]} }}").rows
    true = {(str(one), str(other)) for one, other in rows}
    lines = [edge for edge in found.edges if edge["kind"] == PG + kind and edge["to_head"]]
    assert {edge["to_head"] for edge in lines} == {{"tie-unit": "Units", "tie-membership": "Members"}[kind]}
    assert [line for line in lines if (f"<{iris[line['from']]}>", f"<{iris[line['to']]}>") not in true] == []
    assert len(lines) == sum(edge["kind"] == PG + kind for edge in found.edges) > 60


def test_each_end_has_its_heading(told: record.Records) -> None:
    """What is told of a relation at its ends stands under a heading that says which end it is; "" is the kind's own."""
    heads = {edge["kind"].removeprefix(PG): (edge["from_head"], edge["to_head"]) for edge in told.edges}
    assert heads["tie-unit"] == ("", "Einheiten")
    assert heads["tie-renewal"] == ("", "Erneuert durch")
    assert heads["tie-membership"] == ("", "Mitglieder")
    assert heads["tie-funding"] == ("", "Gefördert von")
    pairs: nx.MultiGraph[str] = nx.MultiGraph()
    pairs.add_edge("a", "b", kind=PG + "tie-project")
    assert [(edge["from_head"], edge["to_head"]) for edge in record.records(pairs).edges] == [("", "")]


def test_bends_of_parallel_ties_do_not_depend_on_their_direction() -> None:
    """Of two parallel ties that begin at different ends both bend to their own side."""
    graph: nx.MultiGraph[str] = nx.MultiGraph()
    for subject in ("a", "b"):
        graph.add_edge("a", "b", subject=subject)
    assert [(edge["from"], edge["bend"]) for edge in record.records(graph).edges] == [("n0", -0.09), ("n1", -0.09)]


@pytest.mark.parametrize(("language", "said"), [("en", "tied by funding"), ("de", "durch Förderung verbunden")])
def test_a_hierarchy_without_direction_claims_none(language: str, said: str) -> None:
    """Of two that fund one project none funds the other: relation, details and legend say what ties them."""
    graph: nx.MultiGraph[str] = nx.MultiGraph()
    graph.add_edge("a", "b", kind=PG + "tie-funding", kind_label="funds", subject="", heading="")
    found = record.records(graph, words.of(language))
    (edge,), (line,) = found.edges, found.kinds
    assert {edge["kind_label"], edge["from_head"], edge["to_head"], line.label} == {said}
    graph.add_edge("a", "c", kind=PG + "tie-funding", kind_label="funds", subject="a", heading="funders")
    (line,) = record.records(graph, words.of(language)).kinds
    assert line.label == words.of(language).term("funds")
