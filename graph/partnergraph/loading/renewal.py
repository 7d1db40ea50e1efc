"""Renewal: a new release of a source in the place of the one before it, in a store that others have a part in.

What the new release says no more goes, what is new comes. These stay: what another source says too, what was stated
here before any release said it (an own edit, or a file that was added), what was taken out here though the release says
it still, and of a thing that others speak of its class, name and evidence, so that nothing is left without.

A query must find no triple twice (``partnergraph.storage.store``): what the graph of a file has already is parked for
the default graph, and what was parked for others comes to light as the release leaves it
(``partnergraph.loading.parking``).

The evidence of a row keeps its name from release to release; that it was read on another day, and where it stands now,
is what changes of it (``partnergraph.sources.scribe``): of 2.4 million statements of Horizon 2020, of which a hundredth
of the rows was taken out, 0.38 million went and 0.36 came. That takes 1.4 times the processor time of the first import,
and no more memory.
"""

from collections import deque
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import blake2b
from itertools import chain, compress, islice
from pathlib import Path
from tempfile import TemporaryFile

import numpy as np
import pyoxigraph as ox

from partnergraph.loading import notation, parking, release
from partnergraph.loading.release import Chosen, Hashes, among
from partnergraph.storage.store import Store

_PLAIN = ox.DefaultGraph()
_ASIDE = parking.parked(_PLAIN)
_A, _NAME, _EVIDENCE, _SOURCE = (
    each.encode() for each in (notation.A, notation.NAME, notation.EVIDENCE, notation.term("dcterms:source"))
)
_PROOFS = tuple(notation.term(f"{prefix}:").removesuffix(">").encode() for prefix in ("evidence", "source"))
_STEP = 1 << 18  # lines that the engine is given at once
_NONE: Hashes = np.empty(0, dtype=np.int64)


@dataclass(frozen=True, slots=True)
class Delta:
    """What a release of a source changed: triples that came and that went, and of its evidence that came and went.

    ``known`` if there was one before; ``spared`` are triples that it says no more and that stay, because others speak
    of the thing; ``left_out`` those that it says still and that were taken out of the store since. It is ``empty`` if
    it says nothing.
    """

    source: str
    came: int
    went: int = 0
    proofs_came: int = 0
    proofs_went: int = 0
    known: bool = False
    spared: int = 0
    left_out: int = 0
    empty: bool = False

    @property
    def same(self) -> bool:
        """Whether it was there and says what it said, from the same rows."""
        return self.known and not (self.came or self.went or self.proofs_came or self.proofs_went)


