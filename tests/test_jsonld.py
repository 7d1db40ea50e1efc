"""JSON-LD that people can read, and that says what the triples say."""

import json

import pyoxigraph as ox
import pytest
import rdflib
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib.compare import isomorphic

from partnergraph.errors import FormatError
from partnergraph.vocab import PREFIXES
from partnergraph.writing import export, format, jsonld

HEAD = "".join(f"PREFIX {prefix}: <{namespace}>\n" for prefix, namespace in PREFIXES.items())


def quads(statements: str) -> list[ox.Quad]:
    """Give the quads of TriG with the standard prefixes known."""
    return list(ox.parse((HEAD + statements).encode(), ox.RdfFormat.TRIG))


def written(statements: str) -> list[dict[str, object]]:
    """Give the node objects that statements are written as."""
    found: list[dict[str, object]] = json.loads(jsonld.text(quads(statements)))["@graph"]
    return found


def refuse(name: str) -> object:
    """Fail at a number that JSON does not know."""
    raise AssertionError(f"{name} is no JSON")


@pytest.mark.parametrize(
    "statements",
    [
        "_:a pg:party _:b . _:b pg:party _:a .",
        "_:s pg:party _:s .",
        "_:x rdf:rest _:x .",
        "_:x rdf:first 1 ; rdf:rest rdf:nil . <urn:a> <urn:p> _:x . <urn:b> <urn:p> _:x .",
        "<urn:a> pg:party (1 2 ()) .",
        '<urn:a> <urn:p> "INF"^^xsd:double, "-INF"^^xsd:float, "NaN"^^xsd:double, 1e0, 1.0 .',
        '<urn:a> <urn:p> "abc"^^xsd:integer, "T"^^xsd:boolean, "1"^^xsd:boolean, true, 5, "05"^^xsd:integer, +5, -0 .',
        "<urn:a> <urn:p> 123456789012345678901234567890, 999999999999999, 1000000000000000 .",
        "body:a a _:c, <urn:c>, pg:Society, 'text' .",
        "<body:esr> <rdf:x> <name:y> ; a <pg:Society>, pg:Society; schema:about <schema:e>, schema:e .",
        '<urn:a> <urn:p> "x"@ar--rtl, "x"@ar--ltr, "x"@ar, "x" .',
        'body:a pg:party body:b, "body:b", _:b, "_:b", 5, true ; pg:totalCost 5, 5.0, "5", true ; pg:pic 5, "5" .',
        '<urn:a> <urn:p> "{}"^^rdf:JSON, "<b/>"^^rdf:HTML, "x"^^<xsd:y>, "x"^^<urn:t> .',
        "<urn:g> { body:a pg:party body:b } _:g { body:a pg:party body:b } body:a pg:party body:b, <urn:g> .",
        '<urn:a> <urn:p> "\\u0000\\r\\u2028\\uFFFE\\"\\\\" .',
    ],
)
def test_what_is_odd_comes_back(statements: str) -> None:
    """Cycles, shared lists, odd numbers, IRIs that look like prefixed names: valid JSON, and exactly the same again."""
    given = quads(statements)
    text = export.text(given, format.JSON_LD)
    json.loads(text, parse_constant=refuse)
    found, expected = ox.Dataset(ox.parse(text, ox.RdfFormat.JSON_LD)), ox.Dataset(given)
    for each in (found, expected):
        each.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    assert found == expected


def test_the_usual_is_short() -> None:
    """Terms for properties and classes, prefixed names for things, bare strings, integers and booleans."""
    assert written('body:a a pg:Society ; pg:party body:b, body:c ; pg:pic "9" ; pg:row 5 ; pg:preferred true .') == [
        {
            "@id": "body:a",
            "@type": "Society",
            "party": ["body:b", "body:c"],
            "pic": "9",
            "preferred": True,
            "row": 5,
        }
    ]


def test_values_that_a_term_does_not_expect_are_written_out() -> None:
    """A text where a thing is expected is an object, and no reader takes it for a name."""
    assert written('body:a pg:party "body:b" ; pg:totalCost 5.0, 5 .') == [
        {"@id": "body:a", "party": {"@value": "body:b"}, "totalCost": ["5.0", {"@value": 5}]}
    ]


def test_words_that_an_iri_would_be_taken_for_are_left_out() -> None:
    """Where an IRI's scheme is ``body``, the context has no such prefix, and nothing else is written differently."""
    document = json.loads(jsonld.text(quads("<body:x> pg:party body:y, <pg:z> ; a pg:Society .")))
    assert document["@graph"] == [
        {"@id": "body:x", "@type": "Society", "party": [PREFIXES["body"] + "y", "pg:z"]},
    ]
    assert document["@context"].keys() & {"body", "pg"} == set()
    assert document["@context"]["party"] == {"@id": PREFIXES["pg"] + "party", "@type": "@id"}
    assert document["@context"]["Society"] == PREFIXES["pg"] + "Society"


def test_a_triple_as_a_value_is_refused() -> None:
    """JSON-LD has no form for it: the message says where it stands."""
    with pytest.raises(FormatError, match="<urn:a> <urn:p> with a triple as its value"):
        jsonld.text(quads("<urn:a> <urn:p> <<( <urn:s> <urn:p> 1 )>> ."))


NAMES = st.sampled_from(
    [PREFIXES[kind] + name for kind in ("body", "pg", "schema") for name in ("a", "Society", "about")]
    + [PREFIXES["rdf"] + name for name in ("first", "rest", "nil")]
    + [PREFIXES["pg"] + "totalCost", "http://e/1abc", "urn:x#", "body:esr", "about:x"]
).map(ox.NamedNode)
BLANKS = st.sampled_from("abc").map(ox.BlankNode)
LITERALS = st.one_of(
    st.builds(ox.Literal, st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=10)),
    st.sampled_from([ox.Literal(0), ox.Literal(-5), ox.Literal(10**15), ox.Literal(True), ox.Literal(1.5)]),
    st.sampled_from([ox.Literal("5"), ox.Literal("_:a"), ox.Literal("x", language="en")]),
    st.builds(ox.Literal, st.just("1.50"), datatype=st.just(ox.NamedNode(PREFIXES["xsd"] + "decimal"))),
)
TRIPLES = st.builds(
    ox.Quad,
    NAMES | BLANKS,
    NAMES | st.just(ox.NamedNode(PREFIXES["rdf"] + "type")),
    NAMES | BLANKS | LITERALS,
)


@settings(deadline=None)
@given(st.lists(TRIPLES, max_size=8))
@pytest.mark.no_cover
def test_rdflib_reads_the_same(given: list[ox.Quad]) -> None:
    """What rdflib reads from the JSON-LD is isomorphic to what it reads from N-Triples."""
    found, expected = (
        rdflib.Graph().parse(data=export.text(given, form), format=name)
        for form, name in ((format.JSON_LD, "json-ld"), (format.N_TRIPLES, "nt"))
    )
    assert isomorphic(found, expected)
