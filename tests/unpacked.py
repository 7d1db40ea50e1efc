"""Packed columns read in Python, so that tests compare what was packed with what comes out."""

import base64
import gzip
import json
from typing import Any


class Reader:
    """A place in bytes, and what can be read from there on."""

    def __init__(self, data: bytes) -> None:
        self.data, self.at = data, 0

    def varint(self) -> int:
        """Read a number."""
        value = shift = 0
        while True:
            byte = self.data[self.at]
            self.at += 1
            value |= (byte & 0x7F) << shift
            shift += 7
            if byte < 0x80:
                return value

    def varints(self, count: int) -> list[int]:
        """Read some numbers."""
        return [self.varint() for _ in range(count)]

    def text(self, length: int) -> str:
        """Read so many bytes as text."""
        self.at += length
        return self.data[self.at - length : self.at].decode()

    def texts(self, count: int) -> list[str]:
        """Read texts that share their beginnings; lengths count units of UTF-16."""
        shared, lengths = self.varints(count), self.varints(count)
        rest, before, found = self.text(self.varint()).encode("utf-16-le"), b"", []
        for kept, length in zip(shared, lengths, strict=True):
            before = before[: 2 * kept] + rest[: 2 * length]
            rest = rest[2 * length :]
            found.append(before.decode("utf-16-le"))
        return found

    def column(self, head: dict[str, Any], count: int) -> list[Any]:
        """Read one column."""
        if head["form"] == "whole":
            steps, values = self.varints(count), [0]
            for step in steps:
                values.append(values[-1] + (step >> 1 ^ -(step & 1)))
            return [value / 10 ** head["decimals"] for value in values[1:]]
        if head["form"] == "text":
            return self.texts(count)
        if head["form"] == "word":
            words = self.texts(self.varint())
            return [words[place] for place in self.varints(count)]
        lengths = self.varints(count)
        every = iter(self.column(head["parts"][0], sum(lengths)))
        return [[next(every) for _ in range(length)] for length in lengths]

    def columns(self, heads: list[dict[str, Any]], count: int) -> dict[str, list[Any]]:
        """Read columns, those that repeat together as one each."""
        found: dict[str, list[Any]] = {}
        for head in heads:
            if head["form"] == "joint":
                known = self.columns(head["parts"], self.varint())
                places = self.varints(count)
                found |= {name: [values[place] for place in places] for name, values in known.items()}
            else:
                found[head["name"]] = self.column(head, count)
        return found


def unpacked(text: str) -> dict[str, list[dict[str, Any]]]:
    """Give the records of each block."""
    reader = Reader(gzip.decompress(base64.b64decode(text)))
    heads = json.loads(reader.text(reader.varint()))
    found = {head["name"]: reader.columns(head["columns"], head["rows"]) for head in heads}
    assert reader.at == len(reader.data)
    return {
        head["name"]: [
            {name: values[row] for name, values in found[head["name"]].items()} for row in range(head["rows"])
        ]
        for head in heads
    }
