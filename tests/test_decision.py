"""Decisions on matches: taken into a store, changed, and taken out again."""

import datetime as dt
import shutil
from pathlib import Path

import pyoxigraph as ox
import pytest
from click.testing import CliRunner

from partnergraph.cli import main
from partnergraph.errors import InputError, StoreError
from partnergraph.loading import load
from partnergraph.reconciliation import candidacy, decision, match
from partnergraph.reconciliation.candidacy import Bodies
from partnergraph.storage.store import DERIVED, FILES, ONTOLOGY, Store

DATA = Path(__file__).parent / "data" / "matching"
DAY = dt.date(2026, 11, 25)
OURS = {DERIVED, FILES, ONTOLOGY}


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a store that is only read."""
    path = tmp_path_factory.mktemp("match") / "office"
    load.files(path, [DATA / "bodies.ttl"])
    return path


@pytest.fixture
def store(office: Path, tmp_path: Path) -> Path:
    """Give a store of its own to each test."""
    return Path(shutil.copytree(office, tmp_path / "office"))


def stated(path: Path) -> set[str]:
    """Give what a store states, by all graphs but ours."""
    with Store.open(path) as kept:
        return {str(quad) for quad in kept.quads() if quad.graph_name not in OURS}


def pairs(path: Path) -> list[tuple[str, str, str]]:
    """Give what was said of matches."""
    with Store.open(path) as kept:
        rows = kept.select("SELECT ?one ?p ?other { GRAPH graph:matches { ?one ?p ?other } } ORDER BY ?other ?one")
        return [tuple(each.value.rpartition("/")[2].rpartition("#")[2] for each in row) for row in rows]


def table(folder: Path, *rows: str) -> Path:
    """Write a table of decisions."""
    path = folder / "matches.csv"
    path.write_text("body,candidate,score,reason,accept\n" + "".join(f"{row}\n" for row in rows), encoding="utf-8")
    return path


def test_bodies_are_held_against_the_registry(office: Path) -> None:
    """Each body has its candidates of the registry, or a row that says that nothing is like it."""
    with Store.open(office) as kept:
        found = {
            (each.body[-5:], each.candidate.rpartition("/")[2], each.score)
            for each in match.with_registry(candidacy.read(kept))
        }
    assert found == {
        ("pic-1", "ror-light", 1.0),
        ("pic-2", "ror-light", 1.0),
        ("pic-3", "ror-physics-1", 0.85),
        ("pic-3", "ror-physics-2", 0.85),
        ("pic-4", "", 0.0),
        ("pic-5", "", 0.0),
    }


def test_duplicates_are_told_once(office: Path) -> None:
    """Of two bodies without an identifier that are one, the first is the candidate."""
    with Store.open(office) as kept:
        found = [(each.body[-5:], each.candidate[-5:]) for each in match.among(candidacy.read(kept))]
    assert found == [("pic-2", "pic-1")]


def test_what_is_sure_is_accepted_if_asked_for(office: Path) -> None:
    """From a score on the first candidate of a body has a yes, the others none."""
    with Store.open(office) as kept:
        found = match.with_registry(candidacy.read(kept))
    rows = match.table(found, sure=0.9).records()
    assert {row["body"] for row in rows if row["accept"] == "yes"} == {"body:pic-1", "body:pic-2"}
    assert {row["accept"] for row in match.table(found).records()} == {None}


def test_a_decision_can_be_taken_back(store: Path, tmp_path: Path) -> None:
    """Yes makes one, no keeps apart, an empty cell takes back; another table leaves the others; undo is as before."""
    before = stated(store)
    decision.accept(
        table(tmp_path, "body:pic-1,body:ror-light,1,,yes", "body:pic-3,body:ror-physics-1,,,no"), store, day=DAY
    )
    assert pairs(store) == [("ror-light", "sameAs", "pic-1"), ("ror-physics-1", "differentFrom", "pic-3")]
    with Store.open(store) as kept:
        assert [(each.body[-5:], each.candidate[-5:]) for each in match.with_registry(candidacy.read(kept))] == [
            ("pic-2", "light"),
            ("pic-3", "ics-2"),
            ("pic-4", ""),
            ("pic-5", ""),
        ]
    decision.accept(
        table(tmp_path, "body:pic-3,body:ror-physics-1,,,", "body:pic-2,https://ror.org/0mvj9r143,,,Y"), store, day=DAY
    )
    assert pairs(store) == [("ror-light", "sameAs", "pic-1"), ("ror-light", "sameAs", "pic-2")]
    decision.undo(store, day=DAY)
    assert stated(store) == before


def test_a_trial_changes_nothing(store: Path, tmp_path: Path) -> None:
    """With a trial the changes are told and not made."""
    done = decision.accept(table(tmp_path, "body:pic-1,body:ror-light,1,,yes"), store, day=DAY, dry_run=True)
    assert done.changes[0].came == 1
    assert pairs(store) == []


@pytest.mark.parametrize(
    ("row", "complaint"),
    [
        ("body:pic-1,body:ror-light,1,,perhaps", "matches.csv:2: accept: 'perhaps' is neither yes nor no"),
        ("body:pic-9,body:ror-light,1,,yes", "matches.csv:2: body: the store has no body 'body:pic-9'"),
        ("body:pic-1,https://ror.org/0aaaaaa00,1,,yes", "candidate: the store has no body"),
        ("body:pic-1,body:pic-1,1,,yes", "body and candidate are one already"),
        (
            "body:pic-1,body:ror-light,1,,yes\nbody:pic-1,body:ror-hospital,1,,yes",
            "matches.csv:3: body:pic-1 is accepted",
        ),
    ],
)
def test_a_wrong_row_is_told(office: Path, tmp_path: Path, row: str, complaint: str) -> None:
    """What is wrong with a table is told with its row, and nothing is taken in."""
    with pytest.raises(InputError, match=complaint):
        decision.accept(table(tmp_path, row), office, day=DAY)
    assert pairs(office) == []


@pytest.mark.parametrize(
    "content", [b"a,b\n1,2\n", b"\xff\xfe", b"", b"a,\xff\n", b"body,candidate,accept\n\0", b"x" * (2 << 20)]
)
def test_what_is_no_table_of_matches_is_refused(office: Path, tmp_path: Path, content: bytes) -> None:
    """A file without the columns, or in another encoding, is one line of complaint."""
    path = tmp_path / "matches.csv"
    path.write_bytes(content)
    with pytest.raises(
        InputError, match=r"matches\.csv: has no column|matches\.csv:[12]: (holds NUL|is no text|the line is longer)"
    ):
        decision.accept(path, office, day=DAY)


def test_a_table_may_come_from_a_spreadsheet(office: Path, tmp_path: Path) -> None:
    """A byte order mark and semicolons are read as well."""
    path = tmp_path / "matches.csv"
    path.write_text("\ufeffbody;candidate;accept\nbody:pic-1;body:ror-light;yes\n", encoding="utf-8")
    with Store.open(office) as kept:
        assert [each.accept for each in decision.read(path, candidacy.read(kept))] == [True]


def test_the_command_matches_accepts_and_undoes(store: Path, tmp_path: Path) -> None:
    """The command writes the table, takes it in, and takes it out."""
    before = stated(store)
    runner, place = CliRunner(), ["--store", str(store)]
    result = runner.invoke(main, ["match", *place, "--sure", "0.9", "-o", str(tmp_path / "matches.csv")])
    assert (result.exit_code, "5 bodies: 2 have a candidate of 0.9 or more, 1 of less, 2 none" in result.stderr) == (
        0,
        True,
    )
    result = runner.invoke(main, ["match", *place, "--accept", str(tmp_path / "matches.csv")])
    assert (result.exit_code, "matches.csv: 2 triples came" in result.stderr) == (0, True)
    result = runner.invoke(main, ["match", *place, "--duplicates", "--least", "1"])
    assert (result.exit_code, result.stdout) == (1, "body,candidate,score,reason,accept\n")
    assert result.stderr == "3 bodies: 0 have a candidate of 0.9 or more, 0 of less, 3 none\n"
    for option in ("--least", "--sure"):
        result = runner.invoke(main, ["match", *place, option, "nan"])
        assert (result.exit_code, "'nan' is no number" in result.stderr) == (2, True)
    result = runner.invoke(main, ["match", *place, "--undo", "--accept", "matches.csv"])
    assert (result.exit_code, "give one of them" in result.stderr) == (2, True)
    assert runner.invoke(main, ["match", *place, "--undo"]).exit_code == 0
    assert stated(store) == before


def test_a_store_without_a_registry_is_told(tmp_path: Path) -> None:
    """Without bodies of the registry there is nothing to hold against."""
    with Store(ox.Store()) as empty, pytest.raises(InputError, match="import ror"):
        match.with_registry(candidacy.read(empty))
    result = CliRunner().invoke(main, ["match", "--store", str(tmp_path / "none")])
    assert result.exit_code == 3


def test_a_table_that_decides_nothing_is_told(store: Path, tmp_path: Path) -> None:
    """Where no row says yes or no there is nothing to take in."""
    path = table(tmp_path, "body:pic-1,body:ror-light,1,,")
    done = CliRunner().invoke(main, ["match", "--store", str(store), "--accept", str(path)])
    assert (done.exit_code, done.stderr) == (0, f"{path}: no row says yes or no: nothing to take in\n")


def test_nobody_decides_meanwhile(store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """From reading what was decided to saying what is decided now the store is held: no decision of others is lost."""
    look = candidacy.read

    def slowly(kept: Store) -> Bodies:
        with pytest.raises(StoreError, match="process"):
            decision.undo(store, day=DAY)
        return look(kept)

    monkeypatch.setattr(candidacy, "read", slowly)
    decision.accept(table(tmp_path, "body:pic-1,body:ror-light,1,,yes"), store, day=DAY)
    assert pairs(store) == [("ror-light", "sameAs", "pic-1")]
