"""Every question is held to the command that says the same, on a graph that is right and unlike the shipped one."""

from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

import partnergraph as pg
from partnergraph.agreements import agreement, lifecycle
from partnergraph.profiles import profile
from partnergraph.questions import question
from partnergraph.questions.question import Question
from partnergraph.values import span
from partnergraph.values.term import text
from partnergraph.vocab import shorten

ONTOLOGY = Path(__file__).parent.parent / "ontology"
EX = "https://example.org/"
GRAPH = Path(__file__).parent / "data" / "odd" / "graph.trig"
VALUES = {"agreement": "ex:m1", "body": "ex:a", "congress": "ex:congress", "least": "1", "network": "ex:top"}
VALUES |= {"one": "ex:a", "other": "ex:b", "project": "ex:p", "topic": "ex:topic", "thing": "ex:a", "unit": "ex:lowest"}
UNNAMED = {"contact-of", "disagreements", "evidence-share", "sources-of"}  # their rows are no named things
DAYS = ("2009-06-30", "2011-06-30", "2014-06-30", "2018-06-30", "2020-06-30", "2026-06-30", "2040-01-01")
YEARS = ("2008", "2009", "2010", "2012", "2013", "2015", "2016", "2020", "2031")


@pytest.fixture(scope="module")
def odd() -> Iterator[pg.KnowledgeGraph]:
    """Give the graph, opened once."""
    with pg.open(GRAPH) as graph:
        yield graph


def rows(graph: pg.KnowledgeGraph, name: str, **values: str) -> list[dict[str, str]]:
    """Give the rows of a question as texts."""
    table = graph.ask(name, {key: value.replace("ex:", EX) for key, value in values.items()})
    return [dict(zip(table.columns, map(text, row), strict=True)) for row in table]


def usual(asked: Question) -> Mapping[str, str]:
    """Give values for what a question needs; today would make other answers every day."""
    days = {"day": "2018-06-30", "since": "2032-01-01", "from": "2009-06-30", "to": "2014-06-30"}
    known = {**VALUES, **days}
    return {each.name: known[each.name] for each in asked.parameters if not each.optional and each.name in known}


@pytest.mark.parametrize("asked", question.shipped(), ids=lambda asked: asked.name)
def test_things_have_the_name_that_all_commands_show(odd: pg.KnowledgeGraph, asked: Question) -> None:
    """A question names each thing once, as its profile does: in English, else without a language, else in another."""
    known = profile.read(odd.store)
    found = rows(odd, asked.name, **usual(asked))
    assert len({tuple(row.items()) for row in found}) == len(found)
    if asked.name in UNNAMED:
        return
    for row in found:
        assert known[row["iri"]].label in row.values()
    labels = {each.label for each in map(known.plain, known)}
    names = {"Société de radiologie", "Centre", "Zentrum", "Alpha"} & {cell for row in found for cell in row.values()}
    assert names <= labels


def test_every_body_is_listed_once_with_its_name(odd: pg.KnowledgeGraph) -> None:
    """The question tells the same bodies by the same names as the list, those of classes of one's own too."""
    names = {"a": "Röntgengesellschaft", "b": "Both", "c": "Centre", "d": "Beta", "e": "Ohne Sprache"}
    names |= {"top": "Dach", "left": "Links", "right": "Rechts", "low": "Unten", "lowest": "Ganz unten"}
    found = rows(odd, "bodies")
    assert {row["iri"].removeprefix(EX): row["body"] for row in found} == names
    assert len(found) == len(names)
    listed = odd.list("body")
    assert dict(zip(listed.values("iri"), listed.values("name"), strict=True)) == {
        EX + key: label for key, label in names.items()
    }
    assert {row["iri"].removeprefix(EX): row["kind"] for row in found}["b"] == "Verein"


@pytest.mark.parametrize("day", DAYS)
def test_agreements_stand_alike(odd: pg.KnowledgeGraph, day: str) -> None:
    """The question tells the same status and end as the command, of classes of one's own and without parties too."""
    found = {row["iri"]: (row["status"], row["since"], row["ends"]) for row in rows(odd, "agreement-status", day=day)}
    told = agreement.read(odd.store, profile.read(odd.store))
    stages = {each.agreement.iri: each for each in lifecycle.stages(told, span.day(day))}
    assert found == {
        iri: (stage.status.value, stage.agreement.since, stage.agreement.end) for iri, stage in stages.items()
    }


