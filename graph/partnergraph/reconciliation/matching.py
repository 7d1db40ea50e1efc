"""Matching: bodies of a registry that a body may be, with a score and the reason, and *none* as an answer.

The names of the registry are a sparse matrix of words, one block a country, so that a query is a product of matrices;
rare words count more than those that many bodies have. A word that no name has is held against those that begin alike.
Of what shares the most, each name is compared word by word (``rapidfuzz``), and towns, acronyms and homepages are
looked at. A score of 1 is the same name in the same country, with no other body that has it.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import islice, pairwise
from urllib.parse import urlsplit

import numpy as np
from rapidfuzz import fuzz, process
from scipy import sparse

from partnergraph.country import entries
from partnergraph.reconciliation import affiliation, wording

SURE = 0.9
"""The score from which a candidate is taken for the body unless a person says otherwise."""

_LOOKED = 12  # names that are compared word by word
_LIKE = 83  # likeness in percent of two words that are taken for one, differently spelt or inflected
_LEAST = 5  # letters of a word that may be spelt differently
_BATCH = 512
_FREQUENT = 0.02  # share of names that have a word, from which on it finds no candidates if there are others
_HOME = 0.3  # weight of a word that only tells the town or country, which is known anyhow
_TRANSLATED = 0.96  # most for a name of the same words that is written differently
_DOUBTFUL = 0.85  # most for what two bodies are called, what stands in brackets, and an acronym that many may have
_RUN, _PART, _HEAD = 0.97, 0.94, 0.918  # most for two parts of a text together, for one, for what it begins with
_ABROAD = 0.85  # of the score of a body in a country that is not the one told
_CLOSE = 0.02  # scores that differ by less say that there are two
_SHORT = 3  # letters of an acronym that too many have


@dataclass(frozen=True, slots=True)
class Body:
    """What is compared: a key, names (the main one first), countries (codes of ISO 3166-1), town and homepage or ""."""

    key: str
    names: tuple[str, ...]
    countries: frozenset[str] = frozenset()
    town: str = ""
    page: str = ""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A body that another one may be: its key, a score from 0 to 1, and why, in words."""

    key: str
    score: float
    reason: str


@dataclass(frozen=True, slots=True)
class _Name:
    """A name of a body: the number of the body, the name as it is written, its words, and the most it can score."""

    body: int
    written: str
    words: tuple[str, ...]
    most: float = 1.0
    part: bool = False  # of a text that names more


_Pairs = dict[int, list[_Name]]  # by the number of a name of the registry, the names to compare it with


@dataclass(frozen=True, slots=True)
class _Block:
    """The names of one country: a matrix of words by names, the number of each name, words by how they begin."""

    matrix: "sparse.csr_array"
    names: "np.ndarray[tuple[int], np.dtype[np.int64]]"
    words: Mapping[str, int]
    begun: Mapping[str, list[str]]


