"""Standings: bodies by a measure, and ``partnergraph rank``."""

import re
from pathlib import Path

import networkx as nx
import numpy as np
import pytest
from click.testing import CliRunner

import partnergraph as pg
from partnergraph.analysis.adjacency import Ties
from partnergraph.cli import main
from partnergraph.errors import ChoiceError
from partnergraph.measures import measure, standing
from partnergraph.measures.wish import MEASURES, Groups, Measure
from partnergraph.networks import projection
from partnergraph.networks.projection import Projection
from partnergraph.profiles import proof
from partnergraph.profiles.profile import Profile
from partnergraph.ties.incidence import Incidence, Tie

NETWORKS = ("agreements", "cooperations", "surveys")


def star(*, alone: bool = False) -> Projection:
    """Give a body that is tied to three others by an agreement each, and perhaps one that is tied to none."""
    ties = [Tie(party, f"urn:{leaf}v", "", "", "", "", "") for leaf in "abc" for party in ("urn:hub", f"urn:{leaf}")]
    ties += [Tie("urn:alone", "urn:z", "", "", "", "", "")] if alone else []
    return projection.of([Incidence("x", False, tuple(ties))])


SENTENCES: list[tuple[Measure, str, str]] = [
    ("degree", "is tied to 3 of 3 other bodies", "is tied to 1 of 3 other bodies"),
    (
        "strength",
        "has ties that weigh 3.00, 2.0 times the mean",
        "has ties that weigh 1.00, 0.7 times the mean",
    ),
    ("pagerank", r"holds a walker over the ties 4\d.\d\d% of the time, 1.9 times an even share", "holds a walker"),
    ("betweenness", "lies on the shortest paths of 100.00% of all pairs", "lies on the shortest paths of 0.00% of all"),
    ("closeness", "is nearer to all than 3 of 3 other bodies", "is nearer to all than 0 of 3 other bodies"),
    ("core", "in which every body has 1 partner or more within it", "belongs to a part"),
    ("constraint", "is less bound to the same few than 3 of 3 other bodies", "than 0 of 3 other bodies"),
    (
        "effective-size",
        "reaches with 3 partners as much as 3.0 untied ones",
        "reaches with 1 partner as much as 1.0 untied one ",
    ),
    ("participation", "has a chance of 0% that two of its ties", "has a chance of 0% that two"),
]


@pytest.mark.parametrize(("by", "hub", "leaf"), SENTENCES, ids=[each[0] for each in SENTENCES])
def test_each_measure_says_what_it_means(by: Measure, hub: str, leaf: str) -> None:
    """The sentence of a measure has the numbers of this body, and the foremost stands first."""
    places = {f"urn:{name}": Profile(name, country="AT") for name in ("hub", "a", "b", "c")}
    rows = standing.of(star(), places, by, groups="country").records()
    said = {str(row["iri"]): str(row["meaning"]) for row in rows}
    assert re.match(f".*{hub}", said["urn:hub"])
    assert re.match(f".*{leaf}", said["urn:a"])
    assert len({row["place"] for row in rows if row["iri"] != "urn:hub"}) == 1


@pytest.mark.parametrize("by", MEASURES)
def test_who_is_alone_stands_last(by: Measure) -> None:
    """A body without partners is there, last, and is said to have none."""
    row = standing.of(star(alone=True), {}, by).records()[-1]
    assert (row["iri"], row["meaning"]) == ("urn:alone", "is tied to no other body")


@pytest.mark.parametrize(
    ("by", "said"),
    [
        ("closeness", "is as near to all as the 1 other body; at 1 it would be next to each of them"),
        ("constraint", "is as bound to the same few as the 1 other body: the lower, the freer to broker"),
    ],
)
def test_who_stands_as_all_others_is_told_so(by: Measure, said: str) -> None:
    """Where all have one value nobody is told to be before none."""
    ties = tuple(Tie(party, "urn:v", "", "", "", "", "") for party in ("urn:a", "urn:b"))
    assert standing.of(projection.of([Incidence("x", False, ties)]), {}, by).values("meaning") == [said, said]


