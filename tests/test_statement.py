"""Where statements end."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnergraph.query import statement
from partnergraph.query.statement import Statement

WHOLE = [
    "ASK { ?s ?p ?o }",
    "select ?s { ?s ?p ?o } order by ?s limit 5",
    "SELECT ?s { { ?s a ?t } UNION { ?s ?p [ ?q ?o ] } }",
    "PREFIX ex: <https://example.org/>\n\nASK { ?s ex:p '}' }",
    "BASE <urn:x>\nPREFIX : <#> ASK {}",
    'ASK { ?s ?p """a " { b""" }',
    "ASK { ?s ?p ?o } # { not closed",
    "SELECT * {} VALUES ?x { 1 2 }",
    "CONSTRUCT { ?s a pg:Society } WHERE { ?s ?p ?o }",
    "CONSTRUCT WHERE { ?s ?p ?o }",
    "DESCRIBE body:esr <https://example.org/x>",
    "DESCRIBE ?s { ?s a pg:Society }",
    "INSERT DATA { <urn:a> <urn:b> 1 }",
    "ASK { ?s ?p ?o }}",
    "help",
    "PREFIX ex: nothing",
    "\\info European Society",
    "  \\list {",
    "\\explain ASK {}",
]
OPEN = [
    "",
    "# ASK {}",
    "PREFIX",
    "PREFIX ex:",
    "PREFIX ex: <https://example.org/>",
    "ASK",
    "SELECT ?s",
    "SELECT ?s {",
    "SELECT (COUNT(*) AS ?n",
    "SELECT ?s { ?s ?p ?o } ORDER BY",
    "SELECT ?s { ?s ?p ?o } VALUES",
    "ASK { ?s ?p '}",
    'ASK { ?s ?p """}""',
    "CONSTRUCT { ?s a pg:Society }",
    "DESCRIBE",
    "DESCRIBE ?s",
    "DESCRIBE body:esr WHERE",
    "\\explain",
    "\\explain SELECT * {",
]


@pytest.mark.parametrize("text", WHOLE)
def test_whole_statements_are_known(text: str) -> None:
    """A query that could run, a command, and what can never become a query, are whole."""
    assert statement.is_whole(text)
    assert statement.is_whole(text + "\n")


@pytest.mark.parametrize("text", OPEN)
def test_what_goes_on_is_waited_for(text: str) -> None:
    """An open bracket or string, a form without its groups, and a modifier without its argument, go on."""
    assert not statement.is_whole(text)


@pytest.mark.parametrize(
    ("text", "empty"),
    [("", True), ("# ASK {}\n", True), ("PREFIX ex: <urn:x>\n", True), ("ASK", False), ("\\time", False), ("x", False)],
)
def test_declarations_alone_are_nothing_yet(text: str, empty: bool) -> None:
    """Comments and prefixes wait for the query that they belong to."""
    assert statement.is_empty(text) == empty


FILES = [
    ("ASK {}\nASK { ?s ?p ?o }\n", [("ASK {}", 1), ("ASK { ?s ?p ?o }", 2)]),
    ("ASK {}", [("ASK {}", 1)]),
    (
        "SELECT * {\n ?s ?p ?o\n}\nORDER BY ?s\nLIMIT 2\nASK {}",
        [("SELECT * {\n ?s ?p ?o\n}\nORDER BY ?s\nLIMIT 2", 1), ("ASK {}", 6)],
    ),
    ("#+ summary: All\n\nPREFIX ex: <urn:x>\n\nASK {}\n", [("#+ summary: All\n\nPREFIX ex: <urn:x>\n\nASK {}", 1)]),
    ("SELECT * {\n\nASK {}\n", [("SELECT * {", 1), ("ASK {}", 3)]),
    ("\n\n\\list society\n\\time\n", [("\\list society", 3), ("\\time", 4)]),
    ("ASK {}\n\nLIMIT 1\n", [("ASK {}", 1), ("LIMIT 1", 3)]),
    ("\\explain ASK {\n ?s ?p ?o }\nhelp\n", [("\\explain ASK {\n ?s ?p ?o }", 1), ("help", 3)]),
    ("ASK {}\r\nASK {}\r\n", [("ASK {}", 1), ("ASK {}", 2)]),
    ("ASK {\n# no more", [("ASK {\n# no more", 1)]),
    ("\n# only a comment\n\n", []),
    ("", []),
]


@pytest.mark.parametrize(("text", "found"), FILES)
def test_a_file_falls_into_its_statements(text: str, found: list[tuple[str, int]]) -> None:
    """Each statement ends where it is whole, unless the next line goes on with it, or at an empty line."""
    assert list(statement.read(text.splitlines(keepends=True))) == [Statement(*each) for each in found]


def test_a_command_is_given_before_the_next_line_is_read() -> None:
    """Nothing can follow a command, so it does not wait."""
    lines = iter(["\\time\n", "ASK {}\n"])
    assert next(statement.read(lines)).text == "\\time"
    assert list(lines) == ["ASK {}\n"]


def test_a_long_list_is_read_in_time() -> None:
    """The time does not grow with the square of the lines."""
    lines = ["ASK { VALUES ?x {\n", *["(1)\n"] * 100_000, "} }\n", "ASK {}\n"]
    assert [each.line for each in statement.read(lines)] == [1, 100_003]


TEXTS = st.text(st.sampled_from("SELECT ASK{}()[]<>\"'\\#?:;.,\n\r é\x00")) | st.text()


@given(TEXTS)
def test_any_text_is_whole_or_not(text: str) -> None:
    """No text is too odd to be judged, and two closing brackets never open anything."""
    assert statement.is_whole(text) in {True, False}
    assert statement.is_empty(text) in {True, False}


@given(TEXTS)
def test_no_words_are_lost_between_statements(text: str) -> None:
    """Every statement of a file stands in it, at its line."""
    lines = text.split("\n")
    for each in statement.read(f"{line}\n" for line in lines):
        assert lines[each.line - 1].startswith(each.text.split("\n")[0].rstrip())


@given(st.sampled_from(WHOLE), st.sampled_from(WHOLE))
def test_whole_statements_after_an_empty_line_stay_apart(one: str, other: str) -> None:
    """An empty line between two statements ends the first, whatever they are."""
    lines = f"{one}\n\n{other}\n".splitlines(keepends=True)
    assert [each.text for each in statement.read(lines)] == [one, other]
