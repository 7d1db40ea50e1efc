"""A newer release of a source in the place of the one before it, in a store that others have a part in."""

import datetime as dt
import hashlib
import json
import shutil
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pyoxigraph as ox
import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from partnergraph.cli import main
from partnergraph.errors import InputError
from partnergraph.loading import load, notation, release
from partnergraph.loading.freight import Freight, Manner
from partnergraph.loading.ledger import Ledger
from partnergraph.loading.renewal import Renewal
from partnergraph.reconciliation import decision
from partnergraph.sources import cordis, ror
from partnergraph.sources.sheets import office as sheets
from partnergraph.sources.sheets.tables import Way
from partnergraph.storage import folder, manifest, update, upkeep
from partnergraph.storage.store import Store
from tests.stores import stated
from tests.test_cordis import DATA, said, violations

DAY = dt.date(2026, 11, 25)
MANNER = Manner(DAY.isoformat(), derive=False)
RECORDS = json.loads((DATA.parent / "ror" / "v2.json").read_text(encoding="utf-8"))


def archive(path: Path, *changes: tuple[str, str]) -> Path:
    """Make a folder of CORDIS in which words are others, or only some projects stand."""
    path.mkdir(parents=True)
    for name in ("project.csv", "organization.csv"):
        text = (DATA / name).read_text(encoding="utf-8")
        for old, new in changes:
            text = text.replace(old, new)
        (path / name).write_text(text, encoding="utf-8")
    return path


def projects(store: Path, path: Path, manner: Manner = MANNER) -> Freight:
    """Import a folder of CORDIS."""
    return cordis.into(store, [path], Ledger(), manner)


def besides(lines: set[str], name: str) -> set[str]:
    """Give statements but for the evidence of a release."""
    return {line for line in lines if f"/evidence/{name}." not in line and f"/source/{name}." not in line}


def sources(store: Path, thing: str) -> list[str]:
    """Give the sources of the evidence of a thing."""
    return sorted(
        {source for each in said(store, thing, "pg:evidence") for source in said(store, each, "dcterms:source")}
    )


