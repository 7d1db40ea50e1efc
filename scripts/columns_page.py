#!/usr/bin/env python3
"""Write docs/columns.md from ontology/sheets.yaml, or with --check say whether it is what that says now.

Needs the project installed, as in the environment that scripts/test.py makes.

Example:
  build/env/test/bin/python scripts/columns_page.py
"""

import argparse
import sys
from collections.abc import Iterator

from environment import ROOT
from partnergraph.sources.sheets import column
from partnergraph.sources.sheets.column import Column, Sheet
from partnergraph.writing import sheet

PAGE = ROOT / "docs" / "columns.md"
_HEAD = """\
# The columns of the sheets

Made from `ontology/sheets.yaml` by `scripts/columns_page.py`; the template, `import tables` and `export -f xlsx` are
made from the same file. [From your spreadsheet to your network](spreadsheets.md) shows how to use them.

- Columns are bound by name, in any order; capitals, blanks and underscores do not matter. A column that is not here is
  left out, and named; one that looks like a slip of the pen is a problem.
- Several values in a cell are parted by `|`; one within a value is written `\\|`. A text is English, or in the language
  behind `@`: `Europäische Gesellschaft@de`. An address begins with `https://` or `http://`.
- A thing is named by its id, its name, an acronym, a prefixed name (`body:esr`) or an IRI. What the sheets do not
  describe may be in the store that they go into.
- A date is as exact as it is known: `2017`, `2017-09`, `2017-09-30`, `autumn 2017`. `30.9.2017` and `30 September 2017`
  are read too; `02/06/2017` can be two days and is a problem. So are years that cannot be meant: before 800 for a
  founding (`800` and `0800` are one), before 1800 for all else, after 2199.
- Every row is evidence for what it says: the file, the sheet and the row. `source_url` adds the document that the row
  itself rests on.
- Two rows with the same id are one thing, and must not disagree; where files that come one after the other do, both are
  kept and it is told.
"""
_KINDS = {
    "country": "country",
    "date": "date",
    "flag": "yes or no",
    "id": "id",
    "identifiers": "identifiers",
    "iri": "address",
    "moment": "day",
    "name": "text",
    "names": "texts",
    "number": "amount",
    "place": "town",
    "read": "day",
    "ref": "thing",
    "refs": "things",
    "sources": "addresses",
    "whole": "number",
}


def main() -> int:
    """Write or check the page; give the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="change nothing; exit 1 if the page is not up to date")
    checking = parser.parse_args().check
    text = page()
    fresh = PAGE.is_file() and PAGE.read_text(encoding="utf-8") == text
    if checking and not fresh:
        print(f"{PAGE.relative_to(ROOT)} is not what the sheets are; write it anew: python scripts/columns_page.py")
    if not checking:
        PAGE.write_text(text, encoding="utf-8", newline="\n")
    return 1 if checking and not fresh else 0


def page() -> str:
    """Give the text of the page."""
    shown = [each for each in column.sheets() if not each.hidden]
    return "\n".join([_HEAD, *(line for each in shown for line in _section(each)), *_relations(), *_types()])


def _section(given: Sheet) -> Iterator[str]:
    yield f"## {given.name}\n"
    also = f" Also known as {', '.join(given.also)}." if given.also else ""
    yield f"{given.note}{also}\n"
    rows = [
        (f"{each.name}{' *' if each.required else ''}", _KINDS.get(each.kind, each.kind), _told(each), each.example)
        for each in given.columns
    ]
    yield sheet.markdown(sheet.of(("column", "holds", "what", "example"), rows))


def _told(each: Column) -> str:
    return f"{each.note} Also: {', '.join(each.also)}." if each.also else each.note


def _relations() -> Iterator[str]:
    yield "## The relations\n"
    rows = [
        (each.name, each.note, ", ".join(kind or "anything" for kind in each.to))
        for each in column.relations().values()
    ]
    yield sheet.markdown(sheet.of(("relation", "says that the subject", "the object is"), rows))


def _types() -> Iterator[str]:
    yield "## The types\n"
    yield ", ".join(f"`{name}`" for name in column.types()) + ". Any class is written as its prefixed name.\n"


if __name__ == "__main__":
    sys.exit(main())
