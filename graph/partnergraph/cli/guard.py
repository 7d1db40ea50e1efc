"""The guard of files: what a command reads is not written over, and nothing is written into a store."""

import os
from contextlib import suppress
from pathlib import Path

import click

_HEEDED = "partnergraph.files"


def heed(path: Path, option: str = "") -> Path:
    """Note a file that the command that runs reads, or that an ``option`` of it writes, and give it back.

    ``UsageError`` where one is both: what is read would be overwritten. That holds whichever of the two comes first. It
    is one too where a file would be written among those of a store, which is refused with a strange file in it.
    """
    if option and any(map(_holds_store, path.absolute().parents[:2])):
        raise click.UsageError(f"{option} {path}: lies in the folder of a store; give a file in another folder")
    context = click.get_current_context(silent=True)
    if context is None or not os.path.exists(path):  # noqa: PTH110 - Path asks no folder that it may not look into
        return path
    known: list[tuple[Path, str]] = context.meta.setdefault(_HEEDED, [])
    for other, writer in known:
        if bool(option) != bool(writer) and _is_same(path, other):
            target = path if option else other
            if target.is_dir():
                raise click.UsageError(f"{option or writer} {target}: is a folder that is read here; give a file")
            raise click.UsageError(f"{option or writer} {target}: is read here and would be lost; give another file")
    known.append((path, option))
    return path


def _holds_store(folder: Path) -> bool:
    """Say whether a folder is that of a store, or of an edition of one."""
    from partnergraph.storage import folder as folders

    with suppress(OSError):  # one that may not be looked into is told by who writes there
        found = folders.newest(folder)
        return found is not None and (found / "CURRENT").is_file()
    return False


def _is_same(one: Path, other: Path) -> bool:
    """Say whether two names lead to one file; one that has gone meanwhile leads nowhere."""
    try:
        return one.samefile(other)
    except OSError:
        return False