def registry(path: Path, records: Sequence[object]) -> Path:
    """Write a dump of ROR."""
    path.write_text(json.dumps(records), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def months(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Give two months of CORDIS: a day, a name, a town and a role change, a project and its parts go, another comes."""
    desk = tmp_path_factory.mktemp("months")
    old = archive(desk / "october" / "h2020")
    changes = [("02/06/2021", "02/06/2022"), ("LIGHTWORKS GMBH", "LIGHTWORKS AG"), ("900002", "900009")]
    return old, archive(desk / "november" / "h2020", *changes)


def test_a_newer_release_leaves_what_it_alone_would(months: tuple[Path, Path], tmp_path: Path) -> None:
    """After two months the store states what the second one alone says; the changes are counted."""
    old, new = months
    first = projects(tmp_path / "office", old)
    done = projects(tmp_path / "office", new)
    alone = projects(tmp_path / "alone", new)
    assert stated(tmp_path / "office") == stated(tmp_path / "alone")
    (change,) = done.changes
    net = change.came + change.proofs_came - change.went - change.proofs_went
    assert (change.source, change.known, done.new, done.stated) == ("h2020", True, net, alone.stated)
    assert change.came > 0 < change.went
    assert first.changes[0].came == first.stated
    assert not upkeep.check(tmp_path / "office").damage


def test_the_same_release_changes_nothing(months: tuple[Path, Path], tmp_path: Path) -> None:
    """Imported once more it says what it said before, and the counts of its rows are told all the same."""
    projects(tmp_path / "office", months[0])
    before = stated(tmp_path / "office")
    ledger = Ledger()
    done = cordis.into(tmp_path / "office", [months[0]], ledger, MANNER)
    assert done.changes[0].same
    assert stated(tmp_path / "office") == before
    assert sum(each.read for each in ledger.sums()) == 15


def test_a_trial_tells_and_changes_nothing(months: tuple[Path, Path], tmp_path: Path) -> None:
    """A dry run tells what would come and go, and leaves the store and what is kept beside it."""
    office = tmp_path / "office"
    projects(office, months[0])
    before = stated(office)
    tried = projects(office, months[1], replace(MANNER, dry_run=True))
    assert stated(office) == before
    assert projects(office, months[1]).changes == tried.changes


def test_what_is_added_stays(months: tuple[Path, Path], tmp_path: Path) -> None:
    """Added, a newer release leaves what the one before it said; imported, it leaves what was added."""
    office = tmp_path / "office"
    projects(office, months[0])
    done = projects(office, months[1], replace(MANNER, add=True))
    assert done.changes == ()
    assert len(said(office, "project:cordis-900001", "schema:endDate")) == 2
    projects(office, months[1])
    assert said(office, "project:cordis-900001", "schema:endDate") == ["2022-06-02"]
    projects(office, months[0])
    assert said(office, "project:cordis-900001", "schema:endDate") == ["2021-06-02", "2022-06-02"]


def test_what_was_said_by_hand_stays(months: tuple[Path, Path], tmp_path: Path) -> None:
    """What was stated or taken out by hand stays so through releases that say otherwise."""
    office = tmp_path / "office"
    projects(office, months[0])
    own = """DELETE DATA { participation:cordis-900001-900000022 pg:sme false } ;
        INSERT DATA { project:cordis-900001 schema:endDate '2022-06-02'^^xsd:date }"""
    update.apply(office, own, derive=False)
    done = projects(office, months[1])
    assert done.changes[0].left_out == 1
    assert said(office, "participation:cordis-900001-900000022", "pg:sme") == []
    assert said(office, "project:cordis-900001", "schema:endDate") == ["2022-06-02"]
    projects(office, months[0])
    assert said(office, "project:cordis-900001", "schema:endDate") == ["2021-06-02", "2022-06-02"]


def test_what_others_speak_of_keeps_class_name_and_evidence(months: tuple[Path, Path], tmp_path: Path) -> None:
    """A body that is said no more stays with its name while a match or a file names it, and goes with the last."""
    office, own = tmp_path / "office", tmp_path / "own.nt"
    projects(office, months[0])
    body = "<https://w3id.org/partnergraph/id/body/pic-900000055>"
    own.write_text(f"<urn:a> <http://www.w3.org/ns/org#linkedTo> {body} .\n", encoding="utf-8")
    load.graphs(office, [own], load.About(DAY), derive=False)
    ror.into(office, [registry(tmp_path / "ror.json", RECORDS)], Ledger(), MANNER)
    matches = tmp_path / "matches.csv"
    matches.write_text("body,candidate,accept\nbody:pic-900000077,https://ror.org/0mvjs6z59,yes\n", encoding="utf-8")
    decision.accept(matches, office, day=DAY)
    gone = archive(tmp_path / "h2020", ("900002", "900009"), ("9000000", "8000000"))
    done = projects(office, gone)
    kept = [said(office, f"body:pic-9000000{number}", "skos:prefLabel") for number in (55, 77, 66)]
    assert kept == [["NAMIB HOSPITAL"], ["BORDER OFFICE"], []]
    assert done.changes[0].spared == 4
    assert violations(office) == []
    assert len(said(office, "body:pic-900000055", "rdf:type")) == 1
    versions = {said(office, source, "pg:sha256")[0]: source for source in sources(office, "body:pic-900000055")}
    was, now = (hashlib.sha256((path / "organization.csv").read_bytes()).hexdigest() for path in (months[0], gone))
    assert list(versions) == [was]  # the table that said so last, and not the one that is there now
    assert said(office, "source:h2020.participations", "pg:sha256") == [now]
    assert said(office, versions[was], "dcterms:title") == ["CORDIS: organization.csv"]
    assert projects(office, gone).changes[0].same
    own.write_text("", encoding="utf-8")
    load.graphs(office, [own], load.About(DAY), derive=False)
    assert projects(office, gone).changes[0].went == 2
    assert said(office, "body:pic-900000055", "skos:prefLabel") == []
    assert len(sources(office, "body:pic-900000077")) == 1


def test_a_row_that_stays_keeps_its_evidence(tmp_path: Path) -> None:
    """Also where it moves: that it stands elsewhere, and in which file on which day, is all that changes."""
    office, table = tmp_path / "office", tmp_path / "topics.csv"
    rows = [f"75552{number};NFRP-{number};Topic {number}\n" for number in (1, 2, 3, 3)]
    for number, kept in enumerate((rows, rows[1:], rows[1:])):
        table.write_text("projectID;topic;title\n" + "".join(kept))
        done = cordis.into(office, [table], Ledger(), Manner(f"2026-11-{20 + number}", derive=False)).changes[0]
    assert (done.came, done.went, done.proofs_came, done.proofs_went) == (0, 0, 3, 3)  # the days of three rows
    assert [said(office, each, "pg:row") for each in said(office, "project:cordis-755523", "pg:evidence")] == [
        ["2"],
        ["3"],
    ]


def test_two_sources_that_say_the_same(months: tuple[Path, Path], tmp_path: Path) -> None:
    """What one source says no more stays as long as another one says it, whatever comes first."""
    office, other = tmp_path / "office", tmp_path / "fp7"
    shutil.copytree(months[0], other)
    cordis.into(office, [months[0], other], Ledger(), MANNER)
    both = besides(stated(office), "h2020")
    projects(office, months[1])
    assert both <= stated(office)
    archive(
        tmp_path / "later" / "fp7",
        ("900002", "900009"),
        ("02/06/2021", "02/06/2022"),
        ("LIGHTWORKS GMBH", "LIGHTWORKS AG"),
    )
    projects(office, tmp_path / "later" / "fp7")
    projects(office, months[1])  # its name of a body is no second one any more
    projects(tmp_path / "alone", months[1])
    assert besides(stated(office), "fp7") == stated(tmp_path / "alone")


def test_a_record_of_a_registry_goes_and_changes(tmp_path: Path) -> None:
    """A record has its newest status alone, and one that is there no more is gone, whatever the file is called."""
    office = tmp_path / "office"
    ror.into(office, [registry(tmp_path / "v2.1-2026-10-ror-data.json", RECORDS)], Ledger(), MANNER)
    later = [{**record, "status": "inactive"} for record in RECORDS[1:]]
    new = registry(tmp_path / "v2.2-2026-11-ror-data.json", later)
    done = ror.into(office, [new], Ledger(), MANNER)
    ror.into(tmp_path / "alone", [new], Ledger(), MANNER)
    assert stated(office) == stated(tmp_path / "alone")
    assert said(office, "body:ror-0mvjs6z59", "org:classification") == ["pg:status-inactive"]
    assert done.changes[0].source == "ror"


@pytest.mark.no_cover
def test_a_file_of_its_own_and_a_release_say_the_same(months: tuple[Path, Path], tmp_path: Path) -> None:
    """What both say is seen once, and stays when either says it no more; opening the store need not look for it."""
    office, own = tmp_path / "office", tmp_path / "own.nt"
    project, about = (notation.term(name) for name in ("project:cordis-900001", "schema:endDate"))
    line = notation.say(project, (about, notation.dated("2021-06-02")))
    for first in (True, False):
        shutil.rmtree(office, ignore_errors=True)
        own.write_text(line, encoding="utf-8")
        if first:
            load.graphs(office, [own], load.About(DAY), derive=False)
        projects(office, months[0])
        if not first:
            load.graphs(office, [own], load.About(DAY), derive=False)
        with Store.open(office) as store:
            assert len(list(store.select("SELECT ?day { project:cordis-900001 schema:endDate ?day }"))) == 1
        assert folder.hold(office).disjoint
        projects(office, months[1])
        assert said(office, "project:cordis-900001", "schema:endDate") == ["2021-06-02", "2022-06-02"]
        projects(office, months[0])
        own.write_text("", encoding="utf-8")
        load.graphs(office, [own], load.About(DAY), derive=False)
        assert said(office, "project:cordis-900001", "schema:endDate") == ["2021-06-02"]
        assert projects(office, months[1]).changes[0].went > 0
        assert said(office, "project:cordis-900001", "schema:endDate") == ["2022-06-02"]


def test_tables_that_were_imported_together_come_together(tmp_path: Path) -> None:
    """Some of the tables of a release are refused with what to do; more of them take the place of those before."""
    office = tmp_path / "office"
    tables = [DATA / "project.csv", DATA / "organization.csv"]
    cordis.into(office, tables[:1], Ledger(), MANNER)
    done = cordis.into(office, tables, Ledger(), MANNER)
    assert done.changes[0].known
    with pytest.raises(InputError, match="was imported together with organization before"):
        cordis.into(office, tables[:1], Ledger(), MANNER)
    cordis.into(office, tables[:1], Ledger(), replace(MANNER, release="projects"))
    assert list(release.kept(folder.editions(office)[-1])) == ["organization+project", "projects"]


STATEMENTS = [f'<urn:{subject}> <urn:p> "{value}" .\n' for subject in "ab" for value in "12"]
SETS = st.frozensets(st.sampled_from(STATEMENTS))
STEPS = st.lists(
    st.one_of(st.tuples(st.sampled_from(["one", "two"]), SETS), st.tuples(st.sampled_from(["insert", "delete"]), SETS)),
    max_size=8,
)


@settings(max_examples=60, deadline=None)
@given(STEPS)
def test_releases_are_as_sets_would_be(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[str, frozenset[str]]]
) -> None:
    """Whatever comes in which order, the store holds what sets of statements hold by the same rules."""
    desk = tmp_path_factory.mktemp("steps") / "000001.draft"
    desk.mkdir()
    store, holds, claims = Store(), set[str](), dict[str, frozenset[str]]()
    for what, lines in steps:
        quads = [*ox.parse("".join(lines), ox.RdfFormat.N_TRIPLES)]
        if what == "insert":
            store.engine.extend(quads)
            holds |= lines
        elif what == "delete":
            store.remove(quads)
            holds -= lines
        else:
            was = claims.pop(what, frozenset())
            others = frozenset().union(*claims.values())
            strange = holds - was - others
            told = holds == set().union(others, was)
            renewal = Renewal(store, desk, what, told=told)
            change = renewal.take(sorted(lines))
            came, went = lines - was - holds, (was - lines - others) & holds
            assert (change.came, change.went) == (len(came), len(went))
            holds = (holds - went) | came
            claims[what] = lines - strange
            assert holds == set().union(*claims.values()) or not renewal.told
    assert {f"{quad.triple} .\n" for quad in store.quads()} == holds


def test_the_command_tells_what_changed(months: tuple[Path, Path], tmp_path: Path) -> None:
    """Of a release before what came and went, of none what came, of the same that nothing changed."""
    words = ["import", "cordis", "--store", str(tmp_path / "office"), "--read-on", DAY.isoformat()]
    lines = [
        CliRunner().invoke(main, [*words, str(month), *more]).stderr.splitlines()[-2]
        for month, *more in (months[:1], (months[1], "--dry-run"), months[1:], months[1:])
    ]
    assert lines == [
        "h2020: 324 triples came",
        "h2020: 45 triples would come, 45 would go; of its evidence 71 would come, 71 would go",
        "h2020: 45 triples came, 45 went; of its evidence 71 came, 71 went",
        "h2020: says what it said before; nothing changed",
    ]


def test_a_sheet_without_a_row_takes_it_out(tmp_path: Path) -> None:
    """A row that is taken out of an office's workbook is out of the graph when the file is imported again."""
    path = tmp_path / "bodies.csv"
    path.write_text("id,name\nesr,European Society of Radiology\neibir,EIBIR\n", encoding="utf-8")
    sheets.keep([path], tmp_path / "office", Way(DAY, derive=False), Ledger())
    path.write_text("id,name\nesr,European Society of Radiology\n", encoding="utf-8")
    deed = sheets.keep([path], tmp_path / "office", Way(DAY, derive=False), Ledger())
    assert deed.intake
    assert said(tmp_path / "office", "body:eibir", "skos:prefLabel") == []


def test_what_a_store_is_known_to_hold(months: tuple[Path, Path], tmp_path: Path) -> None:
    """That a store holds what releases say is known until it is edited, and known again once the edit is undone."""
    office, own, known = tmp_path / "office", tmp_path / "own.nt", list[bool]()
    own.write_text("<urn:a> <urn:b> <urn:c> .\n", encoding="utf-8")
    edit = "project:cordis-900001 schema:endDate '2022-06-02'^^xsd:date"

    def note(_: object) -> None:
        found = manifest.read(folder.editions(office)[-1])
        known.append(found is not None and found.told)

    note(projects(office, months[0]))
    note(load.graphs(office, [own], load.About(DAY), derive=False))
    note(projects(office, months[1]))
    assert known == [True, True, True]
    for verb, still in (("DELETE", False), ("INSERT", True)):
        note(update.apply(office, f"{verb} DATA {{ {edit} }}", derive=False))
        note(projects(office, months[1]))
        assert known[-2:] == [False, still]
