"""Loading files into a store on disk."""

import gzip
import re
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner

import partnergraph as pg
from partnergraph import ontology, resource
from partnergraph.cli import main
from partnergraph.errors import InputError
from partnergraph.loading import load
from partnergraph.questions import question
from partnergraph.storage import folder
from tests.stores import derived, stated


def run(*words: str | Path) -> tuple[int, str, str]:
    """Run a command; give its exit code and what it says on stdout and stderr."""
    done = CliRunner().invoke(main, [str(word) for word in words])
    return done.exit_code, done.stdout, done.stderr


@pytest.mark.no_cover
def test_a_store_answers_as_its_files_do(tmp_path: Path) -> None:
    """The shipped files in a store and in memory are the same graph, ontology and derived ties included."""
    load.files(tmp_path / "office", resource.data())
    with pg.open() as memory, pg.open(store=tmp_path / "office") as disk:
        assert set(disk.store.quads()) == set(memory.store.quads())
        for each in question.shipped():
            answers = [sorted(map(repr, graph.ask(each.name))) for graph in (memory, disk)]
            assert answers[0] == answers[1], each.name


def test_the_counts_are_told_once_it_is_on_disk(tmp_path: Path, small: Path) -> None:
    """New, stated and derived triples, and how fast it went where anything came."""
    code, _, told = run("load", small, "--store", tmp_path / "office", "--add")
    assert code == 0
    assert told.startswith(f"{tmp_path / 'office'}: 13 new triples in ")
    assert told.endswith(" a second); now 13 stated and 4 derived\n")
    told = run("load", small, "--store", tmp_path / "office", "--add")[2]
    assert told.endswith(" s; now 13 stated and 4 derived\n")


def test_files_come_to_what_is_there(tmp_path: Path, small: Path) -> None:
    """Later files add; a file loaded again changes nothing, and ties are derived from both."""
    more = tmp_path / "more.ttl"
    more.write_text(
        "@prefix org: <http://www.w3.org/ns/org#> . @prefix body: <https://w3id.org/partnergraph/id/body/> .\n"
        "body:panel org:unitOf body:education ."
    )
    office = tmp_path / "office"
    assert load.files(office, [small]).new == 13
    assert load.files(office, [more, small]).new == 1
    panel = "<https://w3id.org/partnergraph/id/body/panel>"
    above = "<http://www.w3.org/ns/org#transitiveSubOrganizationOf>"
    assert f"{panel} {above} <https://w3id.org/partnergraph/id/body/efomp>" in derived(office)
    before = (stated(office), derived(office))
    assert load.files(office, [more]).new == 0
    assert (stated(office), derived(office)) == before


def test_nothing_is_derived_that_is_not_wanted(tmp_path: Path, small: Path) -> None:
    """--no-derived keeps no derived ties, not even older ones."""
    office = tmp_path / "office"
    load.files(office, [small])
    assert derived(office)
    assert run("load", small, "--no-derived", "--add", "--store", office)[0] == 0
    assert derived(office) == set()
    assert len(stated(office)) == 13


def test_what_is_stated_is_not_derived_as_well(tmp_path: Path, small: Path) -> None:
    """A tie that was derived and is stated later is there once, so that counts stay right."""
    office = tmp_path / "office"
    load.files(office, [small])
    tie = min(derived(office))
    (tmp_path / "tie.nt").write_text(f"{tie} .\n")
    load.files(office, [tmp_path / "tie.nt"])
    assert tie not in derived(office)
    label = ontology.triples()[0]
    (tmp_path / "term.nt").write_text(f"{label} .\n")
    load.files(office, [tmp_path / "term.nt"])
    with pg.open(store=office) as graph:
        rows = graph.query(f"SELECT ?o {{ {label.subject} {label.predicate} ?o }}").rows
        assert len(rows) == len(set(rows))


RDF_XML = (
    '<r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:p="urn:p"><r:Description r:nodeID="x">'
    "<p:x><r:Description><p:y>1</p:y></r:Description></p:x></r:Description></r:RDF>"
)
FILES = [
    ("a.ttl", "_:x <urn:p> [ <urn:q> _:x ], (1 2) .", 7),
    ("a.nt", "_:x <urn:p> _:y .\n", 1),
    ("a.nq", "_:x <urn:p> _:y <urn:g> .\n", 1),
    ("a.trig", "<urn:g> { _:x <urn:p> 1 } _:x <urn:p> 2 .", 2),
    ("a.jsonld", '{"urn:p": {"urn:q": 1}}', 2),
    ("a.rdf", RDF_XML, 2),
]


