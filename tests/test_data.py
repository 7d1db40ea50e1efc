"""The shipped data state facts with their evidence, in files of one form; those of the founding page exactly."""

import hashlib
import re
from collections import Counter
from functools import cache
from itertools import pairwise
from pathlib import Path

import pyoxigraph as ox
import pytest
import yaml

import data_form
from partnergraph.vocab import ID, SOURCE, shorten

ROOT = Path(__file__).parent.parent
FILES = sorted((ROOT / "data").glob("*.ttl"))
PAGE = ROOT.parent / "shared" / "seed" / "000_8950091c20d03d11.txt"  # the founding page, where it is at hand
PROVENANCE = {"pg:Source", "pg:Evidence", "oa:TextPositionSelector"}
WORDS = ("skos:prefLabel", "skos:definition", "skos:note", "schema:genre")
DATES = {"xsd:gYear", "xsd:gYearMonth", "xsd:date", "edtf:EDTF"}
DATED = ("pg:signedOn", "pg:endsOn", "pg:terminatedOn", "schema:startDate", "schema:endDate", "dcterms:date")
EVIDENCE = "pg:evidence"
SEED = "source:esr-research"
AFTER_A_PERSON = {"Dr. Ricardo Jorge", "Dr. Horst Schmidt"}  # institutions that bear a name

FOLDER = ROOT / "tests" / "data" / "shipped"
FACTS: dict[str, tuple[str, str, list[str]]] = yaml.safe_load((FOLDER / "facts.yaml").read_text(encoding="utf-8"))
PASSAGES: dict[str, str] = yaml.safe_load((FOLDER / "passages.yaml").read_text(encoding="utf-8"))
CLASSES: dict[str, int] = yaml.safe_load((FOLDER / "classes.yaml").read_text(encoding="utf-8"))

Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple


@cache
def graph() -> dict[str, dict[str, frozenset[Term]]]:
    """Give what all files state: by subject, by property."""
    quads = (quad for path in FILES for quad in ox.parse(path=str(path)))
    return {
        shorten(subject): {name: frozenset(each) for name, each in known.items()}
        for subject, known in data_form.described(quads).items()
    }


def words(term: Term) -> str:
    """Give a term in short: a prefixed name, or a literal's text with its datatype unless that is a string."""
    if not isinstance(term, ox.Literal):
        return shorten(term.value) if isinstance(term, ox.NamedNode) else str(term)
    kind = shorten(term.datatype.value)
    return term.value if kind in {"xsd:string", "rdf:langString"} else f"{term.value}^^{kind}"


def values(subject: str, name: str) -> set[str]:
    """Give the values of a property in short."""
    return {words(term) for term in graph()[subject].get(name, ())}


def value(subject: str, name: str) -> str:
    """Give the only value of a property, without datatype."""
    (only,) = values(subject, name)
    return only.partition("^^")[0]


def nodes(*, provenance: bool = False) -> list[str]:
    """Give what the data are about, or else sources, evidence and selectors, sorted."""
    return sorted(each for each in graph() if bool(values(each, "rdf:type") & PROVENANCE) == provenance)


def evidence(source: str = "") -> list[str]:
    """Give all evidence, or that of one source, sorted by name."""
    found = (each for each in graph() if "pg:Evidence" in values(each, "rdf:type"))
    return sorted(each for each in found if source in {"", *values(each, "dcterms:source")})


def passages() -> list[str]:
    """Give the evidence from the founding page in the order of its text."""
    return sorted(evidence(SEED), key=span)


def span(proof: str) -> tuple[int, int]:
    """Give the positions of a passage: of its first character and after its last one."""
    selector = value(proof, "oa:hasSelector")
    return int(value(selector, "oa:start")), int(value(selector, "oa:end"))


def page() -> str:
    """Give the text of the founding page where it is at hand, else nothing."""
    return PAGE.read_text(encoding="utf-8") if PAGE.is_file() else ""


