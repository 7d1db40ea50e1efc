"""The shipped data state the facts of the founding page, each with its evidence, in files of one form."""

import hashlib
import re
from collections import defaultdict
from functools import cache
from itertools import pairwise
from pathlib import Path

import pyoxigraph as ox
import pytest
import yaml

from partnergraph.vocab import ID, PREFIXES, expand, shorten

ROOT = Path(__file__).parent.parent
FILES = sorted((ROOT / "data").glob("*.ttl"))
PAGE = ROOT.parent / "shared" / "seed" / "000_8950091c20d03d11.txt"  # the founding page, where it is at hand
PROVENANCE = {"pg:Source", "pg:Evidence", "oa:TextPositionSelector"}
CLASSES = PROVENANCE | {
    "pg:Committee", "pg:CongressSeries", "pg:Cooperation", "pg:EventSet", "pg:Institute",
    "pg:MemorandumOfUnderstanding", "pg:Office", "pg:Participation", "pg:Place", "pg:ProjectSet", "pg:PublicBody",
    "pg:Publication", "pg:ResearchOrganisation", "pg:Society", "pg:Subcommittee", "pg:Survey", "pg:SurveySeries",
    "pg:Topic", "pg:WorkingGroup", "schema:ContactPoint", "schema:PostalAddress", "skos:Concept",
}  # fmt: skip
WORDS = ("dcterms:title", "skos:prefLabel", "skos:altLabel", "skos:definition", "skos:note", "schema:genre")
DATES = {"xsd:gYear", "xsd:gYearMonth", "xsd:date", "edtf:EDTF"}
DATED = ("pg:signedOn", "pg:endsOn", "pg:terminatedOn", "schema:startDate", "schema:endDate", "dcterms:date")
FIRST = ("rdf:type", "dcterms:title", *WORDS[1:5], "oa:start")  # in a block; the others by name
EVIDENCE = "pg:evidence"  # last in a block

FOLDER = ROOT / "tests" / "data" / "shipped"
FACTS: dict[str, tuple[str, str, list[str]]] = yaml.safe_load((FOLDER / "facts.yaml").read_text(encoding="utf-8"))
PASSAGES: dict[str, str] = yaml.safe_load((FOLDER / "passages.yaml").read_text(encoding="utf-8"))

Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple


@cache
def graph() -> dict[str, dict[str, frozenset[Term]]]:
    """Give what all files state: by subject, by property."""
    found: dict[str, dict[str, set[Term]]] = {}
    for path in FILES:
        for quad in ox.parse(path=str(path)):
            known = found.setdefault(words(quad.subject), defaultdict(set))
            known[words(quad.predicate)].add(quad.object)
    return {subject: {name: frozenset(each) for name, each in known.items()} for subject, known in found.items()}


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


def evidence() -> list[str]:
    """Give all evidence in the order of the text."""
    found = [each for each in graph() if "pg:Evidence" in values(each, "rdf:type")]
    return sorted(found, key=span)


def span(proof: str) -> tuple[int, int]:
    """Give the positions of a passage: of its first character and after its last one."""
    selector = value(proof, "oa:hasSelector")
    return int(value(selector, "oa:start")), int(value(selector, "oa:end"))


def page() -> str:
    """Give the text of the founding page where it is at hand, else nothing."""
    return PAGE.read_text(encoding="utf-8") if PAGE.is_file() else ""


def natural(text: str) -> list[tuple[int, str]]:
    """Give a key that sorts numbers in a text by their size."""
    return [(int(part), "") if part.isdigit() else (-1, part) for part in re.split(r"(\d+)", text)]


def spelled(term: Term) -> str:
    """Give a term as Turtle."""
    if isinstance(term, ox.Literal):
        kind = shorten(term.datatype.value)
        if kind == "xsd:integer":
            return term.value
        return str(term) if kind in {"xsd:string", "rdf:langString"} else f"{ox.Literal(term.value)}^^{kind}"
    return words(term) if words(term) != getattr(term, "value", "") else str(term)


def rank(name: str) -> tuple[int, str]:
    """Give the key by which the properties of a block are sorted."""
    return (FIRST.index(name) if name in FIRST else len(FIRST) + (name == EVIDENCE), name)


def block(subject: str) -> str:
    """Give a subject as the block of Turtle that a data file holds."""
    lines = []
    for name in sorted(graph()[subject], key=rank):
        terms = sorted(map(spelled, graph()[subject][name]), key=natural)
        verb = "a" if name == "rdf:type" else name
        line = f"    {verb} {', '.join(terms)}"
        long = len(terms) > 1 and len(line) > 110
        lines.append(f"    {verb}\n        " + ",\n        ".join(terms) if long else line)
    head = subject if expand(subject) else f"<{subject}>"
    return f"{head}\n" + " ;\n".join(lines) + " .\n"


@pytest.mark.parametrize("sentence", FACTS)
def test_fact(sentence: str) -> None:
    """The data state what the founding page states: these values and no others."""
    subject, name, expected = FACTS[sentence]
    assert values(subject, name) == set(expected)


def test_every_node_has_evidence() -> None:
    """Every node rests on at least one passage that the sources describe, and on nothing else."""
    proofs = set(evidence())
    assert len(nodes()) == 49
    assert [node for node in nodes() if not values(node, EVIDENCE)] == []
    assert {proof for node in nodes() for proof in values(node, EVIDENCE)} == proofs


