"""The sheets of a partnership office become a graph, or every problem is told with its place."""

import datetime as dt
from pathlib import Path

import pytest

from partnergraph.loading.ledger import Ledger
from partnergraph.sources.sheets import column, tables
from partnergraph.sources.sheets.tables import Reading, Way
from partnergraph.vocab import shorten

DAY = dt.date(2026, 11, 25)
BODIES = "id,name,type\nesr,European Society of Radiology,society\neibir,EIBIR,institute\necr,ECR,congress-series\n"


def read(folder: Path, *, lenient: bool = False, **texts: str) -> tuple[Reading, Ledger]:
    """Read tables by name."""
    paths = []
    for name, text in texts.items():
        paths.append(folder / f"{name}.csv")
        paths[-1].write_text(text, encoding="utf-8")
    ledger = Ledger()
    return tables.read(paths, ledger, Way(DAY, lenient=lenient)), ledger


def said(reading: Reading, subject: str) -> set[tuple[str, str]]:
    """Give what is said of a thing: properties and values in short, its evidence apart."""
    found = (triple for triples in reading.triples.values() for triple in triples)
    return {
        (shorten(triple.predicate.value), shorten(getattr(triple.object, "value", "")))
        for triple in found
        if shorten(getattr(triple.subject, "value", "")) == subject
    }


def test_a_topic_belongs_to_the_scheme_of_topics(tmp_path: Path) -> None:
    """A row of the type topic is a concept of pg:Topics, as the shipped shapes ask."""
    reading, _ = read(tmp_path, bodies="id,name,type\ndose,Dosimetry,topic\n")
    assert ("skos:inScheme", "pg:Topics") in said(reading, "topic:dose")


def test_a_body_with_all_its_columns(tmp_path: Path) -> None:
    """Each column says what ontology/sheets.yaml says; the row and the page are its evidence."""
    header = "id,name,other names,type,country_iso2,City,founded,homepage,identifiers,note,source_url"
    row = "esr,European Society of Radiology,ESR|Europäische Gesellschaft@de,society,AT,Vienna,2005,https://www.myesr.org/,"
    reading, ledger = read(
        tmp_path, bodies=f"{header}\n{row}ror:032cjs650|pic:999524861,Merged.,https://a.example.org/\n"
    )
    assert reading.problems == ()
    (page,) = {value for name, value in said(reading, "body:esr") if value.startswith("evidence:a-example-org")}
    assert said(reading, "body:esr") == {
        ("rdf:type", "pg:Society"),
        ("skos:prefLabel", "European Society of Radiology"),
        ("skos:altLabel", "ESR"),
        ("skos:altLabel", "Europäische Gesellschaft"),
        ("schema:addressCountry", "country:AUT"),
        ("schema:location", "place:vienna"),
        ("schema:foundingDate", "2005"),
        ("foaf:homepage", "https://www.myesr.org/"),
        ("owl:sameAs", "https://ror.org/032cjs650"),
        ("pg:pic", "999524861"),
        ("skos:note", "Merged."),
        ("pg:evidence", "evidence:bodies-csv-bodies-1"),
        ("pg:evidence", page),
    }
    assert said(reading, "evidence:bodies-csv-bodies-1") == {
        ("rdf:type", "pg:Evidence"),
        ("dcterms:source", "source:bodies-csv"),
        ("pg:section", "bodies"),
        ("pg:row", "1"),
        ("prov:generatedAtTime", "2026-11-25T00:00:00Z"),
    }
    assert ("dcterms:title", "bodies.csv") in said(reading, "source:bodies-csv")
    assert ("skos:prefLabel", "Vienna") in said(reading, "place:vienna")
    assert ledger.sums()[0].imported == 1


RELATIONS = [
    ("eibir,member_of,esr", "membership:eibir-in-esr", ("org:role", "pg:role-member")),
    ("esr,cooperates_with,eibir", "cooperation:eibir-esr", ("pg:party", "body:esr")),
    ("esr,founded,eibir", "change:founding-of-eibir", ("schema:founder", "body:esr")),
    ("eibir,successor of,esr", "change:succession-of-esr-by-eibir", ("org:resultingOrganization", "body:eibir")),
    ("esr,organised,ecr", "event:ecr", ("schema:organizer", "body:esr")),
    ("eibir,sub-body-of,esr", "body:eibir", ("org:subOrganizationOf", "body:esr")),
]


