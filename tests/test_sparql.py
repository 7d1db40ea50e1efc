"""Query text, token by token."""

import re
import socket
import threading
from collections.abc import Iterator

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnergraph.errors import QueryError
from partnergraph.query import sparql
from partnergraph.questions.result import Result
from partnergraph.storage.store import Store
from partnergraph.vocab import PREFIXES


@pytest.mark.parametrize(
    "text",
    [
        "SELECT * { SERVICE <https://example.org/> { ?s ?p ?o } }",
        "SELECT * { service silent ?where { ?s ?p ?o } }",
        "ASK { { SELECT * { SERVICE <urn:x> {} } } }",
    ],
)
def test_service_is_refused_wherever_it_stands(text: str) -> None:
    """Nothing reaches out to another server."""
    with pytest.raises(QueryError, match=r"query:1:\d+: SERVICE would send a request"):
        sparql.admit(text)


class Listener:
    """A port of this machine that counts who calls and hangs up."""

    def __init__(self) -> None:
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.address = f"http://127.0.0.1:{self.socket.getsockname()[1]}"
        self.calls = 0
        threading.Thread(target=self.listen, daemon=True).start()

    def listen(self) -> None:
        """Count calls until the socket is closed."""
        try:
            while True:
                caller, _ = self.socket.accept()
                self.calls += 1
                caller.close()
        except OSError:
            return


@pytest.fixture(scope="module")
def listener() -> Iterator[Listener]:
    """Give a listening port."""
    listener = Listener()
    yield listener
    listener.socket.close()


REACHING = [
    "ASK { SERVICE <URL> {?s ?p ?o} }",
    "ASK { SERVICESILENT<URL> {?s ?p ?o} }",
    "PREFIX : <URL> ASK { SERVICE:b {?s ?p ?o} }",
    "PREFIX ex: <URL> ASK { SERVICEex:b {?s ?p ?o} }",
    "PREFIX SERVICE: <URL> ASK { SERVICESERVICE:b {?s ?p ?o} }",
    "PREFIX : <urn:x> ASK { OPTIONAL {?s :a\\# ?o} SERVICE <URL> {?s ?p ?o} }",
    "PREFIX ex: <urn:a/> ASK { OPTIONAL {?s ?p ex:a.b.SERVICE <URL> {?s ?p ?o} } }",
    "PREFIX ex: <http://a:8> ASK { OPTIONAL {?s ?p ex:SERVICE <URL> {?s ?p ?o} } }",
    "PREFIX ex: <http://a:8> ASK { OPTIONAL {?s ex:trueSERVICE <URL> {?s ?p ?o} } }",
    "PREFIX : <URL> ASK { OPTIONAL { FILTER(?x<?y)SERVICE:b#>\n {?s ?p ?o} } }",
    "PREFIX : <URL> ASK { OPTIONAL { FILTER(?x<a:b)SERVICE:b#>\n {?s ?p ?o} } }",
    'ASK { OPTIONAL { FILTER(?x<?y#> """\n) SERVICE <URL> {?s ?p ?o} #"""\n } }',
    'ASK { OPTIONAL { VALUES ?x { """ok" } SERVICE <URL> {?s ?p ?o} #\\x"""\n } }',
    'ASK { OPTIONAL { VALUES ?x { """ok" } SERVICE <URL> {?s ?p ?o} #\\uD800"""\n } }',
    "PREFIX ex: <http://a/> ASK { OPTIONAL {?s ?p ex:SERVICE\ufffd:b {?s ?p ?o} } }",
    "ASK { OPTIONAL {?s ?p <urn:\\u0041#> SERVICE <URL> {?s ?p ?o} } }",
]


@pytest.mark.parametrize("text", REACHING)
def test_no_reading_of_a_query_reaches_out(listener: Listener, text: str) -> None:
    """However SERVICE is glued, hidden or escaped, it is refused and nobody is called."""
    with pytest.raises(QueryError):
        Store().query(text.replace("URL", listener.address))
    assert listener.calls == 0


PARTS = st.sampled_from(
    'SERVICE service SILENT # <URL> <?y#> <a:b) < > { } ( ) {?s·?p·?o} ex: :b : ex:a.b. \\# \\ ?x ? $ 1 a true \' """ '
    "''' \\x @en OPTIONAL{ FILTER( FILTER(?x VALUES·?x·{ ?s·?p· . _:b \" <urn:x# + \ufffd · \n".replace(" ", "\0")
    .replace("·", " ")
    .split("\0")
)


