"""Pruning: what of a query is left out, and that the rows stay."""

import pyoxigraph as ox
import pytest

from partnergraph.query import paging, pruning

DATA = "".join(
    f"<urn:{one}> <urn:{relation}> <urn:{other}> .\n"
    for one, relation, other in ("apb", "apc", "bpc", "aqd", "aqe", "cqd", "drf", "bsa", "fqa")
)
KEPT = [
    ("?a <urn:p> ?b OPTIONAL { ?a <urn:q> ?c }", False),
    ("?a <urn:p> ?b OPTIONAL { ?a <urn:q> ?c } OPTIONAL { ?c <urn:r> ?d }", True),
    ("?a <urn:p> ?b OPTIONAL { SELECT ?a ?c { ?a <urn:q> ?c } }", False),
    ("{ SELECT ?a ?b { ?a <urn:p> ?b } } OPTIONAL { ?a <urn:q> ?c }", False),
    ("?a <urn:p> ?b OPTIONAL { ?a <urn:q> ?c } FILTER (BOUND(?c))", True),
    ("?a <urn:p> ?b OPTIONAL { ?a <urn:q> ?c } BIND (?c AS ?d)", True),
    ("OPTIONAL { ?a <urn:q> ?c } OPTIONAL { ?a <urn:p> ?b }", True),
    ("VALUES ?a { <urn:a> UNDEF } OPTIONAL { ?a <urn:q> ?c } OPTIONAL { ?a <urn:p> ?b }", True),
    ("{ ?a <urn:p> ?b } UNION { ?b <urn:s> ?e } OPTIONAL { ?a <urn:q> ?c }", True),
    ("?b <urn:p> ?x OPTIONAL { ?b <urn:s> ?a } OPTIONAL { ?a <urn:q> ?c }", True),
    ("?a <urn:p> ?b MINUS { ?a <urn:q> ?c } OPTIONAL { ?b <urn:q> ?c }", True),
]


@pytest.fixture(scope="module")
def store() -> ox.Store:
    """Give some triples."""
    kept = ox.Store()
    kept.load(DATA.encode(), ox.RdfFormat.N_TRIPLES)
    return kept


def rows(store: ox.Store, text: str) -> set[tuple[str, ...]]:
    """Give the rows of an answer, each once."""
    answer = store.query(text)
    if not isinstance(answer, ox.QuerySolutions):
        raise TypeError(text)
    return {tuple(map(str, row)) for row in answer}


@pytest.mark.parametrize(("group", "stays"), KEPT)
def test_rows_stay(store: ox.Store, group: str, stays: bool) -> None:
    """Each row is found without the parts that nobody asks for; what may change a row is left in."""
    lean = pruning.pruned(paging.parts(f"SELECT ?a ?b ?c {{ {group} }}"), ["a", "b"])
    assert rows(store, lean.text()) == rows(store, f"SELECT ?a ?b {{ {group} }}")
    assert (lean.group.count("OPTIONAL") == group.count("OPTIONAL")) is stays


@pytest.mark.parametrize("group", [group for group, _ in KEPT])
def test_unnested_is_the_same(store: ox.Store, group: str) -> None:
    """Sub-selects that select all they name can go."""
    text = f"SELECT ?a ?b ?c {{ {group} }}"
    assert rows(store, pruning.unnested(text)) == rows(store, text)


NESTED = [
    "{ SELECT ?a ?c { ?a <urn:q> ?c } } ?a <urn:p> ?b",
    "{ SELECT ?a ?b { { SELECT ?a ?b { ?a <urn:p> ?b } } ?a <urn:q> ?b } } UNION { ?a <urn:q> ?c }",
    "?a <urn:p> ?b { SELECT ?c (COUNT(?a) AS ?n) { ?a <urn:q> ?c } GROUP BY ?c }",
    "?a <urn:p> ?b { SELECT ?a { ?a <urn:q> ?c } }",
    "?a <urn:q> ?c MINUS { SELECT ?a ?b { ?a <urn:p> ?b } }",
]


@pytest.mark.parametrize("group", [*(group for group, _ in KEPT), *NESTED])
def test_narrowed_is_the_same_with_one_variable_told(store: ox.Store, group: str) -> None:
    """A query for some values of a variable has the rows that the whole has with these, whatever it nests."""
    text = f"SELECT ?a ?b ?c {{ {group} }}"
    terms = [ox.NamedNode("urn:a"), ox.NamedNode("urn:d")]
    for variable in ("a", "c"):
        told = f"VALUES ?{variable} {{ <urn:a> <urn:d> }}"
        assert rows(store, pruning.narrowed(text, variable, terms)) == rows(
            store, f"SELECT ?a ?b ?c {{ {told} {group} }}"
        )
        assert rows(store, pruning.unnested(text, but=variable)) == rows(store, text)


@pytest.mark.parametrize(
    "text",
    [
        "SELECT * { ?a <urn:p> ?b }",
        "SELECT ?a (STR(?a) AS ?b) { ?a <urn:p> ?c }",
        "SELECT ?a ?b { ?a <urn:p> ?b } LIMIT 1",
        "SELECT ?a ?b { ?a <urn:p> ?b } GROUP BY ?a ?b",
        "SELECT ?a ?b { ?a <urn:p> ?b } VALUES ?a { <urn:a> }",
        "SELECT ?a { ?a <urn:p> ?b }",
    ],
)
def test_other_queries_are_left_alone(text: str) -> None:
    """What computes, groups, has a limit or lacks a column stays as it is."""
    parts = paging.parts(text)
    assert pruning.pruned(parts, ["a", "b"]) is parts


@pytest.mark.parametrize("inner", ["DISTINCT ?a", "?a", "(COUNT(?c) AS ?n)"])
def test_sub_selects_that_say_more_stay(inner: str) -> None:
    """A sub-select that leaves out a variable, computes or asks for each row once is more than advice."""
    text = f"SELECT ?a {{ ?a <urn:p> ?b {{ SELECT {inner} {{ ?a <urn:q> ?c }} }} }}"
    assert pruning.unnested(text) == text
