"""Who interrupts an import finds the store as it was, one line, and nothing left over."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from partnergraph.cli import main
from partnergraph.loading import load
from partnergraph.storage import note
from tests.stores import stated

KINDS = {
    "import tables": ("bodies.csv", signal.SIGINT),
    "import cordis": ("topics.csv", signal.SIGTERM),
    "import ror": ("ror.json", signal.SIGINT),
    "load": ("more.ttl", signal.SIGTERM),
    "match --accept": ("matches.csv", signal.SIGINT),
}
WORDS = {signal.SIGINT: (130, "interrupted (SIGINT)"), signal.SIGTERM: (143, "ended (SIGTERM)")}


def interrupted(words: list[str], path: Path, number: int, *, all_of_it: bool) -> tuple[int, str, str]:
    """Run a command that reads a file to which nobody writes, send a signal, and give how it ends.

    The signal goes to all its processes, as from a terminal, or to the one that was started.
    """
    os.mkfifo(path)
    command = [sys.executable, "-m", "partnergraph", *words]
    with (
        subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8", start_new_session=True
        ) as process,
        path.open("wb"),
    ):  # opens when the command has opened it to read
        os.killpg(process.pid, number) if all_of_it else process.send_signal(number)
        out, err = process.communicate(timeout=60)
    return process.returncode, out, err


@pytest.mark.parametrize("kind", KINDS)
def test_an_interrupted_import_changes_nothing(kind: str, small: Path, tmp_path: Path) -> None:
    """Its exit code is that of the shell for the signal; the store is as it was, and no draft lies in it."""
    office, (name, number) = tmp_path / "office", KINDS[kind]
    load.files(office, [small], derive=False)
    before, files = stated(office), sorted(office.iterdir())
    path = tmp_path / name
    ended = interrupted([*kind.split(), str(path), "--store", str(office)], path, number, all_of_it=kind != "load")
    code, words = WORDS[signal.Signals(number)]
    assert ended == (code, "", f"Error: {words}; {office} is as it was\n")
    assert (stated(office), sorted(office.iterdir())) == (before, files)


@pytest.mark.parametrize("command", ["match", "load a.ttl", "import tables a.csv", "import cordis a", "import ror a"])
def test_the_store_is_named_before_a_command_begins(
    command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever interrupts a command that reads no file yet, or one that only looks, is told of the store too."""
    heard, notes = os.pipe()
    monkeypatch.setattr(note.Channel, "notes", notes)
    rest = [] if command == "match" else ["--report", "/proc/report.csv"]  # cannot be written: nothing begins
    CliRunner().invoke(main, [*command.split(), "--store", str(tmp_path / "office"), *rest])
    os.close(notes)
    with os.fdopen(heard, "rb") as stream:
        told = note.Notes.of(stream.read().decode())
    assert told.stopped(signal.SIGINT) == f"interrupted (SIGINT); {tmp_path / 'office'} is as it was"


def test_a_store_that_was_not_there_is_not_there_after(tmp_path: Path) -> None:
    """Neither is its folder."""
    path = tmp_path / "a.ttl"
    words = ["load", str(path), "--store", str(tmp_path / "office")]
    code, _, told = interrupted(words, path, signal.SIGINT, all_of_it=False)
    assert (code, told.count("\n"), list(tmp_path.iterdir())) == (130, 1, [path])