@given(st.lists(PARTS, max_size=6), st.lists(PARTS, max_size=4), st.lists(PARTS, max_size=6))
def test_no_placement_reaches_out(listener: Listener, before: list[str], glue: list[str], after: list[str]) -> None:
    """Wherever SERVICE is put, nobody is called, and the letters stay only within names."""
    body = f"{''.join(before)}SERVICE{''.join(glue)}<URL> {{?s ?p ?o}}{''.join(after)}"
    text = f"PREFIX : <URL/> PREFIX ex: <http://a:8> ASK {{ OPTIONAL {{ {body} }} }}".replace("URL", listener.address)
    try:
        bool(Store().query(text))
        given = sparql.admit(text)
    except QueryError:
        given = ""
    assert listener.calls == 0
    assert not re.search(r"(?<![?$:\w-])[\w-]*service", given, re.IGNORECASE)


def test_the_listener_hears(listener: Listener) -> None:
    """What the tests above count, the engine alone would do."""
    with pytest.raises(OSError, match=r"."):
        bool(ox.Store().query(REACHING[0].replace("URL", listener.address)))
    assert listener.calls > 0
    listener.calls = 0


def test_naming_graphs_fetches_nothing(listener: Listener) -> None:
    """FROM and FROM NAMED choose among the graphs that are there."""
    url = listener.address
    assert not Store().query(
        f"ASK FROM <{url}/a> FROM NAMED <{url}/b> {{ {{ ?s ?p ?o }} UNION {{ GRAPH ?g {{ ?a ?b ?c }} }} }}"
    )
    assert listener.calls == 0


@pytest.mark.parametrize(
    "text",
    [
        "PREFIX : <urn:x:> SELECT (:a\\#b AS ?x) {} # it's <all>",
        "SELECT ('it is # a SERVICE \\\\service' AS ?x) {} # it's",
        "PREFIX ex: <urn:x#> SELECT (<http://a/#service> AS ?x) (ex:y AS ?y) (<urn:Service#z> AS ?z) {}",
        "BASE <http://a/b> SELECT (<#service> AS ?x) (<c#d> AS ?y) {} # é",
        "PREFIX p: <http://a/> SELECT (p:hasService AS ?service) (p:é\\#a AS ?y) {}",
        'SELECT ("""a\n"service" \\U0001F600#""" AS ?x) (1<2&&3>2 AS ?y) {}',
        "SELECT ?x { VALUES (?x ?y) { (1 2)#\r(2 3)\n(3 4) } FILTER(?x<2||?y>3) }",
    ],
)
def test_what_is_admitted_means_the_same(text: str) -> None:
    """The engine's answer to the admitted text is its answer to the text."""
    answers = [Result(ox.Store().query(each)).table() for each in (text, sparql.admit(text))]
    assert answers[0] == answers[1]
    assert answers[0].rows


@given(st.lists(st.one_of(PARTS, st.sampled_from(["<http://a/#b>", "<http://a'#b>", "# c", "\n", "SELECT", "'"]))))
def test_nothing_to_rewrite_is_seen_at_once(parts: list[str]) -> None:
    """A text that is given as it is, is what reading it token by token gives: a comment behind it makes it so read."""
    text = "".join(parts)
    try:
        admitted = sparql.admit(text)
    except QueryError:
        admitted = ""
    try:
        read = sparql.admit(f"{text}\n#")
    except QueryError:
        read = "\n "
    assert read == f"{admitted}\n "


@given(st.text(alphabet="service#<>:/'\"\\\n Uu0é", max_size=60))
def test_places_lead_back(text: str) -> None:
    """A position in the admitted text leads back to the same sign, and the end to the end."""
    try:
        admitted = sparql.admit(text)
    except QueryError:
        admitted = text
    assert sparql.original(text, admitted, len(admitted)) == len(text)
    assert sparql.original(text, admitted, 0) == 0


def test_a_byte_order_mark_is_passed_over() -> None:
    """A mark before the query's first sign is no mistake and moves no place."""
    assert not Store().query("\ufeffASK { ?s ?p ?o }")
    with pytest.raises(QueryError, match="query:1:1: 'SELEC'"):
        Store().query("\ufeffSELEC ?x {}")


@pytest.mark.parametrize(
    "text", ["INSERT DATA { <urn:a> <urn:b> 1 }", "PREFIX a: <urn:a> delete where { ?s ?p ?o }", "CLEAR ALL"]
)
def test_updates_are_refused(text: str) -> None:
    """A query only reads."""
    with pytest.raises(QueryError, match="changes a graph"):
        sparql.admit(text)


@pytest.mark.parametrize(
    "text",
    [
        "SELECT ('SERVICE' AS ?x) {} # SERVICE",
        'ASK { ?s ?p """an "INSERT" of SERVICE""" }',
        "ASK { ?service <urn:SERVICE#x> ?SERVICE }",
        "CONSTRUCT { ?s schema:service ?o } { ?s ?p ?o }",
    ],
)
def test_the_word_alone_is_no_reason(text: str) -> None:
    """SERVICE and INSERT in a string, an IRI, a name or a comment are words like any other."""
    sparql.admit(text)


