"""Reading CORDIS: all tables of some archives, in the order that they need, as N-Triples with counts that add up."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from partnergraph.errors import InputError
from partnergraph.loading import ledger
from partnergraph.loading.notation import EVIDENCE, escaped
from partnergraph.sources import dialect
from partnergraph.sources.cordis import book, layout, programme, subject
from partnergraph.sources.cordis.body import PERSON, Bodies, is_code
from partnergraph.sources.cordis.layout import Bound, Layout
from partnergraph.sources.cordis.participation import REPEATED, Participations
from partnergraph.sources.cordis.project import Projects
from partnergraph.sources.scribe import Scribe
from partnergraph.storage.archive import Member

Cells = tuple[str, ...]
_FIELDS = "has another number of fields than the header"
_NO_NUMBER = "has no number of a project"
_NO_CODE = "has no code of a body"
_NOT_READ = "is no table of projects, bodies, programmes or topics"
_STEP = 1000
_TEXTS = (".csv", ".tsv", ".txt")
_UNTOLD, _UNSAID = ("",) * 9, ("",) * 6  # of a body and of its part, where a table tells only who


@dataclass(frozen=True, slots=True)
class Table:
    """A table to read: the file, how it is written, and what it is."""

    member: Member
    dialect: dialect.Dialect
    layout: Layout


class Reader:
    """One import of CORDIS: ``texts`` gives it as N-Triples, a row or a little more at a time.

    ``outdated`` are, when all is read, names that the store has and that were only numbers.
    """

    def __init__(self, scribe: Scribe, *, persons: bool = False) -> None:
        self._scribe = scribe
        self._projects, self._bodies = Projects(scribe), Bodies(scribe, persons=persons)
        self._parts = Participations(scribe)
        self._at: Cells = ()
        self._met = dict[str, tuple[Cells, str, str]]()
        self._node = self._number = self._tail = ""
        self._fresh: tuple[str, str] | None = None
        self._ties = dict[Cells, list[str]]()
        self._writers: dict[str, Callable[[Cells], str]] = {
            layout.PROJECTS.name: self._project,
            layout.BODIES.name: self._body,
            layout.PARTICIPATIONS.name: self._participation,
            layout.EDGES.name: self._edge,
            layout.TOPICS.name: self._topic,
            layout.LEGAL.name: self._legal,
            layout.SCIENCE.name: self._science,
        }

    def texts(self, members: Iterable[Member]) -> Iterator[str]:
        """Give all that the files say; ``InputError`` names the one that cannot be read, or that none is of CORDIS."""
        tables = list(self._tables(members))
        order = {each.name: place for place, each in enumerate(layout.LAYOUTS)}
        for table in sorted(tables, key=lambda table: order[table.layout.name]):
            yield from self._table(table)
        yield self._scribe.rest()

    def _tables(self, members: Iterable[Member]) -> Iterator[Table]:
        found, names = False, []
        for member in members:
            names.append(member.name)
            if (not member.kind and not member.name.lower().endswith(_TEXTS)) or member.kind not in ("", "xlsx"):
                self._leave(member.name, _NOT_READ)
                continue
            how = book.of(member) if member.kind else dialect.of(member)
            what = layout.of(how.header)
            if what is None:
                self._leave(member.name, _NOT_READ)
                continue
            found = True
            yield Table(member, how, what)
        if not found:
            raise InputError(
                f"{', '.join(names[:3]) or 'nothing'}: holds no table of CORDIS; give an official zip or its files"
            )

    def _leave(self, name: str, reason: str, column: str = "") -> None:
        self._scribe.ledger.note(ledger.Skip(ledger.Place(name, "", 1 if column else 0, column), reason))

    def _table(self, table: Table) -> Iterator[str]:
        name, scribe = table.member.name, self._scribe
        bound = layout.bind(table.layout, table.dialect.header, name)
        for column in bound.unknown:
            self._leave(name, "is a column that nobody asked for", column)
        self._ties.clear()
        source = scribe.begin(name, table.dialect.digest, table.layout.name, bound.titles)
        rows = self._rows(table, bound, self._writers[table.layout.name])
        if first := next(rows, ""):  # a table without rows is the source of nothing
            yield source + first
        yield from rows

    def _rows(self, table: Table, bound: Bound, write: Callable[[Cells], str]) -> Iterator[str]:
        """Give the text of each row; one that says nothing has booked itself as left out."""
        scribe, pick, wanted, name = self._scribe, bound.pick, len(table.dialect.header), table.member.name
        source = book.rows if table.member.kind else dialect.rows
        taken = 0
        for scribe.row, cells in source(table.member, table.dialect):
            if len(cells) != wanted:
                scribe.skip(_FIELDS)
                continue
            cells.append("")
            picked = pick(cells)
            scribe.come(scribe.row, picked)
            if lines := write(picked):
                taken += 1
                if taken == _STEP:
                    scribe.ledger.take(name, taken)
                    taken = 0
                yield lines
        scribe.ledger.take(name, taken)

    def _project(self, cells: Cells) -> str:
        grant, record = cells[0].strip(), cells[1].strip()
        node = self._projects.term(grant, record)
        lines = node and self._projects.write(node, (grant, record, *cells[2:]))
        if not lines:
            self._scribe.skip("repeats a row on the same project" if node else _NO_NUMBER)
            return ""
        return lines + self._scribe.proof()

    def _body(self, cells: Cells) -> str:
        cells = (cells[0].strip(), *cells[1:])
        if not self._is_admitted(cells):
            return ""
        lines = self._bodies.write(self._bodies.term(cells[0]), cells)
        if not lines:
            self._scribe.skip("repeats a row on the same body")
            return ""
        self._met.setdefault(cells[0], (cells, self._bodies.term(cells[0]), self._bodies.label(cells[0])))
        return lines + self._scribe.proof()

    def _is_admitted(self, body: Cells) -> bool:
        if not is_code(body[0]):
            self._scribe.skip(_NO_CODE)
            return False
        if self._bodies.is_left_out(body):
            self._scribe.skip(PERSON)
            return False
        return True

    def _participation(self, cells: Cells) -> str:
        if cells[:3] != self._at:
            self._come_to(cells[:3])
        return self._part(cells[3:13], cells[13:])

    def _edge(self, cells: Cells) -> str:
        if (at := ("", cells[0], "")) != self._at:
            self._come_to(at)
        return self._part((cells[1].strip(), *_UNTOLD), _UNSAID)

    def _come_to(self, at: Cells) -> None:
        """Remember the project that the row at hand and those after it are on."""
        grant, record, acronym = (each.strip() for each in at)
        self._at = at
        self._node = self._projects.term(grant, record)
        self._number = grant or f"rcn-{record}"
        self._tail = f" in {escaped(acronym or grant or record)}"
        self._fresh = (grant, record) if self._node else None

    def _part(self, told: Cells, part: Cells) -> str:
        """Give a row that ties a body to the project at hand."""
        node = self._node
        if not node:
            self._scribe.skip(_NO_NUMBER)
            return ""
        code, lines = told[0], ""
        known = self._met.get(code)
        if known is None or known[0] != told:
            if not self._is_admitted(told):
                return ""
            body = self._bodies.term(code)
            if known is None or told[1:] != _UNTOLD:
                lines = self._bodies.write(body, told)
            known = self._met[code] = told, body, self._bodies.label(code)
        _, body, label = known
        ties = self._parts.write(f'"{label}{self._tail}"@en', body, node, f"{self._number}-{code}", part)
        if not ties:
            self._scribe.skip(REPEATED)
            return ""
        first = ""
        if self._fresh:
            first, self._fresh = self._projects.mention(node, *self._fresh), None
        return f"{first}{lines}{ties}{self._scribe.proof()}"

    def _topic(self, cells: Cells) -> str:
        return self._tie(cells, subject.call, subject.ABOUT, subject.CALL_TOPIC)

    def _legal(self, cells: Cells) -> str:
        return self._tie(cells, programme.write, programme.PROGRAMME)

    def _science(self, cells: Cells) -> str:
        return self._tie(cells, subject.science, subject.ABOUT)

    def _tie(self, cells: Cells, write: Callable[..., tuple[str, str]], about: str, coded: str = "") -> str:
        """Give a row that ties a project to a subject or programme, and under ``coded`` to its code."""
        grant, lines = cells[0].strip(), ""
        if not grant:
            self._scribe.skip(_NO_NUMBER)
            return ""
        if (ties := self._ties.get(cells[1:])) is None:
            code, *words = (each.strip() for each in cells[1:])
            node, lines = write(self._scribe, code, *words)
            ties = ["", f" {about} {node} .\n"]
            if coded and code and code.isascii() and '"' not in code and "\\" not in code:
                ties.append(f' {coded} "{code}" .\n')
            self._ties[cells[1:]] = ties
        scribe, project = self._scribe, self._projects.term(grant, "")
        mention = self._projects.mention(project, grant, "")
        said = project.join([*ties, f" {EVIDENCE} {scribe.evidence()} .\n"])
        return f"{mention}{lines}{said}{scribe.proof()}"
