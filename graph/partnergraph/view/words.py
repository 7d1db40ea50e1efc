"""The words of the page, one file a language, and how dates, numbers and counts are said with them."""

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from partnergraph import country
from partnergraph.errors import ChoiceError
from partnergraph.values import span
from partnergraph.view import asset

LEAST = 0.001  # below it three decimals say nothing
MOST = 15  # decimals that are written out
MONTH = re.compile(r"(\d{4})-(0[1-9]|1[0-2])")
SECTION = re.compile(r"^section “(.*)”(?=$|, (?:paragraph|rows?|characters) [\d–]+)", re.DOTALL)
PART = re.compile(r"(paragraph|rows?|characters) ([\d–]+)")
COUNTED = re.compile(rf"(?:(?:^|, ){PART.pattern})+$")
SEASON = re.compile(r"(\d{4})-(2[1-4])")
ROLE = re.compile(r"(: )([^:,]+)(?=, |$)")
DAY = re.compile(r"(\d{4})-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])")


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one language, by the name of its file in ``text``.

    >>> Words("de").say("relationCount", n=1), Words("fr").say("relationCount", n=0)
    ('1 Beziehung', '0 relation')
    """

    language: str = "en"

    @property
    def table(self) -> dict[str, Any]:
        """All words by their key."""
        return asset.record(f"text/{self.language}.json")

    def say(self, key: str, **values: object) -> str:
        """Say one message with its values filled in; ``n`` chooses between one and many."""
        message = self.table[key]
        if isinstance(message, dict):
            message = message["one" if values.get("n") in self.table["singular"] else "other"]
        return re.sub(r"\{(\w+)\}", lambda found: self._value(values[found[1]]), message)

    def term(self, label: str) -> str:
        """Say a type, a kind of relation or a role; one that is not of the ontology stays as it is.

        >>> Words("de").term("Society"), Words("de").term("Choir"), Words("fr").term("ESR: parent, EIBALL: unit")
        ('Fachgesellschaft', 'Choir', 'ESR: entité mère, EIBALL: unité')
        """
        terms: dict[str, str] = self.table["terms"]
        if label in terms or ": " not in label:
            return terms.get(label, label)
        return ROLE.sub(lambda found: found[1] + terms.get(found[2], found[2]), label)

    def country(self, told: str) -> str:
        """Say a country that is told by its code or name, by its name in English; in other languages by its code.

        >>> Words("en").country("AT"), Words("de").country("Austria"), Words("en").country("Middle Earth")
        ('Austria', 'AT', 'Middle Earth')
        """
        code = country.code(told)
        if not code:
            return told
        return country.entries()[code][1] if self.language == "en" else code

    def number(self, value: float) -> str:
        """Say a number, to three decimals, or digits of a small one.

        >>> Words("en").number(12345.5), Words("de").number(12345.5), Words("en").number(1e-7)
        ('12,345.5', '12.345,5', '0.0000001')
        """
        digits = 3 if not 0 < value < LEAST else 2 - math.floor(math.log10(value))
        if digits > MOST:
            return f"{value:.3g}"
        whole, _, part = f"{value:,.{digits}f}".partition(".")
        part = part.rstrip("0")
        return whole.replace(",", self.table["thousands"]) + (self.table["decimal"] + part if part else "")

    def date(self, value: str) -> str:
        """Say a date as exactly as it is known: year, month, season (EDTF) or day; anything else stays as it is.

        >>> [Words("en").date(day) for day in ("2014", "2017-09", "2017-23", "2017-09-30")]
        ['2014', 'September 2017', 'autumn 2017', '30 September 2017']
        >>> Words("de").date("2017-09-30"), Words("fr").date("2017-09-01")
        ('30. September 2017', '1er septembre 2017')
        """
        if found := DAY.fullmatch(value):
            form = self.table["firstDay" if found[3] == "01" else "day"]
            return str(form.format(day=int(found[3]), month=self.table["months"][int(found[2]) - 1], year=found[1]))
        if found := MONTH.fullmatch(value):
            return f"{self.table['months'][int(found[2]) - 1]} {found[1]}"
        if found := SEASON.fullmatch(value):
            return f"{self.table['seasons'][int(found[2]) - 21]} {found[1]}"
        return value

    def period(self, start: str, end: str, *, moment: bool = False) -> str:
        """Say from when to when; what is a ``moment`` is over with its day, and an end before its start is told.

        >>> english = Words("en")
        >>> english.period("2014", ""), english.period("2014", "2017-09"), english.period("", "2017")
        ('since 2014', '2014 to September 2017', 'until 2017')
        >>> Words("fr").period("2019-10-01", "2022-09-30")
        'du 1er octobre 2019 au 30 septembre 2022'
        >>> english.period("2013-03-08", "", moment=True), english.period("2020", "2010")
        ('8 March 2013', '2020 to 2010 (the end lies before the start)')
        """
        if start == end or (moment and not end):
            return self.date(start)
        if not end:
            return self.say("sinceDay" if DAY.fullmatch(start) else "since", start=self.date(start))
        if not start:
            return self.say("untilDay" if DAY.fullmatch(end) else "until", end=self.date(end))
        days = sum(bool(DAY.fullmatch(each)) for each in (start, end))
        said = self.say(("span", "spanMixed", "spanDays")[days], start=self.date(start), end=self.date(end))
        first, last = span.of(start), span.of(end)
        return self.say("spanTurned", span=said) if first and last and last.last < first.first else said

    def disputes(self, disputes: Iterable[tuple[str, tuple[str, ...]]]) -> str:
        """Say on what sources disagree: properties with the values that are stated.

        >>> Words("en").disputes([("Founding", ("2016", "2015-05")), ("end date", ("2021", "2022", "2023"))])
        'Founding: 2016 or May 2015; End: 2021, 2022 or 2023'
        """
        told = ((self.term(name), self._any(values)) for name, values in disputes)
        return "; ".join(self.say("dispute", what=what[:1].upper() + what[1:], values=said) for what, said in told)

    def place(self, value: str) -> str:
        """Say where in a document something stands, as evidence tells it.

        >>> Words("de").place("section “participants”, row 2")
        'Abschnitt „participants“, Zeile 2'
        """
        said: dict[str, str] = self.table["places"]
        told = SECTION.sub(lambda found: said["section"].replace("{words}", found[1]), value)
        head, rest = (told[: -len(tail[0])], tail[0]) if (tail := COUNTED.search(told)) else (told, "")
        return head + PART.sub(lambda found: said[found[1]].replace("{number}", found[2]), rest)

    def _any(self, values: Iterable[str]) -> str:
        *first, last = (self.date(value) for value in values)
        return self.say("either", first=", ".join(first), second=last) if first else last

    def _value(self, value: object) -> str:
        return self.number(value) if isinstance(value, int | float) else str(value)


def of(language: str = "en") -> Words:
    """Give the words of a language; that of a country has those of the language where it has no file of its own.

    >>> of("de-AT")
    Words(language='de')
    """
    for name in (language.lower(), language.lower().partition("-")[0]):
        if name in languages():
            return Words(name)
    raise ChoiceError(f"the page has no words in {language!r}; it speaks {', '.join(languages())}")


@cache
def languages() -> tuple[str, ...]:
    """Give the languages that there are words in.

    >>> languages()
    ('de', 'en', 'fr')
    """
    found = (path.name for path in (files(__package__) / "text").iterdir())
    return tuple(sorted(name.removesuffix(".json") for name in found if name.endswith(".json")))
