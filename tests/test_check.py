"""Problems are found by the rule that is broken, at the line where it is broken, and by no other rule."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pyoxigraph as ox
import pyshacl
import pytest
import rdflib
import yaml

import partnergraph as pg
from partnergraph import ontology, resource
from partnergraph.checking import check, shape
from partnergraph.checking.problem import Problem
from partnergraph.storage import dataset
from partnergraph.storage.store import Store
from partnergraph.vocab import PG, PREFIXES, shorten
from partnergraph.writing.format import TURTLE
from tests.synthetic import PAYLOADS

OWL_CLASS = ox.NamedNode(f"{PREFIXES['owl']}Class")
FOLDER = Path(__file__).parent / "data" / "check"
GOOD = FOLDER / "partners.ttl"
SH = PREFIXES["sh"]


@dataclass(frozen=True, slots=True)
class Case:
    """A change of the good file: what it says instead, the rule that breaks, the thing, and how often."""

    rule: str
    thing: str
    instead_of: str
    said: str
    times: int = 1
    severity: str = "violation"


CASES = [Case(**case) for case in yaml.safe_load((FOLDER / "cases.yaml").read_text(encoding="utf-8"))]


@pytest.fixture(scope="module")
def good() -> str:
    """Give the text of the file that breaks no rule."""
    return GOOD.read_text(encoding="utf-8")


def found(text: str) -> tuple[Problem, ...]:
    """Give the problems of Turtle text."""
    with Store() as store:
        store.add_text(text, TURTLE)
        return check.problems(store)


def verb(path: str) -> str:
    """Give a property as Turtle writes it."""
    return shorten(path).replace("rdf:type", " a ")


@cache
def rules() -> frozenset[str]:
    """Give the shapes that can be broken: the properties and the queries."""
    shapes = shape.read()
    properties = shapes.core.quads_for_pattern(None, None, ox.NamedNode(SH + "PropertyShape"))
    names = {str(getattr(quad.subject, "value", "")) for quad in properties} | {
        each.shape for each in shapes.constraints
    }
    return frozenset(name.removeprefix(f"{PG}shape-") for name in names)


def test_the_good_file_has_no_problem() -> None:
    """The file that the cases change breaks no rule."""
    with pg.open(GOOD) as graph:
        assert graph.validate() == ()


def test_every_rule_has_a_case() -> None:
    """No rule is without a case that breaks it."""
    assert {case.rule for case in CASES} | {"isni"} == rules()


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.rule}: {case.said[:30]}")
def test_a_change_breaks_one_rule(case: Case, good: str, tmp_path: Path) -> None:
    """The changed file breaks one rule, at the thing, on its line or that of its property, and is told what to do."""
    assert good.count(case.instead_of) == 1
    path = tmp_path / "changed.ttl"
    path.write_text(good.replace(case.instead_of, case.said), encoding="utf-8", newline="\n")
    with pg.open(path) as graph:
        problems = graph.validate()
    assert len(problems) == case.times
    assert {shorten(problem.rule) for problem in problems} == {f"pg:shape-{case.rule}"}
    assert {problem.severity for problem in problems} == {case.severity}
    assert case.thing in {shorten(problem.node) for problem in problems}
    for problem in problems:
        line = path.read_text(encoding="utf-8").split("\n")[problem.line - 1]
        assert problem.file == str(path)
        assert problem.title
        assert re.search(r": [a-z]", problem.message)
        assert "{" not in problem.message
        assert line.strip("<>") == shorten(problem.node) or verb(problem.path) in line


WORDS = [
    ('"2017-09"^^xsd', '"2017-13"^^xsd', "pg:signedOn", "This is no date of the calendar in a known form: write it as"),
    ('"2014-12-31"', '"2013-12-31"', "pg:endsOn", "This ends before it begins (2014): correct the start (schema:start"),
    (
        "body:eortc, body:esr ;\n    pg:signed",
        "body:esr ;\n    pg:signed",
        "pg:party",
        "needs two or more parties (pg:party)",
    ),
    (
        "org:unitOf body:esr",
        "org:unitOf body:committee",
        "org:unitOf",
        "By this parent the body is part of itself, directly or",
    ),
    (
        '    skos:prefLabel "Research Committee"@en ;\n',
        "",
        "body:committee",
        "This has no name (skos:prefLabel): add one",
    ),
    (
        "pg:role-coordinator",
        "pg:role-boss",
        "org:role",
        "This is no known role: use a concept of the scheme pg:Roles, such",
    ),
    (
        '"EORTC auf Deutsch"@de',
        '"A"@de, "B"@de',
        "skos:prefLabel",
        "This has two names (skos:prefLabel) in one language",
    ),
    (
        '"999903356"',
        '"9" ; owl:sameAs <https://ror.org/034wxcc35>',
        "owl:sameAs",
        "Another node has the same identifier",
    ),
    (
        "source source:minutes",
        "source source:minuts",
        "dcterms:source",
        "Nothing is said of what this points to: correct its",
    ),
    ('"BE"', '"XX"', "schema:addressCountry", "This is no known country: write its code of ISO 3166-1 in two capital"),
    ("034wxcc35", "034wxcc36", "owl:sameAs", "one sign of it is missing or wrong; copy it from the registry."),
    ('"999903355"', '"9999O3355"', "pg:pic", "A participant identification code (pg:pic) is a text of nine digits"),
    (
        "10.3030/755523",
        "755523",
        "owl:sameAs",
        "This is no DOI: write https://doi.org/10., the number of the registrant",
    ),
]


@pytest.mark.parametrize("mistake", WORDS, ids=[words[:40] for *_, words in WORDS])
def test_what_is_wrong_is_told_in_words(mistake: tuple[str, str, str, str], good: str, tmp_path: Path) -> None:
    """What users get wrong is told in words that say what to do, with the file and the line that has the mistake."""
    instead_of, said, at, words = mistake
    assert good.count(instead_of) == 1
    path = tmp_path / "a.ttl"
    path.write_text(good.replace(instead_of, said), encoding="utf-8", newline="\n")
    with pg.open(path) as graph:
        told = [problem for problem in graph.validate() if words in problem.message]
    lines = path.read_text(encoding="utf-8").split("\n")
    assert told
    assert all(problem.file == str(path) and at in lines[problem.line - 1] for problem in told)
    assert any(said.partition("\n")[0] in lines[problem.line - 1] for problem in told)


def test_a_value_is_told(good: str) -> None:
    """The value in question and its property are told, with the name of the thing."""
    (problem,) = found(good.replace('"2017-09"^^xsd:gYearMonth', '"2017-13"^^xsd:gYearMonth'))
    assert problem.label == "Memorandum of 2017"
    assert shorten(problem.path) == "pg:signedOn"
    assert problem.value == ox.Literal("2017-13", datatype=ox.NamedNode(f"{PREFIXES['xsd']}gYearMonth"))


def test_a_chain_of_units_is_closed(good: str) -> None:
    """A circle through several units is found at each of its steps; what only leads into it is not."""
    circle = good.replace("org:unitOf body:esr", "org:subOrganizationOf body:subcommittee")
    leading = circle + 'body:x a pg:Committee ; skos:prefLabel "X"@en ; org:subOrganizationOf body:committee ; ' + PROOF
    assert [(shorten(each.node), shorten(each.rule)) for each in found(leading)] == [
        ("body:committee", "pg:shape-unit-chain"),
        ("body:subcommittee", "pg:shape-unit-chain"),
    ]


PROOF = "pg:evidence evidence:minutes-1 ."
ISNI = [
    ("0000000406100854", True),
    ("000000012150090X", True),
    ("0000000406100845", False),
    ("0000 0004 0610 0854", False),
    ("X000000406100854", False),
    ("406100854", False),
]


@pytest.mark.parametrize(("text", "fits"), ISNI)
def test_isni(good: str, text: str, fits: bool) -> None:
    """The last sign of an ISNI is its check digit."""
    problems = found(good.replace("body:esr\n", f'body:esr\n    pg:isni "{text}" ;\n'))
    assert (f"{PG}shape-isni" not in {problem.rule for problem in problems}) == fits


RORS = [
    "05gq02987",
    "00f54p054",
    "042nb2s44",
    "0168r3w48",
    "01zkghx44",
    "052gg0110",
    "013meh722",
    "03vek6s52",
    "00hj8s172",
]


@pytest.mark.parametrize("code", RORS)
def test_ror(good: str, code: str) -> None:
    """Identifiers from the registry are right; with two signs changed for one another they are wrong."""
    assert found(good.replace("034wxcc35", code)) == ()
    turned = code[0] + code[2] + code[1] + code[3:]
    assert [shorten(each.rule) for each in found(good.replace("034wxcc35", turned))] == ["pg:shape-ror"]


PAIRS = [
    ('"2017"^^xsd:gYear', '"2017"^^xsd:gYear', True),
    ('"2017-12"^^xsd:gYearMonth', '"2017"^^xsd:gYear', True),
    ('"2017"^^xsd:gYear', '"2017-01-01"^^xsd:date', True),
    ('"2017-06-30"^^xsd:date', '"2017-06"^^xsd:gYearMonth', True),
    ('"2017-06-30Z"^^xsd:date', '"2017-06-29+02:00"^^xsd:date', False),
    ('"2017-24"^^edtf:EDTF', '"2017-01-05"^^xsd:date', True),
    ('"2018"^^xsd:gYear', '"2017-12-31"^^xsd:date', False),
    ('"2017-07"^^xsd:gYearMonth', '"2017-06-30"^^xsd:date', False),
    ('"2017-06-30"^^xsd:date', '"2017-06-29"^^xsd:date', False),
    ('"2017-24"^^edtf:EDTF', '"2016-12-31"^^xsd:date', False),
]


@pytest.mark.parametrize(("start", "end", "right"), PAIRS)
def test_partial_dates_are_intervals(good: str, start: str, end: str, right: bool) -> None:
    """Only a sure contradiction is one: a year that holds the other date contradicts nothing."""
    text = good.replace('"2017-06-01"^^xsd:date', start).replace('"2022-02"^^xsd:gYearMonth', end)
    assert (found(text) == ()) == right


def test_classes_are_complete() -> None:
    """Whatever class of ours a thing has, it needs name and evidence; sources and their passages apart, and roles."""
    kinds = {triple.subject for triple in ontology.triples() if triple.object == OWL_CLASS}
    names = {str(getattr(kind, "value", "")) for kind in kinds} - {
        f"{PG}{name}" for name in ("Source", "Evidence", "Role")
    }
    classes = sorted(name for name in names if name.startswith(PG))
    text = "".join(f"<urn:{number}> a <{iri}> .\n" for number, iri in enumerate(classes))
    needed = {"pg:shape-name", "pg:shape-evidence"}
    lacking = [problem.node for problem in found(text) if shorten(problem.rule) in needed]
    assert len(classes) > 20
    assert sorted(lacking) == sorted(2 * [f"urn:{number}" for number in range(len(classes))])


def test_any_engine_finds_the_same(good: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Pyshacl alone, which runs each query for each node, finds the same in a file that breaks nearly every rule."""
    broken = good
    for case in CASES:
        if broken.count(case.instead_of) == 1:
            broken = broken.replace(case.instead_of, case.said)
    needed = tuple(PREFIXES[prefix] for prefix in ("sh", "rdfs", "skos"))  # with all of the ontology it takes minutes
    terms = [triple for triple in ontology.triples() if triple.predicate.value.startswith(needed)]
    monkeypatch.setattr(ontology, "triples", lambda: terms)
    theirs = set(pyshacl_alone(broken, terms))
    assert theirs == {(problem.node, problem.rule) for problem in found(broken)}
    assert len({rule for _, rule in theirs}) > 20


