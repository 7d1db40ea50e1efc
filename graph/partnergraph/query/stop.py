"""Stop: the token of a query that does not fit, with what stands around it."""

from collections.abc import Sequence
from functools import cached_property

from partnergraph.query.sparql import Token

Mistake = tuple[int, str]
"""The position of a mistake in the text, and what is wrong."""

NOTHING = Token("", "", 0)
PAIRS = {"}": "{", ")": "(", "]": "["}
TERMS = frozenset({"blank", "iri", "number", "prefixed", "string", "variable"})


class Stop:
    """The place in a query where it stops making sense: ``token``, with ``end`` as its kind behind the last one.

    >>> from partnergraph.query.sparql import tokens
    >>> stop = Stop(list(tokens("ASK { ?s FILTER ?p }")), 4)
    >>> stop.token.text, stop.back().text, stop.word(1), stop.inside.text
    ('?p', 'FILTER', 'FILTER', '{')
    """

    def __init__(self, found: Sequence[Token], index: int, text: str = "") -> None:
        self.text = text
        self.found = found
        self.index = index
        end = found[-1].start + len(found[-1].text) if found else 0
        self.token = found[index] if index < len(found) else Token("end", "", end)

    def back(self, number: int = 1) -> Token:
        """Give the token so many before this one, or ``NOTHING``."""
        return self.found[self.index - number] if number <= self.index else NOTHING

    def ahead(self, number: int = 1) -> Token:
        """Give the token so many behind this one, or ``NOTHING``."""
        return self.found[self.index + number] if self.index + number < len(self.found) else NOTHING

    def word(self, number: int = 0) -> str:
        """Give a word before this token, or this one, in capital letters; nothing where it is no word."""
        token = self.back(number) if number else self.token
        return token.text.upper() if token.kind == "word" else ""

    @cached_property
    def opened(self) -> list[int]:
        """The indexes of the brackets that are open here, the innermost last."""
        opened: list[int] = []
        for index, token in enumerate(self.found[: self.index]):
            if token.text in PAIRS.values():
                opened.append(index)
            elif token.text in PAIRS and opened:
                opened.pop()
        return opened

    @property
    def inside(self) -> Token:
        """The innermost bracket that is open here."""
        return self.found[self.opened[-1]] if self.opened else NOTHING

    @property
    def function(self) -> str:
        """The word before the innermost open bracket, in capital letters."""
        before = self.opened[-1] - 1 if self.opened else -1
        return self.found[before].text.upper() if before >= 0 and self.found[before].kind == "word" else ""

    def level(self) -> list[Token]:
        """Give the tokens before this one that lie in the same bracket, without what is bracketed among them."""
        start, depth = (self.opened[-1] + 1 if self.opened else 0), 0
        tokens = []
        for token in self.found[start : self.index]:
            depth -= token.text in PAIRS
            if not depth:
                tokens.append(token)
            depth += token.text in PAIRS.values()
        return tokens
