"""Names: what a person types for a thing (label, acronym, prefixed name or IRI) and the IRI that it means."""

import difflib
import heapq
import re
from collections.abc import Iterable, Sequence
from urllib.parse import quote

import pyoxigraph as ox

from partnergraph import resource
from partnergraph.errors import AmbiguousNameError, Remedy, UnknownNameError
from partnergraph.query import constant, sparql
from partnergraph.questions import tree
from partnergraph.storage.queryable import Queryable
from partnergraph.ties import identity
from partnergraph.vocab import KINDS, PREFIXES, expand, shorten

_NEAREST = 3
_LEAST = 0.75  # how alike near names are, as difflib has it: two slips in eight signs
_SHORT, _LEAST_SHORT = 4, 0.66  # and names of up to four signs: one slip in three
_ROUGH = 0.5  # and whole names whose first words are near
_LANGUAGES = ("en", "de", "fr")
_SIMILAR = 0.75  # the length of the shorter of two names, to the longer, among which the nearest are looked for first
_SPARE = 1  # signs that names may have beside that, for blanks
_PARTED = re.compile("[:/]")  # what stands in IRIs and prefixed names
_PLACES = ("?_iri ?p ?o", "?s ?p ?_iri")
_DESCRIBED = "SELECT DISTINCT ?thing { ?thing ?p ?o }"
_ANYTHING = "rdfs:Resource"  # the class of everything
_SHOWN = 80  # characters of a name that a complaint repeats


def resolve(store: Queryable, name: str, kind: str = "") -> str:
    """Give the IRI of the thing that ``name`` means.

    An IRI (with or without ``<>``) or a prefixed name must occur in the graph. Otherwise it is what has exactly this
    name, which the engine looks up whatever the size of the graph; if nothing has, the name is compared, without regard
    to capitals and spaces around it, with every label, acronym and last part of an IRI.
    Several things that were accepted as one are the one that stands for them. ``UnknownNameError`` tells the nearest
    names, those of about its length first, ``AmbiguousNameError`` all things of that name. ``kind`` is the prefixed
    name of a class where things of one are asked for: the nearest names are then those of such things.

    >>> from partnergraph.storage.store import Store
    >>> from partnergraph.writing.format import TURTLE
    >>> store = Store()
    >>> store.add_text('<urn:esr> <http://www.w3.org/2004/02/skos/core#altLabel> "ESR" .', TURTLE)
    >>> resolve(store, "esr")
    'urn:esr'
    """
    iri = expand(name) or name.strip().removeprefix("<").removesuffix(">")
    if _occurs(store, iri):
        return iri
    found, names = _exactly(store, name) or _named(store, name), list[str]()
    if not found:  # names are many: the more are read, the more seldom it is done
        found, names = _among_all(store, name) if _PARTED.search(name) else _among_similar(store, name)
    if len(found) > 1:
        found = sorted(set(map(identity.read(store).one, found)))
    if len(found) == 1:
        return found[0]
    if found:
        raise AmbiguousNameError(
            f"{shown(name)} means {len(found)} things: {', '.join(map(shorten, found))}; give one of these"
        )
    word, known = _family(store, kind) if kind else ("", [])
    told = nearest(name, _names_of(store, known)) if word else _told(names)
    remedy = (Remedy.LIST_OF, word) if word else (Remedy.LIST,)
    raise UnknownNameError(f"nothing is called {shown(name)}{told}", *remedy)


def _occurs(store: Queryable, iri: str) -> bool:
    try:
        node = ox.NamedNode(iri)
    except ValueError:
        return False
    return any(store.says(sparql.bind(f"ASK {{ {pattern} }}", {"_iri": node})) for pattern in _PLACES)


def _exactly(store: Queryable, name: str) -> list[str]:
    """Give the things that have a name as it was typed, in one of the languages that names here are mostly in."""
    words = " ".join(name.split())
    terms = [ox.Literal(words), *(ox.Literal(words, language=language) for language in _LANGUAGES)]
    return _called(store, terms)


def _called(store: Queryable, terms: Sequence[ox.Literal]) -> list[str]:
    text = sparql.among(resource.query("lookups", "called"), "label", terms)
    return [row["thing"].value for row in store.select(text)] if terms else []


def _named(store: Queryable, name: str) -> list[str]:
    """Give the things of a name but for the capitals, or whose IRI is one of ours that ends in it.

    What more folding finds, and other IRIs, are left for later: ends of IRIs the engine cannot look up.
    """
    word = " ".join(name.split()).lower()
    text = constant.written(resource.query("lookups", "named"), {"_name_string": ox.Literal(word)})
    own = [ox.NamedNode(PREFIXES[kind] + quote(word)) for kind in KINDS]
    ended = sparql.among(_DESCRIBED, "thing", own)
    return sorted({iri for each in (text, ended) for iri in _iris(store, each)})


def _among_similar(store: Queryable, name: str) -> tuple[list[str], list[str]]:
    """Give the things of a name among those of about its length, or whose IRI ends in it, and the nearest names."""
    key = _key(name)
    terms = _long(store, len(key) * _SIMILAR - _SPARE, len(key) / _SIMILAR + _SPARE)
    found = _called(store, [each for each in terms if _key(each.value) == key]) or _ending(store, key)
    if found:
        return found, []
    nearest = near(name, {each.value for each in terms})
    if not nearest:
        terms = _long(store, 0, len(key) * (2 / _ROUGH - 1))
        nearest = near(name, {each.value for each in terms})
    return [], [word for word in nearest if _called(store, [each for each in terms if each.value == word])]


