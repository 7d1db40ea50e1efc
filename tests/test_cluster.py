"""Which bodies belong together, and what they share."""

import csv
import io
import json
import random
from pathlib import Path

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import partnergraph as pg
from partnergraph import chart
from partnergraph.analysis import community
from partnergraph.analysis.adjacency import Ties
from partnergraph.drawing import layout
from partnergraph.errors import ChoiceError
from partnergraph.measures import cluster, trait
from partnergraph.measures.cluster import Grouping
from partnergraph.networks import exchange
from partnergraph.storage.store import Store
from partnergraph.ties.incidence import Incidence, Tie
from partnergraph.vocab import PREFIXES
from partnergraph.writing import format
from tests.command import run

HEAD = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in PREFIXES.items())


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a file with two rings of four bodies, one in Austria and one in Germany, with one tie between them."""
    places = {"a": "AUT", "d": "DEU"}
    lines = [
        f'body:{ring}{n} a pg:{"Society" if n else "Hospital"} ; skos:prefLabel "{ring.upper()}{n}" ; '
        f"schema:addressCountry country:{place} ."
        for ring, place in places.items()
        for n in range(4)
    ]
    lines += [
        f"agreement:{ring}{one}{other} a pg:Agreement ; pg:party body:{ring}{one}, body:{ring}{other} ."
        for ring in places
        for one in range(4)
        for other in range(one)
    ]
    lines.append("agreement:x a pg:Agreement ; pg:party body:a0, body:d0 . agreement:y pg:party body:lone .")
    lines.append('body:lone a pg:Society ; skos:prefLabel "Lone" . topic:t skos:prefLabel "T" .')
    lines.append("agreement:a10 schema:about topic:t . agreement:a32 schema:about topic:t .")
    path = tmp_path_factory.mktemp("rings") / "rings.ttl"
    path.write_text(HEAD + "\n".join(lines), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def found(file: Path) -> Grouping:
    """Give the groups of the two rings."""
    with pg.open(file) as graph:
        (one,) = graph.groups(runs=4)
    return one


def test_rings_are_groups(found: Grouping) -> None:
    """Each ring is a group, surely, like the countries and unlike the types; who is tied to nobody is in none."""
    names = [{member.name for member in group.members} for group in found.groups]
    assert names == [{f"{ring}{n}" for n in range(4)} for ring in "AD"]
    assert (found.stability, found.alone, found.runs) == (1.0, 1, 4)
    assert {each.trait: each.index for each in found.likeness}["country"] == 1.0
    assert {each.trait: each.index for each in found.likeness}["type"] < 0.2


def test_groups_are_named_by_what_they_share(found: Grouping) -> None:
    """What sets a group apart names it, with the bodies that are tied most; what all have alike says nothing."""
    first, second = found.groups
    assert [(each.kind, each.name, each.share, each.overall) for each in second.common] == [("country", "DE", 1.0, 0.5)]
    assert {each.kind for each in first.common} == {"country", "topic"}
    assert second.name == "DE (around D0 and D1)"
    assert first.inside == pytest.approx(12 / 13, abs=1e-6)
    assert (second.members[0].strength, second.members[0].inside) == (4.0, 0.75)


@settings(max_examples=15)
@given(st.integers(0, 99), st.randoms(use_true_random=False))
def test_order_of_ties_does_not_matter(seed: int, chance: random.Random) -> None:
    """Shuffled ties give the same groups, and each is connected, as Leiden's are meant to be."""
    graph = nx.gnm_random_graph(14, 22, seed=seed)
    ties = [
        Tie(f"urn:{end:02}", f"urn:v{one:02}-{other:02}", "urn:kind", "", "", "", "")
        for one, other in graph.edges
        for end in (one, other)
    ]
    shuffled = chance.sample(ties, len(ties))
    once, again = (
        cluster.read(Store(), [Incidence("x", False, tuple(each))], [1.0], 2)[0] for each in (ties, shuffled)
    )
    assert once == again
    for group in once.groups:
        assert nx.is_connected(graph.subgraph(int(member.iri[4:]) for member in group.members))


def test_finer_resolutions_give_more_groups(shipped: pg.KnowledgeGraph) -> None:
    """On the shipped network the number of groups grows with the resolution."""
    coarse, fine = shipped.groups(resolutions=[0.5, 3.0], runs=2)
    assert len(coarse.groups) < len(fine.groups)
    assert all(0 < each.stability <= 1 for each in (coarse, fine))


def test_leiden_is_as_good_as_louvain() -> None:
    """On a known network Leiden finds groups of at least the modularity that networkx's Louvain finds."""
    graph = nx.karate_club_graph()
    ends = np.array(sorted(graph.edges))
    ties = Ties(len(graph), ends[:, 0], ends[:, 1], np.ones(len(ends)))
    labels, modularity, stability = cluster.divided(ties, 1.0, 5)
    groups = [set(np.flatnonzero(labels == number).tolist()) for number in range(labels.max() + 1)]
    assert modularity == pytest.approx(nx.community.modularity(graph, groups, weight=None))
    assert modularity > 0.41
    assert stability > 0.5
    assert community.leiden(ties).tolist() == community.leiden(ties).tolist()


