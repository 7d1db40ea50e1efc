"""Tables of CORDIS, each in a dialect that was seen, as statements."""

import csv
import shutil
import zipfile
from collections.abc import Sequence
from pathlib import Path
from xml.sax.saxutils import escape

import pyoxigraph as ox
import pytest
from click.testing import CliRunner

import partnergraph as pg
from partnergraph import resource
from partnergraph.checking import check
from partnergraph.cli import main
from partnergraph.errors import DateError
from partnergraph.loading import freight, load
from partnergraph.loading.freight import Manner
from partnergraph.loading.ledger import Ledger
from partnergraph.sources import cordis
from partnergraph.storage.store import Store
from partnergraph.vocab import PREFIXES, shorten

DATA = Path(__file__).parent / "data" / "cordis"
DAY = Manner("2026-11-23")
TABLES = sorted(DATA.glob("*.csv"))


def read(*names: str, ledger: Ledger | None = None, persons: bool = False) -> ox.Store:
    """Give what some tables say, in memory."""
    store = ox.Store()
    given = cordis.texts([DATA / name for name in names], ledger or Ledger(), persons=persons, read_on="2026-11-23")
    freight.take(store, given)
    return store


def values(store: ox.Store, subject: str, name: str) -> list[str]:
    """Give the values of a property of a thing, shortened and sorted."""

    def iri(curie: str) -> ox.NamedNode:
        prefix, _, local = curie.partition(":")
        return ox.NamedNode(PREFIXES[prefix] + local)

    found = store.quads_for_pattern(iri(subject), iri(name), None)
    return sorted(shorten(quad.object.value) for quad in found if isinstance(quad.object, (ox.Literal, ox.NamedNode)))


def stated(office: Path) -> set[str]:
    """Give what a store states."""
    with Store.open(office) as store:
        return set(map(str, store.quads(ox.DefaultGraph())))


def violations(office: Path) -> list[str]:
    """Give what breaks the shapes in a store."""
    with Store.open(office) as store:
        return [each.message for each in check.problems(store) if each.severity == "violation"]


def said(office: Path, subject: str, name: str) -> list[str]:
    """Give the values of a property of a thing in a store on disk."""
    with Store.open(office) as store:
        return values(store.engine, subject, name)


@pytest.fixture(scope="module")
def whole() -> tuple[ox.Store, Ledger]:
    """Give a project table and its participants."""
    ledger = Ledger()
    return read("project.csv", "organization.csv", ledger=ledger), ledger


def test_rows_are_imported_or_skipped_with_a_reason(whole: tuple[ox.Store, Ledger]) -> None:
    """What was read is what was imported and what was skipped, each with its reason."""
    _, ledger = whole
    sums = {each.table.rpartition("/")[2]: each for each in ledger.sums()}
    assert (sums["project.csv"].read, sums["project.csv"].imported) == (3, 3)
    assert (sums["organization.csv"].read, sums["organization.csv"].imported) == (12, 9)
    assert ledger.reasons() == [
        ("has no code of a body", 1),
        ("is a natural person", 1),
        ("repeats a row on the same body, project and role", 1),
    ]


