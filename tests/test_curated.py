"""The curated network holds every fact that was collected, both sides of each contradiction, and each body once."""

import csv
from collections import Counter, defaultdict
from functools import cache
from pathlib import Path

import pytest
import yaml

import partnergraph as pg
from tests.test_data import FOLDER, ROOT, evidence, graph, nodes, value, values, words

FACTS = ROOT.parent / "shared" / "facts"  # the collected facts, where they are at hand
SPOTS: dict[str, list[str]] = yaml.safe_load((FOLDER / "spots.yaml").read_text(encoding="utf-8"))
ELSEWHERE: dict[str, list[str]] = yaml.safe_load((FOLDER / "elsewhere.yaml").read_text(encoding="utf-8"))
NAMES = ("skos:prefLabel", "skos:altLabel", "schema:legalName")
KINDS = ("body", "event", "agreement", "project", "programme", "publication", "survey", "topic", "place", "site")
DATES = (
    *("schema:startDate", "schema:endDate", "schema:foundingDate", "schema:datePublished"),
    *("dcterms:date", "pg:signedOn", "pg:endsOn", "pg:value"),
)
CORDIS = "source:cordis-fp7 source:cordis-h2020"
PARTNERS = """
    ?own org:member body:eibir ; org:organization ?project . ?project pg:rcn ?number .
    ?other org:organization ?project ; org:member ?body ; pg:evidence/dcterms:source ?source .
    VALUES ?source { source:cordis-fp7 source:cordis-h2020 }
    FILTER (?body != body:eibir)"""

Row = dict[str, str]


def read(path: Path) -> list[Row]:
    """Give the rows of a table."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


JOINS = read(ROOT / "data" / "joins.csv")


def table(name: str) -> list[Row]:
    """Give the rows of a table of the collected facts, none where the folder is not at hand."""
    path = FACTS / f"{name}.csv"
    return read(path) if path.is_file() else []


@cache
def addresses() -> dict[str, str]:
    """Give the sources by address, and by host those that have no address."""
    found: dict[str, str] = {}
    for source in (each for each in graph() if "pg:Source" in values(each, "rdf:type")):
        for key in values(source, "schema:url") or values(source, "dcterms:title"):
            found[key] = source
    return found


def sources(node: str) -> set[str]:
    """Give the sources that a node rests on."""
    return {source for proof in values(node, "pg:evidence") for source in values(proof, "dcterms:source")}


def pages(node: str) -> set[str]:
    """Give what names the sources of a node: themselves, their addresses and hosts."""
    found = sources(node)
    return found | {each for source in found for key in ("schema:url", "dcterms:title") for each in values(source, key)}


def source_of(address: str) -> str:
    """Give the source that stands for an address of the collected facts."""
    if address.startswith("seed:"):
        return "source:esr-research"
    if address.startswith("https://ror.org/"):
        return "source:ror"
    host = address.split("/")[2].lower().removeprefix("www.")
    return addresses().get(address) or addresses().get(address.replace("%25", "%2525")) or addresses()[host]


@cache
def things() -> dict[str, list[str]]:
    """Give the nodes by the identifier that the collected facts have for them."""
    found = {slug: list(each) for slug, each in ELSEWHERE.items()}
    for row in table("entities"):
        slug = row["id"].removeprefix("topic-") if row["type"] == "topic" else row["id"]
        found.setdefault(row["id"], [f"{kind}:{slug}" for kind in KINDS if f"{kind}:{slug}" in graph()])
    return found


@cache
def neighbours() -> dict[str, set[str]]:
    """Give for each node the nodes that point to it."""
    found: dict[str, set[str]] = defaultdict(set)
    for subject, known in graph().items():
        for name, terms in known.items():
            if name not in {"pg:evidence", "rdf:type"}:
                for term in terms:
                    found[words(term)].add(subject)
    return found


def carriers(row: Row) -> set[str]:
    """Give the nodes that tie the two things of a relation row and rest on its source."""
    found = set()
    for one in things()[row["subject_id"]]:
        for other in things()[row["object_id"]]:
            tied = neighbours()[one] & neighbours()[other]
            tied |= {one} if one in neighbours()[other] else set()
            tied |= {other} if other in neighbours()[one] else set()
            found |= {node for node in tied if source_of(row["source_url"]) in sources(node)}
    return found


def test_every_entity_is_a_node() -> None:
    """Every entity of the collected facts is a node with its name and its page; the data hold far more."""
    rows = table("entities")
    assert len(nodes()) > 605 + 799
    assert len(rows) in {0, 605}
    for row in rows:
        (node, *_) = things()[row["id"]]
        known = " – ".join(text for name in NAMES for text in sorted(values(node, name)))
        seed = row["source_url"].startswith("seed:")
        assert seed or all(part in known for part in row["label"].split(" – ")), row["id"]
        assert source_of(row["source_url"]) in sources(node), row["id"]


def test_every_relation_is_carried() -> None:
    """Every relation of the collected facts is carried by a node that ties the two and rests on the row's source."""
    rows = table("relations")
    assert len(rows) in {0, 1197}
    assert [row for row in rows if not carriers(row)] == []


