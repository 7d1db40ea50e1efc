"""Sources taken into a store on disk, each in a graph of its own."""

import datetime as dt
from collections.abc import Iterable
from pathlib import Path

import pyoxigraph as ox
import pytest

import partnergraph as pg
from partnergraph.errors import InputError, StoreError
from partnergraph.loading import intake
from partnergraph.loading.intake import Delivery, Intake
from partnergraph.loading.record import Origin
from partnergraph.storage import update, upkeep
from partnergraph.storage.queryable import Scope
from partnergraph.storage.store import SHARED, Store

DAY = dt.date(2026, 11, 25)


def quads(numbers: Iterable[int], graph: str = "") -> list[ox.Quad]:
    """Give a quad for each number."""
    place = ox.NamedNode(graph) if graph else ox.DefaultGraph()
    return [ox.Quad(ox.NamedNode(f"urn:{number}"), ox.NamedNode("urn:p"), ox.Literal("x"), place) for number in numbers]


def take(office: Path, *, dry_run: bool = False, **sources: Iterable[int]) -> Intake:
    """Take in sources by name, each a set of numbers; the hash is that of the numbers."""
    given = [
        Delivery(Origin(intake.graph(name), name, str(sorted(numbers)), DAY), lambda numbers=numbers: quads(numbers))  # type: ignore[misc]  # a default binds it
        for name, numbers in sources.items()
    ]
    return intake.into(office, given, dry_run=dry_run)


def told(done: Intake) -> list[tuple[int, int]]:
    """Give how many triples came and went, by source."""
    return [(change.came, change.went) for change in done.changes]


def seen(office: Path, *graphs: str) -> list[int]:
    """Give the numbers that a query finds, in all graphs or in some, each as often as it is found."""
    with pg.open(store=office) as graph:
        scope = Scope(graphs=tuple(intake.graph(name).value for name in graphs))
        rows = graph.query("SELECT ?s { ?s <urn:p> 'x' }", scope=scope)
        return sorted(int(str(row).removeprefix("urn:")) for row in rows.values("s"))


def test_a_source_that_comes_again_replaces_its_graph(tmp_path: Path) -> None:
    """What is new comes, what it says no more goes; the same content again changes nothing."""
    office = tmp_path / "office"
    assert told(take(office, a=[1, 2, 3])) == [(3, 0)]
    assert told(take(office, a=[2, 3, 4, 5])) == [(2, 1)]
    assert seen(office) == [2, 3, 4, 5]
    (change,) = take(office, a=[2, 3, 4, 5]).changes
    assert change.same
    assert change.known


def test_what_two_sources_say_is_seen_once_and_kept_for_both(tmp_path: Path) -> None:
    """It stays as long as one of them says it, and each graph is whole when it alone is asked."""
    office = tmp_path / "office"
    take(office, a=[1, 2], b=[2, 3])
    take(office, c=[2, 3, 4])
    assert seen(office) == [1, 2, 3, 4]
    assert (seen(office, "a"), seen(office, "b"), seen(office, "c")) == ([1, 2], [2, 3], [2, 3, 4])
    take(office, a=[1])
    assert (seen(office), seen(office, "a"), seen(office, "b")) == ([1, 2, 3, 4], [1], [2, 3])
    take(office, b=[])
    assert (seen(office), seen(office, "c")) == ([1, 2, 3, 4], [2, 3, 4])
    take(office, c=[4])
    assert seen(office) == [1, 4]
    with Store.open(office) as store:
        assert [graph for graph in store.engine.named_graphs() if str(graph.value).startswith(SHARED)] == []
    assert upkeep.check(office).damage == ()


def test_its_record_lies_beside_it(tmp_path: Path) -> None:
    """Title, hash, licence, address and day are found by a query."""
    origin = Origin(intake.graph("a.ttl"), "a.ttl", "ab12", DAY, "https://example.org/licence", "https://example.org/a")
    intake.into(tmp_path / "office", [Delivery(origin, lambda: quads([1]))])
    with pg.open(store=tmp_path / "office") as graph:
        (row,) = graph.query(
            "SELECT ?title ?hash ?licence ?from ?read { GRAPH graph:files { ?g a void:Dataset ; dcterms:title ?title ;"
            " pg:sha256 ?hash ; dcterms:license ?licence ; dcterms:source ?from ; prov:generatedAtTime ?read } }"
        ).records()
    assert [str(value) for value in row.values()] == [
        "a.ttl",
        "ab12",
        "https://example.org/licence",
        "https://example.org/a",
        "2026-11-25T00:00:00Z",
    ]


def test_a_trial_changes_nothing(tmp_path: Path) -> None:
    """With dry_run the changes are told, and there is no store, or the one that was there."""
    office = tmp_path / "office"
    assert told(take(office, dry_run=True, a=[1])) == [(1, 0)]
    assert not office.exists()
    take(office, a=[1, 2])
    assert told(take(office, dry_run=True, a=[2, 3])) == [(1, 1)]
    assert seen(office) == [1, 2]


def test_two_sources_of_one_name_are_refused(tmp_path: Path) -> None:
    """They would replace each other."""
    origin = Origin(intake.graph("a.ttl"), "x/a.ttl", "1", DAY)
    with pytest.raises(InputError, match=r"x/a.ttl: would take the place of x/a.ttl, which has the same name; rename"):
        intake.into(tmp_path / "office", [Delivery(origin, lambda: quads([1]))] * 2)


def test_graphs_that_a_file_names_are_kept_and_replaced(tmp_path: Path) -> None:
    """What was in a graph that only this file named goes with it; a graph that was there before is added to."""
    office, given = tmp_path / "office", [*quads([1]), *quads([2], "urn:g"), *quads([3], "urn:old")]
    take(office, z=[9])
    update.apply(office, "INSERT DATA { GRAPH <urn:old> { <urn:8> <urn:p> 'x' } }")
    origin = Origin(intake.graph("a.trig"), "a.trig", "1", DAY)
    intake.into(office, [Delivery(origin, lambda: given)])
    assert seen(office) == [1, 2, 3, 8, 9]
    again = Origin(intake.graph("a.trig"), "a.trig", "2", DAY)
    (change,) = intake.into(office, [Delivery(again, lambda: quads([4], "urn:g"))]).changes
    assert (change.came, change.went) == (1, 2)
    assert seen(office) == [3, 4, 8, 9]


def test_what_fails_leaves_the_store_as_it_was(tmp_path: Path) -> None:
    """A source that breaks off is no change, and the sources before it neither."""
    office = tmp_path / "office"

    def broken() -> Iterable[ox.Quad]:
        yield from quads([7])
        raise StoreError("broken")

    take(office, a=[1])
    origins = [Origin(intake.graph(name), name, "x", DAY) for name in ("a", "b")]
    with pytest.raises(StoreError, match="broken"):
        intake.into(office, [Delivery(origins[0], lambda: quads([2])), Delivery(origins[1], broken)])
    assert seen(office) == [1]


def test_an_update_that_repeats_a_triple_does_not_make_counts_wrong(tmp_path: Path) -> None:
    """What an update states a second time is found once."""
    office = tmp_path / "office"
    take(office, a=[1, 2])
    update.apply(office, "INSERT DATA { <urn:1> <urn:p> 'x' }")
    assert seen(office) == [1, 2]
