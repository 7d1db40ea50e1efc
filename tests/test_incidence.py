"""Incidence queries."""

from pathlib import Path

import pytest

from partnergraph import incidence, queryfile, resource
from partnergraph.errors import InputError
from partnergraph.store import Store
from partnergraph.view import look
from partnergraph.vocab import PREFIXES, expand, shorten

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


def test_moments_are_the_same_for_the_page() -> None:
    """The networks whose ties are over with their day are those whose kinds the page takes for moments."""
    headers = [queryfile.read(path).header for path in resource.queries("networks")]
    looks = look.kinds(expand(each["kind"]) or "" for each in headers)
    assert {shorten(kind) for kind, seen in looks.items() if seen.moment} == {
        each["kind"] for each in headers if each.get("moment") == "true"
    }


def test_a_limit_keeps_the_order(small: Path, tmp_path: Path) -> None:
    """A query is asked without its order, but where that says which rows there are."""
    store, path = Store(), tmp_path / "first.rq"
    store.load(small)
    path.write_text(HEADER + QUERY + " ORDER BY DESC(?party) LIMIT 1")
    assert [tie.party for tie in incidence.read(store, path).ties] == [PREFIXES["body"] + "efomp"]
