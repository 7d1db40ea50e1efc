#!/usr/bin/env python3
"""Write the files of data/ in their one form, or with --check say which are not in it.

A file is a comment of one line, the prefixes that it uses, and a block for each subject; subjects, properties and
values have one order, so that a changed fact is a change of few lines. Only the comment is written by hand.
Needs the project installed, as in the environment that scripts/test.py makes.

Example:
  build/env/test/bin/python scripts/data_form.py
"""

import argparse
import re
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

import pyoxigraph as ox

from environment import ROOT
from partnergraph.vocab import PREFIXES, shorten

FOLDER = ROOT / "data"
WIDTH = 110
FIRST = ("rdf:type", "dcterms:title", "skos:prefLabel", "skos:altLabel", "skos:definition", "skos:note", "oa:start")
LAST = "pg:evidence"
_BARE = {"xsd:integer": re.compile(r"-?(?:0|[1-9]\d*)\Z"), "xsd:boolean": re.compile(r"true\Z|false\Z")}
_TEXT = {"xsd:string", "rdf:langString"}
_OUTSIDE = re.compile(r'"(?:[^"\\]|\\.)*"|<[^>]*>')

Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
Subjects = Mapping[str, Mapping[str, set[Term]]]


def main() -> int:
    """Write or check the files; give the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="change nothing; exit 1 if a file is not in its form")
    checking = parser.parse_args().check
    stale = [path for path in files() if path.read_bytes() != form(path).encode()]
    for path in stale:
        if checking:
            print(f"{path.relative_to(ROOT)} is not in its one form; run: python scripts/data_form.py")
        else:
            path.write_text(form(path), encoding="utf-8", newline="\n")
    return int(checking and bool(stale))


def files() -> list[Path]:
    """Give the files of the folder, sorted."""
    return sorted(FOLDER.glob("*.ttl"))


def form(path: Path) -> str:
    """Give the text that a file has in its one form: its own first line, and all else made from its triples."""
    head = path.read_text(encoding="utf-8").partition("\n")[0]
    subjects = described(ox.parse(path=str(path)))
    ordered = sorted(subjects, key=natural)
    body = "\n".join(block(iri, subjects[iri]) for iri in ordered)
    used = sorted(set(re.findall(r"([a-z]+):", _OUTSIDE.sub("", body))))
    prefixes = "".join(f"@prefix {prefix}: <{PREFIXES[prefix]}> .\n" for prefix in used)
    return f"{head}\n\n{prefixes}\n{body}"


def described(quads: Iterable[ox.Quad]) -> Subjects:
    """Give what quads say: the values by property, in short, and that by subject, in full."""
    found: dict[str, dict[str, set[Term]]] = {}
    for quad in quads:
        known = found.setdefault(str(getattr(quad.subject, "value", quad.subject)), {})
        known.setdefault(shorten(quad.predicate.value), set()).add(quad.object)
    return found


def block(iri: str, values: Mapping[str, set[Term]]) -> str:
    """Give a subject as a block of Turtle: classes and names first, evidence last, many values one a line."""
    lines = []
    for name in sorted(values, key=_rank):
        terms = sorted(map(spelled, values[name]), key=natural)
        verb = "a" if name == "rdf:type" else name
        line = f"    {verb} {', '.join(terms)}"
        long = len(terms) > 1 and len(line) > WIDTH
        lines.append(f"    {verb}\n        " + ",\n        ".join(terms) if long else line)
    return f"{spelled(ox.NamedNode(iri))}\n" + " ;\n".join(lines) + " .\n"


def spelled(term: Term) -> str:
    """Give a term as Turtle: whole numbers and truth values bare, whatever has a standard prefix in short."""
    if not isinstance(term, ox.Literal):
        value = getattr(term, "value", "")
        return shorten(value) if shorten(value) != value else str(term)
    kind = shorten(term.datatype.value)
    if kind in _BARE and _BARE[kind].match(term.value):
        return term.value
    return str(term) if kind in _TEXT else f"{ox.Literal(term.value)}^^{kind}"


def natural(text: str) -> list[tuple[int, str]]:
    """Give a key that sorts numbers in a text by their size."""
    return [(int(part), "") if part.isdecimal() else (-1, part) for part in re.split(r"(\d+)", text)]


def _rank(name: str) -> tuple[int, str]:
    return (FIRST.index(name) if name in FIRST else len(FIRST) + (name == LAST), name)


if __name__ == "__main__":
    sys.exit(main())
