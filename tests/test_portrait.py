"""All that is said of one thing."""

import json
from pathlib import Path

import networkx as nx
import pytest

import partnergraph as pg
from partnergraph.errors import AmbiguousNameError, UnknownNameError
from partnergraph.profiles import description, portrait
from partnergraph.profiles.portrait import Portrait
from partnergraph.profiles.scene import Scene
from partnergraph.vocab import PREFIXES
from partnergraph.writing import format

HEAD = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in PREFIXES.items())
CLUB = """
body:club a pg:Network ; skos:prefLabel "Club"@en ; org:classification pg:status-non-profit ; pg:pic "999" .
body:a a pg:Society ; skos:prefLabel "Alpha"@en . body:b a pg:Society ; skos:prefLabel "Beta"@en .
membership:a a org:Membership ; org:member body:a ; org:organization body:club ; org:role pg:role-shareholder ;
    schema:startDate "2010"^^xsd:gYear .
membership:b a org:Membership ; org:member body:b ; org:organization body:club .
project:p a pg:Project ; skos:prefLabel "P"@en ; pg:totalCost "1000000"^^xsd:decimal ; schema:startDate "2016" .
participation:a a pg:Participation ; org:member body:a ; org:organization project:p ; org:role pg:role-coordinator ;
    pg:euContribution "250000.5"^^xsd:decimal ; pg:participationEnded true .
participation:b a pg:Participation ; org:member body:b ; org:organization project:p .
change:m a pg:Merger ; skos:prefLabel "Merger"@en ; org:originalOrganization body:b ; org:resultingOrganization body:a .
"""


@pytest.fixture
def club(tmp_path: Path) -> pg.KnowledgeGraph:
    """Give a graph with a club of two members, a project and a merger."""
    (tmp_path / "club.ttl").write_text(HEAD + CLUB, encoding="utf-8")
    return pg.open(tmp_path / "club.ttl")


def lines(drawn: Portrait, section: str) -> list[tuple[str, str, str, str]]:
    """Give name, role, start and end of the lines in a section."""
    found = (each for part in drawn.sections if part.name == section for each in part.lines)
    return [(each.name, each.role, each.start, each.end) for each in found]


def test_eiball_is_part_of_the_esr(shipped: pg.KnowledgeGraph) -> None:
    """Its parents are told on all levels, with the class of each and how far up it is."""
    eiball = shipped.info("EIBALL")
    (parents,) = (section for section in eiball.sections if section.name == "parents")
    assert [(each.name, each.kind, each.level) for each in parents.lines[:2]] == [
        ("ESR Research Committee", "Committee", 1),
        ("European Society of Radiology", "Society", 2),
    ]
    assert all(each.evidence for each in parents.lines)


def test_a_part_of_a_congress_is_over_with_its_day(shipped: pg.KnowledgeGraph) -> None:
    """A session belongs to its congress on its day, and not since."""
    told = description.told(shipped.info("EIBIR/EORTC Joint Symposium at ECR 2013"))
    items = next(section.items for section in told.sections if section.heading == "Part of")
    assert [item.words for item in items] == ["Congress, 2013-03-08"]


def test_the_esr_has_units_agreements_and_an_office(shipped: pg.KnowledgeGraph) -> None:
    """Units below, memoranda with their dates, aims, publications, and the office with its address are told."""
    esr = shipped.info("ESR")
    (parts,) = (section for section in esr.sections if section.name == "parts")
    assert ("European Imaging Biomarkers Alliance", 2) in [(each.name, each.level) for each in parts.lines]
    agreements = lines(esr, "agreements")
    assert ("Memorandum of Understanding ESR–EORTC (2014)", "signatory", "2014", "") in agreements
    assert ("Memorandum of Understanding ESR–EORTC (2017)", "signatory", "2017-09", "") in agreements
    assert ("research in radiology", "aim", "", "") in lines(esr, "topics")
    (offices,) = (section for section in esr.sections if section.name == "offices")
    assert "Neutorgasse 9/2a, 1010 Vienna" in [detail for each in offices.lines for detail in each.details]


def test_a_memorandum_tells_what_it_renews_and_covers(shipped: pg.KnowledgeGraph) -> None:
    """Renewal and topics stand with the agreement, and the sessions say how many there were and of which kinds."""
    eortc = shipped.info("EORTC")
    details = {each.name: each.details for section in eortc.sections for each in section.lines}
    renewed = details["Memorandum of Understanding ESR–EORTC (2017)"]
    assert "renews Memorandum of Understanding ESR–EORTC (2014)" in renewed
    assert any("radiologists in multicentre trials" in detail for detail in renewed)
    assert "5 events: Joint session, Professional Challenges session" in details["ECR sessions with EORTC involvement"]


