"""The words of the page, and how dates are said with them."""

import re
from typing import Any

from partnergraph.view import asset

MONTH = re.compile(r"(\d{4})-(0[1-9]|1[0-2])")
SEASON = re.compile(r"(\d{4})-(2[1-4])")
DAY = re.compile(r"(\d{4})-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])")


def table() -> dict[str, Any]:
    """Give all words by their key.

    >>> table()["fit"]
    'Fit'
    """
    return asset.record("text/en.json")


def say(key: str, **values: object) -> str:
    """Say one message with its values filled in; ``n`` chooses between one and many.

    >>> say("relationCount", n=1), say("relationCount", n=2)
    ('1 relation', '2 relations')
    """
    message = table()[key]
    if isinstance(message, dict):
        message = message["one" if values.get("n") == 1 else "other"]
    return re.sub(r"\{(\w+)\}", lambda found: str(values[found[1]]), message)


def date(value: str) -> str:
    """Say a date as exactly as it is known: a year, a month, a season (EDTF) or a day; anything else stays as it is.

    >>> date("2014"), date("2017-09"), date("2017-23"), date("2017-09-30")
    ('2014', 'September 2017', 'autumn 2017', '30 September 2017')
    """
    if found := DAY.fullmatch(value):
        return f"{int(found[3])} {table()['months'][int(found[2]) - 1]} {found[1]}"
    if found := MONTH.fullmatch(value):
        return f"{table()['months'][int(found[2]) - 1]} {found[1]}"
    if found := SEASON.fullmatch(value):
        return f"{table()['seasons'][int(found[2]) - 21]} {found[1]}"
    return value


def period(start: str, end: str) -> str:
    """Say from when to when.

    >>> period("2014", ""), period("2014", "2017-09"), period("", "2017"), period("2014", "2014"), period("", "")
    ('since 2014', '2014 to September 2017', 'until 2017', '2014', '')
    """
    if start == end:
        return date(start)
    if not end:
        return say("since", start=date(start))
    if not start:
        return say("until", end=date(end))
    return say("span", start=date(start), end=date(end))
