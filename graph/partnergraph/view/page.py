"""The page around the drawing: its template, what the template may use, and its Content Security Policy."""

import base64
import hashlib
import json
import math
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from functools import partial
from itertools import groupby
from typing import TYPE_CHECKING, Any, get_args

from partnergraph.networks.wish import Weight
from partnergraph.values.text import plain
from partnergraph.view import asset, overview, packed, scope
from partnergraph.view.record import Legend, Records, address
from partnergraph.view.words import Words

if TYPE_CHECKING:
    import jinja2

TEMPLATE = "template/page.html"
FOLDED = 6  # lines of a list of the legend that are seen before it is unfolded, as the style has it
WRITTEN = 300  # entities up to which the tables stand in the file, to be read without JavaScript


def environment(
    records: Records, facts: Mapping[str, Any], words: Words, *, theme: str = "auto", renderer: str = "vis"
) -> "jinja2.Environment":
    """Give the template environment of one page: it escapes all values, and knows the network's facts and records.

    ``renderer`` is what draws: vis, with the records as JSON, or canvas, with them packed and an overview.

    >>> from partnergraph.view.record import Records
    >>> environment(Records((), (), (), (), (), ()), {}, Words()).autoescape
    True
    """
    import jinja2

    made = jinja2.Environment(
        loader=jinja2.FunctionLoader(asset.text),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
    )
    made.policies["json.dumps_kwargs"] = {"sort_keys": True, "allow_nan": False, "separators": (",", ":")}
    made.filters.update(json=json.loads, day=words.date, licence=partial(_licence, words), plain=_plain)
    made.globals.update(
        _parts(renderer),
        edge_opacity=_opacity(len(records.edges)),
        say=words.say,
        number=words.number,
        words={key: said for key, said in words.table.items() if not _is_ours(key)},
        records=records,
    )
    told = {key: _fact(facts, key) for key in ("as_of", "licence", "version")}
    made.globals.update(facts=told | {"description": plain(scope.told(facts, words))})
    settings: dict[str, Any] = {"renderer": renderer, "by": _fact(facts, "group_by"), "groups": records.groups}
    measure = _measure(records, facts)
    settings |= {"strength": measure, "others": list(records.others), "untyped": list(records.untyped)}
    large = _large(records) if renderer == "canvas" else {}
    if loose := [at for at, group in enumerate(large.get("overview", {}).get("groups", ())) if "loose" in group]:
        settings["loose"] = loose
    made.globals.update(
        settings=settings, theme=theme, written=len(records.nodes) <= WRITTEN, most=WRITTEN, folded=FOLDED
    )
    made.globals.update(citations=partial(_citations, records), rows=partial(_rows, records, measure))
    made.globals.update(by_name=partial(_by_name, records), address=address)
    made.globals.update(large)
    return made


def policy(scripts: Iterable[str], style: str) -> str:
    """Give the Content Security Policy that lets these scripts and this style run and nothing else.

    >>> policy(["let a = 1;"], "p {}")[:40]
    "default-src 'none'; script-src 'sha256-x"
    """
    allowed = " ".join(_digest(script) for script in scripts)
    rules = (
        "default-src 'none'",
        f"script-src {allowed}",
        f"style-src {_digest(style)}",
        "img-src data: blob:",
        "base-uri 'none'",
        "form-action 'none'",
        "require-trusted-types-for 'script'",
    )
    return "; ".join(rules)


def _parts(renderer: str) -> dict[str, Any]:
    """Give the scripts and the style; vis-network is there where it draws."""
    from markupsafe import Markup

    network = [asset.vis_network()] if renderer == "vis" else []
    program, style = asset.program(), asset.text("static/page.css")
    return {
        "policy": policy([*network, program], style),
        "vis_network": Markup("".join(network)),  # noqa: S704 (a file of pyvis, checked)
        "program": Markup(program),  # noqa: S704 (files of this room, checked)
        "style": Markup(style),  # noqa: S704 (a file of this room)
    }


def _opacity(relations: int) -> float:
    """Give the opacity of lines: the more there are, the fainter, so that what lies beneath is seen."""
    edge = asset.record("theme.json")["edge"]
    fainter = min(1.0, math.sqrt(float(edge["many"]) / max(relations, 1)))
    return round(max(float(edge["least"]), float(edge["opacity"]) * fainter), 2)


def _large(records: Records) -> dict[str, Any]:
    """Give the overview and the packed records."""
    found = overview.overview(records.nodes, records.edges, [line.iri for line in records.types])
    return {
        "overview": {"groups": found.groups, "lines": found.lines},
        "packed": packed.packed(records, found.carrying),
    }


def _is_ours(key: str) -> bool:
    """Say whether a word is said when the page is written, and never by the page."""
    return key in ("terms", "headings", "titles", "titleGroups") or key.startswith("compare")


def _licence(words: Words, name: str) -> str:
    """Give the short name of a licence that is known by its address."""
    return str(words.table["licences"].get(name, name))


def _plain(lines: Iterable[Legend]) -> list[dict[str, Any]]:
    return [asdict(line) for line in lines]


def _fact(facts: Mapping[str, Any], key: str) -> str:
    return plain(facts.get(key) or "")


def _citations(records: Records, numbers: Iterable[int]) -> list[tuple[Any, str, list[dict[str, Any]]]]:
    """Give evidence by source and day of reading, so that a source is named once."""
    items = sorted((records.evidence[number] for number in numbers), key=lambda item: (item["source"], item["read"]))
    groups = groupby(items, key=lambda item: (item["source"], item["read"]))
    return [(records.sources[source], read, list(found)) for (source, read), found in groups]


def _measure(records: Records, facts: Mapping[str, Any]) -> str:
    """Give what the strength of a relation is: its weight, by the name of that, or its pieces of evidence."""
    if all(edge["strength"] == 1 for edge in records.edges):
        return "evidence"
    return "weight" if facts.get("weight") not in get_args(Weight) else str(facts["weight"])


def _rows(records: Records, measure: str) -> list[dict[str, Any]]:
    """Give the rows of the table of relations, by the names of both ends."""
    labels = {node["id"]: node["label"] for node in records.nodes}
    rows = [edge | {"one": labels[edge["from"]], "other": labels[edge["to"]]} for edge in records.edges]
    rows = [row | ({"strength": len(row["evidence"])} if measure == "evidence" else {}) for row in rows]
    return sorted(rows, key=lambda row: (row["one"].casefold(), row["kind_label"], row["other"].casefold()))


def _by_name(records: Records) -> list[dict[str, Any]]:
    return sorted(records.nodes, key=lambda node: node["label"].casefold())


def _digest(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