def pyshacl_alone(text: str, terms: list[ox.Triple]) -> Iterator[tuple[str, str]]:
    """Give node and shape of all that pyshacl finds in Turtle text with the shipped file of shapes as it is."""
    data, shapes = ox.Store(), ox.Store()
    data.load(text, ox.RdfFormat.TURTLE)
    shapes.load(path=str(resource.shapes()))
    for engine in (data, shapes):
        engine.extend(ox.Quad(*triple) for triple in terms)
    _, report, _ = pyshacl.validate(dataset.copy(data), shacl_graph=dataset.copy(shapes), inplace=True)
    for result in report.objects(None, rdflib.SH.result):
        yield str(report.value(result, rdflib.SH.focusNode)), str(report.value(result, rdflib.SH.sourceShape))


def test_checking_changes_nothing(good: str) -> None:
    """The store is as it was, and rdflib still leaves literals as they are."""
    with Store() as store:
        store.add_text(good, TURTLE)
        before = set(store.quads())
        check.problems(store)
        assert set(store.quads()) == before
        assert rdflib.NORMALIZE_LITERALS is False


def test_what_is_derived_is_not_checked(shipped: pg.KnowledgeGraph) -> None:
    """The shipped network breaks no rule, with what its rules derive and without; three units have no known parent."""
    found = shipped.validate()
    assert {problem.severity for problem in found} == {"warning"}
    assert {shorten(problem.node) for problem in found} == {
        "body:diag-nijmegen",
        "body:eaccme",
        "body:radiology-trainees-forum",
    }
    with pg.open(derive=False) as graph:
        assert graph.validate() == found


