r"""Notation: terms and statements as text of N-Triples, for importers that write millions of them.

The engine parses a million such lines in a second; making its terms one by one from here takes as long as keeping them.
Subjects, properties and IRIs are given ready (``term``), values by what they are.
"""

import re
from collections.abc import Iterable
from unicodedata import combining, normalize

from partnergraph.vocab import PREFIXES

_ESCAPES = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\0": "\ufffd"})
_XSD = PREFIXES["xsd"]
_OUTSIDE = re.compile(r"[^0-9a-z]+")


def term(curie: str) -> str:
    """Give a name with a standard prefix as N-Triples writes it.

    >>> term("pg:Project")
    '<https://w3id.org/partnergraph/ontology#Project>'
    """
    prefix, _, local = curie.partition(":")
    return f"<{PREFIXES[prefix]}{local}>"


A = f"<{PREFIXES['rdf']}type>"
NAME, OTHER, EVIDENCE = term("skos:prefLabel"), term("skos:altLabel"), term("pg:evidence")


def escaped(words: str) -> str:
    r"""Give words as they stand in a literal; most have no sign to be escaped, which is seen sooner than done.

    >>> print(escaped('a "b"'))
    a \"b\"
    """
    if '"' in words or "\\" in words or "\n" in words or "\r" in words or "\0" in words:
        return words.translate(_ESCAPES)
    return words


def text(words: str) -> str:
    r"""Give words as a literal.

    >>> print(text('a "b"'))
    "a \"b\""
    """
    return f'"{escaped(words)}"'


def named(words: str) -> str:
    """Give a name as a literal in English, in which the names of registries are taken to be.

    >>> print(named("CERN"))
    "CERN"@en
    """
    return f'"{escaped(words)}"@en'


def typed(words: str, kind: str) -> str:
    """Give a value of a type of XML Schema.

    >>> print(typed("2016-12-01", "date"))
    "2016-12-01"^^<http://www.w3.org/2001/XMLSchema#date>
    """
    return f'"{words}"^^<{_XSD}{kind}>'


def dated(words: str) -> str:
    """Give a year, month or day as what it is.

    >>> print(dated("2016-12"))
    "2016-12"^^<http://www.w3.org/2001/XMLSchema#gYearMonth>
    """
    return typed(words, {4: "gYear", 7: "gYearMonth"}.get(len(words), "date"))


def say(subject: str, *statements: tuple[str, str]) -> str:
    r"""Give what is stated of a subject, one line a statement.

    >>> say("<urn:a>", ("<urn:b>", text("c")))
    '<urn:a> <urn:b> "c" .\n'
    """
    return "".join([f"{subject} {about} {value} .\n" for about, value in statements])


def slug(words: str) -> str:
    """Give a word for an IRI: small letters and digits, with hyphens between.

    >>> slug("H2020-EU.3.1."), slug("Málaga")
    ('h2020-eu-3-1', 'malaga')
    """
    if words.isdigit() and words.isascii():
        return words
    if not words.isascii():
        words = "".join(sign for sign in normalize("NFKD", words) if not combining(sign))
    return _OUTSIDE.sub("-", words.lower()).strip("-")


def lines(texts: Iterable[str], least: int) -> Iterable[str]:
    """Give texts joined to pieces of at least so many signs, the last one apart.

    >>> list(lines(["ab", "c", "d"], 3))
    ['abc', 'd']
    """
    parts: list[str] = []
    size = 0
    for each in texts:
        parts.append(each)
        size += len(each)
        if size >= least:
            yield "".join(parts)
            parts, size = [], 0
    if parts:
        yield "".join(parts)
