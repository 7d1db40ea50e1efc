"""A graph becomes sheets, and the sheets become the same graph."""

import datetime as dt
import zipfile
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from partnergraph import resource
from partnergraph.errors import FormatError
from partnergraph.loading.ledger import Ledger
from partnergraph.sources.sheets import column, filing, grid, tables, workbook
from partnergraph.sources.sheets.filing import Filed
from partnergraph.sources.sheets.tables import Way
from partnergraph.storage import archive
from partnergraph.vocab import PREFIXES

WAY = Way(dt.date(2026, 11, 25))
NAMES = ("agreements", "changes", "events", "memberships")


def again(path: Path) -> set[ox.Triple]:
    """Give what sheets in a file say."""
    reading = tables.read([path], Ledger(), WAY)
    assert reading.problems == ()
    return {triple for triples in reading.triples.values() for triple in triples}


@pytest.mark.parametrize("ending", ["xlsx", "zip"])
def test_the_shipped_graph_comes_back_as_it_was(tmp_path: Path, ending: str) -> None:
    """Whatever it holds: what no sheet has a column for is a row of the sheet "other"."""
    store = ox.Store()
    for path in resource.data():
        if path.stem in NAMES:
            store.load(path=str(path))
    sheets = filing.sheets(store)
    write = workbook.xlsx if ending == "xlsx" else workbook.zipped
    path = tmp_path / f"a.{ending}"
    path.write_bytes(write(sheets))
    assert again(path) == {quad.triple for quad in store}
    assert write(filing.sheets(reversed(list(store)))) == path.read_bytes()
    assert {each.sheet.name for each in sheets if each.rows} >= {"agreements", "events", "memberships", "relations"}


NODES = st.sampled_from([PREFIXES["body"] + "a", PREFIXES["event"] + "b", PREFIXES["membership"] + "c", "urn:d"]).map(
    ox.NamedNode
)
PROPERTIES = st.sampled_from(
    [
        *(PREFIXES["skos"] + name for name in ("prefLabel", "altLabel", "note")),
        *(PREFIXES["org"] + name for name in ("member", "organization", "unitOf", "role")),
        *(PREFIXES["pg"] + name for name in ("evidence", "party", "signedOn")),
        PREFIXES["rdf"] + "type",
        PREFIXES["schema"] + "startDate",
        "urn:p",
    ]
).map(ox.NamedNode)
VALUES = st.one_of(
    NODES,
    st.sampled_from(["Society", "Committee", "Agreement", "Cooperation"]).map(
        lambda name: ox.NamedNode(PREFIXES["pg"] + name)
    ),
    st.builds(ox.Literal, st.text(max_size=6)),
    st.text(max_size=6).map(lambda words: ox.Literal(words, language="en")),
    st.sampled_from(["2017", "1066"]).map(
        lambda year: ox.Literal(year, datatype=ox.NamedNode(PREFIXES["xsd"] + "gYear"))
    ),
)


@settings(max_examples=15)
@given(st.sets(st.builds(ox.Triple, NODES, PROPERTIES, VALUES), max_size=12))
def test_any_graph_comes_back_as_it_was(tmp_path_factory: pytest.TempPathFactory, given_: set[ox.Triple]) -> None:
    """Graphs that break every shape, names of signs that no keyboard has: nothing is lost and nothing added."""
    path = tmp_path_factory.getbasetemp() / "any.zip"
    path.write_bytes(workbook.zipped(filing.sheets(ox.Quad(*triple) for triple in given_)))
    assert again(path) == given_


PAYLOADS = ["=1+1", "+1", "-1", "@SUM(A1)", "\uff1d1", "'=1", "'x"]


@pytest.mark.parametrize("ending", ["xlsx", "zip"])
def test_no_cell_is_a_formula(tmp_path: Path, ending: str) -> None:
    """What begins as one is text for a spreadsheet, and comes back as it was."""
    name = ox.NamedNode(PREFIXES["skos"] + "altLabel")
    quads = [ox.Quad(ox.NamedNode("urn:a"), name, ox.Literal(words, language="en")) for words in PAYLOADS]
    quads.append(
        ox.Quad(ox.NamedNode("urn:a"), ox.NamedNode(PREFIXES["rdf"] + "type"), ox.NamedNode(PREFIXES["pg"] + "Society"))
    )
    quads.append(
        ox.Quad(ox.NamedNode("urn:a"), ox.NamedNode(PREFIXES["skos"] + "prefLabel"), ox.Literal("=A", language="en"))
    )
    path = tmp_path / f"a.{ending}"
    path.write_bytes((workbook.xlsx if ending == "xlsx" else workbook.zipped)(filing.sheets(quads)))
    assert again(path) == {quad.triple for quad in quads}
    with zipfile.ZipFile(path) as archive_:
        parts = b"".join(archive_.read(info) for info in archive_.infolist())
    assert b"<f>" not in parts
    assert b",=A" not in parts


def test_the_template_has_every_column(tmp_path: Path) -> None:
    """It is read back as empty sheets, the same bytes every time, with drop-downs and notes."""
    path = tmp_path / "a.xlsx"
    path.write_bytes(workbook.template())
    assert workbook.template() == path.read_bytes()
    (member,) = archive.members(path)
    headers = {each.sheet: list(each.header[1]) for each in grid.read(member)}
    assert list(headers) == ["bodies", "agreements", "memberships", "events", "participations", "relations"]
    assert headers["memberships"][:4] == ["id", "member", "organisation", "role"]
    assert again(path) == set()
    with zipfile.ZipFile(path) as book:
        assert b"dataValidation" in book.read("xl/worksheets/sheet1.xml")
        assert b"Its full name." in book.read("xl/comments1.xml")


def test_what_a_workbook_cannot_hold_is_told() -> None:
    """A cell has 32,767 signs at most; CSV has no such limit."""
    sheet = column.sheet("other")
    with pytest.raises(FormatError, match=r"other: a text of urn:a has more than 32,767 characters; write csv instead"):
        workbook.xlsx([Filed(sheet, (("urn:a", "urn:b", "x" * 40_000),))])