@pytest.mark.parametrize(
    ("subject", "name", "expected"),
    [
        # marks and semicolons within a field
        ("body:pic-900000011", "skos:prefLabel", ['INSTITUTE OF THE "NORTH"; DEPARTMENT OF LIGHT']),
        ("body:pic-900000011", "skos:altLabel", ["INSTITUTE OF THE NORTH (RENAMED)", "ION"]),
        ("body:pic-900000011", "pg:pic", ["900000011"]),
        ("body:pic-900000011", "pg:nuts", ["EL303"]),
        ("body:pic-900000011", "schema:latitude", ["37.978"]),
        ("body:pic-900000011", "schema:addressCountry", ["country:GRC"]),
        ("body:pic-900000011", "rdf:type", ["pg:ResearchOrganisation"]),
        # a VAT number for a short name, a country for a region, a dash for no VAT number
        ("body:pic-900000022", "skos:altLabel", []),
        ("body:pic-900000022", "pg:nuts", []),
        ("body:pic-900000022", "schema:vatID", []),
        ("body:pic-900000022", "foaf:homepage", ["http://www.seda.example.org"]),
        ("body:pic-900000022", "schema:addressCountry", ["country:GBR"]),
        ("body:pic-900000044", "schema:latitude", []),
        ("body:pic-900000044", "foaf:homepage", []),
        ("place:cordis-aut-wien", "skos:prefLabel", ["Wien"]),
        ("body:pic-900000055", "schema:addressCountry", ["country:NAM"]),
        ("body:pic-900000055", "rdf:type", ["pg:Hospital"]),
        ("body:pic-900000066", "skos:prefLabel", ["900000066"]),
        ("body:pic-900000066", "schema:addressCountry", []),
        ("body:pic-900000077", "schema:addressCountry", ["country:DEU", "country:HUN"]),
        ("body:pic-900000088", "schema:addressCountry", ["country:1A0"]),
        # a decimal point and a decimal comma in one row; nothing, nought and missing are three things
        ("participation:cordis-900001-900000011", "pg:euContribution", ["528340.97"]),
        ("participation:cordis-900001-900000011", "pg:participationCost", ["960619.95"]),
        ("participation:cordis-900001-900000011", "pg:participationEnded", ["false"]),
        ("participation:cordis-900001-900000022", "pg:euContribution", ["0"]),
        ("participation:cordis-900001-900000022", "pg:netEuContribution", []),
        ("participation:cordis-900001-900000022", "pg:participationCost", []),
        ("participation:cordis-900001-900000022", "pg:participationEnded", ["true"]),
        ("participation:cordis-900001-900000022", "org:role", ["pg:role-third-party"]),
        ("participation:cordis-900001-900000044", "pg:sme", ["true"]),
        # one body in two roles has two parts
        ("participation:cordis-900001-900000044", "org:role", ["pg:role-associated-partner"]),
        ("participation:cordis-900001-900000044-thirdparty", "org:role", ["pg:role-third-party"]),
        # a role that nobody knows
        ("participation:cordis-900002-900000055", "org:role", []),
        ("participation:cordis-900002-900000055", "skos:note", ["Role: hostInstitution."]),
        ("participation:cordis-900002-900000055", "skos:prefLabel", ["NAMIB HOSPITAL in GLOW"]),
        # one acronym, two projects; dates in five forms
        ("project:cordis-900001", "skos:prefLabel", ["GLOW"]),
        ("project:cordis-900001", "skos:altLabel", ['Light for the "North"']),
        ("project:cordis-900001", "schema:endDate", ["2021-06-02"]),
        ("project:cordis-900001", "pg:rcn", ["111111"]),
        ("project:cordis-900001", "org:classification", ["pg:status-signed"]),
        ("project:cordis-900001", "pg:call", ["H2020-GLOW-2016", "H2020-GLOW-2016-1"]),
        ("project:cordis-900002", "schema:startDate", ["2015-11-04"]),
        ("project:cordis-900002", "schema:endDate", ["2016-12-01"]),
        ("project:cordis-900002", "pg:programme", ["programme:horizon-2-5-7", "programme:horizon-europe"]),
        ("project:cordis-900003", "schema:startDate", []),
        ("project:cordis-900003", "pg:totalCost", ["0"]),
        ("project:cordis-900003", "pg:euContribution", []),
        # parts of programmes, up to the framework
        ("programme:h2020-eu-3-1", "dcterms:isPartOf", ["programme:h2020-eu-3"]),
        ("programme:h2020-eu-3", "dcterms:isPartOf", ["programme:horizon-2020"]),
        ("programme:horizon-2-5-7", "dcterms:isPartOf", ["programme:horizon-2-5"]),
        ("programme:horizon-2", "dcterms:isPartOf", ["programme:horizon-europe"]),
    ],
)
def test_a_cell_means(whole: tuple[ox.Store, Ledger], subject: str, name: str, expected: list[str]) -> None:
    """Each cell of the tables is taken for what it means, or not at all."""
    assert values(whole[0], subject, name) == expected


def test_cells_that_mean_nothing_are_told(whole: tuple[ox.Store, Ledger]) -> None:
    """What was left out of a row that is taken has its row (the header is row 1), its column and its words."""
    found = {(each.place.row, each.place.column, each.value) for each in whole[1].notes}
    assert {(4, "startDate", "1066-10-14"), (4, "endDate", "2999-01-01"), (10, "country", "ZZ")} <= found
    assert (9, "role", "hostInstitution") in found


