"""Headers of questions: what is read in them, and where each kind of mistake is told."""

from pathlib import Path

import pytest

from partnergraph.errors import InputError
from partnergraph.questions import question

GOOD = """\
#+ summary: Members of a network
#+ description: |
#+   As what they belong to it,
#+   and since when.
#+ tags: [body]
#+ defaults:
#+   - network: https://w3id.org/partnergraph/id/body/esr
#+ enumerate:
#+   - role: [member, no]
#+ params:
#+   - name: network
#+     type: org:Organization
#+   - name: role
#+     type: xsd:string
#+     optional: true
#+   - name: day
#+     type: xsd:date
#+     default: today
#+   - name: soon
#+     type: xsd:date
#+     default: day + 6m
#+ columns:
#+   - name: member
#+     description: its name
#+   - name: number
#+     description: how many
SELECT ?member (COUNT(?x) AS ?number)
WHERE { ?m org:member ?member ; org:organization ?_network_iri ; ?__role ?x FILTER (?_day_date < ?_soon_xsd_date) }
GROUP BY ?member
"""
# what is replaced in the good file, by what, the line that is told, and the complaint
WRONG = [
    ("summary: Members of a network", "summary:", 1, "the #\\+ header says no summary"),
    ("tags: [body]", "tags: [body", 6, "the #\\+ header is not YAML"),
    ("params:", "params: x", 11, "the #\\+ header is not YAML"),
    ("#+ params:\n", "#+ params: x\n#+ others:\n", 10, "params is no list"),
    ("- name: network\n#+     type", "- type", 11, "an entry of params has no name"),
    ("    type: org:Organization\n", "    example: ESR\n", 11, "an entry of params has no type"),
    ("    type: org:Organization\n", "    type:\n", 11, "an entry of params has no type"),
    ("type: org:Organization", "type: nope:Organization", 12, "there is no type 'nope:Organization'; it is a class"),
    ("type: org:Organization", "type: pg:Societies", 12, "there is no type 'pg:Societies'; it is a class"),
    ("type: xsd:string", "type: xsd:text", 14, "there is no type 'xsd:text'; it is xsd:anyURI, xsd:boolean"),
    ("optional: true", "optional: maybe", 15, "optional is true or false, not 'maybe'"),
    ("name: role\n#+     type", "name: my_role\n#+     type", 13, "the name of a parameter is letters and digits"),
    ("name: soon", "name: day", 19, "there is already a parameter 'day'"),
    ("- role: [member, no]", "- role: member", 9, "enumerate is a list of names, each with the list of its values"),
    ("- role: [member, no]", "- rule: [member, no]", 9, "enumerate names 'rule', which is no parameter"),
    ("- network: https", "- net: https", 7, "defaults names 'net', which is no parameter"),
    ("network: https://w3id.org/partnergraph/id/body/esr", "network: [a]", 7, "defaults is a list of names, each with"),
    ("default: today", "default: 2017-13", 18, "the default: '2017-13' is not a day"),
    ("default: today", "default: tomorrow", 18, "the default 'tomorrow' begins with none of: today"),
    ("default: day + 6m", "default: day + soon", 21, "'soon' is no duration"),
    ("    optional: true", "    optional: true\n#+     default: member", 16, "'role' is optional and has a default"),
    ("?__role ?x", "?role ?x", 13, "the query has no variable \\?__role for 'role'"),
    ("- name: member\n", "- name: members\n", 23, "the query does not select the column 'members'"),
    ("#+     description: how many\n", "", 25, "an entry of columns has no description"),
    ("columns:", "column:", 1, "the #\\+ header of a question needs columns"),
]  # fmt: skip


def write(folder: Path, text: str) -> Path:
    """Write a question."""
    path = folder / "members.rq"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_header_is_read(tmp_path: Path) -> None:
    """Names, types, defaults as grlc writes them, choices, optional parameters and columns are told."""
    found = question.read(write(tmp_path, GOOD))
    assert (found.name, found.summary) == ("members", "Members of a network")
    assert found.description == "As what they belong to it, and since when."
    assert list(found.columns) == ["member", "number"]
    network, role, day, soon = found.parameters
    assert (network.default, network.example, network.optional) == ("body:esr", "body:esr", False)
    assert (role.optional, role.choices, role.usual) == (True, ("member", "no"), "member")
    assert (day.default, soon.default) == ("today", "day + 6m")


@pytest.mark.parametrize(("old", "new", "line", "complaint"), WRONG)
def test_a_mistake_is_told_with_its_line(tmp_path: Path, old: str, new: str, line: int, complaint: str) -> None:
    """The complaint is one line with file and line, and says what is wrong there."""
    assert old in GOOD
    with pytest.raises(InputError, match=complaint) as caught:
        question.read(write(tmp_path, GOOD.replace(old, new, 1)))
    assert str(caught.value).startswith(f"{tmp_path / 'members.rq'}:{line}: ")
    assert "\n" not in str(caught.value)


def test_a_name_alone_in_enumerate_lists_nothing(tmp_path: Path) -> None:
    """Where grlc would ask the graph for the values, any value will do."""
    found = question.read(write(tmp_path, GOOD.replace("- role: [member, no]", "- role")))
    assert found.parameters[1].choices == ()


@pytest.mark.parametrize(
    "query", ["ASK { ?s ?p ?o }", "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }", "SELECT * { ?s ?p ?o }"]
)
def test_other_forms_may_tell_columns_too(tmp_path: Path, query: str) -> None:
    """Which columns an answer has is held against a SELECT with named variables alone."""
    header = "#+ summary: s\n#+ columns:\n#+   - name: answer\n#+     description: d\n"
    assert list(question.read(write(tmp_path, header + query)).columns) == ["answer"]