def test_every_date_of_a_relation_is_told() -> None:
    """Start and end of a relation stand at what carries it or at one of the two, or their year in a note."""
    for row in table("relations"):
        near = carriers(row) | {*things()[row["subject_id"]], *things()[row["object_id"]]}
        near |= {side for node in near for side in neighbours()[node] if side.startswith("statement:")}
        dates = {text for node in near for name in DATES for text in values(node, name)}
        notes = "".join(text for node in near for text in values(node, "skos:note"))
        for date in filter(None, (row["start"], row["end"])):
            known = {text.partition("^^")[0] for text in dates}
            assert any(text.startswith(date) or date.startswith(text) for text in known) or date[:4] in notes, row


def test_every_column_of_an_entity_is_told() -> None:
    """Other names, identifiers, home page, country, town, date and parent of the collected facts are in the data."""
    for row in table("entities"):
        (node, *_) = things()[row["id"]]
        known = {words(term).partition("^^")[0] for terms in graph()[node].values() for term in terms}
        told = {each.rpartition("|")[2].split(":", 1)[1] for each in row["identifiers"].split("|") if each}
        assert {each for each in told if not any(text.endswith(each) for text in known)} == set(), row["id"]
        assert row["homepage"] in known | {""}, row["id"]
        assert all(name in names(row["id"]) for name in row["alt_labels"].split("|")), row["id"]
        assert row["country_iso2"] in countries(node) | {""}, row["id"]
        assert any(row["city"] in town for town in towns(node)) or not row["city"], row["id"]
        assert row["founded"] in beginnings(row["id"]) | {""}, row["id"]
        assert row["parent_id"] == "" or related(row["id"], row["parent_id"]), row["id"]
    assert sum(1 for node in nodes() if values(node, "schema:addressCountry")) > 600


def names(slug: str) -> str:
    """Give the names of an entity of the collected facts, one a line."""
    return "\n".join(text for node in things()[slug] for name in NAMES for text in sorted(values(node, name)))


def countries(node: str) -> set[str]:
    """Give the codes of the countries of a node and of its places."""
    near = {node} | {place for place in values(node, "schema:location") if place in graph()}
    return {value(country, "dcterms:identifier") for each in near for country in values(each, "schema:addressCountry")}


def towns(node: str) -> set[str]:
    """Give the names of the places that a node points to, and of those around them."""
    places = {words(term) for terms in graph()[node].values() for term in terms if words(term) in graph()}
    around = {
        place for each in places for name in ("schema:location", "org:siteAddress") for place in values(each, name)
    }
    return {text for place in places | (around & graph().keys()) for text in values(place, "skos:prefLabel")}


def beginnings(slug: str) -> set[str]:
    """Give the dates at an entity or at what points to it, with the year and the month of each."""
    near = {each for node in things()[slug] for each in (node, *neighbours()[node])}
    dates = {text.partition("^^")[0] for node in near for name in DATES for text in values(node, name)}
    return {date[:length] for date in dates for length in (4, 7, 10)}


def related(one: str, other: str) -> bool:
    """Say whether a node ties two entities, or one of them points to the other."""
    for node in things()[one]:
        for parent in things()[other]:
            if neighbours()[node] & ({parent} | neighbours()[parent]) or node in neighbours()[parent]:
                return True
    return False


@pytest.mark.parametrize("sentence", SPOTS)
def test_spot(sentence: str) -> None:
    """The data say so, and rest on the page or register that does."""
    subject, name, expected, source = SPOTS[sentence]
    assert expected in values(subject, name)
    assert not source or source in pages(subject)


def test_people_are_left_out_of_cordis() -> None:
    """What takes part in a project is an organisation or a unit of one, known by a code or a page."""
    for node in nodes():
        if "pg:Participation" in values(node, "rdf:type"):
            assert value(node, "org:member").partition(":")[0] in {"body", "project"}
            assert value(node, "org:organization").startswith("project:")


def test_cordis_is_credited() -> None:
    """All that comes from CORDIS names the data set, its licence and whom to credit."""
    for source in CORDIS.split():
        assert values(source, "schema:creditText") == {"CORDIS, European Union"}
        assert values(source, "dcterms:license") == {"https://creativecommons.org/licenses/by/4.0/"}
    proofs = [proof for proof in evidence() if proof.startswith("evidence:cordis-") and "europa-eu" not in proof]
    assert len(proofs) == 2 * 36
    for proof in proofs:
        assert values(proof, "dcterms:source") <= set(CORDIS.split())
        assert values(proof, "dcterms:identifier")
    lists = [proof for proof in proofs if proof.endswith("-participants")]
    assert sum(int(value(proof, "pg:lastRow")) - int(value(proof, "pg:row")) + 1 for proof in lists) == 799