class Renewal:
    """One release that takes the place of the one before it, in the draft of a store and its folder.

    ``told`` says that the default graph, with what is parked for it, holds what the releases say, no more and no less,
    before and, once it is taken, after. Where that is known the engine need not be read, which takes a third longer.
    """

    def __init__(self, store: Store, folder: Path, source: str, *, told: bool = False) -> None:
        self._store, self._engine, self._folder, self._source = store, store.engine, folder, source
        self.told = told
        kept, mine = release.kept(folder), release.before(folder, source)
        self._old = [kept[name] for name in mine]
        self._beside = [kept[name] for name in kept if name not in mine]
        self._was = release.hashes(release.lines(self._old))
        self._others = np.sort(release.hashes(release.lines(self._beside)))

    def own(self, properties: Collection[str]) -> set[ox.Quad]:
        """Give what the release before it says, and no other one, with some properties (as N-Triples writes them)."""
        wanted = {each.encode() for each in properties}
        alone = compress(release.lines(self._old), ~among(self._was, self._others))
        return set(_quads(line for line in alone if line.split(b" ", 2)[1] in wanted))

    def take(self, texts: Iterable[str]) -> Delta:
        """Let the source say what these lines of N-Triples say, and no more what it said before."""
        whole = release.file(self._folder, self._source).with_suffix(".new")
        deque(release.keeping(texts, whole), maxlen=0)
        said, was = release.hashes(release.lines([whole])), np.sort(self._was)
        held = np.concatenate((was, self._others)) if self.told else self._held([_PLAIN, _ASIDE])
        held.sort()
        strange = held[~among(held, was) & ~among(held, self._others)]
        new, there = ~among(said, was), among(said, held)
        came = _once(said, new & ~there)
        went = ~among(self._was, np.sort(said)) & among(self._was, held) & ~among(self._was, self._others)
        went = _once(self._was, went)
        left_out = int(_once(said, ~new & ~there).sum())
        anew = self.told and 2 * (int(came.sum()) + int(went.sum())) > len(held)
        self.told = not (left_out or len(strange)) and bool(among(self._others, held).all())
        if anew:
            self._clear()
        gone, gone_proofs, lost = self._remove(went, cleared=anew)
        if anew:
            self._add(self._beside, release.hashes(release.lines(self._beside)))
            self._add([whole], said, ~came)
        come, come_proofs = self._add([whole], said, came)
        spared, moved = self._spare(went, self._lacking(lost), whole)
        self._keep(whole, ~among(said, strange), [*spared, *moved])
        back = sum(map(_is_proof, spared))
        return Delta(
            self._source,
            come,
            gone - (len(spared) - back),
            come_proofs + len(moved),
            gone_proofs - back,
            known=bool(self._old),
            spared=len(spared) - back,
            left_out=left_out,
            empty=not len(said),
        )

    def _keep(self, whole: Path, mine: Chosen, spared: Collection[bytes]) -> None:
        """Keep what was its own of what it said, and what was spared, in the place of what it said before."""
        path = release.file(self._folder, self._source)
        if mine.all():
            if spared:
                release.write(spared, whole, more=True)
            whole.rename(path)
        else:
            release.write(chain(compress(release.lines([whole]), mine), spared), path)
            whole.unlink()
        for each in self._old:
            each.unlink()

    def _held(self, graphs: Iterable[ox.NamedNode | ox.DefaultGraph]) -> Hashes:
        with TemporaryFile() as stream:
            for graph in graphs:
                self._engine.dump(stream, ox.RdfFormat.N_TRIPLES, from_graph=graph)
            stream.seek(0)
            return release.hashes(stream)

    def _graphs(self, *, seen: bool) -> list[ox.NamedNode]:
        """Give the graphs of files that a query sees, or those in which something is parked for them."""
        named = [graph for graph in self._engine.named_graphs() if isinstance(graph, ox.NamedNode)]
        return [graph for graph in named if (parking.is_seen(graph) if seen else parking.is_parked(graph))]

    def _clear(self) -> None:
        """Take out all that releases say at once: putting back what stays is less work than taking out most."""
        self._engine.clear_graph(_PLAIN)
        self._engine.remove_graph(_ASIDE)

    def _remove(self, went: Chosen, *, cleared: bool) -> tuple[int, int, dict[bytes, set[bytes]]]:
        """Take out lines of the release before, if they are not out; give the numbers of triples, evidence last.

        And the things that lost a class or a name, and which of the two it is.
        """
        shelves = [graph for graph in self._graphs(seen=False) if graph != _ASIDE]
        parked = np.sort(self._held(shelves)) if shelves else _NONE
        waiting = set(self._was[went & among(self._was, parked)].tolist())
        aside = self._store.holds(_ASIDE)
        counts, lost = [0, 0], dict[bytes, set[bytes]]()
        for piece in _pieces(compress(release.lines(self._old), went)):
            for line in piece:
                subject, about, _ = line.split(b" ", 2)
                is_proof = about == _EVIDENCE or subject.startswith(_PROOFS)
                counts[is_proof] += 1
                if about in (_A, _NAME) and not is_proof:
                    lost.setdefault(subject, set()).add(about)
            for quad in () if cleared else _quads(piece):
                self._engine.remove(quad)
                if aside:
                    self._engine.remove(ox.Quad(quad.subject, quad.predicate, quad.object, _ASIDE))
            for quad in _quads(line for line in piece if release.hashes([line])[0] in waiting) if waiting else ():
                parking.surface(self._engine, quad)
        return counts[0], counts[1], lost

    def _add(self, paths: Iterable[Path], said: Hashes, chosen: Chosen | None = None) -> tuple[int, int]:
        """Take in lines of releases, those that are chosen; what the graph of a file has already is parked."""
        files, paths = self._graphs(seen=True), list(paths)
        chosen = np.ones(len(said), dtype=bool) if chosen is None else chosen
        elsewhere = among(said, np.sort(self._held(files))) if files else np.zeros(len(said), dtype=bool)
        counts = [0, 0]
        for graph, wanted in ((None, chosen & ~elsewhere), (_ASIDE, chosen & elsewhere)):
            for piece in _pieces(compress(release.lines(paths), wanted)) if wanted.any() else ():
                proofs = sum(map(_is_proof, piece))
                counts[0] += len(piece) - proofs
                counts[1] += proofs
                self._engine.bulk_load(b"".join(piece), ox.RdfFormat.N_TRIPLES, to_graph=graph, lenient=True)
        return counts[0], counts[1]

    def _spare(self, went: Chosen, lacking: dict[bytes, set[bytes]], whole: Path) -> tuple[list[bytes], list[bytes]]:
        """Put back class and name of things that others speak of, with their evidence; give these lines.

        A source that the new release has too is another version now, which does not say so. The one that did is put
        beside it under a name of its own; what is said with that name are the second lines.
        """
        kept = [
            line
            for line in self._gone(lacking, went, (_A, _NAME, _EVIDENCE))
            if (parts := line.split(b" ", 2))[1] == _EVIDENCE or parts[1] in lacking[parts[0]]
        ]
        proofs = _values(kept, _EVIDENCE)
        kept += self._gone(proofs - _spoken(whole, proofs), went)
        sources = _values(kept, _SOURCE)
        anew = _spoken(whole, sources)
        kept += self._gone(sources - anew, went)
        names = {each: _version(each, self._gone([each])) for each in sorted(anew)}
        moved = [_renamed(line, names) for each in names for line in self._gone([each])]
        moved += [_renamed(line, names) for line in kept if _values([line], _SOURCE) & anew]
        kept = [line for line in kept if not _values([line], _SOURCE) & anew]
        self._engine.bulk_load(b"".join([*kept, *moved]), ox.RdfFormat.N_TRIPLES, lenient=True)
        return kept, moved

    def _gone(
        self, subjects: Collection[bytes], went: Chosen | None = None, properties: Collection[bytes] = ()
    ) -> Iterator[bytes]:
        """Give the lines of the release before on some things, all or those that went, with some properties or any."""
        old = release.lines(self._old) if subjects else iter(())
        for line in old if went is None or not subjects else compress(old, went):
            subject, about, _ = line.split(b" ", 2)
            if subject in subjects and (not properties or about in properties):
                yield line

    def _lacking(self, lost: dict[bytes, set[bytes]]) -> dict[bytes, set[bytes]]:
        """Give the things that others speak of and that have no class or name left, and which of the two it is."""
        found = {
            subject: {about for about in names if not self._is_said(_node(subject), _node(about))}
            for subject, names in lost.items()
            if self._is_said(_node(subject)) or self._is_said(value=_node(subject))
        }
        return {subject: names for subject, names in found.items() if names}

    def _is_said(
        self, subject: ox.NamedNode | None = None, about: ox.NamedNode | None = None, value: ox.NamedNode | None = None
    ) -> bool:
        return parking.is_said(self._engine.quads_for_pattern(subject, about, value))


