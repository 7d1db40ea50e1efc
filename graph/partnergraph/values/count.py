"""Counts: how many of something there are, in words, and how many are asked for."""

from operator import index

from partnergraph.errors import ChoiceError


def within(name: str, number: object, least: int, greatest: int | None = None) -> int:
    """Give a number that was asked for under a name; ``ChoiceError`` says between what it has to lie.

    >>> within("hops", 2, 0)
    2
    >>> within("runs", 5000, 2, 1000)
    Traceback (most recent call last):
    partnergraph.errors.ChoiceError: runs must be a whole number, 2 to 1,000, and not 5000
    """
    try:
        known = index(number)  # type: ignore[arg-type]
    except TypeError:
        known = least - 1
    if known < least or (greatest is not None and known > greatest):
        bounds = f"{least:,} or more" if greatest is None else f"{least:,} to {greatest:,}"
        raise ChoiceError(f"{name} must be a whole number, {bounds}, and not {str(number)[:40]}")
    return known


def of(number: float, one: str, more: str = "") -> str:
    """Give a number of things in words; ``more`` is what several are called, where that does not end in -s.

    >>> of(1, "body", "bodies"), of(2000, "body", "bodies"), of(0, "tie")
    ('1 body', '2,000 bodies', '0 ties')
    """
    return f"{number:,.0f} {one if number == 1 else more or f'{one}s'}"
