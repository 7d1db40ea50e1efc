"""SPARQL servers that tests run on this machine: started on free ports with a folder of their own, ended with the test.

Each is given a dataset as N-Quads and is told by its URL. docs/endpoints.md says the same for people.
"""

import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path

from partnergraph.vocab import GRAPH

STATED = f"{GRAPH}stated"
"""The graph in Virtuoso of what lies in the default graph elsewhere."""

_PATIENCE = 90  # seconds for a server to start, on a machine that does much else
_INI = Path(__file__).parent / "data" / "endpoint" / "virtuoso.ini"
_LOAD = "ld_dir('.', '{name}', '{graph}'); rdf_loader_run(); select 'error', ll_error from DB.DBA.load_list;"


@contextmanager
def oxigraph(folder: Path, dataset: Path) -> Iterator[str]:
    """Run ``oxigraph serve`` (PyPI oxigraph) over a dataset in memory, and give the URL of its endpoint."""
    port = _free_ports(1)[0]
    command = [str(_oxigraph()), "serve", "--bind", f"127.0.0.1:{port}", "--union-default-graph"]
    with _running(command, folder, f"http://127.0.0.1:{port}/query?query=ASK%7B%7D"):
        load = urllib.request.Request(
            f"http://127.0.0.1:{port}/store",
            data=dataset.read_bytes(),
            headers={"Content-Type": "application/n-quads"},
            method="POST",
        )
        with urllib.request.urlopen(load, timeout=_PATIENCE):  # noqa: S310 - the same
            yield f"http://127.0.0.1:{port}/query"


@contextmanager
def virtuoso(folder: Path, dataset: Path, *, most_rows: int) -> Iterator[str]:
    """Run Virtuoso 7 (Debian virtuoso-opensource-7-bin) over a dataset, and give the URL of its endpoint.

    It gives at most ``most_rows`` rows in one answer.
    """
    sql_port, http_port = _free_ports(2)
    text = _INI.read_text(encoding="utf-8")
    settings = text.format(sql_port=sql_port, http_port=http_port, most_rows=most_rows)
    (folder / "virtuoso.ini").write_text(settings, encoding="utf-8")
    shutil.copy(dataset, folder / "dataset.nq")
    url = f"http://127.0.0.1:{http_port}/sparql"
    with _running(["virtuoso-t", "+configfile", "virtuoso.ini", "+foreground"], folder, f"{url}?query=ASK%7B%7D"):
        statement = _LOAD.format(name="dataset.nq", graph=STATED)
        command = ["isql-vt", f"127.0.0.1:{sql_port}", "dba", "dba", "VERBOSE=OFF", "BANNER=OFF", f"EXEC={statement}"]
        done = subprocess.run(
            command,
            cwd=folder,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=_PATIENCE,
            check=False,
        )
        if done.returncode or "error" not in done.stdout or "NULL" not in done.stdout:
            raise RuntimeError(f"Virtuoso has not loaded {dataset}: {done.stdout}{done.stderr}")
        yield url


def _oxigraph() -> Path:
    """Give the command that the package oxigraph puts beside this Python."""
    name = "oxigraph.exe" if sys.platform == "win32" else "oxigraph"
    return Path(sys.executable).with_name(name)


def _free_ports(number: int) -> Sequence[int]:
    """Give ports that nobody listens on."""
    with ExitStack() as stack:
        held = [stack.enter_context(closing(socket.create_server(("127.0.0.1", 0)))) for _ in range(number)]
        return [each.getsockname()[1] for each in held]


@contextmanager
def _running(command: Sequence[str], folder: Path, probe: str) -> Iterator[subprocess.Popen[bytes]]:
    """Run a server until the block ends, however it ends; it is waited for until it answers."""
    with (folder / "server.log").open("wb") as log:
        process = subprocess.Popen(command, cwd=folder, stdin=subprocess.DEVNULL, stdout=log, stderr=log)
    try:
        _await(process, probe, folder / "server.log")
        yield process
    finally:
        process.terminate()
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _await(process: subprocess.Popen[bytes], probe: str, log: Path) -> None:
    end = time.monotonic() + _PATIENCE
    while time.monotonic() < end and process.poll() is None:
        try:
            with urllib.request.urlopen(probe, timeout=5):  # noqa: S310 - the server that was started here
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    raise RuntimeError(f"{process.args!r} does not answer: {log.read_text(errors='replace')[-2_000:]}")
