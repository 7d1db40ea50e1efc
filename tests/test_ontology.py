"""The ontology is whole, consistent, inside OWL 2 RL, and uses the terms of others as their owners define them."""

import json
import re
from collections import Counter
from collections.abc import Iterable
from configparser import ConfigParser
from functools import cache
from pathlib import Path

import owlrl
import pyoxigraph as ox
import pytest
from rdflib import DCTERMS, OWL, RDF, RDFS, SH, SKOS, VANN, XSD, BNode, Graph, Literal, URIRef
from rdflib.term import Node

from partnergraph.ontology import shipped
from partnergraph.vocab import ID, PG, PREFIXES, shorten
from tests import owl_profile, standard_terms

ROOT = Path(__file__).parent.parent
ONTOLOGY = ROOT / "ontology" / "partnergraph.ttl"
SHAPES = ROOT / "ontology" / "shapes.ttl"
CONTEXT = ROOT / "ontology" / "context.jsonld"
EXAMPLE = Path(__file__).parent / "data" / "ontology" / "example.ttl"
EVIDENCE = f"{ID}evidence/"
STANDARD = Path(__file__).parent / "data" / "ontology" / "standard.ttl"
DATA = sorted((ROOT / "data").glob("*.ttl"))
QUERIES = sorted((ROOT / "ontology").rglob("*.rq"))
IRI = URIRef(PG.removesuffix("#"))
MATCHES = (SKOS.closeMatch, SKOS.exactMatch, SKOS.broadMatch, SKOS.narrowMatch, SKOS.relatedMatch)
KINDS = {"class": [OWL.Class], "property": [OWL.ObjectProperty, OWL.DatatypeProperty], "scheme": [SKOS.ConceptScheme]}
BROKEN = {
    "a survey is an activity, which PROV-O lets nothing be derived from": (
        "survey:s a pg:Survey ; prov:wasDerivedFrom evidence:e ."
    ),
    "a membership has one member": (
        "membership:m org:member body:a , body:b . body:a owl:differentFrom body:b ."  # two for one functional property
    ),
    "a body is not an agreement": "body:a a pg:Society . agreement:x a pg:Agreement ; owl:sameAs body:a .",
    "an office is not a body": "site:s a pg:Office ; org:unitOf body:a .",
    "what the parties are part of is not a body": "agreement:x a pg:Agreement . body:a pg:party agreement:x .",
    "a session is no congress": "event:e a pg:Session , pg:Congress .",
    "evidence is not its source": "evidence:e a pg:Evidence , pg:Source .",
    "a project is not a programme": "project:p pg:programme project:q . project:q a pg:Project .",
    "a role is not a membership": "membership:m org:role membership:n . membership:n org:member body:b .",
}


@cache
def read(*paths: Path) -> Graph:
    """Give files as one graph; no test changes it."""
    graph = Graph()
    for path in paths:
        graph.parse(path)
    return graph


def own(graph: Graph, *kinds: URIRef) -> list[URIRef]:
    """Give the own terms of some kinds, sorted."""
    found = {each for kind in kinds for each in graph.subjects(RDF.type, kind)}
    return sorted(each for each in found if isinstance(each, URIRef) and each.startswith(PG))


def terms() -> list[URIRef]:
    """Give all own terms: classes, properties, schemes, concepts."""
    kinds = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, SKOS.ConceptScheme, SKOS.Concept)
    return own(read(ONTOLOGY), *kinds)


def close(graph: Graph) -> tuple[Graph, list[str]]:
    """Give all that OWL 2 RL says follows from a graph, and where it contradicts itself.

    The reasoner asks triples by the million: of a store that keeps no contexts it has them in two thirds of the time.
    """
    closed = Graph(store="SimpleMemory")
    closed += graph
    semantics = owlrl.OWLRL_Semantics(closed, axioms=False, daxioms=False, rdfs=False)
    semantics.closure()
    return closed, sorted(semantics.error_messages)


def axioms() -> Graph:
    """Give the ontology and the standards without their texts, which say nothing to a reasoner and cost it time."""
    found = Graph()
    for triple in read(ONTOLOGY, STANDARD):
        if not isinstance(triple[2], Literal) or triple[2].datatype not in {None, XSD.string}:
            found.add(triple)
    return found