@pytest.mark.parametrize(("row", "subject", "fact"), RELATIONS)
def test_relations_are_nodes_or_links(tmp_path: Path, row: str, subject: str, fact: tuple[str, str]) -> None:
    """What happened between two is a node with evidence, a plain tie a property of one of them."""
    reading, _ = read(tmp_path, bodies=BODIES, relations=f"subject_id,relation,object_id\n{row}\n")
    assert reading.problems == ()
    assert said(reading, subject) >= {fact, ("pg:evidence", "evidence:relations-csv-relations-1")}


def test_a_tie_that_comes_again_is_one_or_another(tmp_path: Path) -> None:
    """Without contradiction both rows are evidence for one node; with other dates they are two nodes."""
    rows = "eibir,esr,2006\neibir,esr,\neibir,esr,2009\n"
    reading, _ = read(tmp_path, bodies=BODIES, memberships=f"member,organisation,start\n{rows}")
    proofs = [value for name, value in said(reading, "membership:eibir-in-esr") if name == "pg:evidence"]
    assert len(proofs) == 2
    assert ("schema:startDate", "2009") in said(reading, "membership:eibir-in-esr-2")


PROBLEMS = [
    (
        "bodies",
        "id,name,foundd\n1,A,2005\n",
        "1:foundd: the sheet bodies has no column 'foundd'; the nearest is founded",
    ),
    ("bodies", "id,type\n1,society\n", "1: the sheet bodies has no column 'name'; add it"),
    ("bodies", "id,name,label\n1,A,B\n", "1:label: the column name stands there twice"),
    ("bodies", "id,name\n1,A,B\n", "2: has 3 cells under 2 headers; is a separator missing?"),
    (
        "bodies",
        "id,name,founded,dissolved\n1,A,2005,1998\n",
        "2:dissolved: '1998' lies before '2005' in founded; correct",
    ),
    ("agreements", "name,parties,signed,ends\nA,a|b,2022,2020-06\n", "2:ends: '2020-06' lies before '2022' in signed;"),
    ("relations", "subject,relation,object,since,until\na,member of,b,850,1.1.849\n", "2:until: '1.1.849'"),
    ("bodies", "id,name\n,\n1,\n", "3:name: is empty; every row of bodies has a name"),
    ("bodies", "id,name,type\n1,A,sociaty\n", "2:type: 'sociaty' is no type that goes here; the nearest is society"),
    (
        "agreements",
        "id,name,type,parties\n1,A,contract,a|b\n",
        "2:type: 'contract' is no type that goes here; write one of ",
    ),
    ("bodies", "id,name,country\n1,A,XX\n", "2:country: 'XX' is no country"),
    ("bodies", "id,name,founded\n1,A,2005\n1,A,2006\n", "3:id: says '2006' in founded, and bodies.csv:2 says '2005'"),
    ("bodies", "id,name,parent\n1,A,1\n", "2:parent: names the thing itself"),
    ("agreements", "name,parties\nMoU,esr\n", "2:parties: names one party; an agreement has two or more"),
    ("agreements", "name,parties\nMoU,esr|eibr\n", "2:parties: nothing here is called 'eibr'; the nearest is 'eibir'"),
    (
        "agreements",
        "name,parties\nMoU,esr|ecr\n",
        "2:parties: 'ecr' is an event; here goes a body or a programme or a project",
    ),
    (
        "agreements",
        "name,parties,type\nMoU,esr|eibir,society\n",
        "2:type: 'society' is nothing for the sheet agreements",
    ),
    ("events", "name,date\nECR,1066\n", "2:date: '1066' is a year that cannot be meant"),
    (
        "relations",
        "subject,relation,object\nesr,membr_of,eibir\n",
        "2:relation: 'membr_of' is no relation; the nearest is",
    ),
    (
        "relations",
        "subject,relation,object\nesr,member_of,ecr\n",
        "2:relation: member_of leads to a body or a programme",
    ),
    ("relations", "subject,relation,object\nesr,member_of,esr\n", "2:object: ties a thing to itself"),
    ("other", "subject,property,value\nbody:esr,skos:note,plain\n", "2:value: this is no triple"),
    ("hotels", "hotel,stars\nRitz,5\n", "1: this is no sheet that is known; name it one of bodies, agreements"),
]


@pytest.mark.parametrize(("name", "text", "complaint"), PROBLEMS)
def test_a_problem_is_told_with_its_place(tmp_path: Path, name: str, text: str, complaint: str) -> None:
    """File, row and column as the user named it, what is wrong and what to do; and nothing is said."""
    texts = {"bodies": BODIES} | {name: text}
    reading, ledger = read(tmp_path, lenient=False, **texts)
    told = [str(problem) for problem in reading.problems]
    assert any(each.startswith(f"{name}.csv:{complaint}") for each in told), told
    assert reading.triples == {}
    assert all(each.imported == 0 and each.read == each.skipped for each in ledger.sums())