def test_every_node_has_one_name_and_known_classes() -> None:
    """Every node has one English name of its own and only classes that are meant; none of them is a person."""
    names = [value(node, "skos:prefLabel") for node in nodes()]
    assert len(set(names)) == len(names)
    assert {each for subject in graph() for each in values(subject, "rdf:type")} == CLASSES


def test_no_way_to_a_person() -> None:
    """No property and no value leads to a natural person: no mail address, no telephone, no given name."""
    properties = {name for each in graph().values() for name in each}
    assert not {
        name for name in properties if re.search(r"(?i)mail|mbox|phone|fax|given|family|person|hasMember", name)
    }
    literals = [words(term) for each in graph().values() for terms in each.values() for term in terms]
    assert not [text for text in literals if "@" in text or re.search(r"\+\d|\b(?:Dr|Prof|Mr|Mrs|Ms)\b", text)]


def test_words_have_a_language() -> None:
    """Every name, title, definition and note says that it is English."""
    terms = [term for each in graph().values() for name in WORDS for term in each.get(name, ())]
    assert len(terms) > 100
    assert {term.language for term in terms if isinstance(term, ox.Literal)} == {"en"}


def test_dates_are_as_known() -> None:
    """A date is a year, a month, a day or a season, never padded."""
    terms = [term for each in graph().values() for name in DATED for term in each.get(name, ())]
    kinds = {shorten(term.datatype.value) for term in terms if isinstance(term, ox.Literal)}
    assert kinds == {"xsd:gYear", "xsd:gYearMonth", "edtf:EDTF"}
    assert kinds < DATES


def test_nothing_dangles() -> None:
    """Whatever a node points to under our own addresses is described, and nothing is anonymous."""
    targets = {term for each in graph().values() for terms in each.values() for term in terms}
    assert not [term for term in targets if isinstance(term, ox.BlankNode)]
    ours = {shorten(term.value) for term in targets if isinstance(term, ox.NamedNode) and term.value.startswith(ID)}
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
    assert len(topics) == 27
    for topic in topics:
        assert values(topic, "rdf:type") == {"pg:Topic", "skos:Concept"}
        assert values(topic, "skos:inScheme") == {"pg:Topics"}
        assert value(topic, "skos:definition").endswith(".")
        above = values(topic, "skos:broader")
        while above:
            assert topic not in above
            above = {broader for each in above for broader in values(each, "skos:broader")}


@pytest.mark.parametrize("proof", evidence())
def test_evidence_names_its_place(proof: str) -> None:
    """Evidence names document, section, positions and day; a place without paragraph is a heading of the page."""
    assert values(proof, "dcterms:source") == {"source:esr-research"}
    start, end = span(proof)
    assert proof == f"evidence:esr-research-{start}-{end}"
    assert 0 <= start < end <= int(value("source:esr-research", "pg:textLength"))
    assert end - start <= 200
    assert values(proof, "prov:generatedAtTime") == {"2026-11-23T00:00:00Z^^xsd:dateTime"}
    heading = value(proof, "pg:section") if not values(proof, "pg:paragraph") else ""
    assert (page()[start:end] or heading) in heading or values(proof, "pg:paragraph")


def test_evidence_is_in_the_order_of_the_text() -> None:
    """Passages of one paragraph lie together: no other paragraph comes between them."""
    places = [(value(each, "pg:section"), "".join(values(each, "pg:paragraph"))) for each in evidence()]
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
    digest, length = value("source:esr-research", "pg:sha256"), int(value("source:esr-research", "pg:textLength"))
    assert re.fullmatch("[0-9a-f]{64}", digest)
    assert length == 3350
    if page():
        assert (hashlib.sha256(PAGE.read_bytes()).hexdigest(), len(page())) == (digest, length)


def test_words_are_our_own() -> None:
    """Definitions and notes are short, and share no six words in a row with the page where that is at hand."""
    texts = [words(term) for each in graph().values() for name in WORDS[3:5] for term in each.get(name, ())]
    theirs = " ".join(re.findall(r"\w+", page().lower()))
    for text in texts:
        said = re.findall(r"\w+", text.lower())
        assert len(said) <= 45
        assert not [at for at in range(len(said) - 5) if f" {' '.join(said[at : at + 6])} " in f" {theirs} "]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_file_has_the_house_form(path: Path) -> None:
    """Written anew from its triples, a file has the same bytes; only the comment at its head is its own."""
    text = path.read_bytes().decode()
    subjects = {words(quad.subject) for quad in ox.parse(path=str(path))}
    body = "\n".join(block(each) for each in sorted(subjects, key=lambda each: natural(expand(each) or each)))
    outside = re.sub(r'"(?:[^"\\]|\\.)*"|<[^>]*>', "", body)
    used = sorted(set(re.findall(r"([a-z]+):", outside)))
    prefixes = "".join(f"@prefix {prefix}: <{PREFIXES[prefix]}> .\n" for prefix in used)
    head = text.partition("\n")[0]
    assert head.startswith("# ")
    assert text == f"{head}\n\n{prefixes}\n{body}"


def test_subjects_have_one_home() -> None:
    """No subject is described in two files."""
    homes = [{str(quad.subject) for quad in ox.parse(path=str(path))} for path in FILES]
    assert sum(map(len, homes)) == len(set().union(*homes))
