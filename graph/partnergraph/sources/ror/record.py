"""Records of ROR, whichever of its formats they come in: version 2 and 1 of its JSON, and version 2 of its CSV.

https://ror.readme.io/docs/ror-data-structure and https://ror.readme.io/docs/csv-data describe them.
"""

import codecs
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, BinaryIO

from partnergraph.errors import InputError

_HIDDEN = re.compile("[\u200b-\u200f\u202a-\u202e\u2060\ufeff\u00ad]")
_SIGN = re.compile(r"\S")
_PIECE = 1 << 18
_LONGEST = 1 << 22  # signs of a record; the longest has some 100,000
_ALIASES = re.compile(r", (?=[^a-z]|$)(?!(?:Inc|LLC|Ltd|Co|GmbH|S\.|SA|Corp)\b)")
_GROUP = re.compile(r"(?:^|; )([a-z]{2}|no_lang_code): ")


@dataclass(frozen=True, slots=True)
class Name:
    """One name of a body: words, language ("" if none is told), kinds (label, alias, acronym, ror_display)."""

    words: str
    language: str
    kinds: frozenset[str]


@dataclass(frozen=True, slots=True)
class Town:
    """A place of a body by the number of GeoNames: name, country (ISO 3166-1), latitude and longitude as text or ""."""

    number: str
    name: str
    country: str
    latitude: str
    longitude: str


@dataclass(frozen=True, slots=True)
class Record:
    """What ROR says of one body. ``ids`` are pairs of kind and identifier, the preferred one first."""

    ror: str
    status: str
    kinds: tuple[str, ...]
    names: tuple[Name, ...]
    towns: tuple[Town, ...]
    ids: tuple[tuple[str, str], ...]
    relations: tuple[tuple[str, str], ...]
    website: str
    wikipedia: str
    established: str


def records(stream: BinaryIO, name: str) -> Iterator[Record]:
    """Give the records of a JSON dump, one after the other; ``InputError`` says what cannot be read.

    >>> import io
    >>> [each.ror for each in records(io.BytesIO(b'[{"id": "https://ror.org/034wxcc35", "names": []}]'), "a.json")]
    ['https://ror.org/034wxcc35']
    """
    for number, each in enumerate(_objects(stream, name), 1):
        if not isinstance(each, dict) or not isinstance(each.get("id"), str):
            raise InputError(f"{name}: record {number} has no id; this is no dump of ROR")
        try:
            yield _modern(each) if "names" in each else _old(each)
        except (AttributeError, KeyError, TypeError, IndexError) as error:
            raise InputError(f"{name}: record {number} ({each['id']}) has another form than ROR's: {error}") from error


def of_row(row: Mapping[str, str]) -> Record:
    """Give the record of a row of the CSV, version 2.

    Names of one language stand with commas between, which names may hold themselves: labels and the displayed name are
    kept whole, other names are parted where a capital follows that begins no legal form.

    >>> of_row({"id": "https://ror.org/034wxcc35", "names.types.acronym": "no_lang_code: AB, CD"}).names[0].words
    'AB'
    """
    ids = []
    for kind in ("fundref", "grid", "isni", "wikidata"):
        first = row.get(f"external_ids.type.{kind}.preferred", "")
        rest = [each.strip() for each in row.get(f"external_ids.type.{kind}.all", "").split(";")]
        ids += [(kind, each) for each in [first, *(other for other in rest if other != first)] if each]
    language = row.get("ror_display_lang", "")
    shown = Name(row.get("names.types.ror_display", ""), language, frozenset({"ror_display"}))
    names = [shown, *(name for kind in ("label", "alias", "acronym") for name in _names(row, kind))]
    where = [row.get(f"locations.geonames_details.{part}", "") for part in ("name", "country_code", "lat", "lng")]
    return Record(
        row["id"],
        row.get("status", ""),
        tuple(each.strip() for each in row.get("types", "").split(";")),
        _cleaned(names),
        (Town(row["locations.geonames_id"], *where),) if row.get("locations.geonames_id") else (),
        tuple(ids),
        tuple(_ties(row.get("relationships", ""))),
        row.get("links.type.website", "").split(";")[0].strip(),
        row.get("links.type.wikipedia", "").split(";")[0].strip(),
        row.get("established", ""),
    )


def _names(row: Mapping[str, str], kind: str) -> Iterator[Name]:
    cell = row.get(f"names.types.{kind}", "")
    parts = _GROUP.split(cell)[1:]
    for language, words in zip(parts[::2], parts[1::2], strict=True):
        several = [words] if kind == "label" else words.split(", ") if kind == "acronym" else _ALIASES.split(words)
        for each in several:
            yield Name(each, "" if language == "no_lang_code" else language, frozenset({kind}))


def _ties(cell: str) -> Iterator[tuple[str, str]]:
    for part in filter(None, cell.split("; ")):
        kind, _, targets = part.partition(": ")
        yield from ((kind, each.strip()) for each in targets.split(","))