@pytest.mark.parametrize("turtle", ["", "agreement:x pg:party body:a .", "agreement:x pg:party body:a, body:a ."])
def test_without_pairs_there_are_no_groups(tmp_path: Path, turtle: str) -> None:
    """No edges, one body, or a body that is tied to itself alone make no group."""
    (tmp_path / "x.ttl").write_text(HEAD + turtle, encoding="utf-8")
    with pg.open(tmp_path / "x.ttl") as graph:
        (one,) = graph.groups()
    assert (one.groups, one.modularity, one.stability) == ((), 0.0, 1.0)
    assert one.likeness == ()


@pytest.mark.parametrize(
    ("resolution", "runs"), [(0.0, 5), (-1.0, 5), (float("nan"), 5), (1e9, 5), (1.0, 1), (1.0, 10**6)]
)
def test_wrong_numbers_are_refused(shipped: pg.KnowledgeGraph, resolution: float, runs: int) -> None:
    """A resolution or a number of runs that is out of range is an error that says the range."""
    with pytest.raises(ChoiceError, match=r"must be a (whole number, 2 to|number above 0)"):
        shipped.groups(resolutions=resolution, runs=runs)


def test_command_gives_a_row_for_each_body(file: Path) -> None:
    """CSV has a row for each body, JSON everything, Markdown the page; a wrong resolution ends in 2."""
    rows = [*csv.DictReader(io.StringIO(run("groups", file, "-f", "csv", "--runs", "2").stdout))]
    assert [(row["group"], row["body"]) for row in rows[:2]] == [("1", "A0"), ("1", "A1")]
    (told,) = json.loads(run("groups", file, "--runs", "2").stdout)
    assert len(told["groups"]) == 2
    page = run("groups", file, "-f", "md", "--runs", "2").stdout
    assert "shared: country DE 100% (of all 50%)" in page
    assert "1 body is tied to no other" in page
    assert run("groups", file, "--resolution", "nan").exit_code == 2


def test_the_most_general_class_names_nothing(tmp_path: Path) -> None:
    """Organisation, the class of who has no finer one, is neither shared nor a name, however many have it."""
    lines = [f'body:a{n} a org:FormalOrganization ; skos:prefLabel "A{n}" .' for n in range(3)]
    lines += [f'body:b{n} a pg:Society ; skos:prefLabel "B{n}" .' for n in range(3)]
    for ring in "ab":
        lines += [f"agreement:{ring} a pg:Agreement ; pg:party {', '.join(f'body:{ring}{n}' for n in range(3))} ."]
    (tmp_path / "x.ttl").write_text(HEAD + "\n".join(lines), encoding="utf-8")
    with pg.open(tmp_path / "x.ttl") as graph:
        (one,) = graph.groups(runs=2)
    assert [group.name for group in one.groups] == ["around A0 and A1", "Society (around B0 and B1)"]
    assert one.groups[0].common == ()


def test_communities_are_the_groups_everywhere(shipped: pg.KnowledgeGraph) -> None:
    """Node lists, VOSviewer's clusters, the matrix and participation have the groups that ``groups`` gives."""
    (found,) = shipped.groups(networks=["agreements", "memberships"])
    number = {member.iri: at for at, group in enumerate(found.groups, 1) for member in group.members}
    for projection in (True, False):
        graph = shipped.network(networks=["agreements", "memberships"], projection=projection, group_by="community")
        told = {iri: data["group"] for iri, data in graph.nodes(data=True) if iri in number or projection}
        assert told == {iri: f"Group {number[iri]}" if iri in number else "" for iri in told}
        items = json.loads(exchange.text(graph, format.VOSVIEWER))["network"]["items"]
        clusters = {item["description"].rpartition(", ")[2]: item.get("cluster") for item in items}
        assert {iri: clusters[iri] for iri in number} == number
        matrix = chart.groups(graph, "community")
        named = [group for group in matrix.groups if group.name]
        assert [int(group.name.split()[0]) for group in named] == list(range(1, len(found.groups) + 1))
        assert sum(group.bodies for group in named) >= len(number)
        assert layout.groups(graph)[found.groups[1].members[0].iri] == 1


def test_traits_tell_only_what_sets_apart() -> None:
    """A trait that one alone has, or that all have, is not told; of one kind the most telling is."""
    held = {f"urn:{n}": frozenset(["all", "half" if n < 4 else "other", f"own {n}"]) for n in range(8)}
    traits = {"topic": held}
    told = trait.common([f"urn:{n}" for n in range(4)], trait.spread(held, traits), traits)
    assert [(each.name, each.share, each.overall) for each in told] == [("half", 1.0, 0.5)]