@pytest.mark.parametrize(("name", "text", "quads"), FILES)
def test_blank_nodes_are_the_same_each_time(tmp_path: Path, name: str, text: str, quads: int) -> None:
    """Loaded again, on its own or under another name, a file adds nothing; other content has nodes of its own."""
    office, path = tmp_path / "office", tmp_path / name
    path.write_text(text)
    copy = tmp_path / f"copy-{name}"
    copy.write_text(text)
    assert [load.files(office, files).new for files in ([path], [path, path], [copy])] == [quads, 0, 0]
    copy.write_text(text + "\n")
    assert load.files(office, [copy]).new > 0


@pytest.mark.parametrize("padding", [0, 1 << 21])
def test_a_broken_file_changes_nothing(tmp_path: Path, small: Path, padding: int) -> None:
    """Small or large, it is named with its place, the files before it are not kept, and no new folder is left."""
    broken = tmp_path / "broken.nt"
    broken.write_text("<urn:a> <urn:b> <urn:c> .\n" + "#" * padding + "\n<urn:a> <urn:b> .\n")
    for _ in range(2):
        with pytest.raises(InputError, match=r"broken.nt:3:\d+: .*; this is not valid application/n-triples"):
            load.files(tmp_path / "office", [small, broken])
        assert not (tmp_path / "office").exists()
    load.files(tmp_path / "office", [small])
    with pytest.raises(InputError, match=r"broken.nt:3:"):
        load.files(tmp_path / "office", [small, broken])
    assert len(stated(tmp_path / "office")) == 13
    assert len(folder.editions(tmp_path / "office")) == 1
    assert [path.name for path in (tmp_path / "office").iterdir() if "draft" in path.name] == []


@pytest.mark.parametrize("padding", [0, 1 << 21])
def test_what_comes_in_passes_the_gate(tmp_path: Path, padding: int) -> None:
    """A file that would end the engine is refused before, by whichever way it would have gone in."""
    deep = tmp_path / "deep.nt"
    deep.write_text("#" * padding + "\n<urn:s> <urn:p> " + "<<( <urn:s> <urn:p> " * 70 + "<urn:o>" + " )>>" * 70 + " .")
    with pytest.raises(InputError, match=r"deep.nt:2:\d+: more than 64 levels deep"):
        load.files(tmp_path / "office", [deep])


def test_a_literal_too_long_is_told(tmp_path: Path) -> None:
    """What the engine refuses for its size is one line with the place; so is a line that goes on and on."""
    path = tmp_path / "long.nt"
    path.write_text(f'<urn:a> <urn:b> "x" .\n<urn:a> <urn:b> "{"x" * (17 << 20)}" .\n')
    with pytest.raises(InputError, match=r"long.nt:2:1: longer than 16 MiB; break the line"):
        load.files(tmp_path / "office", [path])
    path = tmp_path / "long.jsonld"
    path.write_text(f'{{"@id": "urn:a",\n "urn:b": "{"x" * (17 << 20)}"}}')
    with pytest.raises(InputError, match=r"long.jsonld:2:11: cannot be taken in: .*at most 16 MiB"):
        load.files(tmp_path / "office", [path])


def test_all_is_in_the_data_files(tmp_path: Path, small: Path) -> None:
    """What was told as loaded does not depend on the engine's log."""
    load.files(tmp_path / "office", [small])
    edition = folder.newest(tmp_path / "office")
    assert edition is not None
    assert list(edition.glob("*.log")) == []
    assert len(stated(edition)) == 13


def test_archives_and_names_that_lie(tmp_path: Path, small: Path) -> None:
    """Gzip and zip are unpacked on the way, and a content that is plainly of another format is read as that."""
    office, turtle = tmp_path / "office", small.read_bytes()
    (tmp_path / "small.ttl.gz").write_bytes(gzip.compress(turtle))
    with zipfile.ZipFile(tmp_path / "all.zip", "w") as made:
        made.writestr("in/small.ttl", turtle)
        made.writestr("more.nt", "<urn:a> <urn:b> <urn:c> <urn:g> .\n")
    (tmp_path / "liar.rdf").write_bytes(turtle)
    news = [load.files(office, [tmp_path / name]).new for name in ("small.ttl.gz", "liar.rdf", "all.zip")]
    assert news == [13, 0, 1]
    assert "<urn:a> <urn:b> <urn:c> <urn:g>" in stated(office)
    with pg.open(tmp_path / "all.zip") as graph:
        assert graph.query("ASK { body:efomp a pg:Society . <urn:a> <urn:b> <urn:c> }")


