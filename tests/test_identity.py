"""Bodies that a person accepted as one are one in everything that is told of networks."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

import partnergraph as pg
from partnergraph.errors import AmbiguousNameError
from partnergraph.loading import load
from partnergraph.profiles import explanation
from partnergraph.reconciliation import decision
from partnergraph.ties import identity
from partnergraph.vocab import PREFIXES

BODY = PREFIXES["body"]
LIGHT, TWIN, DARK, SOCIETY, FAR = (BODY + name for name in ("ror-light", "a-light", "dark", "society", "far"))
DAY = dt.date(2026, 11, 25)
DATA = """
body:ror-light a pg:University ; skos:prefLabel "University of Light"@en ; owl:sameAs <https://ror.org/034wxcc35> .
body:a-light schema:addressCountry country:AUT ; a org:FormalOrganization ;
    skos:prefLabel "UNIVERSITAET DES LICHTS"@en ; skos:altLabel "UL"@en .
body:dark a pg:University ; skos:prefLabel "University of Dark"@en .
body:far a pg:University ; skos:prefLabel "University of Far"@en .
body:society a pg:Society ; skos:prefLabel "Society"@en .
project:one a pg:Project ; skos:prefLabel "One"@en .
project:two a pg:Project ; skos:prefLabel "Two"@en .
participation:1 a pg:Participation ; org:member body:a-light ; org:organization project:one .
participation:2 a pg:Participation ; org:member body:ror-light ; org:organization project:one .
participation:3 a pg:Participation ; org:member body:dark ; org:organization project:one .
participation:4 a pg:Participation ; org:member body:ror-light ; org:organization project:two .
participation:5 a pg:Participation ; org:member body:far ; org:organization project:two .
membership:1 a org:Membership ; org:member body:a-light ; org:organization body:society .
membership:2 a org:Membership ; org:member body:a-light ; org:organization body:ror-light .
agreement:mou a pg:MemorandumOfUnderstanding ; skos:prefLabel "MoU"@en ; pg:party body:a-light, body:far .
agreement:letter a pg:LetterOfIntent ; skos:prefLabel "Letter"@en ; pg:party body:ror-light, body:a-light .
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the folder of a store in which the two universities were accepted as one."""
    desk = tmp_path_factory.mktemp("identity")
    head = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in PREFIXES.items())
    (desk / "light.ttl").write_text(head + DATA, encoding="utf-8")
    load.files(desk / "store", [desk / "light.ttl"], derive=False)
    (desk / "matches.csv").write_text("body,candidate,accept\nbody:a-light,body:ror-light,yes\n", encoding="utf-8")
    decision.accept(desk / "matches.csv", desk / "store", day=DAY)
    return desk / "store"


@pytest.fixture(scope="module")
def joined(folder: Path) -> Iterator[pg.KnowledgeGraph]:
    """Give the graph in which the two are one."""
    with pg.open(store=folder) as graph:
        yield graph


def test_a_network_has_one_node_for_both(joined: pg.KnowledgeGraph) -> None:
    """The node of the registry stands for both, with all names, and no line leads from it to itself."""
    network = joined.network()
    assert (LIGHT in network, TWIN in network) == (True, False)
    assert network.nodes[LIGHT]["label"] == "University of Light"
    assert network.nodes[LIGHT]["names"] == ("UL", "UNIVERSITAET DES LICHTS")
    assert network.nodes[LIGHT]["country"] == "AT"
    assert {SOCIETY, PREFIXES["project"] + "one", PREFIXES["agreement"] + "mou"} <= set(network[LIGHT])
    assert LIGHT not in network[LIGHT]
    assert LIGHT in joined.network("UL", hops=1)


def test_lists_have_it_once(joined: pg.KnowledgeGraph) -> None:
    """What is one is one row of a list, with all its ties, and one of its kind."""
    rows = [row for row in joined.list("body").records() if "ight" in str(row["name"]) or "LICHT" in str(row["name"])]
    assert [row["name"] for row in rows] == ["University of Light"]
    assert int(str(rows[0]["ties"])) > 0
    kinds = {str(row["kind"]): row["number"] for row in joined.list().records()}
    assert kinds["Body"] == len(joined.list("body"))


def test_rankings_and_projections_count_it_once(joined: pg.KnowledgeGraph) -> None:
    """It is tied to three, and the project of both has two parties."""
    table = joined.rank("degree")
    ranked = dict(zip(table.values("body"), table.values("value"), strict=True))
    assert ranked["University of Light"] == 3
    assert "UNIVERSITAET DES LICHTS" not in ranked
    (pair,) = [
        each for each in joined.projection(networks=["projects"]).pairs() if {each.one, each.other} == {LIGHT, DARK}
    ]
    assert pair.newman == 1
    assert LIGHT in joined.projection(countries=["AUT"]).parties


def test_ways_lead_over_both_nodes(joined: pg.KnowledgeGraph) -> None:
    """The society and the other end of a project meet in it, whichever of its names is typed."""
    (way,) = joined.paths("Society", "University of Dark", most=1, as_of=DAY).ways
    assert [step.end.name for step in way.steps] == ["University of Light", "University of Dark"]
    (group,) = joined.groups(runs=2)
    assert sum(body.name.startswith("UNIVERSITAET") for each in group.groups for body in each.members) == 0


def test_advice_and_comparison_count_it_once(joined: pg.KnowledgeGraph) -> None:
    """It is recommended by neither name where one of the two is tied, and has the partners of both."""
    names = {each.name for each in joined.recommend("Society", as_of=DAY).candidates}
    assert names == {"University of Dark", "University of Far"}
    rows = joined.compare("UL", "University of Dark", as_of=DAY).rows
    assert {name for row in rows for name in row.names} == {"Society", "University of Far"}


def test_why_names_both(joined: pg.KnowledgeGraph) -> None:
    """The explanation says for whom a body stands, and each tie keeps its evidence."""
    reason = joined.why("UL", "Society")
    assert reason.things[0].also == ("UNIVERSITAET DES LICHTS",)
    words = "University of Light stands here for UNIVERSITAET DES LICHTS too: accepted as one body."
    assert words in explanation.told(reason).paragraphs
    assert {each.name for each in joined.info("UL").partners} == {"Society", "University of Dark", "University of Far"}


def test_questions_are_asked_of_both(joined: pg.KnowledgeGraph) -> None:
    """By either name the projects and agreements of both are found."""
    for name in ("UL", "University of Light"):
        assert set(joined.ask("projects-of", {"body": name}).values("project")) == {"One", "Two"}
        assert {stage.agreement.label for stage in joined.agreements(party=name)} == {"Letter", "MoU"}


def test_agreements_have_it_by_one_name(joined: pg.KnowledgeGraph) -> None:
    """Agreements of either node are of the one that stands for both, once, whichever name is asked for."""
    names = {"Letter": ("UL",), "MoU": ("UL", "University of Far")}
    for party in (None, "UL", "University of Light"):
        found = {stage.agreement.label: stage.agreement for stage in joined.agreements(party=party)}
        assert {label: each.names for label, each in found.items()} == names
        assert all(LIGHT in each.parties for each in found.values())


def test_names_that_both_have_are_no_doubt(joined: pg.KnowledgeGraph, tmp_path: Path) -> None:
    """A name of two bodies is in doubt until they are one."""
    head = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in PREFIXES.items())
    twins = head + 'body:x skos:prefLabel "X"@en . body:y skos:prefLabel "X"@en .'
    (tmp_path / "a.trig").write_text(twins, encoding="utf-8")
    with pg.open(tmp_path / "a.trig") as graph, pytest.raises(AmbiguousNameError):
        graph.resolve("X")
    (tmp_path / "a.trig").write_text(f"{twins} graph:matches {{ body:y owl:sameAs body:x }}", encoding="utf-8")
    with pg.open(tmp_path / "a.trig") as graph:
        assert graph.resolve("X") == BODY + "y"
    assert joined.resolve("body:a-light") == LIGHT


def test_several_are_one_by_the_first_that_no_one_else_is(tmp_path: Path) -> None:
    """A chain of matches has one that stands for all, and so has a circle."""
    pairs = (("b", "c"), ("c", "d"), ("f", "e"), ("e", "f"))
    said = f"graph:matches {{ {' . '.join(f'body:{one} owl:sameAs body:{other}' for one, other in pairs)} }}"
    head = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in PREFIXES.items())
    (tmp_path / "a.trig").write_text(head + said, encoding="utf-8")
    with pg.open(tmp_path / "a.trig", derive=False) as graph:
        same = identity.read(graph.store)
    assert same.others == {BODY + "b": (BODY + "c", BODY + "d"), BODY + "e": (BODY + "f",)}


def test_what_is_taken_back_is_two_again(folder: Path, tmp_path: Path) -> None:
    """After --undo each has its own ties."""
    store = tmp_path / "store"
    with pg.open(store=folder) as graph:
        text = graph.export("trig")
    (tmp_path / "all.trig").write_text(text, encoding="utf-8")
    with pg.open(tmp_path / "all.trig") as graph:
        assert TWIN not in graph.network()
    load.files(store, [tmp_path / "all.trig"], derive=False)
    decision.undo(store, day=DAY)
    with pg.open(store=store) as graph:
        network = graph.network()
        assert {LIGHT, TWIN} <= set(network)
        assert network.nodes[LIGHT]["names"] == ()
        assert graph.why("UL", "Society").things[0].also == ()