def test_equal_values_share_a_place() -> None:
    """Three equal bodies are all second, in the order of their names."""
    table = standing.of(star(), {"urn:c": Profile("A first name")}, "degree")
    assert table.values("place") == [1, 2, 2, 2]
    assert table.values("body")[1] == "A first name"


def test_a_sampled_value_tells_its_error(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where not all paths were followed the sentence says so."""
    monkeypatch.setattr(measure, "EXACT", 2)
    monkeypatch.setattr(measure, "_PIVOTS", 10)
    graph = nx.barabasi_albert_graph(30, 2, seed=1)
    ties = [
        Tie(f"urn:{end}", f"urn:v{one}-{other}", "", "", "", "", "")
        for one, other in graph.edges()
        for end in (one, other)
    ]
    table = standing.of(projection.of([Incidence("x", False, tuple(ties))]), {}, "betweenness")
    told = [str(each) for each in table.values("meaning")]
    assert re.search(
        r"^lies on the shortest paths of [\d.]+% .* \(sampled: ± \d+\.\d\d percentage points at 90 %\)$", told[0]
    )
    assert len({re.sub(".*±", "", each) for each in told if "±" in each}) > 3  # each has its own
    assert any(each.endswith(" or fewer, not told apart from 0 (sampled, at 90 %)") for each in told)
    monkeypatch.setattr(measure, "_PIVOTS", 20)
    near = str(standing.of(projection.of([Incidence("x", False, tuple(ties))]), {}, "closeness").values("meaning")[0])
    assert re.search(r"\(sampled: 0\.\d+ ± 0\.\d+ at 90 %\)$", near)


def test_what_is_little_is_not_told_as_nothing() -> None:
    """A share above 0 is never told as 0.00%, nor as 0.0 times another."""
    ends = [("hub", f"leaf-{number:04}") for number in range(4_000)] + [("far", "away")]
    ties = [Tie(f"urn:{end}", f"urn:v-{pair[1]}", "", "", "", "", "") for pair in ends for end in pair]
    table = standing.of(projection.of([Incidence("x", False, tuple(ties))]), {}, "pagerank")
    told = {str(row["iri"]): str(row["meaning"]) for row in table.records()}
    assert told["urn:leaf-0000"] == "holds a walker over the ties 0.014% of the time, 0.5 times an even share"
    assert not any(" 0.00%" in each or " 0.0 times" in each for each in told.values())


def test_participation_leaves_out_whom_it_does_not_know() -> None:
    """Who has no country is in none: shares are those of the other partners, and how many are not known is told."""
    places = {"urn:a": Profile("a", country="AT"), "urn:b": Profile("b", country="BE"), "urn:c": Profile("c")}
    table = standing.of(star(), places, "participation", groups="country")
    told = {str(row["iri"]): (row["place"], row["value"], row["meaning"]) for row in table.records()}
    said = "has a chance of 50% that two of its ties to bodies of known country, drawn by weight, lead to different"
    assert told["urn:hub"] == (1, 0.5, f"{said} countries; of 1 of 3 partners the country is not known")
    assert told["urn:a"] == (None, None, "has 1 partner, and the country of none is known")


def test_participation_is_spread_over_the_groups_that_are_told(shipped: pg.KnowledgeGraph) -> None:
    """The communities of a ranking are those of ``groups``, whoever asks."""
    (found,) = shipped.groups(networks=NETWORKS)
    number = {member.iri: at for at, group in enumerate(found.groups) for member in group.members}
    pairs = shipped.projection(networks=NETWORKS)
    expected = standing.of(pairs, {}, "participation", communities=number)
    assert shipped.rank("participation", networks=NETWORKS).values("value") == expected.values("value")


def test_ranks_are_those_of_networkx(shipped: pg.KnowledgeGraph) -> None:
    """On the shipped bodies betweenness has the values of networkx, and the order follows them."""
    graph = shipped.projection(networks=NETWORKS).to_networkx()
    expected = nx.betweenness_centrality(graph)
    table = shipped.rank("betweenness", networks=NETWORKS)
    found = {str(row["iri"]): float(str(row["value"])) for row in table.records()}
    assert found == pytest.approx(expected, abs=1e-8)
    assert table.values("body")[0] == "European Society of Radiology"
    assert list(found.values()) == sorted(found.values(), reverse=True)


@pytest.mark.parametrize("groups", ["community", "country", "type"])
def test_participation_over_groups(groups: Groups, shipped: pg.KnowledgeGraph) -> None:
    """Participation is spread over communities, countries or types, and stays below one."""
    values = shipped.rank("participation", groups=groups, networks=NETWORKS).values("value")
    assert 0 < max(float(str(value)) for value in values if value is not None) < 1


def test_ranking_reads_no_evidence(shipped: pg.KnowledgeGraph, monkeypatch: pytest.MonkeyPatch) -> None:
    """Names are read to rank bodies, and not on what they rest, which takes twice as long as all else."""
    monkeypatch.setattr(proof, "read", lambda *_: pytest.fail("evidence was read"))
    assert shipped.rank("degree", networks=["surveys"]).values("body")


def test_a_query_can_be_ranked(shipped: pg.KnowledgeGraph) -> None:
    """The answer to a query is a network like any other."""
    query = "SELECT * { VALUES (?source ?target ?weight) { (body:esr body:eortc 3) (body:esr body:cocir 1) } }"
    assert shipped.rank("strength", query=query).values("value") == [4, 3, 1]


WRONG = [
    ({"by": "fame"}, "no measure 'fame'; there are betweenness"),
    ({"groups": "colour"}, "no grouping by 'colour'"),
    ({"weight": "NEWMAN"}, "there is no weight 'NEWMAN'; there are newman, count"),
    ({"weight": ""}, "there is no weight ''"),
]


@pytest.mark.parametrize(("wishes", "complaint"), WRONG)
def test_what_there_is_not_is_told(wishes: dict[str, str], complaint: str, shipped: pg.KnowledgeGraph) -> None:
    """An unknown measure, weight or grouping names those that there are."""
    with pytest.raises(ChoiceError, match=complaint):
        shipped.rank(**wishes)  # type: ignore[arg-type]


def run(*words: str | Path) -> tuple[int, str, str]:
    """Run the command in this process."""
    done = CliRunner().invoke(main, ["rank", *map(str, words)])
    return done.exit_code, done.stdout, done.stderr


def test_rank_is_csv_in_a_pipe() -> None:
    """In a pipe the answer is CSV, and how many bodies there are is said."""
    code, out, told = run("--network", "agreements", "--by", "degree", "--top", "2")
    assert (code, out.splitlines()[0], len(out.splitlines())) == (0, "place,body,value,meaning,iri", 3)
    assert re.fullmatch(r"2 of \d+ bodies\n", told)


@pytest.mark.parametrize(
    ("code", "options", "complaint"),
    [
        (2, ["--by", "fame"], "there is no measure 'fame'; there are betweenness"),
        (2, ["--by", "degree", "--group-by", "type"], "give --by participation"),
        (1, ["--network", "surveys", "--to", "1900", "--dated"], "nothing is left"),
    ],
)
def test_rank_tells_what_is_wrong(code: int, options: list[str], complaint: str) -> None:
    """A wrong word is one line, and nothing left is exit code 1."""
    found, out, told = run(*options)
    assert (found, out) == (code, "")
    assert complaint in told


def test_a_tie_of_weight_0_is_none_beside_another_network_too() -> None:
    """What is compared is measured as what is ranked: a node whose ties weigh nothing has no partner."""
    ties = Ties(3, np.array([0, 1]), np.array([1, 2]), np.array([2.0, 0.0]))
    assert standing.measured("degree", ties).tolist() == [1, 1, 0]
