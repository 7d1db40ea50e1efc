"""Spelling: signs and words that can stand in no query: quotes, escapes, prefixes, IRIs, words of other languages.

What is looked at is one token and its neighbours; whether tokens fit together is told by
``partnergraph.query.mistake``.
"""

import difflib
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise

from partnergraph.query.sparql import Token
from partnergraph.query.stop import NOTHING, Mistake, Stop
from partnergraph.vocab import PREFIXES

# SPARQL 1.1 Query and Update, section 19.8, and the functions of section 17.4
_WORDS = frozenset(
    """
    a abs add all as asc ask avg base bind bnode bound by ceil clear coalesce concat construct contains copy count
    create data datatype day default delete desc describe distinct drop encode_for_uri exists false filter floor from
    graph group group_concat having hours if in insert into iri isblank isiri isliteral isnumeric isuri lang langmatches
    lateral lcase limit load max md5 min minus minutes month move named not now offset optional order prefix rand
    reduced regex replace round sameterm sample seconds select separator service sha1 sha256 sha384 sha512 silent str
    strafter strbefore strdt strends strlang strlen strstarts struuid substr sum timezone to true tz ucase undef union
    uri using uuid values where with year adjust triple subject predicate object istriple haslang haslangdir langdir
    strlangdir
    """.split()  # noqa: SIM905 - a paragraph of words reads better than a list
)
# what SQL and other languages say otherwise; {} is the variable beside the word
_ELSEWHERE = {
    "AND": "'&&' says and",
    "OR": "'||' says or",
    "LIKE": "write CONTAINS({0}, '…') or REGEX({0}, '…')",
    "IS": "write !BOUND({0}) or BOUND({0})",
    "ISNULL": "write !BOUND({0})",
    "BETWEEN": "write {0} >= … && {0} <= …",
    "JOIN": "triples join by their variables",
    "TOP": "write LIMIT 5 at the end",
}
_QUOTES = frozenset("“”„‟‘’‚‛`´«»")
_BLANK = re.compile(r"[^\S \t\r\n]")
_COMMENT = re.compile(r"#[^\r\n]*")
_BAD_ESCAPE = re.compile(r"(?:[^\\]|\\(?:[tbnrf\"'\\]|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}))*?(\\[^tbnrf\"'\\])")
_DIGITS = {"u": 4, "U": 8}
_IRI = re.compile(r"<[A-Za-z][A-Za-z0-9+.-]*:[^>\r\n]*(>?)")
_DATE = re.compile(r"\d{4}-\d\d(?:-\d\d)?(?![\w-])")


def first(text: str, found: Sequence[Token], prefixes: Iterable[str] = ()) -> Mistake | None:
    """Give the first mistake in the spelling of a query; ``prefixes`` are those known beside the standard ones.

    >>> from partnergraph.query.sparql import tokens
    >>> text = "ASK { ?s sos:p 1 }"
    >>> first(text, list(tokens(text)))
    (9, "the prefix of 'sos:p' is no standard one; declare it with PREFIX")
    """
    declared = {after.text for word, after in pairwise(found) if word.text.upper() == "PREFIX"}
    known = declared | {f"{prefix}:" for prefix in (*PREFIXES, *prefixes)}
    end = 0
    for index, token in enumerate(found):
        gap = _COMMENT.sub(lambda match: " " * len(match[0]), text[end : token.start])
        blank = _BLANK.search(gap)
        if blank:
            return end + blank.start(), _invisible(blank[0])
        for look in _LOOKS.get(token.kind, ()):
            told = look(Stop(found, index, text))
            if told:
                return told
        if token.kind == "prefixed" and token.text.partition(":")[0] + ":" not in known:
            return token.start, f"the prefix of {token.text[:40]!r} is no standard one; declare it with PREFIX"
        end = token.start + len(token.text)
    return None


def _invisible(sign: str) -> str:
    if "NO-BREAK SPACE" in unicodedata.name(sign, ""):
        return "this is a no-break space; write a plain one"
    return f"this is an invisible sign (U+{ord(sign):04X}); take it out"


def _joined(one: Token, other: Token) -> bool:
    """Say whether a token begins where another ends."""
    return one is not NOTHING and other is not NOTHING and one.start + len(one.text) == other.start


def _quote(stop: Stop) -> Mistake | None:
    """Tell a quotation mark that begins no string, by its escapes or by its end."""
    token = stop.token
    if token.text in _QUOTES:
        return token.start, f"{token.text} is no quotation mark of SPARQL; write \" or '"
    if token.text not in {"'", '"'}:
        return None
    line = stop.text[token.start + 1 :].partition(token.text)[0].partition("\n")[0]
    bad = _BAD_ESCAPE.match(line + stop.text[token.start + 1 + len(line) :][:1])
    if not bad:
        return token.start, "this quotation mark is not closed"
    sign, digits = bad[1], _DIGITS.get(bad[1][1])
    words = f"{sign} is followed by {digits} hexadecimal digits" if digits else f"{sign} is no escape; write \\{sign}"
    return token.start + 1 + bad.start(1), f"{words}, or \\\\ for the sign itself" if digits else words


