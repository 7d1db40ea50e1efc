"""Rows come out of spreadsheets and text tables as they stand there, and bad files are one line with their place."""

import datetime as dt
import zipfile
from pathlib import Path

import pytest
from xlsxwriter import Workbook

from partnergraph.errors import InputError
from partnergraph.sources.sheets import grid
from partnergraph.storage import archive


def read(path: Path, encoding: str | None = None) -> list[tuple[str, list[str], list[tuple[int, list[str]]]]]:
    """Give the sheets of a file: name, header and rows."""
    (member,) = archive.members(path)
    return [
        (each.sheet, list(each.header[1]), [(number, list(cells)) for number, cells in each.rows])
        for each in grid.read(member, encoding=encoding)
    ]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_text_tables_of_many_hands(tmp_path: Path, delimiter: str, encoding: str) -> None:
    """The separator is found out, so is the encoding by its mark; lines end in any way, and make no row in a cell."""
    lines = [["id", "name"], ["1", f'"Köln{delimiter} ""x"""'], ["", ""], ["2", '"two\nlines"'], ["3", "'=1+1"]]
    text = "\r\n".join(delimiter.join(line) for line in lines)
    (tmp_path / "a.csv").write_bytes(text.encode(encoding))
    (found,) = read(tmp_path / "a.csv")
    assert found == (
        "",
        ["id", "name"],
        [(2, ["1", f'Köln{delimiter} "x"']), (4, ["2", "two\nlines"]), (5, ["3", "=1+1"])],
    )


def test_an_encoding_can_be_named(tmp_path: Path) -> None:
    """A table of an older program is read as what it is."""
    (tmp_path / "a.csv").write_bytes("id;name\n1;Köln\n".encode("cp1252"))
    assert read(tmp_path / "a.csv", "cp1252")[0][2] == [(2, ["1", "Köln"])]


BAD = [
    (b"\x89PNG\r\n\x1a\n" + bytes(99), "a.csv:1: is no text in utf-8"),
    (b"id,name\n1,\x00\n", "a.csv:2: holds NUL bytes; this is no text"),
    (b"id,name\n1,K\xc3\xb6ln\n2,K\xf6ln\n", "a.csv:3: is no text in utf-8; save it as UTF-8, or name its encoding"),
    (b"id,name\n" + b"x" * (3 << 20), "a.csv:2: the line is longer than 1 MiB; this is no table"),
    (b"id,name\n" + b"," * 5_000, "a.csv:2: has more than 1,000 columns; is this a table?"),
    (b"," * 10_000_000, "a.csv:1: the line is longer than 1 MiB"),
    (b'id,name\n1,"open\n' + b"2,x\n" * 400_000, "a.csv:2: a quotation mark that opens in this row is never closed"),
    (b'id,name\n1,"open\n', "a.csv:2: a quotation mark that opens in this row is never closed"),
    (b'id,name\n1,x\n2,"a"b\n', "a.csv:3: ',' expected after '\"'; double a quotation mark"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(99), "a.csv: is a workbook of an old Excel (.xls); save it as .xlsx"),
]


@pytest.mark.parametrize(("content", "complaint"), BAD)
def test_what_is_no_table_is_told_with_its_place(tmp_path: Path, content: bytes, complaint: str) -> None:
    """Binary files, mixed encodings, endless lines, too many columns and open quotation marks are one line each."""
    (tmp_path / "a.csv").write_bytes(content)
    with pytest.raises(InputError) as caught:
        read(tmp_path / "a.csv")
    assert complaint in str(caught.value)
    assert "\n" not in str(caught.value)


def book(path: Path) -> Path:
    """Write a workbook with cells of every kind."""
    with Workbook(path) as made:
        page = made.add_worksheet("bodies")
        page.write_row(1, 0, ["id", "when", "amount", "flag"])
        page.write_formula(2, 0, '=HYPERLINK("http://example.org")', value="esr")
        page.write_datetime(2, 1, dt.datetime(2017, 9, 30), made.add_format({"num_format": "yyyy-mm-dd"}))  # noqa: DTZ001
        page.write_number(2, 2, 2005)
        page.write_boolean(2, 3, True)
        page.write_number(4, 2, 734875.5)
        page.write_string(4, 0, "007")
        made.add_worksheet("empty")
    return path