def test_evidence_names_file_and_row(whole: tuple[ox.Store, Ledger]) -> None:
    """A participation rests on a row, counted from 1 without the header, of a file with its hash and whom to credit."""
    store, _ = whole
    (evidence,) = values(store, "participation:cordis-900002-900000055", "pg:evidence")
    assert values(store, evidence, "pg:row") == ["8"]
    (source,) = values(store, evidence, "dcterms:source")
    assert values(store, source, "dcterms:title") == ["CORDIS: organization.csv"]
    assert values(store, source, "schema:creditText") == ["CORDIS, European Union"]
    assert values(store, evidence, "prov:generatedAtTime") == ["2026-11-23T00:00:00Z"]


def test_a_person_is_kept_where_asked_for() -> None:
    """Natural persons are left out by default, and their names are not in the report."""
    ledger = Ledger()
    assert not values(read("organization.csv", ledger=ledger), "body:pic-900000033", "pg:pic")
    assert "MUSTERMANN" not in repr(ledger.table())
    assert values(read("organization.csv", persons=True), "body:pic-900000033", "pg:pic") == ["900000033"]


def test_official_files_leave_marks_as_they_are() -> None:
    """A field is a mark, raw text, a mark; of the raw text nothing is lost, also where it goes over two lines."""
    store = read("topics_raw.csv")
    assert values(store, "topic:call-glow-1", "skos:prefLabel") == ['Seals for light#2 with "quick" methods']
    assert values(store, "topic:call-glow-2", "skos:prefLabel") == ['Light, "quoted"; and then some']
    assert values(store, "topic:call-glow-3", "skos:prefLabel") == ["Over two lines"]
    assert values(store, "project:cordis-900001", "pg:callTopic") == ["GLOW-1"]
    assert values(store, "project:cordis-900001", "skos:prefLabel") == ["900001"]


def test_copies_of_a_spreadsheet_double_marks() -> None:
    """Commas, doubled marks, a byte order mark and CRLF."""
    store = read("topics_resaved.csv")
    assert values(store, "topic:call-glow-1", "skos:prefLabel") == ['Seals, "quick" ones']


def test_one_grant_under_two_records() -> None:
    """The second record's other end is a statement beside the first; a row that says nothing new is skipped."""
    ledger = Ledger()
    store = read("projects_2016.csv", ledger=ledger)
    assert values(store, "project:cordis-900004", "pg:rcn") == ["444441", "444442"]
    assert values(store, "project:cordis-900004", "schema:endDate") == ["2015-06-01"]
    assert values(store, "project:cordis-900004", "pg:totalCost") == ["6000000.04"]
    said = [quad.object for quad in store.quads_for_pattern(None, ox.NamedNode(PREFIXES["pg"] + "value"), None)]
    assert [getattr(each, "value", "") for each in said] == ["2015-07-31"]
    assert ledger.reasons() == [("repeats a row on the same project", 1)]


def test_the_older_layout_of_fp7() -> None:
    """Bodies by hash or padded code, double-encoded letters, projects by their record number alone."""
    ledger = Ledger()
    store = read("fp7orgs.csv", "fp7edges.csv", ledger=ledger)
    key = "body:fp7-0123456789abcdef0123456789abcdef"
    assert values(store, key, "skos:prefLabel") == ["STUDIO GüNTHER GMBH"]
    assert values(store, key, "skos:altLabel") == ["SG"]
    assert values(store, key, "pg:fp7Key") == ["0123456789abcdef0123456789abcdef"]
    assert values(store, "place:cordis-che-neuchatel", "skos:prefLabel") == ["Neuchâtel"]
    assert values(store, "place:cordis-fin-etela", "skos:prefLabel") == ["Etelä"]
    assert values(store, "body:fp7-11111111111111111111111111111111", "skos:prefLabel") == [
        "UL\ufffd REPUBLIKA MINISTERSTVO"
    ]
    assert values(store, "participation:cordis-rcn-92257-998000011", "org:member") == ["body:pic-998000011"]
    assert values(store, "project:cordis-rcn-92257", "pg:rcn") == ["92257"]
    assert ledger.reasons() == [("repeats a row on the same body, project and role", 1)]


