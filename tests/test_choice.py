"""Choices: words for what is to be seen, and the ties that are left."""

from collections import defaultdict
from collections.abc import Container
from pathlib import Path

import pytest

import partnergraph as pg
from partnergraph.errors import DateError, InputError, PartnergraphError, QueryError, UnknownNameError
from partnergraph.networks import choice
from partnergraph.networks.choice import Choice
from partnergraph.networks.wish import Filters
from partnergraph.ties import selection
from partnergraph.ties.incidence import Incidence, Tie
from partnergraph.vocab import PREFIXES, expand


def ties(graph: pg.KnowledgeGraph, **filters: object) -> list[Tie]:
    """Give the ties that are left."""
    chosen: Filters = filters  # type: ignore[assignment]
    return [tie for each in choice.made(graph.store, choice.of(**chosen)).incidences for tie in each.ties]


@pytest.fixture(scope="module")
def whole(shipped: pg.KnowledgeGraph) -> tuple[Incidence, ...]:
    """Give all ties of all networks, of which something is chosen."""
    return choice.made(shipped.store, Choice()).incidences


def of_parties(whole: tuple[Incidence, ...], parties: Container[object]) -> list[Tie]:
    """Give the ties of some parties; a line between two is there where both ends are."""
    found = []
    for each in whole:
        ends = defaultdict(set)
        for tie in each.ties:
            ends[tie.via].add(tie.party)
        lines = {via for via, held in ends.items() if each.as_edge and len(held) == 2}
        parted = {via for via in lines if not all(end in parties for end in ends[via])}
        found += [tie for tie in each.ties if tie.party in parties and tie.via not in parted]
    return found


@pytest.mark.parametrize("word", ["agreement", "Agreements", "party to agreement", "pg:tie-agreement"])
def test_a_kind_has_several_names(shipped: pg.KnowledgeGraph, word: str) -> None:
    """A kind of ties is named by the network, its label or its prefixed name."""
    found = ties(shipped, kinds=[word])
    assert len(found) > 50
    assert {tie.kind for tie in found} == {PREFIXES["pg"] + "tie-agreement"}


@pytest.mark.parametrize("word", ["AT", "AUT", "Austria", "country:AUT"])
def test_a_country_has_several_names(shipped: pg.KnowledgeGraph, whole: tuple[Incidence, ...], word: str) -> None:
    """A country is named by its codes, its name, or its prefixed name, and keeps all ties of what is there."""
    answer = shipped.query("SELECT ?body { ?body schema:addressCountry country:AUT }")
    expected = of_parties(whole, answer.values("body"))
    assert len(expected) > 20
    assert ties(shipped, countries=[word]) == expected


@pytest.mark.parametrize("word", ["CZ", "cze", "Czechia", "country:CZE"])
def test_countries_are_known_without_a_graph_that_tells_them(tmp_path: Path, word: str) -> None:
    """Codes and English names mean a country that the graph has by its entry alone, and questions tell both."""
    head = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in PREFIXES.items())
    body = (
        "body:{0} a pg:Society ; schema:addressCountry country:{1} . agreement:m a pg:Agreement ; pg:party body:{0} ."
    )
    path = tmp_path / "two.ttl"
    path.write_text(head + body.format("a", "CZE") + body.format("b", "FRA"), encoding="utf-8")
    with pg.open(path) as graph:
        assert {tie.party for tie in ties(graph, countries=[word])} == {PREFIXES["body"] + "a"}
        asked = graph.ask("countries-without-partner", {"body": "body:a"}).records()
        assert [(row["country"], row["code"]) for row in asked] == [("Czechia", "CZ")]
        with pytest.raises(UnknownNameError, match="there are CZ, FR"):
            ties(graph, countries=["AT"])
        with pytest.raises(UnknownNameError, match="nothing is called 'France'"):
            graph.info("France")


def test_types_are_those_of_parties(shipped: pg.KnowledgeGraph, whole: tuple[Incidence, ...]) -> None:
    """A type keeps what is tied, with its subtypes, and leaves what ties it."""
    known = shipped.query("SELECT ?body { ?body a/rdfs:subClassOf* pg:Committee }").values("body")
    expected = [tie for tie in of_parties(whole, known) if tie.kind == expand("pg:tie-unit")]
    assert PREFIXES["body"] + "eiball" in {tie.party for tie in expected}  # a subcommittee of a committee
    assert ties(shipped, types=["committee"], kinds=["unit"]) == expected


def test_a_programme_counts_with_its_parts(shipped: pg.KnowledgeGraph, whole: tuple[Incidence, ...]) -> None:
    """Under a programme lies all that belongs to it or to a part of it."""
    known = shipped.query("SELECT ?p { ?p pg:programme/dcterms:isPartOf* programme:horizon-2020 }").values("p")
    expected = [tie for each in whole for tie in each.ties if tie.via in known and tie.kind == expand("pg:tie-project")]
    assert len({tie.via for tie in expected}) > 3
    assert ties(shipped, programmes=["Horizon 2020"], kinds=["project"]) == expected


