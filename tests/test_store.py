"""The store, in memory and on disk."""

from collections.abc import Callable
from itertools import combinations
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnergraph.errors import InputError, QueryError, StoreError
from partnergraph.storage.queryable import Scope
from partnergraph.storage.store import DERIVED, Store
from partnergraph.storage.worker import Limits
from partnergraph.values.term import text
from partnergraph.writing import format
from tests.conftest import SMALL

COUNT = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"


@pytest.fixture(params=["memory", "disk"])
def store(request: pytest.FixtureRequest, small: Path, folder: Path) -> Store:
    """Give the small graph in each kind of store."""
    if request.param == "disk":
        return Store.open(folder)
    store = Store()
    store.load(small)
    return store


def count(store: Store) -> int:
    """Give the number of triples that a query sees."""
    return int(next(store.select(COUNT))["n"].value)


def test_each_store_answers_the_same(store: Store) -> None:
    """What is asked does not depend on where the graph is kept."""
    parties = store.select("SELECT ?body { agreement:mou-2017 pg:party ?body } ORDER BY ?body")
    assert [row["body"].value.rpartition("/")[2] for row in parties] == ["cocir", "efomp"]
    assert count(store) == len(store) == 13


def test_closing_lets_go_of_the_folder(folder: Path) -> None:
    """After closing, others may write to the folder."""
    with Store.open(folder) as store:
        assert count(store)
    ox.Store(str(folder)).add(ox.Quad(ox.NamedNode("urn:a"), ox.NamedNode("urn:b"), ox.Literal(1)))


def test_a_folder_without_a_store_is_told(tmp_path: Path) -> None:
    """A folder is not turned into a store by asking it."""
    with pytest.raises(StoreError, match="holds no store"):
        Store.open(tmp_path)
    assert not list(tmp_path.iterdir())


def test_a_damaged_store_is_told(folder: Path) -> None:
    """A store whose files are not its own is one sentence."""
    (folder / "CURRENT").write_text("nothing\n")
    with pytest.raises(StoreError, match="cannot be opened as a store"):
        Store.open(folder)


BROKEN = [
    ("ttl", "<urn:a> <urn:b> <urn:c> .\n<urn:a> <urn:b> .\n", r":2:17: .* is not a valid RDF object"),
    ("ttl", "a:b a:c a:d .", r":1:1: The prefix a: has not been declared"),
    ("ttl", '<urn:a> <urn:b> "open .\n', r":1:17: "),
    ("nt", "<urn:a> <urn:b> <urn:c>\n", r":\d+:\d+: "),
    ("rdf", "<html><body/></html>", r":1:1: .*this is not valid application/rdf.xml"),
    ("jsonld", '{"@id": ', r":1:\d+: "),
    ("trig", "<urn:g> { <urn:a> <urn:b> ", r":1:\d+: "),
    ("nq", "\x00\x01", r":1:\d+: "),
]


@pytest.mark.parametrize(("suffix", "text", "complaint"), BROKEN)
def test_a_broken_file_is_named_with_its_place(tmp_path: Path, suffix: str, text: str, complaint: str) -> None:
    """The error is one line with file, line, column and what was expected."""
    path = tmp_path / f"broken.{suffix}"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=f"broken.{suffix}{complaint}") as caught:
        Store().load(path)
    assert "\n" not in str(caught.value)


def test_bytes_that_are_no_text_are_told(tmp_path: Path) -> None:
    """A file that is not UTF-8 is one line."""
    path = tmp_path / "latin.ttl"
    path.write_bytes('<urn:a> <urn:b> "Köln" .'.encode("latin-1"))
    with pytest.raises(InputError, match=r"latin.ttl:1:.*UTF-8"):
        Store().load(path)


def test_files_are_loaded_all_or_none(small: Path, tmp_path: Path) -> None:
    """A broken second file leaves the store as it was."""
    broken = tmp_path / "broken.ttl"
    broken.write_text(SMALL + "body:x a .")
    store = Store()
    with pytest.raises(InputError):
        store.load(small, broken)
    assert len(store) == 0


