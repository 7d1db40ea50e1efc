"""Tables in the layout of CORDIS, and a dump in that of ROR, of any size and the same for the same seed.

They are written to ``build/bench/`` once: as an archive of ``project.csv``, ``organization.csv`` and ``topics.csv``,
and as JSON. How many participants a project has, and how often a body takes part, is as in ``bench.corpus``.
"""

import json
import random
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from bench.activity import Ranks
from bench.corpus import FOLDER
from bench.landscape import COUNTRIES

_PROJECT = [
    "id",
    "acronym",
    "status",
    "title",
    "startDate",
    "endDate",
    "totalCost",
    "ecMaxContribution",
    "legalBasis",
    "topics",
    "frameworkProgramme",
    "masterCall",
    "fundingScheme",
    "rcn",
    "grantDoi",
]
_PARTICIPANT = [
    "projectID",
    "projectAcronym",
    "organisationID",
    "vatNumber",
    "name",
    "shortName",
    "SME",
    "activityType",
    "street",
    "postCode",
    "city",
    "country",
    "nutsCode",
    "geolocation",
    "organizationURL",
    "rcn",
    "order",
    "role",
    "ecContribution",
    "netEcContribution",
    "totalCost",
    "endOfParticipation",
]
_KINDS = ("HES", "REC", "PRC", "PRC", "PUB", "OTH")
_ALONE, _MOST = 0.4, 18  # two projects in five have one participant, the others some ten
_MADE = 1  # the version of what is made


def archive(projects: int) -> Path:
    """Give an archive of tables with so many projects, written if it is not there yet."""
    path = FOLDER / f"tables-{projects}-{_MADE}.zip"
    if not path.is_file():
        FOLDER.mkdir(parents=True, exist_ok=True)
        part = path.with_suffix(".part")
        chance = random.Random(7)  # noqa: S311 (tables to measure with, no secret)
        sizes = [1 if chance.random() < _ALONE else chance.randint(2, _MOST) for _ in range(projects)]
        with zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED) as made:
            made.writestr("project.csv", "".join(_table(_PROJECT, _projects(projects, chance))))
            made.writestr("organization.csv", "".join(_table(_PARTICIPANT, _participants(sizes, chance))))
            made.writestr("topics.csv", "".join(_table(["projectID", "topic", "title"], _topics(projects, chance))))
        part.replace(path)
    return path


def dump(records: int) -> Path:
    """Give a dump of so many records, written if it is not there yet."""
    path = FOLDER / f"ror-{records}-{_MADE}.json"
    if not path.is_file():
        FOLDER.mkdir(parents=True, exist_ok=True)
        chance = random.Random(7)  # noqa: S311 (records to measure with, no secret)
        found = [_record(number, records, chance) for number in range(records)]
        path.write_text(json.dumps(found, ensure_ascii=False), encoding="utf-8")
    return path


def _table(header: Sequence[str], rows: Iterator[Sequence[str]]) -> Iterator[str]:
    """Give lines as CORDIS writes them, each field in quotation marks."""
    yield '"' + '";"'.join(header) + '"\n'
    for row in rows:
        yield '"' + '";"'.join(row) + '"\n'


def _projects(projects: int, chance: random.Random) -> Iterator[Sequence[str]]:
    for number in range(projects):
        year, grant = chance.randint(2014, 2021), str(100_000_000 + number)
        cost = chance.randint(50_000, 9_000_000)
        dates = f"{year}-{chance.randint(1, 12):02}-01", f"{year + 4}-{chance.randint(1, 12):02}-28"
        title = f"A project on the {number}th question, with a title as long as titles are"
        part, topic = f"H2020-EU.{number % 5}.{number % 7}.", f"TOPIC-{number % 3000}"
        yield (grant, f"ACRONYM{number}", "SIGNED", title, *dates, f"{cost}.5", str(cost), part, topic,
               "H2020", f"H2020-CALL-{number % 200}", "RIA", str(200_000 + number), f"10.3030/{grant}")  # fmt: skip


def _participants(sizes: Sequence[int], chance: random.Random) -> Iterator[Sequence[str]]:
    ranks = Ranks(max(60, len(sizes) * 11 // 10))
    for number, size in enumerate(sizes):
        for order, body in enumerate(ranks.several(size, chance), 1):
            country = COUNTRIES[body % len(COUNTRIES)][1]
            role = "coordinator" if order == 1 else "participant"
            money = str(chance.randint(10_000, 900_000))
            yield (str(100_000_000 + number), f"ACRONYM{number}", str(900_000_000 + body), f"{country}{body:09}",
                   f"INSTITUTE OF TOWN {body % 4000} NUMBER {body}", f"ITN{body}", "false", _KINDS[body % len(_KINDS)],
                   "Main Street 1", "1000", f"TOWN {body % 4000}", country, f"{country}{body % 900 + 100}",
                   f"{body % 89}.5,{body % 179}.25", f"http://www.b{body}.example.org", "1900000", str(order), role,
                   money, money, f"{money},5", "false")  # fmt: skip


def _topics(projects: int, chance: random.Random) -> Iterator[Sequence[str]]:
    for number in range(projects):
        for topic in {number % 3000, chance.randrange(3000)}:
            yield (str(100_000_000 + number), f"TOPIC-{topic}", f"The topic of number {topic} of a call for proposals")


def _record(number: int, records: int, chance: random.Random) -> dict[str, object]:
    """Give a record with some three names, a place, other identifiers, and a relation or two."""
    town, country = chance.randrange(4000), COUNTRIES[number % len(COUNTRIES)]
    names = [
        ("ror_display label", "en", f"Institute {number} of Town {town}"),
        ("label", "de", f"Institut {number} in Stadt {town}"),
        ("acronym", None, f"IT{number}"),
    ][: 3 - number % 2]
    others = [{"type": "related", "id": _identifier(chance.randrange(records)), "label": ""} for _ in range(number % 3)]
    return {
        "id": _identifier(number),
        "status": "active",
        "types": ["education", "funder"],
        "names": [{"types": kinds.split(), "lang": lang, "value": value} for kinds, lang, value in names],
        "locations": [
            {
                "geonames_id": town,
                "geonames_details": {"name": f"Town {town}", "country_code": country[1], "lat": 48.1, "lng": 16.2},
            }
        ],
        "external_ids": [{"type": "wikidata", "all": [f"Q{number + 1}"], "preferred": None}],
        "links": [{"type": "website", "value": f"https://www.i{number}.example.org"}],
        "established": 1900 + number % 120,
        "relationships": others,
    }


def _identifier(number: int) -> str:
    """Give an identifier of ROR with the check digits that belong to it (ISO/IEC 7064, MOD 97-10)."""
    code, rest = "", number
    for _ in range(6):
        code, rest = "0123456789abcdefghjkmnpqrstvwxyz"[rest % 32] + code, rest // 32
    return f"https://ror.org/0{code}{98 - number * 100 % 97:02}"