def test_what_is_no_rdf_in_an_archive_is_left_out_and_named(tmp_path: Path, small: Path) -> None:
    """A readme beside RDF files keeps nobody from loading these; where there are no RDF files it is an error."""
    with zipfile.ZipFile(tmp_path / "all.zip", "w") as made:
        made.writestr("readme.txt", "What is in here.\n")
        made.writestr("small.ttl", small.read_bytes())
        made.writestr("told.txt", "<urn:a> <urn:b> <urn:c> .\n")
    code, _, told = run("load", tmp_path / "all.zip", "--store", tmp_path / "office", "--no-derived")
    assert code == 0
    assert told.splitlines()[0] == f"{tmp_path / 'all.zip'}/readme.txt: is no RDF; it is left out"
    assert ": now 14 stated" in told
    code, out, told = run("query", "ASK { <urn:a> <urn:b> <urn:c> }", tmp_path / "all.zip")
    assert (code, out.strip(), told) == (0, "true", f"{tmp_path / 'all.zip'}/readme.txt: is no RDF; it is left out\n")
    with zipfile.ZipFile(tmp_path / "none.zip", "w") as made:
        made.writestr("readme.txt", "What is in here.\n")
    assert run("load", tmp_path / "none.zip", "--store", tmp_path / "office")[0] == 3


def test_a_folder_is_told_as_such(tmp_path: Path) -> None:
    """What is to be given are the files in it."""
    code, _, told = run("load", tmp_path, "--store", tmp_path / "office")
    assert (code, told) == (3, f"Error: {tmp_path}: is a folder; name the RDF files in it, such as {tmp_path}/*.ttl\n")


def test_a_context_of_another_address_is_not_fetched(tmp_path: Path) -> None:
    """JSON-LD that refers to one is told so, with what to do; it is no broken file."""
    (tmp_path / "a.jsonld").write_text('{"@context": "https://schema.org/", "@id": "urn:a", "name": "A"}')
    code, _, told = run("load", tmp_path / "a.jsonld", "--store", tmp_path / "store")
    assert (code, told.rpartition("a.jsonld: ")[2]) == (
        3,
        "its @context lies at another address, and nothing is fetched; put the context itself into the file\n",
    )


def test_a_broken_member_is_named(tmp_path: Path, small: Path) -> None:
    """The archive, the file in it, line and column; the others are not taken either."""
    with zipfile.ZipFile(tmp_path / "all.zip", "w") as made:
        made.writestr("a.ttl", small.read_bytes())
        made.writestr("b.ttl", "<urn:a> <urn:b> .\n")
    code, _, told = run("load", tmp_path / "all.zip", "--store", tmp_path / "office")
    assert code == 3
    assert re.match(r"Error: .*/all.zip/b.ttl:1:\d+: .*; this is not valid text/turtle\n\Z", told)
    assert not (tmp_path / "office").exists()


def test_a_trial_says_what_would_be_new(tmp_path: Path, small: Path) -> None:
    """With --dry-run there is no store afterwards, or the one that was there."""
    code, _, told = run("load", small, "--store", tmp_path / "office", "--dry-run", "--add")
    assert (code, (tmp_path / "office").exists()) == (0, False)
    assert told == f"{tmp_path / 'office'}: 13 triples would be new; there would be 13 stated and 4 derived\n"


def test_a_file_takes_the_place_of_what_it_said(tmp_path: Path, small: Path) -> None:
    """It has a graph and a record of its own; what came and went is told, and ties are derived anew."""
    office = tmp_path / "office"
    words = (
        "load",
        small,
        "--store",
        office,
        "--licence",
        "https://example.org/l",
        "--read-on",
        "2026-11-25",
    )
    assert run(*words)[2] == f"small.ttl: 13 triples came\n{office}: now 13 stated and 4 derived\n"
    small.write_text(small.read_text(encoding="utf-8").replace("org:unitOf body:efomp", "org:unitOf body:cocir"))
    assert run(*words, "--dry-run")[2].startswith("small.ttl: 1 triple would come, 1 would go\n")
    assert run(*words)[2].startswith("small.ttl: 1 triple came, 1 went\n")
    assert run(*words)[2].startswith("small.ttl: says what it said before\n")
    plain = ("load", small, "--store", office)
    assert run(*plain, "--add", "--dry-run")[2].startswith(f"{office}: 13 triples would be new")
    with pg.open(store=office) as graph:
        query = "SELECT ?body { body:education org:transitiveSubOrganizationOf ?body }"
        assert graph.query(query).values("body") == ["https://w3id.org/partnergraph/id/body/cocir"]
        assert graph.query("ASK { GRAPH graph:files { ?g dcterms:license <https://example.org/l> } }")
    assert run(*plain, "--add", "--licence", "https://example.org/l")[0] == 2
    assert run("load", small, small, "--store", office, "--graph", "urn:g")[0] == 2
    assert run("load", small, small, "--store", office)[0] == 3