@cache
def everything() -> tuple[Graph, list[str]]:
    """Give what follows from the ontology, an example of each class, the data and the standards.

    Of the data the literals and what ties things to their evidence are left out: the example has one of each kind, and
    the reasoner takes a third of the time.
    """
    whole = axioms() + read(EXAMPLE)
    for triple in read(*DATA):
        if not isinstance(triple[2], Literal) and not any(EVIDENCE in str(node) for node in triple):
            whole.add(triple)
    return close(whole)


def snippet(body: str) -> Graph:
    """Give Turtle with the standard prefixes as a graph."""
    prefixes = "".join(f"@prefix {prefix}: <{namespace}> .\n" for prefix, namespace in PREFIXES.items())
    return Graph().parse(data=prefixes + body)


@pytest.mark.parametrize("path", [ONTOLOGY, SHAPES, *DATA], ids=lambda path: path.name)
def test_two_parsers_agree(path: Path) -> None:
    """Oxigraph and rdflib read the same number of triples from a file of ours."""
    triples = {quad.triple for quad in ox.parse(path=str(path))}
    assert len(read(path)) == len(triples) > 50


def test_nothing_is_anonymous() -> None:
    """The ontology has no blank nodes, so that its bytes are stable."""
    assert [term for triple in read(ONTOLOGY) for term in triple if isinstance(term, BNode)] == []


def test_header_names_the_version() -> None:
    """The version in the header, in its IRI and in setup.cfg are one."""
    setup = ConfigParser()
    setup.read(ROOT / "setup.cfg", encoding="utf-8")
    version = setup["metadata"]["version"]
    assert read(ONTOLOGY).value(IRI, OWL.versionInfo) == Literal(version)
    assert read(ONTOLOGY).value(IRI, OWL.versionIRI) == URIRef(f"{IRI}/{version}")


def test_header_is_complete() -> None:
    """The header has title, description, licence, dates, prefix, and the project, not a person, as its creator."""
    graph = read(ONTOLOGY)
    assert (IRI, RDF.type, OWL.Ontology) in graph
    assert graph.value(IRI, DCTERMS.license) == URIRef("https://creativecommons.org/licenses/by/4.0/")
    assert list(graph.objects(IRI, DCTERMS.creator)) == [URIRef("https://w3id.org/partnergraph")]
    assert graph.value(IRI, VANN.preferredNamespacePrefix) == Literal("pg")
    assert graph.value(IRI, VANN.preferredNamespaceUri) == Literal(PG)
    given = (DCTERMS.title, DCTERMS.description, DCTERMS.created, DCTERMS.modified)
    assert [each for each in given if graph.value(IRI, each) is None] == []


def test_prefixes_are_declared() -> None:
    """The prefixes that the header declares for SHACL are those of the program."""
    graph = read(ONTOLOGY)
    declared = {
        str(graph.value(each, SH.prefix)): graph.value(each, SH.namespace) for each in graph.objects(IRI, SH.declare)
    }
    assert declared == {prefix: Literal(name, datatype=XSD.anyURI) for prefix, name in PREFIXES.items()}


@pytest.mark.parametrize("term", terms(), ids=shorten)
def test_every_term_is_explained(term: URIRef) -> None:
    """A term has one label, one definition as a sentence, one example in English, and names its ontology."""
    graph = read(ONTOLOGY)
    labels, definitions, examples = (
        [str(each) for each in graph.objects(term, predicate) if isinstance(each, Literal) and each.language == "en"]
        for predicate in (RDFS.label, SKOS.definition, SKOS.example)
    )
    assert len(labels) == len(definitions) == len(examples) == 1
    assert definitions[0].endswith(".")
    assert len(definitions[0]) > len(labels[0])
    assert list(graph.objects(term, RDFS.isDefinedBy)) == [IRI]


