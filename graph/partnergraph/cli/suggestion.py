"""Suggestions: what may follow what is typed in the shell, found in its tokens, the ontology and the graph."""

import re
import shlex
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from partnergraph.cli.instruction import INSTRUCTIONS, TABLE, USUAL
from partnergraph.query import sparql
from partnergraph.query.statement import EXPLAIN
from partnergraph.questions.lexicon import Entry, Lexicon
from partnergraph.vocab import PREFIXES

_MOST = 200  # suggestions that are looked through
_PAIR = 2  # names that \\why takes; a parameter and its value
_MARK = "x"  # stands for the cursor, so that the token before it is read as one that goes on
# SPARQL 1.1 Query Language, section 19.8, and the functions of section 17.4: those that a query can hold
_KEYWORDS = (
    *("ABS", "AS", "ASC", "ASK", "AVG", "BASE", "BIND", "BNODE", "BOUND", "BY", "CEIL", "COALESCE", "CONCAT"),
    *("CONSTRUCT", "CONTAINS", "COUNT", "DATATYPE", "DAY", "DESC", "DESCRIBE", "DISTINCT", "ENCODE_FOR_URI"),
    *("EXISTS", "FILTER", "FLOOR", "FROM", "GRAPH", "GROUP", "GROUP_CONCAT", "HAVING", "HOURS", "IF", "IN", "IRI"),
    *("ISBLANK", "ISIRI", "ISLITERAL", "ISNUMERIC", "LANG", "LANGMATCHES", "LCASE", "LIMIT", "MAX", "MD5", "MIN"),
    *("MINUS", "MINUTES", "MONTH", "NAMED", "NOT", "NOW", "OFFSET", "OPTIONAL", "ORDER", "PREFIX", "RAND", "REDUCED"),
    *("REGEX", "REPLACE", "ROUND", "SAMETERM", "SAMPLE", "SECONDS", "SELECT", "SEPARATOR", "SHA1", "SHA256", "STR"),
    *("STRAFTER", "STRBEFORE", "STRDT", "STRENDS", "STRLANG", "STRLEN", "STRSTARTS", "SUBSTR", "SUM", "TIMEZONE"),
    *("UCASE", "UNDEF", "UNION", "VALUES", "WHERE", "YEAR"),
)
_OPEN_IRI = re.compile(r"<[^\s<>\"{}|\\^`]*\Z")
_LAST_WORD = re.compile(r"(?:[^\s\"']|\"[^\"]*(?:\"|\Z)|'[^']*(?:'|\Z))*\Z")


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A text to put in place of so many signs before the cursor, and what it stands for."""

    text: str
    replaced: int
    meaning: str = ""


def suggest(before: str, after: str, lexicon: Lexicon, *, asked: bool = False) -> list[Suggestion]:
    """Give what may stand at the cursor, the text around it given; where nothing is typed yet only if ``asked``."""
    if not before.lstrip().startswith("\\"):
        return _limited(_of_query(before, after, lexicon, asked=asked))
    command = before.lstrip()
    word, blank, rest = command.partition(" ")
    if not blank:
        known = ((f"\\{name}", f"{each.usage}  {each.purpose}".strip()) for name, each in INSTRUCTIONS.items())
        return [Suggestion(text, len(word), meaning) for text, meaning in known if text.startswith(word)]
    if word == EXPLAIN:
        return _limited(_of_query(rest, after, lexicon, asked=asked))
    return _limited(_of_command(word, rest, lexicon))


def _limited(found: Iterable[Suggestion]) -> list[Suggestion]:
    return [each for each, _ in zip(found, range(_MOST), strict=False)]


def _of_query(before: str, after: str, lexicon: Lexicon, *, asked: bool) -> Iterator[Suggestion]:
    found = list(sparql.tokens(before + _MARK))
    if not found or found[-1].start + len(found[-1].text) <= len(before) or _is_quoted(before, found):
        return
    typed = before[found[-1].start :]
    previous = found[-2].text if len(found) > 1 else ""
    if not typed and not asked:
        return
    if found[-1].kind == "variable" or not typed:
        yield from _variables(typed, before[: found[-1].start] + after)
    if ":" in typed:
        entries = lexicon.classes(typed) if previous in {"a", "rdf:type"} else lexicon.prefixed(typed)
        yield from (Suggestion(each.text, len(typed), each.meaning) for each in entries)
    elif found[-1].kind == "word":
        keywords = [each for each in _KEYWORDS if each.startswith(typed.upper())]
        yield from (Suggestion(each, len(typed)) for each in keywords)
        yield from _prefixes(typed, before + after)


def _is_quoted(before: str, found: list[sparql.Token]) -> bool:
    """Say whether the cursor stands in a string or an IRI."""
    return bool(_OPEN_IRI.search(before)) or any(each.kind == "sign" and each.text in "\"'" for each in found)


def _variables(typed: str, around: str) -> Iterator[Suggestion]:
    known = {each.text for each in sparql.tokens(around) if each.kind == "variable"}
    yield from (Suggestion(each, len(typed)) for each in sorted(known) if each.startswith(typed))


def _prefixes(typed: str, text: str) -> Iterator[Suggestion]:
    own = (each.text for each in sparql.tokens(text) if each.kind == "prefixed" and each.text.endswith(":"))
    known = {**dict.fromkeys(own, ""), **{f"{prefix}:": namespace for prefix, namespace in PREFIXES.items()}}
    yield from (Suggestion(each, len(typed), known[each]) for each in sorted(known) if each.startswith(typed))


def _of_command(word: str, rest: str, lexicon: Lexicon) -> Iterator[Suggestion]:
    if word in {"\\info", "\\list"}:  # these take one name, which needs no quotation marks
        typed = rest.lstrip()
        entries = lexicon.typed(typed) if word == "\\info" else lexicon.kinds(typed)
        yield from (Suggestion(each.text, len(typed), each.meaning) for each in entries)
        return
    match = _LAST_WORD.search(rest)
    raw = match[0] if match else ""
    for each in _entries(word, _words(rest[: len(rest) - len(raw)]), raw.strip("\"'"), lexicon):
        yield Suggestion(shlex.quote(each.text), len(raw), each.meaning)


def _entries(word: str, words: list[str], typed: str, lexicon: Lexicon) -> list[Entry]:
    """Give what may be typed behind a command and some words of its own."""
    from partnergraph.writing import format

    if word == "\\format" and not words:
        known = [TABLE, USUAL, *dict.fromkeys(each.name for each in (*format.TABLES, *format.GRAPHS))]
        return [Entry(each, "") for each in known if each.startswith(typed)]
    if word == "\\why" and len(words) < _PAIR:
        return lexicon.typed(typed)
    if word != "\\ask":
        return []
    if not words:
        return lexicon.questions(typed)
    if len(words) % _PAIR:
        given = words[1::_PAIR]
        return [each for each in lexicon.parameters(words[0], typed) if each.text not in given]
    return lexicon.values(words[0], words[-1], typed)


def _words(text: str) -> list[str]:
    try:
        return shlex.split(text)
    except ValueError:  # a quotation mark in the middle of a word: nothing is known of what follows
        return []