def test_contact_persons_of_old_files_are_dropped() -> None:
    """Columns of persons are left out in silence, a column that nobody knows is named; capitals do not matter."""
    ledger = Ledger()
    store = read("organizations_2018.csv", ledger=ledger)
    assert not [quad for quad in store if "Mustermann" in str(quad.object)]
    assert [each.place.column for each in ledger.notes] == ["moodOfTheDay"]
    part = "participation:cordis-900001-900000011"
    assert values(store, part, "org:role") == ["pg:role-coordinator"]
    assert values(store, part, "pg:euContribution") == ["1.5"]
    assert values(store, part, "pg:participationEnded") == ["false"]


def test_fields_of_science_are_concepts() -> None:
    """EuroSciVoc is a tree of concepts, of which the path names the upper ones; the legal basis one of programmes."""
    store = read("euroSciVoc.csv", "legalBasis.csv")
    assert values(store, "topic:euroscivoc-1021", "skos:broader") == ["topic:euroscivoc-337"]
    assert values(store, "topic:euroscivoc-23", "skos:prefLabel") == ["natural sciences"]
    assert values(store, "topic:euroscivoc-1021", "skos:definition") == ["Of ribose."]
    assert values(store, "project:cordis-900002", "schema:about") == ["topic:euroscivoc-1021"]
    assert values(store, "programme:horizon-2-5-7", "skos:altLabel") == ["Clean Light"]
    assert values(store, "programme:euratom2027", "dcterms:isPartOf") == ["programme:euratom"]


def book(path: Path, rows: Sequence[Sequence[str]]) -> Path:
    """Write a workbook that, as the official ones do, declares that it has one cell."""
    lines = ["".join(f'<c t="inlineStr"><is><t>{escape(cell)}</t></is></c>' for cell in row) for row in rows]
    cells = "".join(f"<row>{line}</row>" for line in lines)
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    package = "http://schemas.openxmlformats.org/package/2006"
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{package}/content-types">'
        f'<Override PartName="/xl/workbook.xml" ContentType="{kind}.sheet.main+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{kind}.worksheet+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{package}/relationships">'
        f'<Relationship Id="r1" Type="{office}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{office}">'
        '<sheets><sheet name="Sheet1" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}/relationships">'
        f'<Relationship Id="r1" Type="{office}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{main}"><dimension ref="A1"/>'
        f"<sheetData>{cells}</sheetData></worksheet>",
    }
    with zipfile.ZipFile(path, "w") as made:
        for name, content in parts.items():
            made.writestr(name, content)
    return path


