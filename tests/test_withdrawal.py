"""What a source said, taken out of a store again."""

import datetime as dt
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from partnergraph.errors import UnknownNameError
from partnergraph.loading import freight, intake, load, withdrawal
from partnergraph.loading.freight import Shipment
from partnergraph.loading.intake import Delivery
from partnergraph.loading.record import Origin
from partnergraph.loading.renewal import Renewal
from partnergraph.storage import folder
from partnergraph.storage.store import Store
from tests.command import run

ABOUT = load.About(dt.date(2026, 11, 26))
FACTS = st.frozensets(st.sampled_from("abc")).map(sorted).map("".join)


def lines(facts: str) -> str:
    """Give a statement for each letter as N-Triples."""
    return "".join(f'<urn:{each}> <urn:is> "{each}" .\n' for each in facts)


def take(store: Path, name: str, facts: str) -> None:
    """Load a file that states a fact for each letter."""
    (store.parent / name).write_text(lines(facts))
    load.graphs(store, [store.parent / name], ABOUT, derive=False)


def release(store: Path, name: str, facts: str) -> None:
    """Take in a release that states a fact for each letter."""
    freight.into(store, [Shipment(name, lambda _, __: [lines(facts)])], freight.Manner(derive=False))


def said(store: Path) -> str:
    """Give the letters that a query finds, each as often as it finds it."""
    with Store.open(store) as kept:
        return letters(kept)


def letters(store: Store) -> str:
    """Give the letters that a query of a store finds, each as often as it finds it."""
    rows = store.select("SELECT ?letter { ?thing <urn:is> ?letter }")
    return "".join(sorted(row["letter"].value for row in rows))


@settings(max_examples=60)
@example([("abc", True), ("abc", True), ("c", False), ("a", False)], [2, 1, 0, 3])
@given(st.lists(st.tuples(FACTS, st.booleans()), min_size=4, max_size=4), st.permutations(range(4)))
def test_what_the_others_say_stays(
    tmp_path_factory: pytest.TempPathFactory, given: list[tuple[str, bool]], order: list[int]
) -> None:
    """Whatever files and releases say in common, in whatever order they come and go, each fact is found once."""
    made = tmp_path_factory.mktemp("desk") / "000001.draft"
    made.mkdir()
    store, left = Store(), dict[int, str]()
    for number, (facts, is_file) in enumerate(given):
        quads = [*ox.parse(lines(facts), ox.RdfFormat.N_TRIPLES)]
        if is_file:
            origin = Origin(intake.graph(f"{number}.nt"), f"{number}.nt", "", ABOUT.read)
            intake.take(store, Delivery(origin, lambda quads=quads: quads))  # type: ignore[misc]
        else:
            Renewal(store, made, f"r{number}").take([lines(facts)])
        left[number] = facts
    for number in order:
        if given[number][1]:
            intake.leave(store, intake.graph(f"{number}.nt"))
        else:
            Renewal(store, made, f"r{number}").take(())
        del left[number]
        store.trust()  # as an import does: what stands in two graphs is found twice then
        assert letters(store) == "".join(sorted(set("".join(left.values()))))


def test_own_edits_stay(tmp_path: Path) -> None:
    """What was put in by hand stays, also where a file says it too; of what a release says nothing is put in."""
    store = tmp_path / "store"
    take(store, "a.nt", "ab")
    release(store, "ror", "cd")
    run(
        "update", 'INSERT DATA { <urn:x> <urn:is> "x" . <urn:b> <urn:is> "b" . <urn:c> <urn:is> "c" }', "--store", store
    )
    withdrawal.out(store, ["a.nt", "ror"])
    assert said(store) == "bx"


def test_a_thing_that_others_speak_of_keeps_its_name(tmp_path: Path) -> None:
    """As when a newer release says no more of it; the release then is still one of the store's."""
    store, name = tmp_path / "store", "http://www.w3.org/2004/02/skos/core#prefLabel"
    freight.into(store, [Shipment("ror", lambda _, __: [f'<urn:a> <{name}> "A" .\n', lines("bc")])])
    (tmp_path / "mine.nt").write_text("<urn:m> <urn:knows> <urn:a> .\n")
    load.graphs(store, [tmp_path / "mine.nt"], ABOUT)
    told = run("unload", "ror", "--store", store)
    assert told.stderr.startswith("ror: 2 triples went, and 0 of its evidence; 1 stay: others speak of the thing\n")
    assert [each.name for each in withdrawal.sources(store)] == ["mine.nt", "ror"]
    with Store.open(store) as kept:
        assert kept.engine.query(f'ASK {{ <urn:a> <{name}> "A" }}')


def test_nothing_changes_unless_all_are_known(tmp_path: Path) -> None:
    """A name that no source has is told with the nearest; a trial says what would go, and leaves the edition."""
    store = tmp_path / "store"
    take(store, "a.nt", "ab")
    before = folder.newest(store)
    with pytest.raises(UnknownNameError, match=r"called 'b\.nt'; the nearest is 'a\.nt'"):
        withdrawal.out(store, ["a.nt", "b.nt"])
    assert run("unload", "a.nt", "--store", store, "--dry-run").stderr.startswith("a.nt: 2 triples would go\n")
    assert (folder.newest(store), said(store)) == (before, "ab")


def test_a_graph_may_be_named_instead(tmp_path: Path) -> None:
    """Where two files have one title, the IRI of the graph tells which one is meant; the title means both."""
    store = tmp_path / "store"
    take(store, "a.nt", "a")
    load.graphs(store, [tmp_path / "a.nt"], load.About(ABOUT.read, graph="urn:g"))
    (tmp_path / "a.nt").write_text(lines("b"))
    load.graphs(store, [tmp_path / "a.nt"], load.About(ABOUT.read, graph="urn:g"))
    assert [each.graph for each in withdrawal.sources(store)][1:] == ["urn:g"]
    withdrawal.out(store, ["urn:g"])
    assert said(store) == "a"
    withdrawal.out(store, ["a.nt"])
    assert said(store) == ""


def test_sources_are_listed(tmp_path: Path) -> None:
    """Files with the day they were read, releases by their names; a store that is none is told."""
    store = tmp_path / "store"
    take(store, "a.nt", "a")
    release(store, "ror", "b")
    assert run("unload", "--store", store).stdout.splitlines() == [
        "name,kind,read,graph",
        "a.nt,file,2026-11-26,https://w3id.org/partnergraph/graph/file/a.nt",
        "ror,release,,",
    ]
    told = run("unload", "--store", tmp_path / "nothing")
    assert (told.exit_code, "holds no store" in told.stderr) == (3, True)
