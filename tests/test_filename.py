"""Names of files: bytes that may be no text, shown and put into IRIs in one way."""

import os
import shutil
import subprocess
import sys
from pathlib import Path
from urllib.parse import unquote_to_bytes

from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

import partnergraph as pg
from partnergraph.cli import main
from partnergraph.values import filename

BODIES = "id,name,type\nesr,European Society of Radiology,society\n"
TITLES = "SELECT ?graph ?title { GRAPH graph:files { ?graph dcterms:title ?title } }"


def called(folder: Path, name: bytes, text: str) -> str:
    """Write a file under a name of bytes, and give its path as the command line has it."""
    path = os.fsencode(folder) + b"/" + name
    with open(path, "w", encoding="utf-8") as stream:  # noqa: PTH123 - a Path is text
        stream.write(text)
    return os.fsdecode(path)


@given(st.binary(min_size=1))
def test_any_name_is_text_and_part_of_an_iri(name: bytes) -> None:
    """What is shown is text, the same in every locale; the part of an IRI is ASCII and tells the bytes."""
    words = name.decode("utf-8", "surrogateescape")
    assert filename.shown(words).encode()
    assert filename.shown(words) == filename.shown(name.decode("ascii", "surrogateescape"))
    assert filename.quoted(words).isascii()
    assert unquote_to_bytes(filename.quoted(words)) == name


def test_a_name_that_is_no_text_is_told_in_one_way(tmp_path: Path) -> None:
    """Sheets, RDF, a dump that is none, a report and a validation: the messages and the graphs have the byte as %E4."""
    store, run = str(tmp_path / "store"), CliRunner()
    sheet, rdf = called(tmp_path, b"bod\xe4.csv", BODIES), called(tmp_path, b"go\xe4.ttl", "<urn:a> <urn:b> 'c' .")
    done = run.invoke(
        main, ["import", "tables", sheet, "--store", store, "--report", called(tmp_path, b"l\xe4.csv", "")]
    )
    assert (done.exit_code, done.stderr.splitlines()[0]) == (0, "bod%E4.csv: 11 triples came")
    assert f"{tmp_path}/l%E4.csv: 0 lines" in done.stderr
    assert "go%E4.ttl: 1 triple came" in run.invoke(main, ["load", rdf, "--store", store]).stderr
    done = run.invoke(main, ["import", "ror", sheet, "--store", store])
    assert (done.exit_code, done.stderr[:18]) == (3, f"Error: {tmp_path}/bod"[:18])
    assert "/bod%E4.csv: has no columns id and names" in done.stderr
    assert run.invoke(main, ["validate", rdf]).exit_code == 0
    with pg.open(store=tmp_path / "store") as graph:
        found = graph.query(TITLES).records()
    assert [(str(each["graph"]).rpartition("/")[2], each["title"]) for each in found] == [
        ("bod%E4.csv", "bod%E4.csv"),
        ("go%E4.ttl", "go%E4.ttl"),
    ]


def test_a_store_has_a_name_that_is_utf8(tmp_path: Path) -> None:
    """The engine opens no other: whoever makes, asks, looks after or backs up a store is told so in one line."""
    run, rdf = CliRunner(), called(tmp_path, b"a.ttl", "<urn:a> <urn:b> 'c' .")
    store, odd = str(tmp_path / "good"), os.fsdecode(os.fsencode(tmp_path) + b"/b\xfcro")
    assert run.invoke(main, ["load", rdf, "--store", store]).exit_code == 0
    told = f"Error: {tmp_path}/b%FCro: no store can be in a folder whose name is no UTF-8; give it another name\n"
    new = [["load", rdf, "--store", odd], ["query", "ASK {}", "--store", odd], ["backup-store", odd, "--store", store]]
    for words in new:
        done = run.invoke(main, words)
        assert (done.exit_code, done.stderr) == (3, told), words
    assert sorted(each.name for each in tmp_path.iterdir()) == ["a.ttl", "good"]
    shutil.copytree(store, odd)
    before = sorted(each.name for each in Path(odd).iterdir())
    old = [
        ["load", rdf],
        ["info", "urn:a"],
        ["check-store"],
        ["compact-store"],
        ["backup-store", str(tmp_path / "new")],
    ]
    for words in old:
        done = run.invoke(main, [*words, "--store", odd])
        assert (done.exit_code, done.stderr) == (3, told), words
    assert sorted(each.name for each in Path(odd).iterdir()) == before


def test_a_name_is_the_same_in_a_locale_of_ascii(tmp_path: Path) -> None:
    """A file and a store with an umlaut are read, written and named as elsewhere."""
    called(tmp_path, "bodies ä.csv".encode(), BODIES)
    odd = {**os.environ, "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    for words, told in ((["-o", "Ü.ttl"], "Ü.ttl: "), (["--store", "Büro"], "bodies ä.csv: ")):
        done = subprocess.run(
            [sys.executable, "-m", "partnergraph", "import", "tables", "bodies ä.csv", *words],
            cwd=tmp_path,
            env=odd,
            capture_output=True,
            check=False,
            timeout=120,
        )
        assert done.returncode == 0
        assert done.stderr.decode().splitlines()[0].startswith(told)
    command = [sys.executable, "-m", "partnergraph", "list", "society", "--store", "Büro"]
    done = subprocess.run(command, cwd=tmp_path, env=odd, capture_output=True, check=False, timeout=120)
    assert (done.returncode, b"European Society of Radiology" in done.stdout) == (0, True)
    assert 'dcterms:title "bodies ä.csv"@en' in (tmp_path / "Ü.ttl").read_text(encoding="utf-8")
