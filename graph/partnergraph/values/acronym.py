"""Acronyms: which of the names of a thing is its short one."""

import re
from collections.abc import Iterable

_WORD = re.compile(r"\S{2,20}")


def of(label: str, names: Iterable[str]) -> str:
    """Give the shortest other name that is one word with two capitals or more; empty if there is none.

    It is shorter than the label.

    >>> of("European Society of Radiology", ["ESR", "European radiologists", "Radiology"])
    'ESR'
    """
    words = (name for name in names if _WORD.fullmatch(name) and len(name) < len(label))
    found = (word for word in words if sum(map(str.isupper, word)) > 1)
    return min(found, key=lambda name: (len(name), name), default="")
