"""Bodies: the participants of CORDIS by their code (PIC), or by the key that FP7 gives those without one."""

import re

from partnergraph.loading.notation import EVIDENCE, OTHER, A, escaped, named, say, term, text, typed
from partnergraph.sources import cell
from partnergraph.sources.person import is_person
from partnergraph.sources.scribe import Scribe
from partnergraph.vocab import ID, PREFIXES

Cells = tuple[str, ...]
"""Code, name, short name, kind of activity, town, country, region, coordinates, homepage, VAT number."""

PERSON = "is a natural person"
"""Why a row is left out."""

_OPEN = frozenset({"", "PRC", "OTH"})  # kinds of activity under which persons stand; a university is none
_KINDS = {
    "HES": term("pg:University"),
    "PRC": term("pg:Company"),
    "REC": term("pg:ResearchOrganisation"),
    "PUB": term("pg:PublicBody"),
}
_FORMAL, _HOSPITALS = term("org:FormalOrganization"), term("pg:Hospital")
_HOSPITAL = re.compile(
    r"\b(?:hospital|h[oôó]pital|hopitaux|hospice|ospedal|klini[kc]|clinic|krankenhaus|ziekenhuis|sygehus|sjukhus|sykehus|"
    r"nemocnic|szpital|spital|bolnica|k[oó]rh[aá]z)|\b(?:centre hospitalier|azienda ospedaliera)\b",
    re.IGNORECASE,
)
_UNIVERSITY = re.compile(
    r"\b(?:universi|univerz|uniwersytet|hochschule|yliopist|egyetem|sveu[cč]ili|panepisti|politecnic|polytechni)",
    re.IGNORECASE,
)
_LAND = f"<{PREFIXES['country']}"
_DIGITS = 9  # of a PIC
_BODY = f"<{ID}body/"
_KEY = re.compile(r"[0-9a-f]{32}\Z")
_CODE = re.compile(r"[0-9]{9}\Z")
_VAT = re.compile(r"[A-Z]{2}[0-9A-Z]{6,}\Z")
_NAMES = ("pg:pic", "pg:fp7Key", "schema:legalName", "pg:activityType", "schema:addressCountry", "schema:location",
          "pg:nuts", "schema:latitude", "schema:longitude", "foaf:homepage", "schema:vatID")  # fmt: skip
_PIC, _FP7, _LEGAL, _KIND, _COUNTRY, _TOWN, _NUTS, _LATITUDE, _LONGITUDE, _HOME, _VAT_ID = map(term, _NAMES)


class Bodies:
    """The bodies of one import: each is described by the first row that names it."""

    def __init__(self, scribe: Scribe, *, persons: bool = False) -> None:
        self._scribe, self._persons = scribe, persons
        self._told = dict[str, Cells]()
        self._has = dict[str, tuple[str, ...]]()
        self._people = set[str]()
        self._labels = dict[str, str]()

    def is_left_out(self, cells: Cells) -> bool:
        """Say whether a participant is a natural person, who is left out unless asked for."""
        code, name = cells[0], cells[1]
        if self._persons or code in self._told:
            return False
        if cells[3] in _OPEN and name and is_person(name):
            self._people.add(code)
        return code in self._people

    def term(self, code: str) -> str:
        """Give the name of the node of a body."""
        return self._scribe.known.bodies.get(code) or own(code)

    def label(self, code: str) -> str:
        """Give the short name of a body that was written, or its name, its code if it has none; escaped."""
        return self._labels.get(code, code)

    def write(self, subject: str, cells: Cells) -> str:
        """Give what a row says of a body that no row before it said."""
        code = cells[0]
        before = self._told.get(code)
        if before == cells:
            return ""
        if before is None:
            self._told[code] = cells
            self._scribe.mention(subject, code, _FORMAL)
            if label := cells[2] if cells[2] not in cell.MISSING else cells[1]:
                self._labels[code] = escaped(cell.repaired(label).strip())
        parts: list[str] = []
        has = self._has.get(code, ())
        new = self._statements(subject, cells, subject == own(code), parts)
        if has:
            new = [(about, value) for about, value in new if about == OTHER or about not in has]
        self._has[code] = (*has, *[about for about, _ in new])
        return "".join([*parts, say(subject, *new, (EVIDENCE, self._scribe.evidence()))]) if new else ""

    def _statements(self, subject: str, cells: Cells, is_own: bool, parts: list[str]) -> list[tuple[str, str]]:
        """Give the statements of a row, those that only the first describer makes if the node is our own."""
        code, _, _, kind, city, land, nuts, point, page, vat = cells
        found = [(_PIC if _CODE.match(code) else _FP7, text(code))]
        found += self._names(subject, cells, is_own)
        if kind:
            found.append((_KIND, text(kind)))
        if is_own:
            found += self._places(city, land, parts)
            if page and page not in cell.MISSING and (address := cell.address(page)):
                found.append((_HOME, f"<{address}>"))
        if region := cell.region(nuts):
            found.append((_NUTS, text(region)))
        if where := point and cell.point(point):
            found += [(_LATITUDE, typed(where[0], "decimal")), (_LONGITUDE, typed(where[1], "decimal"))]
        return [*found, (_VAT_ID, text(vat))] if vat and vat not in cell.MISSING else found

    def _names(self, subject: str, cells: Cells, is_own: bool) -> list[tuple[str, str]]:
        code, name, short, kind = cells[:4]
        name, short = cell.repaired(name).strip(), cell.repaired(short).strip()
        found: list[tuple[str, str]] = []
        if name:
            first = subject not in self._scribe.named
            if is_own and first:
                found = [(A, _class(name, kind)), *self._scribe.name(subject, name, code), (_LEGAL, text(name))]
            elif is_own or self._scribe.known.names.get(subject) != name:
                found = [] if cell.repaired(self._told[code][1]).strip() == name else [(OTHER, named(name))]
        if short and short.casefold() != name.casefold() and short not in cell.MISSING and not _VAT.match(short):
            found.append((OTHER, named(short)))
        return found

    def _places(self, city: str, land: str, parts: list[str]) -> list[tuple[str, str]]:
        countries = self._scribe.countries(land) if land else []
        found = [(_COUNTRY, f"{_LAND}{entry}>") for entry, _ in countries]
        parts += [lines for _, lines in countries]
        if land and not countries:
            self._scribe.note("country", "is no country that is known; write its two letters of ISO 3166-1", land)
        town, lines = self._scribe.town(city, countries[0][0]) if countries and city else ("", "")
        parts.append(lines)
        return [*found, (_TOWN, town)] if town else found


def own(code: str) -> str:
    """Give the name of a body that is known from CORDIS alone.

    >>> own("999633113")
    '<https://w3id.org/partnergraph/id/body/pic-999633113>'
    """
    return f"{_BODY}{'fp7' if len(code) > _DIGITS else 'pic'}-{code}>"


def is_code(code: str) -> bool:
    """Say whether a word is a PIC, or a key of FP7.

    >>> is_code("999633113"), is_code("35ea424d1d673d0d16b9e573739ac9bc"), is_code("EIBIR")
    (True, True, False)
    """
    return bool(_CODE.match(code) or _KEY.match(code))


def _class(name: str, kind: str) -> str:
    """Give the class of a body: what its name says of hospitals and universities, else its kind of activity."""
    if kind != "PRC" and _HOSPITAL.search(name):
        return _HOSPITALS
    if kind in {"", "OTH", "HES", "REC"} and _UNIVERSITY.search(name):
        return _KINDS["HES"]
    return _KINDS.get(kind, _FORMAL)
