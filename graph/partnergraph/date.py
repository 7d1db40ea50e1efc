"""Dates as they are known: a year, a month, a day or a season, never padded to more than a source tells.

Years, months and days are written as in ``xsd:gYear``, ``xsd:gYearMonth`` and ``xsd:date``, seasons as in the Extended
Date/Time Format (ISO 8601-2: month 21 is spring, 22 summer, 23 autumn, 24 winter).
"""

import re

_SEASONS = {"21": "spring", "22": "summer", "23": "autumn", "24": "winter"}
_SEASON = re.compile(r"(\d{4})-(2[1-4])\Z")


def words(date: str) -> str:
    """Give a date as a reader writes it; only a season needs other words.

    >>> words("2017-23"), words("2017-09")
    ('autumn 2017', '2017-09')
    """
    match = _SEASON.match(date)
    return f"{_SEASONS[match[2]]} {match[1]}" if match else date