class Index:
    """The names of a registry, made to be searched.

    >>> index = Index([Body("a", ("University of Light",), frozenset({"AT"}), "Wien")])
    >>> index.search(Body("b", ("Universität of Light",), frozenset({"AT"})))[0].key
    'a'
    >>> index.search(Body("b", ("Institute of Dark",), frozenset({"AT"})))
    ()
    """

    def __init__(self, bodies: Iterable[Body]) -> None:
        self._bodies = tuple(bodies)
        self._names = [name for number, body in enumerate(self._bodies) for name in _named(number, body)]
        count = Counter(word for name in self._names for word in name.words)
        self._rare = 1 + math.log(max(len(self._names), 1)) / 2
        self._weight = {word: self._rare - math.log(number) / 2 for word, number in count.items()}
        self._towns = [frozenset(wording.of(body.town)) if body.town else frozenset() for body in self._bodies]
        self._by_country: dict[str, list[int]] = defaultdict(list)
        self._by_host: dict[str, list[int]] = defaultdict(list)
        for place, name in enumerate(self._names):
            body = self._bodies[name.body]
            self._by_host[_host(body.page)].append(place)
            for country in body.countries or {""}:
                self._by_country[country].append(place)
        self._blocks: dict[str, _Block | None] = {}

    def search(self, body: Body, *, most: int = 3, texts: bool = False) -> tuple[Candidate, ...]:
        """Give the bodies that one may be, the likeliest first; none if nothing is like it."""
        return next(self.search_all([body], most=most, texts=texts))

    def search_all(
        self, bodies: Iterable[Body], *, most: int = 3, one: bool = True, texts: bool = False
    ) -> Iterator[tuple[Candidate, ...]]:
        """Give for each body what ``search`` gives, many at once, which is quicker; a body is no candidate for itself.

        ``one`` says that only one candidate can be the body, so that of two that are as like it neither is sure; then
        parts of the names are looked for too (``partnergraph.reconciliation.affiliation``). ``texts`` says that the
        names are what people write for where they work, so that a part can be sure: a body of which it is a part is
        another one.
        """
        rest = iter(bodies)
        while batch := list(map(_placed, islice(rest, _BATCH))):
            queries = [
                _asked(number, body, texts=texts) if one else _named(number, body) for number, body in enumerate(batch)
            ]
            looked = self._looked(batch, queries)
            for body, pairs in zip(batch, looked, strict=True):
                yield self._ranked(body, pairs, most, one=one)

    def _looked(self, batch: Sequence[Body], queries: Sequence[Sequence[_Name]]) -> list[_Pairs]:
        """Give the names of the registry that are worth comparing with those of each body, and with which of them.

        All names of a body are compared with what any of them finds, but parts of a text only with what they find.
        """
        looked: list[_Pairs] = [defaultdict(list) for _ in batch]
        whole = [[name for name in names if not name.part] for names in queries]
        for number, body in enumerate(batch):
            for place in self._by_host.get(host, ())[:_LOOKED] if (host := _host(body.page)) else ():
                looked[number][place] += whole[number]
        for name, places in self._found(batch, queries):
            for place in places:
                looked[name.body][place] += [name] if name.part else whole[name.body]
        return looked

    def _found(self, batch: Sequence[Body], queries: Sequence[Sequence[_Name]]) -> Iterator[tuple[_Name, list[int]]]:
        """Give for each name that is looked for the numbers of those of the registry that share the most with it."""
        asked: dict[str, list[_Name]] = defaultdict(list)
        for body, names in zip(batch, queries, strict=True):
            for country in _around(body.countries):
                asked[country].extend(names)
        for country, names in asked.items():
            if block := self._block(country):
                yield from zip(names, self._nearest(block, names), strict=True)

    def _block(self, country: str) -> _Block | None:
        if country not in self._blocks:
            places = self._by_country.get(country, []) if country else range(len(self._names))
            self._blocks[country] = self._made(places) if places else None
        return self._blocks[country]

    def _made(self, places: Sequence[int]) -> _Block:
        words: dict[str, int] = {}
        rows, columns = list[int](), list[int]()
        for column, place in enumerate(places):
            for word in self._names[place].words:
                rows.append(words.setdefault(word, len(words)))
                columns.append(column)
        totals = np.array([math.fsum(map(self._of, self._names[place].words)) for place in places])
        values = (1 / np.sqrt(totals))[columns]
        begun: dict[str, list[str]] = defaultdict(list)
        for word in words:
            begun[word[:2]].append(word)
        matrix = _matrix(values, rows, columns, (len(words), len(places)))
        return _Block(matrix, np.fromiter(places, np.int64), words, begun)

    def _nearest(self, block: _Block, names: Sequence[_Name]) -> Iterator[list[int]]:
        """Give for each name the numbers of those that share the most with it."""
        rows, columns, values = list[int](), list[int](), list[float]()
        for row, name in enumerate(names):
            for word, weight in self._terms(block, name.words):
                rows.append(row)
                columns.append(block.words[word])
                values.append(weight)
        found = _matrix(values, rows, columns, (len(names), len(block.words))) @ block.matrix
        for start, end in pairwise(found.indptr.tolist()):
            scores = found.data[start:end]
            best = np.argpartition(scores, -_LOOKED)[-_LOOKED:] if len(scores) > _LOOKED else slice(None)
            yield block.names[found.indices[start:end][best]].tolist()

    def _terms(self, block: _Block, words: Sequence[str]) -> list[tuple[str, float]]:
        """Give the words of a block by which a name is looked for, with their weights: its own, or those like them."""
        terms = list[tuple[str, float]]()
        for word in words:
            if word in block.words:
                terms.append((word, self._of(word)))
            elif len(word) >= _LEAST:
                found = process.extract(
                    word, block.begun.get(word[:2], ()), scorer=fuzz.ratio, score_cutoff=_LIKE, limit=2
                )
                terms += [(like, self._of(like) * near / 100) for like, near, _ in found]
        rare = [each for each in terms if each[1] > 1 - math.log(_FREQUENT) / 2]
        return rare if len(rare) > 1 else terms

    def _ranked(self, body: Body, pairs: _Pairs, most: int, *, one: bool) -> tuple[Candidate, ...]:
        home = frozenset(wording.of(body.town) if body.town else ()) | _lands(body.countries)
        best: dict[int, tuple[float, _Name, _Name]] = {}
        for place, names in sorted(pairs.items()):
            other = self._names[place]
            for name in dict.fromkeys(names) if self._bodies[other.body].key != body.key else ():
                score = self._score(body, name, other, home)
                if score > best.get(other.body, (0.0,))[0]:
                    best[other.body] = score, name, other
        order = sorted(best, key=lambda number: (-best[number][0], number))
        twins = sum(best[number][0] > best[order[0]][0] - _CLOSE for number in order)
        return tuple(
            self._candidate(body, *best[number], doubtful=one and place < twins > 1)
            for place, number in enumerate(order[:most])
        )

    def _score(self, body: Body, name: _Name, other: _Name, home: frozenset[str]) -> float:
        """Give how sure it is that two names are of one body: what they share, and what else is known of them."""
        score = self._likeness(name.words, other.words, home, self._towns[other.body])
        if score == 1 and wording.folded(name.written) != wording.folded(other.written):
            score = _TRANSLATED
        known = self._bodies[other.body]
        if len(name.words) == 1 and (wording.is_acronym(name.written) or wording.is_acronym(other.written)):
            weak = not body.countries or len(name.words[0]) <= _SHORT
            score *= _DOUBTFUL if weak else 1
        score *= min(name.most, other.most)
        host = _host(body.page)
        if body.countries and known.countries and known.countries.isdisjoint(_around(body.countries)):
            score *= _ABROAD
        if host and host == _host(known.page):
            score += (1 - score) * 0.5
        elif home & self._towns[other.body] and score < 1:
            score += (1 - score) * 0.1
        return score

    def _likeness(
        self, words: tuple[str, ...], others: tuple[str, ...], home: frozenset[str], town: frozenset[str]
    ) -> float:
        """Give how much of the words of two names is the same, by their weight, from 0 to 1 (Dice, 1945)."""
        if words == others:
            return 1.0
        left, right = set(words).difference(others), set(others).difference(words)
        shared = math.fsum(self._of(word) for word in words if word not in left)
        missing = 0.0
        for word in sorted(left):
            like = [each for each in sorted(right) if min(len(word), len(each)) >= _LEAST]
            if found := process.extractOne(word, like, scorer=fuzz.ratio, score_cutoff=_LIKE):
                weight = min(self._of(word), self._of(found[0]))
                shared += weight * found[1] / 100
                missing += 2 * weight * (1 - found[1] / 100)
                left.remove(word)
                right.remove(found[0])
        missing += math.fsum(self._of(word) * (_HOME if word in home or word in town else 1) for word in sorted(left))
        missing += math.fsum(self._of(word) * (_HOME if word in home else 1) for word in sorted(right))
        return 2 * shared / (2 * shared + missing) if shared else 0.0

    def _candidate(self, body: Body, score: float, name: _Name, other: _Name, *, doubtful: bool) -> Candidate:
        known = self._bodies[other.body]
        if doubtful:
            score = min(score, _DOUBTFUL)
        return Candidate(known.key, round(score, 3), "; ".join(self._reasons(body, name, other, doubtful=doubtful)))

    def _reasons(self, body: Body, name: _Name, other: _Name, *, doubtful: bool) -> Iterator[str]:
        """Give in words what speaks for a candidate, and what against it."""
        known = self._bodies[other.body]
        same = wording.folded(name.written) == wording.folded(other.written)
        what = "same name" if same else "same words" if name.words == other.words else "similar name"
        yield f"{what}: {other.written}" + ("" if same else f" for {name.written}")
        if name.part:
            yield "a part of the name"
        if lacking := sorted(set(other.words) - set(name.words)):
            yield f"only there: {' '.join(lacking)}"
        if more := sorted(set(name.words) - set(other.words)):
            yield f"only here: {' '.join(more)}"
        if body.countries and known.countries:
            yield "same country" if body.countries & known.countries else "another country"
        if body.town and frozenset(wording.of(body.town)) == self._towns[other.body]:
            yield "same town"
        if body.page and _host(body.page) == _host(known.page):
            yield "same homepage"
        if doubtful:
            yield "others are called so too"

    def _of(self, word: str) -> float:
        """Give the weight of a word: the rarer, the more (Spärck Jones, 1972)."""
        return self._weight.get(word, self._rare)


