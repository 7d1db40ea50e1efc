"""What the gate refuses, and what it lets through."""

import subprocess
import sys
import textwrap
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnergraph.errors import InputError, QueryError
from partnergraph.query import gate
from partnergraph.storage.store import Store
from partnergraph.writing import format

# each shape: the text, in which (…)* is written as often as the size says
SHAPES = {
    "exists": ("ASK { ", "?s ?p ?o FILTER EXISTS {", "?s ?p ?o", "}", " }"),
    "not exists": ("ASK { ", "?s ?p ?o FILTER(NOT EXISTS {", "?s ?p ?o", "})", " }"),
    "if": ("ASK { FILTER(", "IF(true,", "1", ",2)", ") }"),
    "select": ("ASK { ", "{SELECT * {", "?s ?p ?o", "}}", " }"),
    "group": ("ASK { ", "{", "?s ?p ?o", "}", " }"),
    "optional": ("ASK { ", "?s ?p ?o OPTIONAL {", "?s ?p ?o", "}", " }"),
    "minus": ("ASK { ", "?s ?p ?o MINUS {", "?s ?p ?o", "}", " }"),
    "graph": ("ASK { ", "GRAPH ?g {", "?s ?p ?o", "}", " }"),
    "union within union": ("ASK { ", "{?s ?p ?o} UNION {", "?s ?p ?o", "}", " }"),
    "bracket": ("ASK { FILTER(", "(", "1", ")", ") }"),
    "function": ("ASK { FILTER(", "CONCAT(1,", "1", ")", ") }"),
    "aggregate": ("SELECT (", "SUM(", "1", ")", " AS ?x) { ?s ?p ?o }"),
    "path bracket": ("ASK { ?s ", "(", "<urn:p>", ")", " ?o }"),
    "triple term": ("ASK { ?s ?p ", "<<( ?s ?p ", "?o", " )>>", " }"),
    "blank node": ("ASK { ?s ?p ", "[ <urn:p> ", "1", "]", " }"),
    "less than": ("ASK { FILTER(", "(?x<(?y>", "1", "))", ") }"),
    "union": ("ASK { {}", " UNION {}", "", "", " }"),
    "plus": ("ASK { FILTER(1", "+1", "", "", ") }"),
    "plus in less than": ("ASK { FILTER(?x<1", "+?x", "", "", "&&?x>1) }"),
    "or": ("ASK { FILTER(1", "||1", "", "", ") }"),
    "not": ("ASK { FILTER(", "!", "1", "", ") }"),
    "alternatives": ("ASK { ?s <urn:p>", "|<urn:p>", "", "", " ?o }"),
    "optionals": ("ASK { ", "OPTIONAL {?s ?p ?o}", "", "", " }"),
    "values": ("ASK { ", "VALUES ?x {1}", "", "", " }"),
    "columns": ("SELECT ?x ", "(1 AS ?y#)", "", "", " { }"),
    "described": ("DESCRIBE", "<urn:a>", "", "", " { }"),
}
CHILD = """
    import threading
    from partnergraph.errors import QueryError
    from partnergraph.storage.store import Store
    from tests.test_gate import SHAPES, shape
    def ask():
        store = Store()
        for name in SHAPES:
            for size in (10, 100, 1_000, 10_000, 100_000):
                try:
                    list(answer) if hasattr(answer := store.query(shape(name, size)), "__iter__") else bool(answer)
                    print(name, size, "answered")
                except QueryError as error:
                    print(name, size, str(error).split("\\n")[0])
    threading.stack_size(1 << 20)
    asking = threading.Thread(target=ask)
    asking.start()
    asking.join()
"""


def shape(name: str, size: int) -> str:
    """Give a query of a shape that repeats one thing so often."""
    head, opening, middle, closing, tail = SHAPES[name]
    repeated = "".join(opening.replace("#", str(number)) for number in range(size))
    return head + repeated + middle + closing * size + tail


def test_no_shape_of_query_ends_the_process() -> None:
    """On a stack of 1 MB, deep and long queries of every shape are answered or refused, and the process lives."""
    code = textwrap.dedent(CHILD)
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=False, timeout=100)
    assert (run.returncode, run.stderr) == (0, "")
    lines = run.stdout.splitlines()
    assert len(lines) == 5 * len(SHAPES)
    assert [line for line in lines if " 100000 " in line and "more than" not in line and "characters" not in line] == []
    answered = [line.rpartition(" 10 ")[0] for line in lines if line.endswith(" 10 answered")]
    assert set(answered) == set(SHAPES)


