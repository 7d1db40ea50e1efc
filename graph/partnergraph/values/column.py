"""Columns: texts of which most come again, each held once, and which of them stands in each row.

Of 149,000 ties the parties are 21,000: what is asked of a text is asked once for all rows that have it.
"""

from array import array
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from itertools import compress
from typing import overload


class Column(Sequence[str]):
    """Texts, row by row.

    ``texts`` are those that stand in a row, and ``places`` say which of them each row has.

    >>> column = Column.of(["urn:b", "urn:a", "urn:b"])
    >>> column.texts, column.places.tolist(), column[1]
    (('urn:b', 'urn:a'), [0, 1, 0], 'urn:a')
    """

    __slots__ = ("places", "texts")

    def __init__(self, texts: Sequence[str], places: "array[int]") -> None:
        self.texts = tuple(texts)
        self.places = places

    @classmethod
    def of(cls, cells: Sequence[str]) -> "Column":
        """Give the column of some cells; of a column itself."""
        if isinstance(cells, Column):
            return cells
        if cells and cells[0] == cells[-1] and cells.count(cells[0]) == len(cells):
            return cls.alike(cells[0], len(cells))
        place = defaultdict[str, int]()
        place.default_factory = place.__len__
        places = array("i", map(place.__getitem__, cells))
        return cls(tuple(place), places)

    @classmethod
    def alike(cls, text: str, count: int) -> "Column":
        """Give a column of so many rows with the same text.

        >>> list(Column.alike("urn:a", 2))
        ['urn:a', 'urn:a']
        """
        return cls((text,) if count else (), array("i", [0]) * count)

    def told(self, word: Callable[[str], str]) -> "Column":
        """Give the column with a word for each text; several of them may be the same.

        >>> list(Column.of(["a", "b", "a"]).told(str.upper))
        ['A', 'B', 'A']
        """
        return Column(list(map(word, self.texts)), self.places)

    def passing(self, test: Callable[[str], bool]) -> list[bool]:
        """Say of each row whether its text passes a test.

        >>> Column.of(["a", "b", "a"]).passing("a".__eq__)
        [True, False, True]
        """
        passed = list(map(test, self.texts))
        return [passed[0]] * len(self) if len(set(passed)) == 1 else list(map(passed.__getitem__, self.places))

    def kept(self, mask: Sequence[bool]) -> "Column":
        """Give the rows at which a mask is true.

        >>> Column.of(["a", "b"]).kept([False, True]).texts
        ('b',)
        """
        return Column.of(list(compress(self, mask)))

    def __len__(self) -> int:
        return len(self.places)

    def __iter__(self) -> Iterator[str]:
        return map(self.texts.__getitem__, self.places)

    @overload
    def __getitem__(self, place: int) -> str: ...
    @overload
    def __getitem__(self, place: slice) -> "Column": ...
    def __getitem__(self, place: int | slice) -> "str | Column":
        return Column.of([*self][place]) if isinstance(place, slice) else self.texts[self.places[place]]