def _matrix(
    values: Sequence[float], rows: Sequence[int], columns: Sequence[int], shape: tuple[int, int]
) -> "sparse.csr_array":
    places = np.array(rows, dtype=np.int64), np.array(columns, dtype=np.int64)  # typed, as they may be empty
    return sparse.csr_array((np.array(values, dtype=np.float32), places), shape=shape)


def _named(number: int, body: Body) -> list[_Name]:
    """Give the ways to name a body by their words."""
    found: dict[tuple[str, ...], _Name] = {}
    for name in body.names:
        for place, each in enumerate(wording.variants(name)):
            if words := wording.of(each):
                found.setdefault(words, _Name(number, each, words, _DOUBTFUL if place > 1 else 1.0))
    return list(found.values())


def _asked(number: int, body: Body, *, texts: bool) -> list[_Name]:
    """Give the ways to name a body that is looked for, those that are parts of a text among them."""
    found = {each.words: each for each in _named(number, body)}
    for name in body.names:
        told = affiliation.read(name)
        for parts, most in ((told.runs, _RUN), (told.parts, _PART), (told.heads, _HEAD)):
            for part in parts:
                for each in wording.variants(part)[:2]:
                    if words := wording.of(each):
                        found.setdefault(words, _Name(number, each, words, most if texts else _DOUBTFUL, part=True))
    return list(found.values())


def _placed(body: Body) -> Body:
    """Give a body with the country that its names end in, where none is told."""
    if body.countries:
        return body
    return replace(body, countries=frozenset().union(*(affiliation.read(name).countries for name in body.names)))


def _around(countries: frozenset[str]) -> tuple[str, ...]:
    """Give countries and those that may be told under them; "" is all of them."""
    return tuple(sorted({each for country in countries for each in (country, *wording.territories(country))})) or ("",)


@cache
def _lands(countries: frozenset[str]) -> frozenset[str]:
    names = entries()
    words = (word for country in countries if country in names for word in wording.of(names[country][1]))
    return frozenset(word for word in words if not wording.is_common(word))  # a state is none of the United States


@cache
def _host(page: str) -> str:
    return (urlsplit(page).hostname or "").removeprefix("www.") if page else ""