@pytest.mark.parametrize("term", terms(), ids=shorten)
def test_every_term_is_aligned(term: URIRef) -> None:
    """A term is tied, itself or by what it specialises, to a term of a standard vocabulary."""
    upwards = (RDFS.subClassOf, RDFS.subPropertyOf, RDFS.seeAlso, SKOS.broader, *MATCHES)
    known = [
        each for each in standard_terms.above(read(ONTOLOGY), term, *upwards) if standard_terms.namespace_of(str(each))
    ]
    assert known


def test_classes_and_ties_speak_three_languages() -> None:
    """Classes, concepts and schemes, which a picture shows, have labels in English, German and French."""
    graph = read(ONTOLOGY)
    missing = [
        (shorten(term), language)
        for kind, predicate in (
            (OWL.Class, RDFS.label),
            (SKOS.Concept, SKOS.prefLabel),
            (SKOS.ConceptScheme, SKOS.prefLabel),
        )
        for term in own(graph, kind)
        for language in ("en", "de", "fr")
        if [each.language for each in graph.objects(term, predicate) if isinstance(each, Literal)].count(language) != 1
    ]
    assert missing == []


@pytest.mark.parametrize("language", ["en", "de", "fr"])
def test_labels_are_unique(language: str) -> None:
    """No two classes, no two properties and no two concepts of a scheme have the same label in one language."""
    graph = read(ONTOLOGY)
    groups = {kind: own(graph, *types) for kind, types in KINDS.items()}
    groups |= {
        str(scheme): [URIRef(str(each)) for each in graph.subjects(SKOS.inScheme, scheme)]
        for scheme in groups["scheme"]
    }
    for group, members in groups.items():
        labels = (
            each
            for term in members
            for each in {*graph.objects(term, RDFS.label), *graph.objects(term, SKOS.prefLabel)}
        )
        counts = Counter(str(each) for each in labels if isinstance(each, Literal) and each.language == language)
        assert [label for label, count in counts.items() if count > 1] == [], group


def test_concepts_stand_in_one_scheme() -> None:
    """Every concept stands in one scheme that the ontology defines, and carries one label in two forms."""
    graph = read(ONTOLOGY)
    for concept in own(graph, SKOS.Concept):
        (scheme,) = graph.objects(concept, SKOS.inScheme)
        assert (scheme, RDF.type, SKOS.ConceptScheme) in graph
        assert set(graph.objects(concept, RDFS.label)) <= set(graph.objects(concept, SKOS.prefLabel))


def test_program_finds_labels() -> None:
    """The program shows every class and concept by its English label."""
    graph = read(ONTOLOGY)
    for term in own(graph, OWL.Class, SKOS.Concept):
        assert Literal(shipped().label(str(term)), lang="en") in set(graph.objects(term, RDFS.label))


def test_page_shows_every_term() -> None:
    """The page made from the ontology has a row for every class, property and concept."""
    page = (ROOT / "docs" / "ontology.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `(pg:[\w-]+)` \|", page, re.MULTILINE)
    assert sorted(rows) == sorted(map(shorten, {*terms()} - {*own(read(ONTOLOGY), SKOS.ConceptScheme)}))


def test_inside_owl_2_rl() -> None:
    """The ontology stays inside the syntax of OWL 2 RL."""
    assert owl_profile.violations(read(ONTOLOGY)) == []


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("pg:A rdfs:subClassOf [ owl:unionOf ( pg:B pg:C ) ] .", "below"),
        ("[ owl:allValuesFrom pg:B ; owl:onProperty pg:p ] rdfs:subClassOf pg:A .", "below"),
        ("pg:A rdfs:subClassOf [ owl:maxCardinality 2 ; owl:onProperty pg:p ] .", "below"),
        ("pg:A owl:disjointUnionOf ( pg:B pg:C ) .", "disjointUnionOf is used"),
        ("pg:p a owl:DatatypeProperty ; rdfs:range xsd:gYear .", "range of"),
        ("pg:p a owl:ObjectProperty ; rdfs:domain [ owl:unionOf ( pg:B pg:C ) ] .", "domain of"),
        ("pg:p a owl:ObjectProperty ; rdfs:subPropertyOf pg:q . pg:q a owl:DatatypeProperty .", "two kinds"),
        ('pg:A dcterms:created "2026-11-23"^^xsd:date .', "is a literal"),
    ],
)
def test_profile_is_checked(body: str, found: str) -> None:
    """What OWL 2 RL does not allow is found."""
    assert any(found in each for each in owl_profile.violations(snippet(body)))


