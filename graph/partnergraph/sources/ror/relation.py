"""Relations of ROR: what one body is to another, written when all records are read.

A parent is the body above (``org:subOrganizationOf``), a successor what came out of a change (``pg:Succession``), and a
related body is related (``dcterms:relation``). Both sides of a relation tell it: a parent and a change are written
once, and that two bodies are related is said from each side that tells it, so that it is found from there. A relation
to a body that no record tells of is left out and counted.
"""

from collections.abc import Iterator

from partnergraph.loading.ledger import Place, Skip
from partnergraph.loading.notation import EVIDENCE, A, named, say, term
from partnergraph.sources.ror import body
from partnergraph.sources.ror.record import Record
from partnergraph.sources.scribe import Scribe

_ABOVE, _RELATED = term("org:subOrganizationOf"), term("dcterms:relation")
_CHANGE = term("pg:Succession")
_BEFORE, _AFTER = term("org:originalOrganization"), term("org:resultingOrganization")
_LABEL = term("skos:prefLabel")
REPEATED = "repeats the identifier of a record before it"
"""Why a record is left out."""


class Relations:
    """The relations between the records of one import."""

    def __init__(self, scribe: Scribe) -> None:
        self._scribe = scribe
        self._names = dict[str, str]()
        self._parents = dict[str, set[str]]()
        self._ties = list[tuple[str, str, str, str, int]]()

    def book(self, record: Record) -> str:
        """Take down what a record says of others; give the reason why it is left out, "" if it is not."""
        if record.ror in self._names:
            return REPEATED
        shown = next((each.words for each in record.names if "ror_display" in each.kinds), record.ror)
        self._names[record.ror] = shown
        scribe = self._scribe
        self._ties += [(record.ror, kind, other, scribe.evidence(), scribe.row) for kind, other in record.relations]
        return ""

    def texts(self) -> Iterator[str]:
        """Give the relations."""
        for one, kind, other, evidence, row in self._ties:
            if one == other:
                self._leave(row, "is a relation of a body to itself", one)
            elif other not in self._names:
                self._leave(row, "is a relation to a body that no record tells of", other)
            else:
                yield self._tie(one, kind, other, evidence, row)

    def _tie(self, one: str, kind: str, other: str, evidence: str, row: int) -> str:
        mine, others = body.node(self._scribe, one), body.node(self._scribe, other)
        if kind in {"parent", "child"}:
            return self._step(mine, others, row) if kind == "parent" else self._step(others, mine, row)
        if kind == "successor":
            return self._change(one, other, evidence)
        if kind == "predecessor":
            return self._change(other, one, evidence)
        return say(mine, (_RELATED, others))

    def _step(self, below: str, above: str, row: int) -> str:
        """Give the tie of a body to its parent, unless the parent is itself below it."""
        if above in self._parents.get(below, ()):
            return ""
        if self._is_above(below, above):
            self._leave(row, "is a parent that is a part of the body itself", above)
            return ""
        self._parents.setdefault(below, set()).add(above)
        return say(below, (_ABOVE, above))

    def _is_above(self, one: str, other: str) -> bool:
        """Say whether a body is above another one, at any distance."""
        seen, rest = set[str](), [other]
        while rest:
            each = rest.pop()
            if each == one:
                return True
            if each not in seen:
                seen.add(each)
                rest += self._parents.get(each, ())
        return False

    def _change(self, old: str, new: str, evidence: str) -> str:
        change = term(f"change:ror-{body.code(old)}-{body.code(new)}")
        before, after = body.node(self._scribe, old), body.node(self._scribe, new)
        label = named(f"{self._names[new]} succeeds {self._names[old]}")
        first = (
            [(A, _CHANGE), (_LABEL, label), (_BEFORE, before), (_AFTER, after)] if self._scribe.first(change) else []
        )
        return say(change, *first, (EVIDENCE, evidence))

    def _leave(self, row: int, reason: str, value: str) -> None:
        self._scribe.ledger.note(Skip(Place(self._scribe.file, "", row, "relationships"), reason, value))
