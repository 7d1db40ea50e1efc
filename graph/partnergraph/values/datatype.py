"""Datatypes of XML Schema: how their values are written (XML Schema 1.1, part 2, sections 3.3 and 3.4).

Python reads more than these forms: ``int`` takes 1_000, ``date.fromisoformat`` the day of a week. What is not written
as its type asks is no value of it.
"""

import datetime as dt
import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from types import MappingProxyType

_SHOWN = 40  # characters of a wrong value that a complaint repeats

INTEGERS: Mapping[str, tuple[int | None, int | None]] = MappingProxyType(
    {
        "integer": (None, None),
        "long": (-(2**63), 2**63 - 1),
        "int": (-(2**31), 2**31 - 1),
        "short": (-(2**15), 2**15 - 1),
        "byte": (-(2**7), 2**7 - 1),
        "unsignedLong": (0, 2**64 - 1),
        "unsignedInt": (0, 2**32 - 1),
        "unsignedShort": (0, 2**16 - 1),
        "unsignedByte": (0, 2**8 - 1),
        "positiveInteger": (1, None),
        "nonNegativeInteger": (0, None),
        "negativeInteger": (None, -1),
        "nonPositiveInteger": (None, 0),
    }
)
"""The types of whole numbers, each with its least and its greatest value; None is no bound."""

Plain = int | float | bool | Decimal | dt.date

_DECIMAL = r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)"
_REAL = rf"{_DECIMAL}(?:[eE][+-]?\d+)?|[+-]?INF|NaN"


def _whole(name: str) -> Callable[[str], int]:
    """Give what reads a whole number within the bounds of its type."""
    least, most = INTEGERS[name]

    def read(text: str) -> int:
        number = int(text)
        if (least is not None and number < least) or (most is not None and number > most):
            raise ValueError(f"{text[:_SHOWN]!r} lies outside xsd:{name}")
        return number

    return read


_READERS: Mapping[str, tuple[str, Callable[[str], Plain]]] = {
    **{name: (r"[+-]?\d+", _whole(name)) for name in INTEGERS},
    **dict.fromkeys(("double", "float"), (_REAL, float)),
    "decimal": (_DECIMAL, Decimal),
    "boolean": ("true|false|1|0", lambda text: text in {"true", "1"}),
    "date": (r"\d{4}-\d\d-\d\d", dt.date.fromisoformat),
}
_FORMS = {name: (re.compile(pattern, re.ASCII), reader) for name, (pattern, reader) in _READERS.items()}
NAMES = frozenset(_READERS)
"""The types whose values are read, by their local name."""


def read(name: str, text: str) -> Plain:
    """Give the value of a number, a truth or a day without a time zone; ``ValueError`` where the text is none.

    >>> read("byte", "-128"), read("decimal", "1.50"), read("boolean", "1"), read("date", "2016-02-29")
    (-128, Decimal('1.50'), True, datetime.date(2016, 2, 29))
    """
    form, reader = _FORMS[name]
    if not form.fullmatch(text):
        raise ValueError(f"{text[:_SHOWN]!r} is not written as xsd:{name} asks")
    return reader(text)


def fits(name: str, text: str) -> bool:
    """Say whether a text is a value of a type.

    >>> fits("integer", "007"), fits("integer", "1_000"), fits("decimal", "1E5"), fits("date", "20170901")
    (True, False, False, False)
    """
    try:
        read(name, text)
    except ValueError:
        return False
    return True


def day(text: str) -> dt.date:
    """Give a day that is written as YYYY-MM-DD; ``ValueError`` where it is none of the calendar.

    >>> day("2016-02-29")
    datetime.date(2016, 2, 29)
    """
    form, _ = _FORMS["date"]
    if not form.fullmatch(text):
        raise ValueError(f"{text[:_SHOWN]!r} is not written as YYYY-MM-DD")
    return dt.date.fromisoformat(text)