@pytest.mark.parametrize(
    "body",
    [
        "[ owl:unionOf ( pg:B [ owl:someValuesFrom owl:Thing ; owl:onProperty pg:p ] ) ] rdfs:subClassOf pg:A .",
        "pg:A rdfs:subClassOf [ owl:allValuesFrom pg:B ; owl:onProperty pg:p ] , [ owl:complementOf pg:C ] .",
        "pg:A rdfs:subClassOf [ owl:intersectionOf ( pg:B [ owl:maxCardinality 1 ; owl:onProperty pg:p ] ) ] .",
    ],
)
def test_profile_allows(body: str) -> None:
    """What OWL 2 RL allows is not complained of."""
    assert owl_profile.violations(snippet(body)) == []


def test_ontology_and_data_are_consistent() -> None:
    """Nothing that follows from the ontology, an example of each class, the data and the standards contradicts it."""
    closed, errors = everything()
    assert errors == []
    assert list(closed.subjects(RDF.type, OWL.Nothing)) == []


def test_no_two_things_become_one() -> None:
    """No two things of the graph are inferred to be the same, as two bodies with one home page would be."""
    closed, _ = everything()
    pairs = {(one, other) for one, other in closed.subject_objects(OWL.sameAs) if one != other}
    assert [pair for pair in pairs if all(str(each).startswith(ID) for each in pair)] == []


@pytest.mark.parametrize("body", BROKEN.values(), ids=BROKEN)
def test_contradictions_are_found(body: str) -> None:
    """The reasoning that finds the shipped graph consistent finds this one inconsistent."""
    closed, errors = close(axioms() + snippet(body))
    assert errors or (None, RDF.type, OWL.Nothing) in closed


def test_example_uses_everything() -> None:
    """The example that is tested for consistency has a node of every own class and uses every own property."""
    graph, example = read(ONTOLOGY), read(EXAMPLE)
    assert set(own(graph, OWL.Class)) - set(example.objects(None, RDF.type)) == {URIRef(f"{PG}Role")}
    assert set(own(graph, *KINDS["property"])) - set(example.predicates()) == set()


def stated(path: Path) -> set[str]:
    """Give all IRIs of vocabularies, our own among them, that a file of ours names."""
    if path.suffix == ".rq":
        return standard_terms.in_query(path.read_text(encoding="utf-8"))
    if path.suffix == ".jsonld":
        return set(standard_terms.in_context(json.loads(path.read_text(encoding="utf-8"))["@context"]))
    triples = [quad.triple for quad in ox.parse(path=str(path))]
    mine = {term.value for triple in triples for term in triple if isinstance(term, ox.NamedNode)}
    return standard_terms.in_graph(triples) | mine


FILES = [ONTOLOGY, SHAPES, CONTEXT, EXAMPLE, STANDARD, *DATA, *QUERIES]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_terms_exist(path: Path) -> None:
    """A file names no term that its vocabulary does not have, and none of a vocabulary that we do not know."""
    named = stated(path)
    vocabulary = {iri for iri in named if standard_terms.namespace_of(iri)}
    if path.suffix == ".ttl":
        vocabulary |= standard_terms.in_graph(quad.triple for quad in ox.parse(path=str(path)))
    assert sorted(iri for iri in vocabulary if not standard_terms.is_known(iri)) == []
    defined = {str(each) for each in read(ONTOLOGY, SHAPES).subjects(RDF.type, None)}
    assert sorted(iri for iri in named if iri.startswith(PG) and iri != PG and iri not in defined) == []