def test_cells_of_a_workbook_are_words(tmp_path: Path) -> None:
    """Of a formula the value is taken; 2005 is no 2005.0, a day has no hour, and rows keep their numbers."""
    assert read(book(tmp_path / "a.xlsx")) == [
        (
            "bodies",
            ["id", "when", "amount", "flag"],
            [(3, ["esr", "2017-09-30", "2005", "yes"]), (5, ["007", "", "734875.5"])],
        )
    ]


def changed(path: Path, part: str, before: str, after: str) -> Path:
    """Write a workbook anew with a part of it changed."""
    with zipfile.ZipFile(book(path)) as given:
        parts = {info.filename: given.read(info) for info in given.infolist()}
    assert before.encode() in parts[part]
    parts[part] = parts[part].replace(before.encode(), after.encode())
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in parts.items():
            made.writestr(name, content)
    return path


def test_a_dimension_that_lies_hides_nothing(tmp_path: Path) -> None:
    """The workbooks of CORDIS say that they have one cell."""
    path = changed(tmp_path / "a.xlsx", "xl/worksheets/sheet1.xml", '<dimension ref="A2:D5"/>', '<dimension ref="A1"/>')
    assert len(read(path)[0][2]) == 2


def test_entities_are_refused(tmp_path: Path) -> None:
    """A part of a workbook that declares a document type is not looked at."""
    doctype = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><worksheet'
    path = changed(tmp_path / "a.xlsx", "xl/worksheets/sheet1.xml", "<worksheet", doctype)
    with pytest.raises(InputError, match=r"a.xlsx: its part 'xl/worksheets/sheet1.xml' declares a document type"):
        read(path)


def test_a_sheet_that_says_it_is_endless_ends_nothing(tmp_path: Path) -> None:
    """A cell in the last row and column asks for more than the memory that reading may take."""
    path = changed(tmp_path / "a.xlsx", "xl/worksheets/sheet1.xml", 'r="C5"', 'r="XFD1048576"')
    with pytest.raises(InputError, match=r"a.xlsx: is too large or damaged: .*; save the sheets as CSV"):
        read(path)


def test_what_is_damaged_is_told(tmp_path: Path) -> None:
    """A workbook that is cut off, or is a zip file of other things, is one line."""
    path = book(tmp_path / "a.xlsx")
    path.write_bytes(path.read_bytes()[:2000])
    with pytest.raises(InputError, match=r"a.xlsx: is damaged or cut off"):
        read(path)
    with zipfile.ZipFile(path, "w") as made:
        made.writestr("[Content_Types].xml", "<x/>")
    with pytest.raises(InputError, match=r"a.xlsx: is no workbook that can be read"):
        read(path)


def test_the_sheets_of_an_open_document(tmp_path: Path) -> None:
    """LibreOffice's own workbooks are read, and a row that is repeated for ever ends nothing."""
    cell = '<table:table-cell office:value-type="string"><text:p>%s</text:p></table:table-cell>'
    rows = "".join(f"<table:table-row>{cell % words}</table:table-row>" for words in ("name", "ESR"))
    path = tmp_path / "a.ods"

    def write(more: str) -> None:
        content = (
            '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
            'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
            'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet>'
            f'<table:table table:name="bodies">{rows}{more}</table:table>'
            "</office:spreadsheet></office:body></office:document-content>"
        )
        manifest = '<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
        with zipfile.ZipFile(path, "w") as made:
            made.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
            made.writestr("META-INF/manifest.xml", manifest)
            made.writestr("content.xml", content)

    write("")
    assert read(path) == [("bodies", ["name"], [(2, ["ESR"])])]
    wide = cell.replace("<table:table-cell", '<table:table-cell table:number-columns-repeated="16384"') % "x"
    write(f'<table:table-row table:number-rows-repeated="2000000000">{wide}</table:table-row>')
    with pytest.raises(InputError, match=r"a.ods: is (too large|no workbook that can be read)"):
        read(path)


def test_a_stream_of_no_file(tmp_path: Path) -> None:
    """An empty file has no sheets."""
    (tmp_path / "a.csv").write_bytes(b"\n\n")
    assert read(tmp_path / "a.csv") == []