def test_a_store_on_disk_is_checked(folder: Path) -> None:
    """A store without the ontology is checked too; there are no files to trace a problem to."""
    with pg.open(store=folder) as graph:
        problems = graph.validate()
    assert {shorten(problem.rule) for problem in problems} == {"pg:shape-evidence"}
    assert {problem.place for problem in problems} == {""}


def test_hostile_text_stays_text(good: str) -> None:
    """Labels and values that look like markup, SPARQL or a template come back letter for letter."""
    text = good
    for number, payload in enumerate(PAYLOADS):
        label = str(ox.Literal(payload))
        text += f"<urn:{number}> a pg:Place ; skos:prefLabel {label}@en ; dcterms:date {label}^^xsd:gYear ; {PROOF}\n"
    problems = [problem for problem in found(text) if problem.value is not None]
    assert {problem.rule for problem in problems} == {f"{PG}shape-date"}
    assert sorted(problem.label for problem in problems) == sorted(PAYLOADS)
    assert all(getattr(problem.value, "value", None) == problem.label for problem in problems)


def test_anonymous_nodes_belong_to_named_ones(tmp_path: Path) -> None:
    """A problem of an anonymous node is told of the named node that leads to it; of one without, of the file."""
    path = tmp_path / "a.ttl"
    path.write_text(
        "@prefix pg: <https://w3id.org/partnergraph/ontology#> .\n[] a pg:Place .\n<urn:a> <urn:b> [ a pg:Place ] ."
    )
    with pg.open(path) as graph:
        problems = graph.validate()
    assert [(each.node, each.line, shorten(each.rule)) for each in problems] == [
        ("", 0, "pg:shape-evidence"),
        ("", 0, "pg:shape-name"),
        ("urn:a", 3, "pg:shape-evidence"),
        ("urn:a", 3, "pg:shape-name"),
    ]
    assert {problem.file for problem in problems} == {str(path)}


