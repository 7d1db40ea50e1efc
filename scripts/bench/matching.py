"""How good and how quick matching is: labelled names held against a dump of ROR, as a table for docs/matching.md.

A file is a CSV or JSON list: a column of names, one with the identifiers of ROR that are right (none if the registry
has not got the body), and perhaps country and town. Where it has no country it is asked twice: without one, and with
that of the right record; FILE@CZ says that all are in one country. What is right but not in the dump counts as none. A
record that has a successor is as right as that.

Example:
  PYTHONPATH=scripts build/env/test/bin/python -m bench.matching ror-data.zip czech.csv@CZ names.json --write
"""

import argparse
import csv
import json
import re
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from bench.section import Section, shown
from environment import ROOT
from partnergraph.country import entries
from partnergraph.reconciliation import wording
from partnergraph.reconciliation.matching import SURE, Body, Candidate, Index
from partnergraph.sources.ror import record
from partnergraph.sources.ror.record import Record
from partnergraph.storage import archive

PAGE = ROOT / "docs" / "matching.md"
_MARK = "<!-- measured -->"
_ROR = re.compile(r"https://ror\.org/0[a-z0-9]{8}")
_NAMES = ("org", "is_vavai_name_cs", "affiliation", "original_affiliation", "name")
_LABELS = ("label", "labels", "ror_id", "ror-id")
_COUNTRIES = {"czech republic": "CZ", "turkey": "TR", "united kingdom": "GB", "russia": "RU"}
_COLUMNS = (
    "names",
    "asked",
    "in ROR",
    "found",
    "wrong",
    "wrong of none",
    "precision",
    "recall",
    "F1",
    "in 3",
    "names/s",
)


@dataclass(frozen=True, slots=True)
class Case:
    """A name as it is asked, and the identifiers that are right; none if the registry has not got it."""

    body: Body
    right: frozenset[str]


@dataclass(frozen=True, slots=True)
class Registry:
    """The records that can be found, by identifier, with their successors, and the index over them."""

    records: Mapping[str, Record]
    index: Index

    def accepts(self, key: str, case: Case) -> bool:
        """Say whether a record, or one that took its place, is right."""
        successors = {other for kind, other in self.records[key].relations if kind.lower() == "successor"}
        return not case.right.isdisjoint({key, *successors})


def registry(dump: Path) -> Registry:
    """Give the registry of a dump, without what was withdrawn."""
    member = next(each for each in archive.members(dump) if each.name.endswith(".json"))
    with member.open() as stream:
        records = {each.ror: each for each in record.records(stream, member.name) if each.status != "withdrawn"}
    return Registry(records, Index(_body(each) for each in records.values()))


def _body(each: Record) -> Body:
    ranked = sorted(each.names, key=lambda name: not name.kinds & {"ror_display", "label"})
    town = each.towns[0].name if each.towns else ""
    return Body(each.ror, tuple(name.words for name in ranked), _countries(each), town, each.website)


def _countries(each: Record) -> frozenset[str]:
    return frozenset(town.country for town in each.towns if town.country)


def cases(path: Path, known: Registry, country: str = "", *, parted: bool = False) -> Iterator[Case]:
    """Give the cases of a file of labelled names: of texts of several parts those with commas, or those without."""
    codes = {wording.folded(name): code for code, (_, name) in entries().items()} | _COUNTRIES
    for number, row in enumerate(_rows(path)):
        name, label = (next((row[each] for each in names if each in row), "") for names in (_NAMES, _LABELS))
        if ("," in name and "affiliation" in row and "ror_id" in row) != parted:
            continue
        code = country or codes.get(wording.folded(row.get("country", "")), "")
        right = frozenset(_ROR.findall(label)) & known.records.keys()
        yield Case(Body(str(number), (name,), frozenset({code} - {""}), row.get("city", "")), right)


def _rows(path: Path) -> list[dict[str, str]]:
    text = path.read_text(encoding="utf-8-sig")
    rows = json.loads(text) if path.suffix == ".json" else csv.DictReader(text.splitlines())
    return [{name.lower(): value for name, value in row.items()} for row in rows]


def ways(path: Path, known: Registry, country: str = "") -> Iterator[tuple[str, list[Case]]]:
    """Give the ways to ask for the names of a file: with what it tells, and with country, and without the town."""
    found = list(cases(path, known, country))
    if any(each.body.town for each in found):
        yield "country, town", found
        found = [replace(each, body=replace(each.body, town="")) for each in found]
    if any(each.body.countries for each in found):
        yield "country", found
        return
    yield "name alone", found
    yield "country", _located(found, known)
    if parted := list(cases(path, known, parted=True)):
        yield "text of parts", parted
        yield "text, country", _located(parted, known)


def _located(given: Iterable[Case], known: Registry) -> list[Case]:
    """Give the cases that the registry has, each with the country of the right record."""
    there = ((each, _countries(known.records[min(each.right)])) for each in given if each.right)
    return [replace(each, body=replace(each.body, countries=countries)) for each, countries in there]


def row(known: Registry, name: str, asked: str, given: Sequence[Case]) -> tuple[str, ...]:
    """Give the row of the table for names that are asked in one way."""
    wording.of.cache_clear()
    start = time.process_time()
    found = list(known.index.search_all((each.body for each in given), texts=True))
    rate = len(given) / (time.process_time() - start)
    sure = [(case, each[0]) for case, each in zip(given, found, strict=True) if each and each[0].score >= SURE]
    right = sum(known.accepts(each.key, case) for case, each in sure)
    wrong_of_none = sum(not case.right for case, _ in sure)
    there = sum(bool(case.right) for case in given)
    near = sum(_has(known, case, each) for case, each in zip(given, found, strict=True))
    precision, recall = right / max(len(sure), 1), right / max(there, 1)
    shares = precision, recall, 2 * precision * recall / max(precision + recall, 1e-9), near / max(there, 1)
    counts = there, right, len(sure) - right, f"{wrong_of_none} of {len(given) - there}"
    return (f"{name} ({len(given):,})", asked, *map(str, counts), *(f"{each:.3f}" for each in shares), shown(rate))


def _has(known: Registry, case: Case, found: Iterable[Candidate]) -> bool:
    return bool(case.right) and any(known.accepts(each.key, case) for each in found)


def section(dump: Path, files: Sequence[str]) -> Section:
    """Give the table of all files."""
    known = registry(dump)
    rows = []
    for each in files:
        path, _, country = each.partition("@")
        asked = (case.body for _, given in ways(Path(path), known, country) for case in given)
        list(known.index.search_all(asked, texts=True))
        rows += [row(known, Path(path).stem, asked, given) for asked, given in ways(Path(path), known, country)]
    words = f"Held against {len(known.records):,} records; a candidate counts from {SURE} on."
    return Section("Measured", words, _COLUMNS, tuple(rows))


def main() -> None:
    """Measure, print the table, and write it to the page where that is asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("dump", type=Path, help="a dump of ROR: zip or JSON")
    parser.add_argument("files", nargs="+", metavar="FILE", help="labelled names; FILE@CODE tells their country")
    parser.add_argument("--write", action="store_true", help="write the table to docs/matching.md")
    given = parser.parse_args()
    text = section(given.dump, given.files).markdown()
    print(text)
    if given.write:
        head = PAGE.read_text(encoding="utf-8").partition(_MARK)[0]
        PAGE.write_text(f"{head}{_MARK}\n{text}\n", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
