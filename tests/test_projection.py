"""Projections: pairs, weights and what ties them, beside networkx."""

import random
from collections.abc import Iterable

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from networkx.algorithms import bipartite

import partnergraph as pg
from partnergraph.errors import ChoiceError, LimitError
from partnergraph.networks import projection
from partnergraph.questions.kind import Kinds
from partnergraph.ties import selection
from partnergraph.ties.incidence import Incidence, Tie
from partnergraph.values import window
from partnergraph.values.window import Window
from partnergraph.vocab import PREFIXES

Members = dict[str, set[str]]
MEMBERS = st.dictionaries(
    st.integers(0, 9).map("urn:via:{}".format), st.sets(st.integers(0, 12).map("urn:party:{}".format)), max_size=9
)


def network(members: Members, *, name: str = "x") -> Incidence:
    """Give the incidence of who is in what."""
    return Incidence(name, False, tuple(tie(party, via) for via in members for party in members[via]))


def tie(party: str, via: str, start: str = "", end: str = "", weight: float = 1.0) -> Tie:
    """Give a tie of no particular kind."""
    return Tie(party, via, "urn:kind", start, end, "", via, weight)


def edges(graph: "nx.Graph[str]", key: str) -> dict[frozenset[str], float]:
    """Give the weights of a graph by pair."""
    return {frozenset((one, other)): round(data[key], 9) for one, other, data in graph.edges(data=True)}


@settings(max_examples=60)
@given(MEMBERS)
def test_weights_are_those_of_networkx(members: Members) -> None:
    """Counts are those of networkx's weighted projection, Newman's weights those of its collaboration projection."""
    graph: nx.Graph[str] = nx.Graph()
    graph.add_node("urn:nothing")  # networkx projects no graph that has parties alone
    graph.add_edges_from((party, via) for via, parties in members.items() for party in parties)
    parties = sorted({party for each in members.values() for party in each})
    ours = projection.of([network(members)]).to_networkx()
    assert sorted(ours) == parties
    assert edges(ours, "count") == edges(bipartite.weighted_projected_graph(graph, parties), "weight")
    assert edges(ours, "newman") == edges(bipartite.collaboration_weighted_projected_graph(graph, parties), "weight")
    assert edges(ours, "weight") == edges(ours, "newman")


@settings(max_examples=30)
@given(MEMBERS, st.randoms(use_true_random=False))
def test_order_of_input_does_not_matter(members: Members, chance: random.Random) -> None:
    """Shuffled ties and networks give the same pairs, bit for bit."""
    first, second = network(members, name="a"), network(members, name="b")
    ties = list(first.ties)
    chance.shuffle(ties)
    shuffled = [second, Incidence("a", False, tuple(ties))]
    assert list(projection.of([first, second]).pairs()) == list(projection.of(shuffled).pairs())


@settings(max_examples=20)
@given(MEMBERS)
def test_numbers_without_room_are_sorted_too(members: Members) -> None:
    """Where a pair and what ties it make too large a number, the pairs and what is told of them are the same."""
    found = projection.of([network(members)])
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(projection, "ROOM", 0)
        assert list(projection.of([network(members)]).pairs()) == list(found.pairs())


def test_a_pair_takes_no_more_than_it_has_to() -> None:
    """A pair takes 28 bytes, and what ties it 8 for each node."""
    found = projection.of([network({f"urn:via:{via}": {f"urn:party:{n}" for n in range(40)} for via in range(3)})])
    pairs = sum(each.nbytes for each in (found.one, found.other, found.count, found.newman, found.offset))
    assert pairs - 4 == 28 * len(found)
    assert found.left.nbytes + found.right.nbytes == 8 * 3 * len(found)


def test_a_pair_tells_what_ties_it() -> None:
    """Each pair has the nodes that tie it, their kinds, the first start and the last end."""
    ties = (tie("urn:a", "urn:1", "2014", "2015"), tie("urn:b", "urn:1", "2013-05", "2016"))
    other = tuple(Tie(party, "urn:2", "urn:other", "2018", "2020", "", "") for party in ("urn:a", "urn:b"))
    (pair,) = projection.of([Incidence("x", False, ties), Incidence("y", False, other)]).pairs()
    assert (pair.via, pair.kinds) == (("urn:1", "urn:2"), ("urn:kind", "urn:other"))
    assert (pair.start, pair.end) == ("2014", "2020")


