"""Supplements: what of a query is asked for apart."""

import pytest

from partnergraph.query import paging, supplement

LOOKED = "OPTIONAL { SELECT ?a ?c { ?a <urn:q> ?c } }"


@pytest.mark.parametrize(
    ("tail", "apart"),
    [
        (LOOKED, ["c"]),
        (f"{LOOKED} BIND (COALESCE(?c, ?b) AS ?d)", ["c"]),
        ("BIND (<urn:x> AS ?c)", ["c"]),
        (f"{LOOKED} BIND (STR(?c) AS ?d)", []),
        (f"{LOOKED} BIND (COALESCE(?c, NOW()) AS ?d)", []),
        (f"{LOOKED} OPTIONAL {{ ?c <urn:r> ?d }}", []),
        (f"{LOOKED} FILTER (?c = ?b)", []),
        (f"{LOOKED} {LOOKED}", []),
        (LOOKED.replace("?a ?c {", "?c ?a {"), []),
        (LOOKED.replace("?a ?c {", "DISTINCT ?a ?c {"), []),
        (LOOKED.replace("?a", "?b"), []),
        (LOOKED.replace("SELECT ?a ?c", ""), []),
        (LOOKED.replace("?c } }", "?c } LIMIT 1 }"), []),
        (LOOKED.replace("?a <urn:q> ?c", "VALUES (?a ?c) { (UNDEF 1) }"), []),
        ("BIND (RAND() AS ?c)", []),
    ],
)
def test_only_what_adds_one_thing_goes(tail: str, apart: list[str]) -> None:
    """A look-up by a key goes, and what is the same in all rows, where nothing else needs it or could change it."""
    text = f"SELECT ?a ?b ?c ?d {{ ?a <urn:p> ?b {tail} }}"
    found = supplement.apart(paging.parts(text), ["a", "b", "c", "d"], ["a"])
    assert [lookup.value for lookup in found.lookups] == apart
    assert not apart or tail.partition(" BIND (COALESCE")[0] not in found.text