@pytest.mark.parametrize("sentence", FACTS)
def test_fact(sentence: str) -> None:
    """The data state what the founding page states: these values and no others."""
    subject, name, expected = FACTS[sentence]
    assert values(subject, name) == set(expected)


def test_every_node_has_evidence() -> None:
    """Every node rests on at least one place that the sources describe, and on nothing else; none is left over."""
    proofs = set(evidence())
    assert [node for node in nodes() if not values(node, EVIDENCE)] == []
    assert {proof for node in nodes() for proof in values(node, EVIDENCE)} == proofs
    assert all(values(proof, "dcterms:source") <= graph().keys() for proof in proofs)


def test_every_node_has_one_name() -> None:
    """Every node has one English name, which no other node has."""
    names = Counter(value(node, "skos:prefLabel") for node in nodes())
    assert [name for name, count in names.items() if count > 1] == []


def test_classes_are_counted() -> None:
    """The data have as many nodes of each class as we know of, and none of another class; none is a person."""
    assert Counter(name for each in graph() for name in values(each, "rdf:type")) == CLASSES


def test_no_way_to_a_person() -> None:
    """No property and no value leads to a natural person: no mail address, no telephone, no given name, no title."""
    properties = {name for each in graph().values() for name in each}
    assert not {
        name for name in properties if re.search(r"(?i)mail|mbox|phone|fax|given|family|person|hasMember", name)
    }
    literals = {words(term) for each in graph().values() for terms in each.values() for term in terms}
    found = [
        text
        for text in literals
        if re.search(r"\S@\S+\.|\+\d|\b(?:Dr|Prof|Mr|Mrs|Ms|PD|MEP)\b", text) and "http" not in text
    ]
    assert [text for text in found if not any(name in text for name in AFTER_A_PERSON)] == []


def test_addresses_name_no_person() -> None:
    """A page whose address holds the name of a person is named by its host alone."""
    addresses = {words(term) for each in graph().values() for term in each.get("schema:url", ())}
    assert len(addresses) > 330
    assert not [each for each in addresses if re.search(r"(?i)\bprof-|\bdr-|hosted-by|-mep\b|vdocument\.in/.", each)]
    bare = [each for each in nodes(provenance=True) if "name of a person" in "".join(values(each, "skos:note"))]
    assert sorted(value(each, "dcterms:title") for each in bare) == [
        "blog.myesr.org",
        "docslib.org",
        "vdocument.in",
        "vdocuments.mx",
    ]


def test_words_have_a_language() -> None:
    """Every main name, definition and note says that it is English; other names say so or leave it open."""
    terms = [term for each in graph().values() for name in WORDS for term in each.get(name, ())]
    assert len(terms) > 2000
    assert {term.language for term in terms if isinstance(term, ox.Literal)} == {"en"}


def test_dates_are_as_known() -> None:
    """A date is a year, a month, a day or a season, never padded, and one that the calendar has."""
    terms = [term for each in graph().values() for name in DATED for term in each.get(name, ())]
    kinds = {shorten(term.datatype.value) for term in terms if isinstance(term, ox.Literal)}
    assert kinds == DATES
    for text in (words(term) for term in terms):
        assert re.match(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?\^|\^|-2[1-4]\^\^edtf)", text)


def test_nothing_dangles() -> None:
    """Whatever a node points to under our own addresses is described, and nothing is anonymous."""
    targets = {term for each in graph().values() for terms in each.values() for term in terms}
    assert not [term for term in targets if isinstance(term, ox.BlankNode)]
    ours = {
        shorten(term.value)
        for term in targets
        if isinstance(term, ox.NamedNode) and term.value.startswith((ID, SOURCE))
    }
    assert ours - graph().keys() == set()