def _once(hashes: Hashes, wanted: Chosen) -> Chosen:
    """Choose the first of each that is wanted."""
    places = np.flatnonzero(wanted)
    chosen = np.zeros(len(hashes), dtype=bool)
    chosen[places[np.unique(hashes[places], return_index=True)[1]]] = True
    return chosen


def _pieces(lines: Iterable[bytes]) -> Iterator[list[bytes]]:
    lines = iter(lines)
    while piece := list(islice(lines, _STEP)):
        yield piece


def _quads(lines: Iterable[bytes]) -> Iterator[ox.Quad]:
    return ox.parse(b"".join(lines), ox.RdfFormat.N_TRIPLES, lenient=True)


def _is_proof(line: bytes) -> bool:
    return line.startswith(_PROOFS) or line.split(b" ", 2)[1] == _EVIDENCE


def _values(lines: Iterable[bytes], about: bytes) -> set[bytes]:
    """Give what lines say with a property."""
    return {value[:-3] for _, name, value in (line.split(b" ", 2) for line in lines) if name == about}


def _spoken(path: Path, things: Collection[bytes]) -> set[bytes]:
    """Give those of some things of which a release says something."""
    return {each for line in release.lines([path]) if (each := line.split(b" ", 1)[0]) in things} if things else set()


def _version(source: bytes, lines: Iterable[bytes]) -> bytes:
    """Give a name for a source as some lines describe it, and not as others may."""
    return b"%s-%s>" % (source[:-1], blake2b(b"".join(sorted(lines)), digest_size=6).hexdigest().encode())


def _renamed(line: bytes, names: Mapping[bytes, bytes]) -> bytes:
    """Give a line on a source, or that names one, with its other name."""
    subject, about, value = line.split(b" ", 2)
    return b"%s %s %s .\n" % (names.get(subject, subject), about, names.get(value[:-3], value[:-3]))


def _node(term: bytes) -> ox.NamedNode:
    return ox.NamedNode(term[1:-1].decode())
