"""Columns: many records of one form as few bytes, in text that stands in a page.

A block is a number of records that all have the same fields. Each field is a column: whole numbers are written as
differences in varints (LEB128, zigzag), texts by how much of the one before they begin with, what repeats once and then
by its place. All blocks are one gzip stream without a time in it, in base64: the same records give the same text.

50,000 entities with 185,000 relations and their evidence are 2.3 MB where JSON has 112. ``view/static/column.js``
reads it.
"""

import base64
import gzip
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

LEVEL = 7  # of gzip: 9 takes three times as long for 0.3 % less
REPEATED = 2  # how often a text stands in a column so that it is written by its place


@dataclass(frozen=True, slots=True)
class Column:
    """A field of records, and how it is written.

    ``form`` is "whole" (numbers, ``decimals`` of them kept), "text", "lists" (of what its one part is) or "joint"
    (fields that repeat together, as records of ``parts``).
    """

    name: str
    form: str
    decimals: int = 0
    parts: "tuple[Column, ...]" = ()


@dataclass(frozen=True, slots=True)
class Block:
    """Records under a name, and their columns."""

    name: str
    columns: tuple[Column, ...]
    records: Sequence[Mapping[str, Any]]


def pack(blocks: Iterable[Block]) -> str:
    """Give blocks as one text of letters, digits and ``+/=``.

    >>> text = pack([Block("nodes", (Column("id", "text"), Column("x", "whole", 1)), [{"id": "a", "x": 0.5}])])
    >>> gzip.decompress(base64.b64decode(text))[2:48]
    b'[{"columns":[{"decimals":0,"form":"text","name'
    """
    heads, bodies = zip(*map(_block, blocks), strict=True)
    head = json.dumps(heads, sort_keys=True, separators=(",", ":")).encode()
    data = varints([len(head)]) + head + b"".join(bodies)
    packed = bytearray(gzip.compress(data, LEVEL, mtime=0))
    packed[9] = 255  # the system that packed it, which is of no account, is unknown
    return base64.b64encode(packed).decode()


def varints(numbers: "Sequence[int] | NDArray[np.int64]") -> bytes:
    """Give numbers of 0 and more as varints: seven bits a byte, the low ones first, the eighth says that more follows.

    >>> varints([1, 127, 128, 300]).hex()
    '017f8001ac02'
    """
    values = np.asarray(numbers, dtype=np.int64)
    length = np.ones(len(values), dtype=np.int64)
    for shift in range(7, 63, 7):
        length += values >= (1 << shift)
    written = np.zeros(int(length.sum()), dtype=np.uint8)
    start = np.cumsum(length) - length
    for place in range(int(length.max(initial=0))):
        some = length > place
        more = np.where(length[some] > place + 1, 0x80, 0)
        written[start[some] + place] = ((values[some] >> (7 * place)) & 0x7F) | more
    return written.tobytes()


def _block(block: Block) -> tuple[dict[str, Any], bytes]:
    heads, bodies = zip(
        *(_column(each, [row[each.name] for row in block.records]) for each in block.columns), strict=True
    )
    return {"name": block.name, "rows": len(block.records), "columns": heads}, b"".join(bodies)


def _column(column: Column, values: Sequence[Any]) -> tuple[dict[str, Any], bytes]:
    """Give the head and the bytes of one column."""
    form, parts = column.form, list[dict[str, Any]]()
    if form == "whole":
        body = _whole(values, column.decimals)
    elif form == "text":
        form, body = _repeated(values) if len(set(values)) * REPEATED <= len(values) else ("text", _texts(values))
    elif form == "lists":
        head, inner = _column(column.parts[0], list(chain.from_iterable(values)))
        parts, body = [head], varints([len(value) for value in values]) + inner
    else:
        parts, body = _joint(column.parts, values)
    return {"name": column.name, "form": form, "decimals": column.decimals, "parts": parts}, body


def _whole(values: Sequence[float], decimals: int) -> bytes:
    """Give numbers as the difference to the one before, the sign in the lowest bit."""
    whole = np.rint(np.asarray(values, dtype=np.float64) * 10**decimals).astype(np.int64)
    steps = np.diff(whole, prepend=np.int64(0))
    return varints((steps << 1) ^ (steps >> 63))


def _texts(texts: Sequence[str]) -> bytes:
    """Give texts as the number of signs shared with the one before, the number of the others, and these."""
    shared = [_shared(*pair) for pair in pairwise(["", *texts])]
    rests = [text[count:] for text, count in zip(texts, shared, strict=True)]
    kept = [_units(text[:count]) for text, count in zip(texts, shared, strict=True)]
    written = "".join(rests).encode()
    return varints(kept) + varints(list(map(_units, rests))) + varints([len(written)]) + written


def _shared(one: str, other: str) -> int:
    """Give the number of signs that two texts begin with alike: halves are compared, not sign by sign."""
    least, most = 0, min(len(one), len(other))
    while least < most:
        middle = (least + most + 1) // 2
        if one[least:middle] == other[least:middle]:
            least = middle
        else:
            most = middle - 1
    return least


def _repeated(texts: Sequence[str]) -> tuple[str, bytes]:
    """Give the texts that there are once, and the place of each."""
    words = sorted(set(texts))
    place = {word: number for number, word in enumerate(words)}
    return "word", varints([len(words)]) + _texts(words) + varints([place[text] for text in texts])


def _joint(columns: tuple[Column, ...], values: Sequence[tuple[Any, ...]]) -> tuple[list[dict[str, Any]], bytes]:
    """Give the records that there are once, as columns, and the place of each."""
    rows = sorted(set(values))
    place = {row: number for number, row in enumerate(rows)}
    heads, bodies = zip(
        *(_column(each, [row[number] for row in rows]) for number, each in enumerate(columns)), strict=True
    )
    return list(heads), varints([len(rows)]) + b"".join(bodies) + varints([place[value] for value in values])


def _units(text: str) -> int:
    """Give the length of a text as JavaScript counts: in units of UTF-16."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le")) // 2
