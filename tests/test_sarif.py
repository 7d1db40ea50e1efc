"""Problems as SARIF have what code hosts ask for."""

import json
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from partnergraph.checking import sarif
from partnergraph.checking.problem import Problem
from tests.problems import PROBLEMS, YEAR
from tests.synthetic import PAYLOADS


def run(problems: Sequence[Problem]) -> dict[str, Any]:
    """Give the only run of a SARIF log."""
    log = json.loads(sarif.text(problems))
    assert (log["version"], log["$schema"].startswith("https://")) == ("2.1.0", True)
    (only,) = log["runs"]
    return dict(only)


@pytest.mark.parametrize("payload", PAYLOADS)
def test_sarif_keeps_hostile_text_apart(payload: str) -> None:
    """A label in a SARIF message makes no link and no placeholder, and can be read back."""
    (result,) = run([Problem("violation", "urn:a", payload, "Look: here.", "urn:rule", file="a.ttl")])["results"]
    text = result["message"]["text"]
    bare = text.replace("\\\\", "").replace("\\[", "").replace("\\]", "").replace("{{", "").replace("}}", "")
    assert not set("[]{}") & set(bare)
    assert result["locations"][0]["logicalLocations"][0]["name"] == payload


def test_sarif_has_what_code_hosts_ask_for() -> None:
    """Every result names a rule of the log, a level, a message, a place and a fingerprint."""
    log = run(PROBLEMS)
    rules = log["tool"]["driver"]["rules"]
    assert log["tool"]["driver"]["name"] == "partnergraph"
    assert len({rule["id"] for rule in rules}) == len(rules) == 3
    for rule in rules:
        assert rule["shortDescription"]["text"]
        assert rule["help"]["text"]
    assert [result["level"] for result in log["results"]] == ["error", "warning", "note"]
    for result in log["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["message"]["text"]
        assert len(result["partialFingerprints"]["problem/v1"]) == 64
    places = [result["locations"][0].get("physicalLocation") for result in log["results"]]
    assert places == [
        {
            "artifactLocation": {"uri": "data/my%20bodies.ttl", "uriBaseId": "%SRCROOT%"},
            "region": {"startLine": 12},
        },
        None,
        {"artifactLocation": {"uri": Path("/tmp/a.rdf").as_uri()}, "region": {"startLine": 1}},  # noqa: S108 - a name
    ]


@pytest.mark.parametrize(
    ("name", "uri"),
    [
        (b"my bodies.ttl", "my%20bodies.ttl"),
        ("Büro.ttl".encode(), "B%C3%BCro.ttl"),
        (b"B\xfcro.ttl", "B%FCro.ttl"),
        (b"100%25.ttl", "100%2525.ttl"),
    ],
)
def test_names_of_files_are_escaped_once(name: bytes, uri: str, tmp_path: Path) -> None:
    """The URI of a file, below the checkout or elsewhere, has each byte of its name once; a table has it as text."""
    for path, told in ((Path(os.fsdecode(name)), uri), (tmp_path / os.fsdecode(name), f"{tmp_path.as_uri()}/{uri}")):
        problem = Problem("info", "urn:a", "A", "Look.", "urn:rule", file=str(path), line=1)
        (result,) = run([problem])["results"]
        assert result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == told
        assert problem.place.encode().endswith(b":1")


def test_help_says_what_to_do() -> None:
    """The help of a rule is what it demands and what to do; where its problems are told different words, the first."""
    first, second = (Problem("violation", "urn:a", "A", f"Write {word}.", "urn:rule", "It is short") for word in "xy")
    for problems, told in (((first, first), "It is short. Write x."), ((first, second), "It is short")):
        (rule,) = run(problems)["tool"]["driver"]["rules"]
        assert (rule["shortDescription"]["text"], rule["help"]["text"]) == ("It is short", told)


def test_fingerprints_stay_when_lines_move() -> None:
    """The same problem two lines further down has the same fingerprint; another value has another."""
    first = PROBLEMS[0]
    moved = Problem(
        first.severity, first.node, first.label, first.message, first.rule, path=first.path, value=YEAR, line=14
    )
    other = Problem(first.severity, first.node, first.label, first.message, first.rule, path=first.path, line=12)
    prints = [each["partialFingerprints"]["problem/v1"] for each in run([first, moved, other])["results"]]
    assert prints[0] == prints[1] != prints[2]