def test_ends_are_told_alike(odd: pg.KnowledgeGraph) -> None:
    """The end that came counts before the planned one in every question, page and network."""
    ends = {"m1": "2012", "m2": "2019-03", "m3": "2021", "m4": "2029"}
    assert {each.agreement.iri: each.agreement.end for each in odd.agreements()} == {
        EX + key: end for key, end in ends.items()
    }
    known = profile.read(odd.store)
    assert {key: known[EX + key].end for key in ends} == ends
    for name, values in (("agreements-of", {"body": "ex:a"}), ("agreements-between", {"one": "ex:a", "other": "ex:b"})):
        for row in rows(odd, name, **values):
            assert row["end"] == ends[row["iri"].removeprefix(EX)]
    assert [row["ended"] for row in rows(odd, "renewals")] == ["2012"]
    timeline = {row["iri"].removeprefix(EX): row["end"] for row in rows(odd, "timeline-of", body="ex:a")}
    assert {key: timeline[key] for key in ("m1", "m2", "p")} == {"m1": "2012", "m2": "2019-03", "p": "2012"}
    days = odd.query("SELECT ?m ?end { ?m a/rdfs:subClassOf* pg:Agreement ; pg:latestEnd ?end }")
    assert {text(iri).removeprefix(EX): text(end) for iri, end in days} == {
        "m1": "2012-12-31", "m2": "2019-03-31", "m3": "2021-12-31", "m4": "2029-12-31"
    }  # fmt: skip
    assert tied(odd, "agreements", "2020") == {"Beta": {"Ohne Sprache"}, "Ohne Sprache": {"Beta"}}


def tied(graph: pg.KnowledgeGraph, network: str, year: str) -> dict[str, set[str]]:
    """Give who is tied to whom in a network in a year, by names."""
    known, found = profile.read(graph.store), dict[str, set[str]]()
    pairs = graph.projection(networks=[network], start=year, end=year, dated=True)
    for one, other in zip(pairs.one.tolist(), pairs.other.tolist(), strict=True):
        names = [known.plain(pairs.parties[each]).label for each in (one, other)]
        found.setdefault(names[0], set()).add(names[1])
        found.setdefault(names[1], set()).add(names[0])
    return found


@pytest.mark.parametrize("year", YEARS)
def test_partners_of_a_year_are_those_of_the_network(odd: pg.KnowledgeGraph, year: str) -> None:
    """Who left a project is tied no more to those who stayed, nor who came to those who had left."""
    found = dict[str, set[str]]()
    for key in "abcde":
        partners = {
            row["partner"] for row in rows(odd, "partners-of", body=f"ex:{key}", year=year) if row["projects"] != "0"
        }
        if partners:
            found[profile.read(odd.store)[EX + key].label] = partners
    assert found == tied(odd, "projects", year)


def test_partners_come_and_go_with_participations(odd: pg.KnowledgeGraph) -> None:
    """A partner is lost on the day on which the first of the two left, and gained when the second came."""
    values = {"body": "ex:b", "from": "2011-06-30", "to": "2016-06-30"}
    found = {(row["change"], row["iri"].removeprefix(EX), row["day"]) for row in rows(odd, "partner-changes", **values)}
    assert found == {("gained", "c", "2015-01-01"), ("lost", "a", "2012-12-31")}
    quiet = {row["iri"].removeprefix(EX): row["last"] for row in rows(odd, "quiet-bodies", since="2032-01-01")}
    assert quiet["b"] == "2030-12-31"


def test_who_left_and_came_again_was_no_member_in_between(odd: pg.KnowledgeGraph) -> None:
    """Two memberships of one body are two rows, as on its page; one that sources date otherwise is one row."""
    twice, open_ended = [("2001", "2005"), ("2010", "2012")], [("", "2003"), ("2010", "")]

    def spans(name: str, iri: str, **values: str) -> list[tuple[str, str]]:
        return [(row["start"], row["end"]) for row in rows(odd, name, **values) if row["iri"] == EX + iri]

    assert spans("members-of", "d", network="ex:top") == twice
    assert spans("shareholders-of", "d", body="ex:top") == twice
    assert spans("memberships-of", "top", body="ex:d") == twice
    assert spans("members-of", "e", network="ex:top") == spans("memberships-of", "top", body="ex:e") == open_ended
    (section,) = (each for each in odd.info(EX + "d").sections if each.name == "memberships")
    assert [(line.start, line.end) for line in section.lines] == twice


