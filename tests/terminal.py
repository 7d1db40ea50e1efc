"""A terminal for the tests: commands run as a reader of the documentation runs them, and what they show."""

import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Self

WIDTH = 100
PATIENCE = 60.0  # seconds that anything on a terminal may take
_WHERE = "\x1b[6n"  # a program asks where the cursor is
_ESCAPE = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]|\x1b\][^\x07]*\x07")


def run(command: str, folder: Path) -> tuple[int, str]:
    """Give the exit code of a shell command and what it shows on a terminal of 100 columns, without colours.

    ``partnergraph`` is that of the running Python; no browser opens.
    """
    leader, follower = pty.openpty()
    fcntl.ioctl(follower, termios.TIOCSWINSZ, struct.pack("HHHH", 40, WIDTH, 0, 0))
    with subprocess.Popen(
        ["/bin/sh", "-c", command],
        cwd=folder,
        env=_environment(),
        stdin=subprocess.DEVNULL,
        stdout=follower,
        stderr=follower,
    ) as process:
        os.close(follower)
        shown = _drain(leader)
    os.close(leader)
    return process.returncode, _ESCAPE.sub("", shown.decode()).replace("\r\n", "\n")


class Terminal:
    """A program on a terminal of its own, that keys are typed to; ``shown`` is all that it has sent."""

    def __init__(self, command: list[str], **variables: str) -> None:
        self.shown = ""
        self._seen = 0
        self._child, self._leader = pty.fork()
        if not self._child:
            os.execvpe(command[0], command, _environment() | variables)  # noqa: S606 - on the new terminal, without a shell
        fcntl.ioctl(self._leader, termios.TIOCSWINSZ, struct.pack("HHHH", 40, WIDTH, 0, 0))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if self._child:
            os.killpg(self._child, signal.SIGKILL)
            os.waitpid(self._child, 0)
        os.close(self._leader)

    def type(self, keys: str) -> None:
        """Type keys."""
        os.write(self._leader, keys.encode())

    def wait_for(self, words: str) -> None:
        """Wait until words are shown behind those that were waited for before."""
        self.wait_until(lambda: words in self.shown[self._seen :])
        self._seen = self.shown.index(words, self._seen) + len(words)

    def wait_until(self, holds: Callable[[], bool]) -> None:
        """Wait until something holds, and take what is shown meanwhile."""
        end = time.monotonic() + PATIENCE
        while not holds():
            assert time.monotonic() < end, self.shown[-2000:]
            self._take()

    def processes(self) -> set[int]:
        """Give the processes of the program that run."""
        found = {self._child}
        while True:
            paths = [path for number in found for path in Path(f"/proc/{number}/task").glob("*/children")]
            more = found | {int(number) for path in paths for number in path.read_text().split()}
            if more == found:
                return found
            found = more

    def is_cooked(self) -> bool:
        """Say whether the terminal shows what is typed and gives it line by line, as a program finds it."""
        wanted = termios.ECHO | termios.ICANON
        return bool(termios.tcgetattr(self._leader)[3] & wanted == wanted)

    def ended(self) -> int:
        """Wait for the end of the program and give its exit code."""
        end = time.monotonic() + PATIENCE
        while self._take():
            assert time.monotonic() < end, self.shown[-2000:]
        status, self._child = os.waitpid(self._child, 0)[1], 0
        return os.waitstatus_to_exitcode(status)

    def _take(self) -> bool:
        """Take what is shown; say whether the program may show more."""
        if select.select([self._leader], [], [], 0.1)[0]:
            try:
                part = os.read(self._leader, 65536).decode(errors="replace")
            except OSError:  # as Linux tells that the last writer is gone
                return False
            self.shown += part
            self.type("\x1b[1;1R" * part.count(_WHERE))
        return True


def _environment() -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PARTNERGRAPH_", "COLUMNS"))}
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])
    return kept | {"PATH": path, "TERM": "xterm", "NO_COLOR": "1", "BROWSER": "true", "PYTHONUTF8": "1"}


def _drain(leader: int) -> bytes:
    """Read what a terminal shows until its last writer is gone, which Linux tells by an error."""
    shown = b""
    while True:
        try:
            part = os.read(leader, 65536)
        except OSError:
            return shown
        if not part:
            return shown
        shown += part