def _sign(stop: Stop) -> Mistake | None:
    """Tell signs of other languages, and those that lack their other half."""
    return next(_signs(stop), None)


def _signs(stop: Stop) -> Iterator[Mistake]:
    token, before, after = stop.token, stop.back(), stop.ahead()
    joined = _joined(token, after)
    if unicodedata.category(token.text[0]) == "Cf":
        yield token.start, _invisible(token.text)
    if token.text in "?$" and not _joined(before, token):
        yield token.start, f"a name is missing after {token.text!r}"
    if token.text == "-" and before.kind == "variable" and _joined(before, token) and joined and after.kind == "word":
        yield token.start, f"a variable has no '-' in it; write {before.text}_{after.text}"
    if token.text == "=" and after.text == "=" and joined:
        yield token.start, "'=' says equal"
    if token.text == "&":
        yield token.start, "'&&' says and"
    if token.text == "^" and before.kind == "string" and _joined(before, token):
        yield token.start, "'^^' goes before a type"
    match = _IRI.match(stop.text, token.start) if token.text == "<" else None
    if match:
        bad = re.search(r"[\s\"{}|\\^`]", match[0])
        what = "space" if bad and bad[0].isspace() else bad[0] if bad else ""
        yield token.start, f"an IRI holds no {what}" if bad and match[1] else "this < is not closed"


def _name(stop: Stop) -> Mistake | None:
    """Tell an IRI without its brackets, and a prefixed name in two pieces."""
    token, after = stop.token, stop.ahead()
    if token.text.endswith(":") and stop.text.startswith("//", token.start + len(token.text)):
        return token.start, "an IRI stands in <…>"
    if (
        token.text.endswith(":")
        and after.kind == "word"
        and after.text.lower() not in _WORDS
        and stop.word(1) != "PREFIX"
    ):
        return token.start, f"no space goes after the colon of {token.text!r}"
    return None


def _iri(stop: Stop) -> Mistake | None:
    if stop.token.text == "<>" and stop.inside.text == "(" and stop.back().kind in {"variable", "number", "string"}:
        return stop.token.start, "'!=' says unequal"
    return None


def _number(stop: Stop) -> Mistake | None:
    match = _DATE.match(stop.text, stop.token.start)
    if not match or stop.back().kind not in {"prefixed", "iri", "variable"} or stop.inside.text == "(":
        return None
    kind = "date" if match[0].count("-") == 2 else "gYearMonth"
    return stop.token.start, f"a date is written '{match[0]}'^^xsd:{kind}"


def _language(stop: Stop) -> Mistake | None:
    if stop.token.text.lower() in {"@prefix", "@base"}:
        return stop.token.start, f"SPARQL writes {stop.token.text[1:].upper()}, without @ and without '.'"
    return None


def _word(stop: Stop) -> Mistake | None:
    """Tell a word that SPARQL does not have."""
    token, before, words = stop.token, stop.back(), stop.token.text
    if before.kind == "string" and _joined(before, token) and words.lower() != "as":
        line = stop.text[token.start :].partition("\n")[0]
        if re.fullmatch(r"[a-z]{2,3}", words) and not re.search(r"[\"']", line):
            return token.start, f"'@' goes before the language {words!r}"
        return token.start, f"a text ended before {words[:40]!r}; write \\{before.text[-1]} for a quotation mark in it"
    if words.lower() in _WORDS or stop.word(1) in {"LIMIT", "OFFSET"}:
        return None
    if words.upper() in _ELSEWHERE:
        beside = next((each.text for each in (before, stop.ahead(2), stop.ahead()) if each.kind == "variable"), "?x")
        return token.start, f"{words!r} is no word of SPARQL; {_ELSEWHERE[words.upper()].format(beside)}"
    return token.start, f"{words[:40]!r} is no word of SPARQL; {_hint(words, stop.word(1))}"


def _hint(words: str, before: str) -> str:
    """Say what may have been meant by a word that SPARQL does not have."""
    if before == "PREFIX":
        return f"a ':' goes after {words[:40]!r}"
    if before == "FROM":
        return "FROM takes a graph's IRI"
    if before == "AS" or (before in {"SELECT", "DISTINCT", "REDUCED", "BY"} and words.islower()):
        return "a variable begins with ?"
    near = difflib.get_close_matches(words[:40].lower(), sorted(_WORDS), 1, cutoff=0.7)
    return f"the nearest is {near[0].upper()}" if near else "a name needs a prefix, a text quotation marks"


_LOOKS: dict[str, tuple[Callable[[Stop], Mistake | None], ...]] = {
    "sign": (_quote, _sign),
    "prefixed": (_name,),
    "iri": (_iri,),
    "number": (_number,),
    "language": (_language,),
    "word": (_word,),
}