def test_levels_are_the_shortest_ways(odd: pg.KnowledgeGraph) -> None:
    """Where a unit has several parents, a level counts the steps of the shortest way, up and down, as on a page."""
    up = {row["iri"].removeprefix(EX): row["level"] for row in rows(odd, "unit-chain", unit="ex:lowest")}
    assert up == {"lowest": "0", "low": "1", "top": "1", "left": "2", "right": "2"}
    down = {row["iri"].removeprefix(EX): row["level"] for row in rows(odd, "units-under", body="ex:top")}
    assert down == {"left": "1", "right": "1", "lowest": "1", "low": "2"}
    for start, steps in (("lowest", up), ("top", down)):
        lines = (
            line for each in odd.info(EX + start).sections for line in each.lines if each.name in {"parents", "parts"}
        )
        assert {line.iri.removeprefix(EX): str(line.level) for line in lines} == {
            key: level for key, level in steps.items() if level != "0"
        }


def test_what_needs_evidence_is_counted_alike(odd: pg.KnowledgeGraph) -> None:
    """The share, the list of what lacks evidence and the counts go by the same things; selectors are none."""
    counts = {text(row[1]): text(row[2]) for row in odd.stats() if text(row[0]) == "all"}
    (share,) = rows(odd, "evidence-share")
    assert share["nodes"] == counts["things"]
    assert int(share["nodes"]) - int(share["with_evidence"]) == len(rows(odd, "without-evidence"))
    assert not {"quote", "place"} & {row["iri"].removeprefix(EX) for row in rows(odd, "without-evidence")}
    assert counts["agreements"] == str(len(odd.agreements())) == "4"


def test_what_is_no_thing_is_one_list() -> None:
    """The two questions about evidence and the counts leave out the same classes, and so does what can be no party."""
    paths = [ONTOLOGY / "questions" / f"{name}.rq" for name in ("evidence-share", "without-evidence")]
    paths += [ONTOLOGY / "lookups" / f"{name}.rq" for name in ("things", "classed")]
    texts = [path.read_text(encoding="utf-8").partition("?class NOT IN (")[2].partition(")")[0] for path in paths]
    *same, party = [{word.strip() for word in text.split(",")} for text in texts]
    assert same[0] == same[1] == same[2]
    assert party == same[0] | {"pg:Participation", "org:Membership"}


def test_a_thing_of_ones_own_class_is_taken_where_its_kind_is_asked_for(odd: pg.KnowledgeGraph) -> None:
    """A treaty is an agreement: as a value of a parameter and in the list."""
    assert [row["topic"] for row in rows(odd, "agreement-scope", agreement="ex:m2")] == ["Strahlenschutz"]
    listed = set(map(str, odd.list("agreement").values("iri")))
    assert listed == {shorten(f"{EX}m{number}") for number in range(1, 5)}


def test_an_office_is_shared_whatever_the_language(odd: pg.KnowledgeGraph) -> None:
    """Who shares an office is told, also where it has no English name."""
    assert [row["shared_with"] for row in rows(odd, "office-of", body="ex:b")] == ["Centre"]
    assert [row["shared_with"] for row in rows(odd, "office-of", body="ex:c")] == ["Both"]


def test_acronyms_are_the_same_everywhere(odd: pg.KnowledgeGraph) -> None:
    """The acronym of a party of an agreement is that of the list, and no other short name."""
    names = {name for each in odd.agreements() for name in each.agreement.names}
    listed = odd.list("society")
    assert dict(zip(listed.values("iri"), listed.values("acronym"), strict=True))[EX + "a"] == "SAS"
    assert {"SAS", "Both", "Centre", "Beta"} <= names


def test_a_triple_in_two_graphs_is_one(odd: pg.KnowledgeGraph) -> None:
    """The merge of two graphs that overlap has each triple once."""
    counted = "SELECT (COUNT(*) AS ?n) FROM <https://example.org/g1> FROM <https://example.org/g2> { ?s ?p ?o }"
    assert [text(cell) for cell in odd.query(counted).rows[0]] == ["2"]
    assert len(odd.query("SELECT ?home { <https://example.org/a> foaf:homepage ?home }")) == 1