def test_eibir_tells_its_roles_and_funding(shipped: pg.KnowledgeGraph) -> None:
    """What is stated beside names and ties is told in words."""
    properties = {each.property: each.values for each in shipped.info("EIBIR").properties}
    assert {"advice", "coordinator", "dissemination", "management"} <= set(properties["pg:supportRole"])
    assert "non-profit" in properties["org:classification"]
    assert "European grant" in properties["pg:projectFunding"]


def test_partners_are_counted_by_kind_of_tie(shipped: pg.KnowledgeGraph) -> None:
    """The EORTC is a partner of the ESR by agreements, an event and a cooperation; topics are no partners."""
    partners = {each.iri: each for each in shipped.info("ESR").partners}
    eortc = partners[PREFIXES["body"] + "eortc"]
    assert eortc.kinds["party to agreement"] == 2
    assert eortc.ties == sum(eortc.kinds.values())
    assert "concerns topic" not in {kind for each in partners.values() for kind in each.kinds}


def test_every_tie_of_the_network_is_told(shipped: pg.KnowledgeGraph) -> None:
    """Whatever line the network draws at a thing, its portrait has a line with the same other end and the same via."""
    network: nx.MultiGraph[str] = shipped.network()
    nodes = sorted(network)
    scene = Scene(shipped.store)
    for iri in [*nodes[:: max(1, len(nodes) // 200)], *(PREFIXES["body"] + slug for slug in ("esr", "eibir", "eortc"))]:
        told = {(each.iri, each.via) for section in portrait.draw(scene, iri).sections for each in section.lines}
        drawn = {(one if other == iri else other, line["via"]) for one, other, line in network.edges(iri, data=True)}
        assert drawn - told == set(), iri


def test_every_line_has_evidence(shipped: pg.KnowledgeGraph) -> None:
    """Nothing is told that no document states."""
    for name in ("ESR", "EIBIR", "EORTC", "EIBALL", "ECR sessions with EORTC involvement", "radiogenomics"):
        assert all(each.evidence for section in shipped.info(name).sections for each in section.lines)


def test_memberships_are_told_from_both_sides(club: pg.KnowledgeGraph) -> None:
    """The club has members, in their roles, and each is a member of the club, even where no role is stated."""
    assert lines(club.info("Club"), "members") == [("Alpha", "shareholder", "2010", ""), ("Beta", "", "", "")]
    assert lines(club.info("Alpha"), "memberships") == [("Club", "shareholder", "2010", "")]
    assert lines(club.info("Beta"), "memberships") == [("Club", "", "", "")]
    assert [name for name, *_ in lines(club.info("membership:a"), "parties")] == ["Alpha", "Club"]


def test_projects_are_told_with_role_and_money(club: pg.KnowledgeGraph) -> None:
    """The body's share, the project's cost and an early end are told; the project tells its participants."""
    (projects,) = (section for section in club.info("Alpha").sections if section.name == "projects")
    (line,) = projects.lines
    assert (line.name, line.role, line.start) == ("P", "coordinator", "2016")
    assert line.details == ("EU contribution EUR 250,000.50", "left before the end", "total cost EUR 1,000,000")
    assert [name for name, *_ in lines(club.info("P"), "participants")] == ["Alpha", "Beta"]


def test_each_participation_has_its_own_time(tmp_path: Path) -> None:
    """The end of one party of a project is not that of another, nor is its start."""
    left = 'participation:b schema:endDate "2018"^^xsd:gYear . participation:a schema:startDate "2017"^^xsd:gYear .'
    (tmp_path / "left.ttl").write_text(HEAD + CLUB + left, encoding="utf-8")
    with pg.open(tmp_path / "left.ttl") as graph:
        assert lines(graph.info("Alpha"), "projects") == [("P", "coordinator", "2017", "")]
        assert lines(graph.info("Beta"), "projects") == [("P", "", "2016", "2018")]


def test_changes_are_told(club: pg.KnowledgeGraph) -> None:
    """A merger stands with what was before it and with what came of it."""
    assert lines(club.info("Alpha"), "changes") == [("Merger", "successor", "", "")]
    assert lines(club.info("Beta"), "changes") == [("Merger", "predecessor", "", "")]


def test_a_thing_without_ties_is_told(club: pg.KnowledgeGraph) -> None:
    """What nothing ties has no sections and no partners, but still its name and class."""
    alone = club.info("pg:Society")
    assert (alone.sections, alone.partners) == ((), ())
    assert description.write(alone, format.MARKDOWN).startswith("# ")


def test_names_are_resolved_as_elsewhere(club: pg.KnowledgeGraph, tmp_path: Path) -> None:
    """An unknown name tells the nearest, one of two things tells both."""
    with pytest.raises(UnknownNameError, match="Alpha"):
        club.info("Alpa")
    (tmp_path / "two.ttl").write_text(
        HEAD + 'body:x a pg:Society ; skos:prefLabel "Twin" . body:y a pg:Society ; skos:prefLabel "twin" .'
    )
    with pg.open(tmp_path / "two.ttl") as graph, pytest.raises(AmbiguousNameError, match="body:x, body:y"):
        graph.info("TWIN")


def test_units_in_a_circle_end(tmp_path: Path) -> None:
    """Units that are part of each other, or of themselves, or three thousand deep, are told once each."""
    circle = "body:a org:unitOf body:b . body:b org:unitOf body:a . body:c org:unitOf body:c ."
    deep = "".join(f"body:n{n} org:unitOf body:n{n + 1} .\n" for n in range(3000))
    (tmp_path / "units.ttl").write_text(HEAD + circle + deep)
    with pg.open(tmp_path / "units.ttl", derive=False) as graph:
        assert [each[0] for each in lines(graph.info("body:a"), "parents")] == ["body:b"]
        assert graph.info("body:c").sections == ()
        assert len(lines(graph.info("body:n0"), "parents")) == 3000


def test_json_has_one_form(shipped: pg.KnowledgeGraph) -> None:
    """Every portrait has the same keys, every line the same keys, and empty values are there."""
    keys = {
        *("iri", "name", "names", "kind", "types", "country", "start", "end", "links", "note"),
        *("properties", "sections", "partners", "disagreements", "evidence"),
    }
    line = {
        *("iri", "name", "kind", "role", "start", "end", "lasting", "level", "others", "details"),
        *("disputed", "via", "evidence"),
    }
    for name in ("ESR", "radiogenomics", "place:vienna"):
        told = json.loads(description.write(shipped.info(name), format.RECORDS))
        assert set(told) == keys
        assert all(set(section) == {"name", "title", "lines"} for section in told["sections"])
        assert all(set(each) == line for section in told["sections"] for each in section["lines"])
        evidence = [each for section in told["sections"] for row in section["lines"] for each in row["evidence"]]
        assert all(set(each) == {"source", "title", "place", "url", "read", "quote"} for each in evidence)


def test_csv_has_a_row_for_each_tie(shipped: pg.KnowledgeGraph) -> None:
    """Properties, ties and partners are rows; a tie names its sources."""
    esr = shipped.info("ESR")
    table = description.table(esr)
    ties = [each for section in esr.sections for each in section.lines]
    assert len(table) == len(esr.properties) + len(ties) + len(esr.partners)
    rows = [row for row in table.records() if row["section"] == "agreements"]
    assert all("paragraph" in str(row["source"]) for row in rows if "EORTC" in str(row["name"]))


def test_many_partners_are_said_to_be_more(tmp_path: Path) -> None:
    """A page shows the twenty partners with most ties and says how many more there are; JSON has all."""
    parties = ", ".join(f"body:p{n}" for n in range(25))
    bodies = "".join(f"body:p{n} a pg:Society .\n" for n in range(25))
    (tmp_path / "many.ttl").write_text(f"{HEAD}{bodies} agreement:x a pg:Agreement ; pg:party {parties} .")
    with pg.open(tmp_path / "many.ttl") as graph:
        drawn = graph.info("body:p0")
    assert "and 4 more, which CSV and JSON have too" in description.write(drawn, format.MARKDOWN).replace("\\", "")
    assert len(drawn.partners) == 24


def test_portraits_do_not_depend_on_order(shipped: pg.KnowledgeGraph, tmp_path: Path) -> None:
    """The same triples in another order give the same bytes."""
    rows = sorted(CLUB.strip().split(" .\n"))
    (tmp_path / "turned.ttl").write_text(HEAD + " .\n".join(row.rstrip(" .") for row in reversed(rows)) + " .")
    (tmp_path / "club.ttl").write_text(HEAD + CLUB)
    with pg.open(tmp_path / "turned.ttl") as one, pg.open(tmp_path / "club.ttl") as other:
        for name in ("Alpha", "Club", "P"):
            first, second = portrait.read(one.store, one.resolve(name)), other.info(name)
            assert description.write(first, format.RECORDS) == description.write(second, format.RECORDS)
