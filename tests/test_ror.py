"""Dumps of ROR in each of their forms, as statements."""

import json
import re
import zipfile
from pathlib import Path

import pyoxigraph as ox
import pytest
from click.testing import CliRunner

from partnergraph import resource
from partnergraph.cli import main
from partnergraph.errors import InputError
from partnergraph.loading import freight, load
from partnergraph.loading.freight import Manner
from partnergraph.loading.ledger import Ledger
from partnergraph.sources import ror
from tests.test_cordis import said, values, violations

DATA = Path(__file__).parent / "data" / "ror"
DAY = Manner("2026-11-23")
LIGHT, CLINIC, PHYSICS, ACADEMY, TWIN, TOKYO = (
    f"body:ror-{each['id'].rpartition('/')[2]}" for each in json.loads((DATA / "v2.json").read_text(encoding="utf-8"))
)


def read(path: Path, ledger: Ledger | None = None) -> ox.Store:
    """Give what a dump says, in memory."""
    store = ox.Store()
    freight.take(store, ror.texts([path], ledger or Ledger(), read_on="2026-11-23"))
    return store


@pytest.fixture(scope="module")
def modern() -> tuple[ox.Store, Ledger]:
    """Give what the dump of version 2 says."""
    ledger = Ledger()
    return read(DATA / "v2.json", ledger), ledger


@pytest.mark.parametrize(
    ("subject", "name", "expected"),
    [
        (LIGHT, "skos:prefLabel", ["University of Light", "Universität des Lichts", "Univerzita Světla"]),
        (LIGHT, "skos:altLabel", ["Light University", "UoL"]),
        (LIGHT, "rdf:type", ["pg:University"]),
        (LIGHT, "schema:foundingDate", ["0970"]),
        (LIGHT, "pg:grid", ["grid.000001.1"]),
        (LIGHT, "pg:isni", ["000000000004061X"]),
        (LIGHT, "schema:location", ["place:geonames-2761369"]),
        (LIGHT, "schema:addressCountry", ["country:AUT"]),
        (LIGHT, "foaf:homepage", ["https://light.example.org"]),
        (LIGHT, "rdfs:seeAlso", ["https://en.wikipedia.org/wiki/Light,_University_of_%26"]),
        (LIGHT, "org:classification", ["pg:status-active"]),
        (LIGHT, "dcterms:relation", [PHYSICS]),
        (CLINIC, "org:subOrganizationOf", [LIGHT]),
        (CLINIC, "pg:isni", []),
        (CLINIC, "rdf:type", ["pg:Hospital"]),
        # an identifier that another record has is no proof that the two are one
        (CLINIC, "skos:closeMatch", ["http://www.wikidata.org/entity/Q4116239"]),
        (ACADEMY, "org:classification", ["pg:status-withdrawn"]),
        (TWIN, "skos:prefLabel", ["Institute of Physics"]),
        (PHYSICS, "schema:addressCountry", []),
        # a name in no language, or in none that is English, is the English one too
        (TOKYO, "skos:prefLabel", ["光研究所", "光研究所"]),
        ("place:geonames-2761369", "schema:latitude", ["48.20849"]),
        ("place:geonames-3067696", "schema:latitude", []),
    ],
)
def test_a_record_says(modern: tuple[ox.Store, Ledger], subject: str, name: str, expected: list[str]) -> None:
    """Each part of a record is taken for what it means."""
    assert values(modern[0], subject, name) == expected


def test_that_two_are_related_is_said_from_each_side(modern: tuple[ox.Store, Ledger]) -> None:
    """Whoever asks for either of the two finds the other."""
    told = [values(modern[0], each, "dcterms:relation") for each in (LIGHT, PHYSICS)]
    assert told == [[PHYSICS], [LIGHT]]


def test_a_withdrawn_record_has_a_successor(modern: tuple[ox.Store, Ledger]) -> None:
    """A successor is a change that both sides tell of, once."""
    change = f"change:ror-{ACADEMY.rpartition('-')[2]}-{LIGHT.rpartition('-')[2]}"
    assert values(modern[0], change, "org:originalOrganization") == [ACADEMY]
    assert values(modern[0], change, "org:resultingOrganization") == [LIGHT]
    assert len(values(modern[0], change, "pg:evidence")) == 2


def test_counts_add_up_and_what_is_left_out_is_told(modern: tuple[ox.Store, Ledger]) -> None:
    """Relations to oneself, to a record that is not there, to a parent that is below; an ISNI with a wrong digit."""
    _, ledger = modern
    assert [(each.read, each.imported) for each in ledger.sums()] == [(6, 6)]
    assert sorted(each.reason for each in ledger.notes) == [
        "is a parent that is a part of the body itself",
        "is a relation of a body to itself",
        "is a relation to a body that no record tells of",
        "is no ISNI by its check digit",
    ]


def test_a_record_that_comes_twice_is_skipped(tmp_path: Path) -> None:
    """Of two records with one identifier the first counts; one without an identifier of ROR is left out."""
    records = json.loads((DATA / "v2.json").read_text(encoding="utf-8"))
    strange = {**records[0], "id": "https://example.org/1"}
    (tmp_path / "a.json").write_text(json.dumps([records[0], records[0], strange]))
    ledger = Ledger()
    read(tmp_path / "a.json", ledger)
    assert [(each.read, each.imported, each.skipped) for each in ledger.sums()] == [(3, 1, 2)]
    assert [reason for reason, _ in ledger.reasons()] == [
        "has no identifier of ROR",
        "repeats the identifier of a record before it",
    ]


