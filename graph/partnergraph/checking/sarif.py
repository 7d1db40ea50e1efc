"""SARIF: problems as code hosts and editors read them, to be shown beside the line.

Static Analysis Results Interchange Format 2.1.0 (OASIS Standard). Relative paths count from the folder of the checkout,
``%SRCROOT%``; code hosts ask for a line, which is the first one where none is known.
"""

import hashlib
import json
import os
import re
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path, PurePath
from urllib.parse import quote

from partnergraph.checking.problem import Problem, shown
from partnergraph.vocab import PG, shorten

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"

_LEVELS: Mapping[str, str] = {"violation": "error", "warning": "warning", "info": "note"}


def text(problems: Sequence[Problem]) -> str:
    """Give problems as the text of a SARIF log with one run.

    >>> problem = Problem("warning", "urn:a", "A", "Give it a name.", "urn:shape", file="a.ttl", line=3)
    >>> json.loads(text([problem]))["runs"][0]["results"][0]["level"]
    'warning'
    """
    rules = {each.rule: each for each in sorted(problems, key=lambda each: (each.rule, _LEVELS[each.severity]))}
    advice: dict[str, set[str]] = {}
    for each in problems:
        advice.setdefault(each.rule, set()).add(each.message)
    places = {rule: number for number, rule in enumerate(rules)}
    run = {
        "tool": {"driver": _driver([_rule(each, advice[each.rule]) for each in rules.values()])},
        "columnKind": "unicodeCodePoints",
        "results": [_result(each, places[each.rule]) for each in problems],
    }
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2) + "\n"


def _driver(rules: Sequence[object]) -> dict[str, object]:
    from importlib.metadata import version

    name = "partnergraph"
    return {"name": name, "semanticVersion": version(name), "informationUri": PG.removesuffix("#"), "rules": rules}


def _rule(problem: Problem, advice: Collection[str]) -> dict[str, object]:
    """Give a rule; its help is what its problems are told, if that is the same for all of them."""
    title = problem.title or shorten(problem.rule) or "A rule without a name"
    words = {"text": _plain(title)}
    told = {"text": _plain(f"{title}. {min(advice)}")} if len(advice) == 1 else words
    level = {"level": _LEVELS[problem.severity]}
    return {
        "id": _name(problem),
        "shortDescription": words,
        "fullDescription": words,
        "help": told,
        "defaultConfiguration": level,
    }


def _result(problem: Problem, rule: int) -> dict[str, object]:
    value = f" The value is {shown(problem)}." if problem.value is not None else ""
    named = {"fullyQualifiedName": problem.node, "name": problem.label, "kind": "resource"}
    physical = {"physicalLocation": _physical(problem)} if problem.file else {}
    return {
        "ruleId": _name(problem),
        "ruleIndex": rule,
        "level": _LEVELS[problem.severity],
        "message": {"text": _plain(f"{problem.name}: {problem.message}{value}")},
        "locations": [{**physical, "logicalLocations": [named]}],
        "partialFingerprints": {"problem/v1": _fingerprint(problem)},
    }


def _name(problem: Problem) -> str:
    return shorten(problem.rule) or "anonymous"


def _physical(problem: Problem) -> dict[str, object]:
    path = PurePath(problem.file)
    place = (
        {"uri": Path(problem.file).as_uri()}
        if path.is_absolute()
        else {"uri": quote(os.fsencode(path.as_posix())), "uriBaseId": "%SRCROOT%"}
    )
    return {"artifactLocation": place, "region": {"startLine": problem.line or 1}}


def _plain(words: str) -> str:
    """Give text in which nothing is taken for a link or a placeholder (SARIF 2.1.0, sections 3.11.5 and 3.11.6)."""
    return re.sub(r"([\[\]\\])", r"\\\1", words).replace("{", "{{").replace("}", "}}")


def _fingerprint(problem: Problem) -> str:
    """Give what stays the same when lines move."""
    known = (problem.rule, problem.node, problem.path, str(problem.value))
    return hashlib.sha256("\n".join(known).encode()).hexdigest()
