"""Imports of each kind that are killed (``kill -9``) at random moments, and what is found of the store afterwards.

    python -m tests.killing [--moments 20] [--rows 20000] [--seed 0] [KIND …]

kills each kind so often and prints for each how often it lay in which phase, and how often the store was as before,
as after, or neither; after each kill the import is done again, and has to give what it gives undisturbed.
"""

import argparse
import datetime as dt
import hashlib
import json
import random
import shutil
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from multiprocessing.context import ForkServerProcess
from pathlib import Path

from partnergraph.loading import load, withdrawal
from partnergraph.loading.freight import Manner
from partnergraph.loading.ledger import Ledger
from partnergraph.reconciliation import decision
from partnergraph.sources import cordis, ror
from partnergraph.sources.sheets import office
from partnergraph.sources.sheets.tables import Way
from partnergraph.storage import folder, manifest, upkeep
from partnergraph.storage.store import Store
from tests import processes

DAY = dt.date(2026, 11, 25)
PHASES = ("reading", "storing", "committing", "done")
_LOOK = 0.0005  # seconds between two looks at what a process has done


def tables(files: Path, store: Path) -> None:
    """Import the sheets of an office."""
    office.keep([files / "bodies.csv"], store, Way(DAY), Ledger())


def projects(files: Path, store: Path) -> None:
    """Import a table of CORDIS."""
    cordis.into(store, [files / "topics.csv"], Ledger(), Manner(DAY.isoformat()))


def registry(files: Path, store: Path) -> None:
    """Import a dump of ROR."""
    ror.into(store, [files / "ror.json"], Ledger(), Manner(DAY.isoformat()))


def statements(files: Path, store: Path) -> None:
    """Load a file that the engine reads by itself, and one with blank nodes."""
    load.files(store, [files / "large.nt", files / "blank.ttl"])


def replaced(files: Path, store: Path) -> None:
    """Load a file in the place of what it said before."""
    load.graphs(store, [files / "large.nt"], load.About(DAY))


def decisions(files: Path, store: Path) -> None:
    """Take in what was said of matches."""
    decision.accept(files / "matches.csv", store, day=DAY)


def withdrawn(_: Path, store: Path) -> None:
    """Take out the older release of the registry, if it is there still."""
    if names := [each.name for each in withdrawal.sources(store) if not each.graph]:
        withdrawal.out(store, names)
    else:
        folder.clean(store)  # as the next to write would do


KINDS: dict[str, Callable[[Path, Path], None]] = {
    "tables": tables,
    "cordis": projects,
    "ror": registry,
    "load": statements,
    "replace": replaced,
    "match": decisions,
    "unload": withdrawn,
}


@dataclass
class Outcome:
    """What came of the kills of one kind: where they lay, and in which state the store was found."""

    phases: Counter[str] = field(default_factory=Counter)
    states: Counter[str] = field(default_factory=Counter)


