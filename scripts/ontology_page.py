#!/usr/bin/env python3
"""Write the tables of docs/ontology.md from the ontology, or with --check say whether they are what it says now.

A table stands below a line such as <!-- classes: Bodies -->, which names a section or a scheme of the ontology; the
text around it is written by hand. Needs the project installed, as in the environment that scripts/test.py makes.

Example:
  build/env/test/bin/python scripts/ontology_page.py
"""

import re
import sys
from collections.abc import Callable, Iterator, Mapping
from functools import cache

import pyoxigraph as ox

import maker
from environment import ROOT
from partnergraph.vocab import shorten

ONTOLOGY = ROOT / "ontology" / "partnergraph.ttl"
PAGE = ROOT / "docs" / "ontology.md"
_SLOT = re.compile(r"^<!-- (\w+): ([\w ]+) -->\n(?:\|.*\n)*", re.MULTILINE)
_SECTION = re.compile(r"^# =+\n# \d+  (\w+)[^\n]*\n# =+$", re.MULTILINE)
_SIGNS = {
    "rdfs:subClassOf": "⊑",
    "rdfs:subPropertyOf": "⊑",
    "skos:exactMatch": "=",
    "skos:closeMatch": "≈",
    "skos:broadMatch": "<",
    "skos:narrowMatch": ">",
    "skos:broader": "<",
    "skos:relatedMatch": "~",
    "rdfs:seeAlso": "~",
}

Term = Mapping[str, list[ox.NamedNode | ox.Literal]]
"""What the ontology says of a term: values by the prefixed name of the property, in the order of the file."""


def main() -> int:
    """Write or check the page; give the exit code."""
    return maker.keep(PAGE, page, __doc__)


def page(text: str) -> str:
    """Give the text of the page with every table written anew."""
    terms, sections = read(), members()

    def table(slot: re.Match[str]) -> str:
        kind, name = slot.groups()
        heading, type_names, row = TABLES[kind]
        within = schemed(terms, name) if kind == "concepts" else sections[name]
        rows = [row(each, terms[each]) for each in within if _types(terms[each]) & type_names]
        return "\n".join([f"<!-- {kind}: {name} -->", f"| {heading} |", "|---|---|---|---|", *rows]) + "\n"

    return _SLOT.sub(table, text)


def read() -> dict[str, Term]:
    """Give what the ontology says of each of its terms, in the order of the file."""
    terms: dict[str, dict[str, list[ox.NamedNode | ox.Literal]]] = {}
    for quad in ox.parse(path=str(ONTOLOGY)):
        if isinstance(quad.object, ox.NamedNode | ox.Literal):
            said = terms.setdefault(shorten(str(quad.subject.value)), {})
            said.setdefault(shorten(quad.predicate.value), []).append(quad.object)
    return {name: said for name, said in terms.items() if "skos:definition" in said}


def members() -> dict[str, list[str]]:
    """Give the terms that the file defines in each of its sections, by the section's first word."""
    text = ONTOLOGY.read_text(encoding="utf-8")
    found = list(_SECTION.finditer(text))
    ends = [match.start() for match in found[1:]] + [len(text)]
    return {
        match[1]: re.findall(r"^(pg:[\w-]+) a (?:owl|pg|skos):", text[match.end() : end], re.MULTILINE)
        for match, end in zip(found, ends, strict=True)
    }


def schemed(terms: Mapping[str, Term], scheme: str) -> list[str]:
    """Give the concepts of a scheme."""
    return [name for name, term in terms.items() if f"pg:{scheme}" in map(_curie, term.get("skos:inScheme", []))]


def class_row(name: str, term: Term) -> str:
    """Give the row of a class: name, labels in three languages, definition and example, alignment."""
    return _row(f"`{name}`", "<br>".join(_labels(term, "rdfs:label")), _meaning(term), _alignment(term))


def property_row(name: str, term: Term) -> str:
    """Give the row of a property: name, domain and range, definition and example, alignment."""
    ends = " → ".join(_link(term.get(side, [])) or "any" for side in ("rdfs:domain", "rdfs:range"))
    return _row(f"`{name}`", ends, _meaning(term), _alignment(term))


def concept_row(name: str, term: Term) -> str:
    """Give the row of a concept: name, labels in three languages, definition and example, alignment."""
    return _row(f"`{name}`", "<br>".join(_labels(term, "skos:prefLabel")), _meaning(term), _alignment(term))


TABLES: Mapping[str, tuple[str, frozenset[str], Callable[[str, Term], str]]] = {
    "classes": ("class | en, de, fr | what it is | standards", frozenset({"owl:Class"}), class_row),
    "properties": (
        "property | from → to | what it says | standards",
        frozenset({"owl:ObjectProperty", "owl:DatatypeProperty"}),
        property_row,
    ),
    "concepts": ("concept | en, de, fr | what it means | standards", frozenset({"skos:Concept"}), concept_row),
}
"""Of each kind of table the heading, the classes of the terms in it, and what makes a row."""


def _row(*cells: str) -> str:
    return f"| {' | '.join(cell.replace('|', '&#124;') for cell in cells)} |"


def _types(term: Term) -> set[str]:
    return {shorten(each.value) for each in term["rdf:type"]}


def _labels(term: Term, predicate: str) -> Iterator[str]:
    found = {each.language: each.value for each in term[predicate] if isinstance(each, ox.Literal)}
    return (found[language] for language in ("en", "de", "fr") if language in found)


def _meaning(term: Term) -> str:
    return f"{term['skos:definition'][0].value} *{term['skos:example'][0].value}*"


def _alignment(term: Term) -> str:
    return "<br>".join(f"{sign} {_link(term[each])}" for each, sign in _SIGNS.items() if each in term)


def _link(values: list[ox.NamedNode | ox.Literal]) -> str:
    return ", ".join(map(_curie, values))


def _curie(term: ox.NamedNode | ox.Literal) -> str:
    """Give a prefixed name with the prefixes of the file, which knows some for alignment alone."""
    fitting = [(prefix, name) for prefix, name in _prefixes() if term.value.startswith(name)]
    return f"{fitting[0][0]}:{term.value.removeprefix(fitting[0][1])}" if fitting else term.value


@cache
def _prefixes() -> list[tuple[str, str]]:
    return re.findall(r"^@prefix ([\w-]+): +<([^>]+)>", ONTOLOGY.read_text(encoding="utf-8"), re.MULTILINE)


if __name__ == "__main__":
    sys.exit(main())
