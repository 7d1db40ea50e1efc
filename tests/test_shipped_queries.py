"""Every shipped rule, question and network says in its header what it gives, and gives that on the shipped data."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
import yaml

import partnergraph as pg
from partnergraph.questions import question
from partnergraph.values.table import Table
from partnergraph.values.term import text as in_short
from partnergraph.vocab import PREFIXES, expand, shorten
from tests import grlc

ROOT = Path(__file__).parent.parent
ONTOLOGY = ROOT / "ontology"
RULES = sorted((ONTOLOGY / "rules").glob("*.rq"))
QUESTIONS = sorted((ONTOLOGY / "questions").glob("*.rq"))
NETWORKS = sorted((ONTOLOGY / "networks").glob("*.rq"))
COLUMNS = ["party", "via", "kind", "start", "end", "role"]

FOLDER = ROOT / "tests" / "data" / "shipped"
Rows = Sequence[Sequence[str]]
Expected = Rows | Mapping[str, Any]  # all rows, or how many ("rows") and some of them ("among")
DAYS = {"day": "2018-06-30", "soon": "2018-12-27", "from": "2012-12-31", "to": "2018-12-31", "since": "2016-01-01"}

ANSWERS: dict[str, Expected] = yaml.safe_load((FOLDER / "answers.yaml").read_text(encoding="utf-8"))
ASKED: list[dict[str, Any]] = yaml.safe_load((FOLDER / "asked.yaml").read_text(encoding="utf-8"))
TIES: dict[str, Expected] = yaml.safe_load((FOLDER / "ties.yaml").read_text(encoding="utf-8"))
DERIVED: dict[str, Expected] = yaml.safe_load((FOLDER / "derived.yaml").read_text(encoding="utf-8"))

TIMES = ("earliest-start.rq", "latest-end.rq")
SPANS = [  # what is stated, the first and the last day
    ('schema:startDate "2016"^^xsd:gYear ; schema:endDate "2016"^^xsd:gYear', "2016-01-01", "2016-12-31"),
    (
        'schema:startDate "2016-02"^^xsd:gYearMonth ; schema:endDate "2016-02"^^xsd:gYearMonth',
        "2016-02-01",
        "2016-02-29",
    ),
    (
        'schema:startDate "1900-02"^^xsd:gYearMonth ; schema:endDate "1900-02"^^xsd:gYearMonth',
        "1900-02-01",
        "1900-02-28",
    ),
    (
        'schema:startDate "2000-02"^^xsd:gYearMonth ; schema:endDate "2000-02"^^xsd:gYearMonth',
        "2000-02-01",
        "2000-02-29",
    ),
    (
        'schema:startDate "2017-04Z"^^xsd:gYearMonth ; schema:endDate "2017+02:00"^^xsd:gYear',
        "2017-04-01",
        "2017-12-31",
    ),
    ('schema:startDate "2018-06-30"^^xsd:date ; schema:endDate "2018-07-01"^^xsd:date', "2018-06-30", "2018-07-01"),
    ('dcterms:date "2016-21"^^edtf:EDTF', "2016-03-01", "2016-06-21"),
    ('dcterms:date "2016-22"^^edtf:EDTF', "2016-06-01", "2016-09-23"),
    ('dcterms:date "2016-24"^^edtf:EDTF', "2016-01-01", "2017-03-20"),
    ('pg:signedOn "2014"^^xsd:gYear ; schema:startDate "2015"^^xsd:gYear', "2015-01-01", ""),
    ('pg:endsOn "2020"^^xsd:gYear ; pg:terminatedOn "2019-06"^^xsd:gYearMonth', "", "2019-06-30"),
    ('pg:signedOn "2014-03"^^xsd:gYearMonth ; pg:endsOn "2017-11"^^xsd:gYearMonth', "2014-03-01", "2017-11-30"),
    ('schema:startDate "2014"^^xsd:gYear, "2013"^^xsd:gYear', "2013-01-01", ""),
    (
        'schema:foundingDate "2005"^^xsd:gYear ; schema:dissolutionDate "2009"^^xsd:gYear, "2010"^^xsd:gYear',
        "2005-01-01",
        "2010-12-31",
    ),
    ('schema:startDate "soon" ; schema:endDate "2017-02-30"^^xsd:date', "", ""),
]

MEMBERSHIP = """
    <urn:m> org:member <urn:a> ; org:organization <urn:b> ; org:role pg:role-shareholder ;
        schema:startDate "2014"^^xsd:gYear .
    <urn:p> a pg:Participation ; org:member <urn:a> ; org:organization <urn:c> ."""
MERGER = """
    <urn:f> a pg:Merger ; org:originalOrganization <urn:a>, <urn:b> ; org:resultingOrganization <urn:c> ;
        schema:founder <urn:d> ; schema:startDate "2005"^^xsd:gYear ."""


def header(path: Path) -> dict[str, Any]:
    """Give the header of a query file."""
    lines = [
        line[2:].removeprefix(" ") for line in path.read_text(encoding="utf-8").splitlines() if line.startswith("#+")
    ]
    found: dict[str, Any] = yaml.safe_load("\n".join(lines))
    return found


@cache
def shipped() -> ox.Store:
    """Give a store of the shipped data, with the ontology in a graph of its own."""
    store = ox.Store()
    for path in sorted((ROOT / "data").glob("*.ttl")):
        store.load(path=str(path))
    store.load(path=str(ONTOLOGY / "partnergraph.ttl"), to_graph=ox.NamedNode(PREFIXES["graph"] + "ontology"))
    return store


def small(turtle: str) -> ox.Store:
    """Give a store of a few triples, in which the prefixes need no declaration."""
    store = ox.Store()
    prefixes = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in PREFIXES.items())
    store.load(prefixes + turtle, format=ox.RdfFormat.TURTLE)
    return store


def words(term: object) -> str:
    """Give a term in short: a prefixed name, the text of a literal, nothing where there is none."""
    return "" if term is None else shorten(str(getattr(term, "value", term)))


def select(path: Path, store: ox.Store, text: str = "") -> tuple[list[str], list[dict[str, str]]]:
    """Give the columns and rows that a SELECT query gives on a store."""
    answer = store.query(text or path.read_text(encoding="utf-8"), use_default_graph_as_union=True)
    assert isinstance(answer, ox.QuerySolutions), path
    columns = [each.value for each in answer.variables]
    return columns, [{column: words(row[column]) for column in columns} for row in answer]


def iri(word: str) -> str:
    """Give the IRI of a prefixed name, and any other value as it is."""
    return expand(word) or word


def derive(path: Path, store: ox.Store) -> set[ox.Triple]:
    """Give the triples that a rule derives from a store."""
    answer = store.query(path.read_text(encoding="utf-8"), use_default_graph_as_union=True)
    assert isinstance(answer, ox.QueryTriples), path
    return set(answer)


def network(name: str, store: ox.Store) -> list[dict[str, str]]:
    """Give the rows of a network on a store."""
    return select(ONTOLOGY / "networks" / f"{name}.rq", store)[1]


@pytest.fixture(scope="module")
def network_of_esr() -> Iterator[pg.KnowledgeGraph]:
    """Give the shipped graph, opened once."""
    with pg.open() as graph:
        yield graph


def cells(table: Table) -> list[dict[str, str]]:
    """Give the rows of a table as a reader wants them."""
    return [dict(zip(table.columns, map(in_short, row), strict=True)) for row in table]


def agrees(found: Rows, expected: Expected) -> None:
    """Compare rows with those expected: all of them, or their number and some of them in their order."""
    if isinstance(expected, Mapping):
        assert len(found) == expected["rows"]
        found = [row for row in found if row in expected["among"]]
        expected = expected["among"]
    assert found == expected


def stem(path: Path) -> str:
    """Give the name of a query, to name its test."""
    return path.stem


def test_every_query_has_an_expected_answer() -> None:
    """No rule, question or network is shipped without its answer standing here."""
    found = [{path.stem for path in paths} for paths in (QUESTIONS, NETWORKS, RULES)]
    assert found == [set(ANSWERS), set(TIES), set(DERIVED)]


@pytest.mark.parametrize("path", [*RULES, *QUESTIONS, *NETWORKS], ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_header_is_complete(path: Path) -> None:
    """A header has a one-line summary that fits a list, tags, and no keys that are not known."""
    found = header(path)
    assert "\n" not in found["summary"]
    assert len(found["summary"]) <= 110
    assert not found["summary"].endswith(".")
    assert found["tags"]
    special = {"rules": {"derives"}, "questions": {"params", "columns"}, "networks": {"kind", "draw"}}[path.parent.name]
    assert set(found) - {"description", "defaults", "enumerate", "moment"} == {"summary", "tags"} | special


@pytest.mark.parametrize("path", [*RULES, *QUESTIONS, *NETWORKS], ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_prefixes_are_the_standard_ones(path: Path) -> None:
    """A query declares the prefixes that it uses, each as everywhere else, and runs without any given to it."""
    lines = [line.split() for line in path.read_text(encoding="utf-8").splitlines() if line.startswith("PREFIX ")]
    declared = {name.removesuffix(":"): iri.strip("<>") for _, name, iri in lines}
    assert declared.items() <= PREFIXES.items()
    body = path.read_text(encoding="utf-8").rpartition("PREFIX ")[2].partition("\n")[2]
    assert [prefix for prefix in declared if f"{prefix}:" not in body] == []


@pytest.mark.parametrize("path", QUESTIONS, ids=stem)
def test_question_answers(path: Path, network_of_esr: pg.KnowledgeGraph) -> None:
    """With its defaults a question gives the columns of its header and the rows expected, in this order."""
    table = network_of_esr.ask(path.stem)
    columns, rows = list(table.columns), cells(table)
    assert columns == [each["name"] for each in header(path)["columns"]]
    shown = [column for column in columns if column not in {"definition", "iri"}]
    agrees([[row[column] for column in shown] for row in rows], ANSWERS[path.stem])
    assert all(row[column] for row in rows for column in {"definition", "iri"} & set(columns))


@pytest.mark.parametrize("asked", ASKED, ids=lambda asked: f"{asked['question']}-{'-'.join(asked['with'].values())}")
def test_question_answers_what_is_asked(asked: Mapping[str, Any], network_of_esr: pg.KnowledgeGraph) -> None:
    """With values for its parameters a question gives the rows expected; these are facts read in the data."""
    table = network_of_esr.ask(asked["question"], asked["with"])
    rows = [[row[column] for column in asked["columns"]] for row in cells(table)]
    agrees(rows, asked["rows"])


def test_every_parameter_is_asked_with_a_value_of_its_own() -> None:
    """Each parameter of a shipped question has an expected answer for some other value than its default."""
    asked = {(each["question"], name) for each in ASKED for name in each["with"]}
    assert {(each.name, one.name) for each in question.shipped() for one in each.parameters} - asked == set()


@pytest.mark.parametrize("path", QUESTIONS, ids=stem)
def test_question_parameters_are_complete(path: Path) -> None:
    """Each parameter has an example, a description, and a default that the data describe unless it is optional."""
    for each in question.read(path).parameters:
        assert each.example
        assert each.description
        assert bool(each.default) != each.optional
        if not each.type.startswith("xsd:"):
            default = ox.NamedNode(iri(each.default or "body:esr"))
            assert next(shipped().quads_for_pattern(default, None, None), None) is not None


@pytest.mark.parametrize("path", QUESTIONS, ids=stem)
def test_grlc_reads_the_header(path: Path) -> None:
    """What grlc reads in a file are the same parameters, with their kinds, values and (but for days) defaults."""
    operation = grlc.read(path.read_text(encoding="utf-8"))
    known = {each.name: each for each in question.read(path).parameters}
    assert set(operation.inputs) == set(known)
    assert {"summary", "tags"} <= set(operation.decorators)
    for name, found in operation.inputs.items():
        parameter = known[name]
        assert found.variables == {parameter.variable}
        assert found.required != parameter.optional
        assert found.choices == parameter.choices
        if parameter.type != "xsd:date":
            assert found.default == iri(parameter.default)
            assert not found.choices or not found.default or found.default in found.choices


@pytest.mark.parametrize("path", QUESTIONS, ids=stem)
def test_grlc_gives_the_same_rows(path: Path, network_of_esr: pg.KnowledgeGraph) -> None:
    """A question gives the same rows whether its values are bound by us or put into its text by grlc."""
    operation = grlc.read(path.read_text(encoding="utf-8"))
    for values in ({}, *(each["with"] for each in ASKED if each["question"] == path.stem)):
        texts = {
            each.name: str(DAYS.get(each.name, "")) if each.type == "xsd:date" else each.default
            for each in question.read(path).parameters
        } | dict(values)
        given = {name: text for name, text in texts.items() if text}
        meant = {
            name: network_of_esr.resolve(text) if operation.inputs[name].kind == "iri" else text
            for name, text in given.items()
        }
        assert network_of_esr.query(operation.rewritten(meant)).rows == network_of_esr.ask(path.stem, given).rows


@pytest.mark.parametrize("path", QUESTIONS, ids=stem)
def test_question_is_plain_sparql(path: Path) -> None:
    """No path is free at both ends, the rows have a total order, and nothing beyond SPARQL 1.1 is used."""
    text = question.read(path).query
    assert "ORDER BY" in text.rpartition("}")[2]
    assert path.stem == "evidence-share" or re.search(r"\?iri\Z", text.strip())
    assert not re.search(r"\b(LATERAL|TRIPLE|adjust|YEAR|NOW|RAND|UUID)\b", text)


def test_a_node_without_evidence_is_found() -> None:
    """A node that rests on nothing lowers the share and is listed; a source that is not named is no evidence."""
    store = small("<urn:a> a pg:Society ; pg:evidence <urn:e> . <urn:b> a pg:Society . <urn:e> a pg:Evidence .")
    assert len(select(ONTOLOGY / "questions" / "without-evidence.rq", store)[1]) == 2
    store.extend(small("<urn:e> dcterms:source <urn:s> . <urn:s> a pg:Source ."))
    assert [row["iri"] for row in select(ONTOLOGY / "questions" / "without-evidence.rq", store)[1]] == ["urn:b"]
    share = {"nodes": "2", "with_evidence": "1", "share": "50"}
    assert select(ONTOLOGY / "questions" / "evidence-share.rq", store)[1] == [share]


def test_an_empty_graph_lacks_no_evidence() -> None:
    """Where there are no nodes none is without evidence."""
    assert select(ONTOLOGY / "questions" / "evidence-share.rq", ox.Store())[1][0]["share"] == "100"


@pytest.mark.parametrize("path", NETWORKS, ids=stem)
def test_network_ties(path: Path) -> None:
    """A network gives the declared columns, its kind in every row, and the ties expected, none of them twice."""
    columns, rows = select(path, shipped())
    assert [column for column in columns if column != "statement"] == COLUMNS
    assert {row["kind"] for row in rows} <= {header(path)["kind"]}
    assert header(path)["draw"] in {"node", "edge"}
    keys = ("party", "via", "role", "start", "end")
    found = [" ".join(filter(None, (row[key].removeprefix("pg:role-") for key in keys))) for row in rows]
    assert len(found) == len(set(found))
    agrees(sorted(found), TIES[path.stem])


@pytest.mark.parametrize("path", NETWORKS, ids=stem)
def test_network_names_known_kinds_and_roles(path: Path) -> None:
    """The kind of a network and every role that it names are concepts of the ontology."""
    text = path.read_text(encoding="utf-8")
    named = set(re.findall(r"pg:(?:role|tie)-[a-z-]+", text))
    assert header(path)["kind"] in named
    label = ox.NamedNode(PREFIXES["skos"] + "prefLabel")
    unknown = [
        each for each in named if not list(shipped().quads_for_pattern(ox.NamedNode(str(expand(each))), label, None))
    ]
    assert unknown == []


def test_the_full_picture_is_connected() -> None:
    """From the ESR a way leads to all that the networks tie, but for four small groups of which no source says more."""
    near: dict[str, set[str]] = defaultdict(set)
    for path in NETWORKS:
        for row in network(path.stem, shipped()):
            near[row["party"]].add(row["via"])
            near[row["via"]].add(row["party"])
    reached, edge = set[str](), {"body:esr"}
    while edge:
        reached |= edge
        edge = {other for each in edge for other in near[each]} - reached
    assert len(near) > 1300
    apart = {each for each in set(near) - reached if each.startswith("body:")}
    assert apart == {
        "body:ashnr", "body:eshnr", "body:esti", "body:esur", "body:str-society", "body:wfnrs",
    }  # fmt: skip


def test_memberships_are_lines() -> None:
    """A membership ties the member, with its role, to the body; a participation in a project is none."""
    rows = network("memberships", small(MEMBERSHIP))
    assert {(row["party"], row["via"], row["role"], row["start"]) for row in rows} == {
        ("urn:a", "urn:m", "pg:role-shareholder", "2014"),
        ("urn:b", "urn:m", "", "2014"),
    }


def test_changes_tie_what_was_and_what_is() -> None:
    """A merger ties the bodies before it, the body after it and its founders."""
    assert {(row["party"], row["role"], row["start"]) for row in network("foundings", small(MERGER))} == {
        ("urn:a", "pg:role-predecessor", "2005"),
        ("urn:b", "pg:role-predecessor", "2005"),
        ("urn:c", "pg:role-successor", "2005"),
        ("urn:d", "pg:role-founder", "2005"),
    }


def test_an_agreement_of_many_is_as_many_rows() -> None:
    """Twenty parties are twenty rows, not a row for each pair."""
    parties = ", ".join(f"<urn:{number}>" for number in range(20))
    assert len(network("agreements", small(f"<urn:x> a pg:ConsortiumAgreement ; pg:party {parties} ."))) == 20


@pytest.mark.parametrize("path", RULES, ids=stem)
def test_rule_derives_one_property(path: Path) -> None:
    """A rule derives the triples expected, all with the property that its header declares."""
    found = derive(path, shipped())
    told = sorted(f"{words(each.subject)} {words(each.predicate)} {words(each.object)}" for each in found)
    agrees(told, DERIVED[path.stem])
    assert {shorten(each.predicate.value) for each in found} == ({header(path)["derives"]} if told else set())


def test_no_two_rules_derive_the_same() -> None:
    """Each derived property has one rule."""
    properties = [header(path)["derives"] for path in RULES]
    assert len(properties) == len(set(properties))


@pytest.mark.parametrize("order", [RULES, RULES[::-1]], ids=["forward", "backward"])
def test_rules_need_no_order(order: list[Path]) -> None:
    """In whatever order the rules run, once or twice, the same triples result."""
    store = ox.Store()
    store.extend(shipped())
    graph = ox.NamedNode(PREFIXES["graph"] + "derived")
    for path in [*order, *order]:
        store.extend(ox.Quad(each.subject, each.predicate, each.object, graph) for each in derive(path, store))
    assert len(list(store.quads_for_pattern(None, None, None, graph))) == sum(
        each["rows"] if isinstance(each, Mapping) else len(each) for each in DERIVED.values()
    )


@pytest.mark.parametrize(("stated", "first", "last"), SPANS)
def test_dates_span_what_they_can_mean(stated: str, first: str, last: str) -> None:
    """A year, month or season spans its first to its last day; the earliest and the latest of several count."""
    store = small(f"<urn:x> {stated} .")
    found = {path: [words(each.object) for each in derive(ONTOLOGY / "rules" / path, store)] for path in TIMES}
    assert found == dict(zip(TIMES, ([first] if first else [], [last] if last else []), strict=True))
