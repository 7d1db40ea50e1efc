"""Participations: that a body takes part in a project, as what, for which money, until when."""

import re
from functools import lru_cache

from partnergraph.loading.notation import EVIDENCE, NAME, A, named, slug, term, typed
from partnergraph.sources import cell
from partnergraph.sources.scribe import Scribe
from partnergraph.vocab import ID

REPEATED = "repeats a row on the same body, project and role"
"""Why a row is left out."""

_END = " .\n"
_KIND = f" {A} {term('pg:Participation')}{_END}"
_LABEL, _MEMBER, _IN, _PROOF = (f" {each} " for each in (NAME, term("org:member"), term("org:organization"), EVIDENCE))
_AS, _PAID, _NET, _COST, _SME, _ENDED, _NOTE = (
    f" {term(name)} "
    for name in ("org:role", "pg:euContribution", "pg:netEuContribution", "pg:participationCost", "pg:sme",
                 "pg:participationEnded", "skos:note")
)  # fmt: skip
_DECIMAL, _BOOLEAN = typed("", "decimal")[1:], typed("", "boolean")[1:]
_COLUMNS = {_PAID: "contribution", _NET: "net", _COST: "cost"}
_OWN = f"<{ID}participation/cordis-"
_WORD = re.compile("[^A-Za-z]")
_ROLES = {
    name.replace("-", ""): term(f"pg:role-{name}")
    for name in ("coordinator", "participant", "partner", "associated-partner", "third-party", "international-partner")
}


class Participations:
    """The participations of one import, each told apart by body, project and role."""

    def __init__(self, scribe: Scribe) -> None:
        self._scribe = scribe
        self._seen = dict[str, str]()

    def write(self, label: str, body: str, project: str, key: str, cells: tuple[str, ...]) -> str:
        """Give what a row says of a participation, "" where a row before it was on the same.

        ``label`` is a literal; ``key`` is made of the project's number and the code of the body; ``cells`` are role,
        SME, EU contribution, net contribution, total cost, end of participation.
        """
        role, sme, paid, net, cost, ended = cells
        scribe, evidence = self._scribe, self._scribe.evidence()
        word, rest = _rest(role, sme, ended)
        more = self._more(key, word)
        if more is None:
            return ""
        if scribe.known.parts and not more and (known := scribe.known.parts.get((body, project))):
            return f"{known}{_PROOF}{evidence} .\n"
        if word and word not in _ROLES:
            scribe.note("role", "is no role that is known; it is kept as a note", role, kept=True)
        parts = ["", _KIND, f"{_LABEL}{label}{_END}", f"{_MEMBER}{body}{_END}", f"{_IN}{project}{_END}",
                 f"{_PROOF}{evidence}{_END}", *rest]  # fmt: skip
        if paid:
            parts += self._money(_PAID, paid)
        if net:
            parts += self._money(_NET, net)
        if cost:
            parts += self._money(_COST, cost)
        return f"{_OWN}{key}{more}>".join(parts)  # the subject before each of them

    def _more(self, key: str, word: str) -> str | None:
        """Give what tells a participation from another one of the same body, None where it is the same one."""
        seen = self._seen
        if key not in seen:
            seen[key] = word
            return ""
        more = f"-{slug(word) or 'other'}"  # the same body once more: in another role it is another part
        if seen[key] == word or f"{key}{more}" in seen:
            return None
        seen[f"{key}{more}"] = word
        return more

    def _money(self, about: str, words: str) -> tuple[str, ...]:
        number = cell.number(words)
        if number is not None:
            return (f'{about}"{number}{_DECIMAL}{_END}',)
        if words not in cell.MISSING:
            self._scribe.note(_COLUMNS[about], cell.NO_NUMBER, words)
        return ()


@lru_cache(maxsize=1 << 10)
def _rest(role: str, sme: str, ended: str) -> tuple[str, tuple[str, ...]]:
    """Give the word for a role, and what is stated of who has it; most rows are one of a dozen."""
    word = _WORD.sub("", role).lower()
    known = f"{_AS}{_ROLES[word]}{_END}" if word in _ROLES else f"{_NOTE}{named(f'Role: {role}.')}{_END}"
    rest = [known] if word else []
    for about, words in ((_SME, sme), (_ENDED, ended)):
        if words and (said := cell.truth(words)) is not None:
            rest.append(f'{about}"{str(said).lower()}{_BOOLEAN}{_END}')
    return word, tuple(rest)
