"""Participations: that a body takes part in a project, as what, for which money, until when."""

import re

from partnergraph.loading.notation import EVIDENCE, NAME, A, named, slug, term, typed
from partnergraph.sources import cell
from partnergraph.sources.scribe import Scribe
from partnergraph.vocab import ID

REPEATED = "repeats a row on the same body, project and role"
"""Why a row is left out."""

_KIND = f" {A} {term('pg:Participation')} .\n"
_LABEL, _MEMBER, _IN, _PROOF = (f" {each} " for each in (NAME, term("org:member"), term("org:organization"), EVIDENCE))
_AS, _PAID, _NET, _COST, _SME, _ENDED, _NOTE = (
    f" {term(name)} "
    for name in ("org:role", "pg:euContribution", "pg:netEuContribution", "pg:participationCost", "pg:sme",
                 "pg:participationEnded", "skos:note")
)  # fmt: skip
_DECIMAL, _BOOLEAN = typed("", "decimal")[1:], typed("", "boolean")[1:]
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
        word = role if role.isalpha() and role.islower() else _WORD.sub("", role).lower()
        more = self._more(key, word)
        if more is None:
            return ""
        if scribe.known.parts and not more and (known := scribe.known.parts.get((body, project))):
            return f"{known}{_PROOF}{evidence} .\n"
        it = f"{_OWN}{key}{more}>"
        text = (
            f"{it}{_KIND}{it}{_LABEL}{label} .\n{it}{_MEMBER}{body} .\n{it}{_IN}{project} .\n{it}{_PROOF}{evidence} .\n"
        )
        if word:
            text += f"{it}{_AS}{_ROLES[word]} .\n" if word in _ROLES else self._role(it, role)
        for about, words in ((_PAID, paid), (_NET, net), (_COST, cost)):
            if words:
                text += self._money(it, about, words)
        for about, words in ((_SME, sme), (_ENDED, ended)):
            if words and (said := cell.truth(words)) is not None:
                text += f'{it}{about}"{str(said).lower()}{_BOOLEAN} .\n'
        return text

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

    def _role(self, it: str, role: str) -> str:
        self._scribe.note("role", "is no role that is known; kept as a note", role)
        return f"{it}{_NOTE}{named(f'Role: {role}.')} .\n"

    def _money(self, it: str, about: str, words: str) -> str:
        number = cell.number(words)
        if number is not None:
            return f'{it}{about}"{number}{_DECIMAL} .\n'
        if words not in cell.MISSING:
            self._scribe.note(about.rpartition("#")[2].rstrip("> "), "is no number", words)
        return ""
