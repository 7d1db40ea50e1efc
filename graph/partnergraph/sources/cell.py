"""Cells: what the words in a table of somebody else's mean - numbers, days, yes and no, addresses, countries.

Tables are written by many hands: a decimal point and a decimal comma stand in one row, a day in five forms, and UTF-8
was read as something else on the way. Each cell is read by itself. What is empty is missing, and a nought is a nought.
"""

import re
from datetime import UTC, date, datetime
from functools import lru_cache

from partnergraph import country

MISSING = frozenset({"", "-", "--", "NA", "N/A", "n/a", "NULL", "null", "None"})
"""Words for no value; in a column of countries NA is Namibia."""

NO_NUMBER = "is no number; write it as 734875.50"
"""What is told of a cell that should hold one."""

_NUMBER = re.compile(r"-?[0-9]+(?:\.[0-9]+)?\Z")
_THOUSANDS = re.compile(r"-?[0-9]{1,3}(?:([., \u00a0\u202f'])[0-9]{3})(?:\1[0-9]{3})*(?:[.,][0-9]+)?\Z")
_ISO = re.compile(r"([0-9]{4})-([0-9]{2})(?:-([0-9]{2})(?:[T ].*)?)?\Z")
_EUROPEAN = re.compile(r"([0-9]{1,2})[./-]([0-9]{1,2})[./-]([0-9]{4})\Z")
_SPELT = re.compile(r"([0-9]{1,2})\.? ([A-Za-z]{3})[a-z]* ([0-9]{4})\Z")
_SECONDS = re.compile(r"[0-9]{9,10}(?:\.0)?\Z")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_FIRST, _LAST = 1900, 2199  # a project of 1066 is a slip of the pen
_ADDRESS = re.compile(r"https?://[^\s<>\"{}|\\^`\x00-\x20]+\.[^\s<>\"{}|\\^`\x00-\x20]+\Z", re.IGNORECASE)
_NUTS = re.compile(r"[A-Z]{2}[0-9A-Z]{1,3}\Z")
_TWICE = {
    code: re.compile(
        "|".join(
            f"[{''.join(filter(None, map(sign, leads)))}]"
            f"[{re.escape(''.join(filter(None, map(sign, range(0x80, 0xC0)))))}]{{{number}}}"
            for leads, number in ((range(0xC2, 0xE0), 1), (range(0xE1, 0xF0), 2))
        )
    )
    for code in ("cp1252", "mac_roman")
    for sign in [lambda byte, code=code: bytes([byte]).decode(code, "ignore")]
}
_MARKS = re.compile("|".join(pattern.pattern for pattern in _TWICE.values()))


def number(words: str) -> str | None:
    """Give a decimal number as XML Schema writes it, whatever its decimal sign; None where it is none.

    >>> number("528340.97"), number("960619,95"), number("1.234.567,5"), number("0"), number("NA")
    ('528340.97', '960619.95', '1234567.5', '0', None)
    """
    if _NUMBER.match(words):
        return words
    words = words.strip().removesuffix("€").strip()
    if _THOUSANDS.match(words):
        whole = re.sub(r"[ \u00a0\u202f']", "", words)
        sign = max(whole.rfind("."), whole.rfind(","))
        if sign >= 0 and (whole.count(whole[sign]) > 1 or (not {".", ","} <= set(whole) and len(whole) - sign == 4)):
            return re.sub("[.,]", "", whole)  # every sign parts thousands
        words = re.sub("[.,]", "", whole[:sign]) + "." + whole[sign + 1 :] if sign >= 0 else whole
    words = words.replace(",", ".")
    return words if _NUMBER.match(words) else None


