"""Incidence queries."""

from pathlib import Path

import pytest

from partnergraph import incidence
from partnergraph.errors import InputError
from partnergraph.store import Store
from partnergraph.vocab import PREFIXES

HEADER = "#+ summary: Agreements\n#+ kind: pg:tie-agreement\n#+ draw: node\n"
QUERY = "SELECT ?party ?via ?kind ?start ?end ?role { ?via pg:party ?party ; pg:signedOn ?start }"


def test_a_row_a_party(small: Path, tmp_path: Path) -> None:
    """An agreement of two parties is two rows, with the kind of the header."""
    store, path = Store(), tmp_path / "agreements.rq"
    store.load(small)
    path.write_text(HEADER + QUERY)
    found = incidence.read(store, path)
    via, kind = PREFIXES["agreement"] + "mou-2017", PREFIXES["pg"] + "tie-agreement"
    assert [(tie.party, tie.via, tie.kind, tie.start, tie.statement) for tie in found.ties] == [
        (PREFIXES["body"] + body, via, kind, "2017", via) for body in ("cocir", "efomp")
    ]
    assert not found.as_edge


@pytest.mark.parametrize("query", ["ASK {}", "SELECT ?party ?via { ?via pg:party ?party }", "CONSTRUCT {} {}"])
def test_a_query_of_another_shape_is_told(tmp_path: Path, query: str) -> None:
    """A network file must select what an incidence needs."""
    path = tmp_path / "odd.rq"
    path.write_text(HEADER + query)
    with pytest.raises(InputError, match=r"odd.rq: a network query selects"):
        incidence.read(Store(), path)
