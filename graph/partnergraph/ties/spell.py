"""Spells: the times without a break of what comes, goes and comes again."""

import numpy as np
from numpy.typing import NDArray

Whole = NDArray[np.int64]


def begins(joined: Whole, came: Whole, gone: Whole) -> Whole:
    """Give where a spell begins, of rows that lie together for each thing, in the order of the days on which they came.

    ``joined`` is where the rows of a thing begin, ``came`` and ``gone`` are days, both within. What touches is one
    spell: who was there until the end of 2012, and from the beginning of 2013 on, never left.

    >>> came, gone = np.array([1, 3, 9, 2]), np.array([2, 4, 9, 5])
    >>> begins(np.array([0, 3]), came, gone).tolist()
    [0, 2, 3]
    """
    if len(joined) == len(came):
        return joined
    first = np.zeros(len(came), dtype=bool)
    first[joined] = True
    before = np.cumsum(first) * (int(gone.max()) + 1)  # with it the latest end is that of the same thing
    latest = np.maximum.accumulate(before + gone) - before
    first[1:] |= came[1:] > latest[:-1] + 1
    return np.flatnonzero(first)
