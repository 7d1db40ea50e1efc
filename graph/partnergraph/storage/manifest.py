"""The manifest of a store: what was written, so that damage is noticed before it is believed.

The engine notices a broken block only where it reads it, and a cut log not at all: the batches in it are lost without a
word. So beside the files of a state that is never changed again lies ``partnergraph.json`` with the size and SHA-256 of
each of them and the number of quads of each graph, and under that a seal: the SHA-256 of the manifest itself.

Data files are never written twice under one name, so their hashes are taken over from one state to the next: what has
been damaged between two states is not taken for right.
"""

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from partnergraph.errors import StoreError

NAME = "partnergraph.json"
LAYOUT = 1
SAID = re.compile(r"said-[a-z0-9+-]+\.\d{6,}\.nt\.gz", re.ASCII)
"""How files are named that keep what a source said (``partnergraph.loading.release``)."""

LASTING = (".sst", ".gz")
"""How names of files end that are never written twice."""

_KEPT = re.compile(rf"\d+\.(sst|log)|CURRENT|IDENTITY|MANIFEST-\d+|OPTIONS-\d+|{SAID.pattern}", re.ASCII)


@dataclass(frozen=True, slots=True)
class File:
    """A file as it was written: its size in bytes and its SHA-256 in hexadecimal."""

    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """The files of a state by name, and its quads by graph; the default graph is "".

    ``disjoint`` if it is known that no triple that a query sees stands in two graphs; ``told`` if the default graph,
    with what is parked for it, is known to hold what the kept releases say, no more and no less.
    """

    files: Mapping[str, File]
    graphs: Mapping[str, int]
    disjoint: bool = False
    told: bool = False

    @property
    def size(self) -> int:
        """The bytes of all files."""
        return sum(file.size for file in self.files.values())

    @property
    def quads(self) -> int:
        """The quads of all graphs."""
        return sum(self.graphs.values())


@dataclass(frozen=True, slots=True)
class Damage:
    """A file that is not what was written, and in which way."""

    path: Path
    reason: str

    def __str__(self) -> str:
        return f"{self.path}: {self.reason}"


def names(folder: Path) -> list[str]:
    """Give the names of the files that a store consists of; the engine's diary (``LOG``) and locks are none of them.

    >>> names(Path("no-such-folder"))
    []
    """
    return sorted(path.name for path in folder.glob("*") if _KEPT.fullmatch(path.name))


def of(
    folder: Path,
    graphs: Mapping[str, int],
    *,
    before: Manifest | None = None,
    disjoint: bool = False,
    told: bool = False,
) -> Manifest:
    """Give the manifest of a folder; data files that ``before`` knows are taken to be as they were.

    >>> of(Path("no-such-folder"), {"": 3}).quads
    3
    """
    known = before.files if before else {}
    files = {
        name: known[name] if name in known and name.endswith(LASTING) else _measured(folder / name)
        for name in names(folder)
    }
    return Manifest(files, {graph: graphs[graph] for graph in sorted(graphs)}, disjoint, told)


def text(manifest: Manifest) -> str:
    """Give a manifest as JSON under its seal.

    >>> text(Manifest({}, {})).splitlines()[-2]
    ' "seal": "70f816feafd58c160889a633dd68f5faa2b1541792cd1ea6b73f86efaef6a742"'
    """
    files = {name: [file.size, file.sha256] for name, file in manifest.files.items()}
    more = {name: True for name in ("disjoint", "told") if getattr(manifest, name)}
    return _sealed({"layout": LAYOUT, "files": files, "graphs": dict(manifest.graphs), **more})


def read(folder: Path) -> Manifest | None:
    """Give the manifest that lies in a folder, None where there is none; ``StoreError`` where it is damaged.

    >>> read(Path("no-such-folder")) is None
    True
    """
    path = folder / NAME
    try:
        content = path.read_bytes().decode()
    except FileNotFoundError:
        return None
    except (OSError, ValueError) as error:
        raise StoreError(
            f"{path}: cannot be read: {getattr(error, 'strerror', None) or 'is not UTF-8 text'}"
        ) from error
    try:
        return _manifest(path, content)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise StoreError(f"{path}: is damaged") from error


def compare(folder: Path, manifest: Manifest, *, hashes: bool = True) -> tuple[Damage, ...]:
    """Give the files of a folder that are not what a manifest says; without ``hashes`` by their sizes alone.

    >>> [damage.reason for damage in compare(Path("none"), Manifest({"CURRENT": File(16, "")}, {}))]
    ['is missing']
    """
    found = ((folder / name, _reason(folder / name, file, hashes)) for name, file in sorted(manifest.files.items()))
    return tuple(Damage(path, reason) for path, reason in found if reason)


def _manifest(path: Path, content: str) -> Manifest:
    record: dict[str, Any] = json.loads(content)
    del record["seal"]
    if content != _sealed(record):
        raise ValueError("the seal is broken")
    if record["layout"] != LAYOUT:
        raise StoreError(f"{path}: was written by another partnergraph, in layout {record['layout']}; use that one")
    files = {name: File(*file) for name, file in record["files"].items()}
    return Manifest(files, record["graphs"], record.get("disjoint", False), record.get("told", False))


def _reason(path: Path, file: File, hashes: bool) -> str:
    """Say what is wrong with a file; nothing if it is as it was written."""
    try:
        found = _measured(path) if hashes else File(path.stat().st_size, file.sha256)
    except FileNotFoundError:
        return "is missing"
    except OSError as error:
        return f"cannot be read: {error.strerror or error}"
    if found.size != file.size:
        return f"is damaged: {found.size:,} bytes instead of {file.size:,}"
    return "" if found == file else "is damaged: other bytes than were written"


def _measured(path: Path) -> File:
    with path.open("rb") as stream:
        digest = hashlib.file_digest(stream, "sha256")
        return File(stream.tell(), digest.hexdigest())


def _sealed(record: Mapping[str, Any]) -> str:
    seal = hashlib.sha256(_json(record).encode()).hexdigest()
    return _json({**record, "seal": seal})


def _json(record: Mapping[str, Any]) -> str:
    return json.dumps(record, ensure_ascii=False, indent=1) + "\n"