@given(st.text())
def test_any_value_is_bound_as_one_term(value: str) -> None:
    """Whatever a value holds, it stays one literal of the query."""
    text = sparql.bind("SELECT ?x WHERE { BIND (?_v AS ?x) }", {"_v": ox.Literal(value)})
    assert Result(ox.Store().query(text)).table().values("x") == [value]


def test_binding_skips_braces_in_iris_and_strings() -> None:
    """The values open the first real group."""
    text = "PREFIX a: <urn:a#> SELECT ('{' AS ?b) ?v WHERE { ?s ?p ?v }"
    assert sparql.bind(text, {"v": ox.Literal(1)}).index("VALUES") > text.index("WHERE")


def test_binding_reaches_sub_selects() -> None:
    """Each sub-select that uses a variable has a row of its own, also in an expression; one that does not has none."""
    text = (
        "SELECT ?a (EXISTS { ?a ?b ?_x } AS ?c) WHERE { "
        "{ SELECT ?a { ?a ?p ?_x { SELECT ?z { ?z ?y 1 } } } GROUP BY ?a } "
        "UNION { SELECT (COUNT(?_y) AS ?n) { ?q ?_y ?r } } UNION { ?q ?_x '{' } }"
    )
    bound = sparql.bind(text, {"_x": ox.Literal("1"), "_y": ox.Literal("2")})
    assert bound == (
        'SELECT ?a (EXISTS { ?a ?b ?_x } AS ?c) WHERE { VALUES (?_x ?_y) { ("1" "2") } '
        '{ SELECT ?a { VALUES (?_x) { ("1") } ?a ?p ?_x { SELECT ?z { ?z ?y 1 } } } GROUP BY ?a } '
        """UNION { SELECT (COUNT(?_y) AS ?n) { VALUES (?_y) { ("2") } ?q ?_y ?r } } UNION { ?q ?_x '{' } }"""
    )


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("CONSTRUCT { ?a ?b ?v } WHERE { ?a ?b ?v }", 30),
        ("CONSTRUCT { ?a ?b ?v } { ?a ?b ?v }", 24),
        ("ASK { ?a ?b ?v }", 5),
        ("select ?v { ?a ?b ?v }", 11),
    ],
)
def test_binding_finds_the_pattern(text: str, at: int) -> None:
    """The template of CONSTRUCT is no group; WHERE may be left out."""
    assert sparql.bind(text, {"v": ox.Literal("1")}) == text[:at] + ' VALUES (?v) { ("1") }' + text[at:]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("SELECT ?a ?b WHERE { ?a ?b ?c }", ("a", "b")),
        ("select distinct $a (COUNT(DISTINCT ?b) as ?n) FROM <urn:g> { ?a ?b ?c }", ("a", "n")),
        ("SELECT (IF(EXISTS { ?a ?b ?c }, ?x, ?y) AS ?z) { }", ("z",)),
        ("SELECT * { ?a ?b ?c }", None),
        ("ASK { { SELECT ?a { ?a ?b ?c } } }", None),
        ("PREFIX select: <urn:x> SELECT (2 * ?b AS ?c) {}", ("c",)),
        ("DESCRIBE ?a", None),
    ],
)
def test_what_is_selected_is_told(text: str, names: tuple[str, ...] | None) -> None:
    """The variables of a SELECT and those that its expressions are called."""
    assert sparql.selected(text) == names


def test_binding_needs_a_group() -> None:
    """Text without a group is told, not guessed at."""
    with pytest.raises(QueryError, match="no group"):
        sparql.bind("DESCRIBE <urn:a>", {"v": ox.Literal(1)})


@given(st.text(alphabet="?x {}<>\"'#\\\n:aé.", max_size=80))
def test_tokens_never_overlap_and_keep_the_text(text: str) -> None:
    """Tokens come in order and are cut from the text as it is."""
    end = 0
    for token in sparql.tokens(text):
        assert token.start >= end
        assert text[token.start :].startswith(token.text)
        end = token.start + len(token.text)


def test_shipped_prefixes_are_valid_in_a_query() -> None:
    """Every standard prefix can be declared in SPARQL."""
    head = "".join(f"PREFIX {prefix}: <{iri}> " for prefix, iri in PREFIXES.items())
    assert bool(ox.Store().query(head + "ASK {}"))


@pytest.mark.parametrize(
    "text", ["COALESCE (?x, 1)", "concat\n('a', 'b')", "COALESCE # one of\n (COALESCE  ( 1 ) )", "BNODE ()"]
)
def test_a_space_before_a_bracket_is_no_mistake(text: str) -> None:
    """What the engine takes only without a space is given to it so, and no place moves."""
    assert len(Store().select(f"SELECT ({text} AS ?x) {{}}").variables) == 1
    query = f"SELECT ({text} AS ?x) {{ ! }}"
    assert sparql.original(query, sparql.admit(query), query.index("!")) == query.index("!")
