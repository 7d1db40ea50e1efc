"""A terminal for the tests: commands run as a reader of the documentation runs them, and what they show."""

import fcntl
import os
import pty
import re
import struct
import subprocess
import sys
import termios
from pathlib import Path

WIDTH = 100
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
