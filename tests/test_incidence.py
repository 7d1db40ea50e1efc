"""Incidence queries."""

from pathlib import Path

import pytest

from partnergraph import resource
from partnergraph.errors import InputError
from partnergraph.query import queryfile
from partnergraph.storage.store import Store
from partnergraph.ties import incidence
from partnergraph.view import look
from partnergraph.vocab import PREFIXES, expand, shorten
from partnergraph.writing import format

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


PARTICIPATIONS = """
PREFIX org: <http://www.w3.org/ns/org#> PREFIX pg: <https://w3id.org/partnergraph/ontology#>
PREFIX schema: <https://schema.org/> PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
<urn:p1> schema:startDate "2014"^^xsd:gYear ; schema:endDate "2016-05"^^xsd:gYearMonth .
<urn:a-1> a pg:Participation ; org:member <urn:a> ; org:organization <urn:p1> ; org:role pg:role-coordinator, "chair" .
<urn:b-1> a pg:Participation ; org:member <urn:b> ; org:organization <urn:p1> ;
    schema:startDate "2015"^^xsd:gYear ; schema:endDate "2015-06-30"^^xsd:date .
<urn:c-2> a pg:Participation ; org:member %s ; org:organization <urn:p2> ; org:role "in, \\"quotes\\"" .
<urn:m> a org:Membership ; org:member <urn:a> ; org:organization <urn:c> ; org:role pg:role-member .
"""


def bare(read: incidence.Incidence) -> set[tuple[str, ...]]:
    """Give who is tied to whom and when."""
    return set(zip(*map(read.column, ("party", "via", "kind", "start", "end")), strict=True))


@pytest.mark.parametrize("third", ["<urn:c>", "[]", '"two words"'], ids=["an IRI", "a blank node", "words"])
def test_bare_ties_are_those_of_the_whole(small: Path, third: str) -> None:
    """Read without roles, apart or where that cannot be, a network ties the same parties at the same times."""
    store = Store()
    store.load(small)
    store.add_text(PARTICIPATIONS % third, format.TURTLE)
    for path in resource.queries("networks"):
        whole = incidence.read(store, path)
        assert bare(incidence.read(store, path, bare=True)) == bare(whole), path.stem
        assert len(whole.ties) == len(set(whole.ties))
    (path,) = (path for path in resource.queries("networks") if path.stem == "projects")
    told = [(tie.party, tie.start, tie.end, tie.role) for tie in incidence.read(store, path).ties]
    assert told[:3] == [
        ("urn:a", "2014", "2016-05", "chair"),
        ("urn:a", "2014", "2016-05", PREFIXES["pg"] + "role-coordinator"),
        ("urn:b", "2015", "2015-06-30", ""),
    ]
    assert told[3][3] == 'in, "quotes"'


TAILS = {
    "looked up": "OPTIONAL { SELECT ?via ?start { ?via schema:startDate ?start } }",
    "first of two": """OPTIONAL { SELECT ?statement ?own { ?statement schema:startDate ?own } }
        OPTIONAL { SELECT ?via ?began { ?via schema:startDate ?began } } BIND (COALESCE(?own, ?began) AS ?start)""",
    "made before": """BIND (COALESCE(?began, "none") AS ?start)
        OPTIONAL { SELECT ?via ?began { ?via schema:startDate ?began } } BIND (?began AS ?end)""",
    "named elsewhere": "OPTIONAL { SELECT ?via ?start { ?via schema:startDate ?start } } FILTER (BOUND(?start))",
    "of what is uncertain": """OPTIONAL { ?statement org:role ?role }
        OPTIONAL { SELECT ?role ?start { ?role ?p ?start } }
        OPTIONAL { SELECT ?none ?end { ?none schema:endDate ?end } }""",
    "the same everywhere": 'BIND ("x, y" AS ?kind) BIND (?via AS ?role)',
    "a party": "OPTIONAL { SELECT ?via ?party { ?via schema:funder ?party } }",
}


@pytest.mark.parametrize("dates", ["", '<urn:p1> schema:startDate "2013", "" .', '<urn:a-1> schema:startDate "" .'])
@pytest.mark.parametrize("tail", TAILS.values(), ids=TAILS)
def test_what_is_asked_for_apart_is_what_the_query_says(tmp_path: Path, tail: str, dates: str) -> None:
    """Whatever a query adds to its rows at the end, and however many values there are, the ties are its rows."""
    store, path = Store(), tmp_path / "own.rq"
    store.add_text(PARTICIPATIONS % "<urn:c>" + dates, format.TURTLE)
    group = "{ SELECT ?statement ?via { ?statement org:organization ?via } } ?statement org:member ?who . "
    party = "" if "?party" in tail else "BIND (?who AS ?party) "
    path.write_text(f"{HEADER}SELECT ?party ?via ?kind ?start ?end ?role {{ {group} {party} {tail} }}")
    kind = PREFIXES["pg"] + "tie-agreement"
    told = {
        tuple(getattr(term, "value", "") for term in row)
        for row in store.select(path.read_text())
        if row["party"] is not None
    }
    rows = {(party, via, told_kind or kind, start, end) for party, via, told_kind, start, end, _ in told}
    assert bare(incidence.read(store, path, bare=True)) == rows
    assert bare(incidence.read(store, path)) == rows


def test_some_nodes_can_be_asked_for(small: Path) -> None:
    """The ties of some nodes are those that reading all gives of them, whatever the network."""
    store = Store()
    store.load(small)
    store.add_text(PARTICIPATIONS % "<urn:c>", format.TURTLE)
    for path in resource.queries("networks"):
        whole = incidence.read(store, path).ties
        some = {tie.via for tie in whole if not tie.via.startswith("_:")}
        few = set(sorted(some)[::2])
        assert list(incidence.read(store, path, among=incidence.Part(few)).ties) == [
            tie for tie in whole if tie.via in few
        ]