def test_all_problems_are_told_at_once(tmp_path: Path) -> None:
    """A user corrects them in one go."""
    reading, _ = read(tmp_path, bodies="id,name,country,founded\n1,A,XX,soon\n2,,AT,\n3,C,YY,2005\n")
    assert [problem.place.row for problem in reading.problems] == [2, 2, 3, 4]


def test_all_problems_of_a_row_are_told_at_once(tmp_path: Path) -> None:
    """Each wrong cell of it, and each wrong word of a cell; what names a wrong row is not told as well."""
    bodies = (
        "name,type,country,founded,ended,homepage,identifiers,parent\n"
        "Unit,institut,Germny,2005,1998,notaurl,ror:1|isni:2,Unit\n,,Germny,,,,,\n"
    )
    agreements = "name,parties,signed,ends\nPact,Unit|Delta|Gamma,soon,2001\n"
    members = "id,member,organisation,since\nm,Unit,Unit,2005\n,,Nobody,\n"
    relations = "subject,relation,object\nNo one,,Nobody\nNo one,knows,Nobody\n"
    reading, ledger = read(tmp_path, bodies=bodies, agreements=agreements, memberships=members, relations=relations)
    assert [str(each.place) for each in reading.problems] == [
        *("agreements.csv:2:parties", "agreements.csv:2:parties", "agreements.csv:2:signed"),
        *(f"bodies.csv:2:{name}" for name in ("country", "ended", "homepage", "identifiers", "identifiers")),
        *("bodies.csv:2:parent", "bodies.csv:2:type", "bodies.csv:3:country", "bodies.csv:3:name"),
        *("memberships.csv:2:organisation", "memberships.csv:3:member", "memberships.csv:3:organisation"),
        *("relations.csv:2:object", "relations.csv:2:relation", "relations.csv:2:subject"),
        *("relations.csv:3:object", "relations.csv:3:relation", "relations.csv:3:subject"),
    ]
    assert [each.skipped for each in ledger.sums()] == [1, 2, 2, 2]
    assert len(ledger.table().rows) == len(reading.problems)


def test_an_identifier_of_no_known_register_is_noted(tmp_path: Path) -> None:
    """It is kept as it is written, and the nearest register is told; codes of places have none."""
    rows = "esr,ESR,society,wikidta:Q1 | foo:1 | bar | ror:032cjs650\nat,Austria,place,AT\n"
    reading, ledger = read(tmp_path, bodies=f"id,name,type,identifiers\n{rows}")
    assert ("dcterms:identifier", "wikidta:Q1") in said(reading, "body:esr")
    assert [(str(each.place), each.value, each.reason.rpartition("; ")[2]) for each in ledger.notes] == [
        ("bodies.csv:2:identifiers", "wikidta:Q1", "the nearest is wikidata"),
        ("bodies.csv:2:identifiers", "foo:1", "write its register before it, such as ror:"),
        ("bodies.csv:2:identifiers", "bar", "write its register before it, such as ror:"),
    ]


def test_of_a_circle_the_row_that_closes_it_is_wrong(tmp_path: Path) -> None:
    """Whatever is part of what; leniently those that name it are left out as well."""
    text = "id,name,parent\na,A,\nb,B,d\nc,C,b\nd,D,c\ne,E,a\n"
    (problem,) = read(tmp_path, bodies=text)[0].problems
    assert (
        str(problem)
        == "bodies.csv:5:parent: 'C' is a part of 'D' itself by bodies.csv:4, bodies.csv:3; correct one of them"
    )
    reading, ledger = read(tmp_path, lenient=True, bodies=text)
    assert [(each.imported, each.skipped) for each in ledger.sums()] == [(2, 3)]
    assert ("org:subOrganizationOf", "body:a") in said(reading, "body:e")


def test_rows_of_one_name_without_ids_are_told_so(tmp_path: Path) -> None:
    """A sheet without the column id is not told of ids that nobody wrote; names that no letter tells apart need one."""
    text = "name,parties,signed\nY,esr|eibir,2020\nY,esr|eibir,2021\n北京,esr|eibir,\n上海,esr|eibir,\n"
    told = "says '2021' in signed, and agreements.csv:2 says '2020' of the same name; make them one, or give each an id"
    reading, _ = read(tmp_path, bodies=BODIES, agreements=text)
    assert [str(each) for each in reading.problems] == [
        f"agreements.csv:3:name: {told}",
        "agreements.csv:5:name: '上海' and '北京' of agreements.csv:4 would have the same id; give each an id",
    ]