def write(files: Path, rows: int) -> None:
    """Write files for every kind, and those of the store before."""
    count = range(rows)
    texts = {
        "bodies.csv": ["id,name,type\n", *(f"b{n},Society {n},society\n" for n in range(rows // 8))],
        "topics.csv": ['"projectID";"topic";"title"\n', *(f'"{n}";"T-{n % 99}";"Title {n % 99}"\n' for n in count)],
        "ror.json": [json.dumps([_record(n) for n in count])],
        "older.json": [json.dumps([_record(n, "College") for n in range(1, rows, 2)])],
        "large.nt": [f'<urn:a{n // 4}> <urn:p{n % 4}> "{n}" .\n' for n in range(rows * 8)],
        "blank.ttl": [f'[] <urn:p> "{n}" .\n' for n in count],
        "matches.csv": ["body,candidate,accept\n", *(f"body:pic-{n},{_ror(n)},yes\n" for n in range(rows // 8))],
        "base.nt": [_pair(n) for n in range(rows // 8)],
    }
    for name, lines in texts.items():
        (files / name).write_text("".join(lines), encoding="utf-8")


def _ror(number: int) -> str:
    digits = "0123456789abcdefghjkmnpqrstvwxyz"
    return "https://ror.org/0" + "".join(digits[number // 32**place % 32] for place in range(6)) + "10"


def _record(number: int, kind: str = "University") -> dict[str, object]:
    return {"id": _ror(number), "names": [{"value": f"{kind} {number}", "lang": "en", "types": ["ror_display"]}]}


def _pair(number: int) -> str:
    body = "<https://w3id.org/partnergraph/id/body/{}>".format
    one, other = body(f"pic-{number}"), body(f"ror-{number}")
    kind = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <http://www.w3.org/ns/org#FormalOrganization> .\n"
    name = f'<http://www.w3.org/2004/02/skos/core#prefLabel> "Body {number}"@en .\n'
    same = f"<http://www.w3.org/2002/07/owl#sameAs> <{_ror(number)}> .\n"
    return f"{one} {kind}{one} {name}{other} {kind}{other} {name}{other} {same}"


def digest(store: Path) -> str:
    """Give a hash of all that a store holds."""
    with Store.open(store) as kept:
        return hashlib.sha256("\n".join(sorted(map(str, kept.quads()))).encode()).hexdigest()


def phase(store: Path, before: Path | None) -> str:
    """Give how far a writer has come, or had: from reading to done."""
    if folder.newest(store) != before:
        return "done"
    draft = next(store.glob("*.draft"), None)
    if draft is None:
        return "reading"
    if (draft / manifest.NAME).exists():
        return "committing"
    known = set(manifest.names(before)) if before else set()
    return "storing" if any(path.suffix == ".sst" and path.name not in known for path in draft.glob("*")) else "reading"


def kill(kind: str, files: Path, base: Path, moments: int, *, seed: int = 0) -> Outcome:
    """Kill an import so often, each time on a copy of a store: while it stores, at its end, at any time, in turn."""
    outcome, chance = Outcome(), random.Random(seed)  # noqa: S311 - moments, not secrets
    whole = base.with_name(f"whole-{kind}")
    shutil.copytree(base, whole)
    start = time.perf_counter()
    assert processes.outcome(KINDS[kind], files, whole) == ""
    duration, before, after = time.perf_counter() - start, digest(base), digest(whole)
    assert before != after
    for number in range(moments):
        store = base.with_name(f"{kind}-{number}")
        shutil.copytree(base, store)
        edition = folder.newest(store)
        process = processes.start(KINDS[kind], files, store)
        if wanted := {0: "storing", 1: "committing"}.get(number % 4):
            _wait(process, store, edition, wanted)
            process.join(chance.random() * (0.3 * duration if wanted == "storing" else 0.003))
        else:
            process.join(chance.random() * duration)
        process.kill()
        process.join()
        outcome.phases[phase(store, edition)] += 1
        found = digest(store)
        outcome.states[{before: "before", after: "after"}.get(found, "neither")] += 1
        KINDS[kind](files, store)
        outcome.states["again"] += digest(store) == after and not upkeep.check(store).damage
        outcome.states["left over"] += len(list(store.iterdir())) - len([folder.WRITER, folder.newest(store)])
        shutil.rmtree(store)
    return outcome


def _wait(process: ForkServerProcess, store: Path, edition: Path | None, wanted: str) -> None:
    while process.is_alive() and PHASES.index(phase(store, edition)) < PHASES.index(wanted):
        time.sleep(_LOOK)


def base(files: Path, store: Path) -> Path:
    """Make the store that every kind begins with: it has an older release of the registry, which "ror" replaces."""
    load.files(store, [files / "base.nt"])
    ror.into(store, [files / "older.json"], Ledger(), Manner(DAY.isoformat()))
    return store


def main() -> None:
    """Kill each kind and print what came of it."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--moments", type=int, default=20)
    parser.add_argument("--rows", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("kinds", nargs="*", default=list(KINDS), metavar="KIND")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as desk:
        files = Path(desk, "files")
        files.mkdir()
        write(files, given.rows)
        store = base(files, Path(desk, "base"))
        for kind in given.kinds:
            outcome = kill(kind, files, store, given.moments, seed=given.seed)
            phases = ", ".join(f"{outcome.phases[each]} {each}" for each in PHASES)
            states = ", ".join(f"{number} {each}" for each, number in sorted(outcome.states.items()))
            sys.stdout.write(f"{kind}: {phases}; {states}\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main()