def test_triples_about_triples_are_left_out(good: str) -> None:
    """RDF 1.2 data are checked but for what SHACL cannot see."""
    assert found(good + "<urn:a> <urn:b> <<( <urn:c> <urn:d> <urn:e> )>> .") == ()


def test_files_are_sorted(good: str, tmp_path: Path) -> None:
    """Problems come in the order of files and lines, whichever the order of the files; twice gives the same."""
    for name in ("b.ttl", "a.ttl"):
        text = good.replace(' "BE"', ' "EL"').replace('"1962"', '"62"').replace("/id/", f"/id/{name[0]}/")
        (tmp_path / name).write_text(text, encoding="utf-8")
    with pg.open(tmp_path / "b.ttl", tmp_path / "a.ttl") as graph:
        problems = graph.validate()
        assert problems == graph.validate()
    places = [(Path(each.file).name, each.line) for each in problems if each.rule != f"{PG}shape-twin"]
    assert places == sorted(places)
    assert {name for name, _ in places} == {"a.ttl", "b.ttl"}


def test_ten_thousand_violations(tmp_path: Path) -> None:
    """A file with thousands of violations, and of one identifier on thousands of nodes, is done in linear time."""
    body = '<urn:{0}> a pg:Society ; pg:pic "1" ; pg:evidence <urn:e> .\n'
    text = "@prefix pg: <https://w3id.org/partnergraph/ontology#> .\n" + "".join(map(body.format, range(2500)))
    path = tmp_path / "many.ttl"
    path.write_text(text)
    with pg.open(path) as graph:
        assert len(graph.validate()) == 7500
