"""Statements by the million, all of them or none."""

from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import pytest

from partnergraph.errors import PartnergraphError, StoreError
from partnergraph.loading import freight
from partnergraph.loading.freight import Own, Shipment
from partnergraph.storage.store import Store
from tests.test_cordis import stated


def test_what_raises_leaves_the_store_as_it_was(tmp_path: Path) -> None:
    """An error in the middle of the text, and text that the engine cannot read, change nothing."""
    office = tmp_path / "office"
    freight.into(office, [Shipment("a", lambda store, own: ['<urn:a> <urn:b> "c" .\n'])])

    def broken(store: Store, own: Own) -> list[str]:
        return ['<urn:a> <urn:b> "d" .\n' * 10, "no triple"]

    before = stated(office)
    with pytest.raises((PartnergraphError, SyntaxError)):
        freight.into(office, [Shipment("a", broken)])
    assert stated(office) == before


@pytest.mark.parametrize("take", [freight.take, freight.bulk_take])
@pytest.mark.parametrize("piece", [1, 50, 1 << 16])
def test_pieces_make_a_whole(take: Callable[..., None], piece: int) -> None:
    """In however many pieces text is taken, in memory or in bulk, the store holds all of it, sign for sign."""
    store = ox.Store()
    take(store, (f'<urn:{number}> <urn:b> "Ω é \\"{number}\\"" .\n' for number in range(100)), piece=piece)
    assert {quad.object.value for quad in store if isinstance(quad.object, ox.Literal)} == {
        f'Ω é "{number}"' for number in range(100)
    }


def test_a_second_writer_is_refused(tmp_path: Path) -> None:
    """As long as somebody writes, an import waits for nobody and says so."""
    office = tmp_path / "office"

    def nested(store: Store, own: Own) -> list[str]:
        with pytest.raises(StoreError, match="in use"):
            freight.into(office, [Shipment("a", lambda store, own: [])])
        return ['<urn:a> <urn:b> "c" .\n']

    assert freight.into(office, [Shipment("a", nested)]).new == 1
