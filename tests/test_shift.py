"""Shifts: places by a measure on two sides are those that a measure of each side gives."""

import datetime as dt
from pathlib import Path

import networkx as nx
import pytest
from click.testing import CliRunner

import partnergraph as pg
from partnergraph.cli import main
from partnergraph.errors import ChoiceError
from partnergraph.readings.comparison import Network


def on(graph: pg.KnowledgeGraph, year: int) -> "nx.Graph[str]":
    """Give the pairs of a network on the last day of a year, as networkx measures them."""
    made: nx.Graph[str] = nx.Graph()
    for (one, other), (_, strength) in Network(graph.store, dt.date(year, 12, 31)).pairs().items():
        made.add_edge(one, other, weight=strength)
    return made


def measured(graph: "nx.Graph[str]", by: str) -> dict[str, float]:
    """Give networkx's values of a measure."""
    if by == "degree":
        return dict(graph.degree())
    return nx.pagerank(graph, tol=1e-12, max_iter=1000) if by == "pagerank" else dict(nx.core_number(graph))


@pytest.mark.parametrize("by", ["degree", "pagerank", "core"])
def test_values_are_those_of_networkx(club: pg.KnowledgeGraph, by: str) -> None:
    """Before and after have networkx's values of what was in force on either day, and a place by these."""
    rows = club.compare_ranks(by=[by], since="2011", as_of="2015").records()
    for side, year in (("first", 2011), ("second", 2015)):
        known = on(club, year)
        expected = measured(known, by)
        values = {str(row["iri"]): float(str(row[f"{side}_value"])) for row in rows if row[f"{side}_value"] is not None}
        assert values == {body: pytest.approx(value, abs=1e-5) for body, value in expected.items()}
        places = {str(row["iri"]): row[f"{side}_place"] for row in rows if row[f"{side}_place"] is not None}
        told = [float(str(value)) for value in values.values()]
        assert places == {body: 1 + sum(other > value for other in told) for body, value in values.items()}
    moved = [abs(int(str(row["up"]))) for row in rows if row["up"] is not None]
    assert moved == sorted(moved, reverse=True)


def test_two_bodies_stand_beside_each_other(club: pg.KnowledgeGraph) -> None:
    """Two bodies have a row for each measure, with the places of both on the day."""
    found = club.compare_ranks("33", "0", by=["degree", "constraint"], as_of="2015")
    assert found.values("measure") == ["degree", "constraint"]
    degree, known = found.records()[0], on(club, 2015)
    ends = [club.resolve(word) for word in ("33", "0")]
    told = [degree[name] for name in ("first", "second", "first_value", "second_value", "first_iri", "second_iri")]
    assert told == ["33", "0", *map(known.degree, ends), *ends]
    assert "up" not in found.columns  # nobody has risen


def test_one_body_in_two_networks(tmp_path: Path) -> None:
    """One body is told alone; where it is tied to nobody it has no place and no shift."""
    (tmp_path / "a.csv").write_text("Source,Target\na,b\nb,c\n")
    (tmp_path / "b.csv").write_text("Source,Target\nc,b\n")
    with pg.open(tmp_path / "a.csv") as first, pg.open(tmp_path / "b.csv") as second:
        (row,) = first.compare_ranks("a", by=["degree"], against=second).records()
        assert first.compare_ranks("a", by="degree", against=second).records() == [row]
    assert (row["first_place"], row["second_place"], row["up"]) == (2, None, None)


def test_what_cannot_be_compared_is_refused(club: pg.KnowledgeGraph) -> None:
    """A measure that is none, one that needs groups, and a body beside itself are refused in one line."""
    with pytest.raises(ChoiceError, match="there is no measure 'size'; there are betweenness"):
        club.compare_ranks(by=["size"], since="2014")
    with pytest.raises(ChoiceError, match="groups, which are others on either side; take another measure"):
        club.compare_ranks(by=["participation"], since="2014")
    with pytest.raises(ChoiceError, match="the same as itself; name two bodies"):
        club.compare_ranks("0", "0", by=["degree"])
    with pytest.raises(ChoiceError, match="and only one of these"):
        club.compare_ranks("0", by=["degree"])


def test_command_compares_places(tmp_path: Path) -> None:
    """The command gives the same table; a page of places is none."""
    path = tmp_path / "a.csv"
    path.write_text("Source,Target,Start\na,b,2012\nb,c,2016\n", encoding="utf-8")
    words = ["compare", "b", str(path), "--since", "2014", "--as-of", "2018", "--by", "degree", "--by", "strength"]
    result = CliRunner().invoke(main, [*words, "-f", "csv"])
    assert result.exit_code == 0, result.output
    assert [line.split(",")[0] for line in result.stdout.splitlines()] == ["measure", "degree", "strength"]
    refused = CliRunner().invoke(main, [*words, "-o", str(tmp_path / "a.html")])
    assert (refused.exit_code, refused.output.count("\n")) == (2, 1)