@given(st.binary(max_size=60), st.sampled_from(format.GRAPHS))
def test_any_bytes_are_loaded_or_refused(content: bytes, syntax: format.Format) -> None:
    """No text makes loading fail in another way."""
    store = Store()
    try:
        store.add_text(content.decode("latin-1"), syntax)
    except InputError:
        assert len(store) == 0


def test_a_byte_order_mark_is_no_content(tmp_path: Path) -> None:
    """Files that Windows marks as UTF-8 are read like others."""
    (tmp_path / "bom.ttl").write_bytes(b"\xef\xbb\xbf<urn:a> <urn:b> 1 .")
    store = Store()
    store.load(tmp_path / "bom.ttl")
    assert len(store) == 1


def test_blank_nodes_have_the_same_names_in_every_run() -> None:
    """Blank nodes are named in their order in the file, also inside triple terms."""
    text = "_:x <urn:b> [ <urn:c> _:x ] . _:x <urn:d> <<( _:x <urn:e> _:y )>> ."
    runs = []
    for _ in range(2):
        store = Store()
        store.add_text(text, format.TURTLE)
        runs.append(sorted(map(str, store.quads())))
    assert runs[0] == runs[1]
    assert all("_:f1b" in line for line in runs[0])


def test_a_closed_store_says_so() -> None:
    """After closing there is no empty answer, but an error."""
    with Store() as store:
        pass
    with pytest.raises(StoreError, match="the store is closed"):
        store.query("ASK {}")


def test_blank_nodes_of_two_files_stay_apart(tmp_path: Path) -> None:
    """The same label in two files is two nodes."""
    for name in ("a", "b"):
        (tmp_path / f"{name}.ttl").write_text(f'_:x <urn:name> "{name}" .')
    store = Store()
    store.load(tmp_path / "a.ttl", tmp_path / "b.ttl")
    assert len({quad.subject for quad in store.quads()}) == 2


def test_a_triple_in_two_graphs_counts_once() -> None:
    """A query over all graphs sees their merge, as SPARQL asks for."""
    store = Store()
    store.add_text("<urn:a> <urn:b> 1 . <urn:g> { <urn:a> <urn:b> 1, 2 } <urn:h> { <urn:a> <urn:b> 2 }", format.TRIG)
    assert (count(store), len(store)) == (2, 4)
    graphs = store.select("SELECT ?g { GRAPH ?g { <urn:a> <urn:b> 2 } } ORDER BY ?g")
    assert [row["g"].value for row in graphs] == ["urn:g", "urn:h"]


@pytest.mark.parametrize(
    ("origins", "graphs", "number"),
    [
        ("FROM <urn:g> FROM <urn:h>", (), 2),
        ("BASE <http://a/b> PREFIX ex: <urn:> ; FROM ex:g FROM <k> FROM <urn:g>", (), 3),
        ("FROM <urn:g>", (), 2),
        ("FROM <urn:k> FROM <urn:h>", (), 2),
        ("FROM <urn:none> FROM <urn:h>", (), 1),
        ("", ("urn:g", "urn:h"), 2),
        ("", ("urn:g", ""), 2),
        ("", ("urn:h", ""), 2),
        ("FROM <urn:h>", ("urn:g",), 1),
    ],
)
def test_a_triple_in_two_graphs_that_are_named_counts_once(origins: str, graphs: tuple[str, ...], number: int) -> None:
    """A query over some graphs sees their merge, whether it names them itself or its scope does."""
    store = Store()
    store.add_text(
        "<urn:a> <urn:b> 1 . <urn:g> { <urn:a> <urn:b> 1, 2 } <urn:h> { <urn:a> <urn:b> 2 }"
        "<urn:k> { <urn:c> <urn:b> 3 } <http://a/k> { <urn:a> <urn:b> 1, 3 }",
        format.TRIG,
    )
    head, _, clauses = origins.rpartition(" ; ")
    (row,) = store.select(f"{head} SELECT (COUNT(*) AS ?n) {clauses} {{ ?s ?p ?o }}", Scope(graphs=graphs))
    assert row["n"].value == str(number)