def test_misspelt_terms_are_found() -> None:
    """A term that a vocabulary lacks, and a vocabulary that nobody knows, are found in a graph and in a query."""
    turtle = "body:a schema:startedOn '2014' ; <urn:x#p> body:b ; a org:Organisation , eurio:Projekt ."
    found = standard_terms.in_graph(
        quad.triple for quad in ox.parse(snippet(turtle).serialize(format="nt"), ox.RdfFormat.N_TRIPLES)
    )
    wrong = {iri for iri in found if not standard_terms.is_known(iri)}
    assert {shorten(iri) for iri in wrong} == {"schema:startedOn", "urn:x#p", "org:Organisation", "eurio:Projekt"}
    query = (
        "PREFIX org: <http://www.w3.org/ns/org#>\n# org:right\nSELECT * { ?s org:unitof ?o ; org:unitOf 'org:wrong' }"
    )
    (misspelt,) = (iri for iri in standard_terms.in_query(query) if not standard_terms.is_known(iri))
    assert shorten(misspelt) == "org:unitof"


VOCABULARIES: dict[str, Iterable[str]] = {**standard_terms.listed(), **standard_terms.published()}


@pytest.mark.parametrize("namespace", VOCABULARIES)
def test_terms_are_published(namespace: str) -> None:
    """The terms that our files use, and those that our list names, are in the vocabulary as it was published."""
    used = {iri.removeprefix(namespace) for path in FILES for iri in stated(path) if iri.startswith(namespace)}
    used |= standard_terms.listed().get(namespace, frozenset())
    assert used - {""} <= set(VOCABULARIES[namespace])


def test_axioms_are_their_owners() -> None:
    """What the tests take as said by the Organization Ontology, PROV-O and FRAPO stands in these as published."""
    owners = ("http://www.w3.org/ns/org#", "http://www.w3.org/ns/prov#", "http://purl.org/cerif/frapo/")
    ours = [triple for triple in read(STANDARD) if str(triple[0]).startswith(owners)]
    assert len(ours) > 50
    for namespace, path in ((each, standard_terms.PUBLISHED / standard_terms.FILES[each]) for each in owners):
        theirs = read(path) if path.is_file() else Graph() + read(STANDARD)
        mine = [triple for triple in ours if str(triple[0]).startswith(namespace)]
        assert [triple for triple in mine if triple not in theirs and triple[::-1] not in inverses(theirs)] == []


def inverses(graph: Graph) -> set[tuple[Node, Node, Node]]:
    """Give what holds in both directions, reversed: that two terms are inverse or apart is said of one side only."""
    both = (OWL.inverseOf, OWL.disjointWith, OWL.equivalentClass)
    return {(one, predicate, other) for predicate in both for one, other in graph.subject_objects(predicate)}


@pytest.mark.parametrize("path", [EXAMPLE, *DATA], ids=lambda path: path.name)
def test_domains_and_ranges_are_respected(path: Path) -> None:
    """Subjects and objects state the class, literals the datatype, that the owner of the property asks for."""
    background = read(ONTOLOGY, EXAMPLE) if path == EXAMPLE else read(ONTOLOGY, *DATA)
    assert sorted(standard_terms.misuses(read(path), background, read(ONTOLOGY, STANDARD))) == []


@pytest.mark.parametrize(
    ("body", "found"),
    [
        (
            "body:g a pg:WorkingGroup ; org:unitOf body:c . body:c a pg:Committee .",
            "body:c is no org:FormalOrganization",
        ),
        ("project:p a pg:Project ; frapo:hasGrantNumber '1' .", "project:p is no frapo:Grant"),
        ("membership:m a org:Membership ; org:role topic:t . topic:t a pg:Topic .", "topic:t is no org:Role"),
        ("evidence:e a pg:Evidence ; pg:paragraph 0 .", "is no xsd:positiveInteger"),
        ("evidence:e a pg:Evidence ; pg:paragraph '2' .", "is no xsd:positiveInteger"),
        ("evidence:e a pg:Evidence ; prov:generatedAtTime '2026-11-23'^^xsd:date .", "is no xsd:dateTime"),
    ],
)
def test_misuse_is_found(body: str, found: str) -> None:
    """A subject or object of another class than the owner of a property asks for is found."""
    told = standard_terms.misuses(snippet(body), snippet(body), read(ONTOLOGY, STANDARD))
    assert any(found in each for each in told)