def test_own_terms_are_defined() -> None:
    """Every term of our own that the data use is one of the ontology."""
    defined = {shorten(quad.subject.value) for quad in ox.parse(path=str(ROOT / "ontology" / "partnergraph.ttl"))}
    terms = {
        shorten(term.value) for each in graph().values() for x in each.values() for term in x if hasattr(term, "value")
    }
    used = {name for each in graph().values() for name in each} | terms
    assert sorted(name for name in used if name.startswith("pg:") and name not in defined) == []


def test_topics_form_a_tree_of_definitions() -> None:
    """Every topic is defined, belongs to the scheme of topics, and is never its own broader topic."""
    topics = [node for node in nodes() if node.startswith("topic:")]
    assert len(topics) == CLASSES["pg:Topic"]
    for topic in topics:
        assert values(topic, "rdf:type") == {"pg:Topic", "skos:Concept"}
        assert values(topic, "skos:inScheme") == {"pg:Topics"}
        assert value(topic, "skos:definition").endswith(".")
        above = values(topic, "skos:broader")
        while above:
            assert topic not in above
            above = {broader for each in above for broader in values(each, "skos:broader")}


@pytest.mark.parametrize("proof", passages())
def test_evidence_names_its_place(proof: str) -> None:
    """Evidence names document, section, positions and day; a place without paragraph is a heading of the page."""
    start, end = span(proof)
    assert proof == f"evidence:esr-research-{start}-{end}"
    assert 0 <= start < end <= int(value(SEED, "pg:textLength"))
    assert end - start <= 200
    assert values(proof, "prov:generatedAtTime") == {"2026-11-23T00:00:00Z^^xsd:dateTime"}
    heading = value(proof, "pg:section") if not values(proof, "pg:paragraph") else ""
    assert (page()[start:end] or heading) in heading or values(proof, "pg:paragraph")


def test_evidence_is_in_the_order_of_the_text() -> None:
    """Passages of one paragraph lie together: no other paragraph comes between them."""
    places = [(value(each, "pg:section"), "".join(values(each, "pg:paragraph"))) for each in passages()]
    changes = [one for one, other in pairwise([*places, ("", "")]) if one != other]
    assert len(changes) == len(set(changes)) == 17


@pytest.mark.parametrize(("name", "word"), PASSAGES.items())
def test_passage_carries_the_fact(name: str, word: str) -> None:
    """The passage is long enough for its word, and holds it where the page is at hand."""
    start, end = span(f"evidence:{name}")
    assert end - start >= len(word)
    assert word in (page()[start:end] or word)


def test_source_identifies_the_text() -> None:
    """The source tells length and hash of the text, which are those of the page where that is at hand."""
    digest, length = value(SEED, "pg:sha256"), int(value(SEED, "pg:textLength"))
    assert re.fullmatch("[0-9a-f]{64}", digest)
    assert length == 3350
    if page():
        assert (hashlib.sha256(PAGE.read_bytes()).hexdigest(), len(page())) == (digest, length)


def test_words_are_our_own() -> None:
    """Definitions and notes are short, and share no six words in a row with the page where that is at hand."""
    texts = [words(term) for each in graph().values() for name in WORDS[1:3] for term in each.get(name, ())]
    theirs = " ".join(re.findall(r"\w+", page().lower()))
    for text in texts:
        said = re.findall(r"\w+", text.lower())
        assert len(said) <= 45
        assert not [at for at in range(len(said) - 5) if f" {' '.join(said[at : at + 6])} " in f" {theirs} "]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_file_has_the_house_form(path: Path) -> None:
    """Written anew from its triples, a file has the same bytes; only the comment at its head is its own."""
    text = path.read_bytes().decode()
    assert text == data_form.form(path)
    assert re.match(r"# [A-Z][^\n]+\.\n\n@prefix ", text)
    assert text.count("\n") < 6000


def test_subjects_have_one_home() -> None:
    """No subject is described in two files."""
    homes = [{str(quad.subject) for quad in ox.parse(path=str(path))} for path in FILES]
    assert sum(map(len, homes)) == len(set().union(*homes))