@lru_cache(maxsize=1 << 14)
def day(words: str) -> str | None:
    """Give a day as ``2016-12-01`` (a month as ``2016-12``); None where it is none, or lies outside 1900 to 2199.

    Of ``02/06/2021`` the first is the day, as everywhere in Europe. Digits alone are seconds since 1970.

    >>> [day(each) for each in ("2016-12-01", "02/06/2021", "4 November 2015", "1480550400", "2023-03-10 21:03:33")]
    ['2016-12-01', '2021-06-02', '2015-11-04', '2016-12-01', '2023-03-10']
    >>> day("1066-10-14"), day("2016-02-30")
    (None, None)
    """
    words = words.strip()
    if _SECONDS.match(words):
        return datetime.fromtimestamp(float(words), UTC).date().isoformat()
    parts = _parts(words)
    if parts is None or not _FIRST <= parts[0] <= _LAST:
        return None
    try:
        found = date(parts[0], parts[1], parts[2] or 1).isoformat()
    except ValueError:
        return None
    return found if parts[2] else found[:7]


def _parts(words: str) -> tuple[int, int, int] | None:
    """Give year, month and day of a date, the day 0 where it is not told."""
    if iso := _ISO.match(words):
        return int(iso[1]), int(iso[2]), int(iso[3] or 0)
    if european := _EUROPEAN.match(words):
        return int(european[3]), int(european[2]), int(european[1])
    spelt = _SPELT.match(words)
    if spelt and spelt[2].lower() in _MONTHS:
        return int(spelt[3]), _MONTHS.index(spelt[2].lower()) + 1, int(spelt[1])
    return None


def truth(words: str) -> bool | None:
    """Give yes or no; None where it is neither.

    >>> truth("true"), truth("N"), truth("")
    (True, False, None)
    """
    return {"true": True, "yes": True, "y": True, "1": True, "false": False, "no": False, "n": False, "0": False}.get(
        words.strip().lower()
    )


def repaired(words: str) -> str:
    """Give words without the marks of UTF-8 that was read as Windows-1252 or Mac Roman; what is lost stays lost.

    >>> repaired("NeuchÃ¢tel"), repaired("GÃ¼nther"), repaired("Etel√§"), repaired("Ångström")
    ('Neuchâtel', 'Günther', 'Etelä', 'Ångström')
    """
    if words.isascii() or not _MARKS.search(words):
        return words
    for code, pattern in _TWICE.items():
        words = pattern.sub(lambda match, code=code: _once(match[0], code), words)  # type: ignore[misc]
    return words


def _once(words: str, code: str) -> str:
    try:
        return words.encode(code).decode()
    except UnicodeError:
        return words


@lru_cache(maxsize=1 << 12)
def address(words: str) -> str | None:
    """Give the address of a page as an IRI; None where it is none.

    >>> address("www.hku.hk"), address("https://example.org/a b"), address("none")
    ('http://www.hku.hk', None, None)
    """
    words = words.strip()
    if not words.lower().startswith(("http://", "https://")):
        words = f"http://{words}"
    return words if _ADDRESS.match(words) else None


def point(words: str) -> tuple[str, str] | None:
    """Give latitude and longitude in degrees; None where there are none.

    >>> point("37.97850802,23.732519058"), point("(51.5, -0.1)"), point("95,10")
    (('37.97850802', '23.732519058'), ('51.5', '-0.1'), None)
    """
    latitude, _, longitude = words.strip("() ").partition(",")
    latitude, longitude = latitude.strip(), longitude.strip()
    if not (_NUMBER.match(latitude) and _NUMBER.match(longitude)):
        return None
    return (latitude, longitude) if abs(float(latitude)) <= 90 and abs(float(longitude)) <= 180 else None


def region(words: str) -> str | None:
    """Give a code of the regions of Europe (NUTS); None where it is none, or only the code of a country.

    >>> region("EL303"), region("XK")
    ('EL303', None)
    """
    return words if _NUTS.match(words) else None


@lru_cache(maxsize=1 << 10)
def countries(words: str) -> tuple[str, ...]:
    """Give the entries of the EU authority table for a code, or for several; an unknown code has none.

    >>> countries("EL"), countries("DE;HU"), countries("NA"), countries("XK"), countries("ZZ")
    (('GRC',), ('DEU', 'HUN'), ('NAM',), ('1A0',), ())
    """
    known = country.entries()
    codes = [country.UNION.get(code.strip().upper(), code.strip().upper()) for code in re.split("[;,]", words)]
    return tuple(known[code][0] for code in codes if code in known)