@pytest.mark.parametrize(
    ("moment", "end"), [(False, ""), (True, "2014")], ids=["a tie without an end goes on", "a moment is over"]
)
def test_an_open_tie_leaves_the_end_open(moment: bool, end: str) -> None:
    """A pair has no end while one of its ties has none, unless that is a moment."""
    ties = tuple(tie(party, "urn:1", "2014") for party in ("urn:a", "urn:b"))
    (pair,) = projection.of([Incidence("x", False, ties, moment)]).pairs()
    assert (pair.start, pair.end) == ("2014", end)


def test_who_left_before_the_other_came_is_no_partner() -> None:
    """Two parties of one node at different times are no pair; where the dates can overlap they are."""
    left, came, perhaps = ("urn:a", "2010", "2012"), ("urn:b", "2013", ""), ("urn:c", "2012", "2014")
    ties = tuple(tie(party, "urn:1", start, end) for party, start, end in (left, came, perhaps))
    found = [(pair.one, pair.other) for pair in projection.of([Incidence("x", False, ties)]).pairs()]
    assert found == [("urn:a", "urn:c"), ("urn:b", "urn:c")]


def test_two_roles_are_one_party() -> None:
    """Who is in a node twice without a day between is one party of it, from the first start to the last end."""
    ties = (
        tie("urn:a", "urn:1", "2010", "2012"),
        tie("urn:a", "urn:1", "2013", "2016"),
        tie("urn:b", "urn:1", "2011", ""),
    )
    found = projection.of([Incidence("x", False, ties)])
    (pair,) = found.pairs()
    assert (pair.count, pair.newman, pair.start, pair.end, len(found.left)) == (1.0, 1.0, "2011", "2016", 1)


def test_who_left_and_came_again_was_not_there_in_between() -> None:
    """A party with two spells in a node is one party of it, tied to those only who were there in one of them."""
    spells = (tie("urn:a", "urn:1", "2010", "2012"), tie("urn:a", "urn:1", "2016", "2018"))
    between, beside = tie("urn:b", "urn:1", "2013", "2015"), tie("urn:c", "urn:1", "2011", "2017")
    found = projection.of([Incidence("x", False, (*spells, between, beside))])
    pairs = [(pair.one, pair.other, pair.count, pair.newman, pair.start, pair.end) for pair in found.pairs()]
    assert pairs == [("urn:a", "urn:c", 1.0, 0.5, "2011", "2017"), ("urn:b", "urn:c", 1.0, 0.5, "2013", "2015")]
    assert [found.dates(row) for row in range(2)] == [("2011", "2012"), ("2016", "2017")]