def test_a_merge_of_named_graphs_leaves_the_graphs_as_they_are() -> None:
    """Beside the merge, GRAPH still finds what FROM NAMED names and no more; a change is seen."""
    store = Store()
    store.add_text("<urn:g> { <urn:a> <urn:b> 1 } <urn:h> { <urn:a> <urn:b> 1 }", format.TRIG)
    text = "SELECT * FROM <urn:g> FROM <urn:h> FROM NAMED <urn:h> { ?s ?p ?o GRAPH ?g { ?s ?p ?o } }"
    assert [row["g"].value for row in store.select(text)] == ["urn:h"]
    store.add_text("<urn:h> { <urn:a> <urn:b> 2 }", format.TRIG)
    assert len(list(store.select(text))) == 2


def test_what_is_stated_is_not_added_again() -> None:
    """Only triples that no graph holds are added."""
    store = Store()
    store.add_text("<urn:a> <urn:b> 1 .", format.TURTLE)
    triples = [ox.Triple(ox.NamedNode("urn:a"), ox.NamedNode("urn:b"), ox.Literal(n)) for n in (1, 2)]
    store.add_unstated(triples, DERIVED)
    assert [text(quad.object) for quad in store.quads(DERIVED)] == ["2"]


def test_literals_keep_their_value_and_dates_their_precision() -> None:
    """The engine writes a number in its canonical form; a year stays a year and a month a month."""
    store = Store()
    types = (("007", "integer"), ("2017", "gYear"), ("2017-09", "gYearMonth"), ("2017-09-30", "date"))
    literals = [f'"{words}"^^<http://www.w3.org/2001/XMLSchema#{name}>' for words, name in types]
    store.add_text(f"<urn:a> <urn:b> {', '.join(literals)} .", format.TURTLE)
    assert {text(quad.object) for quad in store.quads()} == {"7", "2017", "2017-09", "2017-09-30"}


@pytest.mark.parametrize(("ask", "text"), [("select", "ASK {}"), ("construct", "SELECT * {}")])
def test_the_wrong_form_of_query_is_told(ask: str, text: str) -> None:
    """Where rows or triples are needed, another form is an error."""
    with pytest.raises(QueryError, match="was expected here"):
        getattr(Store(), ask)(text)


@pytest.mark.parametrize("pair", list(combinations([None, "urn:g", "urn:h", "_:i", DERIVED.value], 2)), ids=str)
def test_what_any_two_graphs_share_counts_once(pair: tuple[str | None, str]) -> None:
    """Whichever two of the graphs hold a triple, the default one or the derived one among them, it is seen once."""
    triple = ox.NamedNode("urn:a"), ox.NamedNode("urn:b"), ox.NamedNode("urn:c")
    engine = ox.Store()
    engine.extend([ox.Quad(ox.NamedNode(name), *triple[1:], ox.NamedNode(name)) for name in ("urn:g", "urn:h")])
    for name in pair:
        blank = ox.BlankNode("i") if name == "_:i" else None
        engine.add(ox.Quad(*triple, blank or (ox.NamedNode(name) if name else ox.DefaultGraph())))
    assert count(Store(engine)) == 3


def test_quads_and_graphs_can_be_taken_out(small: Path) -> None:
    """What is taken out is no longer found by the next query."""
    with Store() as store:
        store.load(small)
        store.add_unstated([ox.Triple(ox.NamedNode("urn:a"), ox.NamedNode("urn:b"), ox.Literal("c"))], DERIVED)
        assert bool(store.query("ASK { <urn:a> <urn:b> 'c' }"))
        store.drop(DERIVED)
        assert not bool(store.query("ASK { <urn:a> <urn:b> 'c' }"))
        store.remove(list(store.quads()))
        assert len(store) == 0


