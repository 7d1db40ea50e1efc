"""Counts of what there is."""

from collections import Counter
from pathlib import Path

import partnergraph as pg


def counts(graph: pg.KnowledgeGraph, group: str) -> dict[str, object]:
    """Give the counts of one group by name."""
    return {str(row["name"]): row["value"] for row in graph.stats().records() if row["group"] == group}


def test_counts_agree_with_the_questions(shipped: pg.KnowledgeGraph) -> None:
    """Things and their share with evidence are those of the shipped question; every thing has a kind."""
    (share,) = shipped.ask("evidence-share").records()
    total = counts(shipped, "all")
    assert (total["things"], total["things with evidence, %"]) == (share["nodes"], 100)
    assert sum(map(int, map(str, counts(shipped, "kind").values()))) == total["things"]
    assert total["agreements"] == len(shipped.list("agreements"))


def test_ties_are_the_lines_of_the_network(shipped: pg.KnowledgeGraph) -> None:
    """By kind of tie there are as many as the network draws."""
    drawn = Counter(line["kind_label"] for *_, line in shipped.network().edges(data=True))
    assert counts(shipped, "tie") == drawn
    assert counts(shipped, "all")["relations"] == drawn.total()


def test_triples_are_counted(shipped: pg.KnowledgeGraph) -> None:
    """All triples that an export writes and those that rules derive are counted, the ontology is not."""
    total = counts(shipped, "all")
    assert total["triples"] == shipped.export("nt", derived=True).count("\n")
    derived = shipped.query("SELECT (COUNT(*) AS ?n) { GRAPH graph:derived { ?s ?p ?o } }").values("n")
    assert [total["derived triples"]] == derived
    assert "1900" < str(total["first date"]) <= "2014"
    assert str(total["last date"]) >= "2017-09"


def test_nothing_is_counted_in_an_empty_graph(tmp_path: Path) -> None:
    """All counts are zero, and no date is the first."""
    (tmp_path / "empty.ttl").write_text("")
    with pg.open(tmp_path / "empty.ttl") as graph:
        total = counts(graph, "all")
    assert {total[name] for name in ("things", "relations", "agreements", "documents", "triples", "disagreements")} == {
        0
    }
    assert total["first date"] is None


def test_a_share_is_rounded(tmp_path: Path) -> None:
    """One of three things with evidence is 33.3 percent."""
    (tmp_path / "a.ttl").write_text(
        "PREFIX pg: <https://w3id.org/partnergraph/ontology#> PREFIX dcterms: <http://purl.org/dc/terms/>\n"
        "<urn:a> a pg:Society ; pg:evidence <urn:e> . <urn:b> a pg:Society . <urn:c> a pg:Society .\n"
        "<urn:e> a pg:Evidence ; dcterms:source <urn:s> . <urn:s> a pg:Source ."
    )
    with pg.open(tmp_path / "a.ttl") as graph:
        assert counts(graph, "all")["things with evidence, %"] == 33.3