def test_official_workbooks_lie_about_their_size(tmp_path: Path) -> None:
    """A workbook that declares one cell has the rows of the same table as CSV."""
    with (DATA / "euroSciVoc.csv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.reader(stream, delimiter=";"))
    path = book(tmp_path / "euroSciVoc.xlsx", rows)
    packed = tmp_path / "cordis-HORIZONprojects-xlsx.zip"
    with zipfile.ZipFile(packed, "w") as archive:
        archive.write(path, path.name)
    for each in (path, packed):
        store, ledger = ox.Store(), Ledger()
        freight.take(store, cordis.texts([each], ledger, read_on="2026-11-23"))
        assert [(each.read, each.imported) for each in ledger.sums()] == [(2, 2)]
        assert len(store) == len(read("euroSciVoc.csv"))


def test_tables_lie_in_a_folder_of_the_archive(tmp_path: Path) -> None:
    """The tables of an archive in the folder csv/ are found; what is no table is named and left out."""
    path = tmp_path / "cordis-h2020projects-csv.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for name in ("organization.csv", "project.csv"):
            archive.write(DATA / name, f"csv/{name}")
        archive.writestr("csv/webLink.csv", '"id";"url"\n"1";"x"\n')
        archive.writestr("information.html", "<html>")
    ledger = Ledger()
    assert "".join(cordis.texts([path], ledger)).count(f"<{PREFIXES['pg']}Participation>") == 9
    assert [Path(each.place.file).name for each in ledger.notes if not each.place.row] == [
        "webLink.csv",
        "information.html",
    ]


def test_a_second_import_changes_nothing(tmp_path: Path) -> None:
    """What is imported once more is there already, and what is derived stays."""
    office = tmp_path / "office"
    once = cordis.into(office, TABLES, Ledger(), DAY)
    again = cordis.into(office, TABLES, Ledger(), DAY)
    assert (once.new, again.new) == (once.stated, 0)
    assert again.derived == once.derived > 0


def test_a_name_takes_the_place_of_a_number(tmp_path: Path) -> None:
    """A project that a side table told by its number alone is named when its own table comes."""
    office = tmp_path / "office"
    cordis.into(office, [DATA / "topics_raw.csv"], Ledger(), DAY)
    cordis.into(office, [DATA / "project.csv"], Ledger(), DAY)
    assert said(office, "project:cordis-900001", "skos:prefLabel") == ["GLOW"]


def test_a_trial_changes_nothing(tmp_path: Path) -> None:
    """A dry run counts what would come, and a store that was not there is not made."""
    done = cordis.into(tmp_path / "office", TABLES, Ledger(), Manner("2026-11-23", dry_run=True))
    assert done.new > 0
    assert not (tmp_path / "office").exists()


def test_all_tables_keep_to_the_shapes(tmp_path: Path) -> None:
    """What the tables of all dialects say together breaks no shape."""
    office = tmp_path / "office"
    cordis.into(office, TABLES, Ledger(), DAY)
    assert violations(office) == []


def test_what_the_shipped_network_knows_stays_one_node(tmp_path: Path) -> None:
    """EIBIR and MEDIRAD keep their nodes and names, and a part that is known gets evidence."""
    table = tmp_path / "organization.csv"
    text = (DATA / "organization.csv").read_text(encoding="utf-8")
    rows = text.splitlines()[:2]
    rows[1] = rows[1].replace("900001", "755523").replace("900000011", "999633113")
    table.write_text("\n".join(rows) + "\n", encoding="utf-8")
    office = tmp_path / "office"
    load.files(office, resource.data())
    with pg.open(store=office) as graph:
        before = graph.ask("partners-of", {"body": "EIBIR"}).records()
    parts = said(office, "participation:eibir-in-medirad", "pg:evidence")
    cordis.into(office, [table], Ledger(), DAY)
    with pg.open(store=office) as graph:
        assert graph.ask("partners-of", {"body": "EIBIR"}).records() == before
    assert len(said(office, "participation:eibir-in-medirad", "pg:evidence")) == len(parts) + 1
    assert said(office, "body:eibir", "pg:nuts") == ["EL303"]
    assert said(office, "body:pic-999633113", "pg:pic") == []


def test_the_day_of_reading_is_a_day(tmp_path: Path) -> None:
    """A day that is none is told before anything is done."""
    with pytest.raises(DateError, match="write it as 2026-11-25"):
        cordis.into(tmp_path / "office", TABLES, Ledger(), Manner("yesterday"))
    assert not (tmp_path / "office").exists()


def test_the_command_tells_counts_and_writes_a_report(tmp_path: Path) -> None:
    """Rows read, imported and skipped, the reasons, and the triples that came."""
    folder = tmp_path / "h2020"
    folder.mkdir()
    shutil.copy(DATA / "organization.csv", folder)
    report = tmp_path / "left-out.csv"
    words = ["import", "cordis", str(folder), "--store", str(tmp_path / "office"), "--report", str(report)]
    done = CliRunner().invoke(main, words)
    assert done.exit_code == 0, done.output
    assert f"{folder / 'organization.csv'}: 12 rows read, 9 imported, 3 skipped\n" in done.stderr
    assert "  1 skipped: is a natural person\n" in done.stderr
    assert report.read_text(encoding="utf-8").count("\n") > 3


def test_a_cell_that_is_none_is_told_with_its_words(tmp_path: Path) -> None:
    """By the name that the column has in the file, with the words, and what becomes of it."""
    rows = '"projectID";"organisationID";"role";"ecContribution"\n"1";"900000011";"wizard";"1e5"\n'
    (tmp_path / "organization.csv").write_text(rows, encoding="utf-8")
    words = [str(tmp_path / "organization.csv"), "--store", str(tmp_path / "office")]
    done = CliRunner().invoke(main, ["import", "cordis", *words])
    assert done.stderr.replace(f"{tmp_path}/", "").splitlines()[:2] == [
        "organization.csv:2:role: 'wizard' is no role that is known; it is kept as a note",
        "organization.csv:2:ecContribution: '1e5' is no number; write it as 734875.50; it is left out",
    ]


def test_the_same_tables_give_the_same_text() -> None:
    """Whatever the order in which the files are given, and each time, the text is the same."""
    one = "".join(cordis.texts(TABLES, Ledger(), read_on="2026-11-23"))
    assert one == "".join(cordis.texts(TABLES, Ledger(), read_on="2026-11-23"))