def test_a_copy_is_apart(folder: Path) -> None:
    """A copy holds the same in memory; changing it leaves the original, and too large a one is refused."""
    with Store.open(folder) as store, store.copy(most=len(store)) as copy:
        assert set(copy.quads()) == set(store.quads())
        copy.remove(list(copy.quads()))
        assert len(store) > len(copy) == 0
        with pytest.raises(StoreError, match="more than 3 triples"):
            store.copy(most=3)
        with pytest.raises(StoreError, match=f"more than {len(store) - 1} triples"):
            store.copy(most=len(store) - 1)


def test_a_worker_gives_one_row_beyond_those_that_are_read(store: Store) -> None:
    """Of an answer without end no more is handed over than tells that there is more."""
    text = "SELECT * { ?s ?p ?o . ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n ?q }"
    assert len(list(store.query(text, limits=Limits(seconds=60, rows=3)))) == 4  # type: ignore[arg-type]


SECOND_BROKEN = ("<urn:a> <urn:b> 1 .", "<urn:a> <urn:b> .")


@pytest.mark.parametrize("before", ["", "<urn:x> <urn:y> 0 ."])
def test_of_several_files_none_stays_if_one_is_broken(tmp_path: Path, before: str) -> None:
    """Files are taken all or none, into an empty store and into one that holds something."""
    paths = [tmp_path / f"{number}.ttl" for number in range(2)]
    for path, content in zip(paths, SECOND_BROKEN, strict=True):
        path.write_text(content, encoding="utf-8")
    with Store() as store:
        store.add_text(before, format.TURTLE)
        held = set(store.quads())
        with pytest.raises(InputError, match=r"1\.ttl:1:17: "):
            store.load(*paths)
        assert set(store.quads()) == held


@pytest.mark.parametrize(
    "turtle",
    [
        "_:x e:b 1 .",
        "[] e:b 1 .",
        "e:a e:b (1 2) .",
        "<< e:a e:b 1 >> e:c 2 .",
        "e:a e:b 1 {| e:c 2 |} .",
        "e:a e:b 1 ~ .",
        "e:a e:b 1 .",
    ],
)
def test_blank_nodes_are_named_alike(tmp_path: Path, turtle: str) -> None:
    """However a file says a blank node, two stores name it alike."""
    path = tmp_path / "a.ttl"
    path.write_text(f"@prefix e: <urn:> . {turtle}", encoding="utf-8")
    found = []
    for _ in range(2):
        with Store() as store:
            store.load(path)
            found.append({str(quad) for quad in store.quads()})
    assert found[0] == found[1] != set()


def test_blank_nodes_count_files_without_them(tmp_path: Path) -> None:
    """A file without blank nodes is counted as one, so that names do not depend on who reads it."""
    plain, blank = tmp_path / "a.nt", tmp_path / "b.nt"
    plain.write_text("<urn:a> <urn:b> <urn:c> .\n", encoding="utf-8")
    blank.write_text("_:x <urn:b> <urn:c> .\n", encoding="utf-8")
    with Store() as store:
        store.load(plain, blank)
        assert ox.BlankNode("f2b0") in {quad.subject for quad in store.quads()}


def test_what_is_made_of_a_graph_is_kept_while_that_stays() -> None:
    """What was made under a key is given again, until something is added or taken out; a shared store keeps nothing."""
    store = Store()
    changes: list[Callable[[], object]] = [
        lambda: store.add_text("<urn:a> <urn:b> 1 .", format.TURTLE),
        lambda: store.remove(list(store.quads())),
        lambda: store.add_unstated(
            [ox.Triple(ox.NamedNode("urn:a"), ox.NamedNode("urn:b"), ox.NamedNode("urn:c"))], DERIVED
        ),
        lambda: store.drop(DERIVED),
        lambda: store.engine.add(ox.Quad(ox.NamedNode("urn:a"), ox.NamedNode("urn:b"), ox.NamedNode("urn:d"))),
        store.share,
    ]
    made = [store.kept("made", object)]
    for change in changes:
        assert store.kept("made", object) is made[-1]
        change()
        made.append(store.kept("made", object))
    assert len(set(map(id, made))) == len(made)
    assert store.kept("made", object) is not made[-1]