PIECES = st.sampled_from(
    ["(", "{", "[", "<<", ")", "}", "+", "||", "!", "1", ", ", " . ", "<urn:(+>", "<http://a/+>", "'+'"]
)


@given(st.lists(st.tuples(PIECES, st.integers(1, 90)), max_size=8))
def test_a_small_query_is_seen_at_once(parts: list[tuple[str, int]]) -> None:
    """A query that is let through for its few signs reaches no limit; the word DESCRIBE has it read in any case."""
    text = "ASK { FILTER(1" + "".join(piece * number for piece, number in parts)
    refused = []
    for each in (text, f"{text}\n#DESCRIBE"):
        try:
            gate.query(each)
        except QueryError as error:
            refused.append(str(error))
    assert len(refused) in {0, 2}


@pytest.mark.parametrize(
    "text",
    [
        "ASK {{ FILTER(?x IN ({})) }}".format(", ".join(f"-{n} + 1" for n in range(5_000))),
        "ASK {{ FILTER(?x IN ({})) }}".format(", ".join(f"<urn:uuid:{n}-1-2(3)>" for n in range(600))),
        "ASK {{ VALUES ?x {{ {} }} }}".format(" ".join(f"<urn:x:a/b-{n}>" for n in range(5_000))),
        "ASK {{ VALUES (?x ?y) {{ {} }} }}".format(" ".join(f"({n} 'a.b;c')" for n in range(5_000))),
        "CONSTRUCT {{ {} }} {{ ?s ?p ?o }}".format(" ".join(f"?s <urn:{n}> ?o, [ ?p {n} ] ." for n in range(1_000))),
        "ASK {{ VALUES ?x {{ '{}' }} }} # {}".format("(" * 1_000, "{" * 1_000),
        "ASK {{ {} }}".format(" UNION ".join(["{ ?s ?p ?o }"] * 100)),
    ],
)
def test_lists_may_be_long(text: str) -> None:
    """Lists, strings and comments of any length are no chain."""
    gate.query(text)


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("ASK {\n" + "(" * 64, r"query:2:64: more than 64 brackets are open here; nest the query less"),
        ("ASK { FILTER(1" + "+1" * 300, r"query:1:511: more than 256 operators, patterns or groups"),
        ("#" * 1_000_001, r"query: 1,000,001 characters; at most 1,000,000 are read"),
        ("DESCRIBEex:a" + " ex:b" * 300 + "{}", "more than 256"),
        ("ASK { FILTER(1=<VALUES>) {" + "OPTIONAL {}" * 300, "more than 256"),
        ("ASK { FILTER(1" + "+<urn:,>" * 300, "more than 256"),
        ("ASK { FILTER" + "(1=<urn:)> || " * 70, "query:1:892: more than 256"),
    ],
)
def test_a_refusal_names_place_and_limit(text: str, complaint: str) -> None:
    """What is too large, deep or long is told with its place, and what hides it does not help."""
    with pytest.raises(QueryError, match=complaint):
        Store().query(text)


XML = '{}<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:e="urn:e:">{}</rdf:RDF>'
ENTITY = '<!DOCTYPE rdf:RDF [ <!ENTITY e "urn:e:"> {} ]>'
USED = '<rdf:Description rdf:about="&e;x"><e:p>&e; {}</e:p></rdf:Description>'
DEEP = {
    "jsonld": '{{"@id": "urn:s", "urn:p": {}{}{}}}'.format('{"urn:p": ' * 70, 1, "}" * 70),
    "ttl": "<urn:s> <urn:p> " + "<<( <urn:s> <urn:p> " * 70 + "1" + " )>>" * 70 + " .",
    "nt": "<urn:s> <urn:p> " + "<<( <urn:s> <urn:p> " * 70 + "<urn:o>" + " )>>" * 70 + " .",
    "rdf": XML.format("", "<rdf:Description><e:p>" * 130 + "</e:p></rdf:Description>" * 130),
}
REFUSED = [
    *((suffix, text, r":1:\d+: more than \d+ levels deep; write it flatter") for suffix, text in DEEP.items()),
    ("ttl", r"<urn:s\#> ex:a\#b " + DEEP["ttl"], "more than 64 levels"),
    (
        "jsonld",
        '{{"@context":{{{}}}}}'.format(",".join(f'"\\u0061{n}":"a{n + 1}:"' for n in range(110))),
        "more than 100 terms",
    ),
    (
        "jsonld",
        '{{"@context":{{{}}}}}'.format(",".join(f'"a{n}":{{"@id":"a{n + 1}:x"}}' for n in range(110))),
        "more than 100 terms",
    ),
    ("rdf", XML.format(ENTITY.format('\n<!ENTITY f "&e;&e;">'), USED), r":1:21: an entity may only be a plain text"),
    ("rdf", XML.format(ENTITY.format('<!ENTITY f SYSTEM "file:///etc/passwd">'), USED), "plain text"),
    ("rdf", XML.format(ENTITY.format(f'<!ENTITY f "{"x" * 1001}">'), USED), "at most 1,000 bytes"),
    (
        "rdf",
        XML.format(ENTITY.format(f'<!ENTITY f "{"x" * 999}">'), USED.format("&f;" * 1_100)),
        "add more than 1,048,576",
    ),
    ("rdf", XML.format('<!DOCTYPE rdf:RDF SYSTEM "http://example.org/a.dtd">', ""), ":1:1: its document type lies"),
    ("rdf", XML.format('<!DOCTYPE rdf:RDF PUBLIC "-//A//EN" "a.dtd">', ""), ":1:1: its document type lies elsewhere"),
    ("rdf", XML.format("", "<rdf:Description>\n<e:p>")[:-10], r":2:6: ends before its elements do"),
    ("rdf", "", r":1:1: ends before its elements do"),
    (
        "rdf",
        XML.format("", "<e:x {}/>".format(" ".join(f"e:a{n}='<'".replace("<", '="') for n in range(1_001)))),
        "1,000 attributes",
    ),
]


