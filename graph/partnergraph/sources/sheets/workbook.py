"""Workbooks: the sheets of an office as .xlsx with drop-downs and notes, or as CSV; the same bytes every time.

Every cell but an amount is written as text, so that no spreadsheet makes a day of 2017-09 or a formula of =1+1; in CSV
a cell that could be taken for one begins with an apostrophe, which reading takes away.
"""

import csv
import datetime as dt
import io
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING

from partnergraph.errors import FormatError
from partnergraph.sources.sheets import column
from partnergraph.sources.sheets.column import Column, Sheet
from partnergraph.sources.sheets.filing import Filed
from partnergraph.writing.sheet import guarded

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

_LONGEST, _MOST = 32_767, 1_048_575  # signs of a cell and rows of a sheet that .xlsx can hold
_CHECKED = 1000  # rows of an empty sheet that have drop-downs
_MADE = dt.datetime(2000, 1, 1)  # noqa: DTZ001 - a workbook knows no zones; one moment, so that the bytes are the same
_EPOCH = (1980, 1, 1, 0, 0, 0)
_WIDE = {"name": 40, "names": 30, "identifiers": 30, "refs": 30, "sources": 30, "iri": 30}
_USUAL = 14
_FILLED = frozenset({"evidence", "other", "sources"})


def template() -> bytes:
    """Give an empty workbook with the columns of every sheet, drop-downs, and a note on each column.

    >>> template()[:2]
    b'PK'
    """
    return xlsx([Filed(each, ()) for each in column.sheets() if not each.hidden and each.name not in _FILLED])


def xlsx(sheets: Iterable[Filed]) -> bytes:
    """Give sheets as a workbook; ``FormatError`` where one has more than .xlsx can hold.

    >>> xlsx([])[:2]
    b'PK'
    """
    from xlsxwriter import Workbook

    stream = io.BytesIO()
    book = Workbook(stream, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"created": _MADE})
    for filed in sheets:
        _refuse(filed)
        _write(book, filed)
    book.close()
    return stream.getvalue()


def texts(sheets: Iterable[Filed]) -> Mapping[str, str]:
    r"""Give the sheets that have rows as CSV (RFC 4180, lines end in ``\n``), by their names.

    >>> texts([Filed(column.sheet("other"), (("urn:a", "urn:b", "=1"),))])
    {'other': "subject,property,value\nurn:a,urn:b,'=1\n"}
    """
    return {filed.sheet.name: _csv(filed) for filed in sheets if filed.rows}


def zipped(sheets: Iterable[Filed]) -> bytes:
    """Give the sheets that have rows as CSV in a zip file.

    >>> zipped([])[:2]
    b'PK'
    """
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in texts(sheets).items():
            info = zipfile.ZipInfo(f"{name}.csv", _EPOCH)
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, text.encode())
    return stream.getvalue()


def _csv(filed: Filed) -> str:
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(each.name for each in filed.sheet.columns)
    writer.writerows([guarded(cell) for cell in row] for row in filed.rows)
    return stream.getvalue()


def _refuse(filed: Filed) -> None:
    name = filed.sheet.name
    if len(filed.rows) > _MOST:
        raise FormatError(f"{name}: {len(filed.rows):,} rows, and .xlsx holds {_MOST:,}; write csv instead")
    long = next((row for row in filed.rows if max(map(len, row)) > _LONGEST), None)
    if long:
        raise FormatError(f"{name}: a text of {long[0][:60]} has more than {_LONGEST:,} characters; write csv instead")


def _write(book: "Workbook", filed: Filed) -> None:
    page: Worksheet = book.add_worksheet(filed.sheet.name)
    page.freeze_panes(1, 0)
    heads = [book.add_format({"bold": True, "bg_color": color}) for color in ("#F2F2F2", "#FFE699")]
    text = book.add_format({"num_format": "@"})
    for index, each in enumerate(filed.sheet.columns):
        amount = each.kind in {"number", "whole"}
        page.set_column(index, index, _WIDE.get(each.kind, _USUAL), None if amount else text)
        page.write_string(0, index, each.name, heads[each.required])
        page.write_comment(0, index, _note(each), {"x_scale": 2, "author": ""})
        _choose(page, filed, index, each)
    for number, row in enumerate(filed.rows, 1):
        _fill(page, number, filed.sheet, row)


def _fill(page: "Worksheet", number: int, sheet: Sheet, row: Sequence[str]) -> None:
    for index, (each, cell) in enumerate(zip(sheet.columns, row, strict=True)):
        amount = None
        if each.kind in {"number", "whole"}:
            with suppress(ValueError):
                amount = float(cell)
        if amount is not None and cell in {str(amount), str(int(amount))}:
            page.write_number(number, index, amount)
        elif cell:
            page.write_string(number, index, cell)


def _note(each: Column) -> str:
    parts = [each.note, "Needed." if each.required else ""]
    parts += ["Several are parted by |." if each.many else "", f"Example: {each.example}" if each.example else ""]
    return "\n".join(filter(None, parts))


def _choose(page: "Worksheet", filed: Filed, index: int, each: Column) -> None:
    """Give a column its drop-down; what is not in it may be written all the same, and is looked at by the import."""
    choices = choices_of(filed.sheet, each)
    if choices:
        rows = max(len(filed.rows), _CHECKED)
        page.data_validation(
            1, index, rows, index, {"validate": "list", "source": choices, "error_type": "information"}
        )


def choices_of(sheet: Sheet, given: Column) -> list[str]:
    """Give the words that a column offers, none where it takes any; a drop-down holds 255 signs.

    >>> choices_of(column.sheet("relations"), column.sheet("relations").columns[1])[:2]
    ['member_of', 'shareholder_of']
    """
    if given.kind == "type":
        return [each.name for each in column.types().values() if each.kind == sheet.fits[0]]
    if given.kind == "relation":
        return list(column.relations())
    if given.kind == "role":
        participation = ["coordinator", "participant", "partner", "associated-partner", "third-party"]
        return participation if sheet.name == "participations" else ["member", "shareholder", "associate", "delegate"]
    return ["yes", "no"] if given.kind == "flag" else []
