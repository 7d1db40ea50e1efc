"""Projects of CORDIS by their grant number, or by their record number where a table tells no other."""

from partnergraph.loading.notation import EVIDENCE, OTHER, A, dated, named, say, slug, term, text, typed
from partnergraph.sources import cell
from partnergraph.sources.cordis import programme
from partnergraph.sources.scribe import Scribe
from partnergraph.vocab import ID

PROJECT = term("pg:Project")
_GRANT, _RCN, _SAME = term("frapo:hasProjectIdentifier"), term("pg:rcn"), term("owl:sameAs")
_START, _END = term("schema:startDate"), term("schema:endDate")
_COST, _PAID = term("pg:totalCost"), term("pg:euContribution")
_CALL, _TOPIC = term("pg:call"), term("pg:callTopic")
_STATE, _HOME = term("org:classification"), term("foaf:homepage")
_STATES = {
    word: term(f"pg:status-{state}")
    for word, state in (
        ("SIGNED", "signed"),
        ("ONG", "signed"),
        ("CLOSED", "closed"),
        ("CLO", "closed"),
        ("TERMINATED", "terminated"),
    )
}
_OWN = f"<{ID}project/cordis-"
_TITLE_OF = {_START: "start", _END: "end", _COST: "total cost", _PAID: "EU contribution"}
_COLUMNS = {_START: "start", _END: "end", _COST: "cost", _PAID: "contribution"}
REPEATED = "repeats a row of the same file"
"""Why a row is left out."""


class Projects:
    """The projects of one import; of a grant number that stands twice, each later row is one side of a disagreement."""

    def __init__(self, scribe: Scribe) -> None:
        self._scribe = scribe
        self._told = dict[str, tuple[str, ...]]()
        self._values = dict[str, dict[str, str]]()
        self._frames = dict[tuple[str, ...], list[tuple[str, str]]]()

    def term(self, grant: str, record: str) -> str:
        """Give the name of the node of a project, "" where it has no number at all."""
        known = self._scribe.known
        if grant:
            return known.grants.get(grant) or own(grant)
        return (known.records.get(record) or term(f"project:cordis-rcn-{record}")) if record else ""

    def mention(self, subject: str, grant: str, record: str) -> str:
        """Give what is stated of a project that so far is only spoken of."""
        if not self._scribe.first(subject):
            return ""
        self._scribe.mention(subject, grant or record, PROJECT)
        return say(subject, *_numbers(grant, record, ""), (EVIDENCE, self._scribe.evidence()))

    def write(self, subject: str, cells: tuple[str, ...]) -> str:
        """Give what a row says of a project; nothing where a row before it said the same."""
        grant, record, acronym, title, *_, page, doi = cells
        if self._told.get(subject) == cells:
            return ""
        values = self._dated(cells)
        if subject in self._told:
            return self._differing(subject, record, values)
        self._told[subject], self._values[subject] = cells, values
        self._scribe.first(subject)
        if record:
            self._scribe.known.records.setdefault(record, subject)
        evidence = (EVIDENCE, self._scribe.evidence())
        frame, ties = self._frame(cells)
        own_node = subject.startswith(_OWN)
        if not own_node:  # somebody else described it; what the two may disagree on is theirs
            return frame + say(subject, *_numbers(grant, record, doi), *ties, evidence)
        acronym, title = cell.repaired(acronym).strip(), " ".join(cell.repaired(title).split())
        names = self._scribe.name(subject, acronym or title or grant or record, grant or record)
        if title and title != acronym:
            names.append((OTHER, named(title)))
        if address := page and cell.address(page):
            ties.append((_HOME, f"<{address}>"))
        told = _numbers(grant, record, doi)
        return frame + say(subject, (A, PROJECT), *names, *told, *values.items(), *ties, evidence)

    def _dated(self, cells: tuple[str, ...]) -> dict[str, str]:
        """Give days and money of a row; what is none is noted."""
        found: dict[str, str] = {}
        for about, words in zip((_START, _END), cells[5:7], strict=True):
            if words and words not in cell.MISSING:
                if day := cell.day(words):
                    found[about] = dated(day)
                else:
                    self._scribe.note(_COLUMNS[about], "is no day of 1900 to 2199; write it as 2017-09-30", words)
        for about, words in zip((_COST, _PAID), cells[7:9], strict=True):
            if words and words not in cell.MISSING:
                if number := cell.number(words):
                    found[about] = typed(number, "decimal")
                else:
                    self._scribe.note(_COLUMNS[about], cell.NO_NUMBER, words)
        return found

    def _frame(self, cells: tuple[str, ...]) -> tuple[str, list[tuple[str, str]]]:
        """Give what a project stands in: call, topics, programmes, scheme and state; new ones with their lines."""
        status, legal, topics, framework, call, sub_call, scheme = cells[4], *cells[9:15]
        ties = [(_CALL, text(each)) for each in (call, sub_call) if each]
        ties += [(_TOPIC, text(each.strip())) for each in topics.split(";") if each.strip()]
        frame = status, legal, framework, scheme
        if frame in self._frames:
            return "", [*ties, *self._frames[frame]]
        lines, self._frames[frame] = self._written(*frame)
        return lines, [*ties, *self._frames[frame]]

    def _written(self, status: str, legal: str, framework: str, scheme: str) -> tuple[str, list[tuple[str, str]]]:
        """Give what is stated of programmes and scheme that are new, and what ties projects to them."""
        lines, ties = list[str](), list[tuple[str, str]]()
        for code in [*legal.split(";"), framework]:
            if code.strip():
                node, told = programme.write(self._scribe, code.strip())
                lines.append(told)
                ties.append((programme.PROGRAMME, node))
        if scheme:
            node, told = programme.scheme(self._scribe, scheme)
            lines.append(told)
            ties.append((programme.SCHEME, node))
        if state := _STATES.get(status.upper()):
            ties.append((_STATE, state))
        return "".join(lines), ties

    def _differing(self, subject: str, record: str, values: dict[str, str]) -> str:
        """Give what a second row on a project says otherwise, each value as a statement of its own."""
        scribe, parts = self._scribe, []
        first = self._values[subject]
        for about, value in values.items():
            if first.setdefault(about, value) != value:
                node = term(f"statement:cordis-{slug(scribe.evidence().rpartition('/')[2])}-{slug(_TITLE_OF[about])}")
                kind = "pg:valueNumber" if about in (_COST, _PAID) else "pg:value"
                parts.append(
                    say(
                        node,
                        (A, term("pg:Statement")),
                        (term("skos:prefLabel"), named(f"{_TITLE_OF[about]} by record {record or scribe.row}")),
                        (term("pg:subject"), subject),
                        (term("pg:property"), about),
                        (term(kind), value),
                        (EVIDENCE, scribe.evidence()),
                    )
                )
        more = [(_RCN, text(record))] if record else []
        return "".join(parts) + say(subject, *more, (EVIDENCE, scribe.evidence()))


def own(grant: str) -> str:
    """Give the name of a project that is known from CORDIS alone.

    >>> own("755523")
    '<https://w3id.org/partnergraph/id/project/cordis-755523>'
    """
    return f"<{ID}project/cordis-{grant if grant.isdigit() else slug(grant)}>"


def _numbers(grant: str, record: str, doi: str) -> list[tuple[str, str]]:
    found = [(_RCN, text(record))] if record else []
    if grant:
        found += [(_GRANT, text(grant)), (_SAME, f"<https://cordis.europa.eu/project/id/{slug(grant)}>")]
    return [*found, (_SAME, f"<https://doi.org/{doi}>")] if doi.startswith("10.") and " " not in doi else found
