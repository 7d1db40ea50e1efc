"""Statements by the million, all of them or none."""

import random
import time
from pathlib import Path

import pyoxigraph as ox
import pytest

from partnergraph import cordis, freight, upkeep
from partnergraph.errors import PartnergraphError, StoreError
from partnergraph.ledger import Ledger
from partnergraph.store import Store
from tests import processes
from tests.test_cordis import DATA, DAY, stated


def test_what_raises_leaves_the_store_as_it_was(tmp_path: Path) -> None:
    """An error in the middle of the text, and text that the engine cannot read, change nothing."""
    office = tmp_path / "office"
    freight.into(office, lambda store: ['<urn:a> <urn:b> "c" .\n'])

    def broken(store: Store) -> list[str]:
        return ['<urn:a> <urn:b> "d" .\n' * 10, "no triple"]

    before = stated(office)
    with pytest.raises((PartnergraphError, SyntaxError)):
        freight.into(office, broken)
    assert stated(office) == before


def test_pieces_make_a_whole() -> None:
    """In however many pieces text is taken, the store holds all of it."""
    store = ox.Store()
    freight.take(store, (f'<urn:{number}> <urn:b> "c" .\n' for number in range(100)), piece=50)
    assert len(store) == 100


def test_a_second_writer_is_refused(tmp_path: Path) -> None:
    """As long as somebody writes, an import waits for nobody and says so."""
    office = tmp_path / "office"

    def nested(store: Store) -> list[str]:
        with pytest.raises(StoreError, match="in use"):
            freight.into(office, lambda store: [])
        return ['<urn:a> <urn:b> "c" .\n']

    assert freight.into(office, nested).new == 1


def everything(office: Path) -> None:
    """Import all tables there are."""
    cordis.into(office, sorted(DATA.glob("*.csv")), Ledger(), DAY)


def test_killed_at_any_moment_it_is_the_state_before_or_after(tmp_path: Path) -> None:
    """Eight kills spread over an import: never half of it, and running it again gives exactly one."""
    office = tmp_path / "office"
    cordis.into(office, [DATA / "topics_raw.csv"], Ledger(), DAY)
    before = stated(office)
    cordis.into(tmp_path / "whole", [DATA / "topics_raw.csv"], Ledger(), DAY)
    everything(tmp_path / "whole")
    after = stated(tmp_path / "whole")
    start = time.perf_counter()
    assert processes.outcome(everything, tmp_path / "trial") == ""
    whole = time.perf_counter() - start
    moments = random.Random(0)  # noqa: S311 - moments, not secrets
    states = []
    for moment in range(8):
        process = processes.start(everything, office)
        process.join(whole * (moment + moments.random()) / 8)
        process.kill()
        process.join()
        states.append(stated(office))
    assert all(state in (before, after) for state in states)
    everything(office)
    assert stated(office) == after
    assert upkeep.check(office).damage == ()
