"""Rank: the key by which a term is sorted, so that any two terms can be compared and no three in a circle.

pyoxigraph 0.5.13 compares numbers, moments and durations by value and any other two literals by their text. Mixed, that
is a circle (10 < "15" < 2 < 10), and the sort ends the process where it notices, from some twenty rows on. SPARQL 1.1
(section 15.1) leaves open how a number and a text compare; what it orders, the keys order the same.

Numbers come first, by value, NaN before them; then durations by length, a month taken as 30.436875 days; then texts.
Dates of any precision stand among the texts as they are written (2017 < 2017-03 < 2017-03-01), moments at their time in
UTC.
"""

import datetime as dt
import math
import re
import struct
from collections.abc import Callable
from decimal import Decimal
from functools import lru_cache

from pyoxigraph import Literal, Triple

from partnergraph.values.datatype import INTEGERS
from partnergraph.values.term import Term
from partnergraph.vocab import PREFIXES

_XSD, _RDF = PREFIXES["xsd"], PREFIXES["rdf"]
_TEXTS = frozenset({_XSD + "string", _RDF + "langString", _RDF + "dirLangString"})
_PLACES = 18  # decimals of the engine
_OFFSET = 10**60  # more than any exact number of the engine with its decimals
_MONTH = Decimal(2_629_746)  # seconds of the twelfth part of 365.2425 days
_REAL, _BITS = struct.Struct(">d"), struct.Struct(">Q")
_YEAR = re.compile(r"(-?\d{4,})(.*)", re.DOTALL)
_MOMENT = re.compile(r"(-?\d{4,})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(\.\d+)?(?:Z|([+-]\d\d):(\d\d))?\Z", re.ASCII)
_DURATION = re.compile(
    r"(-?)P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?\Z", re.ASCII
)


def key(term: Term) -> Term:
    """Give the term to sort by in place of a term: itself where it is a node or a text, else a text.

    >>> from pyoxigraph import NamedNode
    >>> sorted(["10", "9.5", "-1"], key=lambda words: key(Literal(words, datatype=NamedNode(_XSD + "decimal"))).value)
    ['-1', '9.5', '10']
    >>> key(Literal("2017", datatype=NamedNode(_XSD + "gYear"))).value
    '2017'
    """
    if isinstance(term, Triple):
        return Triple(term.subject, term.predicate, key(term.object))
    if not isinstance(term, Literal):
        return term
    kind = term.datatype.value
    return term if kind in _TEXTS else _ranked(term.value, kind)


@lru_cache(10_000)
def _ranked(words: str, kind: str) -> Literal:
    """Rank what is no text; counts and years come again and again."""
    reader = _READERS.get(kind)
    try:
        return Literal(words if reader is None else reader(words))
    except (ValueError, ArithmeticError):  # not written as its type asks, so no value to the engine either
        return Literal(words)


def _exact(words: str) -> str:
    """Rank an integer or decimal: by the nearest double, as it is compared with doubles, then by all its digits."""
    whole, _, rest = words.partition(".")
    digits = int(whole + rest.ljust(_PLACES, "0")[:_PLACES])
    return f"{_double(words)}{_OFFSET + digits:061}"


def _double(words: str) -> str:
    return _real(float(words))


def _float(words: str) -> str:
    """Rank a number of 32 bits by its value, which is not that of the same text as a double."""
    try:
        return _real(struct.unpack(">f", struct.pack(">f", float(words)))[0])
    except OverflowError:
        return _real(float("-inf" if words.startswith("-") else "inf"))


def _real(number: float) -> str:
    """Rank by the bits of a double, turned so that they grow with it."""
    if math.isnan(number):
        return "\1"
    bits: int = _BITS.unpack(_REAL.pack(number + 0.0))[0]
    return f"\1{bits ^ (1 << 63) if bits < 1 << 63 else bits ^ ((1 << 64) - 1):016x}"


def _date(words: str) -> str:
    match = _YEAR.match(words)
    return _year(int(match[1])) + match[2] if match else words


def _year(year: int) -> str:
    """Rank a year: of four digits as it is, others before and after these."""
    if 0 <= year <= 9999:
        return f"{year:04}"
    return f":{year:020}" if year > 0 else f"-{10**19 + year:020}"


def _moment(words: str) -> str:
    """Rank a moment by its time in UTC, which is also taken for the zone of one that names none."""
    match = _MOMENT.match(words)
    if not match:
        return words
    year, month, day, hour, minute, second = map(int, match.groups()[:6])
    hours, minutes = match[8] or "+00", match[9] or "00"
    offset = dt.timedelta(hours=int(hours), minutes=int(hours[0] + minutes))
    like = 2000 + year % 400  # a year with the same days, as datetime knows only the years 1 to 9999
    moment = dt.datetime(like, month, day, hour, minute, second) - offset  # noqa: DTZ001 - it is in UTC
    return f"{_year(year + moment.year - like)}{moment:-%m-%dT%H:%M:%S}{(match[7] or '').rstrip('.0')}"


def _duration(words: str) -> str:
    match = _DURATION.match(words)
    if not match:
        return words
    years, months, days, hours, minutes, seconds = (Decimal(part or 0) for part in match.groups()[1:])
    length = (12 * years + months) * _MONTH + ((24 * days + hours) * 60 + minutes) * 60 + seconds
    return "\2" + _exact(f"{match[1]}{length:f}")


_READERS: dict[str, Callable[[str], str]] = {
    **{_XSD + name: _exact for name in (*INTEGERS, "decimal")},
    _XSD + "double": _double,
    _XSD + "float": _float,
    **{_XSD + name: _date for name in ("date", "gYear", "gYearMonth")},
    _XSD + "dateTime": _moment,
    **{_XSD + name: _duration for name in ("duration", "dayTimeDuration", "yearMonthDuration")},
}