@pytest.mark.parametrize(("suffix", "text", "complaint"), REFUSED)
def test_a_file_that_would_end_the_engine_is_refused(tmp_path: Path, suffix: str, text: str, complaint: str) -> None:
    """The error names file, place and limit, and nothing is loaded."""
    path = tmp_path / f"deep.{suffix}"
    path.write_text(text, encoding="utf-8")
    store = Store()
    with pytest.raises(InputError, match=f"deep.{suffix}.*{complaint}"):
        store.load(path)
    assert len(store) == 0


@pytest.mark.parametrize(
    ("suffix", "text", "place"),
    [
        ("ttl", "<urn:s>\n<urn:p>\n" + "<urn:o>, " * 200 + "1 .", "3:1"),
        ("nq", "\n" * 2_000 + "#" * 2_000, "2001:1"),
        ("rdf", XML.format("", f"\n<rdf:Description><e:p>{'x' * 2_000}</e:p></rdf:Description>"), "2:23"),
    ],
)
def test_what_is_too_long_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, suffix: str, text: str, place: str
) -> None:
    """A line, or a text between tags, of more bytes than the engine takes of a literal."""
    monkeypatch.setattr(gate, "LONGEST", 1_000)
    path = tmp_path / f"long.{suffix}"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=rf"long.{suffix}:{place}: longer than 16 MiB"):
        Store().load(path)


def test_what_no_engine_reads_is_told_as_such() -> None:
    """UTF-16 is no encoding of RDF/XML here."""
    with pytest.raises(InputError, match="text:1:1: is in UTF-16; save it as UTF-8"):
        gate.file("<a/>".encode("utf-16"), format.RDF_XML, "text")


@pytest.mark.parametrize(
    ("syntax", "text"),
    [
        (format.RDF_XML, XML.format(ENTITY.format(""), USED * 50)),
        (
            format.RDF_XML,
            XML.format(
                "<!-- <a> " + 'x="y" ' * 2_000 + "--><?x <a> ?>", '<e:x e:a=">"><e:p><![CDATA[<a>]]></e:p></e:x>' * 300
            ),
        ),
        (
            format.JSON_LD,
            '{{"@id": "urn:s", "urn:p": [{}]}}'.format(", ".join(["{{{}}}".format('"urn:p": "[[[{\\"{"')] * 100)),
        ),
        (format.JSON_LD, '{"@context": {"a": "urn:a:", "b": "a:b"}, "@id": "a:s", "b": "b: c", "c": "b: d"}'),
        (format.TURTLE, "<urn:s> <urn:p> {}, '''\n<<''' . # <<".format(", ".join(["'<<(', \"<<\""] * 100))),
        (
            format.TURTLE,
            "<urn:s> <urn:p> {} .".format(", ".join(["<<( <urn:s> <urn:p> <<( <urn:s> <urn:p> 1 )>> )>>"] * 70)),
        ),
        (format.TURTLE, "<urn:s> <urn:p> " + "(" * 1_000 + ")" * 1_000 + " ."),
    ],
)
def test_ordinary_files_pass(syntax: format.Format, text: str) -> None:
    """Namespaces as entities, brackets in strings and many small things beside each other are no harm."""
    Store().add_text(text, syntax)