def test_version_1_says_the_same() -> None:
    """The older form of the JSON: GRID is no list, the country stands apart from the address."""
    store = read(DATA / "v1.json")
    assert values(store, LIGHT, "skos:prefLabel") == ["University of Light", "Univerzita Světla"]
    assert values(store, LIGHT, "pg:grid") == ["grid.000001.1"]
    assert values(store, LIGHT, "schema:location") == ["place:geonames-2761369"]
    assert values(store, LIGHT, "schema:addressCountry") == ["country:AUT"]
    assert values(store, CLINIC, "org:subOrganizationOf") == [LIGHT]


def test_the_csv_says_the_same() -> None:
    """Labels stay whole; other names are parted at commas, but for legal forms."""
    store = read(DATA / "v2.csv")
    assert values(store, LIGHT, "skos:prefLabel") == ["University of Light, Glow, and Dawn", "Univerzita Světla"]
    assert values(store, LIGHT, "skos:altLabel") == [
        "Light University",
        "Light, Inc.",
        "School of Light",
        "UL",
        "UoL",
    ]
    assert values(store, CLINIC, "org:subOrganizationOf") == [LIGHT]


def test_of_an_archive_the_json_counts(tmp_path: Path) -> None:
    """A zip file holds the records as JSON and as CSV; they are read once."""
    path = tmp_path / "ror.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.write(DATA / "v2.json", "v2.2-2026-10-ror-data_schema_v2.json")
        archive.write(DATA / "v1.json", "v2.2-2026-10-ror-data.json")
        archive.write(DATA / "v2.csv", "v2.2-2026-10-ror-data_schema_v2.csv")
    ledger = Ledger()
    read(path, ledger)
    assert [each.read for each in ledger.sums()] == [6]
    assert len(ledger.notes) == 4 + 2


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("{}", "is no list of records; this is no dump of ROR"),
        ('[{"id": 1}]', "record 1 has no id; this is no dump of ROR"),
        ('[{"id": "x", "names": [1]}]', "record 1 (x) has another form than ROR's"),
        ('[{"id": "https://ror.org/034wxcc35", "names": []}, {"id": ', "record 2: cannot be read as JSON"),
        ('[{"id": "https://ror.org/034wxcc35", "names": []}', "ends in the middle; get the dump again"),
        ("[" * 100_000, "a.json: record 1: cannot be read as JSON: it is nested too deep"),
        ("[ ]", "holds no record; get the dump again"),
    ],
)
def test_what_is_no_dump_is_told(tmp_path: Path, content: str, words: str) -> None:
    """The complaint names file and record, and the command ends with 3 and leaves no store."""
    path = tmp_path / "a.json"
    path.write_text(content)
    with pytest.raises(InputError, match=re.escape(words)):
        list(ror.texts([path], Ledger()))
    done = CliRunner().invoke(main, ["import", "ror", str(path), "--store", str(tmp_path / "office")])
    assert (done.exit_code, done.stderr.count("\n")) == (3, 1)
    assert not (tmp_path / "office").exists()


def test_a_table_that_is_none_is_told_with_its_line(tmp_path: Path) -> None:
    """Another encoding, and a line that goes on and on."""
    path = tmp_path / "a.csv"
    for content, words in ((b"\xff", "is no text in utf-8"), (b"x" * (2 << 20), "the line is longer than 1 MiB")):
        path.write_bytes(b"id,names.types.ror_display\n" + content)
        with pytest.raises(InputError, match=f"a.csv:2: {words}"):
            list(ror.texts([path], Ledger()))


def test_a_year_that_cannot_be_meant_is_left_out(tmp_path: Path) -> None:
    """1066 is one; 2999 is told in the report."""
    path, ledger = tmp_path / "a.json", Ledger()
    known = [("034wxcc35", 1066), ("04z8k9a98", 2999)]
    path.write_text(
        json.dumps([{"id": f"https://ror.org/{code}", "names": [], "established": year} for code, year in known])
    )
    told = "".join(ror.texts([path], ledger))
    assert (told.count('"1066"'), told.count("2999")) == (1, 0)
    assert [(str(note), note.value) for note in ledger.notes] == [
        (f"{path}:3:established: is no year up to 2199", "2999")
    ]


@pytest.mark.no_cover
def test_a_registry_keeps_to_the_shapes_and_to_known_nodes(tmp_path: Path) -> None:
    """A dump breaks no shape, a second import changes nothing, and the shipped EORTC keeps its node and name."""
    eortc = {
        "id": "https://ror.org/034wxcc35",
        "names": [{"value": "EORTC HQ", "lang": None, "types": ["ror_display"]}],
    }
    (tmp_path / "eortc.json").write_text(json.dumps([eortc]))
    office = tmp_path / "office"
    load.files(office, resource.data())
    files = [DATA / "v2.json", tmp_path / "eortc.json"]
    once = ror.into(office, files, Ledger(), DAY)
    assert once.new > 0
    assert ror.into(office, files, Ledger(), DAY).new == 0
    assert violations(office) == []
    assert "EORTC HQ" in said(office, "body:eortc", "skos:altLabel")
    assert said(office, "body:ror-034wxcc35", "rdf:type") == []


def test_the_command_tells_counts(tmp_path: Path) -> None:
    """Records read and imported, and the triples that came."""
    done = CliRunner().invoke(main, ["import", "ror", str(DATA / "v2.json"), "--store", str(tmp_path / "office")])
    assert done.exit_code == 0, done.output
    assert "v2.json: 6 rows read, 6 imported\n" in done.stderr