def test_a_topic_counts_with_narrower_ones(shipped: pg.KnowledgeGraph, whole: tuple[Incidence, ...]) -> None:
    """Under a topic lie the topic, narrower ones, and all that is about any of these."""
    asked = "SELECT ?t { ?t schema:about?/skos:broader* topic:medical-radiation-protection }"
    known = set(shipped.query(asked).values("t"))
    expected = [tie for each in whole for tie in each.ties if tie.via in known]
    assert len({tie.via for tie in expected}) > 3
    assert ties(shipped, topics=["topic:medical-radiation-protection"]) == expected


def test_alternatives_add_and_kinds_of_wishes_cut(shipped: pg.KnowledgeGraph) -> None:
    """Two countries are more than one; a country within a kind is less than the kind."""
    austria, germany = ties(shipped, countries=["AT"]), ties(shipped, countries=["DE"])
    both, cut = ties(shipped, countries=["AT", "DE"]), ties(shipped, countries=["AT", "DE"], kinds=["project"])
    assert {*austria, *germany} <= {*both}
    assert {*cut} == {tie for tie in both if tie.kind == expand("pg:tie-project")}


def test_time_and_what_has_no_date(shipped: pg.KnowledgeGraph) -> None:
    """What has no date counts as in force and is counted, unless dates are asked for."""
    chosen = choice.made(shipped.store, Choice(start="2016", end="2016"))
    dated = choice.made(shipped.store, Choice(start="2016", end="2016", dated=True))
    knots = [
        set(zip(each.column("via"), each.column("kind"), strict=True))
        for found in (chosen, dated)
        for each in found.incidences
    ]
    lost = set().union(*knots[: len(chosen.incidences)]) - set().union(*knots[len(chosen.incidences) :])
    assert 0 < chosen.undated <= len(lost)  # those that tie two or more, each once
    assert dated.undated == 0
    assert "in force from 2016 to 2016" in selection.told(chosen.trail)


def test_a_network_of_ones_own(shipped: pg.KnowledgeGraph, tmp_path: Path) -> None:
    """A file is a network beside the shipped ones."""
    path = tmp_path / "hosts.rq"
    path.write_text(
        "#+ summary: Hosts\n#+ kind: urn:host\nSELECT ?party ?via ?kind ?start ?end ?role "
        "{ ?via schema:organizer ?party BIND (<urn:host> AS ?kind) }"
    )
    assert {tie.kind for tie in ties(shipped, networks=[path], kinds=["hosts"])} == {"urn:host"}


WRONG: list[tuple[dict[str, object], type[PartnergraphError], str]] = [
    ({"kinds": ["agrement"]}, UnknownNameError, "there is no kind of ties 'agrement' in this graph; there are agree"),
    ({"countries": ["XX"]}, UnknownNameError, "there is no country 'XX' in this graph; there are .*AT"),
    ({"networks": ["project"]}, UnknownNameError, "no network 'project'; the nearest are projects; there are agree"),
    ({"types": ["sociti"]}, UnknownNameError, "no kind 'sociti'; the nearest kinds are society"),
    ({"topics": ["nothing"]}, UnknownNameError, "nothing is called 'nothing'; list\\('topic'\\) tells"),
    (
        {"programmes": ["Horzon"]},
        UnknownNameError,
        r"nearest names are Horizon 2020, Horizon Europe; list\('programme'\)",
    ),
    ({"start": "2014", "end": "2013"}, DateError, "the time from 2014 to 2013 ends before it begins"),
]


@pytest.mark.parametrize(("filters", "error", "words"), WRONG)
def test_a_word_that_means_nothing_is_told(
    shipped: pg.KnowledgeGraph, filters: dict[str, object], error: type[PartnergraphError], words: str
) -> None:
    """A wrong word is one line with what there is."""
    with pytest.raises(error, match=words):
        ties(shipped, **filters)


def test_a_wrong_network_file_is_named(shipped: pg.KnowledgeGraph, tmp_path: Path) -> None:
    """A column that is missing and a query that cannot be read are told with the file."""
    path = tmp_path / "own.rq"
    path.write_text("#+ summary: Own\nSELECT ?party ?via ?start ?end { ?via pg:party ?party }")
    with pytest.raises(InputError, match=r"own.rq: a network query selects .*; missing: \?kind, \?role"):
        ties(shipped, networks=[path])
    path.write_text("#+ summary: Own\nSELECT ?party WHERE { ?via pg:party }")
    with pytest.raises(QueryError, match=r"own.rq:2:\d+: "):
        ties(shipped, networks=[path])


def test_a_wish_that_does_not_exist_is_refused(shipped: pg.KnowledgeGraph) -> None:
    """A filter is known by its name, and others are a mistake in the call."""
    with pytest.raises(TypeError, match=r"undated\(\) has no option 'kind'; it has acquaintances, query, networks, "):
        shipped.undated(kind=["agreement"])  # type: ignore[call-arg]
