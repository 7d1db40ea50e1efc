"""``partnergraph backup-store``, ``compact-store`` and ``check-store``: the upkeep of a store on disk."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from partnergraph.cli.option import KEPT
from partnergraph.cli.parameter import PLACE

if TYPE_CHECKING:
    from partnergraph.storage.folder import Leavings
    from partnergraph.storage.upkeep import Health


@click.command()
@click.argument("folder", type=PLACE)
@KEPT
def backup_store(folder: Path, store: Path) -> None:
    """Copy a store on disk to a new folder, complete and checked.

    FOLDER is then a store of its own, which any program that knows Oxigraph opens. Readers and a writer of the store
    need not stop. Keep it on another disk.

    \b
    Example:
      partnergraph backup-store office-backup --store office
      partnergraph check-store --store office-backup
    """
    from partnergraph.storage import upkeep

    made = upkeep.backup(store, folder)
    click.echo(f"{folder}: {made.quads:,} quads in {made.size:,} bytes", err=True)


@click.command()
@KEPT
def compact_store(store: Path) -> None:
    """Write the data of a store anew, without what was removed, so that it takes less room and is read quicker.

    Worth it after many changes. Readers need not stop. What an import that was ended had left in the folder goes too.

    \b
    Example:
      partnergraph compact-store --store office
    """
    from partnergraph.storage import upkeep

    done = upkeep.compact(store)
    _clear(store, done.leavings)
    click.echo(f"{store}: {done.before:,} bytes before, {done.after:,} after", err=True)


@click.command()
@KEPT
@click.pass_context
def check_store(ctx: click.Context, store: Path) -> None:
    """Tell what of a store is damaged: every file is held against its hash, and every quad is read.

    The exit code is 1 if there is damage, with a line for each file, else 0. A folder that another program wrote has no
    hashes; there only what cannot be read is noticed. What an import that was ended had left in the folder is told, and
    removed unless somebody writes.

    \b
    Example:
      partnergraph check-store --store office
    """
    from partnergraph.storage import upkeep

    health = upkeep.check(store)
    _clear(store, health.leavings)
    for each in health.damage:
        click.echo(str(each))
    click.echo(_verdict(store, health), err=True)
    ctx.exit(int(bool(health.damage)))


def _clear(store: Path, leavings: "Leavings") -> None:
    """Say what was left in the folder of a store and is gone now."""
    if leavings.names:
        names = ", ".join(leavings.names)
        click.echo(
            f"{store}: removed {names}, which a writer that was ended had left ({leavings.size:,} bytes)", err=True
        )


def _verdict(store: Path, health: "Health") -> str:
    if not health.damage:
        sound = f"{store}: {health.quads:,} quads in {health.files} files"
        return f"{sound}, all as written" if health.known else f"{sound} can be read; there is no manifest to compare"
    files = f"{len(health.damage)} file{'' if len(health.damage) == 1 else 's'} damaged"
    if health.backup is None:
        return f"{store}: {files}; there is no backup that this store knows of; load its sources into a new folder"
    return f"{store}: {files}; use the backup in {health.backup}, after check-store --store {health.backup}"