def _long(store: Queryable, least: float, most: float) -> list[ox.Literal]:
    """Give the names between two lengths, those of terms of an ontology among them."""
    bounds = {"_least_integer": ox.Literal(int(least)), "_most_integer": ox.Literal(int(most))}
    rows = store.select(constant.written(resource.query("lookups", "long"), bounds))
    return [row["name"] for row in rows if isinstance(row["name"], ox.Literal)]


def _ending(store: Queryable, key: str) -> list[str]:
    """Give the things whose IRI has a name as its last part, whatever the capitals."""
    if not key or " " in key:
        return []
    text = constant.written(resource.query("lookups", "ending"), {"_end_string": ox.Literal(f"/{key}")})
    return _iris(store, text)


def _iris(store: Queryable, text: str) -> list[str]:
    things = (row["thing"] for row in store.select(text))
    return [thing.value for thing in things if isinstance(thing, ox.NamedNode)]


def _among_all(store: Queryable, name: str) -> tuple[list[str], list[str]]:
    """Give the things of a name among all names and all last parts of IRIs, and the nearest of these."""
    names, key = _names(store), _key(name)
    found = sorted({thing for each, things in names.items() if _key(each) == key for thing in things})
    return found, [] if found else near(name, names)


def _names(store: Queryable) -> dict[str, set[str]]:
    """Give the things by each of their names, as these are written."""
    names: dict[str, set[str]] = {}
    things: dict[str, None] = {}
    for thing, label in store.select(resource.query("lookups", "names")):
        things[thing.value] = None
        names.setdefault(label.value, set()).add(thing.value)
    for iri in things:
        names.setdefault(iri.rpartition("/")[2], set()).add(iri)
    return names


def _family(store: Queryable, kind: str) -> tuple[str, list[str]]:
    """Give the everyday word for a class, or its name, and the classes that are meant by it; of all things nothing."""
    if kind == _ANYTHING:
        return "", []
    families = [(family.value, member.value) for family, member in store.select(resource.query("lookups", "families"))]
    words = sorted({family for family, member in families if shorten(member) == kind})
    meant = {expand(kind) or kind, *(member for family, member in families if family in words)}
    return next(iter(words), kind), list(tree.read(store).of_any(meant))


def _names_of(store: Queryable, classes: Iterable[str]) -> set[str]:
    """Give the names of the things of some classes."""
    text = sparql.among(resource.query("lookups", "classed-names"), "class", map(ox.NamedNode, classes))
    return {row["name"].value for row in store.select(text)}


def _key(name: str) -> str:
    return " ".join(name.split()).casefold()


def nearest(name: str, names: Iterable[str]) -> str:
    """Give the end of a sentence that tells the nearest of some names.

    >>> nearest("eibal", ["EIBALL", "EIBIR"])
    '; the nearest names are EIBALL'
    """
    return _told(near(name, names))


def _told(names: list[str]) -> str:
    return f"; the nearest names are {', '.join(names)}" if names else ""


def near(name: str, names: Iterable[str]) -> list[str]:
    """Give the nearest of some names, whatever the capitals, at most three, the nearest first; of far ones none.

    >>> near("comitee", ["Committee", "Common topic", "topic"]), near("topic", ["Topic of a day", "tropical"])
    (['Committee'], ['tropical', 'Topic of a day'])
    """
    word = _key(name).rpartition("/")[2].rpartition(":")[2]  # of an IRI or prefixed name the last part
    written = {_key(each): each for each in sorted(names, reverse=True)}  # of ESR and esr the one in capitals
    return [written[each] for each in _closest(word[:_SHOWN], written)]


def _closest(word: str, names: Iterable[str]) -> list[str]:
    """Give what ``difflib.get_close_matches`` gives, of 250,000 names in a second instead of ten, and what begins so.

    What two words have in common in blocks is no more than their longest common subsequence, which is quick to find:
    names are looked at in the order of that bound, until none can be nearer than the nearest.
    """
    from rapidfuzz import fuzz, process

    least = _LEAST if len(word) > _SHORT else _LEAST_SHORT
    found: list[tuple[float, str]] = []
    for name, bound, _ in process.extract(word, list(names), scorer=fuzz.ratio, score_cutoff=100 * _ROUGH, limit=None):
        if len(found) == _NEAREST and bound < 100 * found[-1][0]:
            break
        near = _alike(word, name, least) or (_alike(word, _beginning(name, word), least) and _alike(word, name, _ROUGH))
        if near:
            found = heapq.nlargest(_NEAREST, [*found, (near, name)])
    return [name for _, name in found]


def _beginning(name: str, word: str) -> str:
    """Give as many words of a name as were typed."""
    return " ".join(name.split(" ")[: len(word.split(" "))])


def _alike(word: str, name: str, least: float) -> float:
    """Give how alike two words are, as ``difflib`` has it; 0 where that is less than the least."""
    from rapidfuzz import fuzz

    if fuzz.ratio(word, name) < 100 * least:  # no less than that of difflib, in a hundredth of its time
        return 0.0
    ratio = difflib.SequenceMatcher(None, name, word).ratio()
    return ratio if ratio >= least else 0.0


def shown(name: str) -> str:
    """Give a name as a complaint repeats it: on one line, in quotation marks, cut where it is long.

    >>> shown(" a  b ")
    "'a b'"
    """
    return repr(" ".join(name.split())[:_SHOWN])