def merged(times: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """Give times in years as those without a break."""
    found: list[tuple[str, str]] = []
    for start, end in sorted(times, key=lambda time: time[0]):
        if found and (not found[-1][1] or int(start) <= int(found[-1][1]) + 1):
            before = found.pop()
            found.append((before[0], max(before[1], end) if before[1] and end else ""))
        else:
            found.append((start, end))
    return tuple(found)


YEARS = st.integers(2010, 2016).map(str)
TIMES = st.tuples(YEARS, YEARS).map(sorted).flatmap(lambda each: st.sampled_from([tuple(each), (each[0], "")]))
STAYS = st.lists(st.tuples(st.sampled_from("abcd"), st.sampled_from("xyz"), TIMES), max_size=12)


@settings(max_examples=150)
@given(STAYS, st.randoms(use_true_random=False))
def test_pairs_are_those_who_met(stays: list[tuple[str, str, tuple[str, str]]], chance: random.Random) -> None:
    """Each node counts once for two parties that it ties at a common time, from their first meeting to their last."""
    ties = [tie(f"urn:{party}", f"urn:{via}", *time) for party, via, time in stays]
    met: dict[tuple[str, str], dict[str, list[tuple[str, str]]]] = {}
    for one, other in ((one, other) for one in ties for other in ties if one.party < other.party):
        time = window.common((one.start, one.end), (other.start, other.end)) if one.via == other.via else None
        if time:
            met.setdefault((one.party, other.party), {}).setdefault(one.via, []).append(time)
    size = {via: len({each.party for each in ties if each.via == via}) for via in {each.via for each in ties}}
    chance.shuffle(ties)
    found = projection.of([Incidence("x", False, tuple(ties))])
    assert {(pair.one, pair.other): (pair.via, pair.count, pair.start, pair.end) for pair in found.pairs()} == {
        ends: (tuple(sorted(by)), len(by), *window.whole(time for times in by.values() for time in times))
        for ends, by in met.items()
    }
    spells = {(pair.one, pair.other): pair.spells or ((pair.start, pair.end),) for pair in found.pairs()}
    assert spells == {ends: merged(time for times in by.values() for time in times) for ends, by in met.items()}
    newman = [sum(1 / (size[via] - 1) for via in met[pair.one, pair.other]) for pair in found.pairs()]
    assert found.newman.tolist() == pytest.approx(newman)
    assert found.once(np.ones(len(found.left))).sum() == sum(map(len, met.values()))


def test_a_pair_tells_when_nothing_tied_it() -> None:
    """Two projects with years between them are two spells of a pair, and an undated one leaves no time between."""
    times = [("urn:1", "2010", "2012"), ("urn:2", "2013-01", "2014"), ("urn:3", "2018", "")]
    ties = [tie(party, via, start, end) for via, start, end in times for party in ("urn:a", "urn:b")]
    undated = [tie(party, "urn:4") for party in ("urn:a", "urn:b")]
    (pair,) = projection.of([Incidence("x", False, tuple(ties))]).pairs()
    (always,) = projection.of([Incidence("x", False, (*ties, *undated))]).pairs()
    assert (pair.start, pair.end, pair.spells) == ("2010", "", (("2010", "2014"), ("2018", "")))
    assert (always.start, always.end, always.spells) == ("2010", "", ())


def test_a_node_is_no_party_of_itself() -> None:
    """A party that is the node that ties it is left out, unless the node is drawn as the line, as a unit is."""
    ties = (tie("urn:unit", "urn:unit"), tie("urn:body", "urn:unit"))
    assert len(projection.of([Incidence("x", False, ties)])) == 0
    assert len(projection.of([Incidence("x", True, ties)])) == 1


def test_a_weighted_tie_counts_for_its_weight() -> None:
    """The weight of a node is the greatest of its ties, and both weights grow with it."""
    ties = (tie("urn:a", "urn:1", weight=3.0), tie("urn:b", "urn:1"), tie("urn:c", "urn:1"))
    found = projection.of([Incidence("x", False, ties)])
    assert (found.count.tolist(), found.newman.tolist()) == ([3.0] * 3, [1.5] * 3)


def test_parties_left_out_still_count() -> None:
    """A project of four ties two of them with a third, also where the others are not looked at."""
    whole = network({"urn:project": {f"urn:{letter}" for letter in "abcd"}})
    left = selection.sift([whole], [selection.of_party(["urn:a", "urn:b"], "of two")]).incidences
    assert projection.of(left).newman.tolist() == [1 / 3]


@pytest.mark.parametrize("ties", [(), (tie("urn:a", "urn:1"),), (tie("urn:a", "urn:a"),)])
def test_nothing_is_a_pair_of_nothing(ties: tuple[Tie, ...]) -> None:
    """No ties, one party alone and a tie to itself give no pair and no error."""
    found = projection.of([Incidence("x", False, ties)])
    assert (len(found), list(found.pairs()), found.matrix().nnz, found.to_networkx().number_of_edges()) == (0, [], 0, 0)


@pytest.mark.parametrize("number", [-1, 1, 10**9])
def test_a_pair_that_is_not_there_is_told(number: int) -> None:
    """What ties a pair is asked for by its number, and a number that is none is an error with those there are."""
    found = projection.of([network({"urn:1": {"urn:a", "urn:b"}})])
    for ask in (found.via, found.kinds, found.spells):
        with pytest.raises(ChoiceError, match=f"there is no pair {number}; they are numbered from 0 to 0"):
            ask(number)


def test_pairs_show_themselves_in_short() -> None:
    """In a shell a projection tells how much it holds, and not what."""
    found = projection.of([network({"urn:1": {"urn:a", "urn:b"}, "urn:2": {"urn:c"}})])
    assert repr(found) == "<Projection: parties 3, pairs 1>"


def test_the_matrix_is_symmetric() -> None:
    """The matrix has each weight on both sides, in the order of the parties."""
    found = projection.of([network({"urn:1": {"urn:a", "urn:b"}, "urn:2": {"urn:b", "urn:c", "urn:a"}})])
    assert np.array_equal(found.matrix("count").toarray(), [[0, 2, 1], [2, 0, 1], [1, 1, 0]])
    assert np.array_equal(found.matrix().toarray(), [[0, 1.5, 0.5], [1.5, 0, 0.5], [0.5, 0.5, 0]])


def test_pairs_are_found_by_their_ends() -> None:
    """Some pairs can be asked for by the IRIs of their ends; what is no pair is left out."""
    found = projection.of([network({"urn:1": {"urn:a", "urn:b"}, "urn:2": {"urn:b", "urn:c"}})])
    numbers = found.places([("urn:b", "urn:c"), ("urn:a", "urn:c"), ("urn:a", "urn:z")])
    assert [(pair.one, pair.other) for pair in found.pairs(numbers)] == [("urn:b", "urn:c")]
    assert found.ends(found.count > 0) == ([0, 1], [1, 2])


def test_a_project_of_many_is_borne() -> None:
    """A node with 500 parties ties 124,750 pairs, with a unit for each party in all."""
    found = projection.of([network({"urn:project": {f"urn:{number}" for number in range(500)}})])
    assert len(found) == 124_750
    assert found.newman.sum() == pytest.approx(250)


def test_too_many_pairs_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """What would not fit into memory is refused, and the node that ties most is named."""
    monkeypatch.setattr(projection, "MOST", 5)
    with pytest.raises(LimitError, match=r"has 6 pairs, more than 5; urn:1 alone ties 4 parties"):
        projection.of([network({"urn:1": set("abcd")})])


def test_a_line_is_kept_whole_or_not_at_all() -> None:
    """Where one party of a line is left out the line goes; of a node the other ties stay."""
    ties = (tie("urn:a", "urn:1"), tie("urn:b", "urn:1"))
    step = selection.of_party(["urn:a"], "of a")
    assert selection.sift([Incidence("x", True, ties)], [step]).incidences == ()
    assert [len(each.ties) for each in selection.sift([Incidence("x", False, ties)], [step]).incidences] == [1]


def test_the_trail_tells_each_step() -> None:
    """How many ties were left is told step by step, and how many of the last have no date."""
    ties = (tie("urn:a", "urn:1", "2010", "2011"), tie("urn:b", "urn:1"), tie("urn:b", "urn:2", "2016"))
    steps = [selection.within(Window(), "at some time"), selection.of_kind(["urn:else"], "of kind else")]
    found = selection.sift([Incidence("x", False, ties)], steps, timed=True)
    assert selection.told(found.trail) == "3 ties in the network; 3 at some time; 0 of kind else"
    assert selection.sift([Incidence("x", False, ties)], steps[:1], timed=True).undated == 0  # it ties nobody alone
    more = (*ties, tie("urn:c", "urn:1"), tie("urn:d", "urn:1"))
    assert selection.sift([Incidence("x", False, more)], steps[:1], timed=True).undated == 1


def test_the_shipped_bodies(shipped: pg.KnowledgeGraph) -> None:
    """The ESR and the EORTC are tied by their memoranda; no agreement and no topic is among the parties."""
    found = shipped.projection()
    pairs = {(pair.one, pair.other): pair for pair in found.pairs()}
    memoranda = pairs[PREFIXES["body"] + "eortc", PREFIXES["body"] + "esr"]
    assert PREFIXES["agreement"] + "mou-esr-eortc-2017" in memoranda.via
    assert memoranda.start == "2014"
    assert set(found.parties) <= Kinds(shipped.store).family("body")
