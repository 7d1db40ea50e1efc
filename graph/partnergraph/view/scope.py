"""What a page is of, in the words of its language: its heading, and what was asked of the network."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from partnergraph.view.words import Words


def heading(facts: Mapping[str, Any], words: Words) -> str:
    """Give the title of a network; one around a thing is called after it, and a part says what it is.

    A title that a network was given itself, and that is not the one of the ``whole``, stays as it is.

    >>> heading({"title": "ESR: its network", "about": "ESR"}, Words("de"))
    'Das Netz um ESR'
    >>> heading({"title": "Partners", "wishes": {"projection": True, "countries": ("AT",)}}, Words())
    'Partners: bodies tied in pairs, in Austria'
    """
    about, title = facts.get("about"), str(facts.get("title") or words.say("title"))
    whole = words.say("aboutTitle", name=about) if about else words.table["titles"].get(title, title)
    is_own = not about and facts.get("whole", title) != title
    part = "" if is_own else ", ".join(_part(facts, words))
    return words.say("titlePart", title=whole, list=part) if part else whole


def _part(facts: Mapping[str, Any], words: Words) -> Iterator[str]:
    wishes = facts.get("wishes") or {}
    yield from (
        words.say(key) for name, key in (("query", "titleQuery"), ("projection", "titlePairs")) if name in wishes
    )
    yield from _steps(wishes, words)
    if by := facts.get("group_by"):
        yield words.table["titleGroups"].get(by, by)


def told(facts: Mapping[str, Any], words: Words) -> str:
    """Say what was asked of a network; what it says of itself where nothing is known of that, or nothing.

    >>> told({"wishes": {"kinds": ("agreement",), "start": "2015-06"}}, Words("de"))
    'Zeigt Beziehungen der Art agreement, in Kraft ab Juni 2015'
    """
    wishes = facts.get("wishes")
    if not wishes:
        return str(facts.get("description") or "")
    shown = "scopeQuery" if "query" in wishes else "scopePairs" if "projection" in wishes else "scopeTies"
    return f"{words.say(shown)} {', '.join(_steps(wishes, words))}".strip()


def _steps(wishes: Mapping[str, Any], words: Words) -> Iterator[str]:
    for name, key in (("networks", "scopeNetworks"), ("kinds", "scopeKinds"), ("types", "scopeTypes")):
        if name in wishes:
            yield words.say(key, list=_either(wishes[name], words))
    for name, key in (("topics", "scopeTopics"), ("programmes", "scopeProgrammes")):
        if name in wishes:
            yield words.say(key, list=_either(wishes[name], words))
    if "dated" in wishes:
        yield words.say("scopeDated")
    yield from _time(wishes.get("start", ""), wishes.get("end", ""), words)
    if "countries" in wishes:
        yield words.say("scopeCountries", list=_either([words.country(each) for each in wishes["countries"]], words))
    if "min_weight" in wishes:
        yield words.say("scopeWeight", least=wishes["min_weight"])


def _time(start: str, end: str, words: Words) -> Iterator[str]:
    if start and end:
        yield words.say("scopeSpan", start=words.date(start), end=words.date(end))
    elif start:
        yield words.say("scopeSince", start=words.date(start))
    elif end:
        yield words.say("scopeUntil", end=words.date(end))


def _either(named: Sequence[str], words: Words) -> str:
    first, *rest = named
    for second in rest:
        first = words.say("either", first=first, second=second)
    return first