def _modern(raw: Mapping[str, Any]) -> Record:
    links = {link["type"]: link["value"] for link in reversed(raw.get("links") or [])}
    names = [Name(name["value"], name.get("lang") or "", frozenset(name["types"])) for name in raw["names"]]
    return Record(
        raw["id"],
        raw.get("status") or "",
        tuple(raw.get("types") or ()),
        _cleaned(names),
        tuple(_town(each) for each in raw.get("locations") or ()),
        tuple(_ids((each["type"], each) for each in raw.get("external_ids") or ())),
        tuple((each["type"], each["id"]) for each in raw.get("relationships") or ()),
        links.get("website", ""),
        links.get("wikipedia", ""),
        _word(raw.get("established")),
    )


def _town(raw: Mapping[str, Any]) -> Town:
    details = raw.get("geonames_details") or {}
    words = [_word(details.get(part)) for part in ("name", "country_code", "lat", "lng")]
    return Town(_word(raw.get("geonames_id")), *words)


def _old(raw: Mapping[str, Any]) -> Record:
    names = [Name(raw["name"], "", frozenset({"ror_display", "label"}))]
    names += [Name(each["label"], each.get("iso639") or "", frozenset({"label"})) for each in raw.get("labels") or ()]
    names += [Name(each, "", frozenset({kind})) for kind, field in (("alias", "aliases"), ("acronym", "acronyms"))
              for each in raw.get(field) or ()]  # fmt: skip
    country = (raw.get("country") or {}).get("country_code") or ""
    links = raw.get("links") or [""]
    return Record(
        raw["id"],
        (raw.get("status") or "").lower(),
        tuple(each.lower() for each in raw.get("types") or ()),
        _cleaned(names),
        tuple(_address(each, country) for each in raw.get("addresses") or ()),
        tuple(_ids((kind.lower(), each) for kind, each in (raw.get("external_ids") or {}).items())),
        tuple((each["type"].lower(), each["id"]) for each in raw.get("relationships") or ()),
        links[0],
        raw.get("wikipedia_url") or "",
        _word(raw.get("established")),
    )


def _address(raw: Mapping[str, Any], country: str) -> Town:
    town = raw.get("geonames_city") or {}
    name = _word(raw.get("city") or town.get("city"))
    return Town(_word(town.get("id")), name, country, _word(raw.get("lat")), _word(raw.get("lng")))


def _ids(given: Iterator[tuple[str, Mapping[str, Any]]]) -> Iterator[tuple[str, str]]:
    """Give external identifiers, the preferred one of each kind first; GRID of version 1 is no list."""
    for kind, each in given:
        found = each.get("all") or []
        several = [found] if isinstance(found, str) else found
        first = each.get("preferred") or (several[0] if several else "")
        yield from ((kind, one.strip()) for one in [first, *(other for other in several if other != first)] if one)


def _cleaned(names: list[Name]) -> tuple[Name, ...]:
    """Give names without signs that are not seen, and without those that are empty then."""
    found = (Name(" ".join(_HIDDEN.sub("", name.words).split()), name.language, name.kinds) for name in names)
    return tuple(name for name in found if name.words)


def _word(value: object) -> str:
    return "" if value is None else str(value)


def _objects(stream: BinaryIO, name: str) -> Iterator[object]:
    """Give the members of the one array of a JSON file while it is read."""
    text, number = _Text(stream), 0
    try:
        if text.sign() != "[":
            raise InputError(f"{name}: is no list of records; this is no dump of ROR")
        text.skip(1)
        while text.sign() not in ("]", ""):
            number += 1
            yield text.value()
            if text.sign() == ",":
                text.skip(1)
    except (json.JSONDecodeError, UnicodeDecodeError, RecursionError) as error:
        place, reason = f"{name}: record {number or 1}", _reason(error)
        raise InputError(f"{place}: cannot be read as JSON: {reason}; get the dump again") from error
    if not text.sign():
        raise InputError(f"{name}: ends in the middle; get the dump again")
    if not number:
        raise InputError(f"{name}: holds no record; get the dump again")


def _reason(error: Exception) -> str:
    if isinstance(error, RecursionError):
        return "it is nested too deep"
    return "it is no text in UTF-8" if isinstance(error, UnicodeDecodeError) else str(error).partition(":")[0]


class _Text:
    """The text of a JSON file, of which as much is held as one value takes."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream, self._rest, self._place, self._end = stream, "", 0, False
        self._decode = codecs.getincrementaldecoder("utf-8-sig")().decode
        self._value = json.JSONDecoder().raw_decode

    def sign(self) -> str:
        """Give the next sign that is no blank, "" at the end."""
        while True:
            found = _SIGN.search(self._rest, self._place)
            if found:
                self._place = found.start()
                return found[0]
            if self._end:
                return ""
            self._place = len(self._rest)
            self._read()

    def skip(self, signs: int) -> None:
        """Go on by some signs."""
        self._place += signs

    def value(self) -> object:
        """Give the value that begins here."""
        while True:
            try:
                found, self._place = self._value(self._rest, self._place)
            except json.JSONDecodeError:
                if self._end or len(self._rest) - self._place > _LONGEST:
                    raise
                self._read()
            else:
                return found

    def _read(self) -> None:
        piece = self._stream.read(_PIECE)
        self._end = not piece
        self._rest = self._rest[self._place :] + self._decode(piece, self._end)
        self._place = 0