def test_rows_under_wrong_columns_are_not_called_sound(tmp_path: Path) -> None:
    """Their reason is the head of the table, or that they do not fit it."""
    _, ledger = read(tmp_path, bodies="id,name,name\n1,A,B\n2,C,D,E\n", events="name\nECR\n")
    assert sorted(ledger.reasons()) == [
        ("is sound, but nothing was imported because others are not", 1),
        ("nothing was imported, and the columns above it are wrong", 1),
        ("nothing was imported, and this row does not fit its columns", 1),
    ]


def test_leniently_the_wrong_rows_are_left_out_and_those_that_need_them(tmp_path: Path) -> None:
    """The counts add up, each row with its reason; the rest is said."""
    reading, ledger = read(
        tmp_path,
        lenient=True,
        bodies=f"{BODIES}x,,society\n",
        memberships="member,organisation\nesr,eibir\nx,esr\n",
        agreements="name,parties\nMoU,x|esr\n",
    )
    assert [(each.read, each.imported, each.skipped) for each in ledger.sums()] == [(1, 0, 1), (4, 3, 1), (2, 1, 1)]
    assert len(reading.problems) == len(ledger.skips) == 3
    assert said(reading, "membership:esr-in-eibir")


def test_columns_of_ones_own_are_left_out_and_named(tmp_path: Path) -> None:
    """What no column is near is no mistake."""
    reading, ledger = read(tmp_path, bodies="name,Telefon\nESR,+43\n")
    assert reading.problems == ()
    assert [str(note) for note in ledger.notes] == ["bodies.csv:1:Telefon: the sheet bodies has no column 'Telefon'"]


def test_the_form_of_two_tables_works_as_it_is(tmp_path: Path) -> None:
    """Entities and relations with their sources; doubtful matches are no facts."""
    entities = (
        "id,label,alt_labels,type,country_iso2,city,founded,homepage,identifiers,parent_id,source_url\n"
        "esr,European Society of Radiology,ESR,society,AT,Vienna,2005,,,,https://a.example.org/\n"
        "vienna,Vienna,,place,AT,,,,,,https://a.example.org/\n"
        "mou,Memorandum,,agreement,,,2014,,,,seed:000\n"
        "eortc,EORTC,,research-organisation,BE,Brussels,1962,,,,seed:000\n"
    )
    relations = (
        "subject_id,relation,object_id,start,end,role,note,source_url\n"
        "esr,partner_in_agreement,mou,2014,,,,seed:000\neortc,partner_in_agreement,mou,2014,,lead,,https://b.example.org/\n"
    )
    reading, ledger = read(
        tmp_path,
        entities=entities,
        relations=relations,
        entity_sources="id,column,source_url\nesr,founded,https://c.example.org/\n",
        ror_doubtful="id,label,ror,reason\nesr,ESR,https://ror.org/x,names differ\n",
    )
    assert reading.problems == ()
    assert said(reading, "agreement:mou") >= {
        ("pg:party", "body:esr"),
        ("pg:party", "body:eortc"),
        ("pg:signedOn", "2014"),
        ("skos:note", "EORTC: lead."),
    }
    assert len([value for name, value in said(reading, "body:esr") if name == "pg:evidence"]) == 4
    assert [(each.read, each.imported) for each in ledger.sums()] == [(4, 4), (1, 1), (2, 2), (1, 0)]
    assert ledger.reasons() == [("is a doubtful match, not a fact", 1)]


def test_every_column_has_a_property_that_the_ontology_or_a_standard_has() -> None:
    """A name that no prefix resolves would be an IRI of nothing."""
    for each in column.sheets():
        for known in each.columns:
            assert all(iri.startswith("http") for _, iri in known.properties), known


def test_a_row_is_counted_as_a_spreadsheet_shows_it(tmp_path: Path) -> None:
    """A line break in a cell makes no row: messages count records and the header, evidence records alone."""
    text = 'id,name,note\na,A,"one\ntwo"\nb,B,\nc,,"wrong\n"\n'
    reading, _ = read(tmp_path, lenient=True, bodies=text)
    assert [str(each.place) for each in reading.problems] == ["bodies.csv:4:name"]
    assert ("pg:row", "2") in said(reading, "evidence:bodies-csv-bodies-2")
    assert said(reading, "evidence:bodies-csv-bodies-3") == set()
