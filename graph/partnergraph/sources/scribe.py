"""The scribe: what one import has written so far, and the evidence of the row at hand.

Each thing is described once, by the first row that tells of it; what later rows add is added. What is named by nobody
to the end is called by its number.

A table of a release is a source, named by release and table, and a row is evidence, named by that and by what it says:
the same row of the next release has the same name, and its links stay. Which version of the table it is, on which day
it was read and where in it the row stands are those of the release at hand.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import blake2b

from partnergraph import country
from partnergraph.loading.ledger import Ledger, Place, Skip
from partnergraph.loading.notation import EVIDENCE, NAME, A, named, say, slug, term, text, typed
from partnergraph.loading.release import TOGETHER
from partnergraph.sources import cell
from partnergraph.sources.known import Known

_EVIDENCE = f" {A} {term('pg:Evidence')} .\n"
_SOURCE, _ROW, _READ = (f" {term(name)} " for name in ("dcterms:source", "pg:row", "prov:generatedAtTime"))
_NUMBER = typed("", "positiveInteger")[1:]  # what follows the digits
_PLACE, _COUNTRY, _IDENTIFIER = term("pg:Place"), term("schema:addressCountry"), term("dcterms:identifier")
_PAGE = term("schema:url")
_MARK = 6  # bytes by which the rows of a table are told apart; were two of them alike, the second would be numbered


@dataclass(frozen=True, slots=True)
class Publisher:
    """Who publishes what is imported: a word for IRIs, the name, who is to be credited, licence and page (IRIs)."""

    slug: str
    name: str
    credit: str
    licence: str
    page: str


CORDIS = Publisher(
    "cordis",
    "CORDIS",
    "CORDIS, European Union",
    "https://creativecommons.org/licenses/by/4.0/",
    "https://cordis.europa.eu/",
)
ROR = Publisher(
    "ror",
    "Research Organization Registry",
    "Research Organization Registry (ROR)",
    "https://creativecommons.org/publicdomain/zero/1.0/",
    "https://ror.org/",
)


class Scribe:
    """Writes statements, each with the evidence of the row it stands in.

    ``release`` names the release that is read; without one evidence is named by the hash of its file.
    ``named`` are the names of things, ``unnamed`` those that have none yet, with their number and class;
    ``outdated`` are names that were only numbers and have a better one now.
    """

    def __init__(self, publisher: Publisher, known: Known, ledger: Ledger, read_on: str, release: str = "") -> None:
        self.publisher, self.known, self.ledger = publisher, known, ledger
        self.named, self.unnamed = dict[str, str](), dict[str, tuple[str, str]]()
        self.outdated: list[tuple[str, str]] = []
        self.row, self.file = 0, ""
        self._titles: Mapping[str, str] = {}
        self._read = f"{_READ}{typed(f'{read_on}T00:00:00Z', 'dateTime')} .\n"
        self._written = set[str]()
        self._countries = dict[str, list[tuple[str, str]]]()
        self._towns = dict[tuple[str, str], str]()
        self._release = release.replace(TOGETHER, ".")
        self._stems, self._marks = Counter[str](), Counter[str]()
        self._stem = self._source = self._it = ""

    def begin(self, file: str, digest: str, table: str, titles: Mapping[str, str] | None = None) -> str:
        """Begin the file of a table, with its words for columns where they are others; give what it is as a source."""
        self.file, self.row, self._titles = file, 0, titles or {}
        by = self.publisher
        name = f"{self._release}.{slug(table)}" if self._release else f"{by.slug}-{digest[:12]}"
        self._stems[name] += 1
        if self._stems[name] > 1:
            name += f"-{self._stems[name]}"
        self._marks.clear()
        self._stem = term(f"evidence:{name}.")[:-1]
        source = term(f"source:{name}")
        self._source = f"{_SOURCE}{source} .\n"
        parts = file.replace("\\", "/").split("/")
        title = "/".join(parts[-2:]) if len(parts) > 1 and parts[-2].lower().endswith(".zip") else parts[-1]
        return say(
            source,
            (A, term("pg:Source")),
            (term("dcterms:title"), named(f"{by.name}: {title}")),
            (term("pg:sha256"), text(digest)),
            (term("dcterms:license"), f"<{by.licence}>"),
            (term("schema:creditText"), text(by.credit)),
            (_PAGE, f"<{by.page}>"),
        )

    def come(self, row: int, cells: Iterable[str]) -> None:
        """Come to a row, by its number and by what tells it from others; alike ones are numbered."""
        self.row = row
        mark = blake2b("\x1f".join(cells).encode("utf-8", "surrogatepass"), digest_size=_MARK).hexdigest()
        self._marks[mark] += 1
        number = self._marks[mark]
        self._it = f"{self._stem}{mark}>" if number == 1 else f"{self._stem}{mark}-{number}>"

    def evidence(self) -> str:
        """Give the name of the evidence that the row at hand is."""
        return self._it

    def proof(self) -> str:
        """Give what is stated of the evidence that the row at hand is."""
        it = self._it
        return f'{it}{_EVIDENCE}{it}{self._source}{it}{_ROW}"{self.row}{_NUMBER} .\n{it}{self._read}'

    def first(self, subject: str) -> bool:
        """Say whether nothing was written of a thing before, and remember that it is now."""
        if subject in self._written:
            return False
        self._written.add(subject)
        return True

    def name(self, subject: str, words: str, number: str = "") -> list[tuple[str, str]]:
        """Give the statement of a name, if the thing has none; a name that was only its number gives way."""
        before = self.known.names.get(subject)
        self.named[subject] = words
        if before is not None and before != words:
            if before != number:
                self.named[subject] = before
                return [(term("skos:altLabel"), named(words))]
            self.outdated.append((subject, before))
        return [(NAME, named(words))]

    def mention(self, subject: str, number: str, kind: str) -> None:
        """Remember a thing that a row speaks of by its number alone."""
        if subject not in self.named and subject not in self.unnamed and subject not in self.known.names:
            self.unnamed[subject] = number, kind

    def rest(self) -> str:
        """Give what is to be said of things that no row named: class and number."""
        return "".join(
            say(subject, (A, kind), (NAME, named(number)))
            for subject, (number, kind) in self.unnamed.items()
            if subject not in self.named
        )

    def countries(self, words: str) -> list[tuple[str, str]]:
        """Give the entries of the countries that a cell tells, with what is stated of those that are new."""
        told = self._countries.get(words)
        if told is None:
            told = [(entry, self._country(entry)) for entry in cell.countries(words)]
            self._countries[words] = [(entry, "") for entry, _ in told]
        return told

    def _country(self, entry: str) -> str:
        subject = term(f"country:{entry}")
        if not self.first(subject):
            return ""
        code = country.codes()[entry]
        _, name = country.entries()[code]
        return say(
            subject, (A, _PLACE), *self.name(subject, name), (_IDENTIFIER, text(code)), (EVIDENCE, self.evidence())
        )

    def town(self, words: str, entry: str) -> tuple[str, str]:
        """Give a town as a place in a country, and what is stated of it where it is new; both "" where it is none."""
        if (known := self._towns.get((words, entry))) is not None:
            return known, ""
        given, words = words, cell.repaired(words).strip()
        found = slug(words)
        subject = term(f"place:{self.publisher.slug}-{entry.lower()}-{found}") if found and entry else ""
        self._towns[given, entry] = subject
        if not subject:
            return "", ""
        if not self.first(subject):
            return subject, ""
        name = words.title() if words.isupper() else words
        lines = (A, _PLACE), *self.name(subject, name), (_COUNTRY, term(f"country:{entry}"))
        return subject, say(subject, *lines, (EVIDENCE, self.evidence()))

    def note(self, column: str, reason: str, value: str, *, kept: bool = False) -> None:
        """Book a cell that was left out of a row that is taken, or ``kept`` as something else."""
        place = Place(self.file, "", self.row + 1, self._titles.get(column, column))
        self.ledger.note(Skip(place, reason, value, kept))

    def skip(self, reason: str) -> None:
        """Book the row at hand as left out; its words are not kept, they may be a person's name."""
        self.ledger.skip(Skip(Place(self.file, "", self.row + 1), reason))