def test_participations_are_all_there() -> None:
    """The 799 rows of CORDIS are 799 participations: no body stands twice in one project."""
    parts = [
        node for node in nodes() if "pg:Participation" in values(node, "rdf:type") and sources(node) & {*CORDIS.split()}
    ]
    assert len(parts) == 799
    pairs = Counter((value(node, "org:member"), value(node, "org:organization")) for node in parts)
    assert max(pairs.values()) == 1


def test_no_identifier_names_two_bodies() -> None:
    """A code, key or record of a register stands at one node only."""
    keys = ("pg:pic", "pg:fp7Key", "pg:grid", "pg:isni", "pg:rcn", "owl:sameAs", "foaf:homepage")
    told = Counter((name, text) for node in nodes() for name in keys for text in values(node, name))
    assert [key for key, count in told.items() if count > 1] == []


@pytest.mark.parametrize("join", JOINS, ids=lambda join: f"{join['node']}-{join['identifier or name']}"[:60])
def test_join_is_in_the_data(join: Row) -> None:
    """What the list of joins says stands at the node: the identifier, or the name that the other source has."""
    node, told = join["node"], join["identifier or name"]
    assert join["why"]
    if node.startswith("place:"):
        assert node in graph()
    else:
        keys = ("pg:pic", "pg:fp7Key", "frapo:hasProjectIdentifier", "schema:legalName")
        assert told in {text for key in keys for text in values(node, key)}


def test_two_identifiers_are_a_join() -> None:
    """A body with several codes or keys of CORDIS is in the list of joins with each; so is one that pages tell of."""
    listed = {(join["node"], join["identifier or name"]) for join in JOINS}
    for node in nodes():
        codes = values(node, "pg:pic") | values(node, "pg:fp7Key")
        assert len(codes) < 2 or {(node, code) for code in codes} <= listed
        if codes and sources(node) - {*CORDIS.split()}:
            assert any(join["node"] == node for join in JOINS), node


def test_eibir_has_its_partners(shipped: pg.KnowledgeGraph) -> None:
    """EIBIR has 19 projects in CORDIS with 212 partners, 46 of them in two or more."""
    # By name alone the partners are 215. Three are joined: the Max-Planck-Gesellschaft, spelled in two ways under one
    # code; ETH Zurich, with and without umlaut; the Centre for Genomic Regulation, with and without "privada".
    ((projects,),) = shipped.query(f"SELECT (COUNT(DISTINCT ?project) AS ?n) {{ {PARTNERS} }}").rows
    ((partners,),) = shipped.query(f"SELECT (COUNT(DISTINCT ?body) AS ?n) {{ {PARTNERS} }}").rows
    often = shipped.query(f"SELECT ?body {{ {PARTNERS} }} GROUP BY ?body HAVING (COUNT(DISTINCT ?project) > 1)").rows
    assert (getattr(projects, "value", ""), getattr(partners, "value", ""), len(often)) == ("19", "212", 46)


def test_eibir_has_partners_in_26_countries(shipped: pg.KnowledgeGraph) -> None:
    """The partners of EIBIR in CORDIS come from these countries; the three joins take one each of DE, ES and CH."""
    code = "?body schema:addressCountry/dcterms:identifier ?code"
    query = f"SELECT ?code (COUNT(DISTINCT ?body) AS ?n) {{ {PARTNERS} {code} }}"
    found = {
        str(getattr(code, "value", "")): getattr(n, "value", "")
        for code, n in shipped.query(query + " GROUP BY ?code").rows
    }
    first = {"DE": "34", "ES": "27", "FR": "26", "NL": "18", "IT": "18", "GB": "15", "BE": "13", "CH": "8", "PL": "7"}
    assert len(found) == 26
    assert first.items() <= found.items()


def test_the_most_frequent_partners(shipped: pg.KnowledgeGraph) -> None:
    """Erasmus MC is in six of the projects of EIBIR in CORDIS, University College London and Turin in five."""
    query = f"SELECT ?body {{ {PARTNERS} }} GROUP BY ?body HAVING (COUNT(DISTINCT ?project) > 4) ORDER BY ?body"
    found = [str(getattr(body, "value", "")).rpartition("/")[2] for (body,) in shipped.query(query).rows]
    assert found == ["erasmus-mc", "universita-degli-studi-di-torino", "university-college-london"]


def test_sides_of_a_disagreement_have_different_sources(shipped: pg.KnowledgeGraph) -> None:
    """Whatever sources disagree on has two sides or more, each with its source, and at most one is preferred."""
    sides = defaultdict(list)
    for thing, name, told, preferred, titles, _ in shipped.ask("disagreements").rows:
        assert getattr(titles, "value", "")
        sides[thing, name].append((told, bool(preferred)))
    assert all(len({told for told, _ in each}) > 1 for each in sides.values())
    assert all(sum(preferred for _, preferred in each) <= 1 for each in sides.values())
    assert len(sides) == 27
