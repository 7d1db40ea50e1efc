"""Files that are no tables of CORDIS, or broken ones: one line, exit 3, and the store as it was."""

import re
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner

from partnergraph.cli import main
from partnergraph.errors import InputError
from partnergraph.loading.ledger import Ledger
from partnergraph.sources import cordis
from tests.test_cordis import DATA, DAY, stated


def test_a_damaged_archive_changes_nothing(tmp_path: Path) -> None:
    """A zip file cut in half, a table without what it needs, and a binary file are one line each, exit 3."""
    office = tmp_path / "office"
    cordis.into(office, [DATA / "euroSciVoc.csv"], Ledger(), DAY)
    before = stated(office)
    whole = tmp_path / "whole.zip"
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.write(DATA / "organization.csv", "organization.csv")
    half = tmp_path / "half.zip"
    half.write_bytes(whole.read_bytes()[: whole.stat().st_size // 2])
    for path in (half, *bad(tmp_path)):
        done = CliRunner().invoke(main, ["import", "cordis", str(path), "--store", str(office)])
        assert done.exit_code == 3, done.output
        assert done.stderr.startswith(f"Error: {path}"), done.stderr
        assert done.stderr.count("\n") == 1
    assert stated(office) == before


def bad(folder: Path) -> list[Path]:
    """Give files that cannot be read as tables of CORDIS."""
    contents = {
        "needs.csv": b'"projectID";"euroSciVocCode"\n"1";"/2"\n',
        "binary.csv": bytes(range(256)) * 20,
        "mixed.csv": b'"projectID";"topic";"title"\n"1";"T";"K\xc3\xb6ln"\n"2";"T";"K\xf6ln"\n',
        "unclosed.csv": b'"projectID";"topic";"title"\n"1";"T";"x "y" z"\n"2";"T";"begun and never\n',
        "long.csv": b'"projectID";"topic";"title"\n"' + b"x" * (5 << 20),
        "wide.csv": b";".join(b'"c%d"' % number for number in range(2000)) + b"\n",
        "other.csv": b"name,colour\nsky,blue\n",
    }
    for name, content in contents.items():
        (folder / name).write_bytes(content)
    return [folder / name for name in contents]


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("needs.csv", "has no column euroscivocpath, which a table of EuroSciVoc needs"),
        ("mixed.csv", "mixed.csv:3: is not in UTF-8 (byte 11 of the line); save the file as UTF-8"),
        ("unclosed.csv", 'the record that begins \'"2";"T";"begun and never\' does not end; the file is cut off'),
        ("long.csv", "long.csv:2: is longer than 4 MiB; this is no table"),
        ("wide.csv", "wide.csv:1: has 2,000 columns, more than 1,000; this is no such table"),
        ("other.csv", "holds no table of CORDIS; give an official zip or its files"),
    ],
)
def test_a_file_that_cannot_be_read_is_told_with_its_place(tmp_path: Path, name: str, words: str) -> None:
    """The complaint says what is wrong and where."""
    bad(tmp_path)
    with pytest.raises(InputError, match=re.escape(words)):
        list(cordis.texts([tmp_path / name], Ledger()))
